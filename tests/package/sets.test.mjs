// `unisono sets` of the installed package: what is understood of a tree, and what is said where it is not.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { agreeing, commandOf, folderWith, node, projectWithPackage } from './project.mjs';

let project;
let cli;
before(() => {
  project = projectWithPackage();
  cli = commandOf(project);
});

const unisono = (cwd, ...args) => node(cwd, [cli, ...args]);

test('sets shows languages, sets and what is not read, and checks nothing', () => {
  const folder = folderWith({ ...agreeing, 'notes.rst': 'Notes\n=====\n', 'en-US/old.adoc': '= Old\n' });
  const { status, stdout, stderr } = unisono(folder, 'sets', '.');
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  assert.match(stdout, /^2 pages: 2 pages in 1 document set, 0 in no set\n/);
  assert.match(stdout, /\{locale\}\/page\.md: en-US → de-DE\n/);
  assert.match(stdout, /not read: 1 \.adoc file, 1 \.rst file\n/);
  const overview = JSON.parse(unisono(folder, 'sets', '.', '--format', 'json').stdout);
  assert.deepEqual(
    overview.languages.map(({ locale, sourceOf, translated }) => [locale, sourceOf, translated]),
    [
      ['de-DE', 0, 1],
      ['en-US', 1, 0],
    ],
  );
  assert.deepEqual(overview.notRead, { '.adoc': 1, '.rst': 1 });
  // A check does not pass over them in silence, either.
  assert.match(unisono(folder, 'check', '.').stdout, /not read: 1 \.adoc file, 1 \.rst file\n/);
});

test('a source that is not there is told in one line, with what to write', () => {
  const { stdout } = unisono(folderWith(agreeing), 'sets', '.', '--source', 'sv');
  assert.match(stdout, /hint: no page is in sv, .*: write --source with one of these, or --source-root DIR/);
});

test('a folder of other formats alone says which', () => {
  const { status, stderr } = unisono(folderWith({ 'docs/a.rst': 'A\n' }), 'sets', 'docs');
  assert.equal(status, 2);
  assert.match(stderr, /docs: there are no pages in it, only \.rst files; Unisono reads/);
});

test('a folder inside that of the source belongs to its own language', () => {
  const folder = folderWith({
    'docs/ports.md': agreeing['en-US/page.md'],
    'docs/german/ports.md': agreeing['de-DE/page.md'],
  });
  const { stdout } = unisono(folder, 'sets', 'docs', '--source', 'en', '--root', 'de=docs/german');
  assert.match(stdout, /^2 pages: 2 pages in 1 document set, 0 in no set\n/);
  assert.match(stdout, /ports\.md: en → de\n/);
});

test('paths as Windows writes them name the same roots', async () => {
  const file = join(project, 'node_modules', 'unisono', 'npm', 'dist', 'command', 'files.js');
  const { rootName } = await import(pathToFileURL(file).href);
  assert.deepEqual(
    ['.\\docs\\', '..\\ja.site\\src', 'C:\\docs', '.'].map((folder) => rootName(folder, '\\')),
    ['docs', '../ja.site/src', 'C:/docs', ''],
  );
});
