//! The report and its renderers, one a file.

pub mod aligned;
pub mod arguments;
pub mod csv;
pub mod formats;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod junit;
pub mod languages;
pub mod markdown;
pub mod matrix;
pub mod mqm;
pub mod rules;
pub mod sarif;
pub(crate) mod section;
pub mod sets;
pub mod text;
pub mod wordings;
pub mod xliff;

mod assemble;
mod escape;
mod excerpt;
mod known;
pub(crate) mod mending;
mod quote;

pub use crate::fingerprint;
pub(crate) use assemble::lay_out;
pub use assemble::{Told, build, whose};

use crate::dismiss::{Dismissal, baseline::Renewal};
use crate::finding::{Place, Severity};
use crate::learning::Learned;
use crate::order::OrderedMap;
use crate::source::Span;
use crate::source::position::Position;
use arguments::Arguments;
use serde::Serialize;

/// What a run found. Serialises to the JSON of `--format json`, keys in camelCase.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Report {
    /// Version of this format: 1.
    pub version: u32,
    /// Counts, sets and languages.
    pub summary: Summary,
    /// Findings, ordered by path, place and rule.
    pub findings: Vec<ReportedFinding>,
    /// Findings that are not told, in the same order: the team has set them aside.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dismissed: Vec<ReportedFinding>,
    /// What the languages say of the claims of the guidance.
    pub matrix: matrix::Matrix,
    /// The deployment, where a topology was given and what reads topologies is plugged in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topology: Option<section::Part>,
    /// What becomes of the baseline, where one was given; not part of the JSON.
    #[serde(skip)]
    pub renewal: Option<Renewal>,
}

/// Counts, sets and languages of a run.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Summary {
    /// Pages read.
    pub pages: u32,
    /// Sentences compared, those of the references not counted.
    pub sentences: u32,
    /// Findings at error.
    pub errors: u32,
    /// Findings at warning.
    pub warnings: u32,
    /// Findings at note.
    pub notes: u32,
    /// Findings that are set aside, and counted nowhere else.
    #[serde(skip_serializing_if = "is_zero")]
    pub dismissed: u32,
    /// What the checks of learned words rest on, by source and target.
    pub learned: Vec<Learned>,
    /// The document sets.
    pub sets: Vec<SetSummary>,
    /// Pages that fit no set.
    pub unmatched: Vec<UnmatchedPage>,
    /// Files that look like documentation and are not read, by the ending of their names.
    #[serde(skip_serializing_if = "OrderedMap::is_empty")]
    pub not_read: OrderedMap<String, u32>,
    /// Where the pages were not understood as they may be meant: why, and what to write, a line each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub advice: Vec<String>,
}

/// A document set, for people.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SetSummary {
    /// Identity (see [`crate::set::DocumentSet::id`]).
    pub id: String,
    /// Title.
    pub title: String,
    /// Edition, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// `source`, `side-by-side`, `consensus` or `alone`.
    pub reference: &'static str,
    /// The locale of the reference document, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Its members.
    pub documents: Vec<DocumentSummary>,
}

/// A document of a set, for people.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DocumentSummary {
    /// Path of its page.
    pub path: String,
    /// Locale.
    pub locale: String,
    /// `whole`, `translation` or `source` (the hidden half of a side-by-side page).
    pub side: &'static str,
    /// Sentences in it.
    pub sentences: u32,
    /// Findings in it.
    pub findings: u32,
    /// The commit of the source that the page records to be made from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_commit: Option<String>,
}

/// A page that fits no set.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UnmatchedPage {
    /// Its path.
    pub path: String,
    /// Why.
    pub reason: String,
    /// Findings in it.
    pub findings: u32,
}

/// A range for people and editors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Range {
    /// Where it starts.
    pub start: Position,
    /// Where it ends (exclusive).
    pub end: Position,
}

