/** Finding the configuration, and `unisono config`. */
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { Options } from '../node.js';
import { opening } from './files.js';
import type { Output } from './output.js';
import { created } from './prepare.js';
import { configOptions, parseArguments, UsageError, usualConfigs } from './usage.js';

/** A configuration that was found. */
export type Found = Pick<Options, 'config' | 'configFile'>;

/**
 * The configuration: the file that is named, else the nearest one to the paths that are looked at, upward from each as far
 * as its repository, else the one in the current folder.
 */
export async function configuration(named: string | undefined, paths: readonly string[] = []): Promise<Found> {
  if (named !== undefined) return read(named);
  const files = new Set<string | undefined>();
  for (const path of paths) files.add(await nearest(path));
  const [first, ...others] = files;
  if (others.length > 0) {
    const shown = [...files].map((file) => file ?? 'none').join(', ');
    throw new UsageError(
      `these paths have settings of their own (${shown}): check them apart, or name one by --config`,
    );
  }
  const file = first ?? inFolder('.');
  return file === undefined ? {} : read(file);
}

async function read(configFile: string): Promise<Found> {
  return { configFile, config: await opening(configFile, () => readFile(configFile, 'utf8')) };
}

/** The file in the folder of a path, or in the nearest one above it; not above the top of its repository. */
async function nearest(path: string): Promise<string | undefined> {
  const known = await stat(path).catch(() => undefined);
  let folder = resolve(known?.isDirectory() ? path : dirname(path));
  for (;;) {
    const file = inFolder(folder);
    if (file !== undefined) return relative('', file);
    const above = dirname(folder);
    if (above === folder || existsSync(join(folder, '.git'))) return undefined;
    folder = above;
  }
}

function inFolder(folder: string): string | undefined {
  return usualConfigs.map((name) => join(folder, name)).find((file) => existsSync(file));
}

/** Shows the settings that are in force, and where each comes from; resolves to the exit status. */
export async function showConfig(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parseArguments<{ config?: string | undefined; format: string }>(args, configOptions);
  if (values.format !== 'text' && values.format !== 'json') {
    throw new UsageError(`--format ${values.format}: write text or json`);
  }
  const { config, configFile } = await configuration(values.config, positionals);
  const { settings } = await created({ config, configFile });
  if (values.format === 'json') {
    const shown = settings.map(({ value, line, ...setting }) => ({
      ...setting,
      value: value === '' ? null : JSON.parse(value),
      from: line === undefined ? 'default' : `${configFile}:${line}`,
    }));
    await output.write(`${JSON.stringify({ file: configFile ?? null, settings: shown }, null, 2)}\n`);
    return 0;
  }
  const longest = Math.max(...settings.map(({ name }) => name.length));
  const lines = settings.map(({ name, value, line, what }) => {
    const from = line === undefined ? 'default' : `${configFile}:${line}`;
    return `${name.padEnd(longest)}  ${value === '' ? '—' : value}  (${from})\n${' '.repeat(longest)}  ${what}\n`;
  });
  await output.write(`${configFile ?? 'no configuration file'}\n\n${lines.join('')}`);
  return 0;
}
