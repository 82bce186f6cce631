//! Markdown: for issues, comments and wikis.

use super::escape::markdown;
use super::formats::{by_language, counts};
use super::quote::{Quote, quote};
use super::text::{counted, severity_name};
use super::{Report, ReportedFinding, mqm};
use crate::document::Page;
use std::fmt::Write as _;

/// The findings by page, each with its sentence and that of the source.
#[must_use]
pub fn render(report: &Report, pages: &[Page]) -> String {
    let summary = &report.summary;
    let mut out = format!(
        "# What Unisono found: {}\n\n{} in {}, {} compared\n\n",
        counts(summary.errors, summary.warnings, summary.notes),
        counted(summary.pages as usize, "page"),
        counted(summary.sets.len(), "document set"),
        counted(summary.sentences as usize, "sentence"),
    );
    out.push_str("| language | pages | errors | warnings | notes |\n|---|--:|--:|--:|--:|\n");
    for (locale, pages, [errors, warnings, notes]) in by_language(report) {
        let locale = if locale.is_empty() { "unknown" } else { locale };
        let _ = writeln!(out, "| {locale} | {pages} | {errors} | {warnings} | {notes} |");
    }
    let mut page = None;
    for finding in &report.findings {
        if page != Some(&finding.path) {
            page = Some(&finding.path);
            let _ = write!(out, "\n## {}\n", markdown(&finding.path));
        }
        out.push('\n');
        finding_lines(&mut out, finding, pages, false);
    }
    if !report.dismissed.is_empty() {
        let _ = write!(out, "\n## Set aside\n\n");
        for finding in &report.dismissed {
            let Some(dismissal) = &finding.dismissal else { continue };
            let why = if dismissal.reason.is_empty() { dismissal.by } else { &dismissal.reason };
            let (path, line) = (markdown(&finding.path), finding.range.start.line);
            let (rule, message) = (finding.rule, markdown(&finding.message));
            let _ = writeln!(out, "- {path}:{line} `{rule}`: {message} ({})", markdown(why));
        }
    }
    out
}

/// A finding as an item of a list; with its page where it does not stand under that.
pub(super) fn finding_lines(out: &mut String, finding: &ReportedFinding, pages: &[Page], with_page: bool) {
    let start = &finding.range.start;
    let path = if with_page { format!("{}:", markdown(&finding.path)) } else { String::new() };
    let _ = writeln!(
        out,
        "- **{}** `{}` at {path}{}:{} ({}, {}): {}",
        severity_name(finding.severity),
        finding.rule,
        start.line,
        start.column,
        if finding.locale.is_empty() { "unknown" } else { &finding.locale },
        mqm::category(finding.rule),
        markdown(&finding.message),
    );
    if let Some(own) = quote(pages, &finding.place) {
        let _ = writeln!(out, "  > {}", shown(&own));
    }
    for related in finding.related.iter().take(1) {
        if let Some(own) = quote(pages, &related.place) {
            let (locale, line) = (&related.locale, related.range.start.line);
            let _ = writeln!(out, "  >\n  > {} ({locale}, line {line})", shown(&own));
        }
    }
    if !finding.folded.is_empty() {
        let _ = writeln!(out, "\n  It stands for {} more.", finding.folded.len());
    }
    if !finding.help.is_empty() {
        let _ = writeln!(out, "\n  {}", markdown(&finding.help));
    }
}

fn shown(quote: &Quote) -> String {
    let marked = markdown(&quote.marked);
    let mark = if marked.trim().is_empty() { "‸".to_owned() } else { format!("<mark>{marked}</mark>") };
    format!("{}{mark}{}", markdown(&quote.before), markdown(&quote.after))
}
