//! Numbers, months and hours that a sentence tells in words, as facts that can be compared with those in digits.

use super::stretch;
use crate::facts::{Fact, IdentifierKind, Number, Value};
use crate::language::lexicon::{self, Lexicon};
use crate::rendition::Rendition;
use crate::source::Span;

/// Adds the numbers that count in words, as facts without digits: "three", "XV". One and none are told in too
/// many ways.
pub(super) fn numbers(rendition: Rendition<'_>, sentences: (u32, u32), facts: &mut Vec<Fact>) {
    let text = stretch(rendition, sentences);
    let lexicon = lexicon::for_locale(rendition.locale);
    for spelled in rendition.facts.spelled_in(text) {
        let plain = &rendition.document.plain;
        // "Am ersten November" counts, other ordinals do not.
        let counts = spelled.counts && spelled.value >= 2
            || lexicon.is_some_and(|lexicon| {
                let behind = plain[spelled.text.end as usize..].trim_start_matches([' ', '\u{a0}']);
                lexicon.month(first_word(behind)).is_some()
            });
        if counts {
            facts.push(without_digits(spelled.text, spelled.value));
        }
    }
    for fact in rendition.facts.of_range(sentences) {
        if let Value::Identifier { kind: IdentifierKind::Acronym, .. } = fact.value
            && let Some(value) = roman(rendition.document.text(fact.text))
        {
            facts.push(without_digits(fact.text, value));
        }
    }
}

fn without_digits(text: Span, value: u64) -> Fact {
    Fact { text, value: Value::Number(Number { digits: 0, ..Number::of(value) }) }
}

/// The value of a Roman number below forty, of two letters or more: those above are words and acronyms as often.
fn roman(text: &str) -> Option<u64> {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let tens = text.bytes().take_while(|&b| b == b'X').count();
    let ones = ONES.iter().position(|&ones| ones == &text[tens..])?;
    (text.len() >= 2 && tens <= 3).then_some((tens * 10 + ones) as u64)
}

/// Adds the months of dates, by name or number, as facts without digits.
pub(super) fn months(rendition: Rendition<'_>, sentences: (u32, u32), facts: &mut Vec<Fact>) {
    let lexicon = lexicon::for_locale(rendition.locale);
    let plain = &rendition.document.plain;
    let text = stretch(rendition, sentences);
    let numbers = rendition.facts.of_range(sentences).iter();
    for fact in numbers.filter(|fact| matches!(fact.value, Value::Number(_))) {
        if is_month(rendition, fact)
            && let Value::Number(number) = fact.value
        {
            facts.push(without_digits(fact.text, u64::from(number.small)));
            continue;
        }
        // A name counts only beside a number: "May" may be another word.
        let behind =
            plain[fact.text.end as usize..text.end.max(fact.text.end) as usize].trim_start_matches(LOOSE);
        let word = first_word(behind);
        let before = plain[text.start as usize..fact.text.start as usize].trim_end_matches(LOOSE);
        let other = last_word(before);
        for word in [word, other] {
            if let Some(month) = month(lexicon, word) {
                let start = word.as_ptr() as usize - plain.as_ptr() as usize;
                let span = Span::new(start as u32, (start + word.len()) as u32);
                if !facts.iter().any(|fact| fact.text == span) {
                    facts.push(without_digits(span, u64::from(month)));
                }
            }
        }
    }
}

/// The date that a number is part of, as it is written: "12-Jun-2026", "2026-01-14", "2026年1月14日".
pub(crate) fn date_around(rendition: Rendition<'_>, fact: &Fact, within: Span) -> Option<Span> {
    const LONGEST: usize = 48;
    let lexicon = lexicon::for_locale(rendition.locale);
    let plain = &rendition.document.plain;
    let part = |word: &str| {
        word.chars().all(|c| crate::facts::number::digit(c).is_some())
            || month(lexicon, word).is_some()
            || lexicon.is_some_and(|lexicon| {
                let is = |words: &[&str]| words.iter().any(|other| other.chars().eq(word.chars()));
                is(lexicon.dates.after_year) || is(lexicon.dates.after_month) || is(lexicon.dates.after_day)
            })
    };
    let joint = |c: char| LOOSE.contains(&c) || c == '/';
    let mut end = fact.text.end as usize;
    let mut start = fact.text.start as usize;
    while end - start < LONGEST {
        let rest = &plain[end..within.end.max(fact.text.end) as usize];
        let behind = rest.trim_start_matches(joint);
        let digits = behind.starts_with(|c| crate::facts::number::digit(c).is_some());
        let length = behind
            .find(|c: char| {
                !(if digits { crate::facts::number::digit(c).is_some() } else { c.is_alphabetic() })
            })
            .unwrap_or(behind.len());
        let word = &behind[..length];
        if word.is_empty() || !part(word) {
            break;
        }
        end += rest.len() - behind.len() + length;
    }
    while end - start < LONGEST {
        let rest = &plain[within.start.min(fact.text.start) as usize..start];
        let before = rest.trim_end_matches(joint);
        let digits = before.ends_with(|c| crate::facts::number::digit(c).is_some());
        let from = before
            .rfind(|c: char| {
                !(if digits { crate::facts::number::digit(c).is_some() } else { c.is_alphabetic() })
            })
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let word = &before[from..];
        if word.is_empty() || !part(word) {
            break;
        }
        start -= rest.len() - from;
    }
    let text = &plain[start..end];
    let numbers = text.split(|c| crate::facts::number::digit(c).is_none()).filter(|run| !run.is_empty());
    let year = numbers.clone().any(|run| run.chars().count() == 4);
    (year && numbers.count() >= 2).then_some(Span::new(start as u32, end as u32))
}

