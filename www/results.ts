/** A report, ordered for looking at: what its findings belong to, which of them a filter leaves. */
import type { DocumentSummary, Finding, Report, SetSummary, Severity } from 'unisono';
import { type Intake, joined } from './intake.js';
import { Texts } from './texts.js';

/** The severities, gravest first. */
export const severities: readonly Severity[] = ['error', 'warning', 'note'];

/** What findings are shown; an empty member leaves all. */
export interface Filter {
  severities: ReadonlySet<Severity>;
  rule: string;
  locale: string;
  /** The `id` of a set; `unmatched` for pages in none. */
  set: string;
  text: string;
}

/** The filter that leaves everything. */
export const everything: Filter = { severities: new Set(), rule: '', locale: '', set: '', text: '' };

/** What {@link Filter.set} says of pages in no set. */
export const unmatched = '(unmatched)';

/** A line of the list: a page, or a finding in it. */
export type Row =
  | { kind: 'page'; path: string; locale: string; findings: number }
  | { kind: 'finding'; finding: Finding; position: number };

/** A value a filter can have, and how many findings it leaves. */
export interface Facet {
  value: string;
  label: string;
  findings: number;
}

/** A report with the pages it is about. */
export class Results {
  readonly report: Report;
  readonly texts: Texts;
  readonly #sets = new Map<string, SetSummary>();
  readonly #sides = new Map<string, DocumentSummary['side']>();
  readonly #topologies: ReadonlySet<string>;
  #gravest: Map<string, Severity> | undefined;
  #haystacks: string[] | undefined;

  constructor(report: Report, intake: Intake) {
    this.report = report;
    this.texts = new Texts([...intake.pages, ...intake.topologies]);
    this.#topologies = new Set(intake.topologies.map(joined));
    for (const set of report.summary.sets) {
      for (const { path, locale, side } of set.documents) {
        this.#sets.set(path, set);
        this.#sides.set(document(path, locale), side);
      }
    }
  }

  /** The set a page is in. */
  setOf(path: string): SetSummary | undefined {
    return this.#sets.get(path);
  }

  /** The form of a file that was given as a topology. */
  topologyKind(path: string): string | undefined {
    if (!this.#topologies.has(path)) return undefined;
    return this.report.topology?.sources.find((source) => source.path === path)?.kind ?? 'Topology';
  }

  /** Which half of its page a document is. */
  sideOf(path: string, locale: string): DocumentSummary['side'] {
    return this.#sides.get(document(path, locale)) ?? 'whole';
  }

  /** The gravest severity among the findings of a document. */
  gravest(path: string, locale: string): Severity | undefined {
    if (!this.#gravest) {
      this.#gravest = new Map();
      for (const { path, locale, severity } of this.report.findings) {
        const key = document(path, locale);
        const known = this.#gravest.get(key);
        if (!known || severities.indexOf(severity) < severities.indexOf(known)) this.#gravest.set(key, severity);
      }
    }
    return this.#gravest.get(document(path, locale));
  }

  /** The findings a filter leaves, in the order of the report. */
  filtered(filter: Filter): Finding[] {
    const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
    const haystacks = words.length > 0 ? (this.#haystacks ??= this.report.findings.map((f) => this.#words(f))) : [];
    return this.report.findings.filter(
      (finding, index) =>
        (filter.severities.size === 0 || filter.severities.has(finding.severity)) &&
        (filter.rule === '' || finding.rule === filter.rule) &&
        (filter.locale === '' || finding.locale === filter.locale) &&
        (filter.set === '' || this.#setId(finding) === filter.set) &&
        words.every((word) => haystacks[index]?.includes(word)),
    );
  }

  /** What findings differ in, with the number of each. */
  facets(): { rules: Facet[]; locales: Facet[]; sets: Facet[] } {
    const { findings, summary } = this.report;
    const labels = new Map(summary.sets.map((set) => [set.id, setName(set)]));
    return {
      rules: tally(findings, (finding) => finding.rule),
      locales: tally(findings, (finding) => finding.locale).filter(({ value }) => value !== ''),
      sets: tally(
        findings,
        (finding) => this.#setId(finding),
        (id) => (id === unmatched ? 'in no set' : (labels.get(id) ?? id)),
      ),
    };
  }

  #setId(finding: Finding): string {
    return this.#sets.get(finding.path)?.id ?? unmatched;
  }

  /** Everything a search looks at: what is said of the finding, and the sentences it is in. */
  #words(finding: Finding): string {
    const said = [finding.message, finding.rule, finding.path, finding.help];
    for (const { path, sentence } of [finding, ...finding.related]) {
      const text = this.texts.get(path);
      if (typeof text === 'string') said.push(text.slice(sentence.start.offset, sentence.end.offset));
    }
    return said.join('\n').toLowerCase();
  }
}

/** Findings as rows, a page's under its name. */
export function rowsOf(findings: readonly Finding[]): Row[] {
  const rows: Row[] = [];
  let page: (Row & { kind: 'page' }) | undefined;
  for (const [position, finding] of findings.entries()) {
    if (!page || page.path !== finding.path) {
      page = { kind: 'page', path: finding.path, locale: finding.locale, findings: 0 };
      rows.push(page);
    }
    page.findings += 1;
    rows.push({ kind: 'finding', finding, position });
  }
  return rows;
}

/** A set's name for people: its title, and its edition where the title does not say it. */
export function setName(set: SetSummary): string {
  const title = set.title || set.id;
  return set.edition && !title.includes(set.edition) ? `${title} (${set.edition})` : title;
}

/** What the documents of a set were compared with. */
export function comparedWith(set: SetSummary): string {
  const source = set.source ?? '';
  switch (set.reference) {
    case 'source':
      return `compared with ${source}`;
    case 'side-by-side':
      return `compared with the ${source} text hidden in the side-by-side page`;
    case 'consensus':
      return 'compared with what most of the languages say';
    case 'alone':
      return 'nothing to compare it with';
  }
}

function document(path: string, locale: string): string {
  return `${locale}\n${path}`;
}

function tally(
  findings: readonly Finding[],
  of: (finding: Finding) => string,
  label = (value: string) => value,
): Facet[] {
  const numbers = new Map<string, number>();
  for (const finding of findings) numbers.set(of(finding), (numbers.get(of(finding)) ?? 0) + 1);
  return [...numbers]
    .map(([value, findings]) => ({ value, label: label(value), findings }))
    .sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
}
