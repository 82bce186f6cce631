//! XLIFF 2.1 (<https://docs.oasis-open.org/xliff/xliff-core/v2.1/xliff-core-v2.1.html>), for the tools of translators: the
//! sentences that something was found in, with their sources, and what was found as notes. A document has one target
//! language.

use super::escape::markup;
use super::quote::quote;
use super::text::severity_name;
use super::{Report, ReportedFinding};
use crate::document::Page;
use crate::finding::Severity;
use crate::order::{InOrder as _, OrderedMap, OrderedSet};
use std::fmt::Write as _;

/// A unit: the sentences of the source and of the translation, and the findings in them.
type Units<'r> = OrderedMap<(String, String), Vec<&'r ReportedFinding>>;

/// A document with the findings of one language.
///
/// # Errors
/// The findings are of several languages, and none was chosen.
pub fn render(report: &Report, pages: &[Page], locale: Option<&str>) -> Result<String, String> {
    let targets: OrderedSet<&str> = report.findings.iter().map(|finding| finding.locale.as_str()).collect();
    let targets: OrderedSet<&str> = targets.into_iter().filter(|locale| !locale.is_empty()).collect();
    if locale.is_none() && targets.len() > 1 {
        return Err(
            "XLIFF holds one target language, and there are findings in several: write one file for each, such as --report xliff=findings.{locale}.xlf"
                .to_owned(),
        );
    }
    let target = locale.or(targets.first().copied()).unwrap_or("und");
    let sources = report.findings.iter().flat_map(|finding| &finding.related).map(|own| own.locale.as_str());
    let source = sources
        .chain(report.summary.sets.iter().filter_map(|set| set.source.as_deref()))
        .find(|source| !source.is_empty() && *source != target)
        .unwrap_or("und");
    let mut files: OrderedMap<&str, Units<'_>> = OrderedMap::new();
    for finding in report.findings.iter().filter(|finding| finding.locale == target) {
        let said = |place| quote(pages, place).map(|quote| quote.text()).unwrap_or_default();
        let of_source = finding.related.iter().find(|own| own.locale != target);
        let sentences = (of_source.map(|own| said(&own.place)).unwrap_or_default(), said(&finding.place));
        files.entry(&finding.path).or_default().entry(sentences).or_default().push(finding);
    }
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" srcLang=\"{}\" trgLang=\"{}\">\n",
        markup(source),
        markup(target)
    );
    if files.is_empty() {
        out.push_str("  <file id=\"f1\"><group id=\"g1\"/></file>\n");
    }
    for (number, (path, units)) in (1..).zip(&files) {
        let _ = writeln!(out, "  <file id=\"f{number}\" original=\"{}\">", markup(path));
        let mut units: Vec<_> = units.iter().collect();
        units.put_in_order_by_key(|(_, findings)| findings.first().map(|own| own.range.start.offset));
        for (number, ((source, target), findings)) in (1..).zip(units) {
            unit(&mut out, number, (source, target), findings);
        }
        out.push_str("  </file>\n");
    }
    out.push_str("</xliff>\n");
    Ok(out)
}

fn unit(out: &mut String, number: usize, (source, target): (&str, &str), findings: &[&ReportedFinding]) {
    let _ = writeln!(out, "    <unit id=\"u{number}\">\n      <notes>");
    for (number, finding) in (1..).zip(findings) {
        let priority = match finding.severity {
            Severity::Error => 1,
            Severity::Warning => 4,
            Severity::Note => 8,
        };
        let help = if finding.help.is_empty() { String::new() } else { format!(" {}", finding.help) };
        let (line, severity) = (finding.range.start.line, severity_name(finding.severity));
        let _ = writeln!(
            out,
            "        <note id=\"n{number}\" appliesTo=\"target\" category=\"{}\" priority=\"{priority}\">{severity}, line {line}: {}</note>",
            finding.rule,
            markup(&format!("{}.{help}", finding.message)),
        );
    }
    out.push_str("      </notes>\n      <segment>\n");
    let _ = writeln!(out, "        <source xml:space=\"preserve\">{}</source>", markup(source));
    let _ = writeln!(out, "        <target xml:space=\"preserve\">{}</target>", markup(target));
    out.push_str("      </segment>\n    </unit>\n");
}