/// What may stand between a month and its day or year.
const LOOSE: [char; 5] = [' ', '\u{a0}', '.', ',', '-'];

/// The month that a word names, in the language or in English: programs write "14-Jan-2026" on pages of all languages.
fn month(lexicon: Option<&Lexicon>, word: &str) -> Option<u8> {
    if word.is_empty() {
        return None;
    }
    lexicon
        .and_then(|lexicon| lexicon.month(word))
        .or_else(|| lexicon::english().and_then(|english| english.month(word)))
}

fn first_word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())]
}

fn last_word(text: &str) -> &str {
    &text[text
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8))..]
}

/// Whether a number is the month of a date by what stands behind it: "6月", not "6 か月".
pub(super) fn is_month(rendition: Rendition<'_>, fact: &Fact) -> bool {
    let Value::Number(number) = fact.value else { return false };
    let plain = &rendition.document.plain;
    let (before, behind) = (&plain[..fact.text.start as usize], &plain[fact.text.end as usize..]);
    // "2026-01-14"
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let year = before
        .strip_suffix('-')
        .is_some_and(|before| before.bytes().rev().take(5).take_while(u8::is_ascii_digit).count() == 4);
    let iso = year && behind.strip_prefix('-').is_some_and(|behind| digits(behind) == 2);
    let behind = behind.trim_start_matches(' ');
    (1..=12).contains(&number.small)
        && number.digits <= 2
        && (iso
            || lexicon::for_locale(rendition.locale).is_some_and(|lexicon| {
                let mut markers = lexicon.dates.after_month.iter();
                markers.any(|marker| marker.chars().count() == 1 && behind.starts_with(marker))
            }))
}

/// Whether a sentence has a month, by name or number.
pub(super) fn has_month(rendition: Rendition<'_>, sentences: (u32, u32)) -> bool {
    let mut found = Vec::new();
    months(rendition, sentences, &mut found);
    !found.is_empty()
}

/// Whether a sentence names the month of a number.
pub(super) fn names_month(rendition: Rendition<'_>, sentences: (u32, u32), month: u16) -> bool {
    let text = rendition.document.text(stretch(rendition, sentences));
    (1..=12).contains(&month)
        && lexicon::for_locale(rendition.locale).is_some_and(|lexicon| {
            let is = |named: Option<u8>| named.is_some_and(|named| u16::from(named) == month);
            text.split(|c: char| !c.is_alphabetic()).any(|word| word.len() > 2 && is(lexicon.month(word)))
        })
}

/// Whether a sentence has an hour by its name: "noon".
pub(super) fn names_hour(rendition: Rendition<'_>, sentences: (u32, u32), hour: u64) -> bool {
    let text = rendition.document.text(stretch(rendition, sentences));
    let told = |lexicon: &Lexicon| {
        let mut names = lexicon.dates.hours.iter().filter(|name| name.1 == hour);
        names.any(|name| {
            if lexicon.is_spaced() {
                text.split(|c: char| !c.is_alphabetic() && c != '-')
                    .any(|word| name.0.chars().eq(word.chars().flat_map(char::to_lowercase)))
            } else {
                text.contains(name.0)
            }
        })
    };
    lexicon::for_locale(rendition.locale).is_some_and(told)
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn roman_numbers_are_numbers_where_they_are_no_words() {
        assert_eq!(["II", "XIV", "XXXIX", "XV"].map(roman), [Some(2), Some(14), Some(39), Some(15)]);
        assert_eq!(["I", "CD", "MIX", "IIII", "VX", "XXXX"].map(roman), [None; 6]);
    }
}
