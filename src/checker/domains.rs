//! Keeps a run to the domains that its pages are about.

use super::Checker;
use crate::document::Page;
use crate::facts::{Domains, Facts};

impl Checker {
    /// The domains that count so far: those that pages have named, those of the options, and all of them where packs are
    /// asked for, which speak of their concepts whatever the pages name.
    pub(super) fn domains_in_force(&self) -> Domains {
        if !self.options.packs.is_empty() || !self.options.apply.is_empty() {
            return Domains::ALL;
        }
        self.domains.and(self.options.domains.unwrap_or(Domains::NONE))
    }

    /// Takes note of the domains that a page names.
    pub(super) fn name_domains(&mut self, page: &Page) {
        for document in &page.documents {
            // Once all are named there is nothing to look for.
            if self.options.domains.is_none() && !self.domains.hold(Domains::ALL) {
                self.domains = self.domains.and(Domains::named_in(document));
            }
        }
    }

    /// Has the words of those pages read again that were read for other domains than the run turned out to be about.
    pub(super) fn keep_to_domains(&mut self) {
        let domains = self.domains_in_force();
        let others = |facts: &Facts| {
            let same = facts.domains.hold(domains) && domains.hold(facts.domains);
            facts.words && !same
        };
        for facts in &mut self.facts {
            if facts.get().is_some_and(|facts| facts.iter().any(others)) {
                facts.take();
            }
        }
    }
}
