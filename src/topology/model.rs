//! The deployment: what all readers fill and all rules look at.
//!
//! Several snippets merge into one [`Deployment`]. What has a name of its own (a pool its FQDN, a
//! partner its domain, a user or policy its identity) is one element however often it is named; ask
//! for it with [`Deployment::pool`], [`Deployment::partner`] and so on, which find it or make it.
//! Names are compared without case and without the final dot of a DNS name.
//!
//! Every element says where it stands: a [`Place`] is bytes of the text of one [`Source`].

use crate::document::Run;
use crate::finding::PageId;
use crate::source::Span;
use std::collections::BTreeMap;

/// Index into [`Deployment::sources`].
pub type SourceId = u32;
/// Index into [`Deployment::sites`].
pub type SiteId = usize;
/// Index into [`Deployment::pools`].
pub type PoolId = usize;
/// Index into [`Deployment::services`].
pub type ServiceId = usize;

/// Where something stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The text.
    pub source: SourceId,
    /// In bytes of that text.
    pub span: Span,
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

impl<T> Located<T> {
    /// A value at its place.
    pub const fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }
}

/// The form a text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A file of Topology Builder (`.tbxml`).
    TopologyBuilder,
    /// The output of `Get-CsTopology -AsXml`.
    TopologyXml,
    /// A deployment in JSON.
    Json,
    /// A deployment in YAML.
    Yaml,
    /// PowerShell: a script, a snippet or a transcript.
    PowerShell,
    /// DNS records in any notation.
    Dns,
}

impl Kind {
    /// For people: "Topology Builder file".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TopologyBuilder => "Topology Builder file",
            Self::TopologyXml => "output of Get-CsTopology -AsXml",
            Self::Json => "JSON",
            Self::Yaml => "YAML",
            Self::PowerShell => "PowerShell",
            Self::Dns => "DNS records",
        }
    }
}

/// A text that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The page (or topology file) it stands in, in the order of the report.
    pub page: PageId,
    /// Its form; `None` where it was not recognised.
    pub kind: Option<Kind>,
    /// Whether it is an example inside a page: such a text does not show everything there is, so that
    /// nothing follows from what it leaves out.
    pub excerpt: bool,
    /// Where stretches of the text (`Run::plain`) stand in the page, in order; empty where the text is
    /// the page.
    pub runs: Vec<Run>,
}

impl Source {
    /// The bytes of the page that a stretch of the text stands for.
    #[must_use]
    pub fn page_span(&self, span: Span) -> Span {
        if self.runs.is_empty() {
            return span;
        }
        Span::new(self.page_byte(span.start, false), self.page_byte(span.end, true))
    }

    fn page_byte(&self, byte: u32, end: bool) -> u32 {
        let after = self
            .runs
            .partition_point(|run| if end { run.plain.start < byte } else { run.plain.start <= byte });
        let Some(run) = self.runs[..after].last().or(self.runs.first()) else { return byte };
        let into = byte.saturating_sub(run.plain.start);
        if run.plain.len() == run.source.len() {
            run.source.start + into.min(run.source.len())
        } else if end || into >= run.plain.len() {
            run.source.end
        } else {
            run.source.start
        }
    }
}

/// The product version of a server, as the topology counts it (`ServiceVersion`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub u32);

impl Version {
    /// Office Communications Server 2007 R2 and before: not in a topology, only beside it.
    pub const OCS_2007_R2: Self = Self(4);
    /// Lync Server 2010.
    pub const LYNC_2010: Self = Self(5);
    /// Lync Server 2013.
    pub const LYNC_2013: Self = Self(6);
    /// Skype for Business Server 2015.
    pub const SKYPE_2015: Self = Self(7);
    /// Skype for Business Server 2019.
    pub const SKYPE_2019: Self = Self(8);

    /// The version of a year ("2013"), however the product is written around it.
    #[must_use]
    pub fn of_year(year: u32) -> Option<Self> {
        match year {
            2007 => Some(Self::OCS_2007_R2),
            2010 => Some(Self::LYNC_2010),
            2013 => Some(Self::LYNC_2013),
            2015 => Some(Self::SKYPE_2015),
            2019 => Some(Self::SKYPE_2019),
            _ => None,
        }
    }

    /// The year in the product's name, where the version is known.
    #[must_use]
    pub const fn year(self) -> Option<u32> {
        match self.0 {
            4 => Some(2007),
            5 => Some(2010),
            6 => Some(2013),
            7 => Some(2015),
            8 => Some(2019),
            _ => None,
        }
    }

