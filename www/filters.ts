/** The bar above the list: which findings are shown. */
import type { Severity } from 'unisono';
import { button, count, h, number } from './dom.js';
import { everything, type Facet, type Filter, type Results, severities } from './results.js';

/** Milliseconds after the last key before a search starts. */
const PAUSE = 120;

/** The filter bar. */
export class Filters {
  readonly element: HTMLElement;
  filter: Filter = everything;
  readonly #total: number;
  readonly #onChange: () => void;
  readonly #severities = new Map<Severity, HTMLButtonElement>();
  readonly #selects: Record<'rule' | 'locale' | 'set', HTMLSelectElement>;
  readonly #search = h('input', { type: 'search', placeholder: 'Search', 'aria-label': 'Search in findings' });
  readonly #count = h('p', { class: 'count', role: 'status' });
  readonly #clear: HTMLButtonElement;

  constructor(results: Results, onChange: () => void) {
    this.#onChange = onChange;
    const { findings, summary } = results.report;
    this.#total = findings.length;
    const { rules, locales, sets } = results.facets();
    this.#selects = {
      rule: choice('Rule', 'all rules', rules),
      locale: choice('Language', 'all languages', locales),
      set: choice('Document set', 'all sets', sets),
    };
    for (const [key, select] of Object.entries(this.#selects)) {
      select.addEventListener('change', () => this.set({ [key]: select.value }));
    }
    const numbers = { error: summary.errors, warning: summary.warnings, note: summary.notes };
    for (const severity of severities) {
      const toggle = button(
        { class: `toggle ${severity}`, 'aria-pressed': 'false', disabled: numbers[severity] === 0 },
        () => this.#toggle(severity),
        h('span', { class: 'severity' }),
        count(numbers[severity], severity),
      );
      this.#severities.set(severity, toggle);
    }
    let timer = 0;
    this.#search.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.set({ text: this.#search.value }), PAUSE);
    });
    this.#clear = button({ class: 'quiet' }, () => this.set(everything), 'Show all');
    this.element = h(
      'div',
      { class: 'filters', role: 'search', 'aria-label': 'Filter findings' },
      h('div', { class: 'toggles', role: 'group', 'aria-label': 'Severity' }, ...this.#severities.values()),
      h('div', { class: 'choices' }, ...Object.values(this.#selects), this.#search),
      h('div', { class: 'counted' }, this.#count, this.#clear),
    );
  }

  /** Changes the filter. */
  set(change: Partial<Filter>): void {
    this.filter = { ...this.filter, ...change };
    for (const [severity, toggle] of this.#severities) {
      toggle.setAttribute('aria-pressed', String(this.filter.severities.has(severity)));
    }
    for (const [key, select] of Object.entries(this.#selects)) {
      const value = this.filter[key as 'rule' | 'locale' | 'set'];
      // A set without findings has no entry: without one, the choice would say that nothing is filtered.
      if (![...select.options].some((option) => option.value === value)) select.append(h('option', { value }, value));
      select.value = value;
    }
    if (this.#search.value !== this.filter.text) this.#search.value = this.filter.text;
    this.#onChange();
  }

  /** Says how many findings are shown. */
  say(shown: number): void {
    const all = shown === this.#total;
    this.#count.textContent = all ? count(shown, 'finding') : `${number(shown)} of ${count(this.#total, 'finding')}`;
    this.#clear.hidden = all;
  }

  #toggle(severity: Severity): void {
    const chosen = new Set(this.filter.severities);
    if (!chosen.delete(severity)) chosen.add(severity);
    this.set({ severities: chosen });
  }
}

function choice(label: string, all: string, facets: readonly Facet[]): HTMLSelectElement {
  return h(
    'select',
    { 'aria-label': label },
    h('option', { value: '' }, all),
    ...facets.map(({ value, label, findings }) => h('option', { value }, `${label || 'unknown'} (${findings})`)),
  );
}
