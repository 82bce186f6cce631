//! Unisono checks that every language of a documentation set says the same thing.
//!
//! Data flows one way through the modules, which are named for the stations of that road:
//!
//! ```text
//! source text → document (blocks, sentences) → facts (numbers, names, cues) → document set
//!     → alignment → checks (differences, statements) → report
//! ```
//!
//! A module uses those before it on the road and none behind it: ARCHITECTURE.md has the whole order,
//! and `tests/rooms.rs` holds the code to it.
//!
//! What is known of languages and products is compiled into [`language`] from `lexicon/*.yaml`.
//!
//! The crate does no I/O, reads no clock, starts no threads and holds no `unsafe` code: bytes go
//! in through [`Checker::add`], a [`Report`] comes out of [`Checker::check`]. The same input gives
//! the same report, byte for byte, natively and as WebAssembly.

#![warn(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod align;
pub mod changed;
pub mod checker;
pub mod checks;
pub mod code;
pub mod compare;
pub mod config;
pub mod dismiss;
pub mod document;
pub mod extension;
pub mod facts;
mod failure;
pub mod finding;
pub mod fingerprint;
pub mod fix;
pub mod freshness;
pub mod glossary;
pub mod guidance;
mod hash;
mod interned;
pub mod keep;
pub mod language;
pub mod learning;
pub mod links;
pub mod message;
mod nearest;
pub mod rendition;
pub mod report;
mod run;
pub mod set;
pub mod source;
pub mod yaml;

#[cfg(target_arch = "wasm32")]
mod wasm;

pub use checker::{Checker, Options};
pub use finding::{Finding, Severity};
pub use report::Report;

/// The example of the README runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
