/** The pages that a command line and a configuration name, given to a checker. */
import { stat } from 'node:fs/promises';
import type { Checker, RootFolder } from '../node.js';
import type { PageToRead } from '../reading.js';
import { beside, findPages, opening, type PageFile, readPages, rootName } from './files.js';
import { told } from './prepare.js';
import { UsageError } from './usage.js';

/** What a command line says of where pages are. */
export interface Places {
  'source-root'?: string | undefined;
  root?: string[] | undefined;
  exclude?: string[] | undefined;
}

/** What there is to check. */
export interface Site {
  pages: PageFile[];
  /** Files that look like documentation and are not read. */
  passedOver: PageFile[];
  /** Folders that hold one language each. */
  roots: RootFolder[];
}

/** Finds the pages of some paths, and of the roots that are named. */
export async function findSite(
  checker: Checker,
  paths: readonly string[],
  places: Places,
  configFile: string | undefined,
  usual: string,
): Promise<Site> {
  const roots = namedRoots(checker.roots, places, configFile);
  if (roots.length > 0 && !roots.some((root) => root.locale === undefined)) {
    // What is named besides the roots of the languages is the source.
    for (const folder of paths) roots.push({ folder });
  }
  const all = [...new Set([...paths, ...roots.map((root) => root.folder)])];
  if (all.length === 0) throw new UsageError(`it needs a folder or a file: ${usual}`);
  if (roots.length > 0 && !roots.some((root) => root.locale === undefined)) {
    throw new UsageError('--root needs the folder of the source: give --source-root DIR');
  }
  const { exclude: excluded = [] } = places;
  for (const path of excluded) await opening(path, () => stat(path));
  const { pages, passedOver } = await findPages(all, { nested: roots.length > 0, excluded });
  return { pages, passedOver, roots };
}

/** Tells a checker which folders hold one language each. */
export function addRoots(checker: Checker, roots: readonly RootFolder[]): void {
  for (const { folder, locale } of roots) {
    try {
      checker.addRoot(rootName(folder), locale);
    } catch (problem) {
      throw told(problem);
    }
  }
}

/** How pages are given to a checker. */
export interface Reading {
  add(page: PageToRead): Promise<void>;
  /** Resolves once all of them are. */
  done(): Promise<void>;
  /** Whether it went well or not. */
  end(): void;
}

/** One after the other, by this thread. */
function plainly(checker: Checker): Reading {
  return {
    add: async ({ path, bytes, root }) => checker.add(path, bytes, { root }),
    done: async () => {},
    end: () => {},
  };
}

/** Reads the pages of some paths, and of the roots that are named, and gives them to a checker. */
export async function addPages(
  checker: Checker,
  paths: readonly string[],
  places: Places,
  configFile: string | undefined,
  usual: string,
  reading: (checker: Checker, files: number) => Reading = plainly,
): Promise<PageFile[]> {
  const { pages, passedOver, roots } = await findSite(checker, paths, places, configFile, usual);
  addRoots(checker, roots);
  const adding = reading(checker, pages.length);
  try {
    for await (const { page, bytes } of readPages(pages)) {
      await adding.add({ path: page.path, bytes, root: page.root });
    }
    await adding.done();
  } finally {
    adding.end();
  }
  for (const file of passedOver) checker.passOver(file.path);
  return pages;
}

/** The roots of the configuration, and those of the command line in the place of those of the same locale. */
function namedRoots(configured: readonly RootFolder[], places: Places, configFile: string | undefined): RootFolder[] {
  const roots = new Map<string | undefined, RootFolder>();
  for (const { locale, folder } of configured) roots.set(locale, { locale, folder: beside(configFile, folder) });
  const source = places['source-root'];
  if (source !== undefined) roots.set(undefined, { folder: source });
  for (const written of places.root ?? []) {
    const [, locale, folder] = /^([^=]+)=(.+)$/s.exec(written) ?? [];
    if (locale === undefined || folder === undefined) {
      throw new UsageError(`--root ${written}: expected a locale and a folder, such as ja=../ja.site/docs`);
    }
    roots.set(locale, { locale, folder });
  }
  return [...roots.values()];
}
