//! Exported topologies: Topology Builder files and the output of `Get-CsTopology -AsXml`.
//!
//! Both are read leniently, by the local names of their elements: what the two forms call alike is
//! read alike, wherever it stands. They differ in how elements point to each other: the first by
//! GUID (`InstalledOn`, `ServiceUniqueId`), the second by `ClusterId` and `ServiceId` elements.

pub(crate) mod guard;
mod mend;

use super::localized::{check_label, check_name, read_number};
use super::model::{
    Address, Deployment, FaultKind, Located, PoolId, Port, Role, Route, RouteKind, Service, ServiceId,
    SiteId, Version,
};
use super::{Kind, Place, Snippet};
use mend::Mended;
use roxmltree::{Attribute, Document, Node, ParsingOptions};
use unisono::message;
use unisono::message::{Message, Wording};
use unisono::order::OrderedMap;

unisono::message::wordings! {
    DAMAGED: "xml/damaged", "the XML is damaged: {fault}";
    EXPORT_AGAIN: "xml/help/damaged", "Export the topology again, or mend the file there; nothing of it was read.";
    EMPTY: "xml/empty", "this topology holds no site, no cluster and no service";
    EXPORT_WHOLE: "xml/help/empty", "Export the whole topology: Get-CsTopology -AsXml.";
    SAME_CLUSTER: "topology-inconsistent/cluster-id", "another cluster has the id of this one";
    OWN_ID: "topology-inconsistent/help/cluster-id", "Give each cluster its own id.";
    SAME_SERVICE: "topology-inconsistent/service-id", "another service has the id of this one";
    ONE_SERVICE: "topology-inconsistent/help/service-id", "An id names one service; give this one its own.";
    NO_PRODUCT: "topology-inconsistent/version", "no product has the ServiceVersion {is}";
    VERSIONS: "topology-inconsistent/help/version", "5 is Lync Server 2010, 6 Lync Server 2013, 7 Skype for Business Server 2015, 8 Skype for Business Server 2019.";
    NO_CLUSTER: "topology-inconsistent/cluster", "this service is installed on \"{is}\", and there is no such cluster";
    HOLD_CLUSTER: "topology-inconsistent/help/cluster", "The topology must hold the cluster; export it whole.";
    NO_SERVICE: "topology-inconsistent/service", "this service depends on \"{is}\", and there is no such service";
    HOLD_SERVICE: "topology-inconsistent/help/service", "The topology must hold the service; export it whole.";
    NO_ROUTE: "topology-inconsistent/route", "this route leads to \"{is}\", and there is no such service";
}

/// Elements by which a topology is recognised.
const ELEMENTS: [&str; 9] = [
    "Topology",
    "TopologyBuilder",
    "NewTopology",
    "PartialTopology",
    "CentralSites",
    "CentralSite",
    "Clusters",
    "Services",
    "Service",
];

/// Which of the two forms a text is; `None` where it is neither.
pub(super) fn recognise(text: &str) -> Option<Kind> {
    let (_, name) = first_element(text)?;
    let builder = matches!(name, "TopologyBuilder" | "NewTopology" | "PartialTopology" | "CentralSites")
        || text.contains("TopologyBuilder.2008")
        || text.contains("WritableTopology.2008");
    Some(if builder { Kind::TopologyBuilder } else { Kind::TopologyXml })
}

/// The first start tag of a topology's element: where its `<` stands, and its local name. Behind a
/// command or inside a script it is that of a whole topology.
fn first_element(text: &str) -> Option<(usize, &str)> {
    // What is no topology shows soon that it is none.
    const TRIED: usize = 400;
    memchr::memchr_iter(b'<', text.as_bytes()).take(TRIED).find_map(|at| {
        let rest = &text[at + 1..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, ':' | '_' | '-' | '.'))?;
        let local = rest[..end].rsplit(':').next().unwrap_or_default();
        let whole = matches!(local, "Topology" | "TopologyBuilder");
        let found = if is_prologue(&text[..at]) { ELEMENTS.contains(&local) } else { whole };
        found.then_some((at, local))
    })
}

