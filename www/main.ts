/** The page: takes pages and topologies, has them checked, shows the report. */
import type { Finding, Format } from 'unisono';
import { App, place, tabs } from './app.js';
import { baselineFile, readBaseline } from './baseline.js';
import { among } from './corrections.js';
import { dismissDialog, keysDialog, openDialog, pasteDialog, settingsDialog } from './dialogs.js';
import { breath, button, byId, h } from './dom.js';
import { Engine } from './engine.js';
import { baseline, joined } from './given.js';
import {
  dropped,
  example,
  type Found,
  type Intake,
  IntakeError,
  joinedWith,
  LEAST,
  nothing,
  type OnFirst,
  type OnRead,
  pasted,
  picked,
  readFound,
} from './intake.js';
import { downloads } from './out.js';
import { Preview, reportOf } from './preview.js';
import { checkOf, type Dismissal, type Kept, noWishes, Session, type Wishes } from './session.js';
import { linkTo, linkToAll, sharedCase } from './share.js';
import { startScreen } from './start.js';
import { clearProblem, doing, Progress, say, showProblem, type WayOn } from './status.js';
import { keep, kept, wipe } from './store.js';
import { showTheme, toggleTheme } from './theme.js';
import { chooseTongue, count, loadWords, t } from './words.js';

const engine = new Engine();
let running: AbortController | undefined;
/** The share of the sets that are compared when the report is near. */
const NEAR = 0.9;
/** So many findings are enough to look at until the report is there. */
const ENOUGH = 100;

/** What was given last: other wishes check it again. */
let intake: Intake | undefined;
let wishes: Wishes = noWishes;
/** What was dismissed, also before the pages were given. */
let dismissals: Dismissal[] = [];
let app: App | undefined;
/** Whether the engine holds the report that is shown. */
let engineHolds = false;

type Gather = (onRead: OnRead, signal: AbortSignal, onFirst?: OnFirst) => Promise<Intake>;

/** What is new, with what is there and stays. */
const joining =
  (gather: Gather): Gather =>
  async (onRead, signal, onFirst) =>
    joinedWith(intake, await gather(onRead, signal, onFirst));

/** Gathers pages, checks them, shows the report. What is under way ends; the report that is there stays until then. */
async function start(gather: Gather): Promise<void> {
  running?.abort();
  const run = new AbortController();
  running = run;
  const { signal } = run;
  clearProblem();
  document.body.classList.add('busy');
  const progress = new Progress(() => run.abort());
  let soFar: Session | undefined;
  const before = app;
  let reading: Intake = nothing;
  const preview = new Preview((found) => {
    if (running !== run || signal.aborted) return;
    soFar = sessionOf({ intake: reading, report: reportOf(found), partial: true, edits: [] });
    // The report that was there stays until the new one is.
    if (!before) showSession(soFar, run);
  });
  try {
    progress.say(doing.finding());
    const onRead: OnRead = (done, total) =>
      running === run && progress.say(total ? doing.opening(total) : doing.finding(), done, total);
    const given = await gather(onRead, signal, (first) => {
      reading = first;
      preview.look(checkOf(first, wishes));
    });
    signal.throwIfAborted();
    intake = reading = given;
    wishes = { ...wishes, corrections: among(wishes.corrections, new Set(given.pages.map(joined))) };
    if (given.pages.length + given.topologies.length === 0) {
      progress.end(remembered(given));
      return;
    }
    const report = await check(given, progress, signal, preview);
    if (running !== run) return;
    engineHolds = true;
    await breath();
    if (running !== run) return;
    // What was mended stays mended, also while the rest was still being read.
    const edits = shown === run || app?.session.intake === given ? [...(app?.session.edits ?? [])] : [];
    showReport(() => sessionOf({ intake: given, report, partial: false, edits }), run);
    progress.end();
    for (const [path] of edits) await app?.recheck(path);
    void remember();
  } catch (problem) {
    // A later run has taken over the page.
    if (running !== run) return;
    if (signal.aborted && soFar) {
      showSession(soFar, run);
      progress.end(t('cancelled.kept', { pages: count(soFar.results.report.summary.pages, 'page') }));
    } else {
      progress.end(signal.aborted ? t('cancelled.nothing') : '');
      if (!signal.aborted) explain(problem, gather);
    }
  } finally {
    preview.stop();
    if (running === run) {
      running = undefined;
      document.body.classList.remove('busy');
    }
  }
}

