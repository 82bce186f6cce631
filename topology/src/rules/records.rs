//! DNS records of XMPP federation.

use super::{Rule, Subject};
use crate::model::{Located, Place, Record, RecordData, Version, folded};
use unisono::finding::Severity;
use unisono::message;
use unisono::order::{OrderedMap, OrderedSet};

/// DNS is the same wherever there are proxies.
const PACKS: &[&str] = &["lync-server-2013", "skype-for-business-server-2015"];
const PORT: u32 = 5269;
const SERVICE: &str = "_xmpp-server._tcp";

unisono::message::wordings! {
    PORT_WRONG: "srv-port-wrong/port", "{owner} names port {is}; the XMPP proxy listens on {was}";
    WRITE_PORT: "srv-port-wrong/help", "Write {was}.";
    NAME_WRONG: "srv-name-wrong/name", "the SRV record is at \"{is}\", where no XMPP server looks";
    NAME_CASE: "srv-name-wrong/case", "\"{is}\" is usually written in lower case";
    NO_DOMAIN: "srv-name-wrong/domain", "the SRV record is for {domain}, which is no SIP domain of this deployment";
    NAME_IT: "srv-name-wrong/help/name", "Name it {service}.<SIP domain>.";
    WRITE_SERVICE: "srv-name-wrong/help/case", "Write {service}.";
    AT_DOMAIN: "srv-name-wrong/help/domain", "It must be at the SIP domain of the users who have XMPP access.";
    ALIAS: "srv-target-wrong/alias", "{is} is an alias (CNAME); an SRV record must lead to a host";
    GIVE_RECORD: "srv-target-wrong/help/alias", "Give the host an A record, or lead to the host itself.";
    THE_ALIAS: "related/alias", "the alias";
    NO_ADDRESS: "srv-target-wrong/address", "{is} has no A or AAAA record";
    ADD_ADDRESS: "srv-target-wrong/help/address", "Add an A record with the external address of the Access Edge.";
    NOT_THE_EDGE: "srv-target-wrong/edge", "{is} is not the Access Edge of this deployment";
    LEAD_TO_EDGE: "srv-target-wrong/help/edge", "Lead to the external FQDN of the Access Edge, or to a name with its address.";
    NO_RECORD: "srv-missing/missing", "users of {domain} have XMPP access, and {service}.{domain} does not exist";
    ADD_RECORD: "srv-missing/help", "Add an SRV record {service}.{domain} with port {port} that leads to the Access Edge.";
    SAME_PRIORITY: "srv-priority-equal/equal", "{one} and {other} have the same priority {priority}";
    GIVE_PRIORITIES: "srv-priority-equal/help", "Give the Edge pool that serves XMPP the lowest number, and the others higher ones.";
    OTHER_RECORD: "related/other-record", "the other record";
    TO_2019: "xmpp-dns-to-2019-edge/record", "{record} leads to the 2019 Edge {name}";
    LEAD_TO_LEGACY: "xmpp-dns-to-2019-edge/help", "Lead to the Access Edge of the legacy Edge (2013 or 2015).";
    EDGE_IS_2019: "related/edge-of-2019", "the Edge is of Skype for Business Server 2019";
}

/// An SRV record's parts.
struct Srv<'a> {
    record: &'a Record,
    priority: Option<&'a Located<u32>>,
    port: Option<&'a Located<u32>>,
    target: Option<&'a Located<String>>,
}

fn srv<'a>(subject: &Subject<'a>) -> impl Iterator<Item = Srv<'a>> {
    subject.deployment.records.iter().filter_map(|record| match &record.data {
        RecordData::Srv { priority, port, target, .. } => {
            Some(Srv { record, priority: priority.as_ref(), port: port.as_ref(), target: target.as_ref() })
        }
        _ => None,
    })
}

