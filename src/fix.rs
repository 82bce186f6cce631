//! The fixes of a report, made in the pages: those that are certain, or all that there are.
//!
//! What mends a finding is found where it is reported (`report/mending.rs`).

use crate::document::Page;
use crate::order::{InOrder as _, OrderedMap};
pub use crate::report::mending::of;
use crate::report::{Report, ReportedFinding};
use crate::source::Span;
use std::fmt::Write as _;

/// Lines around a change that a diff shows.
const CONTEXT: usize = 3;

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

/// The pages of a run with the fixes of what was found: those that are certain, or all. The edits of a fix are made
/// together. Of two fixes that overlap the first is made; another run makes the second.
#[must_use]
pub fn pages(report: &Report, pages: &[Page], all: bool) -> Vec<FixedPage> {
    let mut groups: OrderedMap<u32, Vec<Vec<(Span, &str)>>> = OrderedMap::new();
    for ReportedFinding { edits, place, edit_spans, .. } in &report.findings {
        if edits.iter().any(|edit| all || edit.applicability == "safe") {
            let replacements = edits.iter().map(|edit| edit.replacement.as_str());
            groups
                .entry(place.page)
                .or_default()
                .push(edit_spans.iter().copied().zip(replacements).collect());
        }
    }
    let mut fixed = Vec::new();
    for (page, mut groups) in groups {
        let Some(page) = pages.get(page as usize) else { continue };
        groups.put_in_order();
        let (mut text, mut at, mut fixes) = (String::with_capacity(page.text.len()), 0, 0);
        for group in groups {
            let mut end = at;
            let fits = group.iter().all(|(span, _)| {
                let free = end <= span.start as usize && page.text.get(span.range()).is_some();
                end = span.end as usize;
                free
            });
            if !fits {
                continue;
            }
            for (span, replacement) in group {
                text.push_str(page.text.get(at..span.start as usize).unwrap_or_default());
                text.push_str(replacement);
                at = span.end as usize;
            }
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
