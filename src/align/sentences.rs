//! Sentences inside aligned blocks.

use super::path::{self, Costs, Stretch};
use super::score::{Score, Scorer};
use super::{Bead, BlockBead};
use crate::document::Document;

/// How rare the beads are against 1-1, as logarithms. Translations of documentation leave sentences
/// out and split them more often than they add or join.
pub(super) const COSTS: Costs = Costs { missing: -3.6, added: -5.6, merged: -4.6, split: -3.6 };

/// The cost of a difference in length below which several sentences are what one became: some one and a half
/// deviations.
const SAME_LENGTH: Score = 2.0;

/// The sentences of a range of blocks.
pub(super) fn range(document: &Document, (first, last): Stretch) -> Stretch {
    if first == last {
        return (0, 0);
    }
    (document.blocks[first as usize].sentences.0, document.blocks[last as usize - 1].sentences.1)
}

/// Aligns the sentences of a block bead and appends the beads.
pub fn align(scorer: &Scorer<'_>, blocks: &BlockBead, index: u32, beads: &mut Vec<Bead>) {
    let source = range(scorer.source.document, blocks.source);
    let target = range(scorer.target.document, blocks.target);
    let path = path(scorer, source, target);
    beads.extend(path.into_iter().map(|(source, target)| Bead { source, target, blocks: index }));
}

/// The best path through two runs of sentences.
pub(super) fn path(scorer: &Scorer<'_>, source: Stretch, target: Stretch) -> Vec<(Stretch, Stretch)> {
    let (n, m) = (source.1 - source.0, target.1 - target.0);
    let shift = |from: u32, stretch: Stretch| (from + stretch.0, from + stretch.1);
    if n == 1 && m == 1 {
        return vec![(source, target)];
    }
    // One sentence that became a list of several, or the reverse: as long as all of them together.
    if (n == 1 && m > 2 || m == 1 && n > 2) && scorer.length_cost(source, target) < SAME_LENGTH {
        return vec![(source, target)];
    }
    let facts = [scorer.source.facts, scorer.target.facts];
    let first = [source.0, target.0];
    let features = |side: usize, sentence: u32| facts[side].features_of(first[side] + sentence);
    let path = path::best((n, m), COSTS, (&features, path::FULL), |s, t| {
        Some(scorer.sentences(shift(source.0, s), shift(target.0, t)))
    });
    path.into_iter().map(|(s, t)| (shift(source.0, s), shift(target.0, t))).collect()
}

/// How well the two sides of a step of a path answer each other; 0 where one has nothing.
pub(super) fn worth(scorer: &Scorer<'_>, (source, target): &(Stretch, Stretch)) -> Score {
    if source.0 == source.1 || target.0 == target.1 { 0.0 } else { scorer.sentences(*source, *target) }
}

/// What a path is worth, with what its steps cost.
pub(super) fn total(scorer: &Scorer<'_>, path: &[(Stretch, Stretch)]) -> Score {
    let cost = |(source, target): &(Stretch, Stretch)| match (source.1 - source.0, target.1 - target.0) {
        (_, 0) => COSTS.missing,
        (0, _) => COSTS.added,
        (1, 1) => 0.0,
        (_, 1) => COSTS.merged,
        _ => COSTS.split,
    };
    path.iter().map(|step| worth(scorer, step) + cost(step)).sum()
}
