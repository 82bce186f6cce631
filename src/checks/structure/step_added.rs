use super::steps;
use crate::checks::telling::{blocks_text, excerpt};
use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::{Comparison, loss};
use crate::finding::Severity;
use crate::message;

crate::message::wordings! {
    ONE: "step-added/one", "step {step} is not in the source: \"{text}\""
        | "step {step} is not in the others: \"{text}\"";
    MANY: "step-added/many", "steps {first} to {last} are not in the source, the first: \"{text}\""
        | "steps {first} to {last} are not in the others, the first: \"{text}\"";
}

/// A step of the translation is not in the source.
pub static RULE: Rule = Rule {
    name: "step-added",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    summary: "a step of the translation has no answer in the source",
    explanation: "The mirror of step-missing: a reader of this language does something the others do not. On a page of which a \
        tenth of the blocks or more have no answer, which renders another edition, it is a note: a step may have \
        become two there.",
    examples: &[
        Example {
            source: "1. Open the console.\n2. Remove the pool from the topology.\n",
            locale: "de",
            target: "1. Öffnen Sie die Konsole.\n2. Sichern Sie zuerst den zentralen Verwaltungsspeicher auf ein anderes Laufwerk.\n3. Entfernen Sie den Pool aus der Topologie.\n",
            flags: &["Sichern Sie zuerst den zentralen Verwaltungsspeicher auf ein anderes Laufwerk."],
        },
        Example {
            source: "1. Open the console.\n2. Remove the pool from the topology.\n",
            locale: "de",
            target: "1. Öffnen Sie die Konsole.\n2. Entfernen Sie den Pool aus der Topologie.\n",
            flags: &[],
        },
    ],
    absorbs: &["block-added", "section-added"],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    let severity = if loss::of_another_edition(pair) { Severity::Note } else { RULE.severity };
    for (step, count) in steps::added_runs(pair) {
        let place = blocks_text(pair.target, step.blocks);
        let said =
            excerpt(pair.target.document.text(pair.target.document.blocks[step.blocks.0 as usize].text));
        let message = if count == 1 {
            message!(ONE, step = step.index + 1, text = &said)
        } else {
            message!(MANY, first = step.index + 1, last = step.index + count, text = &said)
        };
        let bead = pair.alignment.of_target[step.blocks.0 as usize] as usize;
        let near = pair.alignment.blocks[..bead]
            .iter()
            .rev()
            .find(|b| b.source.0 < b.source.1)
            .map_or_else(Default::default, |b| blocks_text(pair.source, b.source));
        sink.push(
            Draft::new(&RULE, message, pair.target, place, place)
                .from_source(pair, crate::source::Span::new(near.end, near.end), near)
                .at(severity)
                .fact(said),
        );
    }
}
