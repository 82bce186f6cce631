//! Blocks: fixed points, dynamic programming between them, then the blocks that were moved.

use super::BlockBead;
use super::path::{self, Costs};
use super::score::{Score, Scorer};
use super::{anchors, gaps, joins, sections, swaps};
use crate::order::InOrder as _;

/// What a pair of blocks must share to be a fixed point.
const SURE: f64 = 5.0;
/// How much more than the next best it must share.
const MARGIN: f64 = 1.5;
const COSTS: Costs = Costs { missing: -3.2, added: -3.2, merged: -4.0, split: -4.0 };
/// What a moved block must score.
const MOVED: Score = 3.0;
/// What it must score more where it would stand under another heading, by the anchors of these.
const ELSEWHERE: Score = 6.0;
/// What a block beside a pair must score.
const BESIDE: Score = -2.0;
/// Blocks without an answer above which moves are not searched.
const MOST_LOOSE: usize = 400;

/// Aligns the blocks of two documents.
pub fn align(scorer: &Scorer<'_>) -> Vec<BlockBead> {
    if let Some(beads) = by_parts(scorer) {
        return beads;
    }
    let n = scorer.source.document.blocks.len() as u32;
    let m = scorer.target.document.blocks.len() as u32;
    let mut beads = Vec::with_capacity(n.max(m) as usize);
    let mut from = (0, 0);
    for (s, t) in fixed_points(scorer) {
        between(scorer, (from.0, s), (from.1, t), &mut beads);
        beads.push(BlockBead { source: (s, s + 1), target: (t, t + 1), moved: false });
        from = (s + 1, t + 1);
    }
    between(scorer, (from.0, n), (from.1, m), &mut beads);
    if !sections::reorder(scorer, &mut beads) && scorer.is_long() {
        gaps::close(scorer, &mut beads);
    }
    join_moved(scorer, &mut beads);
    join_neighbours(scorer, &mut beads);
    swaps::untangle(scorer, &mut beads);
    joins::join(scorer, &mut beads);
    beads
}

/// Aligns part by part where both documents are laid together of parts that answer each other.
fn by_parts(scorer: &Scorer<'_>) -> Option<Vec<BlockBead>> {
    let (source, target) = (scorer.source, scorer.target);
    let same = source.id.page == target.id.page && source.document.parts.len() == target.document.parts.len();
    if !same || source.document.parts.is_empty() {
        return None;
    }
    let mut beads = Vec::with_capacity(source.document.blocks.len());
    for (source, target) in source.document.part_blocks().zip(target.document.part_blocks()) {
        if source.1 - source.0 == 1 && target.1 - target.0 == 1 {
            beads.push(BlockBead { source, target, moved: false });
        } else {
            between(scorer, source, target, &mut beads);
        }
    }
    Some(beads)
}

/// Pairs that are each other's best by far and stand in the same order on both sides: of several
/// such chains the one that shares most.
fn fixed_points(scorer: &Scorer<'_>) -> Vec<(u32, u32)> {
    let m = scorer.target.document.blocks.len();
    let mut best_of_target: Vec<(f64, f64, u32)> = vec![(0.0, 0.0, 0); m];
    let mut best_of_source: Vec<(f64, f64, u32)> = Vec::with_capacity(scorer.shared.len());
    let take = |best: &mut (f64, f64, u32), worth: f64, other: u32| {
        if worth > best.0 {
            *best = (worth, best.0, other);
        } else if worth > best.1 {
            best.1 = worth;
        }
    };
    for (s, row) in scorer.shared.iter().enumerate() {
        let mut best = (0.0, 0.0, 0);
        for &(t, worth, _) in row {
            take(&mut best, worth, t);
            take(&mut best_of_target[t as usize], worth, s as u32);
        }
        best_of_source.push(best);
    }
    let sure: Vec<(u32, u32, f64)> = best_of_source
        .iter()
        .enumerate()
        .filter_map(|(s, &(worth, next, t))| {
            let s = s as u32;
            let back = best_of_target.get(t as usize)?;
            let mutual = worth >= SURE && back.2 == s && worth - next >= MARGIN && back.0 - back.1 >= MARGIN;
            (mutual && scorer.blocks((s, s + 1), (t, t + 1)).is_some_and(|score| score > 0.0))
                .then_some((s, t, worth))
        })
        .collect();
    let chain = anchors::heaviest_chain(&sure, (0, m as u32));
    chain.into_iter().map(|(s, t, _)| (s, t)).collect()
}

/// Aligns two stretches of blocks that answer each other as a whole.
pub(super) fn between(
    scorer: &Scorer<'_>,
    source: (u32, u32),
    target: (u32, u32),
    beads: &mut Vec<BlockBead>,
) {
    let shift = |from: u32, stretch: (u32, u32)| (from + stretch.0, from + stretch.1);
    let facts = [scorer.source.facts, scorer.target.facts];
    let first = [source.0, target.0];
    let features = |side: usize, block: u32| facts[side].block_features_of(first[side] + block);
    let size = (source.1 - source.0, target.1 - target.0);
    let most = if scorer.is_long() { anchors::SMALL } else { path::FULL };
    let path = path::best(size, COSTS, (&features, most), |s, t| {
        scorer.blocks(shift(source.0, s), shift(target.0, t))
    });
    beads.extend(path.into_iter().map(|(s, t)| BlockBead {
        source: shift(source.0, s),
        target: shift(target.0, t),
        moved: false,
    }));
}

