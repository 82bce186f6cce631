//! A deployment described in JSON or YAML; `docs/topology.md` shows the form, and
//! `docs/topology.schema.json` is its JSON Schema, made from the tables of [`shape`].

pub mod shape;

use super::localized::{check_name, read_number};
use super::model::{
    Address, Certificate, Deployment, FaultKind, Located, Place, Planned, PoolId, Port, Record, RecordData,
    Role, Route, RouteKind, Service, Step, Version,
};
use super::tree;
use super::{Kind, Snippet};
use shape::{Field, Shape, Type};
use unisono::message;
use unisono::message::Message;
use unisono::yaml::{Entry, Node, Value};

unisono::message::wordings! {
    DOC: "topology-unreadable/help/field", "{doc}";
    NO_GROUP: "topology-unreadable/group", "{what} is expected to be a group of keys";
    DID_YOU_MEAN: "topology-unreadable/help/nearest", "Did you mean \"{meant}\"?";
    KNOWN: "topology-unreadable/help/known", "Known are {known}.";
    HAS_NO: "topology-unreadable/key", "{what} has no \"{key}\"";
    TWICE: "topology-unreadable/twice", "\"{key}\" is set twice";
    NEEDS: "topology-unreadable/needs", "{what} needs its \"{key}\"";
    NO_VERSION: "topology-unreadable/version", "{name} is no version that Unisono knows";
    WRITE_YEAR: "topology-unreadable/help/version", "Write 2010, 2013, 2015 or 2019.";
    ONE_OF: "topology-unreadable/help/choice", "Write one of {known}.";
    NO_CHOICE: "topology-unreadable/choice", "{name}: there is no \"{text}\"";
    EXPECTED: "topology-unreadable/type", "{name} is expected to be {kind}";
}

/// Whether a text is a deployment in JSON or YAML: its outermost keys tell.
pub(super) fn recognise(text: &str) -> Option<Kind> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('{') {
        return shape::DEPLOYMENT
            .fields
            .iter()
            .any(|field| text.contains(&format!("\"{}\"", field.name)))
            .then_some(Kind::Json);
    }
    // Outermost lines are keys, comments and items of lists, and a key is one of ours.
    let mut known = false;
    for line in text
        .lines()
        .filter(|line| !line.starts_with([' ', '\t', '#', '-', '}', ']']) && !line.trim().is_empty())
    {
        let (key, rest) = line.split_once(':')?;
        if !rest.is_empty() && !rest.starts_with([' ', '\t']) {
            return None;
        }
        known |= shape::DEPLOYMENT.field(key.trim_matches(['"', '\''])).is_some();
    }
    known.then_some(Kind::Yaml)
}

/// Reads a described deployment.
pub(super) fn read(snippet: Snippet<'_>, kind: Kind, deployment: &mut Deployment) {
    if let Some(root) = tree::parse(snippet, kind, deployment) {
        let mut reader = Reader { snippet, deployment };
        if reader.holds(&root, &shape::DEPLOYMENT) {
            reader.deployment(&root);
        }
    }
}

struct Reader<'t, 'd> {
    snippet: Snippet<'t>,
    deployment: &'d mut Deployment,
}

