//! Whether code that became another was put in words of the language of its page.

use crate::checks::page_words::{Of, Words};
use crate::code::worded::is_worded_anew;
use crate::rendition::Rendition;
use std::cell::OnceCell;

/// The words of a page and of its source, gathered where they are first asked for.
pub(super) struct Spoken<'p> {
    source: Rendition<'p>,
    target: Rendition<'p>,
    /// All words of the source, those of its code as well.
    known: OnceCell<Words>,
    /// The words of the translation's sentences.
    own: OnceCell<Words>,
}

impl<'p> Spoken<'p> {
    pub(super) fn of(source: Rendition<'p>, target: Rendition<'p>) -> Self {
        Self { source, target, known: OnceCell::new(), own: OnceCell::new() }
    }

    /// Whether two pieces of code are the same but for words, of which the translation has others of its language.
    pub(super) fn is_worded_anew(&self, was: &str, is: &str) -> bool {
        is_worded_anew(was, is, &|word| self.is_own(word))
    }

    /// Whether a word is one of the translation's language, and none that the source has.
    fn is_own(&self, word: &str) -> bool {
        let known = self.known.get_or_init(|| Words::of(self.source, Of::All));
        let own = || self.own.get_or_init(|| Words::of(self.target, Of::Sentences));
        !known.has(word) && (!word.is_ascii() || own().know_joined(word))
    }
}
