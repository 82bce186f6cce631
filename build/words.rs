//! Lists of words.

use crate::yaml::{Fault, Node, Result};

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
