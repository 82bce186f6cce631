//! What a fact that is missing, or new, may stand for on the other side: a word for a number, a name in prose, a
//! month for its number.

use super::{unit, words};
use crate::align::Bead;
use crate::code::inline::is_escaped;
use crate::code::mentions::{contains_folded, contains_whole, holds};
use crate::document::ContainerKind;
use crate::facts::number::Amount;
use crate::facts::{Fact, Number, Value};
use crate::language::lexicon::{self, NumberKind, NumberWord};
use crate::rendition::Rendition;

/// Whether a missing fact is there in another form: spelled out, or as part of a longer word.
pub(super) fn excused(source: Rendition<'_>, target: Rendition<'_>, bead: &Bead, fact: &Fact) -> bool {
    let text = || target.document.text(super::stretch(target, bead.target));
    match fact.value {
        Value::Number(number) => {
            let behind = &source.document.plain[fact.text.end as usize..];
            // "A 3-way call", "2D", "3 lines": other languages write one word.
            let by_word = behind.starts_with('-') && behind[1..].starts_with(char::is_alphabetic)
                || behind.starts_with(|c: char| c.is_ascii_alphabetic());
            let part = by_word
                || number.small >= 2
                    && behind.strip_prefix(' ').is_some_and(|behind| behind.starts_with(char::is_alphabetic))
                || is_base(source, fact);
            is_small(number) && spelled(text(), target.locale, u64::from(number.small), part)
                || is_spelled(target, bead.target, number)
                || is_date(source, fact) && words::names_month(target, bead.target, number.small)
                || words::is_month(source, fact) && words::has_month(target, bead.target)
                || numbers_the_item(source, target, bead, fact)
                || told_as_time(target, bead.target, number)
                || behind_its_word(source, fact, text())
                || behind_a_word(source, fact, text())
                || has_other_zero((source, bead.source), fact, (target, bead.target))
                || stands_in_code((source, bead.source), fact, (target, bead.target))
                || is_abbreviated(source, fact, target, bead.target)
                || abbreviates(target, bead.target, number)
                || target.facts.of_range(bead.target).iter().any(|new| {
                    run_on(source, bead, target.document.text(new.text))
                        == Some(source.document.text(fact.text))
                })
                || in_equal_list(source, fact, text())
                || runs_together((source, bead.source), fact, (target, bead.target))
                || has_short_year(source, fact, target, bead.target)
                || is_section_of_manual(source, fact, text())
                || takes_up_a_letter((source, bead.source), fact, text())
                || unit::is_converted((source, bead.source), fact, (target, bead.target))
        }
        Value::Identifier { .. } => {
            let written = bare(source.document.text(fact.text));
            // An address without its protocol is still one.
            let short =
                written.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
            let bare_address =
                || contains_folded(text(), short) && !contains_folded(text(), &format!("://{short}"));
            contains_folded(text(), written)
                || short.len() < written.len() && !short.is_empty() && bare_address()
        }
        Value::Code(_) => {
            let written = bare(source.document.text(fact.text));
            let escaped = |new: &Fact| {
                matches!(new.value, Value::Code(_)) && is_escaped(written, target.document.text(new.text))
            };
            if target.facts.of_range(bead.target).iter().any(escaped) {
                return false;
            }
            contains_whole(text(), written)
                || singular(source, written).is_some_and(|one| contains_whole(text(), one))
                || named_plainly(text(), written)
                || in_other_order(target, bead, written, text())
        }
        // "13 Uhr", "13h00", "13.00": told without a colon.
        Value::Time(minutes) => {
            target.facts.of_range(bead.target).iter().any(|new| hour_of(new, minutes))
                || words::names_hour(target, bead.target, u64::from(minutes / 60))
                || words::names_hour(target, bead.target, u64::from(minutes / 60) + 12)
        }
        Value::Version(_) => {
            in_equal_list(source, fact, text()) || without_zero(source.document.text(fact.text), text())
        }
        Value::Product { .. } => false,
    }
}

/// Whether a number is there in words: "zwei Millionen", "thirty-six".
fn is_spelled(rendition: Rendition<'_>, sentences: (u32, u32), number: Number) -> bool {
    let text = super::stretch(rendition, sentences);
    rendition.facts.spelled_in(text).iter().any(|spelled| number.agrees(&Number::of(spelled.value)))
}

