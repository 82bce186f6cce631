/** A report on the page: summary, sets, and the findings beside the one that is looked at. */
import type { Finding, Report, Rule } from 'unisono';
import { answerSection } from './answer.js';
import { deploymentSection } from './deployment.js';
import { button, type Child, count, h, number, present } from './dom.js';
import { Filters } from './filters.js';
import { findingDetail } from './finding-detail.js';
import { FindingList, type How } from './finding-list.js';
import type { Intake } from './intake.js';
import { learnedLines } from './learned.js';
import { matrixSection } from './matrix.js';
import type { Results } from './results.js';
import { setCards, unmatchedPages } from './sets.js';

/** From this width on the detail stands beside the list; `report.css` says the same. */
const wide = window.matchMedia('(min-width: 60rem)');

/** Pixels kept free around what is scrolled to. */
const MARGIN = 12;

/** What a report needs of the rest of the page. */
export interface Surroundings {
  rules: ReadonlyMap<string, Rule>;
  /** Checks again without what was learned before. */
  forget: () => void;
}

/** What is on the screen below the intake. */
export class ReportView {
  readonly #root: HTMLElement;
  readonly #results: Results;
  readonly #rules: ReadonlyMap<string, Rule>;
  readonly #list: FindingList;
  readonly #filters: Filters;
  readonly #detail = h('aside', { class: 'detail', 'aria-label': 'The finding' });
  readonly #nothing = h('p', { class: 'nothing', hidden: true });
  readonly #leave = new AbortController();

