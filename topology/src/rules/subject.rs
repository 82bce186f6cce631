//! A deployment with what the rules ask of it again and again, worked out once.

use super::Pack;
use crate::model::{
    Deployment, Located, Place, PoolId, Record, RecordData, Route, RouteKind, Service, User, Version, folded,
};
use unisono::message;
use unisono::message::Message;
use unisono::order::{OrderedMap, OrderedSet};

/// A deployment under some packs.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The deployment.
    pub deployment: &'a Deployment,
    /// The packs it is held against.
    pub packs: &'a [&'static Pack],
    /// Pools by every name that leads to them: FQDNs of pools, machines and Access Edges.
    names: OrderedMap<String, OrderedSet<PoolId>>,
    /// Version of each pool: as stated, else the highest of its Edge or Front End, else of its services.
    versions: Vec<Option<Version>>,
    /// Which pools hold an Edge.
    edges: OrderedSet<PoolId>,
    /// Pools of Edges by their external addresses.
    addresses: OrderedMap<String, OrderedSet<PoolId>>,
    /// DNS records by the name they stand at.
    records: OrderedMap<String, Vec<&'a Record>>,
}

unisono::message::wordings! {
    THE_PARTNER: "reliance/partner", "the XMPP partner {partner}";
    WITH_ACCESS: "reliance/user", "{user} with XMPP access";
}

impl<'a> Subject<'a> {
    /// Works out what the rules ask.
    #[must_use]
    pub fn new(deployment: &'a Deployment, packs: &'a [&'static Pack]) -> Self {
        let mut names: OrderedMap<String, OrderedSet<PoolId>> = OrderedMap::new();
        let mut addresses: OrderedMap<String, OrderedSet<PoolId>> = OrderedMap::new();
        let mut edges = OrderedSet::new();
        let mut core: Vec<Option<Version>> = vec![None; deployment.pools.len()];
        let mut other = core.clone();
        for service in &deployment.services {
            let Some(pool) = service.pool else { continue };
            // An unknown version is reported, and judged no further.
            let version =
                service.version.as_ref().map(|version| version.value).filter(|v| v.name().is_some());
            if service.role.is_edge() {
                edges.insert(pool);
                for fqdn in access_edge_names(service) {
                    names.entry(folded(&fqdn.value)).or_default().insert(pool);
                }
            }
            let side =
                if service.role.is_edge() || service.role.is_front_end() { &mut core } else { &mut other };
            side[pool] = side[pool].max(version);
        }
        let versions = deployment
            .pools
            .iter()
            .zip(core.into_iter().zip(other))
            .map(|(pool, (core, other))| core.or(pool.version.as_ref().map(|stated| stated.value)).or(other))
            .collect();
        for (at, pool) in deployment.pools.iter().enumerate() {
            names.entry(folded(&pool.fqdn)).or_default().insert(at);
            for machine in &pool.machines {
                names.entry(folded(&machine.fqdn)).or_default().insert(at);
                if !edges.contains(&at) {
                    continue;
                }
                let outside = machine.addresses.iter().filter(|a| a.side.eq_ignore_ascii_case("External"));
                for address in outside.flat_map(|a| [Some(&a.ip), a.public_ip.as_ref()]).flatten() {
                    if !matches!(address.as_str(), "0.0.0.0" | "::") {
                        addresses.entry(folded(address)).or_default().insert(at);
                    }
                }
            }
        }
        let mut records: OrderedMap<String, Vec<&Record>> = OrderedMap::new();
        for record in &deployment.records {
            records.entry(folded(&record.owner.value)).or_default().push(record);
        }
        Self { deployment, packs, names, versions, edges, addresses, records }
    }

    /// The version of a pool.
    #[must_use]
    pub fn version_of_pool(&self, pool: PoolId) -> Option<Version> {
        self.versions.get(pool).copied().flatten()
    }

    /// The version of a service: its own, else that of its pool.
    #[must_use]
    pub fn version(&self, service: &Service) -> Option<Version> {
        service
            .version
            .as_ref()
            .map(|version| version.value)
            .filter(|version| version.name().is_some())
            .or_else(|| service.pool.and_then(|pool| self.version_of_pool(pool)))
    }

    /// The pools that a name leads to.
    pub fn pools(&self, fqdn: &str) -> impl Iterator<Item = PoolId> {
        self.names.get(&folded(fqdn)).into_iter().flatten().copied()
    }

    /// The version behind a name. Where several pools share it, none; where no topology tells, the year
    /// in the name itself ("pool2019.contoso.com").
    #[must_use]
    pub fn version_of_name(&self, fqdn: &str) -> Option<Version> {
        let versions: OrderedSet<Option<Version>> =
            self.pools(fqdn).map(|pool| self.version_of_pool(pool)).collect();
        match versions.len() {
            0 => year_in(fqdn),
            1 => versions.into_iter().next().flatten().or_else(|| year_in(fqdn)),
            _ => None,
        }
    }

    /// Services with the Edge role.
    pub fn edges(&self) -> impl Iterator<Item = &'a Service> {
        self.deployment.services.iter().filter(|service| service.role.is_edge())
    }

