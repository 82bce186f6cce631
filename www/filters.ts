/** The bar above the list: which findings are shown, and in which order. One row, which scrolls where it is narrow. */
import type { Severity } from 'unisono';
import { button, h, select } from './dom.js';
import { type Order, orders } from './order.js';
import { prefer, preference } from './preferences.js';
import { everything, type Facet, type Filter, type Results, severities } from './results.js';
import { count, languageName, number, t } from './words.js';

/** Milliseconds after the last key before a search starts. */
const PAUSE = 120;

const ORDER = 'order';

/** The filter bar. */
export class Filters {
  readonly element: HTMLElement;
  filter: Filter = everything;
  order: Order;
  #total = 0;
  readonly #onChange: () => void;
  readonly #severities = new Map<Severity, HTMLButtonElement>();
  readonly #selects: Record<'rule' | 'locale' | 'set', HTMLSelectElement>;
  readonly #search = h('input', {
    type: 'search',
    class: 'search',
    placeholder: t('filter.search'),
    'aria-label': t('filter.search-in'),
    'aria-keyshortcuts': '/',
  });
  readonly #dismissed: HTMLButtonElement;
  readonly #count = h('p', { class: 'count', role: 'status' });
  readonly #clear: HTMLButtonElement;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
    const known = preference(ORDER) as Order | undefined;
    this.order = known && orders.includes(known) ? known : 'severity';
    const choice = (key: 'rule' | 'locale' | 'set', label: string) =>
      select({ 'aria-label': label }, [], '', (value) => this.set({ [key]: value }));
    this.#selects = {
      locale: choice('locale', t('filter.language')),
      rule: choice('rule', t('filter.rule')),
      set: choice('set', t('filter.set')),
    };
    for (const severity of severities) {
      this.#severities.set(
        severity,
        button({ class: `toggle ${severity}`, 'aria-pressed': 'false' }, () => this.#toggle(severity)),
      );
    }
    let timer = 0;
    this.#search.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.set({ text: this.#search.value }), PAUSE);
    });
    this.#dismissed = button({ class: 'toggle dismissed', 'aria-pressed': 'false' }, () =>
      this.set({ dismissed: !this.filter.dismissed }),
    );
    this.#clear = button({ class: 'quiet' }, () => this.set(everything), t('filter.all'));
    const order = select(
      { 'aria-label': t('order.title') },
      orders.map((value) => [value, t(`order.${value}`)] as const),
      this.order,
      (value) => {
        this.order = value as Order;
        prefer(ORDER, value);
        onChange();
      },
    );
    this.element = h(
      'div',
      { class: 'filters', role: 'search', 'aria-label': t('filter.title') },
      h(
        'div',
        { class: 'chips' },
        ...this.#severities.values(),
        this.#selects.locale,
        this.#selects.rule,
        this.#selects.set,
        this.#dismissed,
      ),
      h('div', { class: 'counted' }, this.#search, order, this.#count, this.#clear),
    );
  }

  /** Offers what a report has. */
  offer(results: Results): void {
    const open = results.open;
    const dismissed = results.report.findings.length - open.length;
    this.#total = open.length;
    for (const [severity, toggle] of this.#severities) {
      const findings = open.filter((finding) => finding.severity === severity).length;
      toggle.disabled = findings === 0;
      toggle.replaceChildren(h('span', { class: 'severity' }), count(findings, severity));
    }
    this.#dismissed.hidden = dismissed === 0;
    this.#dismissed.textContent = count(dismissed, 'dismissed');
    if (dismissed === 0) this.filter = { ...this.filter, dismissed: false };
    const { rules, locales, sets } = results.facets();
    const fill = (element: HTMLSelectElement, all: string, facets: readonly Facet[]) => {
      const options = facets.map(({ value, label, findings }) =>
        h('option', { value }, `${label} (${number(findings)})`),
      );
      element.replaceChildren(h('option', { value: '' }, all), ...options);
      element.hidden = facets.length < 2;
    };
    fill(
      this.#selects.locale,
      t('filter.all-languages'),
      locales.map((facet) => ({ ...facet, label: languageName(facet.value) })),
    );
    fill(this.#selects.rule, t('filter.all-rules'), rules);
    fill(this.#selects.set, t('filter.all-sets'), sets);
    this.#show();
  }

  /** Changes the filter. */
  set(change: Partial<Filter>): void {
    this.filter = { ...this.filter, ...change };
    this.#show();
    this.#onChange();
  }

  /** Gives the keyboard to the search. */
  focus(): void {
    this.#search.focus();
    this.#search.select();
  }

  /** Says how many findings are shown. */
  say(shown: number): void {
    const all = shown === this.#total && !this.filter.dismissed;
    const total = count(this.#total, 'finding');
    this.#count.textContent = all ? total : t('filter.some', { shown: number(shown), total });
    this.#clear.hidden = all;
  }

  #show(): void {
    for (const [severity, toggle] of this.#severities) {
      toggle.setAttribute('aria-pressed', String(this.filter.severities.has(severity)));
    }
    for (const [key, element] of Object.entries(this.#selects)) {
      const value = this.filter[key as 'rule' | 'locale' | 'set'];
      // A set without findings has no entry: without one, the choice would say that nothing is filtered.
      if (![...element.options].some((option) => option.value === value)) element.append(h('option', { value }, value));
      element.value = value;
      element.classList.toggle('chosen', value !== '');
    }
    this.#dismissed.setAttribute('aria-pressed', String(this.filter.dismissed));
    if (this.#search.value !== this.filter.text) this.#search.value = this.filter.text;
  }

  #toggle(severity: Severity): void {
    const chosen = new Set(this.filter.severities);
    if (!chosen.delete(severity)) chosen.add(severity);
    this.set({ severities: chosen });
  }
}
