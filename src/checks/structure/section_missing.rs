use super::block_missing;
use crate::checks::{Example, Rule};
use crate::finding::Severity;

crate::message::wordings! {
    MISSING: "section-missing/missing", "the section \"{text}\" is missing, {count} blocks";
}

/// A section of the source, heading and all, is not in the translation.
pub static RULE: Rule = Rule {
    name: "section-missing",
    severity: Severity::Warning,
    mqm: "accuracy/omission",
    summary: "a heading of the source and what stands under it have no answer in the translation",
    explanation: "One finding for the whole section. Where a page lacks more, it is part of `page-outdated`; what is \
        missing without a heading is `block-missing`.",
    examples: &[Example {
        source: "# Gateways\n\nThe gateway runs on the server.\n\nIt starts by itself when the server starts.\n\n## Removing it\n\nRemove the pool when all users are moved away.\n\n## Updating it\n\nStop the service first, and start it again afterwards.",
        locale: "de",
        target: "# Gateways\n\nDas Gateway wird auf dem Server ausgeführt.\n\nEs wird zusammen mit dem Server gestartet.\n\n## Aktualisieren\n\nBeenden Sie zuerst den Dienst, und starten Sie ihn danach wieder.",
        flags: &[""],
    }],
    absorbs: block_missing::RULE.absorbs,
    // `block_missing` finds it.
    messages: WORDINGS,
    checks: &[],
};
