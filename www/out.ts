/** What can be taken away: the report in other forms, the mended pages, what was dismissed. */
import type { Finding, Format, Report } from 'unisono';
import { baselineFile } from './baseline.js';
import { save } from './dom.js';
import { baseline } from './given.js';
import type { Session } from './session.js';
import { packed } from './zip.js';

/** A file that can be taken away. */
export interface Download {
  key: 'json' | 'csv' | 'text' | 'matrix-md' | 'matrix-html' | 'baseline' | 'mended';
  give(): Promise<void>;
}

/** What there is to take away; `render` has the engine lay out the report. */
export function downloads(session: Session, render: (format: Format) => Promise<string>): Download[] {
  const { results, edits, dismissals } = session;
  const rendered = (key: Download['key'] & Format, name: string, type: string): Download => ({
    key,
    give: async () => save(name, type, await render(key)),
  });
  const list: Download[] = [
    { key: 'json', give: async () => save('unisono.json', 'application/json', json(results.report, results.open)) },
    { key: 'csv', give: async () => save('unisono.csv', 'text/csv', csv(results.open)) },
    rendered('text', 'unisono.txt', 'text/plain'),
  ];
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

/** The report as the command writes it, without what was dismissed. */
function json(report: Report, findings: Finding[]): string {
  const number = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  const summary = { ...report.summary, errors: number('error'), warnings: number('warning'), notes: number('note') };
  return `${JSON.stringify({ ...report, summary, findings }, null, 2)}\n`;
}

/** Findings as a table, with a byte-order mark so that spreadsheets read it as UTF-8. */
function csv(findings: readonly Finding[]): string {
  const rows = findings.map(({ severity, rule, path, locale, range, message, help, confidence, fingerprint }) =>
    [severity, rule, path, locale, range.start.line, range.start.column, message, help, confidence ?? '', fingerprint]
      .map(field)
      .join(','),
  );
  const head = 'severity,rule,path,locale,line,column,message,help,confidence,fingerprint';
  return `\ufeff${[head, ...rows].join('\r\n')}\r\n`;
}

/** A field in quotes where it needs them; what a spreadsheet would take for a formula is told to be text. */
function field(value: string | number): string {
  const text = String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
