// The page as an application: it works offline after the first visit, takes up little room, and runs in Firefox, too.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { differing, row, startSite } from './site.mjs';

const dist = fileURLToPath(new URL('../../www/dist', import.meta.url));

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.stop());

test('after the first visit the page works without a network, the editor and the fonts included', {
  timeout: 120_000,
}, async () => {
  const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(site.address);
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return registration.active.state;
  });
  await page.locator('.live h3').waitFor();
  await context.setOffline(true);
  await page.reload();
  await page.locator('.live h3').waitFor();
  await page.locator('#files').setInputFiles(differing);
  await row(page, '5269 became 5296').click();
  await page.keyboard.press('e');
  await page.locator('.cm-content').waitFor();
  // Cyrillic letters are a file of their own, which nothing has asked for before.
  const loaded = await page.evaluate(async () => {
    const fonts = await Promise.all(['a', 'я'].map((text) => document.fonts.load('600 1rem "Source Sans 3"', text)));
    return fonts.map((faces) => faces.map(({ status }) => status).join());
  });
  assert.deepEqual(loaded, ['loaded', 'loaded']);
  await context.close();
});

test('the manifest names what an installation needs, below any path', async () => {
  const manifest = JSON.parse(readFileSync(join(dist, 'unisono.webmanifest'), 'utf8'));
  assert.equal(manifest.start_url, './');
  assert.equal(manifest.scope, './');
  for (const { src } of manifest.icons) assert.ok(readFileSync(join(dist, src)).length > 0);
});

test('without engine, languages, editor, archives and fonts the page weighs at most 120 KB after brotli', () => {
  const late = /^part-|\.(?:wasm|map)$|^example\/|^fonts\/|^languages\/|^words\/(?!en)|^zip-worker/;
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((name) => !late.test(name.slice(dist.length + 1)));
  // Parts that are loaded at once are named by the script itself.
  const main = readFileSync(join(dist, 'main.js'), 'utf8');
  const parts = readdirSync(dist).filter((name) => new RegExp(`from"\\./${name}"`).test(main));
  const weight = [...files, ...parts.map((name) => join(dist, name))].reduce(
    (sum, name) => sum + brotliCompressSync(readFileSync(name)).length,
    0,
  );
  console.log(`page: ${weight} bytes after brotli`);
  assert.ok(weight > 10_000 && weight <= 120 * 1024, `${weight} bytes`);
});

test('the policy allows no inline script and no style from within the page', () => {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const policy = /Content-Security-Policy"\s+content="([^"]*)"/.exec(html)[1];
  assert.match(policy, /^default-src 'none';/);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|\*/);
  assert.doesNotMatch(html, /<style|style=|<script(?![^>]*\bsrc=)| on\w+=/);
});

test('the page has a face of its own, with its licence, and nothing moves when it comes', async () => {
  assert.match(readFileSync(join(dist, 'fonts', 'LICENSE.txt'), 'utf8'), /SIL OPEN FONT LICENSE Version 1\.1/);
  // The font comes late: the page is laid out before with what there is, and waits for it to say that it has loaded.
  let give;
  const later = new Promise((resolve) => {
    give = resolve;
  });
  let page;
  const opening = site.open({ viewport: { width: 1440, height: 900 } }, async (opened) => {
    page = opened;
    await page.route('**/fonts/*.woff2', async (route) => {
      await later;
      await route.continue();
    });
  });
  while (!page) await new Promise((resolve) => setTimeout(resolve, 10));
  await page.locator('.live h3').waitFor();
  const rows = () =>
    page.evaluate(() =>
      ['.bar', '.drop button', '.live-head', '.live h3'].map((what) => {
        const { height } = document.querySelector(what).getBoundingClientRect();
        return [what, Math.round(height)];
      }),
    );
  assert.equal(await page.evaluate(() => document.fonts.check('1rem "Source Sans 3"')), false);
  const before = await rows();
  give();
  const { complaints } = await opening;
  await page.waitForFunction(() => document.fonts.check('1rem "Source Sans 3"'));
  assert.deepEqual(await rows(), before);
  const family = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
  assert.match(family, /^"Source Sans 3"/);
  assert.deepEqual(complaints, []);
});
