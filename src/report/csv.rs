//! CSV (RFC 4180) for spreadsheets: a row a finding, those that are set aside at the end.

use super::quote::quote;
use super::text::severity_name;
use super::{Report, mqm};
use crate::document::Page;

const HEADER: [&str; 17] = [
    "severity",
    "rule",
    "mqm",
    "message",
    "locale",
    "path",
    "line",
    "column",
    "sentence",
    "source_locale",
    "source_path",
    "source_line",
    "source_sentence",
    "help",
    "confidence",
    "fingerprint",
    "set_aside",
];

/// A header and a row for each finding.
#[must_use]
pub fn render(report: &Report, pages: &[Page]) -> String {
    let mut out = HEADER.join(",");
    out.push_str("\r\n");
    for finding in report.findings.iter().chain(&report.dismissed) {
        let related = finding.related.first();
        let sentence = |place| quote(pages, place).map(|quote| quote.text()).unwrap_or_default();
        let number = |number: u32| number.to_string();
        let aside = finding.dismissal.as_ref().map(|own| match own.reason.as_str() {
            "" => own.by.to_owned(),
            reason => reason.to_owned(),
        });
        let row: [String; HEADER.len()] = [
            severity_name(finding.severity).to_owned(),
            finding.rule.to_owned(),
            mqm::category(finding.rule).to_owned(),
            finding.message.clone(),
            finding.locale.clone(),
            finding.path.clone(),
            number(finding.range.start.line),
            number(finding.range.start.column),
            sentence(&finding.place),
            related.map(|own| own.locale.clone()).unwrap_or_default(),
            related.map(|own| own.path.clone()).unwrap_or_default(),
            related.map(|own| number(own.range.start.line)).unwrap_or_default(),
            related.map(|own| sentence(&own.place)).unwrap_or_default(),
            finding.help.clone(),
            finding.confidence.map(|own| own.to_string()).unwrap_or_default(),
            finding.fingerprint.clone(),
            aside.unwrap_or_default(),
        ];
        out.push_str(&row.map(|cell| field(&cell)).join(","));
        out.push_str("\r\n");
    }
    out
}

/// A cell, in quotes where it needs them. What a spreadsheet would take for a formula becomes text.
fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn cells_are_quoted_where_they_need_it_and_are_no_formulas() {
        assert_eq!(field("plain"), "plain");
        assert_eq!(field("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(field("=HYPERLINK(1)"), "'=HYPERLINK(1)");
    }
}
