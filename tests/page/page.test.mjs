// The page in a headless Chromium: what people do with it.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Checker } from 'unisono';
import { aboutRun, chooseSource, differing, drop, file, manyFindings, row, startSite } from './site.mjs';

const exampleFolder = fileURLToPath(new URL('../../examples/xmpp-migration', import.meta.url));

let site;
let folder;
before(async () => {
  site = await startSite();
  folder = mkdtempSync(join(tmpdir(), 'unisono-pages-'));
});
after(async () => {
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What Node says about the pages of the example. */
async function exampleInNode(root, options) {
  const checker = await Checker.create(options);
  for (const path of readdirSync(exampleFolder, { recursive: true })) {
    if (!path.endsWith('.md')) continue;
    if (root === '' && path === 'README.md') continue;
    checker.add(path.split(sep).join('/'), readFileSync(join(exampleFolder, path)), { root });
  }
  const report = checker.check();
  checker.free();
  return report;
}

const onScreen = async (locator) => {
  const box = await locator.boundingBox();
  return box.y >= 0 && box.y + box.height <= locator.page().viewportSize().height;
};
const reportOf = (page) => page.evaluate(() => globalThis.reports.at(-1));
const countOf = (page) => page.locator('.count').innerText();

test('the example opens and shows what is planted in it, the same as in Node', async () => {
  const { page, complaints } = await site.open();
  await page.getByRole('button', { name: 'Open the example' }).click();
  await page.locator('.count').waitFor();
  const expected = await exampleInNode('', { config: readFileSync(join(exampleFolder, 'unisono.yaml'), 'utf8') });
  assert.deepEqual(await reportOf(page), expected);
  assert.equal(await countOf(page), `${expected.findings.length} findings`);

  // The gravest first, and among these in the order of the report.
  const rank = ({ severity }) => ['error', 'warning', 'note'].indexOf(severity);
  const inOrder = [...expected.findings].sort((a, b) => rank(a) - rank(b));
  const seen = new Set();
  await page.locator('.row.finding').first().focus();
  await page.keyboard.press('Home');
  for (const finding of inOrder) {
    assert.equal(await page.locator('.detail h3').innerText(), finding.message);
    assert.equal(await page.locator('.detail .rule').innerText(), finding.rule);
    const { line, column } = finding.range.start;
    assert.equal(await page.locator('.primary .place code').innerText(), `${finding.path}:${line}:${column}`);
    const current = page.locator('.row[aria-current="true"]');
    assert.ok(await current.evaluate((element) => element === document.activeElement), 'the keyboard is on the row');
    seen.add(await current.getAttribute('data-position'));
    await page.keyboard.press('ArrowDown');
  }
  assert.equal(seen.size, expected.findings.length);
  assert.deepEqual(complaints, []);
});

test('the list is ordered by what is chosen, in groups that say how many they hold', async () => {
  const { page, complaints } = await site.open();
  await page.click('#example');
  await page.locator('.count').waitFor();
  const { findings } = await reportOf(page);
  const groups = () => page.locator('.group').allInnerTexts();
  assert.match((await groups())[0], /^\d+ errors$/);
  await page.getByLabel('Order').selectOption('language');
  const german = findings.filter(({ locale }) => locale === 'de').length;
  assert.equal((await groups())[0].replace(/\s+/g, ' '), `German · de ${german}`);
  await page.getByLabel('Order').selectOption('page');
  const first = findings[0].path;
  const own = findings.filter(({ path }) => path === first).length;
  assert.equal((await groups())[0].replace(/\s+/g, ' '), `${first} ${own}`);
  assert.deepEqual(complaints, []);
});

test('clicking a finding shows both sentences with the place marked', async () => {
  const { page, complaints } = await site.open();
  await page.locator('#files').setInputFiles(differing);
  await row(page, '5269 became 5296').click();
  for (const place of ['.row[aria-current="true"]', '.primary mark', '.related mark']) {
    assert.ok(await onScreen(page.locator(place)), `${place} is on the screen`);
  }
  assert.equal(await page.locator('.primary mark').innerText(), '5296');
  assert.match(await page.locator('.primary blockquote').innerText(), /^Öffnen Sie auf dem Edgeserver Port 5296\.$/);
  assert.equal(await page.locator('.primary blockquote').getAttribute('lang'), 'de');
  assert.equal(await page.locator('.related mark').innerText(), '5269');
  assert.match(await page.locator('.related blockquote').innerText(), /^Open port 5269 on the Edge Server\.$/);
  const rule = (await page.locator('.about-rule').innerText()).trim();
  assert.match(rule, /^About number-changed/);
  assert.ok(rule.length > 60, 'the rule is explained');
  assert.match(await page.locator('.help').innerText(), /5269/);
  assert.deepEqual(complaints, []);
});

test('a fix is shown with what it replaces', async () => {
  const { page, complaints } = await site.open();
  await page
    .locator('#files')
    .setInputFiles(manyFindings(1).map(([locale, text]) => file(`servers.${locale}.md`, text)));
  await row(page, 'lync Server').click();
  assert.equal(await page.locator('.fix del').innerText(), 'lync Server');
  assert.equal(await page.locator('.fix ins').innerText(), 'Lync Server');
  assert.deepEqual(complaints, []);
});

test('a missing sentence is shown as a gap, and a hidden source without the markup around it', async () => {
  const { page, complaints } = await site.open();
  await page.click('#example');
  await page.locator('.count').scrollIntoViewIfNeeded();
  await page.getByLabel('Rule', { exact: true }).selectOption('sentence-missing');
  await row(page, 'The legacy Edge Server can run').click();
  assert.equal(await page.locator('.primary mark.gap').count(), 1);
  assert.match(await page.locator('.related mark').innerText(), /^The legacy Edge Server can run beside/);
  await page.getByLabel('Rule', { exact: true }).selectOption('sentence-added');
  await row(page, 'Prévoyez').click();
  const source = await page.locator('.related blockquote').innerText();
  assert.match(source, /^Whoever still needs XMPP keeps a legacy deployment/);
  assert.doesNotMatch(source, /[<>\p{Script=Han}]/u);
  assert.deepEqual(complaints, []);
});

test('dropped folders are roots of their own, and give what Node gives', async () => {
  const { page, complaints } = await site.open();
  await drop(page, [exampleFolder]);
  await page.locator('.count').waitFor();
  const config = readFileSync(join(exampleFolder, 'unisono.yaml'), 'utf8');
  assert.deepEqual(await reportOf(page), await exampleInNode('xmpp-migration', { config }));
  assert.match(await aboutRun(page), /Settings from xmpp-migration\/unisono\.yaml/);
  await page.getByRole('tab', { name: /^Pages/ }).click();
  assert.match(await page.locator('.unmatched').innerText(), /1 page fits no set/);
  await page.locator('.unmatched summary').click();
  assert.match(await page.locator('.unmatched li').innerText(), /^xmpp-migration\/README\.md /);
  assert.deepEqual(complaints, []);
});

test('a picked folder is read without hidden folders and without what is no page', async () => {
  const root = join(folder, 'site');
  for (const [path, text] of [
    ['en/ports.md', differing[0].buffer],
    ['de/ports.md', differing[1].buffer],
    ['de/picture.png', 'no page'],
    ['.git/ports.md', 'hidden'],
    ['node_modules/other/README.md', 'not ours'],
  ]) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const give of [(page) => page.locator('#folder').setInputFiles(root), (page) => drop(page, [root])]) {
    const { page, complaints } = await site.open();
    await give(page);
    await page.locator('.count').waitFor();
    const { summary, findings } = await reportOf(page);
    assert.equal(summary.pages, 2);
    assert.deepEqual(
      findings.map(({ path }) => path),
      ['site/de/ports.md'],
    );
    assert.match(await aboutRun(page), /1 file that is no page/);
    assert.deepEqual(complaints, []);
  }
});

test('the source language can be chosen, before and after', async () => {
  const { page, complaints } = await site.open();
  await page.locator('#files').setInputFiles(differing);
  await row(page, '5269 became 5296').waitFor();
  await chooseSource(page, 'de');
  await row(page, '5296 became 5269').waitFor();
  const again = await site.open();
  await chooseSource(again.page, 'de');
  await again.page.locator('#files').setInputFiles(differing);
  await row(again.page, '5296 became 5269').waitFor();
  assert.deepEqual([...complaints, ...again.complaints], []);
});

test('a rule can be switched off, and made graver', async () => {
  const { page, complaints } = await site.open();
  await page.locator('#files').setInputFiles(differing);
  await row(page, '5269 became 5296').waitFor();
  const set = async (level) => {
    await page.locator('#settings').click();
    await page.locator('.rule-switches summary').click();
    await page.locator('#rule-number-changed').selectOption(level);
    await page.locator('#settings-apply').click();
  };
  await set('note');
  await page.locator('.row.finding.note').waitFor();
  await set('off');
  await page.locator('.answer', { hasText: /^Yes/ }).waitFor();
  assert.deepEqual(complaints, []);
});

test('findings are filtered by severity, rule, language, set and text', async () => {
  const { page, complaints } = await site.open();
  await page.click('#example');
  await page.locator('.count').waitFor();
  const { summary, findings } = await reportOf(page);
  const total = findings.length;
  const expectShown = async (keep) => {
    const number = findings.filter(keep).length;
    assert.ok(number > 0 && number < total);
    assert.equal(await countOf(page), `${number} of ${total} findings`);
    await page.getByRole('button', { name: 'Show all' }).click();
    assert.equal(await countOf(page), `${total} findings`);
  };
  await page.getByRole('button', { name: /^\d+ errors?$/ }).click();
  await expectShown(({ severity }) => severity === 'error');
  await page.getByLabel('Rule', { exact: true }).selectOption('step-missing');
  await expectShown(({ rule }) => rule === 'step-missing');
  await page.getByLabel('Language', { exact: true }).selectOption('ja');
  await expectShown(({ locale }) => locale === 'ja');
  const set = summary.sets[1];
  await page.getByLabel('Document set', { exact: true }).selectOption(set.id);
  await expectShown(({ path }) => set.documents.some((document) => document.path === path));
  // A word of a sentence, not of a message.
  await page.getByLabel('Search in findings').fill('пограничный');
  await page.locator('.count', { hasText: ' of ' }).waitFor();
  assert.match(await countOf(page), /^[1-9]\d* of /);
  await page.getByLabel('Search in findings').fill('no page says this');
  await page.getByText('No finding is left by this filter.').waitFor();
  assert.deepEqual(complaints, []);
});

test('ten thousand findings scroll, filter and are walked through without freezing', async () => {
  const { page, complaints } = await site.open({ viewport: { width: 1280, height: 800 } });
  const files = Array.from({ length: 100 }, (_, i) =>
    manyFindings(101).map(([locale, text]) => file(`p${i}.${locale}.md`, text)),
  ).flat();
  await page.locator('#files').setInputFiles(files);
  await page.locator('body.checked:not(.busy)').waitFor({ timeout: 120_000 });
  const { findings } = await reportOf(page);
  const all = findings.length.toLocaleString('en');
  assert.ok(findings.length >= 10_000, `${findings.length} findings`);
  assert.ok((await page.locator('.row').count()) < 80, 'only rows near the screen are made');
  const spent = await page.evaluate(async () => {
    const started = performance.now();
    const list = document.querySelector('.list');
    list.scrollTop = list.scrollHeight;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return performance.now() - started;
  });
  assert.ok(spent < 2000, `scrolling took ${Math.round(spent)} ms`);
  assert.ok((await page.locator('.row').count()) < 80, 'rows that left the screen are gone');
  await page.locator('.row[aria-current="true"]').focus();
  await page.keyboard.press('End');
  assert.equal(await page.locator('.detail .position').innerText(), `${all} of ${all}`);
  assert.ok(await page.locator('.row[aria-current="true"]').isVisible());
  await page.getByLabel('Search in findings').fill('m77');
  await page.locator('.count', { hasText: ' of ' }).waitFor();
  assert.match(await countOf(page), /^100 of /);
  assert.deepEqual(complaints, []);
});

test('what pages say is shown as text, never read as HTML', async () => {
  const bad = '<img src="nowhere" onerror="globalThis.broken = true"><script>globalThis.broken = true</script>';
  const { page, complaints } = await site.open();
  await page
    .locator('#files')
    .setInputFiles([
      file(`a<b>&amp;.en.md`, `# Ports\n\nOpen port 5269 ${bad} on the server.\n`),
      file(`a<b>&amp;.de.md`, `# Ports\n\nÖffnen Sie Port 5296 ${bad} auf dem Server.\n`),
    ]);
  await row(page, '5269 became 5296').click();
  assert.match(await page.locator('.primary blockquote').innerText(), /<img src="nowhere" onerror=/);
  assert.match(await page.locator('.primary .place').innerText(), /^a<b>&amp;\.de\.md:3:/);
  assert.equal(await page.locator('#results img, #results script').count(), 0);
  assert.equal(await page.evaluate(() => globalThis.broken), undefined);
  assert.deepEqual(complaints, []);
});
