//! Rivals: features of the translation that render one term and shun each other.

use super::choices::{LEAST_COUNT, LEAST_SHARE, Places, Rival, beside};
use super::columns::Columns;
use super::memory::Sorted;
use super::ratios::Ratios;
use super::terms;
use crate::hash::Map;
use crate::order::InOrder as _;

/// Features that are held against each other, those that tell most of the term.
const CANDIDATES: usize = 96;
/// How much more frequent a rendering is in the segments of its term than in all.
const LEAST_LIFT: u64 = 3;
/// One in how many of the segments that have a rendering has its term, at least.
const MOST_ELSEWHERE: usize = 20;
/// Segments in which what explains a feature is looked for; of more, evenly spread ones.
const SAMPLE: usize = 100;
/// The gain in log-likelihood of what explains a feature.
const LEAST_GAIN: f64 = 10.0;
/// Explanations of a feature.
const EXPLANATIONS: usize = 5;

/// A set of the segments of a term, by their places among them.
#[derive(Clone)]
struct Set(Vec<u64>);

impl Set {
    fn new(length: usize) -> Self {
        Self(vec![0; length.div_ceil(64)])
    }

    fn insert(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    fn holds(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }

    /// How many both hold.
    fn both(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).map(|(a, b)| (a & b).count_ones() as usize).sum()
    }
}

struct Candidate {
    /// The number of its list.
    feature: u32,
    /// The key of the feature, or of one of those that share the list.
    key: u32,
    gain: f64,
    there: Set,
    count: usize,
}

/// The key of a list, or the first of those that share it, that is a word's or a part of it.
fn key(columns: &Columns, list: u32) -> Option<u32> {
    let keys = columns.sharing(list).iter().map(|&at| columns.keys[at as usize].0);
    keys.into_iter().find(|&key| !terms::is_concept(key))
}

/// Looks for rivals.
pub(super) struct Rivals<'a> {
    bitext: &'a Sorted<'a>,
    source: &'a Columns,
    target: &'a Columns,
    ratios: Ratios,
    /// By feature of the translation, and of the source.
    counts: [Vec<u32>; 2],
    /// By feature of the translation: what of the source explains it.
    explained: Map<u32, Vec<u32>>,
}

impl<'a> Rivals<'a> {
    /// `features` are those of the source and of the translation.
    pub fn new(bitext: &'a Sorted<'a>, features: &'a [Columns; 2]) -> Self {
        let [source, target] = features;
        let counts = [target, source].map(|side| vec![0; side.lists()]);
        let ratios = Ratios::new(bitext.pairs.len());
        Self { bitext, source, target, ratios, counts, explained: Map::default() }
    }

