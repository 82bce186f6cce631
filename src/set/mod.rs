//! Document sets: which documents are one document in several languages.

mod edition;
mod forming;
mod identity;
mod layout;
mod path;
mod reasons;
mod reference;
mod roots;
mod sources;
mod template;
#[cfg(test)]
mod tests;

use crate::document::Page;
use crate::finding::PageId;
use crate::language::Locale;
use crate::order::OrderedMap;
use serde::{Deserialize, Serialize};

/// A document of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DocumentRef {
    /// Index into the pages.
    pub page: PageId,
    /// Index into [`Page::documents`].
    pub document: u32,
}

/// A document as member of a set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The document.
    pub document: DocumentRef,
    /// Its locale, as path, front matter or recognition tell it.
    pub locale: Locale,
}

/// What the members of a set are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reference {
    /// The source-language document, a page of its own (index into the members): the locale asked
    /// for, the page outside the locales, the language of the hidden sources, or English.
    Source(usize),
    /// The source-language document recovered from a side-by-side page (index into the members).
    SideBySide(usize),
    /// No source: what most of the languages state.
    Consensus,
    /// A single document, or several in one language: nothing to compare.
    Alone,
}

/// Documents that say the same thing in several languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentSet {
    /// Identity that outlives edits and machines: the path below its root with `{locale}` for the
    /// locale, or anchor and edition ("moving-mailboxes@exchange-server-2013") for pages joined
    /// by their front matter. Two roots may hold sets of the same id.
    pub id: String,
    /// For people: the title of the reference, else of the first member, else the id.
    pub title: String,
    /// The edition, where known ("Exchange Server 2013").
    pub edition: Option<String>,
    /// Members ordered by locale, then path, then document. Several may have the same locale.
    pub members: Vec<Member>,
    /// What they are compared with.
    pub reference: Reference,
}

/// The sets of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sets {
    /// Ordered by id, then by the paths of their members.
    pub sets: Vec<DocumentSet>,
    /// Pages that fit no set, ordered by path, each with the reason.
    pub unmatched: Vec<(PageId, String)>,
    /// Where the run was not understood as it may have been meant: why, and what to write, a line each.
    pub advice: Vec<String>,
}

/// The locale that the path of a page (below its root) seems to name, by the form of the path alone:
/// `de` in `de/it/page.md`. What [`form`] decides also hangs on the other pages.
#[must_use]
pub fn locale_in_path(path: &str) -> Option<Locale> {
    let slots = path::slots(path);
    let apart = slots.iter().find(|slot| slot.is_apart());
    let regional = |slot: &&path::Slot| !slot.nickname && slot.locale.region().is_some();
    apart.or_else(|| slots.iter().find(regional)).map(|slot| slot.locale.clone())
}

/// What the user says of where pages are and which of them are the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The locale to compare with, where the user names one; see the `reference` module for how a
    /// reference is chosen.
    pub source: Option<Locale>,
    /// Path templates, tried before the built-in layouts. One without `{locale}` says where the source stands.
    pub templates: Vec<String>,
    /// Roots, and the locale that the pages in each are in; `None` for the root of the source. They are
    /// one site: a page and its translations have the same path below them.
    pub roots: OrderedMap<String, Option<Locale>>,
}

/// Sorts pages into sets.
///
/// Each root stands for itself, unless several roots hold one site, a locale each (`docs.de-de`
/// beside `docs.fr-fr`). Within a root pages are one document in several languages
/// 1. by a template of the user, or by their paths (see the `path` module for the layouts known);
/// 2. where no path joins them: by an id in their front matter or by the anchor of their first
///    heading, both together with the edition they are about.
///
/// The order of `pages` does not matter.
#[must_use]
pub fn form(pages: &[Page], layout: &Layout) -> Sets {
    forming::form(pages, layout)
}
