/** What the page is doing, and what went wrong with it. */
import { button, byId, h } from './dom.js';
import { count, t } from './words.js';

/** Milliseconds before progress is shown: what is quicker needs none. */
const PATIENCE = 150;
/** Milliseconds between two changes of the bar. */
const PAUSE = 50;

/** Progress, with a way to stop. */
export class Progress {
  readonly #label = h('p', { class: 'doing' });
  readonly #bar = h('progress', { 'aria-label': t('progress') });
  readonly #element: HTMLElement;
  readonly #timer: number;
  #text = '';
  #last = 0;

  constructor(onCancel: () => void) {
    this.#element = h(
      'div',
      { class: 'progress', hidden: true },
      this.#label,
      this.#bar,
      button({ id: 'cancel' }, onCancel, t('cancel')),
    );
    byId('status').replaceChildren(this.#element);
    this.#timer = setTimeout(() => {
      this.#element.hidden = false;
    }, PATIENCE);
  }

  /** Says what is being done, and how much of it is; without a total nobody knows. */
  say(what: string, done?: number, total?: number): void {
    // The label is read aloud when it changes: numbers go to the bar alone.
    const now = performance.now();
    if (what === this.#text && now - this.#last < PAUSE) return;
    this.#last = now;
    if (what !== this.#text) this.#label.textContent = this.#text = what;
    if (total) {
      this.#bar.max = total;
      this.#bar.value = done ?? 0;
    } else {
      this.#bar.removeAttribute('value');
    }
  }

  /** Ends it; what is said stays. */
  end(text = ''): void {
    clearTimeout(this.#timer);
    say(text);
  }
}

/** Says something for a while. */
export function say(text: string): void {
  byId('status').replaceChildren(...(text === '' ? [] : [h('p', { class: 'ended' }, text)]));
}

/** A way out of a problem. */
export interface WayOn {
  label: string;
  go(): void;
}

/** Shows a problem and how to go on. */
export function showProblem(title: string, message: string, advice: string, ways: readonly WayOn[]): void {
  const box = byId('problem');
  box.hidden = false;
  box.replaceChildren(
    h('h2', {}, title),
    h('p', { class: 'problem-message' }, message),
    h('p', {}, advice),
    h(
      'p',
      { class: 'buttons' },
      ...ways.map(({ label, go }) => button({}, go, label)),
      button({ class: 'quiet' }, clearProblem, t('close')),
    ),
  );
}

/** Takes the problem away. */
export function clearProblem(): void {
  const box = byId('problem');
  box.hidden = true;
  box.replaceChildren();
}

/** `Reading 14 files` and the like. */
export const doing = {
  finding: () => t('doing.finding'),
  opening: (total: number) => count(total, 'doing.opening'),
  reading: (total: number) => count(total, 'doing.reading'),
  comparing: (total: number) => count(total, 'doing.comparing'),
};
