/** A set side by side: sentences that answer each other in one row, what they state as quiet marks, findings underlined. */
import type { AlignedRow, AlignedSentence, AlignedSet, FactMark, Finding, Report } from 'unisono';
import { button, h } from './dom.js';
import { whyTold } from './finding-detail.js';
import { type Key, languageName, t } from './words.js';

/** What one can do from here. */
export interface BesideActions {
  open(finding: Finding): void;
  edit(path: string, offset: number): void;
  correct(path: string): void;
}

/** The families of marks that people are told of. */
const families: Readonly<Record<string, string>> = {
  number: 'number',
  version: 'number',
  time: 'number',
  bound: 'number',
  product: 'product',
  identifier: 'name',
  code: 'name',
  polarity: 'not',
  strength: 'must',
  only: 'only',
  condition: 'if',
  status: 'must',
  role: 'role',
};

/** Columns that fit beside each other at first. */
const ROOM = 26;

/** The rows of a set with its languages; some of them can be left out. */
export class SideBySide {
  readonly element: HTMLElement;
  readonly #set: AlignedSet;
  readonly #findings: Report['findings'];
  readonly #actions: BesideActions;
  readonly #chosen: Set<number>;
  readonly #grid = h('div', { class: 'aligned', role: 'table' });
  readonly #why = h('aside', { class: 'why-here', 'aria-live': 'polite', hidden: true });

