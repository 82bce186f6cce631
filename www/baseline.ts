/** What was dismissed, as a file to take along and to give again. */
import type { Dismissal } from './session.js';

/** The file of dismissals. */
export function baselineFile(dismissals: Iterable<Dismissal>): string {
  const dismissed = [...dismissals].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  return `${JSON.stringify({ version: 1, dismissed }, null, 2)}\n`;
}

/** The dismissals of a file; undefined where it is none. */
export function readBaseline(text: string): Dismissal[] | undefined {
  let found: { version?: unknown; dismissed?: unknown };
  try {
    found = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (found?.version !== 1 || !Array.isArray(found.dismissed)) return undefined;
  const written = (value: unknown) => (typeof value === 'string' ? value : '');
  return found.dismissed.flatMap((one: Partial<Record<keyof Dismissal, unknown>> | null) => {
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
