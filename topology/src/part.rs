//! What is loaded when a topology, or a snippet of one, turns up; see [`crate::plug`].

use crate::checks::cmdlet_unknown;
use crate::checks::snippet_changed::{self, Sample};
use crate::rules::Pack;
use crate::{Section, pages};
use std::rc::Rc;
use unisono::checks::Sink;
use unisono::compare::Comparison;
use unisono::document::{Document, Page};
use unisono::extension::{self, Asked, Snippets};
use unisono::finding::{Finding, PageId};
use unisono::rendition::Rendition;

/// What [`crate::plug`] hands on.
pub(crate) trait Part: Sync {
    /// See [`extension::Extension::snippets`].
    fn snippets(
        &self,
        page: PageId,
        text: &str,
        document: &Document,
        packs: &[&str],
    ) -> Option<Rc<dyn Snippets>>;

    /// See [`extension::Extension::files`].
    fn files(
        &self,
        pages: &[Page],
        first: PageId,
        asked: &Asked<'_>,
    ) -> (Box<dyn extension::Section>, Vec<Finding>);

    /// Compares a sample with that of the source.
    fn compare(&self, pair: &Comparison<'_>, sample: &Sample<'_>, sink: &mut Sink);

    /// Looks up the cmdlets that a page names.
    fn look_up_cmdlets(&self, page: Rendition<'_>, sink: &mut Sink);
}

/// All of it.
pub(crate) struct Whole;

impl Part for Whole {
    fn snippets(
        &self,
        page: PageId,
        text: &str,
        document: &Document,
        packs: &[&str],
    ) -> Option<Rc<dyn Snippets>> {
        let packs: Vec<&Pack> = packs.iter().filter_map(|id| Pack::of_id(id)).collect();
        Some(Rc::new(pages::judge(page, text, document, &packs)?))
    }

    fn files(
        &self,
        pages: &[Page],
        first: PageId,
        asked: &Asked<'_>,
    ) -> (Box<dyn extension::Section>, Vec<Finding>) {
        let (section, findings) = Section::of_files(pages, first, asked);
        (Box::new(section), findings)
    }

    fn compare(&self, pair: &Comparison<'_>, sample: &Sample<'_>, sink: &mut Sink) {
        snippet_changed::compare(pair, sample, sink);
    }

    fn look_up_cmdlets(&self, page: Rendition<'_>, sink: &mut Sink) {
        cmdlet_unknown::look_up(page, sink);
    }
}
