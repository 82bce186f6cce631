use super::fold::{Cause, CauseKind, Enough};
use super::{Check, Comparison, Draft, Example, Rule, Sink, blocks_text, loss};
use crate::align::BlockBead;
use crate::document::BlockKind;
use crate::finding::Severity;
use crate::source::Span;

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

/// What a page of another edition shows.
pub(super) const SIGNS: &[&str] = &[
    "block-missing",
    "block-added",
    "section-missing",
    "section-added",
    "sentence-missing",
    "sentence-added",
    "step-missing",
    "step-added",
    "image-missing",
    "table-shape-changed",
];

/// Samples: another one shows another edition, a wrong word in one does not.
pub(super) const SAMPLES: &[&str] = &["code-block-changed", "inline-code-changed", "snippet-changed"];

/// What may be found there besides, because something else stands opposite.
pub(super) const FOLLOWS: &[&str] = &[
    "sentence-mismatch",
    "steps-reordered",
    "heading-id-changed",
    "heading-level-changed",
    "alert-kind-changed",
];

/// The page is another edition than its source.
pub(super) static OUTDATED: CauseKind = CauseKind {
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

/// The blocks of a page that only stand opposite one of the source, in bytes, in order.
pub(super) fn opposite(pair: &Comparison<'_>) -> Vec<Span> {
    let stands_opposite = |bead: &&BlockBead| bead.is_pair() && !loss::answers(pair, bead);
    let place = |bead: &BlockBead| pair.target.document.source_span(blocks_text(pair.target, bead.target));
    let mut within: Vec<Span> = pair.alignment.blocks.iter().filter(stands_opposite).map(place).collect();
    within.sort_unstable();
    within
}

/// How much a page and its source say, in bytes.
pub(super) fn bytes(pair: &Comparison<'_>) -> u32 {
    let whole = pair.source.document.plain.len() + pair.target.document.plain.len();
    u32::try_from(whole).unwrap_or(u32::MAX)
}

/// The titles of a page and of its source: the first heading, or the first block with text.
pub(super) fn heads(pair: &Comparison<'_>) -> (Span, Span) {
    let head = |r: crate::rendition::Rendition<'_>| {
        let blocks = &r.document.blocks;
        let body = |kind| !matches!(kind, BlockKind::Title | BlockKind::Description | BlockKind::Code { .. });
        let heading = blocks.iter().take(3).find(|b| matches!(b.kind, BlockKind::Heading { .. }));
        let first = || blocks.iter().find(|b| body(b.kind) && !b.text.is_empty());
        heading.or_else(first).or(blocks.first()).map_or(Span::default(), |block| block.text)
    };
    (head(pair.target), head(pair.source))
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
