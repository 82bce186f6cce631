/** `unisono check --watch`: checks again whenever a page, or what the check rests on, has changed. */
import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { EngineError } from '../node.js';
import { usualFile } from './baseline.js';
import { configuration } from './config.js';
import { opening, type PageFile, pageName, readPages } from './files.js';
import type { Output } from './output.js';
import { addRoots, findSite, type Places, type Site } from './pages.js';
import { type Prepared, prepared, type Wanted } from './prepare.js';
import { UsageError, usualConfigs } from './usage.js';
import { Watchers } from './watchers.js';

/** A checker with all its pages, made before. */
export interface Ready {
  prepared: Prepared;
  pages: PageFile[];
}

/** What `unisono check` was asked for, as far as it matters here. */
export interface Watching extends Wanted, Places {
  fix?: boolean | undefined;
  diff?: boolean | undefined;
  report?: string[] | undefined;
  git?: boolean | undefined;
  'changed-from'?: string | undefined;
  shard?: string | undefined;
}

/** After a failure it is tried again so often, in milliseconds: what was missing may lie where nobody watches. */
const RETRY = 1000;

/** So many names are told of what changed. */
const NAMES = 3;

/** What changes files, or writes them, is no part of looking on. */
const refused = {
  fix: 'make the fixes by unisono check --fix',
  diff: 'write unisono check --diff',
  'update-baseline': 'write the baseline by unisono check --update-baseline',
  report: 'only what is printed is told anew; write reports by unisono check --report',
  shard: 'a shard tells nothing; write its part by unisono check --shard',
} as const;

/**
 * Checks, and again after each change, until Ctrl-C; `tell` checks what is ready and prints it. Resolves to the exit status.
 */
export async function watch(
  wanted: Watching,
  paths: readonly string[],
  output: Output,
  tell: (ready: Ready) => Promise<unknown>,
): Promise<number> {
  for (const [name, instead] of Object.entries(refused)) {
    const value = wanted[name as keyof typeof refused];
    if (value !== undefined && value !== false) throw new UsageError(`--watch with --${name}: ${instead}`);
  }
  const named = [...paths, ...(wanted['source-root'] === undefined ? [] : [wanted['source-root']])];
  for (const path of named) await opening(path, () => stat(path));
  const watched = new Watched(wanted, paths, named);
  const watchers = new Watchers(pollingTime());
  const ended = new AbortController();
  const end = (): void => ended.abort();
  // Where nobody reads any more there is nobody to tell.
  output.stream.once('error', end);
  let failure: Failure | undefined;
  try {
    for (;;) {
      // What changes from here on wakes.
      await watchers.follow(watched.places());
      const changes = await watched.look();
      const before = failure;
      const due = changes === undefined || changes.length > 0 || failure?.again === true;
      if (due) {
        failure = await round(watched, changes, before, output, tell);
        // What the configuration names is known only now.
        await watchers.follow(watched.places());
      }
      if (ended.signal.aborted) return 0;
      // While it checks, Ctrl-C ends it as it ends any program: nothing here would hear of it.
      process.once('SIGINT', end);
      if (due && (changes?.length !== 0 || failure?.message !== before?.message)) say(watched, watchers, failure);
      const on = await watchers.next(ended.signal, failure?.again ? RETRY : undefined);
      process.off('SIGINT', end);
      if (!on) {
        // Behind the ^C that terminals show.
        if (process.stderr.isTTY) process.stderr.write('\n');
        return 0;
      }
    }
  } finally {
    output.stream.off('error', end);
    watchers.close();
    watched.free();
  }
}

/** Why there is no report. */
interface Failure {
  message: string;
  /** Whether to try again although nothing changed: what was missing may lie where nobody watches. */
  again: boolean;
}

