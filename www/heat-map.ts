/** The tab of the pages: sets down, languages across, in each cell what was found, with sums that add up. */
import type { Finding, SetSummary, Severity } from 'unisono';
import { button, type Child, h, select } from './dom.js';
import { comparedWith, type Results, setName, severities, unmatched } from './results.js';
import type { Session } from './session.js';
import { type CountKey, count, languageName, number, t } from './words.js';

/** How many sets are shown at first, and how many more at a time. */
const FIRST = 60;
const MORE = 200;

/** The rules that say that a translation is older than its source. */
const outdated = new Set(['page-outdated', 'translation-stale']);

/** What was found somewhere. */
interface Tally {
  error: number;
  warning: number;
  note: number;
  outdated: boolean;
}

/** Called when a set, or a language of it, is chosen. */
type OnChoose = (set: SetSummary, locale: string | undefined) => void;

/** What one can do from here. */
export interface MapActions {
  choose: OnChoose;
  correct(path: string): void;
  /** Another language is to be the source; empty where it is to be found. */
  source(locale: string): void;
  /** What was corrected by hand. */
  corrected: HTMLElement | undefined;
}

const tallyOf = (): Tally => ({ error: 0, warning: 0, note: 0, outdated: false });
const sum = (tally: Tally) => tally.error + tally.warning + tally.note;

function add(tally: Tally, finding: Finding): void {
  tally[finding.severity] += 1;
  tally.outdated ||= outdated.has(finding.rule);
}

/** Sets and languages as a table. */
export function heatMap({ results, wishes }: Session, actions: MapActions): HTMLElement {
  const { choose: onChoose } = actions;
  const { sets } = results.report.summary;
  const locales = localesOf(sets, results.open);
  const cells = new Map<string, Tally>();
  const rows = new Map<string, Tally>();
  const columns = new Map<string, Tally>();
  const total = tallyOf();
  const into = (map: Map<string, Tally>, key: string, finding: Finding) => {
    const known = map.get(key) ?? tallyOf();
    map.set(key, known);
    add(known, finding);
  };
  for (const finding of results.open) {
    const set = results.setOf(finding.path);
    const key = set ? String(sets.indexOf(set)) : unmatched;
    into(cells, `${key}\n${finding.locale}`, finding);
    into(rows, key, finding);
    into(columns, finding.locale, finding);
    add(total, finding);
  }
  const body = h('tbody', {});
  const ordered = sets
    .map((set, index) => ({ set, row: rows.get(String(index)) ?? tallyOf(), index }))
    .sort((a, b) => b.row.error - a.row.error || b.row.warning - a.row.warning || a.index - b.index);
  let shown = 0;
  const more = button({ class: 'quiet' }, () => show(MORE));
  const show = (by: number) => {
    for (const { set, row, index } of ordered.slice(shown, shown + by)) {
      const name = setName(set);
      body.append(
        h(
          'tr',
          {},
          h(
            'th',
            { scope: 'row' },
            button(
              { class: 'set', title: `${set.id} · ${comparedWith(set)}` },
              () => onChoose(set, undefined),
              h('span', { lang: set.source }, name),
            ),
          ),
          ...locales.map((locale) => cell(set, locale, cells.get(`${index}\n${locale}`) ?? tallyOf(), onChoose)),
          h('td', { class: 'sum' }, plain(row)),
        ),
      );
    }
    shown = Math.min(shown + by, ordered.length);
    more.hidden = shown >= ordered.length;
    more.textContent = t('pages.more', {
      n: number(Math.min(MORE, ordered.length - shown)),
      of: number(ordered.length),
    });
  };
  show(FIRST);
  const lost = rows.get(unmatched);
  const table = h(
    'table',
    { class: 'heat-map' },
    h('caption', { class: 'unseen' }, t('pages.caption')),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, t('pages.set')),
        ...locales.map((locale) => h('th', { scope: 'col', title: languageName(locale) }, locale || '?')),
        h('th', { scope: 'col', class: 'sum' }, t('pages.all')),
      ),
    ),
    body,
    h(
      'tfoot',
      {},
      lost &&
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, t('set.none')),
          ...locales.map((locale) => {
            const own = cells.get(`${unmatched}\n${locale}`);
            return h('td', {}, own && sum(own) > 0 && plain(own));
          }),
          h('td', { class: 'sum' }, plain(lost)),
        ),
      h(
        'tr',
        { class: 'total' },
        h('th', { scope: 'row' }, t('pages.all')),
        ...locales.map((locale) => h('td', {}, plain(columns.get(locale) ?? tallyOf()))),
        h('td', { class: 'sum', id: 'pages-total' }, plain(total)),
      ),
    ),
  );
  return h(
    'section',
    { class: 'pages-map', 'aria-label': t('tab.pages') },
    h('div', { class: 'map-head' }, legend(), sourceChoice(locales, wishes.source, actions.source)),
    h('div', { class: 'table-box', tabindex: 0, role: 'region', 'aria-label': t('pages.caption') }, table),
    more,
    actions.corrected,
    unmatchedPages(results, actions.correct),
    h('p', { class: 'aside' }, t('correct.hint')),
  );
}