/// Joins blocks left without an answer that stand right before, or right behind, blocks that answer each other: what
/// says what a moved command does moves with it.
fn join_neighbours(scorer: &Scorer<'_>, beads: &mut Vec<BlockBead>) {
    let alone =
        |bead: &BlockBead, side: fn(&BlockBead) -> (u32, u32)| !bead.is_pair() && side(bead).0 < side(bead).1;
    let n = scorer.source.document.blocks.len();
    let m = scorer.target.document.blocks.len();
    let (mut of_source, mut of_target) = (vec![usize::MAX; n], vec![usize::MAX; m]);
    for (at, bead) in beads.iter().enumerate() {
        of_source[bead.source.0 as usize..bead.source.1 as usize].fill(at);
        of_target[bead.target.0 as usize..bead.target.1 as usize].fill(at);
    }
    let mut gone = vec![false; beads.len()];
    for at in 0..beads.len() {
        if !alone(&beads[at], |bead| bead.source) {
            continue;
        }
        let s = beads[at].source.0;
        // The block of the translation that stands on the same side of the neighbour's answer.
        let beside = |near: Option<u32>, behind: bool| {
            let near = &beads[*of_source.get(near? as usize)?];
            let single =
                near.is_pair() && near.source.1 - near.source.0 == 1 && near.target.1 - near.target.0 == 1;
            let t = if behind { near.target.1 } else { near.target.0.checked_sub(1)? };
            let other = beads.get(*of_target.get(t as usize)?)?;
            let free = single && alone(other, |bead| bead.target);
            let kind = |r: &crate::document::Document, block: u32| {
                std::mem::discriminant(&r.blocks[block as usize].kind)
            };
            let fits = free && kind(scorer.source.document, s) == kind(scorer.target.document, t);
            let score = scorer.blocks((s, s + 1), (t, t + 1));
            (fits && score.is_some_and(|score| score > BESIDE)).then_some(t)
        };
        let found = beside(s.checked_add(1), false).or_else(|| beside(s.checked_sub(1), true));
        let Some(t) = found else { continue };
        gone[of_target[t as usize]] = true;
        of_target[t as usize] = at;
        beads[at].target = (t, t + 1);
        beads[at].moved = true;
    }
    let mut at = 0;
    beads.retain(|_| {
        at += 1;
        !gone[at - 1]
    });
}

/// Puts pairs in order, the best first; among equals the earliest.
pub(super) fn best_first(offers: &mut [(Score, usize, usize)]) {
    offers.put_in_order_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
}

/// Joins blocks left without an answer on either side that answer each other out of order.
fn join_moved(scorer: &Scorer<'_>, beads: &mut Vec<BlockBead>) {
    let loose = |side: fn(&BlockBead) -> (u32, u32), beads: &[BlockBead]| -> Vec<(u32, usize)> {
        beads
            .iter()
            .enumerate()
            .filter(|(_, b)| !b.is_pair() && side(b).0 < side(b).1)
            .map(|(at, b)| (side(b).0, at))
            .collect()
    };
    let sources = loose(|b| b.source, beads);
    let targets = loose(|b| b.target, beads);
    if sources.is_empty() || targets.is_empty() || sources.len() * targets.len() > MOST_LOOSE * MOST_LOOSE {
        return;
    }
    let sections = [scorer.sections(0), scorer.sections(1)];
    let mut offers: Vec<(Score, usize, usize)> = Vec::new();
    for (i, &(s, _)) in sources.iter().enumerate() {
        for (j, &(t, _)) in targets.iter().enumerate() {
            let under = [sections[0][s as usize], sections[1][t as usize]];
            let elsewhere = under[0] != under[1] && !under.contains(&0);
            if let Some(score) = scorer.blocks((s, s + 1), (t, t + 1))
                && score >= if elsewhere { MOVED + ELSEWHERE } else { MOVED }
            {
                offers.push((score, i, j));
            }
        }
    }
    best_first(&mut offers);
    let mut taken = (vec![false; sources.len()], vec![false; targets.len()]);
    let mut gone = vec![false; beads.len()];
    for (_, i, j) in offers {
        if taken.0[i] || taken.1[j] {
            continue;
        }
        taken.0[i] = true;
        taken.1[j] = true;
        beads[sources[i].1].target = (targets[j].0, targets[j].0 + 1);
        beads[sources[i].1].moved = true;
        gone[targets[j].1] = true;
    }
    let mut at = 0;
    beads.retain(|_| {
        at += 1;
        !gone[at - 1]
    });
}
