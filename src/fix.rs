//! Replacements that mend findings: copying from the source what must be the same in every language. Nothing that
//! somebody would have to translate is ever touched.
//!
//! A fix is *certain* where what stands in the source is right in every language: code, a name, an address, a number
//! written in plain digits, the case of a product's name. Others are made only where they are asked for.

use crate::document::{Document, Mark, MarkKind, Page, Side};
use crate::finding::{Finding, Fix, Place, Severity};
use crate::report::{Report, ReportedFinding};
use crate::source::Span;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Longer stretches than this, in bytes, are no single fact.
const LONGEST: usize = 200;
/// Lines around a change that a diff shows.
const CONTEXT: usize = 3;

/// A replacement that would mend a finding, and whether it is certain.
#[must_use]
pub fn of(pages: &[Page], finding: &Finding) -> Option<(Fix, bool)> {
    if let Some(fix) = &finding.fix {
        return Some((fix.clone(), true));
    }
    let related = finding.related.first()?;
    match finding.rule {
        "link-changed" => link(pages, finding, &related.place),
        "code-block-changed"
        | "identifier-changed"
        | "inline-code-changed"
        | "number-changed"
        | "snippet-changed"
        | "version-changed" => copy(pages, finding, &related.place),
        _ => None,
    }
}

/// The words of the source in the place of those of the translation, where the message says that the one became the
/// other.
fn copy(pages: &[Page], finding: &Finding, source: &Place) -> Option<(Fix, bool)> {
    let (was, is) = (text(pages, source)?, text(pages, &finding.place)?);
    let said = finding.message.ends_with(&format!("{was} became {is}"))
        || finding.message.ends_with(&format!("has {is}: the source has {was}"));
    if !said || was == is || was.contains('\n') || is.contains('\n') || was.len().max(is.len()) > LONGEST {
        return None;
    }
    // A number has other signs between its digits in other languages, and a version is a word in some.
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let certain = match finding.rule {
        "number-changed" => plain(was) && plain(is),
        "version-changed" => false,
        _ => true,
    };
    let fix = Fix { message: format!("Write {was}"), span: finding.place.span, replacement: was.to_owned() };
    Some((fix, certain && finding.severity == Severity::Error))
}

/// The address of the source's link in the place of that of the translation.
fn link(pages: &[Page], finding: &Finding, source: &Place) -> Option<(Fix, bool)> {
    let (from, to) = (pages.get(source.page as usize)?, pages.get(finding.place.page as usize)?);
    let (_, was) = destination(from, source.span)?;
    let (at, is) = destination(to, finding.place.span)?;
    if was == is || was.len().max(is.len()) > LONGEST {
        return None;
    }
    // An address of the site itself may lead to the page in the language, and so may one that names a language.
    let absolute = |text: &str| text.starts_with("https://") || text.starts_with("http://");
    let names_language =
        was.split('/').any(|part| finding.related.first().is_some_and(|own| is_locale(part, &own.locale)));
    let certain = absolute(was) && absolute(is) && !names_language && finding.severity == Severity::Error;
    let fix = Fix { message: format!("Let it lead to {was}"), span: at, replacement: was.to_owned() };
    Some((fix, certain))
}

/// Whether a part of an address names a language: that of the source.
fn is_locale(part: &str, locale: &str) -> bool {
    let language = locale.split('-').next().unwrap_or_default();
    part.eq_ignore_ascii_case(locale) || part.eq_ignore_ascii_case(language)
}

/// The address of the link in or around a place, where it is written once: its place and its text.
fn destination(page: &Page, place: Span) -> Option<(Span, &str)> {
    let document = page.documents.iter().find(|document| document.side == Side::Whole)?;
    let near = |mark: &&Mark| {
        let own = document.source_span(mark.text);
        own == place || own.contains(place) || mark.source == place
    };
    let links = document.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Link { .. }));
    let mut own = links.filter(near);
    let (Some(mark), None) = (own.next(), own.next()) else { return None };
    written(document, mark, page)
}

fn written<'p>(document: &'p Document, mark: &Mark, page: &'p Page) -> Option<(Span, &'p str)> {
    let MarkKind::Link { destination } = mark.kind else { return None };
    let address = document.string(destination);
    let written = page.text.get(mark.source.range())?;
    // Behind the text of the link; where it is text and address at once it is not known which of the two is meant.
    let at = written.rfind(address)?;
    let before = written[..at].ends_with(['(', '<', '"', '\'', '=', ' ']);
    let once = written.matches(address).count() == 1;
    let start = mark.source.start + u32::try_from(at).ok()?;
    let span = Span::new(start, start + u32::try_from(address.len()).ok()?);
    (before && once && !address.is_empty()).then_some((span, address))
}

