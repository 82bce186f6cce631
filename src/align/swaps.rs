//! Steps that changed places.
//!
//! Monotone alignment joins the first step with the first and the second with the second even where
//! a translation has them the other way round. Here neighbouring steps of a list are tried crosswise:
//! where they answer each other much better so, they were swapped.

use super::BlockBead;
use super::blocks;
use super::score::{Score, Scorer};
use super::steps::{Step, steps};

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
            let depth = |steps: &[Step], mut at: u32| {
                let mut depth = 0;
                while let Some(up) = steps[at as usize].parent {
                    at = up;
                    depth += 1;
                }
                depth
            };
            let own = source.iter().position(|s| s.item == step.item)? as u32;
            while depth(&target, at) > depth(&source, own) {
                at = target[at as usize].parent?;
            }
            Some(at)
        })
    };
    let mut swaps: Vec<(Step, Step, Step, Step)> = Vec::new();
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
        let straight = scorer.stretch(first.blocks, a.blocks) + scorer.stretch(second.blocks, b.blocks);
        let cross = scorer.stretch(first.blocks, b.blocks) + scorer.stretch(second.blocks, a.blocks);
        if cross - straight > BETTER {
            swaps.push((*first, *second, *a, *b));
            swapped_until = second.blocks.1;
        }
    }
    for (first, second, a, b) in swaps {
        cross(scorer, beads, [first, second], [a, b]);
    }
}

/// Pairs of steps that follow each other in one list.
fn neighbours(steps: &[Step]) -> impl Iterator<Item = (&Step, &Step)> {
    steps.iter().enumerate().filter_map(|(at, first)| {
        // Steps nested in the first stand between the two.
        let second = steps[at + 1..].iter().find(|s| s.list == first.list && s.index == first.index + 1)?;
        Some((first, second))
    })
}

/// Replaces the beads of two steps by those of their crosswise alignment.
fn cross(scorer: &Scorer<'_>, beads: &mut Vec<BlockBead>, source: [Step; 2], target: [Step; 2]) {
    let within = |range: (u32, u32), outer: (u32, u32)| range.0 < range.1 && outer.0 <= range.0 && range.1 <= outer.1;
    let both = |steps: &[Step; 2]| (steps[0].blocks.0, steps[1].blocks.1);
    let (s, t) = (both(&source), both(&target));
    // Beads that reach beyond the two steps make the swap unsafe: leave all as it is.
    let touches = |range: (u32, u32), outer: (u32, u32)| range.0 < range.1 && range.0 < outer.1 && outer.0 < range.1;
    let clean = beads.iter().all(|b| {
        let (in_s, in_t) = (touches(b.source, s), touches(b.target, t));
        (!in_s || within(b.source, s)) && (!in_t || within(b.target, t)) && (!b.is_pair() || in_s == in_t)
    });
    if !clean {
        return;
    }
    let Some(at) = beads.iter().position(|b| touches(b.source, s)) else { return };
    let gone = |b: &BlockBead| touches(b.source, s) || touches(b.target, t);
    let at = at - beads[..at].iter().filter(|b| gone(b)).count();
    beads.retain(|b| !gone(b));
    let mut crossed = Vec::new();
    for (from, to) in [(source[0].blocks, target[1].blocks), (source[1].blocks, target[0].blocks)] {
        let first = crossed.len();
        blocks::between(scorer, from, to, &mut crossed);
        for bead in &mut crossed[first..] {
            bead.moved = bead.is_pair();
        }
    }
    beads.splice(at..at, crossed);
}
