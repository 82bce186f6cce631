// The words of languages lie beside the engine, and a run reads those of the languages that it meets.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { languages } from 'unisono';
import { runAlone as run } from './project.mjs';

const check = `
  import { readFileSync } from 'node:fs';
  import { Checker, init } from 'unisono';
  const folder = new URL('./languages/', import.meta.resolve('unisono'));
  const words = (tag) => readFileSync(new URL(tag + '.txt', folder), 'utf8');
  async function rules() {
    const checker = await Checker.create({ source: 'en' });
    checker.add('en/door.md', Buffer.from('# Doors\\n\\nDo not open the door.\\n'));
    checker.add('de/door.md', Buffer.from('# Türen\\n\\nÖffnen Sie die Tür.\\n'));
    return checker.check().findings.map((finding) => finding.rule);
  }
`;

test('a run reads the words of its own languages, each once, and of no other', () => {
  const seen = run(`${check}
    const tags = [];
    await init(undefined, (tag) => {
      tags.push(tag);
      return words(tag);
    });
    const found = [await rules(), await rules()];
    console.log(JSON.stringify({ tags: tags.sort(), found }));
  `);
  assert.deepEqual(seen, { tags: ['de', 'en'], found: [['negation-missing'], ['negation-missing']] });
});

test('words that cannot be read are an error that names the language, and what follows is checked', () => {
  const seen = run(`${check}
    let missing = true;
    await init(undefined, (tag) => {
      if (missing && tag === 'de') throw new Error('404 Not Found');
      return words(tag);
    });
    const error = await rules().then(() => 'nothing', ({ name, message }) => name + ': ' + message);
    missing = false;
    console.log(JSON.stringify({ error, found: await rules() }));
  `);
  assert.equal(seen.error, 'LanguageError: the words of the language de could not be loaded: 404 Not Found');
  assert.deepEqual(seen.found, ['negation-missing']);
});

test('words of another version are refused with what to do', () => {
  const error = run(`${check}
    await init(undefined, (tag) => words(tag).replace(/^unisono words \\w+/, 'unisono words 0'));
    const error = await rules().then(() => 'nothing', ({ name, message }) => name + ': ' + message);
    console.log(JSON.stringify(error));
  `);
  assert.match(
    error,
    /^LanguageError: languages\/\w+\.txt is of another version of Unisono, or damaged: install Unisono anew/,
  );
});

test('every language that is told of has its words beside the engine', async () => {
  const folder = fileURLToPath(new URL('./languages/', import.meta.resolve('unisono')));
  const tags = readdirSync(folder).map((name) => name.replace(/\.txt$/, ''));
  const told = (await languages()).map((language) => language.tag);
  assert.deepEqual(tags.sort(), told.sort());
  for (const tag of tags) assert.match(readFileSync(`${folder}${tag}.txt`, 'utf8'), /^unisono words [0-9a-f]{8}\n/);
});
