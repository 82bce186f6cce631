/** Pages and topologies as text, decoded when they are first looked at. */
import type { PageInput } from 'unisono/worker';
import { decoded, joined } from './given.js';

/** A page that is not UTF-8 text; places in it count bytes. */
export interface Undecodable {
  bytes: Uint8Array;
}

/** The texts of what was checked. */
export class Texts {
  readonly #pages: Map<string, PageInput>;
  readonly #texts = new Map<string, string | Undecodable>();

  readonly #edits: ReadonlyMap<string, string>;

  constructor(pages: readonly PageInput[], edits: ReadonlyMap<string, string> = new Map()) {
    this.#edits = edits;
    this.#pages = new Map(pages.map((page) => [joined(page), page]));
  }

  /** The text of a page of the report, with its byte-order mark: offsets count it. */
  get(path: string): string | Undecodable {
    const known = this.#edits.get(path) ?? this.#texts.get(path);
    if (known !== undefined) return known;
    const page = this.#pages.get(path);
    const text = decode(page?.bytes ?? new Uint8Array(), page?.topology === true);
    this.#texts.set(path, text);
    return text;
  }
}

function decode(bytes: Uint8Array, topology: boolean): string | Undecodable {
  try {
    const text = topology
      ? decoded(bytes, true)
      : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    // The engine takes no text with a NUL in it.
    return text.includes('\0') ? { bytes } : text;
  } catch {
    return { bytes };
  }
}

/** Bytes around a place, as people read them: `23 20 [ff] 0a`. */
export function hexAround(bytes: Uint8Array, offset: number): { before: string; at: string; after: string } {
  const hex = (from: number, to: number) =>
    [...bytes.subarray(Math.max(from, 0), to)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return { before: hex(offset - 12, offset), at: hex(offset, offset + 1), after: hex(offset + 1, offset + 13) };
}
