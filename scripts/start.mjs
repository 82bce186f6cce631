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
const { positionals } = parseArgs({ args, options, allowPositionals: true, strict: false });
const example = positionals.length === 0 ? [relative(process.cwd(), join(root, 'examples', 'xmpp-migration'))] : [];
const done = spawnSync(process.execPath, [cli, 'check', ...example, ...args], { stdio: 'inherit' });
if (done.error) throw done.error;
process.exitCode = done.status === 1 ? 0 : (done.status ?? 2);
