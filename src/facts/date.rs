//! Dates: what makes a year of a number.

use crate::language::lexicon::Lexicon;
use crate::source::Span;

/// The stretch that makes a year of a number, where something does.
pub(crate) fn as_date(text: &str, number: Span, lexicon: &Lexicon) -> Option<Span> {
    let behind = &text[number.end as usize..];
    let rest = behind.trim_start_matches([' ', '\u{a0}']);
    if behind.len() - rest.len() > 2 {
        return None;
    }
    let marker =
        lexicon.dates.after_year.iter().filter(|marker| starts_folded(rest, marker)).max_by_key(|m| m.len());
    if let Some(marker) = marker {
        // A letter behind the marker makes another word of it, where words have spaces.
        let next = rest[marker.len()..].chars().next();
        let spaced = lexicon.is_spaced();
        let ends_inside = spaced && next.is_some_and(char::is_alphabetic);
        // "2019 年版" is "the 2019 edition".
        let edition = next.is_some_and(|c| matches!(c, '版' | '판'));
        if !ends_inside && !edition {
            let end = number.end as usize + (behind.len() - rest.len()) + marker.len();
            return Some(Span::new(number.start, end as u32));
        }
    }
    let before = text[..number.start as usize].trim_end_matches([' ', '\u{a0}']);
    for marker in lexicon.dates.before_year {
        if let Some(at) = before.len().checked_sub(marker.len()) {
            let fits = before
                .get(at..)
                .is_some_and(|word| word.chars().flat_map(char::to_lowercase).eq(marker.chars()));
            let alone = fits && !before[..at].chars().next_back().is_some_and(char::is_alphabetic);
            if alone {
                return Some(Span::new(at as u32, number.end));
            }
        }
    }
    None
}

fn starts_folded(text: &str, lower: &str) -> bool {
    text.get(..lower.len()).is_some_and(|start| start.chars().flat_map(char::to_lowercase).eq(lower.chars()))
}
