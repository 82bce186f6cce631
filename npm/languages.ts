import { guarded, init } from './engine.js';
import type { Language } from './types.js';
import * as raw from './unisono.js';

/** What is known of each language, ordered by tag; with a locale, only the language that serves it, where there is one. */
export async function languages(locale?: string): Promise<Language[]> {
  await init();
  return guarded(() => raw.languages(locale) as Language[]);
}

/**
 * What is known of all languages, a line each, as text for people; with a locale, all that is known of the language
 * that serves it, or undefined where nothing is.
 */
export async function describeLanguages(locale?: string): Promise<string | undefined> {
  await init();
  return guarded(() => raw.describeLanguages(locale));
}