/** Checks once; gives what is wrong where it cannot. What is wrong as before, and nothing changed, is not said again. */
async function round(
  watched: Watched,
  changes: readonly string[] | undefined,
  before: Failure | undefined,
  output: Output,
  tell: (ready: Ready) => Promise<unknown>,
): Promise<Failure | undefined> {
  let again = true;
  try {
    const ready = await watched.ready();
    again = false;
    begin(changes, output);
    await tell(ready);
    return undefined;
  } catch (problem) {
    watched.forget();
    // Files and settings are there to be mended while it watches; anything else is a mistake of ours.
    if (!(problem instanceof UsageError || problem instanceof EngineError)) throw problem;
    // Nor can a command line be mended.
    if (!watched.named || problem.message.startsWith('--')) throw problem;
    if (again && (problem.message !== before?.message || changes?.length !== 0)) begin(changes, output);
    if (problem.message !== before?.message || changes?.length !== 0) {
      process.stderr.write(`unisono: ${problem.message}\n`);
    }
    return { message: problem.message, again };
  }
}

/** Clears a terminal, and says what changed. */
function begin(changes: readonly string[] | undefined, output: Output): void {
  if (output.stream.isTTY && process.env['TERM'] !== 'dumb') output.stream.write('\x1b[2J\x1b[H');
  if (changes === undefined) return;
  const more = changes.length - NAMES;
  const shown = changes.slice(0, NAMES).concat(more > 0 ? [`and ${more} more`] : []);
  process.stderr.write(`unisono: ${time()}: ${shown.length > 0 ? shown.join(', ') : 'checking again'}\n`);
}

function say(watched: Watched, watchers: Watchers, failure: Failure | undefined): void {
  const trouble = watchers.takeTrouble();
  if (trouble !== undefined) {
    process.stderr.write(`unisono: the system tells of no changes (${trouble}): files are looked at each second\n`);
  }
  const what = failure === undefined ? `watching ${watched.count}` : 'waiting for it to be mended';
  process.stderr.write(`unisono: ${what}; Ctrl-C ends it\n`);
}

