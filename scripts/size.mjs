// Compares what people download with scripts/size-budget.json (bytes after brotli): node scripts/size.mjs
//
// Over budget: find out what grew. Where the growth is worth it, raise the budget in the same commit, to about 15 %
// above what is measured.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { root } from './run.mjs';

const budget = JSON.parse(readFileSync(join(root, 'scripts', 'size-budget.json'), 'utf8'));
for (const [file, allowed] of Object.entries(budget)) {
  const raw = readFileSync(join(root, file));
  const size = brotliCompressSync(raw).length;
  const share = Math.round((100 * size) / allowed);
  console.log(`${file}: ${size} bytes after brotli (${raw.length} before), ${share} % of ${allowed}`);
  if (size > allowed) process.exitCode = 1;
}
