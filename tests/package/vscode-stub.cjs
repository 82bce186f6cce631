// As much of the API of VS Code as the extension and its client need to run: one folder, one document, and what is told of it.
const { pathToFileURL, fileURLToPath } = require('node:url');

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}
class Range {
  constructor(...ends) {
    const [start, end] = ends.length === 4 ? [ends.slice(0, 2), ends.slice(2)].map((at) => new Position(...at)) : ends;
    Object.assign(this, { start, end });
  }
}
class Uri {
  static file(fsPath) {
    return Uri.parse(pathToFileURL(fsPath).href);
  }
  static parse(text) {
    const { protocol, pathname } = new URL(text);
    return Object.assign(new Uri(), { text, scheme: protocol.slice(0, -1), path: pathname, fsPath: fileURLToPath(text) });
  }
  toString() {
    return this.text;
  }
}
class EventEmitter {
  listeners = [];
  event = (listener, self) => {
    this.listeners.push(listener.bind(self));
    return { dispose() {} };
  };
  fire(event) {
    return Promise.all(this.listeners.map((listener) => listener(event)));
  }
  dispose() {}
}
class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}
class CodeActionKind {
  static Empty = new CodeActionKind('');
  constructor(value) {
    this.value = value;
  }
  append(part) {
    return new CodeActionKind(this.value === '' ? part : `${this.value}.${part}`);
  }
}
for (const [name, value] of Object.entries({
  QuickFix: 'quickfix',
  Refactor: 'refactor',
  RefactorExtract: 'refactor.extract',
  RefactorInline: 'refactor.inline',
  RefactorRewrite: 'refactor.rewrite',
  Source: 'source',
  SourceFixAll: 'source.fixAll',
  SourceOrganizeImports: 'source.organizeImports',
}))
  CodeActionKind[name] = new CodeActionKind(value);
class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
  cancel() {}
  dispose() {}
}
class Disposable {
  constructor(dispose = () => {}) {
    this.dispose = dispose;
  }
  static from() {
    return new Disposable();
  }
}

/** Anything else: can be called, made and read, and is nothing. */
const anything = () =>
  new Proxy(class {}, {
    get: (target, name) => (name in target || typeof name === 'symbol' ? target[name] : (target[name] = anything())),
    apply: () => ({ dispose() {} }),
  });
const withAnything = (known) =>
  new Proxy(known, {
    get(target, name) {
      if (name in target || typeof name === 'symbol') return target[name];
      if (typeof name === 'string' && /^on[A-Z]/.test(name)) return (target[name] = new EventEmitter().event);
      return (target[name] = /^register|^create/.test(name) ? () => ({ dispose() {}, onDidChange() {}, onDidCreate() {}, onDidDelete() {} }) : anything());
    },
  });

/** What the test looks at, and what it sets. */
const state = {
  settings: {},
  folders: [],
  documents: [],
  warnings: [],
  commands: new Map(),
  diagnostics: new Map(),
  changedFolders: new EventEmitter(),
  changedDocument: new EventEmitter(),
  told: new EventEmitter(),
};
const output = { append() {}, appendLine() {}, replace() {}, clear() {}, show() {}, dispose() {}, logLevel: 3 };
output.onDidChangeLogLevel = new EventEmitter().event;
for (const level of ['trace', 'debug', 'info', 'warn', 'error']) output[level] = () => {};

module.exports = withAnything({
  state,
  version: '1.100.0',
  Position,
  Range,
  Uri,
  EventEmitter,
  CodeActionKind,
  Diagnostic,
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  DiagnosticRelatedInformation: class {
    constructor(location, message) {
      Object.assign(this, { location, message });
    }
  },
  Location: class {
    constructor(uri, range) {
      Object.assign(this, { uri, range });
    }
  },
  RelativePattern: class {},
  CancellationTokenSource,
  Disposable,
  CancellationError: class extends Error {},
  env: withAnything({ appName: 'stub', language: 'en' }),
  commands: withAnything({
    registerCommand(name, run) {
      state.commands.set(name, run);
      return new Disposable();
    },
  }),
  window: withAnything({
    createOutputChannel: () => output,
    showWarningMessage: async (message) => void state.warnings.push(message),
    showErrorMessage: async (message) => void state.warnings.push(message),
    get visibleTextEditors() {
      return [];
    },
    tabGroups: withAnything({ all: [] }),
  }),
  languages: withAnything({
    match: ([{ pattern }] = [{}], { uri }) => (uri.fsPath.startsWith(pattern.slice(0, pattern.indexOf('/**'))) ? 10 : 0),
    createDiagnosticCollection: () => ({
      set(uri, diagnostics) {
        state.diagnostics.set(uri.toString(), diagnostics);
        state.told.fire(uri.toString());
      },
      delete: (uri) => state.diagnostics.delete(uri.toString()),
      clear() {},
      dispose() {},
    }),
  }),
  workspace: withAnything({
    get workspaceFolders() {
      return state.folders;
    },
    get textDocuments() {
      return state.documents;
    },
    notebookDocuments: [],
    getWorkspaceFolder: ({ fsPath }) => state.folders.find(({ uri }) => fsPath.startsWith(uri.fsPath)),
    getConfiguration: (section) => ({
      get: (name, usual) => (section === undefined ? { unisono: state.settings } : state.settings)[name] ?? usual,
      has: () => false,
      inspect: () => undefined,
    }),
    onDidChangeWorkspaceFolders: state.changedFolders.event,
    onDidChangeTextDocument: state.changedDocument.event,
  }),
});
