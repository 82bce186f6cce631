/**
 * What was read of pages, kept in a cache beside what came of comparing them: a page that is as it was is not read again.
 * The pages of a folder are kept in a few files. Each is a line of JSON, which lists the pages with lengths, and what was
 * read of them, one behind the other.
 */
import { createHash } from 'node:crypto';
import type { KeptPages, PageToRead } from '../reading.js';
import type { Cache } from './cache.js';
import { digest, engineName } from './store.js';

/** How many files the pages of a folder are spread over: where one page changes one of them is written anew. */
const FILES = 16;

/** What was read of a page whose bytes have this sum. */
interface Card {
  sum: string;
  read: Uint8Array;
}

interface Pack {
  key: string;
  /** By path, as it was found. */
  old: ReadonlyMap<string, Card>;
  /** What this run has used, and what it has read. */
  used: Map<string, Card>;
  changed: boolean;
}

export class Cards implements KeptPages {
  readonly #cache: Cache;
  readonly #packs = new Map<string, Promise<Pack>>();
  readonly #open = new Map<string, Pack>();
  /** The sums of the pages of this run, by root and path. */
  readonly #sums = new Map<string, string>();

  constructor(cache: Cache) {
    this.#cache = cache;
  }

  async get(page: PageToRead): Promise<Uint8Array | undefined> {
    const name = packOf(page);
    const pack = this.#open.get(name) ?? (await this.#pack(name));
    const card = pack.old.get(page.path);
    const sum = sumOf(page);
    this.#sums.set(`${page.root}\0${page.path}`, sum);
    if (card?.sum !== sum) return undefined;
    pack.used.set(page.path, card);
    return card.read;
  }

  put(page: PageToRead, read: Uint8Array): void {
    const pack = this.#open.get(packOf(page));
    if (!pack) return;
    pack.used.set(page.path, { sum: sumOf(page), read });
    pack.changed = true;
  }

  /** What the pages of this run are, whatever their order. */
  sums(): string[] {
    return [...this.#sums].map(([page, sum]) => `${page}\0${sum}`).sort();
  }

  /** Writes what has changed. */
  async close(): Promise<void> {
    const changed = [...this.#open.values()].filter((pack) => pack.changed);
    await Promise.all(changed.map(({ key, used }) => this.#cache.put(key, written(used))));
    this.#packs.clear();
    this.#open.clear();
  }

  #pack(name: string): Promise<Pack> {
    let pack = this.#packs.get(name);
    if (!pack) {
      pack = this.#read(name);
      this.#packs.set(name, pack);
    }
    return pack;
  }

  async #read(name: string): Promise<Pack> {
    const key = digest(engineName(), 'pages', name);
    const bytes = await this.#cache.get(key);
    const pack = { key, old: read(bytes), used: new Map<string, Card>(), changed: false };
    this.#open.set(name, pack);
    return pack;
  }
}

/** The file that holds a page. */
function packOf({ root, path }: PageToRead): string {
  let sum = 0;
  for (let at = 0; at < path.length; at += 1) sum = (sum * 31 + path.charCodeAt(at)) >>> 0;
  return `${sum % FILES}\0${root}`;
}

function sumOf({ bytes }: PageToRead): string {
  return createHash('sha256').update(bytes).digest('base64');
}

type Listed = [path: string, sum: string, bytes: number];

function written(cards: ReadonlyMap<string, Card>): Uint8Array {
  const all = [...cards].sort(([a], [b]) => (a < b ? -1 : 1));
  const list = all.map(([path, { sum, read }]): Listed => [path, sum, read.length]);
  return Buffer.concat([Buffer.from(`${JSON.stringify(list)}\n`), ...all.map(([, card]) => card.read)]);
}

/** What {@link written} wrote; whoever keeps it tells whether it is damaged. */
function read(bytes: Uint8Array | undefined): Map<string, Card> {
  const cards = new Map<string, Card>();
  if (!bytes) return cards;
  let at = bytes.indexOf(10) + 1;
  const list = JSON.parse(new TextDecoder().decode(bytes.subarray(0, at))) as Listed[];
  for (const [path, sum, length] of list) {
    cards.set(path, { sum, read: bytes.subarray(at, at + length) });
    at += length;
  }
  return cards;
}
