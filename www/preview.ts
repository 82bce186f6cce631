/**
 * What is found while all pages are still being read: sets that can be told by their paths are checked by workers of their
 * own, a few at a time. The report of all pages takes the place of it: only that knows what crosses pages.
 */
import type { Finding, Report, SetSummary } from 'unisono';
import type { PageInput } from 'unisono/worker';
import { type Check, Engine } from './engine.js';
import { joined } from './intake.js';

/** With fewer pages the report itself is there as soon. */
const LEAST = 40;
/** Pages of the first portion, and of those that follow. */
const FIRST = 8;
const PORTION = 40;

/** What is known so far. */
export interface SoFar {
  findings: Finding[];
  sets: SetSummary[];
  pages: number;
  sentences: number;
}

/** Checks portions of the pages until it is stopped. */
export class Preview {
  readonly soFar: SoFar = { findings: [], sets: [], pages: 0, sentences: 0 };
  readonly #stop = new AbortController();

  constructor(check: Check, onPart: (soFar: SoFar) => void) {
    const portions = portionsOf(check.pages);
    if (portions.length === 0) return;
    const cores = navigator.hardwareConcurrency || 2;
    const workers = Math.min(4, Math.max(1, cores - 1), portions.length);
    let next = 0;
    const work = async () => {
      const engine = new Engine(true);
      try {
        while (next < portions.length && !this.#stop.signal.aborted) {
          const pages = portions[next++] as PageInput[];
          const options = { ...check.options, learning: 'off' as const };
          this.#take(await engine.check({ ...check, pages, options }, {}, this.#stop.signal));
          onPart(this.soFar);
        }
      } catch {
        // What goes wrong here goes wrong in the check of all pages, too, and is told of there.
      } finally {
        engine.end();
      }
    };
    for (let worker = 0; worker < workers; worker += 1) void work();
  }

  stop(): void {
    this.#stop.abort();
  }

  #take({ findings, summary }: Report): void {
    this.soFar.findings.push(...findings);
    this.soFar.sets.push(...summary.sets);
    this.soFar.pages += summary.pages;
    this.soFar.sentences += summary.sentences;
  }
}

/** A report of what is known so far. */
export function reportOf({ findings, sets, pages, sentences }: SoFar): Report {
  const number = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  return {
    version: 1,
    summary: {
      pages,
      sentences,
      errors: number('error'),
      warnings: number('warning'),
      notes: number('note'),
      learned: [],
      sets: [...sets],
      unmatched: [],
    },
    findings: [...findings].sort((a, b) =>
      a.path < b.path ? -1 : a.path > b.path ? 1 : a.range.start.offset - b.range.start.offset,
    ),
    matrix: { versions: [], rows: [] },
  };
}

/** A part of a path that looks like a locale. */
const locale = /^[a-z]{2,3}(?:[-_][A-Za-z]{2,4}){0,2}$/;

/** Pages that seem to be one document in several languages, together. */
function portionsOf(pages: readonly PageInput[]): PageInput[][] {
  if (pages.length < LEAST) return [];
  const groups = new Map<string, PageInput[]>();
  for (const page of pages) {
    if (page.topology) continue;
    const key = joined(page)
      .split('/')
      .map((part, index, all) => {
        if (index < all.length - 1) return locale.test(part) ? '*' : part;
        return part
          .split('.')
          .map((piece, at, pieces) => (at > 0 && at < pieces.length - 1 && locale.test(piece) ? '*' : piece))
          .join('.');
      })
      .join('/');
    const group = groups.get(key);
    if (group) group.push(page);
    else groups.set(key, [page]);
  }
  const portions: PageInput[][] = [];
  let portion: PageInput[] = [];
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    portion.push(...group);
    if (portion.length < (portions.length === 0 ? FIRST : PORTION)) continue;
    portions.push(portion);
    portion = [];
  }
  if (portion.length > 0) portions.push(portion);
  return portions;
}
