//! Whether a translation is older than its source, where something tells: the hash of the source that it was made from, in
//! its front matter, or the history of the repository, which only the caller can ask.

mod hash;

use crate::document::{Document, Page, Recorded, RecordedKind};
use crate::finding::PageId;
use crate::order::{InOrder as _, OrderedMap, OrderedSet};
use crate::set::{Reference, Sets};
use crate::source::Span;
use crate::source::position::LineIndex;
use serde::{Deserialize, Serialize};

/// What the history of a repository tells of the source of a page, since the commit that the page was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// The commit: that which the page records, or the last one that changed the page.
    pub commit: String,
    /// Whether the page records the commit.
    pub recorded: bool,
    /// How many commits have changed the source since.
    pub commits_since: u32,
    /// The day of the first of them, where it is known: `2026-03-01`.
    pub since: Option<String>,
    /// The lines of the source that have changed since, from 1, first and last, in order. Where lines were taken out, the
    /// last is one less than the first: the place before that line.
    pub changed: Vec<(u32, u32)>,
}

/// What is known of the age of a translation.
#[derive(Clone, Copy, Debug)]
pub struct Age<'a> {
    /// The translation.
    pub page: &'a Page,
    /// Its source.
    pub source: &'a Page,
    /// The hash that it records and that is not its source's.
    pub hash: Option<&'a Recorded>,
    /// What the repository tells.
    pub history: Option<&'a History>,
}

impl Age<'_> {
    /// Where the translation records what it was made from.
    #[must_use]
    pub fn recorded(&self) -> Option<&Recorded> {
        let commit = || {
            let history = self.history.filter(|history| history.recorded)?;
            let commits = self.page.recorded.iter().filter(|one| one.kind == RecordedKind::Commit);
            commits.into_iter().find(|one| history.commit.starts_with(&one.value))
        };
        commit().or(self.hash)
    }

    /// The blocks of the source that have changed, as stretches of its page, in order; where blocks were taken out, the
    /// blanks between those that are left.
    #[must_use]
    pub fn changed(&self, document: &Document) -> Vec<Span> {
        let Some(history) = self.history else { return Vec::new() };
        let lines = LineIndex::new(&self.source.text);
        let mut changed: Vec<Span> = Vec::new();
        let mut next = 0;
        for &(first, last) in &history.changed {
            let start = lines.line_span(first).start;
            if last < first {
                changed.push(blank_around(&self.source.text, start as usize));
                continue;
            }
            let end = lines.line_span(last).end.max(start + 1);
            while document.blocks.get(next).is_some_and(|block| block.source.end <= start) {
                next += 1;
            }
            // Blocks ascend; those of a table stand in one line.
            let touched = document.blocks[next..].iter().take_while(|block| block.source.start < end);
            changed.extend(touched.filter(|block| block.source.end > start).map(|block| block.source));
        }
        changed.put_in_order();
        changed.dedup();
        changed
    }
}

/// The blanks and line ends around a place of a text.
fn blank_around(text: &str, at: usize) -> Span {
    let (before, after) = text.split_at(at);
    let end = text.len() - after.trim_start().len();
    Span::new(before.trim_end().len() as u32, end as u32)
}

/// The hashes that pages record, held against their sources.
#[derive(Debug, Default)]
pub struct Hashes {
    /// Pages that record the hash of another source than theirs.
    stale: OrderedSet<PageId>,
}

impl Hashes {
    /// Where none of so many sources has the hash that its translations record, the hashes are of another form of the
    /// sources than the one at hand.
    const TELLING: usize = 5;

    /// Holds the hashes of all pages against the sources that their sets have.
    #[must_use]
    pub fn new(pages: &[Page], sets: &Sets) -> Self {
        let mut stale = OrderedSet::new();
        let (mut sources, mut matched) = (0, false);
        for set in &sets.sets {
            let Reference::Source(reference) = set.reference else { continue };
            let source = set.members[reference].document.page;
            let mut hashes: Option<hash::Hashes<'_>> = None;
            for member in &set.members {
                let page = member.document.page;
                let Some(recorded) = pages.get(page as usize).and_then(recorded_hash) else { continue };
                if page == source {
                    continue;
                }
                let of_source = match &hashes {
                    Some(hashes) => hashes,
                    None => {
                        sources += 1;
                        hashes.insert(hash::Hashes::of(&pages[source as usize].text))
                    }
                };
                if of_source.hold(&recorded.value) {
                    matched = true;
                } else {
                    stale.insert(page);
                }
            }
        }
        if !matched && sources >= Self::TELLING {
            stale = OrderedSet::new();
        }
        Self { stale }
    }

    /// What is known already: the pages whose hashes are not those of their sources.
    #[must_use]
    pub fn known(stale: OrderedSet<PageId>) -> Self {
        Self { stale }
    }

    /// Whether a page's hash is not that of its source.
    #[must_use]
    pub fn are_stale(&self, id: PageId) -> bool {
        self.stale.contains(&id)
    }

    /// The hash that a page records, where it is not its source's.
    #[must_use]
    pub fn stale<'p>(&self, id: PageId, page: &'p Page) -> Option<&'p Recorded> {
        recorded_hash(page).filter(|_| self.stale.contains(&id))
    }

    /// Whether a page records a hash that is its source's, as far as anything does.
    #[must_use]
    pub fn fresh(&self, id: PageId, page: &Page) -> bool {
        recorded_hash(page).is_some() && !self.stale.contains(&id)
    }
}

fn recorded_hash(page: &Page) -> Option<&Recorded> {
    page.recorded.iter().find(|recorded| recorded.kind == RecordedKind::Hash)
}

/// What callers tell of the histories of pages, by path.
pub type Histories = OrderedMap<String, History>;
