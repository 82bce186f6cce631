/** The pages of one document, in a checker that is kept: what is typed in one of them is compared at once. */
import { readFile } from 'node:fs/promises';
import type { AlignedSentence, AlignedSet } from '../aligned.js';
import type { Checker } from '../checker.js';
import { type PageFile, pageName } from '../command/files.js';
import { addRoots } from '../command/pages.js';
import { prepared } from '../command/prepare.js';
import type { FailOn, Finding, Position, Range, Report } from '../types.js';
import { type Site, stampOf } from './site.js';

/** A text that an editor holds, and the number of its state. */
export interface OpenText {
  text: string;
  version: number;
}

/** Sentences that answer each other, and the documents they stand in. */
export interface Answers {
  /** The sentence that was asked for. */
  sentence: AlignedSentence;
  /** Those of the reference, none where it is the reference's own. */
  source: Located[];
  /** Those of all other documents. */
  others: Located[];
}

export interface Located {
  path: string;
  locale: string;
  sentence: AlignedSentence;
}

/** A page is not there any more: what is one document has to be found out again. */
export class PageGone extends Error {
  override readonly name = 'PageGone';
}

export class OpenSet {
  readonly pages: readonly PageFile[];
  readonly #checker: Checker;
  /** What the checker was given of each page. */
  readonly #given = new Map<string, { state: string; text: string }>();
  #report: Report | undefined;
  #aligned: (AlignedSet | undefined)[] = [];

  private constructor(pages: readonly PageFile[], checker: Checker) {
    this.pages = pages;
    this.#checker = checker;
  }

  static async of(site: Site, pages: readonly PageFile[]): Promise<OpenSet> {
    const { checker } = await prepared(site.wanted, []);
    addRoots(checker, site.roots);
    return new OpenSet(pages, checker);
  }

  /** Checks the pages as they are: as they are open, else as they are on disk. */
  async check(openText: (page: PageFile) => OpenText | undefined): Promise<Report> {
    for (const page of this.pages) {
      const open = openText(page);
      const state = open === undefined ? await stampOf(page.file) : `open ${open.version}`;
      if (this.#given.get(pageName(page))?.state === state) continue;
      const bytes = open === undefined ? await read(page) : new TextEncoder().encode(open.text);
      this.#give(page, bytes, state);
    }
    if (this.#report === undefined) {
      this.#aligned = [];
      this.#report = this.#checker.check();
    }
    return this.#report;
  }

  #give(page: PageFile, bytes: Uint8Array, state: string): void {
    this.#report = undefined;
    this.#checker.add(page.path, bytes, { root: page.root });
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    this.#given.set(pageName(page), { state, text });
  }

  /** Finds out what a check would say if a page had another text; the page stays as it is. */
  tried(page: PageFile, text: string): Report {
    const before = this.#given.get(pageName(page));
    this.#give(page, new TextEncoder().encode(text), '');
    const report = this.#checker.check();
    if (before !== undefined) this.#give(page, new TextEncoder().encode(before.text), before.state);
    return report;
  }

  /** A page as it was checked. */
  text(path: string): string | undefined {
    return this.#given.get(path)?.text;
  }

  /** What answers the sentence at a place of a page, by the last check. */
  answers(path: string, place: Position): Answers | undefined {
    for (const set of this.#alignedSets(path)) {
      for (const { cells } of set.rows) {
        for (const [column, sentences] of cells.entries()) {
          if (set.documents[column]?.path !== path) continue;
          const at = sentences.findIndex(({ range }) => holds(range, place));
          const sentence = sentences[at];
          if (sentence === undefined) continue;
          const located = cells.map((cell, other) => {
            const document = set.documents[other];
            // Where as many sentences answer as ask, each answers its own.
            const chosen = cell.length === sentences.length ? cell.slice(at, at + 1) : cell;
            return document === undefined || other === column
              ? []
              : chosen.map((one) => ({ ...document, sentence: one }));
          });
          return { sentence, source: located[set.reference] ?? [], others: located.flat() };
        }
      }
    }
    return undefined;
  }

  *#alignedSets(path: string): Generator<AlignedSet> {
    for (const [index, { documents }] of (this.#report?.summary.sets ?? []).entries()) {
      if (!documents.some((document) => document.path === path)) continue;
      this.#aligned[index] ??= this.#checker.aligned(index);
      const aligned = this.#aligned[index];
      if (aligned !== undefined) yield aligned;
    }
  }

  /** From which severity on a check fails, where the configuration says. */
  get failOn(): FailOn | undefined {
    return this.#checker.failOn;
  }

  free(): void {
    this.#checker.free();
  }
}

async function read(page: PageFile): Promise<Uint8Array> {
  try {
    return await readFile(page.file);
  } catch (problem) {
    throw new PageGone(page.file, { cause: problem });
  }
}

/** Whether a place is in a range, its end included. */
export function holds({ start, end }: Range, place: Position): boolean {
  return start.offset <= place.offset && place.offset <= end.offset;
}

/** The findings at a place: those that underline it, else those of its sentence. */
export function findingsAt(findings: readonly Finding[], place: Position): Finding[] {
  const exact = findings.filter(({ range }) => holds(range, place));
  return exact.length > 0 ? exact : findings.filter(({ sentence }) => holds(sentence, place));
}
