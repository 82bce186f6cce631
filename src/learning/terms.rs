//! What a segment has that could be rendered (terms), and what it has that could render something
//! (features).
//!
//! Terms are words, stems and pairs of words, or runs of one to five characters where words are written
//! without spaces. Features are words, their beginnings (which inflected forms share), pieces of
//! words (which compounds share), and runs of one to four characters. What a lexicon knows of the language
//! takes part on the same footing: each concept that a segment states is a term and a feature. All are
//! known by hashes of 32 bits.

use super::tokens::{Kind, Token};
use crate::facts::Cue;
use crate::hash::Hasher;
use crate::language::lexicon;
use crate::order::InOrder as _;
use std::sync::OnceLock;

/// A term of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Which.
    pub key: u32,
    /// First token.
    pub first: u16,
    /// One past the last token.
    pub last: u16,
    /// The word a word or stem is of: a feature's key, too.
    pub word: Option<u32>,
    /// The words of a pair.
    pub parts: Option<(u32, u32)>,
}

/// Most tokens of a segment that are looked at: keeps hostile text cheap.
pub(super) const MOST_TOKENS: usize = 400;
/// The longest run of wide characters that is a term.
pub(super) const LONGEST_TERM: usize = 5;
/// The longest run of wide characters that is a feature.
pub(super) const LONGEST_RUN: usize = 4;
/// Letters of a stem.
const STEM: usize = 6;
/// Letters of the beginnings of words.
const PREFIXES: [usize; 2] = [4, 6];
/// Letters of a piece.
const PIECE: usize = 5;

/// What a key was made of; part of it.
#[derive(Clone, Copy)]
enum Make {
    Word = 1,
    Stem = 2,
    Comparison = 3,
    Prefix = 4,
    Piece = 5,
    Run = 6,
    Concept = 7,
}

/// The hash that a key is cut out of.
fn hasher(make: Make) -> Hasher {
    let mut hasher = Hasher::default();
    hasher.byte(make as u8);
    hasher
}

