//! Telling what was found in a set while others are still compared.
//!
//! How sure a finding is rests on the whole run, and what is one with others is seen only there. So what is told here
//! may be told otherwise, or not at all, once the run is over ([`Checker::check`]); most of it stays as it is.

use super::Checker;
use super::tell::Found;
use crate::checks::{self, PagesOf};
use crate::dismiss::is_over;
use crate::glossary::Finders;
use crate::order::OrderedSet;
use crate::report::{self, ReportedFinding};

impl Checker {
    /// What was found in a set that was compared ahead, or elsewhere, as far as the set itself shows it: unfolded, and
    /// without what is set aside. Nothing where it was not compared so.
    pub fn found_in(&mut self, set: u32) -> Vec<ReportedFinding> {
        let plan = self.settled();
        let own = plan.sets.sets.get(set as usize).zip(plan.outcomes.get(&set));
        let told = own.map(|(own, outcome)| {
            let finders = Finders::new(&[]);
            let shelf = self.shelf(&finders);
            let (mut found, mut cells) = (Found::default(), Vec::new());
            super::take(&shelf, own, outcome.clone(), &mut found, &mut cells);
            let pages = own.members.iter().map(|member| member.document.page);
            let mut ignores = self.ignores_of(pages);
            let mut findings = self.tell(found, &PagesOf::new(), &mut ignores, true);
            checks::told_once(&mut findings);
            let words = Some(&self.options.messages);
            report::lay_out(&self.pages, findings, ignores.dismissed, words, self.options.encoding)
        });
        self.plan = Some(plan);
        let mut told = told.unwrap_or_default();
        let known = self.known_of(&told);
        told.retain(|finding| finding.dismissal.is_none() && !known.contains(finding.fingerprint.as_str()));
        told
    }

    /// The fingerprints, among those of some findings, that the baseline has.
    fn known_of(&self, told: &[ReportedFinding]) -> OrderedSet<&str> {
        let Some(baseline) = &self.baseline else { return OrderedSet::new() };
        let told: OrderedSet<&str> = told.iter().map(|finding| finding.fingerprint.as_str()).collect();
        let today = self.options.today.as_deref();
        let entries = baseline.entries.iter().filter(|entry| !is_over(entry.until.as_deref(), today));
        entries.map(|entry| entry.fingerprint.as_str()).filter(|entry| told.contains(entry)).collect()
    }
}
