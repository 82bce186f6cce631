//! A page of which only a part is translated yet.

#![allow(clippy::unwrap_used, reason = "tests may fail where they stand")]

use std::ops::ControlFlow;
use unisono::{Checker, Options};

const LEFT: &str = "Each window has a process of its own. The process reads the pages that the window shows.\n\nThe main \
                    process starts the windows and closes them when the last of their pages was left by its users.\n\n\
                    What a page may do is told to the window when it is made, and it may not be changed after that.\n";

fn report(source: &str, target: &str) -> Vec<&'static str> {
    let mut checker = Checker::new(Options::default());
    checker.add("", "en/windows.md", format!("# Windows\n\n{source}\n\n{LEFT}").as_bytes());
    checker.add("", "pt-BR/windows.md", format!("# Janelas\n\n{target}\n\n{LEFT}").as_bytes());
    let report = checker.check(&mut |_| ControlFlow::Continue(())).unwrap();
    report.findings.into_iter().map(|finding| finding.rule).filter(|rule| rule.contains("negation")).collect()
}

#[test]
fn what_is_translated_on_a_page_mostly_in_english_is_read_in_its_own_language() {
    let found = report("Open the page on Windows.", "Abra a página no Windows.");
    assert_eq!(found, [""; 0], "`no` is no negation in Portuguese");
    let found = report("Do not open the page on Windows.", "Abra a página no Windows.");
    assert_eq!(found, ["negation-missing"]);
}
