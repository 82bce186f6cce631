//! What the history of a repository, as a caller tells it, makes of a check.

#![allow(clippy::unwrap_used, reason = "tests may fail where they stand")]

use std::ops::ControlFlow;
use unisono::freshness::History;
use unisono::report::{Report, text};
use unisono::{Checker, Options};

const SOURCE: &str = "---\nweight: 3\n---\n\n# Gateways\n\nOpen port 5269 on the server.\n\nStop the service.\n\n\
                      Use the new console to open it.\n\nKeep the copies for 15 days.\n";

fn checked(translation: &str, history: History, expand: bool) -> (Report, String) {
    let mut checker = Checker::new(Options::default().with_expand(expand));
    checker.add("docs", "en/ports.md", SOURCE.as_bytes());
    checker.add("docs", "de/ports.md", translation.as_bytes());
    checker.add_history("docs/de/ports.md", history);
    let report = checker.check(&mut |_| ControlFlow::Continue(())).unwrap();
    let shown = text::render(&report, checker.pages(), &text::Style::default());
    (report, shown)
}

/// Rules, and how many findings are folded into each.
fn rules(report: &Report) -> Vec<(&str, usize)> {
    report.findings.iter().map(|finding| (finding.rule, finding.folded.len())).collect()
}

fn history(changed: &[(u32, u32)]) -> History {
    History {
        commit: "0123456789abcdef0123456789abcdef01234567".to_owned(),
        recorded: true,
        commits_since: 2,
        since: Some("2026-03-01".to_owned()),
        changed: changed.to_vec(),
    }
}

const TRANSLATION: &str = "---\nsourceCommit: 0123456789abcdef\nweight: 3\n---\n\n# Gateways\n\n\
                           Öffnen Sie Port 5296 auf dem Server.\n\nBeenden Sie den Dienst.\n\n\
                           Bewahren Sie die Kopien 50 Tage lang auf.\n";

#[test]
fn what_differs_where_the_source_has_changed_follows_from_that() {
    let (report, shown) = checked(TRANSLATION, history(&[(11, 13)]), false);
    assert_eq!(rules(&report), [("translation-stale", 2), ("number-changed", 0)]);
    let stale = &report.findings[0];
    assert_eq!(
        stale.message,
        "the translation is older than its source, which has changed since 0123456789, the commit that the translation \
         records \
         (2 commits, the first of 2026-03-01), in 2 places, at lines 11, 13"
    );
    assert_eq!((stale.range.start.line, stale.related[0].range.start.line), (2, 11));
    assert!(shown.contains("the source has changed here"), "{shown}");
    // What was not changed is a mistake of the translation.
    assert_eq!(report.findings[1].message, "5269 became 5296");
    let (report, _) = checked(TRANSLATION, history(&[(11, 13)]), true);
    assert_eq!(report.findings.len(), 4);
}

#[test]
fn changes_around_the_text_are_a_note_and_none_are_nothing() {
    let (report, _) = checked(TRANSLATION, history(&[(2, 2)]), false);
    let stale = &report.findings[0];
    assert_eq!((stale.rule, stale.severity), ("translation-stale", unisono::Severity::Note));
    let (report, _) = checked(TRANSLATION, history(&[]), false);
    assert!(!rules(&report).iter().any(|(rule, _)| *rule == "translation-stale"));
}

#[test]
fn text_that_the_source_has_lost_is_told_by_its_place() {
    let longer = TRANSLATION
        .replace("den Dienst.\n", "den Dienst.\n\nWarten Sie, bis die alte Konsole geschlossen ist.\n");
    // A paragraph stood before line 11.
    let (report, _) = checked(&longer, history(&[(10, 9)]), false);
    let stale = report.findings.iter().find(|finding| finding.rule == "translation-stale").unwrap();
    assert!(stale.message.ends_with("in 1 place, at line 11"), "{}", stale.message);
}

#[test]
fn lines_past_the_end_of_the_source_are_no_trouble() {
    let (report, _) = checked(TRANSLATION, history(&[(4, 900), (900, 899), (u32::MAX, u32::MAX)]), false);
    assert_eq!(report.findings[0].rule, "translation-stale");
}
