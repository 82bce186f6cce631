//! Whether code that became another was put in words of the language of its page.

use crate::code::worded::is_worded_anew;
use crate::document::{BlockKind, Document, MarkKind};
use crate::facts::features;
use crate::language::lexicon;
use crate::order::InOrder as _;
use crate::rendition::Rendition;
use crate::source::Span;
use std::cell::OnceCell;

/// The words of a page and of its source, gathered where they are first asked for.
pub(super) struct Spoken<'p> {
    source: Rendition<'p>,
    target: Rendition<'p>,
    /// All words of the source, those of its code as well.
    known: OnceCell<Vec<String>>,
    /// The words of the translation's sentences.
    own: OnceCell<Vec<String>>,
}

/// How many letters a word may have more than one that is said, or fewer, or others at its end: its inflection.
const ENDING: usize = 2;
/// Letters that a word has at least beside its ending.
const STEM: usize = 4;

impl<'p> Spoken<'p> {
    pub(super) fn of(source: Rendition<'p>, target: Rendition<'p>) -> Self {
        Self { source, target, known: OnceCell::new(), own: OnceCell::new() }
    }

    /// Whether two pieces of code are the same but for words, of which the translation has others of its language.
    pub(super) fn is_worded_anew(&self, was: &str, is: &str) -> bool {
        is_worded_anew(was, is, &|word| self.is_own(word))
    }

    /// Whether a word is one of the translation's language, and none that the source's page has.
    fn is_own(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let known = self.known.get_or_init(|| words(self.source.document, str::to_lowercase, |_| false));
        if known.binary_search(&word).is_ok() {
            return false;
        }
        let common = lexicon::for_locale(self.target.locale);
        let is_common = || common.is_some_and(|own| own.common_words.binary_search(&word.as_str()).is_ok());
        !word.is_ascii() || is_common() || self.is_said(&word)
    }

    /// Whether a sentence of the translation has a word, with whatever accents and ending.
    fn is_said(&self, word: &str) -> bool {
        let own = self.own.get_or_init(|| {
            let document = self.target.document;
            let mut code: Vec<Span> = coded(document).collect();
            code.sort_unstable_by_key(|span| span.start);
            words(document, features::bare, |at| {
                let near = code.partition_point(|span| span.end <= at);
                code.get(near).is_some_and(|span| span.start <= at)
            })
        });
        let word = features::bare(word);
        let letters = word.len();
        let Some(stem) = letters.checked_sub(ENDING).filter(|&stem| stem >= STEM) else {
            return own.binary_search(&word).is_ok();
        };
        let stem = &word[..stem];
        let near = own.partition_point(|said| said.as_str() < stem);
        let mut near = own[near..].iter().take_while(|said| said.starts_with(stem));
        near.any(|said| said.len() <= letters + ENDING)
    }
}

/// Where a page has code.
fn coded(document: &Document) -> impl Iterator<Item = Span> {
    let marks = document.marks.iter().filter(|mark| mark.kind == MarkKind::Code).map(|mark| mark.text);
    let blocks = document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Code { .. }));
    marks.chain(blocks.map(|block| block.text))
}

/// The words of a page, each as `folded` writes it, in order, but for those at places that are left out.
fn words(document: &Document, folded: fn(&str) -> String, is_out: impl Fn(u32) -> bool) -> Vec<String> {
    let mut words = Vec::new();
    let mut begin = None;
    for (at, c) in document.plain.char_indices() {
        match (c.is_alphabetic(), begin) {
            (true, None) => begin = Some(at),
            (false, Some(start)) => {
                begin = None;
                if !is_out(start as u32) {
                    words.push(folded(&document.plain[start..at]));
                }
            }
            _ => {}
        }
    }
    words.put_in_order();
    words.dedup();
    words
}
