//! What is missing is missing in one piece, mostly.
//!
//! Between two stretches without an answer a few blocks may find one by chance: where a translation lacks many
//! paragraphs, there is always one of the right length. Here such blocks are tried at either end of the gap: where they
//! answer their neighbours there nearly as well, the gap is one.

use super::BlockBead;
use super::score::{Score, Scorer};

/// How many blocks a gap has at least.
const LEAST: usize = 8;
/// How many pairs may stand in a gap by chance.
const FEW: usize = 4;
/// How much better they have to answer each other where they stand than at an end of the gap: so much rarer are two gaps
/// than one.
const RARER: Score = 3.0;

/// Closes up gaps on either side.
pub fn close(scorer: &Scorer<'_>, beads: &mut Vec<BlockBead>) {
    for side in [0, 1] {
        close_side(scorer, beads, side);
    }
}

/// Closes up the gaps of blocks that only one side has: 0 the reference, 1 the translation.
fn close_side(scorer: &Scorer<'_>, beads: &mut Vec<BlockBead>, side: usize) {
    let lone = |bead: &BlockBead| {
        let [own, other] = sides(bead, side);
        own.0 < own.1 && other.0 == other.1
    };
    let mut done: Vec<BlockBead> = Vec::with_capacity(beads.len());
    for at in 0..beads.len() {
        done.push(beads[at]);
        if lone(&beads[at]) && !beads.get(at + 1).is_some_and(lone) {
            close_last(scorer, &mut done, side, lone);
        }
    }
    *beads = done;
}

/// The blocks of a bead, those of the side first.
fn sides(bead: &BlockBead, side: usize) -> [(u32, u32); 2] {
    if side == 0 { [bead.source, bead.target] } else { [bead.target, bead.source] }
}

/// Closes up the gap that the last beads are, if they are one with a few pairs in it.
fn close_last(scorer: &Scorer<'_>, done: &mut [BlockBead], side: usize, lone: impl Fn(&BlockBead) -> bool) {
    let single = |bead: &BlockBead| {
        bead.is_pair() && !bead.moved && sides(bead, side).iter().all(|blocks| blocks.1 - blocks.0 == 1)
    };
    let back = |from: usize, is: &dyn Fn(&BlockBead) -> bool| {
        done[..from].iter().rev().take_while(|bead| is(bead)).count()
    };
    let behind = back(done.len(), &lone);
    let pairs = back(done.len() - behind, &single);
    let before = back(done.len() - behind - pairs, &lone);
    if before == 0 || pairs == 0 || pairs > FEW || before + behind < LEAST {
        return;
    }
    let first = done.len() - behind - pairs - before;
    let gap = &mut done[first..];
    let own: Vec<(u32, u32)> =
        gap.iter().map(|bead| sides(bead, side)[0]).filter(|blocks| blocks.1 - blocks.0 == 1).collect();
    let answers: Vec<(u32, u32)> =
        gap[before..before + pairs].iter().map(|bead| sides(bead, side)[1]).collect();
    if own.len() != gap.len() {
        return;
    }
    let score = |from: usize| -> Option<Score> {
        let pairs = own[from..].iter().zip(&answers);
        pairs.map(|(&own, &answer)| scorer.blocks_of(side, own, answer)).sum()
    };
    let Some(now) = score(before) else { return };
    let ends = [0, gap.len() - pairs].map(|from| (from, score(from)));
    let better = |best: (usize, Score), (from, score): (usize, Option<Score>)| match score {
        Some(score) if score > best.1 => (from, score),
        _ => best,
    };
    let (from, best) = ends.into_iter().fold((before, Score::NEG_INFINITY), better);
    if best + RARER <= now {
        return;
    }
    for (at, (bead, &own)) in gap.iter_mut().zip(&own).enumerate() {
        // Nothing of the other side stands before its first answer or behind its last.
        let [start, end] = [answers[0].0, answers[pairs - 1].1];
        let answer =
            at.checked_sub(from).map_or((start, start), |at| *answers.get(at).unwrap_or(&(end, end)));
        let [source, target] = if side == 0 { [own, answer] } else { [answer, own] };
        *bead = BlockBead { source, target, moved: false };
    }
}
