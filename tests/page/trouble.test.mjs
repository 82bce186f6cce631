// The page when something goes wrong or is given up: it says what happened, and can be used on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chooseSource, differing, file, manyFindings, row, startSite } from './site.mjs';

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.stop());

test('a check can be cancelled, what was found is kept, and the next one works', async () => {
  const { page, complaints } = await site.open();
  const files = Array.from({ length: 150 }, (_, i) =>
    manyFindings(120).map(([locale, text]) => file(`p${i}.${locale}.md`, text)),
  ).flat();
  await page.locator('#files').setInputFiles(files);
  await page.locator('.row.finding').first().waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText(/^Cancelled\. What was found in \d+ pages is kept\.$/).waitFor();
  assert.match(await page.locator('.answer').innerText(), /^So far: .* in \d+ pages\.$/);
  assert.ok((await page.locator('.row.finding').count()) > 0);
  assert.equal(await page.locator('progress').count(), 0);
  assert.equal((await page.evaluate(() => globalThis.reports)).length, 0);
  await page.locator('#files').setInputFiles(differing);
  await row(page, '5269 became 5296').waitFor();
  assert.equal((await page.evaluate(() => globalThis.reports)).length, 1);
  assert.deepEqual(complaints, []);
});

test('a new run keeps the old report until the new one is there', async () => {
  const { page, complaints } = await site.open();
  await page.locator('#files').setInputFiles(differing);
  await row(page, '5269 became 5296').waitFor();
  const many = Array.from({ length: 60 }, (_, i) =>
    manyFindings(120).map(([locale, text]) => file(`p${i}.${locale}.md`, text)),
  ).flat();
  await page.locator('#files').setInputFiles(many);
  await page.locator('.doing').waitFor();
  assert.ok(await row(page, '5269 became 5296').isVisible());
  await row(page, 'lync Server').waitFor({ timeout: 60_000 });
  assert.equal(await row(page, '5269 became 5296').count(), 0);
  assert.deepEqual(complaints, []);
});

test('what is given during a check takes its place', async () => {
  const { page, complaints } = await site.open();
  const many = Array.from({ length: 60 }, (_, i) =>
    manyFindings(120).map(([locale, text]) => file(`p${i}.${locale}.md`, text)),
  ).flat();
  // The same pages again and again: each time the worker at work is ended, and another begins.
  for (let i = 0; i < 3; i += 1) {
    await page.locator('#files').setInputFiles(many);
    await page.locator('.doing', { hasText: 'Reading' }).waitFor();
  }
  await page.locator('#files').setInputFiles(differing);
  await row(page, '5269 became 5296').waitFor();
  // Whatever came before, nothing comes after it.
  assert.equal((await page.evaluate(() => globalThis.reports.at(-1))).summary.pages, 2);
  assert.equal(await row(page, 'lync Server').count(), 0);
  assert.deepEqual(complaints, []);
});

test('a check that waits for the engine can be cancelled', async () => {
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  const { page } = await site.open({}, async (page) => {
    await page.route('**/unisono_bg.wasm', async (route) => {
      await held;
      await route.abort().catch(() => {});
    });
  });
  await page.click('#example');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Cancelled. Nothing was checked.').waitFor();
  release();
  await page.unroute('**/unisono_bg.wasm');
  await page.click('#example');
  await page.locator('.count').waitFor();
});

test('a file that is no UTF-8 is a finding with its byte', async () => {
  const { page, complaints } = await site.open();
  await page.locator('#files').setInputFiles([differing[0], file('ports.de.md', [0x23, 0x20, 0xff, 0x0a])]);
  await page.locator('.row.finding', { hasText: 'encoding-invalid' }).click();
  assert.match(await page.locator('.primary .place').innerText(), /^ports\.de\.md, byte 2\b/);
  assert.equal(await page.locator('.primary blockquote').innerText(), '23 20 ff 0a');
  assert.equal(await page.locator('.primary mark').innerText(), 'ff');
  assert.deepEqual(complaints, []);
});

