//! The configuration file, `unisono.yaml`.
//!
//! ```yaml
//! source: en-US
//! source-root: site/src/content
//! roots:
//!   ja: ../ja.site/src/content
//! templates:
//!   - docs/{locale}/**
//! rules:
//!   product-name-case: off
//!   untranslated: error
//! packs:
//!   - guidance/ours.yaml
//! glossaries:
//!   - terms.csv
//! memory:
//!   - docs.memory
//! learning: off
//! keep:
//!   terms: [Night Desk]
//!   sentences: ["Copyright *"]
//!   pages: ["*/blog/*"]
//! languages:
//!   ca: note
//! min-confidence: 50
//! overrides:
//!   - paths: ["blog/*"]
//!     rules: {number-changed: note}
//! redirects:
//!   /old/ports: /guide/ports
//! baseline: known.json
//! require-reason: true
//! fail-on: warning
//! ```
//!
//! JSON is YAML, so `unisono.json` is read the same way.

mod reader;
pub mod settings;

use crate::finding::Severity;
use crate::language::Locale;
use crate::report;
use crate::run::Options;
use reader::Reader;
use std::fmt;

/// What a configuration file says.
///
/// ```
/// use unisono::{Checker, Config};
///
/// let config = Config::read("unisono.yaml", "source: en-US\nglossaries: [terms.csv]\n")?;
/// assert_eq!(config.glossaries, ["terms.csv"]);
/// let checker = Checker::new(config.options);
/// assert_eq!(Config::read("unisono.yaml", "sorce: en\n").unwrap_err().line, 1);
/// # let _ = checker;
/// # Ok::<(), unisono::ConfigError>(())
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Config {
    /// What the checker is told.
    pub options: Options,
    /// Files of glossaries, as written: reading them is the caller's part.
    pub glossaries: Vec<String>,
    /// Guidance packs, as written: files, whose reading is the caller's part, and ids of built-in packs
    /// that every page is to be held against.
    pub packs: Vec<String>,
    /// Memories, as written: files, whose reading is the caller's part.
    pub memory: Vec<String>,
    /// Folders that hold one language each, as written: reading their pages is the caller's part. The folder of the
    /// source has no locale where none is set.
    pub roots: Vec<(Option<Locale>, String)>,
    /// Files in which the site keeps addresses that lead on to others, as written: reading them is the caller's part.
    pub redirects: Vec<String>,
    /// The severity from which a run fails, where the file says.
    pub fail_on: Option<FailOn>,
    /// The file of findings that are known, as written: reading it is the caller's part.
    pub baseline: Option<String>,
    /// The line, from 1, of each setting that the file says.
    pub lines: Vec<(String, u32)>,
}

impl Config {
    /// Reads a configuration file. `name` is only for messages.
    ///
    /// # Errors
    /// The first thing that is wrong, with its line and column.
    pub fn read(name: &str, text: &str) -> Result<Self, ConfigError> {
        parse(name, text)
    }
}

/// From which severity a run fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// From this severity on.
    Severity(Severity),
    /// Never, whatever is found.
    Never,
}

impl FailOn {
    /// Reads `error`, `warning`, `note` or `never`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "never" => Some(Self::Never),
            _ => severity(text).map(Self::Severity),
        }
    }
}

/// What is wrong with a configuration file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConfigError {
    /// The file, as named by the caller.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in characters.
    pub column: u32,
    /// What is wrong and what is expected.
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
    }
}

impl std::error::Error for ConfigError {}

/// Reads a configuration file. `file_name` is only for messages.
///
/// # Errors
/// The first thing that is wrong, with its line and column.
pub fn parse(file_name: &str, text: &str) -> Result<Config, ConfigError> {
    let rules: Vec<&str> = report::rules::all().iter().map(|rule| rule.name).collect();
    parse_with(file_name, text, &rules)
}

fn parse_with(file: &str, text: &str, rules: &[&str]) -> Result<Config, ConfigError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Reader { file, text, rules }.file()
}

fn severity(text: &str) -> Option<Severity> {
    match text {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "note" => Some(Severity::Note),
        _ => None,
    }
}

/// "a, b or c".
fn one_of(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests;
