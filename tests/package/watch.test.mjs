// `unisono check --watch`, as installed: it tells anew what changed, goes on over what is wrong, and ends on Ctrl-C.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { agreeing, commandOf, folderWith, node, projectWithPackage } from './project.mjs';

let cli;
before(() => {
  cli = commandOf(projectWithPackage());
});

const german = 'de-DE/page.md';
const wrong = agreeing[german].replace('5269', '5296');

/** Starts to watch; `next` resolves to what is printed until it waits again, `end` to the exit status. */
async function watching(context, folder, args = ['.', '--source', 'en-US'], env = {}) {
  // One file for both, as a terminal is: two pipes would not tell what was said first.
  const file = join(folderWith(), 'said.txt');
  const said = openSync(file, 'a');
  const child = spawn(process.execPath, [cli, 'check', ...args, '--watch'], {
    cwd: folder,
    env: { ...process.env, CI: '', ...env },
    stdio: ['ignore', said, said],
  });
  closeSync(said);
  context.after(() => child.kill('SIGKILL'));
  let ended;
  const exit = new Promise((resolve) => child.on('close', (status, signal) => resolve((ended = signal ?? status))));
  let read = 0;
  const next = async (pattern = waits) => {
    for (const late = performance.now() + 20_000; performance.now() < late; await delay(20)) {
      const output = readFileSync(file, 'utf8').slice(read);
      const at = output.search(pattern);
      const end = at < 0 ? null : waits.exec(output.slice(at));
      if (end !== null) {
        const told = output.slice(0, at + end.index + end[0].length);
        read += told.length;
        return told;
      }
      if (ended !== undefined) break;
    }
    throw new Error(`${pattern} was not told, only: ${readFileSync(file, 'utf8').slice(read)} (status ${ended})`);
  };
  const end = () => {
    child.kill('SIGINT');
    return exit;
  };
  return { next, end };
}

/** The last line before it waits. */
const waits = /unisono: (watching|waiting).*Ctrl-C ends it\n/;

const write = (folder, path, text) => writeFileSync(join(folder, path), text);

for (const [how, env] of [
  ['by the events of the system', {}],
  ['by looking at the files', { UNISONO_POLL: '100' }],
]) {
  test(`a page that is changed, replaced, added or removed is checked again (${how})`, async (context) => {
    const folder = folderWith(agreeing);
    const { next, end } = await watching(context, folder, undefined, env);
    const first = await next();
    assert.match(first, /no findings/);
    assert.match(first, /unisono: watching 2 pages; Ctrl-C ends it\n$/);

    write(folder, german, wrong);
    const changed = await next();
    assert.match(changed, /unisono: \d\d:\d\d:\d\d: de-DE\/page\.md changed\n/);
    assert.match(changed, /5269 became 5296/);

    // As many editors write: a file beside it takes its place.
    write(folder, 'de-DE/.page.md.swp', agreeing[german]);
    renameSync(join(folder, 'de-DE/.page.md.swp'), join(folder, german));
    const replaced = await next();
    assert.match(replaced, /: de-DE\/page\.md changed\n/);
    assert.match(replaced, /no findings/);

    mkdirSync(join(folder, 'fr-FR'));
    write(folder, 'fr-FR/page.md', '# Ports\n\nOuvrez le port 5296 sur le serveur Edge.\n');
    const added = await next(/page\.md is new/);
    assert.match(added, /: fr-FR\/page\.md is new\n/);
    assert.match(added, /5269 became 5296/);
    assert.match(added, /watching 3 pages/);

    rmSync(join(folder, 'fr-FR'), { recursive: true });
    const removed = await next();
    assert.match(removed, /: fr-FR\/page\.md is gone\n/);
    assert.match(removed, /no findings/);
    assert.match(removed, /watching 2 pages/);

    // A folder that was there before, and is another one.
    mkdirSync(join(folder, 'fr-FR'));
    write(folder, 'fr-FR/page.md', '# Ports\n\nOuvrez le port 5296 sur le serveur Edge.\n');
    assert.match(await next(/page\.md is new/), /5269 became 5296/);
    write(folder, 'fr-FR/page.md', '# Ports\n\nOuvrez le port 5269 sur le serveur Edge.\n');
    assert.match(await next(), /no findings/);
    assert.equal(await end(), 0);
  });
}

test('where the system tells of no changes, files are looked at', async (context) => {
  const folder = folderWith({
    ...agreeing,
    'none.mjs': `import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      fs.watch = () => { throw Object.assign(new Error('no space'), { code: 'ENOSPC' }); };
      syncBuiltinESMExports();`,
  });
  const env = { NODE_OPTIONS: `--import=${pathToFileURL(join(folder, 'none.mjs'))}` };
  const { next, end } = await watching(context, folder, undefined, env);
  assert.match(await next(), /unisono: the system tells of no changes \(ENOSPC\): files are looked at each second\n/);
  write(folder, german, wrong);
  assert.match(await next(), /5269 became 5296/);
  assert.equal(await end(), 0);
});