impl Reader<'_, '_> {
    /// Holds a node against its shape; what does not fit leaves a fault. Whether it is a map at all.
    fn holds(&mut self, node: &Node, shape: &Shape) -> bool {
        let Value::Mapping(pairs) = &node.value else {
            self.wrong(node, message!(NO_GROUP, what = &shape.what), "");
            return false;
        };
        for (at, Entry { key, start, end, value, .. }) in pairs.iter().enumerate() {
            let Some(field) = shape.field(key) else {
                let known: Vec<&str> = shape.fields.iter().map(|field| field.name).collect();
                let nearest = nearest(key, &known);
                let help = match nearest {
                    Some(nearest) => message!(DID_YOU_MEAN, meant = nearest),
                    None => message!(KNOWN, known = known.join(", ")),
                };
                let place = self.snippet.place(*start, *end);
                let message = message!(HAS_NO, what = &shape.what, key);
                self.deployment.fault(FaultKind::Unreadable, place, message, help);
                continue;
            };
            // A handful of keys: their square is less than a table would cost.
            let again = pairs[..at].iter().take(shape.fields.len() + 1);
            if again.filter(|other| shape.field(&other.key).is_some_and(|f| f.name == field.name)).count() > 0
            {
                let place = self.snippet.place(*start, *end);
                self.deployment.fault(FaultKind::Unreadable, place, message!(TWICE, key), "");
            }
            self.fits(value, field, field.kind);
        }
        for field in shape.fields.iter().filter(|field| field.required) {
            if !pairs.iter().any(|entry| field.is(&entry.key)) {
                let message = message!(NEEDS, what = &shape.what, key = &field.name);
                self.wrong(node, message, message!(DOC, doc = field.doc));
            }
        }
        true
    }

    fn fits(&mut self, node: &Node, field: &Field, kind: Type) {
        let name = field.name;
        match (kind, &node.value) {
            (_, Value::Scalar(_)) if node.is_empty() => {}
            (Type::Text | Type::Name, Value::Scalar(_)) => {}
            (Type::Number, Value::Scalar(_)) => {}
            (Type::Truth, Value::Scalar(text)) if truth(text).is_some() => {}
            (Type::Version, Value::Scalar(text)) if version(text).is_some() => {}
            (Type::Version, Value::Scalar(_)) => {
                self.wrong(node, message!(NO_VERSION, name), &WRITE_YEAR);
            }
            (Type::Choice(choices), Value::Scalar(text)) => {
                if !choices.iter().any(|choice| same(choice, text)) {
                    let help = match nearest(text, choices) {
                        Some(nearest) => message!(DID_YOU_MEAN, meant = nearest),
                        None => message!(ONE_OF, known = choices.join(", ")),
                    };
                    self.wrong(node, message!(NO_CHOICE, name, text), help);
                }
            }
            (Type::Group(shape), Value::Mapping(_)) => {
                self.holds(node, shape);
            }
            // What can be said in one word need not be a group.
            (Type::WordOrGroup(_), Value::Scalar(_)) => {}
            (Type::WordOrGroup(shape), Value::Mapping(_)) => {
                self.holds(node, shape);
            }
            (Type::List(inner), Value::Sequence(nodes)) => {
                for node in nodes {
                    self.fits(node, field, *inner);
                }
            }
            // One that stands alone needs no list.
            (Type::List(inner), Value::Scalar(_)) => self.fits(node, field, *inner),
            (kind, _) => {
                self.wrong(node, message!(EXPECTED, name, kind = kind.name()), message!(DOC, doc = field.doc))
            }
        }
    }

    fn wrong(&mut self, node: &Node, message: impl Into<Message>, help: impl Into<Message>) {
        // A group is underlined at its first line.
        let end = node.end.min(self.snippet.text.len());
        let text = &self.snippet.text[node.start.min(end)..end];
        let end = node.start + text.lines().next().map_or(0, str::len);
        self.deployment.fault(FaultKind::Unreadable, self.snippet.place(node.start, end), message, help);
    }

    fn deployment(&mut self, root: &Node) {
        for domain in list(root, "domains") {
            if let Some(domain) = self.scalar(domain) {
                self.deployment.domain(domain);
            }
        }
        list(root, "sites").for_each(|site| self.site(site));
        list(root, "pools").for_each(|pool| self.pool(pool));
        list(root, "partners").for_each(|partner| self.partner(partner));
        list(root, "policies").for_each(|policy| self.policy(policy));
        list(root, "users").for_each(|user| self.user(user));
        list(root, "certificates").for_each(|certificate| self.certificate(certificate));
        list(root, "dns").for_each(|record| self.record(record));
        for (turn, node) in list(root, "plan").enumerate() {
            // Steps that are taken in parallel stand in a list of their own.
            let steps = match &node.value {
                Value::Sequence(steps) => steps.as_slice(),
                _ => std::slice::from_ref(node),
            };
            for step in steps {
                let Some(name) = self.scalar(step) else { continue };
                if let Some(at) = shape::STEPS.iter().position(|step| same(step, &name.value)) {
                    let turn = turn as u32;
                    self.deployment.steps.push(Planned { step: STEPS[at], turn, place: name.place });
                }
            }
        }
    }