fn text<'p>(pages: &'p [Page], place: &Place) -> Option<&'p str> {
    let text = pages.get(place.page as usize)?.text.get(place.span.range())?;
    (!text.trim().is_empty()).then_some(text)
}

/// A page with fixes in it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FixedPage {
    /// Its path, as findings name it.
    pub path: String,
    /// Its text.
    pub text: String,
    /// How many fixes are in it.
    pub fixes: u32,
    /// What they change, as a unified diff.
    pub diff: String,
}

/// The pages of a run with the fixes of what was found: those that are certain, or all. Of two that overlap the first is
/// made; another run makes the second.
#[must_use]
pub fn pages(report: &Report, pages: &[Page], all: bool) -> Vec<FixedPage> {
    let mut edits: BTreeMap<u32, Vec<(Span, &str)>> = BTreeMap::new();
    for ReportedFinding { fix, place, fix_span, .. } in &report.findings {
        let Some(fix) = fix.as_ref().filter(|fix| all || fix.safe) else { continue };
        edits.entry(place.page).or_default().push((*fix_span, &fix.replacement));
    }
    let mut fixed = Vec::new();
    for (page, mut edits) in edits {
        let Some(page) = pages.get(page as usize) else { continue };
        edits.sort_unstable();
        let (mut text, mut at, mut fixes) = (String::with_capacity(page.text.len()), 0, 0);
        for (span, replacement) in edits {
            let Some(between) = page.text.get(at..span.start as usize) else { continue };
            if page.text.get(span.range()).is_none() {
                continue;
            }
            text.push_str(between);
            text.push_str(replacement);
            at = span.end as usize;
            fixes += 1;
        }
        text.push_str(page.text.get(at..).unwrap_or_default());
        let diff = diff(&page.path, &page.text, &text);
        fixed.push(FixedPage { path: page.path.clone(), text, fixes, diff });
    }
    fixed
}

/// A unified diff of two texts with the same number of lines; fixes never add one.
fn diff(path: &str, old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    let changed: Vec<usize> = (0..old.len().min(new.len())).filter(|&at| old[at] != new[at]).collect();
    let mut out = format!("--- a/{path}\n+++ b/{path}\n");
    let mut next = 0;
    while let Some(&first) = changed.get(next) {
        let mut last = first;
        while let Some(&at) = changed.get(next).filter(|&&at| at <= last + 2 * CONTEXT) {
            last = at;
            next += 1;
        }
        let end = (last + CONTEXT + 1).min(old.len() - usize::from(old.last() == Some(&"")));
        let start = first.saturating_sub(CONTEXT);
        let count = end - start;
        let _ = writeln!(out, "@@ -{0},{count} +{0},{count} @@", start + 1);
        let mut at = start;
        while at < end {
            if old[at] == new[at] {
                line(&mut out, ' ', &old, at);
                at += 1;
                continue;
            }
            let run = (at..end).take_while(|&at| old[at] != new[at]).count();
            (at..at + run).for_each(|at| line(&mut out, '-', &old, at));
            (at..at + run).for_each(|at| line(&mut out, '+', &new, at));
            at += run;
        }
    }
    out
}

/// A line of a diff; the last one of a text has to end with a line break, or not to.
fn line(out: &mut String, sign: char, lines: &[&str], at: usize) {
    let end = if at + 1 == lines.len() { "\n\\ No newline at end of file" } else { "" };
    let _ = writeln!(out, "{sign}{}{end}", lines[at]);
}

#[cfg(test)]
mod tests {
    use super::diff;

    #[test]
    fn a_diff_of_a_last_line_without_a_line_break_says_so() {
        assert_eq!(
            diff("a.md", "a\nb", "a\nc"),
            "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n"
        );
    }

    #[test]
    fn a_diff_shows_changed_lines_with_three_around_them() {
        let old: String = (1..=20).map(|line| format!("line {line}\n")).collect();
        let new = old.replace("line 2\n", "line two\n").replace("line 12\n", "line twelve\n");
        assert_eq!(
            diff("a.md", &old, &new),
            "--- a/a.md\n+++ b/a.md\n@@ -1,5 +1,5 @@\n line 1\n-line 2\n+line two\n line 3\n line 4\n line 5\n\
            @@ -9,7 +9,7 @@\n line 9\n line 10\n line 11\n-line 12\n+line twelve\n line 13\n line 14\n line 15\n"
        );
    }
}
