//! What is loaded when a topology, or a snippet of one, turns up; see [`crate::plug`].

use crate::checks::cmdlet_unknown;
use crate::checks::snippet_changed::{self, Sample};
use crate::rules::Pack;
use crate::{Section, pages};
use std::rc::Rc;
use unisono::checks::Sink;
use unisono::compare::Comparison;
use unisono::document::{Document, Page};
use unisono::extension::{self, Asked, Reader, Snippets};
use unisono::finding::{Finding, PageId};
use unisono::rendition::Rendition;

/// What [`crate::plug`] hands on.
pub(crate) trait Part: Reader {
    /// Compares a sample with that of the source.
    fn compare(&self, pair: &Comparison<'_>, sample: &Sample<'_>, sink: &mut Sink);

    /// Looks up the cmdlets that a page names.
    fn look_up_cmdlets(&self, page: Rendition<'_>, sink: &mut Sink);
}

/// All of it.
pub(crate) struct Whole;

impl Reader for Whole {
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
}

impl Part for Whole {
    fn compare(&self, pair: &Comparison<'_>, sample: &Sample<'_>, sink: &mut Sink) {
        snippet_changed::compare(pair, sample, sink);
    }

    fn look_up_cmdlets(&self, page: Rendition<'_>, sink: &mut Sink) {
        cmdlet_unknown::look_up(page, sink);
    }
}
