/** `unisono init`: looks at the tree, says what it sees, and writes a configuration for it. */
import { existsSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { SetsOverview } from '../node.js';
import { findPages, opening, readPages } from './files.js';
import type { Output } from './output.js';
import { created } from './prepare.js';
import { foldersOf, type Tool, toolsOf } from './tools.js';
import { initOptions, parseArguments, UsageError, usualConfigs } from './usage.js';

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
  const outputs = found.flatMap(({ output }) => (output === undefined ? [] : [join(folder, output)]));
  // What was built stands beside the pages only where the whole folder is checked.
  const excluded = paths.length === 1 && resolve(paths[0] ?? '') === resolve(folder) ? outputs : [];
  const overview = await looked(paths, excluded);
  const command = [
    'unisono check',
    ...paths,
    ...excluded.filter((path) => existsSync(path)).map((path) => `--exclude ${path}`),
  ].join(' ');
  const text = configText(overview, found, command);
  const said = [
    found.length === 0
      ? 'No docs tool that is known: plain folders.\n'
      : `${found.map((tool) => tool.name).join(', ')}\n`,
    `Pages in ${paths[0] === '.' ? 'this folder' : paths.join(', ')}: ${overview.pages}\n`,
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
  await output.write(`${file} was written. Next: ${command}\n`);
  return 0;
}

async function looked(paths: readonly string[], excluded: readonly string[]): Promise<SetsOverview> {
  const checker = await created({});
  try {
    const { pages, passedOver } = await findPages(paths, { excluded });
    for await (const { page, bytes } of readPages(pages)) checker.add(page.path, bytes, { root: page.root });
    for (const file of passedOver) checker.passOver(file.path);
    return checker.sets();
  } finally {
    checker.free();
  }
}

/** The language that most others are compared with. */
function sourceOf({ languages }: SetsOverview): string | undefined {
  const [first] = [...languages].sort((a, b) => b.sourceOf - a.sourceOf);
  // `und` is no language: its pages say nothing of theirs.
  return first !== undefined && first.sourceOf > 0 && first.locale !== 'und' ? first.locale : undefined;
}

function configText(overview: SetsOverview, found: readonly Tool[], command: string): string {
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
    `# Checked by: ${command}\n`,
  ].join('');
}
