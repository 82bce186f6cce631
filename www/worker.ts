/** The engine, off the main thread. It keeps the pages of its last check, so that more can be asked of them. */
import { Checker, type HelperPort, init, type Progress, rules } from 'unisono';
import { Adding, jobsFor, Readers } from 'unisono/helper';
import type { PageInput } from 'unisono/worker';
import type { Answer, Check, Extra, Request } from './engine.js';
import { Renaming } from './renaming.js';

/** Milliseconds between two messages about pages read. */
const PAUSE = 60;

let checker: Checker | undefined;
/** What its pages are called. */
let names = new Renaming([]);
let told = false;
/** Pages that were handed over for the next check. */
let given: PageInput[] = [];

/** The words of languages that were handed over. */
const words = new Map<string, string>();

/** Loads the engine. It fetches the words of a language that it has not been given. */
const start = () => init(undefined, words);

const say = (answer: Answer) => self.postMessage(answer);

self.addEventListener('message', async ({ data }: MessageEvent<Request>) => {
  const { id } = data;
  try {
    switch (data.work) {
      case 'give':
        given.push(...data.pages);
        break;
      case 'check': {
        const pages = given;
        given = [];
        const report = await check(id, pages, data);
        say(data.part ? { id, part: report } : { id, result: report });
        break;
      }
      case 'rules':
        await tellRules();
        say({ id, result: undefined });
        break;
      case 'aligned':
        say({ id, result: names.aligned(checker?.aligned(data.set)) });
        break;
      case 'render':
        say({ id, result: checker && names.rendered(checker.render(data.format), data.format) });
        break;
    }
  } catch (problem) {
    const { name, message } = problem instanceof Error ? problem : new Error(String(problem));
    say({ id, error: { name, message } });
  }
});

function startHelper(): Worker {
  return new Worker(new URL('./helper.js', import.meta.url), { type: 'module' });
}

type Asked = Omit<Check, 'pages'> & { languages: ReadonlyMap<string, string>; part: boolean };

async function check(id: number, pages: PageInput[], { options, extras, seats, baseline, languages, part }: Asked) {
  checker?.free();
  checker = undefined;
  for (const [tag, text] of languages) words.set(tag, text);
  await start();
  const engine = await Checker.create(options);
  await tellRules();
  let readers: Readers | undefined;
  let helpers: HelperPort[] = [];
  try {
    addNamed(engine, options.configFile, extras);
    if (baseline !== undefined) engine.setBaseline('baseline', new TextEncoder().encode(baseline));
    const place = placed(engine, options.configFile);
    const renaming = new Renaming(seats);
    const cores = typeof Worker === 'function' && !part ? navigator.hardwareConcurrency : 1;
    const size = pages.reduce((sum, page) => sum + (page.topology ? 0 : page.bytes.length), 0);
    const jobs = jobsFor(size, cores);
    // One of them is this worker.
    readers = new Readers(startHelper, jobs - 1);
    const adding = new Adding(engine, readers);
    let last = performance.now();
    // The engine keeps a copy of each page: this one is let go at once.
    pages.reverse();
    for (let read = 1, page = pages.pop(); page; page = pages.pop(), read += 1) {
      if (page.topology) engine.addTopology(page.path, page.bytes, { root: page.root });
      else {
        const { root, path } = renaming.take(engine, page) ?? place(page);
        await adding.add({ path, bytes: page.bytes, root: root ?? '' });
      }
      const now = performance.now();
      if (now - last < PAUSE) continue;
      last = now;
      say({ id, read });
    }
    await adding.done();
    helpers = readers.end();
    const onProgress = (progress: Progress) => say({ id, progress });
    const start = () => helpers.pop() ?? startHelper();
    const found = jobs > 0 ? await engine.checkWith({ jobs, start }, onProgress) : engine.check(onProgress);
    const report = renaming.report(found);
    [checker, names] = [engine, renaming];
    return report;
  } catch (problem) {
    engine.free();
    throw problem;
  } finally {
    for (const helper of [...helpers, ...(readers?.end() ?? [])]) helper.terminate();
  }
}

/** Says once which rules there are. */
async function tellRules(): Promise<void> {
  if (told) return;
  told = true;
  await start();
  say({ rules: await rules() });
}

/** Gives the engine the glossaries, packs, redirects and memories that the settings name. */
function addNamed(engine: Checker, configFile: string | undefined, extras: readonly Extra[]): void {
  const folder = configFile?.includes('/') ? configFile.slice(0, configFile.lastIndexOf('/') + 1) : '';
  const take = (name: string, add: (bytes: Uint8Array) => void) => {
    const path = normal(folder + name);
    const found = extras.find((extra) => extra.name === path);
    if (!found) {
      const error = new Error(
        `${configFile ?? 'unisono.yaml'}: it names ${name}, and ${path} is not among the files: give the folder that holds it, too`,
      );
      error.name = 'UsageError';
      throw error;
    }
    add(found.bytes);
  };
  for (const name of engine.glossaryFiles) take(name, (bytes) => engine.addGlossary(name, bytes));
  for (const name of engine.packFiles) take(name, (bytes) => engine.addPack(name, bytes));
  for (const name of engine.redirectFiles) take(name, (bytes) => engine.addRedirects(name, bytes));
  for (const name of engine.memoryFiles) take(name, (bytes) => engine.addMemory(name, bytes));
}

/** Says which pages belong to the folders of languages that the settings name, as the command does. */
function placed(engine: Checker, configFile: string | undefined): (page: PageInput) => { root: string; path: string } {
  const folder = configFile?.includes('/') ? configFile.slice(0, configFile.lastIndexOf('/') + 1) : '';
  const roots = engine.roots.map((root) => ({ locale: root.locale, folder: normal(folder + root.folder) }));
  for (const root of roots) engine.addRoot(root.folder, root.locale);
  // The innermost folder first.
  roots.sort((a, b) => b.folder.length - a.folder.length);
  return ({ root = '', path }) => {
    const whole = root === '' ? path : `${root}/${path}`;
    const own = roots.find(({ folder }) => whole.startsWith(`${folder}/`));
    return own ? { root: own.folder, path: whole.slice(own.folder.length + 1) } : { root, path };
  };
}

/** A path without `.` and `..` in it. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
