//! What fuzzing tries with cargo-fuzz, on stable and for a few seconds: the same properties, with the seeds and with
//! mutations of them. See CONTRIBUTING.md.
#![allow(clippy::disallowed_methods, reason = "tests read files")]

#[path = "../fuzz/src/files.rs"]
mod files;
#[path = "shared/mutations.rs"]
mod mutations;
#[path = "../fuzz/src/pages.rs"]
mod pages;
#[path = "../fuzz/src/parts.rs"]
mod parts;
#[path = "../fuzz/src/run.rs"]
mod run;

use std::path::{Path, PathBuf};

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

#[test]
fn pages_hold_with_seeds_and_mutations() {
    mutations::assert_holds(&fuzz(), pages::TARGETS, 120);
}

#[test]
fn files_beside_pages_hold_with_seeds_and_mutations() {
    mutations::assert_holds(&fuzz(), files::TARGETS, 200);
}

#[test]
fn parts_of_runs_hold_with_seeds_and_mutations() {
    mutations::assert_holds(&fuzz(), parts::TARGETS, 150);
}

#[test]
fn every_target_can_be_fuzzed() {
    let manifest = std::fs::read_to_string(fuzz().join("Cargo.toml")).expect("the manifest can be read");
    for (name, _) in [pages::TARGETS, files::TARGETS, parts::TARGETS].concat() {
        assert!(manifest.contains(&format!("name = \"{name}\"\n")), "fuzz/Cargo.toml has {name}");
        assert!(fuzz().join(format!("fuzz_targets/{name}.rs")).is_file(), "fuzz/fuzz_targets has {name}");
    }
}
