/** `unisono check`. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Checker, type FailOn, type Format, type Options, type Summary } from '../node.js';
import { findPages, opening, readPages } from './files.js';
import { type Output, wantsColor } from './output.js';
import { type choices, options, parseArguments, UsageError, usualConfig } from './usage.js';

/** Checks what the arguments name; resolves to the exit status. */
export async function check(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parseArguments<Values>(args, options);
  if (positionals.length === 0) {
    throw new UsageError('check needs a folder or a file: unisono check docs');
  }
  const { config, configFile } = await configuration(values.config);
  const pages = await findPages(positionals);
  const checker = await created({ source: values.source, config, configFile });
  for await (const { page, bytes } of readPages(pages)) checker.add(page.path, bytes, page.root);
  const summary = checker.run();
  const color = wantsColor(values.color, output.stream);
  const text = checker.render(values.format, { color, width: output.stream.isTTY ? output.stream.columns : undefined });
  await output.write(text.endsWith('\n') ? text : `${text}\n`);
  return fails(summary, values['fail-on'] ?? checker.failOn ?? 'error') ? 1 : 0;
}

interface Values {
  source?: string | undefined;
  config?: string | undefined;
  format: Format;
  'fail-on'?: FailOn | undefined;
  color: (typeof choices)['color'][number];
}

/** The configuration: the file that is named, else the one in the current folder, where there is one. */
async function configuration(named: string | undefined): Promise<Pick<Options, 'config' | 'configFile'>> {
  const configFile = named ?? (existsSync(usualConfig) ? usualConfig : undefined);
  if (configFile === undefined) return {};
  return { configFile, config: await opening(configFile, () => readFile(configFile, 'utf8')) };
}

async function created(options: Options): Promise<Checker> {
  try {
    return await Checker.create(options);
  } catch (problem) {
    if (!(problem instanceof Error) || problem.name !== 'UsageError') throw problem;
    throw new UsageError(problem.message.replace(/^source:/, '--source'));
  }
}

function fails(summary: Summary, level: FailOn): boolean {
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
