use super::steps::missing_runs;
use crate::checks::telling::{blocks_text, excerpt};
use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::{Comparison, loss};
use crate::finding::Severity;
use crate::message;

crate::message::wordings! {
    ONE: "step-missing/one", "step {step} is missing: \"{text}\"";
    MANY: "step-missing/many", "steps {first} to {last} are missing, the first: \"{text}\"";
    TRANSLATE: "step-missing/help", "Translate the step and put it in its place.";
}

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
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    for (step, count) in missing_runs(pair) {
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
            message!(ONE, step = step.index + 1, text = said)
        } else {
            message!(MANY, first = step.index + 1, last = step.index + count, text = said)
        };
        let (gap, around) = pair.gap_after(bead);
        sink.push(
            Draft::new(&RULE, message, pair.target, gap, around)
                .from_source(pair, place, place)
                .help(&TRANSLATE)
                .fact(""),
        );
    }
}
