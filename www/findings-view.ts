/** The tab of the findings: the list beside the one that is looked at, each with its own scroll. */
import type { Finding } from 'unisono';
import { button, h } from './dom.js';
import { rules } from './engine.js';
import { Filters } from './filters.js';
import { type Actions, findingDetail } from './finding-detail.js';
import { FindingList, type How } from './finding-list.js';
import type { Filter } from './results.js';
import type { Session } from './session.js';
import { splitter } from './splitter.js';
import { number, t } from './words.js';

/** From this width on the detail stands beside the list; `shell.css` says the same. */
export const wide = window.matchMedia('(min-width: 60rem)');

/** The list, and beside it, or above it where there is no room, the finding. */
export class FindingsView {
  readonly element: HTMLElement;
  readonly #session: () => Session;
  readonly #actions: Actions;
  readonly #list: FindingList;
  readonly #filters: Filters;
  readonly #detail = h('section', { class: 'detail', 'aria-label': t('detail.title'), tabindex: -1 });
  readonly #nothing = h('p', { class: 'nothing', hidden: true });
  readonly #column: HTMLElement;
  readonly #leave = new AbortController();
  /** The fingerprint of the finding that is told. */
  #told = '';
  /** What stands in the place of the finding, such as the editor. */
  #over: HTMLElement | undefined;

