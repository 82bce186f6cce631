// Where settings come from: found, shown, written, and wrong.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { commandOf, folderWith, node, projectWithPackage } from './project.mjs';

const require = createRequire(import.meta.url);
let project;
let cli;
before(() => {
  project = projectWithPackage();
  cli = commandOf(project);
});

const unisono = (cwd, ...args) => node(cwd, [cli, ...args]);
const english = '# Ports\n\nOpen port 5269.\n';
const german = '# Ports\n\nÖffnen Sie Port 5296.\n';
const rules = (done) =>
  JSON.parse(done.stdout).findings.map(({ path, rule, severity }) => `${path} ${rule} ${severity}`);

test('the nearest file upward from what is checked counts, one for each project, and not beyond the repository', () => {
  const folder = folderWith({
    'unisono.yaml': 'rules: {number-changed: note}\n',
    'a/unisono.json': '{"rules": {"number-changed": "warning"}}\n',
    'a/docs/en/p.md': english,
    'a/docs/de/p.md': german,
    'b/docs/en/p.md': english,
    'b/docs/de/p.md': german,
    'c/.git/HEAD': '',
    'c/docs/en/p.md': english,
    'c/docs/de/p.md': german,
  });
  const severity = (cwd, ...args) => rules(unisono(cwd, 'check', ...args, '--format', 'json'))[0]?.split(' ')[2];
  assert.equal(severity(folder, 'a/docs'), 'warning');
  assert.equal(severity(folder, 'b/docs'), 'note');
  assert.equal(severity(join(folder, 'b', 'docs'), '.'), 'note');
  assert.equal(severity(join(folder, 'c'), 'docs'), 'error', 'the top of a repository is the end');
  assert.equal(severity(folder, 'a/docs', '--config', 'unisono.yaml'), 'note');
  const both = unisono(folder, 'check', 'a/docs', 'b/docs');
  assert.equal(both.status, 2);
  assert.match(both.stderr, /settings of their own \(a\/unisono\.json, unisono\.yaml\): check them apart/);
});

test('some pages have settings of their own', () => {
  const folder = folderWith({
    'unisono.yaml': 'overrides:\n  - paths: ["*/blog/*"]\n    rules: {number-changed: note}\n',
    'en/p.md': english,
    'de/p.md': german,
    'en/blog/p.md': english.replace('Ports', 'News'),
    'de/blog/p.md': german.replace('Ports', 'Neues'),
  });
  assert.deepEqual(rules(unisono(folder, 'check', '.', '--source', 'en', '--format', 'json')), [
    'de/blog/p.md number-changed note',
    'de/p.md number-changed error',
  ]);
});

test('unisono config shows each setting with the line it comes from', () => {
  const folder = folderWith({
    'unisono.yaml': '# ours\nsource: en\nrules:\n  number-changed: off\n',
    'docs/a.md': 'A.',
  });
  const { settings, file } = JSON.parse(unisono(folder, 'config', 'docs', '--format', 'json').stdout);
  const of = (name) => settings.find((setting) => setting.name === name);
  assert.equal(file, 'unisono.yaml');
  assert.deepEqual([of('source').value, of('source').from], ['en', 'unisono.yaml:2']);
  assert.deepEqual([of('rules').value, of('rules').from], [{ 'number-changed': 'off' }, 'unisono.yaml:3']);
  assert.deepEqual([of('learning').value, of('learning').from], ['auto', 'default']);
  assert.match(unisono(folder, 'config').stdout, /source {10}"en" {2}\(unisono\.yaml:2\)/);
});

