//! What renders what: for each term of one language the few features of the other by which it is
//! recognised.
//!
//! Of the features that stand in the renderings of a term's segments, those are taken one after the other
//! that tell most about whether the term is there (greedily, by the likelihood ratio of the two-by-two
//! table "term there or not, any feature there or not": Dunning 1993), until none tells anything more.
//! Coverage is how often one of them is there, background how often one is there without the term.

use super::evidence::{Evidence, Scales, Side};
use super::memory::Sorted;
use super::terms::{self, Term};
use crate::facts::{Cue, Map};
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
}

/// What a bitext teaches, both ways.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Knowledge {
    /// How the source's terms are rendered in the translation.
    pub forth: Direction,
    /// How the translation's terms are answered in the source.
    pub back: Direction,
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
const LEAST_SEEN: u32 = 8;
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
        self.places.get(&term).map(|&at| &self.terms[at as usize].1)
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
        let [source, target] = [0, 1].map(|side| Columns::read(bitext, side, &cues[side]));
        let mut knowledge = Self {
            forth: direction(&source, &target),
            back: direction(&target, &source),
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
        let freedom = reworded(evidence, added);
        self.bounds[usize::from(added)].iter().filter(|&&bound| freedom > bound).count()
    }

    /// Learns how often each term is missed in segments that are rendered closely, and in those rendered
    /// freely: a word that is missing from an otherwise literal translation tells more.
    fn calibrate(&mut self, bitext: &Sorted<'_>, cues: &[Stated; 2]) {
        let mut scales = Scales::default();
        let (mut source, mut target) = (Vec::new(), Vec::new());
        let mut freedoms = [Vec::new(), Vec::new()];
        let mut weighed = Vec::with_capacity(bitext.pairs.len());
        for (at, (from, to, _)) in bitext.pairs.iter().enumerate() {
            bitext.tokens(from, &mut source);
            bitext.tokens(to, &mut target);
            let source = Side { tokens: &source, cues: cues[0].of(at) };
            let target = Side { tokens: &target, cues: cues[1].of(at) };
            let evidence = scales.look(self, source, target);
            for added in [false, true] {
                freedoms[usize::from(added)].push(reworded(&evidence, added));
            }
            let mut met = std::mem::take(&mut scales.met);
            // Of a word said twice, once missed is missed.
            met.sort_unstable_by(|a, b| (a.0, a.1, b.2).cmp(&(b.0, b.1, a.2)));
            met.dedup_by_key(|term| (term.0, term.1));
            weighed.push((evidence, met));
        }
        for (bounds, freedoms) in self.bounds.iter_mut().zip(&mut freedoms) {
            freedoms.sort_unstable_by(f64::total_cmp);
            for (bound, share) in bounds.iter_mut().zip(SHARES) {
                let at = (freedoms.len() as f64 * share) as usize;
                *bound = freedoms.get(at).copied().unwrap_or(f64::INFINITY);
            }
        }
        let mut counts: Map<(bool, u32), [(u32, u32); FREEDOMS]> = Map::default();
        for (evidence, met) in &weighed {
            let freedoms = [false, true].map(|added| self.freedom(evidence, added));
            for &(added, term, missed) in met {
                let count = &mut counts.entry((added, term)).or_default()[freedoms[usize::from(added)]];
                count.0 += 1;
                count.1 += u32::from(missed);
            }
        }
        for (added, direction) in [(false, &mut self.forth), (true, &mut self.back)] {
            for (term, rendering) in &mut direction.terms {
                let Some(bins) = counts.get(&(added, *term)) else { continue };
                let (seen, missed) = bins.iter().fold((0, 0), |sum, bin| (sum.0 + bin.0, sum.1 + bin.1));
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

/// Lists of segments by key, laid end to end.
#[derive(Default)]
struct Postings {
    /// By number of the key: the key, and where its list begins.
    keys: Vec<(u32, u32)>,
    segments: Vec<u32>,
}

impl Postings {
    /// From (key, segment), in any order.
    fn new(mut entries: Vec<(u32, u32)>, least: usize) -> Self {
        entries.sort_unstable();
        entries.dedup();
        let mut postings = Self::default();
        for group in entries.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() >= least) {
            postings.keys.push((group[0].0, postings.segments.len() as u32));
            postings.segments.extend(group.iter().map(|entry| entry.1));
        }
        postings
    }

    fn list(&self, number: usize) -> &[u32] {
        let end = self.keys.get(number + 1).map_or(self.segments.len(), |next| next.1 as usize);
        &self.segments[self.keys[number].1 as usize..end]
    }
}

/// What the segments of one side state, by its lexicon.
struct Stated {
    cues: Vec<Cue>,
    /// Where those of each segment begin.
    firsts: Vec<u32>,
}

impl Stated {
    fn read(bitext: &Sorted<'_>, side: usize, locale: Option<&Locale>) -> Self {
        let (cues, firsts) = locale.map(|locale| bitext.cues(side, locale)).unwrap_or_default();
        Self { cues, firsts }
    }

    fn of(&self, segment: usize) -> &[Cue] {
        let Some(&first) = self.firsts.get(segment) else { return &[] };
        let end = self.firsts.get(segment + 1).map_or(self.cues.len(), |&next| next as usize);
        &self.cues[first as usize..end]
    }
}

/// One side of a bitext: which segments have which terms and features.
struct Columns {
    segments: usize,
    terms: Postings,
    features: Postings,
    /// Features of each segment, by their numbers in `features`.
    of_segment: Vec<Vec<u32>>,
}

impl Columns {
    fn read(bitext: &Sorted<'_>, side: usize, stated: &Stated) -> Self {
        let mut terms = Vec::new();
        let mut features = Vec::new();
        let (mut tokens, mut letters) = (Vec::new(), Vec::new());
        let (mut own_terms, mut own_features) = (Vec::<Term>::new(), Vec::new());
        for (at, (source, target, _)) in bitext.pairs.iter().enumerate() {
            let cues = stated.of(at);
            let at = at as u32;
            bitext.tokens(if side == 0 { source } else { target }, &mut tokens);
            terms::terms(&tokens, cues, &mut letters, &mut own_terms);
            terms.extend(own_terms.iter().map(|term| (term.key, at)));
            terms::features(&tokens, cues, &mut letters, &mut own_features);
            features.extend(own_features.iter().map(|&feature| (feature, at)));
        }
        let features = Postings::new(features, LEAST_SEEN as usize - 2);
        let mut of_segment = vec![Vec::new(); bitext.pairs.len()];
        let most = most_seen(bitext.pairs.len());
        for number in 0..features.keys.len() {
            let list = features.list(number);
            if list.len() > most {
                continue;
            }
            for &segment in list {
                of_segment[segment as usize].push(number as u32);
            }
        }
        let terms = Postings::new(terms, LEAST_SEEN as usize);
        Self { segments: bitext.pairs.len(), terms, features, of_segment }
    }
}

/// What stands in more segments than this neither needs nor gives a rendering.
fn most_seen(segments: usize) -> usize {
    segments / 3
}

/// A two-by-two table.
#[derive(Clone, Copy)]
struct Table {
    /// Segments with the term.
    with: f64,
    /// Segments without.
    without: f64,
}

impl Table {
    /// How much likelier the table is where term and features hang together than where they do not, in
    /// nats; negative where they shun each other.
    fn gain(self, covered: f64, background: f64) -> f64 {
        let all = self.with + self.without;
        let there = covered + background;
        let part =
            |seen: f64, expected: f64| if seen > 0.0 { seen * libm::log(seen / expected) } else { 0.0 };
        let ratio = part(covered, self.with * there / all)
            + part(self.with - covered, self.with * (all - there) / all)
            + part(background, self.without * there / all)
            + part(self.without - background, self.without * (all - there) / all);
        if covered / self.with < background / self.without.max(1.0) { -ratio } else { ratio }
    }
}

fn direction(from: &Columns, to: &Columns) -> Direction {
    let mut work = Work {
        counts: vec![0; to.features.keys.len()],
        touched: Vec::new(),
        in_term: vec![false; from.segments],
        covered: vec![false; from.segments],
    };
    let mut direction = Direction::default();
    let most = most_seen(from.segments);
    let mut seen: Map<&[u32], Option<Rendering>> = Map::default();
    for number in 0..from.terms.keys.len() {
        let list = from.terms.list(number);
        if list.len() > most {
            continue;
        }
        // A word and its stem, or a pair and its rarer word, often stand in the same segments.
        let rendering = seen.entry(list).or_insert_with(|| work.rendering(list, to)).clone();
        if let Some(rendering) = rendering {
            let key = from.terms.keys[number].0;
            direction.places.insert(key, direction.terms.len() as u32);
            direction.terms.push((key, rendering));
        }
    }
    direction
}

/// Room that all terms of a direction share.
struct Work {
    counts: Vec<u32>,
    touched: Vec<u32>,
    in_term: Vec<bool>,
    covered: Vec<bool>,
}

impl Work {
    fn rendering(&mut self, list: &[u32], to: &Columns) -> Option<Rendering> {
        let table = Table { with: list.len() as f64, without: (to.segments - list.len()) as f64 };
        let candidates = self.candidates(list, to, table);
        for &segment in list {
            self.in_term[segment as usize] = true;
        }
        let (features, chosen, [covered, background]) = self.choose(&candidates, to, table);
        for &segment in list {
            self.in_term[segment as usize] = false;
        }
        for &feature in &chosen {
            for &segment in to.features.list(feature as usize) {
                self.covered[segment as usize] = false;
            }
        }
        if features.is_empty() {
            return None;
        }
        // Half a segment more is taken as missed for what chance chose and for what was never seen.
        let missed = table.with - covered + 0.5 + 0.5 * features.len() as f64;
        let missed = missed / (table.with + 1.0);
        let background = (background + 0.5) / (table.without + 1.0);
        let there = libm::log((1.0 - missed).max(0.01) / background);
        let lost = libm::log((1.0 - background).max(0.01) / missed);
        (background < MOST_BACKGROUND && lost > LEAST_LOST).then_some(Rendering {
            features,
            count: list.len() as u32,
            covered: covered as u32,
            there,
            lost,
            lost_in: [lost; FREEDOMS],
        })
    }

    /// The features that hang together with a term most, each with its gain.
    fn candidates(&mut self, list: &[u32], to: &Columns, table: Table) -> Vec<(u32, f64)> {
        let step = list.len().div_ceil(SAMPLE);
        for &segment in list.iter().step_by(step) {
            for &feature in &to.of_segment[segment as usize] {
                if self.counts[feature as usize] == 0 {
                    self.touched.push(feature);
                }
                self.counts[feature as usize] += 1;
            }
        }
        let least = 2.max(list.len() / step / 40) as u32;
        let mut candidates: Vec<(u32, f64)> = Vec::new();
        for feature in self.touched.drain(..) {
            let count = std::mem::take(&mut self.counts[feature as usize]);
            if count < least {
                continue;
            }
            let all = to.features.list(feature as usize).len();
            // A likelihood ratio costs logarithms: what is hardly more frequent here than elsewhere needs none.
            if u64::from(count) * (step * to.segments) as u64 <= (LEAST_LIFT * all * list.len()) as u64 {
                continue;
            }
            let covered = (f64::from(count) * step as f64).min(table.with);
            let all = all as f64;
            let gain = table.gain(covered, (all - covered).clamp(0.0, table.without));
            if gain > LEAST_GAIN && all - covered < table.without * MOST_BACKGROUND {
                candidates.push((feature, gain));
            }
        }
        candidates.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        candidates.truncate(CANDIDATES);
        candidates
    }

    /// Takes candidates one after the other, the most telling first; gives how many segments with and
    /// without the term they stand in. What a candidate adds only shrinks as others are taken (nearly so: a
    /// likelihood ratio is not quite submodular), so that of the gains known from before only the largest has
    /// to be looked at anew (lazy greedy: Minoux 1978).
    fn choose(&mut self, candidates: &[(u32, f64)], to: &Columns, table: Table) -> Chosen {
        let mut left: Vec<(u32, f64, bool)> =
            candidates.iter().map(|&(feature, gain)| (feature, gain, false)).collect();
        let (mut covered, mut background, mut gain) = (0.0, 0.0, 0.0);
        let (mut features, mut chosen) = (Vec::new(), Vec::new());
        while chosen.len() < MOST_FEATURES {
            // Candidates are ordered by what they are known to add at most.
            let Some(&(feature, known, fresh)) = left.first() else { break };
            if known < LEAST_GAIN {
                break;
            }
            let (mut with, mut without, mut example) = (0u32, 0u32, None);
            for &segment in to.features.list(feature as usize) {
                if !self.covered[segment as usize] {
                    if self.in_term[segment as usize] {
                        with += 1;
                        example = example.or(Some(segment));
                    } else {
                        without += 1;
                    }
                }
            }
            let reached = (covered + f64::from(with), background + f64::from(without));
            if fresh {
                left.remove(0);
                for &segment in to.features.list(feature as usize) {
                    self.covered[segment as usize] = true;
                }
                let key = to.features.keys[feature as usize].0;
                features.push(Feature { key, count: with, example: example.unwrap_or_default() });
                chosen.push(feature);
                (covered, background) = reached;
                gain += known;
                for candidate in &mut left {
                    candidate.2 = false;
                }
                continue;
            }
            let fits = with >= 2 && reached.1 <= table.without * MOST_BACKGROUND;
            let more = if fits { table.gain(reached.0, reached.1) - gain } else { 0.0 };
            left.remove(0);
            if more >= LEAST_GAIN {
                let at = left.partition_point(|other| other.1 > more);
                left.insert(at, (feature, more, true));
            }
        }
        (features, chosen, [covered, background])
    }
}

/// The features chosen, their numbers, and how many segments with and without the term they stand in.
type Chosen = (Vec<Feature>, Vec<u32>, [f64; 2]);