    fn site(&mut self, node: &Node) {
        let Some(name) = self.text(node, "name") else { return };
        let site = self.deployment.site(&name.value, self.place(node));
        if let Some(id) = self.text(node, "id") {
            self.deployment.sites[site].id = id.value;
        }
        self.deployment.sites[site].branch |= self.truth(node, "branch").is_some_and(|branch| branch.value);
        for (key, kind) in
            [("federationRoute", RouteKind::Federation), ("xmppFederationRoute", RouteKind::Xmpp)]
        {
            if let Some(target) = self.text(node, key) {
                let site = name.value.clone();
                let place = target.place;
                self.deployment.route(Route { site, kind, target, service: None, place });
            }
        }
    }

    fn pool(&mut self, node: &Node) {
        let Some(fqdn) = self.text(node, "fqdn") else { return };
        self.check_name("the FQDN of a pool", &fqdn);
        let pool = self.deployment.pool(&fqdn.value, fqdn.place);
        if let Some(site) = self.text(node, "site") {
            let site = self.deployment.site(&site.value, site.place);
            self.deployment.pools[pool].site = Some(site);
        }
        let version = self.version(node, "version");
        if version.is_some() {
            self.deployment.pools[pool].version.clone_from(&version);
        }
        for machine in list(node, "machines") {
            let fqdn = match &machine.value {
                Value::Mapping(_) => self.text(machine, "fqdn"),
                _ => self.scalar(machine),
            };
            let Some(fqdn) = fqdn else { continue };
            self.check_name("the FQDN of a machine", &fqdn);
            let addresses: Vec<Address> = list(machine, "addresses")
                .filter_map(|address| {
                    Some(Address {
                        side: self.word(address, "side"),
                        ip: self.text(address, "ip")?.value,
                        public_ip: self.text(address, "publicIp").map(|ip| ip.value),
                        place: self.place(address),
                    })
                })
                .collect();
            self.deployment.machine(pool, &fqdn.value, fqdn.place).addresses.extend(addresses);
        }
        // A pool without machines is one machine.
        if list(node, "machines").next().is_none() {
            self.deployment.machine(pool, &fqdn.value, fqdn.place);
        }
        list(node, "roles").for_each(|role| self.role(pool, role, version.as_ref()));
    }

    fn role(&mut self, pool: PoolId, node: &Node, pool_version: Option<&Located<Version>>) {
        let name = match &node.value {
            Value::Mapping(_) => self.text(node, "role"),
            _ => self.scalar(node),
        };
        let Some(name) = name else { return };
        let mut ports: Vec<Port> = Vec::new();
        for port in list(node, "ports") {
            let number = self.number(port, "port", "a port");
            ports.push(Port {
                owner: self.word(port, "owner"),
                usage: self.word(port, "usage"),
                side: self.word(port, "side"),
                number,
                protocol: self.word(port, "protocol"),
                fqdn: self.text(port, "fqdn"),
                place: self.place(port),
            });
        }
        if let Some(fqdn) = self.text(node, "accessEdgeFqdn") {
            self.check_name("the FQDN of the Access Edge", &fqdn);
            ports.push(Port {
                owner: "AccessEdge".to_owned(),
                usage: "SipServer".to_owned(),
                side: "External".to_owned(),
                number: None,
                protocol: "Mtls".to_owned(),
                place: fqdn.place,
                fqdn: Some(fqdn),
            });
        }
        let service = Service {
            role: Role::of(&name.value),
            id: String::new(),
            pool: Some(pool),
            site: self.deployment.pools[pool].site,
            version: self.version(node, "version").or_else(|| pool_version.cloned()),
            ports,
            depends_on: Vec::new(),
            stated_proxy: self.truth(node, "xmppProxy"),
            stated_gateway: self.truth(node, "xmppGateway"),
            place: name.place,
        };
        self.deployment.service(service);
    }

