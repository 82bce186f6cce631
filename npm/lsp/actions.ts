/** What an editor offers to do about findings. */
import { type CodeAction, CodeActionKind, type Range as EditorRange, type TextEdit } from 'vscode-languageserver/node';
import type { PageFile } from '../command/files.js';
import { pageName } from '../command/files.js';
import type { Finding, Fix } from '../types.js';
import { ignoring, takesComments } from './ignore.js';
import type { OpenSet } from './open-set.js';
import type { Settings } from './settings.js';
import { diagnosticOf, editorRange } from './show.js';

/** All fixes of a page that are certain, at once. */
export const fixAll = `${CodeActionKind.SourceFixAll}.unisono`;

/** A finding of a page that is open, and what it was found in. */
export interface Told {
  set: OpenSet;
  page: PageFile;
  uri: string;
  version: number;
  findings: readonly Finding[];
}

/** What an action that is worked out later is known by. */
export interface IgnoreLater {
  uri: string;
  fingerprint: string;
}

/** The actions for the findings that a range touches. `only` are the kinds that are asked for. */
export function actionsFor(
  told: Told,
  range: EditorRange,
  settings: Settings,
  only: readonly string[] | undefined,
  later: boolean,
): CodeAction[] {
  const wants = (kind: string): boolean => only?.some((one) => kind === one || kind.startsWith(`${one}.`)) ?? true;
  const actions: CodeAction[] = [];
  const own = told.findings.filter(({ path }) => path === pageName(told.page));
  if (wants(CodeActionKind.QuickFix)) {
    for (const finding of own.filter((one) => touches(editorRange(one.range), range))) {
      const diagnostics = [diagnosticOf(finding, settings, () => undefined)].filter((one) => one !== undefined);
      if (finding.fix !== undefined) {
        actions.push({
          title: fixTitle(finding.fix),
          kind: CodeActionKind.QuickFix,
          diagnostics,
          isPreferred: finding.fix.safe,
          edit: edit(told, [replacement(finding.fix)]),
        });
      }
      if (takesComments(told.page)) {
        const action: CodeAction = { title: `Ignore ${finding.rule} here`, kind: CodeActionKind.QuickFix, diagnostics };
        if (later) action.data = { uri: told.uri, fingerprint: finding.fingerprint } satisfies IgnoreLater;
        else withIgnore(action, told, finding);
        if (later || action.edit !== undefined) actions.push(action);
      }
    }
  }
  if (wants(fixAll)) {
    const edits = certain(own).map(replacement);
    const count = edits.length === 1 ? '1 fix that is certain' : `${edits.length} fixes that are certain`;
    if (edits.length > 0) actions.push({ title: `Make ${count}`, kind: fixAll, edit: edit(told, edits) });
  }
  return actions;
}

/** Works out the comment of an action; it stays without an edit where no comment sets the finding aside. */
export function withIgnore(action: CodeAction, told: Told, finding: Finding): void {
  const insertion = ignoring(told.set, told.page, finding, told.findings);
  const text = told.set.text(pageName(told.page));
  if (insertion === undefined || text === undefined) return;
  const before = text.slice(0, insertion.offset).split('\n');
  const place = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  action.edit = edit(told, [{ range: { start: place, end: place }, newText: insertion.text }]);
}

function fixTitle({ message, safe }: Fix): string {
  return safe ? message : `${message} (look at it)`;
}

function replacement({ range, replacement }: Fix): TextEdit {
  return { range: editorRange(range), newText: replacement };
}

/** Fixes that are certain, in order; of two that overlap the first. */
function certain(findings: readonly Finding[]): Fix[] {
  const chosen: Fix[] = [];
  const fixes = findings.flatMap(({ fix }) => (fix?.safe ? [fix] : []));
  for (const fix of fixes.sort((a, b) => a.range.start.offset - b.range.start.offset)) {
    if (fix.range.start.offset >= (chosen.at(-1)?.range.end.offset ?? 0)) chosen.push(fix);
  }
  return chosen;
}

function edit({ uri, version }: Told, edits: TextEdit[]): NonNullable<CodeAction['edit']> {
  return { documentChanges: [{ textDocument: { uri, version }, edits }] };
}

function touches(a: EditorRange, b: EditorRange): boolean {
  const after = (one: EditorRange['start'], other: EditorRange['start']): boolean =>
    one.line > other.line || (one.line === other.line && one.character > other.character);
  return !after(a.start, b.end) && !after(b.start, a.end);
}
