//! Extensions: what is plugged into the engine beside what it knows itself.
//!
//! The core compares pages of any product. Some pages hold more than sentences: scripts, records and exports that
//! describe what is installed. A member of the workspace (`topology/`) reads those, holds them against the guidance and
//! has a part of the report of its own. It is told to the engine by [`install`], once, before the first check; the core
//! knows nothing of what it reads, and works without it.

use crate::checks::{self, Rule};
use crate::document::{Document, Page};
use crate::finding::{Finding, PageId, Severity};
use crate::order::OrderedMap;
use crate::report::rules::{self, RuleSummary};
pub use crate::report::section::{Part, Section};
use std::any::Any;
use std::fmt::Debug;
use std::rc::Rc;
use std::sync::OnceLock;

/// What is plugged in.
pub trait Extension: Debug + Sync {
    /// Its rules about pages and their translations, ordered by name; they run beside those of the core.
    fn rules(&self) -> &'static [&'static Rule];

    /// Its rules about what it reads itself, for lists and for the configuration.
    fn summaries(&self) -> Vec<RuleSummary>;

    /// What there is to say of one of these rules besides its explanation, as a paragraph.
    fn explain(&self, rule: &str) -> Option<String>;

    /// Whether its rules compare a sample of this text and label, so that the core need not.
    fn compares(&self, text: &str, label: &str) -> bool;

    /// Whether a page may hold snippets for its reader. It may say so of more pages than do; `text` is the whole page.
    fn may_show(&self, text: &str, document: &Document) -> bool;

    /// What reads. It is asked for only where there is something to read, and may be loaded then.
    fn reader(&self) -> &dyn Reader;
}

/// What reads for an extension.
pub trait Reader: Sync {
    /// What the snippets of a page show, held against the guidance packs of these ids; `None` where it has none.
    /// `text` is the whole page.
    fn snippets(
        &self,
        page: PageId,
        text: &str,
        document: &Document,
        packs: &[&str],
    ) -> Option<Rc<dyn Snippets>>;

    /// What the files show that were given beside the pages; `first` is the number of the first of them.
    fn files(&self, pages: &[Page], first: PageId, asked: &Asked<'_>) -> (Box<dyn Section>, Vec<Finding>);
}

/// What a run asks of the files that are given beside its pages.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Ids of the guidance packs asked for.
    pub packs: &'a [String],
    /// Severities of single rules; `None` turns a rule off.
    pub rules: &'a OrderedMap<String, Option<Severity>>,
    /// Whether the report is to carry a picture.
    pub picture: bool,
}

/// What the snippets of one page show.
pub trait Snippets: Debug {
    /// What is wrong with them, as findings. Nothing is told twice: neither what the reference of a translation shows,
    /// too, nor what was told of the page already.
    fn findings(&self, known: Option<&dyn Snippets>, telling: &Telling<'_>) -> Vec<Finding>;

    /// Whether anything is wrong with them: where nothing is, they tell nothing, and excuse nothing.
    fn tell(&self) -> bool;

    /// For the extension itself, which knows its own type.
    fn as_any(&self) -> &dyn Any;
}

/// Where and to whom findings about snippets are told.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    /// See [`Finding::set`].
    pub set: &'a str,
    /// See [`Finding::locale`].
    pub locale: &'a str,
    /// All pages of the run.
    pub pages: &'a [Page],
    /// Severities of single rules; `None` turns a rule off.
    pub rules: &'a OrderedMap<String, Option<Severity>>,
    /// What was told of the page already.
    pub told: &'a [Finding],
}

static INSTALLED: OnceLock<&'static dyn Extension> = OnceLock::new();

/// Plugs an extension in, for all checkers of the process. There is one place: what is plugged in later than another
/// is left out, and false says so.
pub fn install(extension: &'static dyn Extension) -> bool {
    checks::plug_in(&Installed);
    rules::plug_in(&Installed);
    INSTALLED.set(extension).is_ok()
}

/// What is plugged in.
#[must_use]
pub fn installed() -> Option<&'static dyn Extension> {
    INSTALLED.get().copied()
}

/// What is plugged in, for those who ask for rules and do not know of extensions.
struct Installed;

impl checks::Plugged for Installed {
    fn rules(&self) -> &'static [&'static Rule] {
        installed().map_or(&[], |extension| extension.rules())
    }

    fn compares(&self, text: &str, label: &str) -> bool {
        installed().is_some_and(|extension| extension.compares(text, label))
    }
}

impl rules::Plugged for Installed {
    fn summaries(&self) -> Vec<RuleSummary> {
        installed().map(|extension| extension.summaries()).unwrap_or_default()
    }

    fn explain(&self, rule: &str) -> Option<String> {
        installed()?.explain(rule)
    }
}
