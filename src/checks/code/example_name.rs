//! Names of an example that a translation says in its own words: "functionName arg", "nomFonction arg".
//!
//! A name that a program knows stands in samples and in other sentences, too. One that the source makes up on the spot,
//! of words, stands there alone; and the words that a translation makes its own of stand in its sentences.

use crate::compare::Comparison;
use crate::facts::{Fact, Value, features};
use crate::language::lexicon;

/// How far around a name it is looked for, in bytes on either side.
const NEAR: usize = 20_000;

/// Whether a name that only this sentence of the source has is put in words of the translation.
pub(super) fn is_put_in_own_words(pair: &Comparison<'_>, old: &Fact, new: &Fact) -> bool {
    let (was, is) = (pair.source.document.text(old.text), pair.target.document.text(new.text));
    let (theirs, ours) = (parts(was), parts(is));
    if !is_made_up(was, &theirs) || !is_made_up(is, &ours) {
        return false;
    }
    let around = |plain: &str, at: u32| -> (usize, usize) {
        let from = plain.floor_char_boundary((at as usize).saturating_sub(NEAR));
        (from, plain.floor_char_boundary((at as usize + NEAR).min(plain.len())))
    };
    let (source, target) = (&pair.source.document.plain, &pair.target.document.plain);
    let (from, to) = around(source, old.text.start);
    let source = &source[from..to];
    if source.matches(was).nth(1).is_some() {
        return false;
    }
    let (from, to) = around(target, new.text.start);
    let target = &target[from..to];
    let common = lexicon::for_locale(pair.target.locale).map(|lexicon| lexicon.common_words);
    let own = |word: &str| common.is_some_and(|common| common.binary_search(&word).is_ok());
    // What stands in code by itself as well is no word of the example's own.
    let coded = |word: &String| {
        let (first, last) = (old.text.start.saturating_sub(NEAR as u32), old.text.end + NEAR as u32);
        let facts = &pair.source.facts.facts;
        let from = facts.partition_point(|fact| fact.text.start < first);
        facts[from..].iter().take_while(|fact| fact.text.start < last).any(|fact| {
            matches!(fact.value, Value::Code(_))
                && fact.text != old.text
                && pair.source.document.text(fact.text).eq_ignore_ascii_case(word)
        })
    };
    let mut said = ours.iter().filter(|word| !theirs.contains(word)).peekable();
    said.peek().is_some()
        && marks(was).eq(marks(is))
        && !theirs.iter().filter(|word| !ours.contains(word)).any(coded)
        && said.all(|word| !is_letter(word) && !says(source, word) && (own(word) || says(target, word)))
}

/// What stands in a name beside its words, numbers and blanks.
fn marks(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| !c.is_alphanumeric() && !c.is_whitespace())
}

/// Whether a word is a single letter of a formula.
fn is_letter(word: &str) -> bool {
    word.len() == 1
}

/// Whether a name is made of several words, or marked as a name by what stands before it. What has a namespace, an
/// address or an operator in it is a program's.
fn is_made_up(name: &str, parts: &[String]) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '$' | '@' | '%' | '[' | ']');
    name.trim_end_matches('.').chars().all(plain)
        && (parts.len() > 1 || parts.len() == 1 && name.starts_with(['$', '@', '%']))
}

/// The words a name is made of, in small letters.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut small = false;
    for c in name.chars() {
        if !c.is_alphabetic() || small && c.is_uppercase() {
            parts.push(String::new());
        }
        small = c.is_lowercase();
        if c.is_alphabetic()
            && let Some(last) = parts.last_mut()
        {
            last.extend(c.to_lowercase());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Whether a text has a word by itself, with its accents or without.
fn says(text: &str, word: &str) -> bool {
    let wanted = features::bare(word);
    let mut before = ' ';
    text.split_inclusive(|c: char| !c.is_alphabetic()).any(|piece| {
        let own = piece.trim_end_matches(|c: char| !c.is_alphabetic());
        let free = !matches!(before, '$' | '@' | '%' | '.' | '_' | '-' | '/' | ':');
        before = piece.chars().next_back().unwrap_or(' ');
        free && !matches!(before, '_' | '-' | '/' | '(' | '=' | ':')
            && !own.is_empty()
            && features::bare(own) == wanted
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_the_words_in_it() {
        assert_eq!(parts("functionName arg1 arg2..."), ["function", "name", "arg", "arg"]);
        assert_eq!(parts("yourRackKey"), ["your", "rack", "key"]);
        assert_eq!(parts("$año"), ["año"]);
        assert_eq!(parts("HTTPServer"), ["httpserver"]);
    }

    #[test]
    fn a_word_by_itself_is_no_part_of_a_name() {
        assert!(says("La función abre el horno.", "funcion"));
        assert!(!says("Escriba $nombre aquí.", "nombre"));
        assert!(!says("Llame a nombre_completo().", "nombre"));
    }
}
