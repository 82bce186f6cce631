//! What a team sets aside, and what a change touched: which findings are told because of that, and which are not.

use super::Checker;
use crate::changed::{Before, Changes};
use crate::checks::Sink;
use crate::dismiss::{Ignores, baseline::Baseline};
use crate::finding::{Finding, PageId};
use crate::order::OrderedSet;
use crate::report;
use crate::set::Sets;

impl Checker {
    /// Takes the findings that are known; see [`crate::dismiss::baseline`].
    pub fn set_baseline(&mut self, baseline: Baseline) {
        self.baseline = Some(baseline);
    }

    /// The findings that are known.
    #[must_use]
    pub fn baseline(&self) -> Option<&Baseline> {
        self.baseline.as_ref()
    }

    /// Tells which pages of the baseline are no more: what is known of them is mended, or has moved.
    pub fn set_missing(&mut self, pages: impl IntoIterator<Item = String>) {
        if let Some(baseline) = &mut self.baseline {
            baseline.missing = pages.into_iter().collect();
        }
    }

    /// Tells of a page, by its path as findings name it, that a change touched it: what it was before, or that it is
    /// new. Only what was changed is told of then; see [`crate::changed`].
    pub fn changed(&mut self, path: &str, before: Option<&[u8]>) {
        self.plan = None;
        self.before.get_or_insert_default().insert(path.to_owned(), before.map(<[u8]>::to_vec));
    }

    /// Tells that only what a change touched is to be told of, even where it touched nothing.
    pub fn only_changes(&mut self) {
        self.plan = None;
        self.before.get_or_insert_with(Before::new);
    }

    /// What a change touched; `None` where everything is told of.
    pub(super) fn changes(&self) -> Option<Changes> {
        Changes::of(&self.pages, self.before.as_ref(), self.options.changed_scope)
    }

    /// What all pages say is to be ignored.
    pub(super) fn ignores(&self) -> Ignores {
        let documents = self.pages.len() - self.topologies;
        self.ignores_of(0..documents as PageId)
    }

    /// What some pages say is to be ignored.
    pub(super) fn ignores_of(&self, pages: impl IntoIterator<Item = PageId>) -> Ignores {
        let pages = pages.into_iter().filter_map(|id| Some((id, self.pages.get(id as usize)?)));
        Ignores::read(pages, self.options.today.as_deref(), self.options.require_reason)
    }

    /// Says what is wrong with how pages ignore findings. `compared` are the places of the sets that were compared.
    pub(super) fn tell_ignores(
        &self,
        ignores: &Ignores,
        sets: &Sets,
        compared: &dyn Fn(u32) -> bool,
        findings: &mut Vec<Finding>,
    ) {
        let compared = (0..).zip(&sets.sets).filter(|(at, _)| compared(*at)).map(|(_, set)| set);
        let pages: OrderedSet<PageId> =
            compared.flat_map(|set| &set.members).map(|member| member.document.page).collect();
        let judged = |page: PageId| pages.contains(&page);
        let off = |page: PageId, rule: &str| {
            self.pages
                .get(page as usize)
                .is_some_and(|page| self.options.rules_of(page).get(rule) == Some(&None))
        };
        let of_page = report::whose(sets);
        for (page, draft) in ignores.drafts(&judged, &off) {
            let mut sink = Sink::default();
            sink.push(draft);
            let Some(read) = self.pages.get(page as usize) else { continue };
            let (set, locale) = of_page.get(&page).copied().unwrap_or((read.path.as_str(), ""));
            let drafts = sink.finish(&self.options.rules_of(read));
            findings.extend(drafts.into_iter().map(|draft| draft.finding((page, locale), None, set)));
        }
    }
}
