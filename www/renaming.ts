/**
 * Pages that were placed by hand are given to the engine under other names, by which it cannot but put them where they
 * belong: a folder for each language, and below it the `id` of their set. What it says is said of the real names again.
 */
import type { AlignedSet, Checker, Format, Report } from 'unisono';
import type { PageInput } from 'unisono/worker';
import type { Seat } from './corrections.js';
import { joined } from './given.js';

/** What the folders of the engine begin with. */
const MARK = 'unisono-corrected';

/** How the name of a page is written in each format. */
const written: Partial<Record<Format, (text: string) => string>> = {
  json: inJson,
  sarif: address,
  html: markup,
  'matrix-html': markup,
  xliff: markup,
  markdown,
};

/** The names of a run, and how the engine knows them. */
export class Renaming {
  readonly #seats: ReadonlyMap<string, Seat>;
  readonly #real = new Map<string, string>();
  #places: number[] | undefined;

  constructor(seats: readonly (readonly [path: string, seat: Seat])[]) {
    this.#seats = new Map(seats);
  }

  /** Under what name the engine is given a page; undefined for its own. */
  take(engine: Checker, page: PageInput): { root: string; path: string } | undefined {
    const seat = this.#seats.get(joined(page));
    if (!seat) return undefined;
    const name = seat.source ? MARK : `${MARK}-${seat.locale}`;
    // Two pages of one language in one set.
    let root = name;
    for (let again = 2; this.#real.has(`${root}/${seat.id}`); again += 1) root = `${name}-${again}`;
    engine.addRoot(root, seat.source ? undefined : seat.locale);
    this.#real.set(`${root}/${seat.id}`, joined(page));
    return { root, path: seat.id };
  }

  /** The report, of pages by their real names. */
  report(report: Report): Report {
    if (this.#real.size === 0) return report;
    const named = this.#named(report, (name) => name) as Report;
    const order = [...named.findings.keys()].sort((a, b) => {
      const [x, y] = [named.findings[a]?.path ?? '', named.findings[b]?.path ?? ''];
      return x < y ? -1 : x > y ? 1 : a - b;
    });
    this.#places = new Array(order.length);
    for (const [to, from] of order.entries()) this.#places[from] = to;
    const { advice } = named.summary;
    return {
      ...named,
      findings: order.flatMap((at) => named.findings[at] ?? []),
      summary: {
        ...named.summary,
        // What it says of folders that nobody has given.
        ...(advice && { advice: advice.filter((line) => !line.includes(MARK)) }),
      },
    };
  }

  /** A set as rows, of pages by their real names. */
  aligned(set: AlignedSet | undefined): AlignedSet | undefined {
    if (!set || this.#real.size === 0) return set;
    const { documents, rows } = set;
    return {
      ...set,
      documents: documents.map((document) => ({ ...document, path: this.#real.get(document.path) ?? document.path })),
      rows: rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell) =>
          cell.map((sentence) => ({
            ...sentence,
            findings: sentence.findings.map((place) => ({
              ...place,
              finding: this.#places?.[place.finding] ?? place.finding,
            })),
          })),
        ),
      })),
    };
  }

  /** A file of the report, of pages by their real names. */
  rendered(text: string, format: Format): string {
    if (this.#real.size === 0) return text;
    return this.#named(text, written[format] ?? ((name) => name), format === 'csv' ? inCell : undefined) as string;
  }

  /** The same with the real names in all its texts; `as` says how names are written there. */
  #named(value: unknown, as: (name: string) => string, fit = (name: string, _around: string) => name): unknown {
    const names = [...this.#real.keys()].sort((a, b) => b.length - a.length);
    const real = new Map(names.map((name) => [as(name), as(this.#real.get(name) ?? name)]));
    const any = new RegExp(
      `(^|.)(${[...real.keys()].map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')})(?=(.|$))`,
      'gm',
    );
    const walk = (value: unknown): unknown => {
      if (typeof value === 'string') {
        if (!value.includes(MARK)) return value;
        return value.replace(any, (_, before: string, name: string, after: string) => {
          return before + fit(real.get(name) ?? name, before + after);
        });
      }
      if (Array.isArray(value)) return value.map(walk);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]));
    };
    return walk(value);
  }
}

/** A name in a table: in quotes where it is a whole cell and needs them. */
function inCell(name: string, around: string): string {
  const doubled = name.replaceAll('"', '""');
  return /^,?[,\r]?$/.test(around) && /[",]/.test(name) ? `"${doubled}"` : doubled;
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function address(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => {
    const char = String.fromCharCode(byte);
    return /[\w/.~-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return bytes.join('');
}

function markup(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (char) => names[char] ?? char);
}

function markdown(text: string): string {
  return text
    .replace(/[\\`*_[\]|~#!>@]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}
