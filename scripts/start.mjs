// Sets up, builds, and checks the example, or what is named: npm start -- DIR [flags of unisono check]
//
// It is for looking: findings are what it is there to show, so they do not make it fail. What it was told wrongly does
// (exit status 2). Where findings should fail a run, use the command itself: unisono check DIR.
import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { root } from './run.mjs';
import { setUp } from './setup.mjs';

setUp();
build();

const cli = join(root, 'npm', 'dist', 'cli.js');
const args = process.argv.slice(2);
const { options } = await import(pathToFileURL(join(root, 'npm', 'dist', 'command', 'usage.js')).href);
const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: false });
// npm runs scripts in the folder of package.json; paths are meant from where it was called.
const cwd = process.env.INIT_CWD ?? process.cwd();
const example = [];
if (positionals.length === 0) {
  const folder = relative(cwd, join(root, 'examples', 'xmpp-migration'));
  example.push(folder, ...(values.config === undefined ? ['--config', join(folder, 'unisono.yaml')] : []));
}
const done = spawnSync(process.execPath, [cli, 'check', ...example, ...args], { cwd, stdio: 'inherit' });
if (done.error) throw done.error;
process.exitCode = done.status === 1 ? 0 : (done.status ?? 2);
