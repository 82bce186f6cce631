/** `--jobs`: worker threads that help with a run. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { engineModule } from '../engine.js';
import { type HelperPort, jobsFor } from '../parts.js';
import { UsageError } from './usage.js';

/** How many threads are asked for; undefined where that is left to the command. */
export function wantedJobs(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const jobs = Number(written);
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 256) {
    throw new UsageError(`--jobs ${written}: expected a number from 1 to 256`);
  }
  return jobs;
}

/** How many threads there are for pages of so many bytes, the command's own among them; 0 where it does all itself. */
export function threadsFor(wanted: number | undefined, bytes: number): number {
  if (wanted !== undefined) return wanted === 1 ? 0 : wanted;
  return jobsFor(bytes, availableParallelism());
}

/** Bytes of a file, as a guess: of a few more threads are started than needed, of many all. */
export const FILE = 4_000;

/** Threads that help. Some can be started before it is known what with: until then they load the engine. */
export class Threads {
  readonly #early: Worker[] = [];

  /** Starts threads ahead. */
  expect(count: number): void {
    while (this.#early.length < count) this.#early.push(started());
  }

  /** A thread. */
  start(): HelperPort {
    const thread = this.#early.pop() ?? started();
    thread.ref();
    return thread;
  }

  /** Takes threads back that are not needed for now: they do not keep the command from ending. */
  takeBack(threads: readonly HelperPort[]): void {
    for (const thread of threads as readonly Worker[]) {
      thread.unref();
      this.#early.push(thread);
    }
  }

  /** Ends those that were not needed. */
  async end(): Promise<void> {
    await Promise.all(this.#early.splice(0).map((thread) => thread.terminate()));
  }
}

function started(): Worker {
  const thread = new Worker(new URL('../helper-thread.js', import.meta.url), {
    workerData: { module: engineModule() },
  });
  // One that is not needed after all does not keep the command from ending.
  thread.unref();
  return thread;
}
