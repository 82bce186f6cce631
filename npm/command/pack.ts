/** `unisono pack init` and `unisono pack test`, and reading packs for `unisono check`. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { builtInPacks, type Checker, testPack } from '../node.js';
import { configuration } from './config.js';
import { beside, opening } from './files.js';
import type { Output } from './output.js';
import { addPages, type Places } from './pages.js';
import { created } from './prepare.js';
import { packOptions, parseArguments, UsageError } from './usage.js';

/** Runs the cases of packs, or makes one out of pages; resolves to the exit status. */
export async function pack(args: readonly string[], output: Output): Promise<number> {
  const [action, ...files] = args;
  if (action === 'init') return proposed(files, output);
  if (action !== 'test' || files.length === 0) {
    throw new UsageError('pack takes init and pages, or test and packs: unisono pack test ours.yaml');
  }
  let failed = false;
  for (const file of files) {
    const test = await told(async () => testPack(file, await opening(file, () => readFile(file))));
    await output.write(test.text);
    failed ||= test.failures.length > 0;
  }
  return failed ? 1 : 0;
}

/** Makes a pack out of pages and prints it; what came of it goes to the standard error. */
async function proposed(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parseArguments<Values>(args, packOptions);
  const { config, configFile } = await configuration(values.config, positionals);
  const checker = await created({ source: values.source, config, configFile });
  await addPages(checker, positionals, values, configFile, 'unisono pack init docs');
  const made = await told(async () => checker.proposePack(values.id ?? named(positionals)));
  if (made.claims === 0) {
    throw new UsageError(
      'no sentence of these pages makes a claim: it takes must, should, can, only, not, before or a status, or numbered steps, and something that is done',
    );
  }
  await output.write(made.text);
  const { procedures } = made;
  const ordered = procedures === 0 ? '' : ` and ${procedures === 1 ? '1 procedure' : `${procedures} procedures`}`;
  process.stderr.write(
    `${made.claims} claims${ordered} with ${made.cases} cases; ${made.differing} sentences of translations do not state theirs, ${made.left} of the source made no claim. Read it, then: unisono pack test FILE\n`,
  );
  return 0;
}

interface Values extends Places {
  source?: string | undefined;
  config?: string | undefined;
  id?: string | undefined;
}

/** An id for a pack of these pages: the name of their folder, or of the first page. */
function named(paths: readonly string[]): string {
  const name = basename(resolve(paths[0] ?? '.')).replace(/\.[^.]+$/, '');
  const kebab = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return kebab === '' ? 'ours' : kebab;
}

async function unknown(name: string): Promise<string> {
  const known = (await builtInPacks()).join(', ');
  return `there is no pack ${JSON.stringify(name)}: write the path of a file, or the id of a built-in pack: ${known}`;
}

/**
 * Gives a checker the packs that are asked for: files that its configuration names, then what the command line does,
 * ids of built-in packs or files.
 */
export async function addPacks(
  checker: Checker,
  configFile: string | undefined,
  named: readonly string[] = [],
): Promise<void> {
  const files = checker.packFiles.map((file) => beside(configFile, file));
  for (const name of [...files, ...named]) {
    if (checker.applyPack(name)) continue;
    if (!existsSync(name) && basename(name) === name && extname(name) === '') throw new UsageError(await unknown(name));
    await told(async () => checker.addPack(name, await opening(name, () => readFile(name))));
  }
}

/** What the engine says of a wrong pack, said by the command. */
async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (problem) {
    if (problem instanceof Error && problem.name === 'UsageError') throw new UsageError(problem.message);
    throw problem;
  }
}
