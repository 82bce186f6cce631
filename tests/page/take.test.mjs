// What goes in and out: archives, pasted texts, settings that name files; downloads, dismissals, links, what survives a reload.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { zipSync } from 'fflate';
import { aboutRun, differing, drop, file, row, startSite } from './site.mjs';

let site;
let folder;
before(async () => {
  site = await startSite();
  folder = mkdtempSync(join(tmpdir(), 'unisono-take-'));
});
after(async () => {
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const bytes = (text) => new TextEncoder().encode(text);
const reportOf = (page) => page.evaluate(() => globalThis.reports.at(-1));

/** Writes files of a folder, which is given back. */
function written(name, files) {
  const root = join(folder, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const english = '# Ports\n\nOpen port 5269 on the Edge Server.\n';
const german = '# Ports\n\nÖffnen Sie auf dem Edgeserver Port 5296.\n';

/** Two sets that differ in a finding each. */
const twice = [
  ...differing,
  file('hosts.en.md', '# Hosts\n\nThe gateway is xmpp.contoso.com.\n'),
  file('hosts.de.md', '# Hosts\n\nDas Gateway ist xmpp.contoso.net.\n'),
];

async function download(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

test('a zip is unpacked, its folder is the root, and what is no page is left in it', async () => {
  const { page, complaints } = await site.open();
  const zip = zipSync({
    'docs/en/ports.md': bytes(english),
    'docs/de/ports.md': bytes(german),
    'docs/logo.png': bytes('none'),
    'docs/.git/ports.md': bytes('hidden'),
  });
  await page.locator('#files').setInputFiles([file('docs.zip', zip)]);
  await row(page, '5269 became 5296').waitFor();
  const { summary, findings } = await reportOf(page);
  assert.equal(summary.pages, 2);
  assert.equal(findings[0].path, 'docs/de/ports.md');
  assert.deepEqual(complaints, []);
});

test('an archive that is none is named', async () => {
  const { page, complaints } = await site.open();
  await page.locator('#files').setInputFiles([file('docs.zip', 'this is no archive')]);
  assert.match(await page.locator('.problem-message').innerText(), /^docs\.zip could not be read/);
  assert.deepEqual(complaints, []);
});

test('two pasted texts are compared, their languages found', async () => {
  const { page, complaints } = await site.open();
  await page.click('#paste');
  assert.ok(await page.locator('#paste-check').isDisabled());
  await page
    .getByLabel('The source', { exact: true })
    .fill(`${english}\nRestart the service after the change, and tell the users of it.`);
  await page
    .getByLabel('The translation', { exact: true })
    .fill(`${german}\nStarten Sie den Dienst nach der Änderung neu und sagen Sie es den Benutzern.`);
  await page.click('#paste-check');
  await row(page, '5269 became 5296').click();
  assert.equal(await page.locator('.primary blockquote').getAttribute('lang'), 'de');
  assert.deepEqual(complaints, []);
});

test('the settings of a folder are heeded with the glossary and the folders of languages they name', async () => {
  const root = written('named', {
    'unisono.yaml': 'glossaries: [terms/words.csv]\nsource-root: handbook\nroots: {de: german/pages}\n',
    'terms/words.csv': 'en,de\nmedia relay,Medienrelais\n',
    'handbook/ports.md': `${english}\nRestart the media relay after that.\n`,
    'german/pages/ports.md': `${german}\nStarten Sie danach den Vermittler neu.\n`,
  });
  const { page, complaints } = await site.open();
  await drop(page, [root]);
  await row(page, '5269 became 5296').waitFor();
  const { findings } = await reportOf(page);
  assert.ok(
    findings.some(({ rule }) => rule === 'glossary-term-missing'),
    findings.map(({ rule }) => rule).join(),
  );
  assert.match(await aboutRun(page), /Settings from named\/unisono\.yaml/);
  assert.deepEqual(complaints, []);
});

test('a glossary that settings name and that was not given is asked for', async () => {
  const root = written('lacking', {
    'unisono.yaml': 'glossaries: [words.csv]\n',
    'en/ports.md': english,
    'de/ports.md': german,
  });
  const { page, complaints } = await site.open();
  await drop(page, [root]);
  assert.match(
    await page.locator('.problem-message').innerText(),
    /^lacking\/unisono\.yaml: it names words\.csv, and lacking\/words\.csv is not among the files/,
  );
  assert.deepEqual(complaints, []);
});

test('the report comes as JSON, SARIF, HTML, XLIFF, as a table and as text', async () => {
  const { page, complaints } = await site.open();
  await page.locator('#files').setInputFiles(differing);
  await row(page, '5269 became 5296').waitFor();
  await page.click('#take-away');
  const json = await download(page, () => page.click('#out-json'));
  assert.deepEqual(JSON.parse(json.text), await reportOf(page));
  const csv = await download(page, () => page.click('#out-csv'));
  assert.equal(csv.name, 'unisono.csv');
  const [head, line] = csv.text.split('\r\n');
  assert.match(head, /severity/);
  assert.match(line, /number-changed.*5269 became 5296/);
  const sarif = await download(page, () => page.click('#out-sarif'));
  assert.equal(JSON.parse(sarif.text).runs[0].results[0].ruleId, 'number-changed');
  const html = await download(page, () => page.click('#out-html'));
  assert.match(html.text, /^<!doctype html>/i);
  const xliff = await download(page, () => page.click('#out-xliff'));
  assert.match(xliff.text, /<xliff/);
  const text = await download(page, () => page.click('#out-text'));
  assert.match(text.text, /5269 became 5296/);
  assert.deepEqual(complaints, []);
});

test('a dismissed finding is out of the list with its reason, can be taken back, and its file dismisses it again', async () => {
  const { page, complaints } = await site.open();
  await page.locator('#files').setInputFiles(differing);
  await row(page, '5269 became 5296').click();
  await page.locator('.actions').getByRole('button', { name: 'Dismiss' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Dismiss', exact: true }).click();
  assert.ok(await dialog.isVisible(), 'without a reason nothing is dismissed');
  await dialog.getByLabel(/^Why\?/).fill('The German edge listens elsewhere');
  await dialog.getByRole('button', { name: 'Dismiss', exact: true }).click();
  await page.locator('.answer', { hasText: /^Yes/ }).waitFor();
  assert.equal(await page.locator('.row.finding').count(), 0);
  await page.click('#take-away');
  const baseline = await download(page, () => page.click('#out-baseline'));
  assert.equal(baseline.name, 'unisono-baseline.json');
  assert.equal(JSON.parse(baseline.text).findings[0].reason, 'The German edge listens elsewhere');
  const json = await download(page, () => page.click('#out-json'));
  assert.deepEqual(JSON.parse(json.text).findings, [], 'what is dismissed is not reported');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '1 dismissed' }).click();
  await row(page, '5269 became 5296').click();
  assert.match(await page.locator('.was-dismissed').innerText(), /The German edge listens elsewhere/);
  await page.getByRole('button', { name: 'Take back the dismissal' }).click();
  await page.locator('.answer', { hasText: /^No/ }).waitFor();

  const again = await site.open();
  await again.page.locator('#files').setInputFiles([...differing, file('unisono-baseline.json', baseline.text)]);
  await again.page.locator('.answer', { hasText: /^Yes/ }).waitFor();
  await again.page.getByRole('button', { name: '1 dismissed' }).waitFor();
  assert.deepEqual([...complaints, ...again.complaints], []);
});

test('a link carries a small case in its fragment, and opens it elsewhere', async () => {
  const context = await site.browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await page.goto(site.address);
  await page.locator('#files').setInputFiles(differing);
  await row(page, '5269 became 5296').click();
  await page.getByRole('button', { name: 'Copy a link' }).click();
  await page.getByText('The link is copied.').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await context.close();
  assert.ok(link.startsWith(`${site.address}#case=`), link);
  const requests = [];
  const { page: other, complaints } = await site.open({ hash: link.slice(site.address.length) }, (page) =>
    page.on('request', (request) => requests.push(request.url())),
  );
  await row(other, '5269 became 5296').waitFor();
  assert.ok(
    requests.every((url) => !url.includes('case=')),
    'the fragment is sent nowhere',
  );
  assert.deepEqual(complaints, []);
});

test('a link that was cut is said to be so', async () => {
  const { page, complaints } = await site.open({ hash: '#case=abcdef' });
  await page.getByRole('alert').getByText('The link could not be read').waitFor();
  await page.locator('#example').waitFor();
  assert.deepEqual(complaints, []);
});

test('pages, report, edits and dismissals survive a reload, until they are wiped', async () => {
  const { page, complaints } = await site.open({ viewport: { width: 1440, height: 900 } });
  await page.locator('#files').setInputFiles(twice);
  await row(page, '5269 became 5296').click();
  await page.keyboard.press('e');
  await page.locator('.cm-found.error', { hasText: '5296' }).waitFor();
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('Delete');
  await page.keyboard.type('5269');
  await page.locator('.edit-state.gone').waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await row(page, 'xmpp.contoso.com became').click();
  await page.keyboard.press('d');
  await page.getByLabel(/^Why\?/).fill('meant so');
  await page.getByRole('dialog').getByRole('button', { name: 'Dismiss', exact: true }).click();
  await page.locator('.answer', { hasText: /^Yes/ }).waitFor();
  await page.locator('body[data-kept="true"]').waitFor();
  await page.reload();
  await page.locator('.answer', { hasText: /^Yes/ }).waitFor();
  await page.getByRole('button', { name: '1 dismissed' }).waitFor();
  await page.click('#take-away');
  await page.locator('#out-mended').waitFor();
  await page.keyboard.press('Escape');
  await page.click('#settings');
  await page.click('#wipe');
  await page.getByText('Everything that was kept here is gone.').waitFor();
  await page.locator('.live h3').waitFor();
  await page.reload();
  await page.locator('#example').waitFor();
  assert.equal(await page.locator('.answer').count(), 0);
  assert.deepEqual(complaints, []);
});

test('what is dismissed while a slow disk still writes survives a reload', async () => {
  const { page, complaints } = await site.open({}, (page) =>
    page.addInitScript(() => {
      const { open } = IDBFactory.prototype;
      IDBFactory.prototype.open = function (...named) {
        const request = open.apply(this, named);
        const late = {};
        request.onupgradeneeded = () => {
          late.result = request.result;
          late.onupgradeneeded();
        };
        request.onsuccess = () => {
          late.result = request.result;
          setTimeout(() => late.onsuccess(), 700);
        };
        return late;
      };
    }),
  );
  await page.locator('#files').setInputFiles(twice);
  for (const finding of ['5269 became 5296', 'xmpp.contoso.com became']) {
    await row(page, finding).click();
    await page.keyboard.press('d');
    await page.getByLabel(/^Why\?/).fill('meant so');
    await page.getByRole('dialog').getByRole('button', { name: 'Dismiss', exact: true }).click();
    // The first is being written when the second is dismissed.
    await page.waitForTimeout(500);
  }
  await page.locator('.answer', { hasText: /^Yes/ }).waitFor();
  await page.locator('body[data-kept="true"]').waitFor();
  await page.reload();
  await page.getByRole('button', { name: '2 dismissed' }).waitFor();
  await page.locator('.answer', { hasText: /^Yes/ }).waitFor();
  assert.deepEqual(complaints, []);
});