test('after many changes at once the report is that of a check from the beginning', async (context) => {
  const locales = ['en-US', 'de-DE', 'fr-FR'];
  const folder = folderWith(agreeing);
  for (const locale of locales) mkdirSync(join(folder, locale, 'deep'), { recursive: true });
  const { next, end } = await watching(context, folder);
  await next();
  for (let step = 0; step < 60; step += 1) {
    const page = `${locales[step % 3]}/${step % 2 ? 'deep/' : ''}${(step * 7) % 5}.md`;
    if (step % 11 === 5) rmSync(join(folder, page), { force: true });
    else write(folder, page, `# Step\n\nOpen port ${5000 + (step % 7)}.\n`);
    await delay((step * 37) % 60);
  }
  const { stdout } = node(folder, [cli, 'check', '.', '--source', 'en-US']);
  assert.match(stdout, /number-changed/);
  let told = '';
  while (!told.includes(stdout)) told = await next();
  assert.equal(await end(), 0);
});

test('settings that are broken are told, and mended ones count', async (context) => {
  const folder = folderWith({ ...agreeing, [german]: wrong });
  const { next, end } = await watching(context, folder);
  assert.match(await next(), /error number-changed/);
  write(folder, 'unisono.yaml', 'rules: {number-changed: nothing}\n');
  const broken = await next();
  assert.match(broken, /: unisono\.yaml is new\n/);
  assert.match(broken, /unisono: unisono\.yaml:1:/);
  assert.match(broken, /unisono: waiting for it to be mended/);
  write(folder, 'unisono.yaml', 'rules: {number-changed: note}\n');
  const mended = await next();
  assert.match(mended, /: unisono\.yaml changed\n/);
  assert.match(mended, /note number-changed/);
  rmSync(join(folder, 'unisono.yaml'));
  assert.match(await next(), /error number-changed/);
  assert.equal(await end(), 0);
});

test('settings that are broken from the beginning can be mended, and so can a glossary that is not there', async (context) => {
  const folder = folderWith({ ...agreeing, 'unisono.yaml': 'glossaries: [../terms/terms.csv]\n' }, folderWith());
  const { next, end } = await watching(context, folder);
  assert.match(await next(), /terms\.csv: there is no such file/);
  mkdirSync(join(folder, '../terms'));
  write(folder, '../terms/terms.csv', 'en,de\nport,Anschluss\n');
  assert.match(await next(), /glossary-term-missing/);
  // What a check rests on is watched wherever it lies.
  write(folder, '../terms/terms.csv', 'en,de\nport,Port\n');
  const mended = await next();
  assert.match(mended, /terms\.csv changed/);
  assert.doesNotMatch(mended, /glossary-term-missing/);
  assert.equal(await end(), 0);
});

test('a baseline counts as soon as it is written, and loses nothing while pages are mended and broken', async (context) => {
  const folder = folderWith({ ...agreeing, [german]: wrong });
  const { next, end } = await watching(context, folder);
  assert.match(await next(), /1 error/);
  assert.equal(node(folder, [cli, 'check', '.', '--source', 'en-US', '--update-baseline']).status, 0);
  const known = await next();
  assert.match(known, /unisono-baseline\.json is new/);
  assert.match(known, /no findings/);
  write(folder, german, agreeing[german]);
  await next();
  write(folder, german, wrong);
  assert.match(await next(), /no findings/);
  assert.equal(await end(), 0);
});

test('what a mistake of the command line is ends it with 2', () => {
  const folder = folderWith(agreeing);
  const cases = [
    [['.', '--fix'], /--watch with --fix: make the fixes by unisono check --fix/],
    [['.', '--diff'], /--watch with --diff/],
    [['.', '--update-baseline'], /--watch with --update-baseline/],
    [['.', '--shard', '1/2', '--part', 'part'], /--watch with --shard: a shard tells nothing/],
    [['.', '--report', 'html=out.html'], /--watch with --report/],
    [['.', '--source', '?'], /--source "\?" is not a locale/],
    [['nowhere'], /nowhere: there is no such file or folder/],
    [[], /needs a folder or a file/],
  ];
  for (const [args, message] of cases) {
    const done = spawnSync(process.execPath, [cli, 'check', ...args, '--watch'], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 20_000,
    });
    assert.equal(done.status, 2, `${args}: ${done.stdout}${done.stderr}`);
    assert.match(done.stderr, message);
  }
});

test('it ends where nobody reads any more', async (context) => {
  const folder = folderWith(agreeing);
  const { child } = await piped(context, folder, 'text');
  child.stdout.destroy();
  write(folder, german, wrong);
  assert.equal(await new Promise((resolve) => child.on('close', resolve)), 0);
});

test('a report for programs stands alone on standard output', async (context) => {
  const folder = folderWith({ ...agreeing, [german]: wrong });
  const { child, output } = await piped(context, folder, 'json');
  child.kill('SIGINT');
  assert.equal(await new Promise((resolve) => child.on('close', resolve)), 0);
  assert.equal(JSON.parse(output()).findings[0].rule, 'number-changed');
});

/** Starts to watch with a pipe; resolves when it waits for the first time. */
async function piped(context, folder, format) {
  const child = spawn(process.execPath, [cli, 'check', '.', '--watch', '--format', format], { cwd: folder });
  context.after(() => child.kill('SIGKILL'));
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  await new Promise((resolve) => child.stderr.setEncoding('utf8').on('data', (text) => waits.test(text) && resolve()));
  return { child, output: () => output };
}
