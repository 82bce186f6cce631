/** `--git`: asks the repository what has changed in the sources of pages since these were translated. */
import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { dirname, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import type { Checker } from '../node.js';
import { type PageFile, pageName } from './files.js';
import { UsageError } from './usage.js';

const execute = promisify(execFile);

/** A translation, and its source. */
interface Pair {
  /** The page as findings name it. */
  page: string;
  translation: Tracked;
  source: Tracked;
  /** The commit that the page records. */
  recorded: string | undefined;
}

/** A file in a repository. */
export interface Tracked {
  repository: string;
  /** Below the top of the repository, with `/` between its parts. */
  path: string;
}

/** What a repository has of a file since a commit. */
interface Since {
  commits: number;
  day: string | undefined;
  changed: [first: number, last: number][];
}

/** How many processes of git run at the same time. */
const PROCESSES = 8;
/** How many files one of them is asked about: command lines are not endless. */
const FILES = 100;

/**
 * Tells a checker the histories of its translations; gives what could not be found out, a line each.
 * @param pages the pages that were added
 */
export async function addHistories(checker: Checker, pages: readonly PageFile[]): Promise<string[]> {
  const pairs = await pairsOf(checker, pages);
  const unknown: string[] = [];
  const apart: string[] = [];
  /** By repository of the source and commit. */
  const groups = new Map<string, { repository: string; commit: string; pairs: Pair[] }>();
  const edited = new Map<string, Promise<Set<string>>>();
  const names = new Map<string, Promise<string | undefined>>();
  await each(pairs, async (pair) => {
    const { repository } = pair.source;
    let commit: string | undefined;
    if (pair.recorded !== undefined) {
      const key = `${repository}\0${pair.recorded}`;
      const name = names.get(key) ?? nameOf(repository, pair.recorded);
      names.set(key, name);
      commit = await name;
      if (commit === undefined) unknown.push(pair.page);
    } else if (pair.translation.repository !== repository) {
      apart.push(pair.page);
    } else {
      const files = edited.get(repository) ?? editedIn(repository);
      edited.set(repository, files);
      // Whoever is at work on a translation brings it up to its source, maybe.
      if (!(await files).has(pair.translation.path)) commit = await lastCommit(pair.translation);
    }
    if (commit === undefined) return;
    const key = `${repository}\0${commit}`;
    const group = groups.get(key) ?? { repository, commit, pairs: [] };
    group.pairs.push(pair);
    groups.set(key, group);
  });
  await each([...groups.values()], async ({ repository, commit, pairs }) => {
    for (let from = 0; from < pairs.length; from += FILES) {
      const some = pairs.slice(from, from + FILES);
      const since = await changesSince(repository, commit, [...new Set(some.map((pair) => pair.source.path))]);
      for (const { page, source, recorded } of some) {
        const { commits, day, changed } = since(source.path);
        if (changed.length === 0) continue;
        const history = { commit, recorded: recorded !== undefined, commitsSince: commits, changed };
        checker.addHistory(page, day === undefined ? history : { ...history, since: day });
      }
    }
  });
  return [
    ...told(
      unknown,
      'records a commit that the repository does not have',
      'record commits that the repository does not have',
    ),
    ...told(
      apart,
      'records no commit, and its source lies in another repository',
      'record no commit, and their sources lie in another repository',
    ),
  ];
}

function told(pages: string[], one: string, several: string): string[] {
  const [first, ...others] = pages.sort();
  if (first === undefined) return [];
  return [others.length === 0 ? `${first} ${one}` : `${pages.length} pages ${several}, such as ${first}`];
}

/** The translations that have a source page, with where both lie. */
async function pairsOf(checker: Checker, pages: readonly PageFile[]): Promise<Pair[]> {
  const files = new Map(pages.map((page) => [pageName(page), page.file]));
  const tops = new Map<string, Promise<string>>();
  const tracked = async (page: string): Promise<Tracked | undefined> => {
    const file = files.get(page);
    if (file === undefined) return undefined;
    const real = await realpath(file);
    const folder = dirname(real);
    const top = tops.get(folder) ?? topOf(folder);
    tops.set(folder, top);
    const repository = await top;
    return {
      repository,
      path: relative(await realpath(repository), real)
        .split(sep)
        .join('/'),
    };
  };
  const pairs: Pair[] = [];
  for (const set of checker.sets().sets) {
    if (set.reference !== 'source') continue;
    const reference = set.documents.find((document) => document.locale === set.source);
    const source = reference && (await tracked(reference.path));
    if (source === undefined) continue;
    for (const { path, locale, side, sourceCommit } of set.documents) {
      if (side !== 'whole' || locale === set.source) continue;
      const translation = await tracked(path);
      if (translation !== undefined) pairs.push({ page: path, translation, source, recorded: sourceCommit });
    }
  }
  return pairs;
}

/** The top folder of the repository that a folder is in; one whose history is cut off is refused. */
async function topOf(folder: string): Promise<string> {
  const text = await git(folder, ['rev-parse', '--show-toplevel', '--is-shallow-repository']);
  const [top, shallow] = text?.split(/\r?\n/) ?? [];
  if (top === undefined || top === '') throw new UsageError(`--git: ${folder} is in no git repository`);
  if (shallow === 'true') {
    throw new UsageError(
      `--git: ${top} is a shallow clone, whose history does not reach back to the translations: write git fetch --unshallow (in a workflow of GitHub, fetch-depth: 0)`,
    );
  }
  return top;
}

/** The whole name of a commit; undefined where the repository does not have it. */
async function nameOf(repository: string, commit: string): Promise<string | undefined> {
  return line(await git(repository, ['rev-parse', '--verify', '--quiet', `${commit}^{commit}`]));
}

/** The last commit that changed a file; undefined where none did. */
async function lastCommit({ repository, path }: Tracked): Promise<string | undefined> {
  return line(await git(repository, ['log', '-1', '--format=%H', 'HEAD', '--', path]));
}

/** The files that differ from the last commit. */
async function editedIn(repository: string): Promise<Set<string>> {
  return new Set((await git(repository, ['diff', '--name-only', '-z', 'HEAD']))?.split('\0'));
}

/** What has changed in files since a commit: commits up to the last one, and lines up to what is on the disk. */
async function changesSince(
  repository: string,
  commit: string,
  paths: readonly string[],
): Promise<(path: string) => Since> {
  const found = new Map<string, Since>(paths.map((path) => [path, { commits: 0, day: undefined, changed: [] }]));
  const log = await git(repository, [
    'log',
    '--no-renames',
    '--name-only',
    '--format=%x01%cs',
    `${commit}..HEAD`,
    '--',
    ...paths,
  ]);
  // The newest commit comes first, and so the day of the oldest is kept.
  for (const entry of log?.split('\x01').slice(1) ?? []) {
    const [day, ...files] = entry.split('\n');
    for (const file of files) {
      const since = found.get(file);
      if (since === undefined) continue;
      since.commits += 1;
      since.day = day;
    }
  }
  const diff = await git(repository, [
    'diff',
    '--unified=0',
    '--no-color',
    '--no-ext-diff',
    '--no-textconv',
    '--no-renames',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    commit,
    '--',
    ...paths,
  ]);
  let changed: Since['changed'] | undefined;
  for (const text of diff?.split('\n') ?? []) {
    if (text.startsWith('diff --git ')) changed = undefined;
    const file = changed === undefined ? /^\+\+\+ b\/(.*?)\t?\r?$/.exec(text)?.[1] : undefined;
    if (file !== undefined) changed = found.get(file)?.changed;
    const [, first, count] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(text) ?? [];
    if (first === undefined) continue;
    const lines = count === undefined ? 1 : Number(count);
    // Where nothing is left, git names the line before.
    const start = lines === 0 ? Number(first) + 1 : Number(first);
    changed?.push([start, start + lines - 1]);
  }
  return (path) => found.get(path) ?? { commits: 0, day: undefined, changed: [] };
}

export const line = (text: string | undefined): string | undefined => text?.trim() || undefined;

/** What git prints; undefined where it refuses. */
export async function git(folder: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const options = { maxBuffer: 1 << 28, env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' } };
    const { stdout } = await execute('git', ['-C', folder, '-c', 'core.quotePath=false', ...args], options);
    return stdout;
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new UsageError('there is no git to ask: install it, or leave --git and --changed-from out');
    }
    return undefined;
  }
}

/** Does something with each item, several at a time. */
export async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: PROCESSES }, worker));
}
