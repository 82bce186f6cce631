/**
 * What a checker was given, kept to give it to a fresh engine where one failed: without the page, or the set, over
 * which it did. In WebAssembly a panic ends the instance, and all that it held is gone.
 */
import { EngineError } from './engine.js';
import type { Told } from './parts.js';
import type * as raw from './unisono.js';

/** How many pages and sets may fail: every one costs a run from the start. `src/failure.rs` has the same. */
const MOST = 16;

/** Tells an engine something again. */
export function tell(checker: raw.Checker, [method, ...args]: Told): void {
  (checker as unknown as Record<string, (...args: readonly unknown[]) => unknown>)[method]?.(...args);
}

/** What comparing a set rests on, beside its pages. */
const FOR_HELPERS = ['addGlossary', 'addPack', 'applyPack', 'addMemory'];

interface KeptPage {
  path: string;
  bytes: Uint8Array;
  root: string;
  /** Why the engine failed over it, where it did. */
  failed?: string;
}

/** All that a checker was given. */
export class Given {
  readonly #steps: Told[] = [];
  /** By root and path; one that is given again takes the place of the first. */
  readonly #pages = new Map<string, KeptPage>();
  /** Their bytes, by the path that findings show. */
  readonly #byPath = new Map<string, Uint8Array>();
  /** Sets over which the engine failed with these pages, and why. */
  readonly #sets = new Map<number, string>();

  /** Keeps something that is no page. */
  keep(...step: Told): void {
    this.#steps.push(step);
  }

  /** All steps. */
  get steps(): readonly Told[] {
    return this.#steps;
  }

  /** Whether the engine failed over nothing of it. */
  get whole(): boolean {
    return this.#sets.size === 0 && [...this.#pages.values()].every((page) => page.failed === undefined);
  }

  /** Bytes of the pages. */
  get size(): number {
    let size = 0;
    for (const page of this.#pages.values()) size += page.bytes.length;
    return size;
  }

  /** The bytes of a page, by its path as findings name it. */
  bytesOf(path: string): Uint8Array {
    return this.#byPath.get(path) ?? new Uint8Array();
  }

  /** What a helper has to be told, too. */
  get forHelpers(): Told[] {
    return this.#steps.filter(([method]) => FOR_HELPERS.includes(method));
  }

  /** Keeps a page; the bytes are copied, as the engine does. */
  keepPage(path: string, bytes: Uint8Array, root: string): KeptPage {
    const page = { path, bytes: bytes.slice(), root };
    const key = `${root}\0${path}`;
    this.#pages.delete(key);
    this.#pages.set(key, page);
    const folder = root.replace(/\/+$/, '');
    this.#byPath.set(folder === '' ? path : `${folder}/${path}`, page.bytes);
    this.#sets.clear();
    return page;
  }

  /** Leaves a page out from now on; throws the error where too many have failed. */
  leavePageOut(page: KeptPage, error: EngineError): void {
    this.#count(error);
    page.failed = reason(error);
  }

  /** Leaves a set out for as long as the pages stay the same; throws the error where too many have failed. */
  leaveSetOut(set: number, error: EngineError): void {
    this.#count(error);
    this.#sets.set(set, reason(error));
  }

  /** The same, for a set over which the engine of a helper failed; gives the reason. */
  leaveHelpedSetOut(set: number, reason: string): void {
    this.leaveSetOut(set, new EngineError(reason));
  }

  #count(error: EngineError): void {
    const pages = [...this.#pages.values()].filter((page) => page.failed !== undefined);
    if (pages.length + this.#sets.size >= MOST) throw error;
  }

  /** Gives all of it to a fresh engine. */
  giveTo(checker: raw.Checker): void {
    for (const step of this.#steps) tell(checker, step);
    for (const { path, bytes, root, failed } of this.#pages.values()) {
      if (failed === undefined) checker.add(path, bytes, root);
      else checker.addFailed(path, root, failed);
    }
    for (const [set, failed] of this.#sets) checker.leaveOut(set, failed);
  }
}

/** What went wrong, without the place in the engine: what a caught panic says of itself. */
export function reason(error: EngineError): string {
  const { cause } = error;
  const message = cause instanceof Error ? cause.message : String(cause ?? error.message);
  return message.replace(/^panicked at [^\n]*\n/, '');
}
