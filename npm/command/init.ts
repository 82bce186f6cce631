/** `unisono init`: looks at the tree, says what it sees, and writes a configuration for it. */
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SetsOverview } from '../node.js';
import { findPages, opening, readPages, rootName } from './files.js';
import type { Output } from './output.js';
import { created } from './prepare.js';
import { initOptions, parseArguments, UsageError, usualConfigs } from './usage.js';

/** A docs tool, how it is told, and where its pages are. */
interface Tool {
  name: string;
  /** Files that tell it; `*` stands for one ending. */
  files: readonly string[];
  /** What one of these files has to say, where that alone tells it. */
  says?: RegExp;
  /** Folders of pages; those that are there are taken. */
  folders: readonly string[];
}

const tools: readonly Tool[] = [
  { name: 'Docusaurus', files: ['docusaurus.config.*'], folders: ['docs', 'blog', 'i18n'] },
  { name: 'Starlight', files: ['package.json'], says: /"@astrojs\/starlight"/, folders: ['src/content/docs'] },
  { name: 'MkDocs', files: ['mkdocs.yml', 'mkdocs.yaml'], folders: ['docs'] },
  { name: 'VitePress', files: ['.vitepress/config.*', 'docs/.vitepress/config.*'], folders: ['docs', '.'] },
  { name: 'mdBook', files: ['book.toml'], folders: ['src', 'po'] },
  {
    name: 'Hugo',
    files: ['hugo.toml', 'hugo.yaml', 'hugo.json', 'config.toml', 'config/_default/*'],
    folders: ['content'],
  },
  { name: 'Jekyll', files: ['_config.yml'], folders: ['_docs', 'docs', '_i18n', '.'] },
  {
    name: 'Microsoft Learn',
    files: ['.openpublishing.publish.config.json', 'docfx.json'],
    folders: ['articles', 'docs', '.'],
  },
  { name: 'Crowdin', files: ['crowdin.yml', 'crowdin.yaml'], folders: ['docs', '.'] },
];

/** Looks at a folder and writes its configuration; resolves to the exit status. */
export async function init(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parseArguments<{ 'dry-run': boolean }>(args, initOptions);
  const [folder = '.', ...more] = positionals;
  if (more.length > 0) throw new UsageError('init takes one folder, or none for the current one');
  if (!(await opening(folder, () => stat(folder))).isDirectory()) throw new UsageError(`${folder}: it is no folder`);
  const present = usualConfigs.map((name) => join(folder, name)).find((file) => existsSync(file));
  if (present !== undefined && !values['dry-run']) {
    throw new UsageError(`${present}: there is one already; unisono config ${folder} shows what is in force`);
  }
  const found = await toolsOf(folder);
  const paths = await foldersOf(folder, found);
  const overview = await looked(paths);
  const text = configText(overview, found, paths);
  const said = [
    found.length === 0
      ? 'No docs tool that is known: plain folders.\n'
      : `${found.map((tool) => tool.name).join(', ')}\n`,
    `Pages in ${paths.join(', ')}: ${overview.pages}\n`,
    ...overview.languages.map(({ locale, pages, translated, sources }) => {
      const share = sources > 0 ? `, ${translated} of ${sources} that have a source in another language` : '';
      return `  ${locale}: ${pages} pages${share}\n`;
    }),
    overview.unmatched.length > 0 ? `In no set: ${overview.unmatched.length} (unisono sets ${paths.join(' ')})\n` : '',
    ...overview.advice.map((line) => `hint: ${line}\n`),
  ];
  await output.write(`${said.join('')}\n`);
  const file = join(folder, 'unisono.yaml');
  if (values['dry-run']) {
    await output.write(text);
    return 0;
  }
  await opening(file, () => writeFile(file, text, { flag: 'wx' }));
  await output.write(`${file} was written. Next: unisono check ${paths.join(' ')}\n`);
  return 0;
}

/** The folders that hold the pages of a folder, as `unisono init` names them; none where there are no pages. */
export async function foldersSeen(folder: string): Promise<string[]> {
  return withPages(await foldersOf(folder, await toolsOf(folder)));
}

async function toolsOf(folder: string): Promise<Tool[]> {
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

/** The folders of pages that are there: those of the tools, else `docs`, else all. */
async function foldersOf(folder: string, found: readonly Tool[]): Promise<string[]> {
  const named = found.flatMap((tool) => tool.folders).concat(found.length === 0 ? ['docs', 'content'] : []);
  const there = [...new Set(named)].filter((name) => name !== '.' && existsSync(join(folder, name)));
  const paths = there.length > 0 ? there.map((name) => join(folder, name)) : [folder];
  return paths.map((path) => rootName(path) || '.');
}

async function looked(paths: readonly string[]): Promise<SetsOverview> {
  const checker = await created({});
  try {
    const all = paths.length === 1 ? paths : await withPages(paths);
    if (all.length === 0) throw new UsageError(`${paths.join(', ')}: there are no pages in them`);
    const { pages, passedOver } = await findPages(all);
    for await (const { page, bytes } of readPages(pages)) checker.add(page.path, bytes, page.root);
    for (const file of passedOver) checker.passOver(file.path);
    return checker.sets();
  } finally {
    checker.free();
  }
}

/** Those of some folders that have pages in them. */
async function withPages(paths: readonly string[]): Promise<string[]> {
  const kept: string[] = [];
  for (const path of paths) {
    const { pages } = await findPages([path]).catch(() => ({ pages: [] }));
    if (pages.length > 0) kept.push(path);
  }
  return kept;
}

/** The language that most others are compared with. */
function sourceOf({ languages }: SetsOverview): string | undefined {
  const [first] = [...languages].sort((a, b) => b.sourceOf - a.sourceOf);
  return first !== undefined && first.sourceOf > 0 ? first.locale : undefined;
}

function configText(overview: SetsOverview, found: readonly Tool[], paths: readonly string[]): string {
  const source = sourceOf(overview);
  const others = overview.languages.map(({ locale }) => locale).filter((locale) => locale !== source);
  const seen = found.length === 0 ? 'plain folders' : found.map((tool) => tool.name).join(', ');
  return [
    '# Settings of Unisono. unisono config shows what is in force; all settings are in docs/configuration.md.\n',
    '# yaml-language-server: $schema=./node_modules/unisono/schemas/unisono.schema.json\n',
    `# Seen here: ${seen}; ${overview.pages} pages, ${overview.sets.length} document sets.\n\n`,
    source === undefined
      ? '# source: en-US   # no language was found that the others are translated from\n'
      : `source: ${source}${others.length > 0 ? `   # compared with it: ${others.join(', ')}` : ''}\n`,
    'fail-on: error\n',
    '# rules:\n#   product-name-case: off\n',
    '# require-reason: true   # of <!-- unisono-ignore-next RULE: REASON -->\n',
    `# Checked by: unisono check ${paths.join(' ')}\n`,
  ].join('');
}
