use super::{Check, Draft, Example, Pair, Rule, Sink, blocks_text};
use crate::document::{BlockId, ContainerId, ContainerKind};
use crate::facts::Rendition;
use crate::finding::Severity;

/// An alert is of another kind, or plain text.
pub static RULE: Rule = Rule {
    name: "alert-kind-changed",
    severity: Severity::Warning,
    summary: "an alert is of another kind than in the source, or plain text",
    explanation: "A warning that became a note, or a note that became plain text because its label was translated \
        (> [!HINWEIS]), loses its weight or its frame.",
    examples: &[
        Example {
            source: "Do it.\n\n> [!WARNING]\n> All calls are cut off.",
            locale: "de",
            target: "Tun Sie es.\n\n> [!NOTE]\n> Alle Anrufe werden getrennt.",
            flags: &["Alle Anrufe werden getrennt."],
        },
        Example {
            source: "Do it.\n\n> [!WARNING]\n> All calls are cut off.",
            locale: "de",
            target: "Tun Sie es.\n\n> [!WARNING]\n> Alle Anrufe werden getrennt.",
            flags: &[],
        },
    ],
    absorbs: &[],
    checks: &[Check::Pair(check)],
};

fn alert<'a>(rendition: Rendition<'a>, block: BlockId) -> Option<(ContainerId, &'a str)> {
    let block = &rendition.document.blocks[block as usize];
    rendition.document.ancestors(block).find_map(|(id, container)| match container.kind {
        ContainerKind::Alert { kind, .. } => Some((id, rendition.document.string(kind))),
        _ => None,
    })
}

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    let mut last = None;
    for bead in pair.alignment.blocks.iter().filter(|b| b.is_pair()) {
        let (was, is) = (alert(pair.source, bead.source.0), alert(pair.target, bead.target.0));
        if was.map(|a| a.1) == is.map(|a| a.1) {
            last = was.map(|a| a.0);
            continue;
        }
        let message = match (was, is) {
            (Some((_, was)), Some((_, is))) => format!("this alert is a {is}: the source's is a {was}"),
            (Some((_, was)), None) => format!("this is no alert: the source has a {was}"),
            _ => continue,
        };
        // One finding for each alert of the source, however many paragraphs it has.
        if was.map(|a| a.0) == last {
            continue;
        }
        last = was.map(|a| a.0);
        let place = blocks_text(pair.target, bead.target);
        let from = blocks_text(pair.source, bead.source);
        sink.push(
            Draft::new(&RULE, message, pair.target, place, place)
                .from_source(pair, from, from)
                .help("The label of an alert is a keyword: leave it in English.")
                .fact(was.map_or("", |a| a.1)),
        );
    }
}
