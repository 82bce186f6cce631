// Correcting by hand: the language of a page, its set, what is left out, and what all others are compared with.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { Checker } from 'unisono';
import { startSite } from './site.mjs';

let site;
let folder;
before(async () => {
  site = await startSite();
  folder = mkdtempSync(join(tmpdir(), 'unisono-correct-'));
});
after(async () => {
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const english = (port) =>
  `# Ports of the server\n\nOpen port ${port} on the Edge Server before the users are moved. Nobody else may use this port in the network.\n`;
const german = (port) =>
  `# Ports des Servers\n\nÖffnen Sie Port ${port} auf dem Edgeserver, bevor die Benutzer verschoben werden. Niemand sonst darf diesen Port im Netz verwenden.\n`;
const spanish = (port) =>
  `# Puertos del servidor\n\nAbra el puerto ${port} en el servidor perimetral antes de mover a los usuarios. Nadie más puede usar este puerto en la red.\n`;

/** Writes pages into a folder of their own, which is the root. */
function written(name, pages) {
  const root = join(folder, name);
  for (const [path, text] of Object.entries(pages)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const reportOf = (page) => page.evaluate(() => globalThis.reports.at(-1));
const setsOf = ({ summary }) =>
  summary.sets.map(({ id, source, documents }) => [
    id,
    source,
    documents.map(({ path, locale }) => `${locale} ${path}`),
  ]);

async function given(root, options) {
  const opened = await site.open({ viewport: { width: 1440, height: 900 }, ...options });
  await opened.page.locator('#folder').setInputFiles(root);
  await opened.page.locator('body.checked:not(.busy)').waitFor();
  await opened.page.click('#tab-pages');
  return opened;
}

/** Opens the dialog for a page that stands in no set. */
async function correctLoose(page, path) {
  await page.locator('.unmatched summary').click();
  await page.getByRole('button', { name: `Correct ${path}` }).click();
}

/** Opens the dialog for a page of the table. */
async function correctIn(page, path) {
  await page.locator(`.heat-map .cell[title*="${path}"]`).click();
  await page.getByRole('button', { name: `Correct ${path}` }).click();
}

/** Says it, and waits for what comes of it. */
async function apply(page, button = '#correct-apply') {
  const reports = await page.evaluate(() => globalThis.reports.length);
  await page.click(button);
  await page.waitForFunction((reports) => globalThis.reports.length > reports, reports);
  await page.locator('body.checked:not(.busy)').waitFor();
  return reportOf(page);
}

test('a page that was read as the wrong language is corrected, shown so, kept, and taken back', async () => {
  const root = written('wrong', {
    'en/ports.md': english(5269),
    'de/ports.md': german(5269),
    'fr/ports.md': spanish(5296),
  });
  const { page, complaints } = await given(root);
  const before = await reportOf(page);
  assert.ok(before.findings.some(({ message }) => /Spanish/.test(message)));

  await correctIn(page, 'wrong/fr/ports.md');
  assert.equal(await page.locator('#correct-language').inputValue(), 'fr');
  await page.locator('#correct-language').fill('no language');
  await page.click('#correct-apply');
  assert.ok(await page.locator('#correct-language').evaluate((input) => !input.validity.valid));
  await page.locator('#correct-language').fill('es');
  const report = await apply(page);

  assert.deepEqual(setsOf(report), [
    ['{locale}/ports.md', 'en', ['de wrong/de/ports.md', 'en wrong/en/ports.md', 'es wrong/fr/ports.md']],
  ]);
  assert.deepEqual(
    report.findings.map(({ path, locale, message, related }) => [path, locale, message, related[0].path]),
    [['wrong/fr/ports.md', 'es', '5269 became 5296', 'wrong/en/ports.md']],
  );
  // One is still among the pages, and sees what was said.
  assert.equal(await page.locator('#tab-pages').getAttribute('aria-selected'), 'true');
  assert.match(await page.locator('.corrected').innerText(), /wrong\/fr\/ports\.md\s+is in Spanish · es/);
  assert.deepEqual(await page.locator('.heat-map thead th').allInnerTexts(), ['Document set', 'en', 'de', 'es', 'All']);

  // It is looked at, edited and checked under its own name.
  await page.locator('.heat-map .cell[title*="wrong/fr/ports.md"]').click();
  await page.locator('.found.error', { hasText: '5296' }).click();
  await page.locator('.why-here .primary').click();
  assert.equal(await page.locator('.primary .place code').innerText(), 'wrong/fr/ports.md:3:16');

  await page.locator('body[data-kept="true"]').waitFor();
  await page.reload();
  await page.locator('.row.finding').first().waitFor();
  await page.click('#tab-pages');
  await page.getByRole('button', { name: 'Take back what was said of wrong/fr/ports.md' }).click();
  await page.locator('.heat-map thead th', { hasText: /^fr$/ }).waitFor();
  assert.deepEqual((await reportOf(page)).findings, before.findings);
  assert.equal(await page.locator('.corrected').count(), 0);
  assert.deepEqual(complaints, []);
});

test('a page in no set is put into one, whatever it is called, and left out, and another language is the source', async () => {
  const root = written('apart', {
    'en/guide/ports.md': english(5269),
    'fr/guide/ports.md': spanish(5269),
    'notes/seite, "neu".md': german(5296),
  });
  const loose = 'apart/notes/seite, "neu".md';
  const { page, complaints } = await given(root);
  assert.deepEqual(
    (await reportOf(page)).summary.unmatched.map(({ path }) => path),
    [loose],
  );
  await correctLoose(page, loose);
  await page.locator('#correct-language').fill('de');
  await page.locator('#correct-set').selectOption({ index: 1 });
  const report = await apply(page);
  assert.deepEqual(setsOf(report), [
    ['{locale}/guide/ports.md', 'en', [`de ${loose}`, 'en apart/en/guide/ports.md', 'fr apart/fr/guide/ports.md']],
  ]);
  assert.ok(report.findings.some(({ path, message }) => path === loose && message === '5269 became 5296'));

  // What is taken along names the file as it is.
  const told = async (format) => {
    await page.click('#take-away');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(`#out-${format}`)]);
    await page.keyboard.press('Escape');
    return readFileSync(await download.path(), 'utf8');
  };
  const files = {
    csv: '"apart/notes/seite, ""neu"".md"',
    sarif: 'apart/notes/seite%2C%20%22neu%22.md',
    html: 'apart/notes/seite, &quot;neu&quot;.md',
    json: JSON.stringify(loose),
    markdown: loose,
    text: loose,
  };
  for (const [format, name] of Object.entries(files)) {
    const text = await told(format);
    assert.ok(text.includes(name), `${format} names the page`);
    assert.doesNotMatch(text, /unisono-corrected/, format);
  }

  // A link to its finding has it where it was put, too.
  await page.click('#tab-findings');
  await page.locator('.row.finding', { hasText: '5269 became 5296' }).click();
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => {
      globalThis.link = text;
    };
  });
  await page.getByRole('button', { name: 'Copy a link' }).click();
  await page.waitForFunction(() => globalThis.link);
  const linked = await site.open({ hash: new URL(await page.evaluate(() => globalThis.link)).hash });
  await linked.page.locator('.row.finding', { hasText: '5269 became 5296' }).waitFor();
  assert.equal((await reportOf(linked.page)).findings[0].path, loose);
  await page.click('#tab-pages');

  // The source is another one for a while.
  await page.locator('#pages-source').selectOption('de');
  await page.locator('.heat-map .is-source[class*="agrees"] .cell[title*="seite"]').waitFor();
  assert.equal((await reportOf(page)).summary.sets[0].source, 'de');
  await page.locator('#pages-source').selectOption('');
  await page.locator('.heat-map .is-source .cell[title*="en/guide"]').waitFor();

  assert.deepEqual(linked.complaints, []);

  await correctIn(page, 'apart/fr/guide/ports.md');
  const without = await apply(page, '#correct-out');
  assert.deepEqual(
    without.summary.sets[0].documents.map(({ path }) => path),
    [loose, 'apart/en/guide/ports.md'],
  );
  assert.match(await page.locator('.corrected').innerText(), /2 pages corrected by hand/);
  assert.match(await page.locator('.corrected').innerText(), /fr\/guide\/ports\.md\s+is left out/);
  const all = await apply(page, '#recall-all');
  assert.equal(all.summary.pages, 3);
  assert.deepEqual(
    all.summary.unmatched.map(({ path }) => path),
    [loose],
  );
  assert.deepEqual(complaints, []);
});

