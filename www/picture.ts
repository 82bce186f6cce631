/** The picture of a deployment, as the engine drew it: it can be zoomed and saved, and its claims are linked with their cards. */
import { button, h, save } from './dom.js';
import { t } from './words.js';

/** A picture, and a way to point at what of it breaks a claim. */
export interface Picture {
  element: HTMLElement;
  /** Lights up what breaks a claim; nothing for none. */
  light(claim: string | undefined): void;
}

const style = /<style>([^<]*)<\/style>/;
/** What is added to the style of the engine: what is pointed at, and what can be pressed. */
const own =
  'svg,.topology{font-family:var(--text)} svg{display:block;margin-inline:auto} .claimed{cursor:pointer} .lit rect{stroke-width:5;filter:drop-shadow(0 0 6px currentColor)} a.lit{fill:var(--ink)} a:focus-visible{outline:2px solid currentColor} @media print{svg{width:100%!important;max-width:100%!important}}';
const STEP = 1.25;
/** Smaller than this its words cannot be read: then it is scrolled. */
const READABLE = 0.7;
/** And larger than this they shout. */
const LARGEST = 1.6;

/** Leaves the picture alone: what its claims say stands beside it on this page. Gives its size. */
function cropped(image: SVGSVGElement): { width: number; height: number } {
  const [, , wide = 0, high = 0] = (image.getAttribute('viewBox') ?? '').split(/\s+/).map(Number);
  const [width = wide, height = high] = (image.dataset['drawn'] ?? '').split(' ').filter(Boolean).map(Number);
  for (const said of image.querySelectorAll('.said')) said.remove();
  image.setAttribute('viewBox', `0 0 ${width} ${height}`);
  return { width, height };
}

/** The picture in its own box; `onClaim` hears which claim was pressed in it. */
export function picture(svg: string, claims: ReadonlySet<string>, onClaim: (claim: string) => void): Picture {
  const box = h('div', { class: 'picture-box', tabindex: 0, role: 'group', 'aria-label': t('picture.title') });
  const root = box.attachShadow({ mode: 'open' });
  const drawn = new DOMParser().parseFromString(svg.replace(style, ''), 'image/svg+xml').documentElement;
  // The policy of this page takes no style from within a document; a sheet that is made by a script it takes.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync((style.exec(svg)?.[1] ?? '') + own);
  root.adoptedStyleSheets = [sheet];
  const image = document.importNode(drawn, true) as unknown as SVGSVGElement;
  root.append(image);

  const { width: natural, height } = cropped(image);
  let scale: number | undefined;
  const zoom = (to: number | undefined) => {
    scale = to;
    // Fitting, all of it is seen, as large as its box lets it be, but never so that its words shout or cannot be read.
    const fitting = `calc((100dvh - 12.5rem) * ${natural / height})`;
    image.style.width = to === undefined ? `max(${natural * READABLE}px, min(100%, ${fitting}))` : `${natural * to}px`;
    image.style.maxWidth = to === undefined ? `${natural * LARGEST}px` : 'none';
    image.style.height = 'auto';
    image.style.aspectRatio = `${natural} / ${height}`;
  };
  const shown = () => image.getBoundingClientRect().width / natural || 1;
  zoom(undefined);

  const parts = new Map<string, Element[]>();
  for (const link of image.querySelectorAll('a[href^="#claim-"]')) {
    const id = link.getAttribute('href')?.slice('#claim-'.length) ?? '';
    if (!claims.has(id)) {
      // A rule that follows from no claim has no sentence: it is told among the findings.
      link.replaceWith(...link.childNodes);
      continue;
    }
    const around = link.closest('g');
    parts.set(id, [...(parts.get(id) ?? []), link, ...(around ? [around] : [])]);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      event.stopPropagation();
      onClaim(id);
    });
    // Who misses the small words, and hits the box, meant the first of them.
    if (around === null || around.classList.contains('claimed')) continue;
    around.classList.add('claimed');
    around.addEventListener('click', () => onClaim(id));
  }
  const step = (by: number, key: 'picture.larger' | 'picture.smaller', sign: string) =>
    button(
      { 'aria-label': t(key), title: t(key) },
      () => zoom(Math.min(4, Math.max(0.25, (scale ?? shown()) * by))),
      sign,
    );
  return {
    element: h(
      'figure',
      { class: 'picture' },
      h(
        'p',
        { class: 'picture-tools' },
        step(1 / STEP, 'picture.smaller', '−'),
        step(STEP, 'picture.larger', '+'),
        button({}, () => zoom(undefined), t('picture.fit')),
        button({ class: 'quiet' }, () => save('deployment.svg', 'image/svg+xml', svg), t('picture.save')),
      ),
      box,
    ),
    light(claim) {
      for (const lit of image.querySelectorAll('.lit')) lit.classList.remove('lit');
      for (const part of (claim !== undefined && parts.get(claim)) || []) part.classList.add('lit');
    },
  };
}
