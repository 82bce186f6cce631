//! How well two stretches of text answer each other, as a log-likelihood ratio against chance.

use crate::document::{Block, BlockKind, ContainerId, ContainerKind, Document, MarkKind};
use crate::facts::Feature;
use crate::language::detect::{Verdict, looks_like};
use crate::language::lexicon;
use crate::rendition::Rendition;
use std::borrow::Cow;

/// A score; higher is better. Only `+ - * /`, `sqrt` and comparisons touch it, which give the same
/// bits on every machine.
pub type Score = f64;

/// Variance of the length of a rendering for each letter of the original (Gale and Church 1993
/// measured 6.8 over human translations).
const VARIANCE: f64 = 6.0;
/// What a word that both sides share counts, against a fact.
const WORD: f64 = 0.7;
/// What a fact that one side lacks costs.
const LACK: f64 = 0.8;
/// Lack of facts counts at most so much: a rendering with wrong facts is still the rendering.
const MOST_LACK: f64 = 4.0;
/// What it costs to join two items of a list.
const TORN: f64 = 2.0;
/// What a label, link or piece of code costs that only one of two sentences has.
const MARK: f64 = 0.6;
/// What it counts that two sentences end with a question mark or a colon, or that only one does.
const ENDING: f64 = 2.0;
/// What a colon costs that only one has.
const INTRODUCED: f64 = 0.5;
/// What it counts that a paragraph may answer a code block that holds sentences.
const SAID: Score = -1.0;
/// What an anchor counts that one block on each side bears.
const ANCHOR: f64 = 6.0;
/// How many letters a line of a sample counts for.
const LINE: f64 = 16.0;
/// Pairs of blocks above which documents are so long that few blocks share what no other has. What is done only for these
/// costs shorter ones nothing and changes nothing there.
const LONG: u64 = 1_000_000;
/// Features seen in more blocks than this tell nothing.
const COMMON: usize = 24;

/// The cost of a difference in length: the log-likelihood that a rendering of a text of `source`
/// letters has `target`, against the likeliest length. The normal tail `-ln erfc(d/√2)` is replaced
/// by a parabola that stays within 3 % of it up to four deviations.
#[must_use]
pub fn length_cost(source: f64, target: f64) -> Score {
    let mean = ((source + target) / 2.0).max(1.0);
    let difference = (target - source).abs() / (mean * VARIANCE).sqrt();
    (0.42 * difference + 0.75) * difference
}

/// Knows the features of two documents and what each is worth.
pub struct Scorer<'a> {
    /// The reference.
    pub source: Rendition<'a>,
    /// The translation.
    pub target: Rendition<'a>,
    /// Letters of the translation for each of the reference.
    pub ratio: f64,
    /// All features of both documents, sorted, each with its worth; 0 for what is too common.
    worth: Vec<(Feature, f64)>,
    /// Where a feature is rare enough to tell something, the blocks that have it: for each block of
    /// the reference, (block of the translation, worth, shared facts), sorted.
    pub shared: Vec<Vec<(u32, f64, u32)>>,
    /// Facts of each block that count, reference and translation.
    facts: [Vec<u32>; 2],
    shapes: [Vec<Shape>; 2],
    /// Of each block the anchor, by its number among those that one block on each side bears; `u32::MAX` for one that
    /// only this side has, 0 for none.
    anchors: [Vec<u32>; 2],
}

/// Where a block stands: what can be told of its place without reading it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Shape {
    kind: BlockKind,
    depth: u8,
    ordered: bool,
    listed: bool,
    alert: bool,
    first: bool,
    /// Whether it is the title of an alert or a tab.
    title: bool,
    /// Whether it is a code block by accident: sentences of the page's language that were indented too far.
    said: bool,
    /// The list item it stands in.
    item: Option<ContainerId>,
    /// How many lines of code it has; 0 where it is prose.
    lines: u32,
}

