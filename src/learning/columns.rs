//! A side of a bitext by column: for each term or feature the segments that have it.
//!
//! What a word is known by is worked out once for each word of a bitext, not each time that it stands in a
//! segment. Pieces of a word often stand in the very segments in which the word stands: keys with the same
//! segments share one list, and are counted and weighed as one.

use super::memory::Sorted;
use super::terms::{self, LONGEST_RUN, LONGEST_TERM, MOST_TOKENS, Run};
use super::tokens::Kind;
use crate::facts::Cue;
use crate::hash::Map;
use crate::language::Locale;

/// What the segments of one side state, by its lexicon.
pub(super) struct Stated {
    cues: Vec<Cue>,
    /// Where those of each segment begin.
    firsts: Vec<u32>,
}

impl Stated {
    pub(super) fn read(bitext: &Sorted<'_>, side: usize, locale: Option<&Locale>) -> Self {
        let (cues, firsts) = locale.map(|locale| bitext.cues(side, locale)).unwrap_or_default();
        Self { cues, firsts }
    }

    pub(super) fn of(&self, segment: usize) -> &[Cue] {
        let Some(&first) = self.firsts.get(segment) else { return &[] };
        let end = self.firsts.get(segment + 1).map_or(self.cues.len(), |&next| next as usize);
        &self.cues[first as usize..end]
    }
}

/// No number of anything.
const NONE: u32 = u32::MAX;

/// In how many segments of a side each word stands, whatever its case.
pub(super) struct Words {
    /// By word: the number under which it is counted.
    own: Vec<u32>,
    /// The last segment, and how many.
    counts: Vec<(u32, u32)>,
}

impl Words {
    pub(super) fn read(bitext: &Sorted<'_>, side: usize) -> Self {
        let mut numbers: Map<u32, u32> = Map::default();
        let mut words = Self { own: vec![NONE; bitext.words.len()], counts: Vec::new() };
        let mut letters = Vec::new();
        for (at, segment) in bitext.side(side).enumerate() {
            // The last run may go beyond the tokens that are looked at.
            for &word in segment.iter().take(MOST_TOKENS + LONGEST_TERM) {
                let own = &mut words.own[word as usize];
                if *own == NONE {
                    let word = bitext.words[word as usize];
                    if matches!(word.kind, Kind::Opaque | Kind::Gap) {
                        continue;
                    }
                    let next = numbers.len() as u32;
                    *own = *numbers.entry(terms::of_word(&word.text, &mut letters).0).or_insert(next);
                    if *own == next {
                        words.counts.push((NONE, 0));
                    }
                }
                let count = &mut words.counts[*own as usize];
                if count.0 != at as u32 {
                    *count = (at as u32, count.1 + 1);
                }
            }
        }
        words
    }

    /// Whether a word stands in so many segments: what holds a rarer one is no more frequent.
    fn frequent(&self, word: u32, least: usize) -> bool {
        self.counts.get(self.own[word as usize] as usize).is_some_and(|count| count.1 as usize >= least)
    }
}

/// Lists of numbers, laid end to end.
struct Rows {
    numbers: Vec<u32>,
    /// Where each list begins, and where the last one ends.
    firsts: Vec<u32>,
}

impl Rows {
    fn of(&self, list: u32) -> &[u32] {
        &self.numbers[self.firsts[list as usize] as usize..self.firsts[list as usize + 1] as usize]
    }

    /// From (list, number), which must come twice the same: `len` lists.
    fn gather<I: Iterator<Item = (u32, u32)>>(len: usize, entries: impl Fn() -> I) -> Self {
        let mut firsts = vec![0; len + 2];
        for (list, _) in entries() {
            firsts[list as usize + 2] += 1;
        }
        for list in 2..firsts.len() {
            firsts[list] += firsts[list - 1];
        }
        let mut numbers = vec![0; firsts.last().map_or(0, |&end| end as usize)];
        // Where a list goes on stands where the next one begins, until it is full.
        for (list, number) in entries() {
            let next = &mut firsts[list as usize + 1];
            numbers[*next as usize] = number;
            *next += 1;
        }
        firsts.truncate(len + 1);
        Self { numbers, firsts }
    }
}

