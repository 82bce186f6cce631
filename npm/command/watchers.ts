/**
 * Wakes somebody when something below some folders may have changed. What it was is for the one who is woken to find out: all
 * that systems promise of their events is that there is one.
 */
import { type FSWatcher, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** How long it has to be quiet before somebody is woken, and after which time it is done anyway, in milliseconds. */
const QUIET = 100;
const PATIENCE = 1000;

/** How often files are looked at where the system tells of no changes, in milliseconds. */
const POLL = 1000;

/** One watcher sees what is below a folder, too; elsewhere each folder needs its own. */
const watchesBelow = process.platform === 'darwin' || process.platform === 'win32';

/** Folders to watch: with all that is below them, or alone. */
export interface Places {
  deep: Iterable<string>;
  flat: Iterable<string>;
}

export class Watchers {
  readonly #watchers = new Map<string, FSWatcher>();
  /** How often to look, where that is asked for or events cannot be had. */
  #poll: number | undefined;
  /** Why events cannot be had, until it is told. */
  #why: string | undefined;
  #pending = false;
  #wake: (() => void) | undefined;

  /** With `poll`, no events are asked for, and somebody is woken so often. */
  constructor(poll?: number) {
    this.#poll = poll;
  }

  /** Watches these folders, and no others. Folders that are not there are passed over. */
  async follow({ deep, flat }: Places): Promise<void> {
    if (this.#poll !== undefined) return;
    const wanted = new Set<string>(flat);
    for (const folder of deep) {
      wanted.add(folder);
      if (!watchesBelow) for await (const inner of foldersBelow(folder)) wanted.add(inner);
    }
    for (const folder of [...this.#watchers.keys()]) {
      if (!wanted.has(folder)) this.#drop(folder);
    }
    const whole = new Set(deep);
    for (const folder of wanted) this.#add(folder, watchesBelow && whole.has(folder));
  }

  #add(folder: string, recursive: boolean): void {
    if (this.#watchers.has(folder) || this.#poll !== undefined) return;
    try {
      const watcher = watch(folder, { recursive }, (event, name) => {
        // It may be the folder itself that is gone, and another one in its place that needs a watcher of its own.
        if (event === 'rename' && name === basename(folder)) this.#drop(folder);
        this.#changed();
      });
      watcher.on('error', (problem) => {
        this.#drop(folder);
        this.#failed(problem);
        this.#changed();
      });
      this.#watchers.set(folder, watcher);
    } catch (problem) {
      this.#failed(problem as Error);
    }
  }

  #drop(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  /** A folder that is not there is no trouble: the one above it tells. Anything else is: files are looked at instead. */
  #failed(problem: NodeJS.ErrnoException): void {
    // Windows says so of a folder that is removed.
    if (problem.code === 'ENOENT' || (problem.code === 'EPERM' && process.platform === 'win32')) return;
    if (this.#poll !== undefined) return;
    this.#poll = POLL;
    this.#why = problem.code ?? problem.message;
    this.close();
  }

  /** Why files are looked at instead of waiting for events; told once. */
  takeTrouble(): string | undefined {
    const why = this.#why;
    this.#why = undefined;
    return why;
  }

  #changed(): void {
    this.#pending = true;
    this.#wake?.();
  }

  /**
   * Resolves when something may have changed since the last time and it is quiet again: to `true`, or to `false` as soon as
   * `end` says so. With `patience`, also when so many milliseconds have passed.
   */
  async next(end: AbortSignal, patience?: number): Promise<boolean> {
    const longest = Math.min(this.#poll ?? Infinity, patience ?? Infinity);
    if (!this.#pending) await this.#sleep(longest, end);
    const last = performance.now() + PATIENCE;
    while (this.#pending && !end.aborted && performance.now() < last) {
      this.#pending = false;
      await this.#sleep(QUIET, end);
    }
    this.#pending = false;
    return !end.aborted;
  }

  /** Until something changes, the time is over, or the end. */
  #sleep(time: number, end: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        end.removeEventListener('abort', done);
        this.#wake = undefined;
        resolve();
      };
      // A timer without an end keeps the process alive where nothing can be watched.
      const timer = setTimeout(done, Math.min(time, 2 ** 31 - 1));
      end.addEventListener('abort', done);
      this.#wake = done;
      if (end.aborted) done();
    });
  }

  close(): void {
    for (const folder of [...this.#watchers.keys()]) this.#drop(folder);
  }
}

/** The folders in which pages are looked for. */
async function* foldersBelow(folder: string): AsyncGenerator<string> {
  // One that is gone by now has no folders.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isDirectory() || entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const inner = join(folder, entry.name);
    yield inner;
    yield* foldersBelow(inner);
  }
}
