import type { Dismissal } from './baseline.js';
import type { Matrix } from './guidance-types.js';
import type { Topology } from './topology-types.js';

export type * from './guidance-types.js';
export type * from './topology-types.js';

/** How bad a finding is. `error`: a reader would act wrongly; `warning`: a person should look; `note`: worth knowing. */
export type Severity = 'error' | 'warning' | 'note';

/** What a run can be told. */
export interface Options {
  /** The locale the others are compared with, as a BCP 47 tag. Without it, the engine finds the reference itself. */
  source?: string | undefined;
  /**
   * Path templates with `{locale}`, tried before the built-in ones. One without it says where the source stands:
   * `docs/**` beside `i18n/{locale}/**`.
   */
  templates?: readonly string[] | undefined;
  /** Severity of single rules, by their names. */
  rules?: Readonly<Record<string, Severity | 'off'>> | undefined;
  /** Glossaries, CSV or TBX, besides those that {@link Checker.addGlossary} takes. */
  glossaries?: readonly GlossaryInput[] | undefined;
  /** The locale whose sentences are shown for the claims of a topology; without it, those of every language. */
  claimLocale?: string | undefined;
  /**
   * Guidance packs: one's own, besides those that {@link Checker.addPack} takes, and ids of built-in packs. A deployment
   * is held against these, instead of those of the versions found in it, and so is every page whatever its edition;
   * beside a deployment, pages that tell their edition keep it.
   */
  packs?: readonly (PackInput | string)[] | undefined;
  /** Whether the report carries the picture of the deployment, as SVG. */
  topologyPicture?: boolean | undefined;
  /** What was learned before, besides what {@link Checker.addMemory} takes. */
  memories?: readonly MemoryInput[] | undefined;
  /**
   * `auto` (default): where neither a memory nor lexicons know their languages, pages that are many enough are learned
   * from before they are checked. `on`: beside lexicons, too. `off`: never; right for a part of a set.
   */
  learning?: 'auto' | 'on' | 'off' | undefined;
  /** Findings that were weighed and are less probable than this, 0 to 100, are left out; rules that are set are told. */
  minConfidence?: number | undefined;
  /** Whether findings that follow from another one are told beside it, and not folded into it; default: no. */
  expand?: boolean | undefined;
  /** Languages whose lexicon is left aside: those of these locales, or all of them (`true`). */
  withoutLexicons?: boolean | readonly string[] | undefined;
  /** The day it is, such as `2026-11-29`: what is dismissed until a day ends by it. Without one nothing does. */
  today?: string | undefined;
  /** Whether a page has to say why it has findings ignored; default: no. */
  requireReason?: boolean | undefined;
  /** How much around a change is told of, see {@link Checker.changed}: what it touched, or the pages; default: `sentence`. */
  changedScope?: 'sentence' | 'page' | undefined;
  /** The text of a configuration file (`unisono.yaml`); the other members override what it says. */
  config?: string | undefined;
  /** Its name, for messages. */
  configFile?: string | undefined;
}

/** A glossary: terms and their renderings, as CSV or TBX-Basic. */
export interface GlossaryInput {
  /** Its name, for messages. */
  name: string;
  /** UTF-8, as in the file. */
  bytes: Uint8Array;
}

/** What was learned before: a memory that {@link Checker.learn} gave, or a translation memory as TMX 1.4. */
export interface MemoryInput {
  /** Its name, for messages. */
  name: string;
  /** As in the file. */
  bytes: Uint8Array;
}

/** A guidance pack, as YAML. */
export interface PackInput {
  /** Its name, for messages. */
  name: string;
  /** UTF-8, as in the file. */
  bytes: Uint8Array;
}

/** What came of a pack's own cases. */
export interface PackTest {
  /** Cases in the pack. */
  cases: number;
  /** Those that read otherwise than the pack says. */
  failures: PackTestFailure[];
  /** Claims without a case. */
  untested: string[];
  /** All of it, for people. */
  text: string;
}