/// Whether what stands before the first element is a part of the XML: a declaration, comments, or nothing.
fn is_prologue(head: &str) -> bool {
    let head = head.trim_start_matches('\u{feff}').trim_start();
    // "<#" opens a comment of PowerShell.
    head.is_empty() || head.starts_with('<') && !head.starts_with("<#")
}

/// The XML in a text: without the command before it and what follows its last tag.
fn document_span(text: &str) -> (usize, usize) {
    let Some((at, _)) = first_element(text) else { return (0, text.len()) };
    let alone = is_prologue(&text[..at]);
    let start = if alone {
        text.len() - text.trim_start_matches('\u{feff}').trim_start().len()
    } else {
        text[..at].rfind("<?xml").unwrap_or(at)
    };
    // The last end tag, and where something else stands before the XML the last of its own element:
    // behind it the prompt may stand again, or the rest of a script.
    let own = || {
        let name = text[at + 1..].split([' ', '\t', '\r', '\n', '>', '/']).next()?;
        let end = memchr::memmem::rfind(text.as_bytes(), format!("</{name}").as_bytes())?;
        (!alone && end > at).then_some(end)
    };
    let last = own().or_else(|| text.rfind("</")).unwrap_or(start);
    let end = match memchr::memchr(b'>', &text.as_bytes()[last..]) {
        Some(close) if last > start => last + close + 1,
        _ => text.rfind('>').map_or(text.len(), |close| close + 1),
    };
    (start, end.max(start))
}

/// Reads an exported topology.
pub(super) fn read(snippet: Snippet<'_>, deployment: &mut Deployment) {
    let (start, end) = document_span(snippet.text);
    let text = &snippet.text[start..end];
    let whole = Mended::not(text);
    if let Err(refusal) = guard::check(text) {
        let at = start + refusal.at;
        deployment.fault(FaultKind::Unreadable, snippet.place(at, at + 1), refusal.message, refusal.help);
        return;
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: guard::NODES, ..ParsingOptions::default() };
    let error = match Document::parse_with_options(text, options) {
        Ok(document) => return Reader::new(snippet, start, &whole, deployment).read(&document),
        Err(error) => error,
    };
    let mended = Mended::of(text).filter(|mended| guard::check(&mended.text).is_ok());
    let again = mended.as_ref().and_then(|mended| {
        let options =
            ParsingOptions { allow_dtd: false, nodes_limit: guard::NODES, ..ParsingOptions::default() };
        Some((mended, Document::parse_with_options(&mended.text, options).ok()?))
    });
    match again {
        Some((mended, document)) => Reader::new(snippet, start, mended, deployment).read(&document),
        None => {
            let at = start + byte_at(text, error.pos());
            deployment.fault(
                FaultKind::Unreadable,
                snippet.place(at, snippet.text[at..].chars().next().map_or(at, |c| at + c.len_utf8())),
                message!(DAMAGED, fault = error.to_string()),
                &EXPORT_AGAIN,
            );
        }
    }
}

/// The byte of a row and column, both from 1 and the column in characters.
fn byte_at(text: &str, at: roxmltree::TextPos) -> usize {
    let row = (at.row as usize).saturating_sub(1);
    let start = match row {
        0 => 0,
        row => memchr::memchr_iter(b'\n', text.as_bytes()).nth(row - 1).map_or(text.len(), |end| end + 1),
    };
    let column = (at.col as usize).saturating_sub(1);
    text[start..].char_indices().nth(column).map_or(text.len(), |(byte, _)| start + byte)
}

type Element<'a, 'i> = Node<'a, 'i>;

