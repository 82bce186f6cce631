// Who compares what changes nothing of the report: threads (--jobs), what is kept (--cache), machines (--shard, merge).
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { commandOf, folderWith, node, projectWithPackage } from './project.mjs';

let cli;
before(() => {
  cli = commandOf(projectWithPackage());
});

const texts = {
  en: (n, port) => `# Step ${n}\n\nOpen port ${port}. Do not restart the server.\n\nWait for ${n + 2} minutes.\n`,
  de: (n, port) =>
    `# Schritt ${n}\n\nÖffnen Sie Port ${port}. Starten Sie den Server nicht neu.\n\nWarten Sie ${n + 2} Minuten.\n`,
  fr: (n, port) =>
    `# Étape ${n}\n\nOuvrez le port ${port}. Ne redémarrez pas le serveur.\n\nAttendez ${n + 2} minutes.\n`,
  ja: (n, port) =>
    `# 手順 ${n}\n\nポート ${port} を開きます。サーバーを再起動しないでください。\n\n${n + 2} 分間待ちます。\n`,
  // Nothing is known of its words: the run learns them from its pages, where they are enough.
  da: (n, port) => `# Trin ${n}\n\nÅbn port ${port}. Start ikke serveren igen.\n\nVent ${n + 2} minutter.\n`,
};

/** A site in five languages in which every seventh page of a translation is wrong. */
function site(pages = 40) {
  const files = {};
  for (const [at, [locale, text]] of Object.entries(texts).entries()) {
    for (let n = 1; n <= pages; n += 1) {
      const wrong = locale !== 'en' && (n + at) % 7 === 0;
      const page = text(n, 5000 + n + (wrong ? 1 : 0));
      files[`docs/${locale}/step-${n}.md`] = wrong && n % 2 ? page.replace(/ nicht| pas|しないで/, '') : page;
    }
  }
  return folderWith(files);
}

function run(folder, command, ...args) {
  const done = node(folder, [cli, command, 'docs', ...args]);
  return { ...done, report: done.stdout };
}

/** The report of a run, which finds something. */
function report(folder, command, ...args) {
  const done = run(folder, command, '--format', 'json', ...args);
  assert.equal(done.status, 1, done.stderr);
  assert.equal(done.stderr, '');
  return done.report;
}

const kept = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== '.gitignore')
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();

test('threads find what one finds', () => {
  const folder = site();
  const alone = report(folder, 'check', '--jobs', '1');
  assert.ok(JSON.parse(alone).findings.length > 2);
  for (const jobs of ['2', '5']) assert.equal(report(folder, 'check', '--jobs', jobs), alone, jobs);
  for (const wrong of ['0', '1.5', 'all']) {
    const done = run(folder, 'check', '--jobs', wrong);
    assert.equal(done.status, 2);
    assert.match(done.stderr, /--jobs .*: expected a number from 1 to 256/);
  }
});

test('threads learn what one learns', () => {
  const folder = site(20);
  const options = ['--no-lexicons', '--learning', 'on'];
  const alone = run(folder, 'check', '--format', 'json', '--jobs', '1', ...options);
  const shared = run(folder, 'check', '--format', 'json', '--jobs', '3', ...options);
  assert.equal(alone.stderr, '');
  assert.ok(JSON.parse(alone.report).summary.learned.length > 0, 'it looked for something to learn');
  assert.equal(shared.report, alone.report);
});

test('what is kept is told as what is found, and only what changed is compared again', () => {
  const folder = site();
  const plain = report(folder, 'check', '--jobs', '1');
  assert.equal(report(folder, 'check', '--cache'), plain);
  const cache = join(folder, '.unisono-cache');
  assert.equal(readFileSync(join(cache, '.gitignore'), 'utf8'), '*\n');
  const first = kept(cache);
  const all = 'what each set taught, what was found in it, what was read of the pages, and what the run told';
  assert.equal(first.length, 80 + 16 + 1, all);
  const inodes = () => first.map((file) => statSync(file).ino);
  const times = inodes();
  assert.equal(report(folder, 'check', '--cache'), plain);
  assert.deepEqual(kept(cache), first);
  assert.deepEqual(inodes(), times, 'nothing was written again');
  writeFileSync(join(folder, 'docs/de/step-1.md'), texts.de(1, 4711));
  const changed = report(folder, 'check', '--jobs', '1');
  assert.notEqual(changed, plain);
  assert.equal(report(folder, 'check', '--cache'), changed);
  assert.equal(kept(cache).length, 100);
  const again = inodes().filter((inode, at) => inode !== times[at]);
  assert.equal(again.length, 1, 'only the file that holds the page was written again');
  // What only decides what is told is no part of the names of sets.
  run(folder, 'check', '--cache', '--min-confidence', '90', '--expand');
  assert.equal(kept(cache).length, 101);
  // A glossary decides what is found.
  writeFileSync(join(folder, 'terms.csv'), 'en,de\nserver,Rechner\n');
  run(folder, 'check', '--cache', '--glossary', 'terms.csv');
  assert.equal(kept(cache).length, 182);
});

