/**
 * The list of findings: a listbox of which only the rows on the screen exist, so that ten thousand findings scroll like
 * ten. Its rows have fixed heights; it scrolls with the window.
 */
import type { Finding } from 'unisono';
import { count, h } from './dom.js';
import { type Row, rowsOf } from './results.js';

/** Heights in rem; `report.css` says the same. */
const heights = { page: 2.5, finding: 4.625 };

/** Pixels beyond the screen that are kept ready. */
const AHEAD = 400;

/** How a finding was selected: as the first, by an arrow key on its way, or by a click or the enter key. */
export type How = 'first' | 'passed' | 'opened';

/** Called when a finding is selected. */
export type OnSelect = (finding: Finding, position: number, how: How) => void;

/** The list. */
export class FindingList {
  readonly element: HTMLElement;
  readonly #inner = h('div', { class: 'rows', role: 'presentation' });
  readonly #onSelect: OnSelect;
  /** What of the screen is covered from above. */
  readonly #covered: () => number;
  #findings: readonly Finding[] = [];
  #rows: Row[] = [];
  /** Where each row begins, in rem; one more than there are rows. */
  #tops: number[] = [0];
  /** The row of each finding. */
  #rowOf: number[] = [];
  #shown = new Map<number, HTMLElement>();
  #selected = -1;
  #frame = 0;
  readonly #leave = new AbortController();

