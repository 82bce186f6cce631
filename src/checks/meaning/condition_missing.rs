use crate::checks::{Check, Example, Rule};
use crate::compare::Kind;
use crate::finding::Severity;

crate::message::wordings! {
    MISSING: "condition-missing/missing", "the condition is missing: the source says \"{word}\""
        | "the condition is missing: the others say \"{word}\"";
}

/// A condition is lost.
pub static RULE: Rule = Rule {
    name: "condition-missing",
    severity: Severity::Warning,
    mqm: "accuracy/omission",
    summary: "the source states a condition, the translation does not",
    explanation: "An \"if\" or \"unless\" that is lost makes a rule of an exception. Languages state conditions in many \
        ways; the finding is a note unless the translation is also shorter by about a clause, has none of the words that \
        the condition speaks of, or says \"and\" instead. \"Whether\" and \"see if\" state no condition; \"if you want \
        to\" is also told as a purpose, \"only if\" as what must be.",
    examples: &[
        Example {
            source: "If the partner is not configured, the gateway rejects all messages of the federated domain.",
            locale: "de",
            target: "Das Gateway lehnt alle Nachrichten der Verbunddomäne ab.",
            flags: &["Das Gateway lehnt alle Nachrichten der Verbunddomäne ab."],
        },
        Example {
            source: "If the partner is not configured, the gateway rejects all messages.",
            locale: "de",
            target: "Ist der Partner nicht konfiguriert, lehnt das Gateway alle Nachrichten ab.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Divergence { kind: Kind::ConditionMissing, message: &MISSING }],
};
