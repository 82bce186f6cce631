// What the scripts share: where things are, and how a tool is run.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Cargo's target folder; everything that is built and not published is in it. */
export const target = resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');

/** A tool that npm installed, as the file Node runs. */
export const tool = (path) => join(root, 'node_modules', path);

/** Tells people what takes so long; on standard error, so that reports on standard output stay clean. */
export function explain(message) {
  process.stderr.write(`${message} …\n`);
}

/** Ends the script with a message that says what to do. */
export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

/**
 * Runs a tool from the root of the repository; ends the script where it fails. Its standard output goes to standard
 * error, because `npm start -- --format json` has nothing but a report on standard output.
 */
export function run(command, args, { help, env, shell = false, stdio = ['ignore', 2, 2] } = {}) {
  const done = spawnSync(command, args, { cwd: root, env: { ...process.env, ...env }, stdio, shell });
  if (done.status === 0) return;
  const what = done.error ? done.error.message : done.signal ? `ended by ${done.signal}` : `exit status ${done.status}`;
  fail(`${[command, ...args].join(' ')}: ${what}${help ? `\n${help}` : ''}`);
}

/** Runs a Node script of the repository or of a package. */
export const node = (args, options) => run(process.execPath, args, options);
