/** The baseline of `unisono check`, and `unisono dismiss`. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Checker, dismiss } from '../node.js';
import { configuration } from './config.js';
import { beside, opening, writeWhole } from './files.js';
import type { Output } from './output.js';
import { created, told } from './prepare.js';
import { dismissOptions, parseArguments, UsageError } from './usage.js';

/** The baseline that is used without being named, beside the configuration. */
const usual = 'unisono-baseline.json';

/** The file of the baseline: the one that is named, that of the configuration, or the usual one. */
function fileOf(checker: Checker, named: string | undefined, configFile: string | undefined): string {
  const { baselineFile } = checker;
  if (named !== undefined) return named;
  if (baselineFile !== undefined) return beside(configFile, baselineFile);
  return usualFile(configFile);
}

/** Where the baseline is that nobody names. */
export function usualFile(configFile: string | undefined): string {
  return configFile === undefined ? usual : join(dirname(configFile), usual);
}

/** What `unisono check` is told of a baseline. */
export interface BaselineOptions {
  baseline?: string | undefined;
  'update-baseline'?: boolean | undefined;
}

/** Gives a checker its baseline; resolves to the file, where there is one or one is to be written. */
export async function addBaseline(
  checker: Checker,
  options: BaselineOptions,
  configFile: string | undefined,
): Promise<string | undefined> {
  const file = fileOf(checker, options.baseline, configFile);
  const named = options.baseline !== undefined || checker.baselineFile !== undefined;
  const exists = existsSync(file);
  if (!exists && !options['update-baseline']) {
    if (!named) return undefined;
    throw new UsageError(`${file}: there is no such file; write it with --update-baseline`);
  }
  const bytes = exists ? await opening(file, () => readFile(file)) : new TextEncoder().encode(empty);
  try {
    checker.setBaseline(file, bytes, { exists: existsSync });
  } catch (problem) {
    throw told(problem);
  }
  return file;
}

const empty = '{"version": 1, "findings": []}';

/**
 * Writes the baseline after a check: what is mended leaves it, and what is new joins it where that is asked for. `whole`
 * says whether the run told all that there is. Gives a line to say.
 */
export async function renew(
  checker: Checker,
  file: string,
  { add, whole, frozen }: { add: boolean; whole: boolean; frozen: boolean },
): Promise<string | undefined> {
  if (!whole) {
    if (add) throw new UsageError('--update-baseline needs a run that tells all: leave out what narrows it');
    return undefined;
  }
  const { text, known, gone, added } = checker.renewBaseline({ add });
  if (add) {
    await writeWhole(file, text);
    return `${file}: ${known} known before, ${gone} mended, ${added} added`;
  }
  if (gone === 0) return undefined;
  if (frozen) return `${file}: ${gone} of ${known} are mended: --update-baseline takes them out`;
  await writeWhole(file, text);
  return `${file}: ${gone} of ${known} were mended, and have left it`;
}

/** Dismisses findings by their fingerprints; resolves to the exit status. */
export async function dismissFindings(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parseArguments<Values>(args, dismissOptions);
  const example = 'unisono dismiss 1:6d85a10d9707ae2de8af0f624aa8f5ae --reason "the German market has another figure"';
  if (positionals.length === 0) throw new UsageError(`dismiss needs the fingerprints of findings: ${example}`);
  if (!values.reason?.trim()) throw new UsageError(`dismiss needs a reason: ${example}`);
  const { config, configFile } = await configuration(values.config);
  const file = fileOf(await created({ config, configFile }), values.baseline, configFile);
  const baseline = existsSync(file) ? await opening(file, () => readFile(file)) : undefined;
  try {
    const { reason, until } = values;
    await writeWhole(file, await dismiss({ fingerprints: positionals, reason, until, baseline, name: file }));
  } catch (problem) {
    throw told(problem);
  }
  const count = positionals.length === 1 ? '1 finding is' : `${positionals.length} findings are`;
  await output.write(`${file}: ${count} dismissed\n`);
  return 0;
}

interface Values {
  reason?: string | undefined;
  until?: string | undefined;
  baseline?: string | undefined;
  config?: string | undefined;
}