    /// The product's name, where the version is known.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self.0 {
            4 => Some("Office Communications Server 2007 R2"),
            5 => Some("Lync Server 2010"),
            6 => Some("Lync Server 2013"),
            7 => Some("Skype for Business Server 2015"),
            8 => Some("Skype for Business Server 2019"),
            _ => None,
        }
    }

    /// Whether it has an XMPP proxy and gateway of its own: 2013 and 2015.
    #[must_use]
    pub const fn has_xmpp(self) -> bool {
        matches!(self.0, 6 | 7)
    }
}

/// A site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// `SiteId` of an export; empty where there is none.
    pub id: String,
    /// Its name; empty where only its id is known.
    pub name: String,
    /// Whether it is a branch (a `RemoteSite`, home of survivable branch appliances).
    pub branch: bool,
    /// Where.
    pub place: Place,
}

/// A pool (a `Cluster`): one machine or several that do the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// FQDN as written first.
    pub fqdn: String,
    /// Its site.
    pub site: Option<SiteId>,
    /// The product version, where it is stated for the pool itself; see [`Deployment::version`].
    pub version: Option<Located<Version>>,
    /// Its machines.
    pub machines: Vec<Machine>,
    /// Where.
    pub place: Place,
}

/// A machine of a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// FQDN; that of the pool where the pool is the machine.
    pub fqdn: String,
    /// Its addresses.
    pub addresses: Vec<Address>,
    /// Where.
    pub place: Place,
}

/// A network interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// `Primary`, `Internal`, `External`, `Pstn`.
    pub side: String,
    /// As written.
    pub ip: String,
    /// The public address in front of it (`ConfiguredIPAddress`), where it is behind NAT.
    pub public_ip: Option<String>,
    /// Where.
    pub place: Place,
}

/// What a service does.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// `EdgeServer`.
    Edge,
    /// `Registrar`: Front End, Director or branch appliance.
    Registrar,
    /// `UserServices`: the other half of a Front End.
    UserServices,
    /// Any other, by its name.
    Other(String),
}

impl Role {
    /// The role of a `RoleName`; "Front End" is its Registrar.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let bare: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        match bare.to_ascii_lowercase().as_str() {
            "edgeserver" | "edge" => Self::Edge,
            "registrar" | "frontend" | "frontendserver" | "director" => Self::Registrar,
            "userservices" => Self::UserServices,
            _ => Self::Other(name.to_owned()),
        }
    }

    /// Its `RoleName`.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Edge => "EdgeServer",
            Self::Registrar => "Registrar",
            Self::UserServices => "UserServices",
            Self::Other(name) => name,
        }
    }

    /// Whether it is a half of a Front End.
    #[must_use]
    pub fn is_front_end(&self) -> bool {
        matches!(self, Self::Registrar | Self::UserServices)
    }
}

/// A service: a role installed on a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// What it does.
    pub role: Role,
    /// Identity in its text (`1-EdgeServer-3`, a GUID); empty where there is none.
    pub id: String,
    /// The pool it is installed on.
    pub pool: Option<PoolId>,
    /// Its site, where its id tells.
    pub site: Option<SiteId>,
    /// `ServiceVersion`.
    pub version: Option<Located<Version>>,
    /// Its ports.
    pub ports: Vec<Port>,
    /// What it depends on.
    pub depends_on: Vec<ServiceId>,
    /// Where it is said to hold the XMPP proxy; see [`Service::proxy`].
    pub stated_proxy: Option<Place>,
    /// Where it is said to hold the XMPP gateway; see [`Service::gateway`].
    pub stated_gateway: Option<Place>,
    /// Where: the start tag, or what stands for it.
    pub place: Place,
}

impl Service {
    /// Where it shows that it holds the XMPP proxy (`urn:component:XmppFederationProxy`).
    #[must_use]
    pub fn proxy(&self) -> Option<Place> {
        self.stated_proxy.or_else(|| self.ports.iter().find(|port| port.is_proxy()).map(|port| port.place))
    }

    /// Where it shows that it holds the XMPP gateway (`urn:component:XmppFederation`). A Registrar of
    /// 2019 shows that port as well and holds none: the rules look at the version too.
    #[must_use]
    pub fn gateway(&self) -> Option<Place> {
        self.stated_gateway
            .or_else(|| self.ports.iter().find(|port| port.is_gateway()).map(|port| port.place))
    }
}