function sessionOf(found: Omit<Kept, 'wishes' | 'dismissals'>): Session {
  return new Session({ ...found, wishes, dismissals });
}

/** What is said of memories alone. */
function remembered({ memories }: Intake): string {
  const names = memories.map(({ name }) => name).join(', ');
  return names === '' ? '' : t('memory.remembered', { names });
}

async function check(given: Intake, progress: Progress, signal: AbortSignal, preview: Preview) {
  const asked = checkOf(given, wishes);
  const total = asked.pages.length;
  progress.say(doing.reading(total), 0, total);
  engineHolds = false;
  await breath();
  signal.throwIfAborted();
  if (asked.pages.length >= LEAST) preview.look(asked);
  return await engine.check(
    asked,
    {
      onRead: (read) => progress.say(doing.reading(total), read, total),
      onCompared: ({ done, total }) => {
        progress.say(doing.comparing(total), done, total);
        // All cores compare now, and there is something to look at; or the report is near, and needs the memory of those
        // that look ahead.
        if (preview.soFar.findings.length >= ENOUGH || done >= NEAR * total) preview.stop();
      },
    },
    signal,
  );
}

/** The report came, and could not be shown. */
class PageError extends Error {
  override readonly name = 'PageError';
}

function showReport(make: () => Session, run?: AbortController): void {
  try {
    const first = !app;
    showSession(make(), run);
    if (first) app?.focus();
  } catch (problem) {
    app?.dispose();
    app = undefined;
    byId('results').hidden = true;
    throw new PageError(problem instanceof Error ? problem.message : String(problem), { cause: problem });
  }
}

/** The run whose findings are shown. */
let shown: AbortController | undefined;

/** Shows a session: what is shown of the same run stays where it is. */
function showSession(session: Session, run?: AbortController): void {
  document.body.classList.add('checked');
  byId('start').replaceChildren();
  if (app && run !== undefined && shown === run) {
    app.session = session;
    app.refresh();
    return;
  }
  shown = run;
  // The same pages, checked in another way, are looked at from the same side.
  const tab = app?.session.intake === session.intake ? app.tab : undefined;
  app?.dispose();
  app = new App(session, {
    dismiss,
    recall: (finding) => {
      app?.session.dismissals.delete(finding.fingerprint);
      changed();
    },
    share: (finding) => void share(finding),
    changed: () => void remember(),
    wish,
    forget: () => start(async () => ({ ...session.intake, memories: [] })),
    problem: (problem) => explain(problem, async () => session.intake),
  });
  place(app);
  if (tab) app.show(tab);
}

/** What was dismissed or taken back is shown and kept. */
function changed(): void {
  dismissals = [...(app?.session.dismissals.values() ?? [])];
  app?.refresh();
  void remember();
}

function dismiss(finding: Finding): void {
  dismissDialog(finding.message, (reason) => {
    const { fingerprint, rule, path, message } = finding;
    app?.session.dismissals.set(fingerprint, { fingerprint, rule, path, message, reason });
    changed();
    app?.findings.focus();
  });
}

async function share(finding?: Finding): Promise<void> {
  const session = app?.session;
  if (!session) return;
  const link = finding ? await linkTo(finding, session) : await linkToAll(session);
  if (link === undefined) {
    say(t('share.too-large'));
    return;
  }
  try {
    await navigator.clipboard.writeText(link);
    say(t('share.copied'));
  } catch {
    // Without the right to copy, the link is shown to be copied by hand.
    const box = h('textarea', { rows: 6, readonly: true, 'aria-label': t('share.link') });
    box.value = link;
    openDialog(t('share.link'), 'share', box);
    box.select();
  }
}