impl Shape {
    fn of(document: &Document, block: &Block) -> Self {
        let mut shape = Self {
            kind: block.kind,
            depth: 0,
            ordered: false,
            listed: false,
            alert: false,
            first: true,
            title: block.wrapper_title,
            said: false,
            item: None,
            lines: match block.kind {
                BlockKind::Code { .. } => document.text(block.text).trim_end().lines().count().max(1) as u32,
                _ => 0,
            },
        };
        for (id, container) in document.ancestors(block) {
            match container.kind {
                ContainerKind::List { ordered } => {
                    if shape.depth == 0 {
                        shape.ordered = ordered.is_some();
                    }
                    shape.listed = true;
                    shape.depth = shape.depth.saturating_add(1);
                }
                ContainerKind::Item { index } if shape.depth == 0 => {
                    shape.first = index == 0;
                    shape.item = Some(id);
                }
                ContainerKind::Alert { .. } => shape.alert = true,
                _ => {}
            }
        }
        shape
    }

    /// How likely blocks of these shapes answer each other.
    fn fit(self, other: Self) -> Option<Score> {
        use BlockKind as K;
        let kinds = match (self.kind, other.kind) {
            (K::Paragraph, K::Code { .. }) if other.said => SAID,
            (K::Code { .. }, K::Code { .. }) | (K::Title, K::Title) | (K::Description, K::Description) => 1.5,
            (K::Code { .. } | K::Title | K::Description, _)
            | (_, K::Code { .. } | K::Title | K::Description) => {
                return None;
            }
            (K::Heading { level: a }, K::Heading { level: b }) => {
                if a == b {
                    1.5
                } else {
                    0.8
                }
            }
            (K::Heading { .. }, _) | (_, K::Heading { .. }) => -2.5,
            (K::Cell { column: a, header: x }, K::Cell { column: b, header: y }) => {
                (if a == b { 0.8 } else { -2.0 }) + (if x == y { 0.2 } else { -1.0 })
            }
            (K::Cell { .. }, _) | (_, K::Cell { .. }) => -2.5,
            (K::Paragraph, K::Paragraph) if self.title != other.title => -2.5,
            (K::Paragraph, K::Paragraph) if self.title => 0.8,
            (K::Paragraph, K::Paragraph) => 0.3,
        };
        let place = match (self.listed, other.listed) {
            (true, true) if self.ordered == other.ordered && self.depth == other.depth => 0.5,
            (true, true) => 0.1,
            (false, false) => 0.3,
            _ => -0.8,
        };
        let alert = if self.alert == other.alert { 0.0 } else { -0.8 };
        let first = if self.first == other.first { 0.0 } else { -0.3 };
        Some(kinds + place + alert + first)
    }
}

/// That a block of one side has a feature; ordered by feature, then side, then block.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting(u64);

impl Posting {
    fn new(feature: Feature, side: u64, block: u32) -> Self {
        Self(u64::from(feature.0) << 32 | side << 31 | u64::from(block))
    }

    fn feature(self) -> Feature {
        Feature((self.0 >> 32) as u32)
    }

    fn side(self) -> usize {
        (self.0 >> 31 & 1) as usize
    }

    fn block(self) -> u32 {
        self.0 as u32 & !(1 << 31)
    }
}

