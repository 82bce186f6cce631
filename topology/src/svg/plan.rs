//! Which boxes stand in which row, and how wide they are.
//!
//! The picture is an area of rows: partners, records, sites; and a site is an area of rows itself: its Edges, its Front
//! Ends, its other servers. Beside the rows of an area runs its gutter, above each row its channel: arrows run there and
//! nowhere else, so that none crosses what is written.

use super::boxes::{Content, Contents, WIDEST};
use super::words::{Face, width};
use crate::model::Deployment;

/// Between boxes of a row.
pub(super) const GAP: u32 = 24;
/// Height of a line of text.
pub(super) const LINE: u32 = 17;
/// Between the machines of a pool, and the height of each.
pub(super) const MACHINE_GAP: u32 = 6;
pub(super) const MACHINE: u32 = 24;
/// Between the border of a box and what is in it.
pub(super) const INSET: u32 = 10;
/// The narrowest box.
const NARROWEST: u32 = 150;

/// What stands in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// A box, with its machines beside each other in so many columns.
    Box { content: usize, columns: usize },
    /// The area of a site, or of pools without one.
    Area(usize),
}

/// Rows of boxes.
#[derive(Debug, Default)]
pub(super) struct Area {
    /// The site it is of, as a box.
    pub site: Option<usize>,
    pub rows: Vec<Vec<Cell>>,
}

/// All areas; the first is the picture.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub areas: Vec<Area>,
    /// Area and row of each box.
    pub homes: Vec<(usize, usize)>,
    /// The row of each area in the picture.
    pub rows: Vec<usize>,
}

/// The pools of each site, and of none, by layer: Edges, Front Ends, others.
#[derive(Debug)]
pub(super) struct Layers(Vec<(Option<usize>, [Vec<usize>; 3])>);

impl Layers {
    pub(super) fn new(deployment: &Deployment, contents: &Contents) -> Self {
        let mut layer = vec![2_usize; deployment.pools.len()];
        for service in &deployment.services {
            let Some(pool) = service.pool else { continue };
            let wanted = match &service.role {
                role if role.is_edge() => 0,
                role if role.is_front_end() => 1,
                _ => 2,
            };
            layer[pool] = layer[pool].min(wanted);
        }
        let sites = contents.sites.iter().map(|site| Some(*site)).chain([None]);
        let mut layers: Vec<_> = sites.map(|site| (site, <[Vec<usize>; 3]>::default())).collect();
        let nowhere = layers.len() - 1;
        for (at, pool) in deployment.pools.iter().enumerate() {
            layers[pool.site.unwrap_or(nowhere)].1[layer[at]].push(contents.pools[at]);
        }
        layers.retain(|(site, pools)| site.is_some() || pools.iter().any(|pools| !pools.is_empty()));
        Self(layers)
    }
}

/// More machines beside each other than these are no longer seen at a glance.
const MOST: usize = 6;

/// What a box needs, in pixels, with its machines in one column or several.
#[derive(Debug)]
pub(super) struct Size {
    machines: usize,
    /// For each number of columns: its width, and how many lines its text then has.
    columns: Vec<(u32, u32)>,
}

impl Size {
    pub(super) fn of(content: &Content) -> Self {
        let machines = content.machines.len();
        let widest = content.machines.iter().map(|name| width(name, Face::Machine)).max().unwrap_or(0);
        let machine = widest.min(WIDEST) + 2 * INSET;
        let text = content.room();
        let of = |columns: usize| {
            let all = if machines == 0 { 0 } else { columns as u32 * (machine + MACHINE_GAP) - MACHINE_GAP };
            let width = (text.max(all) + 2 * INSET).max(NARROWEST);
            (width, content.lines(width - 2 * INSET).len() as u32)
        };
        Self { machines, columns: (1..=machines.clamp(1, MOST)).map(of).collect() }
    }

    fn with(&self, columns: usize) -> (u32, u32) {
        self.columns.get(columns.saturating_sub(1)).or(self.columns.last()).copied().unwrap_or_default()
    }

    fn machine_rows(&self, columns: usize) -> u32 {
        self.machines.div_ceil(columns.max(1)) as u32
    }

    pub(super) fn width(&self, columns: usize) -> u32 {
        self.with(columns).0
    }

