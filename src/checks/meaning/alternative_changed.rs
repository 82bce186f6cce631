use crate::checks::{Check, Example, Rule};
use crate::compare::Kind;
use crate::finding::Severity;

crate::message::wordings! {
    CHANGED: "alternative-changed/changed", "the source says \"{was}\": here it is \"{is}\""
        | "the others say \"{was}\": here it is \"{is}\"";
}

/// "And" became "or", or the other way round.
pub static RULE: Rule = Rule {
    name: "alternative-changed",
    severity: Severity::Note,
    mqm: "accuracy/mistranslation",
    summary: "\"or\" became \"and\", or the other way round",
    explanation: "\"Delete the pool or the site\" and \"delete the pool and the site\" are two orders. A finding needs \
        both: one word fewer of the one and one more of the other. Sentences that negate or permit are left alone: there \
        languages differ in which of the two they use (\"neither … nor\", \"you can use A or B\"). A note: of 45 findings \
        read on real pages ten were true.",
    examples: &[
        Example {
            source: "Restart the gateway or the proxy.",
            locale: "de",
            target: "Starten Sie das Gateway und den Proxy neu.",
            flags: &["und"],
        },
        Example {
            source: "Restart the gateway or the proxy.",
            locale: "de",
            target: "Starten Sie das Gateway oder den Proxy neu.",
            flags: &[],
        },
        Example {
            source: "The gateway does not support IPv6 or NAT.",
            locale: "de",
            target: "IPv6 und NAT werden vom Gateway nicht unterstützt.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Divergence { kind: Kind::AlternativeChanged, message: &CHANGED }],
};
