//! Where topologies plug into the engine.

use crate::report::TopologyReport;
use crate::rules::{self, Pack};
use crate::{Judged, checks, compare, pages, render};
use std::any::Any;
use std::rc::Rc;
use unisono::checks::Rule;
use unisono::document::{Document, Page};
use unisono::extension::{self, Asked, Extension, Snippets};
use unisono::finding::{Finding, PageId};
use unisono::guidance::Guidance;
use unisono::language::Locale;
use unisono::report::matrix::Matrix;
use unisono::report::rules::RuleSummary;
use unisono::report::text::{Canvas, Style};
use unisono::report::{Report, mqm};

/// What is plugged in.
#[derive(Debug)]
struct Topologies;

/// Plugs the reading of topologies into the engine, for all checkers of the process. To do so again changes nothing.
pub fn install() {
    extension::install(&Topologies);
}

impl Extension for Topologies {
    fn rules(&self) -> &'static [&'static Rule] {
        checks::RULES
    }

    fn summaries(&self) -> Vec<RuleSummary> {
        let summary = |&&rules::Rule { name, severity, summary, explanation, .. }: &&'static rules::Rule| {
            RuleSummary { name, severity, summary, explanation, mqm: mqm::DEPLOYMENT }
        };
        rules::RULES.iter().map(summary).collect()
    }

    fn explain(&self, rule: &str) -> Option<String> {
        let rule = rules::rule(rule)?;
        let years: Vec<&str> = rule.packs.iter().map(|pack| pack.year()).collect();
        let packs = if years.is_empty() { "every version".to_owned() } else { years.join(" and ") };
        let claims = match rule.claims {
            [] => String::new(),
            claims => format!(" It follows from {}.", claims.join(", ")),
        };
        let what = if rule.of_pages { "deployments and the snippets of pages" } else { "deployments" };
        Some(format!("A rule about {what}, under the guidance of {packs}.{claims}"))
    }

    fn compares(&self, text: &str, label: &str) -> bool {
        compare::dialect(text, label).is_some()
    }

    fn snippets(
        &self,
        page: PageId,
        text: &str,
        document: &Document,
        packs: &[&str],
    ) -> Option<Rc<dyn Snippets>> {
        let packs: Vec<Pack> = packs.iter().filter_map(|id| Pack::of_id(id)).collect();
        Some(Rc::new(pages::judge(page, text, document, &packs)?))
    }

    fn files(
        &self,
        pages: &[Page],
        first: PageId,
        asked: &Asked<'_>,
    ) -> (Box<dyn extension::Section>, Vec<Finding>) {
        let packs: Vec<Pack> = asked.packs.iter().filter_map(|id| Pack::of_id(id)).collect();
        let files = &pages[first as usize..];
        let judged = Judged::new(files, first, &packs);
        let findings = judged.findings(pages, asked.rules);
        let mut report = judged.report(pages);
        report.picture = asked.picture.then(|| judged.svg(&report.claims));
        report.files = files.iter().map(|page| page.path.clone()).collect();
        let counts = [&mut report.notes, &mut report.warnings, &mut report.errors];
        for finding in findings.iter().filter(|finding| finding.place.page >= first) {
            *counts[finding.severity as usize] += 1;
        }
        (Box::new(Section { report, judged }), findings)
    }
}

/// The part of a report about a deployment.
#[derive(Debug)]
pub struct Section {
    /// What it holds, and which claims hold or break.
    pub report: TopologyReport,
    judged: Judged,
}

/// The section of a report; `None` where no topology was given, or nothing is plugged in.
#[must_use]
pub fn section(report: &Report) -> Option<&Section> {
    report.topology.as_ref()?.as_any().downcast_ref()
}

impl Section {
    /// The picture of the deployment, as SVG.
    #[must_use]
    pub fn svg(&self) -> String {
        self.judged.svg(&self.report.claims)
    }
}

impl extension::Section for Section {
    fn json(&self) -> String {
        serde_json::to_string(&self.report).expect("a report is plain data")
    }

    fn quote(&mut self, guidance: &Guidance, matrix: &Matrix, locale: Option<&Locale>) {
        self.report.quote(guidance, matrix, locale);
        // The picture tells what its claims say.
        if self.report.picture.is_some() {
            self.report.picture = Some(self.svg());
        }
    }

    fn text(&self, out: &mut Canvas) {
        render::deployment(out, &self.report);
    }

    fn alone(&self, format: &str, report: &Report, pages: &[Page], style: &Style) -> Option<String> {
        match format {
            "json" => Some(render::json(report, &self.report)),
            "text" => Some(render::text(report, (&self.report, &self.judged.verdicts.broken), pages, style)),
            "svg" => Some(self.svg()),
            _ => None,
        }
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
