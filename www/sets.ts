/** Which pages belong together, what they were compared with, and which fit nowhere. */
import type { DocumentSummary, SetSummary, UnmatchedPage } from 'unisono';
import { button, type Child, count, h } from './dom.js';
import { comparedWith, type Filter, type Results } from './results.js';
import { languageName } from './spot.js';

/** How many sets are shown at first, and how many more at a time. */
const FIRST = 6;
const MORE = 60;

/** Called when a set, or one language of it, is chosen. */
export type OnChoose = (change: Pick<Filter, 'set' | 'locale'>) => void;

/** The sets as cards, those with findings first. */
export function setCards(results: Results, open: boolean, onChoose: OnChoose): HTMLElement {
  const { sets } = results.report.summary;
  const clean = (set: SetSummary) => set.documents.every(({ findings }) => findings === 0);
  const ordered = [...sets.filter((set) => !clean(set)), ...sets.filter(clean)];
  const list = h('ul', { class: 'cards' });
  return h(
    'details',
    { class: 'sets', open },
    h('summary', {}, h('h2', {}, 'Document sets')),
    list,
    inSlices(list, ordered, FIRST, MORE, (set) => setCard(set, results, onChoose)),
  );
}

function setCard(set: SetSummary, results: Results, onChoose: OnChoose): HTMLElement {
  const documents = [...set.documents].sort((a, b) => Number(isReference(set, b)) - Number(isReference(set, a)));
  return h(
    'li',
    { class: 'card' },
    h(
      'h3',
      {},
      button({ class: 'link', title: set.id }, () => onChoose({ set: set.id, locale: '' }), set.title || set.id),
    ),
    h(
      'p',
      { class: 'facts' },
      set.edition && h('span', { class: 'edition' }, set.edition),
      h('span', { class: `reference ${set.reference}` }, comparedWith(set)),
    ),
    h(
      'ul',
      { class: 'languages' },
      ...documents.map((document) => h('li', {}, language(set, document, results, onChoose))),
    ),
  );
}

function language(set: SetSummary, document: DocumentSummary, results: Results, onChoose: OnChoose): HTMLElement {
  const { path, locale, findings } = document;
  const title = `${languageName(locale)}, ${path}: ${count(findings, 'finding')}`;
  if (isReference(set, document) && findings === 0) {
    return h('span', { class: 'language is-reference', title }, locale, ' ', h('small', {}, 'reference'));
  }
  return button(
    { class: `language ${results.gravest(path, locale) ?? ''}`, title, 'aria-label': title },
    () => onChoose({ set: set.id, locale }),
    locale || '?',
    ' ',
    h('small', {}, findings === 0 ? '✓' : String(findings)),
  );
}

function isReference(set: SetSummary, { locale, side }: DocumentSummary): boolean {
  return set.reference === 'side-by-side' ? side === 'source' : set.reference === 'source' && locale === set.source;
}

/** Pages that fit no set, each with the reason. */
export function unmatchedPages(pages: readonly UnmatchedPage[]): Child {
  if (pages.length === 0) return undefined;
  const list = h('ul', {});
  const item = ({ path, reason }: UnmatchedPage) => h('li', {}, h('code', {}, path), ` ${reason}`);
  return h(
    'details',
    { class: 'unmatched' },
    h('summary', {}, `${count(pages.length, 'page fits', 'pages fit')} no set`),
    list,
    inSlices(list, pages, 50, 200, item),
  );
}

/** Fills a list with a part of the items, and gives a button that brings the next part. */
function inSlices<T>(
  list: HTMLElement,
  items: readonly T[],
  first: number,
  more: number,
  make: (item: T) => HTMLElement,
): HTMLElement {
  let shown = 0;
  const add = (number: number) => {
    list.append(...items.slice(shown, shown + number).map(make));
    shown = Math.min(shown + number, items.length);
    next.hidden = shown >= items.length;
    next.textContent = `Show ${Math.min(more, items.length - shown)} more of ${items.length}`;
  };
  const next = button({ class: 'quiet' }, () => add(more));
  add(first);
  return next;
}