/** A case that reads otherwise than its pack says. */
export interface PackTestFailure {
  /** Its line in the file, from 1. */
  line: number;
  claim: string;
  locale: string;
  sentence: string;
  expected: Verdict | 'near';
  found: Verdict | 'near';
  /** Why it reads so, piece by piece. */
  why: string;
}

/** A guidance pack made out of pages. */
export interface PackProposal {
  /** The pack, as YAML; empty where no claim was found. */
  text: string;
  /** Claims in it. */
  claims: number;
  /** Sentences that state one of them. */
  cases: number;
  /** Sentences that answer one of them and do not state it; they stand in the pack as comments, with the reason. */
  differing: number;
  /** Sentences that oblige, permit, forbid, limit or order, and that no claim was made of. */
  left: number;
  /** Procedures: numbered steps that stand in one order in every language, and are claims with that order. */
  procedures: number;
}

/** How a page reads against a claim. */
export type Verdict = 'stated' | 'weakened' | 'missing' | 'contradicted';

/** From which severity on a run fails. */
export type FailOn = Severity | 'never';

/** A place for people and editors. */
export interface Position {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units; a byte-order mark is not counted. */
  column: number;
  /** From 0, in UTF-16 units from the start of the text; a byte-order mark is counted. */
  offset: number;
}

/** A range of the page; `end` is exclusive. */
export interface Range {
  start: Position;
  end: Position;
}

/** What a run found; the same as the JSON of `unisono check --format json`. */
export interface Report {
  /** Version of this format. */
  version: 1;
  summary: Summary;
  /** Ordered by path, place and rule. */
  findings: Finding[];
  /** Findings that the team has set aside, in the same order; absent where there are none. */
  dismissed?: Finding[];
  /** What the languages say of the claims of the guidance packs. */
  matrix: Matrix;
  /** The deployment, where a topology was added. */
  topology?: Topology;
}

/** Counts, sets and languages of a run. */
export interface Summary {
  /** Pages read. */
  pages: number;
  /** Sentences compared, those of the references not counted. */
  sentences: number;
  errors: number;
  warnings: number;
  notes: number;
  /** Findings that are set aside, and counted nowhere else; absent where there are none. */
  dismissed?: number;
  /** What the checks of learned words rest on, by source and target. */
  learned: Learned[];
  sets: SetSummary[];
  /** Pages that fit no set. */
  unmatched: UnmatchedPage[];
  /** Files that look like documentation and were passed over, by the ending of their names; absent where there are none. */
  notRead?: Record<string, number>;
  /** Where the pages were not understood as they may be meant: why, and what to write; absent where all is well. */
  advice?: string[];
}

/** What is understood of some pages, without comparing them; the same as the JSON of `unisono sets --format json`. */
export interface SetsOverview {
  /** Version of this format. */
  version: 1;
  /** Pages read. */
  pages: number;
  languages: Coverage[];
  sets: (Pick<SetSummary, 'id' | 'title' | 'reference' | 'source'> & {
    documents: Pick<DocumentSummary, 'path' | 'locale' | 'side' | 'sourceCommit'>[];
  })[];
  /** Pages in no set, and why. */
  unmatched: Pick<UnmatchedPage, 'path' | 'reason'>[];
  /** Files that look like documentation and were passed over, by the ending of their names. */
  notRead: Record<string, number>;
  /** Where the pages were not understood as they may be meant: why, and what to write. */
  advice: string[];
}

/** How much of the sources a language has. */
export interface Coverage {
  locale: string;
  /** Its pages in sets. */
  pages: number;
  /** Sets of which it is the source. */
  sourceOf: number;
  /** Sets in which it is compared with a source. */
  translated: number;
  /** Sets that have a source in another language. */
  sources: number;
  /** Sets without a source that have a page in this language. */
  withoutSource: number;
  /** The entries of its catalogues of gettext, where it has any. */
  entries?: { translated: number; fuzzy: number; untranslated: number };
}

/** A folder that a configuration names: that of a locale, or, without one, that of the source. */
export interface RootFolder {
  locale?: string | undefined;
  folder: string;
}

