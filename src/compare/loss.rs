//! Whether a stretch without an answer is really lost, or only told within its neighbours.

use super::Comparison;
use crate::align::{Alignment, Bead, BlockBead, ending, length_cost};
use crate::code::mentions::contains_folded;
use crate::document::{BlockKind, MarkKind};
use crate::facts::features::file_key;
use crate::facts::{Fact, Feature, IdentifierKind, Value};
use crate::language::lexicon;
use crate::order::OrderedSet;
use crate::rendition::Rendition;
use crate::source::Span;

/// The nearest beads before and after one that are pairs. Where so many have no answer there is none near.
pub(crate) fn neighbours(beads: &[Bead], at: usize) -> impl Iterator<Item = usize> {
    const NEAR: usize = 64;
    let first = at.saturating_sub(NEAR);
    let before = beads[first..at].iter().rposition(Bead::is_pair).map(|before| first + before);
    let after = beads[at + 1..].iter().take(NEAR).position(Bead::is_pair).map(|next| at + 1 + next);
    [before, after].into_iter().flatten()
}

/// How sure it is that a sentence without an answer is told by neither of its neighbours, `length`
/// being its letters in the translation: the smaller of what its neighbours say by their lengths, positive
/// where they fit better without it, less what of its content they have beyond their own. `mirrored` for a
/// sentence that only the translation has.
#[must_use]
pub(crate) fn told_by_no_neighbour(
    pair: &Comparison<'_>,
    beads: &[Bead],
    at: usize,
    length: f64,
    mirrored: bool,
) -> f64 {
    let mut least = f64::INFINITY;
    for near in neighbours(beads, at) {
        let mut bead = beads[near];
        // A sentence without an answer on the other side of the neighbour may be the other half of it.
        let beyond = if near < at { near.checked_sub(1) } else { Some(near + 1) };
        if let Some(other) = beyond.and_then(|beyond| beads.get(beyond)).filter(|other| !other.is_pair()) {
            let join = |own: (u32, u32), more: (u32, u32)| {
                if more.0 == more.1 { own } else { (own.0.min(more.0), own.1.max(more.1)) }
            };
            if mirrored {
                bead.source = join(bead.source, other.source);
            } else {
                bead.target = join(bead.target, other.target);
            }
        }
        if all_told(pair, &beads[at], &bead, mirrored) {
            return f64::NEG_INFINITY;
        }
        let (source, target) = bead_lengths(pair, &bead);
        let (alone, other) = if mirrored { (target, source) } else { (source, target) };
        let by_length = length_cost(alone + length, other) - length_cost(alone, other);
        least = least.min(by_length - content_told(pair, &beads[at], &bead, mirrored));
    }
    least
}

/// Whether all that a sentence without an answer names (code, numbers, names), two things or more, stands in the answer
/// of a neighbour, which does not name all of it itself: three sentences that became one, however short.
fn all_told(pair: &Comparison<'_>, alone: &Bead, near: &Bead, mirrored: bool) -> bool {
    let sides = |bead: &Bead| {
        let (source, target) =
            (pair.source.facts.of_range(bead.source), pair.target.facts.of_range(bead.target));
        if mirrored { (target, source) } else { (source, target) }
    };
    let named = |facts: &[Fact]| -> OrderedSet<u64> {
        let key = |fact: &Fact| match fact.value {
            Value::Number(number) => Some(number.grouped),
            Value::Code(key) | Value::Identifier { key, .. } | Value::Version(key) => Some(key),
            _ => None,
        };
        facts.iter().filter_map(key).take(MOST).collect()
    };
    let (lost, (own, answer)) = (named(sides(alone).0), sides(near));
    lost.len() > 1 && lost.is_subset(&named(answer)) && !lost.is_subset(&named(own))
}

