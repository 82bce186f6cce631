use crate::checks::{Check, Example, Rule};
use crate::compare::Kind;
use crate::finding::Severity;

crate::message::wordings! {
    CHANGED: "opposite-term/changed", "\"{was}\" became \"{is}\"";
}

/// A word became its opposite.
pub static RULE: Rule = Rule {
    name: "opposite-term",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    summary: "a word of the source became its opposite (enable and disable, internal and external …)",
    explanation: "A finding needs both: the translation states the word of the source less often than the source does, \
        and its opposite more often. A negation and its word count as the opposite: \"not enabled\" may become \
        \"disabled\".",
    examples: &[
        Example {
            source: "Enable the policy for all users of the pool.",
            locale: "de",
            target: "Deaktivieren Sie die Richtlinie für alle Benutzer des Pools.",
            flags: &["Deaktivieren"],
        },
        Example {
            source: "Enable the policy for all users of the pool.",
            locale: "de",
            target: "Aktivieren Sie die Richtlinie für alle Benutzer des Pools.",
            flags: &[],
        },
        Example {
            source: "Users who do not have voice enabled are skipped.",
            locale: "de",
            target: "Benutzer, bei denen VoIP deaktiviert ist, werden übersprungen.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Divergence { kind: Kind::OppositeTerm, message: &CHANGED }],
};
