//! Comparison: what an aligned translation says otherwise than its reference.
//!
//! A pair of documents is compared once, for all rules: the facts of aligned sentences
//! ([`Difference`]), what they state through words ([`Statement`]), and from these the
//! [`Divergence`]s: what is missing, what is new, what became something else, each with the
//! [signs](Sign) that speak for and against it. The signs have [weights](weight) that were fitted to
//! findings people have read; their sum is the confidence of a finding. Rules only declare of which
//! divergences they speak, and how.

mod around;
mod clause;
pub(crate) mod difference;
mod divergence;
mod evidence;
mod exchanged;
pub mod excuse;
mod learned;
pub(crate) mod left;
mod likeness;
pub mod loss;
mod mismatch;
mod names;
pub(crate) mod ordinary;
mod rates;
mod repeated;
mod shortened;
mod sign;
mod statement;
mod turn;
mod unit;
pub mod weight;
pub mod words;

pub use difference::{Change, Difference};
pub use divergence::{Divergence, Kind, settle};
pub use evidence::agree;
pub use exchanged::Exchange;
pub use learned::{Suspicion, Weighed};
pub use left::Left;
pub use rates::{Rates, Use};
pub use sign::{Sign, Signs};
pub use statement::{Count, Statement};

use crate::align::{Alignment, Bead};
use crate::document::BlockKind;
use crate::facts::cue;
use crate::learning::Lesson;
use crate::links::Neighbours;
use crate::rendition::Rendition;
use crate::source::Span;

/// A translation with its reference, aligned and compared.
#[derive(Debug)]
pub struct Comparison<'a> {
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
    pub exchanges: Vec<Exchange>,
    /// Which beads were left in the language of the reference.
    pub left: Vec<Left>,
    /// What each bead states through words; empty where the words of a language are not known.
    pub statements: Vec<Statement>,
    /// What the translation states otherwise, in order of the statements.
    pub divergences: Vec<Divergence>,
    /// What pages taught of this pair of languages, where there were enough.
    pub lesson: Option<&'a Lesson<'a>>,
    /// What was learned that speaks of the pair.
    pub learned: Weighed<'a>,
    /// What the other pages of the run tell of its links.
    pub neighbours: Option<&'a Neighbours<'a>>,
}

impl<'a> Comparison<'a> {
    /// Compares an aligned pair. The divergences have all their signs but those of other languages
    /// ([`agree`]) and of the run ([`Rates`]); [`weight::weigh`] adds the last and weighs.
    #[must_use]
    pub fn new(
        source: Rendition<'a>,
        target: Rendition<'a>,
        alignment: &'a Alignment,
        lesson: Option<&'a Lesson<'a>>,
    ) -> Self {
        let differences = difference::compare(source, target, alignment);
        let exchanges = exchanged::find(source, target, alignment);
        let statements = statement::state(source, target, alignment);
        let ratio = loss::ratio(source, target, alignment);
        let left = left::find(source, target, alignment);
        let learned =
            lesson.map(|lesson| learned::weigh(source, target, alignment, lesson)).unwrap_or_default();
        let mut pair = Self {
            source,
            target,
            alignment,
            ratio,
            differences,
            exchanges,
            left,
            statements,
            divergences: Vec::new(),
            lesson,
            learned,
            neighbours: None,
        };
        pair.divergences = divergence::find(&pair);
        pair
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

    /// Whether the reference's sentence is a heading: those are put shortly, and all their words may have capitals.
    pub(crate) fn is_heading(&self, bead: &Bead) -> bool {
        let document = self.source.document;
        let block = document.sentences[bead.source.0 as usize].block;
        matches!(document.blocks[block as usize].kind, BlockKind::Heading { .. } | BlockKind::Title)
    }

    /// Where in the translation something stands that only the reference has: just behind what
    /// answers the words before it. Gives the place (empty) and the text around it, in the visible
    /// text.
    #[must_use]
    pub fn gap_after(&self, blocks: u32) -> (Span, Span) {
        if let Some(bead) = self.alignment.shown_before(blocks) {
            let block = self.target.document.blocks[bead.target.1 as usize - 1].text;
            return (Span::new(block.end, block.end), block);
        }
        let after = self.alignment.blocks[blocks as usize..].iter().find(|b| b.target.0 < b.target.1);
        let block =
            after.map_or(Span::default(), |bead| self.target.document.blocks[bead.target.0 as usize].text);
        (Span::new(block.start, block.start), block)
    }

    /// Where a side of a bead states a concept first; its whole text where it does not by a word.
    #[must_use]
    pub fn place_of(&self, bead: &Bead, concept: u16, side: Side) -> Span {
        let (rendition, range) = self.side(bead, side);
        let whole = stretch(rendition, range);
        rendition.facts.word_for(concept, whole).map_or(whole, |cue| cue.text)
    }

    /// One side of a bead: the document and the range of its sentences.
    fn side(&self, bead: &Bead, side: Side) -> (Rendition<'a>, (u32, u32)) {
        match side {
            Side::Source => (self.source, bead.source),
            Side::Target => (self.target, bead.target),
        }
    }

    /// What the neighbouring beads of the same blocks state.
    fn near(&self, at: usize) -> impl Iterator<Item = &Statement> {
        let blocks = self.statements[at].bead.blocks;
        [at.checked_sub(1), Some(at + 1)]
            .into_iter()
            .flatten()
            .filter_map(|near| self.statements.get(near))
            .filter(move |other| other.bead.blocks == blocks)
    }

    /// Which concepts the words of both languages are known for: of the source, of the target.
    fn known(&self) -> Option<(&'static [bool], &'static [bool])> {
        Some((cue::known(self.source.locale)?, cue::known(self.target.locale)?))
    }
}

/// A side of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The reference.
    Source,
    /// The translation.
    Target,
}

impl Side {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Source => Self::Target,
            Self::Target => Self::Source,
        }
    }
}

/// The visible text of a range of sentences.
pub(crate) fn stretch(rendition: Rendition<'_>, (first, last): (u32, u32)) -> Span {
    if first >= last {
        return Span::default();
    }
    let sentences = &rendition.document.sentences;
    Span::new(sentences[first as usize].text.start, sentences[last as usize - 1].text.end)
}
