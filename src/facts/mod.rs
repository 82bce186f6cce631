//! Facts: what a sentence states in a form that needs no language (numbers, versions, products,
//! identifiers), each with its place, and the features by which alignment recognises a rendering.
//!
//! A document is read once, sentence by sentence; everything later compares what is kept here.

pub mod cue;
pub(crate) mod date;
mod domain;
pub mod features;
pub mod identifier;
mod lexicons;
pub(crate) mod lowered;
pub mod number;
pub mod product;
mod scan;
pub mod spelled;
pub(crate) mod spelling;

use crate::document::{Document, SentenceId};
pub use crate::hash::{Hasher, Key, folded_key};
use crate::source::Span;
pub use cue::Cue;
pub use domain::Domains;
pub use features::Feature;
pub use identifier::IdentifierKind;
pub(crate) use identifier::WORDINGS;
pub use lexicons::Lexicons;
pub use number::Number;
pub(crate) use scan::is_wide;
pub use spelled::Spelled;

/// Something a sentence states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Where, in [`Document::plain`].
    pub text: Span,
    /// What.
    pub value: Value,
}

/// What a [`Fact`] states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number written in digits; also the version of a product.
    Number(Number),
    /// A time of day, as minutes of a half day.
    Time(u16),
    /// A dotted version or address ("6.0.9319.0").
    Version(Key),
    /// A product by name, with the index of its version's [`Value::Number`] fact where the name is
    /// followed (or, as some machine translations have it, directly preceded) by one.
    Product {
        /// Index into [`crate::language::lexicon::products`].
        product: u16,
        /// Digits of the version, as a key; `None` for no version.
        version: Option<u16>,
        /// Whether it is written in its right case.
        right_case: bool,
    },
    /// A name that no translation may touch.
    Identifier {
        /// Which kind.
        kind: IdentifierKind,
        /// Its text, lower case.
        key: Key,
    },
    /// Inline code.
    Code(Key),
}

/// What is known of one sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SentenceFacts {
    /// Its facts, as a range of [`Facts::facts`].
    pub facts: (u32, u32),
    /// Its features, as a range of [`Facts::features`].
    pub features: (u32, u32),
    /// Its length in letters and digits, an ideograph or syllable counting as [`WIDE`].
    pub length: u32,
    /// How many labels, links and pieces of code begin in it.
    pub marks: u16,
}

/// How many letters an ideograph, kana or hangul syllable counts for.
pub const WIDE: u32 = 3;

/// What is known of one block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BlockFacts {
    /// Its features (those of its sentences, links, images, code and anchors), as a range of
    /// [`Facts::block_features`].
    pub features: (u32, u32),
    /// Its length, as in [`SentenceFacts::length`].
    pub length: u32,
}

/// The facts of a document.
#[derive(Debug, Default)]
pub struct Facts {
    /// In order of the text.
    pub facts: Vec<Fact>,
    /// Numbers in words, in order of the text.
    pub spelled: Vec<Spelled>,
    /// Sentence by sentence, sorted by hash within each.
    pub features: Vec<Feature>,
    /// What sentences state through words, in order of the text.
    pub cues: Vec<Cue>,
    /// Technical terms in them, in order of the text.
    pub terms: Vec<Cue>,
    /// Whether the words of its language are known, so that a cue that is not there is not stated.
    pub words: bool,
    /// The domains whose words were read.
    pub domains: Domains,
    /// One for each sentence of the document.
    pub sentences: Vec<SentenceFacts>,
    /// Block by block, sorted by hash and without repetition within each.
    pub block_features: Vec<Feature>,
    /// One for each block of the document.
    pub blocks: Vec<BlockFacts>,
}

impl Facts {
    /// Reads the facts of a document.
    #[must_use]
    pub fn read(document: &Document) -> Self {
        Self::read_for(document, Domains::ALL)
    }

    /// Reads the facts of a document, without the words of other domains.
    #[must_use]
    pub fn read_for(document: &Document, domains: Domains) -> Self {
        Self::read_as(document, Some(domains))
    }

