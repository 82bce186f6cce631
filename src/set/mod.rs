//! Document sets: which documents are one document in several languages.

use crate::document::Page;
use crate::finding::PageId;
use crate::language::Locale;

/// A document of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentRef {
    /// Index into the pages.
    pub page: PageId,
    /// Index into [`Page::documents`].
    pub document: u32,
}

/// A document as member of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The document.
    pub document: DocumentRef,
    /// Its locale, as path, front matter or recognition tell it.
    pub locale: Locale,
}

/// What the members of a set are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// The source-language document, a page of its own (index into the members).
    Source(usize),
    /// The source-language document recovered from a side-by-side page (index into the members).
    SideBySide(usize),
    /// No source: what most of the languages state.
    Consensus,
    /// A single document: nothing to compare.
    Alone,
}

/// Documents that say the same thing in several languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentSet {
    /// Identity that outlives edits and machines: the path below its root with `{locale}` for the
    /// locale, or anchor and edition for pages joined by their front matter.
    pub id: String,
    /// For people: the title of the reference, or the id.
    pub title: String,
    /// The edition, where known ("Lync Server 2013").
    pub edition: Option<String>,
    /// Members ordered by locale, then path, then document.
    pub members: Vec<Member>,
    /// What they are compared with.
    pub reference: Reference,
}

/// The sets of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sets {
    /// Ordered by id.
    pub sets: Vec<DocumentSet>,
    /// Pages that fit no set, ordered, each with the reason.
    pub unmatched: Vec<(PageId, String)>,
}

/// The locale that the path of a page (below its root) names.
#[must_use]
pub fn locale_in_path(path: &str) -> Option<Locale> {
    let _ = path;
    None
}

/// Sorts pages into sets.
#[must_use]
pub fn form(pages: &[Page], source: Option<&Locale>, templates: &[String]) -> Sets {
    let _ = (pages, source, templates);
    Sets::default()
}
