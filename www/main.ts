/** The page: takes pages and topologies, has them checked, shows the report. */
import type { Options, Report } from 'unisono';
import { byId, h } from './dom.js';
import { Engine } from './engine.js';
import { dropped, example, type Intake, IntakeError, joinedWith, type OnRead, picked, readFound } from './intake.js';
import { ReportView } from './report.js';
import { Results } from './results.js';
import { clearProblem, doing, Progress, showProblem, type WayOn } from './status.js';

/** Offered as source languages before any page is known. */
const usualLocales = ['en', 'en-US', 'de', 'fr', 'es', 'pt-BR', 'ja', 'ko', 'zh-CN', 'ru'];

const engine = new Engine();
const source = byId<HTMLInputElement>('source');
let running: AbortController | undefined;
/** What was checked last: another source language checks it again. */
let intake: Intake | undefined;
let view: ReportView | undefined;

type Gather = (onRead: OnRead, signal: AbortSignal) => Promise<Intake>;

/** What is new, with what is there and stays. */
const joining =
  (gather: Gather): Gather =>
  async (onRead, signal) =>
    joinedWith(intake, await gather(onRead, signal));

/** Gathers pages, checks them, shows the report. What is under way ends. */
async function start(gather: Gather): Promise<void> {
  running?.abort();
  const run = new AbortController();
  running = run;
  const { signal } = run;
  clearProblem();
  view?.dispose();
  view = undefined;
  document.body.classList.add('busy');
  const progress = new Progress(() => run.abort());
  try {
    progress.say(doing.finding);
    const onRead: OnRead = (done, total) =>
      running === run && progress.say(total ? doing.opening(total) : doing.finding, done, total);
    const given = await gather(onRead, signal);
    signal.throwIfAborted();
    intake = given;
    const ended = given.pages.length + given.topologies.length > 0 ? undefined : remembered(given);
    if (ended === undefined) await check(given, progress, signal);
    if (running === run) progress.end(ended);
  } catch (problem) {
    // A later run has taken over the page.
    if (running !== run) return;
    progress.end(signal.aborted ? 'Cancelled. Nothing was checked.' : '');
    if (!signal.aborted) explain(problem, gather);
  } finally {
    if (running === run) {
      running = undefined;
      document.body.classList.remove('busy');
    }
  }
}

/** What is said of memories alone. */
function remembered({ memories }: Intake): string {
  const names = memories.map(({ name }) => name).join(', ');
  return names === '' ? '' : `${names} will be remembered. Give pages now, and they are checked with what it knows.`;
}

async function check(given: Intake, progress: Progress, signal: AbortSignal): Promise<void> {
  const pages = [...given.pages, ...given.topologies];
  const total = pages.length;
  const locale = source.value.trim();
  const options: Options = {
    ...(locale !== '' && { source: locale }),
    ...(given.topologies.length > 0 && { topologyPicture: true }),
    ...(given.memories.length > 0 && { memories: given.memories }),
    ...(given.config && { config: given.config.text, configFile: given.config.name }),
  };
  progress.say(doing.reading(total), 0, total);
  const listener = {
    onRead: (read: number) => progress.say(doing.reading(total), read, total),
    onCompared: ({ done, total }: { done: number; total: number }) => progress.say(doing.comparing(total), done, total),
  };
  const report = await engine.check(pages, options, listener, signal);
  try {
    show(report, given);
  } catch (problem) {
    throw new PageError(problem instanceof Error ? problem.message : String(problem), { cause: problem });
  }
}

/** The report came, and could not be shown. */
class PageError extends Error {
  override readonly name = 'PageError';
}

function show(report: Report, given: Intake): void {
  document.body.classList.add('checked');
  const forget = () => start(async () => ({ ...given, memories: [] }));
  view = new ReportView(byId('results'), new Results(report, given), given, { rules: engine.rules, forget });
  const locales = report.summary.sets.flatMap((set) => set.documents.map((document) => document.locale));
  offer(locales.filter(Boolean));
  byId('results').querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
}

function explain(problem: unknown, gather: Gather): void {
  const { name, message } = problem instanceof Error ? problem : new Error(String(problem));
  const given = intake;
  const again: WayOn = { label: 'Try again', go: () => start(given ? async () => given : gather) };
  if (problem instanceof IntakeError) {
    intake = undefined;
    showProblem('These pages could not be opened', message, 'Drop or choose others, or open the example.', []);
  } else if (name === 'UsageError' && given?.memories.some((memory) => message.includes(memory.name))) {
    showProblem('The memory cannot be used', message, 'Give another one, or check without it.', [
      { label: 'Check without the memory', go: () => start(async () => ({ ...given, memories: [] })) },
    ]);
  } else if (name === 'UsageError') {
    showProblem('The settings are wrong', message, 'Mend them and give the pages again, or check without them.', [
      {
        label: 'Check without settings',
        go: () => {
          source.value = '';
          if (!given) return;
          const { config: _, ...rest } = given;
          start(async () => rest);
        },
      },
    ]);
  } else if (problem instanceof PageError) {
    showProblem(
      'The report could not be shown',
      message,
      'The pages were checked, and this page stumbled over the report: a fault of Unisono, please report it. The command unisono check shows the same report.',
      [again],
    );
  } else if (name === 'EngineError') {
    showProblem(
      'The engine failed',
      message,
      'This is a fault of Unisono, not of your pages, and nothing was changed. Try again, with fewer pages if there are very many; if it stays, please report the message above.',
      [again],
    );
  } else {
    showProblem(
      'The engine could not be started',
      message,
      'A file of this page may not have been loaded: see that the network is there, reload the page, and use a current browser.',
      [again, { label: 'Reload the page', go: () => location.reload() }],
    );
  }
}

/** Source languages to choose from. */
function offer(locales: Iterable<string>): void {
  const options = [...new Set(locales)].sort().map((value) => h('option', { value }));
  byId('locales').replaceChildren(...options);
}

function takeFiles(input: HTMLInputElement): void {
  const files = [...(input.files ?? [])];
  // Choosing the same files again must count as a change.
  input.value = '';
  if (files.length > 0) start(joining((onRead, signal) => readFound(picked(files), onRead, signal)));
}

for (const [buttonId, inputId] of [
  ['pick-folder', 'folder'],
  ['pick-files', 'files'],
] as const) {
  const input = byId<HTMLInputElement>(inputId);
  byId(buttonId).addEventListener('click', () => input.click());
  input.addEventListener('change', () => takeFiles(input));
}

byId('example').addEventListener('click', () => start(joining(example)));

source.addEventListener('change', () => {
  const given = intake;
  if (given) start(async () => given);
});

/** The whole window takes drops: a file that misses the box must not replace the page. */
let depth = 0;
window.addEventListener('dragenter', (event) => {
  if (!event.dataTransfer?.types.includes('Files')) return;
  depth += 1;
  document.body.classList.add('dragging');
});
window.addEventListener('dragleave', () => {
  depth = Math.max(0, depth - 1);
  if (depth === 0) document.body.classList.remove('dragging');
});
window.addEventListener('dragover', (event) => {
  event.preventDefault();
  if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
});
window.addEventListener('drop', (event) => {
  event.preventDefault();
  depth = 0;
  document.body.classList.remove('dragging');
  if (!event.dataTransfer || event.dataTransfer.items.length === 0) return;
  const find = dropped(event.dataTransfer);
  start(
    joining(async (onRead, signal) => {
      const found = await find();
      signal.throwIfAborted();
      return readFound(found, onRead, signal);
    }),
  );
});

offer(usualLocales);
byId('status').replaceChildren();
document.body.classList.add('ready');
