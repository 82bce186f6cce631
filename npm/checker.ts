/// <reference lib="esnext.disposable" preserve="true" />
import { currentInstance, EngineError, guarded, init } from './engine.js';
import type {
  FailOn,
  Format,
  Learned,
  OnProgress,
  Options,
  RenderOptions,
  Report,
  Summary,
  TopologyFormat,
} from './types.js';
import * as raw from './unisono.js';

/**
 * Collects pages and checks them against each other.
 *
 * ```js
 * const checker = await Checker.create({ source: 'en-US' });
 * checker.add('en-US/page.md', bytes);
 * checker.add('de-DE/page.md', otherBytes);
 * const report = checker.check();
 * checker.free();
 * ```
 *
 * Errors: `UsageError` (something given was wrong; the checker is as before), `AbortError` (the progress callback said
 * stop), {@link EngineError} (the engine failed; this checker is dead).
 */
export class Checker {
  #raw: raw.Checker | undefined;
  #busy = false;
  readonly #instance = currentInstance();

  private constructor(checker: raw.Checker) {
    this.#raw = checker;
  }

  /** Loads the engine where that has not happened yet, and makes a checker without pages. */
  static async create(options?: Options): Promise<Checker> {
    await init();
    // The engine takes them one by one.
    const plain = options === null || typeof options !== 'object' || Array.isArray(options);
    const { glossaries, memories, packs, ...others } = plain ? {} : options;
    const taken = glossaries !== undefined || memories !== undefined || packs !== undefined;
    const checker = new Checker(guarded(() => new raw.Checker(taken ? others : options)));
    try {
      if (glossaries !== undefined && !Array.isArray(glossaries)) {
        throw usage('glossaries must be an array of objects with name and bytes');
      }
      for (const glossary of glossaries ?? []) checker.addGlossary(glossary?.name, glossary?.bytes);
      if (memories !== undefined && !Array.isArray(memories)) {
        throw usage('memories must be an array of objects with name and bytes');
      }
      for (const memory of memories ?? []) checker.remember(memory?.bytes, memory?.name);
      if (packs !== undefined && !Array.isArray(packs)) {
        throw usage('packs must be an array of ids and of objects with name and bytes');
      }
      for (const pack of packs ?? []) {
        if (typeof pack !== 'string') checker.addPack(pack?.name, pack?.bytes);
        else if (!checker.applyPack(pack)) throw usage(`packs: there is no built-in pack ${JSON.stringify(pack)}`);
      }
    } catch (problem) {
      checker.free();
      throw problem;
    }
    return checker;
  }

  /**
   * Takes a glossary, CSV or TBX-Basic.
   * @param name for messages, which name line and column, too
   * @param bytes UTF-8, as in the file
   */
  addGlossary(name: string, bytes: Uint8Array): void {
    if (!(bytes instanceof Uint8Array)) throw usage('a glossary needs a name, and its bytes as a Uint8Array');
    this.#call((checker) => checker.addGlossary(String(name), bytes));
  }

  /**
   * Takes a guidance pack, as YAML.
   * @param name for messages, which name the line, too
   * @param bytes UTF-8, as in the file
   */
  addPack(name: string, bytes: Uint8Array): void {
    if (!(bytes instanceof Uint8Array)) throw usage('a pack needs a name, and its bytes as a Uint8Array');
    this.#call((checker) => checker.addPack(String(name), bytes));
  }

  /**
   * Holds deployments, and pages whatever their edition, against a built-in pack; gives false where there is none of
   * this id. See {@link Options.packs}.
   */
  applyPack(id: string): boolean {
    return this.#call((checker) => checker.applyPack(String(id)));
  }

  /** Files of guidance packs that the configuration names. Reading them, and adding them, is the caller's part. */
  get packFiles(): readonly string[] {
    return this.#call((checker) => checker.packFiles);
  }

  /** Files of glossaries that the configuration names. Reading them, and adding them, is the caller's part. */
  get glossaryFiles(): readonly string[] {
    return this.#call((checker) => checker.glossaryFiles);
  }

  /**
   * Takes in what was learned before: a memory, or a translation memory as TMX 1.4. Several add up.
   * @param bytes as in the file
   * @param name for messages
   */
  remember(bytes: Uint8Array, name = 'memory'): void {
    if (!(bytes instanceof Uint8Array)) throw usage('remember() takes the bytes of a memory as a Uint8Array');
    this.#call((checker) => checker.remember(String(name), bytes));
  }

