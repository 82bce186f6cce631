use crate::align::steps::steps;
use crate::checks::telling::{blocks_text, excerpt};
use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::Comparison;
use crate::finding::Severity;
use crate::message;
use crate::order::OrderedSet;

crate::message::wordings! {
    REORDERED: "steps-reordered/reordered", "step {was} of the source (\"{text}\") stands at {is} here"
        | "step {was} of the others (\"{text}\") stands at {is} here";
    ORDER: "steps-reordered/help", "Put the steps in the order of the source.";
}

/// Steps stand in another order than in the source.
pub static RULE: Rule = Rule {
    name: "steps-reordered",
    severity: Severity::Error,
    mqm: "accuracy/mistranslation",
    summary: "the steps of a procedure stand in another order than in the source",
    explanation: "Steps are recognised by what they share with the source's steps: names, numbers, code, links, labels, \
        cognates and length. Bullets may stand in any order.",
    examples: &[
        Example {
            source: "1. Open the console on the Edge Server.\n2. Run `Get-CsPool` and note port 5061.\n3. Close the window.\n",
            locale: "de",
            target: "1. Führen Sie `Get-CsPool` aus, und notieren Sie Port 5061.\n2. Öffnen Sie die Konsole auf dem Edgeserver.\n3. Schließen Sie das Fenster.\n",
            flags: &["Führen Sie `Get-CsPool` aus, und notieren Sie Port 5061."],
        },
        Example {
            source: "1. Open the console on the Edge Server.\n2. Run `Get-CsPool` and note port 5061.\n",
            locale: "de",
            target: "1. Öffnen Sie die Konsole auf dem Edgeserver.\n2. Führen Sie `Get-CsPool` aus, und notieren Sie Port 5061.\n",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    let source = steps(pair.source.document);
    let target = steps(pair.target.document);
    let mut spoken: OrderedSet<u32> = OrderedSet::new();
    for step in &source {
        let Some(bead) = (step.blocks.0..step.blocks.1)
            .map(|block| pair.alignment.for_source(block))
            .find(|bead| bead.moved && bead.is_pair())
        else {
            continue;
        };
        // The place of the step of the translation that now holds it.
        let Some(now) =
            target.iter().rev().find(|t| t.blocks.0 <= bead.target.0 && bead.target.0 < t.blocks.1)
        else {
            continue;
        };
        if now.index == step.index || spoken.contains(&step.list) {
            continue;
        }
        // One finding for each list: where one step moved, others have too.
        spoken.insert(step.list);
        let first = target.iter().find(|t| t.list == now.list && t.index == step.index).unwrap_or(now);
        let place = blocks_text(pair.target, (first.blocks.0, first.blocks.0 + 1));
        let from = blocks_text(pair.source, (step.blocks.0, step.blocks.0 + 1));
        let said = excerpt(pair.source.document.text(from));
        sink.push(
            Draft::new(
                &RULE,
                message!(REORDERED, was = step.index + 1, text = said, is = now.index + 1),
                pair.target,
                place,
                place,
            )
            .from_source(pair, from, from)
            .help(&ORDER)
            .fact(format!("{} to {}", step.index + 1, now.index + 1)),
        );
    }
}
