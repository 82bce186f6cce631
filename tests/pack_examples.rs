//! The packs of `examples/packs/` about other products: their cases, and that exactly the errors planted in their pages
//! are found, each in its cell.
#![allow(clippy::disallowed_methods, reason = "tests read files")]

mod shared;

use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use unisono::guidance::{self, Pack, run_cases};
use unisono::language::Locale;
use unisono::{Checker, Options};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/packs")
}

fn pack(name: &str) -> Pack {
    let text = fs::read_to_string(folder().join(format!("{name}.yaml"))).expect("a pack");
    guidance::parse(&format!("{name}.yaml"), &text).unwrap_or_else(|error| panic!("{error}"))
}

/// (place, rule, claim) of the table below a heading of the README.
fn planted(name: &str) -> BTreeSet<(String, String, String)> {
    let readme = fs::read_to_string(folder().join("README.md")).expect("a README");
    let (_, section) = readme.split_once(&format!("## {name}\n")).expect("its heading");
    let section = section.split("\n## ").next().unwrap_or(section);
    let cell = |cell: &str| cell.trim().trim_matches('`').to_owned();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').collect();
        (cell(cells[1]), cell(cells[2]), cell(cells[3]))
    })
    .collect()
}

#[test]
fn exactly_the_planted_errors_are_found_and_every_case_reads_as_its_pack_says() {
    for name in ["meridian-database", "orbit-runtime"] {
        let own = pack(name);
        let run = run_cases(&own);
        assert_eq!((run.failures, run.untested), (vec![], vec![]), "{name}");
        let id = own.id.clone();
        let options =
            Options::default().with_source(Locale::parse("en")).with_pack(own).with_applied_pack(id);
        let mut checker = Checker::new(options);
        let pages = folder().join(name);
        for file in shared::files_below(&pages) {
            let path = file.strip_prefix(&pages).expect("it is below").to_string_lossy().replace('\\', "/");
            checker.add("", &path, &fs::read(&file).expect("a page"));
        }
        let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
        let found: BTreeSet<(String, String, String)> = report
            .findings
            .iter()
            .map(|finding| {
                let place = format!("{}:{}", finding.path, finding.range.start.line);
                let claim = finding.message.split(' ').next().unwrap_or_default();
                (place, finding.rule.to_owned(), claim.to_owned())
            })
            .collect();
        assert_eq!(found, planted(name), "{name}");
        let answer = report.matrix.answer.expect("the pages are held against the pack");
        assert_eq!(answer.differences.len(), found.len(), "{name}: {}", answer.sentence);
    }
}

#[test]
fn an_unknown_word_names_those_near_it_and_where_to_write_it() {
    let text = "pack: ours\ntitle: Ours\nclaims:\n  A1:\n    says: Users stay.\n    action: [remains]\n";
    let error = guidance::parse("ours.yaml", text).expect_err("no such concept").to_string();
    assert!(error.starts_with("ours.yaml:6: \"remains\" is no concept"), "{error}");
    assert!(error.contains("near it are remain") && error.contains("\"words\""), "{error}");
}