/** What was learned of a pair of languages. */
export interface Learned {
  /** Locale of the sources. */
  source: string;
  /** Locale of the translations. */
  target: string;
  /** Different sentence pairs that were there to learn from. */
  pairs: number;
  /** Where they come from: a memory, the pages of the run; `off` where they were too few. */
  from: 'memory' | 'run' | 'off';
}

/** Documents that say the same thing in several languages. */
export interface SetSummary {
  /** Identity that outlives edits and machines. */
  id: string;
  title: string;
  /** Where known: "Lync Server 2013". */
  edition?: string;
  /**
   * What the documents were compared with: the source-language page, the source sentences inside a side-by-side page,
   * what most languages state, or nothing.
   */
  reference: 'source' | 'side-by-side' | 'consensus' | 'alone';
  /** The locale of the reference document, where there is one. */
  source?: string;
  documents: DocumentSummary[];
}

/** A document of a set. */
export interface DocumentSummary {
  path: string;
  locale: string;
  /** `translation` and `source` are the two halves of a side-by-side page. */
  side: 'whole' | 'translation' | 'source';
  sentences: number;
  findings: number;
  /** The commit of the source that the page records to be made from; absent where it records none. */
  sourceCommit?: string;
}

/** What a repository tells of the source of a page since the page was made; see {@link Checker.addHistory}. */
export interface History {
  /** The name of the commit that the page was made from. */
  commit: string;
  /** Whether the page records it; otherwise it is the last one that changed the page. Default: no. */
  recorded?: boolean | undefined;
  /** How many commits have changed the source since. */
  commitsSince?: number | undefined;
  /** The day of the first of them, such as `2026-03-01`. */
  since?: string | undefined;
  /**
   * The lines of the source, as it was added, that have changed since, from 1: first and last. Where lines were taken out
   * the last is one less than the first, which is the line behind them.
   */
  changed: readonly (readonly [first: number, last: number])[];
}

/** A page that fits no set. */
export interface UnmatchedPage {
  path: string;
  reason: string;
  findings: number;
}

/** One thing found wrong. */
export interface Finding {
  /** Permanent name of the rule. */
  rule: string;
  severity: Severity;
  /** What is wrong, naming the fact. */
  message: string;
  /** The permanent name of the sentence that says it: `number-changed/missing`. */
  messageId: string;
  /** The values in that sentence, by their names: `{was: '5269'}`. */
  arguments?: Record<string, string>;
  path: string;
  /** Locale of the place; empty where unknown. */
  locale: string;
  range: Range;
  /** The sentence around it. */
  sentence: Range;
  /** Second places, the reference's mostly. */
  related: Related[];
  /** How to mend it, or why it matters. */
  help: string;
  /** A replacement that mends it, where one is enough. */
  fix?: Fix;
  /** All replacements that together mend it, one or several; they are made together or not at all. */
  edits?: Edit[];
  /** Identity of the finding across edits. */
  fingerprint: string;
  /** How probable it is that a reader would call it right, 0 to 100; only of findings that were weighed. */
  confidence?: number;
  /** What that rests on: signs with what each adds, in hundredths of a nat. */
  evidence?: Evidence[];
  /** Findings this one stands for: they follow from it, or say the same of other pages. */
  folded?: FoldedFinding[];
  /** Why it is set aside; only of those that are. */
  dismissal?: Dismissal;
}

/** A finding that is told by another one, its cause. */
export interface FoldedFinding {
  /** Permanent name of its rule. */
  rule: string;
  /** How bad it would be by itself. */
  severity: Severity;
  /** What is wrong. */
  message: string;
  /** The page, with `/` between its parts. */
  path: string;
  /** The locale of the place. */
  locale: string;
  /** The place. */
  range: Range;
}

/** A sign that speaks for a finding, or against it. */
export interface Evidence {
  sign: string;
  /** Hundredths of a nat, negative where it speaks against the finding. */
  weight: number;
}

/** A second place that explains a finding. */
export interface Related {
  path: string;
  locale: string;
  range: Range;
  sentence: Range;
  /** What it shows. */
  message: string;
}

