// `--format jsonl`: findings line by line while the run is under way, and at last what the whole run makes of them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { commandOf, folderWith, node, projectWithPackage } from './project.mjs';

const require = createRequire(import.meta.url);
let cli;
let valid;
before(() => {
  const project = projectWithPackage();
  cli = commandOf(project);
  const schemas = join(dirname(cli), '..', '..', 'schemas');
  const schema = (name) => JSON.parse(readFileSync(join(schemas, name), 'utf8'));
  const Ajv = require('ajv/dist/2020.js');
  const ajv = new Ajv({ strict: true, allErrors: true }).addSchema(schema('report.schema.json'), 'report.schema.json');
  valid = ajv.compile(schema('lines.schema.json'));
});

const step = (number) => `# Step ${number}\n\nOpen port ${5000 + number} on the server.\n\n`;
const schritt = (number, port = 5000 + number) => `# Schritt ${number}\n\nÖffnen Sie Port ${port} auf dem Server.\n\n`;

/** Pages of two languages: with a footer that differs everywhere, a port here and there, and what is set aside. */
function site(count = 40) {
  const files = { 'unisono.yaml': 'source: en\n', 'docs/de/broken.md': Buffer.from([0x23, 0x20, 0xff, 0x0a]) };
  for (let number = 1; number <= count; number += 1) {
    const ignored = number % 10 === 2 ? '<!-- unisono-ignore-next number-changed: ours -->\n' : '';
    const more = number % 10 === 3 ? 'You must not restart the server.\n\n' : '';
    const mehr = number % 10 === 3 ? 'Sie müssen den Server neu starten.\n\n' : '';
    files[`docs/en/step-${number}.md`] = `${step(number)}${more}Keep the copies for 30 days.\n`;
    const port = number % 7 === 0 ? 6000 + number : undefined;
    files[`docs/de/step-${number}.md`] =
      `${schritt(number, port)}${mehr}${ignored}Bewahren Sie die Kopien 40 Tage lang auf.\n`;
  }
  return folderWith(files);
}

const run = (folder, ...args) => node(folder, [cli, ...args]);

function lines(folder, ...args) {
  const done = run(folder, ...args, '--format', 'jsonl');
  // What became of the baseline, or of fixes, is said beside the lines.
  assert.match(done.stderr, /^(unisono: .*(mended|made)[^\n]*\n)?$/);
  const all = done.stdout.trimEnd().split('\n');
  for (const line of all) assert.ok(valid(JSON.parse(line)), `${line}\n${JSON.stringify(valid.errors, null, 2)}`);
  return all.map((line) => JSON.parse(line));
}

/** The report, as whoever reads the lines has it at the end. */
function reportOf(all) {
  const told = new Map();
  const folded = new Map();
  const dismissed = [];
  for (const { kind, ...own } of all) {
    if (kind === 'finding') told.set(own.fingerprint, own);
    else if (kind === 'withdrawn') assert.ok(told.delete(own.fingerprint));
    else if (kind === 'dismissed') {
      told.delete(own.fingerprint);
      dismissed.push(own);
    } else if (kind === 'folded') {
      const { fingerprint, into, ...one } = own;
      if (fingerprint !== undefined) assert.ok(told.delete(fingerprint));
      folded.set(into, [...(folded.get(into) ?? []), one]);
    }
  }
  for (const [into, all] of folded) told.get(into).folded = all;
  const { kind, ...summary } = all.at(-1);
  assert.equal(kind, 'summary');
  return { summary, findings: told, dismissed };
}

function sameAs(all, report) {
  const own = reportOf(all);
  assert.deepEqual(own.summary, report.summary);
  assert.deepEqual(own.dismissed, report.dismissed ?? []);
  assert.equal(own.findings.size, report.findings.length);
  for (const finding of report.findings) assert.deepEqual(own.findings.get(finding.fingerprint), finding);
}

const kinds = (all) => {
  const count = (kind) => all.filter((line) => line.kind === kind).length;
  return Object.fromEntries(
    ['finding', 'folded', 'dismissed', 'withdrawn', 'summary'].map((kind) => [kind, count(kind)]),
  );
};

test('whoever reads the lines has the report at the end, and what folds was told before', () => {
  const folder = site();
  const report = JSON.parse(run(folder, 'check', 'docs', '--format', 'json').stdout);
  assert.ok(report.findings.some(({ folded = [] }) => folded.length > 20));
  assert.equal(report.dismissed.length, 4);
  const all = lines(folder, 'check', 'docs');
  sameAs(all, report);
  const folded = all.filter(({ kind }) => kind === 'folded');
  assert.ok(folded.length > 20 && folded.every(({ fingerprint }) => fingerprint !== undefined));
  assert.equal(all.filter((line) => line.rule === 'not-utf8' || line.path === 'docs/de/broken.md').length, 1);
});

