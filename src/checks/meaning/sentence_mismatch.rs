use crate::checks::{Check, Example, Rule};
use crate::compare::Kind;
use crate::finding::Severity;

crate::message::wordings! {
    MISMATCH: "sentence-mismatch/mismatch", "this sentence says something else than the source's"
        | "this sentence says something else than the others'";
    REPEATED: "sentence-mismatch/repeated", "this repeats the translation of another sentence of the page";
}

/// The sentence is another one.
pub static RULE: Rule = Rule {
    name: "sentence-mismatch",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    summary: "the translation of a sentence says something else altogether",
    explanation: "Aligned sentences that share next to nothing of what they state (roles, actions, names, numbers) and \
        differ in much; or a translation that stands a second time on the page, there for a sentence of the source \
        that it fits better. Then this rule speaks alone. On a page of which a tenth of the blocks or more have no answer, which \
        renders another edition, it is a note.",
    examples: &[
        Example {
            source: "Remove the gateway from the topology before you delete the database.\n\nThe users of the pool receive a message.\n\nRestart the server after the update.\n\nThe certificate is valid for two years.",
            locale: "de",
            target: "Der Administrator installiert das Zertifikat auf jedem Computer.\n\nDie Benutzer des Pools erhalten eine Nachricht.\n\nStarten Sie den Server nach dem Update neu.\n\nDas Zertifikat ist zwei Jahre gültig.",
            flags: &["Der Administrator installiert das Zertifikat auf jedem Computer."],
        },
        Example {
            source: "Install the certificate on the gateway.\n\nPlan the domains of the branch site.",
            locale: "de",
            target: "Installieren Sie das Zertifikat auf dem Gateway.\n\nInstallieren Sie das Zertifikat auf dem Gateway.",
            flags: &["Installieren Sie das Zertifikat auf dem Gateway."],
        },
        Example {
            source: "Remove the gateway from the topology.",
            locale: "de",
            target: "Entfernen Sie das Gateway aus der Topologie.",
            flags: &[],
        },
    ],
    absorbs: &[
        "alternative-changed",
        "bound-changed",
        "condition-changed",
        "condition-missing",
        "identifier-changed",
        "inline-code-changed",
        "negation-added",
        "negation-missing",
        "number-changed",
        "obligation-changed",
        "only-added",
        "only-missing",
        "opposite-term",
        "order-changed",
        "product-changed",
        "role-changed",
        "role-missing",
        "status-changed",
        "verb-changed",
        "version-changed",
        "word-missing",
    ],
    messages: WORDINGS,
    checks: &[
        Check::Divergence { kind: Kind::SentenceMismatch, message: &MISMATCH },
        Check::Divergence { kind: Kind::SentenceRepeated, message: &REPEATED },
    ],
};
