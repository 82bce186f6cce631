/**
 * The WebAssembly instance all checkers of a realm share. Nothing is loaded before it is asked for.
 *
 * After a trap (a panic, an exhausted stack) an instance still answers, but its memory is in an unknown state. So the
 * instance is dropped and a fresh one is started; checkers of the old one give it what they were given.
 */

import type { EngineModule, EngineSource, LanguageSource, TopologySource } from './types.js';
import load, * as raw from './unisono.js';

type Provider = () => EngineSource | Promise<EngineSource>;

let provider: Provider | undefined;
let beside: ((tag: string) => string) | undefined;
let elsewhere: LanguageSource | undefined;
let topologiesBeside: (() => ArrayBuffer | ArrayBufferView<ArrayBuffer>) | undefined;
let topologiesElsewhere: TopologySource | undefined;
let loading: Promise<unknown> | undefined;

/** Says where the engine, the words of languages and what reads topologies come from when the user does not. */
export function provide(
  source: Provider,
  languages: (tag: string) => string,
  topologies: () => ArrayBuffer | ArrayBufferView<ArrayBuffer>,
): void {
  provider = source;
  beside = languages;
  topologiesBeside = topologies;
}

/**
 * Loads the engine. `Checker.create` does so by itself; call this first to load it from elsewhere (an address, bytes, a
 * compiled module) or ahead of time. Only the first call counts; one that failed can be repeated.
 *
 * Two things are read when they are first needed, from beside the engine, or from where `languages` and `topologies` say:
 * the words of a language (`languages/<tag>.txt`), and what reads topologies and snippets of them (`topology.wasm`).
 */
export async function init(
  source?: EngineSource | Promise<EngineSource>,
  languages?: LanguageSource,
  topologies?: TopologySource,
): Promise<void> {
  loading ??= start(source, languages, topologies);
  try {
    await loading;
  } catch (problem) {
    loading = undefined;
    throw problem;
  }
}

/** The engine as it was compiled: for helpers, which need not do that again. */
export function engineModule(): EngineModule {
  if (!compiled) throw new Error('the engine is not loaded');
  return compiled;
}

let compiled: WebAssembly.Module | undefined;

async function start(
  source?: EngineSource | Promise<EngineSource>,
  languages?: LanguageSource,
  topologies?: TopologySource,
): Promise<void> {
  elsewhere = languages;
  topologiesElsewhere = topologies;
  const from = await (source ?? provider?.());
  if (from === undefined)
    throw new Error('there is no engine to load: call init() with the address or bytes of unisono.wasm');
  if (isModule(from) || isBytes(from)) {
    // The way below looks for fetch and its kin, which Node loads when they are looked for: 20 ms for nothing.
    const module = isModule(from) ? from : await WebAssembly.compile(from);
    raw.initSync({ module });
    compiled = module;
  } else {
    compiled = await fetched(from);
    await load({ module_or_path: compiled });
  }
  setUp();
}

/** What each instance is told before it works. */
function setUp(): void {
  raw.installTopologies(loadTopologies);
  raw.fetchLanguages(words);
}

/** The texts of the languages that were met. */
const met = new Map<string, string>();

/** Takes words of languages that somebody else has met. */
export function takeWords(words: ReadonlyMap<string, string>): void {
  for (const [tag, text] of words) met.set(tag, text);
}

/** The words of languages that are at hand: for helpers, which need not fetch them again. */
export function wordsAtHand(): ReadonlyMap<string, string> {
  return typeof elsewhere === 'object' ? new Map([...elsewhere, ...met]) : met;
}

/** The words of a language, for the engine. */
function words(tag: string): string {
  try {
    const given = typeof elsewhere === 'function' ? elsewhere(tag) : elsewhere?.get(tag);
    const text = met.get(tag) ?? given ?? beside?.(tag);
    if (text === undefined) throw new Error('init() was not told where they are');
    met.set(tag, text);
    return text;
  } catch (problem) {
    throw new LanguageError(`the words of the language ${tag} could not be loaded: ${said(problem)}`, {
      cause: problem,
    });
  }
}

/** What reads topologies, once it was needed. */
let topologies: WebAssembly.Module | undefined;

/** Takes what reads topologies from somebody else who has needed it. */
export function takeTopologies(taken: EngineModule | undefined): void {
  topologies ??= taken;
}

/** What reads topologies, where it is at hand: for helpers, which need not load it again. */
export function topologiesAtHand(): EngineModule | undefined {
  return topologies;
}

/** Loads what reads topologies into the instance with these exports, for the engine. */
function loadTopologies(exports: WebAssembly.ModuleImports): void {
  try {
    topologies ??= compiledTopologies();
    new WebAssembly.Instance(topologies, { engine: exports });
  } catch (problem) {
    throw new TopologyError(`what reads topologies could not be loaded: ${said(problem)}`, { cause: problem });
  }
}

function compiledTopologies(): WebAssembly.Module {
  const given = typeof topologiesElsewhere === 'function' ? topologiesElsewhere() : topologiesElsewhere;
  const from = given ?? topologiesBeside?.();
  if (from === undefined) throw new Error('init() was not told where it is');
  return isModule(from) ? from : new WebAssembly.Module(from);
}

async function fetched(address: URL | string): Promise<WebAssembly.Module> {
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`the engine could not be fetched: ${response.status} ${response.statusText} for ${response.url}`);
  }
  const type = response.headers.get('Content-Type') ?? '';
  // Servers that do not know the type are served a little slower.
  if (type.startsWith('application/wasm')) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

function isModule(source: EngineSource | TopologySource): source is WebAssembly.Module {
  return source instanceof WebAssembly.Module;
}

function isBytes(source: EngineSource): source is ArrayBuffer | ArrayBufferView<ArrayBuffer> {
  return ArrayBuffer.isView(source) || source instanceof ArrayBuffer;
}

/** Errors the engine raises on purpose; after any other the instance is not to be trusted. */
const deliberate = new Set(['UsageError', 'AbortError']);

/** Counts the instances: what one made is of no use to the next. */
let instance = 0;

/** The number of the present instance. */
export function currentInstance(): number {
  return instance;
}

/** Whether the present instance has trapped, and no other could be started so far. */
let trapped = false;

function renew(): void {
  raw.__wbg_reset_state();
  setUp();
  trapped = false;
}

/** Runs a call into the engine; when it traps, replaces the instance and says what happened. */
export function guarded<T>(call: () => T): T {
  try {
    if (trapped) renew();
    return call();
  } catch (problem) {
    if (problem instanceof Error && deliberate.has(problem.name)) throw problem;
    instance += 1;
    trapped = true;
    const error = told(problem);
    try {
      renew();
    } catch {
      // Where the stack of the caller is used up, the next call has to.
    }
    throw error;
  }
}

/** What a user is told of a problem that cost the instance. */
function told(problem: unknown): Error {
  if (problem instanceof TopologyError) return problem;
  // The engine throws one, too: of words that belong to another version.
  if (problem instanceof Error && problem.name === 'LanguageError')
    return new LanguageError(problem.message, { cause: problem.cause ?? problem });
  return new EngineError(`Unisono's engine failed (please report it): ${said(problem)}`, { cause: problem });
}

function said(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}

/** The words of a language could not be loaded: a file is missing, or the network. */
export class LanguageError extends Error {
  override readonly name = 'LanguageError';
}

/** What reads topologies could not be loaded: its file is missing, or the network. */
export class TopologyError extends Error {
  override readonly name = 'TopologyError';
}

/** The engine failed: a bug in Unisono, or memory or stack ran out. The checker is dead; create a new one. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}
