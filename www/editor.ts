/** A page being mended: its text in an editor, checked again with its set while one types. */
import type { Finding } from 'unisono';
import { button, h, save } from './dom.js';
import type { Editing } from './editor-code.js';
import { Engine } from './engine.js';
import type { Session } from './session.js';
import { copyButton } from './spot.js';
import { count, languageName, t } from './words.js';

/** Milliseconds after the last key before the page is checked again. */
const PAUSE = 250;

/** The engine for what is looked at closely: one set at a time, so that it answers at once. */
const engine = new Engine(true);
let running: AbortController | undefined;

/** Checks the set of a page by itself, with a draft of the page; undefined where another check has taken its place. */
export async function checkSetOf(session: Session, path: string, draft?: string) {
  running?.abort();
  const run = new AbortController();
  running = run;
  const set = session.results.setOf(path);
  const paths = new Set([path, ...(set?.documents.map((document) => document.path) ?? [])]);
  const drafts = new Map(session.edits);
  if (draft !== undefined) drafts.set(path, draft);
  try {
    const report = await engine.check(session.closeUp(paths, drafts), {}, run.signal);
    return running === run ? { report, paths } : undefined;
  } catch (problem) {
    if (run.signal.aborted) return undefined;
    throw problem;
  } finally {
    if (running === run) running = undefined;
  }
}

/** The rows of the set of a page, as it is now. */
export async function rowsOf(session: Session, path: string) {
  const checked = await checkSetOf(session, path);
  if (!checked) return undefined;
  const at = checked.report.summary.sets.findIndex((set) => set.documents.some((document) => document.path === path));
  const rows = await engine.aligned(at);
  return rows && { rows, report: checked.report };
}

/** What the editor tells the page. */
export interface EditorEvents {
  /** The findings of the session have changed. */
  onChecked(): void;
  onClose(): void;
  onProblem(problem: unknown): void;
}

/** The editor of a page, with the finding that led to it. */
export class Editor {
  readonly element: HTMLElement;
  readonly path: string;
  readonly #session: Session;
  readonly #events: EditorEvents;
  readonly #finding: Finding | undefined;
  readonly #state = h('p', { class: 'edit-state', role: 'status' });
  readonly #box = h('div', { class: 'editor-box' });
  readonly #left = h('ul', { class: 'left-here' });
  readonly #original: string;
  #editing: Editing | undefined;
  #timer = 0;

  constructor(session: Session, path: string, finding: Finding | undefined, events: EditorEvents) {
    this.path = path;
    this.#session = session;
    this.#finding = finding;
    this.#events = events;
    const text = session.results.texts.get(path);
    this.#original = typeof text === 'string' ? text : '';
    const related = finding?.related[0];
    const quote = related && session.results.texts.get(related.path);
    this.element = h(
      'div',
      { class: 'editor' },
      h(
        'div',
        { class: 'steps' },
        button({ class: 'close-editor', 'aria-keyshortcuts': 'Escape' }, () => this.close(), t('editor.done')),
        h('bdi', { class: 'path', title: path }, path),
        button({ class: 'quiet' }, () => this.#editing?.replace(this.#original), t('editor.revert')),
        h(
          'span',
          { class: 'copy-file' },
          button({ class: 'quiet' }, () => this.#copy(), t('editor.copy')),
        ),
        button({ class: 'quiet' }, () => this.#download(), t('editor.download')),
      ),
      finding &&
        h(
          'p',
          { class: `edit-finding ${finding.severity}`, lang: 'en' },
          h('span', { class: 'severity' }),
          finding.message,
        ),
      related &&
        typeof quote === 'string' &&
        h(
          'p',
          { class: 'edit-source', lang: related.locale || undefined, dir: 'auto' },
          h('span', { class: 'caption', lang: document.documentElement.lang }, languageName(related.locale)),
          ' ',
          quote.slice(related.sentence.start.offset, related.sentence.end.offset),
        ),
      this.#box,
      this.#state,
      this.#left,
    );
  }

  /** Loads the editor and gives it the keyboard; `offset` is where to begin. `replacement` is put in at once. */
  async open(offset: number, replacement?: string): Promise<void> {
    this.#state.textContent = t('editor.loading');
    const { edit } = await import('./editor-code.js');
    const document = this.#session.results.setOf(this.path)?.documents.find(({ path }) => path === this.path);
    this.#editing = edit(this.#box, {
      text: this.#original,
      locale: this.#finding?.locale ?? document?.locale ?? '',
      label: t('editor.label', { path: this.path }),
      offset,
      onChange: () => this.#later(),
    });
    this.#editing.focus();
    if (replacement !== undefined) this.#editing.replace(replacement);
    else await this.#check();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#editing?.destroy();
    this.#events.onClose();
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#check(), PAUSE);
  }

  async #check(): Promise<void> {
    const text = this.#editing?.text;
    if (text === undefined) return;
    try {
      const checked = await checkSetOf(this.#session, this.path, text);
      if (!checked) return;
      if (text === this.#given()) this.#session.edits.delete(this.path);
      else this.#session.edits.set(this.path, text);
      this.#session.replace(checked.paths, checked.report);
      // What was typed meanwhile is checked next; its places have moved.
      if (this.#editing?.text === text) this.#show();
      this.#events.onChecked();
    } catch (problem) {
      this.#events.onProblem(problem);
    }
  }

  /** The text as it was given. */
  #given(): string | undefined {
    const page = this.#session.intake.pages.find(
      ({ root = '', path }) => (root === '' ? path : `${root}/${path}`) === this.path,
    );
    return page && new TextDecoder('utf-8', { ignoreBOM: true }).decode(page.bytes);
  }

  #show(): void {
    const { findings } = this.#session.results.report;
    const here = findings.filter(({ path }) => path === this.path);
    this.#editing?.mark(here);
    const gone = this.#finding && !here.some(({ fingerprint }) => fingerprint === this.#finding?.fingerprint);
    this.#state.classList.toggle('gone', gone === true);
    const left = here.length === 0 ? t('editor.none-left') : count(here.length, 'editor.left');
    this.#state.textContent = gone ? `${t('editor.gone')} ${left}` : left;
    this.#left.replaceChildren(
      ...here
        .slice(0, 20)
        .map(({ severity, message, range }) =>
          h(
            'li',
            { class: severity },
            h('span', { class: 'severity' }),
            h('span', { lang: 'en' }, message),
            h('code', {}, `:${range.start.line}`),
          ),
        ),
    );
  }

  #copy(): void {
    const copy = copyButton(this.#editing?.text ?? this.#original, t('editor.copy'));
    this.element.querySelector('.copy-file')?.replaceChildren(copy);
    copy.click();
  }

  #download(): void {
    const name = this.path.slice(this.path.lastIndexOf('/') + 1);
    save(name, 'text/plain', this.#editing?.text ?? this.#original);
  }
}