impl<'a> Scorer<'a> {
    /// Prepares the comparison of two documents.
    pub fn new(source: Rendition<'a>, target: Rendition<'a>) -> Self {
        // Feature, side and block in one number, which is quick to sort.
        let mut postings: Vec<Posting> =
            Vec::with_capacity(source.facts.block_features.len() + target.facts.block_features.len());
        for (side, rendition) in [(0, source), (1, target)] {
            for block in 0..rendition.document.blocks.len() as u32 {
                let features = rendition.facts.block_features_of(block).iter();
                postings.extend(features.map(|&feature| Posting::new(feature, side, block)));
            }
        }
        postings.sort_unstable();
        let blocks = (source.document.blocks.len() + target.document.blocks.len()) as f64;
        let mut scorer = Self {
            source,
            target,
            ratio: ratio(source, target),
            worth: Vec::new(),
            shared: vec![Vec::new(); source.document.blocks.len()],
            facts: [vec![0; source.document.blocks.len()], vec![0; target.document.blocks.len()]],
            shapes: [source, target]
                .map(|r| r.document.blocks.iter().map(|b| Shape::of(r.document, b)).collect()),
            anchors: [source, target].map(|of| vec![0; of.document.blocks.len()]),
        };
        for (shape, block) in scorer.shapes[1].iter_mut().zip(&target.document.blocks) {
            shape.said = is_prose_in_code(target, block);
        }
        // What a machine reads nothing of is as long as its text.
        for (shapes, rendition) in scorer.shapes.iter_mut().zip([source, target]) {
            for (block, shape) in shapes.iter_mut().enumerate().filter(|(_, shape)| shape.lines > 0) {
                let features = rendition.facts.block_features_of(block as u32);
                shape.lines *= u32::from(features.iter().any(|feature| feature.is_fact()));
            }
        }
        for group in postings.chunk_by(|a, b| a.feature() == b.feature()) {
            let feature = group[0].feature();
            if group.len() > COMMON {
                continue;
            }
            let fact = feature.is_fact();
            // Inverse document frequency: a feature in one block of each side is worth most.
            let worth =
                libm::log(blocks.max(8.0) / group.len() as f64).min(5.0) * if fact { 1.0 } else { WORD };
            scorer.worth.push((feature, worth));
            let cut = group.partition_point(|posting| posting.side() == 0);
            if fact {
                for posting in group {
                    scorer.facts[posting.side()][posting.block() as usize] += 1;
                }
            }
            for s in &group[..cut] {
                for t in &group[cut..] {
                    scorer.shared[s.block() as usize].push((t.block(), worth, u32::from(fact)));
                }
            }
        }
        scorer.join_anchors();
        for row in &mut scorer.shared {
            row.sort_unstable_by_key(|a| a.0);
            row.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                if same {
                    kept.1 += next.1;
                    kept.2 += next.2;
                }
                same
            });
        }
        scorer
    }

    /// Blocks that bear the same anchor answer each other, where only one on each side does: nobody translates
    /// anchors, and they stand by headings.
    fn join_anchors(&mut self) {
        let anchors = |r: Rendition<'a>| {
            let mut anchors: Vec<(&'a str, u32)> = Vec::new();
            for (index, block) in r.document.blocks.iter().enumerate() {
                anchors.extend(block.anchor.map(|anchor| (r.document.string(anchor), index as u32)));
            }
            anchors.sort_unstable();
            anchors
        };
        let (source, target) = (anchors(self.source), anchors(self.target));
        for (side, of) in [&source, &target].into_iter().enumerate() {
            for &(_, block) in of {
                self.anchors[side][block as usize] = u32::MAX;
            }
        }
        for group in source.chunk_by(|a, b| a.0 == b.0) {
            let at = target.partition_point(|other| other.0 < group[0].0);
            let same = target[at..].iter().take_while(|other| other.0 == group[0].0).count();
            let (&[(_, s)], 1) = (group, same) else { continue };
            let t = target[at].1;
            self.anchors[0][s as usize] = s + 1;
            self.anchors[1][t as usize] = s + 1;
            let kind =
                |side: usize, block: u32| std::mem::discriminant(&self.shapes[side][block as usize].kind);
            if kind(0, s) == kind(1, t) {
                self.shared[s as usize].push((t, ANCHOR, 0));
            }
        }
    }

    /// For each block of a side (0 the reference, 1 the translation), the anchor of the heading that it stands under, by
    /// number; 0 for none.
    pub fn sections(&self, side: usize) -> Vec<u32> {
        let document = [self.source, self.target][side].document;
        let mut under = 0;
        let named = document.blocks.iter().zip(&self.anchors[side]).map(|(block, &anchor)| {
            if matches!(block.kind, BlockKind::Heading { .. }) {
                under = anchor;
            }
            under
        });
        named.collect()
    }

    /// What two blocks share: its worth, and how many facts.
    pub fn shared(&self, source: u32, target: u32) -> (f64, u32) {
        let row = &self.shared[source as usize];
        row.binary_search_by_key(&target, |a| a.0).map_or((0.0, 0), |at| (row[at].1, row[at].2))
    }

    /// How well runs of blocks answer each other; `None` where they cannot. A run is one or two.
    pub fn blocks(&self, source: (u32, u32), target: (u32, u32)) -> Option<Score> {
        let mut fit = 0.0;
        let mut worth = 0.0;
        let mut shared_facts = 0;
        let mut pairs = 0.0;
        for s in source.0..source.1 {
            for t in target.0..target.1 {
                fit += self.shapes[0][s as usize].fit(self.shapes[1][t as usize])?;
                let (w, n) = self.shared(s, t);
                worth += w;
                shared_facts += n;
                pairs += 1.0;
                // Where one of two anchors is borne elsewhere, what bears the other is no answer.
                let anchors = [self.anchors[0][s as usize], self.anchors[1][t as usize]];
                if anchors[0] != anchors[1] && !anchors.contains(&0) {
                    return None;
                }
            }
        }
        // Translators join paragraphs, hardly ever the items of a list.
        let torn = |side: usize, range: (u32, u32)| {
            let item = |block: u32| self.shapes[side][block as usize].item;
            let (first, last) = (item(range.0), item(range.1 - 1));
            first.is_some() && last.is_some() && first != last
        };
        let torn = if torn(0, source) || torn(1, target) { TORN } else { 0.0 };
        let length = |rendition: Rendition<'_>, range: (u32, u32)| {
            (range.0..range.1).map(|b| rendition.facts.blocks[b as usize].length).sum::<u32>()
        };
        let facts = |side: usize, range: (u32, u32)| {
            (range.0..range.1).map(|b| self.facts[side][b as usize]).sum::<u32>()
        };
        let lack = facts(0, source) + facts(1, target);
        let lack = f64::from(lack.saturating_sub(2 * shared_facts)) * LACK / 2.0;
        let cost = length_cost(
            f64::from(length(self.source, source)) * self.ratio,
            f64::from(length(self.target, target)),
        );
        // A sample has as many lines in every language, however long they are.
        let lines = |side: usize, range: (u32, u32)| match range.1 - range.0 {
            1 => f64::from(self.shapes[side][range.0 as usize].lines),
            _ => 0.0,
        };
        let cost = match (lines(0, source), lines(1, target)) {
            (a, b) if a > 0.0 && b > 0.0 => cost.min(length_cost(a * LINE, b * LINE)),
            _ => cost,
        };
        Some(fit / pairs + worth.min(14.0) - lack.min(MOST_LACK) - cost.min(9.0) - torn)
    }

    /// Whether the documents are so long that their stretches between fixed points are cut at what is unique within each.
    pub fn is_long(&self) -> bool {
        is_long(self.source, self.target)
    }

    /// The same as [`Self::blocks`] for blocks of a side (0 the reference, 1 the translation) and what may answer them on the other.
    pub fn blocks_of(&self, side: usize, own: (u32, u32), answer: (u32, u32)) -> Option<Score> {
        if side == 0 { self.blocks(own, answer) } else { self.blocks(answer, own) }
    }

    /// How well stretches of blocks of any length answer each other as a whole.
    pub fn stretch(&self, source: (u32, u32), target: (u32, u32)) -> Score {
        let gather = |rendition: Rendition<'_>, range: (u32, u32)| {
            let mut features: Vec<Feature> =
                (range.0..range.1).flat_map(|b| rendition.facts.block_features_of(b)).copied().collect();
            features.sort_unstable();
            let length: u32 = (range.0..range.1).map(|b| rendition.facts.blocks[b as usize].length).sum();
            (features, length)
        };
        let (of_source, source_length) = gather(self.source, source);
        let (of_target, target_length) = gather(self.target, target);
        let (worth, lack) = self.compare(&of_source, &of_target);
        let cost = length_cost(f64::from(source_length) * self.ratio, f64::from(target_length));
        let count = f64::from((source.1 - source.0).abs_diff(target.1 - target.0));
        worth.min(20.0)
            - (lack * LACK).min(MOST_LACK)
            - cost.min(9.0)
            - count.min(3.0)
            - marks_cost(self.source.document, source, self.target.document, target)
    }

    /// What the lengths of runs of sentences cost.
    pub fn length_cost(&self, source: (u32, u32), target: (u32, u32)) -> Score {
        length_cost(self.source.facts.letters(source) * self.ratio, self.target.facts.letters(target))
    }

    /// How well runs of sentences answer each other.
    pub fn sentences(&self, source: (u32, u32), target: (u32, u32)) -> Score {
        let side = |rendition: Rendition<'a>, range: (u32, u32)| -> (&'a [Feature], u32, u32) {
            let facts = rendition.facts;
            let sentences = &facts.sentences[range.0 as usize..range.1 as usize];
            let features = match (sentences.first(), sentences.last()) {
                (Some(first), Some(last)) => {
                    &facts.features[first.features.0 as usize..last.features.1 as usize]
                }
                _ => &[],
            };
            (
                features,
                sentences.iter().map(|s| s.length).sum(),
                sentences.iter().map(|s| u32::from(s.marks)).sum(),
            )
        };
        let (of_source, source_length, source_marks) = side(self.source, source);
        let (of_target, target_length, target_marks) = side(self.target, target);
        let (worth, lack) = if source.1 - source.0 == 1 && target.1 - target.0 == 1 {
            self.compare(of_source, of_target)
        } else {
            self.compare(&in_order(of_source, source), &in_order(of_target, target))
        };
        let cost = length_cost(f64::from(source_length) * self.ratio, f64::from(target_length));
        let marks = f64::from(source_marks.abs_diff(target_marks)) * MARK;
        let ends = match (ending(self.source, source), ending(self.target, target)) {
            (None, None) => 0.0,
            (a, b) if a == b => ENDING,
            // What introduces a list or a sample ends with a full stop elsewhere.
            (Some(':'), None) | (None, Some(':')) => -INTRODUCED,
            _ => -ENDING,
        };
        worth.min(12.0) + ends - (lack * LACK).min(MOST_LACK) - cost.min(12.0) - marks.min(3.0 * MARK)
    }

    /// The worth of what two sorted lists of features share, and how many facts either lacks (halved).
    fn compare(&self, a: &[Feature], b: &[Feature]) -> (f64, f64) {
        // Behind a feature and others that are the same.
        let behind = |list: &[Feature], at: usize| {
            at + 1 + list[at + 1..].iter().take_while(|&&other| other == list[at]).count()
        };
        let (mut i, mut j) = (0, 0);
        let (mut worth, mut lacking) = (0.0, 0_u32);
        let mut known = 0;
        while let (Some(&one), Some(&other)) = (a.get(i), b.get(j)) {
            if one < other {
                lacking += u32::from(one.is_fact());
                i = behind(a, i);
            } else if other < one {
                lacking += u32::from(other.is_fact());
                j = behind(b, j);
            } else {
                (i, j) = (behind(a, i), behind(b, j));
                known += self.worth[known..].partition_point(|w| w.0 < one);
                worth += self.worth.get(known).filter(|w| w.0 == one).map_or(0.3, |w| w.1);
            }
        }
        for (list, mut at) in [(a, i), (b, j)] {
            while let Some(feature) = list.get(at) {
                lacking += u32::from(feature.is_fact());
                at = behind(list, at);
            }
        }
        (worth, f64::from(lacking) / 2.0)
    }
}

