//! The words of a page, and what it can be told by whether a name was put in words of another language.

use crate::compare::ordinary::Ordinary;
use crate::document::{BlockKind, Document, MarkKind};
use crate::facts::features::folded;
use crate::facts::folded_key;
use crate::hash::{Hasher, Key, Map};
use crate::language::lexicon;
use crate::rendition::Rendition;
use crate::source::Span;

/// Which words of a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// All of them.
    All,
    /// Those that are no parts of a path, an address or a dotted name,
    Prose,
    /// and stand in no code.
    Sentences,
}

/// The words of a page and those that its language lists.
pub(super) struct Words {
    page: Map<Key, ()>,
    listed: Option<&'static Ordinary>,
}

impl Words {
    pub(super) fn of(rendition: Rendition<'_>, of: Of) -> Self {
        let plain = rendition.document.plain.as_str();
        let code = (of == Of::Sentences).then(|| Code::of(rendition.document));
        let page = letters(plain)
            .filter(|&(from, to)| of == Of::All || !is_inside_a_name(plain, from, to))
            .filter(|&(from, _)| !code.as_ref().is_some_and(|code| code.holds(from as u32)))
            .map(|(from, to)| (key(&plain[from..to]), ()))
            .collect();
        Self { page, listed: lexicon::for_locale(rendition.locale).map(Ordinary::of) }
    }

    /// Whether it is a word of the page or of the language, with what endings that has.
    pub(super) fn know(&self, word: &str) -> bool {
        self.has(word) || self.listed.is_some_and(|listed| listed.holds(&word.to_lowercase()))
    }

    /// Whether it is a word just as it stands.
    pub(super) fn has(&self, word: &str) -> bool {
        self.page.contains_key(&key(word))
            || self.listed.is_some_and(|listed| listed.lists(&word.to_lowercase()))
    }

    /// Whether it is a word, or some that are written as one: "miservidor", "nomdelabase".
    pub(super) fn know_joined(&self, word: &str) -> bool {
        const MOST: usize = 4;
        self.know(word) || self.is_joined(word, MOST.min(word.len() / 3))
    }

    fn is_joined(&self, word: &str, most: usize) -> bool {
        const LEAST: usize = 2;
        most >= 2
            && (LEAST..=word.len().saturating_sub(LEAST)).any(|at| {
                self.has(&word[..at]) && (self.has(&word[at..]) || self.is_joined(&word[at..], most - 1))
            })
    }
}

/// A key of a word, whatever its case; marks on its letters are left out, as in addresses.
fn key(word: &str) -> Key {
    folded_key(&folded(word))
}

/// Where the runs of letters of a text stand.
pub(super) fn letters(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let from = rest + text[rest..].find(char::is_alphabetic)?;
        let to = text[from..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |length| from + length);
        rest = to;
        Some((from, to))
    })
}

/// Whether a word is a part of a path, an address or a dotted name.
fn is_inside_a_name(text: &str, from: usize, to: usize) -> bool {
    let joint = |c: char| matches!(c, '_' | '/' | '\\' | '@' | '.' | ':' | '-');
    let (mut behind, mut before) = (text[to..].chars(), text[..from].chars().rev());
    let goes_on = behind.next().is_some_and(joint) && behind.next().is_some_and(char::is_alphanumeric);
    goes_on || before.next().is_some_and(joint) && before.next().is_some_and(char::is_alphanumeric)
}

/// The names in a piece of code: "front_door", "front-door".
pub(super) fn names(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).filter(|name| !name.is_empty())
}

/// How often each name stands in the code of a page, and whether a sample has it.
pub(super) struct Names(Map<Key, (u32, bool)>);

impl Names {
    pub(super) fn of(document: &Document) -> Self {
        let mut all: Map<Key, (u32, bool)> = Map::default();
        let marks = document.marks.iter().filter(|mark| mark.kind == MarkKind::Code);
        let samples = document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Code { .. }));
        let code = marks.map(|mark| (mark.text, false)).chain(samples.map(|block| (block.text, true)));
        for (span, is_sample) in code {
            for name in names(document.text(span)) {
                let (count, shown) = all.entry(exactly(name)).or_default();
                *count += 1;
                *shown |= is_sample;
            }
        }
        Self(all)
    }

    pub(super) fn count(&self, name: &str) -> u32 {
        self.0.get(&exactly(name)).map_or(0, |known| known.0)
    }

    pub(super) fn in_a_sample(&self, name: &str) -> bool {
        self.0.get(&exactly(name)).is_some_and(|known| known.1)
    }
}

/// The key of a name just as it is written.
fn exactly(name: &str) -> Key {
    let mut hasher = Hasher::default();
    hasher.bytes(name.as_bytes());
    hasher.key()
}

/// Where a page has code, in order.
struct Code(Vec<Span>);

impl Code {
    fn of(document: &Document) -> Self {
        let marks = document.marks.iter().filter(|mark| mark.kind == MarkKind::Code).map(|mark| mark.text);
        let blocks = document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Code { .. }));
        let mut all: Vec<Span> = marks.chain(blocks.map(|block| block.text)).collect();
        all.sort_unstable_by_key(|span| span.start);
        Self(all)
    }

    fn holds(&self, at: u32) -> bool {
        let near = self.0.partition_point(|span| span.end <= at);
        self.0.get(near).is_some_and(|span| span.start <= at)
    }
}
