/** What can be taken away: the report in other forms, the mended pages, what was dismissed. */
import type { Format } from 'unisono';
import { baselineFile } from './baseline.js';
import { save } from './dom.js';
import { baseline } from './given.js';
import type { Session } from './session.js';
import { packed } from './zip.js';

/** The reports that the engine lays out, with the name and the kind of their files. */
const reports = {
  html: ['unisono.html', 'text/html'],
  sarif: ['unisono.sarif', 'application/sarif+json'],
  json: ['unisono.json', 'application/json'],
  csv: ['unisono.csv', 'text/csv'],
  xliff: ['unisono.xlf', 'application/xliff+xml'],
  markdown: ['unisono.md', 'text/markdown'],
  text: ['unisono.txt', 'text/plain'],
} as const satisfies Partial<Record<Format, readonly [string, string]>>;

/** A file that can be taken away. */
export interface Download {
  key: keyof typeof reports | 'matrix-md' | 'matrix-html' | 'baseline' | 'mended';
  give(): Promise<void>;
}

/** What there is to take away; `render` has the engine lay out the report. */
export function downloads(session: Session, render: (format: Format) => Promise<string>): Download[] {
  const { results, edits, dismissals } = session;
  const rendered = (key: Download['key'] & Format, name: string, type: string): Download => ({
    key,
    give: async () => save(name, type, await render(key)),
  });
  const list = Object.entries(reports).map(([key, [name, type]]) => rendered(key as keyof typeof reports, name, type));
  if (results.report.matrix.rows.length > 0) {
    list.push(
      rendered('matrix-md', 'guidance.md', 'text/markdown'),
      rendered('matrix-html', 'guidance.html', 'text/html'),
    );
  }
  if (dismissals.size > 0) {
    list.push({
      key: 'baseline',
      give: async () => save(baseline, 'application/json', baselineFile(dismissals.values())),
    });
  }
  if (edits.size > 0) {
    list.push({
      key: 'mended',
      give: async () => {
        const encoder = new TextEncoder();
        const files = Object.fromEntries([...edits].map(([path, text]) => [path, encoder.encode(text)]));
        save('mended.zip', 'application/zip', await packed(files));
      },
    });
  }
  return list;
}
