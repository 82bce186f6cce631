//! The built-in packs: their cases, what they cover, and what wrong packs are told.
#![allow(clippy::disallowed_methods, reason = "tests read files")]

use std::fs;
use std::path::{Path, PathBuf};
use unisono::guidance::{self, run_cases};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("packs");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the packs are there")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files
}

#[test]
fn every_case_of_the_built_in_packs_reads_as_its_pack_says() {
    let mut wrong = Vec::new();
    for file in files() {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let text = fs::read_to_string(&file).expect("a pack");
        let pack = guidance::parse(&name, &text).expect("a right pack");
        let run = run_cases(&pack);
        assert!(run.untested.is_empty(), "{name}: no cases for {:?}", run.untested);
        wrong.extend(run.failures.into_iter().map(|f| {
            format!(
                "{name}:{}: {} in {}: {} not {}: {}",
                f.line, f.claim, f.locale, f.found, f.expected, f.sentence
            )
        }));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
