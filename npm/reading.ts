/**
 * Pages that helpers read, while the run itself has others to read: to take in what was read is many times as quick as to
 * read. The pages are the same, whoever read them.
 */
import type { Checker } from './checker.js';
import { EngineError, engineModule, guarded, wordsAtHand } from './engine.js';
import type { FromHelper, HelperPort, ToHelper } from './parts.js';
import { attend, breath } from './port.js';
import * as raw from './unisono.js';

/** A page as it is given to a checker. */
export interface PageToRead {
  /** Path below `root`, with `/` between its parts. */
  path: string;
  bytes: Uint8Array;
  root: string;
}

/** So many pages go to a helper at once. */
export const BATCH = 16;

/** So many batches are on their way to a helper at once: while it is at one, the next has arrived. */
const AHEAD = 3;

/** Reads a page without adding it, for {@link Checker.addRead}; undefined where the engine fails over it. */
export function readPage({ path, bytes, root }: PageToRead): Uint8Array | undefined {
  try {
    return guarded(() => raw.readPage(path, bytes, root));
  } catch (problem) {
    // Whoever adds the page will find out again, and says so.
    if (problem instanceof EngineError) return undefined;
    throw problem;
  }
}

/** Makes ready what comparing the pages asks of their languages; what fails here is told where it is needed. */
export function readyForComparing(): void {
  try {
    guarded(() => raw.makeReady());
  } catch {
    // An engine that failed is replaced by a fresh one.
  }
}

/** Has pages read by helpers, as long as they have room. */
export class Readers {
  readonly #start: () => HelperPort;
  readonly #jobs: number;
  readonly #readers: Reader[] = [];

  constructor(start: () => HelperPort, jobs: number) {
    this.#start = start;
    this.#jobs = jobs;
  }

  /**
   * Has a helper read some pages; `undefined` where none has room. What is given of a page is for
   * {@link Checker.addRead}; undefined where no helper could read it.
   */
  read(pages: readonly PageToRead[]): Promise<(Uint8Array | undefined)[]> | undefined {
    while (this.#readers.length < this.#jobs) this.#readers.push(new Reader(this.#start()));
    const free = this.#readers.filter((reader) => reader.room > 0).sort((a, b) => b.room - a.room)[0];
    return free?.read(pages);
  }

  /** The helpers that are left; they read no more. */
  end(): HelperPort[] {
    const left = this.#readers.splice(0).filter((reader) => !reader.gone);
    for (const reader of left) reader.wait();
    return left.map((reader) => reader.port);
  }
}

type ReadPages = (read: readonly (Uint8Array | undefined)[] | undefined) => void;

/** A helper that reads. */
class Reader {
  readonly port: HelperPort;
  readonly #waiting: ReadPages[] = [];
  /** Whether it died. */
  gone = false;

  constructor(port: HelperPort) {
    this.port = port;
    const died = (): void => {
      this.gone = true;
      for (const heard of this.#waiting.splice(0)) heard(undefined);
    };
    const hear = (data: unknown): void => {
      const message = data as FromHelper;
      if ('over' in message) died();
      // What it is asked for is told in order.
      else if ('read' in message) this.#waiting.shift()?.(message.read);
    };
    attend(port, hear, died);
    this.#say({ load: { module: engineModule(), words: wordsAtHand() } });
  }

  /** How many batches it takes. */
  get room(): number {
    return this.gone ? 0 : AHEAD - this.#waiting.length;
  }

  /** Says that there is nothing more to read, and nothing to compare yet. */
  wait(): void {
    this.#say({ wait: true });
  }

  read(pages: readonly PageToRead[]): Promise<(Uint8Array | undefined)[]> {
    return new Promise((resolve) => {
      this.#waiting.push((read) => resolve(pages.map((_, at) => read?.[at])));
      this.#say({ read: pages });
    });
  }

  #say(message: ToHelper): void {
    this.port.postMessage(message, []);
  }
}

/** What was read of pages the day before, and what is to be kept of them for the next. */
export interface KeptPages {
  get(page: PageToRead): Promise<Uint8Array | undefined>;
  put(page: PageToRead, read: Uint8Array): void;
}

/** Gives pages to a checker that others have read, or read before, where they have. */
export class Adding {
  readonly #checker: Checker;
  readonly #readers: Readers | undefined;
  readonly #kept: KeptPages | undefined;
  #batch: PageToRead[] = [];
  readonly #underWay = new Set<Promise<void>>();
  /** The pages that are not yet added, by root and path. */
  readonly #names = new Set<string>();

  constructor(checker: Checker, readers: Readers | undefined, kept?: KeptPages) {
    this.#checker = checker;
    this.#readers = readers;
    this.#kept = kept;
  }

  async add(page: PageToRead): Promise<void> {
    const name = `${page.root}\0${page.path}`;
    // Of two with one path the later stays.
    if (this.#names.has(name)) await this.done();
    const kept = await this.#kept?.get(page);
    if (kept && this.#checker.addRead(page.path, page.bytes, kept, { root: page.root })) return;
    this.#batch.push(page);
    this.#names.add(name);
    if (this.#batch.length >= BATCH) await this.#deal();
  }

  /** Resolves once all pages are added. */
  async done(): Promise<void> {
    // For a few pages no helper is worth its start.
    for (const page of this.#batch.splice(0)) this.#own(page);
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
    this.#names.clear();
  }

  async #deal(): Promise<void> {
    const pages = this.#batch;
    this.#batch = [];
    const read = this.#readers?.read(pages);
    if (read) {
      const taken = read.then((all) => {
        for (const [at, page] of pages.entries()) this.#take(page, all[at]);
        this.#underWay.delete(taken);
      });
      this.#underWay.add(taken);
      // It is told by `done`.
      taken.catch(() => {});
    } else {
      for (const page of pages) this.#own(page);
    }
    // What helpers have read comes in.
    if (this.#underWay.size > 0) await breath();
  }

  #own(page: PageToRead): void {
    this.#take(page, this.#kept && readPage(page));
  }

  #take(page: PageToRead, read: Uint8Array | undefined): void {
    this.#names.delete(`${page.root}\0${page.path}`);
    if (read && this.#checker.addRead(page.path, page.bytes, read, { root: page.root })) this.#kept?.put(page, read);
    else this.#checker.add(page.path, page.bytes, { root: page.root });
  }
}
