/** Finds the pages below the paths of the command line, and reads them. */
import { type Dirent, readdirSync, readFile, readFileSync } from 'node:fs';
import { readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join, resolve, sep } from 'node:path';
import { UsageError } from './usage.js';

/** A page that was found. */
export interface PageFile {
  /** Where to read it. */
  file: string;
  /** The folder it was found under, as the user wrote it; empty for the current one. */
  root: string;
  /** Its path below the root, with `/` between its parts. */
  path: string;
}

/** A page as findings name it. */
export function pageName({ root, path }: Pick<PageFile, 'root' | 'path'>): string {
  return root === '' ? path : `${root}/${path}`;
}

/** A file that a configuration names: it is looked for beside it. */
export function beside(configFile: string | undefined, file: string): string {
  return configFile === undefined || isAbsolute(file) ? file : join(dirname(configFile), file);
}

const extensions = new Set(['.md', '.markdown', '.mdx', '.txt', '.po', '.pot']);

/** Whether the name of a file is that of a page. */
export function isPageName(file: string): boolean {
  return extensions.has(extname(file).toLowerCase());
}

/** Endings of documentation that is not read. */
const unread = new Set(
  ['.adoc', '.asc', '.asciidoc', '.creole', '.dita', '.ipynb', '.mediawiki', '.org', '.pod', '.qmd'].concat([
    '.rmd',
    '.rdoc',
    '.rest',
    '.rst',
    '.texi',
    '.textile',
    '.wiki',
  ]),
);

/** What was found below some paths. */
export interface Found {
  pages: PageFile[];
  /** Files that look like documentation and are not read. */
  passedOver: PageFile[];
}

/**
 * Pages below all paths but those that are `excluded`, ordered, each file once: under the innermost of the paths that hold
 * it, where these are `nested`.
 */
export async function findPages(
  paths: readonly string[],
  { nested = false, excluded = [] }: { nested?: boolean; excluded?: readonly string[] } = {},
): Promise<Found> {
  const out = new Set(excluded.map((path) => resolve(path)));
  const [first, ...others] = paths;
  if (first !== undefined && others.length === 0) return below(first, out);
  const found: Found = { pages: [], passedOver: [] };
  const seen = new Set<string>();
  const depth = (path: string): number => resolve(path).split(sep).length;
  for (const path of nested ? [...paths].sort((a, b) => depth(b) - depth(a)) : paths) {
    const inner = await below(path, out);
    for (const kind of ['pages', 'passedOver'] as const) {
      for (const page of inner[kind]) {
        const identity = await realpath(page.file);
        if (seen.has(identity)) continue;
        seen.add(identity);
        found[kind].push(page);
      }
    }
  }
  return found;
}

async function below(path: string, out: ReadonlySet<string>): Promise<Found> {
  const info = await opening(path, () => stat(path));
  if (!info.isDirectory()) {
    return { pages: [{ file: path, root: rootName(dirname(path)), path: basename(path) }], passedOver: [] };
  }
  const found: Found = { pages: [], passedOver: [] };
  await walk(path, rootName(path), '', found, out);
  if (found.pages.length === 0) {
    const endings = new Set(found.passedOver.map((file) => extname(file.path)));
    const others = endings.size > 0 ? `, only ${[...endings].join(', ')} files` : '';
    throw new UsageError(
      `${path}: there are no pages in it${others}; Unisono reads ${[...extensions].join(', ')} files`,
    );
  }
  return found;
}

async function walk(
  folder: string,
  root: string,
  inner: string,
  found: Found,
  out: ReadonlySet<string>,
): Promise<void> {
  const entries = await opening(folder, () => entriesOf(folder));
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const file = join(folder, entry.name);
    const path = inner + entry.name;
    if (out.size > 0 && out.has(resolve(file))) continue;
    if (entry.isDirectory()) {
      await walk(file, root, `${path}/`, found, out);
    } else if (isPageName(entry.name) && (await isFile(entry, file))) {
      found.pages.push({ file, root, path });
    } else if (unread.has(extname(entry.name).toLowerCase()) && (await isFile(entry, file))) {
      found.passedOver.push({ file, root, path });
    }
  }
}

