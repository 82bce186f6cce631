/// <reference lib="esnext.disposable" preserve="true" />
import type { AlignedSet } from './aligned.js';
import type { FixedPage, RenewedBaseline, SettingInForce } from './baseline.js';
import { currentInstance, EngineError, engineModule, guarded, init, topologiesAtHand, wordsAtHand } from './engine.js';
import { type Basis, deal, type Help, type Helped } from './parts.js';
import { Given, tell } from './recovery.js';
import type {
  FailOn,
  Format,
  History,
  Learned,
  OnProgress,
  Options,
  PackProposal,
  RenderOptions,
  Report,
  RootFolder,
  SetsOverview,
  Summary,
  TopologyFormat,
} from './types.js';
import * as raw from './unisono.js';

/** Where a page, or a topology, was found. */
export interface InRoot {
  /** The folder; none by default. */
  root?: string | undefined;
}

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
 * Where the engine fails over a page or a set, a fresh one takes over; that page or set is left out, and a finding of
 * the rule `check-failed` says so.
 *
 * Errors: `UsageError` (something given was wrong; the checker is as before), `AbortError` (the progress callback said
 * stop), {@link EngineError} (the engine failed otherwise, or too often; this checker is dead).
 */
export class Checker {
  readonly #options: unknown;
  readonly #given = new Given();
  #raw: raw.Checker | undefined;
  #busy = false;
  #instance = currentInstance();

  private constructor(options: unknown) {
    this.#options = options;
    this.#raw = guarded(() => new raw.Checker(options));
  }

