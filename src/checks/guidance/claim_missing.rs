use crate::checks::{Check, Example, Rule, Sink};
use crate::finding::Severity;
use crate::guidance::{ClaimReading, Reason, Standing, Verdict};
use crate::message;

crate::message::wordings! {
    MISSING: "claim-missing/missing", "{claim} is not stated: {why}";
}

/// A page does not say what the guidance of its version says.
pub static RULE: Rule = Rule {
    name: "claim-missing",
    severity: Severity::Warning,
    mqm: "accuracy/omission",
    summary: "what the guidance of this version says is not said here",
    explanation: "The source states the claim (or most languages do, or the claim names this page), and what answers it \
        lacks what the claim cannot do without: its sentence, its verb, a role or the version it is about.",
    examples: &[
        Example {
            source: "# Windows Server 2019\n\nYou should not migrate the gate node to Windows Server 2019 if you use FTP.",
            locale: "de",
            target: "# Windows Server 2019\n\nSie sollten die alten Knoten nicht auf Windows Server 2019 migrieren, wenn Sie FTP nutzen.",
            flags: &[
                "Sie sollten die alten Knoten nicht auf Windows Server 2019 migrieren, wenn Sie FTP nutzen.",
            ],
        },
        Example {
            source: "# Windows Server 2019\n\nYou should not migrate the gate node to Windows Server 2019 if you use FTP.",
            locale: "de",
            target: "# Windows Server 2019\n\nSie sollten den Torknoten nicht auf Windows Server 2019 migrieren, wenn Sie FTP nutzen.",
            flags: &[],
        },
    ],
    absorbs: &[
        "block-missing",
        "section-missing",
        "condition-missing",
        "negation-added",
        "negation-missing",
        "obligation-changed",
        "only-added",
        "only-missing",
        "role-changed",
        "role-missing",
        "sentence-mismatch",
        "sentence-missing",
        "status-changed",
        "step-missing",
        "version-read-as-date",
    ],
    messages: WORDINGS,
    checks: &[Check::Claim(check)],
};

fn check(reading: &ClaimReading<'_>, sink: &mut Sink) {
    let told = reading.standing == Standing::Expected && reading.judgement.verdict == Verdict::Missing;
    if !told || matches!(reading.judgement.reason, Some(Reason::OtherVersion(_))) {
        return;
    }
    let message = message!(MISSING, claim = &reading.claim.id, why = reading.why());
    sink.push(reading.draft(&RULE, message));
}
