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

/** A worker at work, and who hears of it. */
interface Hand {
  worker: Worker;
  remote: RemoteChecker;
  listener: Listener | undefined;
  /** Rejects where the worker dies. */
  died: Promise<never>;
}

/** The engine. One check at a time: end the one under way before another is begun. */
export class Engine {
  /** All rules by name; empty before the first check. */
  rules: ReadonlyMap<string, Rule> = new Map();
  #hand: Hand | undefined;

  /**
   * Checks pages. `signal` stops it at once: a worker at work reads no messages, so it is ended, and the next check
   * starts another.
   *
   * Errors: those of `Checker`; `AbortError`; `WorkerError` where the worker could not be started or died.
   */
  async check(pages: PageInput[], options: Options, listener: Listener, signal: AbortSignal): Promise<Report> {
    signal.throwIfAborted();
    const hand = (this.#hand ??= this.#start());
    hand.listener = listener;
    // Ended within abort() itself, so that what starts right after it finds no worker that is about to end.
    const end = () => this.#end(hand);
    signal.addEventListener('abort', end);
    try {
      const call = { signal, onProgress: (progress: Progress) => listener.onCompared(progress) };
      return await Promise.race([hand.remote.check(pages, options, call), hand.died]);
    } catch (problem) {
      // A fresh worker is the safe choice after any failure.
      end();
      throw problem;
    } finally {
      signal.removeEventListener('abort', end);
      hand.listener = undefined;
    }
  }

  #start(): Hand {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    const died = new Promise<never>((_, reject) => {
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        const error = new Error(event.message || 'its script could not be loaded');
        error.name = 'WorkerError';
        reject(error);
      });
    });
    // Nobody listens between two checks; the next one hears of it all the same.
    died.catch(() => {});
    const hand: Hand = { worker, remote: connect(worker), listener: undefined, died };
    worker.addEventListener('message', ({ data }: MessageEvent<Partial<Record<string, unknown>>>) => {
      if ('rules' in data) this.rules = new Map((data['rules'] as Rule[]).map((rule) => [rule.name, rule]));
      else if ('read' in data) hand.listener?.onRead(data['read'] as number);
    });
    return hand;
  }

  #end(hand: Hand): void {
    hand.worker.terminate();
    if (this.#hand === hand) this.#hand = undefined;
  }
}
