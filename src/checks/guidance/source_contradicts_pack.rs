use crate::checks::{Check, Example, Rule, Sink};
use crate::finding::Severity;
use crate::guidance::{ClaimReading, Standing, Verdict};
use crate::message;

crate::message::wordings! {
    CONTRADICTS: "source-contradicts-pack/contradicts", "the source contradicts {claim}: {why}";
    DISPUTES: "source-contradicts-pack/disputes", "the source says what is at odds with {claims}";
}

/// The source itself is at odds with the guidance of its version.
pub static RULE: Rule = Rule {
    name: "source-contradicts-pack",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    summary: "the source itself says the contrary of what the guidance of its version says",
    explanation: "Text carried over from another version's page, mostly. Its translations are not flagged: they render it \
        as it is, and the cause is here. Also flagged: what a pack lists as said, but at odds with its own claims.",
    examples: &[
        Example {
            source: "# Windows Server 2019\n\nIt is possible only when the FTP partner is not configured in Windows Server 2016.",
            locale: "de",
            target: "# Windows Server 2019\n\nEs ist nur möglich, wenn der FTP-Partner nicht in Windows Server 2016 konfiguriert ist.",
            flags: &["not"],
        },
        Example {
            source: "# Windows Server 2019\n\nIt is possible only when the FTP partner is configured in Windows Server 2016.",
            locale: "de",
            target: "# Windows Server 2019\n\nEs ist nur möglich, wenn der FTP-Partner in Windows Server 2016 konfiguriert ist.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Claim(check)],
};

fn check(reading: &ClaimReading<'_>, sink: &mut Sink) {
    let claim = reading.claim;
    let message = match reading.judgement.verdict {
        Verdict::Contradicted if reading.standing == Standing::Reference => {
            message!(CONTRADICTS, claim = &claim.id, why = reading.why())
        }
        // A page without a source is its own.
        Verdict::Stated if !claim.disputes.is_empty() && reading.pair.is_none() => {
            message!(DISPUTES, claims = claim.disputes.join(" and "))
        }
        _ => return,
    };
    sink.push(reading.draft(&RULE, message));
}
