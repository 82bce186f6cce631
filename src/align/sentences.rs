//! Sentences inside aligned blocks.

use super::path::{self, Costs};
use super::score::{Score, Scorer};
use super::{Bead, BlockBead};
use crate::document::Document;

/// How rare the beads are against 1-1, as logarithms. Translations of documentation leave sentences
/// out and split them more often than they add or join.
const COSTS: Costs = Costs { missing: -3.6, added: -5.6, merged: -4.6, split: -3.6 };

/// The cost of a difference in length below which several sentences are what one became: some one and a half
/// deviations.
const SAME_LENGTH: Score = 2.0;

/// Aligns the sentences of a block bead and appends the beads.
pub fn align(scorer: &Scorer<'_>, blocks: &BlockBead, index: u32, beads: &mut Vec<Bead>) {
    let range = |document: &Document, (first, last): (u32, u32)| {
        if first == last {
            return (0, 0);
        }
        (document.blocks[first as usize].sentences.0, document.blocks[last as usize - 1].sentences.1)
    };
    let source = range(scorer.source.document, blocks.source);
    let target = range(scorer.target.document, blocks.target);
    let (n, m) = (source.1 - source.0, target.1 - target.0);
    let shift = |from: u32, stretch: (u32, u32)| (from + stretch.0, from + stretch.1);
    if n == 1 && m == 1 {
        beads.push(Bead { source, target, blocks: index });
        return;
    }
    // One sentence that became a list of several, or the reverse: as long as all of them together.
    if (n == 1 && m > 2 || m == 1 && n > 2) && scorer.length_cost(source, target) < SAME_LENGTH {
        beads.push(Bead { source, target, blocks: index });
        return;
    }
    let path = path::best(n, m, COSTS, |s, t| Some(scorer.sentences(shift(source.0, s), shift(target.0, t))));
    beads.extend(path.into_iter().map(|(s, t)| Bead {
        source: shift(source.0, s),
        target: shift(target.0, t),
        blocks: index,
    }));
}