fn cut(hasher: Hasher) -> u32 {
    (hasher.key().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}

fn key(make: Make, letters: &[char]) -> u32 {
    let mut hasher = hasher(make);
    for &letter in letters {
        hasher.number(letter as u32);
    }
    cut(hasher)
}

/// A run of wide characters.
#[derive(Clone, Copy, Debug)]
pub struct Run(Hasher);

impl Default for Run {
    fn default() -> Self {
        Self(hasher(Make::Run))
    }
}

impl Run {
    /// Takes in what follows.
    pub fn push(&mut self, text: &str) {
        for letter in text.chars() {
            self.0.number(letter as u32);
        }
    }

    /// The key of all taken in so far.
    #[must_use]
    pub fn key(self) -> u32 {
        cut(self.0)
    }
}

/// The keys of a word and of its stem.
pub fn of_word(word: &str, letters: &mut Vec<char>) -> (u32, u32) {
    lower(word, letters);
    (key(Make::Word, letters), stem(letters))
}

/// The key of the stem of a word in lower case.
fn stem(mut letters: &[char]) -> u32 {
    if letters.len() >= 4 && letters.last() == Some(&'s') {
        letters = &letters[..letters.len() - 1];
    }
    key(Make::Stem, &letters[..letters.len().min(STEM)])
}

/// The key of a pair of words, by theirs.
#[must_use]
pub fn pair(first: u32, second: u32) -> u32 {
    first.rotate_left(7).wrapping_mul(0x9e37_79b9) ^ second ^ Make::Comparison as u32
}

/// Appends the features of a word.
pub fn features_of_word(word: &str, letters: &mut Vec<char>, features: &mut Vec<u32>) {
    lower(word, letters);
    features.push(key(Make::Word, letters));
    pieces(letters, features);
}

/// Appends the beginnings and the pieces of a word in lower case.
fn pieces(letters: &[char], features: &mut Vec<u32>) {
    for length in PREFIXES {
        if length <= letters.len() {
            features.push(key(Make::Prefix, &letters[..length]));
        }
    }
    features.extend(letters.windows(PIECE).map(|piece| key(Make::Piece, piece)));
}

/// Whether a text begins with a hangul syllable: Korean puts particles behind its words, which are told by how
/// they begin.
#[must_use]
pub fn is_hangul(text: &str) -> bool {
    text.starts_with(|c| ('\u{ac00}'..='\u{d7ff}').contains(&c))
}

/// The tokens that a cue speaks for: the first, and one past the last.
#[must_use]
pub fn stretch(tokens: &[Token<'_>], cue: &Cue) -> Option<(u16, u16)> {
    let first = tokens.partition_point(|token| token.start <= cue.text.start).saturating_sub(1);
    let last = tokens.partition_point(|token| token.start < cue.text.end).max(first + 1);
    let last = if last - first > LONGEST_CUE { first + 1 } else { last };
    (last <= tokens.len().min(MOST_TOKENS)).then_some((first as u16, last as u16))
}

/// The key of a concept, as a term and as a feature.
#[must_use]
pub fn concept(concept: u16) -> u32 {
    key(Make::Concept, &[char::from_u32(u32::from(concept)).unwrap_or_default()])
}

/// Whether a key is that of a concept.
#[must_use]
pub fn is_concept(key: u32) -> bool {
    concept_of(key).is_some()
}

/// The concept that a key stands for.
#[must_use]
pub fn concept_of(key: u32) -> Option<u16> {
    static KEYS: OnceLock<Vec<(u32, u16)>> = OnceLock::new();
    let keys = KEYS.get_or_init(|| {
        let mut keys: Vec<(u32, u16)> =
            (0..lexicon::concepts().len() as u16).map(|number| (concept(number), number)).collect();
        keys.put_in_order();
        keys
    });
    keys.binary_search_by_key(&key, |own| own.0).ok().map(|at| keys[at].1)
}

/// The word, or the run of characters, by which a feature stands in a segment.
#[must_use]
pub fn written(tokens: &[Token<'_>], feature: u32) -> Option<String> {
    let (first, last) = place(tokens, feature)?;
    Some(tokens[first..last].iter().map(|token| token.text).collect())
}

/// The tokens by which a feature stands in a segment: the first, and one past the last.
#[must_use]
pub fn place(tokens: &[Token<'_>], feature: u32) -> Option<(usize, usize)> {
    let (mut letters, mut found) = (Vec::new(), Vec::new());
    for last in 1..=tokens.len().min(MOST_TOKENS) {
        let most = if tokens[last - 1].kind == Kind::Wide { LONGEST_RUN } else { 1 };
        for first in (last.saturating_sub(most)..last).rev() {
            read_features(&tokens[first..last], &[], &mut letters, &mut found);
            if found.contains(&feature) {
                return Some((first, last));
            }
        }
    }
    None
}

/// The longest stretch of tokens that a cue speaks for: of a longer one, which has gaps, its first.
const LONGEST_CUE: usize = 4;

/// A word in lower case.
fn lower(word: &str, letters: &mut Vec<char>) {
    letters.clear();
    if word.is_ascii() {
        letters.extend(word.bytes().take(64).map(|byte| char::from(byte.to_ascii_lowercase())));
    } else {
        letters.extend(word.chars().flat_map(char::to_lowercase).take(64));
    }
}

/// Reads the terms of a segment, and its features in no order, some twice; the places of tokens and cues are in
/// the same text.
pub fn read(
    tokens: &[Token<'_>],
    cues: &[Cue],
    letters: &mut Vec<char>,
    terms: &mut Vec<Term>,
    features: &mut Vec<u32>,
) {
    terms.clear();
    features.clear();
    for cue in cues {
        let key = concept(cue.concept);
        features.push(key);
        if let Some((first, last)) = stretch(tokens, cue) {
            terms.push(Term { key, first, last, word: None, parts: None });
        }
    }
    let mut before: Option<u32> = None;
    for (at, token) in tokens.iter().take(MOST_TOKENS).enumerate() {
        let first = at as u16;
        match token.kind {
            Kind::Word | Kind::Kana => {
                lower(token.text, letters);
                let word = key(Make::Word, letters);
                for key in [word, stem(letters)] {
                    terms.push(Term { key, first, last: first + 1, word: Some(word), parts: None });
                }
                features.push(word);
                pieces(letters, features);
                if let Some(before) = before {
                    terms.push(Term {
                        key: pair(before, word),
                        first: first - 1,
                        last: first + 1,
                        word: None,
                        parts: Some((before, word)),
                    });
                }
                before = Some(word);
            }
            Kind::Wide => {
                before = None;
                let begins = !(is_hangul(token.text) && at > 0 && tokens[at - 1].kind == Kind::Wide);
                for (key, length) in runs(tokens, at, LONGEST_TERM) {
                    if begins {
                        terms.push(Term { key, first, last: first + length, word: None, parts: None });
                    }
                    if usize::from(length) <= LONGEST_RUN {
                        features.push(key);
                    }
                }
            }
            Kind::Opaque | Kind::Gap => before = None,
        }
    }
}

/// The runs of wide characters that begin with a token: their keys and how many tokens they have.
fn runs(tokens: &[Token<'_>], at: usize, most: usize) -> impl Iterator<Item = (u32, u16)> {
    let wide = tokens[at..].iter().take(most).take_while(|token| token.kind == Kind::Wide);
    wide.zip(1..).scan(Run::default(), |run, (token, length)| {
        run.push(token.text);
        Some((run.key(), length))
    })
}

/// Reads the features of a segment: sorted, none twice.
pub fn features(tokens: &[Token<'_>], cues: &[Cue], letters: &mut Vec<char>, features: &mut Vec<u32>) {
    read_features(tokens, cues, letters, features);
    features.put_in_order();
    features.dedup();
}

/// Reads the features of a segment as they come: in no order, and some twice.
fn read_features(tokens: &[Token<'_>], cues: &[Cue], letters: &mut Vec<char>, features: &mut Vec<u32>) {
    features.clear();
    features.extend(cues.iter().map(|cue| concept(cue.concept)));
    for (at, token) in tokens.iter().take(MOST_TOKENS).enumerate() {
        match token.kind {
            Kind::Word | Kind::Kana => features_of_word(token.text, letters, features),
            Kind::Wide => features.extend(runs(tokens, at, LONGEST_RUN).map(|(key, _)| key)),
            Kind::Opaque | Kind::Gap => {}
        }
    }
}

/// A set of keys that is filled and emptied often: to be emptied costs nothing.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// A key, and which filling it belongs to. Twice as many as there are keys, or more; a power of two.
    slots: Vec<(u32, u32)>,
    filling: u32,
}

impl Keys {
    /// Takes in these keys and drops those of before.
    pub fn fill(&mut self, keys: &[u32]) {
        self.filling = self.filling.wrapping_add(1);
        if self.slots.len() < keys.len() * 2 + 2 || self.filling == 0 {
            self.slots.clear();
            self.slots.resize((keys.len() * 2 + 2).next_power_of_two(), (0, 0));
            self.filling = 1;
        }
        for &key in keys {
            let slot = self.slot(key);
            self.slots[slot] = (key, self.filling);
        }
    }

    /// Whether it holds a key.
    #[must_use]
    pub fn holds(&self, key: u32) -> bool {
        !self.slots.is_empty() && self.slots[self.slot(key)].1 == self.filling
    }

    /// Where a key stands, or would stand. Keys are hashes: their low bits scatter them.
    fn slot(&self, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = key as usize & mask;
        while self.slots[slot].1 == self.filling && self.slots[slot].0 != key {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_held_until_others_are_filled_in() {
        let mut keys = Keys::default();
        assert!(!keys.holds(0));
        keys.fill(&[]);
        assert!(!keys.holds(0));
        // All want the same place, and one comes twice.
        keys.fill(&[8, 16, 0, 16, 24]);
        assert_eq!([0, 8, 16, 24, 32, 1].map(|key| keys.holds(key)), [true, true, true, true, false, false]);
        keys.fill(&[32]);
        assert_eq!([0, 8, 16, 24, 32].map(|key| keys.holds(key)), [false, false, false, false, true]);
    }
}
