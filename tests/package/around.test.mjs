// What stands around the command: the action of GitHub, the hook for pre-commit, completion in shells.
//
// The hook is tried in the real pre-commit where PRE_COMMIT says where that is:
//
//     python3 -m venv /tmp/pre-commit && /tmp/pre-commit/bin/pip install pre-commit
//     PRE_COMMIT=/tmp/pre-commit/bin/pre-commit node --test tests/package/around.test.mjs
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { commandOf, folderWith, node, projectWithPackage, repository } from './project.mjs';

let project;
let cli;
before(() => {
  project = projectWithPackage();
  cli = commandOf(project);
});

const pages = { 'docs/en/p.md': 'Open port 5269.\n', 'docs/de/p.md': 'Öffnen Sie Port 5296.\n' };

/** The script of the action, and the environment that it gets from its inputs. */
function action(inputs, more = {}) {
  const text = readFileSync(join(repository, 'action.yml'), 'utf8');
  const defaults = Object.fromEntries(
    [...text.matchAll(/^ {2}([a-z-]+):\n {4}description: .*\n {4}default: (.*)$/gm)].map(([, name, value]) => [
      name,
      value.replace(/^'(.*)'$/, '$1'),
    ]),
  );
  const env = {};
  for (const [, name, input] of text.matchAll(/^ {8}([A-Z_]+): \$\{\{ inputs\.([a-z-]+) \}\}$/gm)) {
    env[name] = inputs[input] ?? defaults[input] ?? assert.fail(`${input} has no default`);
  }
  const script = text.slice(text.indexOf('      run: |\n') + '      run: |\n'.length).replace(/^ {8}/gm, '');
  const folder = folderWith(pages);
  const done = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, BASE: '', UNISONO: `${process.execPath} ${cli}`, ...env, ...more },
  });
  return { folder, ...done };
}

test('the action annotates, writes reports and fails as its inputs say', () => {
  const { folder, status, stdout, stderr } = action({ source: 'en', sarif: 'out/u.sarif', html: 'u.html' });
  assert.equal(status, 1, stderr);
  assert.match(stdout, /^::error file=docs\/de\/p\.md,line=1,/);
  assert.equal(JSON.parse(readFileSync(join(folder, 'out/u.sarif'), 'utf8')).version, '2.1.0');
  assert.match(readFileSync(join(folder, 'u.html'), 'utf8'), /^<!DOCTYPE html>/);
  assert.equal(action({ 'fail-on': 'never' }).status, 0);
  assert.equal(action({ args: '--fail-on never --source en' }).status, 0);
  // What a title or a branch says is no part of the script.
  const tried = action({ paths: 'docs $(touch tried) ; touch tried' });
  assert.equal(tried.status, 2);
  assert.notEqual(spawnSync('ls', ['tried'], { cwd: tried.folder }).status, 0);
});

test('the hook for pre-commit names a command that there is', () => {
  const hook = readFileSync(join(repository, '.pre-commit-hooks.yaml'), 'utf8');
  const [, entry] = /^ {2}entry: npx --yes unisono@\S+ (\w+)$/m.exec(hook);
  const args = /^ {2}args: \[(.*)\]$/m.exec(hook)[1].split(', ');
  const folder = committed(pages);
  const done = node(folder, [cli, entry, ...args]);
  assert.deepEqual([done.status, done.stderr], [0, '']);
});

function git(folder, ...args) {
  const done = spawnSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.example', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout.trim();
}

/** A repository that holds some files. */
function committed(files) {
  const folder = folderWith(files);
  git(folder, 'init', '-q');
  git(folder, 'add', '.');
  git(folder, 'commit', '-q', '-m', 'Pages');
  return folder;
}

test('the action, the hook and the recipes take the package of the version that they are of', () => {
  const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  const read = (file) => readFileSync(join(repository, file), 'utf8');
  assert.match(
    read('action.yml'),
    new RegExp(`description: The version of the npm package\\n {4}default: ${version}\\n`),
  );
  assert.match(read('.pre-commit-hooks.yaml'), new RegExp(`entry: npx --yes unisono@${version} check\\n`));
  const recipes = read('docs/ci.md');
  for (const [, named] of recipes.matchAll(/unisono@v?([0-9][^\s\]]*)/g)) assert.equal(named, version);
  assert.ok(recipes.includes(`unisono@v${version}`) && recipes.includes(`[unisono@${version}]`));
});

