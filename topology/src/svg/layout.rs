//! Where the boxes and arrows of the picture stand.

use super::boxes::{Contents, NodeKind};
use super::marks::{Marked, Marks};
use super::plan::{Cell, GAP, INSET, LINE, Layers, MACHINE, MACHINE_GAP, Plan, Size};
use super::ways::{From, Hop, Key, Tracks, Way, take, ways};
use super::words::{self, Face, cut};
use crate::model::{Deployment, Version};
use crate::rules::Subject;
use unisono::order::{InOrder as _, OrderedSet};

/// Blank around everything, in pixels.
pub(super) const MARGIN: u32 = 20;
/// Between arrows that run beside each other.
const TRACK: u32 = 8;
/// Room for the head of an arrow.
const HEAD: u32 = 14;
/// Widths of rows that are tried: the picture that is largest in a window of 4 by 3 is drawn.
const WIDTHS: [u32; 10] = [420, 640, 860, 1080, 1400, 1800, 2400, 3200, 4800, 7200];

/// A box, in whole pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub kind: NodeKind,
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
    /// Where its lines begin.
    pub text_x: u32,
    pub lines: Vec<words::Line>,
    /// Its text in full, for a tooltip.
    pub full: String,
    pub version: Option<Version>,
    /// Whether something is broken at it.
    pub broken: bool,
}

impl Node {
    pub(super) fn class(&self) -> String {
        let kind = match self.kind {
            NodeKind::Site => "site",
            NodeKind::Pool => "pool",
            NodeKind::Machine => "machine",
            NodeKind::Partner => "partner",
            NodeKind::Record => "record",
        };
        let year = self.version.and_then(Version::year).map(|year| format!(" v{year}")).unwrap_or_default();
        let broken = if self.broken { " broken" } else { "" };
        format!("{kind}{year}{broken}")
    }

    /// Where a line of its text stands.
    pub(super) fn baseline(&self, line: usize) -> u32 {
        self.y + 19 + LINE * line as u32
    }
}

/// An arrow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Arrow {
    /// Its corners, from its beginning to its head.
    pub points: Vec<(u32, u32)>,
    pub class: &'static str,
    pub label: String,
}

/// Boxes and arrows.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub width: u32,
    pub height: u32,
    /// One that stands inside another comes after it.
    pub nodes: Vec<Node>,
    pub arrows: Vec<Arrow>,
    /// How many records are not drawn.
    pub left: usize,
    /// What is broken and has no box.
    pub elsewhere: Vec<String>,
}

impl Layout {
    pub(super) fn new(deployment: &Deployment, subject: &Subject<'_>, marks: &Marks<'_>) -> Self {
        let contents = Contents::new(deployment, subject, marks);
        let ways = ways(deployment, subject, marks, &contents);
        let sizes: Vec<Size> = contents.all.iter().map(Size::of).collect();
        let layers = Layers::new(deployment, &contents);
        let placed = WIDTHS.iter().flat_map(|limit| {
            let inner = WIDTHS.iter().filter(move |inner| *inner <= limit);
            inner.map(|inner| {
                Placed::new(Plan::new(&contents, &layers, &sizes, *limit, *inner), &sizes, &contents, &ways)
            })
        });
        let placed = placed.min_by_key(|placed| {
            let (width, height) = (u64::from(placed.width), u64::from(placed.height));
            ((width * 3).max(height * 4), width * height)
        });
        let Some(placed) = placed else { return Self::default() };
        Self {
            width: placed.width,
            height: placed.height,
            arrows: placed.arrows(&ways),
            nodes: placed.nodes(&contents),
            left: contents.left,
            elsewhere: elsewhere(marks, &contents),
        }
    }
}

/// What is broken and has no box: also a route of a site that nothing names.
fn elsewhere(marks: &Marks<'_>, contents: &Contents) -> Vec<String> {
    let none = |marked: &Marked| match *marked {
        Marked::Other => true,
        Marked::Route(at) => contents.routes[at].is_none(),
        _ => false,
    };
    let ids: OrderedSet<&str> =
        marks.iter().filter(|(marked, _)| none(marked)).flat_map(|(_, ids)| ids).copied().collect();
    ids.into_iter().map(str::to_owned).collect()
}

