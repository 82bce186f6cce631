use crate::checks::telling::blocks_text;
use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::{Comparison, loss};
use crate::document::{BlockId, ContainerId, ContainerKind};
use crate::finding::Severity;
use crate::message;
use crate::rendition::Rendition;
use crate::source::Span;

crate::message::wordings! {
    KIND: "alert-kind-changed/kind", "this alert is {is}: the source's is {was}"
        | "this alert is {is}: the others' is {was}";
    LABEL: "alert-kind-changed/label", "the label of this alert is translated: readers see a plain quote, not {was}";
    NO_ALERT: "alert-kind-changed/none", "this is no alert: the source's is {was}"
        | "this is no alert: the others' is {was}";
    WRITE: "alert-kind-changed/help", "Write {was}: the label of an alert is a keyword.";
}

/// An alert is of another kind, or plain text.
pub static RULE: Rule = Rule {
    name: "alert-kind-changed",
    severity: Severity::Warning,
    mqm: "design-and-markup/markup-tag",
    summary: "an alert is of another kind than in the source, or plain text",
    explanation: "A warning that became a note loses its weight. A label is a keyword: where it is translated \
        (> [!HINWEIS]) or lost, readers see a plain quote. A text is only said to be no alert where it states what the \
        source's alert does, and no such alert stands elsewhere.",
    examples: &[
        Example {
            source: "Do it.\n\n> [!WARNING]\n> All calls are cut off.",
            locale: "de",
            target: "Tun Sie es.\n\n> [!NOTE]\n> Alle Anrufe werden getrennt.",
            flags: &["[!NOTE]"],
        },
        Example {
            source: "Do it.\n\n> [!NOTE]\n> Calls take an hour.",
            locale: "fr",
            target: "Faites-le.\n\n> [!REMARQUE]\n> Les appels durent une heure.",
            flags: &["[!REMARQUE]"],
        },
        Example {
            source: "Do it.\n\n> [!WARNING]\n> All calls are cut off.",
            locale: "de",
            target: "Tun Sie es.\n\n> [!WARNING]\n> Alle Anrufe werden getrennt.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

/// The alert that a block stands in.
#[derive(Clone, Copy)]
struct Alert<'a> {
    id: ContainerId,
    kind: &'a str,
    label: Span,
    translated: bool,
}

fn alert<'a>(rendition: Rendition<'a>, block: BlockId) -> Option<Alert<'a>> {
    let block = &rendition.document.blocks[block as usize];
    rendition.document.ancestors(block).find_map(|(id, container)| match container.kind {
        ContainerKind::Alert { kind, label, translated } => {
            Some(Alert { id, kind: rendition.document.string(kind), label, translated })
        }
        _ => None,
    })
}

/// Whether the translation has an alert of a kind that answers none of the reference.
fn stands_elsewhere(pair: &Comparison<'_>, kind: &str) -> bool {
    (0..pair.target.document.blocks.len() as u32).any(|block| {
        let bead = pair.alignment.for_target(block);
        let answered = bead.is_pair() && alert(pair.source, bead.source.0).is_some();
        !answered && alert(pair.target, block).is_some_and(|alert| alert.kind == kind)
    })
}

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    let mut last = None;
    for bead in pair.alignment.blocks.iter().filter(|b| b.is_pair()) {
        let (was, is) = (alert(pair.source, bead.source.0), alert(pair.target, bead.target.0));
        let Some(was) = was else { continue };
        // One finding for each alert of the source, however many paragraphs it has.
        if last.replace(was.id) == Some(was.id) {
            continue;
        }
        let message = match is {
            Some(is) if is.kind != was.kind => {
                message!(KIND, is = is.kind, was = was.kind)
            }
            Some(is) if is.translated && !was.translated => {
                message!(LABEL, was = was.kind)
            }
            Some(_) => continue,
            None if !loss::answers(pair, bead) || stands_elsewhere(pair, was.kind) => continue,
            None => message!(NO_ALERT, was = was.kind),
        };
        let place = blocks_text(pair.target, bead.target);
        let from = blocks_text(pair.source, bead.source);
        let mut draft = Draft::new(&RULE, message, pair.target, place, place)
            .from_source(pair, from, from)
            .help(message!(WRITE, was = was.kind))
            .fact(was.kind);
        if let Some(is) = is {
            draft.span = is.label;
            draft.sentence = is.label.union(draft.sentence);
        }
        draft.source = draft.source.map(|(_, sentence)| (was.label, was.label.union(sentence)));
        sink.push(draft);
    }
}
