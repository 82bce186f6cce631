//! Paragraphs that a translation cut in two, or made one of two.
//!
//! Between blocks it costs about as much to leave one without an answer as to let two answer one: where the half that
//! stays is long enough, the other was left alone, and its sentences with it. Here a block without an answer is tried
//! together with the pair beside it, sentence by sentence.

use super::score::{Score, Scorer};
use super::{BlockBead, sentences};
use crate::document::{BlockKind, ContainerId, ContainerKind, Document};

/// How much better all sentences must answer each other with the block than without it.
const BETTER: Score = 2.0;
/// What its own sentences must share with their answers, less what differs.
const LEAST: Score = -1.5;
/// What it costs to join two blocks, as between blocks.
const JOINED: Score = -0.8;
/// Sentences in a pair above which it is left as it is.
const MOST: u32 = 64;

/// A half-open range.
type Range = (u32, u32);

/// The range of the reference or of the translation of something.
type Side<T> = fn(&T) -> Range;

/// Joins blocks without an answer with the pairs beside them whose open sentences they answer.
pub fn join(scorer: &Scorer<'_>, beads: &mut Vec<BlockBead>) {
    let mut joined: Vec<BlockBead> = Vec::with_capacity(beads.len());
    // What stands before a pair, then what stands behind it.
    for bead in beads.drain(..) {
        let mut bead = bead;
        while let Some(whole) = joined.last().and_then(|last| with(scorer, &bead, last)) {
            joined.pop();
            bead = whole;
        }
        match joined.last().and_then(|last| with(scorer, last, &bead)) {
            Some(whole) => {
                joined.pop();
                joined.push(whole);
            }
            None => joined.push(bead),
        }
    }
    *beads = joined;
}

fn empty(range: Range) -> bool {
    range.0 == range.1
}

/// A pair together with a block beside it that has no answer, where they fit better so.
fn with(scorer: &Scorer<'_>, pair: &BlockBead, alone: &BlockBead) -> Option<BlockBead> {
    if !pair.is_pair() || pair.moved || alone.is_pair() {
        return None;
    }
    let document = [scorer.source.document, scorer.target.document];
    let sides: [Side<BlockBead>; 2] = [|bead| bead.source, |bead| bead.target];
    let own = usize::from(empty(alone.source));
    let (held, more) = (sides[own](pair), sides[own](alone));
    let before = more.1 == held.0;
    if !before && held.1 != more.0
        || !(0..2).all(|side| is_prose(document[side], sides[side](pair)))
        || !is_prose(document[own], more)
    {
        return None;
    }
    // An item of a list is no half of a paragraph, and a pair of both is none to build on.
    let item = |side: usize, block: u32| item(document[side], block);
    let near = if before { held.0 } else { held.1 - 1 };
    let listed = [item(0, pair.source.0), item(1, pair.target.0)];
    let outer = (more.0..more.1).find_map(|block| item(own, block));
    if listed[0].is_some() != listed[1].is_some() || outer.is_some() && outer != item(own, near) {
        return None;
    }
    let of = |bead: &BlockBead| -> [Range; 2] {
        [sentences::range(document[0], bead.source), sentences::range(document[1], bead.target)]
    };
    let apart = of(pair);
    if apart.iter().any(|range| range.1 - range.0 > MOST) {
        return None;
    }
    // Only where the other side has sentences left at that end.
    let path = sentences::path(scorer, apart[0], apart[1]);
    let end = if before { path.first() } else { path.last() }?;
    if !empty(if own == 0 { end.0 } else { end.1 }) {
        return None;
    }
    let mut whole = *pair;
    let range = (held.0.min(more.0), held.1.max(more.1));
    if own == 0 {
        whole.source = range;
    } else {
        whole.target = range;
    }
    let all = of(&whole);
    let added = sentences::range(document[own], more);
    let joint = sentences::path(scorer, all[0], all[1]);
    let better = sentences::total(scorer, &joint) + JOINED
        - sentences::total(scorer, &path)
        - if own == 0 { sentences::COSTS.missing } else { sentences::COSTS.added };
    let answered = joint.iter().filter(|two| {
        let side = if own == 0 { two.0 } else { two.1 };
        !empty(side) && side.0 < added.1 && added.0 < side.1
    });
    let answered: Score = answered.map(|two| sentences::worth(scorer, two)).sum();
    (better > BETTER && answered > LEAST).then_some(whole)
}

/// The item of a list that a block stands in.
fn item(document: &Document, block: u32) -> Option<ContainerId> {
    let block = &document.blocks[block as usize];
    let mut around = document.ancestors(block);
    around.find(|(_, container)| matches!(container.kind, ContainerKind::Item { .. })).map(|(id, _)| id)
}

/// Whether all blocks of a range are paragraphs that say something, and no titles of alerts.
fn is_prose(document: &Document, range: Range) -> bool {
    document.blocks[range.0 as usize..range.1 as usize].iter().all(|block| {
        block.kind == BlockKind::Paragraph && !block.wrapper_title && block.sentences.0 < block.sentences.1
    })
}