/// A plan with the places of its boxes.
struct Placed<'a> {
    plan: Plan,
    sizes: &'a [Size],
    /// The stretches of each way.
    hops: Vec<Vec<Hop>>,
    tracks: Tracks,
    /// Left, top, width and height of each box.
    boxes: Vec<[u32; 4]>,
    /// Columns of machines in each box.
    columns: Vec<usize>,
    /// Left edge of each area's gutter.
    gutters: Vec<u32>,
    /// Upper edge of each channel, by area and row.
    channels: Vec<Vec<u32>>,
    width: u32,
    height: u32,
}

impl<'a> Placed<'a> {
    fn new(plan: Plan, sizes: &'a [Size], contents: &Contents, ways: &[Way]) -> Self {
        let hops: Vec<Vec<Hop>> = ways.iter().map(|way| way.hops(&plan)).collect();
        let tracks = Tracks::new(&plan, ways, &hops);
        let mut placed = Self {
            gutters: vec![0; plan.areas.len()],
            boxes: vec![[0; 4]; sizes.len()],
            columns: vec![1; sizes.len()],
            channels: plan.areas.iter().map(|area| vec![0; area.rows.len() + 1]).collect(),
            width: 0,
            height: 0,
            plan,
            sizes,
            hops,
            tracks,
        };
        (placed.width, placed.height) = placed.place(0, contents, (0, 0));
        placed
    }

    fn count(&self, hop: Hop) -> u32 {
        self.tracks.of(hop).len() as u32
    }

    /// How high a channel is: blank above its tracks, and the heads of arrows below them.
    fn channel_height(&self, area: usize, row: usize) -> u32 {
        let tracks = self.count(Hop::Channel(area, row));
        let ends = [0, self.plan.areas[area].rows.len()];
        match (tracks, ends.contains(&row)) {
            (0, true) => {
                if area == 0 {
                    MARGIN
                } else {
                    6
                }
            }
            (0, false) => GAP,
            (tracks, _) => 10 + TRACK * (tracks - 1) + HEAD,
        }
    }

    /// How wide a gutter is.
    fn gutter(&self, area: usize) -> u32 {
        let blank = if area == 0 { MARGIN } else { 16 };
        match self.count(Hop::Gutter(area)) {
            0 => blank,
            tracks => blank + TRACK * tracks,
        }
    }

    /// Places an area and all in it; gives its width and height.
    fn place(&mut self, area: usize, contents: &Contents, (left, top): (u32, u32)) -> (u32, u32) {
        self.gutters[area] = left;
        let x = left + self.gutter(area);
        let site = self.plan.areas[area].site;
        let head = site.map(|site| &self.sizes[site]);
        let mut y = top + head.map_or(0, |head| head.text_height(1));
        let mut right = x + site.map_or(0, |site| contents.all[site].room());
        let rows = std::mem::take(&mut self.plan.areas[area].rows);
        let count = rows.len();
        // The heights of channels ask for the number of rows.
        self.plan.areas[area].rows = rows.iter().map(|_| Vec::new()).collect();
        for (at, row) in rows.iter().enumerate() {
            self.channels[area][at] = y;
            y += self.channel_height(area, at);
            let (mut x, mut tallest) = (x, 0);
            for cell in row {
                let (width, height) = match *cell {
                    Cell::Area(inner) => self.place(inner, contents, (x, y)),
                    Cell::Box { content, columns } => {
                        let size = &self.sizes[content];
                        let (width, height) = (size.width(columns), size.height(columns));
                        self.boxes[content] = [x, y, width, height];
                        self.columns[content] = columns;
                        (width, height)
                    }
                };
                right = right.max(x + width);
                x += width + GAP;
                tallest = tallest.max(height);
            }
            y += tallest;
        }
        self.channels[area][count] = y;
        self.plan.areas[area].rows = rows;
        y += self.channel_height(area, count);
        let (margin, below) = if area == 0 { (MARGIN, 0) } else { (16, 10) };
        let size = (right + margin - left, y + below - top);
        if let Some(site) = site {
            self.boxes[site] = [left, top, size.0, size.1];
        }
        size
    }

