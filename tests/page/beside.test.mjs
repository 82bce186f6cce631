// The tab of the pages: the table of sets and languages, and a set side by side.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { file, row, startSite } from './site.mjs';

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.stop());

const reportOf = (page) => page.evaluate(() => globalThis.reports.at(-1));

async function exampleIn(options) {
  const opened = await site.open({ viewport: { width: 1440, height: 900 }, ...options });
  await opened.page.click('#example');
  await opened.page.locator('.row.finding').first().waitFor();
  await opened.page.click('#tab-pages');
  return opened;
}

/** The figures of a cell, by severity. */
async function figuresOf(locator) {
  const figures = {};
  for (const severity of ['error', 'warning', 'note']) {
    const own = locator.locator(`.figures .${severity} > [aria-hidden]`);
    figures[severity] = (await own.count()) === 0 ? 0 : Number((await own.innerText()).replace(/\D/g, ''));
  }
  return figures;
}

const add = (all) =>
  all.reduce((sum, one) => ({
    error: sum.error + one.error,
    warning: sum.warning + one.warning,
    note: sum.note + one.note,
  }));

test('a page that stands alone is told to have nothing to be compared with', async () => {
  const { page, complaints } = await site.open({ viewport: { width: 1440, height: 900 } });
  await page
    .locator('#files')
    .setInputFiles([
      file('solo.de.md', '---\ntranslationKey: solo\n---\n# Allein\n\nDiese Seite steht ganz allein da.\n'),
    ]);
  await page.locator('.answer', { hasText: 'There is nothing to compare' }).waitFor();
  await page.click('#tab-pages');
  await page.locator('.heat-map .set').click();
  await page.locator('.aligned .sentence', { hasText: 'ganz allein' }).waitFor();
  assert.equal(await page.locator('.panel.pages .steps .aside').innerText(), 'nothing to compare it with');
  assert.deepEqual(complaints, []);
});

test('the counts of the table add up, in rows, in columns and to the report', async () => {
  const { page, complaints } = await exampleIn();
  const { summary, findings } = await reportOf(page);
  const heads = await page.locator('.heat-map thead th').allInnerTexts();
  assert.deepEqual(heads, ['Document set', 'en', 'de', 'fr', 'ja', 'pt-BR', 'ru', 'zh-CN', 'All']);
  const rows = page.locator('.heat-map tbody tr');
  assert.equal(await rows.count(), summary.sets.length);
  const cells = [];
  for (const tr of await rows.all()) {
    const figures = [];
    for (const td of await tr.locator('td').all()) figures.push(await figuresOf(td));
    assert.deepEqual(add(figures.slice(0, -1)), figures.at(-1), 'a row adds up');
    cells.push(figures);
  }
  const total = [];
  for (const td of await page.locator('.heat-map .total td').all()) total.push(await figuresOf(td));
  for (const [column, sum] of total.entries()) {
    assert.deepEqual(add(cells.map((figures) => figures[column])), sum, `column ${heads[column + 1]} adds up`);
  }
  const number = (severity) => findings.filter((finding) => finding.severity === severity).length;
  assert.deepEqual(total.at(-1), { error: number('error'), warning: number('warning'), note: number('note') });
  assert.deepEqual(complaints, []);
});

test('a language without a page, and a page that is in no set, are told', async () => {
  const { page, complaints } = await site.open();
  const folder = (path, text) => file(path.replaceAll('/', '.'), text);
  await page
    .locator('#files')
    .setInputFiles([
      folder('one.en.md', '# One\n\nOpen port 5269.\n'),
      folder('one.de.md', '# Eins\n\nÖffnen Sie Port 5296.\n'),
      folder('two.en.md', '# Two\n\nOpen port 5269 and restart the service.\n'),
    ]);
  await row(page, '5269 became 5296').waitFor();
  await page.click('#tab-pages');
  assert.equal(await page.locator('.heat-map td.missing').count(), 1);
  assert.match(await page.locator('.heat-map td.missing').innerText(), /no page in this language/);
  assert.deepEqual(complaints, []);
});

test('a set stands side by side: sentences that answer each other in one row, with what they state', async () => {
  const { page, complaints } = await exampleIn();
  await page
    .getByRole('button', { name: /^German.*lync-server-2013/ })
    .or(page.locator('.heat-map .cell[title*="German"]'))
    .first()
    .click();
  const line = page.locator('.aligned .line', { hasText: 'Edgeserver derselben' });
  await line.waitFor();
  const [english, german] = await line.locator('.sentence').all();
  assert.match(await english.innerText(), /^Place an Edge Server of the same version/);
  assert.equal(await english.getAttribute('lang'), 'en');
  assert.equal(await german.getAttribute('lang'), 'de');
  assert.ok((await line.locator('.fact.product, .fact.role').count()) >= 2);
  const numbers = await page.locator('.sentence[lang="de"] .fact.number').allInnerTexts();
  assert.ok(numbers.includes('2013'), numbers.join());
  // Another language joins, and leaves again.
  await page.getByRole('group', { name: 'Languages shown' }).getByRole('button', { name: 'ja' }).click();
  assert.equal(await page.locator('.head').count(), 3);
  await page.getByRole('group', { name: 'Languages shown' }).getByRole('button', { name: 'ja' }).click();
  assert.equal(await page.locator('.head').count(), 2);
  assert.deepEqual(complaints, []);
});

test('a finding is underlined in its row and explained there', async () => {
  const { page, complaints } = await exampleIn();
  await page.locator('.heat-map .cell[title*="German"]').first().click();
  await page.locator('.found.error', { hasText: '5296' }).click();
  const why = page.locator('.why-here');
  assert.equal(await why.locator('h3').innerText(), '5269 became 5296');
  await why.getByRole('button', { name: 'Open the finding' }).click();
  assert.equal(await page.locator('#tab-findings').getAttribute('aria-selected'), 'true');
  assert.equal(await page.locator('.detail h3').innerText(), '5269 became 5296');
  assert.deepEqual(complaints, []);
});

test('the signs that a finding rests on are shown as bars that add to its weight', async () => {
  const { page, complaints } = await exampleIn();
  await page.click('#tab-findings');
  const { findings } = await reportOf(page);
  const weighed = findings.find(({ evidence }) => evidence?.length > 1);
  assert.ok(weighed);
  await row(page, weighed.message).click();
  const values = await page.locator('.signs .value').allInnerTexts();
  assert.equal(values.length, weighed.evidence.length);
  const sum = values.reduce((sum, text) => sum + Number(text.replace('−', '-')), 0);
  assert.ok(Math.abs(sum - weighed.evidence.reduce((sum, { weight }) => sum + weight, 0) / 100) < 0.02);
  assert.match(await page.locator('.why summary').innerText(), new RegExp(`${weighed.confidence} in 100`));
  assert.deepEqual(complaints, []);
});
