use crate::checks::{Check, Example, Rule};
use crate::compare::Kind;
use crate::finding::Severity;

crate::message::wordings! {
    CHANGED: "role-changed/changed", "{was} became {is}";
}

/// A server role or component is another.
pub static RULE: Rule = Rule {
    name: "role-changed",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    summary: "a server role or component of the source is another one in the translation",
    explanation: "Domain controllers, gateways, proxies, users, administrators and the like: a reader who changes the wrong \
        server breaks a deployment. A finding needs both: the role of the source is missing and another one is there \
        that the source does not name. A user who became an administrator, a partner or a client is a note unless \
        the sentences are equal in all other words that are known: who acts is often told in other words.",
    examples: &[
        Example {
            source: "Restart the domain controller after the update.",
            locale: "de",
            target: "Starten Sie den Reverseproxy nach dem Update neu.",
            flags: &["Reverseproxy"],
        },
        Example {
            source: "Restart the domain controller after the update.",
            locale: "de",
            target: "Starten Sie den Domänencontroller nach dem Update neu.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Divergence { kind: Kind::RoleChanged, message: &CHANGED }],
};