    /// The rivals that render a term, the most usual first; several suggestions, the one that speaks for
    /// most of the segments first.
    pub fn of(&mut self, places: &Places) -> Vec<Vec<Rival>> {
        let mut segments: Vec<u32> = places.iter().map(|place| place.0).collect();
        segments.dedup();
        let n = segments.len();
        let least = LEAST_COUNT.max(n as u32 / LEAST_SHARE) as usize;
        let candidates = self.candidates(&segments, least);
        let mut own = None;
        let mut order: Vec<usize> = (0..candidates.len()).collect();
        order.put_in_order_by_key(|&at| (std::cmp::Reverse(candidates[at].count), at));
        let mut suggestions: Vec<(usize, Vec<Rival>)> = Vec::new();
        for (rank, &at) in order.iter().enumerate() {
            let one = &candidates[at];
            let mut shunned: Vec<&Candidate> = order[rank + 1..]
                .iter()
                .map(|&at| &candidates[at])
                .filter(|two| {
                    let both = one.there.both(&two.there);
                    let expected = one.count * two.count / n;
                    expected >= 5
                        && both * 4 <= two.count
                        && both * 2 <= expected
                        && two.count - both >= least
                        && (one.count + two.count - both) * 2 >= n
                })
                .collect();
            if shunned.is_empty() {
                continue;
            }
            // Those that tell most of the term first.
            shunned.put_in_order_by(|one, two| {
                two.gain.total_cmp(&one.gain).then(one.feature.cmp(&two.feature))
            });
            let own = own.get_or_insert_with(|| self.own(places));
            if self.explain(one.feature).first().is_none_or(|first| own.binary_search(first).is_err()) {
                continue;
            }
            let mut rivals: Vec<Rival> = Vec::new();
            let mut taken: Vec<&Candidate> = vec![one];
            let mut reached = one.count;
            let mut first_bound: Vec<(u8, u32)> = Vec::new();
            for two in shunned {
                if taken[1..].iter().any(|other| other.there.both(&two.there) * 10 > two.count) {
                    continue;
                }
                let others: Vec<u32> = self
                    .explain(two.feature)
                    .iter()
                    .copied()
                    .take_while(|other| own.binary_search(other).is_err())
                    .collect();
                let unexplained = |at: &usize| {
                    let there = self.source.of_segment(segments[*at]);
                    !others.iter().any(|other| there.contains(other))
                };
                let only: Vec<usize> = (0..n)
                    .filter(|&at| two.there.holds(at) && !one.there.holds(at))
                    .filter(unexplained)
                    .collect();
                if only.len() < least {
                    continue;
                }
                let others_only: Vec<usize> =
                    (0..n).filter(|&at| one.there.holds(at) && !two.there.holds(at)).collect();
                reached += only.len();
                let [bound_first, bound] = self.bound(places, &segments, [&others_only, &only]);
                first_bound.extend(bound_first);
                rivals.push(Rival {
                    feature: two.key,
                    segments: only.iter().map(|&at| segments[at]).collect(),
                    others: others.iter().filter_map(|&other| key(self.source, other)).collect(),
                    bound,
                });
                taken.push(two);
            }
            if rivals.is_empty() {
                continue;
            }
            let only: Vec<usize> = (0..n)
                .filter(|&at| one.there.holds(at) && !taken[1..].iter().any(|two| two.there.holds(at)))
                .collect();
            rivals.insert(
                0,
                Rival {
                    feature: one.key,
                    segments: only.iter().map(|&at| segments[at]).collect(),
                    others: Vec::new(),
                    bound: first_bound,
                },
            );
            suggestions.push((reached, rivals));
        }
        suggestions.put_in_order_by_key(|suggestion| std::cmp::Reverse(suggestion.0));
        suggestions.truncate(4);
        suggestions.into_iter().map(|suggestion| suggestion.1).collect()
    }

    /// The features of the translation that hang together with a term, the most telling first; of those
    /// that stand in the same segments one.
    fn candidates(&mut self, segments: &[u32], least: usize) -> Vec<Candidate> {
        let counts = &mut self.counts[0];
        let n = segments.len();
        let mut touched = Vec::new();
        for &segment in segments {
            for &feature in self.target.of_segment(segment) {
                if counts[feature as usize] == 0 {
                    touched.push(feature);
                }
                counts[feature as usize] += 1;
            }
        }
        let all = self.target.len();
        let mut candidates: Vec<Candidate> = Vec::new();
        for feature in touched {
            let count = std::mem::take(&mut counts[feature as usize]) as usize;
            let everywhere = self.target.segments(feature).len();
            // In 64 bits, also where the size of memory has 32.
            let product = |one: usize, two: usize| one as u64 * two as u64;
            if count < least
                || product(count, all) < LEAST_LIFT * product(everywhere, n)
                || count * MOST_ELSEWHERE < everywhere
            {
                continue;
            }
            let Some(key) = key(self.target, feature) else { continue };
            let gain = self.ratios.gain(n, count, everywhere - count);
            candidates.push(Candidate { feature, key, gain, there: Set::new(n), count });
        }
        candidates.put_in_order_by(|a, b| b.gain.total_cmp(&a.gain).then(a.feature.cmp(&b.feature)));
        candidates.truncate(CANDIDATES);
        for (at, candidate) in candidates.iter().enumerate() {
            counts[candidate.feature as usize] = at as u32 + 1;
        }
        for (local, &segment) in segments.iter().enumerate() {
            for &feature in self.target.of_segment(segment) {
                if let Some(at) = (counts[feature as usize] as usize).checked_sub(1) {
                    candidates[at].there.insert(local);
                }
            }
        }
        for candidate in &candidates {
            counts[candidate.feature as usize] = 0;
        }
        let mut kept: Vec<Candidate> = Vec::new();
        for candidate in candidates {
            let same = |other: &Candidate| {
                let both = other.there.both(&candidate.there);
                both * 5 >= (other.count + candidate.count - both) * 4
            };
            if !kept.iter().any(same) {
                kept.push(candidate);
            }
        }
        kept
    }

