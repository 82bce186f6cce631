// What happens to a caller when the engine fails. The release build panics nowhere we know of, so `npm test` also builds
// one with debug assertions, which panics when it is asked to; the stack is exhausted on the real one.
import assert from 'node:assert/strict';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { folderWith, repository } from './project.mjs';

let panicking;
let Threads;
let help;
let Adding;
let Readers;
let rest;
before(async () => {
  const folder = folderWith({ 'package.json': '{ "type": "module" }' });
  const target = process.env.CARGO_TARGET_DIR ?? join(repository, 'target');
  cpSync(join(repository, 'npm', 'dist'), folder, { recursive: true });
  for (const name of readdirSync(join(target, 'panicking')))
    cpSync(join(target, 'panicking', name), join(folder, name), { recursive: true });
  panicking = await import(pathToFileURL(join(folder, 'node.js')).href);
  ({ help, Adding, Readers } = await import(pathToFileURL(join(folder, 'helper.js')).href));
  ({ Threads } = await import(pathToFileURL(join(folder, 'command', 'jobs.js')).href));
  ({ rest } = await import(pathToFileURL(join(folder, 'command', 'stream.js')).href));
});

const page = new TextEncoder().encode('# A page\n');

test('a panic is an EngineError that says where, and the checker is dead afterwards', async () => {
  const { Checker, EngineError } = panicking;
  const checker = await Checker.create();
  checker.add('page.md', page);
  checker.check();
  assert.throws(
    () => checker.render('panic'),
    (problem) => {
      assert.ok(problem instanceof EngineError);
      assert.match(problem.message, /src\/wasm\.rs:\d+/);
      assert.match(problem.message, /a test asked for this panic/);
      return true;
    },
  );
  assert.throws(() => checker.check(), { name: 'UsageError', message: /died with an EngineError/ });
  checker.free();
});

test('after a panic a new checker works on a fresh instance, and so do the others of the old one', async () => {
  const { Checker } = panicking;
  const bystander = await Checker.create();
  const victim = await Checker.create();
  bystander.add('page.md', page);
  victim.check();
  assert.throws(() => victim.render('panic'), { name: 'EngineError' });
  assert.equal(bystander.check().summary.pages, 1);
  const next = await Checker.create();
  next.add('page.md', page);
  assert.equal(next.check().summary.pages, 1);
  next.free();
  bystander.free();
});

const asking = (station) => `# Users\n\nMove 5 users.\n\n<!-- unisono-test: fail to ${station} -->\n`;
const pages = (station) => ({
  'en/ports.md': '# Ports\n\nOpen port 5269 on the edge server.\n',
  'en/users.md': station ? asking(station) : '# Users\n\nMove 5 users.\n',
  'de/ports.md': '# Ports\n\nÖffnen Sie Port 5296 auf dem Edgeserver.\n',
  'de/users.md': '# Benutzer\n\nVerschieben Sie 6 Benutzer.\n',
});
const told = ({ findings }) => findings.map(({ path, rule }) => `${path} ${rule}`);

async function checkerOf(station, options) {
  const checker = await panicking.Checker.create(options);
  for (const [path, text] of Object.entries(pages(station))) checker.add(path, new TextEncoder().encode(text));
  return checker;
}

test('a set over which the engine fails is said, and the others are checked', async () => {
  for (const station of ['align', 'compare']) {
    // Only a run that learns aligns before it compares.
    const checker = await checkerOf(station, { learning: 'on' });
    const steps = [];
    const report = checker.check((step) => steps.push(step));
    assert.deepEqual(told(report), ['de/ports.md number-changed', 'de/users.md check-failed']);
    const [, finding] = report.findings;
    assert.equal(finding.severity, 'error');
    assert.match(finding.message, /de\/users\.md, en\/users\.md/);
    assert.match(finding.help, /report it.*: a test asked for this failure$/);
    assert.equal(report.summary.pages, 4);
    assert.deepEqual(Object.keys(steps[0]), ['done', 'total']);
    assert.ok(steps.every(({ done }, at) => at === 0 || done >= steps[at - 1].done));
    // What it has is what was asked for: the report can be rendered, and a check of other pages is a new one.
    assert.deepEqual(JSON.parse(checker.render('json')), report);
    checker.add('en/users.md', new TextEncoder().encode(pages()['en/users.md']));
    assert.deepEqual(told(checker.check()), ['de/ports.md number-changed', 'de/users.md number-changed']);
    checker.free();
  }
});

