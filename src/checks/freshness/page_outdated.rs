use super::editions::{FOLLOWS, SAMPLES, SIGNS, bytes, heads, opposite};
use crate::checks::{Cause, CauseKind, Check, Draft, Enough, Example, Rule, Sink};
use crate::compare::Comparison;
use crate::finding::Severity;

/// A page renders another edition of its source.
pub static RULE: Rule = Rule {
    name: "page-outdated",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    summary: "a page answers only a part of its source, or has much that the source has not",
    explanation: "Sources move on, and their translations follow later. Where a page lacks, or has beyond its source, \
        blocks, sentences or samples in three places or more, that is one cause and one finding, with counts. What follows \
        from it is folded into it: the places themselves, and what differs in blocks that only stand opposite each other. \
        What differs in sentences that surely answer each other is told by itself. `--expand` tells everything by itself.",
    examples: &[
        Example {
            source: "# Gateways\n\nThe gateway runs on the server.\n\nUse the new console to open it.\n\nThe console asks for a name.\n\nThen stop the service.\n\nAfter a while a message tells that all went well.\n\nClose the console.\n\nThe log of port 5269 holds details of what was done.",
            locale: "de",
            target: "# Gateways\n\nDas Gateway wird auf dem Server ausgeführt.\n\nBeenden Sie dann den Dienst.\n\nSchließen Sie die Konsole.",
            flags: &["Gateways"],
        },
        Example {
            source: "# Gateways\n\nThe gateway runs on the server.\n\nUse the new console to open it.\n\nThen stop the service.",
            locale: "de",
            target: "# Gateways\n\nDas Gateway wird auf dem Server ausgeführt.\n\nBeenden Sie dann den Dienst.",
            flags: &[],
        },
    ],
    absorbs: &[],
    checks: &[Check::Cause(check)],
};

/// The page is another edition than its source.
pub(in crate::checks) static OUTDATED: CauseKind = CauseKind {
    name: "outdated",
    signs: SIGNS,
    hints: SAMPLES,
    follows: &[FOLLOWS],
    hint: None,
    message: Some(message),
};

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    // What is found only becomes less from here on: of nearly all pages this is all that has to be known.
    if sink.count(&[SIGNS, SAMPLES]) < Enough::SEVERAL {
        return;
    }
    let within = opposite(pair);
    let (place, from) = heads(pair);
    sink.explain(
        Draft::new(&RULE, String::new(), pair.target, place, place)
            .from_source(pair, from, from)
            .help("Bring the page up to its source. What was folded into this finding is shown by --expand.")
            .fact("page"),
        Cause { kind: &OUTDATED, within, of_source: Vec::new(), enough: Enough::ShareOf(bytes(pair)) },
    );
}

/// Says how much of each kind was folded.
fn message(folded: &[Draft]) -> String {
    let count = |names: &[&str]| folded.iter().filter(|draft| names.contains(&draft.rule)).count();
    let missing =
        count(&["block-missing", "section-missing", "sentence-missing", "step-missing", "image-missing"]);
    let added = count(&["block-added", "section-added", "sentence-added", "step-added"]);
    let samples = count(SAMPLES);
    let other = folded.len() - missing - added - samples;
    let places = |count: usize, what: &str| match count {
        0 => None,
        1 => Some(format!("1 place {what}")),
        _ => Some(format!("{count} places {what}")),
    };
    let parts: Vec<String> = [
        places(missing, "missing"),
        places(added, "added"),
        places(samples, "with another sample"),
        places(other, "changed otherwise"),
    ]
    .into_iter()
    .flatten()
    .collect();
    format!("this page is of another edition than its source: {}", parts.join(", "))
}
