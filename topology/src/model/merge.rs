//! Elements without a name of their own, told of by several texts: a service is one by its role and the
//! pool it is on, a route by its site and where it leads.

use super::{
    Deployment, FaultKind, Kind, Located, PoolId, Port, Role, Route, RouteKind, Service, ServiceId, SourceId,
    Version, folded,
};
use unisono::message;
use unisono::order::{OrderedMap, OrderedSet};

unisono::message::wordings! {
    CONFLICT: "topology-inconsistent/versions", "{role} of {pool} is of {is} here and of {was} in another file";
    OLDER: "topology-inconsistent/help/versions", "All files are read as one deployment at one time: leave the older one out.";
}

/// What is known: services by role and pool, routes, SIP domains.
#[derive(Clone, Debug, Default)]
pub(super) struct Installed {
    services: OrderedMap<(Role, PoolId), Vec<ServiceId>>,
    /// How many of them each text told of: two in one text are two.
    told: OrderedMap<(Role, PoolId, SourceId), usize>,
    /// By site and FQDN.
    routes: OrderedSet<(RouteKind, String, String)>,
    domains: OrderedSet<String>,
}

impl Deployment {
    /// Takes a service in. One that another text told of (the same role on the same pool) is the same:
    /// what this text knows of it comes to what is known.
    pub fn service(&mut self, service: Service) -> ServiceId {
        let Some(pool) = service.pool else {
            self.services.push(service);
            return self.services.len() - 1;
        };
        let source = service.place.source;
        let told = self.installed.told.entry((service.role.clone(), pool, source)).or_default();
        let at = *told;
        *told += 1;
        let known = self.installed.services.entry((service.role.clone(), pool)).or_default();
        if let Some(&id) = known.get(at) {
            self.merge(id, service);
            return id;
        }
        known.push(self.services.len());
        self.services.push(service);
        self.services.len() - 1
    }

    fn merge(&mut self, id: ServiceId, other: Service) {
        let fqdn = other.pool.map_or(String::new(), |pool| self.pools[pool].fqdn.clone());
        let known = &mut self.services[id];
        let named = |version: Version| version.name().unwrap_or("an unknown version");
        let mut conflict = None;
        match (&known.version, &other.version) {
            (Some(one), Some(two)) if one.value != two.value => {
                let message = message!(
                    CONFLICT,
                    role = known.role.name(),
                    pool = fqdn,
                    is = named(two.value),
                    was = named(one.value)
                );
                conflict = Some((two.place, message));
            }
            (None, Some(_)) => known.version = other.version,
            _ => {}
        }
        if known.id.is_empty() {
            known.id = other.id;
        }
        known.site = known.site.or(other.site);
        known.stated_proxy = known.stated_proxy.take().or(other.stated_proxy);
        known.stated_gateway = known.stated_gateway.take().or(other.stated_gateway);
        merge_ports(&mut known.ports, other.ports);
        if let Some((place, message)) = conflict {
            self.fault(FaultKind::Reference, place, message, &OLDER);
        }
    }

    /// A description that names no machines of a pool says that the pool is one; where another text names
    /// the machines, that one knows.
    pub(super) fn settle_machines(&mut self) {
        let described = |source: SourceId| {
            let kind = self.sources.get(source as usize).and_then(|source| source.kind);
            matches!(kind, Some(Kind::Json | Kind::Yaml))
        };
        for pool in &mut self.pools {
            let sources: OrderedSet<SourceId> =
                pool.machines.iter().map(|machine| machine.place.source).collect();
            if sources.len() > 1 {
                let name = folded(&pool.fqdn);
                pool.machines.retain(|machine| {
                    folded(&machine.fqdn) != name
                        || !machine.addresses.is_empty()
                        || !described(machine.place.source)
                });
            }
        }
    }

    /// Takes a route in, unless it is known.
    pub fn route(&mut self, route: Route) {
        let pool = route.service.and_then(|service| self.services[service].pool);
        let target = pool.map_or(route.fqdn(), |pool| &self.pools[pool].fqdn);
        if self.installed.routes.insert((route.kind, folded(&route.site), folded(target))) {
            self.routes.push(route);
        }
    }

    /// Takes a SIP domain in, unless it is known.
    pub fn domain(&mut self, domain: Located<String>) {
        if self.installed.domains.insert(folded(&domain.value)) {
            self.domains.push(domain);
        }
    }
}

/// What a port is, and the numbers it is known by; `None` where a text tells none.
type PortNumbers = OrderedMap<[String; 3], OrderedSet<Option<u32>>>;

/// Adds the ports that are not known; one whose number either text leaves out is the same.
fn merge_ports(known: &mut Vec<Port>, others: Vec<Port>) {
    let what =
        |port: &Port| [port.component(), &port.usage, &port.side].map(|part| part.to_ascii_lowercase());
    let number = |port: &Port| port.number.as_ref().map(|number| number.value);
    let mut numbers = PortNumbers::new();
    for port in known.iter() {
        numbers.entry(what(port)).or_default().insert(number(port));
    }
    known.extend(others.into_iter().filter(|port| {
        let number = number(port);
        numbers
            .get(&what(port))
            .is_none_or(|known| number.is_some() && !known.contains(&number) && !known.contains(&None))
    }));
}
