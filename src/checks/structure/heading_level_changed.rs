use crate::checks::telling::blocks_text;
use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::{Comparison, loss};
use crate::document::BlockKind;
use crate::finding::Severity;
use crate::message;

crate::message::wordings! {
    LEVEL: "heading-level-changed/level", "this heading has level {is}: the source's has level {was}"
        | "this heading has level {is}: the others' has level {was}";
    NO_HEADING: "heading-level-changed/none", "this is no heading: the source has a heading of level {was}"
        | "this is no heading: the others have a heading of level {was}";
}

/// A heading has another level, or is no heading any more.
pub static RULE: Rule = Rule {
    name: "heading-level-changed",
    severity: Severity::Warning,
    mqm: "design-and-markup/markup-tag",
    summary: "a heading has another level than in the source, or is no heading any more",
    explanation: "Levels carry the structure of a page. Where all headings are shifted alike (a page whose title moved \
        to the front matter), that is one finding.",
    examples: &[
        Example {
            source: "# Gateways\n\nText one stands here.\n\n## Before you begin\n\nText two stands here.",
            locale: "de",
            target: "# Gateways\n\nHier steht Text eins.\n\n### Vorbereitung\n\nHier steht Text zwei.",
            flags: &["Vorbereitung"],
        },
        Example {
            source: "# Gateways\n\n## Before you begin\n\nText two stands here.",
            locale: "de",
            target: "# Gateways\n\n## Vorbereitung\n\nHier steht Text zwei.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    let mut changed: Vec<(i16, Draft)> = Vec::new();
    let mut headings = 0;
    for bead in pair.alignment.blocks.iter().filter(|b| b.is_pair()) {
        let source = &pair.source.document.blocks[bead.source.0 as usize];
        let target = &pair.target.document.blocks[bead.target.0 as usize];
        let BlockKind::Heading { level: was } = source.kind else { continue };
        headings += 1;
        let message = match target.kind {
            BlockKind::Heading { level } if level == was => continue,
            BlockKind::Heading { level } => {
                message!(LEVEL, is = level, was)
            }
            _ if !loss::answers(pair, bead)
                || pair.target.document.text(target.text).trim_end().ends_with([':', '：']) =>
            {
                continue;
            }
            _ => message!(NO_HEADING, was),
        };
        let shift = match target.kind {
            BlockKind::Heading { level } => i16::from(level) - i16::from(was),
            _ => i16::MAX,
        };
        let place = blocks_text(pair.target, bead.target);
        let from = blocks_text(pair.source, bead.source);
        changed.push((
            shift,
            Draft::new(&RULE, message, pair.target, place, place)
                .from_source(pair, from, from)
                .fact(was.to_string()),
        ));
    }
    let alike = changed.len() > 1
        && changed.len() == headings
        && changed.iter().all(|c| c.0 == changed[0].0 && c.0 != i16::MAX);
    for (_, draft) in changed.into_iter().take(if alike { 1 } else { usize::MAX }) {
        sink.push(draft);
    }
}
