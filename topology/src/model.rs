//! The deployment: what all readers fill and all rules look at.
//!
//! Several snippets merge into one [`Deployment`]. What has a name of its own (a pool its FQDN, a
//! partner its domain, a user or policy its identity) is one element however often it is named, and so
//! is a service of one role on one pool that several texts tell of; ask for it with [`Deployment::pool`], [`Deployment::partner`] and so on, which find it or make it.
//! Names are compared without case and without the final dot of a DNS name.
//!
//! Every element says where it stands: a [`Place`] is bytes of the text of one [`Source`].

mod accounts;
pub(crate) mod merge;
mod scripts;
mod servers;

pub use accounts::{Certificate, Partner, Policy, User};
pub use scripts::{Command, Parameter, Planned, Record, RecordData, Step};
pub use servers::{Address, Machine, Pool, Port, Role, Route, RouteKind, Service, Site, Version};

use unisono::document::Run;
use unisono::finding::PageId;
use unisono::message::Message;
use unisono::order::OrderedMap;
use unisono::source::Span;

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

/// Which rule reports a [`Fault`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// The text, or a part of it, cannot be read: `topology-unreadable`.
    Unreadable,
    /// What is read in part only, because the rest stands elsewhere: a note of `topology-unreadable`.
    Partial,
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
    pub message: Message,
    /// How to mend it; `None` where the message says enough.
    pub help: Option<Message>,
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
    pub steps: Vec<Planned>,
    /// What is wrong with the texts.
    pub faults: Vec<Fault>,
    /// Where each named element is.
    names: OrderedMap<(Named, String), usize>,
    /// Where each service is.
    installed: merge::Installed,
}

/// What has a name that is one element however often it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Named {
    Site,
    Pool,
    Machine,
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

    /// Reports something wrong with a text; an empty help says nothing.
    pub fn fault(
        &mut self,
        kind: FaultKind,
        place: Place,
        message: impl Into<Message>,
        help: impl Into<Message>,
    ) {
        self.push_fault(kind, place, message.into(), help.into());
    }

    /// Apart from [`Self::fault`], so that it is compiled once.
    #[inline(never)]
    fn push_fault(&mut self, kind: FaultKind, place: Place, message: Message, help: Message) {
        let help = Some(help).filter(|help| !help.is_empty());
        self.faults.push(Fault { kind, message, help, place });
    }

    /// Whether all was read from whole files. Where an excerpt of a page was, nothing follows from what
    /// is not there.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.sources.iter().all(|source| !source.excerpt)
    }

    /// Whether something stands in an excerpt of a page.
    #[must_use]
    pub fn is_excerpt(&self, place: Place) -> bool {
        self.sources.get(place.source as usize).is_some_and(|source| source.excerpt)
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

    /// The site of a name, if it was named; `Site:` before it is cut off.
    #[must_use]
    pub fn find_site(&self, name: &str) -> Option<SiteId> {
        let name = folded(name);
        let name = name.strip_prefix("site:").map_or(name.clone(), str::to_owned);
        self.names.get(&(Named::Site, name)).copied()
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

    /// The machine of a pool and an FQDN.
    pub fn machine(&mut self, pool: PoolId, fqdn: &str, place: Place) -> &mut Machine {
        let machines = &mut self.pools[pool].machines;
        let key = (Named::Machine, format!("{pool}/{}", folded(fqdn)));
        let at = *self.names.entry(key).or_insert(machines.len());
        if at == machines.len() {
            let fqdn = fqdn.trim().trim_end_matches('.').to_owned();
            machines.push(Machine { fqdn, addresses: Vec::new(), place });
        }
        &mut machines[at]
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
        self.names.retain(|(named, _), _| !matches!(named, Named::Partner | Named::Machine));
        self.settle_machines();
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
