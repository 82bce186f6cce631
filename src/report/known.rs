//! Findings held against a baseline: which of them are known, and what becomes of its entries.

use super::ReportedFinding;
use crate::dismiss::baseline::{Baseline, Entry, Renewal};
use crate::dismiss::is_over;
use crate::order::{OrderedMap, OrderedSet};

impl Baseline {
    /// Says of each finding whether it is known, and keeps what becomes of the entries. `pages` are the paths of the
    /// pages that were read.
    pub(crate) fn judge(
        &self,
        findings: &mut [ReportedFinding],
        pages: &OrderedSet<&str>,
        today: Option<&str>,
    ) -> Renewal {
        let mut by_print: OrderedMap<&str, usize> = OrderedMap::new();
        let mut by_content: OrderedMap<&str, Vec<usize>> = OrderedMap::new();
        for (at, entry) in self.entries.iter().enumerate() {
            by_print.insert(&entry.fingerprint, at);
        }
        let mut of_entry: Vec<Option<usize>> = vec![None; self.entries.len()];
        for (at, finding) in findings.iter().enumerate() {
            if let Some(entry) = by_print.get(finding.fingerprint.as_str()) {
                of_entry[*entry] = Some(at);
            }
        }
        // What is told once for a language was told page by page before: it is known where each of its pages is.
        for (at, finding) in findings.iter().enumerate().filter(|(_, finding)| finding.is_of_language()) {
            let own = finding.folded.iter().filter(|folded| !folded.fingerprint.is_empty());
            let entries: Option<Vec<usize>> =
                own.map(|folded| by_print.get(folded.fingerprint.as_str()).copied()).collect();
            let plain = |entry: &&usize| self.entries[**entry].reason.is_none();
            let entries = entries.unwrap_or_default();
            let entry = entries.iter().find(plain).or(entries.first());
            if let Some(&entry) = entry.filter(|_| !of_entry.contains(&Some(at))) {
                of_entry[entry] = Some(at);
            }
        }
        let known: OrderedSet<usize> = of_entry.iter().flatten().copied().collect();
        // What is left may have moved to another page; but not what is on a page that was not read and is still there.
        let looked_at =
            |entry: &Entry| pages.contains(entry.path.as_str()) || self.missing.contains(&entry.path);
        for (at, entry) in self.entries.iter().enumerate().rev() {
            if of_entry[at].is_none() && !entry.content.is_empty() && looked_at(entry) {
                by_content.entry(&entry.content).or_default().push(at);
            }
        }
        for (at, finding) in findings.iter().enumerate() {
            if known.contains(&at) {
                continue;
            }
            if let Some(entry) = by_content.get_mut(finding.content.as_str()).and_then(Vec::pop) {
                of_entry[entry] = Some(at);
            }
        }
        let mut renewal = Renewal::default();
        for (entry, at) in self.entries.iter().zip(&of_entry) {
            match at {
                Some(at) => {
                    let finding = &mut findings[*at];
                    renewal.kept.push(entry.renewed(finding));
                    if !is_over(entry.until.as_deref(), today) {
                        finding.dismissed_by(entry.dismissal());
                    }
                }
                None if looked_at(entry) => renewal.gone.push(entry.clone()),
                None => renewal.elsewhere.push(entry.clone()),
            }
        }
        renewal
    }
}

impl Entry {
    /// The entry for a finding as it is now.
    fn for_finding(finding: &ReportedFinding) -> Self {
        Self {
            content: finding.content.clone(),
            rule: finding.rule.to_owned(),
            path: finding.path.clone(),
            message: finding.message.clone(),
            ..Self::of(&finding.fingerprint)
        }
    }

    fn renewed(&self, finding: &ReportedFinding) -> Self {
        Self { reason: self.reason.clone(), until: self.until.clone(), ..Self::for_finding(finding) }
    }
}

impl Renewal {
    /// The baseline after a run: without what is mended, and with the findings that are new where `added` holds them.
    #[must_use]
    pub fn baseline(&self, added: &[ReportedFinding]) -> Baseline {
        let mut entries: Vec<Entry> = self.kept.iter().chain(&self.elsewhere).cloned().collect();
        let known: OrderedSet<String> = entries.iter().map(|entry| entry.fingerprint.clone()).collect();
        let new = added.iter().filter(|finding| !known.contains(&finding.fingerprint));
        entries.extend(new.map(Entry::for_finding));
        Baseline { entries, missing: OrderedSet::new() }
    }
}
