//! The report as one HTML page for people who have nothing of Unisono: translators, reviewers, managers. It needs no
//! network, and its policy lets nothing in but its own style and script, named by their hashes. Without scripts it is
//! all there, only without filters.

use super::escape::markup;
use super::formats::{by_language, counts};
use super::quote::{Quote, quote};
use super::text::{counted, severity_name};
use super::{Report, ReportedFinding, mqm, rules};
use crate::document::Page;
use crate::finding::Place;
use crate::order::{OrderedMap, OrderedSet};
use std::fmt::Write as _;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// SHA-256 of the two, in Base64; a test of the package holds them to it.
const STYLE_HASH: &str = include_str!("page.css.sha256");
const SCRIPT_HASH: &str = include_str!("page.js.sha256");

/// The page.
#[must_use]
pub fn render(report: &Report, pages: &[Page]) -> String {
    let summary = &report.summary;
    let title = format!("Unisono: {}", counts(summary.errors, summary.warnings, summary.notes));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; \
        script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
        <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        STYLE_HASH.trim(),
        SCRIPT_HASH.trim(),
    );
    header(&mut out, report);
    languages(&mut out, report);
    filters(&mut out, report);
    out.push_str("<main>\n");
    if report.findings.is_empty() {
        out.push_str("<p class=\"none\">Nothing was found.</p>\n");
    }
    grouped(&mut out, &report.findings, pages);
    out.push_str("<p id=\"nothing\" class=\"none\" hidden>No finding fits these filters.</p>\n");
    if !report.dismissed.is_empty() {
        let count = counted(report.dismissed.len(), "finding");
        let _ = writeln!(out, "<details class=\"aside\"><summary>{count} set aside</summary>");
        grouped(&mut out, &report.dismissed, pages);
        out.push_str("</details>\n");
    }
    unmatched(&mut out, report);
    out.push_str("</main>\n");
    legend(&mut out, report);
    let _ = writeln!(out, "<script>{SCRIPT}</script>\n</body>\n</html>");
    out
}

fn header(out: &mut String, report: &Report) {
    let summary = &report.summary;
    let _ = write!(
        out,
        "<header>\n<h1>Do all languages say the same?</h1>\n<p>{} in {}, {} compared</p>\n<ul class=\"totals\">\n",
        counted(summary.pages as usize, "page"),
        counted(summary.sets.len(), "document set"),
        counted(summary.sentences as usize, "sentence"),
    );
    let totals = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")];
    for (count, name) in totals {
        let _ = writeln!(
            out,
            "<li class=\"{name}\"><b>{count}</b> {name}{}</li>",
            if count == 1 { "" } else { "s" }
        );
    }
    out.push_str("</ul>\n</header>\n");
}

fn languages(out: &mut String, report: &Report) {
    let rows = by_language(report);
    let most = rows.iter().map(|(.., counts)| counts.iter().sum::<u32>()).max().unwrap_or(0).max(1);
    out.push_str(
        "<section aria-labelledby=\"by-language\">\n<h2 id=\"by-language\">Languages</h2>\n<table>\n<thead><tr>\
        <th scope=\"col\">language</th><th scope=\"col\">pages</th><th scope=\"col\">errors</th>\
        <th scope=\"col\">warnings</th><th scope=\"col\">notes</th><td></td></tr></thead>\n<tbody>\n",
    );
    for (locale, pages, [errors, warnings, notes]) in rows {
        let name = if locale.is_empty() { "unknown" } else { locale };
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{pages}</td><td>{errors}</td><td>{warnings}</td><td>{notes}</td>\
            <td class=\"bar\"><svg viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">{}</svg></td></tr>",
            markup(name),
            bars([errors, warnings, notes], most),
        );
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
}

/// Three stretches of a bar, in hundredths of the longest.
fn bars(counts: [u32; 3], most: u32) -> String {
    let mut at = 0;
    let mut out = String::new();
    for (count, class) in counts.into_iter().zip(["error", "warning", "note"]) {
        let width = u64::from(count) * 10_000 / u64::from(most);
        let hundredths = |value: u64| format!("{}.{:02}", value / 100, value % 100);
        let (x, wide) = (hundredths(at), hundredths(width));
        let _ = write!(out, "<rect class=\"{class}\" x=\"{x}\" y=\"0\" width=\"{wide}\" height=\"8\"/>");
        at += width;
    }
    out
}

/// Shown by the script, which alone makes them work.
fn filters(out: &mut String, report: &Report) {
    let locales: OrderedSet<&str> = report.findings.iter().map(|finding| finding.locale.as_str()).collect();
    let rules: OrderedSet<&str> = report.findings.iter().map(|finding| finding.rule).collect();
    out.push_str("<form id=\"filters\" hidden>\n<fieldset><legend>Severity</legend>\n");
    for name in ["error", "warning", "note"] {
        let _ = writeln!(
            out,
            "<label><input type=\"checkbox\" name=\"severity\" value=\"{name}\" checked> {name}s</label>"
        );
    }
    out.push_str("</fieldset>\n");
    for (name, options) in [("locale", locales), ("rule", rules)] {
        let label = if name == "locale" { "Language" } else { "Rule" };
        let _ = writeln!(out, "<label>{label} <select name=\"{name}\"><option value=\"\">all</option>");
        for option in options.into_iter().filter(|option| !option.is_empty()) {
            let _ = writeln!(out, "<option>{}</option>", markup(option));
        }
        out.push_str("</select></label>\n");
    }
    out.push_str(
        "<label>Text <input type=\"search\" name=\"text\" placeholder=\"in page, message, sentence\"></label>\n\
        <output id=\"count\" aria-live=\"polite\"></output>\n</form>\n",
    );
}