test('a page over which the engine fails is left out and said', async () => {
  const checker = await checkerOf('read');
  const report = checker.check();
  assert.ok(told(report).includes('de/ports.md number-changed'));
  assert.ok(told(report).includes('en/users.md check-failed'));
  assert.deepEqual(
    report.summary.unmatched.map(({ path }) => path),
    ['en/users.md'],
  );
  checker.free();
});

test('a fresh engine has all that the one before had, whatever the caller did with the bytes since', async () => {
  const bytes = (text) => new TextEncoder().encode(text);
  const glossary = bytes('en,de\nport,Anschluss\n');
  const sound = bytes(pages()['de/ports.md']);
  const options = { rules: { 'number-changed': 'note' } };
  const checker = await panicking.Checker.create(options);
  checker.addGlossary('terms.csv', glossary);
  checker.add('de/ports.md', sound);
  checker.addTopology('topology.json', bytes('{'));
  glossary.fill(0);
  sound.fill(0);
  for (const path of ['en/ports.md', 'en/users.md', 'de/users.md']) checker.add(path, bytes(pages('compare')[path]));
  const report = checker.check();
  assert.ok(told(report).includes('de/ports.md glossary-term-missing'), told(report).join('\n'));
  assert.ok(told(report).includes('de/users.md check-failed'));
  assert.equal(report.findings.find(({ rule }) => rule === 'number-changed').severity, 'note');
  assert.ok(report.topology);
  checker.free();
});

test('too many failures end the run after all', async () => {
  const checker = await panicking.Checker.create();
  for (let set = 0; set < 20; set++) {
    checker.add(`en/${set}.md`, new TextEncoder().encode(asking('compare')));
    checker.add(`de/${set}.md`, new TextEncoder().encode(pages()['de/users.md']));
  }
  assert.throws(() => checker.check(), { name: 'EngineError', message: /a test asked for this failure/ });
  checker.free();
});

test('what stops the progress is not taken for a failure of the engine', async () => {
  const checker = await checkerOf('compare');
  assert.throws(
    () =>
      checker.check(() => {
        throw new RangeError('of the caller');
      }),
    { name: 'RangeError', message: 'of the caller' },
  );
  assert.throws(() => checker.check(() => false), { name: 'AbortError' });
  checker.free();
});

test('an exhausted stack is an EngineError, and the next checker works', async () => {
  const { Checker } = await import('unisono');
  const checker = await Checker.create();
  checker.add('page.md', page);
  let failure;
  const dive = () => {
    try {
      dive();
    } catch (problem) {
      // The first call that fits into what is left of the stack is too deep for the engine.
      failure ??= attempt();
      throw problem;
    }
  };
  const attempt = () => {
    try {
      checker.check();
      return undefined;
    } catch (problem) {
      return problem.name === 'EngineError' ? problem : undefined;
    }
  };
  assert.throws(dive, RangeError);
  assert.equal(failure?.name, 'EngineError');
  const next = await Checker.create();
  next.add('page.md', page);
  assert.equal(next.check().summary.pages, 1);
});

test('a set over which the engine of a thread fails is said as one over which the only one does', async () => {
  const alone = await checkerOf('compare');
  const expected = alone.check();
  const shared = await checkerOf('compare');
  const threads = new Threads();
  await shared.runWith({ jobs: 2, start: () => threads.start() });
  assert.equal(shared.render('json'), alone.render('json'));
  assert.ok(told(expected).includes('de/users.md check-failed'));
  // The run goes on with other pages as if nothing had happened.
  shared.add('en/users.md', new TextEncoder().encode(pages()['en/users.md']));
  await shared.runWith({ jobs: 2, start: () => threads.start() });
  assert.ok(!told(JSON.parse(shared.render('json'))).some((finding) => finding.includes('check-failed')));
  for (const checker of [alone, shared]) checker.free();
});

