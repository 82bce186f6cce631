//! GitLab's code quality report (<https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>).

use super::Report;
use crate::finding::Severity;
use crate::order::OrderedSet;
use serde_json::{Value, json};

/// An array with an entry for each finding.
#[must_use]
pub fn render(report: &Report) -> String {
    let mut seen = OrderedSet::new();
    let entries: Vec<Value> = report
        .findings
        .iter()
        // GitLab takes each fingerprint once.
        .filter(|finding| seen.insert(&finding.fingerprint))
        .map(|finding| {
            json!({
                "description": finding.message,
                "check_name": finding.rule,
                "fingerprint": finding.fingerprint,
                "severity": severity(finding.severity),
                "location": {
                    "path": finding.path,
                    "lines": {"begin": finding.range.start.line, "end": finding.range.end.line},
                },
            })
        })
        .collect();
    crate::report::json::pretty(&entries)
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Note => "info",
    }
}
