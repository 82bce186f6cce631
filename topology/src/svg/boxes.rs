//! What stands in each box of the picture, before anyone knows where the boxes are.

use super::marks::{Marked, Marks};
use super::words::{Face, Line, cut, list};
use crate::model::{Deployment, Partner, PoolId, RecordData, Role, RouteKind, Version};
use crate::rules::Subject;
use unisono::order::OrderedSet;

/// The widest a line gets before it is cut.
pub(super) const WIDEST: u32 = 440;
/// The room that lists take at least before they are broken.
const LISTED: u32 = 210;
/// More records than these are only shown where something is broken at them.
const RECORDS: usize = 24;

/// What a box stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NodeKind {
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

/// A box, and what is written in it.
#[derive(Clone, Debug)]
pub(super) struct Content {
    pub kind: NodeKind,
    /// Its name, and what is said of it.
    text: Vec<Line>,
    /// Lists, and the ids of the claims that are broken at it: both are broken where the box ends.
    lists: Vec<Vec<String>>,
    claims: Vec<String>,
    /// Its text in full, for a tooltip.
    pub full: String,
    pub version: Option<Version>,
    /// The names of its machines.
    pub machines: Vec<String>,
}

impl Content {
    /// A box of a name and of what is said of it in one line.
    fn new(kind: NodeKind, name: &str, said: &[&str], claims: Vec<String>) -> Self {
        let mut text = vec![Line::new(Face::Strong, cut(name, Face::Strong, WIDEST))];
        text.extend(said.iter().map(|said| Line::new(Face::Plain, cut(said, Face::Plain, WIDEST))));
        let full = std::iter::once(&name).chain(said).copied().collect::<Vec<_>>().join(", ");
        Self { kind, text, lists: Vec::new(), claims, full, version: None, machines: Vec::new() }
    }

    /// Whether something is broken at it.
    pub(super) fn is_broken(&self) -> bool {
        !self.claims.is_empty()
    }

    /// How wide its lines are.
    pub(super) fn room(&self) -> u32 {
        let own = self.text.iter().map(Line::width).max().unwrap_or(0);
        let rest = self.lines(own.max(LISTED));
        rest.iter().map(Line::width).max().unwrap_or(0)
    }

    /// Its lines in a room; those that are no list stay as they are.
    pub(super) fn lines(&self, room: u32) -> Vec<Line> {
        let mut lines = self.text.clone();
        for pieces in &self.lists {
            lines.extend(list("", pieces, false, Face::Plain, room));
        }
        if self.is_broken() {
            lines.extend(list("✗ ", &self.claims, true, Face::Mark, room));
        }
        lines
    }
}

/// All boxes but those of machines.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub all: Vec<Content>,
    pub partners: Vec<usize>,
    /// The records that are shown: box and number of each.
    pub records: Vec<(usize, usize)>,
    /// How many records are not.
    pub left: usize,
    /// The box of every pool.
    pub pools: Vec<usize>,
    /// The box of every site; the lines behind the first are its routes.
    pub sites: Vec<usize>,
    /// Site and line of each route; none where its site is not known.
    pub routes: Vec<Option<(usize, usize)>>,
}

impl Contents {
    pub(super) fn new(deployment: &Deployment, subject: &Subject<'_>, marks: &Marks<'_>) -> Self {
        let mut contents = Self::default();
        contents.partners(deployment, marks);
        contents.records(deployment, marks);
        contents.sites(deployment, subject, marks);
        contents.pools(deployment, subject, marks);
        contents
    }

    fn push(&mut self, content: Content) -> usize {
        self.all.push(content);
        self.all.len() - 1
    }

    fn partners(&mut self, deployment: &Deployment, marks: &Marks<'_>) {
        for (at, partner) in deployment.partners.iter().enumerate() {
            let kind = partner.partner_type.as_ref().map_or(Partner::TYPE, |kind| &kind.value);
            let said = format!("XMPP partner, {kind}");
            let claims = claims(marks, Marked::Partner(at));
            let node = self.push(Content::new(NodeKind::Partner, &partner.domain, &[&said], claims));
            self.partners.push(node);
        }
    }

