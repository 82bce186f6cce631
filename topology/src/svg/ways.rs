//! The arrows of the picture: where each begins and ends, and through which channels and gutters it runs.

use super::boxes::{Contents, route_text};
use super::marks::{Marked, Marks};
use super::plan::Plan;
use crate::model::{Deployment, PoolId, RecordData, RouteKind, Version};
use crate::rules::Subject;

/// Where an arrow begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum From {
    /// At a box.
    Box(usize),
    /// At a line of a site.
    Words { site: usize, line: usize },
}

/// What arrows share that run beside each other as one: those to one target, and those from one proxy to its gateways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    To(usize, &'static str),
    Gateways(usize),
}

/// An arrow to a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub from: From,
    pub to: usize,
    pub key: Key,
    pub class: &'static str,
    pub label: String,
}

/// A stretch of an arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hop {
    /// Across, above a row of an area, or below its last.
    Channel(usize, usize),
    /// Up or down, beside the rows of an area.
    Gutter(usize),
}

/// The tracks of each channel and gutter.
#[derive(Debug, Default)]
pub(super) struct Tracks {
    /// By area and row.
    channels: Vec<Vec<Vec<Key>>>,
    /// By area.
    gutters: Vec<Vec<Key>>,
}

impl Tracks {
    /// Those of arrows with these stretches.
    pub(super) fn new(plan: &Plan, ways: &[Way], hops: &[Vec<Hop>]) -> Self {
        let mut tracks = Self {
            channels: plan.areas.iter().map(|area| vec![Vec::new(); area.rows.len() + 1]).collect(),
            gutters: vec![Vec::new(); plan.areas.len()],
        };
        for (way, hops) in ways.iter().zip(hops) {
            for hop in hops {
                let keys = match *hop {
                    Hop::Channel(area, row) => &mut tracks.channels[area][row],
                    Hop::Gutter(area) => &mut tracks.gutters[area],
                };
                take(keys, way.key);
            }
        }
        tracks
    }

    /// The tracks of a stretch.
    pub(super) fn of(&self, hop: Hop) -> &[Key] {
        match hop {
            Hop::Channel(area, row) => &self.channels[area][row],
            Hop::Gutter(area) => &self.gutters[area],
        }
    }
}

/// Takes a key in that is not there yet.
pub(super) fn take(keys: &mut Vec<Key>, key: Key) {
    if !keys.contains(&key) {
        keys.push(key);
    }
}

impl Way {
    /// The stretches of an arrow, from its beginning to its end.
    pub(super) fn hops(&self, plan: &Plan) -> Vec<Hop> {
        let (to, row) = plan.homes[self.to];
        let last = Hop::Channel(to, row);
        let (from, mut hops) = match self.from {
            From::Box(node) => {
                let (from, own) = plan.homes[node];
                let below = Hop::Channel(from, own + 1);
                if below == last {
                    return vec![last];
                }
                // From the picture itself into the site: through the channel above it.
                if from == 0 && to != 0 {
                    let above = Hop::Channel(0, plan.rows[to]);
                    let mut hops = if below == above { vec![] } else { vec![below, Hop::Gutter(0)] };
                    hops.extend([above, Hop::Gutter(to), last]);
                    return hops;
                }
                (from, vec![below, Hop::Gutter(from)])
            }
            From::Words { site, .. } => {
                let from = plan.area_of(site);
                (from, vec![Hop::Gutter(from)])
            }
        };
        if from != to {
            let (out, into) = (plan.rows[from], plan.rows[to]);
            hops.push(Hop::Channel(0, out));
            if out != into {
                hops.extend([Hop::Gutter(0), Hop::Channel(0, into)]);
            }
            hops.push(Hop::Gutter(to));
        }
        hops.push(last);
        hops
    }
}

/// All arrows of a deployment.
pub(super) fn ways(
    deployment: &Deployment,
    subject: &Subject<'_>,
    marks: &Marks<'_>,
    contents: &Contents,
) -> Vec<Way> {
    let mut ways: Vec<Way> = Vec::new();
    let mut to = |from: From, to: usize, class: &'static str, label: String| {
        ways.push(Way { from, to, key: Key::To(to, class), class, label });
    };
    let proxies: Vec<PoolId> =
        subject.edges().filter(|edge| edge.proxy().is_some()).filter_map(|edge| edge.pool).collect();
    let is_service = |at: usize| matches!(deployment.records[at].data, RecordData::Srv { .. });
    let service = contents.records.iter().find(|(_, at)| is_service(*at));
    for (partner, element) in contents.partners.iter().zip(&deployment.partners) {
        // A partner looks the record up; without one the picture leads it to the proxy.
        match (service, proxies.first()) {
            (Some((record, _)), _) => {
                to(From::Box(*partner), *record, "xmpp", format!("{} looks up DNS", element.domain));
            }
            (None, Some(edge)) => {
                let label = format!("{} connects on 5269", element.domain);
                to(From::Box(*partner), contents.pools[*edge], "xmpp", label);
            }
            (None, None) => {}
        }
    }
    for (node, at) in &contents.records {
        let record = &deployment.records[*at];
        if let RecordData::Srv { target: Some(target), .. } = &record.data {
            for pool in subject.edge_pools(&target.value) {
                let label = format!("{} leads to {}", record.owner.value, target.value);
                to(From::Box(*node), contents.pools[pool], "dns", label);
            }
        }
    }
    for (at, route) in deployment.routes.iter().enumerate() {
        let Some((site, line)) = contents.routes[at] else { continue };
        let name = subject.route_name(route);
        let Some(edge) = subject.pools(name).next() else { continue };
        let class = match (route.kind, marks.contains_key(&Marked::Route(at))) {
            (RouteKind::Xmpp, false) => "xmpp",
            (RouteKind::Xmpp, true) => "xmpp bad",
            (RouteKind::Federation, false) => "route",
            (RouteKind::Federation, true) => "route bad",
        };
        let from = From::Words { site: contents.sites[site], line };
        to(from, contents.pools[edge], class, route_text(route.kind, name));
    }
    // One Edge pool serves XMPP at a time: where there are many, more arrows tell nothing.
    let mut edges: Vec<PoolId> = Vec::new();
    for edge in proxies {
        if edges.len() < 4 && !edges.contains(&edge) {
            edges.push(edge);
        }
    }
    let mut drawn = vec![false; deployment.pools.len()];
    for service in subject.front_ends() {
        let works = subject.version(service).is_none_or(Version::has_xmpp);
        let (true, Some(_), Some(pool)) = (works, service.gateway(), service.pool) else { continue };
        if std::mem::replace(&mut drawn[pool], true) {
            continue;
        }
        for edge in edges.iter().filter(|edge| **edge != pool) {
            ways.push(Way {
                from: From::Box(contents.pools[*edge]),
                to: contents.pools[pool],
                key: Key::Gateways(contents.pools[*edge]),
                class: "xmpp",
                label: "XMPP proxy and gateway, 23456".to_owned(),
            });
        }
    }
    ways
}