    fn partner(&mut self, node: &Node) {
        let Some(domain) = self.scalar_or(node, "domain") else { return };
        self.check_name("the domain of a partner", &domain);
        let more: Vec<Located<String>> =
            list(node, "additionalDomains").filter_map(|domain| self.scalar(domain)).collect();
        let (partner_type, tls, sasl) =
            (self.text(node, "type"), self.text(node, "tls"), self.text(node, "sasl"));
        let (dialback, configured_in) = (self.truth(node, "dialback"), self.version(node, "configuredIn"));
        let partner = self.deployment.partner(&domain.value, domain.place);
        partner.additional_domains.extend(more);
        partner.partner_type = partner_type.or(partner.partner_type.take());
        partner.tls = tls.or(partner.tls.take());
        partner.sasl = sasl.or(partner.sasl.take());
        partner.dialback = dialback.or(partner.dialback.take());
        partner.configured_in = configured_in.or(partner.configured_in.take());
    }

    fn policy(&mut self, node: &Node) {
        let Some(identity) = self.text(node, "identity") else { return };
        let truths = ["federation", "xmpp", "outside"].map(|key| self.truth(node, key));
        let policy = self.deployment.policy(&identity.value, identity.place);
        let [federation, xmpp, outside] = truths;
        policy.federation = federation.or(policy.federation.take());
        policy.xmpp = xmpp.or(policy.xmpp.take());
        policy.outside = outside.or(policy.outside.take());
    }

    fn user(&mut self, node: &Node) {
        let Some(identity) = self.text(node, "identity") else { return };
        let (pool, policy) = (self.text(node, "pool"), self.text(node, "policy"));
        let xmpp = self.truth(node, "xmpp");
        let gateway = self
            .text(node, "gateway")
            .map(|gateway| Located::new(same(&gateway.value, "legacy"), gateway.place));
        let user = self.deployment.user(&identity.value, identity.place);
        user.pool = pool.or(user.pool.take());
        user.policy = policy.or(user.policy.take());
        user.xmpp = xmpp.or(user.xmpp.take());
        user.legacy_gateway = gateway.or(user.legacy_gateway.take());
    }

    fn certificate(&mut self, node: &Node) {
        let names = list(node, "names").filter_map(|name| self.scalar(name)).collect();
        let certificate = Certificate {
            usage: self.text(node, "usage"),
            pool: self.text(node, "pool"),
            subject: self.text(node, "subject"),
            names,
            complete: true,
            place: self.place(node),
        };
        self.deployment.certificates.push(certificate);
    }

    fn record(&mut self, node: &Node) {
        let (Some(owner), Some(kind)) = (self.text(node, "name"), self.text(node, "type")) else { return };
        let target = self.text(node, "target");
        let data = match kind.value.to_ascii_uppercase().as_str() {
            "SRV" => RecordData::Srv {
                priority: self.number(node, "priority", "a priority"),
                weight: self.number(node, "weight", "a weight"),
                port: self.number(node, "port", "the port of an SRV record"),
                target,
            },
            "CNAME" => RecordData::Alias(target),
            _ => RecordData::Address(self.text(node, "address").or(target)),
        };
        let trimmed = owner.value.trim_end_matches('.').to_owned();
        let owner = Located::new(trimmed, owner.place);
        self.deployment.records.push(Record { owner, data, place: self.place(node) });
    }

    /// Where a node stands; of a group its first line.
    fn place(&self, node: &Node) -> Place {
        let end = node.end.min(self.snippet.text.len());
        let text = &self.snippet.text[node.start.min(end)..end];
        let first = text.lines().next().map_or(0, |line| line.trim_end_matches([' ', ',']).len());
        self.snippet.place(node.start, node.start + first)
    }

