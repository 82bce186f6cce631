use super::{Check, ClaimReading, Example, Rule, Sink, Standing};
use crate::finding::Severity;
use crate::guidance::{Reason, Verdict};

/// A page says the contrary of what the guidance of its version says.
pub static RULE: Rule = Rule {
    name: "claim-contradicted",
    severity: Severity::Error,
    summary: "the contrary of what the guidance of this version says",
    explanation: "The claims of a guidance pack (docs/packs.md) are looked for in the source and in what answers it. \
        Flagged is a negation lost or added, a prohibition that became a permission or \"need not\", a condition turned \
        round, and the opposite of a status. A prohibition that became mere advice is claim-weakened.",
    examples: &[
        Example {
            source: "# Skype for Business Server 2019\n\nIt is possible only when the XMPP partner is configured in Lync Server 2013.",
            locale: "de",
            target: "# Skype for Business Server 2019\n\nEs ist nur möglich, wenn der XMPP-Partner nicht in Lync Server 2013 konfiguriert ist.",
            flags: &["nicht"],
        },
        Example {
            source: "# Skype for Business Server 2019\n\nThese XMPP users should not be moved to a Skype for Business Server 2019 pool.",
            locale: "ja",
            target: "# Skype for Business Server 2019\n\nこれらの XMPP ユーザーを Skype for Business Server 2019 プールに移動する必要はありません。",
            flags: &["必要はありません"],
        },
        Example {
            source: "# Skype for Business Server 2019\n\nThese XMPP users should not be moved to a Skype for Business Server 2019 pool.",
            locale: "fr",
            target: "# Skype for Business Server 2019\n\nNe déplacez pas ces utilisateurs XMPP vers un pool Skype Entreprise Server 2019.",
            flags: &[],
        },
    ],
    absorbs: super::claims::SAME_WORDS,
    checks: &[Check::Claim(check)],
};

fn check(reading: &ClaimReading<'_>, sink: &mut Sink) {
    let told = reading.standing == Standing::Expected && reading.judgement.verdict == Verdict::Contradicted;
    if !told || matches!(reading.judgement.reason, Some(Reason::OtherVersion(_))) {
        return;
    }
    let message = format!("{} is contradicted: {}", reading.claim.id, reading.why());
    sink.push(reading.at_severity(reading.draft(&RULE, message)));
}
