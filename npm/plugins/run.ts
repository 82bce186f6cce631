/** What the plug-ins of docs tools share: they run the command, so that a build says what it says. */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { isPageName } from '../command/files.js';
import { foldersSeen } from '../command/tools.js';
import { choices, usualConfigs } from '../command/usage.js';
import type { FailOn, Finding, Report } from '../types.js';

/** What a plug-in may be told. */
export interface PluginOptions {
  /** Folders and files to check, from the folder of the site; default: those that `unisono init` sees. */
  paths?: readonly string[] | undefined;
  /** From which severity the build fails; default: as the configuration says, else `error`. */
  failOn?: FailOn | undefined;
  /** More options of `unisono check`. */
  args?: readonly string[] | undefined;
  /** Whether pages are checked while they are worked on, too; default: yes. */
  dev?: boolean | undefined;
}

const execute = promisify(execFile);
const command = fileURLToPath(new URL('../cli.js', import.meta.url));

/** Throws where options mean nothing. */
export function checkOptions(options: PluginOptions): void {
  const { paths, failOn, args, dev, ...others } = options;
  const strings = (value: unknown): boolean =>
    value === undefined || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
  const wrong = (text: string): Error => new Error(`unisono: ${text}`);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw wrong(`there is no option ${unknown}; write paths, failOn, args or dev`);
  if (!strings(paths)) throw wrong('paths is a list of folders, such as ["docs"]');
  if (!strings(args)) throw wrong('args is a list of options of unisono check, such as ["--git"]');
  if (dev !== undefined && typeof dev !== 'boolean') throw wrong('dev is true or false');
  const levels: readonly string[] = choices['fail-on'];
  if (failOn !== undefined && !levels.includes(failOn)) throw wrong(`failOn is one of ${levels.join(', ')}`);
}

/** The folders and files of a site that are checked. */
export async function pathsOf(site: string, { paths }: PluginOptions): Promise<string[]> {
  if (paths !== undefined) return [...paths];
  const found = (await foldersSeen(site)).map((path) => relative(site, path) || '.');
  if (found.length === 0) throw new Error('unisono: there are no pages here; name their folders: paths: ["docs"]');
  return found;
}

/** What is checked, and how: the options, and what the site itself says. */
export interface Wanted {
  /** The folder of the site. */
  site: string;
  options: PluginOptions;
  /** Its first language; the configuration knows better, where there is one. */
  locale: string | undefined;
  /** Where the tool builds to. */
  output?: string | undefined;
}

async function argumentsFor({ site, options, locale, output }: Wanted, more: readonly string[]): Promise<string[]> {
  const configured = usualConfigs.some((name) => existsSync(join(site, name)));
  const source = locale === undefined || configured ? [] : ['--source', locale];
  const built = output !== undefined && existsSync(output) ? ['--exclude', output] : [];
  return [...source, ...built, ...(options.args ?? []), ...more, '--', ...(await pathsOf(site, options))];
}

/** Checks a site in its build; throws where the build is to fail. */
export async function checkSite(wanted: Wanted): Promise<void> {
  const { failOn } = wanted.options;
  const level = failOn === undefined ? [] : ['--fail-on', failOn];
  const status = await run(wanted.site, await argumentsFor(wanted, level));
  if (status === 1) throw new Error('unisono: the languages of this site say different things: see above');
  if (status !== 0) throw new Error('unisono: the site could not be checked: see above');
}

/** Runs the command in a site, and resolves to its exit status. */
function run(site: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, 'check', ...args], { cwd: site, stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (status) => resolve(status ?? 2));
  });
}

/** Runs the command for its reports; what is wrong with settings is the error. A baseline stays as it is, as in CI. */
async function runQuietly(site: string, args: readonly string[]): Promise<void> {
  try {
    const env = { ...process.env, CI: '1' };
    await execute(process.execPath, [command, 'check', ...args], { cwd: site, env });
  } catch (problem) {
    const { stderr } = problem as { stderr?: string };
    throw stderr ? new Error(stderr.trim()) : problem;
  }
}

/** How a tool prints lines. */
export interface Lines {
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

/** Checks a site while it is worked on: says how it is at first, and then what is new and what is mended. */
export class DevCheck {
  readonly #wanted: Wanted;
  /** Where the reports go: one for people, one to read here. */
  readonly #folder: string;
  readonly #lines: Lines;
  #known: ReadonlyMap<string, Finding> | undefined;
  #running: Promise<void> | undefined;
  #again = false;

  constructor(wanted: Wanted, folder: string, lines: Lines) {
    this.#wanted = wanted;
    this.#folder = folder;
    this.#lines = lines;
  }

  /** Checks now, or, where a check is under way, once more after it. */
  check(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      try {
        await this.#once();
      } catch (problem) {
        this.#lines.error(problem instanceof Error ? problem.message : String(problem));
      }
    }
    this.#running = undefined;
  }

  async #once(): Promise<void> {
    const [html, json] = ['unisono.html', 'unisono-findings.json'].map((name) => join(this.#folder, name)) as [
      string,
      string,
    ];
    const reports = ['--report', `html=${html}`, '--report', `json=${json}`];
    const quiet = ['--fail-on', 'never', '--format', 'github-summary', ...reports];
    await runQuietly(this.#wanted.site, await argumentsFor(this.#wanted, quiet));
    const { findings, summary } = JSON.parse(await readFile(json, 'utf8')) as Report;
    const found = new Map(findings.map((finding) => [finding.fingerprint, finding]));
    const known = this.#known;
    this.#known = found;
    if (known === undefined) {
      const { errors, warnings, notes, pages } = summary;
      const where = pathToFileURL(html).href;
      const counts = [counted(errors, 'error'), counted(warnings, 'warning'), counted(notes, 'note')].join(', ');
      this.#lines.info(`${counts} in ${counted(pages, 'page')}: ${where}`);
      return;
    }
    for (const [fingerprint, finding] of found) {
      // One that was edited and is still wrong has the same fingerprint.
      if (known.get(fingerprint)?.message !== finding.message) this.#tell(finding);
    }
    const mended = [...known.keys()].filter((fingerprint) => !found.has(fingerprint)).length;
    if (mended > 0) this.#lines.info(`${mended} mended`);
  }

  #tell({ path, range, rule, message, severity }: Finding): void {
    const line = `${path}:${range.start.line}:${range.start.column} ${message} (${rule})`;
    if (severity === 'error') this.#lines.error(line);
    else if (severity === 'warning') this.#lines.warn(line);
    else this.#lines.info(line);
  }
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Whether a file is a page, or settings, below one of the folders of a site. */
export function concerns(site: string, paths: readonly string[], file: string): boolean {
  if (usualConfigs.some((name) => join(site, name) === file)) return true;
  return isPageName(file) && paths.some((path) => inside(relative(join(site, path), file)));
}

function inside(path: string): boolean {
  return !path.startsWith('..') && !isAbsolute(path);
}
