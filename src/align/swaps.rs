//! Steps that changed places.
//!
//! Monotone alignment joins the first step with the first and the second with the second even where
//! a translation has them the other way round. Here neighbouring steps of a list are tried crosswise:
//! where they answer each other much better so, they were swapped.

use super::BlockBead;
use super::blocks;
use super::score::{Score, Scorer};
use super::steps::{Step, steps};
use crate::order::InOrder as _;

type Blocks = (u32, u32);

/// How much better two steps must answer each other crosswise.
const BETTER: Score = 1.2;

/// Finds neighbouring steps that changed places and joins them crosswise.
pub fn untangle(scorer: &Scorer<'_>, beads: &mut Vec<BlockBead>) {
    let source = steps(scorer.source.document);
    let target = steps(scorer.target.document);
    if source.len() < 2 || target.len() < 2 {
        return;
    }
    // The step each block stands in, innermost last (later steps overwrite).
    let mut owner: Vec<Option<u32>> = vec![None; scorer.target.document.blocks.len()];
    for (at, step) in target.iter().enumerate() {
        owner[step.blocks.0 as usize..step.blocks.1 as usize].fill(Some(at as u32));
    }
    let mut bead_of = vec![usize::MAX; scorer.source.document.blocks.len()];
    for (at, bead) in beads.iter().enumerate() {
        bead_of[bead.source.0 as usize..bead.source.1 as usize].fill(at);
    }
    // The step of the translation that answers the first block of a step.
    let answer = |step: &Step| -> Option<u32> {
        (step.blocks.0..step.blocks.1).find_map(|block| {
            let bead = beads.get(bead_of[block as usize])?;
            if !bead.is_pair() {
                return None;
            }
            let mut at = owner[bead.target.0 as usize]?;
            // A nested step answers through the step that holds it.
            while target[at as usize].depth > step.depth {
                at = target[at as usize].parent?;
            }
            Some(at)
        })
    };
    let mut swaps: Vec<([Blocks; 2], [Blocks; 2])> = Vec::new();
    let mut swapped_until = 0;
    for (first, second) in neighbours(&source) {
        if first.blocks.0 < swapped_until {
            continue;
        }
        let (Some(a), Some(b)) = (answer(first), answer(second)) else { continue };
        let (a, b) = (&target[a as usize], &target[b as usize]);
        if a.list != b.list || b.index != a.index + 1 {
            continue;
        }
        let better = |of: fn(&Step) -> (u32, u32)| {
            let cross = scorer.stretch(of(first), of(b)) + scorer.stretch(of(second), of(a));
            let straight = scorer.stretch(of(first), of(a)) + scorer.stretch(of(second), of(b));
            cross - straight > BETTER
        };
        // Whole steps may have changed places, or only their first paragraphs, while what is nested
        // in them stayed.
        let part: fn(&Step) -> (u32, u32) = if better(|step| step.blocks) {
            |step| step.blocks
        } else if better(lead) {
            lead
        } else {
            continue;
        };
        swaps.push(([part(first), part(second)], [part(a), part(b)]));
        swapped_until = second.blocks.1;
    }
    for (source, target) in swaps {
        cross(scorer, beads, source, target);
    }
}

/// The first block of a step.
fn lead(step: &Step) -> (u32, u32) {
    (step.blocks.0, step.blocks.0 + 1)
}

/// Pairs of steps that follow each other in one list.
fn neighbours(steps: &[Step]) -> impl Iterator<Item = (&Step, &Step)> {
    let mut order: Vec<u32> = (0..steps.len() as u32).collect();
    order.put_in_order_by_key(|&at| (steps[at as usize].list, steps[at as usize].index));
    // Steps nested in the first stand between the two.
    let mut second = vec![None; steps.len()];
    for two in order.windows(2) {
        let [first, next] = [&steps[two[0] as usize], &steps[two[1] as usize]];
        if next.list == first.list && next.index == first.index + 1 {
            second[two[0] as usize] = Some(next);
        }
    }
    steps.iter().zip(second).filter_map(|(first, second)| Some((first, second?)))
}

/// Replaces the beads of two stretches of blocks by those of their crosswise alignment.
fn cross(scorer: &Scorer<'_>, beads: &mut Vec<BlockBead>, source: [Blocks; 2], target: [Blocks; 2]) {
    let touches = |range: Blocks, part: Blocks| range.0 < range.1 && range.0 < part.1 && part.0 < range.1;
    let within = |range: Blocks, parts: [Blocks; 2]| {
        parts.iter().any(|part| part.0 <= range.0 && range.1 <= part.1 && range.0 < range.1)
    };
    let any = |range: Blocks, parts: [Blocks; 2]| parts.iter().any(|&part| touches(range, part));
    // Beads that reach beyond the stretches make the swap unsafe: leave all as it is.
    let clean = beads.iter().all(|b| {
        let (in_source, in_target) = (any(b.source, source), any(b.target, target));
        (!in_source || within(b.source, source))
            && (!in_target || within(b.target, target))
            && (!b.is_pair() || in_source == in_target)
    });
    if !clean {
        return;
    }
    let mut crossed = Vec::with_capacity(beads.len());
    let mut placed = [false; 2];
    for bead in beads.drain(..) {
        if !any(bead.source, source) && !any(bead.target, target) {
            crossed.push(bead);
            continue;
        }
        for part in 0..2 {
            if !placed[part] && touches(bead.source, source[part]) {
                placed[part] = true;
                let first = crossed.len();
                blocks::between(scorer, source[part], target[1 - part], &mut crossed);
                for bead in &mut crossed[first..] {
                    bead.moved = bead.is_pair();
                }
            }
        }
    }
    *beads = crossed;
}
