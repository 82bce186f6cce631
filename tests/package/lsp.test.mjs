// `unisono lsp`, driven by a real client over standard input and output.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Editor } from './editor.mjs';
import { commandOf, folderWith, node, projectWithPackage } from './project.mjs';
import { tenLanguages } from './ten-languages.mjs';

let cli;
before(() => {
  cli = commandOf(projectWithPackage());
});

const editors = [];
after(() => Promise.all(editors.map((editor) => editor.quit())));

/** A server for a folder with files in it; what is typed is checked at once. */
async function editorFor(files, options = {}) {
  const folder = folderWith(files);
  const { settings, ...more } = options;
  const editor = await Editor.start(cli, folder, { options: { debounce: 0, ...settings }, ...more });
  editors.push(editor);
  return { editor, folder };
}

const english = '# Ports\n\nOpen port 5269 on the server.\n\nDo not restart the gateway.\n';
const german = '# Ports\n\nÖffnen Sie Port 5296 auf dem Server.\n\nStarten Sie das Gateway nicht neu.\n';
const files = { 'unisono.yaml': 'source: en\n', 'docs/en/p.md': english, 'docs/de/p.md': german };
const page = 'docs/de/p.md';
const said = (diagnostics) => diagnostics.map(({ code, message }) => `${code}: ${message}`);

test('what is wrong is underlined while one types, with the place in the source', async () => {
  const { editor } = await editorFor(files);
  assert.equal(editor.answer.serverInfo.name, 'unisono');
  editor.open(page);
  const [first, ...more] = await editor.diagnostics(page);
  assert.deepEqual(more, []);
  assert.deepEqual(
    [first.source, first.code, first.message, first.severity],
    ['unisono', 'number-changed', '5269 became 5296', 1],
  );
  assert.deepEqual(first.range, { start: { line: 2, character: 16 }, end: { line: 2, character: 20 } });
  const [{ location, message }] = first.relatedInformation;
  assert.deepEqual(
    [location.uri, location.range.start, message],
    [editor.uri('docs/en/p.md'), { line: 2, character: 10 }, 'en: the source says it here'],
  );
  editor.type(page, '5296', '5269');
  assert.deepEqual(await editor.diagnostics(page), []);
  editor.type(page, ' nicht', '');
  assert.deepEqual(said(await editor.diagnostics(page)), [
    'negation-missing: the source negates this: the translation does not',
  ]);
});

test('what is typed and not saved counts in all pages that are open, else what is on disk', async () => {
  const { editor, folder } = await editorFor({ ...files, 'docs/fr/p.md': '# Ports\n\nOuvrez le port 5269.\n' });
  editor.open(page);
  assert.equal((await editor.diagnostics(page)).length, 1);
  editor.open('docs/en/p.md');
  assert.deepEqual(await editor.diagnostics('docs/en/p.md'), []);
  editor.type('docs/en/p.md', '5269', '5296');
  await editor.diagnostics('docs/en/p.md');
  await editor.until(() => editor.told(page).length === 0, 'the German page is right now');
  // Not saved, and gone with the editor: on disk the source says 5269 still.
  editor.close('docs/en/p.md');
  await editor.until(() => editor.told(page).length === 1, 'the German page is wrong again');
  assert.deepEqual(editor.told('docs/en/p.md') ?? [], []);
  writeFileSync(join(folder, 'docs/en/p.md'), english.replace('5269', '5296'));
  editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri('docs/en/p.md'), type: 2 }] });
  await editor.until(() => editor.told(page).length === 0, 'the source was changed on disk');
});

test('editors are asked to tell of pages that come and go, and a new one is looked at when it is opened', async () => {
  const { editor, folder } = await editorFor(files);
  editor.open(page);
  await editor.diagnostics(page);
  const [{ method, registerOptions }] = editor.registered;
  assert.equal(method, 'workspace/didChangeWatchedFiles');
  assert.ok(registerOptions.watchers.some(({ globPattern }) => globPattern === '**/unisono.yaml'));
  writeFileSync(join(folder, 'docs/en/new.md'), 'Wait 30 seconds.\n');
  writeFileSync(join(folder, 'docs/de/new.md'), 'Warten Sie 40 Sekunden.\n');
  editor.open('docs/de/new.md');
  assert.deepEqual(said(await editor.diagnostics('docs/de/new.md')), ['number-changed: 30 became 40']);
  rmSync(join(folder, 'docs/en/new.md'));
  editor.type('docs/de/new.md', '40', '50');
  assert.deepEqual(await editor.diagnostics('docs/de/new.md'), []);
});

