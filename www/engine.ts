/** Workers with the engine: asks them, ends them, starts others. */
import type { AlignedSet, Format, Options, Progress, Report, Rule } from 'unisono';
import type { PageInput } from 'unisono/worker';
import type { Seat } from './corrections.js';
import { breath } from './dom.js';
import { languagesOf } from './languages.js';

/** Pages that are handed over at once. */
const SLICE = 64;

/** A file that settings may name: a glossary, a pack, a memory. */
export interface Extra {
  /** Its path, as the report would show it. */
  name: string;
  bytes: Uint8Array;
}

/** What a worker is asked. */
export type Request =
  | {
      id: number;
      work: 'check';
      pages: PageInput[];
      options: Options;
      extras: Extra[];
      seats: [path: string, seat: Seat][];
      baseline?: string;
      /** The words of the languages of the pages. */
      languages: ReadonlyMap<string, string>;
      part: boolean;
    }
  | { id: number; work: 'rules' }
  | { id: number; work: 'give'; pages: PageInput[] }
  | { id: number; work: 'aligned'; set: number }
  | { id: number; work: 'render'; format: Format };

/** What a worker says. `part` is a report of some of the pages. */
export type Answer =
  | { rules: Rule[] }
  | { id: number; read: number }
  | { id: number; progress: Progress }
  | { id: number; result: Report | AlignedSet | string | undefined }
  | { id: number; part: Report }
  | { id: number; error: { name: string; message: string } };

/** What hears how far a check is. */
export interface Listener {
  /** Pages read so far, of those that were given. */
  onRead?(read: number): void;
  /** Sets compared so far. */
  onCompared?(progress: Progress): void;
}

/** What goes with the pages of a check. */
export interface Check {
  pages: PageInput[];
  options: Options;
  extras: Extra[];
  /** Where pages are to be put that were placed by hand. */
  seats: [path: string, seat: Seat][];
  /** What was dismissed, as a baseline file, where the report is to leave it out. */
  baseline?: string;
}

interface Waiting {
  listener: Listener;
  resolve(result: unknown): void;
  reject(problem: Error): void;
}

/** All rules by name; empty before the first check. */
export let rules: ReadonlyMap<string, Rule> = new Map();

/** One worker. One check at a time: end the one under way before another is begun. */
export class Engine {
  #worker: Worker | undefined;
  #waiting = new Map<number, Waiting>();
  #ids = 0;
  /** Whether what it tells is of a part of the pages. */
  readonly #part: boolean;

  constructor(part = false) {
    this.#part = part;
  }

  /**
   * Checks pages. `signal` stops it at once: a worker at work reads no messages, so it is ended, and the next check
   * starts another.
   *
   * Errors: those of `Checker`; `AbortError`; `WorkerError` where the worker could not be started or died.
   */
  async check(check: Check, listener: Listener, signal: AbortSignal): Promise<Report> {
    signal.throwIfAborted();
    // Ended within abort() itself, so that what starts right after it finds no worker that is about to end.
    const end = () => this.end();
    signal.addEventListener('abort', end);
    try {
      const languages = languagesOf(check.pages);
      await this.#give(check.pages, signal);
      const request = { work: 'check' as const, ...check, pages: [], languages: await languages, part: this.#part };
      signal.throwIfAborted();
      return (await this.#ask((id) => ({ id, ...request }), listener)) as Report;
    } catch (problem) {
      signal.throwIfAborted();
      // A fresh worker is the safe choice after any failure.
      this.end();
      throw problem;
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  /** Loads the engine, and with it the rules. */
  async start(): Promise<void> {
    await this.#ask((id) => ({ id, work: 'rules' }));
  }

  /** A set of the last check as rows, by its place in the summary. */
  async aligned(set: number): Promise<AlignedSet | undefined> {
    return (await this.#ask((id) => ({ id, work: 'aligned', set }))) as AlignedSet | undefined;
  }

  /** The report of the last check as a file; undefined where the worker was ended since. */
  async render(format: Format): Promise<string | undefined> {
    return (await this.#ask((id) => ({ id, work: 'render', format }))) as string | undefined;
  }

  /** Ends the worker; whatever was asked is given up. */
  end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const error = new Error('the check was cancelled');
    error.name = 'AbortError';
    this.#fail(error);
  }

  /** Hands pages over a few at a time: copying all of them at once would take a while. */
  async #give(pages: readonly PageInput[], signal: AbortSignal): Promise<void> {
    for (let at = 0; at < pages.length; at += SLICE) {
      const worker = (this.#worker ??= this.#start());
      const request: Request = { id: 0, work: 'give', pages: pages.slice(at, at + SLICE) };
      worker.postMessage(request);
      if (at + SLICE >= pages.length) return;
      await breath();
      signal.throwIfAborted();
      // It died meanwhile: what it was given is gone, which the check will tell.
      if (this.#worker !== worker) return;
    }
  }

  #fail(error: Error): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }

  #ask(request: (id: number) => Request, listener: Listener = {}): Promise<unknown> {
    const worker = (this.#worker ??= this.#start());
    const id = ++this.#ids;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { listener, resolve, reject });
      worker.postMessage(request(id));
    });
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      const error = new Error(event.message || 'its script could not be loaded');
      error.name = 'WorkerError';
      this.#fail(error);
    });
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if ('rules' in data) {
        rules = new Map(data.rules.map((rule) => [rule.name, rule]));
        return;
      }
      const call = this.#waiting.get(data.id);
      if (!call || this.#worker !== worker) return;
      if ('read' in data) call.listener.onRead?.(data.read);
      else if ('progress' in data) call.listener.onCompared?.(data.progress);
      else {
        this.#waiting.delete(data.id);
        if ('error' in data) call.reject(Object.assign(new Error(data.error.message), { name: data.error.name }));
        else call.resolve('part' in data ? data.part : data.result);
      }
    });
    return worker;
  }
}
