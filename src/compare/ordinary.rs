//! Ordinary words: those that a lexicon lists in whatever form, so that one with a capital is no name ("the Council").

use crate::hash::Map;
use crate::language::lexicon::{self, Class, Lexicon};
use crate::order::InOrder as _;
use std::sync::OnceLock;

/// The words of a language.
#[derive(Debug, Default)]
pub(crate) struct Ordinary {
    words: Map<&'static str, ()>,
    /// Those of which any ending is one, sorted; none begins with another.
    stems: Vec<&'static str>,
}

impl Ordinary {
    /// The words of a lexicon, gathered at their first use.
    pub(crate) fn of(lexicon: &'static Lexicon) -> &'static Self {
        static ALL: OnceLock<Vec<OnceLock<Ordinary>>> = OnceLock::new();
        let all = ALL.get_or_init(|| lexicon::all().iter().map(|_| OnceLock::new()).collect());
        all[lexicon::place(lexicon)].get_or_init(|| Self::gather(lexicon))
    }

    fn gather(lexicon: &'static Lexicon) -> Self {
        /// Letters that a stem has at least: with fewer, names begin.
        const STEM: usize = 5;
        let mut all = Self::default();
        let names =
            |concepts: &[u16]| concepts.iter().any(|&concept| lexicon::concept(concept).class == Class::Name);
        let listed = lexicon.forms().chain(lexicon.terms()).filter(|(_, concepts)| !names(concepts));
        for word in listed.flat_map(|(form, _)| form.split([' ', '…', '^', '\'', '-'])) {
            match word.strip_suffix('*') {
                Some(stem) if stem.len() >= STEM && !stem.contains('*') => all.stems.push(stem),
                None if !word.contains('*') => _ = all.words.insert(word, ()),
                _ => {}
            }
        }
        let counted = lexicon.number_words.iter().map(|number| number.word);
        let listed = [lexicon.common_words, lexicon.dates.months, lexicon.loanwords, lexicon.capitals];
        all.words.extend(listed.into_iter().flatten().copied().chain(counted).map(|word| (word, ())));
        all.stems.put_in_order();
        all.stems.dedup_by(|next, kept| next.starts_with(*kept));
        all
    }

    /// Whether a word in lower case is listed, but for its ending.
    pub(crate) fn holds(&self, word: &str) -> bool {
        /// Letters of an ending, and of what is left before it.
        const ENDING: usize = 3;
        const LEFT: usize = 4;
        let is_word = |word: &str| self.words.contains_key(word);
        let cut = |letters: usize| {
            let at = word.char_indices().rev().nth(letters - 1).map_or(0, |(at, _)| at);
            &word[..at]
        };
        let ended = (1..=ENDING)
            .map(cut)
            .filter(|left| left.chars().count() >= LEFT)
            .any(|left| is_word(left) || ["e", "y"].iter().any(|end| is_word(&format!("{left}{end}"))));
        // "Congresswoman".
        let parted = |(at, _): (usize, char)| {
            at >= LEFT && word.len() - at >= LEFT - 1 && is_word(&word[..at]) && is_word(&word[at..])
        };
        is_word(word) || ended || self.begins(word) || word.char_indices().any(parted)
    }

    /// Whether a word in lower case is listed as it stands.
    pub(crate) fn lists(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// Whether a stem begins it.
    fn begins(&self, word: &str) -> bool {
        // What stands between a word and its beginning begins so, too; and no stem begins with another.
        let behind = self.stems.partition_point(|stem| *stem <= word);
        self.stems[..behind].last().is_some_and(|stem| word.starts_with(stem))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Locale;

    #[test]
    fn a_listed_word_is_ordinary_with_its_endings_and_a_name_is_not() {
        let locale = Locale::parse("en").expect("a locale");
        let words = Ordinary::of(lexicon::for_locale(&locale).expect("a lexicon"));
        for word in ["ministry", "ministries", "congresswoman", "server", "directory", "july"] {
            assert!(words.holds(word), "{word}");
        }
        for word in ["putin", "rohtak", "germany", "vercel", "pfannenstiel"] {
            assert!(!words.holds(word), "{word}");
        }
    }
}
