/** Dialogs: pasting, dismissing, the keys, the settings. */
import type { Severity } from 'unisono';
import { button, type Child, h, select } from './dom.js';
import { rules } from './engine.js';
import type { Wishes } from './session.js';
import { type Key, t, tongue, tongues } from './words.js';

/** Shows a dialog; it is gone when it is closed. */
export function openDialog(title: string, kind: string, ...children: readonly Child[]): HTMLDialogElement {
  const dialog = h(
    'dialog',
    { class: `dialog ${kind}`, 'aria-labelledby': 'dialog-title' },
    h(
      'header',
      {},
      h('h2', { id: 'dialog-title' }, title),
      button({ class: 'close', 'aria-label': t('close'), title: t('close') }, () => dialog.close(), '×'),
    ),
    ...children,
  );
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** The languages that are offered wherever one is asked for. */
const usual = [
  'en',
  'en-US',
  'de',
  'fr',
  'es',
  'it',
  'pt-BR',
  'ja',
  'ko',
  'zh-CN',
  'zh-TW',
  'ru',
  'ar',
  'nl',
  'pl',
  'tr',
];

/** The languages to choose from: those that are there first. */
export function localeList(id: string, there: readonly string[] = []): HTMLElement {
  const all = new Set([...there.filter((locale) => locale !== '' && locale !== 'und'), ...usual]);
  return h('datalist', { id }, ...[...all].map((value) => h('option', { value })));
}

/** Called with the two texts and their languages; an empty language is to be found. */
export type OnPaste = (source: string, translation: string, languages: [string, string]) => void;

/** Two boxes for texts. */
export function pasteDialog(onPaste: OnPaste): void {
  const box = (id: string, label: string) => {
    const text = h('textarea', { id, rows: 10, spellcheck: 'false', dir: 'auto' });
    const locale = h('input', {
      id: `${id}-language`,
      list: 'paste-locales',
      placeholder: t('paste.found'),
      autocomplete: 'off',
      spellcheck: 'false',
    });
    const element = h(
      'div',
      { class: 'paste-box' },
      h('label', { for: id }, label),
      text,
      h('p', { class: 'field' }, h('label', { for: `${id}-language` }, t('paste.language')), locale),
    );
    return { element, text, locale };
  };
  const source = box('paste-source', t('paste.source'));
  const translation = box('paste-translation', t('paste.translation'));
  const go = button(
    { class: 'primary', id: 'paste-check', disabled: true },
    () => {
      dialog.close();
      onPaste(source.text.value, translation.text.value, [source.locale.value.trim(), translation.locale.value.trim()]);
    },
    t('paste.check'),
  );
  const enable = () => {
    go.disabled = source.text.value.trim() === '' || translation.text.value.trim() === '';
  };
  source.text.addEventListener('input', enable);
  translation.text.addEventListener('input', enable);
  const dialog = openDialog(
    t('paste.title'),
    'paste',
    h('div', { class: 'paste-boxes' }, source.element, translation.element),
    localeList('paste-locales'),
    h('p', { class: 'buttons' }, go),
  );
  source.text.focus();
}

/** Asks why something is dismissed. */
export function dismissDialog(message: string, onDismiss: (reason: string) => void): void {
  const reason = h('textarea', { id: 'reason', rows: 3, required: true });
  const form = h(
    'form',
    { method: 'dialog' },
    h('p', { class: 'quoted', lang: 'en' }, message),
    h('label', { for: 'reason' }, t('dismiss.reason')),
    reason,
    h(
      'p',
      { class: 'buttons' },
      ...(['intended', 'wrong', 'later'] as const).map((key) =>
        button(
          { class: 'chip' },
          () => {
            reason.value = t(`dismiss.${key}`);
            reason.focus();
          },
          t(`dismiss.${key}`),
        ),
      ),
      h('button', { type: 'submit', class: 'primary' }, t('action.dismiss')),
    ),
    h('p', { class: 'aside' }, t('dismiss.kept')),
  );
  form.addEventListener('submit', () => onDismiss(reason.value.trim()));
  openDialog(t('dismiss.title'), 'dismiss', form);
  reason.focus();
}

/** The keys, and what they do. */
export const keys: readonly (readonly [key: string, does: Key])[] = [
  ['j', 'key.next'],
  ['k', 'key.previous'],
  ['n', 'key.next-error'],
  ['e', 'key.edit'],
  ['d', 'key.dismiss'],
  ['s', 'key.beside'],
  ['/', 'key.search'],
  ['1 2 3 4', 'key.tabs'],
  ['Esc', 'key.back'],
  ['?', 'key.keys'],
];

/** A list of the keys. */
export function keysDialog(): void {
  openDialog(
    t('keys.title'),
    'keys',
    h(
      'dl',
      { class: 'key-list' },
      ...keys.flatMap(([key, does]) => [
        h('dt', {}, ...key.split(' ').flatMap((one, at) => [at > 0 && ' ', h('kbd', {}, one)])),
        h('dd', {}, t(does)),
      ]),
    ),
  );
}

/** What the settings dialog can do besides changing wishes. */
export interface SettingsEvents {
  onWishes(wishes: Wishes): void;
  onTongue(tag: string): void;
  onWipe(): void;
}

/** Source language, templates, rules and the page's own language. */
export function settingsDialog(wishes: Wishes, events: SettingsEvents): void {
  const source = h('input', {
    id: 'source',
    list: 'locales',
    value: wishes.source,
    placeholder: t('settings.found'),
    autocomplete: 'off',
    spellcheck: 'false',
    autocapitalize: 'off',
  });
  const templates = h('textarea', { id: 'templates', rows: 2, spellcheck: 'false', placeholder: 'docs/{locale}/**' });
  templates.value = wishes.templates.join('\n');
  const confidence = h('input', { id: 'confidence', type: 'number', min: 0, max: 100, value: wishes.minConfidence });
  const chosen = new Map(Object.entries(wishes.rules));
  const levels: readonly (readonly [string, string])[] = [
    ['', t('settings.usual')],
    ['error', t('severity.error')],
    ['warning', t('severity.warning')],
    ['note', t('severity.note')],
    ['off', t('settings.off')],
  ];
  const rule = (name: string, summary: string) =>
    h(
      'li',
      {},
      h('label', { for: `rule-${name}` }, h('code', {}, name), ' ', h('span', { lang: 'en' }, summary)),
      select({ id: `rule-${name}` }, levels, chosen.get(name) ?? '', (value) => {
        if (value === '') chosen.delete(name);
        else chosen.set(name, value as Severity | 'off');
      }),
    );
  const apply = h('button', { type: 'submit', class: 'primary', id: 'settings-apply' }, t('settings.apply'));
  const form = h(
    'form',
    { method: 'dialog' },
    h('p', { class: 'field' }, h('label', { for: 'source' }, t('settings.source')), source, localeList('locales')),
    h(
      'p',
      { class: 'field tall' },
      h('label', { for: 'templates' }, t('settings.templates')),
      templates,
      h('small', {}, t('settings.templates-help')),
    ),
    h('p', { class: 'field' }, h('label', { for: 'confidence' }, t('settings.confidence')), confidence),
    rules.size > 0 &&
      h(
        'details',
        { class: 'rule-switches' },
        h('summary', {}, t('settings.rules')),
        h('ul', {}, ...[...rules.values()].map(({ name, summary }) => rule(name, summary))),
      ),
    h('p', { class: 'buttons' }, apply),
    h('hr'),
    h(
      'p',
      { class: 'field' },
      h('label', { for: 'tongue' }, t('settings.tongue')),
      select({ id: 'tongue' }, Object.entries(tongues), tongue(), events.onTongue),
    ),
    h(
      'p',
      { class: 'field' },
      h('span', {}, t('settings.kept')),
      button(
        { class: 'danger', id: 'wipe' },
        () => {
          dialog.close();
          events.onWipe();
        },
        t('settings.wipe'),
      ),
    ),
  );
  form.addEventListener('submit', () =>
    events.onWishes({
      corrections: wishes.corrections,
      source: source.value.trim(),
      templates: templates.value
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
      rules: Object.fromEntries(chosen) as Wishes['rules'],
      minConfidence: Math.min(100, Math.max(0, Math.round(Number(confidence.value) || 0))),
    }),
  );
  const dialog = openDialog(t('settings.title'), 'settings', form);
  source.focus();
}