    fn nodes(&self, contents: &Contents) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut all: Vec<usize> = (0..contents.all.len()).collect();
        all.put_in_order_by_key(|at| contents.all[*at].kind != NodeKind::Site);
        for at in all {
            let content = &contents.all[at];
            let [x, y, width, height] = self.boxes[at];
            let site = content.kind == NodeKind::Site;
            nodes.push(Node {
                kind: content.kind,
                x,
                y,
                width,
                height,
                text_x: x + if site { self.gutter(self.plan.area_of(at)) } else { INSET },
                lines: content.lines(width.saturating_sub(2 * INSET)),
                full: content.full.clone(),
                version: content.version,
                broken: content.is_broken(),
            });
            let columns = self.columns[at].clamp(1, content.machines.len().max(1)) as u32;
            let own = (width.saturating_sub(2 * INSET + (columns - 1) * MACHINE_GAP)) / columns;
            for (machine, fqdn) in content.machines.iter().enumerate() {
                let (column, row) = (machine as u32 % columns, machine as u32 / columns);
                let x = x + INSET + column * (own + MACHINE_GAP);
                nodes.push(Node {
                    kind: NodeKind::Machine,
                    x,
                    y: y + self.sizes[at].text_height(self.columns[at]) + row * (MACHINE + MACHINE_GAP),
                    width: own,
                    height: MACHINE,
                    text_x: x + INSET,
                    lines: vec![words::Line::new(Face::Machine, cut(fqdn, Face::Machine, own - 2 * INSET))],
                    full: format!("Machine {fqdn}"),
                    version: None,
                    broken: false,
                });
            }
        }
        nodes
    }

    /// The arrows: each leaves its box below or its words on the left, and enters its target from above.
    fn arrows(&self, ways: &[Way]) -> Vec<Arrow> {
        let mut entries: Vec<Vec<Key>> = vec![Vec::new(); self.boxes.len()];
        let mut exits = entries.clone();
        for way in ways {
            take(&mut entries[way.to], way.key);
            if let From::Box(from) = way.from {
                take(&mut exits[from], way.key);
            }
        }
        let place = |keys: &[Key], key: Key| keys.iter().position(|own| *own == key).unwrap_or(0) as u32;
        let slot = |all: &[Vec<Key>], node: usize, key: Key| -> u32 {
            let [x, _, width, _] = self.boxes[node];
            x + width * (place(&all[node], key) + 1) / (all[node].len() as u32 + 1)
        };
        let track = |hop: Hop, key: Key| TRACK * place(self.tracks.of(hop), key);
        let mut arrows = Vec::new();
        for (way, hops) in ways.iter().zip(&self.hops) {
            // Entries on even pixels and exits on odd ones do not run into each other.
            let entry = slot(&entries, way.to, way.key) / 2 * 2;
            let (mut x, mut y) = match way.from {
                From::Box(from) => {
                    let [left, top, width, height] = self.boxes[from];
                    let straight = hops.len() == 1 && (left + 8..left + width - 8).contains(&entry);
                    (if straight { entry } else { slot(&exits, from, way.key) / 2 * 2 + 1 }, top + height)
                }
                From::Words { site, line } => {
                    let area = self.plan.area_of(site);
                    let [left, top, ..] = self.boxes[site];
                    (left + self.gutter(area) - 4, top + 15 + LINE * line as u32)
                }
            };
            let mut points = vec![(x, y)];
            for hop in hops {
                match *hop {
                    Hop::Channel(area, row) => {
                        y = self.channels[area][row] + 10 + track(*hop, way.key);
                    }
                    Hop::Gutter(area) => {
                        x = self.gutters[area] + if area == 0 { MARGIN } else { 12 } + track(*hop, way.key);
                    }
                }
                points.push((x, y));
            }
            points.extend([(entry, y), (entry, self.boxes[way.to][1])]);
            points.dedup();
            arrows.push(Arrow { points: corners(&points), class: way.class, label: way.label.clone() });
        }
        arrows
    }
}

/// A way without the points that lie on a straight stretch.
fn corners(points: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut corners: Vec<(u32, u32)> = Vec::new();
    for point in points {
        if let [.., a, b] = corners[..]
            && ((a.0 == b.0 && b.0 == point.0) || (a.1 == b.1 && b.1 == point.1))
        {
            corners.pop();
        }
        corners.push(*point);
    }
    corners
}
