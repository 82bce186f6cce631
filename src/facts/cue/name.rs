//! Names among technical terms: which words are written as names are.

use super::Cue;
use crate::document::Document;
use crate::language::Locale;
use crate::language::lexicon::{self, Class, Script};
use crate::source::Span;

/// Drops the names that are none: a word in small letters where names have capitals, and the letters of a short name that are
/// a part of a longer word where words stand without spaces between them ("スタイル" holds no Thailand).
pub(super) fn retain(document: &Document, locale: Option<&Locale>, terms: &mut Vec<Cue>) {
    let Some(lexicon) = locale.and_then(lexicon::for_locale) else { return };
    let is_name = |term: &Cue| lexicon::concept(term.concept).class == Class::Name;
    if lexicon.names_have_capitals {
        terms.retain(|term| !is_name(term) || has_capitals(document.text(term.text)));
    } else if lexicon.script == Script::Jpan {
        terms.retain(|term| !is_name(term) || !is_part(&document.plain, term.text));
    }
}

/// Whether a word is written as names are: with a capital, and an abbreviation ("US", "UK") in capitals.
fn has_capitals(word: &str) -> bool {
    const ABBREVIATION: usize = 2;
    let all = word.chars().nth(ABBREVIATION).is_none();
    word.chars().any(char::is_uppercase) && !(all && word.chars().any(char::is_lowercase))
}

/// Whether a few katakana are a part of a longer word in katakana.
fn is_part(plain: &str, place: Span) -> bool {
    const SHORT: usize = 3;
    let kana = |c: char| matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー');
    let name = &plain[place.range()];
    let beside = plain[..place.start as usize].chars().next_back();
    let behind = plain[place.end as usize..].chars().next();
    name.chars().count() <= SHORT
        && name.chars().all(kana)
        && (beside.is_some_and(kana) || behind.is_some_and(kana))
}

#[cfg(test)]
mod tests {
    use crate::checker::index;
    use crate::language::lexicon;

    fn names(locale: &str, text: &str) -> Vec<&'static str> {
        let indexed = index("", &format!("{locale}/page.md"), text.as_bytes());
        let terms = indexed.facts[0].terms.iter().map(|term| lexicon::concept(term.concept));
        terms.filter(|concept| concept.names > 0).map(|concept| concept.name).collect()
    }

    #[test]
    fn a_word_in_small_letters_is_no_name_where_names_have_capitals() {
        assert!(names("en", "Send us the polish and the turkey.").is_empty());
        assert!(names("en", "The US and Turkey have signed.").contains(&"united states"));
    }

    #[test]
    fn a_short_name_is_no_part_of_a_longer_word_in_katakana() {
        assert!(names("ja", "スタイルをフィルタリングします。").is_empty());
        assert!(names("ja", "タイで開催されます。").contains(&"thailand"));
    }
}
