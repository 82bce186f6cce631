//! Settings of XMPP partners.

use super::Rule;
use super::matrix::{Verdict, negotiation, settings};
use crate::model::{Partner, folded};
use unisono::finding::Severity;
use unisono::message;

unisono::message::wordings! {
    CANNOT_WORK: "partner-negotiation/combination", "partner {partner}: {combination}: {why}";
    DEFAULTS_FAIL: "partner-negotiation/defaults", "partner {partner}: {combination} (the defaults): {why}";
    ON: "partner-negotiation/on", "on";
    OFF: "partner-negotiation/off", "off";
    NO_SETTING: "partner-negotiation/setting", "{what} negotiation of {partner} is \"{is}\", which is no setting";
    WRITE_SETTING: "partner-negotiation/help/setting", "Write Required, Optional or NotSupported.";
    COMBINATION: "partner-negotiation/settings", "TLS {tls}, SASL {sasl}, dialback {dialback}";
    SUPPORT_TLS: "partner-negotiation/help/error", "Support TLS with SASL, or leave dialback on.";
    CHOOSE: "partner-negotiation/help/warning", "Choose a combination that always works: TLS and SASL Required without dialback, or SASL NotSupported with dialback.";
    NO_TYPE: "partner-type/unknown", "partner {partner}: there is no type \"{is}\"";
    WRITE_TYPE: "partner-type/help/unknown", "Write Federated, PublicVerified or PublicUnverified.";
    PUBLIC_PROVIDER: "partner-type/public", "{provider} is a public provider and is to be PublicUnverified, not {known}";
    WRITE_UNVERIFIED: "partner-type/help/public", "Write PublicUnverified: users then decide themselves who may write to them.";
    VERIFIED: "partner-type/verified", "partner {partner}: PublicVerified is not recommended";
    WRITE_OTHER: "partner-type/help/verified", "Write PublicUnverified, or Federated for a partner you know.";
}

/// TLS × SASL × dialback.
pub static PARTNER_NEGOTIATION: Rule = Rule {
    name: "partner-negotiation",
    severity: Severity::Error,
    claims: &["X13-18", "X13-18.2", "PS-02"],
    packs: &[],
    summary: "the TLS, SASL and dialback settings of a partner cannot work together",
    explanation: "SASL needs TLS, and without either SASL or dialback nothing vouches for the partner: such settings are \
        an error. Settings that may fail, or of which a part has no effect, are a warning; so are the cmdlet's own \
        defaults (Required, Required, dialback on), under which dialback does not operate. Of an example in a page only \
        one that states all three is judged.",
    of_pages: true,
    absorbs: &[],
    check: |subject, judgement| {
        for partner in &subject.deployment.partners {
            for (what, setting) in [("TLS", &partner.tls), ("SASL", &partner.sasl)] {
                if let Some(setting) =
                    setting.as_ref().filter(|setting| super::Negotiation::parse(&setting.value).is_none())
                {
                    judgement
                        .broken(
                            setting.place,
                            &partner.domain,
                            message!(NO_SETTING, what, partner = &partner.domain, is = &setting.value),
                        )
                        .help(&WRITE_SETTING);
                }
            }
            let (Some(tls), Some(sasl), dialback) = settings(partner) else { continue };
            // What an example leaves out is not what it recommends.
            let stated = [partner.tls.is_some(), partner.sasl.is_some(), partner.dialback.is_some()];
            if subject.deployment.is_excerpt(partner.place) && stated != [true; 3] {
                continue;
            }
            let verdict = negotiation(tls, sasl, dialback);
            let (severity, why) = match verdict {
                Verdict::Works => {
                    judgement.held();
                    continue;
                }
                Verdict::Doubtful(why) => (Severity::Warning, why),
                Verdict::Invalid(why) => (Severity::Error, why),
            };
            let stated = [
                partner.dialback.as_ref().map(|setting| setting.place),
                partner.sasl.as_ref().map(|setting| setting.place),
                partner.tls.as_ref().map(|setting| setting.place),
            ];
            let place = stated.into_iter().flatten().next().unwrap_or(partner.place);
            let wording = if stated.iter().all(Option::is_none) { &DEFAULTS_FAIL } else { &CANNOT_WORK };
            let combination = message!(
                COMBINATION,
                tls = tls.name(),
                sasl = sasl.name(),
                dialback = if dialback { &ON } else { &OFF }
            );
            judgement
                .broken(
                    place,
                    &partner.domain,
                    message!(*wording, partner = &partner.domain, combination, why),
                )
                .severity(severity)
                .of(verdict.claims())
                .help(if severity == Severity::Error { &SUPPORT_TLS } else { &CHOOSE });
        }
    },
};

/// Providers whose accounts nobody vouches for.
const PUBLIC: [&str; 14] = [
    "aol.com",
    "chat.facebook.com",
    "gmail.com",
    "gmx.de",
    "gmx.net",
    "google.com",
    "googlemail.com",
    "jabber.com",
    "jabber.org",
    "jabber.ru",
    "mail.ru",
    "web.de",
    "xmpp.jp",
    "ya.ru",
];

const TYPES: [&str; 3] = ["Federated", "PublicVerified", "PublicUnverified"];

/// The type of a partner.
pub static PARTNER_TYPE: Rule = Rule {
    name: "partner-type",
    severity: Severity::Error,
    claims: &["X13-14", "X13-16.2", "X13-17.2"],
    packs: &[],
    summary: "the type of a partner does not exist, or lets strangers in",
    explanation: "A partner is Federated, PublicVerified or PublicUnverified (the default); anything else is an error. \
        PublicVerified is not recommended: its users reach yours without being asked. A public provider such as \
        gmail.com is to be PublicUnverified. Both are warnings; in a page, PublicVerified alone is none.",
    of_pages: true,
    absorbs: &[],
    check: |subject, judgement| {
        for partner in &subject.deployment.partners {
            let public = std::iter::once(partner.domain.as_str())
                .chain(partner.additional_domains.iter().map(|domain| domain.value.as_str()))
                .find(|domain| PUBLIC.contains(&folded(domain).as_str()));
            let Some(stated) = &partner.partner_type else {
                judgement.held();
                continue;
            };
            let known = TYPES.into_iter().find(|known| known.eq_ignore_ascii_case(&stated.value));
            match (known, public) {
                (None, _) => {
                    judgement
                        .broken(
                            stated.place,
                            &partner.domain,
                            message!(NO_TYPE, partner = &partner.domain, is = &stated.value),
                        )
                        .of(&["X13-14"])
                        .help(&WRITE_TYPE);
                }
                (Some(known), Some(provider)) if known != Partner::TYPE => {
                    judgement
                        .broken(stated.place, &partner.domain, message!(PUBLIC_PROVIDER, provider, known))
                        .severity(Severity::Warning)
                        .of(&["X13-17.2"])
                        .help(&WRITE_UNVERIFIED);
                }
                // An example shows that there is such a type; it does not recommend it.
                (Some("PublicVerified"), None) if !subject.deployment.is_excerpt(stated.place) => {
                    judgement
                        .broken(stated.place, &partner.domain, message!(VERIFIED, partner = &partner.domain))
                        .severity(Severity::Warning)
                        .of(&["X13-16.2"])
                        .help(&WRITE_OTHER);
                }
                _ => judgement.held(),
            }
        }
    },
};
