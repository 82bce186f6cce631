use crate::checks::{Check, Example, Rule};
use crate::compare::Kind;
use crate::finding::Severity;

crate::message::wordings! {
    MISSING: "negation-missing/missing", "the source negates this: the translation does not"
        | "the others negate this: the translation does not";
}

/// A negation of the source is not in the translation.
pub static RULE: Rule = Rule {
    name: "negation-missing",
    severity: Severity::Warning,
    mqm: "accuracy/omission",
    summary: "the source negates, the translation does not",
    explanation: "A prohibition becomes a permission, \"is not supported\" becomes \"is supported\". Negative words \
        (without, fails, lacks) count as negation where a language prefers them; \"not only\" and \"whether or not\" do \
        not negate, and \"otherwise\" answers \"if not\". Where one of several negations is lost, the finding is a note \
        unless the translation says \"can\" instead.",
    examples: &[
        Example {
            source: "Users should not be moved to the new pool.",
            locale: "de",
            target: "Benutzer sollten in den neuen Pool verschoben werden.",
            flags: &["Benutzer sollten in den neuen Pool verschoben werden."],
        },
        Example {
            source: "Users should not be moved to the new pool.",
            locale: "de",
            target: "Benutzer sollten nicht in den neuen Pool verschoben werden.",
            flags: &[],
        },
        Example {
            source: "The service does not start without a certificate.",
            locale: "de",
            target: "Ohne Zertifikat startet der Dienst nicht.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Divergence { kind: Kind::NegationMissing, message: &MISSING }],
};