    /// The numbers of the lists of a term's own features.
    fn own(&self, places: &Places) -> Vec<u32> {
        let (mut letters, mut features, mut tokens, mut own) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (segment, found) in places.iter().step_by(places.len().div_ceil(20)) {
            self.bitext.tokens(&self.bitext.pairs[*segment as usize].0, &mut tokens);
            let name = &tokens[found.first as usize..found.last as usize];
            terms::features(name, &[], &mut letters, &mut features);
            let keys = &self.source.keys;
            let list = |key: &u32| keys.binary_search_by_key(key, |own| own.0).ok().map(|at| keys[at].1);
            own.extend(features.iter().filter_map(list));
        }
        own.put_in_order();
        own.dedup();
        own
    }

    /// What of the source hangs together with a feature of the translation, the most telling first.
    fn explain(&mut self, feature: u32) -> &[u32] {
        let (source, target, ratios, counts) = (self.source, self.target, &self.ratios, &mut self.counts[1]);
        self.explained.entry(feature).or_insert_with(|| {
            let list = target.segments(feature);
            let step = list.len().div_ceil(SAMPLE);
            let mut touched = Vec::new();
            for &segment in list.iter().step_by(step) {
                for &own in source.of_segment(segment) {
                    if counts[own as usize] == 0 {
                        touched.push(own);
                    }
                    counts[own as usize] += 1;
                }
            }
            let without = source.len() - list.len();
            let mut best: Vec<(u32, f64)> = Vec::new();
            for own in touched {
                let count = std::mem::take(&mut counts[own as usize]) as usize * step;
                if count * 10 < list.len() || key(source, own).is_none() {
                    continue;
                }
                let everywhere = source.segments(own).len();
                let count = count.min(everywhere).min(list.len());
                let gain = ratios.gain(list.len(), count, (everywhere - count).min(without));
                if gain > LEAST_GAIN {
                    best.push((own, gain));
                }
            }
            best.put_in_order_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            best.truncate(EXPLANATIONS);
            best.into_iter().map(|best| best.0).collect()
        })
    }

    /// What stands beside a term where it is rendered in one way and hardly ever in the other, for both: there
    /// the two are another term.
    fn bound(&self, places: &Places, segments: &[u32], ways: [&[usize]; 2]) -> [Vec<(u8, u32)>; 2] {
        let mut counts: Map<(u8, u32), [u32; 2]> = Map::default();
        let mut totals = [0_u32; 2];
        let (mut letters, mut tokens) = (Vec::new(), Vec::new());
        for &(segment, found) in places {
            let Ok(at) = segments.binary_search(&segment) else { continue };
            let Some(way) = ways.iter().position(|way| way.binary_search(&at).is_ok()) else { continue };
            totals[way] += 1;
            self.bitext.tokens(&self.bitext.pairs[segment as usize].0, &mut tokens);
            for one in beside(&tokens, found, &mut letters) {
                counts.entry(one).or_default()[way] += 1;
            }
        }
        let all = u64::from(totals[0] + totals[1]);
        // Of the other way four at least are to be expected, and fewer than a third of them are there.
        let binds = |way: usize, counts: &[u32; 2]| {
            let (own, other) = (u64::from(counts[way]), u64::from(counts[1 - way]));
            let expected = (own + other) * u64::from(totals[1 - way]);
            expected >= 4 * all && other * 3 * all <= expected && other * 4 <= own
        };
        [0, 1].map(|way| {
            let mut bound: Vec<(u8, u32)> =
                counts.iter().filter(|(_, counts)| binds(way, counts)).map(|(one, _)| *one).collect();
            bound.put_in_order();
            bound
        })
    }
}