test('hovering shows the source sentence, what is wrong, what to do and why', async () => {
  const missing = german.replace(' nicht', '');
  const { editor } = await editorFor({ ...files, [page]: missing });
  editor.open(page);
  await editor.diagnostics(page);
  const number = await editor.at('textDocument/hover', page, '529');
  assert.deepEqual(number.contents, {
    kind: 'markdown',
    value: [
      '> en: Open port 5269 on the server.',
      '**5269 became 5296** (error, `number-changed`)',
      'Write 5269, or check which of the two is right.',
    ].join('\n\n'),
  });
  const negation = await editor.at('textDocument/hover', page, 'Starten');
  assert.match(negation.contents.value, /^> en: Do not restart the gateway\.\n\n\*\*the source negates this/);
  assert.match(negation.contents.value, /\n\n\d+ in 100 sure\. For it: [a-z ,+0-9]+\./);
  const nothing = await editor.at('textDocument/hover', page, '# Po');
  assert.equal(nothing.contents.value, '> en: Ports');
});

test('an editor without Markdown gets plain text', async () => {
  const without = { textDocument: { hover: { contentFormat: ['plaintext'] } } };
  const { editor } = await editorFor(
    { ...files, 'docs/en/p.md': english.replace('the server', 'the *main* server') },
    { without },
  );
  editor.open(page);
  const { contents } = await editor.at('textDocument/hover', page, '529');
  assert.equal(contents.kind, 'plaintext');
  assert.match(
    contents.value,
    /^en: Open port 5269 on the main server\.\n\n5269 became 5296 \(error, number-changed\)/,
  );
});

test('the definition of a sentence is its source, and its references are all languages', async () => {
  const { editor } = await editorFor({
    ...files,
    'docs/fr/p.md': '# Ports\n\nOuvrez le port 5269 sur le serveur.\n\nNe redémarrez pas la passerelle.\n',
    'docs/ja/p.md': '# ポート\n\nサーバーでポート 5269 を開きます。\n',
  });
  editor.open(page);
  const [source, ...none] = await editor.at('textDocument/definition', page, 'das Gateway');
  assert.deepEqual(none, []);
  assert.deepEqual(source, {
    uri: editor.uri('docs/en/p.md'),
    range: { start: { line: 4, character: 0 }, end: { line: 4, character: 27 } },
  });
  const context = { includeDeclaration: true };
  const all = await editor.at('textDocument/references', page, 'Port', { context });
  assert.deepEqual(
    all.map(({ uri }) => uri).sort(),
    ['en', 'fr', 'ja'].map((locale) => editor.uri(`docs/${locale}/p.md`)),
  );
  // What is missing has no sentence: the finding knows where the source says it.
  editor.open('docs/ja/p.md');
  const [missing] = await editor.diagnostics('docs/ja/p.md');
  assert.match(missing.code, /^(block|sentence)-missing$/);
  const { text } = { text: editor.text('docs/ja/p.md') };
  const line = text.split('\n')[missing.range.start.line];
  const [there] = await editor.at('textDocument/definition', 'docs/ja/p.md', line);
  assert.equal(there.uri, editor.uri('docs/en/p.md'));
});

test('fixes are offered one by one, and those that are certain all at once', async () => {
  const { editor } = await editorFor({
    ...files,
    'docs/en/p.md': `${english}\nRun \`Get-CsPool\`.\n\nKeep 1,500 copies.\n`,
    [page]: `${german}\nFühren Sie \`Get-CsPol\` aus.\n\nBewahren Sie 1.400 Kopien auf.\n`,
  });
  editor.open(page);
  const diagnostics = await editor.diagnostics(page);
  assert.equal(diagnostics.length, 3);
  const offered = await editor.actions(page, diagnostics[0].range);
  const fix = offered.find(({ isPreferred }) => isPreferred);
  assert.equal(fix.title, 'Write 5269');
  assert.equal(editor.after(page, fix), editor.text(page).replace('5296', '5269'));
  const unsure = (await editor.actions(page, diagnostics[2].range))[0];
  assert.deepEqual([unsure.title, unsure.isPreferred], ['Write 1,500 (look at it)', false]);
  const [all, ...more] = await editor.actions(page, diagnostics[0].range, ['source.fixAll']);
  assert.deepEqual(more, []);
  assert.equal(all.title, 'Make 2 fixes that are certain');
  assert.equal(editor.after(page, all), editor.text(page).replace('5296', '5269').replace('CsPol', 'CsPool'));
});

