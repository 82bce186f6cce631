// Guidance packs on the command line: made out of pages, and run against their own cases.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { commandOf, folderWith, node, projectWithPackage } from './project.mjs';

let cli;
let folder;

before(() => {
  cli = commandOf(projectWithPackage());
  folder = folderWith({
    'docs/en/upgrade.md': '# Upgrade\n\nDo not move users to another pool. Back up all databases before the upgrade.\n',
    'docs/de/upgrade.md':
      '# Upgrade\n\nVerschieben Sie Benutzer nicht in einen anderen Pool. Sichern Sie alle Datenbanken nach dem Upgrade.\n',
    'plain/en/page.md': '# Page\n\nA pool holds users.\n',
  });
});

const run = (...args) => node(folder, [cli, 'pack', ...args]);

test('a pack made out of pages names its folder, says what differs, and passes its own test', () => {
  const made = run('init', 'docs', '--source', 'en');
  assert.equal(made.status, 0, made.stderr);
  assert.match(made.stdout, /^pack: docs$/m);
  assert.match(made.stdout, /^ {4}# docs\/en\/upgrade\.md:3: Do not move users to another pool\.$/m);
  assert.match(made.stdout, /^ {6}# docs\/de\/upgrade\.md:3 reads contradicted .*"before" became "after"/m);
  assert.equal(
    made.stderr,
    '2 claims with 3 cases; 1 sentences of translations do not state theirs, 0 of the source made no claim. Read it, then: unisono pack test FILE\n',
  );
  writeFileSync(join(folder, 'ours.yaml'), made.stdout);
  const tested = run('test', 'ours.yaml');
  assert.deepEqual([tested.status, tested.stdout], [0, '3 cases, 0 read otherwise than the pack says.\n']);
  const checked = node(folder, [cli, 'check', 'docs', '--source', 'en', '--pack', 'ours.yaml', '--format', 'json']);
  assert.equal(checked.status, 1, checked.stderr);
  assert.deepEqual(
    JSON.parse(checked.stdout).findings.map(({ path, rule }) => `${path} ${rule}`),
    ['docs/de/upgrade.md claim-contradicted'],
  );
});

test('pages that guide nobody, and an id that is none, are told so', () => {
  for (const [args, message] of [
    [['init', 'plain'], /^unisono: no sentence of these pages makes a claim/],
    [['init', 'docs', '--id', 'Our Pack'], /^unisono: "Our Pack" has to be in kebab-case/],
    [['init'], /^unisono: it needs a folder or a file: unisono pack init docs/],
    [['make', 'docs'], /^unisono: pack takes init and pages, or test and packs/],
  ]) {
    const done = run(...args);
    assert.deepEqual([done.status, done.stdout], [2, ''], args.join(' '));
    assert.match(done.stderr, message);
  }
});

test('a case that reads otherwise than its pack says is printed with its line', () => {
  const text = readFileSync(join(folder, 'ours.yaml'), 'utf8').replace(
    'Do not move users to another pool."]',
    'Move users."]',
  );
  writeFileSync(join(folder, 'wrong.yaml'), text);
  const done = run('test', 'wrong.yaml');
  assert.equal(done.status, 1, done.stderr);
  assert.match(done.stdout, /^wrong\.yaml:\d+: .* in en: expected stated, found \w+: Move users\.$/m);
});