/// Whether a sentence without an answer, or a block of them, has one close by that alignment of blocks kept from it: a
/// paragraph was joined with the next, or a list item torn in two. What has no answer there either fits it by length and
/// by what it states. `index` is its group of blocks.
#[must_use]
pub(crate) fn stands_nearby(pair: &Comparison<'_>, index: u32, own: (u32, u32), mirrored: bool) -> bool {
    const REACH: u32 = 3;
    const COST: f64 = 2.0;
    let groups = pair.alignment.blocks.len() as u32;
    let (here, there) = if mirrored { (pair.target, pair.source) } else { (pair.source, pair.target) };
    let length = here.facts.letters(own) * if mirrored { 1.0 } else { pair.ratio };
    let stated = content(here, own);
    let all: f64 = stated.iter().map(|stated| stated.worth).sum();
    let answers = |other: (u32, u32)| {
        let got = there.facts.letters(other) * if mirrored { pair.ratio } else { 1.0 };
        if length_cost(length, got) > COST {
            return false;
        }
        let mut open = content(there, other);
        let more: f64 = open.iter().map(|stated| stated.worth).sum();
        let mut shared = 0.0;
        for stated in &stated {
            if let Some(at) = open.iter().position(|other| other.key == stated.key) {
                shared += stated.worth;
                open.swap_remove(at);
            }
        }
        shared > 1.0 && shared * 2.0 >= all.max(more)
    };
    (index.saturating_sub(REACH)..(index + REACH + 1).min(groups)).filter(|&near| near != index).any(|near| {
        let blocks = if mirrored {
            pair.alignment.blocks[near as usize].source
        } else {
            pair.alignment.blocks[near as usize].target
        };
        let front = is_front(there, blocks);
        let loose = pair.alignment.beads_of(near).iter().filter(|bead| !front && !bead.is_pair());
        let sides: Vec<(u32, u32)> = loose
            .map(|bead| if mirrored { bead.source } else { bead.target })
            .filter(|side| side.0 < side.1)
            .collect();
        let joined = sides.windows(2).filter(|two| two[0].1 == two[1].0).map(|two| (two[0].0, two[1].1));
        sides.iter().copied().chain(joined).any(answers)
    })
}

/// Whether blocks are of the front matter: a description there repeats the page.
fn is_front(rendition: Rendition<'_>, (first, last): (u32, u32)) -> bool {
    let blocks = &rendition.document.blocks[first as usize..last as usize];
    blocks.iter().any(|block| matches!(block.kind, BlockKind::Title | BlockKind::Description))
}

/// Whether a translation joins or splits so many sentences that one without an answer is joined with another as likely as
/// it is lost, and has all but a few blocks of its source.
#[must_use]
pub(crate) fn is_cut_freely(pair: &Comparison<'_>) -> bool {
    const LEAST: usize = 3;
    const ONE_IN: usize = 14;
    let beads = pair.alignment.beads.iter().filter(|bead| bead.is_pair());
    let (mut cut, mut all) = (0, 0);
    for bead in beads {
        all += 1;
        cut += usize::from(bead.source.1 - bead.source.0 != bead.target.1 - bead.target.0);
    }
    let alone = pair.alignment.blocks.iter().filter(|bead| !bead.is_pair()).count();
    cut >= LEAST && cut * ONE_IN >= all && alone < LEAST
}

/// Whether a sentence without an answer may have one close by: a sentence or block without an answer of its length that
/// shares names with it, or a sample that is it word by word. That is less than [`stands_nearby`] asks for.
#[must_use]
pub(crate) fn may_stand_nearby(pair: &Comparison<'_>, index: u32, own: (u32, u32)) -> bool {
    const REACH: u32 = 6;
    const COST: f64 = 2.0;
    const SHARED: usize = 2;
    let groups = pair.alignment.blocks.len() as u32;
    let features = |r: Rendition<'_>, range: (u32, u32)| -> OrderedSet<Feature> {
        (range.0..range.1).flat_map(|sentence| r.facts.features_of(sentence)).copied().take(MOST).collect()
    };
    let (length, names) = (pair.source.facts.letters(own) * pair.ratio, features(pair.source, own));
    let shares = |other: &OrderedSet<Feature>| {
        let shared = other.intersection(&names).count();
        shared >= SHARED && 4 * shared >= names.len().min(other.len())
    };
    let text = pair.source.document.text(super::stretch(pair.source, own));
    let typed = text.trim().trim_start_matches("$ ");
    let near = index.saturating_sub(REACH)..(index + REACH + 1).min(groups);
    near.filter(|&near| near != index).any(|near| {
        let blocks = pair.alignment.blocks[near as usize];
        let answers = |bead: &Bead| {
            bead.source.0 == bead.source.1
                && length_cost(length, pair.target.facts.letters(bead.target)) <= COST
                && shares(&features(pair.target, bead.target))
        };
        let sample = || {
            let blocks = &pair.target.document.blocks[blocks.target.0 as usize..blocks.target.1 as usize];
            blocks.iter().any(|block| {
                let text = pair.target.document.text(block.text);
                matches!(block.kind, BlockKind::Code { .. }) && contains_folded(text, typed)
            })
        };
        let front = is_front(pair.target, blocks.target);
        !front && pair.alignment.beads_of(near).iter().any(answers)
            || blocks.source.0 == blocks.source.1 && sample()
    })
}

