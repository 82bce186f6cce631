/** What the command line takes, and what `--help` says about it. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Format } from '../node.js';

/** Options of `unisono check`, as `parseArgs` reads them. */
export const options = {
  source: { type: 'string' },
  'source-root': { type: 'string' },
  root: { type: 'string', multiple: true },
  exclude: { type: 'string', multiple: true },
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
  jobs: { type: 'string' },
  cache: { type: 'boolean', default: false },
  'cache-dir': { type: 'string' },
  shard: { type: 'string' },
  part: { type: 'string', multiple: true },
  report: { type: 'string', multiple: true },
  baseline: { type: 'string' },
  'update-baseline': { type: 'boolean', default: false },
  'changed-from': { type: 'string' },
  'changed-scope': { type: 'string' },
  fingerprints: { type: 'boolean', default: false },
  fix: { type: 'boolean', default: false },
  unsafe: { type: 'boolean', default: false },
  diff: { type: 'boolean', default: false },
  watch: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'V', default: false },
} as const satisfies NonNullable<ParseArgsConfig['options']>;

/** Options of `unisono sets`. */
export const setsOptions = {
  source: { type: 'string' },
  'source-root': { type: 'string' },
  root: { type: 'string', multiple: true },
  exclude: { type: 'string', multiple: true },
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
  exclude: { type: 'string', multiple: true },
  config: { type: 'string' },
  output: { type: 'string' },
} as const satisfies NonNullable<ParseArgsConfig['options']>;

/** Options of `unisono pack init`. */
export const packOptions = {
  source: { type: 'string' },
  'source-root': { type: 'string' },
  root: { type: 'string', multiple: true },
  exclude: { type: 'string', multiple: true },
  config: { type: 'string' },
  id: { type: 'string' },
} as const satisfies NonNullable<ParseArgsConfig['options']>;

/** Options of `unisono languages`. */
export const languagesOptions = {
  format: { type: 'string', default: 'text' },
} as const satisfies NonNullable<ParseArgsConfig['options']>;

/** Options of `unisono dismiss`. */
export const dismissOptions = {
  reason: { type: 'string' },
  until: { type: 'string' },
  baseline: { type: 'string' },
  config: { type: 'string' },
} as const satisfies NonNullable<ParseArgsConfig['options']>;

/** Options of `unisono lsp`: what editors pass by themselves. The channel is always the same, and the library watches the process. */
export const lspOptions = {
  stdio: { type: 'boolean', default: false },
  clientProcessId: { type: 'string' },
} as const satisfies NonNullable<ParseArgsConfig['options']>;

/** Options of `unisono init`. */
export const initOptions = {
  'dry-run': { type: 'boolean', default: false },
} as const satisfies NonNullable<ParseArgsConfig['options']>;

/** Options of `unisono config`. */
export const configOptions = {
  config: { type: 'string' },
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
  format:
    'text json jsonl sarif github github-summary gitlab junit markdown csv xliff html matrix matrix-md matrix-html'.split(
      ' ',
    ) as Format[],
  'fail-on': ['error', 'warning', 'note', 'never'],
  color: ['auto', 'always', 'never'],
  learning: ['auto', 'on', 'off'],
  'changed-scope': ['sentence', 'page'],
} as const;

/** The configuration files that are read without being named, the first before the second. */
export const usualConfigs = ['unisono.yaml', 'unisono.json'];

