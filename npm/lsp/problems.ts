/** What is wrong with settings, or went wrong, as an editor shows it: at its place where it has one. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Connection, DiagnosticSeverity } from 'vscode-languageserver/node';

export class Problems {
  readonly #connection: Connection;
  /** What has been said already: it is not said again for every key that is pressed. */
  readonly #said = new Set<string>();
  /** Files that have a problem, by their addresses. */
  readonly #marked = new Set<string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Tells of an error. */
  tell(problem: unknown): void {
    const { name, message, stack } = problem instanceof Error ? problem : new Error(String(problem));
    if (name !== 'UsageError') this.#connection.console.error(stack ?? message);
    const [, file, line, column, what] = /^([^\n]+?):(\d+):(\d+): (.+)$/s.exec(message) ?? [];
    if (name === 'UsageError' && file !== undefined && what !== undefined)
      this.#mark(file, Number(line), Number(column), what);
    this.show(message);
  }

  /** Shows a message, once. */
  show(message: string): void {
    if (this.#said.has(message)) return;
    this.#said.add(message);
    // Nobody waits for the answer.
    this.#connection.sendNotification('window/showMessage', { type: 1, message: `Unisono: ${message}` });
  }

  #mark(file: string, line: number, column: number, message: string): void {
    const uri = pathToFileURL(resolve(file)).href;
    const start = { line: line - 1, character: column - 1 };
    const range = { start, end: { line, character: 0 } };
    const diagnostics = [{ range, severity: DiagnosticSeverity.Error, source: 'unisono', message }];
    this.#marked.add(uri);
    void this.#connection.sendDiagnostics({ uri, diagnostics });
  }

  /** All is well again. */
  mended(): void {
    for (const uri of this.#marked) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    this.#marked.clear();
    this.#said.clear();
  }
}
