/** `--jobs`: worker threads that help with a run. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { HelperPort } from '../parts.js';
import { UsageError } from './usage.js';

/** A thread takes some milliseconds to start and to warm up: it is worth that from so many bytes of pages on. */
const WORTH = 400_000;

/** How many threads are asked for; undefined where that is left to the command. */
export function wantedJobs(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const jobs = Number(written);
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 256) {
    throw new UsageError(`--jobs ${written}: expected a number from 1 to 256`);
  }
  return jobs;
}

/** How many threads help with pages of so many bytes; 0 for none. */
export function jobsFor(wanted: number | undefined, bytes: number): number {
  if (wanted !== undefined) return wanted === 1 ? 0 : wanted;
  const cores = availableParallelism();
  return cores < 2 ? 0 : Math.min(cores, Math.floor(bytes / WORTH));
}

/** Starts a thread. */
export function startHelper(): HelperPort {
  return new Worker(new URL('../helper-thread.js', import.meta.url));
}
