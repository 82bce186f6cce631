//! What commands do to a deployment, and what they print of it.

use super::cmdlets;
use super::output::Object;
use crate::Snippet;
use crate::localized;
use crate::model::{
    Certificate, Command, Deployment, FaultKind, Located, Parameter, Partner, Place, Policy, Record,
    RecordData, Role, Route, RouteKind, Service, Version,
};
use unisono::message;

unisono::message::wordings! {
    TWICE: "command-invalid/partner-twice", "{cmdlet} names its partner twice: by -Domain and by -Identity";
    USE_ONE: "command-invalid/help/partner-twice", "Use one of them; the domain is the identity.";
    NOT_JUDGED: "topology-unreadable/partner", "the partner of this command stands in no file that was given: it was not judged";
    GIVE_FILE: "topology-unreadable/help/partner", "Give the file that holds it, or the partners as Get-CsXmppAllowedPartner prints them.";
    NO_PARTNER: "command-invalid/no-partner", "{cmdlet} names no partner: -Identity or -Domain is missing";
    ADD_DOMAIN: "command-invalid/help/no-partner", "Add -Domain with the partner's domain.";
    NAMES_ONLY: "topology-unreadable/names-only", "this list of a topology holds names only: its servers were not read";
    GIVE_XML: "topology-unreadable/help/names-only", "Give the output of Get-CsTopology -AsXml.";
    NO_CMDLET: "command-invalid/cmdlet", "there is no cmdlet {is}";
    WRITE: "command-invalid/help/cmdlet", "Write {meant}.";
    NO_PARAMETER: "command-invalid/parameter", "{cmdlet} has no parameter -{is}";
    WRITE_PARAMETER: "command-invalid/help/parameter", "Write -{meant}.";
    LOCALIZED: "value-localized/parameter", "-{parameter} is written \"{is}\", in the way of a language";
    WRITE_NUMBER: "value-localized/help/parameter", "Write {value}.";
}

/// Everybody that a pipeline brings.
const ALL: &str = "*";

/// Applies a command. `known` holds the commands before it and itself.
pub(super) fn apply(command: &Command, deployment: &mut Deployment) {
    let name = command.cmdlet.value.to_ascii_lowercase();
    match name.as_str() {
        "new-csxmppallowedpartner" | "set-csxmppallowedpartner" => partner(command, &name, deployment),
        "remove-csxmppallowedpartner" => remove_partner(command, deployment),
        "new-csexternalaccesspolicy" | "set-csexternalaccesspolicy" => policy(command, deployment),
        "grant-csexternalaccesspolicy" => grant(command, deployment),
        "move-csuser" | "move-cslegacyuser" => home(command, "Target", true, deployment),
        "enable-csuser" => home(command, "RegistrarPool", false, deployment),
        "set-cssite" => routes(command, deployment),
        "new-cssipdomain" => {
            if let Some(domain) = subject(command, &["Identity"]) {
                deployment.domains.push(domain);
            }
        }
        "request-cscertificate" => certificate(command, deployment),
        "add-dnsserverresourcerecord"
        | "add-dnsserverresourcerecorda"
        | "add-dnsserverresourcerecordaaaa"
        | "add-dnsserverresourcerecordcname" => record(command, &name, deployment),
        "dnscmd" | "dnscmd.exe" => dnscmd(command, deployment),
        _ => {}
    }
}

/// Whether a word is there for the reader to replace, or a variable nobody knows.
fn is_open(word: &str) -> bool {
    word.is_empty() || word.contains(['<', '$', '[']) || word.starts_with('@')
}

/// The first value of a parameter, if it says something.
fn value(command: &Command, name: &str) -> Option<Located<String>> {
    let value = command.parameter(name)?.values.first()?;
    (!is_open(&value.value)).then(|| value.clone())
}

/// The first value that stands by itself.
fn positional(command: &Command) -> Option<&Located<String>> {
    command.parameters.iter().find(|parameter| parameter.name.value.is_empty())?.values.first()
}

/// What a command is about: one of these parameters, or what stands by itself.
fn subject(command: &Command, names: &[&str]) -> Option<Located<String>> {
    names
        .iter()
        .find_map(|name| value(command, name))
        .or_else(|| positional(command).filter(|value| !is_open(&value.value)).cloned())
}

