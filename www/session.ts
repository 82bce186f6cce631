/** What is being looked at: the pages as they were given and as they were mended, the report, and what was dismissed. */
import type { Options, Report, Severity } from 'unisono';
import type { PageInput } from 'unisono/worker';
import { type Corrections, leftOutBy, noCorrections, seatsOf } from './corrections.js';
import type { Check } from './engine.js';
import { joined } from './given.js';
import type { Intake } from './intake.js';
import { Results } from './results.js';

/** What a user sets besides the settings file. */
export interface Wishes {
  source: string;
  templates: string[];
  rules: Record<string, Severity | 'off'>;
  minConfidence: number;
  /** What is said of single pages. */
  corrections: Corrections;
}

export const noWishes: Wishes = { source: '', templates: [], rules: {}, minConfidence: 0, corrections: noCorrections };

/** Why a finding was dismissed. */
export interface Dismissal {
  fingerprint: string;
  rule: string;
  path: string;
  message: string;
  reason: string;
}

/** A session as it is kept from one visit to the next. */
export interface Kept {
  intake: Intake;
  report: Report;
  wishes: Wishes;
  edits: [path: string, text: string][];
  dismissals: Dismissal[];
  partial: boolean;
}

/** Pages with their report. */
export class Session {
  readonly intake: Intake;
  readonly wishes: Wishes;
  /** Whether not all pages were checked. */
  readonly partial: boolean;
  /** Texts of pages that were changed here, by their path in the report. */
  readonly edits: Map<string, string>;
  readonly dismissals: Map<string, Dismissal>;
  results: Results;

  constructor({ intake, report, wishes, edits, dismissals, partial }: Kept) {
    this.intake = intake;
    this.wishes = wishes;
    this.partial = partial;
    this.edits = new Map(edits);
    this.dismissals = new Map(dismissals.map((one) => [one.fingerprint, one]));
    this.results = new Results(report, this.intake, this.edits, this.dismissals);
  }

  /** What is kept. */
  get kept(): Kept {
    return {
      intake: this.intake,
      report: this.results.report,
      wishes: this.wishes,
      edits: [...this.edits],
      dismissals: [...this.dismissals.values()],
      partial: this.partial,
    };
  }

  /** The pages of a set as they are now, or as a draft has them, to be checked by themselves. */
  closeUp(paths: ReadonlySet<string>, drafts: ReadonlyMap<string, string> = this.edits): Check {
    const check = checkOf(this.intake, this.wishes, drafts);
    const set = this.results.setOf([...paths][0] ?? '');
    return {
      ...check,
      pages: check.pages.filter((page) => !page.topology && paths.has(joined(page))),
      options: {
        ...check.options,
        // Without the other pages the same source has to be found, and nothing can be learned.
        source: set?.source ?? check.options.source,
        learning: 'off',
      },
    };
  }

  /** Puts the findings of some pages in the place of those that were known. */
  replace(paths: ReadonlySet<string>, part: Report): void {
    const { report } = this.results;
    const findings = report.findings
      .filter(({ path }) => !paths.has(path))
      .concat(part.findings.filter(({ path }) => paths.has(path)))
      .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.range.start.offset - b.range.start.offset));
    const number = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
    const summary = {
      ...report.summary,
      errors: number('error'),
      warnings: number('warning'),
      notes: number('note'),
      sets: report.summary.sets.map((set) => ({
        ...set,
        documents: set.documents.map((document) =>
          paths.has(document.path)
            ? {
                ...document,
                findings: findings.filter(({ path, locale }) => path === document.path && locale === document.locale)
                  .length,
              }
            : document,
        ),
      })),
    };
    this.results = new Results({ ...report, summary, findings }, this.intake, this.edits, this.dismissals);
  }
}

/** What a worker is given of some pages. */
export function checkOf(intake: Intake, wishes: Wishes, edits: ReadonlyMap<string, string> = new Map()): Check {
  const encoder = new TextEncoder();
  const current = (page: PageInput): PageInput => {
    const text = edits.get(joined(page));
    return text === undefined ? page : { ...page, bytes: encoder.encode(text) };
  };
  const options: Options = {
    ...(wishes.source !== '' && { source: wishes.source }),
    ...(wishes.templates.length > 0 && { templates: wishes.templates }),
    ...(Object.keys(wishes.rules).length > 0 && { rules: wishes.rules }),
    ...(wishes.minConfidence > 0 && { minConfidence: wishes.minConfidence }),
    ...(intake.topologies.length > 0 && { topologyPicture: true }),
    ...(intake.memories.length > 0 && { memories: intake.memories }),
    ...(intake.config && { config: intake.config.text, configFile: intake.config.name }),
  };
  const { corrections, source } = wishes;
  const out = leftOutBy(corrections);
  const pages = out.size === 0 ? intake.pages : intake.pages.filter((page) => !out.has(joined(page)));
  return {
    pages: [...pages, ...intake.topologies].map(current),
    options,
    extras: intake.extras,
    seats: [...seatsOf(corrections, source)],
  };
}
