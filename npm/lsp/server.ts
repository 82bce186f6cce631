/** The language server: what editors ask, answered by the engine. */
import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type CodeAction,
  CodeActionKind,
  type Connection,
  createConnection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type Hover,
  type InitializeParams,
  type InitializeResult,
  type Location,
  MarkupKind,
  type TextDocumentPositionParams,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { pageName } from '../command/files.js';
import { usualConfigs } from '../command/usage.js';
import type { Finding, Position, Range } from '../types.js';
import { actionsFor, fixAll, type IgnoreLater, type Told, withIgnore } from './actions.js';
import { findingsAt } from './open-set.js';
import { Problems } from './problems.js';
import { readSettings, type Settings } from './settings.js';
import { diagnosticOf, editorRange, hoverText } from './show.js';
import { type Checked, Sites } from './sites.js';

const pagePattern = '**/*.{md,markdown,mdx,txt,po,pot}';

/** Serves one editor until it says that it leaves, which ends the process. */
export function serve(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, version: string): void {
  const connection = createConnection(input, output);
  new Server(connection, version).listen();
}

class Server {
  readonly #connection: Connection;
  readonly #version: string;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #problems: Problems;
  #settings: Settings = readSettings(undefined).settings;
  #sites: Sites;
  #client: InitializeParams['capabilities'] = {};
  /** What the last check said of each page that is open, by its address. */
  readonly #checked = new Map<string, Checked & { version: number }>();
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  /** One thing is done after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(connection: Connection, version: string) {
    this.#connection = connection;
    this.#version = version;
    this.#problems = new Problems(connection);
    this.#sites = this.#freshSites();
  }

  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#watch());
    connection.onDidChangeConfiguration(({ settings }) => {
      this.#set((settings as { unisono?: unknown } | undefined)?.unisono);
      this.#startAnew();
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
      if (changes.some(({ type }) => type !== FileChangeType.Changed)) this.#startAnew();
      else this.#scheduleAll();
    });
    connection.onHover((params) => this.#hover(params));
    connection.onDefinition((params) => this.#answers(params, 'source'));
    connection.onReferences((params) => this.#answers(params, 'others'));
    connection.onCodeAction(async ({ textDocument: { uri }, range, context }) => {
      const told = await this.#told(uri);
      const later = this.#client.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') ?? false;
      return told && actionsFor(told, range, this.#settings, context.only, later);
    });
    connection.onCodeActionResolve((action) => this.#resolve(action));
    const documents = this.#documents;
    documents.onDidChangeContent(({ document: { uri } }) => {
      // A page that was just opened has not been typed in.
      this.#schedule(uri, this.#checked.has(uri) ? this.#settings.debounce : 0);
    });
    documents.onDidSave(({ document }) => this.#schedule(document.uri, 0));
    documents.onDidClose(({ document: { uri } }) => {
      clearTimeout(this.#waiting.get(uri));
      this.#waiting.delete(uri);
      this.#checked.delete(uri);
      this.#sites.keepOnly([...this.#checked.values()].map(({ set }) => set));
      void connection.sendDiagnostics({ uri, diagnostics: [] });
      // Its page is read from disk again by the others of its set.
      this.#scheduleAll();
    });
    documents.listen(connection);
    connection.listen();
  }

  #initialize(params: InitializeParams): InitializeResult {
    this.#client = params.capabilities;
    const folder = params.rootUri ?? params.workspaceFolders?.[0]?.uri;
    // Paths are those that the command has when it is run there.
    if (folder?.startsWith('file:')) process.chdir(fileURLToPath(folder));
    this.#set(params.initializationOptions);
    this.#sites = this.#freshSites();
    return {
      serverInfo: { name: 'unisono', version: this.#version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAll], resolveProvider: true },
      },
    };
  }

  #set(given: unknown): void {
    const { settings, problems } = readSettings(given);
    this.#settings = settings;
    for (const problem of problems) this.#problems.show(problem);
  }

  async #watch(): Promise<void> {
    if (this.#client.workspace?.didChangeWatchedFiles?.dynamicRegistration !== true) return;
    const watchers = [pagePattern, ...usualConfigs.map((name) => `**/${name}`)].map((globPattern) => ({ globPattern }));
    await this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }

  #freshSites(): Sites {
    return new Sites(this.#settings.paths, async () => {
      if (this.#client.window?.workDoneProgress !== true) return () => {};
      const progress = await this.#connection.window.createWorkDoneProgress();
      progress.begin('Unisono', undefined, 'reading the pages');
      return () => progress.done();
    });
  }

  #startAnew(): void {
    this.#sites.forget();
    this.#sites = this.#freshSites();
    this.#scheduleAll();
  }

  #scheduleAll(): void {
    for (const { uri } of this.#documents.all()) this.#schedule(uri, this.#settings.debounce);
  }

  #schedule(uri: string, delay: number): void {
    clearTimeout(this.#waiting.get(uri));
    const run = (): void => {
      this.#waiting.delete(uri);
      void this.#inTurn(() => this.#check(uri));
    };
    this.#waiting.set(uri, setTimeout(run, delay));
  }

  /** Does a thing when all before it are done; what goes wrong is shown, and is no reason to stop. */
  #inTurn<T>(work: () => Promise<T>): Promise<T | undefined> {
    const done = this.#last.then(work).catch((problem: unknown) => {
      this.#problems.tell(problem);
      return undefined;
    });
    this.#last = done;
    return done;
  }

  /** Checks a page, and tells of it and of all others of its set that are open. */
  async #check(uri: string): Promise<void> {
    const document = this.#documents.get(uri);
    const file = document && fileOf(uri);
    if (!document || file === undefined) return;
    const open = new Map<string, TextDocument>();
    for (const one of this.#documents.all()) {
      const name = fileOf(one.uri);
      if (name !== undefined) open.set(name, one);
    }
    const checked = await this.#sites.check(file, (name) => {
      const one = open.get(name);
      return one && { text: one.getText(), version: one.version };
    });
    this.#problems.mended();
    if (checked === undefined) return;
    const files = new Map(checked.set.pages.map((page) => [pageName(page), checked.site.fileOf(page)]));
    const addressOf = (path: string): string | undefined => {
      const name = files.get(path);
      return name === undefined ? undefined : (open.get(name)?.uri ?? pathToFileURL(name).href);
    };
    for (const [path, name] of files) {
      const one = open.get(name);
      const page = checked.site.pageOf(name);
      if (one === undefined || page === undefined) continue;
      const { uri, version } = one;
      this.#checked.set(uri, { ...checked, page, version });
      const diagnostics = checked.report.findings
        .filter((finding) => finding.path === path)
        .map((finding) => diagnosticOf(finding, this.#settings, addressOf))
        .filter((diagnostic) => diagnostic !== undefined);
      await this.#connection.sendDiagnostics({ uri, version, diagnostics });
    }
  }

  /** A page as it was checked last: with what was typed until now. */
  async #current(uri: string): Promise<(Checked & { version: number }) | undefined> {
    if (this.#waiting.has(uri)) {
      clearTimeout(this.#waiting.get(uri));
      this.#waiting.delete(uri);
      void this.#inTurn(() => this.#check(uri));
    }
    await this.#last;
    return this.#checked.get(uri);
  }

  #placeOf({ textDocument, position }: TextDocumentPositionParams): Position | undefined {
    const offset = this.#documents.get(textDocument.uri)?.offsetAt(position);
    return offset === undefined ? undefined : { line: position.line + 1, column: position.character + 1, offset };
  }

  async #hover(params: TextDocumentPositionParams): Promise<Hover | null> {
    const checked = await this.#current(params.textDocument.uri);
    const place = this.#placeOf(params);
    if (checked === undefined || place === undefined) return null;
    const { page, set, report } = checked;
    const path = pageName(page);
    const findings = findingsAt(
      report.findings.filter((finding) => finding.path === path),
      place,
    );
    const sourceOf = ({ related: [first] }: Finding): { locale: string; text: string } | undefined => {
      const text = first && set.text(first.path)?.slice(first.sentence.start.offset, first.sentence.end.offset);
      return first && text ? { locale: first.locale, text } : undefined;
    };
    const kind = this.#client.textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown)
      ? MarkupKind.Markdown
      : MarkupKind.PlainText;
    const value = hoverText(findings, set.answers(path, place), sourceOf, kind === MarkupKind.Markdown);
    return value === undefined ? null : { contents: { kind, value } };
  }

  /** The source of a sentence, or what answers it in all languages. */
  async #answers(params: TextDocumentPositionParams, which: 'source' | 'others'): Promise<Location[]> {
    const checked = await this.#current(params.textDocument.uri);
    const place = this.#placeOf(params);
    if (checked === undefined || place === undefined) return [];
    const { page, set, report, site } = checked;
    const path = pageName(page);
    const files = new Map(set.pages.map((one) => [pageName(one), site.fileOf(one)]));
    const located = (answers: readonly { path: string; range: Range }[]): Location[] =>
      answers.flatMap((answer) => {
        const file = files.get(answer.path);
        if (file === undefined) return [];
        const open = this.#documents.all().find(({ uri }) => fileOf(uri) === file);
        return [{ uri: open?.uri ?? pathToFileURL(file).href, range: editorRange(answer.range) }];
      });
    const answers = set.answers(path, place);
    const found = located((answers?.[which] ?? []).map((one) => ({ path: one.path, range: one.sentence.range })));
    if (found.length > 0 || which === 'others') return found;
    // What is missing has no sentence here, but a finding that knows where the source says it.
    const findings = report.findings.filter((finding) => finding.path === path);
    return located(findingsAt(findings, place).flatMap(({ related }) => related.slice(0, 1)));
  }

  async #told(uri: string): Promise<Told | undefined> {
    const checked = await this.#current(uri);
    return checked && { ...checked, uri, findings: checked.report.findings };
  }

  async #resolve(action: CodeAction): Promise<CodeAction> {
    const { uri, fingerprint } = action.data as IgnoreLater;
    const told = await this.#told(uri);
    const finding = told?.findings.find((one) => one.fingerprint === fingerprint);
    if (told !== undefined && finding !== undefined) withIgnore(action, told, finding);
    if (action.edit === undefined) {
      const name = finding === undefined ? '' : `: unisono dismiss ${fingerprint} --reason "…" sets it aside`;
      this.#problems.show(`no comment in this page can hide that${name}`);
    }
    return action;
  }
}

/** The file of an address, links followed; undefined for what is no file. */
function fileOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  const file = fileURLToPath(uri);
  return existsSync(file) ? realpathSync(file) : undefined;
}