struct Reader<'t, 'd> {
    snippet: Snippet<'t>,
    /// Where the XML starts in the text.
    start: usize,
    /// The XML as it is parsed.
    xml: &'t Mended<'t>,
    deployment: &'d mut Deployment,
    /// Sites by their id.
    sites: OrderedMap<String, SiteId>,
    /// Pools by the GUID or `site:number` of their cluster, and by those of its SQL instances.
    clusters: OrderedMap<String, PoolId>,
    /// Services by their GUID or `site-role-instance`.
    services: OrderedMap<String, ServiceId>,
}

impl<'t, 'd> Reader<'t, 'd> {
    fn new(snippet: Snippet<'t>, start: usize, xml: &'t Mended<'t>, deployment: &'d mut Deployment) -> Self {
        Self {
            snippet,
            start,
            xml,
            deployment,
            sites: OrderedMap::new(),
            clusters: OrderedMap::new(),
            services: OrderedMap::new(),
        }
    }

    fn read(mut self, document: &Document<'_>) {
        // What is pointed to is read before what points to it.
        let mut found: [Vec<Element<'_, '_>>; 6] = Default::default();
        let [domains, sites, clusters, instances, services, routes] = &mut found;
        for node in document.root().descendants().filter(Node::is_element) {
            match node.tag_name().name() {
                "InternalDomain" => domains.push(node),
                "CentralSite" | "RemoteSite" | "BranchSite" => sites.push(node),
                "Cluster" => clusters.push(node),
                "SqlInstance" => instances.push(node),
                "Service" => services.push(node),
                "FederationRoute" | "XmppFederationRoute" => routes.push(node),
                _ => {}
            }
        }
        let nothing = sites.is_empty() && clusters.is_empty() && services.is_empty();
        for domain in domains.iter() {
            if let Some(name) = attribute(*domain, "Name") {
                let place = self.value_place(&name);
                self.deployment.domain(Located::new(name.value().to_owned(), place));
            }
        }
        sites.iter().for_each(|site| self.site(*site));
        clusters.iter().for_each(|cluster| self.cluster(*cluster));
        instances.iter().for_each(|instance| self.sql_instance(*instance));
        let ids: Vec<ServiceId> = services.iter().map(|service| self.service(*service)).collect();
        for (id, service) in ids.into_iter().zip(services.iter()) {
            self.dependencies(id, *service);
        }
        routes.iter().for_each(|route| self.route(*route));
        if nothing {
            let place = self.tag_place(document.root_element());
            self.deployment.fault(FaultKind::Unreadable, place, &EMPTY, &EXPORT_WHOLE);
        }
    }

    fn site(&mut self, node: Element<'_, '_>) {
        let place = self.tag_place(node);
        let id = attribute(node, "SiteId").or_else(|| attribute(node, "UniqueId"));
        let id = id.map(|id| id.value().trim().to_owned()).unwrap_or_default();
        let name = children(node, "Name").next().and_then(|name| name.text()).unwrap_or_default().trim();
        let fallback = format!("site {id}");
        let site = self.deployment.site(if name.is_empty() { &fallback } else { name }, place);
        let element = &mut self.deployment.sites[site];
        element.id.clone_from(&id);
        element.branch |= node.tag_name().name() != "CentralSite";
        if !id.is_empty() {
            self.sites.insert(id, site);
        }
    }

    fn cluster(&mut self, node: Element<'_, '_>) {
        let place = self.tag_place(node);
        let Some(fqdn) = attribute(node, "Fqdn") else { return };
        check_name(
            "the FQDN of a pool",
            fqdn.value(),
            self.value_bytes(&fqdn),
            self.snippet,
            self.deployment,
        );
        let pool = self.deployment.pool(fqdn.value(), place);
        let own = children(node, "ClusterId").next();
        let site = match own.and_then(|id| attribute(id, "SiteId")) {
            Some(site) => self.sites.get(site.value().trim()).copied(),
            None => node.ancestors().find_map(|ancestor| {
                let id = attribute(ancestor, "SiteId").filter(|_| is_site(ancestor))?;
                self.sites.get(id.value().trim()).copied()
            }),
        };
        if site.is_some() {
            self.deployment.pools[pool].site = site;
        }
        let keys = [attribute(node, "UniqueId").map(|id| folded(&id)), own.and_then(cluster_key)];
        for key in keys.into_iter().flatten() {
            if self.clusters.insert(key, pool).is_some_and(|before| before != pool) {
                self.inconsistent(place, &SAME_CLUSTER, &OWN_ID);
            }
        }
        for machine in node.descendants().filter(|node| node.tag_name().name() == "Machine") {
            self.machine(pool, machine);
        }
    }

