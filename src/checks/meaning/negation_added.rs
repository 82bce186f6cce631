use crate::checks::{Check, Example, Rule};
use crate::compare::Kind;
use crate::finding::Severity;

crate::message::wordings! {
    ADDED: "negation-added/added", "this is negated: the source does not negate it"
        | "this is negated: the others do not negate it";
}

/// The translation negates what the source states.
pub static RULE: Rule = Rule {
    name: "negation-added",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    summary: "the translation negates, the source does not",
    explanation: "The mirror of negation-missing. A language may negate where the source has a negative word \
        (\"unassigned\", \"without\", \"only when\"): that is no finding.",
    examples: &[
        Example {
            source: "You can use the gateway after the migration.",
            locale: "de",
            target: "Sie können das Gateway nach der Migration nicht verwenden.",
            flags: &["nicht"],
        },
        Example {
            source: "The number is unassigned.",
            locale: "de",
            target: "Die Nummer ist nicht zugewiesen.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Divergence { kind: Kind::NegationAdded, message: &ADDED }],
};