fn truth(word: &str) -> Option<bool> {
    match word.trim().trim_start_matches('$').to_ascii_lowercase().as_str() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// A Boolean parameter; one without a value is a switch that is on.
fn boolean(command: &Command, name: &str) -> Option<Located<bool>> {
    let parameter = command.parameter(name)?;
    match parameter.values.first() {
        Some(value) => truth(&value.value).map(|on| Located::new(on, value.place)),
        None => Some(Located::new(true, parameter.name.place)),
    }
}

fn partner(command: &Command, name: &str, deployment: &mut Deployment) {
    let is_new = name.starts_with("new-");
    let stated = |name: &str| command.parameter(name).is_some_and(|parameter| !parameter.values.is_empty());
    if is_new && stated("Domain") && stated("Identity") {
        deployment.fault(
            FaultKind::Command,
            command.place,
            message!(TWICE, cmdlet = &command.cmdlet.value),
            &USE_ONE,
        );
    }
    let domain = subject(command, &["Domain", "Identity"]);
    let open = command.parameters.iter().any(|parameter| parameter.values.iter().any(|v| is_open(&v.value)));
    let Some(domain) = domain else {
        let piped = command.input.is_some();
        if piped && !is_new {
            let domains: Vec<String> =
                deployment.partners.iter().filter(|p| !p.removed).map(|p| p.domain.clone()).collect();
            for domain in domains {
                fill_partner(command, deployment.partner(&domain, command.place));
            }
        } else if !piped && open {
            // A syntax diagram names nobody; a variable names one that stands elsewhere.
            let named = ["Domain", "Identity"].into_iter().filter_map(|name| command.parameter(name));
            if !named.flat_map(|parameter| &parameter.values).any(|value| value.value.contains('$')) {
                return;
            }
            deployment.fault(FaultKind::Partial, command.place, &NOT_JUDGED, &GIVE_FILE);
        } else if !piped && command.parameter("Instance").is_none() {
            deployment.fault(
                FaultKind::Command,
                command.place,
                message!(NO_PARTNER, cmdlet = &command.cmdlet.value),
                &ADD_DOMAIN,
            );
        }
        return;
    };
    let partner = deployment.partner(&domain.value, command.place);
    fill_partner(command, partner);
}

fn fill_partner(command: &Command, partner: &mut Partner) {
    let set = |field: &mut Option<Located<String>>, name: &str| {
        if let Some(stated) = value(command, name) {
            *field = Some(stated);
        }
    };
    set(&mut partner.partner_type, "PartnerType");
    set(&mut partner.tls, "TlsNegotiation");
    set(&mut partner.sasl, "SaslNegotiation");
    if let Some(dialback) = boolean(command, "SupportDialbackNegotiation") {
        partner.dialback = Some(dialback);
    }
    if let Some(parameter) = command.parameter("AdditionalDomains") {
        for domain in parameter.values.iter().filter(|domain| !is_open(&domain.value)) {
            if !partner.additional_domains.iter().any(|known| known.value == domain.value) {
                partner.additional_domains.push(domain.clone());
            }
        }
    }
}

fn remove_partner(command: &Command, deployment: &mut Deployment) {
    if let Some(domain) = subject(command, &["Identity"]) {
        deployment.remove_partner(&domain.value);
    } else if command.input.is_some() {
        let domains: Vec<String> = deployment.partners.iter().map(|partner| partner.domain.clone()).collect();
        for domain in domains {
            deployment.remove_partner(&domain);
        }
    }
}

fn policy(command: &Command, deployment: &mut Deployment) {
    let identity = match subject(command, &["Identity"]) {
        Some(identity) => identity.value,
        // Set- without an identity sets the global policy.
        None if command.is("Set-CsExternalAccessPolicy")
            && command.input.is_none()
            && command.parameter("Identity").is_none()
            && command.parameter("Instance").is_none() =>
        {
            "Global".to_owned()
        }
        None => return,
    };
    let policy = deployment.policy(&identity, command.place);
    let set = |field: &mut Option<Located<bool>>, name: &str| {
        if let Some(stated) = boolean(command, name) {
            *field = Some(stated);
        }
    };
    set(&mut policy.federation, "EnableFederationAccess");
    set(&mut policy.xmpp, "EnableXmppAccess");
    set(&mut policy.outside, "EnableOutsideAccess");
}

/// The users a command is about: named by it, or by the command before it in the pipeline.
fn users(command: &Command, deployment: &Deployment) -> Option<Located<String>> {
    if let Some(user) = subject(command, &["Identity"]) {
        return Some(user);
    }
    let before = deployment.commands.get(command.input?)?;
    let named = before.is("Get-CsUser").then(|| value(before, "Identity")).flatten();
    Some(named.unwrap_or_else(|| Located::new(ALL.to_owned(), before.place)))
}

fn grant(command: &Command, deployment: &mut Deployment) {
    let Some(policy) = value(command, "PolicyName") else { return };
    if let Some(user) = users(command, deployment) {
        deployment.user(&user.value, user.place).policy = Some(policy);
    }
}

fn home(command: &Command, parameter: &str, moved: bool, deployment: &mut Deployment) {
    let (Some(pool), Some(user)) = (value(command, parameter), users(command, deployment)) else { return };
    let user = deployment.user(&user.value, command.place);
    user.pool = Some(pool);
    user.moved = moved;
}

fn routes(command: &Command, deployment: &mut Deployment) {
    let site =
        subject(command, &["Identity"]).map_or(String::new(), |site| site_name(&site.value).to_owned());
    for parameter in &command.parameters {
        let meant = cmdlets::parameter_meant_by(&command.cmdlet.value, &parameter.name.value);
        let kind = match meant.unwrap_or(&parameter.name.value).to_ascii_lowercase().as_str() {
            "federationroute" => RouteKind::Federation,
            "xmppfederationroute" => RouteKind::Xmpp,
            _ => continue,
        };
        let Some(target) = parameter.values.first().filter(|value| !is_open(&value.value)) else { continue };
        deployment.routes.push(Route {
            site: site.clone(),
            kind,
            target: target.clone(),
            service: None,
            place: command.place,
        });
    }
}

/// The name of a site without `Site:`.
fn site_name(identity: &str) -> &str {
    match identity.split_once(':') {
        Some((prefix, name)) if prefix.trim().eq_ignore_ascii_case("site") => name.trim(),
        _ => identity,
    }
}

fn certificate(command: &Command, deployment: &mut Deployment) {
    if command.parameter("List").is_some() {
        return;
    }
    let names = command.parameter("DomainName").map_or(Vec::new(), |parameter| {
        parameter
            .values
            .iter()
            .flat_map(|value| {
                value.value.split(',').map(|name| Located::new(name.trim().to_owned(), value.place))
            })
            .filter(|name| !is_open(&name.value))
            .collect()
    });
    deployment.certificates.push(Certificate {
        usage: usages(command),
        pool: value(command, "ComputerFqdn"),
        subject: None,
        names,
        // Where no names are asked for, those of the topology come along; with -AllSipDomain those of all
        // SIP domains.
        complete: command.parameter("DomainName").is_some() && command.parameter("AllSipDomain").is_none(),
        place: command.place,
    });
}

/// What a certificate is for: all that `-Type` names.
fn usages(command: &Command) -> Option<Located<String>> {
    let values = &command.parameter("Type")?.values;
    let (first, last) = (values.first()?, values.last()?);
    let place = Place { span: first.place.span.union(last.place.span), ..first.place };
    let words: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
    Some(Located::new(words.join(","), place))
}

fn numbered(word: &Located<String>) -> Option<Located<u32>> {
    match localized::number(&word.value)? {
        localized::Number::Plain(value) | localized::Number::Localized(value) => {
            Some(Located::new(value, word.place))
        }
    }
}

/// `Add-DnsServerResourceRecord` and its kin.
fn record(command: &Command, name: &str, deployment: &mut Deployment) {
    let (Some(node), Some(zone)) = (value(command, "Name"), value(command, "ZoneName")) else { return };
    let owner = Located::new(full_name(&node.value, &zone.value), node.place);
    let number = |name: &str| value(command, name).as_ref().and_then(numbered);
    let host = |name: &str| value(command, name).map(without_dot);
    let data = if name.ends_with("cname") || command.parameter("CName").is_some() {
        RecordData::Alias(host("HostNameAlias"))
    } else if command.parameter("Srv").is_some() {
        RecordData::Srv {
            priority: number("Priority"),
            weight: number("Weight"),
            port: number("Port"),
            target: host("DomainName"),
        }
    } else if let Some(address) = value(command, "IPv4Address").or_else(|| value(command, "IPv6Address")) {
        RecordData::Address(Some(address))
    } else {
        return;
    };
    deployment.records.push(Record { owner, data, place: command.place });
}

/// `dnscmd server /recordadd zone node [ttl] SRV 0 0 5269 host`
fn dnscmd(command: &Command, deployment: &mut Deployment) {
    let words: Vec<&Located<String>> = command.parameters.iter().flat_map(|p| &p.values).collect();
    let Some(at) = words.iter().position(|word| word.value.eq_ignore_ascii_case("/recordadd")) else {
        return;
    };
    let [zone, node, rest @ ..] = &words[at + 1..] else { return };
    let kinds = ["SRV", "A", "AAAA", "CNAME"];
    let Some(kind) =
        rest.iter().position(|word| kinds.iter().any(|kind| word.value.eq_ignore_ascii_case(kind)))
    else {
        return;
    };
    let data = match (rest[kind].value.to_ascii_uppercase().as_str(), &rest[kind + 1..]) {
        ("SRV", [priority, weight, port, host, ..]) => RecordData::Srv {
            priority: numbered(priority),
            weight: numbered(weight),
            port: numbered(port),
            target: Some(without_dot((*host).clone())).filter(|host| !is_open(&host.value)),
        },
        ("A" | "AAAA", [address, ..]) => {
            RecordData::Address(Some((*address).clone()).filter(|address| !is_open(&address.value)))
        }
        ("CNAME", [host, ..]) => {
            RecordData::Alias(Some(without_dot((*host).clone())).filter(|host| !is_open(&host.value)))
        }
        _ => return,
    };
    if is_open(&zone.value) || is_open(&node.value) {
        return;
    }
    let owner = Located::new(full_name(&node.value, &zone.value), node.place);
    deployment.records.push(Record { owner, data, place: command.place });
}

/// The name of a node in a zone; `@` is the zone itself.
fn full_name(node: &str, zone: &str) -> String {
    let zone = zone.trim_end_matches('.');
    match node.trim_end_matches('.') {
        "@" | "" => zone.to_owned(),
        name if name.len() > zone.len()
            && name.to_ascii_lowercase().ends_with(&zone.to_ascii_lowercase()) =>
        {
            name.to_owned()
        }
        name => format!("{name}.{zone}"),
    }
}

fn without_dot(mut name: Located<String>) -> Located<String> {
    name.value.truncate(name.value.trim_end_matches('.').len());
    name
}

/// Reads an object that a command printed: a user, a policy, a partner, a site, a service, a pool.
pub(super) fn printed(object: &Object<'_>, snippet: Snippet<'_>, deployment: &mut Deployment) {
    let place = |span: unisono::source::Span| Place { source: snippet.source, span };
    let get = |name: &str| {
        object
            .iter()
            .find(|(known, value, _)| known.eq_ignore_ascii_case(name) && !value.is_empty())
            .map(|(_, value, span)| Located::new((*value).to_owned(), place(*span)))
    };
    let truth_of = |name: &str| get(name).and_then(|v| truth(&v.value).map(|on| Located::new(on, v.place)));
    let Some((_, _, first)) = object.first() else { return };
    let whole = object.iter().fold(*first, |whole, (_, _, span)| whole.union(*span));
    if let (Some(user), Some(pool)) = (
        get("SipAddress").or_else(|| get("Identity")).or_else(|| get("DisplayName")).or_else(|| get("Name")),
        get("RegistrarPool").or_else(|| get("HomeServer")),
    ) {
        let policy = get("ExternalAccessPolicy");
        let user = deployment.user(&user.value, place(whole));
        user.pool = Some(pool);
        if policy.is_some() {
            user.policy = policy;
        }
        return;
    }
    if let Some(xmpp) = truth_of("EnableXmppAccess") {
        let identity = get("Identity").map_or_else(|| "Global".to_owned(), |identity| identity.value);
        let policy: &mut Policy = deployment.policy(&identity, place(whole));
        policy.xmpp = Some(xmpp);
        policy.federation = truth_of("EnableFederationAccess").or(policy.federation.take());
        policy.outside = truth_of("EnableOutsideAccess").or(policy.outside.take());
        return;
    }
    if let Some(tls) = get("TlsNegotiation")
        && let Some(domain) = get("Domain").or_else(|| get("Identity"))
    {
        let partner = deployment.partner(&domain.value, place(whole));
        partner.tls = Some(tls);
        partner.sasl = get("SaslNegotiation").or(partner.sasl.take());
        partner.dialback = truth_of("SupportDialbackNegotiation").or(partner.dialback.take());
        partner.partner_type = get("PartnerType").or(partner.partner_type.take());
        return;
    }
    if ["Sites", "Clusters", "Services", "Machines"].into_iter().filter(|name| get(name).is_some()).count()
        > 1
    {
        deployment.fault(FaultKind::Partial, place(whole), &NAMES_ONLY, &GIVE_XML);
    }
    for (name, kind) in [("XmppFederationRoute", RouteKind::Xmpp), ("FederationRoute", RouteKind::Federation)]
    {
        if let Some(target) = get(name) {
            let site = get("Identity").map_or(String::new(), |site| site_name(&site.value).to_owned());
            deployment.route(Route { site, kind, target, service: None, place: place(whole) });
        }
    }
    if let (Some(fqdn), Some(role)) = (get("PoolFqdn"), get("Role")) {
        let pool = deployment.pool(&fqdn.value, fqdn.place);
        let site = get("SiteId").map(|site| deployment.site(site_name(&site.value), site.place));
        deployment.pools[pool].site = deployment.pools[pool].site.or(site);
        let version = get("Version").as_ref().and_then(numbered);
        deployment.service(Service {
            role: Role::of(&role.value),
            id: get("ServiceId").map_or(String::new(), |id| id.value.to_ascii_lowercase()),
            pool: Some(pool),
            site,
            version: version.map(|number| Located::new(Version(number.value), number.place)),
            ports: Vec::new(),
            depends_on: Vec::new(),
            stated_proxy: None,
            stated_gateway: None,
            place: place(whole),
        });
    } else if let (Some(fqdn), Some(computers)) = (get("Fqdn"), get("Computers")) {
        let pool = deployment.pool(&fqdn.value, fqdn.place);
        let site = get("Site").map(|site| deployment.site(site_name(&site.value), site.place));
        deployment.pools[pool].site = deployment.pools[pool].site.or(site);
        // PowerShell ends a list that is too long for it with dots.
        let listed = computers.value.trim_matches(['{', '}']).split(',').map(str::trim);
        for computer in listed.filter(|computer| !computer.is_empty() && !computer.ends_with('.')) {
            deployment.machine(pool, computer, computers.place);
        }
    }
}

/// Names of cmdlets and parameters that are none, and numbers in the way of a language.
pub(super) fn check_names(command: &Command, deployment: &mut Deployment) {
    let name = &command.cmdlet;
    if let Some(meant) = cmdlets::meant_by(&name.value) {
        deployment.fault(
            FaultKind::Command,
            name.place,
            message!(NO_CMDLET, is = &name.value),
            message!(WRITE, meant),
        );
    }
    for Parameter { name: parameter, values } in &command.parameters {
        if let Some(meant) = cmdlets::parameter_meant_by(&name.value, &parameter.value) {
            deployment.fault(
                FaultKind::Command,
                parameter.place,
                message!(NO_PARAMETER, cmdlet = &name.value, is = &parameter.value),
                message!(WRITE_PARAMETER, meant),
            );
        }
        if !is_counted(&parameter.value) {
            continue;
        }
        for word in values {
            if let Some(localized::Number::Localized(number)) = localized::number(&word.value) {
                deployment.fault(
                    FaultKind::Localized,
                    word.place,
                    message!(LOCALIZED, parameter = &parameter.value, is = &word.value),
                    message!(WRITE_NUMBER, value = number),
                );
            }
        }
    }
}

/// Whether a parameter takes a whole number.
fn is_counted(parameter: &str) -> bool {
    const ENDS: &[&str] =
        &["count", "interval", "limit", "port", "portnumber", "portstart", "priority", "timeout", "weight"];
    let parameter = parameter.to_ascii_lowercase();
    ENDS.iter().any(|end| parameter.ends_with(end))
}
