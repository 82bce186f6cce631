/**
 * `--shard` and `unisono merge`: machines share the sets of a run. Each compares its own and writes what came of them to
 * a part; a merge takes all parts, compares nothing, and tells what one run would.
 *
 * A part is a line of JSON (`PartHead`) and, one behind the other, the results whose names and lengths it lists.
 */
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Basis, Store } from '../parts.js';
import { opening, writeWhole } from './files.js';
import { engineName, Names } from './store.js';
import { UsageError } from './usage.js';

/** One of several machines: the `index`th of `count`. */
export interface Shard {
  index: number;
  count: number;
}

interface PartHead extends Shard {
  unisono: 'part';
  engine: string;
  results: [key: string, bytes: number][];
}

/** Reads `2/4`. */
export function wantedShard(written: string | undefined): Shard | undefined {
  if (written === undefined) return undefined;
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(written) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (!(shard.index >= 1 && shard.index <= shard.count)) {
    throw new UsageError(`--shard ${written}: expected such as 2/4, the second of four`);
  }
  return shard;
}

/** Whether a set belongs to a shard, by its place among all. */
export function isOf({ index, count }: Shard, set: number): boolean {
  return set % count === index - 1;
}

/** What a shard writes. */
export class Part {
  readonly #shard: Shard;
  readonly #results = new Map<string, Uint8Array>();

  constructor(shard: Shard) {
    this.#shard = shard;
  }

  /** How many results it holds. */
  get size(): number {
    return this.#results.size;
  }

  /** A store that gathers what comes of the shard's own sets, and leaves the rest to another one. */
  store(basis: Basis, cache: Store | undefined): Store {
    const names = new Names(basis);
    const gather = (key: string, result: Uint8Array, set: number): void => {
      if (isOf(this.#shard, set)) this.#results.set(key, result);
    };
    return {
      key: (work, ground, set) => names.of(work, ground, set),
      get: async (key, set) => {
        const kept = await cache?.get(key, set);
        if (kept) gather(key, kept, set);
        return kept;
      },
      put: async (key, result, set) => {
        gather(key, result, set);
        await cache?.put(key, result, set);
      },
    };
  }

  async write(file: string): Promise<void> {
    const entries = [...this.#results].sort(([a], [b]) => (a < b ? -1 : 1));
    const results = entries.map(([key, result]): [string, number] => [key, result.length]);
    const head: PartHead = { unisono: 'part', engine: engineName(), ...this.#shard, results };
    const bytes = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...entries.map(([, result]) => result)]);
    await mkdir(dirname(file), { recursive: true });
    await writeWhole(file, bytes);
  }
}

/** The parts of a run, from files and from folders of files. */
export async function readParts(paths: readonly string[]): Promise<(basis: Basis) => Store> {
  const files: string[] = [];
  for (const path of paths) {
    if (!(await opening(path, () => stat(path))).isDirectory()) files.push(path);
    else for (const name of (await readdir(path)).sort()) files.push(join(path, name));
  }
  const results = new Map<string, Uint8Array>();
  const seen = new Map<number, string>();
  let count: number | undefined;
  for (const file of files) {
    const bytes = await opening(file, () => readFile(file));
    const head = headOf(file, bytes);
    if (head.engine !== engineName()) {
      throw new UsageError(`${file}: another build of Unisono wrote this part: write and merge parts with one version`);
    }
    count ??= head.count;
    if (head.count !== count) {
      throw new UsageError(`${file}: this is a part of ${head.count}, and ${files[0]} one of ${count}`);
    }
    seen.set(head.index, file);
    let at = bytes.indexOf(10) + 1;
    for (const [key, length] of head.results) {
      results.set(key, bytes.subarray(at, at + length));
      at += length;
    }
    if (at !== bytes.length) throw new UsageError(`${file}: this part is cut short or damaged: write it again`);
  }
  const missing = Array.from({ length: count ?? 0 }, (_, at) => at + 1).filter((index) => !seen.has(index));
  if (missing.length > 0)
    throw new UsageError(`part ${missing.join(', ')} of ${count} is missing: merge takes all parts`);
  return (basis) => {
    const names = new Names(basis);
    return {
      key: (work, ground, set) => names.of(work, ground, set),
      get: async (key) => results.get(key),
      put: async () => {},
      missed: (sets) => {
        if (sets.length === 0) return;
        const what = sets.length === 1 ? 'one document set is' : `${sets.length} document sets are`;
        throw new UsageError(
          `${what} in none of the parts: pages, settings or options are not those that the parts were made with`,
        );
      },
    };
  };
}

function headOf(file: string, bytes: Buffer): PartHead {
  const end = bytes.indexOf(10);
  try {
    const head = JSON.parse(bytes.toString('utf8', 0, Math.max(end, 0))) as PartHead;
    if (head.unisono === 'part' && Array.isArray(head.results)) return head;
  } catch {
    // It is said below.
  }
  throw new UsageError(`${file}: this is no part of a run: unisono check --shard writes them`);
}