/** Links to files are followed, links to folders are not: they may lead round in a circle. */
async function isFile(entry: { isFile(): boolean; isSymbolicLink(): boolean }, file: string): Promise<boolean> {
  return entry.isFile() || (entry.isSymbolicLink() && (await opening(file, () => stat(file))).isFile());
}

/** The name of a root: its path with `/` between its parts, whatever the system writes. */
export function rootName(folder: string, separator: string = sep): string {
  const name = folder
    .split(separator)
    .join('/')
    .replace(/(?<=.)\/+$/, '');
  return name === '.' ? '' : name.replace(/^\.\//, '');
}

/** How many files are read at the same time: enough to keep a disk busy, few enough for any limit on open files. */
const READERS = 16;

/** Reads the pages and hands them over in order, a few files ahead. */
export async function* readPages(pages: readonly PageFile[]): AsyncGenerator<{ page: PageFile; bytes: Uint8Array }> {
  const ahead: Promise<Uint8Array>[] = [];
  const start = (page: PageFile | undefined) => {
    if (!page) return;
    const reading = opening(page.file, () => bytesOf(page.file));
    // Handled when its turn comes; until then a failure must not count as unhandled.
    reading.catch(() => {});
    ahead.push(reading);
  };
  for (const page of pages.slice(0, READERS)) start(page);
  for (const [index, page] of pages.entries()) {
    const bytes = await ahead.shift();
    start(pages[index + READERS]);
    if (bytes) yield { page, bytes };
  }
}

/**
 * What the system has at hand is asked for at once, at a third of the cost, which shows where there are thousands; once it
 * has to be waited for, as on a network, nothing else waits with it.
 */
class AtHand {
  /** Milliseconds that it takes at most where it is at hand. */
  readonly #most: number;
  #asked = 0;
  /** How many took longer: one in eight may, and a few in any case. */
  #longer = 0;

  constructor(most: number) {
    this.#most = most;
  }

  async get<T>(now: () => T, later: () => Promise<T>): Promise<T> {
    const few = 16;
    if (this.#longer > few + this.#asked / 8) return later();
    const start = performance.now();
    try {
      return now();
    } finally {
      this.#asked += 1;
      if (performance.now() - start > this.#most) this.#longer += 1;
    }
  }
}

const files = new AtHand(0.1);

/** Reads a file. */
export function bytesOf(file: string): Promise<Uint8Array> {
  return files.get(
    () => readFileSync(file),
    () => whenRead(file),
  );
}

/** A folder has many entries, each of which takes a while. */
const folders = new AtHand(0.5);

/** Reads a folder. */
function entriesOf(folder: string): Promise<Dirent[]> {
  return folders.get(
    () => readdirSync(folder, { withFileTypes: true }),
    () => readdir(folder, { withFileTypes: true }),
  );
}

/** Reads a file, at half the cost of what `node:fs/promises` does. */
function whenRead(file: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    readFile(file, (problem, bytes) => {
      if (problem) reject(problem);
      else resolve(bytes);
    });
  });
}

/** Runs a file operation; its failure becomes a message that names the path and what to do. */
export async function opening<T>(path: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (problem) {
    const code = (problem as NodeJS.ErrnoException).code ?? '';
    throw new UsageError(`${path}: ${reasons[code] ?? (problem as Error).message}`);
  }
}

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file or folder; check the spelling',
  EACCES: 'it may not be read; check its permissions',
  EPERM: 'it may not be read; check its permissions',
  EISDIR: 'it is a folder, and a file is needed',
  ELOOP: 'its links lead round in a circle',
};

/** Writes a file whole or not at all. */
export async function writeWhole(file: string, bytes: Uint8Array | string): Promise<void> {
  try {
    const known = await stat(file).catch(() => undefined);
    // What is no file (a device, a pipe) can only be written to.
    if (known && !known.isFile()) {
      await writeFile(file, bytes);
      return;
    }
    const target = known ? await realpath(file) : file;
    const draft = `${target}.${process.pid}.tmp`;
    try {
      await writeFile(draft, bytes, { flag: 'wx' });
      await rename(draft, target);
    } catch (problem) {
      await rm(draft, { force: true });
      throw problem;
    }
  } catch (problem) {
    throw new UsageError(`${file}: it cannot be written: ${(problem as Error).message}`);
  }
}