const places = {
  'a paragraph': ['Open port 5269.', 'Öffnen Sie Port 5296.'],
  'the second sentence of a paragraph': [
    'Stop the service. Open port 5269. Start it.',
    'Halten Sie den Dienst an. Öffnen Sie Port 5296. Starten Sie ihn.',
  ],
  'a heading': ['## Port 5269\n\nOpen it.', '## Port 5296\n\nÖffnen Sie ihn.'],
  'a step': [
    '1. Stop the service.\n2. Open port 5269.\n3. Start the service.',
    '1. Halten Sie den Dienst an.\n2. Öffnen Sie Port 5296.\n3. Starten Sie den Dienst.',
  ],
  'a cell': [
    '| what | port |\n|---|---|\n| server | port 5269 |\n| proxy | port 443 |',
    '| was | Port |\n|---|---|\n| Server | Port 5296 |\n| Proxy | Port 443 |',
  ],
  'a block of code': ['```sh\ntool stop\n\ntool open 5269\n```', '```sh\ntool stop\n\ntool open 5296\n```'],
  'a heading right below text': ['Stop.\n## Port 5269\n\nOpen it.', 'Anhalten.\n## Port 5296\n\nÖffnen Sie ihn.'],
  'a quoted item': ['> - Open port 5269.\n> - Stop.', '> - Öffnen Sie Port 5296.\n> - Halten Sie an.'],
  'the middle of a line': ['Stop it.\nOpen port 5269.', 'Halten Sie ihn an.\nÖffnen Sie Port 5296.'],
  'a quotation': ['> Open port 5269.', '> Öffnen Sie Port 5296.'],
};
for (const [what, [source, translation]] of Object.entries(places)) {
  for (const ending of ['md', 'mdx']) {
    test(`a comment sets aside what is in ${what}, and nothing else (${ending})`, async () => {
      const own = `docs/de/p.${ending}`;
      const around = (text, first, last) => `${first}\n\n${text}\n\n${last}\n`;
      const { editor, folder } = await editorFor({
        'unisono.yaml': 'source: en\nrequire-reason: true\n',
        [`docs/en/p.${ending}`]: around(source, 'Wait 10 seconds.', 'Use port 80.'),
        [own]: around(translation, 'Warten Sie 10 Sekunden.', 'Nutzen Sie Port 81.'),
      });
      editor.open(own);
      const [first, second, ...none] = await editor.diagnostics(own);
      assert.deepEqual([second.message, none], ['80 became 81', []]);
      const offered = await editor.actions(own, first.range);
      const ignore = await editor.resolve(offered.find(({ title }) => title === `Ignore ${first.code} here`));
      const text = editor.after(own, ignore);
      const comment = ending === 'mdx' ? '{/* unisono-ignore-next' : '<!-- unisono-ignore-next';
      assert.ok(text.includes(`${comment} ${first.code}: TODO: say why`), text);
      writeFileSync(join(folder, own), text);
      const done = node(folder, [cli, 'check', 'docs', '--format', 'json']);
      const { findings, dismissed } = JSON.parse(done.stdout);
      assert.deepEqual(
        [findings.map(({ message }) => message), dismissed.map(({ message }) => message)],
        [['80 became 81'], [first.message]],
        text,
      );
    });
  }
}

test('a client that cannot wait for an edit gets it at once, and catalogues get no comments', async () => {
  const without = { textDocument: { codeAction: {} } };
  const { editor } = await editorFor(files, { without });
  editor.open(page);
  const [{ range }] = await editor.diagnostics(page);
  const ignore = (await editor.actions(page, range, ['quickfix'])).find(({ title }) => title.startsWith('Ignore'));
  assert.equal(
    editor.after(page, ignore),
    german.replace('Öffnen', '<!-- unisono-ignore-next number-changed: TODO: say why -->\nÖffnen'),
  );
  const entry = (text) =>
    `msgid ""\nmsgstr "Language: de\\n"\n\n#: src/a.md:1\nmsgid "Open port 5269."\nmsgstr "${text}"\n`;
  const catalogue = await editorFor(
    { 'po/de.po': entry('Öffnen Sie Port 5296.') },
    { without, settings: { paths: ['po'] } },
  );
  catalogue.editor.open('po/de.po');
  const [told] = await catalogue.editor.diagnostics('po/de.po');
  assert.equal(told.code, 'number-changed');
  const offered = await catalogue.editor.actions('po/de.po', told.range);
  assert.deepEqual(
    offered.filter(({ title }) => title.startsWith('Ignore')),
    [],
  );
});

test('settings and baselines are those of the command, each project with its own', async () => {
  const { editor, folder } = await editorFor({
    'a/unisono.yaml': 'source: en\nrules: {number-changed: note}\n',
    'a/docs/en/p.md': english,
    'a/docs/de/p.md': german,
    'b/unisono.yaml': 'source: en\n',
    'b/docs/en/p.md': english,
    'b/docs/de/p.md': german,
  });
  editor.open('a/docs/de/p.md');
  assert.deepEqual(
    (await editor.diagnostics('a/docs/de/p.md')).map(({ severity }) => severity),
    [3],
  );
  editor.open('b/docs/de/p.md');
  assert.deepEqual(
    (await editor.diagnostics('b/docs/de/p.md')).map(({ severity }) => severity),
    [1],
  );
  // The baseline is noticed without being told of.
  assert.equal(node(folder, [cli, 'check', 'b/docs', '--update-baseline']).status, 0);
  const config = 'source: en\nbaseline: unisono-baseline.json\n';
  writeFileSync(join(folder, 'b/unisono.yaml'), config);
  editor.type('b/docs/de/p.md', 'Server', 'Rechner');
  assert.deepEqual(await editor.diagnostics('b/docs/de/p.md'), []);
});

