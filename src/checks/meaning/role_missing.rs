use crate::checks::{Check, Example, Rule};
use crate::compare::Kind;
use crate::finding::Severity;

crate::message::wordings! {
    MISSING: "role-missing/missing", "{was} is not named: the source names it"
        | "{was} is not named: the others name it";
}

/// A server role of the source is not named in the translation.
pub static RULE: Rule = Rule {
    name: "role-missing",
    severity: Severity::Warning,
    mqm: "accuracy/omission",
    summary: "a server role that the source names is not named in the translation",
    explanation: "\"The legacy Edge Server\" that became \"the legacy server\" may be any server. Only roles of servers \
        count, and only where the translation names the role nowhere in the sentence; where it names it less often \
        and says only \"server\" instead, that is a note. Another role in its place is role-changed.",
    examples: &[
        Example {
            source: "Do not migrate the legacy domain controller to the new version.",
            locale: "de",
            target: "Migrieren Sie den älteren Server nicht zur neuen Version.",
            flags: &["Migrieren Sie den älteren Server nicht zur neuen Version."],
        },
        Example {
            source: "Do not migrate the legacy domain controller to the new version.",
            locale: "de",
            target: "Migrieren Sie den älteren Domänencontroller nicht zur neuen Version.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Divergence { kind: Kind::RoleMissing, message: &MISSING }],
};
