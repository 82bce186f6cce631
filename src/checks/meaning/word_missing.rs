use crate::checks::{Check, Example, Rule};
use crate::compare::Kind;
use crate::finding::Severity;

crate::message::wordings! {
    MISSING: "word-missing/missing", "\"{was}\" is missing: the source says it"
        | "\"{was}\" is missing: the others say it";
}

/// A word that the sentence turns on is lost.
pub static RULE: Rule = Rule {
    name: "word-missing",
    severity: Severity::Warning,
    mqm: "accuracy/omission",
    summary: "a component or a step that the source names is not named in an otherwise equal sentence",
    explanation: "\"Moved to a new pool\" that became \"moved to a new\", \"must not be migrated\" that became \"must not\". \
        Only words that nearly always have one rendering count (pool, gateway, proxy, certificate, policy, database, \
        coexistence, migration, legacy …), and only where the translation has renderings for all the other words of \
        the source. Roles of servers are role-missing.",
    examples: &[
        Example {
            source: "Assign a policy to each user of the new site.",
            locale: "de",
            target: "Weisen Sie jedem Benutzer des neuen Standorts eine zu.",
            flags: &["Weisen Sie jedem Benutzer des neuen Standorts eine zu."],
        },
        Example {
            source: "Assign a policy to each user of the new site.",
            locale: "de",
            target: "Weisen Sie jedem Benutzer des neuen Standorts eine Clientrichtlinie zu.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Divergence { kind: Kind::WordMissing, message: &MISSING }],
};
