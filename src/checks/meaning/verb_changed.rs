use crate::checks::{Check, Example, Rule};
use crate::compare::Kind;
use crate::finding::Severity;

crate::message::wordings! {
    CHANGED: "verb-changed/changed", "\"{was}\" became \"{is}\"";
}

/// A heading promises something else.
pub static RULE: Rule = Rule {
    name: "verb-changed",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    summary: "a heading or title names another action (migrate and manage, plan and deploy)",
    explanation: "A reader who looks for \"Migrating …\" does not open a page called \"Managing …\". A finding needs both: \
        the action of the source is missing and another one is there that the source does not name. Actions that \
        languages render by one word (create and add, edit and change) are not told apart.",
    examples: &[
        Example {
            source: "# Migrating the gateway",
            locale: "de",
            target: "# Verwalten des Gateways",
            flags: &["Verwalten"],
        },
        Example {
            source: "# Migrating the gateway",
            locale: "de",
            target: "# Migration des Gateways",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Divergence { kind: Kind::VerbChanged, message: &CHANGED }],
};
