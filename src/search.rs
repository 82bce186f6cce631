//! Many words looked for in a text at once, in one reading.
//!
//! The crate behind it has three automatons and takes the one that fits the number of words best. Here it is one for all,
//! the one that suits lexicons: the others would be code that people download to find a dozen words a little sooner.

use aho_corasick::automaton::Automaton as _;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Input, Match, MatchKind};

/// Words to look for.
#[derive(Clone, Debug)]
pub struct Search(NFA);

impl Search {
    /// Finds each of these wherever it stands, within others, too; `None` where they are none, or too many.
    #[must_use]
    pub fn for_all(words: &[&str]) -> Option<Self> {
        Self::of(words, NFA::builder().match_kind(MatchKind::Standard))
    }

    /// Finds the longest of these where several begin, in small or big letters of ASCII; `None` as above.
    #[must_use]
    pub fn for_longest(words: &[&str]) -> Option<Self> {
        Self::of(words, NFA::builder().match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true))
    }

    fn of(words: &[&str], builder: &aho_corasick::nfa::contiguous::Builder) -> Option<Self> {
        if words.is_empty() { None } else { builder.build(words).ok().map(Self) }
    }

    /// What [`for_all`](Self::for_all) finds, by its number and its place.
    pub fn all_in<'s>(&'s self, text: &'s str) -> impl Iterator<Item = Match> + 's {
        self.0.try_find_overlapping_iter(Input::new(text)).into_iter().flatten()
    }

    /// What [`for_longest`](Self::for_longest) finds.
    pub fn longest_in<'s>(&'s self, text: &'s str) -> impl Iterator<Item = Match> + 's {
        self.0.try_find_iter(Input::new(text)).into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::Search;

    #[test]
    fn words_are_found_within_others_or_the_longest_of_them() {
        let words = ["edge", "edge server", "server"];
        let found = |found: aho_corasick::Match| (found.pattern().as_usize(), found.start());
        let all: Vec<_> =
            Search::for_all(&words).expect("words").all_in("an edge server").map(found).collect();
        assert_eq!(all, [(0, 3), (1, 3), (2, 8)]);
        let longest: Vec<_> =
            Search::for_longest(&words).expect("words").longest_in("an Edge Server").map(found).collect();
        assert_eq!(longest, [(1, 3)]);
        assert!(Search::for_all(&[]).is_none());
    }
}
