//! Which element of the picture each broken claim belongs to.

use crate::model::{Deployment, Located, Place, PoolId};
use crate::rules::{Broken, Verdicts};
use unisono::order::{OrderedMap, OrderedSet};

/// What can be marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Marked {
    /// A pool.
    Pool(PoolId),
    /// A partner, by its index.
    Partner(usize),
    /// A DNS record, by its index.
    Record(usize),
    /// A route, by its index.
    Route(usize),
    /// What has no box of its own.
    Other,
}

/// Broken claims by what they are broken at.
pub(super) type Marks<'a> = OrderedMap<Marked, OrderedSet<&'a str>>;

/// The ids by which a broken place is marked: its claims; of a rule without any, its name.
pub(super) fn ids(broken: &Broken) -> Vec<&'static str> {
    if broken.claims.is_empty() { vec![broken.rule] } else { broken.claims.clone() }
}

/// Finds the element of every broken place: rules report at the places of elements.
pub(super) fn mark(deployment: &Deployment, verdicts: &Verdicts) -> Marks<'static> {
    let mut places: OrderedMap<Place, Marked> = OrderedMap::new();
    fn put<T>(places: &mut OrderedMap<Place, Marked>, located: Option<&Located<T>>, marked: Marked) {
        if let Some(located) = located {
            places.entry(located.place).or_insert(marked);
        }
    }
    for (at, partner) in deployment.partners.iter().enumerate() {
        let marked = Marked::Partner(at);
        places.entry(partner.place).or_insert(marked);
        for setting in [&partner.partner_type, &partner.tls, &partner.sasl] {
            put(&mut places, setting.as_ref(), marked);
        }
        put(&mut places, partner.dialback.as_ref(), marked);
        put(&mut places, partner.configured_in.as_ref(), marked);
    }
    for (at, record) in deployment.records.iter().enumerate() {
        use crate::model::RecordData;
        let marked = Marked::Record(at);
        places.entry(record.place).or_insert(marked);
        put(&mut places, Some(&record.owner), marked);
        match &record.data {
            RecordData::Srv { priority, weight, port, target } => {
                for number in [priority, weight, port] {
                    put(&mut places, number.as_ref(), marked);
                }
                put(&mut places, target.as_ref(), marked);
            }
            RecordData::Address(value) | RecordData::Alias(value) => put(&mut places, value.as_ref(), marked),
        }
    }
    for (at, route) in deployment.routes.iter().enumerate() {
        places.entry(route.place).or_insert(Marked::Route(at));
        put(&mut places, Some(&route.target), Marked::Route(at));
    }
    for service in &deployment.services {
        let Some(pool) = service.pool else { continue };
        let marked = Marked::Pool(pool);
        places.entry(service.place).or_insert(marked);
        put(&mut places, service.version.as_ref(), marked);
        put(&mut places, service.stated_proxy.as_ref(), marked);
        put(&mut places, service.stated_gateway.as_ref(), marked);
        for port in &service.ports {
            places.entry(port.place).or_insert(marked);
            put(&mut places, port.number.as_ref(), marked);
            put(&mut places, port.fqdn.as_ref(), marked);
        }
    }
    for (at, pool) in deployment.pools.iter().enumerate() {
        places.entry(pool.place).or_insert(Marked::Pool(at));
        for machine in &pool.machines {
            places.entry(machine.place).or_insert(Marked::Pool(at));
        }
    }
    // A user is marked at the pool of the home.
    for user in &deployment.users {
        let Some(home) = user.pool.as_ref() else { continue };
        if let Some(pool) = deployment.find_pool(&home.value) {
            places.entry(user.place).or_insert(Marked::Pool(pool));
            places.entry(home.place).or_insert(Marked::Pool(pool));
        }
    }
    let mut marks: Marks<'static> = OrderedMap::new();
    for broken in &verdicts.broken {
        let marked = places.get(&broken.place).copied().unwrap_or(Marked::Other);
        marks.entry(marked).or_default().extend(ids(broken));
    }
    marks
}
