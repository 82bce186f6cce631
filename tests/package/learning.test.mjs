// Learning through the installed package: the command, the library and a worker.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { commandOf, folderWith, node, projectWithPackage } from './project.mjs';

let project;
let cli;
before(() => {
  project = projectWithPackage({
    'thread.mjs': `
      import { parentPort } from 'node:worker_threads';
      import { Checker } from 'unisono';
      import { serve } from 'unisono/worker';
      serve(parentPort, Checker);
    `,
  });
  cli = commandOf(project);
});

const unisono = (cwd, ...args) => node(cwd, [cli, ...args]);

/** Pages of two languages, of `count` sentences. */
function pages(folder, count, offset = 0) {
  const sentences = (text) => Array.from({ length: count }, (_, at) => `${text(at + offset)}\n`).join('\n');
  return {
    [`${folder}en-US/page.md`]: sentences((at) => `Restart the server in row ${at}.`),
    [`${folder}de-DE/page.md`]: sentences((at) => `Starten Sie den Server in Zeile ${at} neu.`),
  };
}

const tmx =
  '<tmx version="1.4"><header srclang="en-US"/><body><tu><tuv xml:lang="en-US"><seg>A <ph>{1}</ph>pool.</seg></tuv>' +
  '<tuv xml:lang="ja-JP"><seg>プールです。</seg></tuv></tu></body></tmx>';

test('learn writes a memory of its roots and of TMX, and check uses it', () => {
  const folder = folderWith({ ...pages('one/', 30), ...pages('two/', 20, 30), 'vendor.tmx': tmx });
  const learned = unisono(folder, 'learn', 'one', 'two', 'vendor.tmx', '--source', 'en-US', '--output', 'all.memory');
  assert.deepEqual({ status: learned.status, stderr: learned.stderr }, { status: 0, stderr: '' });
  const bytes = readFileSync(join(folder, 'all.memory'));
  assert.equal(
    learned.stdout,
    `all.memory: ${bytes.length} bytes\n  en-US → de-DE: 50 sentence pairs\n  en-US → ja-JP: 1 sentence pairs\n`,
  );
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.tmp')),
    [],
  );
  // Parts that are learned one after the other add up to the same bytes.
  for (const [path, output] of [
    ['one', 'one.memory'],
    ['two', 'two.memory'],
  ]) {
    assert.equal(unisono(folder, 'learn', path, '--source', 'en-US', '--output', output).status, 0);
  }
  unisono(folder, 'learn', 'vendor.tmx', 'two.memory', 'one.memory', '--output', 'sum.memory');
  assert.ok(readFileSync(join(folder, 'sum.memory')).equals(bytes));

  writeFileSync(join(folder, 'unisono.yaml'), 'source: en-US\nmemory: [one.memory]\n');
  const basis = (...args) =>
    JSON.parse(unisono(folder, 'check', 'two', '--format', 'json', ...args).stdout).summary.learned;
  const german = { source: 'en-US', target: 'de-DE' };
  assert.deepEqual(basis(), [{ ...german, pairs: 30, from: 'memory' }]);
  assert.deepEqual(basis('--memory', 'two.memory'), [{ ...german, pairs: 50, from: 'memory' }]);
  assert.match(unisono(folder, 'check', 'two').stdout, /words of de-DE learned from 30 sentence pairs of a memory/);
  writeFileSync(join(folder, 'unisono.yaml'), 'source: en-US\nlearning: off\n');
  assert.deepEqual(basis(), [{ ...german, pairs: 0, from: 'off' }]);
  assert.deepEqual(basis('--learning', 'on'), [{ ...german, pairs: 20, from: 'off' }]);
  // Lexicons read both languages: there is nothing to learn.
  assert.deepEqual(basis('--learning', 'auto'), []);
});

test('a run learns from its own pages where they are enough', () => {
  const folder = folderWith(pages('', 2000));
  const run = (...args) => unisono(folder, 'check', '.', '--source', 'en-US', ...args).stdout;
  assert.match(run('--learning=on'), /words of de-DE learned from 2000 sentence pairs of these pages/);
  assert.match(run('--learning=off'), /learned checks are off for de-DE/);
});

test('lexicons are left aside where the command is told so', () => {
  const folder = folderWith({
    'en-US/page.md': 'Do not restart the server.\n',
    'de-DE/page.md': 'Starten Sie den Server neu.\n',
    'fr-FR/page.md': 'Redémarrez le serveur.\n',
  });
  const flagged = (...args) =>
    JSON.parse(unisono(folder, 'check', '.', '--source', 'en-US', '--format', 'json', ...args).stdout)
      .findings.filter((finding) => finding.rule === 'negation-missing')
      .map((finding) => finding.locale);
  assert.deepEqual(flagged(), ['de-DE', 'fr-FR']);
  assert.deepEqual(flagged('--no-lexicons'), []);
  assert.deepEqual(flagged('--no-lexicons=de-DE'), ['fr-FR']);
  assert.deepEqual(flagged('--no-lexicons=de-DE,fr'), []);
});

