/** `--changed-from`: asks the repository what pages were before a change. */
import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { dirname, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import type { Checker } from '../node.js';
import { type PageFile, pageName } from './files.js';
import { each, git, line } from './git.js';
import { UsageError } from './usage.js';

const execute = promisify(execFile);

/** A repository, and its pages by their paths below its top. */
interface Repository {
  top: string;
  pages: Map<string, string>;
}

/**
 * Tells a checker what the pages were at the commit where the change began: where this branch left `ref`. What is not
 * committed yet belongs to the change.
 */
export async function addChanges(checker: Checker, pages: readonly PageFile[], ref: string): Promise<void> {
  checker.onlyChanges();
  for (const repository of await repositoriesOf(pages)) {
    const base = await baseOf(repository.top, ref);
    const touched: [page: string, before: string | undefined][] = [];
    for (const [path, before] of await touchedSince(repository.top, base)) {
      const page = repository.pages.get(path);
      if (page !== undefined) touched.push([page, before]);
    }
    await each(touched, async ([page, before]) => {
      checker.changed(page, before === undefined ? undefined : await contentOf(repository.top, base, before));
    });
  }
}

async function repositoriesOf(pages: readonly PageFile[]): Promise<Repository[]> {
  const tops = new Map<string, Promise<string>>();
  const repositories = new Map<string, Repository>();
  for (const page of pages) {
    const real = await realpath(page.file);
    const folder = dirname(real);
    const known = tops.get(folder) ?? topOf(folder);
    tops.set(folder, known);
    const top = await known;
    const repository = repositories.get(top) ?? { top, pages: new Map<string, string>() };
    repositories.set(top, repository);
    repository.pages.set(relative(top, real).split(sep).join('/'), pageName(page));
  }
  return [...repositories.values()];
}

async function topOf(folder: string): Promise<string> {
  const top = line(await git(folder, ['rev-parse', '--show-toplevel']));
  if (top === undefined) throw new UsageError(`--changed-from: ${folder} is in no git repository`);
  return realpath(top);
}

/** The commit at which the present state and `ref` parted. */
async function baseOf(top: string, ref: string): Promise<string> {
  const commit = line(await git(top, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]));
  if (commit === undefined) {
    throw new UsageError(
      `--changed-from ${ref}: ${top} has no such commit, branch or tag; a workflow may have to fetch it first: git fetch origin ${ref.replace(/^origin\//, '')}`,
    );
  }
  const base = line(await git(top, ['merge-base', commit, 'HEAD']));
  if (base === undefined) {
    throw new UsageError(
      `--changed-from ${ref}: ${top} does not reach back to where this branch left it: write git fetch --unshallow (in a workflow of GitHub, fetch-depth: 0)`,
    );
  }
  return base;
}

/** The files that differ from a commit, by their paths, with the paths they had then; undefined for new ones. */
async function touchedSince(top: string, base: string): Promise<Map<string, string | undefined>> {
  const touched = new Map<string, string | undefined>();
  const options = ['--name-status', '-z', '--find-renames', '--no-ext-diff'];
  const fields = (await git(top, ['diff', ...options, base, '--']))?.split('\0') ?? [];
  for (let at = 0; at + 1 < fields.length; ) {
    const [status = '', first = '', second = ''] = fields.slice(at, at + 3);
    const renamed = /^[RC]/.test(status);
    at += renamed ? 3 : 2;
    if (renamed) touched.set(second, first);
    else if (status === 'A') touched.set(first, undefined);
    else if (status !== 'D') touched.set(first, first);
  }
  const untracked = await git(top, ['ls-files', '--others', '--exclude-standard', '-z']);
  for (const file of untracked?.split('\0') ?? []) if (file !== '') touched.set(file, undefined);
  return touched;
}

async function contentOf(top: string, commit: string, path: string): Promise<Uint8Array> {
  const options = { encoding: 'buffer' as const, maxBuffer: 1 << 28 };
  const { stdout } = await execute('git', ['-C', top, 'cat-file', 'blob', `${commit}:${path}`], options);
  return stdout;
}
