//! Named terms of the source: what a lexicon knows as a role or component, and names of several words that
//! are written with capitals where the words around them are not.

use super::columns::Stated;
use super::memory::Sorted;
use super::tokens::{Kind, Token};
use crate::hash::{Hasher, Map};
use crate::language::lexicon::{self, Class};
use crate::order::InOrder as _;

/// Words of a name, at most.
pub(super) const LONGEST: usize = 4;
/// How often a name must be seen.
const LEAST_SEEN: u32 = 20;
/// Names that are looked at, those that are seen most often: keeps huge sets cheap.
const MOST_NAMES: usize = 1000;

/// The words of a name by their keys, behind them 0.
pub(super) type Name = [u32; LONGEST];

/// The names that a bitext uses.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// Ordered.
    pub(super) names: Vec<Name>,
    /// By the first word, which of the names begin with it.
    firsts: Map<u32, (u32, u32)>,
}

/// Where a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Which.
    pub name: u32,
    /// Its first token.
    pub first: u32,
    /// One past its last token.
    pub last: u32,
}

/// The key of a word, whatever its case, and whether one or several are meant; 0 for what is no word.
pub(super) fn key(kind: Kind, text: &str, letters: &mut Vec<char>) -> u32 {
    if kind != Kind::Word {
        return 0;
    }
    letters.clear();
    letters.extend(text.chars().flat_map(char::to_lowercase).take(64));
    if letters.len() >= 5 && letters.ends_with(&['i', 'e', 's']) {
        letters.truncate(letters.len() - 3);
        letters.push('y');
    } else if letters.len() >= 4 && letters.ends_with(&['s']) && !letters.ends_with(&['s', 's']) {
        letters.pop();
    }
    let mut hasher = Hasher::default();
    for &letter in letters.iter() {
        hasher.bytes(&(letter as u32).to_le_bytes());
    }
    folded(hasher).max(1)
}

/// The key of what stands beside a name, whatever it is.
pub(super) fn neighbour(kind: Kind, text: &str, letters: &mut Vec<char>) -> u32 {
    match key(kind, text, letters) {
        0 => {
            let mut hasher = Hasher::default();
            hasher.bytes(text.as_bytes());
            folded(hasher)
        }
        word => word,
    }
}

/// A key of 32 bits.
fn folded(hasher: Hasher) -> u32 {
    (hasher.key().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}

fn length(name: &Name) -> usize {
    name.iter().take_while(|&&word| word != 0).count()
}

impl Names {
    /// The names in the source of a bitext; `keys` are those of its words.
    pub(super) fn read(bitext: &Sorted<'_>, keys: &[u32], stated: &Stated) -> Self {
        let capital: Vec<bool> =
            bitext.words.iter().map(|word| word.text.starts_with(char::is_uppercase)).collect();
        let mut counts: Map<Name, u32> = Map::default();
        let mut take = |words: &[u32]| {
            let mut name = Name::default();
            for (key, &word) in name.iter_mut().zip(words) {
                *key = keys[word as usize];
            }
            *counts.entry(name).or_default() += 1;
        };
        let mut tokens = Vec::new();
        for (at, (source, ..)) in bitext.pairs.iter().enumerate() {
            let is_word = |word: &&u32| keys[**word as usize] != 0;
            let named = |word: &u32| is_word(&word) && capital[*word as usize];
            let inside = source.get(1..).unwrap_or_default();
            let capitals = inside.iter().filter(|word| named(word)).count();
            // In headings, where all words are written so, capitals tell nothing.
            if capitals > 1 && capitals * 2 <= inside.iter().filter(is_word).count() {
                for run in inside.chunk_by(|one, two| named(one) && named(two)) {
                    for first in 0..run.len() {
                        for last in first + 2..=run.len().min(first + LONGEST) {
                            take(&run[first..last]);
                        }
                    }
                }
            }
            let roles = stated
                .of(at)
                .iter()
                .filter(|cue| lexicon::concepts()[cue.concept as usize].class == Class::Role);
            for (nth, cue) in roles.enumerate() {
                if nth == 0 {
                    bitext.tokens(source, &mut tokens);
                }
                let first = tokens.partition_point(|token| token.start < cue.text.start);
                let last = tokens.partition_point(|token| token.start < cue.text.end);
                let words = &source[first.min(last)..last];
                if (1..=LONGEST).contains(&words.len()) && words.iter().all(|word| is_word(&word)) {
                    take(words);
                }
            }
        }
        let mut counts: Vec<(Name, u32)> =
            counts.into_iter().filter(|(_, count)| *count >= LEAST_SEEN).collect();
        counts.put_in_order_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
        counts.truncate(MOST_NAMES);
        let mut names: Vec<Name> = counts.into_iter().map(|(name, _)| name).collect();
        names.put_in_order();
        let mut firsts: Map<u32, (u32, u32)> = Map::default();
        for (at, name) in names.iter().enumerate() {
            firsts.entry(name[0]).or_insert((at as u32, 0)).1 = at as u32 + 1;
        }
        Self { names, firsts }
    }

    /// Finds the names among the keys of words, also those inside of others; in order of place.
    pub(super) fn find(&self, keys: impl Fn(usize) -> u32, tokens: usize, mut found: impl FnMut(Found)) {
        for at in 0..tokens {
            // Most words stand in no name.
            let own = keys(at);
            if own == 0 {
                continue;
            }
            let Some(&(first, last)) = self.firsts.get(&own) else { continue };
            for which in first..last {
                let name = &self.names[which as usize];
                let length = length(name);
                if at + length <= tokens && (1..length).all(|next| keys(at + next) == name[next]) {
                    found(Found { name: which, first: at as u32, last: (at + length) as u32 });
                }
            }
        }
    }

    /// Forgets the keys of words that stand in no name.
    pub(super) fn retain(&self, keys: &mut [u32]) {
        let mut known: Vec<u32> = self.names.iter().flatten().copied().collect();
        known.put_in_order();
        known.dedup();
        for key in keys.iter_mut().filter(|key| known.binary_search(key).is_err()) {
            *key = 0;
        }
    }

    /// Whether a name is a part of another.
    pub(super) fn within(&self, name: usize, other: usize) -> bool {
        let [part, whole] = [name, other].map(|name| &self.names[name][..length(&self.names[name])]);
        part.len() < whole.len() && whole.windows(part.len()).any(|window| window == part)
    }

    /// The keys of tokens.
    pub(super) fn keys(tokens: &[Token<'_>], letters: &mut Vec<char>, keys: &mut Vec<u32>) {
        keys.clear();
        keys.extend(tokens.iter().map(|token| key(token.kind, token.text, letters)));
    }
}