/// Whether a number is the hour or the minutes of a time, or an hour that has a name.
fn told_as_time(rendition: Rendition<'_>, sentences: (u32, u32), number: Number) -> bool {
    rendition.facts.of_range(sentences).iter().any(|fact| match fact.value {
        Value::Time(minutes) => {
            is_hour(number, minutes) || number.small == minutes % 60 && number.digits == 2
        }
        _ => false,
    }) || matches!(number.small, 0 | 12 | 24)
        && words::names_hour(rendition, sentences, u64::from(number.small) % 24)
}

/// Whether a number is written together with the word before it on the other side: "RFC 3986", "RFC3986".
fn behind_its_word(own: Rendition<'_>, fact: &Fact, other: &str) -> bool {
    let before = own.document.plain[..fact.text.start as usize].trim_end_matches([' ', '\u{a0}', '-']);
    let start = before
        .rfind(|c: char| !c.is_ascii_alphabetic())
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let word = &before[start..];
    let number = own.document.text(fact.text);
    if number.starts_with(['v', 'V']) {
        return contains_folded(other, number);
    }
    word.len() >= 2 && contains_folded(other, &format!("{word}{number}"))
}

/// Whether a number behind a word stands on the other side as one with whatever that is there: "String 255", "Tekst255".
fn behind_a_word(own: Rendition<'_>, fact: &Fact, other: &str) -> bool {
    const LEAST: usize = 3;
    let before = &own.document.plain[..fact.text.start as usize];
    let number = own.document.text(fact.text);
    let letters =
        |text: &str| text.chars().rev().take_while(|c| c.is_alphabetic()).take(LEAST).count() == LEAST;
    before.strip_suffix(' ').is_some_and(letters)
        && number.bytes().all(|b| b.is_ascii_digit())
        && other.match_indices(number).any(|(at, _)| {
            letters(&other[..at]) && !other[at + number.len()..].starts_with(|c: char| c.is_alphanumeric())
        })
}

/// Whether a number is a whole one that words may tell.
fn is_small(number: Number) -> bool {
    const DIGITS: u16 = 4;
    number.digits <= DIGITS && (number.small > 0 || number.agrees(&Number::of(0)))
}

/// Whether a version stands with a last zero more or less: "7.1.0" and "7.1".
fn without_zero(written: &str, other: &str) -> bool {
    let written = written.trim_start_matches(['v', 'V']);
    let whole = |short: &str| {
        other.match_indices(short).any(|(at, _)| {
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let rest = other[at + short.len()..].strip_prefix(".0").unwrap_or(&other[at + short.len()..]);
            let mut behind = rest.chars();
            let goes_on = match behind.next() {
                Some('.') => digit(behind.next()),
                next => digit(next),
            };
            !digit(other[..at].chars().next_back()) && !other[..at].ends_with('.') && !goes_on
        })
    };
    whole(written.strip_suffix(".0").unwrap_or(written))
}

/// A side of a bead: the document and the range of its sentences.
type Side<'a> = (Rendition<'a>, (u32, u32));

/// Whether a number stands in code on the other side, in a piece that this side has not: "port 9999", "порт `9999`", and
/// "fnmatch(3)" in one piece.
fn stands_in_code(own: Side<'_>, fact: &Fact, other: Side<'_>) -> bool {
    let number = own.0.document.text(fact.text);
    let part = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_digit() || *b == b'.');
    let known = own.0.facts.of_range(own.1);
    other.0.facts.of_range(other.1).iter().any(|code| {
        matches!(code.value, Value::Code(_))
            && !known.iter().any(|own| own.value == code.value)
            && holds(other.0.document.text(code.text), number, |before, behind| {
                !part(before.last()) && !part(behind.first())
            })
    })
}

/// Whether a number stands there with last zeros more or less that this side has nowhere else: "3.0" and "3", "20,00"
/// and "20".
fn has_other_zero(own: Side<'_>, fact: &Fact, other: Side<'_>) -> bool {
    let written = own.0.document.text(fact.text);
    let stands = |side: Side<'_>| {
        let numbers = side.0.facts.of_range(side.1).iter();
        numbers
            .filter(|fact| matches!(fact.value, Value::Number(_)))
            .map(|fact| side.0.document.text(fact.text))
            .any(|number| differ_in_zeros(number, written))
    };
    stands(other) && !stands(own)
}

/// Whether two numbers are one with last zeros more or less.
pub(super) fn differ_in_zeros(a: &str, b: &str) -> bool {
    a.len() != b.len() && same_digits(without_last_zeros(a), without_last_zeros(b))
}

