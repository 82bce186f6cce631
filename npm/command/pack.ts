/** `unisono pack test`, and reading packs for `unisono check`. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { type Checker, type DeploymentPack, testPack } from '../node.js';
import { beside, opening } from './files.js';
import type { Output } from './output.js';
import { UsageError } from './usage.js';

const builtIn: readonly DeploymentPack[] = [
  'lync-server-2013',
  'skype-for-business-server-2015',
  'skype-for-business-server-2019',
];

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

function unknown(name: string): string {
  return `there is no pack ${JSON.stringify(name)}: write the path of a file, or the id of a built-in pack: ${builtIn.join(', ')}`;
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
    if (!existsSync(name) && basename(name) === name && extname(name) === '') throw new UsageError(unknown(name));
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
