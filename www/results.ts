/** A report, ordered for looking at: what its findings belong to, which of them a filter leaves. */
import type { DocumentSummary, Finding, Report, SetSummary, Severity } from 'unisono';
import { joined } from './given.js';
import type { Intake } from './intake.js';
import type { Dismissal } from './session.js';
import { Texts } from './texts.js';
import { t } from './words.js';

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
  /** Whether findings that were dismissed are shown, and only these. */
  dismissed: boolean;
}

/** The filter that leaves everything that was not dismissed. */
export const everything: Filter = { severities: new Set(), rule: '', locale: '', set: '', text: '', dismissed: false };

/** What {@link Filter.set} says of pages in no set. */
export const unmatched = '(unmatched)';

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

  readonly #dismissals: ReadonlyMap<string, Dismissal>;

  constructor(
    report: Report,
    intake: Intake,
    edits: ReadonlyMap<string, string>,
    dismissals: ReadonlyMap<string, Dismissal>,
  ) {
    this.report = report;
    this.#dismissals = dismissals;
    this.texts = new Texts([...intake.pages, ...intake.topologies], edits);
    this.#topologies = new Set(intake.topologies.map(joined));
    for (const set of report.summary.sets) {
      for (const { path, locale, side } of set.documents) {
        this.#sets.set(path, set);
        this.#sides.set(document(path, locale), side);
      }
    }
  }

  /** The findings that were not dismissed. */
  get open(): Finding[] {
    return this.#dismissals.size === 0
      ? this.report.findings
      : this.report.findings.filter(({ fingerprint }) => !this.#dismissals.has(fingerprint));
  }

  /** Why a finding was dismissed, where it was. */
  dismissal({ fingerprint }: Finding): Dismissal | undefined {
    return this.#dismissals.get(fingerprint);
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
        this.#dismissals.has(finding.fingerprint) === filter.dismissed &&
        (filter.severities.size === 0 || filter.severities.has(finding.severity)) &&
        (filter.rule === '' || finding.rule === filter.rule) &&
        (filter.locale === '' || finding.locale === filter.locale) &&
        (filter.set === '' || this.#setId(finding) === filter.set) &&
        words.every((word) => haystacks[index]?.includes(word)),
    );
  }

  /** What findings differ in, with the number of each. */
  facets(): { rules: Facet[]; locales: Facet[]; sets: Facet[] } {
    const { summary } = this.report;
    const findings = this.open;
    const labels = new Map(summary.sets.map((set) => [set.id, setName(set)]));
    return {
      rules: tally(findings, (finding) => finding.rule),
      locales: tally(findings, (finding) => finding.locale).filter(({ value }) => value !== ''),
      sets: tally(
        findings,
        (finding) => this.#setId(finding),
        (id) => (id === unmatched ? t('set.none') : (labels.get(id) ?? id)),
      ),
    };
  }

  /** The set of a finding; {@link unmatched} for one of a page in none. */
  setIdOf(finding: Finding): string {
    return this.#setId(finding);
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

/** A set's name for people: its title, and its edition where the title does not say it. */
export function setName(set: SetSummary): string {
  const title = set.title || set.id;
  return set.edition && !title.includes(set.edition) ? `${title} (${set.edition})` : title;
}

/** What the documents of a set were compared with. */
export function comparedWith(set: SetSummary): string {
  return t(`set.${set.reference}`, { source: set.source ?? '' });
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
