// `--fix`, `--unsafe` and `--diff`.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { commandOf, folderWith, node, projectWithPackage } from './project.mjs';

let cli;
before(() => {
  cli = commandOf(projectWithPackage());
});

const english = `# Ports

Open port 5269 on the server.

Run \`Get-CsPool\` on the server.

Read [the guide](https://example.org/guide/ports).

Keep 1,500 copies.

\`\`\`sh
tool run --fast
\`\`\`
`;
const german = `# Ports

Öffnen Sie Port 5296 auf dem Server.

Führen Sie \`Get-CsPol\` auf dem Server aus.

Lesen Sie [die Anleitung](https://example.org/guide/prots).

Bewahren Sie 1.400 Kopien auf.

\`\`\`sh
tool run --slow
\`\`\`
`;
const mended = german
  .replace('5296', '5269')
  .replace('CsPol', 'CsPool')
  .replace('prots', 'ports')
  .replace('--slow', '--fast');
const files = { 'docs/en/p.md': english, 'docs/de/p.md': german };
const unisono = (folder, ...args) => node(folder, [cli, 'check', 'docs', '--source', 'en', ...args]);

test('what is certain is mended, and what somebody would have to write is left and told', () => {
  const folder = folderWith(files);
  const page = join(folder, 'docs/de/p.md');
  const { stderr, stdout } = unisono(folder, '--fix', '--format', 'json');
  assert.match(stderr, /4 fixes in 1 page made/);
  assert.equal(readFileSync(page, 'utf8'), mended);
  const { findings } = JSON.parse(stdout);
  assert.deepEqual(
    findings.map(({ rule, message, fix }) => [rule, message, fix?.safe]),
    [['number-changed', findings[0].message, false]],
  );
  unisono(folder, '--fix', '--unsafe');
  assert.equal(readFileSync(page, 'utf8'), mended.replace('1.400', '1,500'));
});

test('--diff shows what would change, as a patch that git takes, and changes nothing', () => {
  const folder = folderWith(files);
  const { status, stdout, stderr } = unisono(folder, '--diff');
  assert.equal(status, 0);
  assert.match(stderr, /4 fixes in 1 page to make/);
  assert.equal(readFileSync(join(folder, 'docs/de/p.md'), 'utf8'), german);
  writeFileSync(join(folder, 'patch'), stdout);
  const done = spawnSync('git', ['apply', 'patch'], { cwd: folder, encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  assert.equal(readFileSync(join(folder, 'docs/de/p.md'), 'utf8'), mended);
});

test('bytes around a fix stay as they are: a byte-order mark, line ends, no line end at the end', () => {
  const dos = (text) => `\uFEFF${text.replaceAll('\n', '\r\n').trimEnd()}`;
  const folder = folderWith({ 'docs/en/p.md': dos(english), 'docs/de/p.md': dos(german) });
  unisono(folder, '--fix');
  assert.equal(readFileSync(join(folder, 'docs/de/p.md'), 'utf8'), dos(mended));
});

test('--unsafe alone says nothing', () => {
  const { status, stderr } = unisono(folderWith(files), '--unsafe');
  assert.equal(status, 2);
  assert.match(stderr, /write --fix --unsafe/);
});
