/** What the languages say of the guidance: claims down, languages across, a verdict in each cell. */
import type { MatrixCell, MatrixClaim, MatrixPlace, MatrixRow, MatrixVersion, Verdict } from 'unisono';
import { button, type Child, h } from './dom.js';
import type { Results } from './results.js';
import { inParagraph, spotFigure } from './spot.js';
import { count, languageName, t } from './words.js';

/** How a verdict is shown: its sign, and the severity whose colours it has. */
const verdicts: Record<Verdict, { sign: string; like: string }> = {
  stated: { sign: '✓', like: 'note' },
  weakened: { sign: '~', like: 'warning' },
  missing: { sign: '∅', like: 'warning' },
  contradicted: { sign: '✗', like: 'error' },
};

/** What a verdict means. */
const meaning = (verdict: Verdict) => t(`verdict.${verdict}-means`);

/** From the best to the worst. */
const order = Object.keys(verdicts) as Verdict[];

/** Where a cell stands. */
interface At {
  version: MatrixVersion;
  claim: MatrixClaim;
  /** Its place among the locales of the version. */
  column: number;
  cell: MatrixCell;
}

/** The matrix with its legend; nothing where no page was held against the guidance. */
export function matrixSection(results: Results, open: boolean): HTMLElement | undefined {
  const { versions, rows } = results.report.matrix;
  if (versions.length === 0 || rows.length === 0) return undefined;
  const dialog = h('dialog', { class: 'sentence-dialog', 'aria-labelledby': 'sentence-title' });
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  const onOpen = (at: At) => {
    dialog.replaceChildren(
      h(
        'div',
        { class: 'steps' },
        button({ class: 'close' }, () => dialog.close(), t('close')),
      ),
      cellDetail(at, results),
    );
    dialog.showModal();
    dialog.scrollTop = 0;
  };
  const box = h('div', { class: 'matrix-tables' });
  const only = h('input', { type: 'checkbox', id: 'matrix-open' });
  const label = h('label', { for: 'matrix-open' });
  const which = h(
    'select',
    { id: 'matrix-version' },
    h('option', { value: -1 }, t('matrix.beside')),
    ...versions.map(({ title }, index) => h('option', { value: index }, title)),
  );
  // Side by side is for those who have room.
  which.value = String(open || versions.length === 1 ? -1 : versions.length - 1);
  const show = () => {
    const chosen = versions
      .map((_, index) => index)
      .filter((index) => which.value === '-1' || which.value === String(index));
    const shown = rows.filter((row) => chosen.some((index) => row.claims[index]));
    const differing = shown.filter((row) => !agreed(row, chosen));
    // What there is to look at comes first.
    const ordered = only.checked ? differing : [...differing, ...shown.filter((row) => !differing.includes(row))];
    box.replaceChildren(...matrixTables(versions, chosen, ordered, onOpen));
    label.textContent = count(shown.length - differing.length, 'matrix.leave-out');
  };
  which.addEventListener('change', show);
  only.addEventListener('change', show);
  show();
  return h(
    'section',
    { class: 'matrix', 'aria-labelledby': 'matrix-title' },
    h('h2', { id: 'matrix-title' }, t('matrix.title')),
    h(
      'p',
      { class: 'legend' },
      ...order.map((verdict) =>
        h(
          'span',
          { class: `verdict ${verdicts[verdict].like}`, title: meaning(verdict) },
          h('b', {}, verdicts[verdict].sign),
          ` ${t(`verdict.${verdict}`)}`,
        ),
      ),
      h('span', { class: 'verdict', title: t('verdict.unexpected-means') }, `· ${t('verdict.unexpected')}`),
    ),
    h(
      'div',
      { class: 'matrix-choices' },
      versions.length > 1 && h('p', {}, h('label', { for: 'matrix-version' }, t('matrix.versions')), ' ', which),
      h('p', {}, only, ' ', label),
    ),
    box,
    dialog,
  );
}

/**
 * What several versions speak of side by side, and what only one of them does in a table of its own: half of a row would
 * be empty.
 */
