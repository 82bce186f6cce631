// Gets what building and testing need, and says nothing where all is there.
//
//     node scripts/setup.mjs            what a build needs
//     node scripts/setup.mjs --tests    also a Chromium, for the test of the page
//
// Only Node itself may be used here: node_modules is one of the things this script brings.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { explain, fail, root, run, target } from './run.mjs';

const windows = process.platform === 'win32';

/** What a build needs. */
export function setUp() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) fail(`Node ${process.versions.node} is too old: install Node 20 or later from https://nodejs.org`);
  rust();
  nodeModules();
}

function rust() {
  const rustup = 'install Rust with rustup from https://rustup.rs, then open a new terminal';
  if (!answers('rustup', ['--version'])) fail(`rustup was not found: ${rustup}`);
  if (!answers('rustc', ['--version'])) {
    explain('Installing the stable Rust toolchain');
    run('rustup', ['default', 'stable'], { help: rustup });
  }
  const wanted = /^rust-version = "(.*)"/m.exec(readFileSync(join(root, 'Cargo.toml'), 'utf8'))?.[1] ?? '0';
  const found = /\d+\.\d+/.exec(answers('rustc', ['--version']) ?? '')?.[0] ?? '0';
  if (before(found, wanted)) fail(`Rust ${found} is older than ${wanted}: run rustup update`);
  if (!answers('rustup', ['target', 'list', '--installed'])?.split(/\s+/).includes('wasm32-unknown-unknown')) {
    explain('Adding the WebAssembly target to Rust');
    run('rustup', ['target', 'add', 'wasm32-unknown-unknown'], {
      help: 'run rustup target add wasm32-unknown-unknown yourself',
    });
  }
}

/** A small Rust toolchain lacks the two that look at the code. */
export function linters() {
  const missing = ['clippy', 'rustfmt'].filter(
    (name) => !answers('cargo', [name === 'rustfmt' ? 'fmt' : name, '--version']),
  );
  if (missing.length === 0) return;
  explain(`Adding ${missing.join(' and ')} to Rust`);
  run('rustup', ['component', 'add', ...missing], { help: `run rustup component add ${missing.join(' ')} yourself` });
}

function before(a, b) {
  const [x, y] = [a, b].map((text) => text.split('.').map(Number));
  return x[0] < y[0] || (x[0] === y[0] && x[1] < y[1]);
}

/** What writes the JavaScript around the engine: a small tool of the workspace over the library of wasm-bindgen. */
export function bindgen() {
  const own = join(target, 'tools', windows ? 'unisono-bindgen.exe' : 'unisono-bindgen');
  if (!existsSync(own)) explain('Building the tool that binds the engine to JavaScript; this happens once');
  run('cargo', ['build', '--quiet', '--locked', '--package', 'unisono-bindgen', '--profile', 'tools']);
  return own;
}

/** `npm ci` leaves its own copy of the lock file in node_modules: older than ours, it is stale. */
function nodeModules() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  const marker = join(root, 'node_modules', '.unisono-lock');
  const text = readFileSync(lock, 'utf8');
  if (existsSync(installed) && existsSync(marker) && readFileSync(marker, 'utf8') === text) return;
  explain('Installing the npm packages');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    shell: windows,
    help: 'npm ci failed: see its message above; it needs the network and a package registry',
  });
  writeFileSync(marker, text);
}

/** Where Chromium is; installs it where the system lets us. */
export function chromium() {
  const { CHROMIUM } = process.env;
  if (CHROMIUM) {
    if (!answers(CHROMIUM, ['--version'])) fail(`CHROMIUM is ${CHROMIUM}, which does not run: correct it, or unset it`);
    return CHROMIUM;
  }
  const found = findChromium();
  if (found) return found;
  const manager = managers.find(([tool]) => onPath(tool));
  const help = 'install Chromium or Chrome, or set CHROMIUM to one; the test of the page needs it';
  if (!manager || process.getuid?.() !== 0)
    fail(`Chromium was not found: ${help}${manager ? ` (${manager[1].join(' && ')}, as root)` : ''}`);
  explain('Installing Chromium');
  for (const command of manager[1]) {
    const [tool, ...args] = command.split(' ');
    run(tool, args, { env: { DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 'ignore', 'inherit'], help });
  }
  return findChromium() ?? fail(`Chromium was installed but is not on the PATH: ${help}`);
}

const managers = [
  ['apt-get', ['apt-get update', 'apt-get install -y --no-install-recommends chromium']],
  ['dnf', ['dnf install -y chromium']],
  ['apk', ['apk add chromium']],
  ['pacman', ['pacman -Sy --noconfirm chromium']],
  ['zypper', ['zypper --non-interactive install chromium']],
];

function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
  const usual = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .map((name) => process.env[name])
      .filter(Boolean)
      .flatMap((folder) => [
        join(folder, 'Google/Chrome/Application/chrome.exe'),
        join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ]),
  ];
  return names.map(onPath).find(Boolean) ?? usual.find((file) => existsSync(file));
}

function onPath(name) {
  const file = windows ? `${name}.exe` : name;
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, file))
    .find((path) => existsSync(path) && statSync(path).isFile());
}

/** What a tool says, or undefined where it is absent or fails. */
function answers(tool, args) {
  const done = spawnSync(tool, args, { encoding: 'utf8', cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
  return done.status === 0 ? done.stdout : undefined;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  mkdirSync(target, { recursive: true });
  setUp();
  if (process.argv.includes('--tests')) chromium();
}
