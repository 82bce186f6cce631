// What the page learns: from many pages, from a memory, from too few pages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Checker } from 'unisono';
import { aboutRun, differing, file, row, startSite } from './site.mjs';

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.stop());

const reportOf = (page) => page.evaluate(() => globalThis.reports.at(-1));

/** Words of English and Danish, for which there is no lexicon. */
const nouns = [
  'certificate|certifikatet',
  'pool|gruppen',
  'gateway|porten',
  'route|vejen',
  'policy|politikken',
  'partner|partneren',
];
const verbs = ['Check|Kontroller', 'Repair|Reparer', 'Replace|Udskift', 'Describe|Beskriv', 'Delete|Slet'];
const pair = (words, index) => words[index % words.length].split('|');

/** Pages with `number` different sentences; the last Danish one is given, where it is another. */
function pages(number, last) {
  const [english, danish] = [[], []];
  for (let i = 0; i < number; i += 1) {
    const [[do1, do2], [thing1, thing2], [other1, other2]] = [
      pair(verbs, i),
      pair(nouns, i),
      pair(nouns, i * 5 + Math.floor(i / 6)),
    ];
    english.push(`${do1} the ${thing1} and the ${other1} of machine ${i}.`);
    danish.push(`${do2} ${thing2} og ${other2} af maskine ${i}.`);
  }
  if (last) {
    // One word alone may have been reworded; three are lost.
    english.push('Repair the certificate, the route and the policy of machine 90001.');
    danish.push(last);
  }
  const text = (sentences) => `# Machines\n\n${sentences.join('\n\n')}\n`;
  return [file('machines.en.md', text(english)), file('machines.da.md', text(danish))];
}

/** What Node learns of pages. */
async function memoryOf(files) {
  const checker = await Checker.create({ source: 'en' });
  for (const { name, buffer } of files) checker.add(name, new Uint8Array(buffer));
  const bytes = checker.learn();
  checker.free();
  return Buffer.from(bytes);
}

test('of pages that are enough it is learned how words are rendered, and one that is lost is found', async () => {
  const { page, complaints } = await site.open();
  await page.locator('#files').setInputFiles(pages(2100, 'Reparer maskine 90001.'));
  await page.locator('.count').waitFor({ timeout: 120_000 });
  const { summary, findings } = await reportOf(page);
  assert.deepEqual(
    summary.learned.map(({ source, target, from }) => ({ source, target, from })),
    [{ source: 'en', target: 'da', from: 'run' }],
  );
  const pairs = summary.learned[0].pairs.toLocaleString('en');
  await aboutRun(page);
  assert.equal(
    await page.locator('.learned').innerText(),
    `How words are rendered in Danish · da was learned from these pages: ${pairs} sentence pairs.`,
  );
  const lost = 'is not rendered in any of the usual ways';
  assert.ok(findings.some(({ message }) => message.includes(lost)));
  await row(page, lost).waitFor();
  assert.deepEqual(complaints, []);
});

test('of too few pages nothing is learned, which is said', async () => {
  const { page, complaints } = await site.open();
  await page.locator('#files').setInputFiles(pages(5));
  await page.locator('.answer').waitFor();
  await aboutRun(page);
  assert.match(
    await page.locator('.learned').innerText(),
    /^Learned checks are off for Danish · da: \d sentence pairs here, too few to learn from, and no memory\./,
  );
  assert.deepEqual(complaints, []);
});

test('a memory that is given first is remembered for pages that come later, until it is forgotten', async () => {
  const { page, complaints } = await site.open();
  const memory = await memoryOf(pages(300));
  await page.locator('#files').setInputFiles([{ name: 'docs.memory', mimeType: '', buffer: memory }]);
  await page.getByText('docs.memory will be remembered. Give pages now').waitFor();
  for (const given of [pages(4, 'Reparer maskine 90001.'), pages(6, 'Reparer maskine 90001.')]) {
    await page.locator('#files').setInputFiles(given);
    await page.locator('.learned.memory').waitFor({ state: 'attached' });
    await row(page, 'certificate').waitFor();
    await aboutRun(page);
    assert.match(
      await page.locator('.learned').innerText(),
      /^How words are rendered in Danish · da is known from docs\.memory: \d+ sentence pairs\.$/,
    );
  }
  await page.getByRole('button', { name: 'Forget it' }).click();
  await page.locator('.learned.off').waitFor({ state: 'attached' });
  assert.equal(await page.getByRole('button', { name: 'Forget it' }).count(), 0);
  assert.ok((await reportOf(page)).findings.every(({ rule }) => rule !== 'term-missing'));
  assert.deepEqual(complaints, []);
});

test('a memory that comes after the pages has them checked again', async () => {
  const { page, complaints } = await site.open();
  await page.locator('#files').setInputFiles(pages(4, 'Reparer maskine 90001.'));
  await page.locator('.learned.off').waitFor({ state: 'attached' });
  const memory = await memoryOf(pages(300));
  await page.locator('#files').setInputFiles([{ name: 'docs.memory', mimeType: '', buffer: memory }]);
  await page.locator('.learned.memory').waitFor({ state: 'attached' });
  await row(page, 'certificate').waitFor();
  assert.deepEqual(complaints, []);
});

test('a translation memory is remembered as one', async () => {
  const { page, complaints } = await site.open();
  const unit = (i) =>
    `<tu><tuv xml:lang="en"><seg>Open port ${i}.</seg></tuv><tuv xml:lang="de"><seg>Öffnen Sie Port ${i}.</seg></tuv></tu>`;
  const units = Array.from({ length: 40 }, (_, i) => unit(i)).join('');
  const tmx = `<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body>${units}</body></tmx>`;
  await page.locator('#files').setInputFiles([...differing, file('vendor.tmx', tmx)]);
  await page
    .locator('.learned.memory', { hasText: 'German · de is known from vendor.tmx: 40 sentence pairs.' })
    .waitFor({ state: 'attached' });
  assert.deepEqual(complaints, []);
});

test('a damaged memory is named, and the pages can be checked without it', async () => {
  const { page, complaints } = await site.open();
  const memory = await memoryOf(pages(20));
  memory[20] ^= 1;
  await page.locator('#files').setInputFiles([...differing, { name: 'docs.memory', mimeType: '', buffer: memory }]);
  const problem = page.getByRole('alert');
  await problem.getByText('The memory cannot be used').waitFor();
  assert.match(await problem.innerText(), /docs\.memory/);
  await problem.getByRole('button', { name: 'Check without the memory' }).click();
  await row(page, '5269 became 5296').waitFor();
  assert.deepEqual(complaints, []);
});