test('the schema in the package takes what the command takes, and refuses what it refuses', () => {
  const Ajv = require('ajv/dist/2020.js');
  const file = join(project, 'node_modules', 'unisono', 'schemas', 'unisono.schema.json');
  const valid = new Ajv({ strict: true }).compile(JSON.parse(readFileSync(file, 'utf8')));
  const folder = folderWith({ 'docs/a.md': 'A.' });
  const right = [
    {},
    { source: 'en', 'fail-on': 'never', 'min-confidence': 50, 'require-reason': true, baseline: 'known.json' },
    { rules: { 'number-changed': 'off', 'xmpp-ports-wrong': 'note' }, languages: { ca: 'note' } },
    {
      keep: { terms: ['Front End'] },
      overrides: [{ paths: ['a'], 'min-confidence': 3, rules: { 'link-changed': 'off' } }],
    },
    { redirects: { '/old': '/new' } },
    { redirects: ['_redirects', { '/old/*': '/new/*' }] },
    { roots: { ja: '../ja' }, 'source-root': 'docs', templates: ['{locale}/**'], memory: [], learning: 'off' },
  ];
  const wrong = [
    { sauce: 'en' },
    { rules: { 'numbers-changed': 'off' } },
    { rules: { 'number-changed': 'loud' } },
    { 'fail-on': 'fatal' },
    { 'min-confidence': 101 },
    { overrides: [{ rules: {} }] },
    { 'require-reason': 'yes' },
    { glossaries: 'a.csv' },
    { redirects: [['a']] },
  ];
  for (const [configs, fits] of [
    [right, true],
    [wrong, false],
  ]) {
    for (const config of configs) {
      const text = JSON.stringify(config);
      const project = folderWith({ 'unisono.json': text, 'docs/a.md': 'A.' });
      assert.equal(valid(config), fits, text);
      assert.equal(unisono(project, 'config').status, fits ? 0 : 2, text);
    }
  }
  assert.ok(existsSync(folder));
});

test('unisono init says what it sees, writes the file, and does not write over one', () => {
  const docusaurus = {
    'docusaurus.config.js': 'module.exports = {};\n',
    'docs/ports.md': english,
    'i18n/de/docusaurus-plugin-content-docs/current/ports.md': german,
  };
  const folder = folderWith(docusaurus);
  const dry = unisono(folder, 'init', '--dry-run');
  assert.equal(dry.status, 0, dry.stderr);
  assert.ok(!existsSync(join(folder, 'unisono.yaml')));
  const { status, stdout } = unisono(folder, 'init');
  assert.equal(status, 0);
  assert.match(stdout, /^Docusaurus\nPages in this folder: 2\n {2}de: 1 pages, 1 of 1 /);
  assert.doesNotMatch(readFileSync(join(folder, 'unisono.yaml'), 'utf8'), /^source: und/m);
  // What it says is to be done finds the two pages to be one document.
  const sets = JSON.parse(unisono(folder, 'sets', '.', '--format', 'json').stdout);
  assert.deepEqual(
    sets.sets.map(({ documents }) => documents.length),
    [2],
  );
  assert.match(stdout, /unisono\.yaml was written\. Next: unisono check \.\n$/);
  assert.equal(unisono(folder, 'config').status, 0, 'what was written can be read');
  mkdirSync(join(folder, 'build'));
  assert.match(unisono(folder, 'init', '--dry-run').stdout, /^# Checked by: unisono check \. --exclude build$/m);
  const again = unisono(folder, 'init');
  assert.equal(again.status, 2);
  assert.match(again.stderr, /unisono\.yaml: there is one already/);
  const known = {
    Starlight: { 'package.json': '{"dependencies": {"@astrojs/starlight": "1"}}', 'src/content/docs/a.md': english },
    MkDocs: { 'mkdocs.yml': '', 'docs/en/a.md': english, 'docs/de/a.md': german },
    Hugo: { 'hugo.toml': '', 'content/en/a.md': english, 'content/de/a.md': german },
    'Microsoft Learn': { 'docfx.json': '{}', 'articles/a.md': english },
    mdBook: { 'book.toml': '', 'src/a.md': english },
    VitePress: { 'docs/.vitepress/config.ts': '', 'docs/a.md': english, 'docs/de/a.md': german },
    Jekyll: { '_config.yml': '', 'a.md': english },
    Crowdin: { 'crowdin.yml': '', 'docs/en/a.md': english, 'docs/de/a.md': german },
    'No docs tool that is known: plain folders.': { 'en-US/a.md': english, 'de-DE/a.md': german },
  };
  for (const [name, files] of Object.entries(known)) {
    const { status, stdout, stderr } = unisono(folderWith(files), 'init');
    assert.equal(status, 0, stderr);
    assert.equal(stdout.split('\n')[0], name);
  }
  const plain = folderWith({ 'en-US/a.md': english, 'de-DE/a.md': german });
  unisono(plain, 'init');
  assert.match(readFileSync(join(plain, 'unisono.yaml'), 'utf8'), /^source: en-US {3}# compared with it: de-DE$/m);
  mkdirSync(join(plain, 'none'));
  assert.equal(unisono(plain, 'init', 'none').status, 2);
});
