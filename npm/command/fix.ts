/** `--fix` and `--diff`: what is certain is mended, or shown. */
import type { Checker } from '../node.js';
import { type PageFile, pageName, writeWhole } from './files.js';
import type { Output } from './output.js';
import { UsageError } from './usage.js';

/** What `unisono check` is told of fixes. */
export interface FixOptions {
  fix: boolean;
  unsafe: boolean;
  diff: boolean;
}

/** Refuses what says nothing together. */
export function checkFixOptions({ fix, unsafe, diff }: FixOptions): void {
  if (unsafe && !fix && !diff)
    throw new UsageError('--unsafe says which fixes are made: write --fix --unsafe, or --diff --unsafe');
}

/** Shows what the fixes of the last check would change. */
export async function showFixes(checker: Checker, { unsafe }: FixOptions, output: Output): Promise<void> {
  const fixed = checker.fixed({ unsafe });
  await output.write(fixed.map((page) => page.diff).join(''));
  process.stderr.write(
    `unisono: ${counted(
      fixed.reduce((sum, page) => sum + page.fixes, 0),
      fixed.length,
    )} to make\n`,
  );
}

/** Makes the fixes of the last check; gives how many there were. */
export async function makeFixes(checker: Checker, { unsafe }: FixOptions, pages: readonly PageFile[]): Promise<number> {
  const files = new Map(pages.map((page) => [pageName(page), page.file]));
  let fixes = 0;
  let count = 0;
  for (const page of checker.fixed({ unsafe })) {
    const file = files.get(page.path);
    if (file === undefined) continue;
    await writeWhole(file, page.text);
    fixes += page.fixes;
    count += 1;
  }
  process.stderr.write(`unisono: ${counted(fixes, count)} made\n`);
  return fixes;
}

function counted(fixes: number, pages: number): string {
  return `${fixes} ${fixes === 1 ? 'fix' : 'fixes'} in ${pages} ${pages === 1 ? 'page' : 'pages'}`;
}
