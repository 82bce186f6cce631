/** What was dropped or picked: pages, topologies, memories, settings, and what is in them. */
import type { MemoryInput } from 'unisono';
import type { PageInput } from 'unisono/worker';
import { holdsMemory, holdsTopology, kindOf, pageExtensions, settings } from './given.js';

/** A file that was found, not yet read. */
interface Found {
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
  /** Files that nothing is read from. */
  passedOver: number;
}

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
  kind: 'page' | 'topology' | 'memory';
}

/** Reads what Unisono knows of the files that were found. */
export async function readFound(found: readonly Found[], onRead: OnRead, signal: AbortSignal): Promise<Intake> {
  const chosen = found.filter(({ path }) => kindOf(path) !== 'other');
  const read: (Taken | undefined)[] = new Array(chosen.length);
  let next = 0;
  let done = 0;
  const reader = async () => {
    while (next < chosen.length) {
      const at = next++;
      const file = chosen[at] as Found;
      signal.throwIfAborted();
      read[at] = taken(file, await bytesOf(file));
      onRead(++done, chosen.length);
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));

  const known = read.filter((file) => file !== undefined);
  if (known.length === 0) {
    const among = found.length === 0 ? '' : ` among the ${found.length} that were given`;
    throw new IntakeError(
      `There are no pages${among}: Unisono reads ${pageExtensions.join(', ')} files, topologies (.tbxml, .xml, .json, .yaml, .ps1, .dns) and memories (.memory, .tmx).`,
    );
  }
  const of = (wanted: Taken['kind']) => known.filter(({ kind }) => kind === wanted);
  const own = found.find(({ path }) => path === settings);
  const roots = [...new Set(known.map(({ root = '' }) => root).filter((root) => root !== ''))];
  return {
    name: roots.length > 0 ? roots.join(', ') : 'chosen files',
    pages: of('page').map(({ root = '', path, bytes }) => ({ root, path, bytes })),
    topologies: of('topology').map(({ root = '', path, bytes }) => ({ root, path, bytes, topology: true })),
    memories: of('memory').map((file) => ({ name: joined(file), bytes: file.bytes })),
    ...(own && { config: { name: joined(own), text: new TextDecoder().decode(await bytesOf(own)) } }),
    passedOver: found.length - known.length - (own ? 1 : 0),
  };
}

/** A file of a kind; nothing where it is one of a folder that only has the name of it. */
function taken({ root, path }: Found, bytes: Uint8Array): Taken | undefined {
  const kind = kindOf(path);
  if (kind === 'other') return undefined;
  const alone = root === '';
  if (kind === 'topology' && !alone && !holdsTopology(path, bytes)) return undefined;
  if (kind === 'memory' && !alone && !holdsMemory(bytes)) return undefined;
  return { kind, root, path, bytes };
}

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
    passedOver: before.passedOver + given.passedOver,
  };
}

async function bytesOf(file: Found): Promise<Uint8Array> {
  try {
    return new Uint8Array(await (await file.read()).arrayBuffer());
  } catch (problem) {
    throw unreadable(joined(file), problem);
  }
}

/** The path of a page in the report. */
export function joined({ root = '', path }: { root?: string; path: string }): string {
  return root === '' ? path : `${root}/${path}`;
}

function unreadable(path: string, problem: unknown): IntakeError {
  const why = problem instanceof Error ? problem.message : String(problem);
  return new IntakeError(
    `${path} could not be read: ${why}. It may have changed or moved, or its permissions keep the browser out: give it again.`,
  );
}

/** The example beside this script: `index.json` lists its pages and has the text of its settings. */
export async function example(onRead: OnRead, signal: AbortSignal): Promise<Intake> {
  const folder = new URL('./example/', import.meta.url);
  const fetched = async (path: string) => {
    const response = await fetch(new URL(path, folder), { signal });
    if (!response.ok) throw new IntakeError(`The example's ${path} could not be loaded (status ${response.status}).`);
    return response;
  };
  const index: { pages: string[]; config: string } = await (await fetched('index.json')).json();
  let done = 0;
  const pages = index.pages.map(async (path): Promise<PageInput> => {
    const bytes = new Uint8Array(await (await fetched(path)).arrayBuffer());
    onRead(++done, index.pages.length);
    return { path, bytes };
  });
  return {
    name: 'the example',
    pages: await Promise.all(pages),
    topologies: [],
    memories: [],
    config: { name: settings, text: index.config },
    passedOver: 0,
  };
}