    fn machine(&mut self, pool: PoolId, node: Element<'_, '_>) {
        let place = self.tag_place(node);
        let written = attribute(node, "Fqdn").map(|fqdn| fqdn.value().trim().to_owned());
        let fqdn = written
            .filter(|fqdn| !fqdn.is_empty())
            .unwrap_or_else(|| self.deployment.pools[pool].fqdn.clone());
        let addresses: Vec<Address> = children(node, "NetInterface")
            .filter_map(|interface| {
                let text = |name| attribute(interface, name).map(|value| value.value().to_owned());
                Some(Address {
                    side: text("InterfaceSide").unwrap_or_default(),
                    ip: text("IPAddress")?,
                    public_ip: text("ConfiguredIPAddress"),
                    place: self.tag_place(interface),
                })
            })
            .collect();
        let machine = self.deployment.machine(pool, &fqdn, place);
        if machine.addresses.is_empty() {
            machine.addresses = addresses;
        }
    }

    fn sql_instance(&mut self, node: Element<'_, '_>) {
        let Some(id) = attribute(node, "UniqueId") else { return };
        let cluster = node.ancestors().find(|ancestor| ancestor.tag_name().name() == "Cluster");
        let key = cluster.and_then(|cluster| attribute(cluster, "UniqueId")).map(|id| folded(&id));
        if let Some(pool) = key.and_then(|key| self.clusters.get(&key).copied()) {
            self.clusters.insert(folded(&id), pool);
        }
    }

    fn service(&mut self, node: Element<'_, '_>) -> ServiceId {
        let place = self.tag_place(node);
        let own = children(node, "ServiceId").next();
        let role = attribute(node, "RoleName").or_else(|| own.and_then(|id| attribute(id, "RoleName")));
        let mut keys: Vec<String> = attribute(node, "UniqueId").map(|id| folded(&id)).into_iter().collect();
        keys.extend(own.and_then(service_key));
        let role_name = match &role {
            Some(role) => {
                check_label("a role", role.value(), self.value_bytes(role), self.snippet, self.deployment);
                role.value().trim().to_owned()
            }
            // Text form of an id: 1-EdgeServer-3.
            None => keys.iter().find_map(|key| key.split('-').nth(1)).unwrap_or_default().to_owned(),
        };
        let site = own.and_then(|id| attribute(id, "SiteId"));
        let version = self.version(node);
        let pool = self.installed_on(node);
        let service = Service {
            role: Role::of(&role_name),
            id: keys.first().cloned().unwrap_or_default(),
            pool,
            site: site.and_then(|site| self.sites.get(site.value().trim()).copied()),
            version,
            ports: node
                .descendants()
                .filter(|node| node.tag_name().name() == "Port")
                .map(|port| self.port(port))
                .collect(),
            depends_on: Vec::new(),
            stated_proxy: None,
            stated_gateway: None,
            place,
        };
        let number = self.deployment.service(service);
        for key in keys {
            if self.services.insert(key, number).is_some() {
                self.inconsistent(place, &SAME_SERVICE, &ONE_SERVICE);
            }
        }
        number
    }

    fn version(&mut self, node: Element<'_, '_>) -> Option<Located<Version>> {
        let written = attribute(node, "ServiceVersion").filter(is_told)?;
        let bytes = self.value_bytes(&written);
        let number = read_number("a ServiceVersion", written.value(), bytes, self.snippet, self.deployment)?;
        let version = Version(number.value);
        if version.name().is_none() {
            self.inconsistent(number.place, message!(NO_PRODUCT, is = number.value), &VERSIONS);
        }
        Some(Located::new(version, number.place))
    }

