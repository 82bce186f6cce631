// The command, as installed from the tarball into an empty project.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { agreeing, brokenPage, commandOf, folderWith, node, projectWithPackage } from './project.mjs';

let project;
let cli;
before(() => {
  project = projectWithPackage();
  cli = commandOf(project);
});

const unisono = (cwd, ...args) => node(cwd, [cli, ...args]);
const paths = (report) => report.summary.sets.flatMap((set) => set.documents.map((document) => document.path));
const read = (report) => [...paths(report), ...report.summary.unmatched.map((page) => page.path)].sort();

test('languages that agree exit with 0 and say nothing on standard error', () => {
  const { status, stdout, stderr } = unisono(folderWith(agreeing), 'check', '.', '--source', 'en-US');
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  assert.match(stdout, /no findings/);
});

test('npx finds the command', () => {
  const bin = join(project, 'node_modules', '.bin', process.platform === 'win32' ? 'unisono.cmd' : 'unisono');
  const { status, stdout } = node(project, [
    '-e',
    `const done = require('node:child_process').spawnSync(${JSON.stringify(bin)}, ['--version'], { stdio: 'inherit', shell: process.platform === 'win32' }); process.exit(done.status)`,
  ]);
  assert.deepEqual({ status, stdout }, { status: 0, stdout: '0.1.0\n' });
});

test('an error exits with 1, and with 0 where it is told never to fail', () => {
  const folder = folderWith({ ...agreeing, 'fr-FR/page.md': brokenPage });
  const found = unisono(folder, 'check', '.', '--format', 'json');
  assert.deepEqual({ status: found.status, stderr: found.stderr }, { status: 1, stderr: '' });
  const report = JSON.parse(found.stdout);
  assert.equal(report.version, 1);
  assert.equal(report.summary.errors, 1);
  assert.equal(report.findings[0].rule, 'encoding-invalid');
  assert.equal(report.findings[0].path, 'fr-FR/page.md');
  assert.equal(unisono(folder, 'check', '.', '--fail-on', 'never').status, 0);
  assert.equal(unisono(folder, 'check', '.', '--fail-on=note').status, 1);
});

test('a configuration file is heeded, and the command line overrides it', () => {
  const files = { ...agreeing, 'fr-FR/page.md': brokenPage };
  const configs = { 'unisono.yaml': 'fail-on: never\n', 'other.yaml': 'fail-on: error\n' };
  const folder = folderWith({ ...files, ...configs });
  assert.equal(unisono(folder, 'check', '.').status, 0);
  assert.equal(unisono(folder, 'check', '.', '--config', 'unisono.yaml').status, 0);
  assert.equal(unisono(folder, 'check', '.', '--config', 'unisono.yaml', '--fail-on', 'error').status, 1);
  assert.equal(unisono(folder, 'check', '.', '--config', 'other.yaml').status, 1);
  assert.equal(unisono(join(folder, 'fr-FR'), 'check', '.').status, 0, 'the nearest file upward');
});

test('wrong use exits with 2, prints no report, and says what to do', () => {
  const folder = folderWith({
    ...agreeing,
    'broken.yaml': 'fail-on: nevr\n',
    'broken.csv': 'en,German\n',
    'broken.tbx': '<tbx>\n<conceptEntry>\n',
    'empty/readme.rst': 'nothing to read',
  });
  const wrong = [
    [[], /unisono check/],
    [['check'], /needs a folder or a file/],
    [['chek', '.'], /there is no command "chek"/],
    [['check', 'nowhere'], /nowhere: there is no such file or folder/],
    [['check', '.', 'nowhere'], /nowhere: there is no such file or folder/],
    [['check', 'empty'], /empty: there are no pages in it/],
    [['check', '.', '--exclude', 'nowhere'], /nowhere: there is no such file or folder/],
    [['check', '.', '--fail'], /'--fail'/],
    [['check', '.', '--format', 'xml'], /--format xml.*text, json/],
    [['check', '.', '--fail-on', 'fatal'], /--fail-on fatal.*error, warning, note, never/],
    [['check', '.', '--color', 'red'], /--color red.*auto, always, never/],
    [['check', '.', '--source', '?'], /--source "\?" is not a locale/],
    [['check', '.', '--config', 'nowhere.yaml'], /nowhere.yaml: there is no such file/],
    [['check', '.', '--pack', 'nowhere.yaml'], /nowhere.yaml: there is no such file/],
    [['pack', 'test'], /pack takes init and pages, or test and packs/],
    [['check', '.', '--glossary', 'nowhere.csv'], /nowhere.csv: there is no such file/],
    [['check', '.', '--glossary', 'broken.csv'], /broken.csv:1:4: unknown column "German": expected a locale/],
    [['check', '.', '--glossary', 'broken.tbx'], /broken.tbx:\d+:\d+: the XML is broken/],
    [['check', '.', '--config', ''], /there is no such file/],
    [['check', '.', '--config', 'broken.yaml'], /broken.yaml:1:10: .*did you mean "never"/],
    [['languages', 'tlh'], /tlh: nothing is known of this language/],
    [['languages', 'de', 'fr'], /takes one locale, or none/],
    [['languages', '--format', 'xml'], /--format xml.*text, json/],
    [['explain'], /needs the name of a rule/],
    [['explain', 'no-such-rule'], /there is no rule "no-such-rule"/],
  ];
  for (const [args, message] of wrong) {
    const { status, stdout, stderr } = unisono(folder, ...args);
    assert.deepEqual({ args, status, stdout }, { args, status: 2, stdout: '' });
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /\n\s+at /, 'a stack trace tells users nothing');
  }
});

