// Compares what people download with scripts/size-budget.json (bytes after brotli): node scripts/size.mjs
//
// Over budget: find out what grew. Where the growth is worth it, raise the budget in the same commit, to about 15 %
// above what is measured.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { root } from './run.mjs';

const budget = JSON.parse(readFileSync(join(root, 'scripts', 'size-budget.json'), 'utf8'));
for (const [file, allowed] of Object.entries(budget)) {
  const path = join(root, file);
  // Of a folder all files count: people download the fonts of the letters they see, and the page keeps all for offline use.
  const files = statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path];
  const raws = files.map((name) => readFileSync(name));
  const [raw, size] = [raws, raws.map((bytes) => brotliCompressSync(bytes))].map((all) =>
    all.reduce((sum, { length }) => sum + length, 0),
  );
  const share = Math.round((100 * size) / allowed);
  console.log(`${file}: ${size} bytes after brotli (${raw} before), ${share} % of ${allowed}`);
  if (size > allowed) process.exitCode = 1;
}
