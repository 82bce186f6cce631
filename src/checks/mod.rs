//! Checks: pure functions over aligned facts, one file a rule.
//!
//! A rule declares itself where its code stands: name, severity, what it flags and why, and examples
//! that run as tests. Where several rules see the same cause the most specific speaks: a rule lists
//! the rules it [`absorbs`](Rule::absorbs).

mod alert_kind_changed;
mod alternative_changed;
mod block_added;
mod block_missing;
mod bound_changed;
pub(crate) mod change_not_followed;
pub(crate) mod check_failed;
mod claim_contradicted;
mod claim_missing;
mod claim_of_another_version;
mod claim_weakened;
mod claims;
mod code_block_changed;
mod condition_changed;
mod condition_missing;
mod duplicate_page;
mod encoding_invalid;
mod entry;
mod entry_fuzzy;
mod entry_untranslated;
mod example_name;
mod exchanged;
pub(crate) mod fold;
mod front_matter_changed;
mod front_matter_invalid;
mod glossary_term;
mod glossary_term_forbidden;
mod glossary_term_missing;
mod heading_id_changed;
mod heading_level_changed;
mod identifier_changed;
pub(crate) mod ignore_expired;
pub(crate) mod ignore_invalid;
pub(crate) mod ignore_unused;
mod image_missing;
mod inline_code_changed;
mod link_beside;
mod link_changed;
mod link_inside;
pub(crate) mod meaning;
mod negation_added;
mod negation_missing;
mod number_changed;
mod obligation_changed;
mod only_added;
mod only_missing;
mod opposite_term;
mod order_changed;
mod page_outdated;
mod page_untranslated;
mod plugged;
mod procedure_reordered;
mod product_changed;
mod product_name_case;
mod role_changed;
mod role_missing;
mod rules;
mod section_added;
mod section_missing;
mod sentence_added;
mod sentence_mismatch;
mod sentence_missing;
mod sink;
mod source_contradicts_pack;
mod status_changed;
mod step_added;
mod step_missing;
mod steps_reordered;
mod table_shape_changed;
mod term;
mod term_added;
mod term_changed;
mod term_inconsistent;
mod term_missing;
mod translation_stale;
mod untranslated;
mod verb_changed;
mod version_changed;
mod version_read_as_date;
mod word_missing;
mod wrong_language;

pub use crate::guidance::{ClaimReading, ProcedureReading, Standing};
pub use claims::example_packs;
pub use fold::{Cause, CauseKind, Enough};
pub use glossary_term::example_glossary;
pub(crate) use plugged::{Plugged, plug_in};
pub use rules::{RULES, all, rule};
pub use sink::{Draft, Sink, told_once};
pub use term_inconsistent::{Taught, example_taught};

use crate::compare::{Change, Comparison, Difference, Kind, loss, stretch};
use crate::document::{BlockId, Mark, Page};
use crate::finding::Severity;
use crate::freshness::Age;
use crate::rendition::Rendition;
use crate::set::DocumentSet;
use crate::source::Span;

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
    /// The divergences of a kind, by this message: `{was}` and `{is}` stand for the concept that is lost and the one
    /// that is new, `{word}` for the word of the reference.
    Divergence {
        /// Which divergences.
        kind: Kind,
        /// What is told of them.
        message: &'static str,
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

/// The visible text of a range of blocks.
fn blocks_text(rendition: Rendition<'_>, (first, last): (BlockId, BlockId)) -> Span {
    if first >= last {
        return Span::default();
    }
    let blocks = &rendition.document.blocks;
    Span::new(blocks[first as usize].text.start, blocks[last as usize - 1].text.end)
}

/// The sentence around a mark, else the mark.
fn sentence_at(rendition: Rendition<'_>, mark: &Mark) -> Span {
    let document = rendition.document;
    let at = document.sentences.partition_point(|sentence| sentence.text.end <= mark.text.start);
    match document.sentences.get(at) {
        Some(sentence) if sentence.text.start <= mark.text.start => sentence.text,
        _ => mark.text,
    }
}
