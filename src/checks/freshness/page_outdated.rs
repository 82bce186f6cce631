use super::editions::{FOLLOWS, SAMPLES, SIGNS, bytes, heads, opposite};
use crate::checks::{Cause, CauseKind, Check, Draft, Enough, Example, Rule, Sink};
use crate::compare::Comparison;
use crate::finding::Severity;
use crate::message;
use crate::message::{Message, Wording};

crate::message::wordings! {
    EDITION: "page-outdated/edition", "this page is of another edition than its source: {places}";
    MISSING_ONE: "page-outdated/missing-one", "1 place missing";
    MISSING_MANY: "page-outdated/missing-many", "{count} places missing";
    ADDED_ONE: "page-outdated/added-one", "1 place added";
    ADDED_MANY: "page-outdated/added-many", "{count} places added";
    SAMPLE_ONE: "page-outdated/sample-one", "1 place with another sample";
    SAMPLE_MANY: "page-outdated/sample-many", "{count} places with another sample";
    CHANGED_ONE: "page-outdated/changed-one", "1 place changed otherwise";
    CHANGED_MANY: "page-outdated/changed-many", "{count} places changed otherwise";
    BRING: "page-outdated/help", "Bring the page up to its source. What was folded into this finding is shown by --expand.";
}

/// A page renders another edition of its source.
pub static RULE: Rule = Rule {
    name: "page-outdated",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    summary: "a page answers only a part of its source, or has much that the source has not",
    explanation: "Sources move on, and their translations follow later. Where a page lacks, or has beyond its source, \
        blocks, sentences or samples in three places or more, that is one cause and one finding, with counts. Words of inline code \
        that became others show no other edition. What follows from it is folded into it: the places themselves, and what differs in blocks that only stand opposite each other. \
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
    messages: WORDINGS,
    checks: &[Check::Cause(check)],
};

/// The page is another edition than its source.
pub(in crate::checks) static OUTDATED: CauseKind = CauseKind {
    name: "outdated",
    signs: SIGNS,
    hints: SAMPLES,
    follows: &[FOLLOWS],
    hint: None,
    message: Some(told),
};

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    // What is found only becomes less from here on: of nearly all pages this is all that has to be known.
    if sink.count(&[SIGNS, SAMPLES]) < Enough::SEVERAL {
        return;
    }
    let within = opposite(pair);
    let (place, from) = heads(pair);
    sink.explain(
        Draft::new(&RULE, &EDITION, pair.target, place, place)
            .from_source(pair, from, from)
            .help(&BRING)
            .fact("page"),
        Cause { kind: &OUTDATED, within, of_source: Vec::new(), enough: Enough::ShareOf(bytes(pair)) },
    );
}

/// Says how much of each kind was folded.
fn told(folded: &[Draft]) -> Message {
    let count = |names: &[&str]| folded.iter().filter(|draft| names.contains(&draft.rule)).count();
    let missing =
        count(&["block-missing", "section-missing", "sentence-missing", "step-missing", "image-missing"]);
    let added = count(&["block-added", "section-added", "sentence-added", "step-added"]);
    let samples = count(SAMPLES);
    let other = folded.len() - missing - added - samples;
    let places = |count: usize, one: &'static Wording, many: &'static Wording| match count {
        0 => None,
        1 => Some(Message::of(one)),
        _ => Some(message!(*many, count)),
    };
    let parts = [
        places(missing, &MISSING_ONE, &MISSING_MANY),
        places(added, &ADDED_ONE, &ADDED_MANY),
        places(samples, &SAMPLE_ONE, &SAMPLE_MANY),
        places(other, &CHANGED_ONE, &CHANGED_MANY),
    ];
    message!(EDITION, places = parts.into_iter().flatten().collect::<Vec<Message>>())
}
