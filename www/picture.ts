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
  'svg,.topology{font-family:var(--text)} .claimed{cursor:pointer} .lit rect{stroke-width:5;filter:drop-shadow(0 0 6px currentColor)} .lit text,text.lit{text-decoration:underline}';
const STEP = 1.25;

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

  const [, , natural = 0, height = 0] = (image.getAttribute('viewBox') ?? '').split(/\s+/).map(Number);
  let scale: number | undefined;
  const zoom = (to: number | undefined) => {
    scale = to;
    // Fitting, the picture is as wide as its box, but never so large that its words shout.
    image.style.width = to === undefined ? '100%' : `${natural * to}px`;
    image.style.maxWidth = to === undefined ? `${natural * 1.25}px` : 'none';
    image.style.height = 'auto';
    image.style.aspectRatio = `${natural} / ${height}`;
  };
  const shown = () => image.getBoundingClientRect().width / natural || 1;
  zoom(undefined);

  const parts = new Map<string, Element[]>();
  for (const part of image.querySelectorAll('g, svg > text')) {
    for (const [id] of (part.textContent ?? '').matchAll(/[A-Z]+\d*-\d+(?:\.\d+)*[a-z]?/g)) {
      if (claims.has(id)) parts.set(id, [...(parts.get(id) ?? []), part]);
    }
  }
  for (const [id, elements] of parts) {
    for (const element of elements) {
      element.classList.add('claimed');
      element.addEventListener('click', () => onClaim(id), { once: false });
    }
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
