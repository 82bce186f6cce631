//! A memory of how segments were rendered: bitexts by language pair, with whole counts, so that memories
//! add up.

use super::tokens::{self, KINDS, Kind, Token, expected};
use crate::align::Alignment;
use crate::document::Page;
use crate::facts::{Cue, cue, lowered};
use crate::hash::Map;
use crate::language::Locale;
use crate::order::{InOrder as _, OrderedMap};
use crate::rendition::Rendition;
use crate::source::Span;
use crate::source::position::LineIndex;
use std::sync::Arc;

/// Where a segment pair was first seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path of the translation's page; empty where it is not known. Shared by the pairs of a page.
    pub path: Arc<str>,
    /// Line of the translation, from 1; 0 where it is not known.
    pub line: u32,
}

/// What pages taught, by source and target locale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// By (source, target).
    pub bitexts: OrderedMap<(Locale, Locale), Bitext>,
}

/// A word of a bitext, as in [`Token`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word {
    /// What it is.
    pub kind: Kind,
    /// As written.
    pub text: Box<str>,
}

/// The words of a segment, by their numbers in the list of words of a bitext.
pub type Segment = Box<[u32]>;

/// The segment pairs of one language pair.
#[derive(Clone, Debug, Default)]
pub struct Bitext {
    words: Vec<Word>,
    /// The numbers of the words of each kind.
    numbers: [Map<Box<str>, u32>; KINDS.len()],
    pairs: Map<(Segment, Segment), Seen>,
}

/// How often a segment pair was seen, and where first (by path and line).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// How often.
    pub count: u32,
    /// Where first.
    pub place: Place,
}

impl PartialEq for Bitext {
    fn eq(&self, other: &Self) -> bool {
        let (own, other) = (self.sorted(), other.sorted());
        // A list may hold words that no segment has: what counts is what the segments say.
        let same = |one: &Segment, two: &Segment| {
            let own = one.iter().map(|&word| own.words[word as usize]);
            own.eq(two.iter().map(|&word| other.words[word as usize]))
        };
        own.pairs.len() == other.pairs.len()
            && own
                .pairs
                .iter()
                .zip(&other.pairs)
                .all(|(one, two)| one.2 == two.2 && same(&one.0, &two.0) && same(&one.1, &two.1))
    }
}

impl Eq for Bitext {}

/// A bitext in the order of its text, whatever the order in which it was learned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sorted<'a> {
    /// Ordered by kind and text.
    pub words: Vec<&'a Word>,
    /// Segment pairs by the numbers of their words in `words`, ordered.
    pub pairs: Vec<(Segment, Segment, &'a Seen)>,
}

impl Memory {
    /// Takes in the segment pairs of an aligned page.
    pub fn learn(
        &mut self,
        source: Rendition<'_>,
        target: Rendition<'_>,
        alignment: &Alignment,
        page: &Page,
    ) {
        let locales = (source.locale.clone(), target.locale.clone());
        let bitext = self.bitexts.entry(locales).or_default();
        let lines = LineIndex::new(&page.text);
        let path: Arc<str> = target.path.into();
        let (mut from, mut to) = (Vec::new(), Vec::new());
        for bead in alignment.beads.iter().filter(|bead| bead.is_pair()) {
            let stretch = |rendition: Rendition<'_>, (first, last): (u32, u32)| {
                let sentences = &rendition.document.sentences;
                Span::new(sentences[first as usize].text.start, sentences[last as usize - 1].text.end)
            };
            let (in_source, in_target) = (stretch(source, bead.source), stretch(target, bead.target));
            // What was copied teaches nothing.
            if source.document.text(in_source) == target.document.text(in_target) {
                continue;
            }
            from.clear();
            tokens::cut(source, in_source, &mut from);
            to.clear();
            tokens::cut(target, in_target, &mut to);
            let start = target.document.source_span(in_target).start;
            bitext.learn(&from, &to, || Place { path: Arc::clone(&path), line: lines.line(start) });
        }
    }

    /// Takes in what another memory holds.
    pub fn add(&mut self, other: &Self) {
        for (locales, bitext) in &other.bitexts {
            self.bitexts.entry(locales.clone()).or_default().add(bitext);
        }
    }
}

impl Bitext {
    /// How many different segment pairs it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Takes in a segment pair.
    pub fn learn(&mut self, source: &[Token<'_>], target: &[Token<'_>], place: impl FnOnce() -> Place) {
        let source = self.segment(source);
        let target = self.segment(target);
        self.count((source, target), 1, place);
    }

