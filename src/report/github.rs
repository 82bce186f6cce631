//! GitHub: annotations on the lines of a pull request, which a workflow prints, and the summary of a job.

use super::Report;
use super::formats::{by_language, counts};
use super::markdown::finding_lines;
use super::text::counted;
use crate::document::Page;
use crate::finding::Severity;
use crate::order::InOrder as _;
use std::fmt::Write as _;

/// As many findings as a summary shows: GitHub takes a megabyte, and people a screen or two.
const SHOWN: usize = 50;

/// A workflow command a finding
/// (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions>).
#[must_use]
pub fn annotations(report: &Report) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let (start, end) = (&finding.range.start, &finding.range.end);
        let _ = write!(
            out,
            "::{command} file={},line={},endLine={}",
            property(&finding.path),
            start.line,
            end.line
        );
        // Columns are taken within one line only.
        if start.line == end.line {
            let _ = write!(out, ",col={},endColumn={}", start.column, end.column);
        }
        let help = if finding.help.is_empty() { String::new() } else { format!("\n{}", finding.help) };
        let said = finding
            .related
            .first()
            .map(|related| format!("\n{}: {}:{}", related.message, related.path, related.range.start.line));
        let message = format!("{}{help}{}", finding.message, said.unwrap_or_default());
        let _ = writeln!(out, ",title={}::{}", property(finding.rule), data(&message));
    }
    let summary = &report.summary;
    let _ = writeln!(out, "{}", counts(summary.errors, summary.warnings, summary.notes));
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The counts of each language, and the gravest findings, as Markdown.
#[must_use]
pub fn summary(report: &Report, pages: &[Page]) -> String {
    let summary = &report.summary;
    let mut out = format!("## Unisono: {}\n\n", counts(summary.errors, summary.warnings, summary.notes));
    out.push_str("| language | pages | errors | warnings | notes |\n|---|--:|--:|--:|--:|\n");
    for (locale, pages, [errors, warnings, notes]) in by_language(report) {
        let locale = if locale.is_empty() { "unknown" } else { locale };
        let _ = writeln!(out, "| {locale} | {pages} | {errors} | {warnings} | {notes} |");
    }
    let mut gravest: Vec<_> = report.findings.iter().collect();
    // Within a severity the order of the report stays.
    gravest.put_in_order_by_key(|finding| std::cmp::Reverse(finding.severity));
    for finding in gravest.iter().take(SHOWN) {
        out.push('\n');
        finding_lines(&mut out, finding, pages, true);
    }
    if gravest.len() > SHOWN {
        let _ = writeln!(out, "\nand {} more", counted(gravest.len() - SHOWN, "finding"));
    }
    if summary.dismissed > 0 {
        let _ = writeln!(out, "\n{} set aside", counted(summary.dismissed as usize, "finding"));
    }
    out
}
