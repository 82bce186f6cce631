use crate::checks::{Check, Example, Rule};
use crate::compare::Kind;
use crate::finding::Severity;

crate::message::wordings! {
    ADDED: "only-added/added", "this is limited with \"only\": the source does not limit it"
        | "this is limited with \"only\": the others do not limit it";
}

/// "Only" is new.
pub static RULE: Rule = Rule {
    name: "only-added",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    summary: "the translation limits something with \"only\", the source does not",
    explanation: "The mirror of only-missing. Limiting words of the source (just, single, until, unless, limit, rather \
        than), and a negation in it or in the sentence before, excuse it.",
    examples: &[
        Example {
            source: "You can use the gateway in the legacy pool.",
            locale: "de",
            target: "Sie können das Gateway ausschließlich im Legacypool verwenden.",
            flags: &["ausschließlich"],
        },
        Example {
            source: "You cannot use the gateway until the pool is ready.",
            locale: "de",
            target: "Sie können das Gateway nur verwenden, wenn der Pool bereit ist.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Divergence { kind: Kind::OnlyAdded, message: &ADDED }],
};
