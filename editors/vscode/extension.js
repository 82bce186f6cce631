/** The extension: it starts `unisono lsp` for each folder of the workspace. All that is shown comes from there. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { commands, window, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

/** The servers, by the addresses of their folders. */
const clients = new Map();

/** Called by VS Code when a folder has Unisono in it. */
export async function activate(context) {
  context.subscriptions.push(
    workspace.onDidChangeWorkspaceFolders(({ added, removed }) =>
      Promise.all([...removed.map(stop), ...added.map(start)]),
    ),
    commands.registerCommand('unisono.restart', async () => {
      const folders = workspace.workspaceFolders ?? [];
      await Promise.all(folders.map(stop));
      await Promise.all(folders.map(start));
    }),
  );
  await Promise.all((workspace.workspaceFolders ?? []).map(start));
}

/** Called by VS Code when it closes. */
export async function deactivate() {
  await Promise.all([...clients.values()].map((client) => client.stop()));
  clients.clear();
}

async function start(folder) {
  if (folder.uri.scheme !== 'file') return;
  const settings = workspace.getConfiguration('unisono', folder.uri);
  const module = serverOf(folder.uri.fsPath, settings.get('server'));
  if (module === undefined) {
    window.showWarningMessage(`Unisono is not installed in ${folder.name}: run npm install --save-dev unisono there.`);
    return;
  }
  const pattern = `${folder.uri.fsPath.replaceAll('\\', '/')}/**/*.{md,markdown,mdx,txt,po,pot}`;
  const client = new LanguageClient(
    'unisono',
    'Unisono',
    { module, args: ['lsp'], transport: TransportKind.stdio },
    {
      documentSelector: [{ scheme: 'file', pattern }],
      workspaceFolder: folder,
      initializationOptions: {
        paths: settings.get('paths'),
        debounce: settings.get('debounce'),
        severity: settings.get('severity'),
      },
      synchronize: { configurationSection: 'unisono' },
    },
  );
  await client.start();
  clients.set(folder.uri.toString(), client);
}

async function stop(folder) {
  const key = folder.uri.toString();
  const client = clients.get(key);
  clients.delete(key);
  await client?.stop();
}

/** The command's file: the one that is set, else that of the nearest `node_modules` that has it. */
function serverOf(folder, set) {
  if (set) return resolve(folder, set);
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, 'node_modules', 'unisono', 'npm', 'dist', 'cli.js');
    if (existsSync(file)) return file;
    if (dirname(at) === at) return undefined;
  }
}
