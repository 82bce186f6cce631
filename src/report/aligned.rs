//! A set side by side: rows of sentences that answer each other, a column for each document, and in each sentence what
//! it states.

use super::Range;
use serde::Serialize;

/// A document set as rows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AlignedSet {
    /// The columns.
    pub documents: Vec<AlignedDocument>,
    /// The column that the others are laid beside.
    pub reference: u32,
    /// In order of the reference; what only another document has stands where it follows.
    pub rows: Vec<AlignedRow>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AlignedDocument {
    /// Path of its page.
    pub path: String,
    /// Locale.
    pub locale: String,
    /// `whole`, `translation` or `source`.
    pub side: &'static str,
}

/// Sentences that answer each other, or a code block.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AlignedRow {
    /// `heading`, `text`, `cell` of a table, or `code`.
    pub kind: &'static str,
    /// For each column the sentences, none where it has no answer.
    pub cells: Vec<Vec<AlignedSentence>>,
}

/// A sentence, or a code block.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AlignedSentence {
    /// Its place in the page, markup included.
    pub range: Range,
    /// Its visible text.
    pub text: String,
    /// What it states, in order.
    pub marks: Vec<FactMark>,
    /// The findings that point into it.
    pub findings: Vec<FindingMark>,
}

/// Something a sentence states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactMark {
    /// `number`, `version`, `time`, `product`, `identifier`, `code`, or the class of a concept: `polarity`,
    /// `strength`, `only` …
    pub kind: &'static str,
    /// The name of the concept, as messages call it; empty for the others.
    pub name: &'static str,
    /// In the visible text, in UTF-16 units.
    pub start: u32,
    /// One past its end.
    pub end: u32,
}

/// Where a finding points to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FindingMark {
    /// Its index in the report.
    pub finding: u32,
    /// In the visible text, in UTF-16 units.
    pub start: u32,
    /// One past its end; the same as `start` where something is missing.
    pub end: u32,
}
