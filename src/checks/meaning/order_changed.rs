use crate::checks::{Check, Example, Rule};
use crate::compare::Kind;
use crate::finding::Severity;

crate::message::wordings! {
    CHANGED: "order-changed/changed", "\"{was}\" became \"{is}\"";
}

/// The order in time is turned round.
pub static RULE: Rule = Rule {
    name: "order-changed",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    summary: "\"before\" became \"after\", \"first\" became \"last\", or the other way round",
    explanation: "A finding needs both: the word of the source is missing and its opposite is there. \"Stop it before you \
        remove it\" is also \"remove it after you have stopped it\": the words of the clause tell which is said. \"Then\", \
        \"next\" and \"following\" turn nothing round.",
    examples: &[
        Example {
            source: "Stop the service before you remove the pool.",
            locale: "de",
            target: "Beenden Sie den Dienst, nachdem Sie den Pool entfernt haben.",
            flags: &["nachdem"],
        },
        Example {
            source: "Stop the service before you remove the pool.",
            locale: "de",
            target: "Beenden Sie den Dienst, bevor Sie den Pool entfernen.",
            flags: &[],
        },
        Example {
            source: "Stop the service before you remove the pool.\n\nThe users receive a message.\n\nRestart the server.",
            locale: "de",
            target: "Entfernen Sie den Pool, nachdem Sie den Dienst beendet haben.\n\nDie Benutzer erhalten eine Nachricht.\n\nStarten Sie den Server neu.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Divergence { kind: Kind::OrderChanged, message: &CHANGED }],
};