/// A number without the zeros that end its decimals. Three may be those of a thousand.
fn without_last_zeros(written: &str) -> &str {
    const THOUSAND: usize = 3;
    let Some(at) = written.rfind(['.', ',']) else { return written };
    let decimals = &written[at + 1..];
    if decimals.len() == THOUSAND || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return written;
    }
    written.trim_end_matches('0').trim_end_matches(['.', ','])
}

/// Whether two numbers are the same but for their separators.
fn same_digits(a: &str, b: &str) -> bool {
    let point = |c: char| if c == ',' { '.' } else { c };
    a.chars().map(point).eq(b.chars().map(point))
}

/// What the letter behind a number stands for, where it is one that languages write out, or leave to a unit: "4M downloads" is
/// "4 millions", "75K" is "75 kB".
fn letter_factor(own: Rendition<'_>, fact: &Fact) -> Option<(Number, Number)> {
    let written = own.document.text(fact.text);
    let (digits, behind) = match written.find(|c: char| c.is_ascii_alphabetic()) {
        Some(at) => (&written[..at], &written[at..]),
        None => (written, &own.document.plain[fact.text.end as usize..]),
    };
    let mut letters = behind.chars();
    let factor = match letters.next()? {
        'k' | 'K' => 1_000,
        'M' => 1_000_000,
        'B' | 'G' => 1_000_000_000,
        _ => return None,
    };
    if letters.next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    Some((Amount::of(digits, 1)?.number(), Amount::of(digits, factor)?.number()))
}

/// Whether a number with such a letter is there without it, or written out.
fn is_abbreviated(own: Rendition<'_>, fact: &Fact, other: Rendition<'_>, sentences: (u32, u32)) -> bool {
    let Some((bare, whole)) = letter_factor(own, fact) else { return false };
    other.facts.of_range(sentences).iter().any(
        |fact| matches!(fact.value, Value::Number(number) if number.agrees(&bare) || number.agrees(&whole)),
    )
}

/// Whether sentences have a number with such a letter that stands for another one.
fn abbreviates(own: Rendition<'_>, sentences: (u32, u32), number: Number) -> bool {
    own.facts.of_range(sentences).iter().any(|fact| {
        let read = matches!(fact.value, Value::Number(_)).then(|| letter_factor(own, fact)).flatten();
        read.is_some_and(|(bare, whole)| number.agrees(&bare) || number.agrees(&whole))
    })
}

/// The number that another one runs into in the translation, the two being read as one: "4 600" where the
/// source has "four 600".
fn run_on<'t>(source: Rendition<'_>, bead: &Bead, written: &'t str) -> Option<&'t str> {
    let (head, tail) = written.split_once([' ', '\u{a0}'])?;
    let head = head.parse().ok().filter(|&head: &u64| head < 100)?;
    let text = source.document.text(super::stretch(source, bead.source));
    (tail.starts_with(|c: char| c.is_ascii_digit()) && spelled(text, source.locale, head, false))
        .then_some(tail)
}

/// Whether a number stands among others, and all of them in the other text in the same order, however they are parted:
/// "80，443" may be one number or two, and "3.45,2" is "3,45;2".
fn in_equal_list(own: Rendition<'_>, fact: &Fact, other: &str) -> bool {
    /// Numbers of a list that are held against the others.
    const MOST: usize = 32;
    let text = own.document.plain.as_str();
    let joins = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '，' | ' ' | ';');
    let (before, behind) = (&text[..fact.text.start as usize], &text[fact.text.end as usize..]);
    let start = before.trim_end_matches(joins).len();
    let end = text.len() - behind.trim_start_matches(joins).len();
    let list: Vec<&str> = runs(&text[start..end]).take(MOST).collect();
    if list.len() < 2 {
        return false;
    }
    let mut lists = other.split(|c: char| !joins(c)).filter(|there| there.len() >= 3);
    lists.any(|there| {
        let there: Vec<&str> = runs(there).take(MOST).collect();
        there.windows(list.len()).any(|part| part == list)
    })
}

/// The runs of digits of a text.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty())
}