    fn scalar(&self, node: &Node) -> Option<Located<String>> {
        let Value::Scalar(text) = &node.value else { return None };
        if node.is_empty() {
            return None;
        }
        // Quotation marks are no part of what is underlined; a block has none.
        let marks = self.snippet.text[node.start..].starts_with(['"', '\'']);
        let (start, end) = if node.quoted && marks && node.end >= node.start + 2 {
            (node.start + 1, node.end - 1)
        } else {
            (node.start, node.end)
        };
        Some(Located::new(text.trim().to_owned(), self.snippet.place(start, end)))
    }

    /// A value by itself, or that of a key of a group.
    fn scalar_or(&self, node: &Node, key: &str) -> Option<Located<String>> {
        self.scalar(node).or_else(|| self.text(node, key))
    }

    fn text(&self, node: &Node, key: &str) -> Option<Located<String>> {
        self.scalar(get(node, key)?).filter(|text| !text.value.is_empty())
    }

    fn word(&self, node: &Node, key: &str) -> String {
        self.text(node, key).map(|text| text.value).unwrap_or_default()
    }

    fn truth(&self, node: &Node, key: &str) -> Option<Located<bool>> {
        let text = self.text(node, key)?;
        Some(Located::new(truth(&text.value)?, text.place))
    }

    fn version(&self, node: &Node, key: &str) -> Option<Located<Version>> {
        let text = self.text(node, key)?;
        Some(Located::new(version(&text.value)?, text.place))
    }

    fn number(&mut self, node: &Node, key: &str, what: &str) -> Option<Located<u32>> {
        let text = self.text(node, key)?;
        let bytes = (text.place.span.start as usize, text.place.span.end as usize);
        read_number(what, &text.value, bytes, self.snippet, self.deployment)
    }

    fn check_name(&mut self, what: &str, name: &Located<String>) {
        let bytes = (name.place.span.start as usize, name.place.span.end as usize);
        check_name(what, &name.value, bytes, self.snippet, self.deployment);
    }
}

/// The steps in the order of [`shape::STEPS`].
const STEPS: [Step; 6] = [
    Step::DeployPool,
    Step::DeployEdge,
    Step::MoveUsers,
    Step::PoliciesAndCertificates,
    Step::EnableXmpp,
    Step::UpdateDns,
];

fn get<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Value::Mapping(pairs) = &node.value else { return None };
    pairs.iter().find(|entry| same(&entry.key, key)).map(|entry| &entry.value)
}

/// The nodes of a list; of one that stands alone, it.
fn list<'n>(node: &'n Node, key: &str) -> impl Iterator<Item = &'n Node> {
    let nodes: &[Node] = match get(node, key) {
        Some(Node { value: Value::Sequence(nodes), .. }) => nodes,
        None => &[],
        Some(node) if node.is_empty() => &[],
        Some(node) => std::slice::from_ref(node),
    };
    nodes.iter()
}

fn truth(text: &str) -> Option<bool> {
    match text.trim_start_matches('$').to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// A version by its year, however the product is written around it (`2015`, `Lync Server 2013`), or by
/// its `ServiceVersion`.
fn version(text: &str) -> Option<Version> {
    if let Ok(number @ ..100) = text.trim().parse() {
        return Some(Version(number)).filter(|version| version.name().is_some());
    }
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .find_map(|digits| Version::of_year(digits.parse().ok()?))
}

/// Whether two words are the same, without case, hyphens, spaces and underscores.
fn same(a: &str, b: &str) -> bool {
    let letters = |text: &'_ str| -> Vec<u8> {
        text.bytes().filter(|b| !matches!(b, b'-' | b'_' | b' ')).map(|b| b.to_ascii_lowercase()).collect()
    };
    a == b || letters(a) == letters(b)
}

/// The name that was meant, most likely.
fn nearest<'k>(text: &str, known: &[&'k str]) -> Option<&'k str> {
    let text = text.get(..64).unwrap_or(text).to_lowercase();
    let (name, distance) = known
        .iter()
        .map(|name| (*name, strsim::osa_distance(&text, &name.to_lowercase())))
        .min_by_key(|(_, distance)| *distance)?;
    (distance <= name.len().div_ceil(3)).then_some(name)
}
