//! Checks: pure functions over aligned facts.
//!
//! A rule declares itself where its code stands: name, severity, what it flags and why, and examples
//! that run as tests. Where several rules see the same cause the most specific speaks: a rule lists
//! the rules it [`absorbs`](Rule::absorbs).
//!
//! Rules stand in rooms by their subject, each in a file of its name; what the rules of a room share stands there in files
//! named for what they hold. `telling` has how findings are told, `rules` the table of all rules.

mod catalogues;
mod code;
mod facts;
pub(crate) mod freshness;
mod glossary;
mod guidance;
pub(crate) mod ignores;
mod learning;
mod links;
pub(crate) mod meaning;
mod page_words;
pub(crate) mod pages;
mod plugged;
mod rules;
mod structure;
mod telling;
mod text;

pub use crate::guidance::{ClaimReading, ProcedureReading, Standing};
pub use glossary::example_glossary;
pub use guidance::example_packs;
pub use learning::{Taught, example_taught};
pub(crate) use plugged::{Plugged, plug_in};
pub(crate) use rules::SHARED;
pub use rules::{RULES, all, rule};
pub use telling::{Cause, CauseKind, Draft, Enough, Sink, told_once};
pub(crate) use telling::{PagesOf, Usual, agreed, over_pages};

use crate::compare::{Comparison, Kind};
use crate::document::Page;
use crate::finding::Severity;
use crate::freshness::Age;
use crate::message::Wording;
use crate::rendition::Rendition;
use crate::set::DocumentSet;

/// A rule: what it is called, what it flags, and how.
#[derive(Debug)]
pub struct Rule {
    /// Permanent name, kebab-case.
    pub name: &'static str,
    /// The severity of its findings, the gravest where it has several.
    pub severity: Severity,
    /// The category of its findings in the error typology of [MQM](https://themqm.org): dimension/kind.
    pub mqm: &'static str,
    /// What it flags, in one line.
    pub summary: &'static str,
    /// Why it matters, what counts and what does not; a paragraph or two.
    pub explanation: &'static str,
    /// Examples, run as tests.
    pub examples: &'static [Example],
    /// Rules that stay silent where this one speaks about the same words.
    pub absorbs: &'static [&'static str],
    /// The sentences that it alone says.
    pub messages: &'static [&'static Wording],
    /// How it looks.
    pub checks: &'static [Check],
}

/// A pair of pages that shows a rule at work.
#[derive(Debug)]
pub struct Example {
    /// The page in English.
    pub source: &'static str,
    /// Locale of the translation.
    pub locale: &'static str,
    /// The page in that language.
    pub target: &'static str,
    /// What the rule underlines, in order; empty where it must stay silent. `""` stands for a place
    /// between words.
    pub flags: &'static [&'static str],
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// A translation and its reference.
    Pair(fn(&Comparison<'_>, &mut Sink)),
    /// The divergences of a kind, by this message: its values are `was` and `is`, the concept that is lost and the one
    /// that is new, `word`, the word of the reference, and `name` and `other`, two names as they are written.
    Divergence {
        /// Which divergences.
        kind: Kind,
        /// What is told of them.
        message: &'static Wording,
    },
    /// The same, for what all pages of a language have in common: of the findings about one fact only the
    /// first, in order of path and place, is told.
    Once(fn(&Comparison<'_>, &mut Sink)),
    /// A translation and its reference, once all else is found in it: what may be the cause of that.
    Cause(fn(&Comparison<'_>, &mut Sink)),
    /// A translation and its reference, where something tells how old the translation is.
    Age(fn(&Comparison<'_>, &Age<'_>, &mut Sink)),
    /// A translation by itself.
    Document(fn(Rendition<'_>, &mut Sink)),
    /// A page as read.
    Page(fn(&Page, &mut Sink)),
    /// What a document says of a claim of the guidance.
    Claim(fn(&ClaimReading<'_>, &mut Sink)),
    /// The steps of a procedure of the guidance in a document.
    Procedure(fn(&ProcedureReading<'_>, &mut Sink)),
    /// The members of a set.
    Set(fn(&DocumentSet, &[Rendition<'_>], &mut Sink)),
}