/// Whether a number is part of a list that a lost space made one number on the other side, or is such a number itself:
/// "1, 2 or 4", "1,2 ou 4".
fn runs_together(own: Side<'_>, fact: &Fact, other: Side<'_>) -> bool {
    let stands = |side: Side<'_>, number: &str| {
        let mut facts = side.0.facts.of_range(side.1).iter();
        facts.any(|fact| matches!(fact.value, Value::Number(_)) && side.0.document.text(fact.text) == number)
    };
    let parted = |joined: &str, side: Side<'_>| {
        joined.contains(',') && joined.split(',').all(|part| stands(side, part))
    };
    let written = own.0.document.text(fact.text);
    if written.contains(',') {
        return parted(written, other);
    }
    let is_joined = |there: &Fact| {
        let joined = other.0.document.text(there.text);
        matches!(there.value, Value::Number(_))
            && joined.split(',').any(|part| part == written)
            && parted(joined, own)
    };
    other.0.facts.of_range(other.1).iter().any(is_joined)
}

/// Whether a number is the year of a date that the other side has with two digits, or with four ("1/31/01", "31.1.2001"), or
/// part of one that may be read as a version there ("31.01.01").
fn has_short_year(own: Rendition<'_>, fact: &Fact, other: Rendition<'_>, sentences: (u32, u32)) -> bool {
    let Value::Number(year) = fact.value else { return false };
    matches!(year.digits, 2 | 4)
        && is_joined(own, fact)
        && other.facts.of_range(sentences).iter().any(|there| match there.value {
            Value::Number(number) => {
                number.digits + year.digits == 6
                    && number.small % 100 == year.small % 100
                    && number.small.max(year.small) >= 1000
                    && is_joined(other, there)
            }
            Value::Version(_) => {
                let parts = other.document.text(there.text).split('.');
                let two = parts.clone().count() == 3 && parts.clone().all(|part| part.len() == 2);
                two && parts.clone().any(|part| part.parse() == Ok(year.small % 100))
            }
            _ => false,
        })
}

/// Whether a number stands in brackets behind the name of a page of a manual, which the other text has without them:
/// "fork(2)", "fork()", "fork".
fn is_section_of_manual(own: Rendition<'_>, fact: &Fact, other: &str) -> bool {
    const LONG: usize = 2;
    let Value::Number(number) = fact.value else { return false };
    let plain = own.document.plain.as_str();
    let Some(before) = plain[..fact.text.start as usize].strip_suffix('(') else { return false };
    let behind = plain[fact.text.end as usize..].trim_start_matches(|c: char| c.is_ascii_lowercase());
    let part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'+');
    let name = &before[before.bytes().rposition(|b| !part(b)).map_or(0, |at| at + 1)..];
    number.digits == 1
        && behind.starts_with(')')
        && name.len() >= LONG
        && name.is_ascii()
        && holds(other, name, |before, behind| {
            let section = behind.first() == Some(&b'(') && behind.get(1).is_some_and(u8::is_ascii_digit);
            !before.last().is_some_and(|&b| part(b))
                && !behind.first().is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_')
                && !section
        })
}

