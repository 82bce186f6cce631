//! The baseline: a file of findings that are known, by their fingerprints. New ones fail a run, mended ones leave the
//! file.
//!
//! ```json
//! {
//!   "version": 1,
//!   "findings": [
//!     {"fingerprint":"1:6d85a10d9707ae2de8af0f624aa8f5ae","rule":"number-changed","path":"de/a.md","message":"…"}
//!   ]
//! }
//! ```
//!
//! An entry with a `reason` is a finding that somebody looked at and dismissed; it may end on a day, `until`. Entries
//! stand on lines of their own, so that two branches that change different ones merge. `content` is the fingerprint
//! without the set: by it a finding is known again when its page has moved.

use super::{By, Dismissal, day};
use crate::fingerprint::is_fingerprint;
use crate::order::{OrderedMap, OrderedSet};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Version of the shape of the file.
const FORMAT: u32 = 1;

/// A finding that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name across edits.
    pub fingerprint: String,
    /// The same without its set; empty where only the fingerprint is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub content: String,
    /// Name of its rule; empty where only the fingerprint is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
    /// Its page.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// What is wrong, for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// Why it was dismissed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The last day on which it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

/// What is known, as a file says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The entries.
    pub entries: Vec<Entry>,
    /// Pages of the entries that are no more, where the host has looked.
    pub missing: OrderedSet<String>,
}

/// What is wrong with a baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaselineError(String);

impl fmt::Display for BaselineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BaselineError {}

impl Baseline {
    /// Reads a file; `name` is for messages.
    ///
    /// # Errors
    /// What cannot be read, with file and line.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, BaselineError> {
        let file: File = serde_json::from_slice(bytes).map_err(|problem| {
            let (line, column) = (problem.line(), problem.column());
            let text = problem.to_string();
            let what = text.split(" at line ").next().unwrap_or_default();
            BaselineError(format!("{name}:{line}:{column}: this is no baseline of Unisono: {what}"))
        })?;
        if file.version != FORMAT {
            let version = file.version;
            return Err(BaselineError(format!(
                "{name}: version {version} of baselines is not known: expected 1"
            )));
        }
        for entry in &file.findings {
            entry.check().map_err(|problem| BaselineError(format!("{name}: {problem}")))?;
        }
        Ok(Self { entries: file.findings, missing: OrderedSet::new() })
    }

    /// The pages of the entries, each once.
    #[must_use]
    pub fn pages(&self) -> OrderedSet<&str> {
        self.entries.iter().map(|entry| entry.path.as_str()).filter(|path| !path.is_empty()).collect()
    }

    /// The file: entries in order of path, rule and fingerprint, each once, each on a line.
    #[must_use]
    pub fn to_text(&self) -> String {
        let entries: OrderedMap<_, _> = self
            .entries
            .iter()
            .map(|entry| ((&entry.path, &entry.rule, &entry.fingerprint), entry))
            .collect();
        let lines: Vec<String> = entries
            .values()
            .map(|entry| serde_json::to_string(entry).expect("a struct of strings always serialises"))
            .collect();
        let between = if lines.is_empty() { "" } else { "\n    " };
        let end = if lines.is_empty() { "" } else { "\n  " };
        format!(
            "{{\n  \"version\": {FORMAT},\n  \"findings\": [{between}{}{end}]\n}}\n",
            lines.join(",\n    ")
        )
    }

    /// Dismisses findings, for a reason, until a day where one is given.
    ///
    /// # Errors
    /// What is no fingerprint or no day.
    pub fn dismiss(
        &mut self,
        fingerprints: &[String],
        reason: &str,
        until: Option<&str>,
    ) -> Result<(), BaselineError> {
        for fingerprint in fingerprints {
            let known = self.entries.iter_mut().find(|entry| entry.fingerprint == *fingerprint);
            let mut entry = known.as_deref().cloned().unwrap_or_else(|| Entry::of(fingerprint));
            entry.reason = Some(reason.to_owned());
            entry.until = until.map(str::to_owned);
            entry.check().map_err(BaselineError)?;
            match known {
                Some(known) => *known = entry,
                None => self.entries.push(entry),
            }
        }
        Ok(())
    }
}

impl Entry {
    /// An entry of which only the fingerprint is known.
    pub(crate) fn of(fingerprint: &str) -> Self {
        let none = String::new;
        let fingerprint = fingerprint.to_owned();
        Self {
            fingerprint,
            content: none(),
            rule: none(),
            path: none(),
            message: none(),
            reason: None,
            until: None,
        }
    }

    pub(crate) fn dismissal(&self) -> Dismissal {
        let by = if self.reason.is_some() { By::Dismissed } else { By::Baseline };
        Dismissal {
            by,
            reason: self.reason.clone().unwrap_or_default(),
            until: self.until.clone(),
            place: None,
        }
    }

    fn check(&self) -> Result<(), String> {
        if !is_fingerprint(&self.fingerprint) {
            let form = "a version, a colon and 32 hexadecimal digits; --format json shows them";
            return Err(format!("{:?} is no fingerprint: it is {form}", self.fingerprint));
        }
        match self.until.as_deref().filter(|until| day(until).is_none()) {
            Some(until) => Err(format!("{until:?} is no day: write it as 2026-12-31")),
            None => Ok(()),
        }
    }
}

/// What becomes of the entries of a baseline after a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renewal {
    /// Those that were found again, as they are now.
    pub kept: Vec<Entry>,
    /// Those that are mended: their page was read, and they are not on it, or it is no more.
    pub gone: Vec<Entry>,
    /// Those of other pages, and those of which only the fingerprint is known.
    pub elsewhere: Vec<Entry>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINT: &str = "1:6d85a10d9707ae2de8af0f624aa8f5ae";

    #[test]
    fn a_file_is_read_as_it_was_written() {
        let mut baseline = Baseline::default();
        baseline.dismiss(&[PRINT.to_owned()], "meant so", Some("2026-12-31")).expect("all is well");
        let text = baseline.to_text();
        assert_eq!(Baseline::read("b.json", text.as_bytes()), Ok(baseline));
        let empty = Baseline::default().to_text();
        assert_eq!(empty, "{\n  \"version\": 1,\n  \"findings\": []\n}\n");
        assert_eq!(Baseline::read("b.json", empty.as_bytes()), Ok(Baseline::default()));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let wrong =
            |text: &str| Baseline::read("b.json", text.as_bytes()).expect_err("it is wrong").to_string();
        assert!(wrong("{").starts_with("b.json:1:1: this is no baseline of Unisono: EOF"), "{}", wrong("{"));
        assert_eq!(
            wrong("{\"version\": 2, \"findings\": []}"),
            "b.json: version 2 of baselines is not known: expected 1"
        );
        assert!(
            wrong("{\"version\": 1, \"findings\": [{\"fingerprint\": \"abc\"}]}")
                .contains("\"abc\" is no fingerprint")
        );
        assert!(wrong("{\"version\": 1,\n \"findings\": [{\"print\": \"abc\"}]}").starts_with("b.json:2:"));
        let mut baseline = Baseline::default();
        assert!(baseline.dismiss(&[PRINT.to_owned()], "", Some("tomorrow")).is_err());
        assert_eq!(baseline, Baseline::default());
    }
}