  constructor(session: () => Session, actions: Actions) {
    this.#session = session;
    this.#actions = actions;
    this.#filters = new Filters(() => this.#filter());
    this.#list = new FindingList((finding, position, how) => this.#select(finding, position, how));
    this.#column = h('div', { class: 'column' }, this.#filters.element, this.#nothing, this.#list.element);
    this.element = h('div', { class: 'columns' }, this.#column, this.#detail);
    this.#column.after(splitter(this.element, 'split'));
    const { signal } = this.#leave;
    window.addEventListener('popstate', () => this.#close(), { signal });
    wide.addEventListener('change', () => this.#close(), { signal });
  }

  /** Shows the findings of the session as they are now. */
  show(): void {
    this.#filters.offer(this.#session().results);
    this.#filter();
    if (this.#list.selected < 0 && this.#list.length > 0 && wide.matches) this.#list.select(0, 'first');
    else if (this.#list.finding && !this.#over) this.#again(this.#list.finding);
  }

  /** Shows the finding that is looked at as it is now; while more is being found, only its position changes. */
  #again(finding: Finding): void {
    const position = this.#detail.querySelector('.position');
    if (this.#session().partial && position && this.#told === finding.fingerprint) {
      position.textContent = this.#position(this.#list.selected);
    } else {
      this.#select(finding, this.#list.selected, 'first');
    }
  }

  #position(at: number): string {
    return t('steps.position', { at: number(at + 1), of: number(this.#list.length) });
  }

  dispose(): void {
    this.#close();
    this.#leave.abort();
    this.#list.dispose();
  }

  /** The finding that is looked at. */
  get finding(): Finding | undefined {
    return this.#list.finding;
  }

  /** Shows only some findings. */
  filter(change: Partial<Filter>): void {
    this.#filters.set(change);
  }

  /** Looks at a finding. */
  open(finding: Finding): void {
    if (!this.#list.selectFinding(finding.fingerprint)) {
      this.#filters.set({ severities: new Set(), rule: '', locale: '', set: '', text: '', dismissed: false });
      this.#list.selectFinding(finding.fingerprint);
    }
    if (!wide.matches) this.#open();
  }

  /** Moves on by so many findings. */
  step(by: number): void {
    this.#list.select(this.#list.selected + by, 'passed');
  }

  /** The next finding that is an error; after the last one the first. */
  nextError(): void {
    const { open } = this.#session().results;
    if (!open.some(({ severity }) => severity === 'error')) return;
    const length = this.#list.length;
    const from = this.#list.selected;
    for (let by = 1; by <= length; by += 1) {
      const at = (from + by) % length;
      this.#list.select(at, 'passed');
      if (this.#list.finding?.severity === 'error') return;
    }
  }

  /** Gives the keyboard to the search. */
  search(): void {
    this.#filters.focus();
  }

  /** Gives the keyboard to the list. */
  focus(): void {
    this.#list.focus();
  }

  /** Puts something in the place of the finding, such as the editor, until it is put away. */
  cover(element: HTMLElement | undefined): void {
    this.#over = element;
    if (element) {
      this.#detail.replaceChildren(element);
      if (!wide.matches) this.#open();
    } else {
      this.show();
      this.#list.focus();
    }
  }

  #filter(): void {
    const findings = this.#session().results.filtered(this.#filters.filter);
    this.#list.show(findings, this.#filters.order);
    this.#filters.say(findings.length);
    this.#nothing.hidden = findings.length > 0;
    const any = this.#session().results.report.findings.length > 0;
    this.#nothing.textContent = any ? t('filter.nothing-left') : t('findings.none');
    this.#list.element.hidden = findings.length === 0;
    if (this.#list.selected < 0 && !this.#over) {
      this.#detail.replaceChildren(h('p', { class: 'hint' }, findings.length > 0 ? t('findings.choose') : ''));
    }
  }

  #select(finding: Finding, position: number, how: How): void {
    if (this.#over && how === 'first') return;
    this.#over = undefined;
    this.#told = finding.fingerprint;
    const step = (by: number, label: string, disabled: boolean) =>
      button({ disabled, 'aria-label': label, title: label }, () => this.#stepHere(by), by < 0 ? '↑' : '↓');
    this.#detail.replaceChildren(
      h(
        'nav',
        { class: 'steps', 'aria-label': t('steps.title') },
        button({ class: 'back' }, () => this.back(), t('steps.back')),
        h('span', { class: 'position' }, this.#position(position)),
        step(-1, t('steps.previous'), position === 0),
        step(1, t('steps.next'), position === this.#list.length - 1),
      ),
      findingDetail(finding, this.#session().results, rules, this.#actions),
    );
    this.#detail.scrollTop = 0;
    if (!wide.matches && how === 'opened') this.#open();
  }

  #stepHere(by: number): void {
    const label = by < 0 ? t('steps.previous') : t('steps.next');
    this.#list.select(this.#list.selected + by, 'passed');
    const again = [...this.#detail.querySelectorAll<HTMLButtonElement>('.steps button')].find(
      (element) => element.title === label,
    );
    (again?.disabled ? this.#detail.querySelector<HTMLElement>('h3') : again)?.focus({ preventScroll: true });
  }

  /** On a narrow screen the detail covers the list; the browser's way back leads to the list. */
  #open(): void {
    if (this.isOpen) return;
    this.#detail.classList.add('open');
    this.#behind((element) => {
      element.inert = true;
    });
    history.pushState({ finding: true }, '');
    this.#detail.querySelector<HTMLElement>('h3')?.focus({ preventScroll: true });
  }

  /** Leads back to the list; gives false where one is there. */
  back(): boolean {
    if (!this.isOpen) return false;
    history.back();
    return true;
  }

  #close(): void {
    if (!this.isOpen) return;
    this.#detail.classList.remove('open');
    this.#behind((element) => {
      element.inert = false;
    });
    this.#list.focus();
  }

  /** Whether the detail covers the list. */
  get isOpen(): boolean {
    return this.#detail.classList.contains('open');
  }

  /** Everything beside the detail, all the way up. */
  #behind(change: (element: HTMLElement) => void): void {
    for (let at: HTMLElement = this.#detail; at !== document.body && at.parentElement; at = at.parentElement) {
      for (const sibling of at.parentElement.children) {
        if (sibling !== at && sibling instanceof HTMLElement) change(sibling);
      }
    }
  }
}
