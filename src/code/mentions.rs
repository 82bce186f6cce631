//! What a text names: the names, paths, options and numbers in a comment or a literal, which are the same in every
//! language, and whether it holds a name.

use super::tokens::Row;
use super::words;
use crate::order::OrderedMap;
use crate::source::Span;

/// Kinds of what is named.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Option,
    Number,
    Name,
}

fn kind(word: &str) -> Option<Kind> {
    const DIGITS: usize = 3;
    if !word.is_ascii() || words::is_hole(word) {
        return None;
    }
    if word.len() > 3 && word.starts_with("--") && word[2..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Some(Kind::Option);
    }
    if word.len() >= DIGITS && word.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Kind::Number);
    }
    let inner = word.trim_matches('_');
    let joined = inner.contains('_') || inner.contains('/') && inner.contains('.');
    let named = inner.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'/' | b'.' | b'-'));
    (joined && named && word.len() > 4).then_some(Kind::Name)
}

/// What the texts of a sample name, by kind and spelling, with how often and where.
fn named<'t>(text: &'t str, row: &Row) -> OrderedMap<(Kind, &'t str), (i32, Span)> {
    let mut named = OrderedMap::new();
    for span in &row.prose {
        let mut at = span.start as usize;
        for word in text[span.range()].split(|c: char| {
            c.is_whitespace() || matches!(c, '(' | ')' | '"' | '\'' | '`' | ',' | '，' | '、' | '=')
        }) {
            let begin = word.len() - word.trim_start_matches(['.', ':', '!', '?', '*']).len();
            let name = word.trim_matches(['.', ':', '!', '?', '*']);
            if let Some(kind) = kind(name) {
                let start = at + begin;
                let place = Span::new(start as u32, (start + name.len()) as u32);
                named.entry((kind, name)).or_insert((0, place)).0 += 1;
            }
            at += word.len();
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    named
}

/// The one name that became another in what is otherwise the same.
pub(super) fn became(source: (&str, &Row), target: (&str, &Row)) -> Option<(Span, Span)> {
    let (was, is) = (named(source.0, source.1), named(target.0, target.1));
    let mut lost = was.iter().filter(|(name, _)| !is.contains_key(*name));
    let mut new = is.iter().filter(|(name, _)| !was.contains_key(*name));
    let (((a, old), (_, from)), ((b, name), (_, to))) = (lost.next()?, new.next()?);
    if lost.next().is_some() || new.next().is_some() || a != b {
        return None;
    }
    let same = |back: bool| {
        let equal = |(a, b): &(u8, u8)| a == b;
        if back {
            old.bytes().rev().zip(name.bytes().rev()).take_while(equal).count()
        } else {
            old.bytes().zip(name.bytes()).take_while(equal).count()
        }
    };
    let alike = match a {
        Kind::Number => old.len() == name.len(),
        Kind::Option | Kind::Name => 2 * same(false).max(same(true)) >= old.len().min(name.len()),
    };
    alike.then_some((*from, *to))
}

/// Whether `text` holds `part`, ASCII case aside: names are inflected ("GitHubie") and run into what follows them.
pub(crate) fn contains_folded(text: &str, part: &str) -> bool {
    holds(text, part, |_, _| true)
}

/// Whether `text` holds `part` as a word of its own: "str" is no part of "string", but "array" is there in "arrays", and
/// "sip" in "SIPアドレス".
pub(crate) fn contains_whole(text: &str, part: &str) -> bool {
    let inside = |b: Option<&u8>| b.is_some_and(|&b| b.is_ascii_alphanumeric() || b == b'_');
    let bytes = part.trim().as_bytes();
    let (opens, closes) = (inside(bytes.first()), inside(bytes.last()));
    holds(text, part, |before, behind| {
        let plural = behind.first() == Some(&b's') && !inside(behind.get(1));
        !(opens && inside(before.last()) || closes && inside(behind.first()) && !plural)
    })
}

/// Whether `text` holds `part` between bytes that fit, ASCII case aside.
pub(crate) fn holds(text: &str, part: &str, fits: impl Fn(&[u8], &[u8]) -> bool) -> bool {
    let part = part.trim().as_bytes();
    let Some(first) = part.first().map(u8::to_ascii_lowercase) else { return true };
    let bytes = text.as_bytes();
    memchr::memchr2_iter(first, first.to_ascii_uppercase(), bytes).any(|at| {
        bytes.get(at..at + part.len()).is_some_and(|found| found.eq_ignore_ascii_case(part))
            && fits(&bytes[..at], &bytes[at + part.len()..])
    })
}