const preCommit = process.env.PRE_COMMIT;
test('the real pre-commit installs the hook, from the repository and as the recipe says, and fails for what is wrong', {
  skip: preCommit ? false : 'PRE_COMMIT does not say where pre-commit is: see the head of this file',
}, () => {
  const packed = join(
    project,
    readdirSync(project).find((name) => name.endsWith('.tgz')),
  );
  const hook = readFileSync(join(repository, '.pre-commit-hooks.yaml'), 'utf8');
  const source = committed({ '.pre-commit-hooks.yaml': hook });
  const [, recipe] = /^(- repo: local\n(?: .*\n)+)```/m.exec(readFileSync(join(repository, 'docs/ci.md'), 'utf8'));
  // The package is the one that is packed here, in the place of one that is published.
  const entry = /entry: (.*)/.exec(hook)[1].replace(/unisono@\S+/, `--package=${packed} -- unisono`);
  const ours = `- repo: ${source}\n  rev: ${git(source, 'rev-parse', 'HEAD')}\n  hooks: [{id: unisono, entry: '${entry}'}]\n`;
  const env = { ...process.env, PRE_COMMIT_HOME: folderWith() };
  for (const config of [ours, recipe.replace(/unisono@[\d.]+/, packed)]) {
    const folder = committed({
      ...pages,
      'docs/de/p.md': 'Öffnen Sie Port 5269.\n',
      '.pre-commit-config.yaml': `repos:\n${config}`,
    });
    const run = () => {
      git(folder, 'add', '.');
      return spawnSync(preCommit, ['run'], { cwd: folder, encoding: 'utf8', env });
    };
    writeFileSync(join(folder, 'docs/de/p.md'), 'Öffnen Sie den Port 5269.\n');
    const good = run();
    assert.equal(good.status, 0, good.stdout + good.stderr);
    assert.match(good.stdout, /^Unisono\.+Passed$/m);
    writeFileSync(join(folder, 'docs/de/p.md'), pages['docs/de/p.md']);
    const bad = run();
    assert.equal(bad.status, 1);
    assert.match(bad.stdout, /number-changed: 5269 became 5296/);
  }
});

test('bash completes commands, options, their choices and rules', () => {
  const complete = (...words) => {
    const script = `${node(repository, [cli, 'completion', 'bash']).stdout}
      COMP_WORDS=(unisono ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}
      _unisono; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const done = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    assert.equal(done.stderr, '');
    return done.stdout.trim().split('\n');
  };
  assert.deepEqual(complete('che'), ['check']);
  assert.deepEqual(complete('check', '--fail'), ['--fail-on']);
  assert.deepEqual(complete('check', '--fail-on', 'w'), ['warning']);
  assert.deepEqual(complete('explain', 'number-'), ['number-changed']);
  assert.deepEqual(complete('dismiss', '--r'), ['--reason']);
  const fish = node(repository, [cli, 'completion', 'fish']).stdout;
  assert.match(
    fish,
    /^complete -c unisono -n "__fish_seen_subcommand_from check" -l fail-on -x -a "error warning note never"$/m,
  );
  const none = node(repository, [cli, 'completion', 'tcsh']);
  assert.equal(none.status, 2);
  assert.match(none.stderr, /completion needs a shell: bash, zsh, fish/);
});

test('what shells complete is what --help says, and the manual says it, too', () => {
  const help = node(repository, [cli, '--help']).stdout;
  const page = node(repository, [cli, 'man']).stdout;
  const plain = page.replaceAll('\\-', '-');
  const fish = node(repository, [cli, 'completion', 'fish']).stdout;
  const [, commands] = /^complete -c unisono -n __fish_use_subcommand -f -a "(.*)"$/m.exec(fish);
  for (const command of commands.split(' ')) assert.match(help, new RegExp(`^ {2}unisono ${command}\\b`, 'm'));
  // Editors pass these by themselves.
  const silent = ['stdio', 'clientProcessId'];
  const options = new Set(
    [...fish.matchAll(/ -l (\S+)/g)].map(([, name]) => name).filter((name) => !silent.includes(name)),
  );
  assert.ok(options.size > 30);
  for (const name of options) {
    assert.match(help, new RegExp(`--${name}\\b`), name);
    assert.match(plain, new RegExp(`--${name}\\b`), name);
  }
  const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  assert.ok(page.startsWith(`.TH UNISONO 1 "" "unisono ${version}"`));
  for (const name of ['NAME', 'USAGE', 'OPTIONS OF CHECK', 'EXIT STATUS'])
    assert.ok(page.includes(`\n.SH ${name}\n`), name);
  // Nothing that roff would take for a request, and nothing that it cannot print.
  for (const line of page.split('\n')) assert.match(line, /^(?:\.(?:TH|SH|TP|PP)(?: |$)|[^.']|$)/);
  assert.match(page, /^[\x20-\x7e\n]*$/);
  assert.equal(node(repository, [cli, 'man', 'check']).status, 2);
});
