/** `unisono pack test`, and reading packs for `unisono check`. */
import { readFile } from 'node:fs/promises';
import { type Checker, testPack } from '../node.js';
import { opening } from './files.js';
import type { Output } from './output.js';
import { UsageError } from './usage.js';

/** Runs the cases of packs; resolves to the exit status. */
export async function pack(args: readonly string[], output: Output): Promise<number> {
  const [action, ...files] = args;
  if (action !== 'test' || files.length === 0) {
    throw new UsageError('pack takes test and files: unisono pack test ours.yaml');
  }
  let failed = false;
  for (const file of files) {
    const test = await told(async () => testPack(file, await opening(file, () => readFile(file))));
    await output.write(test.text);
    failed ||= test.failures.length > 0;
  }
  return failed ? 1 : 0;
}

/** Gives a checker the packs that are named: ids of built-in ones, or files. */
export async function addPacks(checker: Checker, named: readonly string[]): Promise<void> {
  for (const name of named) {
    if (checker.applyPack(name)) continue;
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
