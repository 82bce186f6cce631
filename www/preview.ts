/**
 * What is found while all pages are still being read: sets that can be told by their paths are checked by workers of their
 * own, a few at a time. The report of all pages takes the place of it: only that knows what crosses pages.
 */
import type { Finding, Report, SetSummary } from 'unisono';
import type { PageInput } from 'unisono/worker';
import { breath } from './dom.js';
import { type Check, Engine } from './engine.js';
import { joined } from './given.js';
import { portionsOf } from './groups.js';
import { FIRST } from './intake.js';

/** Pages of a portion that is not the first. */
const PORTION = 40;
/** Milliseconds between two times that something is told: in between it is gathered. */
const PAUSE = 250;

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
  readonly #onPart: (soFar: SoFar) => void;
  /** Pages that are looked at already. */
  readonly #seen = new Set<string>();
  #last = 0;

  constructor(onPart: (soFar: SoFar) => void) {
    this.#onPart = onPart;
  }

  /** Checks pages in portions, those that were not looked at before. */
  look(check: Check): void {
    const fresh = check.pages.filter((page) => !page.topology && !this.#seen.has(joined(page)));
    const portions = portionsOf(fresh, joined, FIRST, PORTION);
    for (const page of portions.flat()) this.#seen.add(joined(page));
    const cores = navigator.hardwareConcurrency || 2;
    const workers = Math.min(4, Math.max(1, cores - 1), portions.length);
    for (let worker = 0; worker < workers; worker += 1) void this.#work(check, portions);
  }

  stop(): void {
    this.#stop.abort();
  }

  async #work(check: Check, portions: PageInput[][]): Promise<void> {
    const engine = new Engine(true);
    try {
      for (let pages = portions.shift(); pages && !this.#stop.signal.aborted; pages = portions.shift()) {
        const options = { ...check.options, learning: 'off' as const };
        this.#take(await engine.check({ ...check, pages, options }, {}, this.#stop.signal));
        const now = performance.now();
        if (now - this.#last < PAUSE && portions.length > 0) continue;
        this.#last = now;
        // Showing it is a task of its own.
        await breath();
        this.#onPart(this.soFar);
      }
    } catch {
      // What goes wrong here goes wrong in the check of all pages, too, and is told of there.
    } finally {
      engine.end();
    }
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
