// What happens to a caller when the engine fails. The release build panics nowhere we know of, so `npm test` also builds
// one with debug assertions, which panics when it is asked to; the stack is exhausted on the real one.
import assert from 'node:assert/strict';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { folderWith, repository } from './project.mjs';

let panicking;
before(async () => {
  const folder = folderWith({ 'package.json': '{ "type": "module" }' });
  const target = process.env.CARGO_TARGET_DIR ?? join(repository, 'target');
  cpSync(join(repository, 'npm', 'dist'), folder, { recursive: true });
  for (const name of readdirSync(join(target, 'panicking')))
    cpSync(join(target, 'panicking', name), join(folder, name));
  panicking = await import(pathToFileURL(join(folder, 'node.js')).href);
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

test('after a panic a new checker works on a fresh instance, and the others of the old one refuse', async () => {
  const { Checker } = panicking;
  const bystander = await Checker.create();
  const victim = await Checker.create();
  bystander.add('page.md', page);
  victim.check();
  assert.throws(() => victim.render('panic'), { name: 'EngineError' });
  assert.throws(() => bystander.check(), { name: 'EngineError', message: /create a new one/ });
  const next = await Checker.create();
  next.add('page.md', page);
  assert.equal(next.check().summary.pages, 1);
  next.free();
  bystander.free();
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
