/** The order of the list, and what its findings are grouped by. */
import type { Finding, Severity } from 'unisono';
import { severities } from './results.js';
import { type CountKey, count, languageName } from './words.js';

/** What the list is ordered by. */
export const orders = ['severity', 'page', 'rule', 'language'] as const;
export type Order = (typeof orders)[number];

/** A line of the list: the head of a group, or a finding in it. */
export type Row =
  | { kind: 'group'; name: string; like: Severity | ''; path: boolean; findings: number }
  | { kind: 'finding'; finding: Finding; position: number };

const plural: Record<Severity, CountKey> = { error: 'error', warning: 'warning', note: 'note' };

/** Findings in an order. Those that are equal in it stay as the report has them: by page and place. */
export function ordered(findings: readonly Finding[], order: Order): Finding[] {
  const rank = ({ severity }: Finding) => severities.indexOf(severity);
  const keys: Record<Order, (finding: Finding) => string | number> = {
    severity: rank,
    page: ({ path }) => path,
    rule: ({ rule }) => rule,
    language: ({ locale }) => locale,
  };
  const key = keys[order];
  return findings
    .map((finding, index) => ({ finding, index, key: key(finding), rank: rank(finding) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.rank - b.rank || a.index - b.index))
    .map(({ finding }) => finding);
}

/** The rows of findings that are in an order. */
export function rowsOf(findings: readonly Finding[], order: Order): Row[] {
  const rows: Row[] = [];
  let group: (Row & { kind: 'group' }) | undefined;
  let last: string | undefined;
  for (const [position, finding] of findings.entries()) {
    const key = keyOf(finding, order);
    if (!group || key !== last) {
      const like = order === 'severity' ? finding.severity : '';
      group = { kind: 'group', name: key, like, path: order === 'page', findings: 0 };
      rows.push(group);
      last = key;
    }
    group.findings += 1;
    rows.push({ kind: 'finding', finding, position });
  }
  for (const row of rows) if (row.kind === 'group') row.name = nameOf(row, order);
  return rows;
}

function keyOf(finding: Finding, order: Order): string {
  switch (order) {
    case 'severity':
      return finding.severity;
    case 'page':
      return finding.path;
    case 'rule':
      return finding.rule;
    case 'language':
      return finding.locale;
  }
}

function nameOf({ name, like, findings }: Row & { kind: 'group' }, order: Order): string {
  if (like !== '') return count(findings, plural[like]);
  return order === 'language' ? languageName(name) : name;
}
