/** `unisono learn`. */
import { stat } from 'node:fs/promises';
import { Checker, type Options } from '../node.js';
import { configuration } from './config.js';
import { opening, writeWhole } from './files.js';
import type { Output } from './output.js';
import { addPages, type Places } from './pages.js';
import { created, remember } from './prepare.js';
import { learnOptions, parseArguments, takeLexicons, UsageError } from './usage.js';

/** Learns from what the arguments name and writes a memory; resolves to the exit status. */
export async function learn(args: readonly string[], output: Output): Promise<number> {
  const { rest, withoutLexicons } = takeLexicons(args);
  const { values, positionals } = parseArguments<Values>(rest, learnOptions);
  const usual = 'unisono learn docs --output docs.memory';
  if (positionals.length === 0 && values.root === undefined) {
    throw new UsageError(`learn needs folders or TMX files: ${usual}`);
  }
  if (values.output === undefined) throw new UsageError(`learn needs to know where the memory goes: ${usual}`);
  const { config, configFile } = await configuration(values.config, positionals);
  const options = { source: values.source, withoutLexicons, config, configFile };
  const all = await created(options);
  const together = all.roots.length > 0 || values.root !== undefined || values['source-root'] !== undefined;
  const folders: string[] = [];
  for (const path of positionals) {
    const isFolder = (await opening(path, () => stat(path))).isDirectory();
    if (!isFolder) await remember(all, path);
    else if (together) folders.push(path);
    else all.addMemory(path, await fromPages([path], { exclude: values.exclude }, options));
  }
  if (together) all.addMemory('memory', await fromPages(folders, values, options));
  const learned = all.remembered;
  if (learned.length === 0) {
    throw new UsageError(
      'there is nothing to learn: no page has a translation beside it; --source names their language',
    );
  }
  const memory = all.learn();
  await writeWhole(values.output, memory);
  const lines = learned.map(({ source, target, pairs }) => `  ${source} → ${target}: ${pairs} sentence pairs\n`);
  await output.write(`${values.output}: ${memory.length} bytes\n${lines.join('')}`);
  return 0;
}

interface Values extends Places {
  source?: string | undefined;
  config?: string | undefined;
  output?: string | undefined;
}

/** The memory of a root, or of roots that are one site: its pages are gone before the next is read. */
async function fromPages(paths: readonly string[], places: Places, options: Options): Promise<Uint8Array> {
  const checker = await Checker.create(options);
  try {
    await addPages(checker, paths, places, options.configFile, 'unisono learn docs --output docs.memory');
    return checker.learn();
  } finally {
    checker.free();
  }
}
