/**
 * The plug-in of remark: it compares each page that is processed with the others of its set, and says what it finds as
 * messages on the page.
 *
 * ```js
 * // .remarkrc.mjs
 * import unisono from 'unisono/remark';
 * export default { plugins: [[unisono, { paths: ['docs'] }]] };
 * ```
 */
import { readFile, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pageName } from '../command/files.js';
import { choices, usualConfigs } from '../command/usage.js';
import { type Checked, Sites } from '../lsp/sites.js';
import type { FailOn, Finding, Range } from '../types.js';

/** What the plug-in may be told. */
export interface RemarkOptions {
  /** Folders and files of the site, from the current folder; default: those that `unisono init` sees. */
  paths?: readonly string[] | undefined;
  /** From which severity a message is fatal, so that remark fails; default: as the configuration says, else `error`. */
  failOn?: FailOn | undefined;
}

/** What remark hands over, as far as it is needed here. */
interface File {
  path?: string | undefined;
  cwd: string;
  value: unknown;
  message(reason: string, options: { place: Range; source: string; ruleId: string }): Message;
}

/** A message on a file. */
interface Message {
  /** Whether the file may not stay so; undefined where it is only told. */
  fatal?: boolean | null | undefined;
  note?: string | undefined;
  actual?: string | undefined;
  expected?: string[] | undefined;
}

/** So many sets are kept for the pages that come next: the first language is read before the second begins. */
const KEPT = 500;

export default function unisono(options: RemarkOptions = {}): (tree: unknown, file: File) => Promise<undefined> {
  check(options);
  const sites = new Sites(options.paths ?? [], async () => () => {});
  const kept = new Set<Checked['set']>();
  let version = 0;
  // One after the other: a set is read once for all its pages.
  let last: Promise<unknown> = Promise.resolve();
  const checked = async (file: File): Promise<Checked | undefined> => {
    const path = await whereIs(file);
    if (path === undefined) return undefined;
    const text = String(file.value);
    // Most tools process pages as they are on disk: then what is known of their set is known of all of them.
    const changed = (await readFile(path, 'utf8')) !== text;
    version += 1;
    const found = await sites.check(path, (one) => (changed && one === path ? { text, version } : undefined));
    if (found) {
      kept.delete(found.set);
      kept.add(found.set);
      if (kept.size > KEPT) {
        for (const old of [...kept].slice(0, KEPT / 2)) kept.delete(old);
        sites.keepOnly([...kept]);
      }
    }
    return found;
  };
  return async (_tree, file) => {
    const own = last.then(() => checked(file));
    last = own.catch(() => {});
    const found = await own;
    if (found === undefined) return;
    const name = pageName(found.page);
    const level = options.failOn ?? found.set.failOn ?? 'error';
    for (const finding of found.report.findings) if (finding.path === name) tell(file, finding, level);
  };
}

/** Where the file of a page is, links followed; undefined for a text that is in none. */
async function whereIs({ path, cwd }: File): Promise<string | undefined> {
  if (path === undefined) return undefined;
  return realpath(resolve(cwd, path)).catch(() => undefined);
}

const levels: readonly string[] = ['note', 'warning', 'error'];

/** Says what was found on the page. */
function tell(file: File, { rule, message, severity, range, related, help, fix }: Finding, failOn: FailOn): void {
  const said = file.message(message, { place: range, source: 'unisono', ruleId: rule });
  const fatal = failOn !== 'never' && levels.indexOf(severity) >= levels.indexOf(failOn);
  said.fatal = fatal || (severity === 'note' ? undefined : false);
  const places = related.map((one) => `${one.path}:${one.range.start.line}:${one.range.start.column}: ${one.message}`);
  const note = [help, ...places].filter((line) => line !== '').join('\n');
  if (note !== '') said.note = note;
  if (fix === undefined || !sameRange(fix.range, range)) return;
  said.actual = String(file.value).slice(range.start.offset, range.end.offset);
  said.expected = [fix.replacement];
}

function sameRange(one: Range, other: Range): boolean {
  return one.start.offset === other.start.offset && one.end.offset === other.end.offset;
}

/** Throws where options mean nothing. */
function check({ paths, failOn, ...others }: RemarkOptions): void {
  const wrong = (text: string): Error => new Error(`unisono: ${text}`);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw wrong(`there is no option ${unknown}; write paths or failOn, and everything else in ${usualConfigs[0]}`);
  }
  if (paths !== undefined && !(Array.isArray(paths) && paths.every((path) => typeof path === 'string'))) {
    throw wrong('paths is a list of folders, such as ["docs"]');
  }
  const known: readonly string[] = choices['fail-on'];
  if (failOn !== undefined && !known.includes(failOn)) throw wrong(`failOn is one of ${known.join(', ')}`);
}