test('folders whose names say nothing are corrected at once, and the lines for unisono.yaml say the same', async () => {
  const root = written('plain', {
    'english/ports.md': english(5269),
    'english/more/servers.md': english(5270),
    'deutsch/ports.md': german(5296),
    'deutsch/more/servers.md': german(5270),
  });
  const { page, complaints } = await given(root);
  assert.equal((await reportOf(page)).summary.unmatched.length, 4);
  await correctLoose(page, 'plain/deutsch/ports.md');
  await page.locator('#correct-language').fill('de');
  await page.getByLabel('Say it of the 1 other page below plain/deutsch, too').check();
  await apply(page);
  await correctLoose(page, 'plain/english/ports.md');
  await page.locator('#correct-language').fill('en');
  await page.getByLabel('Say it of the 1 other page below plain/english, too').check();
  const report = await apply(page);
  const documents = ({ summary }) => summary.sets.map((set) => [set.source, set.documents.map(({ path }) => path)]);
  const expected = [
    ['en', ['plain/deutsch/more/servers.md', 'plain/english/more/servers.md']],
    ['en', ['plain/deutsch/ports.md', 'plain/english/ports.md']],
  ];
  assert.deepEqual(documents(report), expected);
  assert.deepEqual(
    report.findings.map(({ path, message }) => [path, message]),
    [['plain/deutsch/ports.md', '5269 became 5296']],
  );

  await page.click('#corrected-lines');
  const lines = await page.locator('.lines textarea').inputValue();
  assert.equal(lines, 'source-root: english\nroots:\n  de: deutsch\n');
  await page.keyboard.press('Escape');
  // The page itself heeds such a file.
  writeFileSync(join(root, 'unisono.yaml'), lines);
  const again = await given(root);
  assert.deepEqual(documents(await reportOf(again.page)), expected);
  assert.deepEqual([...complaints, ...again.complaints], []);
});