/** A checker with these pages and enough others for threads to read some. */
async function readBy(start, station) {
  const checker = await panicking.Checker.create();
  const readers = new Readers(start, 1);
  const adding = new Adding(checker, readers);
  const all = Object.entries(pages(station));
  for (let n = 1; n <= 40; n += 1) all.push([`en/step-${n}.md`, `# Step ${n}\n\nOpen port ${n}.\n`]);
  for (const [path, text] of all) await adding.add({ path, bytes: new TextEncoder().encode(text), root: '' });
  await adding.done();
  for (const thread of readers.end()) await thread.terminate();
  return checker;
}

test('what was heard before the engine failed over a set, with the lines at the end, is the report', async () => {
  const expected = told((await checkerOf('compare')).check()).sort();
  for (const jobs of [1, 2]) {
    const checker = await checkerOf('compare');
    const threads = new Threads();
    const heard = new Map();
    const onFound = (lines) => {
      for (const line of lines.trimEnd().split('\n').filter(Boolean)) heard.set(JSON.parse(line).fingerprint, line);
    };
    await checker.runWith({ jobs, start: () => threads.start(), onFound });
    const found = new Map([...heard].map(([fingerprint, line]) => [fingerprint, JSON.parse(line)]));
    for (const line of rest(heard, checker.render('jsonl')).trimEnd().split('\n')) {
      const own = JSON.parse(line);
      if (own.kind === 'finding') found.set(own.fingerprint, own);
      else found.delete(own.fingerprint);
    }
    assert.deepEqual(told({ findings: [...found.values()] }).sort(), expected, `${jobs}`);
    checker.free();
  }
});

test('a page over which the engine of a thread fails is left out, and one that dies leaves its pages to the run', async () => {
  const threads = new Threads();
  const dying = () => {
    const thread = threads.start();
    void thread.terminate();
    return thread;
  };
  for (const station of ['read', undefined]) {
    const alone = await readBy(() => assert.fail('there is no thread'), station).catch(() => undefined);
    assert.equal(alone, undefined, 'a thread was asked for');
    const expected = await checkerOf(station);
    for (let n = 1; n <= 40; n += 1) {
      expected.add(`en/step-${n}.md`, new TextEncoder().encode(`# Step ${n}\n\nOpen port ${n}.\n`));
    }
    expected.run();
    // An engine that fails here, too, takes with it what others of the same one have found.
    const report = expected.render('json');
    for (const start of [() => threads.start(), dying]) {
      const shared = await readBy(start, station);
      shared.run();
      assert.equal(shared.render('json'), report);
      shared.free();
    }
    expected.free();
  }
});

test('sets of a thread that dies are compared by the run itself', async () => {
  const alone = await checkerOf();
  alone.run();
  const shared = await checkerOf();
  const threads = new Threads();
  const start = () => {
    const thread = threads.start();
    void thread.terminate();
    return thread;
  };
  await shared.runWith({ jobs: 2, start });
  assert.equal(shared.render('json'), alone.render('json'));
  for (const checker of [alone, shared]) checker.free();
});

test('a run with threads that is stopped ends with an AbortError, and can be made again', async () => {
  const checker = await checkerOf();
  const threads = new Threads();
  const help = { jobs: 2, start: () => threads.start() };
  await assert.rejects(
    checker.runWith(help, () => false),
    { name: 'AbortError' },
  );
  const summary = await checker.runWith(help);
  assert.ok(summary.errors > 0);
  checker.free();
});

test('sets of a helper that can do nothing more are compared by the run itself', async () => {
  const alone = await checkerOf();
  alone.run();
  const shared = await checkerOf();
  // Of a glossary the run does not help: all sets are the helper's.
  for (const checker of [alone, shared]) {
    checker.addGlossary('terms.csv', new TextEncoder().encode('en,de\nport,Port\n'));
    checker.run();
  }
  const start = () => {
    const { port1, port2 } = new MessageChannel();
    help(port2);
    // The options of another run, which mean nothing.
    const postMessage = (message) =>
      port1.postMessage(message.begin ? { begin: { ...message.begin, options: { source: 5 } } } : message);
    return { postMessage, on: (type, listener) => port1.on(type, listener), terminate: () => port1.close() };
  };
  await shared.runWith({ jobs: 2, start });
  assert.equal(shared.render('json'), alone.render('json'));
  for (const checker of [alone, shared]) checker.free();
});