test('a setting that is wrong is shown at its place, once, until it is mended', async () => {
  const { editor, folder } = await editorFor({
    ...files,
    'unisono.yaml': 'source: en\nrules: {numbers-changed: off}\n',
  });
  editor.open(page);
  await editor.until(() => editor.messages.length > 0, 'a message');
  assert.match(
    editor.messages[0],
    /^Unisono: unisono\.yaml:2:\d+: unknown rule "numbers-changed": did you mean "number-changed"\?$/,
  );
  const [marked] = await editor.until(() => editor.told('unisono.yaml'), 'the place');
  assert.deepEqual([marked.range.start.line, marked.severity], [1, 1]);
  editor.type(page, 'Server', 'Rechner');
  writeFileSync(join(folder, 'unisono.yaml'), 'source: en\nrules: {number-changed: warning}\n');
  editor.type(page, 'Rechner', 'Server');
  assert.deepEqual(
    (await editor.diagnostics(page)).map(({ severity }) => severity),
    [2],
  );
  assert.deepEqual([editor.told('unisono.yaml'), editor.messages.length], [[], 1]);
});

test('an editor may show severities in its own way, and names the folders', async () => {
  const settings = { severity: { error: 'hint', note: 'off' }, paths: ['docs'] };
  const { editor } = await editorFor(
    { ...files, 'other/en/q.md': 'Wait 5 s.\n', 'other/de/q.md': 'Warten Sie 6 s.\n' },
    { settings },
  );
  editor.open('other/de/q.md');
  editor.open(page);
  assert.deepEqual(
    (await editor.diagnostics(page)).map(({ severity }) => severity),
    [4],
  );
  assert.equal(editor.told('other/de/q.md'), undefined);
  editor.notify('workspace/didChangeConfiguration', {
    settings: { unisono: { severity: { error: 'loud' }, debounce: 0 } },
  });
  await editor.until(() => editor.messages.length > 0, 'a message');
  assert.match(editor.messages[0], /unisono\.severity\.error: write one of error, warning, information, hint, off/);
  await editor.until(() => editor.told(page)[0].severity === 1, 'errors are errors again');
});

test('without an editor it says what it is, and only it needs the library of language servers', () => {
  const project = projectWithPackage(files);
  const own = commandOf(project);
  rmSync(join(project, 'node_modules', 'vscode-languageserver'), { recursive: true });
  const done = node(project, [own, 'check', 'docs']);
  assert.deepEqual([done.status, done.stderr], [1, '']);
  const serving = node(project, [own, 'lsp'], { input: '' });
  assert.deepEqual([serving.status, /vscode-languageserver/.test(serving.stderr)], [2, true]);
  const paths = node(project, [own, 'lsp', 'docs'], { input: '' });
  assert.match(paths.stderr, /lsp takes no paths/);
});

test('it ends when its editor is gone', () => {
  const done = spawnSync(process.execPath, [cli, 'lsp'], { input: '', encoding: 'utf8', timeout: 20_000 });
  assert.deepEqual([done.status, done.stdout], [1, '']);
});

test('a key in a page of 200 sentences in ten languages is answered in 150 ms', async (context) => {
  const pages = tenLanguages(200);
  const { editor } = await editorFor({ 'unisono.yaml': 'source: en-US\n', ...pages });
  const own = 'docs/de-DE/page.md';
  editor.open(own);
  assert.deepEqual(said(await editor.diagnostics(own)), []);
  // Other work on the machine makes some of them slow: the least disturbed one tells what it takes.
  const times = [];
  for (let key = 0; key < 60 && (times.length < 10 || Math.min(...times) > 150); key += 1) {
    const [from, to] = key % 2 === 0 ? ['1200', '1300'] : ['1300', '1200'];
    const start = performance.now();
    editor.type(own, from, to);
    const told = said(await editor.diagnostics(own));
    times.push(performance.now() - start);
    assert.deepEqual(told, key % 2 === 0 ? ['number-changed: 1200 became 1300'] : []);
  }
  times.sort((a, b) => a - b);
  const [least, middle] = [times[0], times[times.length >> 1]].map(Math.round);
  context.diagnostic(`from a key to diagnostics: ${least} ms, ${middle} ms in the middle of ${times.length} keys`);
  assert.ok(least <= 150, `${least} ms`);
});