  constructor(onSelect: OnSelect, covered: () => number) {
    this.#onSelect = onSelect;
    this.#covered = covered;
    this.element = h('div', { class: 'list', role: 'listbox', tabindex: 0, 'aria-label': 'Findings' }, this.#inner);
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    this.element.addEventListener('click', (event) => {
      const row = (event.target as Element).closest<HTMLElement>('[data-position]');
      if (row) this.select(Number(row.dataset['position']), 'opened');
    });
    const { signal } = this.#leave;
    window.addEventListener('scroll', () => this.#later(), { passive: true, signal });
    window.addEventListener('resize', () => this.#later(), { signal });
  }

  /** Forgets the window. */
  dispose(): void {
    this.#leave.abort();
    cancelAnimationFrame(this.#frame);
  }

  /** Shows these findings; the one that was selected stays so where it is among them. */
  show(findings: readonly Finding[]): void {
    const selected = this.#findings[this.#selected];
    this.#findings = findings;
    this.#rows = rowsOf(findings);
    this.#tops = [0];
    this.#rowOf = [];
    let top = 0;
    for (const [index, row] of this.#rows.entries()) {
      if (row.kind === 'finding') this.#rowOf[row.position] = index;
      top += heights[row.kind];
      this.#tops.push(top);
    }
    this.#inner.replaceChildren();
    this.#shown.clear();
    this.#inner.style.height = `${top}rem`;
    this.#selected = selected ? findings.indexOf(selected) : -1;
    this.draw();
  }

  /** How many findings there are. */
  get length(): number {
    return this.#findings.length;
  }

  /** Selects a finding by its position, and brings it into view. */
  select(position: number, how: How): void {
    const at = Math.max(0, Math.min(position, this.#findings.length - 1));
    const finding = this.#findings[at];
    if (!finding) return;
    const before = this.#selected;
    this.#selected = at;
    this.#mark(before, false);
    this.#bringIntoView(this.#rowOf[at] ?? 0);
    this.draw();
    this.#mark(at, true);
    this.#onSelect(finding, at, how);
  }

  /** Selects the first finding, and leaves the window where it is. */
  preselect(): void {
    const first = this.#findings[0];
    if (!first) return;
    this.#selected = 0;
    this.#mark(0, true);
    this.draw();
    this.#onSelect(first, 0, 'first');
  }

  /** The position of the selected finding; -1 for none. */
  get selected(): number {
    return this.#selected;
  }

  /** Where the selected row begins on the screen, in pixels. */
  get selectedTop(): number {
    const { top } = this.#inner.getBoundingClientRect();
    return top + (this.#tops[this.#rowOf[this.#selected] ?? 0] ?? 0) * remSize();
  }

  /** Makes the rows that are on the screen, and forgets the others. */
  draw(): void {
    const rem = remSize();
    const { top } = this.#inner.getBoundingClientRect();
    const first = this.#rowAt((-top - AHEAD) / rem);
    const last = this.#rowAt((window.innerHeight - top + AHEAD) / rem);
    for (const [index, element] of this.#shown) {
      if (index >= first && index <= last) continue;
      element.remove();
      this.#shown.delete(index);
    }
    for (let index = first; index <= last; index += 1) {
      const row = this.#rows[index];
      if (!row || this.#shown.has(index)) continue;
      const element = row.kind === 'page' ? pageRow(row) : this.#findingRow(row);
      element.style.transform = `translateY(${this.#tops[index]}rem)`;
      this.#shown.set(index, element);
      this.#inner.append(element);
    }
    const active = this.#shown.get(this.#rowOf[this.#selected] ?? -1);
    if (active) this.element.setAttribute('aria-activedescendant', active.id);
    else this.element.removeAttribute('aria-activedescendant');
  }

  #later(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.draw());
  }

  /** The row that covers a height in rem. */
  #rowAt(height: number): number {
    let [low, high] = [0, this.#rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#tops[middle + 1] ?? 0) <= height) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #bringIntoView(row: number): void {
    const rem = remSize();
    const { top } = this.#inner.getBoundingClientRect();
    // The first finding of a page is shown with the page's name.
    const from = this.#rows[row - 1]?.kind === 'page' ? row - 1 : row;
    const start = top + (this.#tops[from] ?? 0) * rem - this.#covered();
    const end = top + (this.#tops[row + 1] ?? 0) * rem + 8;
    if (start < 0) window.scrollBy(0, start);
    else if (end > window.innerHeight) window.scrollBy(0, end - window.innerHeight);
  }

  #mark(position: number, selected: boolean): void {
    this.#shown.get(this.#rowOf[position] ?? -1)?.setAttribute('aria-selected', String(selected));
  }

  #findingRow({ finding, position }: Row & { kind: 'finding' }): HTMLElement {
    const { severity, message, rule, path, locale, range } = finding;
    const { line, column } = range.start;
    return h(
      'div',
      {
        class: `row finding ${severity}`,
        role: 'option',
        id: `finding-${position}`,
        'data-position': position,
        'aria-selected': String(position === this.#selected),
        'aria-setsize': this.#findings.length,
        'aria-posinset': position + 1,
        'aria-label': `${severity}: ${message}; ${rule}, ${path}, line ${line}`,
      },
      h('span', { class: 'severity', title: severity }),
      h('span', { class: 'message' }, message),
      h('span', { class: 'where' }, `${rule} · ${line}:${column}${locale === '' ? '' : ` · ${locale}`}`),
    );
  }

  #onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(window.innerHeight / (heights.finding * remSize())) - 2);
    const to: Record<string, number> = {
      ArrowDown: this.#selected + 1,
      ArrowUp: this.#selected - 1,
      PageDown: this.#selected + page,
      PageUp: this.#selected - page,
      Home: 0,
      End: this.#findings.length - 1,
      Enter: this.#selected,
      ' ': this.#selected,
    };
    const position = to[event.key];
    if (position === undefined) return;
    event.preventDefault();
    this.select(position, event.key === 'Enter' || event.key === ' ' ? 'opened' : 'passed');
  }
}

function pageRow({ path, locale, findings }: Row & { kind: 'page' }): HTMLElement {
  const name = h('bdi', { class: 'path' }, path);
  return h(
    'div',
    { class: 'row page', role: 'presentation', title: path },
    h('span', { class: 'path-box' }, name),
    h('span', { class: 'locale' }, locale),
    h('span', { class: 'number', title: count(findings, 'finding') }, String(findings)),
  );
}

function remSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
