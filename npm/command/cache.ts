/**
 * `--cache`: what came of comparing sets, kept for the next run, a file each. A file is named for all that its content
 * hangs on, so that it is never out of date; it is written whole or not at all, and one that is damaged is not used.
 * Several runs may share a cache, and any of them may be killed.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Basis, Store, Work } from '../parts.js';
import { bytesOf } from './files.js';
import { Names } from './store.js';

/** Where it is unless something else is said. */
export const usualCache = '.unisono-cache';

/** Bytes of a cache from which on what was not used for longest is removed, and what is left then. */
const MOST = 512 << 20;
const LEFT = 384 << 20;

/** Milliseconds after which a use is noted again. */
const DAY = 24 * 60 * 60 * 1000;
/** Milliseconds after which what was being written is of a run that was killed. */
const HOUR = 60 * 60 * 1000;

/** Bytes of the checksum before the content. */
const CHECKSUM = 32;

/** A cache in a folder. */
export class Cache {
  readonly #folder: string;
  #drafts = 0;
  /** Why something could not be kept, the first time. */
  #problem: string | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The store of runs on a basis. */
  store(basis: Basis): Store {
    const names = new Names(basis);
    return {
      key: (work: Work, ground, set) => names.of(work, ground, set),
      get: (key) => this.get(key),
      put: (key, result) => this.put(key, result),
    };
  }

  /** What is kept under a name. */
  async get(key: string): Promise<Uint8Array | undefined> {
    const file = this.#file(key);
    let bytes: Uint8Array;
    try {
      bytes = await bytesOf(file);
    } catch (problem) {
      this.#note(problem);
      return undefined;
    }
    const content = bytes.subarray(CHECKSUM);
    if (!checksum(content).equals(bytes.subarray(0, CHECKSUM))) return undefined;
    await this.#used(file);
    return content;
  }

  /** Keeps something under a name. */
  async put(key: string, result: Uint8Array): Promise<void> {
    const file = this.#file(key);
    this.#drafts += 1;
    const draft = `${file}.${process.pid}-${this.#drafts}.tmp`;
    try {
      await this.#made();
      await mkdir(dirname(file), { recursive: true });
      await writeFile(draft, Buffer.concat([checksum(result), result]), { flag: 'wx' });
      await rename(draft, file);
    } catch (problem) {
      this.#note(problem);
      await rm(draft, { force: true }).catch((again) => this.#note(again));
    }
  }

  /** Removes what was not used for longest where it is too much, and what killed runs left; gives a warning, if any. */
  async close(): Promise<string | undefined> {
    try {
      // Where nothing came to it nothing has to go.
      if (this.#drafts > 0) await this.#prune();
    } catch (problem) {
      this.#note(problem);
    }
    return this.#problem && `the cache ${this.#folder} is of no use: ${this.#problem}`;
  }

  async #prune(): Promise<void> {
    const files: { file: string; size: number; used: number }[] = [];
    for (const entry of await readdir(this.#folder, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile() || entry.parentPath === this.#folder) continue;
      const file = join(entry.parentPath, entry.name);
      // Another run may prune at the same time.
      const known = await stat(file).catch(() => undefined);
      if (!known) continue;
      if (!file.endsWith('.tmp')) files.push({ file, size: known.size, used: known.mtimeMs });
      else if (Date.now() - known.mtimeMs > HOUR) await rm(file, { force: true });
    }
    let size = files.reduce((sum, file) => sum + file.size, 0);
    if (size <= MOST) return;
    files.sort((a, b) => a.used - b.used);
    for (const { file, size: own } of files) {
      if (size <= LEFT) return;
      await rm(file, { force: true });
      size -= own;
    }
  }

  /** Makes the folder, which no repository should hold. */
  async #made(): Promise<void> {
    const made = await mkdir(this.#folder, { recursive: true });
    if (made !== undefined) await writeFile(join(this.#folder, '.gitignore'), '*\n');
  }

  async #used(file: string): Promise<void> {
    const now = new Date();
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: now.getTime() }));
    // Where that cannot be noted it is pruned a little early.
    if (now.getTime() - mtimeMs > DAY) await utimes(file, now, now).catch(() => {});
  }

  #file(key: string): string {
    return join(this.#folder, key.slice(0, 2), key.slice(2));
  }

  #note(problem: unknown): void {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return;
    this.#problem ??= (problem as Error).message;
  }
}

function checksum(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