    /// Services with a Front End role.
    pub fn front_ends(&self) -> impl Iterator<Item = &'a Service> {
        self.deployment.services.iter().filter(|service| service.role.is_front_end())
    }

    /// Edges and Front Ends whose version is known.
    pub fn servers(&self) -> impl Iterator<Item = (&'a Service, Version)> {
        self.edges().chain(self.front_ends()).filter_map(|service| Some((service, self.version(service)?)))
    }

    /// Whether there are servers, and all are of 2019 or later.
    #[must_use]
    pub fn is_only_2019(&self) -> bool {
        let stated = || (0..self.deployment.pools.len()).filter_map(|pool| self.version_of_pool(pool));
        let servers = || self.servers().map(|(_, version)| version).chain(stated());
        servers().next().is_some() && servers().all(|version| version >= Version::SKYPE_2019)
    }

    /// A name for a service, for messages: the FQDN of its pool.
    #[must_use]
    pub fn name(&self, service: &Service) -> &'a str {
        service.pool.map_or("", |pool| self.deployment.pools[pool].fqdn.as_str())
    }

    /// The version of the Edge that a route leads to.
    #[must_use]
    pub fn route_version(&self, route: &Route) -> Option<Version> {
        match route.service {
            Some(service) => self.version(&self.deployment.services[service]),
            None => self.version_of_name(route.fqdn()),
        }
    }

    /// The FQDN a route leads to.
    #[must_use]
    pub fn route_name<'r>(&self, route: &'r Route) -> &'r str
    where
        'a: 'r,
    {
        route.service.map_or(route.fqdn(), |service| self.name(&self.deployment.services[service]))
    }

    /// The routes for XMPP.
    pub fn xmpp_routes(&self) -> impl Iterator<Item = &'a Route> {
        self.deployment.routes.iter().filter(|route| route.kind == RouteKind::Xmpp)
    }

    /// Where it shows that a user has XMPP access: stated, or by the policy granted, or by the global one.
    #[must_use]
    pub fn xmpp_access(&self, user: &User) -> Option<Place> {
        if let Some(stated) = &user.xmpp {
            return stated.value.then_some(user.place);
        }
        let policy = match &user.policy {
            Some(granted) => self.deployment.find_policy(&granted.value),
            None => self.deployment.find_policy("Global"),
        };
        policy?.xmpp.as_ref().filter(|xmpp| xmpp.value).map(|_| user.place)
    }

    /// Users with XMPP access.
    pub fn xmpp_users(&self) -> impl Iterator<Item = &'a User> {
        self.deployment.users.iter().filter(|user| self.xmpp_access(user).is_some())
    }

    /// The first sign that XMPP is relied on: a partner or a user.
    #[must_use]
    pub fn reliance(&self) -> Option<(Place, Message)> {
        let partner = self.deployment.partners.first();
        partner.map(|partner| (partner.place, message!(THE_PARTNER, partner = &partner.domain))).or_else(
            || {
                self.xmpp_users()
                    .next()
                    .map(|user| (user.place, message!(WITH_ACCESS, user = &user.identity)))
            },
        )
    }

    /// Policies that allow both federation and XMPP.
    #[must_use]
    pub fn has_xmpp_policy(&self) -> bool {
        let on = |flag: &Option<Located<bool>>| flag.as_ref().is_some_and(|flag| flag.value);
        self.deployment.policies.iter().any(|policy| on(&policy.federation) && on(&policy.xmpp))
    }

    /// DNS records at a name.
    #[must_use]
    pub fn records(&self, name: &str) -> &[&'a Record] {
        self.records.get(&folded(name)).map_or(&[], Vec::as_slice)
    }

    /// The addresses a host name has in DNS; aliases are followed a few steps.
    #[must_use]
    pub fn host_addresses(&self, name: &str) -> OrderedSet<String> {
        let mut name = folded(name);
        let mut found = OrderedSet::new();
        for _ in 0..8 {
            let mut alias = None;
            for record in self.records(&name) {
                match &record.data {
                    RecordData::Address(Some(address)) => {
                        found.insert(folded(&address.value));
                    }
                    RecordData::Alias(Some(target)) => alias = Some(folded(&target.value)),
                    _ => {}
                }
            }
            match alias {
                Some(target) if found.is_empty() => name = target,
                _ => break,
            }
        }
        found
    }

    /// The Edge pools that a host name leads to: by its name, or by its addresses in DNS.
    #[must_use]
    pub fn edge_pools(&self, host: &str) -> OrderedSet<PoolId> {
        let by_name: OrderedSet<PoolId> = self.pools(host).filter(|pool| self.edges.contains(pool)).collect();
        if !by_name.is_empty() {
            return by_name;
        }
        let addresses = self.host_addresses(host);
        let direct = addresses.iter().filter_map(|address| self.addresses.get(address)).flatten().copied();
        let mut pools: OrderedSet<PoolId> = direct.collect();
        if pools.is_empty() && !addresses.is_empty() {
            // Or by the addresses that an Access Edge's own name has in DNS.
            for service in self.edges() {
                let shares = access_edge_names(service)
                    .any(|fqdn| !self.host_addresses(&fqdn.value).is_disjoint(&addresses));
                pools.extend(service.pool.filter(|_| shares));
            }
        }
        pools
    }

    /// Whether anything is known of where Edges are reached from outside: names or addresses.
    #[must_use]
    pub fn knows_access_edges(&self) -> bool {
        self.edges().any(|service| access_edge_names(service).next().is_some())
    }

    /// Whether the external addresses of Edges are known.
    #[must_use]
    pub fn knows_edge_addresses(&self) -> bool {
        !self.addresses.is_empty()
    }
}

/// The names under which an Edge's Access Edge service is reached from outside.
pub fn access_edge_names(service: &Service) -> impl Iterator<Item = &Located<String>> {
    service
        .ports
        .iter()
        .filter(|port| {
            port.component().eq_ignore_ascii_case("AccessEdge") && !port.side.eq_ignore_ascii_case("Internal")
        })
        .filter_map(|port| port.fqdn.as_ref())
}

/// The version whose year stands in the first label of a host name.
pub(super) fn year_in(fqdn: &str) -> Option<Version> {
    let label = fqdn.split('.').next().unwrap_or_default();
    let mut years = label
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|year| Version::of_year(year.parse().ok()?));
    let first = years.next()?;
    years.all(|other| other == first).then_some(first)
}