test('the lines are the same with one thread and several, with a cache, and from shares', () => {
  const folder = site();
  const text = (...args) => run(folder, ...args, '--format', 'jsonl').stdout;
  const alone = text('check', 'docs', '--jobs', '1');
  for (const jobs of ['2', '5']) assert.equal(text('check', 'docs', '--jobs', jobs), alone, jobs);
  for (const round of [1, 2]) assert.equal(text('check', 'docs', '--cache'), alone, `with a cache, ${round}`);
  for (const share of ['1/2', '2/2']) run(folder, 'check', 'docs', '--shard', share, '--part', `parts/${share[0]}`);
  assert.equal(text('merge', 'docs', '--part', 'parts'), alone);
});

test('what is known by a baseline is set aside and not told before', () => {
  const folder = site();
  run(folder, 'check', 'docs', '--baseline', 'known.json', '--update-baseline');
  writeFileSync(join(folder, 'docs/de/step-1.md'), `${schritt(1, 7001)}Bewahren Sie die Kopien 40 Tage lang auf.\n`);
  const all = lines(folder, 'check', 'docs', '--baseline', 'known.json');
  sameAs(all, JSON.parse(run(folder, 'check', 'docs', '--baseline', 'known.json', '--format', 'json').stdout));
  const told = reportOf(all).findings;
  assert.deepEqual(
    [...told.values()].map(({ message }) => message),
    ['5001 became 7001'],
  );
});

test('what is told at the end alone is so told: of a change, of glossaries and what is learned, expanded', () => {
  const folder = site(12);
  writeFileSync(join(folder, 'terms.csv'), 'en,de\nserver,Rechner\n');
  for (const args of [['--expand'], ['--glossary', 'terms.csv'], ['--no-lexicons', '--learning', 'on']]) {
    const report = run(folder, 'check', 'docs', ...args, '--format', 'json').stdout;
    sameAs(lines(folder, 'check', 'docs', ...args), JSON.parse(report));
  }
  // With fixes the pages are others than those that were compared.
  const mended = lines(folder, 'check', 'docs', '--fix');
  sameAs(mended, JSON.parse(run(folder, 'check', 'docs', '--format', 'json').stdout));
});

test('a file of lines holds what stands at the end', () => {
  const folder = site();
  run(folder, 'check', 'docs', '--report', 'jsonl=lines.jsonl', '--report', 'json=report.json');
  const all = readFileSync(join(folder, 'lines.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.ok(all.every((line) => valid(line)));
  sameAs(all, JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')));
  const { finding, withdrawn } = kinds(all);
  assert.equal(withdrawn, 0);
  assert.equal(finding, new Set(all.filter(({ kind }) => kind === 'finding').map((line) => line.fingerprint)).size);
});

test('lines come while others are still compared', async () => {
  const folder = site(400);
  const child = spawn(process.execPath, [cli, 'check', 'docs', '--jobs', '2', '--format', 'jsonl'], { cwd: folder });
  const chunks = [];
  child.stdout.setEncoding('utf8').on('data', (text) => chunks.push(text));
  await new Promise((resolve) => child.on('close', resolve));
  assert.match(chunks[0], /^\{"kind":"finding"/);
  assert.doesNotMatch(chunks[0], /"kind":"summary"/);
  assert.ok(chunks.length > 10, `${chunks.length} pieces`);
});

test('a program hears what is found', () => {
  const folder = site(10);
  const project = dirname(dirname(dirname(dirname(dirname(cli)))));
  const script = join(project, 'hear.mjs');
  writeFileSync(
    script,
    `import { readFileSync, readdirSync } from 'node:fs';
    import { Checker } from 'unisono';
    const checker = await Checker.create({ source: 'en' });
    for (const locale of ['en', 'de'])
      for (const name of readdirSync('docs/' + locale)) checker.add(locale + '/' + name, readFileSync('docs/' + locale + '/' + name));
    const heard = [];
    const report = await checker.checkWith({ jobs: 1, start() { throw new Error('no worker'); }, onFound: (lines) => heard.push(lines) });
    console.log(heard.join('').split('"kind":"finding"').length - 1, report.findings.length);`,
  );
  const { stdout, stderr } = node(folder, [script]);
  assert.match(stdout, /^\d+ \d+\n$/, stderr);
  const [heard, told] = stdout.split(' ').map(Number);
  assert.ok(heard > told && told > 0, stdout);
});

test('sets are told in their order, and one over which the engine fails holds back none', async () => {
  const { deal } = await import(pathToFileURL(join(dirname(cli), 'parts.js')).href);
  const dealt = async (failed) => {
    const heard = [];
    const run = {
      parts: () => ({ total: 4, learn: [], compare: [3, 1, 2, 0], ahead: true }),
      ground: () => new Uint8Array(),
      foundIn: (set) => `${set}`,
      compareAhead: (set) => set !== failed,
    };
    await deal(run, { jobs: 1, onFound: (lines) => heard.push(lines) }, () => true);
    return heard.join('');
  };
  assert.equal(await dealt(undefined), '3120');
  assert.equal(await dealt(3), '120');
  assert.equal(await dealt(2), '310');
});
