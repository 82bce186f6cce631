/**
 * The list of findings: real buttons, of which only those on the screen exist, so that ten thousand findings scroll like
 * ten. Its rows have fixed heights.
 */
import type { Finding } from 'unisono';
import { h } from './dom.js';
import { type Order, ordered, type Row, rowsOf } from './order.js';
import { number, t } from './words.js';

/** Heights in rem; `list.css` says the same. */
const heights = { group: 1.75, finding: 2.75 };

/** Pixels beyond the screen that are kept ready. */
const AHEAD = 400;

/** How a finding was selected: as the first, by a key on its way, or by a click or the enter key. */
export type How = 'first' | 'passed' | 'opened';

/** Called when a finding is selected. */
export type OnSelect = (finding: Finding, position: number, how: How) => void;

/** The list. */
export class FindingList {
  readonly element = h('div', { class: 'list', role: 'list', 'aria-label': t('findings.title') });
  readonly #inner = h('div', { class: 'rows', role: 'presentation' });
  readonly #onSelect: OnSelect;
  #findings: readonly Finding[] = [];
  #rows: Row[] = [];
  /** Where each row begins, in rem; one more than there are rows. */
  #tops: number[] = [0];
  /** The row of each finding. */
  #rowOf: number[] = [];
  #shown = new Map<number, HTMLElement>();
  #selected = -1;
  #frame = 0;
  readonly #size = new ResizeObserver(() => this.#later());