/// A port of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Port {
    /// `urn:component:AccessEdge`, or only what stands behind the last colon.
    pub owner: String,
    /// `SipServer`, `XmppServer` …
    pub usage: String,
    /// `Primary`, `Internal`, `External`, `Pstn`.
    pub side: String,
    /// The number.
    pub number: Option<Located<u32>>,
    /// `Tls`, `Mtls` …
    pub protocol: String,
    /// The name under which it is reached, where it is set (`ConfiguredFqdn`).
    pub fqdn: Option<Located<String>>,
    /// Where.
    pub place: Place,
}

impl Port {
    /// The owner without `urn:component:`.
    #[must_use]
    pub fn component(&self) -> &str {
        self.owner.rsplit(':').next().unwrap_or_default()
    }

    /// Whether it belongs to the XMPP proxy.
    #[must_use]
    pub fn is_proxy(&self) -> bool {
        self.component().eq_ignore_ascii_case("XmppFederationProxy")
    }

    /// Whether it belongs to the XMPP gateway.
    #[must_use]
    pub fn is_gateway(&self) -> bool {
        self.component().eq_ignore_ascii_case("XmppFederation")
    }
}

/// What a route is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RouteKind {
    /// SIP federation.
    Federation,
    /// XMPP federation.
    Xmpp,
}

/// A site's federation route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The site as named; empty where it is not.
    pub site: String,
    /// For what.
    pub kind: RouteKind,
    /// As written: `EdgeServer:edge.contoso.com`, `edge.contoso.com`, `1-EdgeServer-3`.
    pub target: Located<String>,
    /// The Edge service it leads to, where its text says which by an id.
    pub service: Option<ServiceId>,
    /// Where.
    pub place: Place,
}

impl Route {
    /// The service named before the colon (`EdgeServer`), if any.
    #[must_use]
    pub fn prefix(&self) -> Option<&str> {
        self.target.value.split_once(':').map(|(prefix, _)| prefix.trim())
    }

    /// The FQDN, without the service before it.
    #[must_use]
    pub fn fqdn(&self) -> &str {
        self.target.value.rsplit(':').next().unwrap_or_default().trim()
    }
}

/// An XMPP allowed partner. What is `None` has the cmdlet's default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
    /// Its domain.
    pub domain: String,
    /// More domains of it.
    pub additional_domains: Vec<Located<String>>,
    /// `-PartnerType`, as written.
    pub partner_type: Option<Located<String>>,
    /// `-TlsNegotiation`, as written.
    pub tls: Option<Located<String>>,
    /// `-SaslNegotiation`, as written.
    pub sasl: Option<Located<String>>,
    /// `-SupportDialbackNegotiation`.
    pub dialback: Option<Located<bool>>,
    /// The deployment it is configured in, where that is said.
    pub configured_in: Option<Located<Version>>,
    /// Whether it was taken out again.
    pub removed: bool,
    /// Where.
    pub place: Place,
}

impl Partner {
    /// Default of `-PartnerType`.
    pub const TYPE: &'static str = "PublicUnverified";
    /// Default of `-TlsNegotiation` and `-SaslNegotiation`.
    pub const NEGOTIATION: &'static str = "Required";
    /// Default of `-SupportDialbackNegotiation`.
    pub const DIALBACK: bool = true;
}

/// A user, or a group of users that share home and policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// SIP address, name, or `*` for all that a pipeline brings.
    pub identity: String,
    /// FQDN of the pool the user is homed on, or is moved to.
    pub pool: Option<Located<String>>,
    /// Whether `pool` is where the user is moved to.
    pub moved: bool,
    /// Whether XMPP access is said to be on or off for the user; else the policy tells.
    pub xmpp: Option<Located<bool>>,
    /// External access policy granted.
    pub policy: Option<Located<String>>,
    /// Whether the user is said to go through the legacy gateway.
    pub legacy_gateway: Option<Located<bool>>,
    /// Where.
    pub place: Place,
}

/// An external access policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// `Global`, `Site:…`, or the tag; `Tag:` is cut off.
    pub identity: String,
    /// `-EnableFederationAccess`.
    pub federation: Option<Located<bool>>,
    /// `-EnableXmppAccess`.
    pub xmpp: Option<Located<bool>>,
    /// `-EnableOutsideAccess`.
    pub outside: Option<Located<bool>>,
    /// Where.
    pub place: Place,
}

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// What it is for, as written: `AccessEdgeExternal`, `external`, `xmpp`, `internal` …
    pub usage: Option<Located<String>>,
    /// FQDN of the pool or machine it is on.
    pub pool: Option<Located<String>>,
    /// Subject name, without `CN=`.
    pub subject: Option<Located<String>>,
    /// Subject alternative names.
    pub names: Vec<Located<String>>,
    /// Whether `names` are all there are; a request that leaves some to defaults is not complete.
    pub complete: bool,
    /// Where.
    pub place: Place,
}