    /// Reads what needs no lexicon.
    #[must_use]
    pub fn read_without_words(document: &Document) -> Self {
        Self::read_as(document, None)
    }

    fn read_as(document: &Document, words: Option<Domains>) -> Self {
        let mut facts = Self { sentences: Vec::with_capacity(document.sentences.len()), ..Self::default() };
        let edges = scan::link_edges(document);
        let products = product::find(document, &edges);
        let mut scanner = scan::Scanner::new(document, &products, &edges);
        for sentence in &document.sentences {
            scanner.sentence(sentence, &mut facts);
        }
        facts.spelled = spelled::find(document, &facts.facts);
        if let Some(domains) = words
            && let Some((mut cues, terms)) = cue::find(document, &facts.facts, document.locale.as_ref())
        {
            if !domains.hold(Domains::ALL) {
                cues.retain(|cue| domains.hold_concept(cue.concept));
            }
            (facts.cues, facts.terms, facts.words, facts.domains) = (cues, terms, true, domains);
        }
        features::read_concepts(document, &mut facts);
        features::read_blocks(document, &mut facts);
        facts
    }

    /// The facts of one sentence.
    #[must_use]
    pub fn of(&self, sentence: SentenceId) -> &[Fact] {
        self.of_range((sentence, sentence + 1))
    }

    /// The facts of a range of sentences.
    #[must_use]
    pub fn of_range(&self, (first, last): (SentenceId, SentenceId)) -> &[Fact] {
        if first >= last {
            return &[];
        }
        let start = self.sentences[first as usize].facts.0;
        let end = self.sentences[last as usize - 1].facts.1;
        &self.facts[start as usize..end as usize]
    }

    /// The pieces of inline code of a range of sentences.
    pub(crate) fn code_of(&self, range: (SentenceId, SentenceId)) -> impl Iterator<Item = &Fact> {
        self.of_range(range).iter().filter(|fact| matches!(fact.value, Value::Code(_)))
    }

    /// Letters of a range of sentences, as [`SentenceFacts::length`] counts them.
    #[must_use]
    pub fn letters(&self, (first, last): (SentenceId, SentenceId)) -> f64 {
        self.sentences[first as usize..last as usize].iter().map(|sentence| f64::from(sentence.length)).sum()
    }

    /// The cues within a stretch of the visible text.
    #[must_use]
    pub fn cues_in(&self, text: Span) -> &[Cue] {
        within(&self.cues, text)
    }

    /// The technical terms within a stretch of the visible text.
    #[must_use]
    pub fn terms_in(&self, text: Span) -> &[Cue] {
        within(&self.terms, text)
    }

    /// The first word by which a stretch of the visible text states a concept, be it a cue or a technical term.
    #[must_use]
    pub fn word_for(&self, concept: u16, text: Span) -> Option<Cue> {
        let all = [self.cues_in(text), self.terms_in(text)];
        all.iter().find_map(|words| words.iter().find(|cue| cue.concept == concept)).copied()
    }

    /// The numbers in words within a stretch of the visible text.
    #[must_use]
    pub fn spelled_in(&self, text: Span) -> &[Spelled] {
        let first = self.spelled.partition_point(|spelled| spelled.text.start < text.start);
        let last = self.spelled.partition_point(|spelled| spelled.text.start < text.end);
        &self.spelled[first..last]
    }

    /// The features of one block.
    #[must_use]
    pub fn block_features_of(&self, block: crate::document::BlockId) -> &[Feature] {
        let (start, end) = self.blocks[block as usize].features;
        &self.block_features[start as usize..end as usize]
    }

    /// The features of one sentence.
    #[must_use]
    pub fn features_of(&self, sentence: SentenceId) -> &[Feature] {
        let (start, end) = self.sentences[sentence as usize].features;
        &self.features[start as usize..end as usize]
    }
}

/// What begins within a stretch of the visible text.
fn within(cues: &[Cue], text: Span) -> &[Cue] {
    let first = cues.partition_point(|cue| cue.text.start < text.start);
    let last = cues.partition_point(|cue| cue.text.start < text.end);
    &cues[first..last]
}
