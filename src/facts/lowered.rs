//! The text in which forms are looked for: lower case, names blotted out, and letters and words put together
//! that were typed apart, with the way back to the places as written.

use super::scan::is_wide;
use super::{Fact, IdentifierKind, Value};
use crate::document::Document;
use crate::language::small;

/// Appends a text in lower case, byte for byte as long.
pub(crate) fn push_lowered(text: &str, to: &mut String) {
    to.reserve(text.len());
    for c in text.chars() {
        to.push(small(c).filter(|small| small.len_utf8() == c.len_utf8()).unwrap_or(c));
    }
}

/// The text of a document in lower case, byte for byte as long, with what no form may match (names,
/// products, code) blotted out.
pub(super) fn lowered(document: &Document, facts: &[Fact]) -> String {
    let mut bytes = String::with_capacity(document.plain.len());
    push_lowered(&document.plain, &mut bytes);
    let mut bytes = bytes.into_bytes();
    for fact in facts {
        let named = match fact.value {
            Value::Product { .. } | Value::Code(_) => true,
            Value::Identifier { kind, .. } => kind != IdentifierKind::Acronym,
            // The units of a number are no words: 만 in "2만 5천" limits nothing.
            Value::Number(_) => document.text(fact.text).chars().any(is_wide),
            _ => false,
        };
        if named {
            bytes[fact.text.range()].fill(1);
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// Letters that may be written as a letter and a mark of their own, as [`compose`] knows them.
const MARKS: &[(char, &str, &str)] = &[
    ('\u{300}', "aeiou", "àèìòù"),
    // In Cyrillic the acute tells the stress and is no part of a letter.
    ('\u{301}', "aeiouynаеєиіїоуыэюя", "áéíóúýńаеєиіїоуыэюя"),
    ('\u{302}', "aeiou", "âêîôû"),
    ('\u{303}', "aon", "ãõñ"),
    ('\u{308}', "aeiouе", "äëïöüё"),
    ('\u{327}', "c", "ç"),
    ('\u{306}', "и", "й"),
];

/// Puts letters and marks that were typed one by one together ("a" + "◌̃" is "ã"), as the forms write
/// them. Gives the places in the new text behind which bytes are gone, with how many in all.
pub(super) fn compose(text: &mut String) -> Vec<(u32, u32)> {
    let mut squeezed = Vec::new();
    let marked = |c: char| matches!(c, '\u{300}'..='\u{36f}');
    if !may_compose(text) {
        return squeezed;
    }
    let mut composed = String::with_capacity(text.len());
    let mut gone = 0;
    for c in text.chars() {
        let whole = composed.chars().next_back().filter(|_| marked(c)).and_then(|base| {
            let (_, bases, wholes) = MARKS.iter().find(|mark| mark.0 == c)?;
            Some((base, bases.chars().zip(wholes.chars()).find(|pair| pair.0 == base)?.1))
        });
        if let Some((base, whole)) = whole {
            composed.truncate(composed.len() - base.len_utf8());
            composed.push(whole);
            gone += (base.len_utf8() + c.len_utf8() - whole.len_utf8()) as u32;
            squeezed.push((composed.len() as u32, gone));
        } else if let Some(plain) = plain(c) {
            composed.extend(plain);
            gone += (c.len_utf8() - plain.map_or(0, char::len_utf8)) as u32;
            squeezed.push((composed.len() as u32, gone));
        } else {
            composed.push(c);
        }
    }
    *text = composed;
    squeezed
}

/// Whether a text has the first byte of anything that [`compose`] looks for.
pub(super) fn may_compose(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr3(0xcc, 0xcd, 0xca, bytes).or_else(|| memchr::memchr2(0xc4, 0xd9, bytes)).is_some()
}

/// What stands for a character in a form, where that is shorter: the apostrophe that is a letter is the common one, the
/// dotted capital of Turkish is small; and the vowel marks of Arabic, and what stretches its letters, are left out.
fn plain(c: char) -> Option<Option<char>> {
    match c {
        '\u{2bc}' => Some(Some('\'')),
        'İ' => Some(Some('i')),
        '\u{640}' | '\u{64b}'..='\u{655}' | '\u{670}' => Some(None),
        _ => None,
    }
}

/// Takes out the spaces between two ideographs: machine translations leave them where mark-up tears a word
/// ("集 區"). Gives the places in the new text before which bytes are gone, with how many in all.
pub(super) fn close_up(text: &mut String) -> Vec<(u32, u32)> {
    let mut squeezed = Vec::new();
    if !text.contains(' ') {
        return squeezed;
    }
    let mut closed = String::with_capacity(text.len());
    let (mut rest, mut gone) = (text.as_str(), 0);
    while let Some(at) = rest.find(' ') {
        let (before, spaces) = rest.split_at(at);
        let behind = spaces.trim_start_matches(' ');
        let width = spaces.len() - behind.len();
        closed.push_str(before);
        if closed.chars().next_back().is_some_and(is_wide) && behind.starts_with(is_wide) {
            gone += width as u32;
            squeezed.push((closed.len() as u32, gone));
        } else {
            closed.push_str(&spaces[..width]);
        }
        rest = behind;
    }
    closed.push_str(rest);
    *text = closed;
    squeezed
}

/// Where a place of the composed text is in the text as written.
pub(super) fn unsqueezed(squeezed: &[(u32, u32)], at: u32) -> u32 {
    let before = squeezed.partition_point(|place| place.0 <= at);
    at + before.checked_sub(1).map_or(0, |last| squeezed[last].1)
}
