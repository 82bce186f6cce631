use crate::checks::{Check, Example, Rule};
use crate::compare::Kind;
use crate::finding::Severity;

crate::message::wordings! {
    MISSING: "only-missing/missing", "\"only\" is missing: the source limits this"
        | "\"only\" is missing: the others limit this";
}

/// "Only" is lost.
pub static RULE: Rule = Rule {
    name: "only-missing",
    severity: Severity::Warning,
    mqm: "accuracy/omission",
    summary: "the source limits something with \"only\", the translation does not",
    explanation: "\"Possible only when\" is a condition, \"possible when\" an example. Other limiting words of the \
        translation's language (\"erst\", \"ne … que\", \"しか … ない\") count.",
    examples: &[
        Example {
            source: "This is possible only when the partner is configured.",
            locale: "de",
            target: "Dies ist möglich, wenn der Partner konfiguriert ist.",
            flags: &["Dies ist möglich, wenn der Partner konfiguriert ist."],
        },
        Example {
            source: "This is possible only when the partner is configured.",
            locale: "de",
            target: "Dies ist nur möglich, wenn der Partner konfiguriert ist.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Divergence { kind: Kind::OnlyMissing, message: &MISSING }],
};
