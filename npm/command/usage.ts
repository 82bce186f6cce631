/** What the command line takes, and what `--help` says about it. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Options of `unisono check`, as `parseArgs` reads them. */
export const options = {
  source: { type: 'string' },
  'source-root': { type: 'string' },
  root: { type: 'string', multiple: true },
  format: { type: 'string', default: 'text' },
  'fail-on': { type: 'string' },
  color: { type: 'string', default: 'auto' },
  config: { type: 'string' },
  glossary: { type: 'string', multiple: true },
  pack: { type: 'string', multiple: true },
  memory: { type: 'string', multiple: true },
  learning: { type: 'string' },
  'min-confidence': { type: 'string' },
  expand: { type: 'boolean', default: false },
  git: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'V', default: false },
} as const satisfies NonNullable<ParseArgsConfig['options']>;

/** Options of `unisono sets`. */
export const setsOptions = {
  source: { type: 'string' },
  'source-root': { type: 'string' },
  root: { type: 'string', multiple: true },
  all: { type: 'boolean', default: false },
  format: { type: 'string', default: 'text' },
  color: { type: 'string', default: 'auto' },
  config: { type: 'string' },
} as const satisfies NonNullable<ParseArgsConfig['options']>;

/** Options of `unisono learn`. */
export const learnOptions = {
  source: { type: 'string' },
  'source-root': { type: 'string' },
  root: { type: 'string', multiple: true },
  config: { type: 'string' },
  output: { type: 'string' },
} as const satisfies NonNullable<ParseArgsConfig['options']>;

/** Options of `unisono languages`. */
export const languagesOptions = {
  format: { type: 'string', default: 'text' },
} as const satisfies NonNullable<ParseArgsConfig['options']>;

/** Options of `unisono topology`. */
export const topologyOptions = {
  pack: { type: 'string', multiple: true },
  docs: { type: 'string' },
  locale: { type: 'string' },
  svg: { type: 'string' },
  format: { type: 'string', default: 'text' },
  'fail-on': { type: 'string' },
  color: { type: 'string', default: 'auto' },
  config: { type: 'string' },
} as const satisfies NonNullable<ParseArgsConfig['options']>;

/** The values an option may have, for those that have a fixed choice. */
export const choices = {
  format: ['text', 'json', 'matrix', 'matrix-md', 'matrix-html'],
  'fail-on': ['error', 'warning', 'note', 'never'],
  color: ['auto', 'always', 'never'],
  learning: ['auto', 'on', 'off'],
} as const;

/** The configuration file that is read without being named. */
export const usualConfig = 'unisono.yaml';

export const help = `Unisono checks that every language of a documentation set says the same thing.

Usage
  unisono check [options] PATH...   check folders and files
  unisono sets [options] PATH...    show what was understood: languages, what is one document, what is in none
  unisono topology [options] FILE...
                                    hold a deployment against the guidance
  unisono learn PATH... --output FILE
                                    learn from pages how words are rendered, for --memory
  unisono pack test FILE...         run the cases of guidance packs
  unisono rules                     list the rules
  unisono explain RULE              what a rule flags, and why
  unisono languages [LOCALE]        list the languages, or show what is known of one (--format text or json)

Every PATH is a root of its own: paths in the report start with it, and languages are looked for below it.
Folders are searched for .md, .markdown, .mdx, .txt and .po files; hidden ones and node_modules are passed over.

Options of check
  --source LOCALE    the language the others are compared with, such as en-US (default: found by itself)
  --source-root DIR  the folder of the source, where languages lie in folders or repositories of their own
  --root LOCALE=DIR  the folder of a language, with the same paths below it: --root ja=../site.ja/docs; may be given
                     several times; without --source-root, PATH is the source
  --format FORMAT    text (default) or json; matrix, matrix-md or matrix-html: claims of the guidance by language
  --fail-on LEVEL    exit with 1 from this severity on: error (default), warning, note or never
  --color WHEN       auto (default), always or never; auto heeds NO_COLOR
  --config FILE      read settings from FILE (default: unisono.yaml in the current folder, where there is one)
  --glossary FILE    hold translations to the terms of FILE, CSV or TBX; may be given several times
  --pack PACK        hold pages against a guidance pack of your own (a file), or all of them against a built-in
                     one (its id, such as lync-server-2013); may be given several times
  --memory FILE      use what "unisono learn" learned, or a translation memory (TMX 1.4); may be given several times
  --learning WHEN    learn from the pages themselves where they are enough: auto (default), where neither a memory nor
                     lexicons know their languages; on, beside lexicons, too; off, for a part of a set
  --min-confidence N leave out findings that are less sure than N in 100
  --expand           tell each finding by itself, also those that follow from another one (an outdated page, say)
                     or say the same of many pages
  --git              ask git how old translations are: what has changed in the source since the commit that a page records
                     (sourceCommit, default_lang_commit, EN-Revision …), or else since the page was changed last
  --no-lexicons[=LOCALES]
                     leave the lexicons aside, all of them or those of some locales: --no-lexicons=it-IT,de-DE

Options of sets
  --all              list every set and every page in none, however many there are
  --format FORMAT    text (default) or json
  --source, --source-root, --root, --color and --config as for check

Options of learn
  --output FILE      where the memory goes; it holds the sentences of the pages
  --source, --source-root, --root, --config and --no-lexicons as for check; a PATH may also be a TMX file, or a memory to add

Options of topology
  --pack PACK        the guidance to hold it against, as for check: ids of built-in packs, lync-server-2013,
                     skype-for-business-server-2015 or -2019 (default: those of the versions found)
  --docs DIR         show for each claim the sentence of these pages that states it
  --locale LOCALE    only those in this language
  --svg FILE         draw the deployment
  --format, --fail-on, --color and --config as for check

  -h, --help         show this
  -V, --version      show the version

Exit status
  0  nothing found at or above --fail-on
  1  findings at or above --fail-on
  2  wrong use, a path that could not be opened, or a bad configuration
`;

/** The command was used wrongly, or something it was given cannot be read; the message says what to do. Exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Takes `--no-lexicons` out of arguments: it has a value or none, which `parseArgs` does not know. */
export function takeLexicons(args: readonly string[]): {
  rest: string[];
  withoutLexicons: true | string[] | undefined;
} {
  const rest: string[] = [];
  let chosen: true | string[] | undefined;
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  for (const [at, arg] of args.entries()) {
    const [, locales] = /^--no-lexicons(?:=(.*))?$/.exec(arg) ?? [];
    if (at > end || !/^--no-lexicons(=|$)/.test(arg)) rest.push(arg);
    else if (locales === undefined || chosen === true) chosen = true;
    else chosen = [...(chosen ?? []), ...locales.split(',')];
  }
  return { rest, withoutLexicons: chosen };
}

/** Reads the arguments of a command, saying in words what is wrong with them; `Values` is what its options give. */
export function parseArguments<Values>(
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
): { values: Values; positionals: string[] } {
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (problem) {
    throw new UsageError((problem as Error).message);
  }
  for (const [name, known] of Object.entries(choices)) {
    const value = parsed.values[name];
    if (value !== undefined && !(known as readonly unknown[]).includes(value)) {
      throw new UsageError(`--${name} ${value}: there is no such choice; write one of ${known.join(', ')}`);
    }
  }
  return { values: parsed.values as Values, positionals: parsed.positionals };
}
