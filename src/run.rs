//! What a run is told, and what it tells on its way.

use crate::changed::Scope;
use crate::document::Page;
use crate::facts::{Domains, Lexicons};
use crate::finding::Severity;
use crate::glossary::Glossary;
use crate::guidance::Pack;
use crate::keep::{Keep, is_like};
use crate::language::Locale;
use crate::learning::Learning;
use crate::links::Redirects;
use crate::message::Catalogue;
use crate::source::position::PositionEncoding;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What a run can be told.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The locale the others are compared with.
    pub source: Option<Locale>,
    /// Path templates, tried before the built-in ones; see [`crate::set::Layout::templates`].
    pub templates: Vec<String>,
    /// Roots that hold the pages of one locale, or the source; see [`crate::set::Layout::roots`].
    pub roots: BTreeMap<String, Option<Locale>>,
    /// Severity of single rules; `None` turns a rule off.
    pub rules: BTreeMap<String, Option<Severity>>,
    /// What is left in the source's language by intent.
    pub keep: Keep,
    /// The gravest severity that findings of a language have, `None` where it is not told of at all; rules that are
    /// set keep theirs.
    pub languages: Vec<(Locale, Option<Severity>)>,
    /// Addresses of the site that lead on to others.
    pub redirects: Redirects,
    /// Glossaries of the user.
    pub glossaries: Vec<Glossary>,
    /// Guidance packs besides the built-in ones; one of the same id takes a built-in one's place.
    pub packs: Vec<Pack>,
    /// Ids of the packs asked for. A deployment is held against these instead of those of the versions it
    /// holds; so is every page, whatever its edition. Beside a deployment, pages that tell their edition
    /// keep it: what they state is shown as the guidance of their own version.
    pub apply: Vec<String>,
    /// Whether the report carries the picture of the deployment.
    pub topology_picture: bool,
    /// The locale whose sentences are shown for the claims of a topology; `None` for all.
    pub claim_locale: Option<Locale>,
    /// The sentences of findings in another language than English; see [`crate::report::wordings`].
    pub messages: Catalogue,
    /// Unit of columns and offsets in the report.
    pub encoding: PositionEncoding,
    /// Languages whose lexicon is left aside.
    pub without_lexicon: Lexicons,
    /// The domains whose words count, whatever the pages are about; `None` for those whose products the pages name.
    pub domains: Option<Domains>,
    /// Whether a run learns from its own pages.
    pub learning: Learning,
    /// Whether findings that follow from another one are told beside it, and not folded into it.
    pub expand: bool,
    /// Findings that were weighed and are less probable than this, from 0 to 100, are left out. A rule whose
    /// severity is set by `rules` is told all the same.
    pub min_confidence: u8,
    /// The day it is, `2026-11-29`, for what is dismissed until a day; without one nothing ends.
    pub today: Option<String>,
    /// Settings of some pages, the later ones before the earlier.
    pub overrides: Vec<Override>,
    /// Whether a page has to say why it has findings ignored.
    pub require_reason: bool,
    /// How much around a change is told of, where [`Checker::changed`](crate::Checker::changed) tells of one.
    pub changed_scope: Scope,
}

/// Settings of some pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Override {
    /// Patterns of paths below the root, `*` for anything.
    pub paths: Vec<String>,
    /// As [`Options::rules`].
    pub rules: BTreeMap<String, Option<Severity>>,
    /// As [`Options::min_confidence`].
    pub min_confidence: Option<u8>,
}

impl Options {
    /// The severities of rules on a page, by its path below the root.
    #[must_use]
    pub fn rules_of(&self, page: &Page) -> Cow<'_, BTreeMap<String, Option<Severity>>> {
        let mut rules = Cow::Borrowed(&self.rules);
        for own in self.overrides_of(page).filter(|own| !own.rules.is_empty()) {
            rules.to_mut().extend(own.rules.clone());
        }
        rules
    }

    /// The least confidence that is told on a page.
    #[must_use]
    pub fn min_confidence_of(&self, page: &Page) -> u8 {
        self.overrides_of(page).filter_map(|own| own.min_confidence).last().unwrap_or(self.min_confidence)
    }

    fn overrides_of<'a>(&'a self, page: &'a Page) -> impl Iterator<Item = &'a Override> {
        let path = page.below_root();
        self.overrides.iter().filter(move |own| own.paths.iter().any(|pattern| is_like(pattern, path)))
    }
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Sets compared.
    pub done: u32,
    /// Sets to compare.
    pub total: u32,
    /// The set that comes next, by its place in [`crate::report::Summary::sets`]; `None` where none does.
    pub set: Option<u32>,
}

/// The run was cancelled by its progress callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;