/// How much of what a sentence without an answer states stands in the answer of a neighbour without standing
/// in the neighbour: concepts by their evidence, facts and labels.
fn content_told(pair: &Comparison<'_>, alone: &Bead, near: &Bead, mirrored: bool) -> f64 {
    let (own, answer) = if mirrored { (pair.target, pair.source) } else { (pair.source, pair.target) };
    let (lost, neighbour, answered) = if mirrored {
        (alone.target, near.target, near.source)
    } else {
        (alone.source, near.source, near.target)
    };
    let mut open = content_with_terms(answer, answered);
    // What the neighbour itself states is its own; a word with several meanings is used up by any of them.
    let mut take = |stated: &Content| {
        let at = open.iter().position(|other| other.key == stated.key)?;
        let taken = open[at];
        open.retain(|other| other.text != taken.text);
        Some(taken)
    };
    for stated in content_with_terms(own, neighbour) {
        take(&stated);
    }
    let (mut told, mut all) = (0.0, 0.0);
    for stated in content_with_terms(own, lost) {
        all += stated.worth;
        told += take(&stated).map_or(0.0, |taken| taken.worth);
    }
    // A little of it is there by chance.
    let told = if told * 2.0 < all { told * told * 2.0 / all } else { told };
    let marks = |r: Rendition<'_>, range: (u32, u32)| {
        let sentences = &r.facts.sentences[range.0 as usize..range.1 as usize];
        sentences.iter().map(|s| i32::from(s.marks)).sum::<i32>()
    };
    let labels = (marks(answer, answered) - marks(own, neighbour)).min(marks(own, lost)).max(0);
    // Where a sentence is cut in two, or two are joined, it is at a semicolon, a colon or a dash, mostly.
    let joints = |r: Rendition<'_>, range: (u32, u32)| {
        let text = r.document.text(super::stretch(r, range)).trim_end_matches([':', '：']);
        text.matches([';', '；', '：']).count()
            + [": ", " – ", " — "].map(|joint| text.matches(joint).count()).iter().sum::<usize>()
    };
    let joint = if joints(answer, answered) > joints(own, neighbour) { 1.0 } else { 0.0 };
    const MOST: f64 = 4.0;
    (told + f64::from(labels) + joint).min(MOST)
}

/// Whether two groups of blocks state enough of the same to be one text and its translation, and not two that
/// alignment joined because they stand at the same place.
#[must_use]
pub(crate) fn answers(pair: &Comparison<'_>, blocks: &BlockBead) -> bool {
    let sentences = |r: Rendition<'_>, (first, last): (u32, u32)| {
        let blocks = &r.document.blocks;
        (blocks[first as usize].sentences.0, blocks[last as usize - 1].sentences.1)
    };
    let links = |r: Rendition<'_>, (first, last): (u32, u32)| -> Vec<Content> {
        let marks =
            (first..last).flat_map(|block| r.document.block_marks(&r.document.blocks[block as usize]));
        marks
            .filter_map(|mark| match mark.kind {
                MarkKind::Link { destination } => Some(Content {
                    key: (7, file_key(r.document.string(destination))),
                    text: mark.text,
                    worth: 2.0,
                }),
                _ => None,
            })
            .take(MOST)
            .collect()
    };
    let mut open = content(pair.target, sentences(pair.target, blocks.target));
    open.extend(links(pair.target, blocks.target));
    let (mut shared, mut all) = (0.0, 0.0);
    let stated = content(pair.source, sentences(pair.source, blocks.source));
    for stated in stated.into_iter().chain(links(pair.source, blocks.source)) {
        all += stated.worth;
        if let Some(at) = open.iter().position(|other| other.key == stated.key) {
            shared += stated.worth;
            open.swap_remove(at);
        }
    }
    shared * 3.0 >= all
}

/// Whether so many blocks of either side have no answer that the page renders another edition of the source:
/// what stands at the same place there need not be the same sentence.
#[must_use]
pub(crate) fn of_another_edition(pair: &Comparison<'_>) -> bool {
    const ONE_IN: usize = 10;
    let prose = |bead: &&BlockBead| {
        let front = |r: Rendition<'_>, (first, last): (u32, u32)| {
            first < last
                && matches!(r.document.blocks[first as usize].kind, BlockKind::Title | BlockKind::Description)
        };
        !front(pair.source, bead.source) && !front(pair.target, bead.target)
    };
    let blocks = &pair.alignment.blocks;
    let alone = blocks.iter().filter(prose).filter(|bead| !bead.is_pair()).count();
    alone > 3 && alone * ONE_IN > blocks.len()
}