function matrixTables(
  all: readonly MatrixVersion[],
  chosen: readonly number[],
  rows: readonly MatrixRow[],
  onOpen: (at: At) => void,
): HTMLElement[] {
  const speaking = (row: MatrixRow) => chosen.filter((index) => row.claims[index]);
  const groups = new Map<string, { versions: number[]; rows: MatrixRow[] }>();
  for (const row of rows) {
    const versions = speaking(row);
    const key = versions.join();
    const group = groups.get(key) ?? { versions, rows: [] };
    groups.set(key, group);
    group.rows.push(row);
  }
  return [...groups.values()]
    .sort((a, b) => b.versions.length - a.versions.length || (a.versions[0] ?? 0) - (b.versions[0] ?? 0))
    .map(({ versions, rows }) => h('div', { class: 'table-box' }, matrixTable(all, versions, rows, onOpen)));
}

/** A table of some versions, told by their indices. */
function matrixTable(
  all: readonly MatrixVersion[],
  chosen: readonly number[],
  rows: readonly MatrixRow[],
  onOpen: (at: At) => void,
): HTMLTableElement {
  const versions = chosen.flatMap((index) => all[index] ?? []);
  const compared = versions.length > 1;
  const table = h(
    'table',
    { role: 'grid', 'aria-labelledby': 'matrix-title' },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ...versions.map(({ title, locales }) => h('th', { scope: 'colgroup', colspan: locales.length + 1 }, title)),
        compared && h('th', { scope: 'col', rowspan: 2 }, t('matrix.differs')),
      ),
      h(
        'tr',
        {},
        ...versions.flatMap(({ locales }) => [
          h('th', { scope: 'col', class: 'claim' }, t('matrix.claim')),
          ...locales.map((locale) =>
            h('th', { scope: 'col', class: 'locale-head', title: languageName(locale) }, locale),
          ),
        ]),
      ),
    ),
    h(
      'tbody',
      {},
      ...rows.map((row) =>
        h(
          'tr',
          {},
          ...versions.flatMap((version, at) => claimCells(version, row.claims[chosen[at] ?? -1] ?? null, onOpen)),
          compared && h('td', { class: 'changes' }, row.changes.map((change) => t(`change.${change}`)).join(', ')),
        ),
      ),
    ),
  );
  walkByArrows(table);
  return table;
}

/** A version's part of a row: the claim, and a cell for each language. */
function claimCells(
  version: MatrixVersion,
  claim: MatrixClaim | null,
  onOpen: (at: At) => void,
): HTMLTableCellElement[] {
  if (!claim) return [h('td', { class: 'nothing-said', colspan: version.locales.length + 1 }, '')];
  const cells = version.locales.map((locale, column) => {
    const cell = claim.cells[column];
    if (!cell) return h('td', { class: 'cell' }, h('span', { class: 'verdict', title: t('verdict.unexpected') }, '·'));
    const { sign, like } = verdicts[cell.verdict];
    const name = `${claim.id}, ${languageName(locale)}: ${t(`verdict.${cell.verdict}`)}`;
    return h(
      'td',
      { class: `cell ${like}` },
      button(
        {
          class: `verdict ${like} ${cell.verdict}`,
          'aria-label': name,
          title: name,
          'aria-haspopup': 'dialog',
          tabindex: -1,
        },
        () => onOpen({ version, claim, column, cell }),
        sign,
      ),
    );
  });
  return [
    h('th', { scope: 'row', class: 'claim' }, h('code', {}, claim.id), ' ', h('span', { lang: 'en' }, claim.says)),
    ...cells,
  ];
}

/** Whether there is nothing to look at in some versions: each cell that is expected states its claim. */
function agreed(row: MatrixRow, chosen: readonly number[]): boolean {
  const states = (index: number) =>
    row.claims[index]?.cells.every((cell) => !cell || cell.verdict === 'stated') ?? true;
  return chosen.every(states);
}

