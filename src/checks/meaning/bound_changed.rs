use crate::checks::{Check, Example, Rule};
use crate::compare::Kind;
use crate::finding::Severity;

crate::message::wordings! {
    CHANGED: "bound-changed/changed", "\"{was}\" became \"{is}\"";
}

/// A bound is turned round.
pub static RULE: Rule = Rule {
    name: "bound-changed",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    summary: "\"or later\" became \"or earlier\", \"at least\" became \"at most\", or the other way round",
    explanation: "A finding needs both: the bound of the source is missing and its opposite is there. A bound that is \
        merely lost is not flagged.",
    examples: &[
        Example {
            source: "This applies to version 2013 or later.",
            locale: "de",
            target: "Dies gilt für Version 2013 oder früher.",
            flags: &["oder früher"],
        },
        Example {
            source: "This applies to version 2013 or later.",
            locale: "de",
            target: "Dies gilt für Version 2013 oder höher.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Divergence { kind: Kind::BoundChanged, message: &CHANGED }],
};
