//! What must hold for whatever bytes a reader is given: it does not panic, every place it tells of is one of whole
//! characters in its text, the same input gives the same answer twice, and pages may come in any order.
//!
//! A *target* is a reader with the property that is tried on it: a function from bytes, which panics where the property
//! is broken. cargo-fuzz calls it from `fuzz_targets/`; on stable, `tests/fuzz_smoke.rs` and `topology/tests/fuzz_smoke.rs`
//! of the project include these files and call it with the seeds and with mutations of them. See CONTRIBUTING.md.

pub mod deployments;
pub mod files;
pub mod pages;
pub mod parts;
pub mod run;