/// A DNS record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The name it stands at, in full and without the final dot: `_xmpp-server._tcp.contoso.com`.
    pub owner: Located<String>,
    /// What it says.
    pub data: RecordData,
    /// Where.
    pub place: Place,
}

/// What a DNS record says. What its notation leaves out is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordData {
    /// SRV.
    Srv {
        /// Lower is tried first.
        priority: Option<Located<u32>>,
        /// Among those of one priority.
        weight: Option<Located<u32>>,
        /// Port.
        port: Option<Located<u32>>,
        /// Host.
        target: Option<Located<String>>,
    },
    /// A or AAAA: an address, or the words that describe one.
    Address(Option<Located<String>>),
    /// CNAME.
    Alias(Option<Located<String>>),
}

/// A command of a script, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Its name as written.
    pub cmdlet: Located<String>,
    /// Its parameters, in their order.
    pub parameters: Vec<Parameter>,
    /// Index in [`Deployment::commands`] of the command whose output it takes.
    pub input: Option<usize>,
    /// The whole command.
    pub place: Place,
}

impl Command {
    /// Whether it is the cmdlet of that name.
    #[must_use]
    pub fn is(&self, cmdlet: &str) -> bool {
        self.cmdlet.value.eq_ignore_ascii_case(cmdlet)
    }

    /// The parameter of that name (without the dash), if given.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name.value.eq_ignore_ascii_case(name))
    }
}

/// A parameter of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Without its dash; empty for a value that stands by itself.
    pub name: Located<String>,
    /// Its values, without quotation marks; none for a switch.
    pub values: Vec<Located<String>>,
}

/// A step of a migration, as a plan names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// 1. Deploy the pool.
    DeployPool,
    /// 2. Deploy the Edge.
    DeployEdge,
    /// 3. Move all users.
    MoveUsers,
    /// 4. Create access policies and certificates.
    PoliciesAndCertificates,
    /// 5. Enable XMPP federation.
    EnableXmpp,
    /// 6. Update the DNS entries.
    UpdateDns,
}

/// Which rule reports a [`Fault`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// The text, or a part of it, cannot be read: `topology-unreadable`.
    Unreadable,
    /// A cmdlet or parameter that does not exist, or that misses or contradicts another:
    /// `command-invalid`.
    Command,
    /// A reference to nothing, an id used twice, an unknown version: `topology-inconsistent`.
    Reference,
    /// A number or label written the way of a language instead of the machine's: `value-localized`.
    Localized,
}

/// What a reader found wrong with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which rule reports it.
    pub kind: FaultKind,
    /// What is wrong, in a sentence without its full stop.
    pub message: String,
    /// How to mend it; empty where the message says enough.
    pub help: String,
    /// Where.
    pub place: Place,
}

/// A deployment, put together from all that was read.
#[derive(Clone, Debug, Default)]
pub struct Deployment {
    /// The texts.
    pub sources: Vec<Source>,
    /// Sites.
    pub sites: Vec<Site>,
    /// Pools.
    pub pools: Vec<Pool>,
    /// Services.
    pub services: Vec<Service>,
    /// Federation routes.
    pub routes: Vec<Route>,
    /// XMPP allowed partners.
    pub partners: Vec<Partner>,
    /// Users.
    pub users: Vec<User>,
    /// External access policies.
    pub policies: Vec<Policy>,
    /// Certificates.
    pub certificates: Vec<Certificate>,
    /// DNS records.
    pub records: Vec<Record>,
    /// SIP domains.
    pub domains: Vec<Located<String>>,
    /// Commands of scripts, in their order.
    pub commands: Vec<Command>,
    /// Steps of a plan, in their order.
    pub steps: Vec<Located<Step>>,
    /// What is wrong with the texts.
    pub faults: Vec<Fault>,
    /// Where each named element is.
    names: BTreeMap<(Named, String), usize>,
}

/// What has a name that is one element however often it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Named {
    Site,
    Pool,
    Partner,
    User,
    Policy,
}

/// How names are compared.
#[must_use]
pub fn folded(name: &str) -> String {
    name.trim().trim_end_matches('.').to_ascii_lowercase()
}

