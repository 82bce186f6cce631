//! Findings: what the checks report, before it is laid out for people.

use crate::interned::{self, Name};
use crate::message::Message;
use crate::source::Span;
use serde::{Deserialize, Serialize};

/// How bad it is. `Error`: a reader would act wrongly; `Warning`: the languages differ and a
/// person should look; `Note`: worth knowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// A person should look.
    Warning,
    /// A reader would act wrongly.
    Error,
}

/// Index of a page in the order of [`crate::Checker`] (sorted by path).
pub type PageId = u32;

/// A place in a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The page.
    pub page: PageId,
    /// What is underlined, in bytes of the page.
    pub span: Span,
    /// The whole sentence (or block) around it, in bytes of the page; shown for context.
    pub sentence: Span,
}

/// A second place that explains the first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// Its locale, as in [`Finding::locale`].
    pub locale: String,
    /// What it shows ("the source has it here").
    pub message: Message,
}

/// What would mend the finding: edits that are made together, or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What it does, as an order: "Write SQL Server".
    pub message: Message,
    /// What to replace in the page of the finding's place, in order; none overlaps another.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// One replacement.
    #[must_use]
    pub fn one(message: Message, span: Span, replacement: String) -> Self {
        Self { message, edits: vec![Edit { span, replacement }] }
    }
}

/// A replacement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Edit {
    /// What to replace, in bytes of the page.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

/// One thing found wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Permanent name of the rule.
    #[serde(deserialize_with = "interned::read")]
    pub rule: Name,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, naming the fact: "port 5269 is missing: the source has it".
    pub message: Message,
    /// The primary place, in the translation.
    pub place: Place,
    /// Its locale (BCP 47); empty where unknown.
    pub locale: String,
    /// The place in the reference, mostly.
    pub related: Vec<Related>,
    /// How to mend it, or why it matters: sentences that are told one after the other.
    pub help: Vec<Message>,
    /// What would mend it.
    pub fix: Option<Fix>,
    /// Identity of the document set (path template, or title and edition); part of the fingerprint.
    pub set: String,
    /// The fact it is about, normalised ("5269"); part of the fingerprint.
    pub fact: String,
    /// The sentence of the reference (or, without one, of the page), as visible text, normalised;
    /// part of the fingerprint.
    pub source_sentence: String,
    /// How probable it is that a reader would call it right, 0 to 100, and the signs this rests on with what each
    /// adds, in hundredths of a nat; `None` for what is compared exactly.
    #[serde(deserialize_with = "interned::read_confidence")]
    pub confidence: Option<(u8, Vec<(Name, i32)>)>,
    /// Findings that have their cause in this one, or say the same of other places, and are not told by themselves.
    pub folded: Vec<Finding>,
}

impl Finding {
    /// Gives the pages that it names other numbers.
    pub(crate) fn renumber(&mut self, number: &mut impl FnMut(&mut PageId)) {
        number(&mut self.place.page);
        self.related.iter_mut().for_each(|related| number(&mut related.place.page));
        self.folded.iter_mut().for_each(|folded| folded.renumber(number));
    }
}
