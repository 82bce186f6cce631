/** Names for what comes of comparing sets: equal where all that it hangs on is. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Basis, Outline, Work } from '../parts.js';

/** Options that decide what is told of what was found, and not what is found. */
const ONLY_FOR_TELLING = [
  'today',
  'minConfidence',
  'expand',
  'changedScope',
  'claimLocale',
  'topologyPicture',
  'configFile',
];

let engine: string | undefined;

/** The build of the engine: results of another one are of no use. */
export function engineName(): string {
  engine ??= ['unisono_bg.wasm', 'topology.wasm']
    .map((file) => digest(readFileSync(new URL(`../${file}`, import.meta.url))))
    .join('-');
  return engine;
}

/** Names the results of runs on a basis. */
export class Names {
  readonly #basis: string;
  /** The last ground: it is the same for all sets of a run. */
  #ground: { bytes: Uint8Array; name: string } | undefined;

  constructor({ options, told }: Basis) {
    const own = Object.entries((options ?? {}) as object).filter(([name]) => !ONLY_FOR_TELLING.includes(name));
    own.sort(([a], [b]) => (a < b ? -1 : 1));
    this.#basis = digest(engineName(), JSON.stringify(own), ...told.flat().map(plain));
  }

  of(work: Work, ground: Uint8Array, { outline, pages }: Outline): string {
    if (this.#ground?.bytes !== ground) this.#ground = { bytes: ground, name: digest(ground) };
    return digest(this.#basis, work, this.#ground.name, outline, ...pages);
  }
}

/** An argument of what a checker was told, as a piece of a name. */
export function plain(argument: unknown): Uint8Array | string {
  return argument instanceof Uint8Array ? argument : (JSON.stringify(argument) ?? '');
}

/** A name for pieces of which none can run into the next. */
export function digest(...pieces: readonly (Uint8Array | string)[]): string {
  const hash = createHash('sha256');
  for (const piece of pieces) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    hash.update(`${bytes.length}:`).update(bytes);
  }
  return hash.digest('hex');
}