/** The languages of all sets and findings; those of the sources first, what has none last. */
function localesOf(sets: readonly SetSummary[], findings: readonly Finding[]): string[] {
  const sources = new Set(sets.flatMap(({ source }) => source ?? []));
  const all = new Set(sets.flatMap(({ documents }) => documents.map(({ locale }) => locale)));
  for (const { locale } of findings) all.add(locale);
  const rank = (locale: string) => (locale === '' ? 2 : sources.has(locale) ? 0 : 1);
  return [...all].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** Figures that lead nowhere. */
function plain(tally: Tally): HTMLElement {
  return h('span', { class: 'plain' }, figures(tally));
}

const glyphs: Record<Severity, string> = { error: '◆', warning: '▲', note: '●' };
const plural: Record<Severity, CountKey> = { error: 'error', warning: 'warning', note: 'note' };

/** `◆2 ▲1`, for eyes; the words are for everyone else. */
function figures(tally: Tally): HTMLElement {
  const there = severities.filter((severity) => tally[severity] > 0);
  return h(
    'span',
    { class: 'figures' },
    ...(there.length === 0
      ? [
          h(
            'span',
            { class: 'clean', title: t('pages.clean') },
            h('span', { 'aria-hidden': true }, '✓'),
            h('span', { class: 'unseen' }, t('pages.clean')),
          ),
        ]
      : there.map((severity) =>
          h(
            'span',
            { class: severity, title: count(tally[severity], plural[severity]) },
            h('span', { 'aria-hidden': true }, `${glyphs[severity]} ${number(tally[severity])}`),
            h('span', { class: 'unseen' }, `${count(tally[severity], plural[severity])} `),
          ),
        )),
    tally.outdated &&
      h(
        'span',
        { class: 'outdated', title: t('pages.outdated') },
        '◷',
        h('span', { class: 'unseen' }, t('pages.outdated')),
      ),
  );
}

function cell(set: SetSummary, locale: string, tally: Tally, onChoose: OnChoose): HTMLElement {
  const documents = set.documents.filter((document) => document.locale === locale);
  if (documents.length === 0) {
    return h(
      'td',
      { class: 'missing' },
      h('span', { class: 'plain', title: t('pages.missing') }, '–', h('span', { class: 'unseen' }, t('pages.missing'))),
    );
  }
  const isSource = set.reference === 'source' && set.source === locale;
  const gravest = severities.find((severity) => tally[severity] > 0);
  const what = sum(tally) === 0 ? t('pages.clean') : count(sum(tally), 'finding');
  return h(
    'td',
    { class: `${gravest ?? 'agrees'} ${isSource ? 'is-source' : ''}` },
    button(
      { class: 'cell', title: `${languageName(locale)}, ${documents[0]?.path}: ${what}` },
      () => onChoose(set, locale),
      isSource && sum(tally) === 0 ? h('span', { class: 'source' }, t('pages.source')) : figures(tally),
    ),
  );
}

function legend(): HTMLElement {
  const entry = (kind: string, sign: string, text: string) =>
    h('span', {}, h('span', { class: kind, 'aria-hidden': true }, sign), ` ${text}`);
  return h(
    'p',
    { class: 'legend' },
    ...severities.map((severity) =>
      entry(severity, glyphs[severity], count(2, plural[severity]).replace(/^\S+\s?/, '')),
    ),
    entry('clean', '✓', t('pages.clean')),
    entry('', '–', t('pages.missing')),
    entry('outdated', '◷', t('pages.outdated')),
  );
}

/** The language that all others are compared with, to be chosen. */
function sourceChoice(locales: readonly string[], chosen: string, onChoose: (locale: string) => void): HTMLElement {
  const all = new Set([...locales, chosen].filter((locale) => locale !== '' && locale !== 'und'));
  return h(
    'p',
    { class: 'source-choice' },
    h('label', { for: 'pages-source' }, t('settings.source')),
    select(
      { id: 'pages-source' },
      [['', t('settings.found')], ...[...all].map((locale) => [locale, languageName(locale)] as const)],
      chosen,
      onChoose,
    ),
  );
}

/** Pages that fit no set, each with the reason, and a way to say where it belongs. */
function unmatchedPages({ report: { summary } }: Results, correct: (path: string) => void): Child {
  const { unmatched: pages, advice = [] } = summary;
  if (pages.length === 0 && advice.length === 0) return undefined;
  const list = h('ul', {});
  let shown = 0;
  const more = button({ class: 'quiet' }, () => show(MORE));
  const show = (by: number) => {
    for (const { path, reason } of pages.slice(shown, shown + by)) {
      list.append(
        h(
          'li',
          {},
          h('code', {}, path),
          ' ',
          h('span', { lang: 'en' }, reason),
          ' ',
          button(
            { class: 'quiet', 'aria-label': t('correct.what', { path }) },
            () => correct(path),
            t('correct.button'),
          ),
        ),
      );
    }
    shown = Math.min(shown + by, pages.length);
    more.hidden = shown >= pages.length;
    more.textContent = t('pages.more', { n: number(Math.min(MORE, pages.length - shown)), of: number(pages.length) });
  };
  show(FIRST);
  return h(
    'div',
    { class: 'unplaced' },
    ...advice.map((line) => h('p', { class: 'advice', lang: 'en' }, line)),
    pages.length > 0 &&
      h('details', { class: 'unmatched' }, h('summary', {}, count(pages.length, 'pages.fit-none')), list, more),
  );
}
