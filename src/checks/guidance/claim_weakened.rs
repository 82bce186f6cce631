use crate::checks::{Check, Example, Rule, Sink};
use crate::finding::Severity;
use crate::guidance::{ClaimReading, Standing, Verdict};
use crate::message;

crate::message::wordings! {
    WEAKENED: "claim-weakened/weakened", "{claim} is weakened: {why}";
}

/// A page says less than the guidance of its version.
pub static RULE: Rule = Rule {
    name: "claim-weakened",
    severity: Severity::Warning,
    mqm: "accuracy/undertranslation",
    summary: "less than what the guidance of this version says: a part of it, or with less force",
    explanation: "A prohibition became mere advice, an obligation a permission, \"only\" or the condition is lost, or of \
        two things that hold one is told. What is told with more force is not flagged.",
    examples: &[
        Example {
            source: "# Windows Server 2019\n\nFTP is no longer available and is deprecated in Windows Server 2019.",
            locale: "de",
            target: "# Windows Server 2019\n\nFTP ist in Windows Server 2019 nicht mehr verfügbar.",
            flags: &["FTP ist in Windows Server 2019 nicht mehr verfügbar."],
        },
        Example {
            source: "# Windows Server 2019\n\nFTP is no longer available and is deprecated in Windows Server 2019.",
            locale: "de",
            target: "# Windows Server 2019\n\nFTP ist in Windows Server 2019 nicht mehr verfügbar und veraltet.",
            flags: &[],
        },
    ],
    absorbs: super::claims::SAME_WORDS,
    messages: WORDINGS,
    checks: &[Check::Claim(check)],
};

fn check(reading: &ClaimReading<'_>, sink: &mut Sink) {
    if reading.standing == Standing::Expected && reading.judgement.verdict == Verdict::Weakened {
        let message = message!(WEAKENED, claim = &reading.claim.id, why = reading.why());
        sink.push(reading.draft(&RULE, message));
    }
}