impl Deployment {
    /// Takes a text in; readers name it in their places.
    pub fn add_source(&mut self, source: Source) -> SourceId {
        self.sources.push(source);
        self.sources.len() as SourceId - 1
    }

    /// Reports something wrong with a text.
    pub fn fault(
        &mut self,
        kind: FaultKind,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.faults.push(Fault { kind, message: message.into(), help: help.into(), place });
    }

    /// Whether all was read from whole files. Where an excerpt of a page was, nothing follows from what
    /// is not there.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.sources.iter().all(|source| !source.excerpt)
    }

    /// The site of a name or id.
    pub fn site(&mut self, name: &str, place: Place) -> SiteId {
        let key = (Named::Site, folded(name));
        if let Some(at) = self.names.get(&key) {
            return *at;
        }
        self.sites.push(Site { id: String::new(), name: name.trim().to_owned(), branch: false, place });
        self.names.insert(key, self.sites.len() - 1);
        self.sites.len() - 1
    }

    /// The pool of an FQDN.
    pub fn pool(&mut self, fqdn: &str, place: Place) -> PoolId {
        let key = (Named::Pool, folded(fqdn));
        if let Some(at) = self.names.get(&key) {
            return *at;
        }
        let fqdn = fqdn.trim().trim_end_matches('.').to_owned();
        self.pools.push(Pool { fqdn, site: None, version: None, machines: Vec::new(), place });
        self.names.insert(key, self.pools.len() - 1);
        self.pools.len() - 1
    }

    /// The pool of an FQDN, if it was named.
    #[must_use]
    pub fn find_pool(&self, fqdn: &str) -> Option<PoolId> {
        self.names.get(&(Named::Pool, folded(fqdn))).copied()
    }

    /// The XMPP allowed partner of a domain.
    pub fn partner(&mut self, domain: &str, place: Place) -> &mut Partner {
        let at = *self.names.entry((Named::Partner, folded(domain))).or_insert(self.partners.len());
        if at == self.partners.len() {
            self.partners.push(Partner {
                domain: domain.trim().to_owned(),
                additional_domains: Vec::new(),
                partner_type: None,
                tls: None,
                sasl: None,
                dialback: None,
                configured_in: None,
                removed: false,
                place,
            });
        }
        &mut self.partners[at]
    }

    /// Takes a partner out again (`Remove-CsXmppAllowedPartner`); one that is named later is another.
    pub fn remove_partner(&mut self, domain: &str) {
        if let Some(at) = self.names.remove(&(Named::Partner, folded(domain))) {
            self.partners[at].removed = true;
        }
    }

    /// Ends the reading: takes out what was removed. Nothing is read into it afterwards.
    pub fn settle(&mut self) {
        self.partners.retain(|partner| !partner.removed);
        self.names.retain(|(named, _), _| *named != Named::Partner);
    }

    /// The user of an identity (`sip:` is cut off).
    pub fn user(&mut self, identity: &str, place: Place) -> &mut User {
        let identity = identity.trim();
        let identity = match identity.get(..4) {
            Some(scheme) if scheme.eq_ignore_ascii_case("sip:") => &identity[4..],
            _ => identity,
        };
        let at = *self.names.entry((Named::User, folded(identity))).or_insert(self.users.len());
        if at == self.users.len() {
            self.users.push(User {
                identity: identity.to_owned(),
                pool: None,
                moved: false,
                xmpp: None,
                policy: None,
                legacy_gateway: None,
                place,
            });
        }
        &mut self.users[at]
    }

    /// The external access policy of an identity (`Tag:` is cut off).
    pub fn policy(&mut self, identity: &str, place: Place) -> &mut Policy {
        let identity = policy_name(identity);
        let at = *self.names.entry((Named::Policy, folded(identity))).or_insert(self.policies.len());
        if at == self.policies.len() {
            self.policies.push(Policy {
                identity: identity.to_owned(),
                federation: None,
                xmpp: None,
                outside: None,
                place,
            });
        }
        &mut self.policies[at]
    }

    /// The external access policy of an identity, if there is one.
    #[must_use]
    pub fn find_policy(&self, identity: &str) -> Option<&Policy> {
        self.names.get(&(Named::Policy, folded(policy_name(identity)))).map(|at| &self.policies[*at])
    }
}

/// The identity of a policy without `Tag:`.
fn policy_name(identity: &str) -> &str {
    let identity = identity.trim();
    match identity.get(..4) {
        Some(tag) if tag.eq_ignore_ascii_case("tag:") => &identity[4..],
        _ => identity,
    }
}