test('what a template can say is one among the lines, and what no setting can say is a comment', async () => {
  const pages = {
    'ports.md': english(5269),
    'ports-es.md': spanish(5269),
    // Not translated yet, so that nothing but its name says that it is German.
    'ports-de.md': english(5269),
    'notes/page.md': german(5269),
    'notes/seite.md': german(5296),
  };
  const root = written('said', pages);
  const { page, complaints } = await given(root);
  const say = async (path, locale) => {
    await correctLoose(page, `said/${path}`);
    await page.locator('#correct-language').fill(locale);
    await page.locator('#correct-set').selectOption({ index: 1 });
    return apply(page);
  };
  const sets = setsOf(await say('ports-de.md', 'de'));
  assert.deepEqual(sets, [
    ['ports-{locale}.md', 'en', ['de said/ports-de.md', 'en said/ports.md', 'es said/ports-es.md']],
  ]);
  const lines = async () => {
    await page.click('#corrected-lines');
    const lines = await page.locator('.lines textarea').inputValue();
    await page.keyboard.press('Escape');
    return lines;
  };
  const template = 'templates:\n  - "ports-{locale}.md"\n';
  assert.equal(await lines(), template);
  // With them the engine says the same.
  const checker = await Checker.create({ config: template });
  for (const [path, text] of Object.entries(pages)) checker.add(path, new TextEncoder().encode(text), { root: 'said' });
  assert.deepEqual(setsOf(checker.check()), sets);
  checker.free();

  await say('notes/seite.md', 'de-AT');
  await correctLoose(page, 'said/notes/page.md');
  await apply(page, '#correct-out');
  assert.equal(
    await lines(),
    `${template}# notes/seite.md is de-AT, which its path does not say: name it ports-de-AT.md\n` +
      '# notes/page.md is not to be checked: keep it outside of the folder that is\n',
  );
  assert.deepEqual(complaints, []);
});