/** A replacement that would mend a finding. */
export interface Fix {
  message: string;
  range: Range;
  replacement: string;
  /** Whether it is certain: right without anybody looking. */
  safe: boolean;
}

/** A replacement, one of those that mend a finding. */
export interface Edit {
  range: Range;
  replacement: string;
  /** `safe`: right without anybody looking. The same for all edits of a finding. */
  applicability: 'safe' | 'unsafe';
}

/** A rule. */
export interface Rule {
  /** Permanent name, kebab-case. */
  name: string;
  /** The severity of its findings, the gravest where it has several. */
  severity: Severity;
  /** What it flags, in one line. */
  summary: string;
  /** Why it matters, what counts and what does not. */
  explanation: string;
  /** Its category in the error typology of MQM, such as `accuracy/omission`. */
  mqm: string;
}

/** What is known of a language. */
export interface Language {
  /** BCP 47 tag; it serves all locales of the language for which there is no closer one. */
  tag: string;
  /** Its name in English. */
  name: string;
  /** Its script, as in ISO 15924. */
  script: string;
  /** Forms of words and phrases that state something. */
  forms: number;
  /** Forms that look like those and state nothing. */
  traps: number;
  /** Names of products that belong to this language alone. */
  productNames: number;
  /** Spelled-out numbers. */
  numberWords: number;
  /** What its sentences can state, class by class. */
  classes: ConceptClass[];
}

/** A class of concepts (negation, obligation, conditions …) in one language. */
export interface ConceptClass {
  class: string;
  /** Names of the rules that compare it. */
  rules: string[];
  /** How many forms state one of its concepts. */
  forms: number;
  /** How many concepts it has, in whatever language. */
  of: number;
  /** Those that this language has forms for, each with a few of the forms. */
  concepts: { name: string; examples: string[] }[];
}

/** How far a check is. */
export interface Progress {
  done: number;
  total: number;
}

/** Called while a check runs; returning `false` ends it with an `AbortError`. */
export type OnProgress = (progress: Progress) => unknown;

/** Formats that {@link Checker.render} knows: the report, and its matrix as text, Markdown and HTML. */
export type Format =
  | ('text' | 'json' | 'jsonl' | 'sarif' | 'github' | 'github-summary' | 'gitlab' | 'junit')
  | ('markdown' | 'csv' | 'xliff' | 'html' | 'matrix' | 'matrix-md' | 'matrix-html');

/** Formats that {@link Checker.renderTopology} knows. */
export type TopologyFormat = 'text' | 'json' | 'svg';

/** How `text` is laid out. */
export interface RenderOptions {
  /** Whether to colour with ANSI escapes; default no. */
  color?: boolean | undefined;
  /** Columns of the terminal; default 100. */
  width?: number | undefined;
  /** Whether `text` shows the fingerprint of each finding; default no. */
  fingerprints?: boolean | undefined;
  /** The language that the report is about, in any format; default all. */
  locale?: string | undefined;
}

/** Where the engine's WebAssembly comes from: an address, bytes, or a compiled module. */
export type EngineSource = URL | string | ArrayBuffer | ArrayBufferView<ArrayBuffer> | EngineModule;

/**
 * Where the texts of `languages/<tag>.txt` come from, by their tags: what gives one, in the middle of a check and so without
 * a promise; or those that are at hand, beside which others are read from beside the engine as ever.
 */
export type LanguageSource = ((tag: string) => string) | ReadonlyMap<string, string>;

/**
 * Where `topology.wasm` comes from, which reads topologies and snippets of them: bytes, a compiled module, or what gives one
 * in the middle of a check and so without a promise.
 */
export type TopologySource =
  | ArrayBuffer
  | ArrayBufferView<ArrayBuffer>
  | EngineModule
  | (() => ArrayBuffer | ArrayBufferView<ArrayBuffer> | EngineModule);

/** `WebAssembly.Module`, where the types of the platform are loaded: those of Node alone lack it. */
export type EngineModule = typeof globalThis extends { WebAssembly: { Module: new (...args: never[]) => infer Module } }
  ? Module
  : never;
