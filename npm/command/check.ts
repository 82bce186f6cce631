/** `unisono check`. */
import { readFile } from 'node:fs/promises';
import { Checker, type FailOn, type Format, type Options, type RenderOptions, type Summary } from '../node.js';
import { addBaseline, type BaselineOptions, renew } from './baseline.js';
import { addChanges } from './changed.js';
import { configuration } from './config.js';
import { beside, opening } from './files.js';
import { checkFixOptions, type FixOptions, makeFixes, showFixes } from './fix.js';
import { addHistories } from './git.js';
import { type Output, wantsColor } from './output.js';
import { addPacks } from './pack.js';
import { addPages, type Places } from './pages.js';
import { progressLine } from './progress.js';
import { addJobSummary, wantedReports, writeReports } from './reports.js';
import { type choices, options, parseArguments, takeLexicons, UsageError } from './usage.js';

/** Checks what the arguments name; resolves to the exit status. */
export async function check(args: readonly string[], output: Output): Promise<number> {
  const { rest, withoutLexicons } = takeLexicons(args);
  const { values, positionals } = parseArguments<Values>(rest, options);
  const reports = wantedReports(values.report);
  checkFixOptions(values);
  const { config, configFile } = await configuration(values.config, [...positionals, ...folders(values)]);
  const checker = await created({
    source: values.source,
    learning: values.learning,
    minConfidence: confidence(values['min-confidence']),
    expand: values.expand,
    changedScope: values['changed-scope'],
    today: today(),
    withoutLexicons,
    config,
    configFile,
  });
  const inConfiguration = (file: string): string => beside(configFile, file);
  const named = checker.glossaryFiles.map(inConfiguration);
  for (const file of [...named, ...(values.glossary ?? [])]) await addGlossary(checker, file);
  await addPacks(checker, configFile, values.pack);
  const memories = checker.memoryFiles.map(inConfiguration);
  for (const file of [...memories, ...(values.memory ?? [])]) await remember(checker, file);
  const baseline = await addBaseline(checker, values, configFile);
  const pages = await addPages(checker, positionals, values, configFile, 'unisono check docs');
  if (values.git) {
    for (const hint of await addHistories(checker, pages)) process.stderr.write(`unisono: --git: ${hint}\n`);
  }
  if (values['changed-from'] !== undefined) await addChanges(checker, pages, values['changed-from']);
  const progress = progressLine();
  const summary = checker.run(progress.on);
  progress.end();
  if (values.fix && (await makeFixes(checker, values, pages)) > 0) {
    checker.free();
    // What was mended is not told, and what was not is where it is now.
    return check(
      args.filter((arg) => arg !== '--fix' && arg !== '--unsafe'),
      output,
    );
  }
  if (values.diff) {
    await showFixes(checker, values, output);
    return 0;
  }
  const color = wantsColor(values.color, output.stream);
  const width = output.stream.isTTY ? output.stream.columns : undefined;
  const { format, fingerprints } = values;
  await writeReports(checker, reports, localesOf(summary));
  const text = rendered(checker, format, { color, width, fingerprints });
  await output.write(text.endsWith('\n') ? text : `${text}\n`);
  if (format === 'github') await addJobSummary(checker);
  if (baseline !== undefined) {
    const add = values['update-baseline'];
    const narrowed = ['changed-from', 'min-confidence', 'learning'] as const;
    const whole = withoutLexicons === undefined && narrowed.every((name) => values[name] === undefined);
    const said = await renew(checker, baseline, { add, whole, frozen: Boolean(process.env['CI']) });
    if (said !== undefined) process.stderr.write(`unisono: ${said}\n`);
    if (add) return 0;
  }
  return fails(summary, values['fail-on'] ?? checker.failOn ?? 'error') ? 1 : 0;
}

function rendered(checker: Checker, format: Format, style: RenderOptions): string {
  try {
    return checker.render(format, style);
  } catch (problem) {
    throw told(problem);
  }
}

/** The folder of the source, where it is named: settings are looked for there, too. */
function folders(places: Places): string[] {
  return places['source-root'] === undefined ? [] : [places['source-root']];
}

/** The languages of the pages, in order. */
function localesOf(summary: Summary): string[] {
  const documents = summary.sets.flatMap((set) => set.documents.filter((own) => own.locale !== set.source));
  return [...new Set(documents.map((document) => document.locale))].sort();
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

interface Values extends Places, BaselineOptions, FixOptions {
  report?: string[] | undefined;
  'changed-from'?: string | undefined;
  'changed-scope'?: (typeof choices)['changed-scope'][number] | undefined;
  fingerprints: boolean;
  source?: string | undefined;
  config?: string | undefined;
  format: Format;
  'fail-on'?: FailOn | undefined;
  glossary?: string[] | undefined;
  pack?: string[] | undefined;
  memory?: string[] | undefined;
  'min-confidence'?: string | undefined;
  expand: boolean;
  git: boolean;
  learning?: (typeof choices)['learning'][number] | undefined;
  color: (typeof choices)['color'][number];
}

async function addGlossary(checker: Checker, file: string): Promise<void> {
  const bytes = await opening(file, () => readFile(file));
  try {
    checker.addGlossary(file, bytes);
  } catch (problem) {
    throw told(problem);
  }
}

/** Gives a checker a memory or a TMX file. */
export async function remember(checker: Checker, file: string): Promise<void> {
  const bytes = await opening(file, () => readFile(file));
  try {
    checker.remember(bytes, file);
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

/** Whether what was found is at a level or above it. */
export function fails(summary: Pick<Summary, 'errors' | 'warnings' | 'notes'>, level: FailOn): boolean {
  const { errors, warnings, notes } = summary;
  switch (level) {
    case 'error':
      return errors > 0;
    case 'warning':
      return errors + warnings > 0;
    case 'note':
      return errors + warnings + notes > 0;
    case 'never':
      return false;
  }
}
