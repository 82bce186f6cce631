// Sets up, builds, and runs every test: npm test
//
//     npm test -- rust         only those of the crate
//     npm test -- package      only those of the npm package: wasm in Node, the command, the installed tarball
//     npm test -- page         only those of the page, in a headless Chromium
//     npm test -- docs         only those of the docs site, in a headless Chromium
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, engine } from './build.mjs';
import { buildPage } from './page.mjs';
import { explain, fail, root, run, target } from './run.mjs';
import { chromium, setUp } from './setup.mjs';

const kinds = ['rust', 'package', 'page', 'docs'];
const wanted = process.argv.slice(2);
const unknown = wanted.find((kind) => !kinds.includes(kind));
if (unknown !== undefined) fail(`${unknown}: there are no such tests; choose from ${kinds.join(', ')}`);
const runs = (kind) => wanted.length === 0 || wanted.includes(kind);

setUp();
const browser = ['package', 'page', 'docs'].some(runs) ? chromium() : undefined;
build();

const total = { passed: 0, failed: 0 };
if (runs('rust')) await rust();
if (runs('package')) {
  // The package is held against what the crate leaves of the literate cases.
  if (!runs('rust')) run('cargo', ['test', '--locked', '--quiet', '--test', 'cases']);
  // An engine with debug assertions can be asked to panic.
  engine({ profile: 'dev', into: join(target, 'panicking') });
  await node('The package', ['cases.mjs', ...testsIn('package')]);
}
if (runs('page')) {
  await buildPage();
  await node('The page', testsIn('page'));
}
if (runs('docs')) await node('The docs site', testsIn('docs'));
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function rust() {
  explain('Testing the crate');
  await crate([]);
  explain('Testing the core without topologies and without any domain');
  const core = ['--package', 'unisono', '--no-default-features', '--profile', 'quick'];
  await crate([...core, '--lib', '--test', 'cases', '--test', 'sets']);
}

async function crate(which) {
  const { status, output } = await through('cargo', ['test', '--locked', '--no-fail-fast', ...which]);
  let failed = 0;
  for (const [, passes, failures] of output.matchAll(/^test result: .*? (\d+) passed; (\d+) failed;/gm)) {
    total.passed += Number(passes);
    failed += Number(failures);
  }
  // What does not compile is counted too.
  total.failed += status === 0 ? failed : Math.max(failed, 1);
}

async function node(what, files) {
  explain(`Testing: ${what}`);
  const tap = join(target, 'tap.txt');
  const reporters = ['spec', 'tap'].map((name) => `--test-reporter=${name}`);
  const { status } = await through(process.execPath, [
    '--test',
    ...[reporters[0], '--test-reporter-destination=stdout', reporters[1], `--test-reporter-destination=${tap}`],
    ...files.map((file) => join('tests', file)),
  ]);
  const counts = readFileSync(tap, 'utf8');
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(counts)?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  total.passed += count('pass');
  total.failed += status === 0 ? failed : Math.max(failed, 1);
}

function testsIn(folder) {
  return readdirSync(join(root, 'tests', folder))
    .filter((name) => name.endsWith('.test.mjs'))
    .sort()
    .map((name) => join(folder, name));
}

/** Runs a tool; what it prints is passed on as it comes, and kept. */
function through(command, args) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...(browser && { CHROMIUM: browser }), CARGO_TARGET_DIR: target };
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      process.stdout.write(text);
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output }));
  });
}
