use crate::checks::{Check, Example, Rule};
use crate::compare::Kind;
use crate::finding::Severity;

crate::message::wordings! {
    CHANGED: "condition-changed/changed", "\"{was}\" became \"{is}\"";
}

/// A condition became another one.
pub static RULE: Rule = Rule {
    name: "condition-changed",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    summary: "\"if\" became \"unless\", \"when\" became \"until\", or the other way round",
    explanation: "A finding needs both: the word of the source is missing and the other one is there. A negation more or \
        less in the translation excuses it (\"unless\" is \"if not\"), and so does an \"only\" (\"not until\" is \"only \
        when\"). An \"only if\" that became \"if\" is only-missing. A note mostly: of 14 findings read on real pages three were \
        true. An \"unless\" that became an \"if\" though nothing else turns the sentence round is a warning.",
    examples: &[
        Example {
            source: "Restart the gateway if the certificate is new.",
            locale: "de",
            target: "Starten Sie das Gateway neu, es sei denn, das Zertifikat ist neu.",
            flags: &["es sei denn"],
        },
        Example {
            source: "Restart the gateway unless the certificate is new.",
            locale: "de",
            target: "Starten Sie das Gateway neu, wenn das Zertifikat nicht neu ist.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Divergence { kind: Kind::ConditionChanged, message: &CHANGED }],
};
