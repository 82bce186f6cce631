//! Certificates of the Edge's outside.

use super::{Rule, Subject};
use crate::model::{Certificate, Version, folded};
use unisono::finding::Severity;
use unisono::message;
use unisono::order::OrderedSet;

unisono::message::wordings! {
    EDGE_LACKS: "edge-certificate-names-missing/missing", "the external certificate of the Edge lacks {names}";
    REQUEST: "edge-certificate-names-missing/help", "Request it with these subject alternative names.";
    XMPP_LACKS: "xmpp-certificate-names-missing/missing", "the certificate for XMPP lacks xmpp.{domain} and *.{domain}";
    REQUEST_BOTH: "xmpp-certificate-names-missing/help", "Request it with both as subject alternative names.";
}

fn usage(certificate: &Certificate) -> String {
    certificate.usage.as_ref().map(|usage| usage.value.to_ascii_lowercase()).unwrap_or_default()
}

/// Certificates of the outside of Edges.
pub(super) fn of_edge<'a>(subject: &Subject<'a>) -> impl Iterator<Item = &'a Certificate> {
    subject.deployment.certificates.iter().filter(|certificate| {
        let usage = usage(certificate);
        usage.contains("external") && !usage.contains("webservices") || usage == "edge"
    })
}

/// All names of a certificate, folded.
fn names(certificate: &Certificate) -> OrderedSet<String> {
    certificate.names.iter().chain(&certificate.subject).map(|name| folded(&name.value)).collect()
}

/// The SIP domains: stated, else those of the XMPP SRV records, else the one the certificate itself
/// speaks of.
fn domains(subject: &Subject<'_>, certificate: &Certificate) -> OrderedSet<String> {
    let stated: OrderedSet<String> =
        subject.deployment.domains.iter().map(|domain| folded(&domain.value)).collect();
    if !stated.is_empty() {
        return stated;
    }
    let records: OrderedSet<String> = subject
        .deployment
        .records
        .iter()
        .filter_map(|record| Some(folded(&record.owner.value).strip_prefix("_xmpp-server._tcp.")?.to_owned()))
        .collect();
    if !records.is_empty() {
        return records;
    }
    let parent = |name: &String| name.split_once('.').map(|(_, parent)| parent.to_owned());
    let own: OrderedSet<String> =
        names(certificate).iter().filter_map(parent).filter(|name| name.contains('.')).collect();
    own.into_iter().take(1).collect()
}

/// The Edge's certificate lacks names.
pub static EDGE_CERTIFICATE_NAMES_MISSING: Rule = Rule {
    name: "edge-certificate-names-missing",
    severity: Severity::Error,
    claims: &["X13-12"],
    packs: &["lync-server-2013"],
    summary: "the external certificate of the Edge lacks sip.<SIP domain> or the XMPP domain",
    explanation: "The external certificate names sip.<SIP domain> for every SIP domain and, where the XMPP proxy is \
        installed, the domain itself (contoso.com). The wizard fills both in; a request written by hand must. A request \
        that names no domains leaves them to their defaults.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| {
        for certificate in
            of_edge(subject).filter(|certificate| certificate.complete && !certificate.names.is_empty())
        {
            let names = names(certificate);
            let mut right = true;
            for domain in domains(subject, certificate) {
                let sip = format!("sip.{domain}");
                let missing: Vec<String> = [sip.clone(), domain.clone()]
                    .into_iter()
                    .filter(|name| !names.contains(name))
                    .filter(|name| *name != sip || !names.contains(&format!("*.{domain}")))
                    .collect();
                if let Some(first) = missing.first() {
                    right = false;
                    judgement
                        .broken(certificate.place, first, message!(EDGE_LACKS, names = missing.join(" and ")))
                        .help(&REQUEST);
                }
            }
            if right {
                judgement.held();
            }
        }
    },
};

/// The XMPP certificate lacks names.
pub static XMPP_CERTIFICATE_NAMES_MISSING: Rule = Rule {
    name: "xmpp-certificate-names-missing",
    severity: Severity::Warning,
    claims: &["X15-02"],
    packs: &["skype-for-business-server-2015"],
    summary: "the XMPP certificate lacks xmpp.<domain> and *.<domain>",
    explanation: "The certificate that partners are shown holds, besides the Edge's own names, xmpp.<domain> or \
        *.<domain>. Where no certificate is said to be for XMPP, it is the external one of an Edge with the proxy.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| {
        let certificates = &subject.deployment.certificates;
        let mut judged: Vec<&Certificate> =
            certificates.iter().filter(|certificate| usage(certificate).contains("xmpp")).collect();
        let proxy = subject.edges().any(|edge| {
            edge.proxy().is_some()
                && subject.version(edge).is_none_or(|version| version == Version::SKYPE_2015)
        });
        if judged.is_empty() && proxy {
            judged.extend(of_edge(subject));
        }
        for certificate in
            judged.into_iter().filter(|certificate| certificate.complete && !certificate.names.is_empty())
        {
            let names = names(certificate);
            let mut right = true;
            for domain in domains(subject, certificate) {
                if !names.contains(&format!("xmpp.{domain}")) && !names.contains(&format!("*.{domain}")) {
                    right = false;
                    judgement
                        .broken(certificate.place, &domain, message!(XMPP_LACKS, domain = &domain))
                        .help(&REQUEST_BOTH);
                }
            }
            if right {
                judgement.held();
            }
        }
    },
};