function time(): string {
  const now = new Date();
  return [now.getHours(), now.getMinutes(), now.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

/** `UNISONO_POLL`: so many milliseconds between two looks, where events do not come through (network drives, containers). */
function pollingTime(): number | undefined {
  const written = process.env['UNISONO_POLL'];
  if (!written) return undefined;
  const value = Number(written);
  if (!Number.isInteger(value) || value <= 0) {
    throw new UsageError(`UNISONO_POLL is ${written}: expected milliseconds, such as 500`);
  }
  return value;
}

/** What a check rests on, as it was when it was looked at last. */
interface Seen {
  /** By name, when each was changed and how long it is. */
  stamps: Map<string, string>;
  pages: ReadonlyMap<string, PageFile>;
  /** What decides that nothing of the checker can be kept: the configuration, and files that are passed over. */
  ground: string;
}

/** The pages and files of a check, and the checker that knows them. */
class Watched {
  readonly #wanted: Watching;
  /** Those that are no folders of languages. */
  readonly #below: readonly string[];
  /** All paths of the command line. */
  readonly #paths: readonly string[];
  #prepared: Prepared | undefined;
  #site: Site | undefined;
  /** All files that a check ever rested on: one that is gone may come back. */
  readonly #files = new Set<string>();
  #seen: Seen | undefined;
  #configured = false;
  /** What the checker does not know yet; undefined where it has to be made anew. */
  #news: PageFile[] | undefined;

  constructor(wanted: Watching, paths: readonly string[], named: readonly string[]) {
    this.#wanted = wanted;
    this.#below = paths;
    this.#paths = named;
  }

  /** How many pages there are, in words. */
  get count(): string {
    const { size = 0 } = this.#seen?.pages ?? {};
    return size === 1 ? '1 page' : `${size} pages`;
  }

  /** Whether anything says what is to be read. */
  get named(): boolean {
    return this.#configured || this.#paths.length > 0 || this.#wanted.root !== undefined;
  }

  /** The folders in which something may change. */
  places(): { deep: Set<string>; flat: Set<string> } {
    const deep = new Set<string>();
    const flat = new Set<string>();
    for (const path of [...this.#paths, ...(this.#site?.roots ?? []).map(({ folder }) => folder)]) {
      deep.add(resolve(path));
      // A file, or a folder that is replaced, is seen by what is above it; so is a configuration.
      flat.add(resolve(dirname(path)));
    }
    for (const file of this.#files) flat.add(resolve(dirname(file)));
    flat.add(resolve('.'));
    return { deep, flat };
  }

  /** What has changed since it was looked at last, in words; undefined the first time. */
  async look(): Promise<string[] | undefined> {
    const before = this.#seen;
    const now = await this.#see();
    this.#seen = now;
    if (before === undefined) return undefined;
    const changes: string[] = [];
    let kept = before.ground === now.ground;
    for (const name of new Set([...before.stamps.keys(), ...now.stamps.keys()])) {
      const [old = '', current = ''] = [before.stamps.get(name), now.stamps.get(name)];
      if (old === current) continue;
      changes.push(`${name} ${old === '' ? 'is new' : current === '' ? 'is gone' : 'changed'}`);
      const page = now.pages.get(name);
      if (page === undefined) kept = false;
      else this.#news?.push(page);
    }
    if (!kept && changes.length === 0) changes.push('other files are to be read');
    if (!kept) this.forget();
    return changes;
  }

  /** Looks at all files. Where something is not as it should be, the check says so. */
  async #see(): Promise<Seen> {
    const stamps = new Map<string, string>();
    const pages = new Map<string, PageFile>();
    const found = await configuration(this.#wanted.config, this.#paths).catch((problem: Error) => problem);
    this.#configured ||= found instanceof Error || found.configFile !== undefined;
    let ground = found instanceof Error ? found.message : (found.configFile ?? '');
    this.#mayCome();
    for (const file of this.#files) stamps.set(file, await stampOf(file));
    if (this.#prepared !== undefined) {
      const { checker, configFile } = this.#prepared;
      const site = await findSite(checker, this.#below, this.#wanted, configFile, 'unisono check docs').catch(
        (problem: Error) => problem,
      );
      if (site instanceof Error) {
        ground += `\n${site.message}`;
      } else {
        this.#site = site;
        ground += site.passedOver.map((file) => `\n${pageName(file)}`).join('');
        for (const page of site.pages) {
          pages.set(pageName(page), page);
          stamps.set(pageName(page), await stampOf(page.file));
        }
      }
    }
    return { stamps, pages, ground };
  }

  /** Files that count as soon as they are there. */
  #mayCome(): void {
    this.#files.add(usualFile(this.#prepared?.configFile));
    if (this.#wanted.config !== undefined) return;
    for (const folder of ['.', ...this.#paths]) for (const name of usualConfigs) this.#files.add(join(folder, name));
  }

  /** A checker that knows all pages as they are now. */
  async ready(): Promise<Ready> {
    // What git says of pages cannot be told anew to a checker that was told before.
    if (this.#wanted.git || this.#wanted['changed-from'] !== undefined) this.forget();
    if (this.#prepared === undefined || this.#news === undefined) {
      const made = await prepared(this.#wanted, this.#paths);
      this.free();
      this.#prepared = made;
      for (const file of made.files) this.#files.add(file);
      // Before it is read: what changes while it is read is seen the next time.
      this.#seen = await this.#see();
      const site = await findSite(made.checker, this.#below, this.#wanted, made.configFile, 'unisono check docs');
      this.#site = site;
      addRoots(made.checker, site.roots);
      for (const file of site.passedOver) made.checker.passOver(file.path);
      this.#news = [...site.pages];
    }
    const { checker } = this.#prepared;
    for await (const { page, bytes } of readPages(this.#news)) checker.add(page.path, bytes, { root: page.root });
    this.#news = [];
    return { prepared: this.#prepared, pages: this.#site?.pages ?? [] };
  }

  /** Has the next checker made anew; this one still says where pages are. */
  forget(): void {
    this.#news = undefined;
  }

  free(): void {
    this.#prepared?.checker.free();
    this.#prepared = undefined;
    this.#news = undefined;
  }
}

/** When a file was changed, how long it is and which one it is; empty where there is none. */
async function stampOf(file: string): Promise<string> {
  const known = await stat(file).catch(() => undefined);
  return known === undefined ? '' : `${known.mtimeMs} ${known.size} ${known.ino}`;
}
