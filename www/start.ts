/** What is shown before anything was given: how to give something, and a finding of the example, checked just now. */
import type { Report } from 'unisono';
import { button, h } from './dom.js';
import { Engine, rules } from './engine.js';
import { findingDetail } from './finding-detail.js';
import { example, type Intake } from './intake.js';
import { Results } from './results.js';
import { checkOf, noWishes } from './session.js';
import { t } from './words.js';

/** What can be done from here. */
export interface StartEvents {
  onFolder(): void;
  onFiles(): void;
  onPaste(): void;
  onExample(): void;
  onSettings(): void;
}

/** The start screen. */
export function startScreen(events: StartEvents): HTMLElement {
  const live = h(
    'section',
    { class: 'live', 'aria-label': t('live.title') },
    h('p', { class: 'hint' }, t('live.checking')),
  );
  void showLive(live, events.onExample);
  return h(
    'div',
    { class: 'start' },
    h(
      'section',
      { class: 'intake', 'aria-label': t('intake.title') },
      h('h2', { class: 'question' }, t('start.question')),
      h('p', { class: 'promise' }, t('start.promise')),
      h(
        'div',
        { id: 'drop', class: 'drop' },
        h(
          'p',
          { class: 'invitation' },
          h('strong', {}, t('start.drop')),
          ' ',
          h('span', { class: 'or' }, t('start.drop-or')),
        ),
        h(
          'p',
          { class: 'buttons' },
          button({ id: 'pick-folder', class: 'primary' }, events.onFolder, t('start.folder')),
          button({ id: 'pick-files' }, events.onFiles, t('start.files')),
          button({ id: 'paste' }, events.onPaste, t('start.paste')),
          button({ id: 'example' }, events.onExample, t('start.example')),
        ),
      ),
      h(
        'p',
        { class: 'privacy' },
        h('strong', {}, t('start.private')),
        ' ',
        t('start.private-why'),
        ' ',
        button({ class: 'quiet', id: 'start-settings' }, events.onSettings, t('start.settings')),
      ),
    ),
    live,
  );
}

/** The engine of the example: it stays for what is looked at closely. */
async function showLive(box: HTMLElement, onExample: () => void): Promise<void> {
  const engine = new Engine(true);
  try {
    const { signal } = new AbortController();
    // One page and its source: what is shown is there at once.
    const intake = await example(
      () => {},
      signal,
      (path) => /^(?:en|de)\/lync-server-2013\//.test(path),
    );
    const report = await engine.check(checkOf(intake, noWishes), {}, signal);
    box.replaceChildren(...liveFinding(report, intake, onExample));
  } catch {
    // Nothing was asked for: what is wrong is told when something is.
    box.replaceChildren(h('p', { class: 'hint' }, t('live.failed')));
  } finally {
    engine.end();
  }
}

function liveFinding(report: Report, intake: Intake, onExample: () => void): HTMLElement[] {
  const results = new Results(report, intake, new Map(), new Map());
  const errors = report.findings.filter(({ severity }) => severity === 'error');
  // A fact that anybody understands, whatever the language.
  const finding = errors.find(({ rule, related }) => rule === 'number-changed' && related.length > 0) ?? errors[0];
  if (!finding) return [h('p', { class: 'hint' }, t('live.failed'))];
  return [
    h(
      'p',
      { class: 'live-head' },
      h('span', { class: 'live-dot' }),
      t('live.says'),
      ' ',
      button({ class: 'quiet' }, onExample, t('live.all')),
    ),
    findingDetail(finding, results, rules),
  ];
}
