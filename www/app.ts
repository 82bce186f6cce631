/** The window: the bar, the answer, the tabs and what stands in them. */
import type { Finding, Report } from 'unisono';
import { answerOf } from './answer.js';
import { correctDialog, correctedList } from './correct.js';
import { type Corrections, noCorrections, withMore, without } from './corrections.js';
import { deploymentSection } from './deployment.js';
import { button, byId, h, present } from './dom.js';
import { checkSetOf, Editor, rowsOf } from './editor.js';
import type { Actions } from './finding-detail.js';
import { FindingsView, wide } from './findings-view.js';
import { answerSection } from './guidance-answer.js';
import { heatMap } from './heat-map.js';
import { leftOut } from './intake.js';
import { learnedLines } from './learned.js';
import { matrixSection } from './matrix.js';
import { comparedWith, setName } from './results.js';
import type { Session, Wishes } from './session.js';
import { SideBySide } from './side-by-side.js';
import { type Key, number, t } from './words.js';

export const tabs = ['findings', 'pages', 'guidance', 'deployment'] as const;
export type Tab = (typeof tabs)[number];

/** What the window asks of the rest of the page. */
export interface AppEvents {
  dismiss(finding: Finding): void;
  recall(finding: Finding): void;
  share(finding: Finding): void;
  /** The session has changed and may be kept. */
  changed(): void;
  /** Checks again in another way. */
  wish(wishes: Wishes): void;
  /** Checks again without what was learned before. */
  forget(): void;
  problem(problem: unknown): void;
}

/** A session in the window. */
export class App {
  readonly element: HTMLElement;
  session: Session;
  readonly findings: FindingsView;
  readonly #events: AppEvents;
  readonly #answer = h('h2', { class: 'answer', tabindex: -1 });
  readonly #asides = h('div', { class: 'asides' });
  readonly #tabs = new Map<Tab, HTMLButtonElement>();
  readonly #panels = new Map<Tab, HTMLElement>();
  /** Panels that show the session as it is now. */
  readonly #fresh = new Set<Tab>();
  #tab: Tab = 'findings';
  #editor: Editor | undefined;
  /** The set that is looked at side by side: a page of it, and the language asked for. */
  #beside: { path: string; locale: string | undefined } | undefined;

