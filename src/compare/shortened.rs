//! Names of several words that lost one of them: "Orchard Backup Server" that became "Orchard Server".
//!
//! A name that a translation keeps in the letters of its source stands there word for word, or as what it is mostly
//! called. So two of its words that stand side by side in the translation alone, and nowhere in the source without the
//! one between them, are the name of something else, or of nothing. The words at its ends tell less: a maker is often
//! left out, and what the last word calls the thing is often translated.

use super::{Comparison, Statement};
use crate::document::MarkKind;
use crate::facts::Value;
use crate::source::Span;

/// Letters of a word that counts as a part of a name.
const LEAST: usize = 3;

/// A name in the reference, and what is left of it in the translation, by their places in the visible text.
pub(super) fn find(pair: &Comparison<'_>, statement: &Statement) -> Option<(Span, Span)> {
    let bead = &statement.bead;
    let (from, to) = (pair.source_text(bead), pair.target_text(bead));
    let (source, target) = (pair.source.document, pair.target.document);
    let (was, is) = (source.text(from), target.text(to));
    let mut row = [Span::default(); 3];
    let mut long = 0;
    for word in capitalised(was) {
        // A name is one run of words with capitals, with a space between each and the next.
        let joined = long > 0 && &was[row[2].end as usize..word.start as usize] == " ";
        long = if joined { long + 1 } else { 1 };
        row = [row[1], row[2], word];
        if long < 3 {
            continue;
        }
        let [first, inner, last] = row.map(|word| &was[word.range()]);
        if !is.contains(first) || is.contains(inner) {
            continue;
        }
        let short = format!("{first} {last}");
        let Some(at) = stands_at(is, &short) else { continue };
        let place = Span::new(from.start + row[0].start, from.start + row[2].end);
        // What the source itself calls so is known by both names; products have a rule of their own.
        if stands_at(&source.plain, &short).is_some() || pair.is_heading(bead) || is_known(pair, place) {
            continue;
        }
        let start = to.start + at as u32;
        return Some((place, Span::new(start, start + short.len() as u32)));
    }
    None
}

/// The words of a text that begin with a capital, as they stand between blanks and marks.
fn capitalised(text: &str) -> impl Iterator<Item = Span> + '_ {
    let bytes = text.as_bytes();
    let inside = |at: usize| bytes[at].is_ascii_alphanumeric() || !bytes[at].is_ascii();
    let begins = move |at: &usize| bytes[*at].is_ascii_uppercase() && (*at == 0 || !inside(*at - 1));
    (0..bytes.len()).filter(begins).filter_map(move |start| {
        let end = (start..bytes.len()).find(|&at| !inside(at)).unwrap_or(bytes.len());
        let letters = text[start..end].chars().filter(|c| c.is_alphabetic()).count();
        (letters >= LEAST).then(|| Span::new(start as u32, end as u32))
    })
}

/// Where some words stand in a text by themselves, and not as part of longer ones.
fn stands_at(text: &str, words: &str) -> Option<usize> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // Writings without spaces join their own letters to a name: "Orchard Serverを".
    let latin = |c: Option<char>| letter(c.filter(|&c| c < '\u{2e80}'));
    text.match_indices(words)
        .map(|(at, _)| at)
        .find(|&at| !latin(text[..at].chars().next_back()) && !latin(text[at + words.len()..].chars().next()))
}

/// Whether a name is a product that the lexicons list, or stands in code or in what is not to be translated.
fn is_known(pair: &Comparison<'_>, place: Span) -> bool {
    let facts = &pair.source.facts.facts;
    let first = facts.partition_point(|fact| fact.text.end <= place.start);
    let product = facts[first..]
        .iter()
        .take_while(|fact| fact.text.start < place.end)
        .any(|fact| matches!(fact.value, Value::Product { .. } | Value::Code(_)));
    product
        || pair
            .source
            .document
            .marks_around(place)
            .any(|mark| matches!(mark.kind, MarkKind::Code | MarkKind::NoLoc))
}