test('wrong settings are named with their line, and can be left out', async () => {
  const { page, complaints } = await site.open();
  await page
    .locator('#files')
    .setInputFiles([...differing, file('unisono.yaml', 'source: en\nrules:\n  no-such: off\n')]);
  const problem = page.getByRole('alert');
  await problem.getByText('The settings are wrong').waitFor();
  assert.match(await problem.innerText(), /unisono\.yaml[\s\S]*no-such/);
  await problem.getByRole('button', { name: 'Check without settings' }).click();
  await row(page, '5269 became 5296').waitFor();
  assert.equal(await problem.count(), 0);
  assert.deepEqual(complaints, []);
});

test('a source language that is none is named', async () => {
  const { page, complaints } = await site.open();
  await chooseSource(page, 'english please');
  await page.locator('#files').setInputFiles(differing);
  assert.match(await page.locator('.problem-message').innerText(), /english please.*locale/);
  await chooseSource(page, 'en');
  await row(page, '5269 became 5296').waitFor();
  assert.deepEqual(complaints, []);
});

test('files that are no pages are refused with what pages are', async () => {
  const { page, complaints } = await site.open();
  await page.locator('#files').setInputFiles([file('picture.png', 'none')]);
  assert.match(await page.locator('.problem-message').innerText(), /\.md, \.markdown, \.mdx, \.txt/);
  await page.locator('#files').setInputFiles(differing);
  await row(page, '5269 became 5296').waitFor();
  assert.deepEqual(complaints, []);
});

test('one language alone is said to be nothing to compare', async () => {
  const { page, complaints } = await site.open();
  await page.locator('#files').setInputFiles([differing[0]]);
  await page.locator('.answer', { hasText: 'nothing to compare' }).waitFor();
  assert.deepEqual(complaints, []);
});

test('an engine that cannot be loaded is explained, and tried again', async () => {
  const { page } = await site.open({}, (page) => page.route('**/unisono_bg.wasm', (route) => route.abort()));
  await page.click('#example');
  await page.getByRole('alert').getByText('The engine could not be started').waitFor();
  await page.unroute('**/unisono_bg.wasm');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.count').waitFor();
});

test('a worker that cannot be loaded is explained, and tried again', async () => {
  const { page } = await site.open({}, (page) => page.route('**/worker.js', (route) => route.abort()));
  await page.click('#example');
  await page.getByRole('alert').getByText('The engine could not be started').waitFor();
  await page.unroute('**/worker.js');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.count').waitFor();
});

test('an engine that traps is explained, and a fresh one tried', async () => {
  // A worker whose engine fails: what npm/engine.ts makes of a trap.
  const trapping = `self.addEventListener('message', ({ data }) =>
    self.postMessage({ id: data.id, error: { name: 'EngineError', message: 'the engine failed: unreachable' } }));`;
  const { page, complaints } = await site.open({}, (page) =>
    page.route('**/worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: trapping })),
  );
  await page.locator('#files').setInputFiles(differing);
  const problem = page.getByRole('alert');
  await problem.getByText('The engine failed', { exact: true }).waitFor();
  assert.match(await problem.innerText(), /unreachable[\s\S]*not of your pages/);
  await page.unroute('**/worker.js');
  await problem.getByRole('button', { name: 'Try again' }).click();
  await row(page, '5269 became 5296').waitFor();
  assert.deepEqual(complaints, []);
});

test('a report that cannot be shown is not blamed on the engine', async () => {
  const odd = `self.addEventListener('message', ({ data }) => self.postMessage({ id: data.id, result: { summary: {} } }));`;
  const { page, complaints } = await site.open({}, (page) =>
    page.route('**/worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: odd })),
  );
  await page.locator('#files').setInputFiles(differing);
  await page.getByRole('alert').getByText('The report could not be shown').waitFor();
  assert.equal(await page.locator('#results').isVisible(), false);
  assert.deepEqual(complaints, []);
});