/// Whether the other side repeats a letter before a number that stands before the first of several alone: "p95, 99" and
/// "p95, p99".
fn takes_up_a_letter((own, sentences): Side<'_>, fact: &Fact, other: &str) -> bool {
    let written = own.document.text(fact.text);
    let text = own.document.text(super::stretch(own, sentences));
    let before = |text: &str, at: usize| {
        let name = &text[..at];
        let letters = name.len() - name.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
        let alone = !name[..at - letters].ends_with(char::is_alphanumeric);
        ((1..=2).contains(&letters) && alone).then(|| at - letters)
    };
    let ends = |at: usize| !other[at + written.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
    other.match_indices(written).filter(|&(at, _)| ends(at)).any(|(at, _)| {
        let Some(from) = before(other, at) else { return false };
        let (letter, lettered) = (&other[from..at], &other[from..at + written.len()]);
        // What the source says so itself stands for that.
        !contains_whole(text, lettered)
            && text.match_indices(letter).any(|(start, _)| {
                let end = start + letter.len();
                text[end..].starts_with(|c: char| c.is_ascii_digit()) && before(text, end) == Some(start)
            })
    })
}

/// Whether a number is the base of others: "base-10 logarithm".
fn is_base(own: Rendition<'_>, fact: &Fact) -> bool {
    let before = &own.document.plain[..fact.text.start as usize];
    before.strip_suffix('-').is_some_and(|before| before.ends_with("base") || before.ends_with("Base"))
}

/// Whether the number a paragraph begins with ("2: One disk") is that of the item its answer stands in.
fn numbers_the_item(source: Rendition<'_>, target: Rendition<'_>, bead: &Bead, fact: &Fact) -> bool {
    let Value::Number(number) = fact.value else { return false };
    let block = |r: Rendition<'_>, sentence: u32| r.document.sentences[sentence as usize].block as usize;
    let answer = &target.document.blocks[block(target, bead.target.0)];
    let mut index = None;
    for (_, container) in target.document.ancestors(answer) {
        match (container.kind, index) {
            (ContainerKind::Item { index: at }, None) => index = Some(at),
            (ContainerKind::List { ordered: Some(first) }, Some(index)) => {
                return first.saturating_add(index) == u32::from(number.small)
                    && source.document.blocks[block(source, bead.source.0)].text.start == fact.text.start;
            }
            _ => return false,
        }
    }
    false
}

/// Whether a number is the hour of a time, alone ("13 Uhr") or with its minutes ("13.00").
fn hour_of(fact: &Fact, minutes: u16) -> bool {
    matches!(fact.value, Value::Number(number) if is_hour(number, minutes))
}

/// The same of a number; without anything between hours and minutes, too: "1300".
fn is_hour(number: Number, minutes: u16) -> bool {
    [0, 12, 24].into_iter().map(|half| minutes / 60 + half).any(|hour| {
        let with_minutes = Number::with_decimals(hour, minutes % 60);
        number.digits <= 4
            && (number.small == hour && (hour > 0 || number.digits > 0)
                || number.digits == 4 && number.small == hour * 100 + minutes % 60
                || number.agrees(&with_minutes))
    })
}

/// Whether a new fact stands for a word of the reference: a number word, a month, a name in prose.
pub(super) fn excused_new(source: Rendition<'_>, target: Rendition<'_>, bead: &Bead, fact: &Fact) -> bool {
    let text = || source.document.text(super::stretch(source, bead.source));
    match fact.value {
        Value::Number(number) => {
            is_small(number) && spelled(text(), source.locale, u64::from(number.small), false)
                || is_spelled(source, bead.source, number)
                || told_as_time(source, bead.source, number)
                || behind_its_word(target, fact, text())
                || has_other_zero((target, bead.target), fact, (source, bead.source))
                || stands_in_code((target, bead.target), fact, (source, bead.source))
                || abbreviates(source, bead.source, number)
                || is_abbreviated(target, fact, source, bead.source)
                || run_on(source, bead, target.document.text(fact.text)).is_some()
                || in_equal_list(target, fact, text())
                || runs_together((target, bead.target), fact, (source, bead.source))
                || has_short_year(target, fact, source, bead.source)
                || is_section_of_manual(target, fact, text())
                || words::names_month(source, bead.source, number.small)
                || words::is_month(target, fact) && words::has_month(source, bead.source)
                || unit::is_converted((target, bead.target), fact, (source, bead.source))
        }
        Value::Identifier { .. } => contains_folded(text(), bare(target.document.text(fact.text))),
        Value::Code(_) => contains_whole(text(), bare(target.document.text(fact.text))),
        Value::Version(_) => without_zero(target.document.text(fact.text), text()),
        Value::Product { .. } | Value::Time(_) => false,
    }
}

/// A month stands as a number on one side and as a word on the other: "10/15/2012", "15. Oktober".
fn is_date(source: Rendition<'_>, fact: &Fact) -> bool {
    let Value::Number(number) = fact.value else { return false };
    (1..=12).contains(&number.small) && number.digits <= 2 && is_joined(source, fact)
}

/// Whether what divides the parts of a date stands between a number and another.
fn is_joined(own: Rendition<'_>, fact: &Fact) -> bool {
    let text = &own.document.plain;
    let behind = &text[fact.text.end as usize..];
    let before = &text[..fact.text.start as usize];
    let joint = |c: Option<char>| matches!(c, Some('/' | '-' | '.'));
    let mut ahead = behind.chars();
    let mut back = before.chars().rev();
    (joint(ahead.next()) && ahead.next().is_some_and(|c| c.is_ascii_digit()))
        || (joint(back.next()) && back.next().is_some_and(|c| c.is_ascii_digit()))
}

/// Whether a text spells out a number, as a word or (`part`) at the beginning of one.
fn spelled(text: &str, locale: &crate::language::Locale, value: u64, part: bool) -> bool {
    let Some(lexicon) = lexicon::for_locale(locale) else { return false };
    let stands = |w: &&NumberWord| match w.kind {
        NumberKind::Nothing => false,
        // "Greater than 0" is "positive".
        NumberKind::Prefix => part || value == 0,
        _ => true,
    };
    let words = lexicon.number_words.iter().filter(|w| w.value == value).filter(stands);
    if !lexicon.is_spaced() {
        return words.into_iter().any(|w| text.contains(w.word));
    }
    let words: Vec<&NumberWord> = words.collect();
    !words.is_empty()
        && text.split(|c: char| !c.is_alphabetic()).any(|word| {
            let lower = if part || value == 0 { word.to_lowercase() } else { String::new() };
            words.iter().any(|w| {
                let begins = w.kind == NumberKind::Prefix || part && w.word.len() > 3;
                w.kind != NumberKind::Prefix && equal_folded(word, w.word)
                    || begins && lower.starts_with(w.word)
            })
        })
}

/// A name or code without what a writer may add to it: quotes around it, a mark of punctuation behind it, the "s" of
/// a plural.
fn bare(written: &str) -> &str {
    let quotes = ['"', '\'', '“', '”', '„', '‘', '’', '«', '»', '`'];
    let mut name = written.trim().trim_matches(quotes);
    if let Some(rest) = name.strip_suffix([';', '.', ',', ':'])
        && rest.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']' | '}' | '>' | '"'))
    {
        name = rest;
    }
    // "UIs", "APIs": not "class" and not "https".
    match name.strip_suffix('s') {
        Some(stem) if stem.len() >= 2 && stem.ends_with(|c: char| c.is_ascii_uppercase()) => stem,
        _ if name.is_empty() => written,
        _ => name,
    }
}