  /**
   * What the pages that were added teach, added to what was learned before: a memory, as bytes for a file. The same
   * pages give the same bytes. A memory holds the sentences of the pages.
   */
  learn(): Uint8Array {
    return this.#call((checker) => checker.learn());
  }

  /** How much was learned before, by source and target. */
  get remembered(): readonly Learned[] {
    return this.#call((checker) => checker.remembered() as Learned[]);
  }

  /** Memories that the configuration names. Reading them, and remembering them, is the caller's part. */
  get memoryFiles(): readonly string[] {
    return this.#call((checker) => checker.memoryFiles);
  }

  /**
   * Reads and indexes one page.
   * @param path its path below `root`, with `/` between its parts
   * @param bytes UTF-8, as in the file; they are copied
   * @param root the folder it was found in
   */
  add(path: string, bytes: Uint8Array, root = ''): void {
    if (!(bytes instanceof Uint8Array)) throw usage('add() takes the bytes of a page as a Uint8Array');
    this.#call((checker) => checker.add(String(path), bytes, String(root)));
  }

  /**
   * Reads a topology: an export of Topology Builder or `Get-CsTopology -AsXml`, JSON, YAML, PowerShell or DNS records,
   * recognised by its content. All that are added are one deployment; the report then carries `topology`.
   * @param path its path below `root`, with `/` between its parts
   * @param bytes UTF-8 or UTF-16, as in the file; they are copied
   * @param root the folder it was found in
   */
  addTopology(path: string, bytes: Uint8Array, root = ''): void {
    if (!(bytes instanceof Uint8Array)) throw usage('addTopology() takes the bytes of a file as a Uint8Array');
    this.#call((checker) => checker.addTopology(String(path), bytes, String(root)));
  }

  /** Compares all pages. The report does not depend on the order in which they were added. */
  check(onProgress?: OnProgress): Report {
    this.run(onProgress);
    return this.#call((checker) => checker.report() as Report);
  }

  /** Like {@link check}, but leaves the findings in the engine: for callers that only {@link render} them. */
  run(onProgress?: OnProgress): Summary {
    let thrown: { problem: unknown } | undefined;
    const ask =
      onProgress &&
      ((progress: { done: number; total: number }) => {
        try {
          return onProgress(progress);
        } catch (problem) {
          thrown = { problem };
          return false;
        }
      });
    try {
      return this.#call((checker) => {
        checker.check(ask);
        return checker.summary() as Summary;
      });
    } catch (problem) {
      throw thrown ? thrown.problem : problem;
    }
  }

  /** The report of the last check as text. */
  render(format: Format, options?: RenderOptions): string {
    return this.#call((checker) => checker.render(format, options));
  }

  /**
   * What the last check says of the topologies that were added: as text, as JSON, or as a picture.
   * Without a topology there is nothing to render.
   */
  renderTopology(format: TopologyFormat, options?: RenderOptions): string {
    const text = this.#call((checker) => checker.renderTopology(format, options));
    if (text === undefined) throw usage('no topology was added: call addTopology() before check()');
    return text;
  }

  /** From which severity on a run fails, where the configuration file says. */
  get failOn(): FailOn | undefined {
    return this.#call((checker) => checker.failOn as FailOn | undefined);
  }

  /** Gives the memory back. Calling it again does nothing. */
  free(): void {
    if (this.#busy) throw usage('the checker is at work: return false from the progress callback to stop it');
    const checker = this.#raw;
    this.#raw = undefined;
    // Memory of a dead instance is gone with it, and its addresses mean something else in the next.
    if (checker && this.#instance === currentInstance()) guarded(() => checker.free());
  }

  [Symbol.dispose](): void {
    this.free();
  }

  #call<T>(call: (checker: raw.Checker) => T): T {
    const checker = this.#raw;
    if (!checker) throw usage('this checker was freed, or died with an EngineError: create a new one');
    if (this.#busy) throw usage('the checker is at work: it cannot be called from its progress callback');
    if (this.#instance !== currentInstance()) {
      throw new EngineError('the engine failed in the hands of another checker: create a new one');
    }
    this.#busy = true;
    try {
      return guarded(() => call(checker));
    } catch (problem) {
      if (problem instanceof EngineError) this.#raw = undefined;
      throw problem;
    } finally {
      this.#busy = false;
    }
  }
}

function usage(message: string): Error {
  const error = new Error(message);
  error.name = 'UsageError';
  return error;
}
