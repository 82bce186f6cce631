//! Servers: sites, pools, machines, services, ports and routes.

use super::{Located, Place, PoolId, ServiceId, SiteId};

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
    /// The product version, where it is stated for the pool itself; see `Deployment::version`.
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

    /// Whether it is an Edge.
    #[must_use]
    pub fn is_edge(&self) -> bool {
        *self == Self::Edge
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
    /// Whether it is said to hold the XMPP proxy; see [`Service::proxy`].
    pub stated_proxy: Option<Located<bool>>,
    /// Whether it is said to hold the XMPP gateway; see [`Service::gateway`].
    pub stated_gateway: Option<Located<bool>>,
    /// Where: the start tag, or what stands for it.
    pub place: Place,
}

impl Service {
    /// Where it shows that it holds the XMPP proxy (`urn:component:XmppFederationProxy`).
    #[must_use]
    pub fn proxy(&self) -> Option<Place> {
        shown(self.stated_proxy.as_ref(), self.ports.iter().find(|port| port.is_proxy()))
    }

    /// Where it shows that it holds the XMPP gateway (`urn:component:XmppFederation`). A Registrar of
    /// 2019 shows that port as well and holds none: the rules look at the version too.
    #[must_use]
    pub fn gateway(&self) -> Option<Place> {
        shown(self.stated_gateway.as_ref(), self.ports.iter().find(|port| port.is_gateway()))
    }

    /// Whether its text would show an XMPP proxy if there were one: it states ports, or says no.
    #[must_use]
    pub fn shows_proxy(&self) -> bool {
        self.stated_proxy.is_some() || self.ports.iter().any(|port| port.number.is_some())
    }
}

fn shown(stated: Option<&Located<bool>>, port: Option<&Port>) -> Option<Place> {
    match stated {
        Some(stated) if stated.value => Some(stated.place),
        _ => port.map(|port| port.place),
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
