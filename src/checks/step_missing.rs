use super::sentence_missing::excerpt;
use super::{
    Check, Comparison, Draft, Example, Rule, Sink, block_missing::says_something, blocks_text, loss,
};
use crate::align::steps::{Step, steps};
use crate::finding::Severity;
use std::collections::BTreeSet;

/// A step of a procedure is not in the translation.
pub static RULE: Rule = Rule {
    name: "step-missing",
    severity: Severity::Error,
    mqm: "accuracy/omission",
    summary: "a step of a procedure has no answer in the translation",
    explanation: "A step is an item of a numbered list. A reader who follows the translation leaves it out. Steps \
        nested in a missing step are part of it; a procedure that is missing as a whole is one finding.",
    examples: &[
        Example {
            source: "1. Open the console.\n2. Back up the central store before anything else.\n3. Remove the pool from the topology.\n",
            locale: "de",
            target: "1. Öffnen Sie die Konsole.\n2. Entfernen Sie den Pool aus der Topologie.\n",
            flags: &[""],
        },
        Example {
            source: "1. Open the console.\n2. Remove the pool from the topology.\n",
            locale: "de",
            target: "1. Öffnen Sie die Konsole.\n2. Entfernen Sie den Pool aus der Topologie.\n",
            flags: &[],
        },
    ],
    absorbs: &["block-missing", "section-missing", "image-missing"],
    checks: &[Check::Pair(check)],
};

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
pub(super) fn missing_blocks(pair: &Comparison<'_>) -> BTreeSet<u32> {
    missing(pair).iter().flat_map(|step| step.blocks.0..step.blocks.1).collect()
}

/// The blocks of the steps that only the translation has.
pub(super) fn added_blocks(pair: &Comparison<'_>) -> BTreeSet<u32> {
    added(pair).iter().flat_map(|step| step.blocks.0..step.blocks.1).collect()
}

/// Steps that follow each other in one list, together.
pub(super) fn runs(steps: Vec<Step>) -> Vec<(Step, u32)> {
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

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    for (step, count) in runs(missing(pair)) {
        let bead = pair.alignment.of_source[step.blocks.0 as usize];
        let length: f64 = (step.blocks.0..step.blocks.1)
            .map(|b| f64::from(pair.source.facts.blocks[b as usize].length))
            .sum::<f64>()
            * pair.ratio;
        let after = (step.blocks.1 as usize).min(pair.source.document.blocks.len() - 1);
        let near = [(bead as usize).checked_sub(1), Some(pair.alignment.of_source[after] as usize)];
        let told_nearby = near.into_iter().flatten().any(|at| {
            let near = &pair.alignment.blocks[at];
            near.is_pair() && loss::tells_more(pair, near, length)
        });
        if told_nearby {
            continue;
        }
        let place = blocks_text(pair.source, step.blocks);
        let said =
            excerpt(pair.source.document.text(pair.source.document.blocks[step.blocks.0 as usize].text));
        let message = if count == 1 {
            format!("step {} is missing: \"{said}\"", step.index + 1)
        } else {
            format!("steps {} to {} are missing, the first: \"{said}\"", step.index + 1, step.index + count)
        };
        let (gap, around) = pair.gap_after(bead);
        sink.push(
            Draft::new(&RULE, message, pair.target, gap, around)
                .from_source(pair, place, place)
                .help("Translate the step and put it in its place.")
                .fact(""),
        );
    }
}

/// The steps that only the translation has, in runs.
pub(super) fn added_runs(pair: &Comparison<'_>) -> Vec<(Step, u32)> {
    runs(added(pair))
}
