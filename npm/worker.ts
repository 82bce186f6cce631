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
import type { OnProgress, Options, Progress, Report } from './types.js';

/** A page to check. */
export interface PageInput {
  /** Path below `root`, with `/` between its parts. */
  path: string;
  /** UTF-8, as in the file. */
  bytes: Uint8Array;
  root?: string;
}

/** The least of a `Worker`, a worker's `self`, a `MessagePort` or the `parentPort` of a worker thread. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener?(type: 'message', listener: (event: { data: unknown }) => void): void;
  on?(type: 'message', listener: (data: unknown) => void): unknown;
  start?(): void;
}

interface Request {
  id: number;
  pages: PageInput[];
  options?: Options;
  /** Set to 1 from outside to stop the check: a worker at work reads no messages. */
  stop?: Int32Array;
}

type Answer =
  | { id: number; progress: Progress }
  | { id: number; report: Report }
  | { id: number; error: { name: string; message: string } };

function listen(port: Port, listener: (data: unknown) => void): void {
  if (port.on) port.on('message', listener);
  else port.addEventListener?.('message', (event) => listener(event.data));
  port.start?.();
}

/** Answers the requests that arrive at `port`, one after the other. */
export function serve(port: Port, engine: Pick<typeof Checker, 'create'>): void {
  let last = Promise.resolve();
  listen(port, (data) => {
    const request = data as Request;
    last = last.then(() => answer(port, engine, request));
  });
}

async function answer(port: Port, engine: Pick<typeof Checker, 'create'>, request: Request): Promise<void> {
  const { id, pages, options, stop } = request;
  const say = (message: Answer) => port.postMessage(message);
  let checker: Checker | undefined;
  try {
    checker = await engine.create(options);
    for (const page of pages) checker.add(page.path, page.bytes, page.root);
    const report = checker.check((progress) => {
      say({ id, progress });
      return !(stop && Atomics.load(stop, 0) === 1);
    });
    say({ id, report });
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
}

/** Asks a worker in which {@link serve} runs. */
export function connect(port: Port): RemoteChecker {
  interface Waiting extends CheckCall {
    resolve(report: Report): void;
    reject(problem: unknown): void;
    stop: Int32Array | undefined;
  }
  const waiting = new Map<number, Waiting>();
  let ids = 0;

  listen(port, (data) => {
    const message = data as Answer;
    const call = waiting.get(message.id);
    if (!call) return;
    if ('progress' in message) {
      if (call.onProgress?.(message.progress) === false) abort(message.id, call);
      return;
    }
    waiting.delete(message.id);
    if ('report' in message) call.resolve(message.report);
    else call.reject(named(message.error.name, message.error.message));
  });

  function abort(id: number, call: Waiting): void {
    if (call.stop) Atomics.store(call.stop, 0, 1);
    waiting.delete(id);
    call.reject(named('AbortError', 'the check was cancelled'));
  }

  return {
    check(pages, options, call = {}) {
      return new Promise((resolve, reject) => {
        if (call.signal?.aborted) {
          reject(named('AbortError', 'the check was cancelled'));
          return;
        }
        const id = ++ids;
        const stop = typeof SharedArrayBuffer === 'function' ? new Int32Array(new SharedArrayBuffer(4)) : undefined;
        const entry: Waiting = { ...call, resolve, reject, stop };
        waiting.set(id, entry);
        call.signal?.addEventListener('abort', () => waiting.has(id) && abort(id, entry), { once: true });
        port.postMessage({ id, pages, options, stop });
      });
    },
  };
}

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