    pub(super) fn height(&self, columns: usize) -> u32 {
        let rows = self.machine_rows(columns);
        self.text_height(columns)
            + if rows > 0 { rows * (MACHINE + MACHINE_GAP) - MACHINE_GAP + INSET } else { 0 }
    }

    /// Down to where the machines begin.
    pub(super) fn text_height(&self, columns: usize) -> u32 {
        LINE * self.with(columns).1 + 12
    }
}

impl Plan {
    /// The area of a site.
    pub(super) fn area_of(&self, site: usize) -> usize {
        self.areas.iter().position(|area| area.site == Some(site)).unwrap_or(0)
    }

    /// Rows that are about as wide as `limit`, and those of a site about as wide as `inner`.
    pub(super) fn new(contents: &Contents, layers: &Layers, sizes: &[Size], limit: u32, inner: u32) -> Self {
        let mut plan = Self { homes: vec![(0, 0); contents.all.len()], ..Self::default() };
        let boxed = |content: &usize| (Cell::Box { content: *content, columns: 1 }, sizes[*content].width(1));
        let mut rows = packed(contents.partners.iter().map(boxed), limit);
        rows.extend(packed(contents.records.iter().map(|(content, _)| boxed(content)), limit));
        plan.areas.push(Area { site: None, rows: Vec::new() });
        let mut areas = Vec::new();
        for (site, pools) in &layers.0 {
            let mut area = Area { site: *site, rows: Vec::new() };
            for pools in pools {
                area.rows.extend(packed(pools.iter().map(boxed), inner));
            }
            let own = |rows: &[Vec<Cell>]| rows.iter().map(|row| row_width(row, sizes)).max().unwrap_or(0);
            for row in &mut area.rows {
                widen(row, inner, sizes);
            }
            let head = site.map_or(0, |site| contents.all[site].room());
            areas.push((Cell::Area(plan.areas.len()), own(&area.rows).max(head) + 2 * GAP));
            plan.areas.push(area);
        }
        rows.extend(packed(areas.into_iter(), limit));
        plan.areas[0].rows = rows;
        plan.rows = vec![0; plan.areas.len()];
        for (at, area) in plan.areas.iter().enumerate() {
            for (row, cells) in area.rows.iter().enumerate() {
                for cell in cells {
                    match *cell {
                        Cell::Box { content, .. } => plan.homes[content] = (at, row),
                        Cell::Area(area) => plan.rows[area] = row,
                    }
                }
            }
        }
        plan
    }
}

/// Cells in rows: as many beside each other as fit.
fn packed(cells: impl Iterator<Item = (Cell, u32)>, limit: u32) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut used = 0;
    for (cell, width) in cells {
        match rows.last_mut() {
            Some(row) if used + GAP + width <= limit => {
                row.push(cell);
                used += GAP + width;
            }
            _ => {
                rows.push(vec![cell]);
                used = width;
            }
        }
    }
    rows
}

fn row_width(row: &[Cell], sizes: &[Size]) -> u32 {
    let widths = row.iter().map(|cell| match *cell {
        Cell::Box { content, columns } => sizes[content].width(columns) + GAP,
        Cell::Area(_) => 0,
    });
    widths.sum::<u32>().saturating_sub(GAP)
}

/// Lets the tallest pools of a row have their machines in more columns, as long as there is room.
fn widen(row: &mut [Cell], limit: u32, sizes: &[Size]) {
    loop {
        let height = |cell: &Cell| match *cell {
            Cell::Box { content, columns } => sizes[content].height(columns),
            Cell::Area(_) => 0,
        };
        let Some(tallest) = row.iter().map(height).max() else { return };
        let used = row_width(row, sizes);
        let mut wider: Vec<Cell> = row.to_vec();
        let mut more = 0;
        for cell in wider.iter_mut().filter(|cell| height(cell) == tallest) {
            let Cell::Box { content, columns } = cell else { return };
            let size = &sizes[*content];
            let next = (*columns + 1..=size.columns.len())
                .find(|next| size.machine_rows(*next) < size.machine_rows(*columns));
            let Some(next) = next else { return };
            more += size.width(next) - size.width(*columns);
            *columns = next;
        }
        if used + more > limit {
            return;
        }
        row.copy_from_slice(&wider);
    }
}
