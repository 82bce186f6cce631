//! What renders what: for each term of one language the few features of the other by which it is
//! recognised.
//!
//! Of the features that stand in the renderings of a term's segments, those are taken one after the other
//! that tell most about whether the term is there (greedily, by the likelihood ratio of the two-by-two
//! table "term there or not, any feature there or not": Dunning 1993), until none tells anything more.
//! Coverage is how often one of them is there, background how often one is there without the term.

use super::choices::Choices;
use super::columns::{Columns, Stated, Words};
use super::evidence::{Evidence, Met, Scales, Side};
use super::memory::Sorted;
use super::ratios::Ratios;
use super::terms;
use crate::hash::Map;
use crate::language::Locale;

/// How a term is rendered.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendering {
    /// The features that render it, most telling first.
    pub features: Vec<Feature>,
    /// Segments that have the term.
    pub count: u32,
    /// Those whose counterpart has one of the features.
    pub covered: u32,
    /// Evidence, in nats, that the term was rendered where one of the features is there.
    pub there: f64,
    /// Evidence, in nats, that it was lost where none is.
    pub lost: f64,
    /// The same by how freely the segment is rendered otherwise; see [`Knowledge::freedom`].
    pub lost_in: [f64; FREEDOMS],
}

/// One of the features that render a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its key; see [`terms`].
    pub key: u32,
    /// Segments with the term in which it stands and none of those before it.
    pub count: u32,
    /// The first of them, as an index into [`Sorted::pairs`].
    pub example: u32,
}

/// How the terms of one language are rendered in the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Direction {
    /// Ordered by term.
    terms: Vec<(u32, Rendering)>,
    /// Where each stands in `terms`.
    places: Map<u32, u32>,
    /// The keys of the features of all terms one after the other, and where those of each end: to be searched
    /// for every word.
    keys: Vec<u32>,
    ends: Vec<u32>,
}

/// What a bitext teaches, both ways.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Knowledge {
    /// How the source's terms are rendered in the translation.
    pub forth: Direction,
    /// How the translation's terms are answered in the source.
    pub back: Direction,
    /// Terms of the source that are rendered in several ways.
    pub choices: Choices,
    /// How many segment pairs it rests on.
    pub pairs: u32,
    /// Where one degree of freedom ends and the next begins, in nats for each known token.
    bounds: [[f64; FREEDOMS - 1]; 2],
}

/// Degrees of freedom with which a segment can be rendered.
pub const FREEDOMS: usize = 4;
/// The shares of segments at which one degree ends and the next begins.
const SHARES: [f64; FREEDOMS - 1] = [0.35, 0.6, 0.82];

/// What speaks on the other side of a segment pair, in nats for each known token.
fn reworded(evidence: &Evidence, added: bool) -> f64 {
    let other: f64 = evidence.signs.iter().filter(|sign| sign.added != added).map(|sign| sign.weight).sum();
    other / f64::from(evidence.known + 4)
}

/// A term must have been seen in this many segments.
const LEAST_SEEN: usize = 8;
/// Segments of a term in which candidates are counted; of more, evenly spread ones.
const SAMPLE: usize = 200;
/// Candidates that are weighed for a term.
const CANDIDATES: usize = 32;
/// Features that render a term, at most.
const MOST_FEATURES: usize = 12;
/// A rendering that stands in more of the other segments tells nothing.
const MOST_BACKGROUND: f64 = 0.25;
/// A term that is missed more often than one in four or so tells nothing.
const LEAST_LOST: f64 = 1.4;
/// How many segments of one degree of freedom weigh as much as all others together.
const PRIOR: f64 = 4.0;
/// A single sign is worth no more.
const MOST_LOST: f64 = 5.5;
/// How much more frequent a rendering is in the segments of its term than in all.
const LEAST_LIFT: usize = 2;
/// The gain in log-likelihood that a further feature must bring.
const LEAST_GAIN: f64 = 3.0;

impl Direction {
    /// How a term is rendered, where that is known.
    #[must_use]
    pub fn rendering(&self, term: u32) -> Option<&Rendering> {
        self.place(term).map(|place| self.at(place))
    }

    /// Which of the terms it knows a term is.
    pub(super) fn place(&self, term: u32) -> Option<u32> {
        self.places.get(&term).copied()
    }

    /// How one of the terms that it knows is rendered.
    pub(super) fn at(&self, place: u32) -> &Rendering {
        &self.terms[place as usize].1
    }

    /// The keys of the features that render one of the terms that it knows.
    pub(super) fn keys(&self, place: u32) -> &[u32] {
        let first = (place as usize).checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.keys[first as usize..self.ends[place as usize] as usize]
    }

