use super::blocks::{is_prose_as_code, noun, says_something, stands_as_sample};
use super::{section_missing, steps};
use crate::align::BlockBead;
use crate::checks::telling::{blocks_text, excerpt};
use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::{Comparison, loss};
use crate::document::BlockKind;
use crate::finding::Severity;
use crate::message;
use crate::source::Span;

crate::message::wordings! {
    BECAME_CODE: "block-missing/became-code", "this paragraph became a code block: it is indented too far";
    ONE: "block-missing/one", "a {kind} is missing: \"{text}\"";
    MANY: "block-missing/many", "{count} blocks are missing, the first a {kind}: \"{text}\"";
    INDENT: "block-missing/help/indent", "Indent it as far as the text of the item it belongs to, or not at all.";
    TRANSLATE: "block-missing/help/translate", "Translate what is missing.";
}

/// A paragraph, heading, code block or the like is not in the translation.
pub static RULE: Rule = Rule {
    name: "block-missing",
    severity: Severity::Warning,
    mqm: "accuracy/omission",
    summary: "a paragraph, heading, list item, cell or code block of the source has no answer in the translation",
    explanation: "Blocks are compared wherever they stand: a paragraph that was moved is not missing, nor one that was \
        joined with its neighbour. Consecutive missing blocks are one finding. A paragraph that was indented so far that \
        it became a code block is shown as code, its markup and all.",
    examples: &[
        Example {
            source: "# Gateways\n\nThe gateway runs on the server.\n\nDo not remove the pool before all users are moved away from it.\n\nThen stop the service.",
            locale: "de",
            target: "# Gateways\n\nDas Gateway wird auf dem Server ausgeführt.\n\nBeenden Sie dann den Dienst.",
            flags: &[""],
        },
        Example {
            source: "# Gateways\n\nThe gateway runs on the server.\n\nThen stop the service.",
            locale: "de",
            target: "# Gateways\n\nDas Gateway wird auf dem Server ausgeführt.\n\nBeenden Sie dann den Dienst.",
            flags: &[],
        },
        Example {
            source: "- Open the console.\n\n  You can choose up to four languages for each number of the pool.\n\nThen stop the service.",
            locale: "de",
            target: "- Öffnen Sie die Konsole.\n\n        Sie können für jede Nummer des Pools bis zu vier Sprachen auswählen.\n\nBeenden Sie dann den Dienst.",
            flags: &["Sie können für jede Nummer des Pools bis zu vier Sprachen auswählen."],
        },
    ],
    absorbs: &["alert-kind-changed", "image-missing", "link-changed"],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

fn became_code(pair: &Comparison<'_>, bead: &BlockBead, sink: &mut Sink) {
    if !is_prose_as_code(pair, bead) {
        return;
    }
    let (whole, from) = (blocks_text(pair.target, bead.target), blocks_text(pair.source, bead.source));
    let text = pair.target.document.text(whole);
    let start = whole.start + (text.len() - text.trim_start().len()) as u32;
    let place = Span::new(start, start + text.trim().len() as u32);
    sink.push(
        Draft::new(&RULE, &BECAME_CODE, pair.target, place, place)
            .from_source(pair, from, from)
            .help(&INDENT)
            .fact("code"),
    );
}

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    let steps = steps::missing_blocks(pair);
    let beads = &pair.alignment.blocks;
    for bead in beads {
        became_code(pair, bead, sink);
    }
    let mut at = 0;
    while at < beads.len() {
        let lost = |bead: &crate::align::BlockBead| {
            bead.target.0 == bead.target.1
                && says_something(pair.source, bead.source.0)
                && !steps.contains(&bead.source.0)
        };
        if !lost(&beads[at]) {
            at += 1;
            continue;
        }
        let first = at;
        let titles = |bead: &BlockBead| {
            bead.target.0 == bead.target.1
                && pair.source.document.blocks[bead.source.0 as usize].wrapper_title
        };
        while at < beads.len()
            && (lost(&beads[at]) || titles(&beads[at]))
            && beads[at].source.0 == beads[first].source.0 + (at - first) as u32
        {
            at += 1;
        }
        let blocks = (beads[first].source.0, beads[at - 1].source.0 + 1);
        let length: f64 =
            (blocks.0..blocks.1).map(|b| f64::from(pair.source.facts.blocks[b as usize].length)).sum::<f64>()
                * pair.ratio;
        // Joined with a neighbour: then that neighbour is longer than its source.
        let told_nearby = [first.checked_sub(1), Some(at)].into_iter().flatten().any(|near| {
            beads.get(near).is_some_and(|bead| bead.is_pair() && loss::tells_more(pair, bead, length))
        });
        let sentences = |block: u32| pair.source.document.blocks[block as usize].sentences;
        let own = (sentences(blocks.0).0, sentences(blocks.1 - 1).1);
        // A sample has no sentences.
        let stands = || own.0 < own.1 && loss::stands_nearby(pair, first as u32, own, false);
        let in_samples = || (first..at).all(|group| stands_as_sample(pair, group, false));
        if told_nearby || blocks.1 - blocks.0 == 1 && stands() || in_samples() {
            continue;
        }
        let kind = pair.source.document.blocks[blocks.0 as usize].kind;
        let place = blocks_text(pair.source, blocks);
        let said = excerpt(pair.source.document.text(pair.source.document.blocks[blocks.0 as usize].text));
        let count = blocks.1 - blocks.0;
        let section = count > 1 && matches!(kind, BlockKind::Heading { .. });
        let rule = if section { &section_missing::RULE } else { &RULE };
        let message = if section {
            message!(section_missing::MISSING, text = said, count)
        } else if count == 1 {
            message!(ONE, kind = noun(kind), text = said)
        } else {
            message!(MANY, count, kind = noun(kind), text = said)
        };
        let (gap, around) = pair.gap_after(first as u32);
        sink.push(
            Draft::new(rule, message, pair.target, gap, around)
                .from_source(pair, place, place)
                .help(&TRANSLATE)
                .fact(""),
        );
    }
}
