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
mod claim_contradicted;
mod claim_missing;
mod claim_of_another_version;
mod claim_weakened;
mod claims;
mod clause;
mod cmdlet_unknown;
mod code_block_changed;
mod condition_changed;
mod condition_missing;
mod destination;
mod difference;
mod duplicate_page;
mod encoding_invalid;
#[cfg(test)]
mod examples;
mod exchanged;
mod excuse;
mod front_matter_changed;
mod front_matter_invalid;
mod glossary_term;
mod glossary_term_forbidden;
mod glossary_term_missing;
mod heading_level_changed;
mod identifier_changed;
mod image_missing;
mod inline_code_changed;
mod link_changed;
mod loss;
mod meaning;
mod negation_added;
mod negation_missing;
mod number_changed;
mod obligation_changed;
mod only_added;
mod only_missing;
mod opposite_term;
mod order_changed;
mod procedure_reordered;
mod product_changed;
mod product_name_case;
mod repeated;
mod role_changed;
mod role_missing;
mod rules;
mod sentence_added;
mod sentence_mismatch;
mod sentence_missing;
mod sink;
mod snippet_changed;
mod source_contradicts_pack;
mod status_changed;
mod step_added;
mod step_missing;
mod steps_reordered;
mod table_shape_changed;
mod term;
mod term_added;
mod term_inconsistent;
mod term_missing;
mod untranslated;
mod verb_changed;
mod version_changed;
mod version_read_as_date;
mod word_missing;
mod words;
mod wrong_language;

pub use claims::{ClaimReading, ProcedureReading, Standing};
pub use difference::{Change, Difference};
pub use glossary_term::example_glossary;
pub use meaning::{Count, Statement};
pub use rules::{RULES, rule};
pub use sink::{Draft, Sink, told_once};
pub use term::{Suspicion, Weighed};
pub use term_inconsistent::{Taught, example_taught};

use crate::align::{Alignment, Bead};
use crate::document::{BlockId, Page};
use crate::facts::Rendition;
use crate::finding::Severity;
use crate::learning::Lesson;
use crate::set::DocumentSet;
use crate::source::Span;

/// A rule: what it is called, what it flags, and how.
#[derive(Debug)]
pub struct Rule {
    /// Permanent name, kebab-case.
    pub name: &'static str,
    /// The severity of its findings, the gravest where it has several.
    pub severity: Severity,
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
    Pair(fn(&Pair<'_>, &mut Sink)),
    /// The same, for what all pages of a language have in common: of the findings about one fact only the
    /// first, in order of path and place, is told.
    Once(fn(&Pair<'_>, &mut Sink)),
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

/// A translation with its reference, aligned.
#[derive(Debug)]
pub struct Pair<'a> {
    /// The reference.
    pub source: Rendition<'a>,
    /// The translation.
    pub target: Rendition<'a>,
    /// How they answer each other.
    pub alignment: &'a Alignment,
    /// Letters of the translation for each of the reference.
    pub ratio: f64,
    /// What differs in each bead.
    pub differences: Vec<Difference>,
    /// What changed places.
    exchanges: Vec<exchanged::Exchange>,
    /// What each bead states through words; empty where the words of a language are not known.
    pub statements: Vec<Statement>,
    /// What pages taught of this pair of languages, where there were enough.
    pub lesson: Option<&'a Lesson<'a>>,
    /// What was learned that speaks of the pair.
    pub learned: Weighed<'a>,
}

impl<'a> Pair<'a> {
    /// Compares the facts of an aligned pair.
    #[must_use]
    pub fn new(
        source: Rendition<'a>,
        target: Rendition<'a>,
        alignment: &'a Alignment,
        lesson: Option<&'a Lesson<'a>>,
    ) -> Self {
        let differences = difference::compare(source, target, alignment);
        let statements = meaning::state(source, target, alignment);
        let ratio = loss::ratio(source, target, alignment);
        let learned = lesson.map(|lesson| term::weigh(source, target, alignment, lesson)).unwrap_or_default();
        let exchanges = exchanged::find(source, target, alignment);
        Self { source, target, alignment, ratio, differences, exchanges, statements, lesson, learned }
    }

    /// The visible text of a bead's sentences in the translation.
    #[must_use]
    pub fn target_text(&self, bead: &Bead) -> Span {
        stretch(self.target, bead.target)
    }

    /// The visible text of a bead's sentences in the reference.
    #[must_use]
    pub fn source_text(&self, bead: &Bead) -> Span {
        stretch(self.source, bead.source)
    }

    /// Where in the translation something stands that only the reference has: just behind what
    /// answers the words before it. Gives the place (empty) and the text around it, in the visible
    /// text.
    #[must_use]
    pub fn gap_after(&self, blocks: u32) -> (Span, Span) {
        let before = self.alignment.blocks[..blocks as usize]
            .iter()
            .rev()
            .find(|b| b.target.0 < b.target.1 && !b.moved);
        if let Some(bead) = before {
            let block = self.target.document.blocks[bead.target.1 as usize - 1].text;
            return (Span::new(block.end, block.end), block);
        }
        let after = self.alignment.blocks[blocks as usize..].iter().find(|b| b.target.0 < b.target.1);
        let block =
            after.map_or(Span::default(), |bead| self.target.document.blocks[bead.target.0 as usize].text);
        (Span::new(block.start, block.start), block)
    }
}

/// The visible text of a range of sentences.
fn stretch(rendition: Rendition<'_>, (first, last): (u32, u32)) -> Span {
    if first >= last {
        return Span::default();
    }
    let sentences = &rendition.document.sentences;
    Span::new(sentences[first as usize].text.start, sentences[last as usize - 1].text.end)
}

/// The visible text of a range of blocks.
fn blocks_text(rendition: Rendition<'_>, (first, last): (BlockId, BlockId)) -> Span {
    if first >= last {
        return Span::default();
    }
    let blocks = &rendition.document.blocks;
    Span::new(blocks[first as usize].text.start, blocks[last as usize - 1].text.end)
}
