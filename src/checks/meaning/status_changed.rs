use crate::checks::{Check, Example, Rule};
use crate::compare::Kind;
use crate::finding::Severity;

crate::message::wordings! {
    CHANGED: "status-changed/changed", "\"{was}\" became \"{is}\"";
    MISSING: "status-changed/missing", "\"{was}\" is missing: the source says it"
        | "\"{was}\" is missing: the others say it";
}

/// The status of a feature is another.
pub static RULE: Rule = Rule {
    name: "status-changed",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    summary: "\"deprecated\" became \"recommended\", or the other way round, or is lost",
    explanation: "A reader builds on what is on its way out. Other statuses are the business of other rules: \"not \
        supported\" that became \"supported\" is negation-missing, \"optional\" that became \"required\" is \
        obligation-changed. \"Supported\" that became \"deprecated\" is not flagged yet.",
    examples: &[
        Example {
            source: "The SMTP gateway is deprecated in this version.",
            locale: "de",
            target: "Das SMTP-Gateway wird in dieser Version empfohlen.",
            flags: &["empfohlen"],
        },
        Example {
            source: "The SMTP gateway is deprecated in this version.",
            locale: "de",
            target: "Das SMTP-Gateway ist in dieser Version veraltet.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[
        Check::Divergence { kind: Kind::StatusChanged, message: &CHANGED },
        Check::Divergence { kind: Kind::StatusMissing, message: &MISSING },
    ],
};
