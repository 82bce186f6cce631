//! Long pages take as much longer as they are longer, and what differs in them is told, and nothing else.
//!
//! Times are compared with times of the same run, generously: what is quadratic takes some eight times too long.

mod long;

use long::{Pair, seconds};
use std::ops::ControlFlow;
use std::time::Instant;
use unisono::{Checker, Options, Report};

fn check(pair: &Pair) -> (Report, f64) {
    let start = Instant::now();
    let begun = seconds(start);
    let mut checker = Checker::new(Options::default().with_expand(true));
    checker.add("", "en/page.md", pair.en.as_bytes());
    checker.add("", "de/page.md", pair.de.as_bytes());
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
    (report, seconds(start) - begun)
}

/// Holds a report against what was planted: each is told, and nothing else but that the page is behind.
fn assert_told(pair: &Pair, report: &Report) {
    let told: Vec<_> = report.findings.iter().filter(|finding| finding.rule != "page-outdated").collect();
    for planted in &pair.planted {
        let words = |message: &str| {
            message.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| word == planted.word)
        };
        assert!(
            told.iter().any(|finding| finding.rule == planted.rule && words(&finding.message)),
            "{planted:?} is not told"
        );
    }
    let said: Vec<String> =
        told.iter().map(|finding| format!("{}: {}", finding.rule, finding.message)).collect();
    assert_eq!(said.len(), pair.planted.len(), "{said:#?}");
}

/// Checks a page of so many parts and one of eight times as many.
fn assert_linear(make: fn(usize) -> Pair, count: usize) {
    const TIMES: usize = 8;
    const SLACK: f64 = 2.5;
    let (short, long) = (make(count), make(count * TIMES));
    // Once for what is built at first use.
    check(&make(count / TIMES));
    let (report, of_short) = check(&short);
    assert_told(&short, &report);
    let (report, of_long) = check(&long);
    assert_told(&long, &report);
    let ratio = of_long / of_short.max(1e-6) / TIMES as f64;
    assert!(ratio < SLACK, "{ratio:.1} times as long as is linear: {of_short:.2} s and {of_long:.2} s");
}

#[test]
fn a_paragraph_of_many_sentences() {
    assert_linear(long::paragraph, 800);
}

#[test]
fn a_page_of_many_paragraphs() {
    assert_linear(long::paragraphs, 800);
}

#[test]
fn a_list_of_many_items() {
    assert_linear(long::list, 800);
}

#[test]
fn a_table_of_many_cells() {
    assert_linear(long::cells, 2000);
}

#[test]
fn a_page_of_many_sections() {
    assert_linear(long::manual, 80);
}