    fn installed_on(&mut self, node: Element<'_, '_>) -> Option<PoolId> {
        let (key, place) = match attribute(node, "InstalledOn") {
            Some(id) => (folded(&id), self.value_place(&id)),
            None => {
                let installed = children(node, "InstalledOn").next()?;
                let cluster = installed.descendants().find(|node| node.tag_name().name() == "ClusterId");
                match cluster {
                    Some(cluster) => (cluster_key(cluster)?, self.tag_place(cluster)),
                    None => (installed.text()?.trim().to_ascii_lowercase(), self.tag_place(installed)),
                }
            }
        };
        let pool = self.clusters.get(&key).copied();
        if pool.is_none() && !key.is_empty() {
            self.inconsistent(place, message!(NO_CLUSTER, is = key), &HOLD_CLUSTER);
        }
        pool
    }

    fn port(&mut self, node: Element<'_, '_>) -> Port {
        let mut text = |name: &str, label: &str| match attribute(node, name) {
            Some(value) => {
                check_label(label, value.value(), self.value_bytes(&value), self.snippet, self.deployment);
                value.value().trim().to_owned()
            }
            None => String::new(),
        };
        let owner = text("Owner", "the owner of a port");
        let usage = text("Usage", "the usage of a port");
        let side = text("InterfaceSide", "the side of a port");
        let protocol = text("Protocol", "the protocol of a port");
        let number = attribute(node, "Port").filter(is_told).and_then(|number| {
            let bytes = self.value_bytes(&number);
            read_number("a port", number.value(), bytes, self.snippet, self.deployment)
        });
        let fqdn =
            attribute(node, "ConfiguredFqdn").filter(|fqdn| !fqdn.value().trim().is_empty()).map(|fqdn| {
                let bytes = self.value_bytes(&fqdn);
                check_name("the FQDN of a port", fqdn.value(), bytes, self.snippet, self.deployment);
                Located::new(fqdn.value().trim().to_owned(), self.value_place(&fqdn))
            });
        Port { owner, usage, side, number, protocol, fqdn, place: self.tag_place(node) }
    }

    fn dependencies(&mut self, service: ServiceId, node: Element<'_, '_>) {
        for dependency in node.descendants().filter(|node| node.tag_name().name() == "Dependency") {
            let place = self.tag_place(dependency);
            let key = match attribute(dependency, "ServiceUniqueId") {
                Some(id) => Some(folded(&id)),
                None => children(dependency, "ServiceId").next().and_then(service_key),
            };
            let Some(key) = key else { continue };
            match self.services.get(&key) {
                Some(other) => self.deployment.services[service].depends_on.push(*other),
                None => self.inconsistent(place, message!(NO_SERVICE, is = key), &HOLD_SERVICE),
            }
        }
    }

    /// No public sample shows the element, so anything is taken that names a service: its id as
    /// attributes, as an element, as text, or an FQDN.
    fn route(&mut self, node: Element<'_, '_>) {
        let place = self.tag_place(node);
        let xmpp = node.tag_name().name() == "XmppFederationRoute";
        let candidates = || node.descendants().filter(Node::is_element);
        let key = candidates()
            .find_map(|node| {
                ["ServiceUniqueId", "UniqueId"]
                    .iter()
                    .find_map(|name| attribute(node, name))
                    .map(|id| folded(&id))
            })
            .or_else(|| candidates().find_map(service_key));
        let service = key.as_ref().and_then(|key| self.services.get(key)).copied();
        let text = candidates()
            .find_map(|node| ["Fqdn", "Value", "Target"].iter().find_map(|name| attribute(node, name)))
            .map(|fqdn| fqdn.value().to_owned())
            .or_else(|| {
                candidates()
                    .find_map(|node| node.text().filter(|text| !text.trim().is_empty()))
                    .map(str::to_owned)
            });
        let Some(target) = text.or(key) else { return };
        if service.is_none() && !target.contains('.') {
            self.inconsistent(place, message!(NO_ROUTE, is = target.trim()), &HOLD_SERVICE);
        }
        let owner = node.ancestors().find(|ancestor| is_site(*ancestor));
        let site = owner.and_then(|site| attribute(site, "SiteId")).map(|id| id.value().trim().to_owned());
        let name =
            site.and_then(|id| self.sites.get(&id)).map(|site| self.deployment.sites[*site].name.clone());
        self.deployment.route(Route {
            site: name.unwrap_or_default(),
            kind: if xmpp { RouteKind::Xmpp } else { RouteKind::Federation },
            target: Located::new(target.trim().to_owned(), place),
            service,
            place,
        });
    }

