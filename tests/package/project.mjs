// Projects for the tests of the package: an empty one with the packed tarball installed, and folders of pages.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** A folder that is gone when the process ends, with files in it: `{ path: text or bytes }`. */
export function folderWith(files = {}, above = tmpdir()) {
  const folder = mkdtempSync(join(above, 'unisono-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/** An empty project in which nothing but the tarball of `npm pack` is installed. */
export function projectWithPackage(files = {}, above = undefined) {
  const project = folderWith({ 'package.json': '{ "private": true, "type": "module" }', ...files }, above);
  const packed = JSON.parse(npm(repository, 'pack', '--json', '--pack-destination', project));
  const [{ filename }] = Array.isArray(packed) ? packed : Object.values(packed);
  // What it depends on is taken from the repository's own node_modules: nothing needs a registry.
  const needed = dependencies(JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')));
  const options = ['--offline', '--no-audit', '--no-fund', '--install-links'];
  npm(project, 'install', ...options, `./${filename}`, ...needed);
  return project;
}

/** The command, in a project with the package. */
export const commandOf = (project) => join(project, 'node_modules', 'unisono', 'npm', 'dist', 'cli.js');

/** The folders of the packages that a package needs, and of those that these need. */
function dependencies({ dependencies: named = {} }, found = new Set()) {
  for (const name of Object.keys(named)) {
    const folder = join(repository, 'node_modules', name);
    if (found.has(folder)) continue;
    found.add(folder);
    dependencies(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')), found);
  }
  return found;
}

function npm(cwd, ...args) {
  const done = spawnSync('npm', args, { cwd, encoding: 'utf8', shell: process.platform === 'win32' });
  if (done.status !== 0) throw new Error(`npm ${args.join(' ')}: ${done.stderr}${done.stdout}`);
  return done.stdout;
}

/** Runs Node in a folder; resolves to what it printed and its exit status. */
export function node(cwd, args, options = {}) {
  const done = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (done.error) throw done.error;
  return { status: done.status, stdout: done.stdout, stderr: done.stderr };
}

/** A page that is not UTF-8: an error in itself, whatever the checks think of its words. */
export const brokenPage = Buffer.from([0x23, 0x20, 0xff, 0x0a]);

/** Two languages that agree. */
export const agreeing = {
  'en-US/page.md': '# Ports\n\nOpen port 5269 on the edge server.\n',
  'de-DE/page.md': '# Ports\n\nÖffnen Sie den Port 5269 auf dem Edgeserver.\n',
};

/** Runs a program of its own, as `init` counts once, and gives what it prints as JSON. */
export function runAlone(program) {
  const text = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
    cwd: repository,
  });
  return JSON.parse(text);
}
