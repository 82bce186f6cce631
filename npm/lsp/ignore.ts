/** Where in a page a comment goes that sets a finding aside: each place is tried, and the narrowest that works is taken. */
import { extname } from 'node:path';
import type { PageFile } from '../command/files.js';
import { pageName } from '../command/files.js';
import type { Finding } from '../types.js';
import type { OpenSet } from './open-set.js';

/** Text that is put into a page. */
export interface Insertion {
  /** In UTF-16 units from the start of the text. */
  offset: number;
  text: string;
}

/** What stands for the reason until somebody writes it. */
const REASON = 'TODO: say why';

/** Whether a page can hold such comments: tools move the entries of catalogues about. */
export function takesComments({ path }: PageFile): boolean {
  return !['.po', '.pot'].includes(extname(path).toLowerCase());
}

/** The comment that sets a finding aside, and nothing else if that can be; undefined where none does. */
export function ignoring(
  set: OpenSet,
  page: PageFile,
  finding: Finding,
  told: readonly Finding[],
): Insertion | undefined {
  const text = set.text(pageName(page));
  if (text === undefined) return undefined;
  const before = new Set(told.map(({ fingerprint }) => fingerprint));
  let broader: Insertion | undefined;
  for (const insertion of places(text, finding, extname(page.path).toLowerCase() === '.mdx')) {
    const { findings, dismissed = [] } = set.tried(
      page,
      text.slice(0, insertion.offset) + insertion.text + text.slice(insertion.offset),
    );
    const left = new Set(findings.map(({ fingerprint }) => fingerprint));
    if (!dismissed.some(({ fingerprint }) => fingerprint === finding.fingerprint)) continue;
    if (left.has(finding.fingerprint) || [...left].some((fingerprint) => !before.has(fingerprint))) continue;
    if (left.size === before.size - 1) return insertion;
    broader ??= insertion;
  }
  return broader;
}

/** Places to try, the usual ones first. */
function places(text: string, { rule, range, sentence }: Finding, mdx: boolean): Insertion[] {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const comment = (form: string): string => {
    const says = `unisono-ignore-${form} ${rule}: ${REASON}`;
    return mdx ? `{/* ${says} */}` : `<!-- ${says} -->`;
  };
  const next = comment('next');
  const start = Math.min(sentence.start.offset, range.start.offset);
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const lead = text.slice(line, start);
  const found: Insertion[] = [];
  // At the start of an item or a quotation: a line of its own inside it.
  const inner = /^(\s*(?:>[ \t]?)*)((?:[-*+]|\d+[.)])\s+)?$/.exec(lead);
  if (inner !== null && lead.trim() !== '') {
    found.push({ offset: start, text: `${next}${end}${inner[1]}${' '.repeat(inner[2]?.length ?? 0)}` });
  }
  const block = startOfBlock(text, line);
  const heading = /^\s*#{1,6}\s/.test(lead);
  // Within a line. At the start of one a comment of HTML would end the paragraph; one of MDX does not.
  const within = lead.trim() !== '' || (mdx && block !== line);
  const inLine = { offset: start, text: `${next} ` };
  if (within && inner === null && !heading) found.push(inLine);
  // Right above what begins there, a line of its own; elsewhere it would cut the block in two.
  if (heading || (block === line && inner?.[2] === undefined)) {
    found.push({ offset: line, text: `${indentation(text, line)}${next}${end}` });
  }
  const fence = [...text.slice(0, start).matchAll(/^[ \t]*(?:```|~~~)/gm)].at(-1)?.index;
  if (fence !== undefined) found.push({ offset: fence, text: `${indentation(text, fence)}${next}${end}` });
  if (within) found.push(inLine);
  found.push({ offset: block, text: `${indentation(text, block)}${next}${end}` });
  const front = /^\uFEFF?---\r?\n[\s\S]*?\r?\n---\r?\n/.exec(text)?.[0].length ?? (text.startsWith('\uFEFF') ? 1 : 0);
  found.push({ offset: front, text: `${comment('file')}${end}` });
  return found;
}

/** The first line of the lines without a blank one between them that a line belongs to. */
function startOfBlock(text: string, line: number): number {
  let first = line;
  while (first > 0) {
    const above = text.lastIndexOf('\n', first - 2) + 1;
    if (text.slice(above, first).trim() === '') return first;
    first = above;
  }
  return first;
}

function indentation(text: string, line: number): string {
  return /^[ \t]*/.exec(text.slice(line))?.[0] ?? '';
}
