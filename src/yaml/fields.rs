//! Takes a mapping apart field by field, so that what nobody asked for is an error.

use super::{Entry, Fault, Node, Result};

/// The fields of a mapping, and which of them were asked for.
pub struct Fields<'a> {
    line: usize,
    entries: &'a [Entry],
    asked: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// The fields of a node; `what` says what is expected.
    ///
    /// # Errors
    ///
    /// It is no mapping.
    pub fn of(node: &'a Node, what: &str) -> Result<Self> {
        Ok(Self { line: node.line, entries: node.entries(what)?, asked: Vec::new() })
    }

    /// The value of a key, where it is there.
    pub fn optional(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The value of a key; `what` says what it holds.
    ///
    /// # Errors
    ///
    /// It is missing.
    pub fn required(&mut self, key: &'static str, what: &str) -> Result<&'a Node> {
        let line = self.line;
        self.optional(key).ok_or_else(|| Fault::new(line, format!("\"{key}\" ({what}) is missing")))
    }

    /// To be called when every field has been asked for.
    ///
    /// # Errors
    ///
    /// There is one that nobody asked for.
    pub fn done(self) -> Result<()> {
        match self.entries.iter().find(|entry| !self.asked.contains(&entry.key.as_str())) {
            Some(entry) => Err(Fault::new(
                entry.line,
                format!("\"{}\" is not known here; known are: {}", entry.key, self.asked.join(", ")),
            )),
            None => Ok(()),
        }
    }
}
