//! Unisono checks that every language of a documentation set says the same thing.
//!
//! ```
//! use std::ops::ControlFlow;
//! use unisono::{Checker, Glossary, Locale, Options, Severity, Style, render};
//!
//! let terms = Glossary::read("terms.csv", b"en,de\nmailbox,Postfach\n")?;
//! let mut checker = Checker::new(Options::default().with_source(Locale::parse("en")).with_glossary(terms));
//! checker.add("", "en/ports.md", b"Open port 5269 for the mailbox.");
//! checker.add("", "de/ports.md", "Öffnen Sie Port 5296 für das Postfach.".as_bytes());
//! let report = checker.check(&mut |_| ControlFlow::Continue(()))?;
//!
//! let finding = &report.findings[0];
//! assert_eq!((finding.rule, finding.severity), ("number-changed", Severity::Error));
//! assert_eq!(finding.message, "5269 became 5296");
//! let text = render("text", &report, checker.pages(), &Style::default(), None)?;
//! assert!(text.starts_with("de/ports.md  1 finding"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What a program needs stands here, at the root. The modules behind it are for the other members of the workspace and
//! for tests: they are no part of what is promised, and change without notice.
//!
//! Data flows one way through them; they are named for the stations of that road:
//!
//! ```text
//! source text → document (blocks, sentences) → facts (numbers, names, cues) → document set
//!     → alignment → checks (differences, statements) → report
//! ```
//!
//! A module uses those before it on the road and none behind it: ARCHITECTURE.md has the whole order,
//! and `tests/rooms.rs` holds the code to it.
//!
//! What is known of languages and products is compiled into `language` from `lexicon/*.yaml`.
//!
//! The crate does no I/O, reads no clock, starts no threads and holds no `unsafe` code: bytes go
//! in through [`Checker::add`], a [`Report`] comes out of [`Checker::check`]. The same input gives
//! the same report, byte for byte, natively and as WebAssembly.

#![warn(clippy::disallowed_methods, clippy::disallowed_types)]

#[doc(hidden)]
pub mod align;
#[doc(hidden)]
pub mod changed;
#[doc(hidden)]
pub mod checker;
#[doc(hidden)]
pub mod checks;
#[doc(hidden)]
pub mod code;
#[doc(hidden)]
pub mod compare;
#[doc(hidden)]
pub mod config;
#[doc(hidden)]
pub mod dismiss;
#[doc(hidden)]
pub mod document;
#[doc(hidden)]
pub mod extension;
#[doc(hidden)]
pub mod facts;
mod failure;
#[doc(hidden)]
pub mod finding;
#[doc(hidden)]
pub mod fingerprint;
#[doc(hidden)]
pub mod fix;
#[doc(hidden)]
pub mod freshness;
#[doc(hidden)]
pub mod glossary;
#[doc(hidden)]
pub mod guidance;
mod hash;
mod interned;
#[doc(hidden)]
pub mod keep;
#[doc(hidden)]
pub mod language;
#[doc(hidden)]
pub mod learning;
#[doc(hidden)]
pub mod links;
#[doc(hidden)]
pub mod message;
mod nearest;
#[doc(hidden)]
pub mod order;
#[doc(hidden)]
pub mod rendition;
#[doc(hidden)]
pub mod report;
mod run;
mod search;
#[doc(hidden)]
pub mod set;
#[doc(hidden)]
pub mod source;
#[doc(hidden)]
pub mod yaml;

#[cfg(target_arch = "wasm32")]
mod wasm;

pub use checker::Checker;
pub use config::{Config, ConfigError, FailOn};
pub use dismiss::baseline::{Baseline, BaselineError};
pub use finding::Severity;
pub use glossary::{Glossary, GlossaryError};
pub use guidance::{Pack, PackError};
pub use language::Locale;
pub use learning::{Learning, Memory, MemoryError};
pub use message::Catalogue;
pub use report::formats::{FORMATS, render};
pub use report::text::Style;
pub use report::wordings::CatalogueError;
pub use report::{Range, Report, ReportedEdit, ReportedFinding, ReportedFix, ReportedRelated, Summary};
pub use run::{Cancelled, Options, Override, Progress};
pub use source::position::{Position, PositionEncoding};

/// The example of the README runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
