/** What was dismissed, as the baseline file that the command reads, too: see docs/dismissing.md. */
import type { Dismissal } from './session.js';

/** The file of dismissals: an entry a line, so that two branches that change different ones merge. */
export function baselineFile(dismissals: Iterable<Dismissal>): string {
  const entries = [...dismissals]
    .sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1))
    .map(({ fingerprint, rule, path, message, reason }) =>
      JSON.stringify({ fingerprint, rule, path, message, reason }),
    );
  const lines = entries.length === 0 ? '' : `\n    ${entries.join(',\n    ')}\n  `;
  return `{\n  "version": 1,\n  "findings": [${lines}]\n}\n`;
}

/** The dismissals of a file; undefined where it is none. */
export function readBaseline(text: string): Dismissal[] | undefined {
  let found: { version?: unknown; findings?: unknown };
  try {
    found = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (found?.version !== 1 || !Array.isArray(found.findings)) return undefined;
  const written = (value: unknown) => (typeof value === 'string' ? value : '');
  return found.findings.flatMap((one: Partial<Record<keyof Dismissal, unknown>> | null) => {
    const fingerprint = written(one?.fingerprint);
    if (fingerprint === '') return [];
    return [
      {
        fingerprint,
        rule: written(one?.rule),
        path: written(one?.path),
        message: written(one?.message),
        reason: written(one?.reason),
      },
    ];
  });
}
