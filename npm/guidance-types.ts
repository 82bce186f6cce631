/** What a report says of the guidance: the answer, and the matrix of claims and languages. */
import type { Range, Verdict } from './types.js';

/** Claims down, languages across; empty where no page was held against a pack. */
export interface Matrix {
  /** Oldest first. */
  versions: MatrixVersion[];
  /** One matter each. */
  rows: MatrixRow[];
  /** What the cells come to, in plain words; absent where there are none. */
  answer?: Answer;
}

/** Whether every language says what the guidance says, in plain words. */
export interface Answer {
  /** "2019 guidance: 5 of 10 languages differ (10 of 100 statements). 2013 guidance: consistent …". */
  sentence: string;
  /** What a language says otherwise. */
  differences: Deviation[];
  /** What pages are expected to say and no language says, a claim each: there the languages agree. */
  nowhere: string[];
  /** What the versions say otherwise by design, a sentence each. */
  byDesign: string[];
}

/** What a page says otherwise than the guidance of its version. */
export interface Deviation {
  /** Id of the pack. */
  pack: string;
  /** Id of the claim. */
  claim: string;
  locale: string;
  verdict: Exclude<Verdict, 'stated'>;
  path: string;
  /** Where it says so; absent where it says nothing. */
  range?: Range;
  /** In a sentence with both wordings: claim, language, its words, those of the source, id. */
  sentence: string;
}

/** A version of the guidance. */
export interface MatrixVersion {
  /** Id of its pack. */
  pack: string;
  title: string;
  /** The languages of its pages, in order. */
  locales: string[];
}

/** What each version says of one matter. */
export interface MatrixRow {
  /** A claim for each version; null where it says nothing of the matter. */
  claims: (MatrixClaim | null)[];
  /** In what the versions differ. */
  changes: ('action' | 'polarity' | 'strength' | 'only' | 'condition' | 'version')[];
}

/** A claim and how the languages read. */
export interface MatrixClaim {
  id: string;
  /** The claim in English. */
  says: string;
  /** A cell for each locale of its version; null where the claim is not expected. */
  cells: (MatrixCell | null)[];
}

/** What the pages of a language say of a claim. */
export interface MatrixCell {
  /** The worst of its places. */
  verdict: Verdict;
  /** Page by page. */
  places: MatrixPlace[];
}

/** What one page says of a claim. */
export interface MatrixPlace {
  path: string;
  verdict: Verdict;
  /** The sentence; absent where there is none. */
  range?: Range;
  /** Its text, markup included. */
  text?: string;
  /** Why it does not state the claim, in English; absent where it does. */
  why?: string;
  /** The sentence as readers see it. */
  said?: string;
  /** The source reads the same way: the fault is there. */
  follows?: true;
  /** What the source says there; absent of the source itself, and where there is none. */
  source?: Wording;
}

/** What a page says, in its own words. */
export interface Wording {
  path: string;
  locale: string;
  range: Range;
  /** The sentence as readers see it. */
  said: string;
}
