//! The example finds exactly the defects that its README lists.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use unisono::report::text::{Style, render};
use unisono::{Checker, Report, config};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/xmpp-migration")
}

/// Paths below `folder` of all Markdown files, with `/` between their parts.
fn pages(folder: &Path, below: &str, out: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("the example can be listed") {
        let entry = entry.expect("the example can be listed");
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        if entry.path().is_dir() {
            pages(&entry.path(), &path, out);
        } else if name.ends_with(".md") && name != "README.md" {
            out.push(path);
        }
    }
}

fn check() -> (Report, Checker) {
    unisono_topology::install();
    let text = std::fs::read_to_string(folder().join("unisono.yaml")).expect("the example has settings");
    let config = config::parse("unisono.yaml", &text).expect("the settings are right");
    let mut checker = Checker::new(config.options);
    let mut paths = Vec::new();
    pages(&folder(), "", &mut paths);
    for path in &paths {
        checker.add("", path, &std::fs::read(folder().join(path)).expect("a page can be read"));
    }
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels the run");
    (report, checker)
}

/// (page:line, rule) of the table below a heading of the README.
fn listed(heading: &str) -> BTreeSet<(String, String)> {
    let readme = std::fs::read_to_string(folder().join("README.md")).expect("the example has a README");
    let (_, section) = readme.split_once(heading).expect("the README has the heading");
    let section = section.split("\n## ").next().unwrap_or(section);
    let cell = |cell: &str| cell.trim().trim_matches('`').to_owned();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').collect();
        (cell(cells[1]), cell(cells[2]))
    })
    .collect()
}

#[test]
fn the_example_has_exactly_the_planted_defects() {
    let (report, _) = check();
    let found: BTreeSet<(String, String)> = report
        .findings
        .iter()
        .map(|finding| (format!("{}:{}", finding.path, finding.range.start.line), finding.rule.to_owned()))
        .collect();
    let planted = listed("## Planted and found");
    let missed: Vec<_> = planted.difference(&found).collect();
    let false_ones: Vec<_> = found.difference(&planted).collect();
    assert!(missed.is_empty() && false_ones.is_empty(), "missed: {missed:#?}\nnot planted: {false_ones:#?}");
    assert_eq!(found.len(), report.findings.len(), "one cause, one finding");
}

#[test]
fn each_edition_is_a_set_of_its_own() {
    let (report, _) = check();
    let sets: Vec<(&str, Option<&str>, usize)> = report
        .summary
        .sets
        .iter()
        .map(|set| (set.reference, set.source.as_deref(), set.documents.len()))
        .collect();
    assert_eq!(sets, [("source", Some("en"), 7), ("side-by-side", Some("en"), 7)]);
    assert_eq!(report.summary.unmatched, []);
}

#[test]
fn the_picture_in_the_readme_is_real_output() {
    let (report, checker) = check();
    let shown = render(&report, checker.pages(), &Style::default());
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = std::fs::read_to_string(readme).expect("there is a README");
    let (_, picture) = readme.split_once("```text\n").expect("the README shows output");
    let (picture, _) = picture.split_once("```").expect("the block is closed");
    let mut parts = 0;
    for part in picture.split("…\n").map(str::trim).filter(|part| !part.is_empty()) {
        parts += 1;
        assert!(shown.contains(part), "not in the output:\n{part}\n\nthe output:\n{shown}");
    }
    assert!(parts > 1);
}
