/** Correcting by hand which language a page is in and which set it belongs to, and what was corrected so. */
import type { SetSummary } from 'unisono';
import { type Correction, homeOf, partnerOf } from './corrections.js';
import { localeList, openDialog } from './dialogs.js';
import { button, h, save, select } from './dom.js';
import { joined, settings as settingsName } from './given.js';
import { setName } from './results.js';
import type { Session } from './session.js';
import { linesFor } from './settings-lines.js';
import { copyButton } from './spot.js';
import { count, languageName, t } from './words.js';

/** The form of a locale: what the engine can take. */
const form = '[A-Za-z]{2,3}([\\-_][A-Za-z0-9]{2,8})*';

/** The folder of a path; empty where there is none. */
const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Asks what a page is; hears what is said of it, and of the others of its folder where that is wished. */
export function correctDialog(session: Session, path: string, onSay: (changes: Correction[]) => void): void {
  const { results, wishes } = session;
  const { corrections } = wishes;
  const { sets } = results.report.summary;
  const set = results.setOf(path);
  const before = corrections.said.find((one) => one.path === path);
  const locale = h('input', {
    id: 'correct-language',
    list: 'correct-locales',
    required: true,
    pattern: form,
    title: t('correct.language-form'),
    autocomplete: 'off',
    spellcheck: 'false',
    autocapitalize: 'off',
    value: set?.documents.find((one) => one.path === path && one.side !== 'source')?.locale.replace('und', '') ?? '',
  });
  const folder = folderOf(path);
  const partner = set ? undefined : partnerOf(path, folder, results);
  const others = sets.filter((one) => one !== set).sort((a, b) => (setName(a) < setName(b) ? -1 : 1));
  const label = (one: SetSummary) => `${setName(one)} · ${one.documents[0]?.path ?? one.id}`;
  const chosen = select(
    { id: 'correct-set' },
    [
      ['', set ? t('correct.stays', { set: setName(set) }) : t('set.none')],
      ...others.map((one) => [String(sets.indexOf(one)), label(one)] as const),
    ],
    partner ? String(sets.indexOf(partner)) : '',
    () => {},
  );
  const out = new Set(corrections.said.filter((one) => one.out).map((one) => one.path));
  const neighbours = session.intake.pages
    .map(joined)
    .filter((one) => one !== path && folder !== '' && one.startsWith(`${folder}/`) && !out.has(one));
  const all = h('input', { type: 'checkbox', id: 'correct-all' });
  /** The set of another page of the folder: that it is in, or one that has a page of its name. */
  const homeOfOther = (other: string) => {
    const known = corrections.said.find((one) => one.path === other)?.home;
    if (known || results.setOf(other)) return known;
    const partner = partnerOf(other, folder, results);
    return partner && homeOf(partner, corrections);
  };
  const tell = (leaveOut: boolean) => {
    const target = chosen.value === '' ? undefined : sets[Number(chosen.value)];
    const home = target ? homeOf(target, corrections) : before?.home;
    const change = (path: string, home: Correction['home']): Correction => ({
      path,
      locale: locale.value.trim().replaceAll('_', '-'),
      ...(home && { home }),
      out: leaveOut,
    });
    dialog.close();
    onSay([change(path, home), ...(all.checked ? neighbours : []).map((other) => change(other, homeOfOther(other)))]);
  };
  const form_ = h(
    'form',
    { method: 'dialog' },
    h('p', { class: 'path-line' }, h('code', {}, path)),
    h('p', { class: 'field' }, h('label', { for: 'correct-language' }, t('correct.language')), locale),
    localeList(
      'correct-locales',
      sets.flatMap(({ documents }) => documents.map((document) => document.locale)),
    ),
    h('p', { class: 'field' }, h('label', { for: 'correct-set' }, t('correct.set')), chosen),
    neighbours.length > 0 &&
      h(
        'p',
        { class: 'check-line' },
        all,
        h('label', { for: 'correct-all' }, count(neighbours.length, 'correct.all', { folder })),
      ),
    h(
      'p',
      { class: 'buttons apart' },
      button({ id: 'correct-out' }, () => tell(true), t('correct.out')),
      h('button', { type: 'submit', class: 'primary', id: 'correct-apply' }, t('correct.apply')),
    ),
    h('p', { class: 'aside' }, t('correct.kept')),
  );
  form_.addEventListener('submit', () => tell(false));
  const dialog = openDialog(t('correct.title'), 'correct', form_);
  locale.select();
}

/** What hears that something is taken back. */
export interface CorrectedEvents {
  recall(path: string): void;
  recallAll(): void;
}

/** What was corrected by hand, each with a way back; undefined where nothing was. */
export function correctedList(session: Session, events: CorrectedEvents): HTMLElement | undefined {
  const { said } = session.wishes.corrections;
  if (said.length === 0) return undefined;
  const { results } = session;
  const says = ({ path, locale, home, out }: Correction) => {
    if (out) return t('correct.is-out');
    const set = home && results.setOf(path);
    const language = languageName(locale);
    return set ? t('correct.is-in', { language, set: setName(set) }) : t('correct.is', { language });
  };
  return h(
    'details',
    { class: 'corrected', open: said.length <= 8 },
    h('summary', {}, count(said.length, 'correct.count')),
    h(
      'ul',
      {},
      ...said.map((one) =>
        h(
          'li',
          {},
          h('code', {}, one.path),
          h('span', {}, says(one)),
          button(
            { class: 'quiet', 'aria-label': t('correct.recall-what', { path: one.path }) },
            () => events.recall(one.path),
            t('correct.recall'),
          ),
        ),
      ),
    ),
    h(
      'p',
      { class: 'buttons' },
      button({ id: 'corrected-lines' }, () => linesDialog(session), t('correct.lines')),
      said.length > 1 && button({ id: 'recall-all' }, events.recallAll, t('correct.recall-all')),
    ),
  );
}

/** What was corrected as lines of a settings file, to be taken along. */
function linesDialog(session: Session): void {
  const lines = linesFor(session);
  const box = h('textarea', { rows: 12, readonly: true, spellcheck: 'false', lang: 'en', 'aria-label': settingsName });
  box.value = lines;
  openDialog(
    t('correct.lines'),
    'lines',
    h(
      'div',
      {},
      h('p', {}, t('correct.lines-says', { name: settingsName })),
      box,
      h(
        'p',
        { class: 'buttons' },
        copyButton(lines, t('editor.copy')),
        button({ id: 'lines-download' }, () => save(settingsName, 'text/yaml', lines), t('editor.download')),
      ),
    ),
  );
}