test('--exclude passes over folders and files, however they are written', () => {
  const folder = folderWith({ ...agreeing, 'build/en-US/page.md': 'Old.\n', 'de-DE/more.md': 'Mehr.\n' });
  const pagesOf = (...args) => JSON.parse(unisono(folder, 'sets', '.', '--format', 'json', ...args).stdout).pages;
  assert.equal(pagesOf(), 4);
  assert.equal(pagesOf('--exclude', 'build'), 3);
  assert.equal(pagesOf('--exclude', join(folder, 'build/'), '--exclude', './de-DE/more.md'), 2);
});

test('a page in a folder that cannot be opened exits with 2 and is named', () => {
  const links = { 'nowhere.md': /there is no such file/, 'loop.md': /links lead round in a circle/ };
  for (const [target, message] of Object.entries(links)) {
    const folder = folderWith(agreeing);
    symlinkSync(target, join(folder, 'de-DE', 'loop.md'));
    const { status, stdout, stderr } = unisono(folder, 'check', '.');
    assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
    assert.match(stderr, /de-DE\/loop\.md: /);
    assert.match(stderr, message);
  }
});

test('help and version are printed on standard output, wherever they are asked for', () => {
  for (const args of [['--help'], ['-h'], ['check', '--help'], ['check', '.', '-h']]) {
    const { status, stdout, stderr } = unisono(project, ...args);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
    assert.match(stdout, /--fail-on LEVEL/);
  }
  assert.equal(unisono(project, '--version').stdout, '0.1.0\n');
});

test('every option is in the help', async () => {
  const { help, options } = await import(join(project, 'node_modules/unisono/npm/dist/command/usage.js'));
  for (const name of Object.keys(options)) assert.ok(help.includes(`--${name} `) || help.includes(`--${name}\n`), name);
});

test('rules are listed and explained', () => {
  const { status, stdout } = unisono(project, 'rules');
  assert.equal(status, 0);
  const names = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(/\s/)[0]);
  assert.ok(names.includes('encoding-invalid') && names.length > 20, stdout);
  for (const name of names) {
    const explained = unisono(project, 'explain', name);
    assert.equal(explained.status, 0);
    assert.ok(explained.stdout.startsWith(name), explained.stdout);
  }
});

test('glossaries are read from the command line and from the configuration, and beside it', () => {
  const folder = folderWith({
    ...agreeing,
    'team/terms.csv': 'en,de\nedge server,Randserver\n',
    'team/unisono.yaml': 'glossaries: [terms.csv]\n',
    'more.tbx':
      '<tbx><text><body><conceptEntry><langSec xml:lang="en"><termSec><term>port</term></termSec></langSec>' +
      '<langSec xml:lang="de"><termSec><term>Anschluss</term></termSec></langSec></conceptEntry></body></text></tbx>',
  });
  const terms = (...args) =>
    JSON.parse(unisono(folder, 'check', 'en-US', 'de-DE', '--source', 'en-US', '--format', 'json', ...args).stdout)
      .findings.filter((finding) => finding.rule === 'glossary-term-missing')
      .map((finding) => finding.help);
  assert.deepEqual(terms(), []);
  assert.deepEqual(terms('--glossary', 'team/terms.csv'), [
    'team/terms.csv, line 2, renders "edge server" as "Randserver". None is in this sentence.',
  ]);
  assert.equal(terms('--config', 'team/unisono.yaml').length, 1);
  assert.equal(terms('--config', 'team/unisono.yaml', '--glossary', 'more.tbx').length, 2);
});

