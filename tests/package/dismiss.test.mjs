// Findings that a team sets aside: in pages, and in a baseline.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { commandOf, folderWith, node, projectWithPackage } from './project.mjs';

let cli;
before(() => {
  cli = commandOf(projectWithPackage());
});

const english = 'Open port 5269 on the edge server.\n\nKeep the copies for 30 days.\n';
const german = 'Öffnen Sie Port 5296 auf dem Edgeserver.\n\nBewahren Sie die Kopien 40 Tage lang auf.\n';
const pages = (translation, source = english, name = 'page.md') => ({
  [`en/${name}`]: `# Ports\n\n${source}`,
  [`de/${name}`]: `# Ports\n\n${translation}`,
});

/** What a check finds; without CI, in which a baseline is left as it is. */
function check(folder, ...args) {
  const env = { ...process.env, CI: '' };
  const done = node(folder, [cli, 'check', '.', '--source', 'en', '--format', 'json', ...args], { env });
  assert.notEqual(done.status, 2, done.stderr);
  const { findings, dismissed = [], summary } = JSON.parse(done.stdout);
  const told = findings.map(({ path, range, rule }) => `${path}:${range.start.line} ${rule}`);
  const aside = dismissed.map(({ rule, dismissal }) => `${rule}: ${dismissal.by}, ${dismissal.reason}`);
  return { status: done.status, stderr: done.stderr, told, aside, findings, dismissed, summary };
}

test('a comment sets one rule aside at the next block or sentence, and nowhere else', () => {
  const ignored = '<!-- unisono-ignore-next number-changed: our port is another -->\n';
  const next = check(folderWith(pages(`${ignored}${german}`)));
  assert.deepEqual(next.told, ['de/page.md:6 number-changed']);
  assert.deepEqual(next.aside, ['number-changed: page, our port is another']);
  assert.equal(next.summary.dismissed, 1);
  assert.equal(next.dismissed[0].dismissal.range.start.line, 3);
  // Within a paragraph it speaks of the sentence behind it.
  const source = 'Open port 5269. Keep the copies for 30 days. Wait for 20 minutes.\n';
  const inside = (comment) =>
    `Öffnen Sie Port 5296. ${comment} Bewahren Sie die Kopien 40 Tage lang auf. Warten Sie 25 Minuten.\n`;
  const within = check(folderWith(pages(inside(ignored.trim()), source)));
  assert.equal(within.told.length, 2);
  assert.match(within.dismissed[0].message, /30/);
  // Another rule is told, and the comment is of no use.
  const other = check(folderWith(pages(`<!-- unisono-ignore-next link-changed: why -->\n${german}`)));
  assert.deepEqual(other.told, [
    'de/page.md:3 ignore-unused',
    'de/page.md:4 number-changed',
    'de/page.md:6 number-changed',
  ]);
});

test('blocks, whole pages, MDX and front matter set aside, and so does the source page for all its translations', () => {
  const quiet = (files) => {
    const { status, told, aside } = check(folderWith(files));
    assert.deepEqual({ status, told, aside: aside.length }, { status: 0, told: [], aside: 2 });
  };
  quiet(pages(`<!-- unisono-ignore-start number-changed: ours -->\n\n${german}\n<!-- unisono-ignore-end -->\n`));
  quiet(pages(`<!-- unisono-ignore-file number-changed: ours -->\n\n${german}`));
  quiet(pages(`{/* unisono-ignore-file number-changed: ours */}\n\n${german}`, english, 'page.mdx'));
  const matter = '---\nunisono:\n  ignore:\n    - rule: number-changed\n      reason: ours\n---\n\n';
  quiet({ 'en/page.md': english, 'de/page.md': `${matter}${german}` });
  quiet({ 'en/page.md': english, 'de/page.md': `---\nunisono: {ignore: [number-changed]}\n---\n\n${german}` });
  quiet(pages(german, `<!-- unisono-ignore-file number-changed: they have other figures -->\n\n${english}`));
});

test('what stands in a sample of code is no comment of ours', () => {
  const sample = '```html\n<!-- unisono-ignore-file number-changed: shown -->\n```\n\n';
  assert.equal(check(folderWith(pages(sample + german, sample + english))).told.length, 2);
});

test('an ignore that says nothing that can be understood is an error, and a reason can be required', () => {
  const wrong = {
    'unisono-ignore-next numbers-changed: why': /there is no rule numbers-changed: did you mean number-changed\?/,
    'unisono-ignore-next': /names no rule/,
    'unisono-ignore-next number-changed until tomorrow: why': /"tomorrow" is no day/,
    'unisono-ignore-nxt number-changed: why': /did you mean unisono-ignore-next\?/,
    'unisono-ignore-end': /nothing was begun/,
    'unisono-ignore-start number-changed: why': /never ended/,
  };
  for (const [comment, message] of Object.entries(wrong)) {
    const { status, findings } = check(folderWith(pages(`<!-- ${comment} -->\n\n${german}`)));
    const invalid = findings.filter((finding) => finding.rule === 'ignore-invalid');
    assert.deepEqual([status, invalid.length], [1, 1], comment);
    assert.match(invalid[0].message, message);
  }
  const config = { 'unisono.yaml': 'require-reason: true\n' };
  const files = pages(`<!-- unisono-ignore-file number-changed -->\n\n${german}`);
  assert.deepEqual(check(folderWith(files)).told, []);
  assert.match(check(folderWith({ ...files, ...config })).findings[0].message, /no reason is given/);
});

