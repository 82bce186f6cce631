// The page's own words: every language has every text, and the tool itself finds no difference between them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Checker } from 'unisono';
import { startSite } from './site.mjs';

const folder = fileURLToPath(new URL('../../www/words', import.meta.url));
const languages = Object.fromEntries(
  readdirSync(folder).map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(join(folder, name), 'utf8'))]),
);
const { en, ...others } = languages;

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.stop());

/** Names of texts, those that depend on a number once. */
const namesOf = (words) => [...new Set(Object.keys(words).map((key) => key.replace(/#.*/, '')))].sort();
const places = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test('there are six languages, and each has every text with its places', () => {
  assert.deepEqual(Object.keys(languages).sort(), ['de', 'en', 'ja', 'pt', 'ru', 'zh']);
  for (const [language, words] of Object.entries(others)) {
    assert.deepEqual(namesOf(words), namesOf(en), language);
    const rules = new Intl.PluralRules(language);
    for (const [key, text] of Object.entries(words)) {
      const [name, form] = key.split('#');
      const source = en[key] ?? en[`${name}#other`];
      assert.deepEqual(places(text), places(source), `${language}: ${key}`);
      if (form) assert.ok(rules.resolvedOptions().pluralCategories.includes(form), `${language}: ${key}`);
    }
  }
});

test('the tool itself finds nothing wrong between the languages of the page', async () => {
  // Every text is a paragraph below a heading, which is its name: in all languages the same.
  const page = (words) =>
    namesOf(en)
      .filter((name) => !name.startsWith('language.'))
      .map((name) => `## ${name}\n\n${(words[name] ?? words[`${name}#other`]).replace(/\{(\w+)\}/g, '`$1`')}\n`)
      .join('\n');
  const checker = await Checker.create({ source: 'en', learning: 'off' });
  for (const [language, words] of Object.entries(languages)) {
    checker.add(`${language}/words.md`, new TextEncoder().encode(page(words)));
  }
  const { summary, findings } = checker.check();
  checker.free();
  assert.equal(summary.sets.length, 1);
  assert.equal(summary.sets[0].documents.length, 6);
  assert.ok(summary.sentences > 1000, `${summary.sentences} sentences`);
  const told = findings
    .filter(({ severity }) => severity !== 'note')
    .map(({ path, range, rule, message }) => `${path}:${range.start.line} ${rule}: ${message}`);
  assert.deepEqual(told, []);
});

test('the page speaks the language of the browser, and another one that is chosen', async () => {
  for (const [locale, word] of [
    ['de-DE', 'Ordner wählen'],
    ['ja-JP', 'フォルダーを選択'],
    ['pt-BR', 'Escolher uma pasta'],
    ['ru-RU', 'Выбрать папку'],
    ['zh-CN', '选择文件夹'],
    ['is-IS', 'Choose a folder'],
  ]) {
    const { page, complaints } = await site.open({ locale });
    assert.equal(await page.locator('#pick-folder').innerText(), word);
    const lang = await page.evaluate(() => document.documentElement.lang);
    assert.equal(lang, word === 'Choose a folder' ? 'en' : locale.split('-')[0]);
    assert.deepEqual(complaints, []);
    await page.close();
  }
  const { page, complaints } = await site.open({ locale: 'en-US' });
  await page.locator('.live h3').waitFor();
  await page.click('#settings');
  await Promise.all([page.waitForEvent('load'), page.locator('#tongue').selectOption('de')]);
  await page.getByText('Ordner wählen').waitFor();
  // What the engine says is English, and is told to be.
  await page.locator('.live h3').waitFor();
  assert.equal(await page.locator('.live h3').getAttribute('lang'), 'en');
  await page.click('#example');
  await page.locator('.answer', { hasText: 'Nein, sie sind sich nicht einig: 12 Fehler und 11 Warnungen.' }).waitFor();
  assert.deepEqual(complaints, []);
});