test('redirects are read from the files that the configuration names, and what holds none is an error', () => {
  const folder = folderWith({
    'en-US/page.md': 'Read about [ports](/guide/ports) first.\n',
    'de-DE/page.md': 'Lesen Sie zuerst von den [Ports](/old/ports).\n',
    'site/mkdocs.yml': 'plugins:\n  - redirects:\n      redirect_maps: {old/ports.md: guide/ports.md}\n',
    'site/other.yml': 'site_name: Contoso\n',
    'site/docusaurus.config.ts':
      "export default {\n  plugins: [['@docusaurus/plugin-client-redirects', {\n    redirects: [{from: '/old/ports', to: '/guide/ports'}, ...more],\n  }]],\n};\n",
    'site/made.config.js': 'module.exports = {redirects: made()};\n',
    'docusaurus.yaml': 'redirects: site/docusaurus.config.ts\n',
    'made.yaml': 'redirects: site/made.config.js\n',
    'with.yaml': 'redirects: site/mkdocs.yml\n',
    'wrong.yaml': 'redirects: [site/other.yml]\n',
  });
  const run = (...args) => unisono(folder, 'check', 'en-US', 'de-DE', '--source', 'en-US', '--format', 'json', ...args);
  const rules = (...args) => JSON.parse(run(...args).stdout).findings.map((finding) => finding.rule);
  assert.deepEqual(rules(), ['link-changed']);
  assert.deepEqual(rules('--config', 'with.yaml'), []);
  const { status, stderr } = run('--config', 'wrong.yaml');
  assert.equal(status, 2);
  assert.match(stderr, /site\/other\.yml: no redirects are found in it: write a map/);
  // Of a program what is written out is read, and what is passed over is said.
  assert.deepEqual(rules('--config', 'docusaurus.yaml'), []);
  assert.match(
    run('--config', 'docusaurus.yaml').stderr,
    /site\/docusaurus\.config\.ts: line 3: redirects: only from and to/,
  );
  const made = run('--config', 'made.yaml');
  assert.equal(made.status, 2);
  assert.match(
    made.stderr,
    /site\/made\.config\.js: line 1: redirects: only from and to that are written out are read/,
  );
});

const guided = {
  'en/page.md':
    '# XMPP in Skype for Business Server 2019\n\nDo not move XMPP users to a Skype for Business Server 2019 pool.\n',
  'ja/page.md':
    '# Skype for Business Server 2019 の XMPP\n\nXMPP ユーザーを Skype for Business Server 2019 プールに移動する必要はありません。\n',
};

