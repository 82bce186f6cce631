/** The page's own words: a file for each language below `words/`; English is built in and stands in for what another lacks. */
import { prefer, preference } from './preferences.js';
import english from './words/en.json';

/** A text of the page. */
export type Key = keyof typeof english;

/** Texts that depend on a number: `page#one`, `page#other`. */
type Counted<K> = K extends `${infer Name}#other` ? Name : never;
export type CountKey = Counted<Key>;

/** The languages of the page, each in its own words. */
export const tongues: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'Deutsch',
  ja: '日本語',
  pt: 'Português',
  ru: 'Русский',
  zh: '中文',
};

const CHOICE = 'language';

let words: Partial<Record<string, string>> = english;
let current = 'en';
let plurals = new Intl.PluralRules('en');
let numbers = new Intl.NumberFormat('en');
let names = new Intl.DisplayNames(['en'], { type: 'language' });

/** The language of the page's words. */
export function tongue(): string {
  return current;
}

/** Loads the words of the language that was chosen, else of one the browser asks for. Must be awaited before anything is shown. */
export async function loadWords(): Promise<void> {
  const wishes = [preference(CHOICE), ...navigator.languages.map((tag) => tag.split('-')[0] ?? '')];
  const chosen = wishes.find((tag) => tag !== undefined && tag in tongues) ?? 'en';
  if (chosen !== 'en') {
    const response = await fetch(new URL(`./words/${chosen}.json`, document.baseURI)).catch(() => undefined);
    // Without its file the page speaks English.
    if (!response?.ok) return;
    words = await response.json();
  }
  current = chosen;
  plurals = new Intl.PluralRules(chosen);
  numbers = new Intl.NumberFormat(chosen);
  names = new Intl.DisplayNames([chosen, 'en'], { type: 'language' });
  document.documentElement.lang = chosen;
}

/** Chooses a language for the next time the page is loaded. */
export function chooseTongue(tag: string): void {
  prefer(CHOICE, tag);
}

/** A text, its `{places}` filled. */
export function t(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
  return filled(words[key] ?? english[key], values);
}

/** A text that depends on a number: `3 pages`. */
export function count(value: number, key: CountKey, values: Readonly<Record<string, string | number>> = {}): string {
  const own = words[`${key}#${plurals.select(value)}`] ?? words[`${key}#other`];
  return filled(own ?? english[`${key}#other` as Key], { ...values, n: number(value) });
}

function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

/** `1,204`. */
export function number(value: number): string {
  return numbers.format(value);
}

/** `German · de`. */
export function languageName(locale: string): string {
  if (locale === '') return t('language.unknown');
  try {
    const name = names.of(locale);
    return name && name !== locale ? `${name} · ${locale}` : locale;
  } catch {
    return locale;
  }
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  return new Intl.ListFormat(current, { type: 'conjunction' }).format(parts);
}
