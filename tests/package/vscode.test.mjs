// The extension of VS Code, bundled and run against the installed package. VS Code itself is not here: a stub of its API
// stands for it (vscode-stub.cjs). The client of language servers in the bundle is the real one, and so is the server.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildExtension } from '../../scripts/extension.mjs';
import { folderWith, projectWithPackage, repository } from './project.mjs';

const manifest = JSON.parse(readFileSync(join(repository, 'editors/vscode/package.json'), 'utf8'));
let extension;
let vscode;
before(async () => {
  const folder = folderWith({ 'package.json': '{}', 'node_modules/vscode/package.json': '{ "main": "index.cjs" }' });
  copyFileSync(join(repository, 'tests/package/vscode-stub.cjs'), join(folder, 'node_modules/vscode/index.cjs'));
  const file = join(folder, manifest.main);
  await buildExtension(file);
  const require = createRequire(file);
  extension = require(file);
  vscode = require('vscode');
});
after(() => extension.deactivate());

/** Waits until something was told of a page. */
function until(uri, condition) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`nothing was told of ${uri}`)), 30_000);
    const look = () => {
      const told = vscode.state.diagnostics.get(uri);
      if (told === undefined || !condition(told)) return;
      clearTimeout(timer);
      resolve(told);
    };
    vscode.state.told.event(look);
    look();
  });
}

function folderOf(project, name) {
  return { uri: vscode.Uri.file(project), name, index: 0 };
}

test('it starts the server of the folder, and what that finds is shown', async () => {
  const project = projectWithPackage({
    'unisono.yaml': 'source: en\n',
    'docs/en/p.md': 'Open port 5269.\n',
    'docs/de/p.md': 'Öffnen Sie Port 5296.\n',
  });
  const uri = vscode.Uri.file(join(project, 'docs/de/p.md'));
  let text = readFileSync(uri.fsPath, 'utf8');
  const document = { uri, languageId: 'markdown', version: 1, getText: () => text, isClosed: false };
  Object.assign(vscode.state, {
    settings: { paths: ['docs'], debounce: 0, severity: { error: 'warning' } },
    folders: [folderOf(project, 'site')],
    documents: [document],
  });
  await extension.activate({ subscriptions: [] });
  const [told] = await until(uri.toString(), ({ length }) => length === 1);
  assert.deepEqual([told.message, told.severity], ['5269 became 5296', vscode.DiagnosticSeverity.Warning]);
  assert.deepEqual({ ...told.range.start }, { line: 0, character: 16 });

  text = text.replace('5296', '5269');
  document.version = 2;
  const range = new vscode.Range(new vscode.Position(0, 16), new vscode.Position(0, 20));
  const contentChanges = [{ range, rangeOffset: 16, rangeLength: 4, text: '5269' }];
  await vscode.state.changedDocument.fire({ document, contentChanges });
  await until(uri.toString(), ({ length }) => length === 0);
  assert.deepEqual(vscode.state.warnings, []);
});

test('a folder without the package is told what to do', async () => {
  const bare = folderOf(folderWith({ 'unisono.yaml': 'source: en\n' }), 'bare');
  await vscode.state.changedFolders.fire({ added: [bare], removed: [] });
  assert.deepEqual(vscode.state.warnings, [
    'Unisono is not installed in bare: run npm install --save-dev unisono there.',
  ]);
});

test('what it says of itself is there', () => {
  for (const { command } of manifest.contributes.commands) assert.ok(vscode.state.commands.has(command), command);
  const known = Object.keys(manifest.contributes.configuration.properties);
  const readme = readFileSync(join(repository, 'editors/vscode/README.md'), 'utf8');
  for (const [setting] of readme.matchAll(/(?<=^\| `)unisono\.\w+/gm)) assert.ok(known.includes(setting), setting);
  assert.equal(known.length, 4);
});

test('npm run extension builds what is published, with the licences of what is in it', () => {
  const done = spawnSync(process.execPath, ['scripts/extension.mjs'], { cwd: repository, encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  const own = join(repository, 'editors/vscode');
  for (const file of [manifest.main, 'dist/LICENSES.txt', 'LICENSE-MIT']) assert.ok(existsSync(join(own, file)), file);
  assert.match(readFileSync(join(own, 'dist/LICENSES.txt'), 'utf8'), /^vscode-languageclient\n\nCopyright/m);
});
