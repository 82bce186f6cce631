//! What comes of comparing a set, before the rest of the run is known.
//!
//! It can be written down as bytes: a set may be compared in another worker, on another machine or a day before. The
//! bytes are of use to the same build of the engine only.

use crate::checks::{Draft, Sink};
use crate::compare::Rates;
use crate::finding::{Finding, PageId};
use crate::guidance::Cell;
use serde::{Deserialize, Serialize};

/// What came of comparing a set.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Outcome {
    /// What was found in each member that something is told of.
    pub(super) members: Vec<OfMember>,
    /// What the set shows of the forms of its languages.
    pub(super) rates: Rates,
    /// What its members say of the guidance.
    pub(super) cells: Vec<Cell>,
    /// Ids of the packs that its snippets are held against.
    pub(super) editions: Vec<String>,
}

/// What was found in a member of a set.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct OfMember {
    /// Its place among the members.
    pub(super) member: u32,
    /// That of what it was held against.
    pub(super) source: Option<u32>,
    pub(super) sink: Sink,
    /// Whether something is wrong with what its snippets show.
    pub(super) snippets: bool,
    /// What the other languages agree on, where there is no source.
    pub(super) agreed: Vec<Finding>,
    /// What did not follow a change of the source.
    pub(super) followed: Vec<Draft>,
}

impl Outcome {
    /// Gives its pages the numbers that they have in the run; so far they are places in `pages`. `None` where a page is
    /// not among them.
    pub(super) fn on_pages(mut self, pages: &[PageId]) -> Option<Self> {
        let mut known = true;
        let mut renumber = |page: &mut PageId| match pages.get(*page as usize) {
            Some(own) => *page = *own,
            None => known = false,
        };
        for cell in &mut self.cells {
            renumber(&mut cell.page);
            if let Some(source) = &mut cell.source {
                renumber(&mut source.page);
            }
        }
        self.members.iter_mut().flat_map(|member| &mut member.agreed).for_each(|finding| {
            finding.renumber(&mut renumber);
        });
        known.then_some(self)
    }
}