/// Whether a name is exactly that of an XMPP server record, case aside.
pub(super) fn is_xmpp(owner: &str) -> bool {
    let owner = folded(owner);
    owner.strip_prefix(SERVICE).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The domain of an XMPP server record.
fn domain(owner: &str) -> Option<&str> {
    let rest = owner.get(SERVICE.len()..)?;
    rest.strip_prefix('.').filter(|domain| !domain.is_empty())
}

/// Another port than 5269.
pub static SRV_PORT_WRONG: Rule = Rule {
    name: "srv-port-wrong",
    severity: Severity::Error,
    claims: &["X13-19"],
    packs: PACKS,
    summary: "the XMPP SRV record has another port than 5269",
    explanation: "XMPP servers connect to the port that the SRV record names, and the XMPP proxy listens on 5269.",
    of_pages: true,
    absorbs: &[],
    check: |subject, judgement| {
        for srv in srv(subject).filter(|srv| is_xmpp(&srv.record.owner.value)) {
            match srv.port {
                Some(port) if port.value != PORT => {
                    let owner = &srv.record.owner.value;
                    judgement
                        .broken(port.place, owner, message!(PORT_WRONG, owner, is = port.value, was = PORT))
                        .help(message!(WRITE_PORT, was = PORT));
                }
                Some(_) => judgement.held(),
                None => {}
            }
        }
    },
};

/// A name that no server looks up.
pub static SRV_NAME_WRONG: Rule = Rule {
    name: "srv-name-wrong",
    severity: Severity::Error,
    claims: &["X13-19"],
    packs: PACKS,
    summary: "the XMPP SRV record is not at _xmpp-server._tcp.<SIP domain>",
    explanation: "Other servers look the record up by exactly this name; a label that is misspelt, translated or lacks \
        its underscore is never found. A record with XMPP in its name, or with port 5269, is taken to be meant. Records \
        for clients (_xmpp-client) are another matter. A difference of case alone is a warning. Where the SIP domains \
        are known, the domain must be one of them, or that of a partner.",
    of_pages: true,
    absorbs: &[],
    check: |subject, judgement| {
        let domains: OrderedSet<String> =
            subject.deployment.domains.iter().map(|domain| folded(&domain.value)).collect();
        let partners: OrderedSet<String> =
            subject.deployment.partners.iter().map(|partner| folded(&partner.domain)).collect();
        for srv in srv(subject) {
            let owner = &srv.record.owner;
            let lower = folded(&owner.value);
            let mut labels = lower.split('.');
            let service = labels.next().unwrap_or_default();
            let client = service.contains("client");
            let meant = lower.contains("xmpp") || srv.port.is_some_and(|port| port.value == PORT);
            if !meant || client || lower.starts_with("_jabber._tcp") {
                continue;
            }
            if !is_xmpp(&owner.value) {
                let help = message!(NAME_IT, service = SERVICE);
                judgement
                    .broken(owner.place, &owner.value, message!(NAME_WRONG, is = &owner.value))
                    .help(help);
                continue;
            }
            if !owner.value.starts_with(SERVICE) {
                judgement
                    .broken(owner.place, &owner.value, message!(NAME_CASE, is = &owner.value))
                    .severity(Severity::Warning)
                    .help(message!(WRITE_SERVICE, service = SERVICE));
                continue;
            }
            let Some(domain) = domain(&lower) else { continue };
            let inside = |known: &String| domain == known || domain.ends_with(&format!(".{known}"));
            let known = !domains.is_empty() && !subject.deployment.is_excerpt(owner.place);
            if known && !partners.contains(domain) && !domains.iter().any(inside) {
                judgement.broken(owner.place, &owner.value, message!(NO_DOMAIN, domain)).help(&AT_DOMAIN);
            } else {
                judgement.held();
            }
        }
    },
};

/// A target that is no Access Edge.
pub static SRV_TARGET_WRONG: Rule = Rule {
    name: "srv-target-wrong",
    severity: Severity::Error,
    claims: &["X13-19"],
    packs: PACKS,
    summary: "the target of the XMPP SRV record has no address, is an alias, or is not the Access Edge",
    explanation: "The SRV record leads to the external FQDN of the Access Edge, or to a name with an A record of its \
        address (xmpp.<domain>). An SRV record must not lead to an alias. Whether an address is missing is judged only \
        where address records were given, and whether it is the Access Edge only where the topology tells.",
    of_pages: true,
    absorbs: &[],
    check: |subject, judgement| {
        let addresses_given =
            subject.deployment.records.iter().any(|record| !matches!(record.data, RecordData::Srv { .. }));
        for srv in srv(subject).filter(|srv| is_xmpp(&srv.record.owner.value)) {
            let Some(target) = srv.target else { continue };
            let alias = subject
                .records(&target.value)
                .iter()
                .find(|record| matches!(record.data, RecordData::Alias(_)));
            if let Some(alias) = alias {
                judgement
                    .broken(target.place, &target.value, message!(ALIAS, is = &target.value))
                    .help(&GIVE_RECORD)
                    .related(alias.place, &THE_ALIAS);
                continue;
            }
            let addresses = subject.host_addresses(&target.value);
            let is_edge = !subject.edge_pools(&target.value).is_empty();
            let has_record = !subject.records(&target.value).is_empty();
            if !has_record && addresses_given && subject.deployment.is_whole() {
                judgement
                    .broken(target.place, &target.value, message!(NO_ADDRESS, is = &target.value))
                    .help(&ADD_ADDRESS);
                continue;
            }
            // A name of its own beside the Access Edge's is right if its address is; without one, if it is
            // the usual name.
            let usual = domain(&srv.record.owner.value)
                .is_some_and(|domain| target.value.eq_ignore_ascii_case(&format!("xmpp.{domain}")));
            let comparable = !addresses.is_empty() && subject.knows_edge_addresses();
            if !is_edge && subject.knows_access_edges() && (comparable || addresses.is_empty() && !usual) {
                judgement
                    .broken(target.place, &target.value, message!(NOT_THE_EDGE, is = &target.value))
                    .help(&LEAD_TO_EDGE);
            } else if is_edge || has_record {
                judgement.held();
            }
        }
    },
};

/// No SRV record for a domain that needs one.
pub static SRV_MISSING: Rule = Rule {
    name: "srv-missing",
    severity: Severity::Warning,
    claims: &["X13-19"],
    packs: PACKS,
    summary: "a SIP domain whose users have XMPP access has no XMPP SRV record",
    explanation: "Every SIP domain whose users may use XMPP needs its own SRV record. Judged where DNS records were \
        given at all; the domains are those of the users with XMPP access.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| {
        if subject.deployment.records.is_empty() || !subject.deployment.is_whole() {
            return;
        }
        let mut wanted: OrderedMap<String, Place> = OrderedMap::new();
        for user in subject.xmpp_users() {
            if let Some((_, domain)) = user.identity.rsplit_once('@') {
                wanted.entry(folded(domain)).or_insert(user.place);
            }
        }
        if wanted.is_empty() && subject.xmpp_users().next().is_some() {
            wanted = subject
                .deployment
                .domains
                .iter()
                .map(|domain| (folded(&domain.value), domain.place))
                .collect();
        }
        let have: OrderedSet<String> = srv(subject).map(|srv| folded(&srv.record.owner.value)).collect();
        for (domain, place) in wanted {
            if have.contains(&format!("{SERVICE}.{domain}")) {
                judgement.held();
            } else {
                judgement
                    .broken(place, &domain, message!(NO_RECORD, domain = &domain, service = SERVICE))
                    .help(message!(ADD_RECORD, service = SERVICE, domain = &domain, port = PORT));
            }
        }
    },
};