/// The terms or the features of one side, and the segments that have them.
pub(super) struct Columns {
    /// The keys in their order, each with the number of its list.
    pub(super) keys: Vec<(u32, u32)>,
    /// The segments of each list.
    segments: Rows,
    /// The lists that each segment is in.
    lists: Rows,
    /// The keys that share each list, as indices into `keys`.
    shared: Rows,
}

impl Columns {
    /// How many segments there are.
    pub(super) fn len(&self) -> usize {
        self.lists.firsts.len() - 1
    }

    /// How many different lists there are.
    pub(super) fn lists(&self) -> usize {
        self.segments.firsts.len() - 1
    }

    /// The segments of a list, in order.
    pub(super) fn segments(&self, list: u32) -> &[u32] {
        self.segments.of(list)
    }

    /// The lists that a segment is in.
    pub(super) fn of_segment(&self, segment: u32) -> &[u32] {
        self.lists.of(segment)
    }

    /// The keys that share a list, as indices into all keys, in order.
    pub(super) fn sharing(&self, list: u32) -> &[u32] {
        self.shared.of(list)
    }

    /// The terms of a side that `least` segments have, or more, and `most` or fewer.
    pub(super) fn terms(
        (bitext, side): (&Sorted<'_>, usize),
        stated: &Stated,
        words: &Words,
        (least, most): (usize, usize),
    ) -> Self {
        let mut meeting = Meeting::default();
        let (mut letters, mut tokens) = (Vec::new(), Vec::new());
        // Of each word its key and the numbers of its own term and of its stem's.
        let mut spelled: Vec<Option<(u32, u32, u32)>> = vec![None; bitext.words.len()];
        for (at, segment) in bitext.side(side).enumerate() {
            meeting.next();
            let cues = stated.of(at);
            if segment.len() > MOST_TOKENS && !cues.is_empty() {
                bitext.tokens(segment, &mut tokens);
            }
            for cue in cues {
                if segment.len() <= MOST_TOKENS || terms::stretch(&tokens, cue).is_some() {
                    meeting.meet_key(terms::concept(cue.concept));
                }
            }
            let (mut before, mut wide) = (None, false);
            for (at, &word) in segment.iter().take(MOST_TOKENS).enumerate() {
                let (number, word) = (word, bitext.words[word as usize]);
                let after_wide = std::mem::replace(&mut wide, word.kind == Kind::Wide);
                match word.kind {
                    Kind::Word | Kind::Kana => {
                        let (key, own, stem) = *spelled[number as usize].get_or_insert_with(|| {
                            let (own, stem) = terms::of_word(&word.text, &mut letters);
                            (own, meeting.number(own), meeting.number(stem))
                        });
                        meeting.meet(own);
                        meeting.meet(stem);
                        let here = words.frequent(number, least).then_some(key);
                        if let (Some(before), Some(here)) = (before, here) {
                            meeting.meet_key(terms::pair(before, here));
                        }
                        before = here;
                    }
                    Kind::Wide => {
                        before = None;
                        if !(after_wide && terms::is_hangul(&word.text)) {
                            meeting.meet_runs(bitext, &segment[at..], LONGEST_TERM, words, least);
                        }
                    }
                    Kind::Opaque | Kind::Gap => before = None,
                }
            }
        }
        meeting.columns(least, most)
    }

    /// The features of a side that `least` segments have, or more, and `most` or fewer.
    pub(super) fn features(
        (bitext, side): (&Sorted<'_>, usize),
        stated: &Stated,
        words: &Words,
        (least, most): (usize, usize),
    ) -> Self {
        let mut meeting = Meeting::default();
        let (mut letters, mut keys) = (Vec::new(), Vec::new());
        // The numbers of the features of words laid end to end, and where those of each begin and end.
        let mut numbers: Vec<u32> = Vec::new();
        let mut spelled: Vec<Option<(u32, u32)>> = vec![None; bitext.words.len()];
        for (at, segment) in bitext.side(side).enumerate() {
            meeting.next();
            for cue in stated.of(at) {
                meeting.meet_key(terms::concept(cue.concept));
            }
            for (at, &word) in segment.iter().take(MOST_TOKENS).enumerate() {
                let (number, word) = (word, bitext.words[word as usize]);
                match word.kind {
                    Kind::Word | Kind::Kana => {
                        let (first, end) = *spelled[number as usize].get_or_insert_with(|| {
                            let first = numbers.len() as u32;
                            keys.clear();
                            terms::features_of_word(&word.text, &mut letters, &mut keys);
                            numbers.extend(keys.iter().map(|&key| meeting.number(key)));
                            (first, numbers.len() as u32)
                        });
                        for &number in &numbers[first as usize..end as usize] {
                            meeting.meet(number);
                        }
                    }
                    Kind::Wide => meeting.meet_runs(bitext, &segment[at..], LONGEST_RUN, words, least),
                    Kind::Opaque | Kind::Gap => {}
                }
            }
        }
        meeting.columns(least, most)
    }
}

/// A key while segments are read.
struct Met {
    key: u32,
    /// In how many segments.
    count: u32,
    /// The last of them, from 1.
    last: u32,
    /// The sum of the hashes of all of them, by which lists are known to be the same.
    hash: u64,
}

/// Keys as they are met, segment by segment.
#[derive(Default)]
struct Meeting {
    numbers: Map<u32, u32>,
    keys: Vec<Met>,
    /// The keys of each segment, by their numbers, none twice.
    of_segments: Vec<u32>,
    /// Where those of each segment begin.
    firsts: Vec<u32>,
    /// The hash of the segment at hand.
    hash: u64,
}

impl Meeting {
    fn number(&mut self, key: u32) -> u32 {
        *self.numbers.entry(key).or_insert_with(|| {
            self.keys.push(Met { key, count: 0, last: 0, hash: 0 });
            self.keys.len() as u32 - 1
        })
    }

    /// Begins the next segment.
    fn next(&mut self) {
        self.firsts.push(self.of_segments.len() as u32);
        // Mixed so well (SplitMix64: Steele, Lea and Flood 2014) that the sums of different segments differ.
        let hash = (self.firsts.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        self.hash = hash ^ (hash >> 31);
    }

    /// Takes a key, by its number, for one of the segment at hand.
    #[inline]
    fn meet(&mut self, number: u32) {
        let met = &mut self.keys[number as usize];
        let segment = self.firsts.len() as u32;
        if met.last != segment {
            met.last = segment;
            met.count += 1;
            met.hash = met.hash.wrapping_add(self.hash);
            self.of_segments.push(number);
        }
    }

    fn meet_key(&mut self, key: u32) {
        let number = self.number(key);
        self.meet(number);
    }

    /// Takes the runs of wide characters with which some words begin.
    fn meet_runs(&mut self, bitext: &Sorted<'_>, from: &[u32], longest: usize, words: &Words, least: usize) {
        let mut run = Run::default();
        for &number in from.iter().take(longest) {
            let word = bitext.words[number as usize];
            if word.kind != Kind::Wide || !words.frequent(number, least) {
                break;
            }
            run.push(&word.text);
            self.meet_key(run.key());
        }
    }

    /// What `least` segments have, or more, and `most` or fewer.
    fn columns(self, least: usize, most: usize) -> Columns {
        let Self { numbers, keys: met, mut of_segments, mut firsts, .. } = self;
        drop(numbers);
        let kept = |met: &Met| (least..=most).contains(&(met.count as usize));
        let mut order: Vec<u32> =
            (0..met.len() as u32).filter(|&number| kept(&met[number as usize])).collect();
        order.sort_unstable_by_key(|&number| met[number as usize].key);
        let mut lists: Map<(u64, u32), u32> = Map::default();
        let mut keys = Vec::with_capacity(order.len());
        // By number the list of a key, if it is the first that has it: the others would only repeat it.
        let mut first_of = vec![NONE; met.len()];
        for &number in &order {
            let met = &met[number as usize];
            let next = lists.len() as u32;
            let list = *lists.entry((met.hash, met.count)).or_insert(next);
            if list == next {
                first_of[number as usize] = list;
            }
            keys.push((met.key, list));
        }
        drop((met, order));
        firsts.push(of_segments.len() as u32);
        let (mut at, mut kept) = (0, 0);
        for first in 0..firsts.len() - 1 {
            let end = firsts[first + 1] as usize;
            firsts[first] = kept as u32;
            while at < end {
                let list = first_of[of_segments[at] as usize];
                if list != NONE {
                    of_segments[kept] = list;
                    kept += 1;
                }
                at += 1;
            }
        }
        if let Some(end) = firsts.last_mut() {
            *end = kept as u32;
        }
        of_segments.truncate(kept);
        of_segments.shrink_to_fit();
        let by_segment = Rows { numbers: of_segments, firsts };
        let segments = Rows::gather(lists.len(), || {
            (0..by_segment.firsts.len() as u32 - 1)
                .flat_map(|segment| by_segment.of(segment).iter().map(move |&list| (list, segment)))
        });
        let shared = Rows::gather(lists.len(), || keys.iter().zip(0..).map(|(&(_, list), at)| (list, at)));
        Columns { keys, segments, lists: by_segment, shared }
    }
}

#[cfg(test)]
mod tests {
    use super::super::memory::{Bitext, Place};
    use super::super::tokens::Token;
    use super::*;

    /// A bitext of single words and wide characters, with its translation copied.
    fn bitext(segments: &[&str]) -> Bitext {
        let mut bitext = Bitext::default();
        for segment in segments {
            let tokens: Vec<Token<'_>> = segment
                .split(' ')
                .map(|text| {
                    let wide = text.chars().all(crate::facts::is_wide);
                    Token { text, kind: if wide { Kind::Wide } else { Kind::Word }, start: 0 }
                })
                .collect();
            bitext.learn(&tokens, &tokens, Place::default);
        }
        bitext
    }

    fn read(bitext: &Bitext, least: usize, most: usize) -> [Columns; 2] {
        let sorted = bitext.sorted();
        let (stated, words) = (Stated::read(&sorted, 0, None), Words::read(&sorted, 0));
        let terms = Columns::terms((&sorted, 0), &stated, &words, (least, most));
        [terms, Columns::features((&sorted, 0), &stated, &words, (least, most))]
    }

    fn segments(columns: &Columns, key: u32) -> Option<&[u32]> {
        let at = columns.keys.binary_search_by_key(&key, |own| own.0).ok()?;
        Some(columns.segments(columns.keys[at].1))
    }

    #[test]
    fn a_word_has_the_segments_it_stands_in_whatever_its_case_and_each_once() {
        let bitext = bitext(&["a Port port", "b port", "c"]);
        let [terms, features] = read(&bitext, 2, 3);
        let port = terms::of_word("port", &mut Vec::new()).0;
        assert_eq!(segments(&terms, port), Some([0, 1].as_slice()));
        assert_eq!(segments(&features, port), Some([0, 1].as_slice()));
        assert_eq!((terms.len(), features.of_segment(0).len(), features.of_segment(2)), (3, 1, &[][..]));
    }

    #[test]
    fn keys_with_the_same_segments_share_a_list() {
        let [_, features] = read(&bitext(&["a gateway", "b gateway", "gate", "gates"]), 2, 4);
        // "gate" as a beginning stands in all four; the word, its longer beginning and its three pieces in two.
        let list = |text: &str| {
            let key = terms::of_word(text, &mut Vec::new()).0;
            features.keys[features.keys.binary_search_by_key(&key, |own| own.0).expect("it is there")].1
        };
        assert_eq!(features.lists(), 2);
        assert_eq!(features.sharing(list("gateway")).len(), 5);
        assert!(features.sharing(list("gateway")).is_sorted());
    }

    #[test]
    fn what_is_too_rare_or_too_frequent_is_left_out() {
        let bitext = bitext(&["all one", "all two", "all two three", "all 電 話", "all 電", "x y"]);
        let [terms, _] = read(&bitext, 2, 3);
        let mut letters = Vec::new();
        let mut word = |text: &str| terms::of_word(text, &mut letters).0;
        let pair = terms::pair(word("all"), word("two"));
        let mut run = Run::default();
        run.push("電");
        let short = run.key();
        run.push("話");
        assert_eq!(segments(&terms, word("all")), None);
        assert_eq!(segments(&terms, word("one")), None);
        assert_eq!(segments(&terms, pair).map(<[u32]>::len), Some(2));
        assert_eq!(segments(&terms, short).map(<[u32]>::len), Some(2));
        assert_eq!(segments(&terms, run.key()), None);
    }
}