test('pages are held against the guidance of their version, and the matrix is shown in three formats', () => {
  const folder = folderWith(guided);
  const shown = (...args) => unisono(folder, 'check', '.', '--source', 'en', ...args);
  const text = shown('--format', 'matrix');
  assert.equal(text.status, 1, text.stderr);
  assert.match(text.stdout, /^2019 guidance: 1 of 2 languages differs/);
  assert.match(text.stdout, /^X19-05b +✓ +✗ /m);
  assert.match(text.stdout, /ja contradicted: here it is only not necessary ja\/page.md:3\n +XMPP ユーザーを/);
  assert.match(shown('--format', 'matrix-md').stdout, /\(X19-05b\) \| ✓ \| ✗ \|/);
  assert.match(shown('--format', 'matrix-html').stdout, /<td class="c contradicted" title="says otherwise: XMPP/);
  const [finding] = JSON.parse(shown('--format', 'json').stdout).findings;
  assert.equal(finding.rule, 'claim-contradicted');
});

test('packs are read from the command line and from the configuration, and run their own cases', () => {
  const ours = (says) =>
    `pack: ours\ntitle: Ours\nclaims:\n  open:\n    says: The port is open.\n    action: [open]\n    object: [port]\n` +
    `    cases: {en: {${says}: ["Open the port."]}}\n`;
  const folder = folderWith({
    'docs/en-US/page.md': '# Ports\n\nOpen the port on the server.\n',
    'docs/de-DE/page.md': '# Ports\n\nÖffnen Sie den Port auf dem Server.\n',
    'team/ours.yaml': ours('states'),
    'team/wrong.yaml': ours('contradicts'),
    'team/unisono.yaml': 'packs: [ours.yaml]\n',
  });
  const versions = (...args) =>
    JSON.parse(unisono(folder, 'check', 'docs', '--format', 'json', ...args).stdout).matrix.versions.map(
      (version) => version.pack,
    );
  assert.deepEqual(versions(), []);
  assert.deepEqual(versions('--pack', 'team/ours.yaml'), ['ours']);
  assert.deepEqual(versions('--config', 'team/unisono.yaml'), ['ours']);
  assert.deepEqual(unisono(folder, 'pack', 'test', 'team/ours.yaml'), {
    status: 0,
    stdout: '1 cases, 0 read otherwise than the pack says.\n',
    stderr: '',
  });
  const wrong = unisono(folder, 'pack', 'test', 'team/wrong.yaml');
  assert.equal(wrong.status, 1);
  assert.match(wrong.stdout, /^team\/wrong.yaml:8: open in en: expected contradicted, found stated: Open the port.$/m);
});

test('languages are listed, and one is shown with what its sentences can state', () => {
  const { status, stdout, stderr } = unisono(project, 'languages');
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  for (const tag of ['de', 'es', 'fr', 'it', 'ja', 'ko', 'pt-BR', 'ru', 'zh-CN', 'zh-TW']) {
    assert.match(stdout, new RegExp(`^${tag} .* \\d+`, 'm'));
  }
  const german = unisono(project, 'languages', 'de-CH');
  assert.match(german.stdout, /^German \(de, written Latn\)/);
  assert.match(german.stdout, /polarity: .*negation-missing\n {2}not +\p{L}+, /u);
  const all = JSON.parse(unisono(project, 'languages', '--format', 'json').stdout);
  const [one, ...others] = JSON.parse(unisono(project, 'languages', 'de', '--format', 'json').stdout);
  assert.deepEqual(others, []);
  assert.deepEqual(
    one,
    all.find((language) => language.tag === 'de'),
  );
  assert.deepEqual([one.name, one.script], ['German', 'Latn']);
  const opposite = one.classes.find((known) => known.class === 'opposite');
  assert.ok(opposite.forms > opposite.concepts.length && opposite.concepts.length <= opposite.of, opposite);
});

test('folders are searched for pages, and hidden ones and node_modules passed over', () => {
  const folder = folderWith({
    ...agreeing,
    'en-US/deep/er/page.markdown': '# A\n',
    'en-US/x.MDX': '# B\n',
    'en-US/notes.txt': '# C\n',
    'en-US/code.js': '// no page',
    'en-US/.hidden.md': '# D\n',
    '.git/page.md': '# E\n',
    'node_modules/page.md': '# F\n',
  });
  symlinkSync(join(folder, 'en-US'), join(folder, 'linked'));
  const report = JSON.parse(unisono(folder, 'check', '.', '--format', 'json').stdout);
  assert.equal(report.summary.pages, 5);
  assert.deepEqual(read(report), [
    'de-DE/page.md',
    'en-US/deep/er/page.markdown',
    'en-US/notes.txt',
    'en-US/page.md',
    'en-US/x.MDX',
  ]);
});

test('paths in the report start with the root as it was written', () => {
  const folder = folderWith(Object.fromEntries(Object.entries(agreeing).map(([path, text]) => [`docs/${path}`, text])));
  for (const root of ['docs', 'docs/', './docs', './docs//']) {
    const report = JSON.parse(unisono(folder, 'check', root, '--format', 'json').stdout);
    assert.deepEqual(read(report), ['docs/de-DE/page.md', 'docs/en-US/page.md']);
  }
  const absolute = JSON.parse(unisono(folder, 'check', join(folder, 'docs'), '--format', 'json').stdout);
  assert.deepEqual(read(absolute), [join(folder, 'docs/de-DE/page.md'), join(folder, 'docs/en-US/page.md')]);
});

test('a page named twice is read once, and the order of the paths changes nothing', () => {
  const folder = folderWith({ ...agreeing, 'fr-FR/page.md': brokenPage });
  const ways = [
    ['en-US', 'de-DE', 'fr-FR'],
    ['fr-FR', 'en-US', 'de-DE', 'en-US/page.md'],
    ['de-DE', 'fr-FR/page.md', 'fr-FR', 'en-US'],
  ];
  const reports = ways.map((roots) => unisono(folder, 'check', ...roots, '--format', 'json').stdout);
  assert.equal(JSON.parse(reports[0]).summary.pages, 3);
  assert.equal(reports[1], reports[0]);
  assert.equal(reports[2], reports[0]);
});

test('folders that hold one language each are told on the command line or in the configuration', () => {
  const pages = {
    'site/src/it/ports.md': 'Open port 5269 on the server.\n',
    'ja.site/src/it/ports.mdx': 'サーバーでポート 5296 を開きます。\n',
  };
  const folder = folderWith({
    ...pages,
    'unisono.yaml': 'source: en\nsource-root: site/src\nroots: {ja: ja.site/src}\n',
  });
  const told = (...args) => {
    const { stdout, stderr } = unisono(folder, 'check', ...args, '--format', 'json');
    assert.equal(stderr, '');
    const { summary, findings } = JSON.parse(stdout);
    assert.deepEqual(
      summary.sets.map((set) => [set.source, set.documents.map((document) => document.path)]),
      [['en', ['site/src/it/ports.md', 'ja.site/src/it/ports.mdx']]],
    );
    assert.deepEqual(
      findings.map((finding) => [finding.rule, finding.path]),
      [['number-changed', 'ja.site/src/it/ports.mdx']],
    );
  };
  told('--config', 'unisono.yaml');
  told('--source', 'en', '--source-root', 'site/src', '--root', 'ja=ja.site/src');
  told('site/src', '--source', 'en', '--root', 'ja=./ja.site/src/');
  told('site/src', '--root', 'ja=ja.site/src');
  const wrong = [
    [['--root', 'ja.site/src', '--source', 'en', 'site/src'], /--root ja.site\/src: expected a locale and a folder/],
    [['--root', 'ja=ja.site/src', '--source', 'en'], /give --source-root DIR/],
    [['site/src', '--source', 'en', '--root', '日本=ja.site/src'], /"日本" is not a locale/],
    [['site/src', '--source', 'en', '--root', 'ja=nowhere'], /nowhere: there is no such file or folder/],
  ];
  const unconfigured = folderWith(pages);
  for (const [args, said] of wrong) {
    const { status, stdout, stderr } = unisono(unconfigured, 'check', ...args);
    assert.deepEqual([status, stdout], [2, ''], args.join(' '));
    assert.match(stderr, said);
  }
});

test('what follows from one cause is folded into it, and told by itself where asked', () => {
  const sentence = (number) =>
    `The service of number ${['one', 'two', 'three', 'four'][number]} can be moved to the pool.`;
  const english = `# Services\n\n${[0, 1, 2, 3].map(sentence).join('\n\n')}\n`;
  const folder = folderWith({ 'en/page.md': english, 'de/page.md': english });
  const rules = (...args) => {
    const { stdout } = unisono(folder, 'check', '.', '--source', 'en', '--format', 'json', ...args);
    return JSON.parse(stdout).findings.map(({ rule, folded }) => [rule, folded?.length ?? 0]);
  };
  assert.deepEqual(rules(), [['page-untranslated', 1]]);
  assert.deepEqual(
    rules('--expand').map(([rule]) => rule),
    ['page-untranslated', 'untranslated'],
  );
  const { stdout } = unisono(folder, 'check', '.', '--source', 'en');
  assert.match(stdout, /at line 3: 1 untranslated/);
});

test('colours are used where they are asked for, and not in a pipe', () => {
  const folder = folderWith({ ...agreeing, 'fr-FR/page.md': brokenPage });
  const colored = (...args) => unisono(folder, 'check', '.', ...args).stdout.includes('\u001b[');
  assert.equal(colored(), false);
  assert.equal(colored('--color', 'never'), false);
  assert.equal(colored('--color', 'always'), true);
});

test('a long report arrives whole at a slow reader', async () => {
  const folder = folderWith(manyBrokenPages());
  const child = spawn(process.execPath, [cli, 'check', '.', '--format', 'json'], { cwd: folder });
  child.stdout.pause();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part) => {
    text += part;
  });
  child.stdout.resume();
  const status = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(status, 1);
  assert.equal(JSON.parse(text).findings.length, 1000);
});

test('a reader that leaves early is no error', async () => {
  const folder = folderWith(manyBrokenPages());
  const child = spawn(process.execPath, [cli, 'check', '.', '--format', 'json'], { cwd: folder });
  child.stdout.once('data', () => child.stdout.destroy());
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (part) => {
    complaint += part;
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  assert.deepEqual({ status, complaint }, { status: 1, complaint: '' });
});

function manyBrokenPages() {
  return Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`en-US/page-${index}.md`, brokenPage]));
}