/// Records of one priority.
pub static SRV_PRIORITY_EQUAL: Rule = Rule {
    name: "srv-priority-equal",
    severity: Severity::Warning,
    claims: &["X13-24"],
    packs: PACKS,
    summary: "several XMPP SRV records of a domain have the same priority",
    explanation: "Only one Edge pool serves XMPP at a time; the others take over. With equal priorities half of the \
        connections reach an Edge that does not serve it: each record needs a priority of its own.",
    of_pages: true,
    absorbs: &[],
    check: |subject, judgement| {
        let mut seen: OrderedMap<(String, u32), (String, Place)> = OrderedMap::new();
        let mut several: OrderedMap<String, OrderedSet<String>> = OrderedMap::new();
        for srv in srv(subject).filter(|srv| is_xmpp(&srv.record.owner.value)) {
            let (Some(priority), Some(target)) = (srv.priority, srv.target) else { continue };
            let owner = folded(&srv.record.owner.value);
            let target = folded(&target.value);
            several.entry(owner.clone()).or_default().insert(target.clone());
            match seen.get(&(owner.clone(), priority.value)) {
                // The same record, seen twice.
                Some((other, _)) if *other == target => {}
                Some((other, place)) => {
                    let message = message!(SAME_PRIORITY, one = target, other, priority = priority.value);
                    judgement
                        .broken(priority.place, &owner, message)
                        .help(&GIVE_PRIORITIES)
                        .related(*place, &OTHER_RECORD);
                }
                None => {
                    seen.insert((owner, priority.value), (target, srv.record.place));
                }
            }
        }
        if several.values().any(|targets| targets.len() > 1) {
            judgement.held();
        }
    },
};

/// DNS leads to an Edge of 2019.
pub static XMPP_DNS_TO_2019_EDGE: Rule = Rule {
    name: "xmpp-dns-to-2019-edge",
    severity: Severity::Error,
    claims: &["X19-04", "X19-07"],
    packs: &["skype-for-business-server-2019"],
    summary: "the XMPP SRV record leads to an Edge of Skype for Business Server 2019",
    explanation: "Partners connect where the SRV record leads, by its target's name or address. On a 2019 Edge nobody \
        answers; the record must lead to the legacy Edge. A name that both Edges share tells nothing.",
    of_pages: true,
    absorbs: &[],
    check: |subject, judgement| {
        for srv in srv(subject).filter(|srv| is_xmpp(&srv.record.owner.value)) {
            let Some(target) = srv.target else { continue };
            let pools = subject.edge_pools(&target.value);
            let mut versions: OrderedSet<Option<Version>> =
                pools.iter().map(|pool| subject.version_of_pool(*pool)).collect();
            if versions.is_empty() {
                versions.extend(subject.version_of_name(&target.value).map(Some));
            }
            let new =
                |version: &Option<Version>| version.is_some_and(|version| version >= Version::SKYPE_2019);
            if !versions.is_empty() && versions.iter().all(new) {
                let edge = pools.iter().next().map(|pool| &subject.deployment.pools[*pool]);
                let name = edge.map_or(target.value.as_str(), |edge| edge.fqdn.as_str());
                let broken = judgement
                    .broken(
                        target.place,
                        &srv.record.owner.value,
                        message!(TO_2019, record = &srv.record.owner.value, name),
                    )
                    .help(&LEAD_TO_LEGACY);
                if let Some(edge) = edge {
                    broken.related(edge.place, &EDGE_IS_2019);
                }
            } else if versions.iter().flatten().any(|version| version.has_xmpp()) {
                judgement.held();
            }
        }
    },
};