/** How often the session changed. */
let changes = 0;

/** Keeps the session when there is time for it. */
async function remember(): Promise<void> {
  const session = app?.session;
  if (!session || session.partial) return;
  changes += 1;
  const change = changes;
  const isLast = () => change === changes && app?.session === session;
  document.body.dataset['kept'] = '';
  await new Promise((resolve) => setTimeout(resolve, 300));
  // A later change keeps this one with it.
  if (!isLast()) return;
  const done = await keep(session.kept);
  if (isLast()) document.body.dataset['kept'] = String(done);
}

function explain(problem: unknown, gather: Gather): void {
  const { name, message } = problem instanceof Error ? problem : new Error(String(problem));
  const given = intake;
  const again: WayOn = { label: t('problem.again'), go: () => start(given ? async () => given : gather) };
  if (problem instanceof IntakeError) {
    if (!app) intake = undefined;
    showProblem(t('problem.unopened'), message, t('problem.unopened-advice'), []);
  } else if (name === 'UsageError' && given?.memories.some((memory) => message.includes(memory.name))) {
    showProblem(t('problem.memory'), message, t('problem.memory-advice'), [
      { label: t('problem.memory-without'), go: () => start(async () => ({ ...given, memories: [] })) },
    ]);
  } else if (name === 'UsageError') {
    showProblem(t('problem.settings'), message, t('problem.settings-advice'), [
      {
        label: t('problem.settings-without'),
        go: () => {
          wishes = { ...noWishes, corrections: wishes.corrections };
          if (!given) return;
          const { config: _, ...rest } = given;
          start(async () => rest);
        },
      },
    ]);
  } else if (problem instanceof PageError) {
    showProblem(t('problem.unshown'), message, t('problem.unshown-advice'), [again]);
  } else if (name === 'EngineError') {
    showProblem(t('problem.engine'), message, t('problem.engine-advice'), [again]);
  } else {
    showProblem(t('problem.unstarted'), message, t('problem.unstarted-advice'), [
      again,
      { label: t('problem.reload'), go: () => location.reload() },
    ]);
  }
}

/** Reads files, and what was dismissed among them. */
function take(find: () => Promise<Found[]> | Found[]): void {
  start(
    joining(async (onRead, signal, onFirst) => {
      const found = await find();
      signal.throwIfAborted();
      const own = found.find(({ path }) => path === baseline || path.endsWith(`/${baseline}`));
      if (own) {
        const read = readBaseline(await (await own.read()).text());
        if (!read) throw new IntakeError(t('dismiss.unreadable', { name: joined(own) }));
        dismissals = read;
      }
      const others = found.filter((file) => file !== own);
      if (own && others.length === 0 && intake) return intake;
      return readFound(others, onRead, signal, onFirst);
    }),
  );
}

function takeFiles(input: HTMLInputElement): void {
  const files = [...(input.files ?? [])];
  // Choosing the same files again must count as a change.
  input.value = '';
  if (files.length > 0) take(() => picked(files));
}

function paste(): void {
  pasteDialog((source, translation, languages) =>
    start(async (_, signal) => pasted(source, translation, await told(source, translation, languages, signal))),
  );
}

