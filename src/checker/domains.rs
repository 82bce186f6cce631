//! Keeps a run to the domains that its pages are about.

use super::Checker;
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
    pub(super) fn name_domains(&mut self, facts: &[Facts]) {
        if self.options.domains.is_none() {
            let named = facts.iter().map(Domains::named_in).fold(Domains::NONE, Domains::and);
            self.domains = self.domains.and(named);
        }
    }

    /// Reads the words of those pages again that were read for other domains than the run turned out to be about.
    pub(super) fn keep_to_domains(&mut self) {
        let domains = self.domains_in_force();
        for (page, facts) in self.pages.iter().zip(&mut self.facts) {
            for (document, facts) in page.documents.iter().zip(facts) {
                let same = facts.domains.hold(domains) && domains.hold(facts.domains);
                if facts.words && !same {
                    *facts = Facts::read_for(document, domains);
                }
            }
        }
    }
}
