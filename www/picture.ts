/** The picture of a deployment, as the engine drew it. */
import { button, h } from './dom.js';

/** The picture in its own box, which scrolls, and a way to keep it. */
export function picture(svg: string): HTMLElement {
  const box = h('div', { class: 'picture-box', tabindex: 0, role: 'group', 'aria-label': 'Picture of the deployment' });
  const root = box.attachShadow({ mode: 'open' });
  const drawn = new DOMParser().parseFromString(svg.replace(style, ''), 'image/svg+xml').documentElement;
  // The policy of this page takes no style from within a document; a sheet that is made by a script it takes.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style.exec(svg)?.[1] ?? '');
  root.adoptedStyleSheets = [sheet];
  root.append(document.importNode(drawn, true));
  return h(
    'figure',
    { class: 'picture' },
    box,
    button({ class: 'quiet' }, () => keep(svg), 'Save the picture'),
  );
}

const style = /<style>([^<]*)<\/style>/;

function keep(svg: string): void {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  h('a', { href: address, download: 'deployment.svg' }).click();
  // The download has taken the picture by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