fn grouped(out: &mut String, findings: &[ReportedFinding], pages: &[Page]) {
    let mut page: Option<&str> = None;
    for finding in findings {
        if page != Some(&finding.path) {
            if page.is_some() {
                out.push_str("</section>\n");
            }
            page = Some(&finding.path);
            let _ = writeln!(out, "<section class=\"page\">\n<h2>{}</h2>", markup(&finding.path));
        }
        card(out, finding, pages);
    }
    if page.is_some() {
        out.push_str("</section>\n");
    }
}

fn card(out: &mut String, finding: &ReportedFinding, pages: &[Page]) {
    let (severity, rule, locale) = (severity_name(finding.severity), finding.rule, markup(&finding.locale));
    let start = &finding.range.start;
    let _ = write!(
        out,
        "<article class=\"{severity}\" data-severity=\"{severity}\" data-rule=\"{rule}\" data-locale=\"{locale}\">\n\
        <h3><span class=\"severity\">{severity}</span> {}</h3>\n\
        <p class=\"where\"><code>{rule}</code> · line {} · {}{}</p>\n<div class=\"sides\">\n",
        markup(&finding.message),
        start.line,
        mqm::category(rule),
        finding.confidence.map(|own| format!(" · {own}\u{a0}% sure")).unwrap_or_default(),
    );
    for related in finding.related.iter().take(3) {
        let label = format!("{} · {}:{}", related.locale, related.path, related.range.start.line);
        side(out, pages, &related.place, (&related.locale, &label, &related.message));
    }
    let label = format!("{} · {}:{}", finding.locale, finding.path, start.line);
    side(out, pages, &finding.place, (&finding.locale, &label, ""));
    out.push_str("</div>\n");
    if !finding.help.is_empty() {
        let _ = writeln!(out, "<p class=\"help\">{}</p>", markup(&finding.help));
    }
    if !finding.folded.is_empty() {
        let count = counted(finding.folded.len(), "more finding");
        let _ = writeln!(out, "<details><summary>It stands for {count}</summary>\n<ul>");
        for folded in &finding.folded {
            let (path, line) = (markup(&folded.path), folded.range.start.line);
            let _ = writeln!(
                out,
                "<li>{path}:{line} <code>{}</code> {}</li>",
                folded.rule,
                markup(&folded.message)
            );
        }
        out.push_str("</ul>\n</details>\n");
    }
    if let Some(dismissal) = &finding.dismissal {
        let by = match dismissal.by {
            "page" => "Set aside in the page",
            "dismissed" => "Set aside in the baseline",
            _ => "Known since the baseline was written",
        };
        let until = dismissal.until.as_ref().map(|until| format!(" until {until}")).unwrap_or_default();
        let reason =
            if dismissal.reason.is_empty() { String::new() } else { format!(": {}", dismissal.reason) };
        let _ = writeln!(out, "<p class=\"reason\">{by}{}</p>", markup(&format!("{until}{reason}")));
    }
    let _ = writeln!(out, "<p class=\"print\"><code>{}</code></p>\n</article>", markup(&finding.fingerprint));
}

/// A sentence under the place it is from.
fn side(out: &mut String, pages: &[Page], place: &Place, (locale, label, note): (&str, &str, &str)) {
    let Some(Quote { before, marked, after }) = quote(pages, place) else { return };
    let mark = if marked.trim().is_empty() {
        "<mark class=\"gap\">‸</mark>".to_owned()
    } else {
        format!("<mark>{}</mark>", markup(&marked))
    };
    let lang = if locale.is_empty() { String::new() } else { format!(" lang=\"{}\"", markup(locale)) };
    let note = if note.is_empty() { String::new() } else { format!(" <i>{}</i>", markup(note)) };
    let _ = writeln!(
        out,
        "<figure><figcaption>{}{note}</figcaption><blockquote dir=\"auto\"{lang}>{}{mark}{}</blockquote></figure>",
        markup(label),
        markup(&before),
        markup(&after),
    );
}

fn unmatched(out: &mut String, report: &Report) {
    let pages = &report.summary.unmatched;
    if pages.is_empty() {
        return;
    }
    let count = counted(pages.len(), "page");
    let _ = writeln!(
        out,
        "<details class=\"aside\"><summary>{count} in no set, and so not compared</summary>\n<ul>"
    );
    for page in pages {
        let _ = writeln!(out, "<li>{}: {}</li>", markup(&page.path), markup(&page.reason));
    }
    out.push_str("</ul>\n</details>\n");
}

/// What the rules that found something are about.
fn legend(out: &mut String, report: &Report) {
    let mut counts: OrderedMap<&str, u32> = OrderedMap::new();
    for finding in &report.findings {
        *counts.entry(finding.rule).or_default() += 1;
    }
    if counts.is_empty() {
        return;
    }
    out.push_str("<footer>\n<h2>What the rules are about</h2>\n<dl>\n");
    for (rule, count) in counts {
        let Some(own) = rules::summary(rule) else { continue };
        let severity = severity_name(own.severity);
        let _ = writeln!(
            out,
            "<dt><code>{rule}</code> {} · {severity} · {}</dt><dd>{}</dd>",
            counted(count as usize, "finding"),
            mqm::category(rule),
            markup(own.explanation),
        );
    }
    out.push_str("</dl>\n</footer>\n");
}