/** The languages of two texts, as they were told, or as the engine finds them. */
async function told(
  source: string,
  translation: string,
  languages: [string, string],
  signal: AbortSignal,
): Promise<[string, string]> {
  if (languages.every((tag) => tag !== '')) return languages;
  const encoder = new TextEncoder();
  const finder = new Engine(true);
  try {
    // Pages of one path in folders that no name says the language of: it is read from the texts.
    const pages = [source, translation].map((text, index) => ({
      root: `text-${index}`,
      path: 'text.md',
      bytes: encoder.encode(text),
    }));
    const { summary } = await finder.check({ pages, options: {}, extras: [], seats: [] }, {}, signal);
    const found = (index: number) =>
      summary.sets.flatMap(({ documents }) => documents).find(({ path }) => path === `text-${index}/text.md`)?.locale;
    const [from = '', to = ''] = languages.map((tag, index) => tag || found(index) || '');
    if (from !== '' && to !== '' && from !== to) return [from, to];
  } finally {
    finder.end();
  }
  throw new IntakeError(t('paste.unknown'));
}

function settings(): void {
  settingsDialog(wishes, {
    onWishes: wish,
    onTongue: (tag) => {
      chooseTongue(tag);
      location.reload();
    },
    onWipe: () => void startOver(),
  });
}

/** Checks what was given in another way. */
function wish(next: Wishes): void {
  wishes = next;
  const given = intake;
  if (given) start(async () => given);
}

/** Forgets everything and shows the start. */
async function startOver(): Promise<void> {
  running?.abort();
  app?.dispose();
  app = undefined;
  intake = undefined;
  dismissals = [];
  wishes = noWishes;
  engine.end();
  clearProblem();
  byId('results').hidden = true;
  document.body.classList.remove('checked');
  history.replaceState(null, '', location.pathname + location.search);
  showStart();
  try {
    await wipe();
    say(t('wiped'));
  } catch {
    // Where storage is off, nothing was kept.
    say(t('wiped'));
  }
}

function takeAway(): void {
  const session = app?.session;
  if (!session) return;
  const render = async (format: Format) => {
    const { edits, dismissals } = session;
    // What was mended or dismissed since is not in the report that the engine holds.
    if (!engineHolds || edits.size + dismissals.size > 0) {
      const check = checkOf(session.intake, session.wishes, edits);
      const baseline = dismissals.size > 0 && { baseline: baselineFile(dismissals.values()) };
      await engine.check({ ...check, ...baseline }, {}, new AbortController().signal);
      engineHolds = edits.size + dismissals.size === 0;
    }
    return (await engine.render(format)) ?? '';
  };
  const dialog = openDialog(
    t('out.title'),
    'out',
    h(
      'ul',
      { class: 'downloads' },
      ...downloads(session, render).map(({ key, give }) =>
        h(
          'li',
          {},
          button(
            { id: `out-${key}` },
            () =>
              give().catch((problem: unknown) => {
                dialog.close();
                explain(problem, async () => session.intake);
              }),
            t(`out.${key}`),
          ),
          h('span', {}, t(`out.${key}-says`)),
        ),
      ),
      h(
        'li',
        {},
        button(
          { id: 'out-link' },
          () => {
            dialog.close();
            void share();
          },
          t('out.link'),
        ),
        h('span', {}, t('out.link-says')),
      ),
    ),
  );
}

function showStart(): void {
  byId('start').replaceChildren(
    startScreen({
      onFolder: () => byId('folder').click(),
      onFiles: () => byId('files').click(),
      onPaste: paste,
      onExample: () => start(joining((onRead, signal) => example(onRead, signal))),
      onSettings: settings,
    }),
  );
}

