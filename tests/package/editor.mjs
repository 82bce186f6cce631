// An editor, as far as a language server sees one: a real client over standard input and output.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { createMessageConnection, StreamMessageReader, StreamMessageWriter } = createRequire(import.meta.url)(
  'vscode-jsonrpc/node',
);

const capabilities = {
  textDocument: {
    hover: { contentFormat: ['markdown'] },
    codeAction: { resolveSupport: { properties: ['edit'] } },
    publishDiagnostics: { relatedInformation: true },
  },
  workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
};

export class Editor {
  #child;
  #connection;
  #folder;
  #texts = new Map();
  #told = new Map();
  #waiting = [];
  messages = [];
  registered = [];

  /** Starts a server for a folder. */
  static async start(cli, folder, { options, without = {} } = {}) {
    const editor = new Editor();
    editor.#folder = folder;
    editor.#child = spawn(process.execPath, [cli, 'lsp', '--stdio'], { cwd: '/', stdio: ['pipe', 'pipe', 'inherit'] });
    editor.exit = new Promise((resolve) => editor.#child.on('exit', resolve));
    const { stdout, stdin } = editor.#child;
    const connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    editor.#connection = connection;
    connection.onNotification('textDocument/publishDiagnostics', (told) => {
      editor.#told.set(told.uri, told);
      for (const waiting of editor.#waiting) waiting();
    });
    connection.onNotification('window/showMessage', ({ message }) => {
      editor.messages.push(message);
      for (const waiting of editor.#waiting) waiting();
    });
    connection.onRequest('client/registerCapability', ({ registrations }) => {
      editor.registered.push(...registrations);
      return null;
    });
    connection.listen();
    editor.answer = await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      capabilities: { ...capabilities, ...without },
      initializationOptions: options,
    });
    await connection.sendNotification('initialized', {});
    return editor;
  }

  uri(path) {
    return pathToFileURL(join(this.#folder, path)).href;
  }

  text(path) {
    return this.#texts.get(path).text;
  }

  open(path, text = readFileSync(join(this.#folder, path), 'utf8')) {
    this.#texts.set(path, { text, version: 1 });
    const textDocument = { uri: this.uri(path), languageId: 'markdown', version: 1, text };
    return this.#connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Replaces the first occurrence of a text, as a key would. */
  type(path, from, to) {
    const { text, version } = this.#texts.get(path);
    const at = text.indexOf(from);
    if (at < 0) throw new Error(`${path} has no ${from}`);
    const range = { start: place(text, at), end: place(text, at + from.length) };
    this.#texts.set(path, { text: text.replace(from, () => to), version: version + 1 });
    return this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri(path), version: version + 1 },
      contentChanges: [{ range, text: to }],
    });
  }

  close(path) {
    this.#texts.delete(path);
    this.#told.delete(this.uri(path));
    return this.#connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri(path) } });
  }

  /** The diagnostics of a page as it is now; waits for them. */
  async diagnostics(path) {
    const { version } = this.#texts.get(path) ?? {};
    const told = await this.#until(() => {
      const last = this.#told.get(this.uri(path));
      return last !== undefined && last.version === version ? last : undefined;
    }, `diagnostics of ${path}`);
    return told.diagnostics;
  }

  /** Waits for something that the server says. */
  until(condition, what) {
    return this.#until(condition, what);
  }

  /** What was said of a page last, without waiting. */
  told(path) {
    return this.#told.get(this.uri(path))?.diagnostics;
  }

  async #until(condition, what) {
    const found = condition();
    if (found !== undefined && found !== false) return found;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`nothing came in 30 s: ${what}`)), 30_000);
      const waiting = () => {
        const found = condition();
        if (found === undefined || found === false) return;
        clearTimeout(timer);
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        resolve(found);
      };
      this.#waiting.push(waiting);
    });
  }

  /** Asks about the place right behind the first occurrence of a text. */
  at(method, path, text, more = {}) {
    const { text: whole } = this.#texts.get(path);
    const position = place(whole, whole.indexOf(text) + text.length);
    return this.#connection.sendRequest(method, { textDocument: { uri: this.uri(path) }, position, ...more });
  }

  actions(path, range, only) {
    const context = { diagnostics: [], ...(only && { only }) };
    return this.#connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: this.uri(path) },
      range,
      context,
    });
  }

  resolve(action) {
    return this.#connection.sendRequest('codeAction/resolve', action);
  }

  /** A page after an action. */
  after(path, action) {
    const [{ textDocument, edits }] = action.edit.documentChanges;
    const { text, version } = this.#texts.get(path);
    if (textDocument.uri !== this.uri(path) || textDocument.version !== version)
      throw new Error('the edit is of another text');
    const offset = ({ line, character }) =>
      text.split('\n').slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + character;
    return [...edits]
      .sort((a, b) => offset(b.range.start) - offset(a.range.start))
      .reduce(
        (whole, { range, newText }) => whole.slice(0, offset(range.start)) + newText + whole.slice(offset(range.end)),
        text,
      );
  }

  notify(method, params) {
    return this.#connection.sendNotification(method, params);
  }

  /** Leaves as editors do; resolves to the exit status. */
  async quit() {
    await this.#connection.sendRequest('shutdown');
    await this.#connection.sendNotification('exit');
    const status = await this.exit;
    this.#connection.dispose();
    return status;
  }
}

function place(text, offset) {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1).length };
}
