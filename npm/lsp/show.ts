/** Findings as editors show them. */
import type { Diagnostic, Position as EditorPosition, Range as EditorRange } from 'vscode-languageserver/node';
import type { Evidence, Finding, Position, Range } from '../types.js';
import type { Answers } from './open-set.js';
import type { Settings } from './settings.js';

const position = ({ line, column }: Position): EditorPosition => ({ line: line - 1, character: column - 1 });

/** Places of a report count from 1, those of editors from 0. */
export const editorRange = ({ start, end }: Range): EditorRange => ({ start: position(start), end: position(end) });

/** A finding as a diagnostic, unless its severity is not shown. */
export function diagnosticOf(
  finding: Finding,
  { shown }: Settings,
  addressOf: (path: string) => string | undefined,
): Diagnostic | undefined {
  const severity = shown[finding.severity];
  if (severity === undefined) return undefined;
  const relatedInformation = finding.related.flatMap(({ path, range, message, locale }) => {
    const uri = addressOf(path);
    if (uri === undefined) return [];
    return [{ location: { uri, range: editorRange(range) }, message: `${locale}: ${message}` }];
  });
  return {
    range: editorRange(finding.range),
    severity,
    code: finding.rule,
    source: 'unisono',
    message: finding.message,
    relatedInformation,
    data: finding.fingerprint,
  };
}

/** How much of a sentence is shown. */
const MOST = 400;

/** How many signs are named on each side. */
const SIGNS = 3;

/** What is said of a place: its source, then what is wrong there and why. */
export function hoverText(
  findings: readonly Finding[],
  answers: Answers | undefined,
  sourceOf: (finding: Finding) => { locale: string; text: string } | undefined,
  markdown: boolean,
): string | undefined {
  const plain = (text: string): string => (markdown ? escaped(text) : text);
  const strong = (text: string): string => (markdown ? `**${escaped(text)}**` : text);
  const quoted = ({ locale, text }: { locale: string; text: string }): string =>
    `${markdown ? '> ' : ''}${locale}: ${plain(cut(text.replace(/\s+/g, ' ').trim()))}`;
  const parts: string[] = [];
  const answered = answers?.source ?? [];
  const [first] = answered;
  if (first !== undefined) {
    parts.push(quoted({ locale: first.locale, text: answered.map(({ sentence }) => sentence.text).join(' ') }));
  }
  for (const finding of findings) {
    const rule = markdown ? `\`${finding.rule}\`` : finding.rule;
    parts.push(`${strong(finding.message)} (${finding.severity}, ${rule})`);
    const source = first === undefined ? sourceOf(finding) : undefined;
    if (source !== undefined) parts.push(quoted(source));
    if (finding.help !== '') parts.push(plain(finding.help));
    const why = whyTold(finding);
    if (why !== undefined) parts.push(plain(why));
  }
  return parts.length === 0 ? undefined : parts.join('\n\n');
}

/** How sure a finding is, and the strongest signs for it and against it. */
function whyTold({ confidence, evidence = [] }: Finding): string | undefined {
  if (confidence === undefined) return undefined;
  const strongest = [...evidence].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const named = (chosen: Evidence[]): string =>
    chosen
      .slice(0, SIGNS)
      .map(({ sign }) => sign.replaceAll('-', ' '))
      .join(', ');
  const speaking = strongest.filter(({ weight }) => weight > 0);
  const against = strongest.filter(({ weight }) => weight < 0);
  return [
    `${confidence} in 100 sure.`,
    speaking.length > 0 ? ` For it: ${named(speaking)}.` : '',
    against.length > 0 ? ` Against it: ${named(against)}.` : '',
  ].join('');
}

function cut(text: string): string {
  return text.length <= MOST ? text : `${text.slice(0, MOST).trimEnd()}…`;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~!]/g, '\\$&');
}