/** Keys that work wherever nothing is being written. */
function onKey(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  // Until the next frame the keyboard can still be in a dialog that has just been closed: no one writes there.
  const dialog = target.closest('dialog');
  const writing = dialog ? dialog.open : target.closest('input, textarea, select, .editor-box') !== null;
  if (event.key === 'Escape' && !dialog?.open) {
    if (target instanceof HTMLInputElement) {
      // Where the list is empty nothing takes the keyboard: it must not stay where keys are letters.
      target.blur();
      app?.findings.focus();
    } else if (!app?.closeEditor() && !app?.findings.back()) app?.leaveBeside();
    return;
  }
  if (writing || event.altKey || event.ctrlKey || event.metaKey) return;
  const finding = app?.tab === 'findings' ? app.findings.finding : undefined;
  const does: Record<string, (() => void) | undefined> = {
    '?': keysDialog,
    j: () => app?.findings.step(1),
    k: () => app?.findings.step(-1),
    n: () => app?.findings.nextError(),
    '/': () => {
      app?.show('findings');
      app?.findings.search();
    },
    e: finding && (() => app?.edit(finding.path, finding.range.start.offset, finding)),
    d: finding && (() => dismiss(finding)),
    s: finding && (() => app?.beside(finding.path, finding.locale)),
  };
  const tab = tabs[Number(event.key) - 1];
  const act = tab ? () => app?.show(tab) : does[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

/** The whole window takes drops: a file that misses the box must not replace the page. */
function takeDrops(): void {
  let depth = 0;
  const over = (is: boolean) => document.body.classList.toggle('dragging', is);
  window.addEventListener('dragenter', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    depth += 1;
    over(true);
  });
  window.addEventListener('dragleave', () => {
    depth = Math.max(0, depth - 1);
    if (depth === 0) over(false);
  });
  window.addEventListener('dragover', (event) => {
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
  });
  window.addEventListener('drop', (event) => {
    event.preventDefault();
    depth = 0;
    over(false);
    if (event.dataTransfer && event.dataTransfer.items.length > 0) take(dropped(event.dataTransfer));
  });
}

/** The buttons of the bar. */
function fillBar(): void {
  const buttons: [id: string, key: Parameters<typeof t>[0], act: () => void][] = [
    ['add-folder', 'bar.folder', () => byId('folder').click()],
    ['add-files', 'bar.files', () => byId('files').click()],
    ['bar-paste', 'bar.paste', paste],
    ['take-away', 'bar.out', takeAway],
  ];
  byId('bar-actions').replaceChildren(
    ...buttons.map(([id, key, act]) => button({ id, class: 'when-checked' }, act, t(key))),
    button({ id: 'start-over', class: 'when-checked', title: t('bar.new-says') }, () => void startOver(), t('bar.new')),
    button({ id: 'settings', title: t('settings.title'), 'aria-label': t('settings.title') }, settings, '⚙'),
    button({ id: 'theme', title: t('bar.theme'), 'aria-label': t('bar.theme') }, toggleTheme, '◐'),
    button(
      { id: 'keys', title: t('keys.title'), 'aria-label': t('keys.title'), 'aria-keyshortcuts': '?' },
      keysDialog,
      '?',
    ),
  );
  for (const inputId of ['folder', 'files']) {
    const input = byId<HTMLInputElement>(inputId);
    input.addEventListener('change', () => takeFiles(input));
  }
}

async function open(): Promise<void> {
  showTheme();
  await loadWords();
  byId('motto').textContent = t('motto');
  fillBar();
  takeDrops();
  document.addEventListener('keydown', onKey);
  byId('status').replaceChildren();
  document.body.classList.add('ready');
  try {
    const shared = await sharedCase();
    if (shared) {
      wishes = shared.wishes;
      await start(async () => shared.intake);
      return;
    }
  } catch (problem) {
    showProblem(t('share.unread'), (problem as Error).message, t('share.unread-advice'), []);
  }
  const last = await kept();
  if (last) {
    intake = last.intake;
    wishes = last.wishes;
    dismissals = last.dismissals;
    showReport(() => new Session(last));
    // The report was kept, the rules it speaks of were not; without them it can be read all the same.
    engine.start().then(
      () => app?.refresh(),
      () => {},
    );
  } else {
    showStart();
  }
}

if ('serviceWorker' in navigator) {
  // Offline is a comfort: where it cannot be had, the page works all the same.
  navigator.serviceWorker.register(new URL('./offline.js', document.baseURI)).catch(() => {});
}
void open();
