use super::blocks::{noun, says_something, stands_as_sample};
use super::{section_added, steps};
use crate::checks::telling::{blocks_text, excerpt};
use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::{Comparison, loss};
use crate::document::BlockKind;
use crate::finding::Severity;
use crate::message;
use crate::source::Span;

crate::message::wordings! {
    ONE: "block-added/one", "a {kind} is not in the source: \"{text}\""
        | "a {kind} is not in the others: \"{text}\"";
    MANY: "block-added/many", "{count} blocks are not in the source, the first a {kind}: \"{text}\""
        | "{count} blocks are not in the others, the first a {kind}: \"{text}\"";
}

/// A block of the translation is not in the source.
pub static RULE: Rule = Rule {
    name: "block-added",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    summary: "a paragraph, heading, list item, cell or code block of the translation has no answer in the source",
    explanation: "The mirror of block-missing: what only this language says. Often the source was cut and the \
        translation was not.",
    examples: &[
        Example {
            source: "# Gateways\n\nThe gateway runs on the server.\n\nThen stop the service.",
            locale: "de",
            target: "# Gateways\n\nDas Gateway wird auf dem Server ausgeführt.\n\nEntfernen Sie den Pool erst, wenn alle Benutzer verschoben sind.\n\nBeenden Sie dann den Dienst.",
            flags: &["Entfernen Sie den Pool erst, wenn alle Benutzer verschoben sind."],
        },
        Example {
            source: "# Gateways\n\nThe gateway runs on the server.",
            locale: "de",
            target: "# Gateways\n\nDas Gateway wird auf dem Server ausgeführt.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    let steps = steps::added_blocks(pair);
    let beads = &pair.alignment.blocks;
    let mut at = 0;
    while at < beads.len() {
        let new = |bead: &crate::align::BlockBead| {
            bead.source.0 == bead.source.1
                && says_something(pair.target, bead.target.0)
                && !steps.contains(&bead.target.0)
        };
        if !new(&beads[at]) {
            at += 1;
            continue;
        }
        let first = at;
        let titles = |bead: &crate::align::BlockBead| {
            bead.source.0 == bead.source.1
                && pair.target.document.blocks[bead.target.0 as usize].wrapper_title
        };
        while at < beads.len()
            && (new(&beads[at]) || titles(&beads[at]))
            && beads[at].target.0 == beads[first].target.0 + (at - first) as u32
        {
            at += 1;
        }
        let blocks = (beads[first].target.0, beads[at - 1].target.0 + 1);
        let length: f64 =
            (blocks.0..blocks.1).map(|b| f64::from(pair.target.facts.blocks[b as usize].length)).sum();
        let told_nearby = [first.checked_sub(1), Some(at)].into_iter().flatten().any(|near| {
            beads.get(near).is_some_and(|bead| bead.is_pair() && loss::tells_less(pair, bead, length))
        });
        let sentences = |block: u32| pair.target.document.blocks[block as usize].sentences;
        let own = (sentences(blocks.0).0, sentences(blocks.1 - 1).1);
        // A sample has no sentences.
        let stands = || own.0 < own.1 && loss::stands_nearby(pair, first as u32, own, true);
        let in_samples = || (first..at).all(|group| stands_as_sample(pair, group, true));
        if told_nearby || blocks.1 - blocks.0 == 1 && stands() || in_samples() {
            continue;
        }
        let kind = pair.target.document.blocks[blocks.0 as usize].kind;
        let place = blocks_text(pair.target, blocks);
        let said = excerpt(pair.target.document.text(pair.target.document.blocks[blocks.0 as usize].text));
        let count = blocks.1 - blocks.0;
        let section = count > 1 && matches!(kind, BlockKind::Heading { .. });
        let rule = if section { &section_added::RULE } else { &RULE };
        let message = if section {
            message!(section_added::ADDED, text = &said, count)
        } else if count == 1 {
            message!(ONE, kind = noun(kind), text = &said)
        } else {
            message!(MANY, count, kind = noun(kind), text = &said)
        };
        let near = beads[..first]
            .iter()
            .rev()
            .find(|b| b.source.0 < b.source.1)
            .map_or(Span::default(), |b| blocks_text(pair.source, b.source));
        sink.push(
            Draft::new(rule, message, pair.target, place, place)
                .from_source(pair, Span::new(near.end, near.end), near)
                .fact(said),
        );
    }
}