/** One stop of the Tab key for all cells: from there arrow keys lead on, as in any grid. */
function walkByArrows(table: HTMLTableElement): void {
  const first = table.querySelector<HTMLButtonElement>('tbody button');
  if (first) first.tabIndex = 0;
  const go = (to: HTMLButtonElement) => {
    for (const before of table.querySelectorAll<HTMLButtonElement>('button[tabindex="0"]')) before.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  };
  table.addEventListener('keydown', (event) => {
    if (!(event.target instanceof HTMLButtonElement) || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = neighbour(table, event.target, event.key);
    if (!to) return;
    event.preventDefault();
    go(to);
  });
  table.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLButtonElement && target.tabIndex !== 0) go(target);
  });
}

/** The next cell in the direction of a key that has something to open. */
function neighbour(table: HTMLTableElement, from: HTMLButtonElement, key: string): HTMLButtonElement | undefined {
  const rows = [...table.querySelectorAll<HTMLTableRowElement>('tbody tr')];
  const line = (row: HTMLTableRowElement | undefined) => [...(row?.querySelectorAll('button') ?? [])];
  const row = from.closest('tr');
  const here = line(row ?? undefined);
  const at = here.indexOf(from);
  switch (key) {
    case 'ArrowRight':
      return here[at + 1];
    case 'ArrowLeft':
      return here[at - 1];
    case 'Home':
      return here[0];
    case 'End':
      return here.at(-1);
    case 'ArrowDown':
    case 'ArrowUp': {
      const by = key === 'ArrowDown' ? 1 : -1;
      const left = from.getBoundingClientRect().left;
      for (let next = rows.indexOf(row as HTMLTableRowElement) + by; rows[next]; next += by) {
        const found = line(rows[next]).find((other) => Math.abs(other.getBoundingClientRect().left - left) < 1);
        if (found) return found;
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

/** All pages of a cell: the sentence of each in its paragraph, and the one of the source beside it. */
function cellDetail({ version, claim, column, cell }: At, results: Results): HTMLElement {
  const locale = version.locales[column] ?? '';
  const { like } = verdicts[cell.verdict];
  // The worst first: it is why the cell says what it says.
  const places = [...cell.places].sort((a, b) => order.indexOf(b.verdict) - order.indexOf(a.verdict));
  return h(
    'article',
    { class: `detail-body ${like}` },
    h(
      'p',
      { class: 'kind' },
      h('span', { class: `badge ${like}`, title: meaning(cell.verdict) }, t(`verdict.${cell.verdict}`)),
      h('code', { class: 'rule' }, claim.id),
      h('span', { class: 'locale' }, locale),
    ),
    h('h3', { id: 'sentence-title', lang: 'en' }, claim.says),
    h('p', { class: 'set-name' }, version.title),
    ...places
      .flatMap((place) => [
        placeFigure(place, locale, places.length > 1, results),
        sourceFigure(place, version, claim, results),
      ])
      .filter((child) => child !== undefined),
  );
}

function placeFigure(place: MatrixPlace, locale: string, several: boolean, results: Results): HTMLElement {
  const { path, range, verdict } = place;
  const { like } = verdicts[verdict];
  const caption = several ? `${languageName(locale)}: ${t(`verdict.${verdict}`)}` : languageName(locale);
  if (!range) {
    return h(
      'figure',
      { class: 'spot primary' },
      h('figcaption', {}, caption),
      h('p', { class: 'none' }, sentenceOf(meaning(verdict))),
      h('p', { class: 'place' }, h('code', {}, path)),
    );
  }
  return h('div', { class: like }, spotFigure(inParagraph(path, locale, range, results), caption, 'primary', results));
}

/** What the source says of the claim, where another language is looked at. */
function sourceFigure(place: MatrixPlace, version: MatrixVersion, claim: MatrixClaim, results: Results): Child {
  const set = results.setOf(place.path);
  const source = set?.source;
  const cell = source === undefined ? undefined : claim.cells[version.locales.indexOf(source)];
  const same = cell?.places.find(({ path, range }) => range && results.setOf(path) === set);
  if (source === undefined || !same?.range || cell?.places.includes(place)) return undefined;
  const caption = t('matrix.source', { language: languageName(source) });
  return spotFigure(inParagraph(same.path, source, same.range, results), caption, 'related', results);
}

function sentenceOf(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