    fn inconsistent(&mut self, place: Place, message: impl Into<Message>, help: &'static Wording) {
        self.deployment.fault(FaultKind::Reference, place, message, help);
    }

    /// The start tag of an element.
    fn tag_place(&self, node: Element<'_, '_>) -> Place {
        let range = node.range();
        let from = node.attributes().next_back().map_or(range.start, |last| last.range().end);
        let text = &node.document().input_text()[from..range.end];
        let end = memchr::memchr(b'>', text.as_bytes()).map_or(range.end, |end| from + end + 1);
        let (start, end) = self.bytes(range.start, end);
        self.snippet.place(start, end)
    }

    /// Bytes of the text, of those of the XML.
    fn bytes(&self, start: usize, end: usize) -> (usize, usize) {
        let original = |at| self.start + self.xml.original(at);
        (original(start), if end > start { original(end - 1) + 1 } else { original(end) })
    }

    fn value_bytes(&self, attribute: &Attribute<'_, '_>) -> (usize, usize) {
        let range = attribute.range_value();
        self.bytes(range.start, range.end)
    }

    fn value_place(&self, attribute: &Attribute<'_, '_>) -> Place {
        let (start, end) = self.value_bytes(attribute);
        self.snippet.place(start, end)
    }
}

fn is_site(node: Element<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "CentralSite" | "RemoteSite" | "BranchSite")
}

/// Whether a value says something: it is neither empty nor a variable of the script it stands in.
fn is_told(value: &Attribute<'_, '_>) -> bool {
    !value.value().trim().is_empty() && !value.value().contains('$')
}

/// An attribute by its local name.
fn attribute<'a, 'i>(node: Element<'a, 'i>, name: &str) -> Option<Attribute<'a, 'i>> {
    node.attributes().find(|attribute| attribute.name() == name)
}

/// Children by their local name.
fn children<'a, 'i>(node: Element<'a, 'i>, name: &'static str) -> impl Iterator<Item = Element<'a, 'i>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

fn folded(id: &Attribute<'_, '_>) -> String {
    id.value().trim().to_ascii_lowercase()
}

/// `site:number` of a `ClusterId`, or its text.
fn cluster_key(node: Element<'_, '_>) -> Option<String> {
    let part = |name| attribute(node, name).map(|value| value.value().trim().to_ascii_lowercase());
    match (part("SiteId"), part("Number")) {
        (Some(site), Some(number)) => Some(format!("{site}:{number}")),
        _ => text_key(node),
    }
}

/// `site-role-instance` of a `ServiceId`, or its text.
fn service_key(node: Element<'_, '_>) -> Option<String> {
    let part = |name| attribute(node, name).map(|value| value.value().trim().to_ascii_lowercase());
    match (part("SiteId"), part("RoleName"), part("Instance")) {
        (Some(site), Some(role), Some(instance)) => Some(format!("{site}-{role}-{instance}")),
        _ if node.tag_name().name() == "ServiceId" => text_key(node),
        _ => None,
    }
}

fn text_key(node: Element<'_, '_>) -> Option<String> {
    node.text().map(|text| text.trim().to_ascii_lowercase()).filter(|text| !text.is_empty())
}