  constructor(session: Session, events: AppEvents) {
    this.session = session;
    this.#events = events;
    const actions: Actions = {
      edit: (finding) => this.edit(finding.path, finding.range.start.offset, finding),
      applyFix: (finding) => this.#applyFix(finding),
      beside: (finding) => this.beside(finding.path, finding.locale),
      dismiss: events.dismiss,
      recall: events.recall,
      share: events.share,
    };
    this.findings = new FindingsView(() => this.session, actions);
    for (const tab of tabs) {
      const chooser = button(
        { role: 'tab', id: `tab-${tab}`, 'aria-controls': `panel-${tab}`, class: 'tab' },
        () => this.show(tab),
        t(`tab.${tab}`),
        h('span', { class: 'badge-count' }),
      );
      this.#tabs.set(tab, chooser);
      this.#panels.set(
        tab,
        h('div', {
          role: 'tabpanel',
          id: `panel-${tab}`,
          'aria-labelledby': `tab-${tab}`,
          class: `panel ${tab}`,
          hidden: true,
        }),
      );
    }
    this.#panels.get('findings')?.append(this.findings.element);
    const bar = h('div', { role: 'tablist', class: 'tabs', 'aria-label': t('tabs.title') }, ...this.#tabs.values());
    bar.addEventListener('keydown', (event) => this.#onTabKey(event));
    this.element = h(
      'div',
      { class: 'report' },
      h('div', { class: 'verdict-bar' }, this.#answer, this.#asides),
      bar,
      ...this.#panels.values(),
    );
    this.refresh();
    // Where there are no pages, the deployment is what was asked about.
    const { pages } = session.intake;
    this.show(pages.length === 0 && session.results.report.topology ? 'deployment' : 'findings');
  }

  dispose(): void {
    this.#editor?.close();
    this.findings.dispose();
    this.element.remove();
  }

  /** Shows the session as it is now, such as after a check of a part. */
  refresh(): void {
    const { results } = this.session;
    const { text, like } = answerOf(this.session);
    this.#answer.replaceChildren(h('span', { class: 'severity' }), text);
    this.#answer.className = `answer ${like}`;
    const figures: Record<Tab, number> = {
      findings: results.open.length,
      pages: results.report.summary.sets.length,
      guidance: results.report.matrix.rows.length,
      deployment: results.report.topology?.claims.filter(({ status }) => status === 'broken').length ?? 0,
    };
    for (const [tab, chooser] of this.#tabs) {
      const badge = chooser.querySelector('.badge-count');
      if (badge) badge.textContent = figures[tab] > 0 ? number(figures[tab]) : '';
    }
    const { intake } = this.session;
    const lines = [
      ...(intake.config ? [h('p', { class: 'aside' }, t('aside.settings', { name: intake.config.name }))] : []),
      ...leftOut(intake).map((line) => h('p', { class: 'aside' }, line)),
      ...present(learnedLines(results.report.summary.learned, intake, this.#events.forget)),
    ];
    this.#asides.replaceChildren(
      ...(lines.length === 0
        ? []
        : [h('details', { class: 'about-run' }, h('summary', {}, t('aside.title', { name: intake.name })), ...lines)]),
    );
    this.#fresh.clear();
    this.#render(this.#tab);
  }

  get tab(): Tab {
    return this.#tab;
  }

  /** Brings a tab to the front. */
  show(tab: Tab): void {
    this.#tab = tab;
    for (const [name, chooser] of this.#tabs) {
      chooser.setAttribute('aria-selected', String(name === tab));
      chooser.tabIndex = name === tab ? 0 : -1;
    }
    for (const [name, panel] of this.#panels) panel.hidden = name !== tab;
    this.#render(tab);
  }

  #onTabKey(event: KeyboardEvent): void {
    const by: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };
    const at = tabs.indexOf(this.#tab);
    const step = by[event.key];
    const to =
      event.key === 'Home' ? 0 : event.key === 'End' ? tabs.length - 1 : step === undefined ? undefined : at + step;
    const tab = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (!tab) return;
    event.preventDefault();
    this.show(tab);
    this.#tabs.get(tab)?.focus();
  }

  #render(tab: Tab): void {
    const panel = this.#panels.get(tab);
    if (!panel || this.#fresh.has(tab)) return;
    this.#fresh.add(tab);
    const { results } = this.session;
    switch (tab) {
      case 'findings':
        this.findings.show();
        break;
      case 'pages':
        if (this.#beside) void this.#showBeside(panel);
        else
          panel.replaceChildren(
            heatMap(this.session, {
              choose: (set, locale) => this.beside(set.documents[0]?.path ?? '', locale),
              correct: (path) => this.#correct(path),
              source: (source) => this.#events.wish({ ...this.session.wishes, source }),
              corrected: correctedList(this.session, {
                recall: (path) => this.#place(without(this.session.wishes.corrections, path)),
                recallAll: () => this.#place(noCorrections),
              }),
            }),
          );
        break;
      case 'guidance':
        panel.replaceChildren(
          ...present([answerSection(results)]),
          matrixSection(results, wide.matches) ?? emptyTab('guidance.none'),
        );
        break;
      case 'deployment':
        panel.replaceChildren(
          deploymentSection(results, (finding) => this.openFinding(finding)) ?? emptyTab('deployment.none'),
        );
        break;
    }
  }

  /** Shows the set of a page side by side, with a language of it. */
  beside(path: string, locale: string | undefined): void {
    const set = this.session.results.setOf(path);
    const source = set?.source;
    this.#beside = { path, locale: locale === source ? undefined : locale };
    this.#fresh.delete('pages');
    this.show('pages');
  }

  /** Leads from a set back to all of them; gives false where none is open. */
  leaveBeside(): boolean {
    if (!this.#beside || this.#tab !== 'pages') return false;
    this.#beside = undefined;
    this.#fresh.delete('pages');
    this.show('pages');
    return true;
  }

  async #showBeside(panel: HTMLElement): Promise<void> {
    const asked = this.#beside;
    if (!asked) return;
    const set = this.session.results.setOf(asked.path);
    const body = h('div', { class: 'beside-body' }, h('p', { class: 'hint' }, t('beside.loading')));
    panel.replaceChildren(
      h(
        'div',
        { class: 'steps' },
        button({ class: 'back-to-map' }, () => this.leaveBeside(), t('beside.back')),
        h('h3', { lang: set?.source }, set ? setName(set) : asked.path),
        set && h('span', { class: 'aside' }, comparedWith(set)),
      ),
      body,
    );
    try {
      const found = await rowsOf(this.session, asked.path);
      if (this.#beside !== asked || !found) return;
      const { rows, report } = found;
      const beside = new SideBySide(rows, report.findings, asked.locale, {
        open: (finding) => this.openFinding(this.#known(finding, report)),
        edit: (path, offset) => this.edit(path, offset),
        correct: (path) => this.#correct(path),
      });
      body.replaceChildren(beside.element);
    } catch (problem) {
      body.replaceChildren(h('p', { class: 'hint' }, t('beside.failed')));
      this.#events.problem(problem);
    }
  }

  /** Asks what a page is, and checks again with it. */
  #correct(path: string): void {
    const { wishes, results } = this.session;
    correctDialog(this.session, path, (changes) => this.#place(withMore(wishes.corrections, changes, results)));
  }

  #place(corrections: Corrections): void {
    this.#beside = undefined;
    this.#events.wish({ ...this.session.wishes, corrections });
  }

  /** The finding of the session that a check of the set alone has found, too. */
  #known(finding: Finding, report: Report): Finding {
    const { findings } = this.session.results.report;
    const same = (other: Finding) =>
      other.path === finding.path &&
      other.rule === finding.rule &&
      other.range.start.offset === finding.range.start.offset;
    const known = findings.find(({ fingerprint }) => fingerprint === finding.fingerprint) ?? findings.find(same);
    if (known) return known;
    // Only the set alone shows it: the session takes what is known of the set.
    this.session.replace(new Set(report.summary.sets.flatMap((set) => set.documents.map(({ path }) => path))), report);
    this.refresh();
    return finding;
  }

  /** Looks at a finding. */
  openFinding(finding: Finding): void {
    this.show('findings');
    this.findings.open(finding);
  }

  /** Opens the editor at a place of a page. */
  edit(path: string, offset: number, finding?: Finding, replacement?: string): void {
    this.#editor?.close();
    this.show('findings');
    const editor = new Editor(this.session, path, finding, {
      onChecked: () => {
        this.refresh();
        this.#events.changed();
      },
      onClose: () => {
        if (this.#editor !== editor) return;
        this.#editor = undefined;
        this.findings.cover(undefined);
      },
      onProblem: (problem) => this.#events.problem(problem),
    });
    this.#editor = editor;
    this.findings.cover(editor.element);
    editor.open(offset, replacement).catch((problem: unknown) => this.#events.problem(problem));
  }

  /** Checks the set of a page again, as it is now. */
  async recheck(path: string): Promise<void> {
    const checked = await checkSetOf(this.session, path);
    if (!checked) return;
    this.session.replace(checked.paths, checked.report);
    this.refresh();
  }

  /** Closes the editor; gives false where none is open. */
  closeEditor(): boolean {
    if (!this.#editor) return false;
    this.#editor.close();
    return true;
  }

  #applyFix(finding: Finding): void {
    const text = this.session.results.texts.get(finding.path);
    if (!finding.fix || typeof text !== 'string') return;
    const { range, replacement } = finding.fix;
    const mended = text.slice(0, range.start.offset) + replacement + text.slice(range.end.offset);
    this.edit(finding.path, range.start.offset, finding, mended);
  }

  /** Gives the keyboard to the answer, which is read aloud. */
  focus(): void {
    this.#answer.focus({ preventScroll: true });
  }
}

function emptyTab(key: Key): HTMLElement {
  return h('p', { class: 'hint' }, t(key));
}

/** Puts a window into the page. */
export function place(app: App): void {
  byId('results').replaceChildren(app.element);
  byId('results').hidden = false;
}
