// `--changed-from`: only what a change touched, and what did not follow it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { commandOf, folderWith, node, projectWithPackage } from './project.mjs';

let cli;
before(() => {
  cli = commandOf(projectWithPackage());
});

function git(folder, ...args) {
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'init.defaultBranch=main'];
  const done = spawnSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' });
  assert.equal(done.status, 0, `git ${args.join(' ')}: ${done.stderr}`);
}

function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A repository with pages on `main`, and a branch that is being worked on. */
function repository(files) {
  const folder = folderWith();
  git(folder, 'init', '-q');
  write(folder, files);
  git(folder, 'add', '.');
  git(folder, 'commit', '-q', '-m', 'Pages');
  git(folder, 'checkout', '-q', '-b', 'work');
  return folder;
}

function check(folder, ...args) {
  const paths = args.some((arg) => !arg.startsWith('-')) ? [] : ['docs'];
  const done = node(folder, [cli, 'check', ...paths, '--changed-from=main', '--format', 'json', ...args]);
  assert.notEqual(done.status, 2, done.stderr);
  const { findings } = JSON.parse(done.stdout);
  return findings.map(({ path, range, rule }) => `${path}:${range.start.line} ${rule}`).sort();
}

const english = '# Copies\n\nKeep the copies for 10 days.\n\nStop the service before you begin.\n\nOpen the console.\n';
const german =
  '# Kopien\n\nBewahren Sie die Kopien 20 Tage lang auf.\n\nBeenden Sie den Dienst, bevor Sie beginnen.\n\nÖffnen Sie die Konsole.\n';
const french =
  '# Copies\n\nConservez les copies pendant 10 jours.\n\nArrêtez le service avant de commencer.\n\nOuvrez la console.\n';
const three = { 'docs/en/copies.md': english, 'docs/de/copies.md': german, 'docs/fr/copies.md': french };

test('nothing that was there before is told', () => {
  const folder = repository(three);
  assert.deepEqual(check(folder), []);
  // Neither where lines moved or were wrapped anew.
  write(folder, {
    'docs/de/copies.md': german.replace('Kopien 20', 'Kopien\n20').replace('# Kopien\n', '# Kopien\n\n\n'),
  });
  assert.deepEqual(check(folder), []);
  write(folder, { 'docs/de/copies.md': german.replace('20', '30') });
  assert.deepEqual(check(folder), ['docs/de/copies.md:3 number-changed']);
});

test('a sentence of the source that was changed is told in each language that did not follow', () => {
  const folder = repository({ ...three, 'docs/en/other.md': english, 'docs/de/other.md': german });
  write(folder, {
    'docs/en/copies.md': english.replace('Stop the', 'Halt the'),
  });
  const all = ['docs/de/copies.md:5 change-not-followed', 'docs/fr/copies.md:5 change-not-followed'];
  assert.deepEqual(check(folder), all);
  git(folder, 'commit', '-q', '-a', '-m', 'The source');
  assert.deepEqual(check(folder), all, 'committed or not');
  write(folder, { 'docs/fr/copies.md': french.replace('Arrêtez', 'Stoppez') });
  assert.deepEqual(check(folder), all.slice(0, 1));
  // What another rule says of the sentence is said by that alone.
  write(folder, { 'docs/en/copies.md': english.replace('10 days', '15 days') });
  const [de, fr] = ['docs/de/copies.md:3 number-changed', 'docs/fr/copies.md:3 number-changed'];
  assert.deepEqual(check(folder), [de, fr]);
});

test('with the scope of a page, all of the pages that were touched is told', () => {
  const folder = repository({ ...three, 'docs/en/other.md': english, 'docs/de/other.md': german });
  write(folder, { 'docs/de/copies.md': german.replace('die Konsole', 'die neue Konsole') });
  assert.deepEqual(check(folder), []);
  assert.deepEqual(check(folder, '--changed-scope=page'), ['docs/de/copies.md:3 number-changed']);
});

test('new pages are told of whole, and a page that was renamed is known again', () => {
  const folder = repository(three);
  write(folder, { 'docs/en/new.md': english, 'docs/de/new.md': german });
  assert.deepEqual(check(folder), ['docs/de/new.md:3 number-changed']);
  for (const language of ['en', 'de', 'fr']) {
    renameSync(join(folder, `docs/${language}/copies.md`), join(folder, `docs/${language}/kept.md`));
  }
  git(folder, 'add', '.');
  assert.deepEqual(check(folder), ['docs/de/new.md:3 number-changed']);
});

test('what main did meanwhile is no change of the branch', () => {
  const folder = repository(three);
  git(folder, 'checkout', '-q', 'main');
  write(folder, { 'docs/en/copies.md': english.replace('Stop', 'End') });
  git(folder, 'commit', '-q', '-a', '-m', 'On main');
  git(folder, 'checkout', '-q', 'work');
  write(folder, { 'docs/fr/copies.md': french.replace('10', '11') });
  assert.deepEqual(check(folder), ['docs/fr/copies.md:3 number-changed']);
});

test('without a repository, or such a commit, it says what to do', () => {
  const none = node(folderWith(three), [cli, 'check', 'docs', '--changed-from', 'main']);
  assert.equal(none.status, 2);
  assert.match(none.stderr, /--changed-from: .* is in no git repository/);
  const unknown = node(repository(three), [cli, 'check', 'docs', '--changed-from', 'origin/next']);
  assert.equal(unknown.status, 2);
  assert.match(unknown.stderr, /--changed-from origin\/next: .* has no such commit.*git fetch origin next/);
});
