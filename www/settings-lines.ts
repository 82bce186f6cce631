/** What was corrected by hand, as lines of a settings file: what it can say as settings, the rest as what to do. */
import { type Seat, seatsOf } from './corrections.js';
import { joined } from './given.js';
import type { Session } from './session.js';

const LOCALE = '{locale}';

/** A page of a set that was corrected. */
interface Seated {
  path: string;
  seat: Seat;
}

/** The lines; a language is spelled in them as it was given. */
export function linesFor(session: Session): string {
  const { wishes, intake } = session;
  const roots = new Map(intake.pages.map((page) => [joined(page), page.root ?? '']));
  /** As the settings have it: below the folder that was given. */
  const below = (path: string) => {
    const root = roots.get(path) ?? '';
    return root === '' ? path : path.slice(root.length + 1);
  };
  const said = wishes.corrections.said.filter(({ out }) => !out);
  const seats = seatsOf(wishes.corrections, wishes.source);
  const lines: string[] = [];
  if (wishes.source !== '') lines.push(`source: ${wishes.source}`);
  const seated = [...seats].map(([path, seat]) => ({ path: below(path), seat }));
  const folders = new Set(roots.values()).size <= 1 ? foldersOf(session, seated, below) : undefined;
  const templates = new Set<string>();
  const todo: string[] = [];
  if (folders) {
    lines.push(`source-root: ${text(folders.source)}`, 'roots:');
    for (const [locale, folder] of folders.others) lines.push(`  ${locale}: ${text(folder)}`);
  } else {
    for (const { path } of said) {
      const seat = seats.get(path);
      if (!seat) continue;
      const own = below(path);
      if (isSpelled(own, seat)) templates.add(seat.id);
      else if (seat.id.includes(LOCALE)) {
        todo.push(
          `# ${own} is ${seat.locale}, which its path does not say: name it ${seat.id.replaceAll(LOCALE, seat.locale)}`,
        );
      } else {
        todo.push(
          `# ${own} is ${seat.locale} (${seat.id}): give it the same path as its source, in a folder ${seat.locale}/`,
        );
      }
    }
  }
  if (templates.size > 0) lines.push('templates:', ...[...templates].map((one) => `  - ${text(one)}`));
  for (const { path, out } of wishes.corrections.said) {
    if (out) todo.push(`# ${below(path)} is not to be checked: keep it outside of the folder that is`);
  }
  return `${[...lines, ...todo].join('\n')}\n`;
}

/** Text as a settings file takes it. */
function text(value: string): string {
  return /^[\w./-]+$/.test(value) ? value : JSON.stringify(value);
}

/** Whether a path has its locale where its set has it, so that a template says so. */
function isSpelled(path: string, { id, locale }: Seat): boolean {
  if (!id.includes(LOCALE) || id.includes('*')) return false;
  const [first = '', ...rest] = id.split(LOCALE).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const own = new RegExp(`^${first}([A-Za-z0-9_-]+)${rest.join('\\1')}$`).exec(path)?.[1];
  return own !== undefined && own.replaceAll('_', '-').toLowerCase() === locale.toLowerCase();
}

interface Folders {
  source: string;
  others: [locale: string, folder: string][];
}

/** The folder of each language, where all that was corrected lies in folders of one language each. */
function foldersOf(session: Session, seated: readonly Seated[], below: (path: string) => string): Folders | undefined {
  const sets = new Map<string, Seated[]>();
  for (const one of seated) sets.set(one.seat.id, [...(sets.get(one.seat.id) ?? []), one]);
  const folders = new Map<string, string>();
  for (const set of sets.values()) {
    const tail = commonTail(set.map(({ path }) => path));
    for (const { path, seat } of set) {
      const folder = path.slice(0, path.length - tail.length - 1);
      if (tail === '' || folder === '' || (folders.get(seat.locale) ?? folder) !== folder) return undefined;
      folders.set(seat.locale, folder);
    }
  }
  if (folders.size < 2 || new Set(folders.values()).size < folders.size) return undefined;
  // What else lies in these folders has to be in their language, too.
  for (const { documents } of session.results.report.summary.sets) {
    for (const { path, locale } of documents) {
      const own = [...folders].find(([, folder]) => below(path).startsWith(`${folder}/`));
      if (own && own[0] !== locale) return undefined;
    }
  }
  const wished = session.wishes.source || 'en';
  const of = (locale: string) => locale.split('-')[0];
  const source =
    seated.find(({ seat }) => seat.source)?.seat.locale ??
    [...folders.keys()].find((locale) => of(locale) === of(wished));
  const folder = source && folders.get(source);
  if (!folder) return undefined;
  return { source: folder, others: [...folders].filter(([locale]) => locale !== source) };
}

/** The path that all of some paths end with; empty where they have none. */
function commonTail(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  const parts = first.split('/');
  for (let from = 1; from < parts.length; from += 1) {
    const tail = parts.slice(from).join('/');
    if (others.every((path) => path.endsWith(`/${tail}`))) return tail;
  }
  return '';
}
