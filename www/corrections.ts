/** What people say of pages that were read as the wrong language or put into the wrong set: a correction a page. */
import type { SetSummary } from 'unisono';
import type { Results } from './results.js';

/** A document set: its `id`, and, as two may have the same, a page that it was first found with. */
export interface Home {
  id: string;
  key: string;
}

/** Where a page was found to belong before anything was said of it. */
export interface Place extends Home {
  locale: string;
  /** Whether the others of its set are compared with it. */
  source: boolean;
}

/** What is said of a page. */
export interface Correction {
  path: string;
  locale: string;
  /** The set it belongs to; without one that in which it was found. */
  home?: Home;
  /** Whether it is not to be checked at all. */
  out: boolean;
}

/** All that is said, and what was found of the sets that are concerned. */
export interface Corrections {
  said: Correction[];
  found: [path: string, place: Place][];
}

export const noCorrections: Corrections = { said: [], found: [] };

/** Where the engine is to put a page, whatever its path. */
export interface Seat {
  /** The `id` of its set. */
  id: string;
  locale: string;
  /** Whether it is the source of its set, for another reason than its language. */
  source: boolean;
}

/** What is said, with more of it; of a page that something was said of before, the new counts. */
export function withMore(before: Corrections, changes: readonly Correction[], results: Results): Corrections {
  const found = new Map(before.found);
  const known = new Set(before.said.map(({ path }) => path));
  for (const { path, home } of changes) {
    const { sets } = results.report.summary;
    const target = home && sets.find((set) => homeOf(set, before).key === home.key);
    for (const set of [results.setOf(path), target]) {
      if (!set) continue;
      const { key } = homeOf(set, before);
      for (const document of set.documents) {
        if (document.side === 'source' || found.has(document.path) || known.has(document.path)) continue;
        const source = set.reference === 'source' && document.locale === set.source;
        found.set(document.path, { id: set.id, key, locale: document.locale, source });
      }
    }
  }
  const said = new Map([...before.said, ...changes].map((one) => [one.path, one]));
  return needed([...said.values()], found);
}

/** What is said without what was said of a page. */
export function without({ said, found }: Corrections, path: string): Corrections {
  return needed(
    said.filter((one) => one.path !== path),
    new Map(found),
  );
}

/** What is said of the pages that are there. */
export function among({ said, found }: Corrections, paths: ReadonlySet<string>): Corrections {
  return needed(
    said.filter(({ path }) => paths.has(path)),
    new Map(found.filter(([path]) => paths.has(path))),
  );
}

/** The set of a report, by what was said and found of its pages. */
export function homeOf(set: SetSummary, { said, found }: Corrections): Home {
  const paths = new Set(set.documents.map(({ path }) => path));
  const byHand = said.find(({ path, home, out }) => !out && home !== undefined && paths.has(path))?.home;
  const place = byHand ?? found.find(([path, { id }]) => id === set.id && paths.has(path))?.[1];
  return { id: set.id, key: place?.key ?? set.documents[0]?.path ?? set.id };
}

/** Where pages are to be put, by their paths: those of which something was said, and all others of their sets. */
export function seatsOf(corrections: Corrections, source: string): Map<string, Seat> {
  const found = new Map(corrections.found);
  const touched = touchedBy(corrections.said, found);
  const seats = new Map<string, Place>();
  for (const [path, place] of found) if (touched.has(place.key)) seats.set(path, place);
  for (const { path, locale, home, out } of corrections.said) {
    const place = found.get(path);
    if (out) seats.delete(path);
    else seats.set(path, { ...homeBy(path, home, place), locale, source: place?.source === true && !home });
  }
  // Two sets of one id are two sets.
  const keys = new Map<string, string[]>();
  for (const { id, key } of seats.values()) {
    const own = keys.get(id) ?? [];
    if (!own.includes(key)) keys.set(id, [...own, key]);
  }
  const language = (tag: string) => tag.split('-')[0];
  return new Map(
    [...seats].map(([path, { id, key, locale, source: is }]) => {
      const number = keys.get(id)?.indexOf(key) ?? 0;
      // English ones and those that were asked for are known to be sources by their language.
      const byLanguage = language(locale) === 'en' || language(locale) === language(source);
      return [path, { id: number > 0 ? `${number + 1}/${id}` : id, locale, source: is && !byLanguage }];
    }),
  );
}

/** The pages that are left out. */
export function leftOutBy({ said }: Corrections): Set<string> {
  return new Set(said.filter(({ out }) => out).map(({ path }) => path));
}

/** The set that seems to have a page of another folder: one in which a page has the same path below its own. */
export function partnerOf(path: string, folder: string, results: Results): SetSummary | undefined {
  const tail = folder === '' ? path : path.slice(folder.length + 1);
  const same = results.report.summary.sets.filter((set) =>
    set.documents.some((document) => document.path !== path && `/${document.path}`.endsWith(`/${tail}`)),
  );
  return same.length === 1 ? same[0] : undefined;
}

function homeBy(path: string, home: Home | undefined, place: Place | undefined): Home {
  return home ?? (place ? { id: place.id, key: place.key } : { id: path, key: path });
}

function touchedBy(said: readonly Correction[], found: ReadonlyMap<string, Place>): Set<string> {
  return new Set(said.filter(({ out }) => !out).map(({ path, home }) => homeBy(path, home, found.get(path)).key));
}

/** What is said with no more of what was found than it needs. */
function needed(said: Correction[], found: Map<string, Place>): Corrections {
  const touched = touchedBy(said, found);
  const own = new Set(said.map(({ path }) => path));
  return { said, found: [...found].filter(([path, { key }]) => touched.has(key) || own.has(path)) };
}