test('what cannot be learned from is refused with its name, and nothing is written', () => {
  const folder = folderWith({
    ...pages('docs/', 3),
    'alone/page.md': '# One language\n',
    'broken.tmx': '<tmx>\n<tu></tmx>',
  });
  assert.equal(unisono(folder, 'learn', 'docs', '--source', 'en-US', '--output', 'good.memory').status, 0);
  const good = readFileSync(join(folder, 'good.memory'));
  writeFileSync(join(folder, 'cut.memory'), good.subarray(0, good.length - 3));
  const other = Buffer.from(good);
  other[8] = 9;
  writeFileSync(join(folder, 'other.memory'), other);
  const output = ['--output', 'out.memory'];
  const wrong = [
    [['learn'], /learn needs folders or TMX files: unisono learn docs --output/],
    [['learn', 'docs'], /learn needs to know where the memory goes/],
    [['learn', 'nowhere', ...output], /nowhere: there is no such file or folder/],
    [['learn', 'alone', ...output], /there is nothing to learn/],
    [['learn', 'broken.tmx', ...output], /broken\.tmx:2:\d+: the XML is broken/],
    [['learn', 'docs/en-US/page.md', ...output], /docs\/en-US\/page\.md: this is no memory/],
    [['learn', 'docs', '--output', 'nowhere/out.memory'], /nowhere\/out\.memory: it cannot be written/],
    [['learn', 'docs', '--no-lexicons=?', ...output], /--no-lexicons "\?" is not a locale/],
    [['check', 'docs', '--memory', 'nowhere.memory'], /nowhere\.memory: there is no such file/],
    [['check', 'docs', '--memory', 'cut.memory'], /cut\.memory: this memory is damaged or was cut off/],
    [
      ['check', 'docs', '--memory', 'other.memory'],
      /other\.memory: this is a memory of version 9, and version 1 is read/,
    ],
    [['check', 'docs', '--learning', 'never'], /--learning never.*auto, on, off/],
  ];
  for (const [args, message] of wrong) {
    const { status, stdout, stderr } = unisono(folder, ...args);
    assert.deepEqual({ args, status, stdout }, { args, status: 2, stdout: '' });
    assert.match(stderr, message);
  }
  assert.ok(!existsSync(join(folder, 'out.memory')));
  // A memory that is there stays as it was where another cannot be made.
  unisono(folder, 'learn', 'alone', '--output', 'good.memory');
  assert.ok(readFileSync(join(folder, 'good.memory')).equals(good));
});

test('the library and a worker learn and remember', () => {
  const given = Object.entries(pages('', 25));
  const script = `
    import { Worker } from 'node:worker_threads';
    import { Checker } from 'unisono';
    import { connect } from 'unisono/worker';
    const told = [];
    const pages = ${JSON.stringify(given)}.map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }));
    const teacher = await Checker.create({ source: 'en-US' });
    for (const { path, bytes } of pages) teacher.add(path, bytes);
    const bytes = teacher.learn();
    const pupil = await Checker.create({ source: 'en-US', memories: [{ name: 'a.memory', bytes }] });
    pupil.addMemory('vendor.tmx', new TextEncoder().encode(${JSON.stringify(tmx)}));
    told.push(bytes instanceof Uint8Array, pupil.remembered);
    for (const { path, bytes } of pages) pupil.add(path, bytes);
    told.push(pupil.check().summary.learned);
    const failure = (what) => { try { what(); return 'no error'; } catch (problem) { return problem.name + ': ' + problem.message; } };
    told.push(failure(() => pupil.addMemory('cut.memory', bytes.subarray(0, 40))), failure(() => pupil.addMemory('text', 'text')));
    const worker = new Worker(new URL('./thread.mjs', ${JSON.stringify(pathToFileURL(`${project}/`).href)}), { execArgv: [] });
    const engine = connect(worker);
    const learned = await engine.learn(pages, { source: 'en-US' });
    told.push(Buffer.from(learned).equals(Buffer.from(bytes)));
    const report = await engine.check(pages, { source: 'en-US', memories: [{ name: 'a.memory', bytes: learned }] });
    told.push(report.summary.learned);
    await worker.terminate();
    console.log(JSON.stringify(told));
  `;
  const { status, stdout, stderr } = node(project, ['--input-type=module', '-e', script]);
  assert.equal(status, 0, stderr);
  const german = { source: 'en-US', target: 'de-DE', pairs: 25, from: 'memory' };
  const japanese = { ...german, target: 'ja-JP', pairs: 1 };
  const damaged =
    'UsageError: cut.memory: this memory is damaged or was cut off: copy it again, or make it anew with "unisono learn"';
  const noBytes = 'UsageError: addMemory() takes the bytes of a memory as a Uint8Array';
  assert.deepEqual(JSON.parse(stdout), [true, [german, japanese], [german], damaged, noBytes, true, [german]]);
});
