/** The worker with the engine: asks it, ends it, starts another. */
import type { Options, Progress, Report, Rule } from 'unisono';
import { connect, type PageInput, type RemoteChecker } from 'unisono/worker';

/** What the worker says besides its answers. */
export type Aside = { rules: Rule[] } | { read: number };

/** What hears how far a check is. */
export interface Listener {
  /** Pages read so far, of those that were given. */
  onRead(read: number): void;
  /** Sets compared so far. */
  onCompared(progress: Progress): void;
}

/** The engine. One check at a time. */
export class Engine {
  /** All rules by name; empty before the first check. */
  rules: ReadonlyMap<string, Rule> = new Map();
  #worker: Worker | undefined;
  #remote: RemoteChecker | undefined;
  #listener: Listener | undefined;
  #failed: ((problem: Error) => void) | undefined;

  /**
   * Checks pages. `signal` stops it at once: a worker at work reads no messages, so it is ended, and the next check
   * starts another.
   *
   * Errors: those of `Checker`; `AbortError`; `WorkerError` where the worker could not be started or died.
   */
  async check(pages: PageInput[], options: Options, listener: Listener, signal: AbortSignal): Promise<Report> {
    const remote = this.#start();
    this.#listener = listener;
    const died = new Promise<never>((_, reject) => {
      this.#failed = reject;
    });
    try {
      const call = { signal, onProgress: (progress: Progress) => listener.onCompared(progress) };
      return await Promise.race([remote.check(pages, options, call), died]);
    } catch (problem) {
      // After a cancelled check the worker is still busy; after any other failure a fresh one is the safe choice.
      this.#end();
      throw problem;
    } finally {
      this.#listener = undefined;
      this.#failed = undefined;
    }
  }

  #start(): RemoteChecker {
    if (this.#remote) return this.#remote;
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Partial<Record<string, unknown>>>) => {
      if ('rules' in data) this.rules = new Map((data['rules'] as Rule[]).map((rule) => [rule.name, rule]));
      else if ('read' in data) this.#listener?.onRead(data['read'] as number);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      const error = new Error(event.message || 'its script could not be loaded');
      error.name = 'WorkerError';
      this.#failed?.(error);
    });
    this.#worker = worker;
    this.#remote = connect(worker);
    return this.#remote;
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#remote = undefined;
  }
}
