// Mending: a page is edited and checked while one types, a fix applied, and what was mended taken away.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { unzipSync } from 'fflate';
import { chooseSource, differing, file, manyFindings, row, startSite } from './site.mjs';

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.stop());

async function given(files) {
  const opened = await site.open({ viewport: { width: 1440, height: 900 } });
  await opened.page.locator('#files').setInputFiles(files);
  await opened.page.locator('.row.finding').first().waitFor();
  return opened;
}

/** Puts the caret where the editor was opened, and types. */
async function type(page, text, deleted) {
  for (let i = 0; i < deleted; i += 1) await page.keyboard.press('Delete');
  await page.keyboard.type(text);
}

test('a finding goes while one types, and the page can be taken away as it is then', async () => {
  const { page, complaints } = await given(differing);
  await row(page, '5269 became 5296').click();
  await page.getByRole('button', { name: 'Edit the page' }).click();
  await page.locator('.cm-found.error', { hasText: '5296' }).waitFor();
  await type(page, '5269', 4);
  await page.locator('.edit-state.gone', { hasText: 'This finding is gone.' }).waitFor();
  assert.match(await page.locator('.answer').innerText(), /^Yes/);
  assert.equal(await page.locator('.row.finding').count(), 0);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download the file' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'ports.de.md');
  assert.equal(readFileSync(await download.path(), 'utf8'), '# Ports\n\nÖffnen Sie auf dem Edgeserver Port 5269.\n');
  // All can be undone.
  await page.getByRole('button', { name: 'Undo all' }).click();
  await row(page, '5269 became 5296').waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  assert.equal(await page.locator('.detail h3').innerText(), '5269 became 5296');
  assert.deepEqual(complaints, []);
});

test('lines end as they did in the file', async () => {
  const { page, complaints } = await given([
    differing[0],
    file('ports.de.md', '# Ports\r\n\r\nEin Satz davor.\r\n\r\nÖffnen Sie auf dem Edgeserver Port 5296.\r\n'),
  ]);
  await row(page, '5269 became 5296').click();
  await page.keyboard.press('e');
  await page.locator('.cm-found.error', { hasText: '5296' }).waitFor();
  await type(page, '5269', 4);
  await page.locator('.edit-state.gone').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download the file' }).click(),
  ]);
  assert.equal(
    readFileSync(await download.path(), 'utf8'),
    '# Ports\r\n\r\nEin Satz davor.\r\n\r\nÖffnen Sie auf dem Edgeserver Port 5269.\r\n',
  );
  assert.deepEqual(complaints, []);
});

test('a fix is applied, checked, and all mended pages come as a zip', async () => {
  const { page, complaints } = await given(manyFindings(2).map(([locale, text]) => file(`servers.${locale}.md`, text)));
  await row(page, 'lync Server').click();
  await page.getByRole('button', { name: 'Apply the fix' }).click();
  await page.locator('.edit-state.gone').waitFor();
  assert.equal(await page.locator('.row.finding').count(), 1);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.click('#take-away');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#out-mended')]);
  const files = unzipSync(new Uint8Array(readFileSync(await download.path())));
  assert.deepEqual(Object.keys(files), ['servers.de.md']);
  const text = new TextDecoder().decode(files['servers.de.md']);
  assert.equal(text.match(/Lync Server 2013/g).length, 1);
  assert.deepEqual(complaints, []);
});

test('the editor is not loaded before something is edited', async () => {
  const { page, complaints } = await given(differing);
  const loaded = () =>
    page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => /part-.*\.js$/.test(name))
        .reduce((most, { decodedBodySize }) => Math.max(most, decodedBodySize), 0),
    );
  // What the workers share is smaller by far.
  assert.ok((await loaded()) < 50_000, `${await loaded()} bytes`);
  await page.getByRole('button', { name: 'Edit the page' }).click();
  await page.locator('.cm-content').waitFor();
  assert.ok((await loaded()) > 100_000);
  assert.deepEqual(complaints, []);
});

test('what was mended stays mended when the pages are checked in another way', async () => {
  const { page, complaints } = await given([
    ...differing,
    file('names.en.md', '# Names\n\nOpen port 443 on the Edge Server.\n'),
    file('names.de.md', '# Namen\n\nÖffnen Sie auf dem Edgeserver Port 434.\n'),
  ]);
  await row(page, '5269 became 5296').click();
  await page.keyboard.press('e');
  await page.locator('.cm-found.error', { hasText: '5296' }).waitFor();
  await type(page, '5269', 4);
  await page.locator('.edit-state.gone').waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await chooseSource(page, 'de');
  await row(page, '434 became 443').waitFor();
  await page.locator('body:not(.busy)').waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.row.finding').length === 1);
  await page.click('#take-away');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#out-mended')]);
  assert.deepEqual(Object.keys(unzipSync(readFileSync(await download.path()))), ['ports.de.md']);
  assert.deepEqual(complaints, []);
});
