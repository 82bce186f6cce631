//! Whether a stretch without an answer is really lost, or only told within its neighbours.

use super::Pair;
use crate::align::{Alignment, Bead, BlockBead, length_cost};
use crate::facts::Rendition;

/// Letters of a run of sentences, as [`crate::facts::SentenceFacts::length`] counts them.
fn letters(sentences: &[crate::facts::SentenceFacts]) -> f64 {
    sentences.iter().map(|s| f64::from(s.length)).sum()
}

/// How sure it is that a sentence without an answer is told by neither of its neighbours, `length`
/// being its letters in the translation: the smaller of what its neighbours' lengths say, positive
/// where they fit better without it. `mirrored` for a sentence that only the translation has.
#[must_use]
pub(super) fn told_by_no_neighbour(
    pair: &Pair<'_>,
    beads: &[Bead],
    at: usize,
    length: f64,
    mirrored: bool,
) -> f64 {
    let before = beads[..at].iter().rev().find(|bead| bead.is_pair());
    let after = beads[at + 1..].iter().find(|bead| bead.is_pair());
    let mut least = f64::INFINITY;
    for bead in [before, after].into_iter().flatten() {
        let (source, target) = bead_lengths(pair, bead);
        let (alone, other) = if mirrored { (target, source) } else { (source, target) };
        least = least.min(length_cost(alone + length, other) - length_cost(alone, other));
    }
    least
}

/// The length to expect of the translation of a bead, and the length it has.
pub(super) fn bead_lengths(pair: &Pair<'_>, bead: &Bead) -> (f64, f64) {
    let source = letters(&pair.source.facts.sentences[bead.source.0 as usize..bead.source.1 as usize]);
    let target = letters(&pair.target.facts.sentences[bead.target.0 as usize..bead.target.1 as usize]);
    (source * pair.ratio, target)
}

/// The length to expect of the translation of aligned blocks, and the length it has.
fn lengths(pair: &Pair<'_>, blocks: &BlockBead) -> (f64, f64) {
    let range = |r: Rendition<'_>, (first, last): (u32, u32)| {
        let blocks = &r.document.blocks[first as usize..last as usize];
        match (blocks.first(), blocks.last()) {
            (Some(first), Some(last)) => {
                letters(&r.facts.sentences[first.sentences.0 as usize..last.sentences.1 as usize])
            }
            _ => 0.0,
        }
    };
    (range(pair.source, blocks.source) * pair.ratio, range(pair.target, blocks.target))
}

/// Whether a neighbour tells what has no answer of its own: its translation is longer than its source
/// asks for, and fits better once the `length` letters (of the translation) are counted in.
#[must_use]
pub(super) fn tells_more(pair: &Pair<'_>, blocks: &BlockBead, length: f64) -> bool {
    let (expected, got) = lengths(pair, blocks);
    fits_better(expected, expected + length, got)
}

/// The mirror of [`tells_more`], for what only the translation has.
#[must_use]
pub(super) fn tells_less(pair: &Pair<'_>, blocks: &BlockBead, length: f64) -> bool {
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
pub(super) fn ratio(source: Rendition<'_>, target: Rendition<'_>, alignment: &Alignment) -> f64 {
    let (mut of_source, mut of_target) = (200.0, 200.0);
    for bead in alignment.beads.iter().filter(|b| b.is_pair()) {
        of_source += letters(&source.facts.sentences[bead.source.0 as usize..bead.source.1 as usize]);
        of_target += letters(&target.facts.sentences[bead.target.0 as usize..bead.target.1 as usize]);
    }
    of_target / of_source
}
