/** Comparing what was added: by this thread or several, with what is kept, or a part of it. */
import type { Checker, OnProgress, Summary } from '../node.js';
import type { Basis, Help, HelperPort } from '../parts.js';
import { Adding, Readers } from '../reading.js';
import { Cache, usualCache } from './cache.js';
import { Cards } from './cards.js';
import { Earlier } from './earlier.js';
import { FILE, Threads, threadsFor, wantedJobs } from './jobs.js';
import type { Reading } from './pages.js';
import { isOf, Part, readParts, wantedShard } from './shard.js';
import { UsageError } from './usage.js';

/** What a command line says of it. */
export interface Sharing {
  jobs?: string | undefined;
  cache?: boolean | undefined;
  'cache-dir'?: string | undefined;
  shard?: string | undefined;
  part?: string[] | undefined;
}

/** How pages are read and sets compared. */
export interface Way {
  /** How so many pages are read and given to a checker. */
  read(checker: Checker, files: number): Reading;
  /** Compares all that was added; `onFound` hears what was found in each set, see {@link Help.onFound}. */
  run(checker: Checker, onProgress?: OnProgress, onFound?: Help['onFound']): Promise<Summary>;
  /** What earlier runs told, where a cache keeps it. */
  earlier?: Earlier | undefined;
  /** Ends the way where nothing is to be compared after all. */
  end(): Promise<void>;
  /** Compares what belongs to this machine and writes it; gives what there is to say. Only where `--shard` asks for it. */
  share?(checker: Checker, onProgress?: OnProgress): Promise<string>;
}

/** Reads how sets are to be compared; `merge` where parts are to be merged. */
export async function wayOf(values: Sharing, merge: boolean): Promise<Way> {
  const wanted = wantedJobs(values.jobs);
  const shard = wantedShard(values.shard);
  const parts = values.part ?? [];
  if (merge && parts.length === 0) throw new UsageError('merge needs the parts: --part FILE or --part FOLDER');
  if (merge && shard) throw new UsageError('--shard is for check; merge takes what it wrote with --part');
  if (!merge && parts.length > 0 && !shard) {
    throw new UsageError('--part goes with --shard, or with unisono merge, which reads what check --shard wrote');
  }
  if (shard && parts.length !== 1) throw new UsageError('--shard needs one file for what it finds: --part FILE');
  const cached = values.cache === true || values['cache-dir'] !== undefined;
  const cache = cached ? new Cache(values['cache-dir'] ?? usualCache) : undefined;
  const cards = cache && new Cards(cache);
  const threads = new Threads();
  const start = (): HelperPort => threads.start();
  // One of the threads is mostly the command's own; what is kept comes from others.
  const own = cache || shard ? 0 : 1;
  const read: Way['read'] = (checker, files) => {
    const helpers = merge ? 0 : Math.max(threadsFor(wanted, files * FILE) - own, 0);
    // Where something is kept there may be nothing to do.
    if (!cache) threads.expect(helpers);
    const readers = new Readers(start, helpers);
    const adding = new Adding(checker, readers, cards);
    return {
      add: (page) => adding.add(page),
      done: () => adding.done(),
      end: () => threads.takeBack(readers.end()),
    };
  };
  const closed = async (): Promise<void> => {
    await threads.end();
    await cards?.close();
    const problem = await cache?.close();
    if (problem !== undefined) process.stderr.write(`unisono: ${problem}\n`);
  };
  const jobs = (checker: Checker): number => threadsFor(wanted, checker.size) || 1 - own;
  if (merge) {
    const store = await readParts(parts);
    return {
      read,
      end: closed,
      run: (checker, onProgress, onFound) => checker.runWith({ start, jobs: 0, store, onFound }, onProgress),
    };
  }
  const run: Way['run'] = async (checker, onProgress, onFound) => {
    const count = jobs(checker) || (onFound ? 1 : 0);
    if (count === 0) {
      await threads.end();
      return checker.run(onProgress);
    }
    const store = cache && ((basis: Basis) => cache.store(basis));
    const summary = await checker.runWith({ start, jobs: count, store, onFound }, onProgress);
    await closed();
    return summary;
  };
  if (!shard) return { read, run, end: closed, earlier: cache && cards && new Earlier(cache, cards) };
  return {
    read,
    run,
    end: closed,
    share: async (checker, onProgress) => {
      const part = new Part(shard);
      const [file = ''] = parts;
      const { dealt, total } = await checker.deal(
        {
          start,
          jobs: jobs(checker),
          store: (basis) => part.store(basis, cache?.store(basis)),
          only: (set) => isOf(shard, set),
        },
        onProgress,
      );
      await closed();
      await part.write(file);
      const { index, count } = shard;
      return `${file}: part ${index} of ${count}, ${dealt} of ${total} document sets; unisono merge puts the parts together`;
    },
  };
}
