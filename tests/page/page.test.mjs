// The page in a headless Chromium, served from a folder deep in a site: no address may be absolute.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../../scripts/serve.mjs';
import { openPage, startChromium } from '../chromium.mjs';

const dist = fileURLToPath(new URL('../../www/dist', import.meta.url));
const site = mkdtempSync(join(tmpdir(), 'unisono-site-'));

let browser;
let server;
let address;
before(async () => {
  cpSync(dist, join(site, 'some', 'where'), { recursive: true });
  server = await serveFolder(site);
  address = `${server.address}some/where/`;
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(site, { recursive: true, force: true });
});

test('dropped files are checked, and nothing leaves the folder', async () => {
  const { page, complaints } = await openPage(browser, address);
  await page.locator('#files').setInputFiles([
    { name: 'page.en-US.md', mimeType: 'text/markdown', buffer: Buffer.from('# Ports\n\nOpen port 5269.\n') },
    { name: 'page.de-DE.md', mimeType: 'text/markdown', buffer: Buffer.from([0x23, 0x20, 0xff, 0x0a]) },
  ]);
  await page.locator('#report', { hasText: 'encoding-invalid' }).waitFor({ timeout: 10_000 });
  assert.deepEqual(complaints, []);
});

test('the example opens', async () => {
  const { page, complaints } = await openPage(browser, address);
  await page.getByRole('button', { name: 'example' }).click();
  await page.locator('#report', { hasText: 'findings' }).waitFor({ timeout: 10_000 });
  assert.deepEqual(complaints, []);
});
