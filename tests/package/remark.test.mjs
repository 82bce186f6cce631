// The plug-in of remark: by itself, and in the real remark where that is installed.
//
//     mkdir /tmp/remark && cd /tmp/remark && npm init -y && npm install remark remark-cli
//     REMARK=/tmp/remark node --test tests/package/remark.test.mjs
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { folderWith, node, projectWithPackage } from './project.mjs';

const english = '# Ports\n\nOpen port 5269. See [the list](list.md#ports).\n';
const german = '# Ports\n\nÖffnen Sie Port 5269. Siehe [die Liste](list.md#ports).\n';
const wrong = german.replace('5269', '5296');
const config = { 'unisono.yaml': 'source: en\n' };

let project;
before(() => {
  project = projectWithPackage();
});

/** Has the plug-in process files of a folder, as remark does; gives what it said of each. */
function processed(cwd, options, files) {
  const script = `
    import { readFileSync } from 'node:fs';
    import unisono from 'unisono/remark';
    const said = [];
    try {
      const transform = unisono(${JSON.stringify(options)});
      await Promise.all(${JSON.stringify(files)}.map(async ([path, text], at) => {
        const messages = (said[at] = []);
        const message = (reason, { place, source, ruleId }) => {
          const own = { reason, line: place.start.line, column: place.start.column, source, ruleId };
          messages.push(own);
          return own;
        };
        const value = text ?? (path === null ? '' : readFileSync(path, 'utf8'));
        await transform({}, { path: path ?? undefined, cwd: process.cwd(), value, message });
      }));
      console.log(JSON.stringify(said));
    } catch (problem) {
      console.log(JSON.stringify(problem.message));
    }`;
  // What is imported by name is looked for beside the module.
  const module = join(project, 'process.mjs');
  writeFileSync(module, script);
  const { status, stdout, stderr } = node(cwd, [module]);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

const site = (translation) => folderWith({ ...config, 'docs/en/ports.md': english, 'docs/de/ports.md': translation });

test('what is found on a page are messages on it, each at its place', () => {
  const [de, en, none] = processed(site(wrong), {}, [['docs/de/ports.md'], ['docs/en/ports.md'], [null]]);
  assert.deepEqual(de, [
    {
      reason: '5269 became 5296',
      line: 3,
      column: 17,
      source: 'unisono',
      ruleId: 'number-changed',
      fatal: true,
      note: de[0].note,
      actual: '5296',
      expected: ['5269'],
    },
  ]);
  assert.match(de[0].note, /docs\/en\/ports\.md:3:11: the source says it here$/);
  assert.deepEqual(en, []);
  assert.deepEqual(none, [], 'a text without a file is none of the pages');
});

test('what is processed counts, and not what is on disk', () => {
  const folder = site(german);
  const asWritten = ['docs/de/ports.md'];
  const [mistaken, right] = processed(folder, {}, [['docs/de/ports.md', wrong], asWritten]);
  assert.deepEqual(
    mistaken.map(({ reason }) => reason),
    ['5269 became 5296'],
  );
  assert.deepEqual(right, []);
});

test('the severity from which a message is fatal is that of the options, else of the settings', () => {
  const fatal = (options, settings) => {
    const folder = folderWith({
      'unisono.yaml': `source: en\n${settings}`,
      'docs/en/ports.md': english,
      'docs/de/ports.md': wrong,
    });
    return processed(folder, options, [['docs/de/ports.md']])[0].map((message) => message.fatal);
  };
  assert.deepEqual(fatal({}, ''), [true]);
  assert.deepEqual(fatal({ failOn: 'never' }, ''), [false]);
  assert.deepEqual(fatal({}, 'fail-on: never\n'), [false]);
  assert.deepEqual(fatal({}, 'rules: {number-changed: warning}\n'), [false]);
  assert.deepEqual(fatal({ failOn: 'warning' }, 'rules: {number-changed: warning}\n'), [true]);
  assert.deepEqual(fatal({}, 'rules: {number-changed: note}\n'), [undefined]);
});

test('options and settings that mean nothing are refused', () => {
  const said = (options, folder = site(german)) => processed(folder, options, [['docs/de/ports.md']]);
  assert.match(said({ path: 'docs' }), /there is no option path; write paths or failOn/);
  assert.match(said({ paths: 'docs' }), /paths is a list of folders/);
  assert.match(said({ failOn: 'loud' }), /failOn is one of error, warning, note, never/);
  assert.match(said({ paths: ['doc'] }), /doc: there is no such file or folder/);
  const misspelt = folderWith({ 'unisono.yaml': 'surce: en\n', 'docs/de/ports.md': german });
  assert.match(said({}, misspelt), /unisono\.yaml:1:1: .*did you mean "source"/);
});

const folder = process.env.REMARK;
const script = folder && join(folder, 'node_modules', 'remark-cli', 'cli.js');
const missing = folder
  ? !existsSync(script) && `${script} is not there`
  : 'REMARK names no folder in which it is installed: see the head of this file';

test('the real remark shows what is wrong, and fails for it', { skip: missing }, () => {
  const plugin =
    "import unisono from 'unisono/remark';\nexport default { plugins: [[unisono, { paths: ['docs'] }]] };\n";
  const pages = { 'docs/en/ports.md': english, 'docs/de/ports.md': wrong };
  const own = projectWithPackage({ ...config, '.remarkrc.mjs': plugin, ...pages }, folder);
  const remark = () => node(own, [script, 'docs', '--quiet', '--no-stdout', '--no-color']);
  const bad = remark();
  assert.equal(bad.status, 1, bad.stderr);
  assert.match(bad.stderr, /docs\/de\/ports\.md\n3:17-3:21 +error +5269 became 5296 +number-changed +unisono/);
  assert.doesNotMatch(bad.stderr, /docs\/en/);
  const page = join(own, 'docs/de/ports.md');
  writeFileSync(page, german);
  const good = remark();
  assert.deepEqual([good.status, good.stderr], [0, '']);
  // In a program, with a text that is not on disk.
  const program = `
    import { readFileSync } from 'node:fs';
    import { remark } from 'remark';
    import unisono from 'unisono/remark';
    const text = readFileSync('docs/de/ports.md', 'utf8').replace('5269', '5296');
    const file = await remark().use(unisono, { paths: ['docs'] }).process({ path: 'docs/de/ports.md', value: text });
    console.log(file.messages.map(String).join('\\n'));`;
  const done = node(own, ['--input-type=module', '-e', program]);
  assert.equal(done.stdout, 'docs/de/ports.md:3:17-3:21: 5269 became 5296\n', done.stderr);
  assert.equal(readFileSync(page, 'utf8'), german);
});
