use crate::checks::{Check, Example, Rule};
use crate::compare::Kind;
use crate::finding::Severity;

crate::message::wordings! {
    CHANGED: "obligation-changed/changed", "the source says \"{was}\": here it is \"{is}\""
        | "the others say \"{was}\": here it is \"{is}\"";
}

/// An obligation became a permission, a prohibition became "need not", or the like.
pub static RULE: Rule = Rule {
    name: "obligation-changed",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    summary: "an obligation became a permission, or a prohibition became \"need not\"",
    explanation: "An obligation may be rendered by an imperative or an adjective, and \"must\" by \"should\" where a \
        language has one word for both; but not by \"can\" or \"need not\". Also flagged: \"need not\" that became \"must \
        not\", \"optional\" that became \"must\", and \"should not\" that became \"cannot\". A permission that became an obligation is not flagged.",
    examples: &[
        Example {
            source: "You must configure the gateway before you continue.",
            locale: "de",
            target: "Sie können das Gateway konfigurieren, bevor Sie fortfahren.",
            flags: &["können"],
        },
        Example {
            source: "You must configure the gateway before you continue.",
            locale: "de",
            target: "Konfigurieren Sie das Gateway, bevor Sie fortfahren.",
            flags: &[],
        },
        Example {
            source: "You must not restart the server during the upgrade.",
            locale: "de",
            target: "Sie müssen den Server während des Upgrades nicht neu starten.",
            flags: &["müssen den Server während des Upgrades nicht"],
        },
        Example {
            source: "The address should not be reachable from outside.",
            locale: "ko",
            target: "이 주소는 외부에서 연결할 수 없습니다.",
            flags: &["수 없"],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Divergence { kind: Kind::ObligationChanged, message: &CHANGED }],
};
