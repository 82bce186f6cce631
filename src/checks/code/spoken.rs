//! Whether code that became another was put in words of the language of its page.

use crate::checks::page_words::{Names, Of, Words, names};
use crate::code::worded::is_worded_anew;
use crate::order::OrderedSet;
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
    /// The names in the code of both.
    names: OnceCell<[Names; 2]>,
}

impl<'p> Spoken<'p> {
    pub(super) fn of(source: Rendition<'p>, target: Rendition<'p>) -> Self {
        Self { source, target, known: OnceCell::new(), own: OnceCell::new(), names: OnceCell::new() }
    }

    /// Whether two pieces of code are the same but for words, of which the translation has others of its language.
    pub(super) fn is_worded_anew(&self, was: &str, is: &str) -> bool {
        is_worded_anew(was, is, &|word| self.is_own(word))
    }

    /// Whether names were replaced by others wherever code has them, in a sample and once more: the translation has none of
    /// the old ones and the source none of the new ones. Then it is an example that was renamed as a whole, and it holds.
    pub(super) fn is_renamed_throughout(&self, was: &str, is: &str) -> bool {
        self.is_replaced(was, is, 2)
    }

    /// The same for names that a sample declares, which may stand there alone.
    pub(super) fn is_declared_anew(&self, was: &str, is: &str) -> bool {
        self.is_replaced(was, is, 1)
    }

    /// Whether each side has its names at so many places of its code at least, one of them a sample, and none of the other's.
    fn is_replaced(&self, was: &str, is: &str, least: u32) -> bool {
        let [source, target] =
            self.names.get_or_init(|| [self.source.document, self.target.document].map(Names::of));
        let (gone, come) = (anew(was, is), anew(is, was));
        let moved = |name: &str, from: &Names, to: &Names| {
            from.count(name) >= least && to.count(name) == 0 && from.in_a_sample(name)
        };
        !gone.is_empty()
            && gone.len() == come.len()
            && gone.iter().all(|name| moved(name, source, target))
            && come.iter().all(|name| moved(name, target, source))
    }

    /// Whether a word is one of the translation's language, and none that the source has.
    fn is_own(&self, word: &str) -> bool {
        let known = self.known.get_or_init(|| Words::of(self.source, Of::All));
        let own = || self.own.get_or_init(|| Words::of(self.target, Of::Sentences));
        !known.has(word) && (!word.is_ascii() || own().know_joined(word))
    }
}

/// The names of one piece of code that another has not.
fn anew<'c>(own: &'c str, other: &str) -> Vec<&'c str> {
    let kept: OrderedSet<&str> = names(other).collect();
    names(own).filter(|name| !kept.contains(name)).collect()
}
