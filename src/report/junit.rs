//! JUnit's XML, as Jenkins, GitLab and Azure Pipelines read it: a suite for each page, a test that passes where there is
//! nothing to tell, and one that fails for each finding. Notes pass, and what is set aside is skipped.

use super::escape::markup;
use super::text::severity_name;
use super::{Report, ReportedFinding};
use crate::finding::Severity;
use crate::order::OrderedMap;
use std::fmt::Write as _;

/// One document.
#[must_use]
pub fn render(report: &Report) -> String {
    let mut pages: OrderedMap<&str, Vec<&ReportedFinding>> = OrderedMap::new();
    for document in report.summary.sets.iter().flat_map(|set| &set.documents) {
        pages.entry(&document.path).or_default();
    }
    for finding in report.findings.iter().chain(&report.dismissed) {
        pages.entry(&finding.path).or_default().push(finding);
    }
    let tests: usize = pages.values().map(|own| own.len().max(1)).sum();
    let failures = report.findings.iter().filter(|finding| fails(finding)).count();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"unisono\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n"
    );
    for (path, findings) in pages {
        let name = markup(path);
        let failures = findings.iter().filter(|finding| fails(finding)).count();
        let skipped = findings.iter().filter(|finding| finding.dismissal.is_some()).count();
        let _ = writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">",
            findings.len().max(1)
        );
        if findings.is_empty() {
            let _ = writeln!(out, "    <testcase name=\"says what its set says\" classname=\"{name}\"/>");
        }
        for finding in findings {
            case(&mut out, finding, &name);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn fails(finding: &ReportedFinding) -> bool {
    finding.dismissal.is_none() && finding.severity > Severity::Note
}

fn case(out: &mut String, finding: &ReportedFinding, class: &str) {
    let start = &finding.range.start;
    let (rule, message) = (finding.rule, markup(&finding.message));
    let _ =
        writeln!(out, "    <testcase name=\"{}:{} {rule}\" classname=\"{class}\">", start.line, start.column);
    let mut said = format!("{}:{}:{}: {}", finding.path, start.line, start.column, finding.message);
    for related in &finding.related {
        let start = &related.range.start;
        let _ = write!(said, "\n{}:{}:{}: {}", related.path, start.line, start.column, related.message);
    }
    if !finding.help.is_empty() {
        let _ = write!(said, "\n{}", finding.help);
    }
    let said = markup(&said);
    if let Some(dismissal) = &finding.dismissal {
        let why = if dismissal.reason.is_empty() { dismissal.by } else { &dismissal.reason };
        let _ = writeln!(out, "      <skipped message=\"{}\"/>", markup(why));
        let _ = writeln!(out, "      <system-out>{said}</system-out>");
    } else if fails(finding) {
        let severity = severity_name(finding.severity);
        let _ = writeln!(out, "      <failure message=\"{message}\" type=\"{severity}\">{said}</failure>");
    } else {
        let _ = writeln!(out, "      <system-out>{said}</system-out>");
    }
    out.push_str("    </testcase>\n");
}