    fn segment(&mut self, tokens: &[Token<'_>]) -> Segment {
        tokens.iter().map(|token| self.number(token.kind, token.text)).collect()
    }

    /// The number of a word.
    pub(super) fn number(&mut self, kind: Kind, text: &str) -> u32 {
        let numbers = &mut self.numbers[kind as usize];
        if let Some(&number) = numbers.get(text) {
            return number;
        }
        let number = self.words.len() as u32;
        self.words.push(Word { kind, text: text.into() });
        numbers.insert(text.into(), number);
        number
    }

    pub(super) fn count(&mut self, pair: (Segment, Segment), count: u32, place: impl FnOnce() -> Place) {
        let place = place();
        match self.pairs.entry(pair) {
            std::collections::hash_map::Entry::Occupied(mut seen) => {
                let seen = seen.get_mut();
                seen.count = seen.count.saturating_add(count);
                if place < seen.place {
                    seen.place = place;
                }
            }
            std::collections::hash_map::Entry::Vacant(room) => {
                room.insert(Seen { count, place });
            }
        }
    }

    fn add(&mut self, other: &Self) {
        let numbers: Vec<u32> = other.words.iter().map(|word| self.number(word.kind, &word.text)).collect();
        let renumber = |segment: &Segment| segment.iter().map(|&word| numbers[word as usize]).collect();
        let mut pairs: Vec<(&(Segment, Segment), &Seen)> = other.pairs.iter().collect();
        pairs.put_in_order_by_key(|pair| pair.0);
        for ((source, target), seen) in pairs {
            self.count((renumber(source), renumber(target)), seen.count, || seen.place.clone());
        }
    }

    /// The same in the order of its text.
    #[must_use]
    pub fn sorted(&self) -> Sorted<'_> {
        let mut order: Vec<u32> = (0..self.words.len() as u32).collect();
        order.put_in_order_by_key(|&word| &self.words[word as usize]);
        let mut rank = vec![0; order.len()];
        for (at, &word) in order.iter().enumerate() {
            rank[word as usize] = at as u32;
        }
        let renumber =
            |segment: &Segment| -> Segment { segment.iter().map(|&word| rank[word as usize]).collect() };
        let mut pairs: Vec<(Segment, Segment, &Seen)> = self
            .pairs
            .iter()
            .map(|((source, target), seen)| (renumber(source), renumber(target), seen))
            .collect();
        pairs.put_in_order_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        Sorted { words: order.iter().map(|&word| &self.words[word as usize]).collect(), pairs }
    }
}

impl<'a> Sorted<'a> {
    /// The segments of the source (0) or of the translation (1).
    pub(super) fn side(&self, side: usize) -> impl Iterator<Item = &Segment> {
        self.pairs.iter().map(move |(source, target, _)| if side == 0 { source } else { target })
    }

    /// The words of a segment, each with what is expected to stand before it.
    fn spelled(&self, segment: &[u32]) -> impl Iterator<Item = (&'static str, &'a Word)> {
        let mut before = None;
        segment.iter().map(move |&word| {
            let word = self.words[word as usize];
            let free = word.kind == Kind::Gap || before == Some(Kind::Gap);
            let gap = if free { "" } else { expected(before, word.kind) };
            before = Some(word.kind);
            (gap, word)
        })
    }

    /// The tokens of a segment, with their places in [`Sorted::text`].
    pub fn tokens(&self, segment: &[u32], tokens: &mut Vec<Token<'a>>) {
        tokens.clear();
        let mut start = 0;
        for (gap, word) in self.spelled(segment) {
            start += gap.len() as u32;
            tokens.push(Token { text: &word.text, kind: word.kind, start });
            start += word.text.len() as u32;
        }
    }

    /// The text of a segment, as it stood in the page.
    #[must_use]
    pub fn text(&self, segment: &[u32]) -> String {
        self.spelled(segment).flat_map(|(gap, word)| [gap, &word.text]).collect()
    }

    /// What the segments of one side state, by the lexicon of its language, with places in [`Sorted::text`]:
    /// the cues, and where those of each segment begin.
    #[must_use]
    pub fn cues(&self, side: usize, locale: &Locale) -> (Vec<Cue>, Vec<u32>) {
        let mut text = String::new();
        let mut starts = Vec::with_capacity(self.pairs.len());
        for segment in self.side(side) {
            starts.push(text.len() as u32);
            for (gap, word) in self.spelled(segment) {
                text.push_str(gap);
                // No form may match inside a name; an acronym may be one.
                if word.kind == Kind::Opaque && word.text.contains(|c: char| c.is_lowercase()) {
                    text.extend(std::iter::repeat_n('\u{1}', word.text.len()));
                } else {
                    lowered::push_lowered(&word.text, &mut text);
                }
            }
            text.push('\n');
        }
        let mut cues = cue::find_in(text, locale).unwrap_or_default();
        let firsts: Vec<u32> =
            starts.iter().map(|&start| cues.partition_point(|cue| cue.text.start < start) as u32).collect();
        for (segment, &first) in firsts.iter().enumerate() {
            let end = firsts.get(segment + 1).map_or(cues.len(), |&next| next as usize);
            for cue in &mut cues[first as usize..end] {
                cue.text = Span::new(cue.text.start - starts[segment], cue.text.end - starts[segment]);
            }
        }
        (cues, firsts)
    }
}
