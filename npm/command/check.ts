/** `unisono check`. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Checker, type FailOn, type Format, type Options, type Summary } from '../node.js';
import { beside, opening } from './files.js';
import { addHistories } from './git.js';
import { type Output, wantsColor } from './output.js';
import { addPacks } from './pack.js';
import { addPages, type Places } from './pages.js';
import { type choices, options, parseArguments, takeLexicons, UsageError, usualConfig } from './usage.js';

/** Checks what the arguments name; resolves to the exit status. */
export async function check(args: readonly string[], output: Output): Promise<number> {
  const { rest, withoutLexicons } = takeLexicons(args);
  const { values, positionals } = parseArguments<Values>(rest, options);
  const { config, configFile } = await configuration(values.config);
  const checker = await created({
    source: values.source,
    learning: values.learning,
    minConfidence: confidence(values['min-confidence']),
    expand: values.expand,
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
  const pages = await addPages(checker, positionals, values, configFile, 'unisono check docs');
  if (values.git) {
    for (const hint of await addHistories(checker, pages)) process.stderr.write(`unisono: --git: ${hint}\n`);
  }
  const summary = checker.run();
  const color = wantsColor(values.color, output.stream);
  const text = checker.render(values.format, { color, width: output.stream.isTTY ? output.stream.columns : undefined });
  await output.write(text.endsWith('\n') ? text : `${text}\n`);
  return fails(summary, values['fail-on'] ?? checker.failOn ?? 'error') ? 1 : 0;
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

interface Values extends Places {
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

/** The configuration: the file that is named, else the one in the current folder, where there is one. */
export async function configuration(named: string | undefined): Promise<Pick<Options, 'config' | 'configFile'>> {
  const configFile = named ?? (existsSync(usualConfig) ? usualConfig : undefined);
  if (configFile === undefined) return {};
  return { configFile, config: await opening(configFile, () => readFile(configFile, 'utf8')) };
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