/// Something that sentences state, by whatever word.
#[derive(Clone, Copy)]
struct Content {
    /// The same on both sides.
    key: (u8, u64),
    /// Where it is said.
    text: Span,
    /// How much it tells that two sentences share it, in nats.
    worth: f64,
}

/// How much it tells that two sentences name the same technical term.
const TERM: f64 = 1.0;

/// How much of what sentences state is looked at.
const MOST: usize = 64;

/// What a range of sentences states, the first of it.
fn content(rendition: Rendition<'_>, range: (u32, u32)) -> Vec<Content> {
    let concepts = lexicon::concepts();
    let text = super::stretch(rendition, range);
    let cues = rendition.facts.cues_in(text).iter().map(|cue| Content {
        key: (0, u64::from(cue.concept)),
        text: cue.text,
        worth: f64::from(concepts[cue.concept as usize].evidence[1]) / 25.0,
    });
    let facts = rendition.facts.of_range(range).iter().map(|fact| {
        let (key, worth) = match fact.value {
            Value::Number(number) => ((1, number.grouped), 2.0),
            Value::Time(minutes) => ((2, u64::from(minutes)), 2.0),
            Value::Version(key) => ((3, key), 2.0),
            Value::Product { product, .. } => ((4, u64::from(product)), 1.0),
            Value::Identifier { kind: IdentifierKind::Acronym, key } => ((5, key), 1.0),
            Value::Identifier { key, .. } | Value::Code(key) => ((5, key), 2.0),
        };
        Content { key, text: fact.text, worth }
    });
    let asks = ending(rendition, range).map(|mark| Content {
        key: (6, u64::from(mark)),
        text: Span::new(text.end, text.end),
        worth: 2.0,
    });
    facts.chain(cues).take(MOST).chain(asks).collect()
}

/// The same, with the technical terms, which two languages have that are both known.
fn content_with_terms(rendition: Rendition<'_>, range: (u32, u32)) -> Vec<Content> {
    let text = super::stretch(rendition, range);
    let terms = rendition.facts.terms_in(text).iter().take(MOST).map(|term| Content {
        key: (0, u64::from(term.concept)),
        text: term.text,
        worth: TERM,
    });
    content(rendition, range).into_iter().chain(terms).collect()
}

/// The length to expect of the translation of a bead, and the length it has.
pub(crate) fn bead_lengths(pair: &Comparison<'_>, bead: &Bead) -> (f64, f64) {
    let source = pair.source.facts.letters(bead.source);
    let target = pair.target.facts.letters(bead.target);
    (source * pair.ratio, target)
}

/// The length to expect of the translation of aligned blocks, and the length it has.
fn lengths(pair: &Comparison<'_>, blocks: &BlockBead) -> (f64, f64) {
    let range = |r: Rendition<'_>, (first, last): (u32, u32)| {
        let blocks = &r.document.blocks[first as usize..last as usize];
        match (blocks.first(), blocks.last()) {
            (Some(first), Some(last)) => r.facts.letters((first.sentences.0, last.sentences.1)),
            _ => 0.0,
        }
    };
    (range(pair.source, blocks.source) * pair.ratio, range(pair.target, blocks.target))
}

/// Whether a neighbour tells what has no answer of its own: its translation is longer than its source
/// asks for, and fits better once the `length` letters (of the translation) are counted in.
#[must_use]
pub(crate) fn tells_more(pair: &Comparison<'_>, blocks: &BlockBead, length: f64) -> bool {
    let (expected, got) = lengths(pair, blocks);
    fits_better(expected, expected + length, got)
}

/// The mirror of [`tells_more`], for what only the translation has.
#[must_use]
pub(crate) fn tells_less(pair: &Comparison<'_>, blocks: &BlockBead, length: f64) -> bool {
    let (expected, got) = lengths(pair, blocks);
    fits_better(got, got + length, expected)
}

/// Whether `got` answers `joined` much better than `alone`.
fn fits_better(alone: f64, joined: f64, got: f64) -> bool {
    const MUCH: f64 = 1.0;
    got > alone && length_cost(alone, got) - length_cost(joined, got) > MUCH
}

/// Letters of the translation for each of the reference, over all aligned sentences.
#[must_use]
pub(crate) fn ratio(source: Rendition<'_>, target: Rendition<'_>, alignment: &Alignment) -> f64 {
    const PRIOR: f64 = 600.0;
    let usual = lexicon::length_ratio(source.locale, target.locale);
    let (mut of_source, mut of_target) = (PRIOR, PRIOR * usual);
    for bead in alignment.beads.iter().filter(|b| b.is_pair()) {
        of_source += source.facts.letters(bead.source);
        of_target += target.facts.letters(bead.target);
    }
    of_target / of_source
}
