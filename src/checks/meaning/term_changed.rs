use crate::checks::{Check, Example, Rule};
use crate::compare::Kind;
use crate::finding::Severity;

crate::message::wordings! {
    CHANGED: "term-changed/changed", "\"{was}\" became \"{is}\"";
}

/// A technical term became another that it is confused with.
pub static RULE: Rule = Rule {
    name: "term-changed",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    summary: "a technical term of the source became another that it is confused with (bit and byte, error and \
        exception …)",
    explanation: "A finding needs both: the term of the source is nowhere in the sentence, and another one of its \
        family is there, which the source does not have. Which terms are confused with each other is listed; a term \
        that is merely lost, or that became another word, is not looked at.",
    examples: &[
        Example {
            source: "The flag sets the lowest bit of the mask.",
            locale: "fr",
            target: "Ce drapeau définit l'octet le plus bas du masque.",
            flags: &["octet"],
        },
        Example {
            source: "The flag sets the lowest bit of the mask.",
            locale: "fr",
            target: "Ce drapeau définit le bit le plus bas du masque.",
            flags: &[],
        },
        Example {
            source: "The list is sorted by name.",
            locale: "de",
            target: "Die Liste wird nach Namen sortiert.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Divergence { kind: Kind::TermChanged, message: &CHANGED }],
};
