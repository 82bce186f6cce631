import type { DocumentSummary, Range } from './types.js';

/** A document set as rows of sentences that answer each other. */
export interface AlignedSet {
  /** The columns. */
  documents: Pick<DocumentSummary, 'path' | 'locale' | 'side'>[];
  /** The column that the others are laid beside. */
  reference: number;
  /** In order of the reference; what only another document has stands where it follows. */
  rows: AlignedRow[];
}

/** Sentences that answer each other, or a code block. */
export interface AlignedRow {
  kind: 'heading' | 'text' | 'cell' | 'code';
  /** For each column the sentences, none where it has no answer. */
  cells: AlignedSentence[][];
}

/** A sentence, or a code block. */
export interface AlignedSentence {
  /** Its place in the page, markup included. */
  range: Range;
  /** Its visible text. */
  text: string;
  /** What it states, in order: places in `text`, in UTF-16 units. */
  marks: FactMark[];
  /** The findings that point into it, by their index in the report. */
  findings: { finding: number; start: number; end: number }[];
}

/** Something a sentence states. */
export interface FactMark {
  /** A fact (`number`, `version`, `time`, `product`, `identifier`, `code`) or the class of a concept (`polarity`, `only` …). */
  kind: string;
  /** The name of the concept; empty for a fact. */
  name: string;
  start: number;
  end: number;
}