  constructor(root: HTMLElement, results: Results, intake: Intake, { rules, forget }: Surroundings) {
    this.#root = root;
    this.#results = results;
    this.#rules = rules;
    const { summary, findings } = results.report;
    this.#filters = new Filters(results, () => this.#filter());
    this.#list = new FindingList(
      (finding, position, how) => this.#select(finding, position, how),
      () => (wide.matches ? this.#filters.element.offsetHeight + 8 : 8),
    );
    const columns = h(
      'div',
      { class: 'columns' },
      h('div', { class: 'column' }, this.#filters.element, this.#nothing, this.#list.element),
      this.#detail,
    );
    const deployment = deploymentSection(results);
    const matrix = matrixSection(results, wide.matches);
    const sets =
      summary.sets.length > 0 &&
      setCards(results, wide.matches, (change) => {
        this.#filters.set(change);
        columns.scrollIntoView({ block: 'start' });
        this.#list.element.focus({ preventScroll: true });
      });
    const list =
      findings.length > 0
        ? h('section', { class: 'findings', 'aria-labelledby': 'findings-title' }, findingsTitle(), columns)
        : h('p', { class: 'clean' }, verdict(results.report));
    root.replaceChildren(
      ...present([
        heading(results.report, intake, forget),
        answerSection(results),
        (deployment || matrix) &&
          jumps({ Deployment: deployment, Guidance: matrix, 'Document sets': sets, Findings: list }),
        deployment,
        matrix,
        sets,
        unmatchedPages(summary.unmatched),
        list,
      ]),
    );
    root.hidden = false;
    const { signal } = this.#leave;
    document.addEventListener('keydown', (event) => event.key === 'Escape' && this.#back(), { signal });
    window.addEventListener('popstate', () => this.#close(), { signal });
    wide.addEventListener('change', () => this.#close(), { signal });
    this.#filter();
    if (wide.matches) this.#list.preselect();
  }

  /** Takes the report off the page. */
  dispose(): void {
    this.#close();
    this.#leave.abort();
    this.#list.dispose();
    this.#root.replaceChildren();
    this.#root.hidden = true;
  }

  #filter(): void {
    const findings = this.#results.filtered(this.#filters.filter);
    this.#list.show(findings);
    this.#filters.say(findings.length);
    this.#nothing.hidden = findings.length > 0;
    this.#nothing.textContent = 'No finding is left by this filter.';
    this.#list.element.hidden = findings.length === 0;
    if (this.#list.selected < 0) {
      const hint = findings.length > 0 ? 'Choose a finding to see both sentences.' : '';
      this.#detail.replaceChildren(h('p', { class: 'hint' }, hint));
    }
  }

  #select(finding: Finding, position: number, how: How): void {
    const step = (by: number, label: string, disabled: boolean) =>
      button({ disabled, 'aria-label': label, title: label }, () => this.#step(by), by < 0 ? '↑' : '↓');
    this.#detail.replaceChildren(
      h(
        'nav',
        { class: 'steps', 'aria-label': 'Findings one by one' },
        button({ class: 'back' }, () => this.#back(), '← All findings'),
        h('span', { class: 'position' }, `${number(position + 1)} of ${number(this.#list.length)}`),
        step(-1, 'Previous finding', position === 0),
        step(1, 'Next finding', position === this.#list.length - 1),
      ),
      findingDetail(finding, { results: this.#results, rules: this.#rules }),
    );
    this.#detail.scrollTop = 0;
    if (!wide.matches && how === 'opened') this.#open();
    else if (wide.matches && how !== 'first') this.#reveal();
  }

  /** Scrolls until all of the finding is on the screen, as far as its row stays on it too. */
  #reveal(): void {
    const { top, bottom } = this.#detail.getBoundingClientRect();
    const row = this.#list.selectedTop - this.#filters.element.offsetHeight;
    const by = Math.min(bottom + MARGIN - window.innerHeight, top - MARGIN, row - MARGIN);
    if (by > 0) window.scrollBy(0, by);
  }

  #step(by: number): void {
    const label = by < 0 ? 'Previous finding' : 'Next finding';
    this.#list.select(this.#list.selected + by, 'passed');
    const again = this.#detail.querySelector<HTMLButtonElement>(`[aria-label="${label}"]`);
    (again?.disabled ? this.#detail.querySelector<HTMLElement>('h3') : again)?.focus({ preventScroll: true });
  }

  /** On a narrow screen the detail covers the list; the browser's way back leads to the list. */
  #open(): void {
    if (this.#isOpen) return;
    this.#detail.classList.add('open');
    document.body.classList.add('covered');
    this.#behind((element) => {
      element.inert = true;
    });
    history.pushState({ finding: true }, '');
    this.#detail.querySelector<HTMLElement>('h3')?.focus({ preventScroll: true });
  }

  #back(): void {
    if (this.#isOpen) history.back();
  }

  #close(): void {
    if (!this.#isOpen) return;
    this.#detail.classList.remove('open');
    document.body.classList.remove('covered');
    this.#behind((element) => {
      element.inert = false;
    });
    this.#list.element.focus({ preventScroll: true });
  }

  get #isOpen(): boolean {
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

/** Ways to the parts of a long report. */
function jumps(parts: Readonly<Record<string, HTMLElement | false | undefined>>): HTMLElement {
  const ways = Object.entries(parts).flatMap(([name, part]) => {
    if (!part) return [];
    const go = () => {
      if (part instanceof HTMLDetailsElement) part.open = true;
      part.scrollIntoView({ block: 'start' });
      part.querySelector<HTMLElement>('.list, summary, h2')?.focus({ preventScroll: true });
    };
    return [button({ class: 'quiet' }, go, name)];
  });
  return h('nav', { class: 'jumps', 'aria-label': 'Parts of the report' }, ...ways);
}

function findingsTitle(): HTMLElement {
  return h(
    'h2',
    { id: 'findings-title' },
    'Findings',
    h('small', { class: 'keys' }, ' arrow keys lead from one to the next'),
  );
}

function heading({ summary, topology }: Report, intake: Intake, forget: () => void): HTMLElement {
  const { errors, warnings, notes, pages, sentences, sets } = summary;
  const figure = (value: number, kind: string, one: string, many?: string): Child =>
    h('li', { class: `figure ${kind} ${value === 0 ? 'zero' : ''}` }, ...split(count(value, one, many)));
  return h(
    'section',
    { class: 'summary', 'aria-label': 'Summary' },
    h('h2', { tabindex: -1 }, `What ${intake.name} ${intake.name.endsWith('files') ? 'say' : 'says'}`),
    h(
      'ul',
      { class: 'figures' },
      figure(errors, 'error', 'error'),
      figure(warnings, 'warning', 'warning'),
      figure(notes, 'note', 'note'),
      ...(pages > 0 || !topology
        ? [
            figure(sets.length, 'plain', 'set'),
            figure(pages, 'plain', 'page'),
            figure(sentences, 'plain', 'sentence compared', 'sentences compared'),
          ]
        : []),
    ),
    ...learnedLines(summary.learned, intake, forget),
    intake.config && h('p', { class: 'aside' }, 'Settings from ', h('code', {}, intake.config.name), '.'),
    intake.passedOver > 0 &&
      h(
        'p',
        { class: 'aside' },
        `${count(intake.passedOver, 'file')} that ${intake.passedOver === 1 ? 'is' : 'are'} no page passed over.`,
      ),
  );
}

/** A number and its word apart. */
function split(text: string): Child[] {
  const at = text.indexOf(' ');
  return [h('b', {}, text.slice(0, at)), h('span', {}, text.slice(at))];
}

function verdict({ summary: { pages, sentences, sets }, topology }: Report): string {
  if (pages === 0 && topology)
    return 'Nothing found: the deployment breaks no rule that there was something to judge by.';
  if (sentences > 0) return 'Nothing found: the languages say the same.';
  const alone = sets.length > 0 && sets.every(({ reference }) => reference === 'alone');
  return alone || sets.length === 0
    ? 'There was nothing to compare: no page was found in more than one language. Give all languages at once, in folders or names that say the language (de/page.md, page.de.md).'
    : 'Nothing found.';
}