export const help = `Unisono checks that every language of a documentation set says the same thing.

To begin
  unisono init                      looks at this folder and writes unisono.yaml
  unisono sets docs                 shows what is understood: languages, and what is one document
  unisono check docs                checks it; unisono explain RULE says what a rule is about
  unisono check docs --update-baseline
                                    takes what is found now as known: from now on only what is new fails

Usage
  unisono check [options] PATH...   check folders and files
  unisono merge --part FILE... [options] PATH...
                                    tell what check --shard found on several machines, as one run would
  unisono sets [options] PATH...    show what was understood: languages, what is one document, what is in none
  unisono topology [options] FILE...
                                    hold a deployment against the guidance
  unisono dismiss FINGERPRINT... --reason TEXT
                                    set findings aside in the baseline, with a reason
  unisono init [DIR]                look at a folder, say what is seen, and write its unisono.yaml (--dry-run: show it)
  unisono config [PATH]             show the settings in force, and where each comes from
  unisono learn PATH... --output FILE
                                    learn from pages how words are rendered, for --memory
  unisono pack init PATH...         propose a guidance pack: what these pages tell their readers to do, and how the other
                                    languages say it (--id ID; other options as for sets)
  unisono pack test FILE...         run the cases of guidance packs
  unisono rules                     list the rules
  unisono explain RULE              what a rule flags, and why
  unisono completion SHELL          print what completes commands and options in bash, zsh or fish
  unisono man                       print the page of the manual: unisono man > unisono.1
  unisono lsp                       serve an editor: findings while one types (docs/editors.md)
  unisono languages [LOCALE]        list the languages, or show what is known of one (--format text or json)

Every PATH is a root of its own: paths in the report start with it, and languages are looked for below it.
Folders are searched for .md, .markdown, .mdx, .txt, .po and .pot files; hidden ones and node_modules are passed over.

Options of check
  --source LOCALE    the language the others are compared with, such as en-US (default: found by itself)
  --source-root DIR  the folder of the source, where languages lie in folders or repositories of their own
  --root LOCALE=DIR  the folder of a language, with the same paths below it: --root ja=../site.ja/docs; may be given
                     several times; without --source-root, PATH is the source
  --exclude PATH     pass over a folder or a file; may be given several times: --exclude docs/archive
  --format FORMAT    what is printed: text (default), json, jsonl (line by line, while others are still compared), sarif,
                     github (annotations), github-summary, gitlab (code quality), junit, markdown, csv, xliff or html;
                     matrix, matrix-md or matrix-html: claims of the guidance by language
  --report FORMAT=FILE
                     write a report to FILE, too; may be given several times: --report html=findings.html. {locale} in
                     FILE stands for a file for each language: --report xliff=findings.{locale}.xlf
  --changed-from REF tell only of what was changed since this branch left REF, and of sentences whose source was
                     changed while they were not: --changed-from origin/main
  --changed-scope S  sentence (default), or page: all of the pages that were changed
  --baseline FILE    findings that are known (default: unisono-baseline.json beside the settings, where there is one);
                     what is mended leaves it, but for runs with CI set
  --update-baseline  write what is found now to the baseline
  --fix              make the fixes that are certain (code, names, addresses and plain numbers as the source has them),
                     and tell what is left; with --unsafe those that somebody should look at, too
  --diff             show what --fix would change, and change nothing; also with --unsafe
  --watch            check again whenever a page, the settings or a file that they name changes, until Ctrl-C;
                     UNISONO_POLL=MS looks at the files every so many milliseconds, where the system tells of no changes
                     (network drives)
  --fingerprints     show the name of each finding, for unisono dismiss
  --fail-on LEVEL    exit with 1 from this severity on: error (default), warning, note or never
  --color WHEN       auto (default), always or never; auto heeds NO_COLOR
  --config FILE      read settings from FILE (default: unisono.yaml or .json, the nearest one upward from PATH, else the
                     one in the current folder)
  --glossary FILE    hold translations to the terms of FILE, CSV or TBX; may be given several times
  --pack PACK        hold pages against a guidance pack of your own (a file), or all of them against a built-in
                     one (its id, such as lync-server-2013); may be given several times
  --memory FILE      use what "unisono learn" learned, or a translation memory (TMX 1.4); may be given several times
  --learning WHEN    learn from the pages themselves where they are enough: auto (default), where neither a memory nor
                     lexicons know their languages; on, beside lexicons, too; off, for a part of a set
  --min-confidence N leave out findings that are less sure than N in 100
  --expand           tell each finding by itself, also those that follow from another one (an outdated page, say)
                     or say the same of many pages
  --git              ask git how old translations are: what has changed in the source since the commit that a page
                     records (sourceCommit, default_lang_commit, EN-Revision …), or else since it was changed last
  --jobs N           compare in N threads (default: as many as there are cores, at most 8, for many pages); 1 for none
                     beside the command's own
  --cache            keep what comes of reading and comparing, and do only what is not known yet
  --cache-dir DIR    where that is kept (default: .unisono-cache in the current folder); also turns --cache on
  --shard I/N        compare the I-th of N shares of the document sets, tell nothing, and write what was found to the
                     file of --part: --shard 2/4 --part parts/2
  --part FILE        where a shard writes what it found; for merge, such a file or a folder of them
  --no-lexicons[=LOCALES]
                     leave the lexicons aside, all of them or those of some locales: --no-lexicons=it-IT,de-DE

Options of merge
  --part FILE        a part, or a folder of parts; may be given several times. All parts are needed.
  PATH and the options of check, as they were for the parts; what tells (--format, --report, --fail-on …) may differ

Options of sets
  --all              list every set and every page in none, however many there are
  --format FORMAT    text (default) or json
  --source, --source-root, --root, --exclude, --color and --config as for check

Options of dismiss
  --reason TEXT      why; it is kept in the baseline
  --until DAY        the last day on which they are dismissed, such as 2026-12-31
  --baseline and --config as for check

Options of learn
  --output FILE      where the memory goes; it holds the sentences of the pages
  --source, --source-root, --root, --exclude, --config and --no-lexicons as for check; a PATH may also be a TMX file, or a
  memory to add

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
