use crate::checks::Rule;
use crate::finding::Severity;

crate::message::wordings! {
    AGAIN: "ignore-expired/again", "this was to be ignored until {until}, and is told again: {rule}";
}

/// A comment dismissed something until a day that has passed.
pub static RULE: Rule = Rule {
    name: "ignore-expired",
    severity: Severity::Warning,
    mqm: "custom/check",
    summary: "a page says that a rule is to be ignored until a day that has passed",
    explanation: "What it hid is told again. Mend that, or set a later day. The day that is named is the last one on \
        which it is ignored; which day it is today is told by the host.",
    examples: &[],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[],
};