test('where nothing has changed a run tells what the one before told, and compares nothing', () => {
  const folder = site();
  const cache = join(folder, '.unisono-cache');
  report(folder, 'check', '--cache');
  const sets = kept(cache);
  const told = run(folder, 'check', '--cache', '--format', 'text');
  const [own, ...others] = kept(cache).filter((file) => !sets.includes(file));
  assert.ok(own !== undefined && others.length === 0, 'what was told in this format');
  for (const file of sets) rmSync(file);
  const again = run(folder, 'check', '--cache', '--format', 'text');
  assert.deepEqual([again.report, again.status], [told.report, told.status]);
  assert.equal(kept(cache).length, 1 + 16, 'no set was compared: the pages alone were read');
  const strict = run(folder, 'check', '--cache', '--format', 'text', '--fail-on', 'never');
  assert.deepEqual([strict.report, strict.status], [told.report, 0], 'the level is that of this run');
  rmSync(join(folder, 'docs/fr/step-3.md'));
  assert.notEqual(run(folder, 'check', '--cache', '--format', 'text').report, told.report, 'a page is gone');
});

test('what was read of a page is of no use for another, nor for one of another path', () => {
  const folder = site(8);
  report(folder, 'check', '--cache');
  // A page that takes the place of another, one that goes, and one that comes.
  const page = (path) => join(folder, 'docs', path);
  const [one, other] = ['de/step-1.md', 'de/step-2.md'].map((path) => readFileSync(page(path)));
  writeFileSync(page('de/step-1.md'), other);
  writeFileSync(page('de/step-2.md'), one);
  rmSync(page('fr/step-3.md'));
  writeFileSync(page('fr/step-9.md'), texts.fr(9, 5009));
  writeFileSync(page('en/step-9.md'), texts.en(9, 5010));
  for (const jobs of ['1', '2']) {
    const plain = report(folder, 'check', '--jobs', '1');
    assert.equal(report(folder, 'check', '--cache', '--jobs', jobs), plain);
    assert.equal(report(folder, 'check', '--cache', '--jobs', jobs), plain);
    writeFileSync(page('ja/step-4.md'), texts.ja(4, 4711));
  }
});

test('what is damaged in a cache is compared again', () => {
  const folder = site(8);
  const plain = report(folder, 'check', '--jobs', '1');
  report(folder, 'check', '--cache-dir', 'kept');
  const files = kept(join(folder, 'kept'));
  const whole = files.map((file) => readFileSync(file));
  files.forEach((file, at) => {
    const bytes = Buffer.from(whole[at]);
    if (at % 3 === 0) writeFileSync(file, bytes.subarray(0, bytes.length / 2));
    else if (at % 3 === 1) writeFileSync(file, '');
    else {
      bytes[bytes.length - 3] ^= 4;
      writeFileSync(file, bytes);
    }
  });
  assert.equal(report(folder, 'check', '--cache-dir', 'kept'), plain);
  assert.deepEqual(
    files.map((file) => readFileSync(file)),
    whole,
    'and kept anew',
  );
});

test('a cache that cannot be written is said, and the check is made', () => {
  const folder = site(3);
  writeFileSync(join(folder, 'taken'), 'a file');
  const done = run(folder, 'check', '--format', 'json', '--cache-dir', 'taken');
  assert.equal(done.report, run(folder, 'check', '--format', 'json').report);
  assert.match(done.stderr, /^unisono: the cache taken is of no use: /);
});

