use crate::checks::{Check, Example, Rule, Sink};
use crate::finding::Severity;
use crate::guidance::{ClaimReading, Reason, Standing, Verdict};
use crate::message;

crate::message::wordings! {
    GUIDANCE: "claim-of-another-version/guidance", "this is guidance for {pack} ({claim})";
    SAID_OF: "claim-of-another-version/said-of", "{claim} is said of version {year}: it is guidance for {pack}";
}

/// A page states what the guidance of another version says.
pub static RULE: Rule = Rule {
    name: "claim-of-another-version",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    summary: "guidance for another version than the one this page is for",
    explanation: "Rules for migration differ from version to version, sometimes by a single word. Flagged is a sentence \
        that states a claim of another version's pack and none of the page's own, and one that names another version \
        where the source names its own.",
    examples: &[
        Example {
            source: "# Windows Server 2019\n\nThese FTP users should not be moved to a Windows Server 2019 pool.",
            locale: "de",
            target: "# Windows Server 2019\n\nDiese FTP-Benutzer sollten nicht in einen Windows Server 2016-Pool verschoben werden.",
            flags: &["Diese FTP-Benutzer sollten nicht in einen Windows Server 2016-Pool verschoben werden."],
        },
        Example {
            source: "# Windows Server 2019\n\nThese FTP users should not be moved to a Windows Server 2019 pool.",
            locale: "de",
            target: "# Windows Server 2019\n\nDiese FTP-Benutzer sollten nicht in einen Windows Server 2019-Pool verschoben werden.",
            flags: &[],
        },
    ],
    absorbs: &["product-changed", "version-changed"],
    messages: WORDINGS,
    checks: &[Check::Claim(check)],
};

fn check(reading: &ClaimReading<'_>, sink: &mut Sink) {
    let message = match (reading.standing, reading.judgement.reason) {
        (Standing::OtherVersion, _) => {
            message!(GUIDANCE, pack = &reading.pack.title, claim = &reading.claim.id)
        }
        (Standing::Expected, Some(Reason::OtherVersion(year)))
            if reading.judgement.verdict != Verdict::Stated =>
        {
            message!(SAID_OF, claim = &reading.claim.id, year, pack = &reading.pack.title)
        }
        _ => return,
    };
    sink.push(reading.draft(&RULE, message));
}
