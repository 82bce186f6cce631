//! Glossaries of the user: terms, and how each language has to render them.
//!
//! A glossary is read from CSV (`csv`) or TBX (`tbx`); `find` says where a document uses its
//! terms, inflected or not (`words`); the rules `glossary-term-missing` and
//! `glossary-term-forbidden` compare what they say of aligned sentences.

mod csv;
mod find;
mod tbx;
mod words;

pub use find::{Finders, Mention, Terms};

use crate::language::Locale;
use crate::source::decode::decode;
use crate::source::position::{LineIndex, PositionEncoding};
use std::fmt;

/// Terms and their renderings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glossary {
    /// The file, as named by the caller.
    pub name: String,
    /// In order of the file.
    pub entries: Vec<Entry>,
}

/// One thing, and what it is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands in the file, from 1.
    pub line: u32,
    /// What people should know of it; empty mostly.
    pub note: String,
    /// Its terms in all languages; of those of one language the preferred ones come first.
    pub terms: Vec<Term>,
}

/// What one language calls a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The language, or a variety of it.
    pub locale: Locale,
    /// The words. A `*` stands for any letters of a word.
    pub text: String,
    /// Whether it must not be used.
    pub forbidden: bool,
}

impl Entry {
    /// The terms of a language, each with its place in [`terms`](Self::terms): those of exactly this
    /// locale, else those of its language.
    pub fn terms_of(&self, locale: &Locale) -> impl Iterator<Item = (usize, &Term)> {
        let exact = self.terms.iter().any(|term| term.locale == *locale);
        self.terms.iter().enumerate().filter(move |(_, term)| {
            if exact { term.locale == *locale } else { term.locale.same_language(locale) }
        })
    }

    /// The right terms of a language.
    pub fn right(&self, locale: &Locale) -> impl Iterator<Item = &str> {
        self.terms_of(locale).filter(|(_, term)| !term.forbidden).map(|(_, term)| term.text.as_str())
    }
}

/// What is wrong with a glossary, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GlossaryError {
    /// The file, as named by the caller.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in characters.
    pub column: u32,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for GlossaryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
    }
}

impl std::error::Error for GlossaryError {}

/// A fault at a byte of the text.
struct Fault {
    at: usize,
    message: String,
}

impl Fault {
    fn new(at: usize, message: impl Into<String>) -> Self {
        Self { at, message: message.into() }
    }
}

impl Glossary {
    /// Reads a glossary: TBX where the text is XML, CSV otherwise. `name` is for messages.
    ///
    /// # Errors
    /// The first thing that is wrong, with its line and column.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, GlossaryError> {
        let error = |line, column, message| GlossaryError { file: name.to_owned(), line, column, message };
        let text = decode(bytes).map_err(|fault| {
            let line = bytes[..fault.offset as usize].iter().filter(|byte| **byte == b'\n').count();
            error(line as u32 + 1, 1, fault.of_file().text())
        })?;
        let read = if text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with('<') {
            tbx::read(text)
        } else {
            csv::read(text)
        };
        match read {
            Ok(entries) => Ok(Self { name: name.to_owned(), entries }),
            Err(Fault { at, message }) => {
                let place = LineIndex::with_encoding(text, PositionEncoding::Utf32).position(at as u32);
                Err(error(place.line, place.column, message))
            }
        }
    }
}

/// A term's text, blanks in it made single; `Err` says what is wrong with it.
fn checked(text: &str) -> Result<String, String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = || text.split([' ', '-', '\'', '’']).filter(|word| !word.is_empty());
    if !text.chars().any(char::is_alphanumeric) {
        return Err(format!("the term {text:?} has no letter: write the word, or leave the place empty"));
    }
    // Accents that stand alone are letters to some tables, and nothing to look for.
    if words().any(|word| word.chars().all(|c| matches!(c, '\u{300}'..='\u{36f}'))) {
        return Err(format!("the term {text:?} has an accent without its letter: write them together"));
    }
    if words().next().is_some_and(|word| word.starts_with('*') && word.ends_with('*')) {
        return Err(format!(
            "the term {text:?} says nothing of how its first word begins or ends: write a part of it"
        ));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Checker, Options};
    use proptest::prelude::*;
    use std::ops::ControlFlow;

    #[test]
    fn the_variety_of_a_language_comes_before_the_language() {
        let term = |tag: &str, text: &str| Term {
            locale: Locale::parse(tag).expect("a locale"),
            text: text.to_owned(),
            forbidden: false,
        };
        let entry = Entry { terms: vec![term("pt", "a"), term("pt-BR", "b")], ..Entry::default() };
        let of =
            |tag: &str| entry.right(&Locale::parse(tag).expect("a locale")).collect::<Vec<_>>().join(" ");
        assert_eq!([of("pt-BR"), of("pt-PT"), of("es")], ["b", "a b", ""]);
    }

    #[test]
    fn bytes_that_are_no_text_are_named_with_their_line() {
        let error = Glossary::read("terms.csv", b"en,de\npool,\xff\n").expect_err("it is not UTF-8");
        assert_eq!(
            error.to_string(),
            "terms.csv:2:1: byte 11 (0xFF) is not valid UTF-8; save the file as UTF-8"
        );
    }

    /// Pieces of glossaries and of pages, in any order.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("en,de,ja"),
            Just("en;ru"),
            Just("\n"),
            Just(","),
            Just("|"),
            Just("\""),
            Just("*"),
            Just("-"),
            Just(" "),
            Just("Straße"),
            Just("İx"),
            Just("e\u{301}\u{345}"),
            Just("サーバー"),
            Just("\u{ad}"),
            Just("😀"),
            Just("й"),
            Just("ﬁ"),
            Just("<tbx><conceptEntry>"),
            Just("<langSec xml:lang='de'>"),
            Just("<termSec><term>"),
            Just("</term></termSec></langSec></conceptEntry></tbx>"),
            Just("ＡＢ"),
        ];
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn nothing_a_glossary_or_a_page_holds_makes_it_panic(
            head in prop_oneof![Just("en,de,ja\n"), Just("en,de,ja:forbidden\n\"a,"), Just("")],
            file in pieces(), page in pieces(), other in pieces(),
        ) {
            let mut checker = Checker::new(Options { source: Locale::parse("en"), ..Options::default() });
            if let Ok(glossary) = Glossary::read("terms", format!("{head}{file}").as_bytes()) {
                checker.add_glossary(glossary);
            }
            checker.add("", "en/page.md", page.as_bytes());
            checker.add("", "de/page.md", other.as_bytes());
            checker.add("", "ja/page.md", format!("{other}{page}").as_bytes());
            let report = checker.check(&mut |_| ControlFlow::Continue(()));
            prop_assert!(report.is_ok());
        }
    }
}
