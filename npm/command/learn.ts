/** `unisono learn`. */
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { Checker, type Options } from '../node.js';
import { configuration, created, remember } from './check.js';
import { opening } from './files.js';
import type { Output } from './output.js';
import { addPages, type Places } from './pages.js';
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
  const { config, configFile } = await configuration(values.config);
  const options = { source: values.source, withoutLexicons, config, configFile };
  const all = await created(options);
  const together = all.roots.length > 0 || values.root !== undefined || values['source-root'] !== undefined;
  const folders: string[] = [];
  for (const path of positionals) {
    const isFolder = (await opening(path, () => stat(path))).isDirectory();
    if (!isFolder) await remember(all, path);
    else if (together) folders.push(path);
    else all.remember(await fromPages([path], {}, options), path);
  }
  if (together) all.remember(await fromPages(folders, values, options));
  const learned = all.remembered;
  if (learned.length === 0) {
    throw new UsageError(
      'there is nothing to learn: no page has a translation beside it; --source names their language',
    );
  }
  const memory = all.learn();
  await write(values.output, memory);
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

/** Writes a file whole or not at all. */
async function write(file: string, bytes: Uint8Array): Promise<void> {
  try {
    const known = await stat(file).catch(() => undefined);
    // What is no file (a device, a pipe) can only be written to.
    if (known && !known.isFile()) {
      await writeFile(file, bytes);
      return;
    }
    const target = known ? await realpath(file) : file;
    const draft = `${target}.${process.pid}.tmp`;
    try {
      await writeFile(draft, bytes, { flag: 'wx' });
      await rename(draft, target);
    } catch (problem) {
      await rm(draft, { force: true });
      throw problem;
    }
  } catch (problem) {
    throw new UsageError(`${file}: it cannot be written: ${(problem as Error).message}`);
  }
}
