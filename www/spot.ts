/** A sentence of a page with a place marked in it, as findings, the matrix and deployments show it. */
import type { Range } from 'unisono';
import { button, type Child, h } from './dom.js';
import { excerpt, type Piece, type Stretch } from './excerpt.js';
import type { Results } from './results.js';
import { hexAround } from './texts.js';
import { t } from './words.js';

/** A place in a page, and what is shown around it. */
export interface Spot {
  path: string;
  locale: string;
  range: Range;
  sentence: Stretch;
}

/** A sentence with the place marked, and where it is. */
export function spotFigure(spot: Spot, caption: string, kind: 'primary' | 'related', results: Results): HTMLElement {
  const { path, locale, range } = spot;
  const text = results.texts.get(path);
  const { line, column } = range.start;
  const place =
    typeof text === 'string' ? `${path}:${line}:${column}` : t('spot.byte', { path, byte: range.start.offset });
  return h(
    'figure',
    { class: `spot ${kind}` },
    h('figcaption', {}, caption),
    typeof text === 'string'
      ? h(
          'blockquote',
          { lang: locale || undefined, dir: 'auto' },
          ...excerpt(text, spot, results.sideOf(path, locale)).map(piece),
        )
      : hexQuote(text.bytes, range.start.offset),
    h('p', { class: 'place' }, h('code', {}, place), copyButton(place)),
  );
}

function piece({ kind, text }: Piece): Child {
  if (kind === 'text') return text;
  if (kind === 'hidden') return undefined;
  if (kind === 'place') {
    return text === ''
      ? h('mark', { class: 'gap', role: 'img', 'aria-label': t('spot.here'), title: t('spot.here') })
      : h('mark', {}, text);
  }
  return h('span', { class: kind }, text);
}

function hexQuote(bytes: Uint8Array, offset: number): HTMLElement {
  const { before, at, after } = hexAround(bytes, offset);
  return h('blockquote', { class: 'hex' }, h('code', {}, `${before} `, h('mark', {}, at), ` ${after}`));
}

/** A sentence in its paragraph, or in its item of a list. */
export function inParagraph(path: string, locale: string, range: Range, results: Results): Spot {
  const text = results.texts.get(path);
  if (typeof text !== 'string') return { path, locale, range, sentence: range };
  const around = paragraphAround(text, range.start.offset, range.end.offset);
  return { path, locale, range, sentence: around };
}

/** Where paragraphs, items of lists and rows of tables part. */
const edge = /\r?\n[ \t]*\r?\n|\r?\n(?=[ \t]*(?:[-*+>|]|\d+[.)]))/g;
/** No paragraph is looked for farther away than this. */
const FAR = 2000;

function paragraphAround(text: string, start: number, end: number): Stretch {
  const from = Math.max(0, start - FAR);
  let first = from;
  for (const found of text.slice(from, start).matchAll(edge)) first = from + found.index + found[0].length;
  const next = text.slice(end, end + FAR).search(edge);
  const last = next < 0 ? Math.min(text.length, end + FAR) : end + next;
  return { start: { offset: first }, end: { offset: last } };
}

/** A button that copies a text; without a label of its own it says what. */
export function copyButton(text: string, own?: string): HTMLButtonElement {
  const label = own ?? t('copy');
  const copy = button(
    { class: 'copy', 'aria-label': own === undefined && text.length < 200 ? t('copy.what', { text }) : undefined },
    async () => {
      try {
        await navigator.clipboard.writeText(text);
        copy.textContent = t('copy.done');
      } catch {
        copy.textContent = t('copy.refused');
      }
      setTimeout(() => {
        copy.textContent = label;
      }, 1500);
    },
    label,
  );
  return copy;
}
