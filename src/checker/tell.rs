//! Telling what was found once the whole run is known: weighed, folded, and as loud as is asked for.

use super::Checker;
use crate::checks::{self, Check, Draft, PagesOf, Sink, Usual};
use crate::compare::Rates;
use crate::dismiss::Ignores;
use crate::document::Page;
use crate::extension::{Snippets, Telling};
use crate::finding::{Finding, PageId, Severity};
use crate::report;
use crate::set::Sets;
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
    /// What did not follow a change of the source.
    pub(super) followed: Vec<Draft>,
    /// What the snippets of the page show, and those of its reference.
    pub(super) snippets: Option<Rc<dyn Snippets>>,
    pub(super) known: Option<Rc<dyn Snippets>>,
}

impl Checker {
    /// Tells what was found, in the light of the whole run; what pages say is to be ignored goes where they are. With
    /// `expand` findings stand beside their cause.
    pub(super) fn tell(
        &self,
        found: Found<'_>,
        pages: &PagesOf,
        ignores: &mut Ignores,
        expand: bool,
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        let usual = Usual::of(found.checked.iter().map(|own| (own.page.0, own.page.1, &own.sink)), pages);
        for Checked { set, page, source, mut sink, mut agreed, followed, snippets, known } in found.checked {
            let read = &self.pages[page.0 as usize];
            let rules = self.options.rules_of(read);
            if !self.options.keep.is_empty() {
                sink.retain(|draft| !self.options.keep.holds(draft, read.below_root(), &read.text));
            }
            let own_sections = usual.take(page.1, &mut sink).finish(&rules);
            let drafts = sink.finish_in(&rules, &found.rates, expand);
            agreed.retain(|finding| !drafts.iter().any(|draft| draft.speaks_for(finding)));
            let mut own = agreed;
            let untold = |draft: &Draft| {
                let said = drafts.iter().filter(|other| other.severity >= Severity::Warning);
                !said.into_iter().any(|other| other.sentence.overlaps(draft.sentence))
            };
            let mut sink = Sink::default();
            followed.into_iter().filter(untold).for_each(|draft| sink.push(draft));
            own.extend(sink.finish(&rules).into_iter().map(|draft| draft.finding(page, source, set)));
            own.extend(drafts.into_iter().chain(own_sections).map(|draft| draft.finding(page, source, set)));
            if let Some(snippets) = snippets {
                let (pages, rules) = (&self.pages, &*rules);
                let telling = Telling { set, locale: page.1, pages, rules, told: &own };
                let told = snippets.findings(known.as_deref(), &telling);
                own.extend(told);
            }
            ignores.take(&mut own, source.map(|source| source.0));
            findings.append(&mut own);
        }
        let mut is_told = |finding: &mut Finding| {
            let Some(page) = self.pages.get(finding.place.page as usize) else { return true };
            if self.options.rules_of(page).contains_key(finding.rule) {
                return true;
            }
            let least = self.options.min_confidence_of(page);
            finding.confidence.as_ref().is_none_or(|own| own.0 >= least) && self.is_heard(finding)
        };
        findings.retain_mut(&mut is_told);
        ignores.dismissed.retain_mut(|(finding, _)| is_told(finding));
        findings
    }

    /// What the pages themselves show, whichever set they belong to.
    pub(super) fn check_pages(&self, sets: &Sets, findings: &mut Vec<Finding>) {
        let of_page = report::whose(sets);
        let speaks = |page: &Page| !page.faults.is_empty() || page.catalogue.is_some();
        for (index, page) in self.pages.iter().enumerate().filter(|(_, page)| speaks(page)) {
            let mut sink = Sink::default();
            for rule in checks::all() {
                for check in rule.checks {
                    if let Check::Page(check) = check {
                        check(page, &mut sink);
                    }
                }
            }
            let (set, locale) = of_page.get(&(index as u32)).copied().unwrap_or((page.path.as_str(), ""));
            let drafts = sink.finish(&self.options.rules_of(page)).into_iter().flat_map(|mut draft| {
                let beside = if self.options.expand { std::mem::take(&mut draft.folded) } else { Vec::new() };
                [draft].into_iter().chain(beside)
            });
            findings.extend(drafts.map(|draft| draft.finding((index as u32, locale), None, set)));
        }
    }

    /// Lowers a finding to what is asked of its language; gives false where that is nothing. Rules that are set keep
    /// their severity, and are not asked about.
    fn is_heard(&self, finding: &mut Finding) -> bool {
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
