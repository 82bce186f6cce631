//! What fuzzing tries on the readers of deployments, on stable and for a few seconds; see `tests/fuzz_smoke.rs`.
#![allow(clippy::disallowed_methods, reason = "tests read files")]

#[path = "../../fuzz/src/deployments.rs"]
mod deployments;
#[path = "../../tests/shared/mutations.rs"]
mod mutations;
#[path = "../../fuzz/src/run.rs"]
#[allow(dead_code, reason = "the targets of pages use the rest")]
mod run;

use std::path::Path;

#[test]
fn deployments_hold_with_seeds_and_mutations() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz");
    mutations::assert_holds(&fuzz, deployments::TARGETS, 60);
}

#[test]
fn every_target_can_be_fuzzed() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz");
    let manifest = std::fs::read_to_string(fuzz.join("Cargo.toml")).expect("the manifest can be read");
    for (name, _) in deployments::TARGETS {
        assert!(manifest.contains(&format!("name = \"{name}\"\n")), "fuzz/Cargo.toml has {name}");
        assert!(fuzz.join(format!("fuzz_targets/{name}.rs")).is_file(), "fuzz/fuzz_targets has {name}");
    }
}
