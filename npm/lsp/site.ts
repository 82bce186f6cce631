/** The pages that one configuration is for, and which of them are one document. */
import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type PageFile, pageName, readPages } from '../command/files.js';
import { addRoots, findSite } from '../command/pages.js';
import { prepared, type Wanted } from '../command/prepare.js';
import { foldersSeen } from '../command/tools.js';
import type { RootFolder, SetsOverview } from '../types.js';

/** When a file was changed and how long it is; empty where there is none. */
export async function stampOf(file: string): Promise<string> {
  const known = await stat(file).catch(() => undefined);
  return known === undefined ? '' : `${known.mtimeMs} ${known.size}`;
}

export class Site {
  /** What a checker of some of its pages is to be told. A part of a site is nothing to learn from. */
  readonly wanted: Wanted;
  readonly roots: readonly RootFolder[];
  /** By where they are, links followed. */
  readonly #pages: ReadonlyMap<string, PageFile>;
  readonly #files: ReadonlyMap<PageFile, string>;
  /** By their names, as findings have them. */
  readonly #named: ReadonlyMap<string, PageFile>;
  /** For each page those of its document sets, itself among them. */
  readonly #together: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #stamps: ReadonlyMap<string, string>;

  private constructor(
    wanted: Wanted,
    roots: readonly RootFolder[],
    pages: ReadonlyMap<string, PageFile>,
    { sets }: SetsOverview,
    stamps: ReadonlyMap<string, string>,
  ) {
    this.wanted = wanted;
    this.roots = roots;
    this.#pages = pages;
    this.#files = new Map([...pages].map(([file, page]) => [page, file]));
    this.#named = new Map([...pages.values()].map((page) => [pageName(page), page]));
    const together = new Map<string, Set<string>>();
    for (const { documents } of sets) {
      for (const { path } of documents) {
        const known = together.get(path) ?? new Set();
        for (const other of documents) known.add(other.path);
        together.set(path, known);
      }
    }
    this.#together = together;
    this.#stamps = stamps;
  }

  /** Reads all pages, to learn which are one document; none are kept. */
  static async read(configFile: string | undefined, paths: readonly string[]): Promise<Site> {
    const wanted: Wanted = { config: configFile, learning: 'off' };
    const { checker, files } = await prepared(wanted, []);
    try {
      const stamps = new Map<string, string>();
      for (const file of files) stamps.set(file, await stampOf(file));
      const folder = configFile === undefined ? '.' : dirname(configFile);
      const looked = paths.length > 0 ? paths : await foldersSeen(folder);
      if (looked.length === 0 && checker.roots.length === 0) {
        return new Site(wanted, [], new Map(), checker.sets(), stamps);
      }
      const { pages, roots } = await findSite(checker, looked, {}, configFile, 'unisono.paths');
      addRoots(checker, roots);
      const found = new Map<string, PageFile>();
      for await (const { page, bytes } of readPages(pages)) {
        checker.add(page.path, bytes, { root: page.root });
        found.set(await realpath(page.file), page);
      }
      return new Site(wanted, roots, found, checker.sets(), stamps);
    } finally {
      checker.free();
    }
  }

  /** The page that a file is, links followed. */
  pageOf(file: string): PageFile | undefined {
    return this.#pages.get(file);
  }

  /** Where a page is, links followed. */
  fileOf(page: PageFile): string {
    return this.#files.get(page) ?? page.file;
  }

  /** All pages that are one document with a page, itself among them, in order. */
  together(page: PageFile): PageFile[] {
    const names = this.#together.get(pageName(page)) ?? [];
    const others = [...names].map((name) => this.#named.get(name)).filter((other) => other !== undefined);
    return [...new Set([page, ...others])].sort((a, b) => (pageName(a) < pageName(b) ? -1 : 1));
  }

  /** Whether the configuration, or a file that it names, has changed since. */
  async stale(): Promise<boolean> {
    for (const [file, stamp] of this.#stamps) if ((await stampOf(file)) !== stamp) return true;
    return false;
  }
}