fn equal_folded(word: &str, lower: &str) -> bool {
    word.len() == lower.len() && word.chars().flat_map(char::to_lowercase).eq(lower.chars())
}

/// The name of a class without the "s" of its plural, where the page has it so, too: "OvenRacks", each an `OvenRack`.
fn singular<'a>(own: Rendition<'_>, name: &'a str) -> Option<&'a str> {
    let plain = &own.document.plain;
    let ends = |b: Option<&u8>| !b.is_some_and(|&b| b.is_ascii_alphanumeric() || b == b'_');
    name.strip_suffix('s').filter(|one| {
        one.starts_with(|c: char| c.is_ascii_uppercase())
            && one.bytes().all(|b| b.is_ascii_alphanumeric())
            && holds(plain, one, |before, behind| ends(before.last()) && ends(behind.first()))
    })
}

/// Whether a text names a piece of code without what makes it code: "Body" for "Body()", "props" for "this.props",
/// "the fullstatus plugin" for "fullstatus plugin".
fn named_plainly(text: &str, code: &str) -> bool {
    const LONG: usize = 4;
    let core = code.trim_start_matches(['.', '<', '@', '#', '/']).trim_end_matches(['>', '/', ' ']);
    let core = core.strip_suffix("()").unwrap_or(core);
    let (first, behind) = core.split_once(' ').unwrap_or((core, ""));
    let phrase = behind.split_whitespace().all(|word| word.bytes().all(|b| b.is_ascii_lowercase()));
    let last = core.rsplit(['.', ':']).next().unwrap_or(core);
    let named = |name: &str| name.bytes().any(|b| b.is_ascii_alphanumeric());
    if behind.is_empty() {
        return core.len() < code.len() && named(core) && contains_whole(text, core)
            || last.len() < core.len()
                && last.len() >= LONG
                && !core.contains("//")
                && stands_alone(text, last);
    }
    phrase && first.len() >= LONG && contains_whole(text, first)
}

/// Whether each word of a piece of code stands in the translation, and code of its own the telling one of them: "await
/// call()" for which a language says "`call()` を await".
fn in_other_order(target: Rendition<'_>, bead: &Bead, code: &str, text: &str) -> bool {
    const MOST: usize = 4;
    let words = || code.split_whitespace();
    let telling = |word: &str| !word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let coded = |word: &str| {
        target.facts.of_range(bead.target).iter().any(|fact| {
            matches!(fact.value, Value::Code(_)) && contains_whole(target.document.text(fact.text), word)
        })
    };
    (2..=MOST).contains(&words().count())
        && words().all(|word| contains_whole(text, word))
        && words().any(|word| telling(word) && coded(word))
}

/// Whether a text has a word by itself, not as the part of another name: "getAttribute", not "Node::getAttribute".
fn stands_alone(text: &str, word: &str) -> bool {
    let joined = |b: Option<&u8>| {
        b.is_some_and(|&b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b':' | b'/' | b'>' | b'\\'))
    };
    holds(text, word, |before, behind| {
        !joined(before.last()) && !behind.first().is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_')
    })
}