  /** Loads the engine where that has not happened yet, and makes a checker without pages. */
  static async create(options?: Options): Promise<Checker> {
    await init();
    // The engine takes them one by one.
    const plain = options === null || typeof options !== 'object' || Array.isArray(options);
    const { glossaries, memories, packs, ...others } = plain ? {} : options;
    const taken = glossaries !== undefined || memories !== undefined || packs !== undefined;
    const checker = new Checker(taken ? others : options);
    try {
      if (glossaries !== undefined && !Array.isArray(glossaries)) {
        throw usage('glossaries must be an array of objects with name and bytes');
      }
      for (const glossary of glossaries ?? []) checker.addGlossary(glossary?.name, glossary?.bytes);
      if (memories !== undefined && !Array.isArray(memories)) {
        throw usage('memories must be an array of objects with name and bytes');
      }
      for (const memory of memories ?? []) checker.addMemory(memory?.name ?? 'memory', memory?.bytes);
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
   * @param path for messages, which name line and column, too
   * @param bytes UTF-8, as in the file
   */
  addGlossary(path: string, bytes: Uint8Array): void {
    if (!(bytes instanceof Uint8Array)) throw usage('a glossary needs a name, and its bytes as a Uint8Array');
    this.#give('addGlossary', String(path), bytes);
  }

  /**
   * Has findings told in another language: takes its sentences, as YAML in the form of `messages/en.yaml` in the
   * repository. What the file leaves out is told in English.
   * @param path for messages, which name the line, too
   * @param bytes UTF-8, as in the file
   */
  setMessages(path: string, bytes: Uint8Array): void {
    if (!(bytes instanceof Uint8Array)) throw usage('messages need a name, and their bytes as a Uint8Array');
    this.#give('setMessages', String(path), bytes);
  }

  /**
   * Takes a guidance pack, as YAML.
   * @param path for messages, which name the line, too
   * @param bytes UTF-8, as in the file
   */
  addPack(path: string, bytes: Uint8Array): void {
    if (!(bytes instanceof Uint8Array)) throw usage('a pack needs a name, and its bytes as a Uint8Array');
    this.#give('addPack', String(path), bytes);
  }

  /**
   * Holds deployments, and pages whatever their edition, against a built-in pack; gives false where there is none of
   * this id. See {@link Options.packs}.
   */
  applyPack(id: string): boolean {
    const known = this.#call((checker) => checker.applyPack(String(id)));
    if (known) this.#given.keep('applyPack', String(id));
    return known;
  }

  /**
   * Makes a guidance pack out of the pages: what their source tells its readers to do, and how the other languages say it.
   * @param id of the pack, in kebab-case
   */
  proposePack(id: string): PackProposal {
    return this.#call((checker) => checker.proposePack(String(id)) as PackProposal);
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
   * Takes a file in which a site keeps addresses that lead on to others: a map or list in YAML or JSON, `redirect_maps` in
   * `mkdocs.yml`, lines in a file named `_redirects`, or a configuration of Docusaurus, of which nothing is run. Gives what
   * is passed over in it because it is not written out, a sentence each.
   * @param path by the name at its end the form is known
   * @param bytes as in the file
   */
  addRedirects(path: string, bytes: Uint8Array): readonly string[] {
    if (!(bytes instanceof Uint8Array)) throw usage('addRedirects() takes the bytes of a file as a Uint8Array');
    const passed = this.#call((checker) => checker.addRedirects(String(path), bytes));
    this.#given.keep('addRedirects', String(path), bytes.slice());
    return passed;
  }

  /** Files of redirects that the configuration names. Reading them, and adding them, is the caller's part. */
  get redirectFiles(): readonly string[] {
    return this.#call((checker) => checker.redirectFiles);
  }

  /**
   * Takes in what was learned before: a memory, or a translation memory as TMX 1.4. Several add up.
   * @param path for messages
   * @param bytes as in the file
   */
  addMemory(path: string, bytes: Uint8Array): void {
    if (!(bytes instanceof Uint8Array)) throw usage('addMemory() takes the bytes of a memory as a Uint8Array');
    this.#give('addMemory', String(path), bytes);
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

  /** Memories that the configuration names. Reading them, and adding them, is the caller's part. */
  get memoryFiles(): readonly string[] {
    return this.#call((checker) => checker.memoryFiles);
  }

  /**
   * Folders that hold one language each, as the configuration names them; that of the source has no locale. Reading their
   * pages, and saying so with {@link addRoot}, is the caller's part.
   */
  get roots(): readonly RootFolder[] {
    return this.#call((checker) => checker.roots as RootFolder[]);
  }

  /**
   * Says that a folder holds one language, or, without a locale, the source: its pages answer those of other such folders
   * by their paths below it.
   * @param root the folder, as {@link add} is given it
   */
  addRoot(root: string, locale?: string): void {
    this.#call((checker) => checker.addRoot(String(root), locale));
    this.#given.keep('addRoot', String(root), locale);
  }

  /**
   * Tells what the repository knows of the source of a page since the page was made from it; `translation-stale` says it,
   * and what differs where the source has changed is folded into that. Asking the repository is the caller's part: the
   * command does with `--git`.
   * @param path the page, as findings name it
   */
  addHistory(path: string, history: History): void {
    this.#call((checker) => checker.addHistory(String(path), history));
    this.#given.keep('addHistory', String(path), structuredClone(history));
  }

  /**
   * Takes the findings that are known, as a baseline file: they are in {@link Report.dismissed}, and no others.
   * @param path for messages
   * @param bytes as in the file
   * @param options.exists whether a page, as findings name it, is still there where it is not among those that are added; what is
   *   known of pages that are not has moved to others, or is mended. Default: all are.
   */
  setBaseline(
    path: string,
    bytes: Uint8Array,
    options: { exists?: ((page: string) => boolean) | undefined } = {},
  ): void {
    if (!(bytes instanceof Uint8Array)) throw usage('setBaseline() takes the bytes of a baseline as a Uint8Array');
    const { exists = () => true } = grouped('setBaseline', options);
    this.#give('setBaseline', String(path), bytes);
    const missing = this.#call((checker) => checker.baselinePages).filter((page) => !exists(page));
    this.#call((checker) => checker.setMissing(missing));
    this.#given.keep('setMissing', missing);
  }

  /** The baseline that the configuration names. Reading it, and setting it, is the caller's part. */
  get baselineFile(): string | undefined {
    return this.#call((checker) => checker.baselineFile);
  }

  /** The baseline after the last check: what is mended has left it; with `add`, what is told now has joined it. */
  renewBaseline({ add = false }: { add?: boolean } = {}): RenewedBaseline {
    return this.#call((checker) => checker.renewBaseline(add) as RenewedBaseline);
  }

  /**
   * Tells what a page was before a change. Only what such changes touched is told of then; see
   * {@link Options.changedScope}.
   * @param path the page, as findings name it
   * @param before its bytes; none where the page is new
   */
  changed(path: string, before?: Uint8Array): void {
    const kept = before?.slice();
    this.#call((checker) => checker.changed(String(path), kept));
    this.#given.keep('changed', String(path), kept);
  }

  /** Tells that only what {@link changed} names is to be told of, even where that is nothing. */
  onlyChanges(): void {
    this.#call((checker) => checker.onlyChanges());
    this.#given.keep('onlyChanges');
  }

  /** The pages with fixes of what the last check found: those that are certain, or with `unsafe` all that there are. */
  fixed({ unsafe = false }: { unsafe?: boolean } = {}): FixedPage[] {
    return this.#call((checker) => checker.fixed(unsafe) as FixedPage[]);
  }

  /** The settings as they are in force, ordered by name. */
  get settings(): readonly SettingInForce[] {
    return this.#call((checker) => checker.settings as SettingInForce[]);
  }

  /** Notes a file that looks like documentation and is of no form that is read; reports count them. */
  passOver(path: string): void {
    this.#call((checker) => checker.passOver(String(path)));
    this.#given.keep('passOver', String(path));
  }

  /** What is understood of the pages, without comparing them: languages, sets, and what is in none. */
  sets(): SetsOverview {
    return JSON.parse(this.#call((checker) => checker.sets('json', true, undefined))) as SetsOverview;
  }

  /** {@link sets} as text for people or as JSON; `all` lists every set and page, however many there are. */
  renderSets(format: 'text' | 'json', options?: RenderOptions & { all?: boolean | undefined }): string {
    const { all = false, ...style } = options ?? {};
    return this.#call((checker) => checker.sets(format, all, style));
  }

  /**
   * Reads and indexes one page.
   * @param path its path below `root`, with `/` between its parts
   * @param bytes UTF-8, as in the file; they are copied
   * @param options.root the folder it was found in
   */
  add(path: string, bytes: Uint8Array, options: InRoot = {}): void {
    if (!(bytes instanceof Uint8Array)) throw usage('add() takes the bytes of a page as a Uint8Array');
    const { root = '' } = grouped('add', options);
    this.#ready();
    const page = this.#given.keepPage(String(path), bytes, String(root));
    this.#recovering(
      (checker) => checker.add(page.path, page.bytes, page.root),
      (error) => this.#given.leavePageOut(page, error),
    );
  }

  /**
   * {@link add}, with what a helper read of the page, see {@link Adding}; false where that is of another page, or of
   * another build: nothing is added then.
   */
  addRead(path: string, bytes: Uint8Array, read: Uint8Array, options: InRoot = {}): boolean {
    const { root = '' } = grouped('addRead', options);
    let added = false;
    // Where the engine fails over it, it does so again when the page is read here, which is said.
    this.#recovering(
      (checker) => {
        added = checker.addRead(path, bytes, root, read);
      },
      () => {},
    );
    if (added) this.#given.keepPage(path, bytes, root);
    return added;
  }

  /**
   * Reads a topology: an export of Topology Builder or `Get-CsTopology -AsXml`, JSON, YAML, PowerShell or DNS records,
   * recognised by its content. All that are added are one deployment; the report then carries `topology`.
   * @param path its path below `root`, with `/` between its parts
   * @param bytes UTF-8 or UTF-16, as in the file; they are copied
   * @param options.root the folder it was found in
   */
  addTopology(path: string, bytes: Uint8Array, options: InRoot = {}): void {
    if (!(bytes instanceof Uint8Array)) throw usage('addTopology() takes the bytes of a file as a Uint8Array');
    const { root = '' } = grouped('addTopology', options);
    this.#give('addTopology', String(path), bytes, String(root));
  }

  /** Compares all pages. The report does not depend on the order in which they were added. */
  check(onProgress?: OnProgress): Report {
    this.run(onProgress);
    return this.#call((checker) => checker.report() as Report);
  }

  /** Like {@link check}, but leaves the findings in the engine: for callers that only {@link render} them. */
  run(onProgress?: OnProgress): Summary {
    let thrown: { problem: unknown } | undefined;
    let set: number | undefined;
    let most = 0;
    const ask = ({ done, total, set: next }: { done: number; total: number; set: number | null }) => {
      set = undefined;
      try {
        // A run that begins again is not shown to go back.
        most = Math.max(most, done);
        const answer = onProgress?.({ done: most, total });
        set = next ?? undefined;
        return answer;
      } catch (problem) {
        thrown = { problem };
        return false;
      }
    };
    try {
      return this.#recovering(
        (checker) => {
          set = undefined;
          checker.check(ask);
          return checker.summary() as Summary;
        },
        (error) => {
          if (set === undefined) throw error;
          this.#given.leaveSetOut(set, error);
        },
        true,
      );
    } catch (problem) {
      throw thrown ? thrown.problem : problem;
    }
  }

  /** All that was given beside the pages, and whether the engine failed over nothing of it so far. */
  get given(): Basis & { whole: boolean } {
    return { options: this.#options, told: this.#given.steps, whole: this.#given.whole };
  }

  /** Bytes of the pages that were added. */
  get size(): number {
    return this.#given.size;
  }

  /** Like {@link check}, with the help of workers. The report is the same. */
  async checkWith(help: Help, onProgress?: OnProgress): Promise<Report> {
    await this.runWith(help, onProgress);
    return this.#call((checker) => checker.report() as Report);
  }

  /** Like {@link run}, with the help of workers. The report is the same. */
  async runWith(help: Help, onProgress?: OnProgress): Promise<Summary> {
    let most = 0;
    await this.deal(help, (progress) => {
      most = progress.done;
      return onProgress?.(progress);
    });
    // What is left goes on from there.
    return this.run(onProgress && (({ done, total }) => onProgress({ done: Math.max(done, most), total })));
  }

  /**
   * Has sets compared by workers, without telling of them; what they found is kept for {@link run} until something else
   * is given. Gives how many sets there are, and how many were compared.
   */
  deal(help: Help, onProgress?: OnProgress): Promise<{ dealt: number; total: number }> {
    const helped: Helped = {
      module: engineModule(),
      words: wordsAtHand(),
      topologies: topologiesAtHand(),
      options: this.#options,
      told: this.#given.forHelpers,
      parts: () => this.#call((checker) => checker.parts() as ReturnType<Helped['parts']>),
      ground: () => this.#call((checker) => checker.ground()),
      task: (set) => this.#call((checker) => checker.task(set)),
      outline: (set) => {
        const own = this.#call((checker) => checker.outline(set));
        if (own === undefined) return undefined;
        const { outline, pages } = own;
        own.free();
        return { outline, pages: pages.map((path) => this.#given.bytesOf(path)) };
      },
      taught: (bytes) => this.#call((checker) => checker.taught(bytes)),
      supply: (set, bytes) => this.#call((checker) => checker.supply(set, bytes)),
      foundIn: (set) => this.#call((checker) => checker.foundIn(set)),
      compareAhead: (set) => {
        try {
          this.#call((checker) => checker.compareAhead(set));
          return true;
        } catch (problem) {
          if (!(problem instanceof EngineError)) throw problem;
          this.#given.leaveSetOut(set, problem);
          this.#restart();
          return false;
        }
      },
      leaveOut: (set, reason) => {
        this.#given.leaveHelpedSetOut(set, reason);
        this.#call((checker) => checker.leaveOut(set, reason));
      },
    };
    return deal(helped, help, (done, total) => onProgress?.({ done, total }) !== false);
  }

  /**
   * A set of the last check as rows of sentences that answer each other, with what each states and the findings in it.
   * @param set its place in {@link Summary.sets}; undefined where there is none
   */
  aligned(set: number): AlignedSet | undefined {
    return this.#call((checker) => checker.aligned(set) as AlignedSet | undefined);
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

  /** Gives the engine something that is no page, and keeps a copy for the next engine. */
  #give(method: string, name: string, bytes: Uint8Array, ...rest: readonly string[]): void {
    this.#call((checker) => tell(checker, [method, name, bytes, ...rest]));
    this.#given.keep(method, name, bytes.slice(), ...rest);
  }

  /**
   * Calls the engine; where it fails, says so to `leaveOut`, which may throw, and starts a fresh one with what is left.
   * The call is then made again where it is still wanted.
   */
  #recovering<T>(call: (checker: raw.Checker) => T, leaveOut: (error: EngineError) => void, again?: true): T;
  #recovering(call: (checker: raw.Checker) => void, leaveOut: (error: EngineError) => void, again = false): unknown {
    for (;;) {
      try {
        return this.#call(call);
      } catch (problem) {
        if (!(problem instanceof EngineError)) throw problem;
        try {
          leaveOut(problem);
          this.#restart();
        } catch {
          // Not even that could be done, such as where the stack of the caller is all but used up.
          throw problem;
        }
        if (!again) return undefined;
      }
    }
  }

  /** Starts a fresh engine and gives it all that this one had; its report is gone. */
  #restart(): void {
    this.#raw = guarded(() => {
      const checker = new raw.Checker(this.#options);
      this.#given.giveTo(checker);
      return checker;
    });
    this.#instance = currentInstance();
  }

  #ready(): raw.Checker {
    if (this.#raw && this.#busy) {
      throw usage('the checker is at work: it cannot be called from its progress callback');
    }
    // The engine failed in the hands of another checker.
    if (this.#raw && this.#instance !== currentInstance()) this.#restart();
    if (!this.#raw) throw usage('this checker was freed, or died with an EngineError: create a new one');
    return this.#raw;
  }

  #call<T>(call: (checker: raw.Checker) => T): T {
    const checker = this.#ready();
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

/** What a method is given behind the path and the bytes. */
function grouped<T extends object>(method: string, options: T): T {
  if (typeof options === 'object' && options !== null) return options;
  throw usage(`${method}() takes a path, the bytes, and options as an object`);
}