/// The features of some sentences in their order, as those of one are already.
fn in_order(features: &[Feature], (first, last): (u32, u32)) -> Cow<'_, [Feature]> {
    if last - first <= 1 {
        return Cow::Borrowed(features);
    }
    let mut features = features.to_vec();
    features.sort_unstable();
    Cow::Owned(features)
}

/// Whether a code block without a language holds sentences of the page's language.
pub fn is_prose_in_code(rendition: Rendition<'_>, block: &Block) -> bool {
    const LEAST: usize = 10;
    let text = rendition.document.text(block.text);
    matches!(block.kind, BlockKind::Code { language: None })
        && text.chars().filter(|c| c.is_alphabetic()).take(LEAST).count() == LEAST
        && !text.contains(['{', '}', '=', ';', '$'])
        && {
            // The addresses of links are in no language.
            let words: Vec<&str> = text.split_whitespace().filter(|word| !word.contains('/')).collect();
            matches!(looks_like(&words.join(" "), rendition.locale), Verdict::Expected)
        }
}

/// By what mark a run of sentences asks (`?`) or introduces something (`:`).
pub fn ending(rendition: Rendition<'_>, range: (u32, u32)) -> Option<char> {
    let last = rendition.document.sentences[range.0 as usize..range.1 as usize].last()?;
    match rendition.document.text(last.text).chars().next_back()? {
        '?' | '？' => Some('?'),
        ':' | '：' => Some(':'),
        _ => None,
    }
}

