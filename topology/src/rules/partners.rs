//! Settings of XMPP partners.

use super::Rule;
use super::matrix::{Verdict, negotiation, settings};
use crate::model::{Partner, folded};
use unisono::finding::Severity;

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
                            format!(
                                "{what} negotiation of {} is \"{}\", which is no setting",
                                partner.domain, setting.value
                            ),
                        )
                        .help("Write Required, Optional or NotSupported.");
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
            let defaults = if stated.iter().all(Option::is_none) { " (the defaults)" } else { "" };
            let combination = format!(
                "TLS {}, SASL {}, dialback {}",
                tls.name(),
                sasl.name(),
                if dialback { "on" } else { "off" }
            );
            judgement
                .broken(place, &partner.domain, format!("partner {}: {combination}{defaults}: {why}", partner.domain))
                .severity(severity)
                .of(verdict.claims())
                .help(if severity == Severity::Error {
                    "Support TLS with SASL, or leave dialback on."
                } else {
                    "Choose a combination that always works: TLS and SASL Required without dialback, or SASL NotSupported with dialback."
                });
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
                            format!("partner {}: there is no type \"{}\"", partner.domain, stated.value),
                        )
                        .of(&["X13-14"])
                        .help("Write Federated, PublicVerified or PublicUnverified.");
                }
                (Some(known), Some(provider)) if known != Partner::TYPE => {
                    judgement
                        .broken(
                            stated.place,
                            &partner.domain,
                            format!(
                                "{provider} is a public provider and is to be PublicUnverified, not {known}"
                            ),
                        )
                        .severity(Severity::Warning)
                        .of(&["X13-17.2"])
                        .help("Write PublicUnverified: users then decide themselves who may write to them.");
                }
                // An example shows that there is such a type; it does not recommend it.
                (Some("PublicVerified"), None) if !subject.deployment.is_excerpt(stated.place) => {
                    judgement
                        .broken(
                            stated.place,
                            &partner.domain,
                            format!("partner {}: PublicVerified is not recommended", partner.domain),
                        )
                        .severity(Severity::Warning)
                        .of(&["X13-16.2"])
                        .help("Write PublicUnverified, or Federated for a partner you know.");
                }
                _ => judgement.held(),
            }
        }
    },
};
