//! Where the boxes and lines of the picture stand.

use super::marks::{Marked, Marks};
use crate::model::{Deployment, PoolId, RecordData, Role, RouteKind, Version};
use crate::rules::Subject;
use std::collections::{BTreeMap, BTreeSet};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Blank around everything, in pixels.
pub(super) const MARGIN: u32 = 24;
/// Between boxes.
const GAP: u32 = 28;
/// Width of a box.
const WIDTH: u32 = 250;
/// Columns of text that fit into a box; a column is 7 pixels.
const COLUMNS: usize = 33;
/// Height of a line of text.
const LINE: u32 = 17;
/// Height of a machine's box, and the step from one to the next.
const MACHINE: u32 = 24;
const MACHINE_STEP: u32 = 29;
/// Boxes beside each other in a row of a site.
const ACROSS: usize = 3;
/// Boxes beside each other above the sites.
const ACROSS_TOP: usize = 4;
/// Height of a site's name, and of the room below its routes for their arrows.
const HEAD: u32 = 28;
const ARROWS: u32 = 30;
/// More records than these are counted instead of shown.
const RECORDS: usize = 24;

/// What a box stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A site, around its pools.
    Site,
    /// A pool, around its machines.
    Pool,
    /// A machine, inside its pool.
    Machine,
    /// An XMPP partner.
    Partner,
    /// A DNS record.
    Record,
}

/// A box, in whole pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it stands for.
    pub kind: NodeKind,
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// Its lines, cut to the width.
    pub text: Vec<String>,
    /// Its text in full, for a tooltip.
    pub full: String,
    /// The version it is of.
    pub version: Option<Version>,
    /// Ids of the claims that are broken at it.
    pub claims: Vec<String>,
}

impl Node {
    pub(super) fn class(&self) -> String {
        match self.kind {
            NodeKind::Site => "site".to_owned(),
            NodeKind::Pool => match self.version.and_then(Version::year) {
                Some(year) => format!("pool v{year}"),
                None => "pool".to_owned(),
            },
            NodeKind::Machine => "machine".to_owned(),
            NodeKind::Partner => "partner".to_owned(),
            NodeKind::Record => "record".to_owned(),
        }
    }

    /// The claims that are broken, as lines.
    pub(super) fn marks(&self) -> Vec<String> {
        mark_lines(&self.claims)
    }

    fn center(&self) -> u32 {
        self.x + self.width / 2
    }
}

/// An arrow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its corners, from its beginning to its head.
    pub points: Vec<(u32, u32)>,
    pub class: &'static str,
    pub label: String,
}

/// The whole picture.
#[derive(Debug)]
pub struct Layout {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Boxes; one that stands inside another comes after it.
    pub nodes: Vec<Node>,
    pub(super) lines: Vec<Line>,
    /// What is broken and has no box: a heading and lines.
    pub(super) notes: Vec<String>,
    pub(super) notes_top: u32,
}

impl Layout {
    pub(super) fn new(deployment: &Deployment, subject: &Subject<'_>, marks: &Marks<'_>) -> Self {
        Builder {
            deployment,
            subject,
            marks,
            nodes: Vec::new(),
            texts: pool_texts(deployment, subject),
            pools: BTreeMap::new(),
            sites: BTreeMap::new(),
            width: 0,
        }
        .build()
    }
}

struct Builder<'a> {
    deployment: &'a Deployment,
    subject: &'a Subject<'a>,
    marks: &'a Marks<'a>,
    nodes: Vec<Node>,
    /// The lines of each pool's box, and its text in full.
    texts: Vec<(Vec<String>, String)>,
    /// The box of each pool.
    pools: BTreeMap<PoolId, usize>,
    /// The box of each site.
    sites: BTreeMap<usize, usize>,
    width: u32,
}

