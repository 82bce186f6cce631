/** What was dropped or picked: pages, topologies, memories, settings, and what is in them. */
import type { MemoryInput } from 'unisono';
import type { PageInput } from 'unisono/worker';
import type { Extra } from './engine.js';
import { holdsMemory, holdsTopology, joined, kindOf, LARGEST, pageExtensions, settings } from './given.js';
import { portionsOf } from './groups.js';
import { count, number, t } from './words.js';
import { unpacked } from './zip.js';

/** A file that was found, not yet read. */
export interface Found {
  root: string;
  path: string;
  read(): Promise<Blob>;
}

/** What is to be checked, and what goes with it. */
export interface Intake {
  /** Where it comes from, for people. */
  name: string;
  pages: PageInput[];
  /** All of them are one deployment. */
  topologies: PageInput[];
  /** What was learned before. */
  memories: MemoryInput[];
  /** The settings file among them. */
  config?: { name: string; text: string };
  /** What the settings may name. */
  extras: Extra[];
  /** Files that nothing is read from. */
  passedOver: number;
  /** Files that are too large to be read. */
  tooLarge: string[];
}

/** With so many pages some are looked at before all are read; so many of them. */
export const LEAST = 40;
export const FIRST = 8;

/** How many files are read at the same time. */
const READERS = 16;

/** Something given cannot be read or used; the message says what to do. */
export class IntakeError extends Error {
  override readonly name = 'IntakeError';
}

/** Called while files are found and read. */
export type OnRead = (done: number, total: number | undefined) => void;

/** The dropped files and folders. Must be called while the drop is handled: the browser forgets it afterwards. */
export function dropped(transfer: DataTransfer): () => Promise<Found[]> {
  const entries: FileSystemEntry[] = [];
  const files: File[] = [];
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    if (entry) {
      entries.push(entry);
    } else {
      const file = item.getAsFile();
      if (file) files.push(file);
    }
  }
  return async () => {
    const found = picked(files);
    for (const entry of entries) {
      if (entry.isDirectory) await walk(entry as FileSystemDirectoryEntry, entry.name, '', found);
      else found.push(fromEntry(entry as FileSystemFileEntry, '', entry.name));
    }
    return found;
  };
}

/** The files of a file or folder picker. A picked folder is a root, as a folder on the command line is. */
export function picked(files: Iterable<File>): Found[] {
  const found: Found[] = [];
  for (const file of files) {
    const [first = '', ...rest] = file.webkitRelativePath.split('/');
    const [root, path] = rest.length > 0 ? [first, rest.join('/')] : ['', file.name];
    if (path.split('/').some(hidden)) continue;
    found.push({ root, path, read: async () => file });
  }
  return found;
}

async function walk(folder: FileSystemDirectoryEntry, root: string, inner: string, found: Found[]): Promise<void> {
  const reader = folder.createReader();
  for (;;) {
    // A reader hands out a part at a time, and nothing at the end.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    ).catch((problem: unknown) => {
      throw unreadable(`${root}/${inner}`, problem);
    });
    if (entries.length === 0) return;
    for (const entry of entries) {
      if (hidden(entry.name)) continue;
      const path = inner + entry.name;
      if (entry.isDirectory) await walk(entry as FileSystemDirectoryEntry, root, `${path}/`, found);
      else found.push(fromEntry(entry as FileSystemFileEntry, root, path));
    }
  }
}

function fromEntry(entry: FileSystemFileEntry, root: string, path: string): Found {
  return { root, path, read: () => new Promise((resolve, reject) => entry.file(resolve, reject)) };
}