/// A finding as reported.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReportedFinding {
    /// Permanent name of the rule.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The permanent name of the sentence that says it.
    pub message_id: &'static str,
    /// The values in that sentence.
    #[serde(skip_serializing_if = "Arguments::is_empty")]
    pub arguments: Arguments,
    /// The page.
    pub path: String,
    /// The locale of the place.
    pub locale: String,
    /// The place.
    pub range: Range,
    /// The sentence around it.
    pub sentence: Range,
    /// Second places, the reference's mostly.
    pub related: Vec<ReportedRelated>,
    /// How to mend it, or why it matters.
    pub help: String,
    /// A replacement that would mend it, where one is enough.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<ReportedFix>,
    /// All replacements that together mend it: one or several, made together or not at all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<ReportedEdit>,
    /// Identity across edits (see [`fingerprint`]).
    pub fingerprint: String,
    /// How probable it is that a reader would call it right, 0 to 100; only where it was weighed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
    /// What that rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<ReportedEvidence>,
    /// What was folded into it: it follows from it, or says the same of another page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub folded: Vec<FoldedFinding>,
    /// Why it is set aside; only of those that are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dismissal: Option<ReportedDismissal>,
    /// The place in bytes, for renderers; not part of the JSON.
    #[serde(skip)]
    pub place: Place,
    /// The fingerprint without the set: by it a finding is known again on another page. Not part of the JSON.
    #[serde(skip)]
    pub content: String,
    /// What its edits replace, in bytes, in their order. Not part of the JSON.
    #[serde(skip)]
    pub edit_spans: Vec<Span>,
}

impl ReportedFinding {
    /// Whether it is told once for all pages of a language, and holds what each shows: it belongs to no set.
    pub(crate) fn is_of_language(&self) -> bool {
        !self.folded.is_empty() && self.fingerprint == self.content
    }

    /// Sets it aside; one that is set aside already stays so by what it was.
    pub(crate) fn dismissed_by(&mut self, dismissal: Dismissal) {
        let Dismissal { by, reason, until, .. } = dismissal;
        self.dismissal.get_or_insert(ReportedDismissal {
            by: by.name(),
            reason,
            until,
            path: None,
            range: None,
        });
    }
}

/// Why a finding is set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReportedDismissal {
    /// `page`: a comment or the front matter of a page; `dismissed`: an entry of the baseline with a reason;
    /// `baseline`: one without.
    pub by: &'static str,
    /// Why; may be empty.
    pub reason: String,
    /// The last day on which it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// The page that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Where it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
}

/// A finding that is told by another one, its cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FoldedFinding {
    /// Permanent name of its rule.
    pub rule: &'static str,
    /// How bad it would be by itself.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The page.
    pub path: String,
    /// The locale of the place.
    pub locale: String,
    /// The place.
    pub range: Range,
    /// The fingerprint that it would have by itself; empty where it would be folded all the same. Not part of the JSON.
    #[serde(skip)]
    pub fingerprint: String,
}

/// A sign that speaks for a finding, or against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ReportedEvidence {
    /// Its name, as in `lexicon/weights.yaml`.
    pub sign: &'static str,
    /// What it adds, in hundredths of a nat.
    pub weight: i32,
}

/// A second place of a finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReportedRelated {
    /// The page.
    pub path: String,
    /// The locale of the place.
    pub locale: String,
    /// The place.
    pub range: Range,
    /// The sentence around it.
    pub sentence: Range,
    /// What it shows.
    pub message: String,
    /// The place in bytes, for renderers; not part of the JSON.
    #[serde(skip)]
    pub place: Place,
}

/// A replacement.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReportedFix {
    /// What it does.
    pub message: String,
    /// What to replace.
    pub range: Range,
    /// By what.
    pub replacement: String,
    /// Whether it is certain: right without anybody looking.
    pub safe: bool,
}

/// A replacement, one of those that mend a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ReportedEdit {
    /// What to replace.
    pub range: Range,
    /// By what.
    pub replacement: String,
    /// `safe`: the edits of the finding can be made without anybody looking; else `unsafe`.
    pub applicability: &'static str,
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}
