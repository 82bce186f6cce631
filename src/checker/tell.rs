//! Telling what was found once the whole run is known: weighed, folded, and as loud as is asked for.

use super::Checker;
use crate::checks::Sink;
use crate::compare::Rates;
use crate::extension::{Snippets, Telling};
use crate::finding::{Finding, PageId};
use std::rc::Rc;

/// What was found in the pages of a run, before anything is told.
#[derive(Default)]
pub(super) struct Found<'a> {
    pub(super) checked: Vec<Checked<'a>>,
    pub(super) rates: Rates,
}

/// What was found in one page of a set.
pub(super) struct Checked<'a> {
    pub(super) set: &'a str,
    pub(super) page: (PageId, &'a str),
    pub(super) source: Option<(PageId, &'a str)>,
    pub(super) sink: Sink,
    /// What the other languages agree on, where there is no source.
    pub(super) agreed: Vec<Finding>,
    /// What the snippets of the page show, and those of its reference.
    pub(super) snippets: Option<Rc<dyn Snippets>>,
    pub(super) known: Option<Rc<dyn Snippets>>,
}

impl Checker {
    /// Tells what was found, in the light of the whole run.
    pub(super) fn tell(&self, found: Found<'_>) -> Vec<Finding> {
        let mut findings = Vec::new();
        for Checked { set, page, source, mut sink, mut agreed, snippets, known } in found.checked {
            let read = &self.pages[page.0 as usize];
            if !self.options.keep.is_empty() {
                sink.retain(|draft| !self.options.keep.holds(draft, read.below_root(), &read.text));
            }
            let drafts = sink.finish_in(&self.options.rules, &found.rates, self.options.expand);
            agreed.retain(|finding| !drafts.iter().any(|draft| draft.speaks_for(finding)));
            let first = findings.len();
            findings.append(&mut agreed);
            findings.extend(drafts.into_iter().map(|draft| draft.finding(page, source, set)));
            if let Some(snippets) = snippets {
                let (pages, rules) = (&self.pages, &self.options.rules);
                let told = &findings[first..];
                let telling = Telling { set, locale: page.1, pages, rules, told };
                findings.extend(snippets.findings(known.as_deref(), &telling));
            }
        }
        let least = self.options.min_confidence;
        let sure = |finding: &Finding| finding.confidence.as_ref().is_none_or(|own| own.0 >= least);
        findings.retain(|finding| sure(finding) || self.options.rules.contains_key(finding.rule));
        findings.retain_mut(|finding| self.is_heard(finding));
        findings
    }

    /// Lowers a finding to what is asked of its language; gives false where that is nothing.
    fn is_heard(&self, finding: &mut Finding) -> bool {
        if self.options.rules.contains_key(finding.rule) {
            return true;
        }
        let asked = self.options.languages.iter().filter(|(asked, _)| {
            let own = finding.locale.strip_prefix(asked.as_str());
            own.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        });
        // The one that names most of the locale counts.
        match asked.max_by_key(|asked| asked.0.as_str().len()) {
            Some((_, None)) => false,
            Some((_, Some(most))) => {
                finding.severity = finding.severity.min(*most);
                true
            }
            None => true,
        }
    }
}