  constructor(onSelect: OnSelect) {
    this.#onSelect = onSelect;
    this.element.append(this.#inner);
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    this.element.addEventListener('click', (event) => {
      const row = (event.target as Element).closest<HTMLElement>('[data-position]');
      if (row) this.select(Number(row.dataset['position']), 'opened');
    });
    this.element.addEventListener('scroll', () => this.#later(), { passive: true });
    this.#size.observe(this.element);
  }

  /** Forgets the window. */
  dispose(): void {
    this.#size.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  /** Shows these findings; the one that was selected stays so where it is among them. */
  show(findings: readonly Finding[], order: Order): void {
    const before = this.#findings[this.#selected]?.fingerprint;
    const focused = this.element.contains(document.activeElement);
    this.#findings = ordered(findings, order);
    this.#rows = rowsOf(this.#findings, order);
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
    this.#selected = before === undefined ? -1 : this.#findings.findIndex(({ fingerprint }) => fingerprint === before);
    this.draw();
    if (focused) this.focus();
  }

  /** How many findings there are. */
  get length(): number {
    return this.#findings.length;
  }

  /** The position of the selected finding; -1 for none. */
  get selected(): number {
    return this.#selected;
  }

  /** The finding that is selected. */
  get finding(): Finding | undefined {
    return this.#findings[this.#selected];
  }

  /** Selects a finding by its position, and brings it into view. */
  select(position: number, how: How): void {
    const at = Math.max(0, Math.min(position, this.#findings.length - 1));
    const finding = this.#findings[at];
    if (!finding) return;
    const focused = this.element.contains(document.activeElement);
    const before = this.#selected;
    this.#selected = at;
    this.#mark(before, false);
    if (how !== 'first') this.#bringIntoView(this.#rowOf[at] ?? 0);
    this.draw();
    this.#mark(at, true);
    if (focused && how === 'passed') this.focus();
    this.#onSelect(finding, at, how);
  }

  /** Selects the finding of a fingerprint; gives false where it is not in the list. */
  selectFinding(fingerprint: string): boolean {
    const position = this.#findings.findIndex((finding) => finding.fingerprint === fingerprint);
    if (position < 0) return false;
    this.select(position, 'passed');
    return true;
  }

  /** Gives the keyboard to the selected row, or to the first. */
  focus(): void {
    this.#rowElement(Math.max(this.#selected, 0))?.focus({ preventScroll: true });
  }

  /** Makes the rows that are on the screen, and forgets the others but the selected one. */
  draw(): void {
    const rem = remSize();
    const { scrollTop, clientHeight } = this.element;
    const first = this.#rowAt((scrollTop - AHEAD) / rem);
    const last = this.#rowAt((scrollTop + clientHeight + AHEAD) / rem);
    const kept = this.#rowOf[Math.max(this.#selected, 0)] ?? -1;
    for (const [index, element] of this.#shown) {
      if ((index >= first && index <= last) || index === kept) continue;
      element.remove();
      this.#shown.delete(index);
    }
    if (kept >= 0 && (kept < first || kept > last)) this.#make(kept);
    for (let index = first; index <= last; index += 1) this.#make(index);
  }

  #make(index: number): void {
    const row = this.#rows[index];
    if (!row || this.#shown.has(index)) return;
    const element = row.kind === 'group' ? groupRow(row) : this.#findingRow(row);
    element.style.transform = `translateY(${this.#tops[index]}rem)`;
    this.#shown.set(index, element);
    // In order, so that readers and the Tab key meet them as eyes do.
    const after = [...this.#inner.children].find((child) => Number((child as HTMLElement).dataset['row']) > index);
    element.dataset['row'] = String(index);
    this.#inner.insertBefore(element, after ?? null);
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
    // The first finding of a group is shown with the group's name.
    const from = this.#rows[row - 1]?.kind === 'group' ? row - 1 : row;
    const start = (this.#tops[from] ?? 0) * rem;
    const end = (this.#tops[row + 1] ?? 0) * rem;
    const { scrollTop, clientHeight } = this.element;
    if (start < scrollTop) this.element.scrollTop = start;
    else if (end > scrollTop + clientHeight) this.element.scrollTop = end - clientHeight;
  }

  #rowElement(position: number): HTMLElement | null {
    return this.#inner.querySelector<HTMLElement>(`[data-position="${position}"]`);
  }

  #mark(position: number, selected: boolean): void {
    const row = this.#rowElement(position);
    if (!row) return;
    if (selected) row.setAttribute('aria-current', 'true');
    else row.removeAttribute('aria-current');
    row.tabIndex = selected ? 0 : -1;
  }

  #findingRow({ finding, position }: Row & { kind: 'finding' }): HTMLElement {
    const { severity, message, rule, path, locale, range } = finding;
    const file = path.slice(path.lastIndexOf('/') + 1);
    const current = position === this.#selected;
    return h(
      'div',
      { class: 'item', role: 'listitem', 'aria-setsize': this.#findings.length, 'aria-posinset': position + 1 },
      h(
        'button',
        {
          type: 'button',
          class: `row finding ${severity}`,
          'data-position': position,
          tabindex: position === Math.max(this.#selected, 0) ? 0 : -1,
          'aria-current': current && 'true',
        },
        h('span', { class: 'severity', role: 'img', 'aria-label': t(`severity.${severity}`) }),
        h('span', { class: 'message', lang: 'en' }, message),
        h('span', { class: 'locale' }, locale),
        h(
          'span',
          { class: 'where', title: `${path}:${range.start.line}` },
          h('span', { class: 'rule' }, rule),
          ' · ',
          h('bdi', {}, `${file}:${range.start.line}`),
        ),
      ),
    );
  }

  #onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(this.element.clientHeight / (heights.finding * remSize())) - 1);
    const to: Record<string, number> = {
      ArrowDown: this.#selected + 1,
      ArrowUp: this.#selected - 1,
      PageDown: this.#selected + page,
      PageUp: this.#selected - page,
      Home: 0,
      End: this.#findings.length - 1,
    };
    const position = to[event.key];
    if (position === undefined) return;
    event.preventDefault();
    this.select(position, 'passed');
  }
}

function groupRow({ name, like, path, findings }: Row & { kind: 'group' }): HTMLElement {
  return h(
    'div',
    { class: `group ${like}`, role: 'presentation', title: name },
    h('span', { class: 'group-name' }, path ? h('bdi', {}, name) : name),
    like === '' && h('span', { class: 'number' }, number(findings)),
  );
}

/** What a rem is in pixels; asked again when the window changes, for asking costs a layout. */
let rem = 0;
window.addEventListener('resize', () => {
  rem = 0;
});

function remSize(): number {
  if (rem === 0) rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return rem;
}
