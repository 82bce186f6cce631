/**
 * The words of languages, loaded once for all workers. An engine would fetch each when it meets the language, in the middle
 * of its work: one after the other, in every worker anew, and torn off where the worker is ended.
 */
import type { PageInput } from 'unisono/worker';

/** The tags of all languages; the build says which there are. */
declare const LANGUAGES: readonly string[];

const loaded = new Map<string, string>();

/** The words of the languages that the paths of pages name, and of English, by their tags. */
export async function languagesOf(pages: readonly PageInput[]): Promise<ReadonlyMap<string, string>> {
  const named = new Set(['en']);
  for (const { path, root = '' } of pages) {
    for (const part of `${root}/${path}`.toLowerCase().split(/[/._-]/)) named.add(part);
  }
  const tags = LANGUAGES.filter((tag) => named.has(tag.split('-')[0] ?? tag));
  await Promise.all(tags.filter((tag) => !loaded.has(tag)).map(load));
  return new Map([...loaded].filter(([tag]) => tags.includes(tag)));
}

async function load(tag: string): Promise<void> {
  // What cannot be had now an engine asks for once more when it needs it, and that is told.
  const answer = await fetch(new URL(`./languages/${tag}.txt`, import.meta.url)).catch(() => undefined);
  if (answer?.ok) loaded.set(tag, await answer.text());
}