function hidden(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

/** A file that was read. */
interface Taken extends PageInput {
  kind: 'page' | 'topology' | 'memory' | 'extra';
}

/** Hears of some pages that were read before the others, so that they can be looked at. */
export type OnFirst = (intake: Intake) => void;

/** Reads what Unisono knows of the files that were found; of many, a few that belong together first. */
export async function readFound(
  given: readonly Found[],
  onRead: OnRead,
  signal: AbortSignal,
  onFirst?: OnFirst,
): Promise<Intake> {
  const found = await withArchives(given, signal);
  const chosen = found.filter(({ path }) => kindOf(path) !== 'other');
  const own = found.find(({ path }) => path === settings);
  const config = own && { name: joined(own), text: new TextDecoder().decode(await bytesOf(own)) };
  const read: (Taken | undefined)[] = new Array(chosen.length);
  const tooLarge: string[] = [];
  let done = 0;
  const pages = chosen.filter(({ path }) => kindOf(path) === 'page');
  const early = new Set(pages.length < LEAST ? [] : portionsOf(pages, joined, FIRST, FIRST)[0]);
  const order = [...chosen.keys()].sort(
    (a, b) => Number(early.has(chosen[b] as Found)) - Number(early.has(chosen[a] as Found)) || a - b,
  );
  let next = 0;
  const reader = async () => {
    while (next < order.length) {
      const at = order[next++] as number;
      const file = chosen[at] as Found;
      signal.throwIfAborted();
      const blob = await blobOf(file);
      if (blob.size > LARGEST) tooLarge.push(joined(file));
      else read[at] = taken(file, await bytesOf(file, blob));
      onRead(++done, chosen.length);
      if (early.delete(file) && early.size === 0) {
        const first = read.filter((file) => file?.kind === 'page').map((file) => pageOf(file as Taken));
        onFirst?.({ ...nothing, pages: first, ...(config && { config }) });
      }
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));

  const known = read.filter((file) => file !== undefined);
  const of = (wanted: Taken['kind']) => known.filter(({ kind }) => kind === wanted);
  const extras = of('extra').map((file) => ({ name: joined(file), bytes: file.bytes }));
  if (known.length === extras.length) throw new IntakeError(nothingIn(found.length, tooLarge));
  const roots = [...new Set(known.map(({ root = '' }) => root).filter((root) => root !== ''))];
  return {
    name: roots.length > 0 ? roots.join(', ') : t('intake.chosen'),
    pages: of('page').map(pageOf),
    topologies: of('topology').map(({ root = '', path, bytes }) => ({ root, path, bytes, topology: true })),
    memories: of('memory').map((file) => ({ name: joined(file), bytes: file.bytes })),
    ...(config && { config }),
    extras,
    passedOver: found.length - known.length - tooLarge.length - (own ? 1 : 0),
    tooLarge,
  };
}

function pageOf({ root = '', path, bytes }: PageInput): PageInput {
  return { root, path, bytes };
}

function nothingIn(found: number, tooLarge: readonly string[]): string {
  if (tooLarge.length > 0) return t('intake.too-large', { files: tooLarge.join(', '), size: `${LARGEST >> 20} MiB` });
  const extensions = pageExtensions.join(', ');
  return found === 0 ? t('intake.nothing', { extensions }) : t('intake.none-among', { n: number(found), extensions });
}

/** Archives that were given by themselves, unpacked in their place. */
async function withArchives(given: readonly Found[], signal: AbortSignal): Promise<Found[]> {
  const found: Found[] = [];
  for (const file of given) {
    if (file.root !== '' || !/\.zip$/i.test(file.path)) {
      found.push(file);
      continue;
    }
    signal.throwIfAborted();
    try {
      const files = await unpacked(await bytesOf(file));
      const tops = new Set(files.map(([path]) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')));
      const [top = ''] = tops;
      const below = tops.size === 1 && top !== '';
      for (const [path, bytes] of files) {
        found.push({
          root: below ? top : file.path.replace(/\.zip$/i, ''),
          path: below ? path.slice(top.length + 1) : path,
          read: async () => new Blob([bytes]),
        });
      }
    } catch (problem) {
      throw problem instanceof IntakeError ? problem : unreadable(file.path, problem);
    }
  }
  return found;
}

/** A file of a kind; nothing where it is one of a folder that only has the name of it. */
function taken({ root, path }: Found, bytes: Uint8Array): Taken | undefined {
  const kind = kindOf(path);
  if (kind === 'other') return undefined;
  const alone = root === '';
  if (kind === 'topology' && !alone && !holdsTopology(path, bytes)) {
    // It may be a pack, which settings name.
    return /\.ya?ml$/i.test(path) ? { kind: 'extra', root, path, bytes } : undefined;
  }
  if (kind === 'memory' && !alone && !holdsMemory(bytes)) return { kind: 'extra', root, path, bytes };
  return { kind, root, path, bytes };
}

/** Texts that were pasted: the source, and a translation of it. */
export function pasted(source: string, translation: string, [from, to]: readonly [string, string]): Intake {
  const page = (locale: string, text: string): PageInput => ({
    path: `${locale}/${t('paste.file')}.md`,
    bytes: new TextEncoder().encode(text),
  });
  return { ...nothing, name: t('paste.name'), pages: [page(from, source), page(to, translation)] };
}

/** No pages at all. */
export const nothing: Intake = {
  name: '',
  pages: [],
  topologies: [],
  memories: [],
  extras: [],
  passedOver: 0,
  tooLarge: [],
};

/**
 * What is given besides what is there. Pages replace pages with their settings and topologies; a topology that comes
 * after them is judged with them, and pages that come after a topology join it. What was learned is remembered.
 */
export function joinedWith(before: Intake | undefined, given: Intake): Intake {
  if (!before) return given;
  const memories = given.memories.length > 0 ? given.memories : before.memories;
  if (given.pages.length > 0 && before.pages.length > 0) return { ...given, memories };
  const config = given.config ?? before.config;
  return {
    name: given.pages.length > 0 || before.pages.length === 0 ? given.name : before.name,
    pages: given.pages.length > 0 ? given.pages : before.pages,
    topologies: given.topologies.length > 0 ? given.topologies : before.topologies,
    memories,
    ...(config && { config }),
    extras: [...before.extras, ...given.extras],
    passedOver: before.passedOver + given.passedOver,
    tooLarge: [...before.tooLarge, ...given.tooLarge],
  };
}

async function blobOf(file: Found): Promise<Blob> {
  try {
    return await file.read();
  } catch (problem) {
    throw unreadable(joined(file), problem);
  }
}

async function bytesOf(file: Found, blob?: Blob): Promise<Uint8Array> {
  const content = blob ?? (await blobOf(file));
  try {
    return new Uint8Array(await content.arrayBuffer());
  } catch (problem) {
    throw unreadable(joined(file), problem);
  }
}

function unreadable(path: string, problem: unknown): IntakeError {
  const why = problem instanceof Error ? problem.message : String(problem);
  return new IntakeError(t('intake.unreadable', { path, why }));
}

/** What was passed over, in a sentence; nothing where nothing was. */
export function leftOut({ passedOver, tooLarge }: Intake): string[] {
  const lines: string[] = [];
  if (passedOver > 0) lines.push(count(passedOver, 'intake.passed-over'));
  if (tooLarge.length > 0)
    lines.push(t('intake.too-large', { files: tooLarge.join(', '), size: `${LARGEST >> 20} MiB` }));
  return lines;
}

/** The example beside this script: `index.json` lists its pages and has the text of its settings. */
export async function example(
  onRead: OnRead,
  signal: AbortSignal,
  wanted: (path: string) => boolean = () => true,
): Promise<Intake> {
  const folder = new URL('./example/', import.meta.url);
  const fetched = async (path: string) => {
    const response = await fetch(new URL(path, folder), { signal });
    if (!response.ok) throw new IntakeError(t('intake.example-lost', { path, status: response.status }));
    return response;
  };
  const index: { pages: string[]; config: string } = await (await fetched('index.json')).json();
  let done = 0;
  const paths = index.pages.filter(wanted);
  const pages = paths.map(async (path): Promise<PageInput> => {
    const bytes = new Uint8Array(await (await fetched(path)).arrayBuffer());
    onRead(++done, paths.length);
    return { path, bytes };
  });
  return {
    ...nothing,
    name: t('example.name'),
    pages: await Promise.all(pages),
    config: { name: settings, text: index.config },
  };
}