test('what is set aside until a day is told again when that has passed', () => {
  const until = (day) => pages(`<!-- unisono-ignore-file number-changed until ${day}: for now -->\n\n${german}`);
  assert.deepEqual(check(folderWith(until('2999-12-31'))).told, []);
  assert.deepEqual(check(folderWith(until('2020-01-01'))).told, [
    'de/page.md:3 ignore-expired',
    'de/page.md:5 number-changed',
    'de/page.md:7 number-changed',
  ]);
});

test('a baseline holds what is known: new findings fail, mended ones leave, moved and edited ones stay', () => {
  const folder = folderWith(pages(german));
  const first = check(folder, '--update-baseline');
  assert.deepEqual([first.status, first.told.length], [0, 2]);
  assert.match(first.stderr, /unisono-baseline\.json: 0 known before, 0 mended, 2 added/);
  const known = check(folder);
  assert.deepEqual([known.status, known.told, known.aside.length], [0, [], 2]);
  assert.equal(known.dismissed[0].dismissal.by, 'baseline');
  // Edited around it, and on a page of another name.
  for (const language of ['en', 'de']) {
    mkdirSync(join(folder, language, 'more'));
    renameSync(join(folder, language, 'page.md'), join(folder, language, 'more', 'ports.md'));
  }
  const moved = join(folder, 'de', 'more', 'ports.md');
  writeFileSync(moved, readFileSync(moved, 'utf8').replace('# Ports', '# Ports\n\nEin Satz mehr steht hier.'));
  assert.deepEqual(
    check(folder).told.filter((line) => line.includes('number')),
    [],
  );
  // One is mended, a new one comes.
  writeFileSync(moved, `# Ports\n\n${german.replace('5296', '5269')}\nNeu ab Version 7.\n`);
  writeFileSync(join(folder, 'en', 'more', 'ports.md'), `# Ports\n\n${english}\nNew since version 8.\n`);
  const next = check(folder);
  assert.equal(next.status, 1);
  assert.equal(next.told.length, 1);
  assert.match(next.stderr, /unisono-baseline\.json: 1 of 2 were mended, and have left it/);
  const { findings } = JSON.parse(readFileSync(join(folder, 'unisono-baseline.json'), 'utf8'));
  assert.deepEqual(
    findings.map(({ path, rule }) => `${path} ${rule}`),
    ['de/more/ports.md number-changed'],
  );
  // It comes back, and fails.
  writeFileSync(moved, `# Ports\n\n${german}\nNeu ab Version 8.\n`);
  assert.equal(check(folder).status, 1);
});

test('in CI the file stays as it is, and a part of the pages does not empty it', () => {
  const folder = folderWith({ ...pages(german), ...pages(german, english, 'other.md') });
  check(folder, '--update-baseline');
  const file = join(folder, 'unisono-baseline.json');
  const before = readFileSync(file, 'utf8');
  assert.equal(JSON.parse(before).findings.length, 4);
  node(folder, [cli, 'check', 'en/page.md', 'de/page.md', '--source', 'en'], { env: { ...process.env, CI: '' } });
  assert.equal(readFileSync(file, 'utf8'), before);
  writeFileSync(join(folder, 'de', 'page.md'), `# Ports\n\n${german.replace('5296', '5269')}`);
  const { stderr } = node(folder, [cli, 'check', '.', '--source', 'en'], { env: { ...process.env, CI: 'true' } });
  assert.match(stderr, /1 of 4 are mended: --update-baseline takes them out/);
  assert.equal(readFileSync(file, 'utf8'), before);
});

test('unisono dismiss sets findings aside by their fingerprints, with a reason', () => {
  const folder = folderWith(pages(german));
  const [first] = check(folder).findings;
  const shown = node(folder, [cli, 'check', '.', '--source', 'en', '--fingerprints']).stdout;
  assert.match(shown, new RegExp(`fingerprint: ${first.fingerprint}`));
  const said = node(folder, [cli, 'dismiss', first.fingerprint, '--reason', 'ours', '--until', '2999-01-01']);
  assert.deepEqual([said.status, said.stdout], [0, 'unisono-baseline.json: 1 finding is dismissed\n']);
  const { told, aside, dismissed } = check(folder);
  assert.deepEqual([told.length, aside], [1, ['number-changed: dismissed, ours']]);
  assert.equal(dismissed[0].dismissal.until, '2999-01-01');
  const wrong = [
    [['dismiss'], /needs the fingerprints/],
    [['dismiss', first.fingerprint], /needs a reason/],
    [['dismiss', 'abc', '--reason', 'ours'], /"abc" is no fingerprint/],
    [['dismiss', first.fingerprint, '--reason', 'ours', '--until', 'soon'], /"soon" is no day/],
    [
      ['check', '.', '--baseline', 'nowhere.json'],
      /nowhere\.json: there is no such file; write it with --update-baseline/,
    ],
    [['check', '.', '--baseline', 'en/page.md'], /en\/page\.md:1:1: this is no baseline of Unisono/],
  ];
  for (const [args, message] of wrong) {
    const { status, stderr } = node(folder, [cli, ...args]);
    assert.equal(status, 2, args.join(' '));
    assert.match(stderr, message);
  }
  assert.ok(!existsSync(join(folder, 'nowhere.json')));
});