    fn records(&mut self, deployment: &Deployment, marks: &Marks<'_>) {
        for (at, record) in deployment.records.iter().enumerate() {
            let claims = claims(marks, Marked::Record(at));
            if self.records.len() >= RECORDS && claims.is_empty() {
                self.left += 1;
                continue;
            }
            let said = match &record.data {
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
            let node = self.push(Content::new(NodeKind::Record, &record.owner.value, &[&said], claims));
            self.records.push((node, at));
        }
    }

    fn sites(&mut self, deployment: &Deployment, subject: &Subject<'_>, marks: &Marks<'_>) {
        for site in &deployment.sites {
            let branch = if site.branch { " (branch)" } else { "" };
            let name = format!("Site {}{branch}", site.name);
            let node = self.push(Content::new(NodeKind::Site, &name, &[], Vec::new()));
            self.sites.push(node);
        }
        for (at, route) in deployment.routes.iter().enumerate() {
            let Some(site) = deployment.find_site(&route.site) else {
                self.routes.push(None);
                continue;
            };
            let text = route_text(route.kind, subject.route_name(route));
            let broken = claims(marks, Marked::Route(at));
            let lines = &mut self.all[self.sites[site]].text;
            self.routes.push(Some((site, lines.len())));
            if broken.is_empty() {
                lines.push(Line::new(Face::Plain, cut(&text, Face::Plain, WIDEST)));
                continue;
            }
            // What does not fit beside the route stands below it.
            let mut marks = list("✗ ", &broken, true, Face::Mark, WIDEST).into_iter();
            let mut line = Line::new(Face::Mark, cut(&text, Face::Mark, WIDEST) + " ");
            line.pieces.extend(marks.next().into_iter().flat_map(|line| line.pieces));
            lines.push(line);
            lines.extend(marks);
        }
    }

    fn pools(&mut self, deployment: &Deployment, subject: &Subject<'_>, marks: &Marks<'_>) {
        for (at, Said { parts, roles, users }) in said_of_pools(deployment, subject).into_iter().enumerate() {
            let pool = &deployment.pools[at];
            let version = subject.version_of_pool(at);
            let mut said = vec![version.and_then(Version::name).unwrap_or("version unknown").to_owned()];
            // What matters to federation comes first.
            said.extend((!parts.is_empty()).then(|| parts.into_iter().collect::<Vec<_>>().join(", ")));
            if let (all @ 1.., xmpp) = users {
                said.push(format!("{} ({xmpp} with XMPP)", super::counted(all, "user")));
            }
            let said: Vec<&str> = said.iter().map(String::as_str).collect();
            let claims = claims(marks, Marked::Pool(at));
            let mut content = Content::new(NodeKind::Pool, &pool.fqdn, &said, claims);
            let roles: Vec<String> = roles.iter().map(|role| role.name().to_owned()).collect();
            if !roles.is_empty() {
                content.full = format!("{}, {}", content.full, roles.join(", "));
                content.lists.push(roles);
            }
            content.version = version;
            content.machines = pool.machines.iter().map(|machine| machine.fqdn.clone()).collect();
            let node = self.push(content);
            self.pools.push(node);
        }
    }
}

pub(super) fn route_text(kind: RouteKind, target: &str) -> String {
    match kind {
        RouteKind::Xmpp => format!("XMPP federation → {target}"),
        RouteKind::Federation => format!("SIP federation → {target}"),
    }
}

/// What is broken at something.
fn claims(marks: &Marks<'_>, marked: Marked) -> Vec<String> {
    marks.get(&marked).map(|ids| ids.iter().map(|id| (*id).to_owned()).collect()).unwrap_or_default()
}

/// What is said of a pool.
#[derive(Clone, Default)]
struct Said<'a> {
    parts: OrderedSet<&'static str>,
    roles: OrderedSet<&'a Role>,
    /// All of them, and those with XMPP.
    users: (usize, usize),
}

fn said_of_pools<'a>(deployment: &'a Deployment, subject: &Subject<'_>) -> Vec<Said<'a>> {
    let mut said = vec![Said::default(); deployment.pools.len()];
    for service in &deployment.services {
        let Some(said) = service.pool.map(|pool: PoolId| &mut said[pool]) else { continue };
        said.roles.insert(&service.role);
        if service.proxy().is_some() {
            said.parts.insert("XMPP proxy");
        }
        if service.gateway().is_some() && subject.version(service).is_none_or(Version::has_xmpp) {
            said.parts.insert("XMPP gateway");
        }
    }
    for user in &deployment.users {
        let home = user.pool.as_ref().and_then(|home| deployment.find_pool(&home.value));
        if let Some((all, xmpp)) = home.map(|pool| &mut said[pool].users) {
            *all += 1;
            *xmpp += usize::from(subject.xmpp_access(user).is_some());
        }
    }
    said
}