/// Whether two documents are so long that few of their blocks share what no other has.
fn is_long(source: Rendition<'_>, target: Rendition<'_>) -> bool {
    source.document.blocks.len() as u64 * target.document.blocks.len() as u64 > LONG
}

/// Letters of the translation for each of the reference, over the prose of both documents; near what is usual
/// between the languages where there is little to measure. Front matter is left out: a description repeats the page, often on one
/// side only.
fn ratio(source: Rendition<'_>, target: Rendition<'_>) -> f64 {
    let letters = |r: Rendition<'_>| {
        let body = |kind| !matches!(kind, BlockKind::Title | BlockKind::Description | BlockKind::Code { .. });
        let blocks = r.document.blocks.iter().zip(&r.facts.blocks).filter(|(block, _)| body(block.kind));
        blocks.map(|(_, facts)| f64::from(facts.length)).sum::<f64>()
    };
    // Pages differ in it by some 7 %, which is what chance makes of so many letters.
    const PRIOR: f64 = 1200.0;
    const OTHERWISE: f64 = 1.3;
    let usual = lexicon::length_ratio(source.locale, target.locale);
    let measured = (letters(target) + PRIOR * usual) / (letters(source) + PRIOR);
    // What differs by more lacks some of the other, and tells nothing of the languages.
    match is_long(source, target) {
        true => measured.clamp(usual / OTHERWISE, usual * OTHERWISE),
        false => measured.clamp(0.5, 2.0),
    }
}

/// The cost of differing numbers of labels and links in two stretches of blocks.
fn marks_cost(source: &Document, of_source: (u32, u32), target: &Document, of_target: (u32, u32)) -> Score {
    let count = |document: &Document, range: (u32, u32)| {
        let (mut labels, mut links) = (0u32, 0u32);
        for block in &document.blocks[range.0 as usize..range.1 as usize] {
            for mark in document.block_marks(block) {
                match mark.kind {
                    MarkKind::Strong => labels += 1,
                    MarkKind::Link { .. } => links += 1,
                    _ => {}
                }
            }
        }
        (labels, links)
    };
    let (a, b) = (count(source, of_source), count(target, of_target));
    f64::from(a.0.abs_diff(b.0).min(4)) * 0.6 + f64::from(a.1.abs_diff(b.1).min(3)) * 0.8
}
