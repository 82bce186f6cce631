// The crate and the package say the same about whole folders, byte for byte, in whatever order the pages come.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { test } from 'node:test';
import { Checker } from 'unisono';
import { node, repository } from './project.mjs';

const root = 'examples/xmpp-migration';

/** What the crate says: `examples/check.rs` is the crate used as a library. */
function crate(...args) {
  const cargo = ['run', '--locked', '--quiet', '--example', 'check', '--', ...args];
  const done = spawnSync('cargo', cargo, { cwd: repository, encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout;
}

test('the example gives the same report through the crate, the command and the library', async () => {
  const expected = crate(root, 'en');
  assert.ok(JSON.parse(expected).findings.length > 0);

  const command = ['npm/dist/cli.js', 'check', root, '--source', 'en', '--format', 'json'];
  assert.equal(node(repository, command).stdout, expected);

  const pages = readdirSync(join(repository, root), { recursive: true })
    .filter((path) => path.endsWith('.md'))
    .map((path) => path.split(sep).join('/'));
  for (const order of [pages.sort(), pages.toReversed()]) {
    const checker = await Checker.create({ source: 'en' });
    for (const path of order) checker.add(path, readFileSync(join(repository, root, path)), { root });
    checker.run();
    assert.equal(checker.render('json'), expected);
    checker.free();
  }
});
