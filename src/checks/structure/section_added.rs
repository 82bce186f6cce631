use super::block_added;
use crate::checks::{Example, Rule};
use crate::finding::Severity;

crate::message::wordings! {
    ADDED: "section-added/added", "the section \"{text}\" is not in the source, {count} blocks"
        | "the section \"{text}\" is not in the others, {count} blocks";
}

/// A section of the translation, heading and all, is not in the source.
pub static RULE: Rule = Rule {
    name: "section-added",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    summary: "a heading of the translation and what stands under it have no answer in the source",
    explanation: "The mirror of `section-missing`: one finding for the whole section. Often the source was cut and the \
        translation was not. A heading that a language has on a fifth of its pages (ten at least), or on half of them, is its own (who translated \
        the page): it is one finding for all, and shows no other edition.",
    examples: &[Example {
        source: "# Gateways\n\nThe gateway runs on the server.\n\nIt starts by itself when the server starts.\n\n## Updating it\n\nStop the service first, and start it again afterwards.",
        locale: "de",
        target: "# Gateways\n\nDas Gateway wird auf dem Server ausgeführt.\n\nEs wird zusammen mit dem Server gestartet.\n\n## Entfernen\n\nEntfernen Sie den Pool, wenn alle Benutzer verschoben sind.\n\n## Aktualisieren\n\nBeenden Sie zuerst den Dienst, und starten Sie ihn danach wieder.",
        flags: &["Entfernen\n\nEntfernen Sie den Pool, wenn alle Benutzer verschoben sind."],
    }],
    absorbs: block_added::RULE.absorbs,
    // `block_added` finds it.
    messages: WORDINGS,
    checks: &[],
};
