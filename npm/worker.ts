/**
 * The engine behind a message port: `serve` answers in a worker, `connect` asks from outside. Works with Web Workers,
 * `worker_threads` and `MessageChannel`. Importing it starts nothing:
 *
 * ```js
 * // worker.js
 * import { Checker } from 'unisono';
 * import { serve } from 'unisono/worker';
 * serve(self, Checker);
 *
 * // page.js
 * const engine = connect(new Worker('./worker.js', { type: 'module' }));
 * const report = await engine.check(pages, { source: 'en-US' }, { onProgress, signal });
 * ```
 */
import type { Checker } from './checker.js';
import { cancelled, listen, named, type Port } from './port.js';
import type { OnProgress, Options, Progress, Report } from './types.js';

export type { Port } from './port.js';

/** A page to check. */
export interface PageInput {
  /** Path below `root`, with `/` between its parts. */
  path: string;
  /** UTF-8, as in the file. */
  bytes: Uint8Array;
  root?: string;
  /** Whether it is no page but a topology. */
  topology?: boolean;
}

interface Request {
  id: number;
  /** What to do with the pages. */
  work: 'check' | 'learn';
  pages: PageInput[];
  options?: Options;
  /** Set to 1 from outside to stop the check: a worker at work reads no messages. */
  stop?: Int32Array;
}

type Answer =
  | { id: number; progress: Progress }
  | { id: number; result: Report | Uint8Array }
  | { id: number; error: { name: string; message: string } };

/** Answers the requests that arrive at `port`, one after the other. */
export function serve(port: Port, engine: Pick<typeof Checker, 'create'>): void {
  let last = Promise.resolve();
  listen(port, (data) => {
    const request = data as Request;
    last = last.then(() => answer(port, engine, request));
  });
}

async function answer(port: Port, engine: Pick<typeof Checker, 'create'>, request: Request): Promise<void> {
  const { id, work, pages, options, stop } = request;
  const say = (message: Answer) => port.postMessage(message);
  let checker: Checker | undefined;
  try {
    const stopped = () => stop !== undefined && Atomics.load(stop, 0) === 1;
    checker = await engine.create(options);
    for (const page of pages) {
      if (stopped()) throw cancelled();
      if (page.topology) checker.addTopology(page.path, page.bytes, { root: page.root });
      else checker.add(page.path, page.bytes, { root: page.root });
    }
    if (work === 'learn') {
      say({ id, result: checker.learn() });
      return;
    }
    const result = checker.check((progress) => {
      say({ id, progress });
      return !stopped();
    });
    say({ id, result });
  } catch (problem) {
    const { name, message } = problem instanceof Error ? problem : new Error(String(problem));
    say({ id, error: { name, message } });
  } finally {
    checker?.free();
  }
}

/** What may go along with a request. */
export interface CheckCall {
  onProgress?: OnProgress;
  /**
   * Ends the wait with an `AbortError`. The worker itself stops only where memory can be shared (a cross-origin isolated
   * page, Node); elsewhere it finishes what it does, and the caller may terminate it.
   */
  signal?: AbortSignal;
}

/** The engine behind a port. */
export interface RemoteChecker {
  check(pages: PageInput[], options?: Options, call?: CheckCall): Promise<Report>;
  /** What the pages teach, added to the memories of the options: see {@link Checker.learn}. Without progress. */
  learn(pages: PageInput[], options?: Options, call?: CheckCall): Promise<Uint8Array>;
}

/** Asks a worker in which {@link serve} runs. */
export function connect(port: Port): RemoteChecker {
  interface Waiting {
    onProgress: OnProgress | undefined;
    resolve(result: Report | Uint8Array): void;
    reject(problem: unknown): void;
  }
  const waiting = new Map<number, Waiting>();
  let ids = 0;

  listen(port, (data) => {
    const message = data as Answer;
    const call = waiting.get(message.id);
    if (!call) return;
    if ('progress' in message) {
      try {
        if (call.onProgress?.(message.progress) === false) call.reject(cancelled());
      } catch (problem) {
        call.reject(problem);
      }
    } else if ('result' in message) {
      call.resolve(message.result);
    } else {
      call.reject(named(message.error.name, message.error.message));
    }
  });

  async function ask(
    work: Request['work'],
    pages: PageInput[],
    options: Options | undefined,
    { onProgress, signal }: CheckCall = {},
  ): Promise<Report | Uint8Array> {
    if (signal?.aborted) throw cancelled();
    const id = ++ids;
    const flag = typeof SharedArrayBuffer === 'function' ? new Int32Array(new SharedArrayBuffer(4)) : undefined;
    let onAbort: (() => void) | undefined;
    try {
      return await new Promise<Report | Uint8Array>((resolve, reject) => {
        waiting.set(id, { onProgress, resolve, reject });
        onAbort = () => reject(cancelled());
        signal?.addEventListener('abort', onAbort);
        port.postMessage({ id, work, pages, options, stop: flag });
      });
    } catch (problem) {
      // Stops the worker, where memory can be shared.
      if (flag) Atomics.store(flag, 0, 1);
      throw problem;
    } finally {
      waiting.delete(id);
      if (onAbort) signal?.removeEventListener('abort', onAbort);
    }
  }

  return {
    check: async (pages, options, call) => (await ask('check', pages, options, call)) as Report,
    learn: async (pages, options, call) => (await ask('learn', pages, options, call)) as Uint8Array,
  };
}
