//! The formats that a report can be had in, by their names.

use super::text::{Style, severity_name};
use super::{Report, csv, github, gitlab, html, json, junit, markdown, matrix, sarif, text, xliff};
use crate::document::Page;
use crate::finding::Severity;

/// The names of all formats.
pub const FORMATS: [&str; 15] = [
    "text",
    "json",
    "jsonl",
    "sarif",
    "github",
    "github-summary",
    "gitlab",
    "junit",
    "markdown",
    "csv",
    "xliff",
    "html",
    "matrix",
    "matrix-md",
    "matrix-html",
];

/// The report in a format, what it says of one language where a locale is given; `pages` are those that it was built
/// from.
///
/// # Errors
/// There is no such format, or it cannot hold this report: a message that says what to do.
pub fn render(
    format: &str,
    report: &Report,
    pages: &[Page],
    style: &Style,
    locale: Option<&str>,
) -> Result<String, String> {
    let of_language;
    let report = match locale {
        None => report,
        Some(locale) => {
            of_language = only(report, locale);
            &of_language
        }
    };
    Ok(match format {
        "text" => text::render(report, pages, style),
        "json" => json::render(report),
        "jsonl" => json::lines(report),
        "sarif" => sarif::render(report),
        "github" => github::annotations(report),
        "github-summary" => github::summary(report, pages),
        "gitlab" => gitlab::render(report),
        "junit" => junit::render(report),
        "markdown" => markdown::render(report, pages),
        "csv" => csv::render(report, pages),
        "xliff" => return xliff::render(report, pages, locale),
        "html" => html::render(report, pages),
        "matrix" => matrix::text::render(&report.matrix),
        "matrix-md" => matrix::markdown::render(&report.matrix),
        "matrix-html" => matrix::html::render(&report.matrix),
        _ => return Err(format!("there is no format {format:?}: choose one of {}", FORMATS.join(", "))),
    })
}

/// What a report says of one language.
fn only(report: &Report, locale: &str) -> Report {
    let mut own = report.clone();
    own.findings.retain(|finding| finding.locale == locale);
    own.dismissed.retain(|finding| finding.locale == locale);
    let count = |severity| {
        let all = own.findings.iter().filter(|finding| finding.severity == severity);
        u32::try_from(all.count()).unwrap_or(u32::MAX)
    };
    let counts = [count(Severity::Error), count(Severity::Warning), count(Severity::Note)];
    let summary = &mut own.summary;
    [summary.errors, summary.warnings, summary.notes] = counts;
    summary.dismissed = u32::try_from(own.dismissed.len()).unwrap_or(u32::MAX);
    for set in &mut summary.sets {
        set.documents
            .retain(|document| document.locale == locale || set.source.as_ref() == Some(&document.locale));
    }
    summary.sets.retain(|set| set.documents.iter().any(|document| document.locale == locale));
    own
}

/// "3 errors, 1 warning"; "no findings" where there are none.
pub(super) fn counts(errors: u32, warnings: u32, notes: u32) -> String {
    let all = [(errors, Severity::Error), (warnings, Severity::Warning), (notes, Severity::Note)];
    let told: Vec<String> = all
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, severity)| text::counted(count as usize, severity_name(severity)))
        .collect();
    if told.is_empty() { "no findings".to_owned() } else { told.join(", ") }
}

/// Pages and findings of each language: errors, warnings, notes.
pub(super) fn by_language(report: &Report) -> Vec<(&str, u32, [u32; 3])> {
    let mut languages: crate::order::OrderedMap<&str, (u32, [u32; 3])> = crate::order::OrderedMap::new();
    for document in report.summary.sets.iter().flat_map(|set| &set.documents) {
        languages.entry(&document.locale).or_default().0 += 1;
    }
    for finding in &report.findings {
        let own = languages.entry(&finding.locale).or_default();
        own.1[2 - finding.severity as usize] += 1;
    }
    languages.into_iter().map(|(locale, (pages, counts))| (locale, pages, counts)).collect()
}
