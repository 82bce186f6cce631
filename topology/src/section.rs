//! The part of a report about a deployment.

use crate::report::TopologyReport;
use crate::rules::Pack;
use crate::{Judged, render};
use std::any::Any;
use unisono::document::Page;
use unisono::extension::{self, Asked};
use unisono::finding::{Finding, PageId};
use unisono::guidance::Guidance;
use unisono::language::Locale;
use unisono::report::Report;
use unisono::report::matrix::Matrix;
use unisono::report::text::{Canvas, Style};

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
    /// What the files from the page `first` on show, and what is wrong with it.
    pub(crate) fn of_files(pages: &[Page], first: PageId, asked: &Asked<'_>) -> (Self, Vec<Finding>) {
        let packs: Vec<&Pack> = asked.packs.iter().filter_map(|id| Pack::of_id(id)).collect();
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
        (Self { report, judged }, findings)
    }

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
