/**
 * `--format jsonl`: what was found is printed as soon as its set is compared, and at last what the whole run makes of it.
 * `docs/json.md` says how the lines are read. The engine writes them; here they are compared.
 */
import type { Output } from './output.js';

/** What of a line counts here. */
interface Line {
  kind: 'finding' | 'folded' | 'dismissed' | 'summary';
  rule: string;
  path: string;
  locale: string;
  range: { start: { offset: number }; end: { offset: number } };
  fingerprint: string;
}

/** Lines that are printed while a run is under way. */
export class Stream {
  readonly #output: Output;
  /** The lines of the findings that were told, by their fingerprints. */
  readonly #told = new Map<string, string>();
  #written: Promise<void> = Promise.resolve();

  constructor(output: Output) {
    this.#output = output;
  }

  /** Prints what was found in a set. */
  tell(lines: string): void {
    for (const line of linesOf(lines)) this.#told.set(parsed(line).fingerprint, line);
    this.#written = this.#written.then(() => this.#output.write(lines));
    // Whoever waits for the rest hears of it.
    this.#written.catch(() => {});
  }

  /** Prints what the whole report says otherwise than what was told; `report` is all of it, as lines. */
  async end(report: string): Promise<void> {
    await this.#written;
    await this.#output.write(rest(this.#told, report));
  }
}

/**
 * The lines that lead from what was told to a report: findings that are new or others now, what is folded, what is set
 * aside, what is withdrawn, and the summary.
 */
export function rest(told: ReadonlyMap<string, string>, report: string): string {
  const left = new Map(told);
  const out: string[] = [];
  let summary = '';
  const folded: [Line, string][] = [];
  const dismissed: string[] = [];
  for (const line of linesOf(report)) {
    const own = parsed(line);
    if (own.kind === 'summary') summary = line;
    else if (own.kind === 'folded') folded.push([own, line]);
    else {
      if (own.kind === 'dismissed') dismissed.push(line);
      else if (left.get(own.fingerprint) !== line) out.push(line);
      left.delete(own.fingerprint);
    }
  }
  const places = new Map<string, string[]>();
  for (const [fingerprint, line] of left) {
    const place = placeOf(parsed(line));
    places.set(place, [...(places.get(place) ?? []), fingerprint]);
  }
  for (const [own, line] of folded) {
    const fingerprint = places.get(placeOf(own))?.shift();
    if (fingerprint === undefined) {
      out.push(line);
      continue;
    }
    left.delete(fingerprint);
    const { kind, ...others } = JSON.parse(line);
    out.push(JSON.stringify({ kind, fingerprint, ...others }));
  }
  out.push(...dismissed);
  for (const fingerprint of left.keys()) out.push(JSON.stringify({ kind: 'withdrawn', fingerprint }));
  return `${[...out, summary].join('\n')}\n`;
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

const parsed = (line: string): Line => JSON.parse(line) as Line;

/** A folded finding has no fingerprint in the report: it is the one that was told of the same place. */
function placeOf({ rule, path, locale, range: { start, end } }: Line): string {
  return [rule, path, locale, start.offset, end.offset].join('\0');
}