    /// What a term states, by the concept it renders first.
    #[must_use]
    pub fn concept(&self, term: u32) -> Option<u16> {
        self.rendering(term)?.features.iter().take(2).find_map(|feature| terms::concept_of(feature.key))
    }

    /// How many terms it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

impl Knowledge {
    /// What a bitext teaches; `lexicons` are the locales of its sides whose lexicons take part.
    #[must_use]
    pub fn of(bitext: &Sorted<'_>, lexicons: [Option<&Locale>; 2]) -> Self {
        let cues = [0, 1].map(|side| Stated::read(bitext, side, lexicons[side]));
        let words = [0, 1].map(|side| Words::read(bitext, side));
        let most = most_seen(bitext.pairs.len());
        let features = [0, 1]
            .map(|side| Columns::features((bitext, side), &cues[side], &words[side], (LEAST_SEEN - 2, most)));
        let direction = |from: usize, to: usize| {
            let terms = Columns::terms((bitext, from), &cues[from], &words[from], (LEAST_SEEN, most));
            direction(&terms, &features[to])
        };
        let mut knowledge = Self {
            forth: direction(0, 1),
            back: direction(1, 0),
            choices: Choices::read(bitext, &cues[0], &features),
            pairs: bitext.pairs.len() as u32,
            bounds: [[f64::INFINITY; FREEDOMS - 1]; 2],
        };
        knowledge.calibrate(bitext, &cues);
        knowledge
    }

    /// How freely a segment is rendered, in the eyes of a sign: by what speaks on the other side. A word that
    /// is missing while nothing stands in its place tells more than one that was reworded.
    #[must_use]
    pub fn freedom(&self, evidence: &Evidence, added: bool) -> usize {
        self.degree(reworded(evidence, added), added)
    }

    fn degree(&self, freedom: f64, added: bool) -> usize {
        self.bounds[usize::from(added)].iter().filter(|&&bound| freedom > bound).count()
    }

    /// Learns how often each term is missed in segments that are rendered closely, and in those rendered
    /// freely: a word that is missing from an otherwise literal translation tells more.
    fn calibrate(&mut self, bitext: &Sorted<'_>, cues: &[Stated; 2]) {
        let mut scales = Scales::default();
        let (mut source, mut target) = (Vec::new(), Vec::new());
        let mut freedoms = [Vec::new(), Vec::new()];
        // Of all segment pairs one after the other the terms met, and where those of each begin.
        let mut met: Vec<Met> = Vec::new();
        let mut firsts = Vec::with_capacity(bitext.pairs.len() + 1);
        // Where each term was met last.
        let mut last = [&self.forth, &self.back].map(|direction| vec![usize::MAX; direction.terms.len()]);
        for (at, (from, to, _)) in bitext.pairs.iter().enumerate() {
            bitext.tokens(from, &mut source);
            bitext.tokens(to, &mut target);
            let source = Side { tokens: &source, cues: cues[0].of(at) };
            let target = Side { tokens: &target, cues: cues[1].of(at) };
            let evidence = scales.look(self, source, target);
            for added in [false, true] {
                freedoms[usize::from(added)].push(reworded(&evidence, added));
            }
            let first = met.len();
            firsts.push(first);
            for &term in &scales.met {
                let last = &mut last[usize::from(term.added)][term.place as usize];
                // Of a word said twice, once missed is missed.
                match met.get_mut(*last).filter(|_| *last >= first) {
                    Some(before) => before.missed |= term.missed,
                    None => {
                        *last = met.len();
                        met.push(term);
                    }
                }
            }
        }
        firsts.push(met.len());
        let unsorted = freedoms.clone();
        for (bounds, freedoms) in self.bounds.iter_mut().zip(&mut freedoms) {
            freedoms.sort_unstable_by(f64::total_cmp);
            for (bound, share) in bounds.iter_mut().zip(SHARES) {
                let at = (freedoms.len() as f64 * share) as usize;
                *bound = freedoms.get(at).copied().unwrap_or(f64::INFINITY);
            }
        }
        let mut counts =
            [&self.forth, &self.back].map(|direction| vec![[(0u32, 0u32); FREEDOMS]; direction.terms.len()]);
        for (at, own) in firsts.windows(2).enumerate() {
            let degrees = [false, true].map(|added| self.degree(unsorted[usize::from(added)][at], added));
            for term in &met[own[0]..own[1]] {
                let side = usize::from(term.added);
                let count = &mut counts[side][term.place as usize][degrees[side]];
                count.0 += 1;
                count.1 += u32::from(term.missed);
            }
        }
        for (direction, counts) in [&mut self.forth, &mut self.back].into_iter().zip(&counts) {
            for ((_, rendering), bins) in direction.terms.iter_mut().zip(counts) {
                let (seen, missed) = bins.iter().fold((0, 0), |sum, bin| (sum.0 + bin.0, sum.1 + bin.1));
                if seen == 0 {
                    continue;
                }
                let doubt = 0.5 + 0.5 * rendering.features.len() as f64;
                let overall = (f64::from(missed) + doubt) / (f64::from(seen) + 1.0 + doubt);
                let background = libm::exp(-rendering.there);
                for (bin, lost) in bins.iter().zip(&mut rendering.lost_in) {
                    let missed = (f64::from(bin.1) + PRIOR * overall) / (f64::from(bin.0) + PRIOR);
                    *lost = libm::log((1.0 - background).max(0.01) / missed).clamp(0.0, MOST_LOST);
                }
            }
        }
    }
}

/// What stands in more segments than this neither needs nor gives a rendering.
fn most_seen(segments: usize) -> usize {
    segments / 3
}

/// How the terms of one side are rendered by the features of the other.
fn direction(terms: &Columns, features: &Columns) -> Direction {
    let mut work = Work {
        ratios: Ratios::new(features.len()),
        features,
        counts: vec![0; features.lists()],
        touched: vec![0; features.lists() + 1],
        states: vec![State::Without; features.len()],
    };
    // A word and its stem, or a pair and its rarer word, often stand in the same segments.
    let renderings: Vec<Option<Rendering>> =
        (0..terms.lists() as u32).map(|list| work.rendering(terms.segments(list))).collect();
    let mut direction = Direction::default();
    for &(key, list) in &terms.keys {
        if let Some(rendering) = &renderings[list as usize] {
            direction.places.insert(key, direction.terms.len() as u32);
            direction.terms.push((key, rendering.clone()));
            direction.keys.extend(rendering.features.iter().map(|feature| feature.key));
            direction.ends.push(direction.keys.len() as u32);
        }
    }
    direction
}

/// A segment in the eyes of a term.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Without the term, nor has it a feature that was taken.
    Without,
    /// With the term and none of the features that were taken.
    With,
    /// It has a feature that was taken.
    Covered,
}

