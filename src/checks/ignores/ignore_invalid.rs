use crate::checks::Rule;
use crate::finding::Severity;

/// A comment that dismisses cannot be understood.
pub static RULE: Rule = Rule {
    name: "ignore-invalid",
    severity: Severity::Error,
    mqm: "custom/check",
    summary: "a page says what is to be ignored in a way that means nothing",
    explanation: "It names no rule or none that there is, a day that is none, or no reason where unisono.yaml requires \
        one; or it begins what it never ends. Nothing is ignored by the part that is wrong.",
    examples: &[],
    absorbs: &[],
    messages: &[],
    checks: &[],
};
