/** `unisono lsp`: the language server for editors. */
import { readFile } from 'node:fs/promises';
import { lspOptions, parseArguments, UsageError } from './usage.js';

/** Serves an editor over standard input and output; the process ends when the editor says so, or is gone. */
export async function lsp(args: readonly string[]): Promise<never> {
  const { positionals } = parseArguments(args, lspOptions);
  if (positionals.length > 0) throw new UsageError('lsp takes no paths: the editor says which folder is open');
  if (process.stdin.isTTY) {
    throw new UsageError('lsp is started by an editor, which talks to it; docs/editors.md shows how to set one up');
  }
  const { version } = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'));
  // Only this command needs it.
  const { serve } = await import('../lsp/server.js');
  serve(process.stdin, process.stdout, version);
  return new Promise(() => {});
}