/// Room that all terms of a direction share.
struct Work<'c> {
    ratios: Ratios,
    features: &'c Columns,
    /// By list: in how many of the segments looked at; they are at most [`SAMPLE`].
    counts: Vec<u8>,
    touched: Vec<u32>,
    states: Vec<State>,
}

impl Work<'_> {
    fn rendering(&mut self, list: &[u32]) -> Option<Rendering> {
        let candidates = self.candidates(list);
        for &segment in list {
            self.states[segment as usize] = State::With;
        }
        let (features, chosen, (covered, background)) = self.choose(candidates, list.len());
        for &segment in chosen.iter().flat_map(|&chosen| self.features.segments(chosen)).chain(list) {
            self.states[segment as usize] = State::Without;
        }
        if features.is_empty() {
            return None;
        }
        // Half a segment more is taken as missed for what chance chose and for what was never seen.
        let (with, without) = (list.len() as f64, (self.features.len() - list.len()) as f64);
        let missed = (with - f64::from(covered) + 0.5 + 0.5 * features.len() as f64) / (with + 1.0);
        let background = (f64::from(background) + 0.5) / (without + 1.0);
        let there = libm::log((1.0 - missed).max(0.01) / background);
        let lost = libm::log((1.0 - background).max(0.01) / missed);
        (background < MOST_BACKGROUND && lost > LEAST_LOST).then_some(Rendering {
            features,
            count: list.len() as u32,
            covered,
            there,
            lost,
            lost_in: [lost; FREEDOMS],
        })
    }

    /// The features that hang together with a term most, the most telling first.
    fn candidates(&mut self, list: &[u32]) -> Vec<Candidate> {
        let step = list.len().div_ceil(SAMPLE);
        let mut touched = 0;
        for &segment in list.iter().step_by(step) {
            for &feature in self.features.of_segment(segment) {
                let count = &mut self.counts[feature as usize];
                self.touched[touched] = feature;
                touched += usize::from(*count == 0);
                *count += 1;
            }
        }
        let without = self.features.len() - list.len();
        let least = 2.max(list.len() / step / 40);
        let mut candidates: Vec<Candidate> = Vec::new();
        for &feature in &self.touched[..touched] {
            let count = usize::from(std::mem::take(&mut self.counts[feature as usize]));
            if count < least {
                continue;
            }
            let all = self.features.segments(feature).len();
            // What is hardly more frequent here than elsewhere is passed over.
            if (count * step) as u64 * self.features.len() as u64
                <= (LEAST_LIFT * all) as u64 * list.len() as u64
            {
                continue;
            }
            // Of a sample both are guesses.
            let covered = (count * step).min(list.len());
            let background = all.saturating_sub(covered);
            let gain = self.ratios.gain(list.len(), covered, background.min(without));
            if gain > LEAST_GAIN && (background as f64) < without as f64 * MOST_BACKGROUND {
                let (adds, bounds) = if step == 1 {
                    let adds = (covered as u32, background as u32);
                    (Some(adds), adds)
                } else {
                    (None, (all.min(list.len()) as u32, all.saturating_sub(list.len()) as u32))
                };
                let sharing = self.features.sharing(feature).iter();
                candidates.extend(sharing.map(|&key| Candidate { key, list: feature, gain, adds, bounds }));
            }
        }
        let order = |a: &Candidate, b: &Candidate| b.gain.total_cmp(&a.gain).then(a.key.cmp(&b.key));
        if candidates.len() > CANDIDATES {
            candidates.select_nth_unstable_by(CANDIDATES, order);
            candidates.truncate(CANDIDATES);
        }
        candidates.sort_unstable_by(order);
        candidates
    }

    /// Takes candidates one after the other, the most telling first; gives how many segments with and
    /// without the term they stand in. What a candidate adds only shrinks as others are taken (nearly so: a
    /// likelihood ratio is not quite submodular), so that of the gains known from before only the largest has
    /// to be looked at anew (lazy greedy: Minoux 1978).
    fn choose(&mut self, mut left: Vec<Candidate>, with: usize) -> Chosen {
        let most = (self.features.len() - with) as f64 * MOST_BACKGROUND;
        let (mut covered, mut background, mut gain) = (0, 0, 0.0);
        let (mut features, mut chosen) = (Vec::new(), Vec::new());
        // What the list looked at last adds.
        let mut last = None;
        while chosen.len() < MOST_FEATURES {
            // Candidates are ordered by what they are known to add at most.
            let Some(candidate) = left.first() else { break };
            if candidate.gain < LEAST_GAIN {
                break;
            }
            let mut candidate = left.remove(0);
            // What shares its segments has nothing to add.
            if chosen.contains(&candidate.list) {
                continue;
            }
            if let Some(adds) = candidate.adds {
                let segments = self.features.segments(candidate.list);
                let example = segments.iter().find(|&&segment| self.states[segment as usize] == State::With);
                features.push(Feature {
                    key: self.features.keys[candidate.key as usize].0,
                    count: adds.0,
                    example: example.copied().unwrap_or_default(),
                });
                for &segment in segments {
                    self.states[segment as usize] = State::Covered;
                }
                chosen.push(candidate.list);
                (covered, background) = (covered + adds.0, background + adds.1);
                gain += candidate.gain;
                last = None;
                for candidate in &mut left {
                    candidate.adds = None;
                }
                continue;
            }
            // Counting is dear: what could not add enough is let go.
            let reached = (
                covered + candidate.bounds.0.min(with as u32 - covered),
                background + candidate.bounds.1.saturating_sub(background),
            );
            if self.ratios.gain(with, reached.0 as usize, reached.1 as usize) - gain < LEAST_GAIN {
                continue;
            }
            let adds = match last {
                Some((list, adds)) if list == candidate.list => adds,
                _ => self.uncovered(candidate.list),
            };
            last = Some((candidate.list, adds));
            let reached = (covered + adds.0, background + adds.1);
            if adds.0 >= 2 && f64::from(reached.1) <= most {
                let more = self.ratios.gain(with, reached.0 as usize, reached.1 as usize) - gain;
                if more >= LEAST_GAIN {
                    (candidate.gain, candidate.adds) = (more, Some(adds));
                    left.insert(left.partition_point(|other| other.gain > more), candidate);
                }
            }
        }
        (features, chosen, (covered, background))
    }

    /// In how many segments with and without the term a list stands and none of those taken before.
    fn uncovered(&self, list: u32) -> (u32, u32) {
        let segments = self.features.segments(list);
        segments.iter().fold((0, 0), |(with, without), &segment| {
            let state = self.states[segment as usize];
            (with + u32::from(state == State::With), without + u32::from(state == State::Without))
        })
    }
}

/// A feature that may render a term.
#[derive(Clone, Copy)]
struct Candidate {
    /// As an index into the features' keys.
    key: u32,
    /// Its list.
    list: u32,
    /// What it adds, at most.
    gain: f64,
    /// The segments with and without the term that it adds to those taken, where they are counted; then the
    /// gain is that of these.
    adds: Option<(u32, u32)>,
    /// With the term it adds no more segments than the first, taken alone, and has no fewer without the term
    /// than the second.
    bounds: (u32, u32),
}

/// The features chosen, their lists, and how many segments with and without the term they stand in.
type Chosen = (Vec<Feature>, Vec<u32>, (u32, u32));