test('runs that are killed, and runs at the same time, leave a cache that others can use', async () => {
  const folder = site(60);
  const plain = report(folder, 'check', '--jobs', '1');
  const begin = () => spawn(process.execPath, [cli, 'check', 'docs', '--cache', '--format', 'json'], { cwd: folder });
  const over = (child) => new Promise((resolve) => child.on('exit', resolve));
  let killed = 0;
  for (let round = 0; round < 10; round += 1) {
    const child = begin();
    const ended = over(child);
    await wait(40 + 37 * round);
    killed += child.kill('SIGKILL') ? 1 : 0;
    await ended;
  }
  assert.ok(killed > 0, 'some were at work when they were killed');
  const outputs = await Promise.all(
    [begin(), begin()].map(async (child) => {
      const chunks = [];
      child.stdout.on('data', (chunk) => chunks.push(chunk));
      await over(child);
      return Buffer.concat(chunks).toString();
    }),
  );
  assert.deepEqual(outputs, [plain, plain]);
  assert.equal(report(folder, 'check', '--cache'), plain);
});

/** The parts of a run, as files below `parts`. */
function share(folder, count, ...args) {
  for (let index = 1; index <= count; index += 1) {
    const done = run(folder, 'check', '--shard', `${index}/${count}`, '--part', `parts/${index}`, ...args);
    assert.equal(done.status, 0, done.stderr);
    assert.equal(done.stdout, '');
    assert.match(
      done.stderr,
      new RegExp(`^unisono: parts/${index}: part ${index} of ${count}, \\d+ of \\d+ document sets`),
    );
  }
}

test('four shares, merged, are told as one run, in every format', () => {
  const folder = site();
  share(folder, 4);
  for (const format of ['json', 'text', 'sarif', 'html']) {
    const whole = run(folder, 'check', '--format', format);
    const merged = run(folder, 'merge', '--format', format, '--part', 'parts');
    assert.equal(merged.stderr, '');
    assert.equal(merged.status, whole.status);
    assert.equal(merged.stdout, whole.stdout, format);
  }
});

test('parts that are not all there, or not of these pages, are refused', () => {
  const folder = site(8);
  share(folder, 3);
  const merge = (...args) => run(folder, 'merge', ...args);
  const refused = (done, message) => {
    assert.equal(done.status, 2);
    assert.equal(done.stdout, '');
    assert.match(done.stderr, message);
  };
  refused(merge('--part', 'parts/1', '--part', 'parts/3'), /part 2 of 3 is missing: merge takes all parts/);
  refused(merge('--part', 'docs/en/step-1.md'), /docs\/en\/step-1\.md: this is no part of a run/);
  refused(merge('--part', 'nowhere'), /nowhere: there is no such file or folder/);
  refused(merge(), /merge needs the parts/);
  refused(merge('--part', 'parts', '--shard', '1/3'), /--shard is for check/);
  const bytes = readFileSync(join(folder, 'parts/2'));
  writeFileSync(join(folder, 'parts/2'), bytes.subarray(0, bytes.length - 5));
  refused(merge('--part', 'parts'), /parts\/2: this part is cut short or damaged/);
  writeFileSync(join(folder, 'parts/2'), bytes.toString('latin1').replace(/"engine":"./, '"engine":"x'), 'latin1');
  refused(merge('--part', 'parts'), /another build of Unisono wrote this part/);
  writeFileSync(join(folder, 'parts/2'), bytes);
  writeFileSync(join(folder, 'docs/de/step-2.md'), texts.de(2, 4711));
  refused(merge('--part', 'parts'), /one document set is in none of the parts: pages, settings or options are not/);
});

test('what a share cannot do is refused', () => {
  const folder = site(3);
  const refused = (args, message) => {
    const done = run(folder, 'check', ...args);
    assert.equal(done.status, 2);
    assert.match(done.stderr, message);
  };
  refused(['--shard', '3/2', '--part', 'p'], /--shard 3\/2: expected such as 2\/4/);
  refused(['--shard', 'x', '--part', 'p'], /--shard x: expected such as 2\/4/);
  refused(['--shard', '1/2'], /--shard needs one file/);
  refused(['--part', 'p'], /--part goes with --shard, or with unisono merge/);
  refused(['--shard', '1/2', '--part', 'p', '--report', 'json=r'], /--shard with --report: a shard tells nothing/);
  refused(['--shard', '1/2', '--part', 'p', '--fix'], /--shard with --fix/);
});