impl Builder<'_> {
    fn build(mut self) -> Layout {
        let mut y = MARGIN;
        let partners = self.partners(&mut y);
        let records = self.records(&mut y);
        let bottom = self.sites(y);
        let lines = self.lines(&partners, &records);
        let mut notes: Vec<String> = Vec::new();
        if let Some(others) = self.marks.get(&Marked::Other) {
            notes.push("Broken elsewhere".to_owned());
            notes.extend(others.iter().map(|id| format!("✗ {id}")));
        }
        let notes_top = bottom;
        let height = bottom + 20 * notes.len() as u32 + MARGIN;
        let width = (self.width + MARGIN).max(WIDTH + 2 * MARGIN);
        Layout { width, height, nodes: self.nodes, lines, notes, notes_top }
    }

    fn claims(&self, marked: Marked) -> Vec<String> {
        self.marks.get(&marked).map(|ids| ids.iter().map(|id| (*id).to_owned()).collect()).unwrap_or_default()
    }

    fn push(&mut self, node: Node) -> usize {
        self.width = self.width.max(node.x + node.width);
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// Rows of boxes of one height above the sites; moves `y` below them.
    fn rows(&mut self, y: &mut u32, kind: NodeKind, boxes: Vec<(Vec<String>, Vec<String>)>) -> Vec<usize> {
        let mut found = Vec::new();
        for row in boxes.chunks(ACROSS_TOP) {
            let mut tallest = 0;
            for (at, (text, claims)) in row.iter().enumerate() {
                let lines = text.len() + mark_lines(claims).len();
                let height = 12 + LINE * lines as u32;
                tallest = tallest.max(height);
                found.push(self.push(Node {
                    kind,
                    x: MARGIN + at as u32 * (WIDTH + GAP),
                    y: *y,
                    width: WIDTH,
                    height,
                    full: text.join(", "),
                    text: text.iter().map(|line| cut(line)).collect(),
                    version: None,
                    claims: claims.clone(),
                }));
            }
            *y += tallest + GAP;
        }
        if !boxes.is_empty() {
            *y += GAP;
        }
        found
    }

    fn partners(&mut self, y: &mut u32) -> Vec<usize> {
        let boxes = self
            .deployment
            .partners
            .iter()
            .enumerate()
            .map(|(at, partner)| {
                let kind = partner
                    .partner_type
                    .as_ref()
                    .map_or(super::super::model::Partner::TYPE, |kind| &kind.value);
                let text = vec![partner.domain.clone(), format!("XMPP partner, {kind}")];
                (text, self.claims(Marked::Partner(at)))
            })
            .collect();
        self.rows(y, NodeKind::Partner, boxes)
    }

    fn records(&mut self, y: &mut u32) -> Vec<usize> {
        let shown = self.deployment.records.iter().enumerate().take(RECORDS);
        let boxes = shown
            .map(|(at, record)| {
                let what = match &record.data {
                    RecordData::Srv { port, target, .. } => {
                        let port = port.as_ref().map(|port| format!(" {}", port.value)).unwrap_or_default();
                        let target = target.as_ref().map_or("?", |target| &target.value);
                        format!("SRV{port} → {target}")
                    }
                    RecordData::Address(value) => {
                        format!("A → {}", value.as_ref().map_or("?", |value| &value.value))
                    }
                    RecordData::Alias(value) => {
                        format!("CNAME → {}", value.as_ref().map_or("?", |value| &value.value))
                    }
                };
                (vec![record.owner.value.clone(), what], self.claims(Marked::Record(at)))
            })
            .collect();
        self.rows(y, NodeKind::Record, boxes)
    }

    /// The sites beside each other, and pools without a site in a column of their own; gives the bottom.
    fn sites(&mut self, top: u32) -> u32 {
        let mut columns: BTreeMap<usize, [Vec<PoolId>; 3]> = BTreeMap::new();
        let nowhere = self.deployment.sites.len();
        for site in 0..nowhere {
            columns.entry(site).or_default();
        }
        let mut layer: Vec<usize> = vec![2; self.deployment.pools.len()];
        for service in &self.deployment.services {
            if let Some(pool) = service.pool {
                let wanted = if service.role.is_edge() {
                    0
                } else if service.role.is_front_end() {
                    1
                } else {
                    2
                };
                layer[pool] = layer[pool].min(wanted);
            }
        }
        for (at, pool) in self.deployment.pools.iter().enumerate() {
            columns.entry(pool.site.unwrap_or(nowhere)).or_default()[layer[at]].push(at);
        }
        // One height for each layer over all sites, so that rows stay rows.
        let mut heights = [0_u32; 3];
        for layers in columns.values() {
            for (height, pools) in heights.iter_mut().zip(layers) {
                let rows = pools
                    .chunks(ACROSS)
                    .map(|row| row.iter().map(|pool| self.pool_height(*pool)).max().unwrap_or(0) + GAP);
                *height = (*height).max(rows.sum());
            }
        }
        // The routes of each site, in words.
        let mut routes: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (at, route) in self.deployment.routes.iter().enumerate() {
            if let Some(site) = self.deployment.find_site(&route.site) {
                let claims = self.claims(Marked::Route(at));
                let mark =
                    if claims.is_empty() { String::new() } else { format!(" ✗ {}", claims.join(", ")) };
                let text = route_text(route.kind, self.subject.route_name(route));
                routes.entry(site).or_default().push(format!("{text}{mark}"));
            }
        }
        let most = routes.values().map(Vec::len).max().unwrap_or(0) as u32;
        let head = HEAD + LINE * most + if most > 0 { ARROWS } else { 6 };
        let mut x = MARGIN;
        let mut bottom = top;
        for (site, layers) in columns {
            let across = layers.iter().map(|pools| pools.len().min(ACROSS)).max().unwrap_or(0).max(1) as u32;
            let width = across * WIDTH + (across - 1) * GAP + 2 * GAP;
            let height = head + heights.iter().sum::<u32>() + GAP / 2;
            let known = self.deployment.sites.get(site);
            if let Some(known) = known {
                let branch = if known.branch { " (branch)" } else { "" };
                let full = format!("Site {}{branch}", known.name);
                let lines = std::iter::once(full.clone()).chain(routes.remove(&site).unwrap_or_default());
                let columns = COLUMNS * across as usize + 3;
                let text = lines.map(|line| cut_to(&line, columns)).collect();
                let node = self.push(Node {
                    kind: NodeKind::Site,
                    x,
                    y: top,
                    width,
                    height,
                    text,
                    full,
                    version: None,
                    claims: Vec::new(),
                });
                self.sites.insert(site, node);
            }
            let mut y = top + head;
            for (layer, pools) in layers.iter().enumerate() {
                let mut row_top = y;
                for row in pools.chunks(ACROSS) {
                    let mut tallest = 0;
                    for (at, pool) in row.iter().enumerate() {
                        tallest = tallest.max(self.pool_height(*pool));
                        self.pool(*pool, x + GAP + at as u32 * (WIDTH + GAP), row_top);
                    }
                    row_top += tallest + GAP;
                }
                y += heights[layer];
            }
            x += width + GAP;
            bottom = bottom.max(top + height + GAP);
        }
        bottom
    }

    fn pool_height(&self, pool: PoolId) -> u32 {
        let lines = (self.texts[pool].0.len() + mark_lines(&self.claims(Marked::Pool(pool))).len()) as u32;
        12 + LINE * lines + MACHINE_STEP * self.deployment.pools[pool].machines.len() as u32 + 4
    }

    fn pool(&mut self, pool: PoolId, x: u32, y: u32) {
        let (text, full) = self.texts[pool].clone();
        let claims = self.claims(Marked::Pool(pool));
        let height = self.pool_height(pool);
        let lines = (text.len() + mark_lines(&claims).len()) as u32;
        let node = self.push(Node {
            kind: NodeKind::Pool,
            x,
            y,
            width: WIDTH,
            height,
            text: text.iter().map(|line| cut(line)).collect(),
            full,
            version: self.subject.version_of_pool(pool),
            claims,
        });
        self.pools.insert(pool, node);
        let mut y = y + 12 + LINE * lines;
        let machines: Vec<String> =
            self.deployment.pools[pool].machines.iter().map(|machine| machine.fqdn.clone()).collect();
        for fqdn in machines {
            self.push(Node {
                kind: NodeKind::Machine,
                x: x + 10,
                y,
                width: WIDTH - 20,
                height: MACHINE,
                text: vec![cut_to(&fqdn, COLUMNS - 3)],
                full: format!("Machine {fqdn}"),
                version: None,
                claims: Vec::new(),
            });
            y += MACHINE_STEP;
        }
    }

    fn lines(&self, partners: &[usize], records: &[usize]) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut line = |from: usize, to: usize, class, label: String| {
            let (from, to) = (&self.nodes[from], &self.nodes[to]);
            let points = vec![(from.center(), from.y + from.height), (to.center(), to.y)];
            lines.push(Line { points, class, label });
        };
        let proxies: Vec<PoolId> =
            self.subject.edges().filter(|edge| edge.proxy().is_some()).filter_map(|edge| edge.pool).collect();
        let servers: Vec<usize> = records
            .iter()
            .zip(&self.deployment.records)
            .filter(|(_, record)| matches!(record.data, RecordData::Srv { .. }))
            .map(|(node, _)| *node)
            .collect();
        for (partner, element) in partners.iter().zip(&self.deployment.partners) {
            // A partner looks the record up; without one the picture leads it to the proxy.
            match servers.first() {
                Some(record) => line(*partner, *record, "xmpp", format!("{} looks up DNS", element.domain)),
                None => {
                    if let Some(edge) = proxies.first().and_then(|pool| self.pools.get(pool)) {
                        line(*partner, *edge, "xmpp", format!("{} connects on 5269", element.domain));
                    }
                }
            }
        }
        for (node, record) in records.iter().zip(&self.deployment.records) {
            if let RecordData::Srv { target: Some(target), .. } = &record.data {
                for pool in self.subject.edge_pools(&target.value) {
                    if let Some(edge) = self.pools.get(&pool) {
                        line(
                            *node,
                            *edge,
                            "dns",
                            format!("{} leads to {}", record.owner.value, target.value),
                        );
                    }
                }
            }
        }
        for service in self.subject.front_ends() {
            let works = self.subject.version(service).is_none_or(Version::has_xmpp);
            if let (true, Some(_), Some(pool)) = (works, service.gateway(), service.pool) {
                // One Edge pool serves XMPP at a time: where there are many, more arrows tell nothing.
                for edge in proxies.iter().take(4).filter(|edge| **edge != pool) {
                    if let (Some(from), Some(to)) = (self.pools.get(edge), self.pools.get(&pool)) {
                        line(*from, *to, "xmpp", "XMPP proxy and gateway, 23456".to_owned());
                    }
                }
            }
        }
        // From a route's words down, across, and down to the Edge; each kind on a way of its own.
        for (at, route) in self.deployment.routes.iter().enumerate() {
            let Some(site) = self.deployment.find_site(&route.site) else { continue };
            let Some(site) = self.sites.get(&site) else { continue };
            let name = self.subject.route_name(route);
            let Some(edge) = self.subject.pools(name).find_map(|pool| self.pools.get(&pool)) else {
                continue;
            };
            let (site, edge) = (&self.nodes[*site], &self.nodes[*edge]);
            let class = match (route.kind, self.marks.contains_key(&Marked::Route(at))) {
                (RouteKind::Xmpp, false) => "xmpp",
                (RouteKind::Xmpp, true) => "xmpp bad",
                (RouteKind::Federation, false) => "route",
                (RouteKind::Federation, true) => "route bad",
            };
            let shift = if route.kind == RouteKind::Xmpp { 0 } else { 7 };
            let from = (site.x + 14 + shift, site.y + HEAD + LINE * (site.text.len() as u32 - 1));
            let across = from.1 + 6 + shift;
            let end = (edge.x + 30 + 2 * shift, edge.y);
            // An Edge of another row, or of another site's, is reached straight.
            let points = if across < end.1 && end.1 - across < ARROWS {
                vec![from, (from.0, across), (end.0, across), end]
            } else {
                vec![from, end]
            };
            lines.push(Line { points, class, label: route_text(route.kind, name) });
        }
        lines
    }
}