  constructor(set: AlignedSet, findings: Report['findings'], locale: string | undefined, actions: BesideActions) {
    this.#set = set;
    this.#findings = findings;
    this.#actions = actions;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const room = Math.max(2, Math.floor(window.innerWidth / rem / ROOM));
    const columns = set.documents.map((_, index) => index).filter((index) => index !== set.reference);
    // Of a page that carries its source, the source is its own column only where it is the reference.
    const whole = columns.filter((index) => set.documents[index]?.side !== 'source');
    const first = whole.filter((index) => locale === undefined || set.documents[index]?.locale === locale);
    this.#chosen = new Set([set.reference, ...first.slice(0, Math.max(1, room - 1))]);
    const toggles = [set.reference, ...whole].map((index) => this.#toggle(index));
    this.element = h(
      'section',
      { class: 'side-by-side' },
      h('div', { class: 'chips', role: 'group', 'aria-label': t('beside.languages') }, ...toggles),
      factLegend(),
      h('div', { class: 'aligned-box', tabindex: 0, role: 'region', 'aria-label': t('beside.title') }, this.#grid),
      this.#why,
    );
    this.#draw();
  }

  #toggle(index: number): HTMLElement {
    const { locale = '', path = '' } = this.#set.documents[index] ?? {};
    const is = () => String(this.#chosen.has(index));
    const toggle = button(
      { class: 'toggle', 'aria-pressed': is(), title: `${languageName(locale)} · ${path}` },
      () => {
        if (!this.#chosen.delete(index)) this.#chosen.add(index);
        toggle.setAttribute('aria-pressed', is());
        this.#draw();
      },
      locale || '?',
    );
    return toggle;
  }

  #draw(): void {
    const columns = [this.#set.reference, ...this.#set.documents.keys()].filter(
      (index, at, all) => this.#chosen.has(index) && all.indexOf(index) === at,
    );
    this.#grid.style.setProperty('--columns', String(Math.max(columns.length, 1)));
    this.#grid.replaceChildren(
      h(
        'div',
        { class: 'line heads', role: 'row' },
        ...columns.map((index) => {
          const { locale = '', path = '' } = this.#set.documents[index] ?? {};
          return h(
            'div',
            { class: 'head', role: 'columnheader' },
            h('strong', {}, languageName(locale)),
            h('bdi', { class: 'path', title: path }, path),
            button(
              { class: 'quiet correct', 'aria-label': t('correct.what', { path }) },
              () => this.#actions.correct(path),
              t('correct.button'),
            ),
          );
        }),
      ),
      ...this.#set.rows
        .filter((row) => columns.some((index) => (row.cells[index]?.length ?? 0) > 0))
        .map((row) => this.#row(row, columns)),
    );
  }

  #row(row: AlignedRow, columns: readonly number[]): HTMLElement {
    return h(
      'div',
      { class: `line ${row.kind}`, role: 'row' },
      ...columns.map((index) => {
        const { locale = '', path = '' } = this.#set.documents[index] ?? {};
        const sentences = row.cells[index] ?? [];
        return h(
          'div',
          { class: `sentence ${sentences.length === 0 ? 'none' : ''}`, role: 'cell', lang: locale, dir: 'auto' },
          ...sentences.flatMap((sentence, at) => [at > 0 ? ' ' : '', ...this.#sentence(sentence, row.kind, path)]),
          sentences.length === 0 &&
            h('span', { class: 'unseen', lang: document.documentElement.lang }, t('beside.none')),
        );
      }),
    );
  }

  /** A sentence in pieces: plain text, what it states, and what findings point to. */
  #sentence(sentence: AlignedSentence, kind: AlignedRow['kind'], path: string): (Node | string)[] {
    const { text, findings } = sentence;
    const marks = sentence.marks.filter(({ kind }) => kind in families);
    const cuts = new Set([0, text.length]);
    for (const { start, end } of [...marks, ...findings]) cuts.add(start).add(end);
    const places = [...cuts].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
    const pieces: (Node | string)[] = [];
    const gaps = (at: number) => findings.filter(({ start, end }) => start === end && start === at);
    for (const [index, from] of places.entries()) {
      for (const { finding } of gaps(from)) pieces.push(this.#marked(finding, undefined));
      const to = places[index + 1];
      if (to === undefined) break;
      const inside = ({ start, end }: { start: number; end: number }) => start <= from && end >= to && start < end;
      const piece = text.slice(from, to);
      const fact = marks.filter(inside).at(-1);
      const inner = fact ? factMark(fact, piece) : piece;
      const found = findings.find(inside);
      pieces.push(found ? this.#marked(found.finding, inner) : inner);
    }
    const edit = button(
      { class: 'edit-here', 'aria-label': t('action.edit'), title: t('action.edit') },
      () => this.#actions.edit(path, sentence.range.start.offset),
      '✎',
    );
    return kind === 'code' ? [h('pre', {}, ...pieces), edit] : [...pieces, edit];
  }

  /** What a finding points to; without an inner part, a place where something is missing. */
  #marked(index: number, inner: Node | string | undefined): HTMLElement {
    const finding = this.#findings[index];
    const severity = finding?.severity ?? 'note';
    const mark = button(
      {
        class: `found ${severity} ${inner === undefined ? 'gap' : ''}`,
        title: finding?.message,
        'aria-label': inner === undefined ? finding?.message : undefined,
      },
      () => {
        if (!finding) return;
        this.#explain(finding);
        // What explains it must not cover it.
        mark.scrollIntoView({ block: 'nearest' });
      },
      inner ?? '',
    );
    return mark;
  }

  #explain(finding: Finding): void {
    this.#why.hidden = false;
    const why = whyTold(finding);
    this.#why.replaceChildren(
      h(
        'p',
        { class: 'kind' },
        h('span', { class: `badge ${finding.severity}` }, t(`severity.${finding.severity}`)),
        h('code', { class: 'rule' }, finding.rule),
        button(
          { class: 'close', 'aria-label': t('close') },
          () => {
            this.#why.hidden = true;
          },
          '×',
        ),
      ),
      h('h3', { lang: 'en' }, finding.message),
      h('p', { lang: 'en' }, finding.help),
      ...(why ? [why] : []),
      h(
        'p',
        { class: 'actions' },
        button({ class: 'primary' }, () => this.#actions.open(finding), t('beside.open')),
        button({}, () => this.#actions.edit(finding.path, finding.range.start.offset), t('action.edit')),
      ),
    );
  }
}

function factMark({ kind, name }: FactMark, text: string): HTMLElement {
  const family = families[kind] ?? 'name';
  const label = t(`fact.${family}` as Key);
  return h('span', { class: `fact ${family}`, title: name === '' ? label : `${label}: ${name}` }, text);
}

function factLegend(): HTMLElement {
  return h(
    'p',
    { class: 'legend facts' },
    ...[...new Set(Object.values(families))].map((family) =>
      h('span', { class: `fact ${family}` }, t(`fact.${family}` as Key)),
    ),
  );
}
