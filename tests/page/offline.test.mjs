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

test('after the first visit the page works without a network, the editor included', async () => {
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
  await context.close();
});

test('the manifest names what an installation needs, below any path', async () => {
  const manifest = JSON.parse(readFileSync(join(dist, 'unisono.webmanifest'), 'utf8'));
  assert.equal(manifest.start_url, './');
  assert.equal(manifest.scope, './');
  for (const { src } of manifest.icons) assert.ok(readFileSync(join(dist, src)).length > 0);
});

test('without engine, editor and archives the page weighs at most 120 KB after brotli', () => {
  const late = /^part-|\.(?:wasm|map)$|^example\/|^words\/(?!en)|^zip-worker/;
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
