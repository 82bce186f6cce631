// `--git`: what the repository tells of translations that are older than their source.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { commandOf, folderWith, node, projectWithPackage } from './project.mjs';

let project;
let cli;
before(() => {
  project = projectWithPackage();
  cli = commandOf(project);
});

const english = (days, more = '') => `# Copies\n\nKeep the copies for ${days} days.\n\nStop the service.\n${more}`;
const german = (days) => `# Kopien\n\nBewahren Sie die Kopien ${days} Tage lang auf.\n\nBeenden Sie den Dienst.\n`;

/** Runs git in a folder as somebody, on a day. */
function git(folder, day, ...args) {
  const date = `2026-03-${day}T12:00:00Z`;
  const names = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@example.org', GIT_AUTHOR_DATE: date };
  const committer = { GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@example.org', GIT_COMMITTER_DATE: date };
  const env = { ...process.env, ...names, ...committer };
  const done = spawnSync('git', args, { cwd: folder, encoding: 'utf8', env });
  assert.equal(done.status, 0, `git ${args.join(' ')}: ${done.stderr}`);
  return done.stdout.trim();
}

/** Writes files and commits them; gives the name of the commit. */
function commit(folder, day, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git(folder, day, 'add', '.');
  git(folder, day, 'commit', '-q', '-m', `On day ${day}`);
  return git(folder, day, 'rev-parse', 'HEAD');
}

function repository(files) {
  const folder = folderWith();
  git(folder, '01', 'init', '-q');
  return { folder, first: commit(folder, '01', files) };
}

/** What a check finds: rule, message, line, and how much is folded. */
function check(folder, ...args) {
  const { status, stdout, stderr } = node(folder, [cli, 'check', ...args, '--git', '--format', 'json']);
  const findings = status === 2 ? [] : JSON.parse(stdout).findings;
  return { status, stderr, findings, stale: findings.filter((finding) => finding.rule === 'translation-stale') };
}

test('a source that has changed since the translation makes it older, and explains what differs there', () => {
  const { folder, first } = repository({ 'docs/en/copies.md': english(10), 'docs/de/copies.md': german(10) });
  assert.deepEqual(check(folder, 'docs').stale, []);
  commit(folder, '02', { 'docs/en/copies.md': english(12) });
  commit(folder, '03', { 'docs/en/copies.md': english(15), 'docs/en/other.md': '# Other\n' });
  const { status, stderr, findings } = check(folder, 'docs');
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  const [stale, ...others] = findings;
  assert.deepEqual(others, []);
  assert.equal(
    stale.message,
    `the translation is older than its source, which has changed since ${first.slice(0, 10)}, the last commit that ` +
      'changed the translation (2 commits, the first of 2026-03-02), in 1 place, at line 3',
  );
  assert.deepEqual([stale.rule, stale.path, stale.severity], ['translation-stale', 'docs/de/copies.md', 'warning']);
  assert.deepEqual(
    stale.folded.map((folded) => folded.rule),
    ['number-changed'],
  );
  assert.equal(stale.related[0].range.start.line, 3);
  // In a folder below the top of the repository, and from the outside.
  assert.equal(check(join(folder, 'docs'), '.').stale.length, 1);
  assert.equal(check(dirname(folder), join(folder, 'docs')).stale.length, 1);
});

test('a commit that the page records counts, whenever the page was changed', () => {
  const { folder, first } = repository({ 'en/copies.md': english(10) });
  commit(folder, '02', { 'en/copies.md': english(15) });
  const page = (key, value) => `---\n${key}: ${value}\n---\n\n${german(10)}`;
  commit(folder, '03', {
    'de/copies.md': page('sourceCommit', first),
    'fr/copies.md': page('default_lang_commit', first.slice(0, 12)),
    'es/copies.md': `---\nl10n:\n  sourceCommit: ${first}\n---\n\n${german(10)}`,
    'it/copies.md': `<!-- EN-Revision: ${first} Maintainer: anna Status: ready -->\n\n${german(10)}`,
    'pl/copies.md': page('sourceCommit', 'abcdef0123456789abcdef0123456789abcdef01'),
  });
  const { stale, stderr } = check(folder, '.');
  assert.deepEqual(
    stale.map(({ path, range }) => `${path}:${range.start.line}`),
    ['de/copies.md:2', 'es/copies.md:3', 'fr/copies.md:2', 'it/copies.md:1'],
  );
  assert.match(stale[0].message, /, the commit that the translation records \(1 commit of 2026-03-02\), in 1 place/);
  assert.equal(stderr, 'unisono: --git: pl/copies.md records a commit that the repository does not have\n');
  const sets = JSON.parse(node(folder, [cli, 'sets', '.', '--format', 'json']).stdout).sets;
  assert.equal(sets[0].documents.find((document) => document.locale === 'de').sourceCommit, first);
});

test('what is on the disk counts: a source that is not committed yet, a translation that is being worked on', () => {
  const { folder } = repository({ 'en/copies.md': english(10), 'de/copies.md': german(10) });
  writeFileSync(join(folder, 'en/copies.md'), english(10, '\nRead the log of the day.\n'));
  assert.match(check(folder, '.').stale[0].message, /\(not committed yet\), in 1 place, at line 7$/);
  writeFileSync(join(folder, 'de/copies.md'), `${german(10)}\nLesen Sie das Protokoll des Tages.\n`);
  assert.deepEqual(check(folder, '.').findings, []);
});

test('translations in a repository of their own are older by the commit that they record', () => {
  const { folder: site, first } = repository({ 'docs/copies.md': english(10) });
  commit(site, '02', { 'docs/copies.md': english(15) });
  const { folder: other } = repository({
    'docs/copies.md': `---\noriginal_commit: ${first}\n---\n\n${german(10)}`,
    'docs/more.md': german(10),
  });
  commit(site, '03', { 'docs/more.md': english(10) });
  const roots = ['--source-root', join(site, 'docs'), '--root', `de=${join(other, 'docs')}`];
  const { stale, stderr } = check(site, ...roots);
  assert.equal(stale.length, 1);
  assert.match(stderr, /more\.md records no commit, and its source lies in another repository\n$/);
});

test('without a repository, or with a shallow one, it says what to do', () => {
  const pages = { 'en/copies.md': english(10), 'de/copies.md': german(10) };
  const none = check(folderWith(pages), '.');
  assert.equal(none.status, 2);
  assert.match(none.stderr, /--git: .* is in no git repository/);
  const { folder } = repository(pages);
  commit(folder, '02', { 'en/copies.md': english(15) });
  const shallow = folderWith();
  git(shallow, '03', 'clone', '-q', '--depth', '1', pathToFileURL(folder).href, 'copy');
  const cut = check(join(shallow, 'copy'), '.');
  assert.equal(cut.status, 2);
  assert.match(cut.stderr, /--git: .* is a shallow clone.*git fetch --unshallow/);
});

test('a caller may tell histories itself', () => {
  const script = `
    import { Checker } from 'unisono';
    const checker = await Checker.create();
    const page = (text) => new TextEncoder().encode(text);
    checker.add('en/a.md', page(${JSON.stringify(english(15))}));
    checker.add('de/a.md', page(${JSON.stringify(german(10))}));
    checker.addHistory('de/a.md', { commit: 'abcdef0', commitsSince: 1, changed: [[3, 3]] });
    console.log(checker.check().findings.map((finding) => finding.rule).join());
    try {
      checker.addHistory('de/a.md', { commit: 'abcdef0' });
    } catch (problem) {
      console.log(problem.name, problem.message);
    }`;
  const { stdout } = node(project, ['--input-type=module', '-e', script]);
  assert.equal(stdout, 'translation-stale\nUsageError history needs changed, the lines of the source\n');
});
