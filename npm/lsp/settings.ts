/** What an editor may set: `initializationOptions`, or the section `unisono` of its settings. */
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import type { Severity } from '../types.js';

export interface Settings {
  /** Folders and files to check, as for `unisono check`; none: those that `unisono init` sees. */
  paths: readonly string[];
  /** How long nothing may be typed before a page is checked, in milliseconds. */
  debounce: number;
  /** How each severity is shown; none: not at all. */
  shown: Readonly<Record<Severity, DiagnosticSeverity | undefined>>;
}

const levels: Readonly<Record<string, DiagnosticSeverity | undefined>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
  off: undefined,
};

/** Reads settings; `problems` says what of them means nothing. */
export function readSettings(given: unknown): { settings: Settings; problems: string[] } {
  const problems: string[] = [];
  const members = (given ?? {}) as Record<string, unknown>;
  const level = (severity: Severity, usual: string): DiagnosticSeverity | undefined => {
    const named = ((members['severity'] ?? {}) as Record<string, unknown>)[severity] ?? usual;
    if (typeof named === 'string' && Object.hasOwn(levels, named)) return levels[named];
    problems.push(`unisono.severity.${severity}: write one of ${Object.keys(levels).join(', ')}`);
    return levels[usual];
  };
  let { paths = [], debounce = 150 } = members;
  if (typeof paths === 'string') paths = [paths];
  if (!Array.isArray(paths) || !paths.every((path) => typeof path === 'string')) {
    problems.push('unisono.paths: write a list of folders, such as ["docs"]');
    paths = [];
  }
  if (typeof debounce !== 'number' || !(debounce >= 0)) {
    problems.push('unisono.debounce: write a number of milliseconds, such as 150');
    debounce = 150;
  }
  const shown = {
    error: level('error', 'error'),
    warning: level('warning', 'warning'),
    note: level('note', 'information'),
  };
  return { settings: { paths: paths as string[], debounce: debounce as number, shown }, problems };
}
