use crate::checks::{Check, Example, Rule, Sink};
use crate::finding::Severity;
use crate::guidance::{ClaimReading, Reason, Standing, Verdict};
use crate::message;

crate::message::wordings! {
    CONTRADICTED: "claim-contradicted/contradicted", "{claim} is contradicted: {why}";
}

/// A page says the contrary of what the guidance of its version says.
pub static RULE: Rule = Rule {
    name: "claim-contradicted",
    severity: Severity::Error,
    mqm: "accuracy/mistranslation",
    summary: "the contrary of what the guidance of this version says",
    explanation: "The claims of a guidance pack (docs/packs.md) are looked for in the source and in what answers it. \
        Flagged is a negation lost or added, a prohibition that became a permission or \"need not\", a condition turned \
        round, and the opposite of a status. A prohibition that became mere advice is claim-weakened.",
    examples: &[
        Example {
            source: "# Windows Server 2019\n\nIt is possible only when the FTP partner is configured in Windows Server 2016.",
            locale: "de",
            target: "# Windows Server 2019\n\nEs ist nur möglich, wenn der FTP-Partner nicht in Windows Server 2016 konfiguriert ist.",
            flags: &["nicht"],
        },
        Example {
            source: "# Windows Server 2019\n\nThese FTP users should not be moved to a Windows Server 2019 pool.",
            locale: "ja",
            target: "# Windows Server 2019\n\nこれらの FTP ユーザーを Windows Server 2019 プールに移動する必要はありません。",
            flags: &["必要はありません"],
        },
        Example {
            source: "# Windows Server 2019\n\nThese FTP users should not be moved to a Windows Server 2019 pool.",
            locale: "fr",
            target: "# Windows Server 2019\n\nNe déplacez pas ces utilisateurs FTP vers un pool Windows Server 2019.",
            flags: &[],
        },
    ],
    absorbs: super::claims::SAME_WORDS,
    messages: WORDINGS,
    checks: &[Check::Claim(check)],
};

fn check(reading: &ClaimReading<'_>, sink: &mut Sink) {
    let told = reading.standing == Standing::Expected && reading.judgement.verdict == Verdict::Contradicted;
    if !told || matches!(reading.judgement.reason, Some(Reason::OtherVersion(_))) {
        return;
    }
    let message = message!(CONTRADICTED, claim = &reading.claim.id, why = reading.why());
    sink.push(reading.at_severity(reading.draft(&RULE, message)));
}
