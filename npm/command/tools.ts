/** Docs tools: how each is told, and where its pages are. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPages, opening, rootName } from './files.js';

/** A docs tool, how it is told, and where its pages are. */
export interface Tool {
  name: string;
  /** Files that tell it; `*` stands for one ending. */
  files: readonly string[];
  /** What one of these files has to say, where that alone tells it. */
  says?: RegExp;
  /** Folders of pages; those that are there are taken. */
  folders: readonly string[];
  /** Where it builds to. */
  output?: string;
}

const tools: readonly Tool[] = [
  { name: 'Docusaurus', files: ['docusaurus.config.*'], folders: ['docs', 'blog', 'i18n'], output: 'build' },
  { name: 'Starlight', files: ['package.json'], says: /"@astrojs\/starlight"/, folders: ['src/content/docs'] },
  { name: 'MkDocs', files: ['mkdocs.yml', 'mkdocs.yaml'], folders: ['docs'] },
  { name: 'VitePress', files: ['.vitepress/config.*', 'docs/.vitepress/config.*'], folders: ['docs', '.'] },
  { name: 'mdBook', files: ['book.toml'], folders: ['src', 'po'] },
  {
    name: 'Hugo',
    files: ['hugo.toml', 'hugo.yaml', 'hugo.json', 'config.toml', 'config/_default/*'],
    folders: ['content'],
  },
  { name: 'Jekyll', files: ['_config.yml'], folders: ['_docs', 'docs', '_i18n', '.'], output: '_site' },
  {
    name: 'Microsoft Learn',
    files: ['.openpublishing.publish.config.json', 'docfx.json'],
    folders: ['articles', 'docs', '.'],
  },
  { name: 'Crowdin', files: ['crowdin.yml', 'crowdin.yaml'], folders: ['docs', '.'] },
];

/** The folders that hold the pages of a folder, as `unisono init` names them; none where there are no pages. */
export async function foldersSeen(folder: string): Promise<string[]> {
  return withPages(await foldersOf(folder, await toolsOf(folder)));
}

/** The tools that a folder is for. */
export async function toolsOf(folder: string): Promise<Tool[]> {
  const found: Tool[] = [];
  for (const tool of tools) {
    for (const pattern of tool.files) {
      const files = await matching(folder, pattern);
      const [first] = files;
      if (first === undefined) continue;
      if (tool.says && !tool.says.test(await opening(first, () => readFile(first, 'utf8')))) continue;
      found.push(tool);
      break;
    }
  }
  return found;
}

/** The files of a pattern, whose `*` stands at the end of a name. */
async function matching(folder: string, pattern: string): Promise<string[]> {
  const file = join(folder, pattern);
  if (!pattern.endsWith('*')) return existsSync(file) ? [file] : [];
  const parts = pattern.split('/');
  const start = (parts.pop() ?? '').slice(0, -1);
  const inner = join(folder, ...parts);
  const names = await readdir(inner).catch(() => []);
  return names.filter((name) => name.startsWith(start)).map((name) => join(inner, name));
}

/**
 * The folders of pages that are there: that of the tools, else `docs`, else all. Where there are several they are one site,
 * whose paths begin in the folder above them.
 */
export async function foldersOf(folder: string, found: readonly Tool[]): Promise<string[]> {
  const named = found.flatMap((tool) => tool.folders).concat(found.length === 0 ? ['docs', 'content'] : []);
  const there = [...new Set(named)].filter((name) => name !== '.' && existsSync(join(folder, name)));
  const [first, ...others] = await withPages(there.map((name) => join(folder, name)));
  return [rootName(first === undefined || others.length > 0 ? folder : first) || '.'];
}

/** Those of some folders that have pages in them. */
export async function withPages(paths: readonly string[]): Promise<string[]> {
  const kept: string[] = [];
  for (const path of paths) {
    const { pages } = await findPages([path]).catch(() => ({ pages: [] }));
    if (pages.length > 0) kept.push(path);
  }
  return kept;
}
