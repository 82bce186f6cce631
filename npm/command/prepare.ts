/** A checker as a command line, or an editor, and the configuration that is found ask for it. */
import { readFile } from 'node:fs/promises';
import { Checker, type Options } from '../node.js';
import { addBaseline, type BaselineOptions } from './baseline.js';
import { configuration } from './config.js';
import { beside, opening } from './files.js';
import { addPacks } from './pack.js';
import { type choices, UsageError } from './usage.js';

/** What is asked for, by the names of options. */
export interface Wanted extends BaselineOptions {
  source?: string | undefined;
  config?: string | undefined;
  glossary?: string[] | undefined;
  pack?: string[] | undefined;
  memory?: string[] | undefined;
  learning?: (typeof choices)['learning'][number] | undefined;
  'min-confidence'?: string | undefined;
  expand?: boolean | undefined;
  'changed-scope'?: (typeof choices)['changed-scope'][number] | undefined;
  /** `--no-lexicons`, which `takeLexicons` reads. */
  withoutLexicons?: true | string[] | undefined;
}

/** A checker without pages, and the files that it comes from. */
export interface Prepared {
  checker: Checker;
  configFile: string | undefined;
  /** Where its baseline is, or is to be written. */
  baseline: string | undefined;
  /** All files that were read: where one of them changes the checker is out of date. */
  files: string[];
}

/** Makes a checker and gives it all but pages; the configuration is the one that is named, or that of the paths. */
export async function prepared(wanted: Wanted, paths: readonly string[]): Promise<Prepared> {
  const { config, configFile } = await configuration(wanted.config, paths);
  const checker = await created({
    source: wanted.source,
    learning: wanted.learning,
    minConfidence: confidence(wanted['min-confidence']),
    expand: wanted.expand,
    changedScope: wanted['changed-scope'],
    today: today(),
    withoutLexicons: wanted.withoutLexicons,
    config,
    configFile,
  });
  const inConfiguration = (file: string): string => beside(configFile, file);
  const glossaries = [...checker.glossaryFiles.map(inConfiguration), ...(wanted.glossary ?? [])];
  for (const file of glossaries) await give(file, (bytes) => checker.addGlossary(file, bytes));
  await addPacks(checker, configFile, wanted.pack);
  const memories = [...checker.memoryFiles.map(inConfiguration), ...(wanted.memory ?? [])];
  for (const file of memories) await remember(checker, file);
  const redirects = checker.redirectFiles.map(inConfiguration);
  for (const file of redirects) {
    await give(file, (bytes) => {
      for (const passed of checker.addRedirects(file, bytes)) process.stderr.write(`unisono: ${passed}\n`);
    });
  }
  const baseline = await addBaseline(checker, wanted, configFile);
  const packs = checker.packFiles.map(inConfiguration);
  const files = [configFile, baseline]
    .filter((file) => file !== undefined)
    .concat(glossaries, packs, memories, redirects);
  return { checker, configFile, baseline, files };
}

/** The day it is here, as `2026-11-29`. */
function today(): string {
  const now = new Date();
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Reads `--min-confidence`. */
function confidence(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const value = Number(written);
  if (!Number.isInteger(value) || value < 0 || value > 100) {
    throw new UsageError(`--min-confidence ${written}: expected a number from 0 to 100`);
  }
  return value;
}

/** Gives a checker a memory or a TMX file. */
export async function remember(checker: Checker, file: string): Promise<void> {
  await give(file, (bytes) => checker.addMemory(file, bytes));
}

/** Reads a file for a checker; what the engine says of it is said by the command. */
async function give(file: string, take: (bytes: Uint8Array) => void): Promise<void> {
  const bytes = await opening(file, () => readFile(file));
  try {
    take(bytes);
  } catch (problem) {
    throw told(problem);
  }
}

export async function created(options: Options): Promise<Checker> {
  try {
    return await Checker.create(options);
  } catch (problem) {
    throw told(problem);
  }
}

/** What the engine says of wrong use, said by the command. */
export function told(problem: unknown): unknown {
  if (!(problem instanceof Error) || problem.name !== 'UsageError') return problem;
  return new UsageError(problem.message.replace(/^source:/, '--source').replace(/^withoutLexicons:/, '--no-lexicons'));
}