fn route_text(kind: RouteKind, target: &str) -> String {
    match kind {
        RouteKind::Xmpp => format!("XMPP federation → {target}"),
        RouteKind::Federation => format!("SIP federation → {target}"),
    }
}

/// The lines of every pool's box, and its text in full.
fn pool_texts(deployment: &Deployment, subject: &Subject<'_>) -> Vec<(Vec<String>, String)> {
    let pools = deployment.pools.len();
    let (mut roles, mut parts) =
        (vec![BTreeSet::<&Role>::new(); pools], vec![BTreeSet::<&str>::new(); pools]);
    for service in &deployment.services {
        let Some(pool) = service.pool else { continue };
        roles[pool].insert(&service.role);
        if service.proxy().is_some() {
            parts[pool].insert("XMPP proxy");
        }
        if service.gateway().is_some() && subject.version(service).is_none_or(Version::has_xmpp) {
            parts[pool].insert("XMPP gateway");
        }
    }
    let mut users = vec![(0, 0); pools];
    for user in &deployment.users {
        let home = user.pool.as_ref().and_then(|home| deployment.find_pool(&home.value));
        if let Some((all, xmpp)) = home.map(|pool| &mut users[pool]) {
            *all += 1;
            *xmpp += usize::from(subject.xmpp_access(user).is_some());
        }
    }
    let text = |(at, pool): (usize, &crate::model::Pool)| {
        let product = subject.version_of_pool(at).and_then(Version::name).unwrap_or("version unknown");
        let mut text = vec![pool.fqdn.clone(), product.to_owned()];
        // Those that matter to federation come first: a long line is cut.
        let roles: Vec<&str> = roles[at].iter().map(|role| role.name()).collect();
        let parts: Vec<&str> = parts[at].iter().copied().collect();
        text.extend([roles, parts].into_iter().filter(|line| !line.is_empty()).map(|line| line.join(", ")));
        if let (all @ 1.., xmpp) = users[at] {
            text.push(format!("{} ({xmpp} with XMPP)", super::counted(all, "user")));
        }
        let full = text.join(", ");
        (text, full)
    };
    deployment.pools.iter().enumerate().map(text).collect()
}

/// Ids of claims as lines that fit into a box; they are bold, and so wider.
fn mark_lines(claims: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for id in claims {
        match lines.last_mut() {
            Some(line) if line.len() + id.len() + 2 <= COLUMNS - 4 => {
                line.push_str(", ");
                line.push_str(id);
            }
            Some(line) => {
                line.push(',');
                lines.push(cut_to(&format!("   {id}"), COLUMNS - 2));
            }
            None => lines.push(cut_to(&format!("✗ {id}"), COLUMNS - 2)),
        }
    }
    lines
}

fn cut(text: &str) -> String {
    cut_to(text, COLUMNS)
}

/// Cuts a text to a number of columns.
fn cut_to(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > columns {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}
