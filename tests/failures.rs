//! What becomes of a run in which the engine fails. With debug assertions a page may ask for that.
#![cfg(debug_assertions)]

use std::ops::ControlFlow;
use unisono::checker::Progress;
use unisono::learning::Learning;
use unisono::{Checker, Options, Report, Severity};

const SOUND: [(&str, &str); 2] = [
    ("en/ports.md", "# Ports\n\nOpen port 5269 on the edge server.\n"),
    ("de/ports.md", "# Ports\n\nÖffnen Sie Port 5296 auf dem Edgeserver.\n"),
];

fn asking(station: &str) -> [(&'static str, String); 2] {
    let words = format!("# Users\n\nMove 5 users.\n\n<!-- unisono-test: fail to {station} -->\n");
    [("en/users.md", words), ("de/users.md", "# Benutzer\n\nVerschieben Sie 6 Benutzer.\n".to_owned())]
}

fn run(pages: &[(&str, String)]) -> (Report, Vec<Progress>) {
    // Only a run that learns aligns before it compares.
    let mut checker = Checker::new(Options::default().with_learning(Learning::On));
    for (path, text) in pages {
        checker.add("docs", path, text.as_bytes());
    }
    let mut steps = Vec::new();
    let report = checker.check(&mut |step| {
        steps.push(step);
        ControlFlow::Continue(())
    });
    (report.expect("nothing cancels the run"), steps)
}

fn with_sound(pages: [(&'static str, String); 2]) -> Vec<(&'static str, String)> {
    SOUND.iter().map(|(path, text)| (*path, (*text).to_owned())).chain(pages).collect()
}

/// Path, rule and message of each finding.
fn told(report: &Report) -> Vec<(&str, &str, &str)> {
    let findings = report.findings.iter();
    findings.map(|finding| (finding.path.as_str(), finding.rule, finding.message.as_str())).collect()
}

#[test]
fn a_set_over_which_the_engine_fails_is_said_and_the_others_are_checked() {
    for station in ["align", "compare"] {
        let (report, steps) = run(&with_sound(asking(station)));
        let paths = "docs/de/users.md, docs/en/users.md";
        let failed = format!("Unisono failed over this document set, which is not checked: {paths}");
        assert_eq!(told(&report)[1], ("docs/de/users.md", "check-failed", failed.as_str()), "{station}");
        let (path, rule, _) = told(&report)[0];
        assert_eq!((path, rule), ("docs/de/ports.md", "number-changed"));
        assert_eq!(report.findings.len(), 2, "nothing else is said of the set: {:?}", told(&report));
        let finding = &report.findings[1];
        assert_eq!(finding.severity, Severity::Error);
        assert!(finding.help.contains("report it") && finding.help.contains("a test asked for this failure"));
        assert_eq!((report.summary.sets.len(), report.summary.pages), (2, 4));
        assert!(steps.is_sorted_by_key(|step| step.done), "progress goes on: {steps:?}");
    }
}

#[test]
fn a_page_over_which_the_engine_fails_is_left_out_and_said() {
    let (report, _) = run(&with_sound(asking("read")));
    let failed = ("docs/en/users.md", "check-failed", "Unisono failed over this page, which is left out");
    assert!(told(&report).contains(&failed), "{:?}", told(&report));
    assert!(
        told(&report).iter().any(|(path, rule, _)| (*path, *rule) == ("docs/de/ports.md", "number-changed"))
    );
    let unmatched: Vec<&str> = report.summary.unmatched.iter().map(|page| page.path.as_str()).collect();
    assert_eq!(unmatched, ["docs/en/users.md"]);
}

#[test]
fn what_is_left_out_by_the_caller_reads_as_what_was_caught() {
    let (caught, _) = run(&with_sound(asking("compare")));
    let mut checker = Checker::new(Options::default().with_learning(Learning::On));
    for (path, text) in &with_sound(asking("compare")) {
        checker.add("docs", path, text.as_bytes());
    }
    let set = caught.summary.sets.iter().position(|set| set.title == "Users").expect("the set is there");
    checker.leave_out(set as u32, "a test asked for this failure");
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels the run");
    assert_eq!(unisono::report::json::render(&report), unisono::report::json::render(&caught));

    // Other pages make other sets.
    let (path, text) = ("en/users.md", "# Users\n\nMove 5 users.\n");
    checker.add("docs", path, text.as_bytes());
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels the run");
    assert!(told(&report).iter().all(|(_, rule, _)| *rule != "check-failed"));
}

#[test]
fn the_caller_s_own_panic_is_not_taken_for_the_engine_s() {
    let mut checker = Checker::new(Options::default());
    for (path, text) in SOUND {
        checker.add("", path, text.as_bytes());
    }
    let run = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        checker.check(&mut |_| panic!("the caller's")).is_ok()
    }));
    let panic = run.expect_err("it goes on");
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"the caller's"));
}
