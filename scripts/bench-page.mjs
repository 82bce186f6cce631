// Measures what the built page makes of a folder: node scripts/bench-page.mjs FOLDER
import { join } from 'node:path';
import { root } from './run.mjs';
import { chromium } from './setup.mjs';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('It needs a folder: node scripts/bench-page.mjs docs');
  process.exit(2);
}
process.env.CHROMIUM = chromium();
const { measured } = await import(join(root, 'tests', 'page', 'many.mjs'));
const { startSite } = await import(join(root, 'tests', 'page', 'site.mjs'));
const site = await startSite();
const { page } = await site.open({ viewport: { width: 1440, height: 900 } });
await page.locator('.live h3').waitFor();
const started = performance.now();
const { first, longest, heap, peak, crowded, count } = await measured(page, folder);
console.log(`${count} after ${((performance.now() - started) / 1000).toFixed(1)} s`);
console.log(
  `first finding ${Math.round(first)} ms, longest task ${Math.round(longest)} ms, heap ${Math.round(heap / 1e6)} MB`,
  peak === undefined ? '' : `the renderer has held at most ${Math.round(peak / 1e6)} MB`,
);
console.log(`the machine was ${crowded.toFixed(1)} times as slow as it is alone`);
await site.stop();
