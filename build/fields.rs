//! Takes a mapping apart field by field, so that what nobody asked for is an error.

use crate::yaml::{Entry, Fault, Node, Result};

pub struct Fields<'a> {
    line: usize,
    entries: &'a [Entry],
    asked: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    pub fn of(node: &'a Node, what: &str) -> Result<Self> {
        Ok(Self { line: node.line, entries: node.entries(what)?, asked: Vec::new() })
    }

    pub fn optional(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    pub fn required(&mut self, key: &'static str, what: &str) -> Result<&'a Node> {
        let line = self.line;
        self.optional(key).ok_or_else(|| Fault::new(line, format!("\"{key}\" ({what}) is missing")))
    }

    /// To be called when every field has been asked for.
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

/// A list of words, sorted; `check` says what is wrong with a word.
pub fn words(
    node: Option<&Node>,
    what: &str,
    check: fn(&str) -> Option<&'static str>,
) -> Result<Vec<String>> {
    let Some(node) = node else { return Ok(Vec::new()) };
    let mut words: Vec<(&str, usize)> = Vec::new();
    for item in node.list(what)? {
        let word = item.text("a word")?;
        if let Some(wrong) = check(word) {
            return Err(Fault::new(item.line, format!("\"{word}\" {wrong}")));
        }
        words.push((word, item.line));
    }
    words.sort_unstable();
    if let Some(pair) = words.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        return Err(Fault::new(pair[1].1, format!("\"{}\" stands twice in this list", pair[1].0)));
    }
    Ok(words.into_iter().map(|(word, _)| word.to_owned()).collect())
}

pub fn lower_case(word: &str) -> Option<&'static str> {
    (word.to_lowercase() != word)
        .then_some("has to be in lower case: texts are lowered before they are compared")
}

pub fn upper_case(word: &str) -> Option<&'static str> {
    (word.to_uppercase() != word).then_some("has to be in upper case")
}

pub fn any_case(_: &str) -> Option<&'static str> {
    None
}
