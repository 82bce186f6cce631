//! Steps of procedures that have no answer.

use super::blocks::says_something;
use crate::align::steps::{Step, steps};
use crate::compare::Comparison;
use crate::order::OrderedSet;

/// Steps of which nothing has an answer, those nested in another such step left out.
fn lost(all: &[Step], answered: impl Fn(u32) -> bool, says: impl Fn(u32) -> bool) -> Vec<Step> {
    let mut gone = vec![false; all.len()];
    let mut lost = Vec::new();
    for (at, step) in all.iter().enumerate() {
        let mut blocks = step.blocks.0..step.blocks.1;
        gone[at] = blocks.clone().any(&says) && !blocks.any(&answered);
        if gone[at] && !step.parent.is_some_and(|parent| gone[parent as usize]) {
            lost.push(*step);
        }
    }
    lost
}

fn missing(pair: &Comparison<'_>) -> Vec<Step> {
    lost(
        &steps(pair.source.document),
        |block| pair.alignment.for_source(block).is_pair(),
        |block| says_something(pair.source, block),
    )
}

fn added(pair: &Comparison<'_>) -> Vec<Step> {
    lost(
        &steps(pair.target.document),
        |block| pair.alignment.for_target(block).is_pair(),
        |block| says_something(pair.target, block),
    )
}

/// The blocks of the steps that are missing.
pub(super) fn missing_blocks(pair: &Comparison<'_>) -> OrderedSet<u32> {
    missing(pair).iter().flat_map(|step| step.blocks.0..step.blocks.1).collect()
}

/// The blocks of the steps that only the translation has.
pub(super) fn added_blocks(pair: &Comparison<'_>) -> OrderedSet<u32> {
    added(pair).iter().flat_map(|step| step.blocks.0..step.blocks.1).collect()
}

/// Steps that follow each other in one list, together.
fn runs(steps: Vec<Step>) -> Vec<(Step, u32)> {
    let mut runs: Vec<(Step, u32)> = Vec::new();
    for step in steps {
        match runs.last_mut() {
            Some((first, count)) if first.list == step.list && first.index + *count == step.index => {
                *count += 1;
                first.blocks.1 = step.blocks.1;
            }
            _ => runs.push((step, 1)),
        }
    }
    runs
}

/// The steps that the translation lacks, in runs.
pub(super) fn missing_runs(pair: &Comparison<'_>) -> Vec<(Step, u32)> {
    runs(missing(pair))
}

/// The steps that only the translation has, in runs.
pub(super) fn added_runs(pair: &Comparison<'_>) -> Vec<(Step, u32)> {
    runs(added(pair))
}
