//! Numbers in words: "thirty-six", "zweiundvierzig", "quatre-vingt-dix-sept", "двадцать пять", "三百五十万".
//!
//! A number is put together from the words of a lexicon, in the way most languages count: small words add to a
//! ten, a hundred takes what stands before it, and so does a thousand or more. A word that does not fit begins
//! another number.

use super::scan::is_wide;
use super::{Fact, Value};
use crate::document::Document;
use crate::language::lexicon::{self, Lexicon, NumberKind, NumberWord, Script};
use crate::language::{is_letter, small};
use crate::order::InOrder as _;
use crate::source::Span;
use std::sync::OnceLock;

/// A number in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spelled {
    /// Where, in [`Document::plain`].
    pub text: Span,
    /// Its value.
    pub value: u64,
    /// Whether it counts, and is no ordinal, no article and no word that may say how many only roughly.
    pub counts: bool,
}

/// The numbers in words of a document, in order of the text. Names, products and code hold none.
pub(super) fn find(document: &Document, facts: &[Fact]) -> Vec<Spelled> {
    let Some(lexicon) = document.locale.as_ref().and_then(lexicon::for_locale) else { return Vec::new() };
    let mut found = Vec::new();
    let text = &document.plain;
    if matches!(lexicon.script, Script::Jpan | Script::Hans | Script::Hant) {
        ideographs(text, lexicon, &mut found);
    } else {
        let beginnings = Beginnings::of(lexicon);
        Words { text, lexicon, beginnings, number: Sum::default(), found: &mut found }.read();
    }
    let mut facts = facts.iter().filter(|fact| !matches!(fact.value, Value::Time(_))).peekable();
    found.retain(|spelled| {
        while facts.next_if(|fact| fact.text.end <= spelled.text.start).is_some() {}
        facts.peek().is_none_or(|fact| spelled.text.end <= fact.text.start)
    });
    found
}

/// A number on its way.
#[derive(Clone, Copy, Default)]
struct Sum {
    /// What thousands and more have taken in.
    total: u64,
    /// What no thousand has taken in yet.
    current: u64,
    /// The last word that took something in.
    scale: u64,
    words: u32,
    counts: bool,
    start: u32,
    end: u32,
}

impl Sum {
    /// Takes in the value of a word; `joined` says that it is tied to the one before. `None` where it does not
    /// fit.
    fn and(mut self, value: u64, joined: bool) -> Option<Self> {
        let rest = self.current % 100;
        let room = self.scale == 0 || value < self.scale;
        match value {
            0..20 if rest == 0 && room => self.current += value,
            1..10 if rest >= 20 && rest.is_multiple_of(10) => self.current += value,
            // "soixante et onze", "quatre-vingt-douze"
            10..20 if joined && matches!(rest, 60 | 80) => self.current += value,
            20..100 if rest == 0 && room => self.current += value,
            // "zweiundvierzig"
            20..100 if joined && rest < 10 && value.is_multiple_of(10) => self.current += value,
            100 if (1..100).contains(&self.current) => self.current *= 100,
            100..1000 if self.current == 0 && room => self.current = value,
            // "mil millones"
            1000.. if self.current == 0 && self.total > 0 && self.total < value => {
                self.total = self.total.checked_mul(value)?;
            }
            1000.. if room => {
                self.total = self.total.checked_add(self.current.max(1).checked_mul(value)?)?;
                self.current = 0;
            }
            _ => return None,
        }
        if value >= 1000 {
            self.scale = value;
        }
        self.words += 1;
        Some(self)
    }

    fn value(&self) -> u64 {
        self.total.saturating_add(self.current)
    }

    /// Whether nothing but a hundred, a thousand … was said.
    fn is_bare(&self) -> bool {
        self.words == 1 && matches!(self.value(), 1000..|0| 1)
    }
}

/// Reads languages whose words stand apart.
struct Words<'a> {
    text: &'a str,
    lexicon: &'static Lexicon,
    beginnings: &'static Beginnings,
    number: Sum,
    found: &'a mut Vec<Spelled>,
}

impl Words<'_> {
    fn read(&mut self) {
        let mut at = 0;
        // What stands between the last word of the number and the next: spaces, hyphens and joints alone.
        let mut joined = false;
        while let Some(c) = self.text[at..].chars().next() {
            if !is_letter(c) {
                if self.number.words > 0 {
                    match c {
                        ' ' | '\u{a0}' => {}
                        '-' | '\u{2010}' | '\u{2011}' => joined = true,
                        _ => self.finish(),
                    }
                }
                if c.is_numeric() {
                    // Letters behind a digit are no words.
                    at += length(&self.text[at..], char::is_alphanumeric);
                } else {
                    at += c.len_utf8();
                }
                if self.number.words == 0 {
                    joined = false;
                }
                continue;
            }
            let first = length(&self.text[at..], is_letter);
            let whole = whole(&self.text[at..], first);
            let mut next = at + first;
            if let Some((word, n)) = self.word(at, whole) {
                self.push(word.value, counts(word), joined, at, at + n);
                next = at + n;
                joined = false;
            } else if let Some((value, counts, n)) = self.attached(at, whole) {
                self.push(value, counts, true, at, at + n);
                next = at + n;
                joined = false;
            } else if let Some(number) = self.turned(&self.text[at..next]) {
                self.number = Sum { end: next as u32, ..number };
                joined = false;
            } else if self.lexicon.numbers.solid
                && first >= 6
                && self.beginnings.may_hold(&self.text[at..next])
                && let Some(number) = self.solid(&self.text[at..next])
            {
                self.finish();
                self.number = Sum { start: at as u32, end: next as u32, counts: true, ..number };
                joined = false;
            } else if self.number.words > 0 && self.is_joint(&self.text[at..next]) {
                joined = true;
            } else {
                self.finish();
                joined = false;
            }
            at = next;
        }
        self.finish();
    }

    /// The number word at a place: as long as it can be ("quatre-vingt-dix-sept" begins with "quatre-vingt-dix").
    fn word(&self, at: usize, whole: usize) -> Option<(&'static NumberWord, usize)> {
        let mut text = &self.text[at..at + whole];
        loop {
            if let Some(word) = find_word((self.lexicon, self.beginnings), text) {
                return Some((word, text.len()));
            }
            text = &text[..text.rfind(INSIDE)?];
        }
    }

    /// A number word behind a joint that is written as one with it ("وعشرون"): its value, whether it counts, and how long
    /// both are.
    fn attached(&self, at: usize, whole: usize) -> Option<(u64, bool, usize)> {
        if self.number.words == 0 {
            return None;
        }
        let joint =
            self.lexicon.numbers.attached.iter().find(|joint| self.text[at..].starts_with(**joint))?;
        let (word, n) = self.word(at + joint.len(), whole.checked_sub(joint.len())?)?;
        Some((word.value, counts(word), joint.len() + n))
    }

    /// The number with a word behind its ones that makes tens of them ("dua puluh") or adds ten to them ("dua belas").
    fn turned(&self, word: &str) -> Option<Sum> {
        let ones = self.number.current % 100;
        if self.number.words == 0 || !(1..10).contains(&ones) {
            return None;
        }
        let stands = |list: &[&str]| list.iter().any(|known| equal(known, word));
        let more = match () {
            () if stands(self.lexicon.numbers.tens) => ones * 9,
            () if stands(self.lexicon.numbers.teens) => 10,
            () => return None,
        };
        Some(Sum { current: self.number.current + more, words: self.number.words + 1, ..self.number })
    }

    fn push(&mut self, value: u64, counts: bool, joined: bool, start: usize, end: usize) {
        let begun = self.number.words > 0;
        let fits = begun.then(|| self.number.and(value, joined).or_else(|| self.behind_ten(value))).flatten();
        self.number = match fits {
            Some(number) => Sum { end: end as u32, counts: number.counts && counts, ..number },
            None => {
                self.finish();
                let begun = Sum::default().and(value, false).unwrap_or_default();
                Sum { start: start as u32, end: end as u32, counts, ..begun }
            }
        };
        // An ordinal is the last word of its number.
        if !counts && self.number.words > 1 {
            self.finish();
        }
    }

    /// The number with a small word behind its ten, where people count so: "on beş".
    fn behind_ten(&self, value: u64) -> Option<Sum> {
        let fits =
            self.lexicon.numbers.behind_ten && self.number.current % 100 == 10 && (1..10).contains(&value);
        fits.then(|| Sum {
            current: self.number.current + value,
            words: self.number.words + 1,
            ..self.number
        })
    }

    fn finish(&mut self) {
        let number = std::mem::take(&mut self.number);
        if number.words > 0 {
            let before = self.text[..number.start as usize].trim_end();
            let nth =
                |word: &&str| before.ends_with(word) && !joins_before(before, before.len() - word.len());
            let ordinal = self.lexicon.numbers.nth.iter().any(nth);
            self.found.push(Spelled {
                text: Span::new(number.start, number.end),
                value: number.value(),
                counts: number.counts && !number.is_bare() && !ordinal,
            });
        }
    }

    fn is_joint(&self, word: &str) -> bool {
        self.lexicon.numbers.joints.iter().any(|joint| equal(joint, word))
    }

    /// A number written as one word: "zweihundertfünfzig", "ventiquattro".
    fn solid(&self, word: &str) -> Option<Sum> {
        const LONGEST: usize = 80;
        if word.len() > LONGEST {
            return None;
        }
        let (mut at, mut joined, mut number) = (0, false, Sum::default());
        while at < word.len() {
            let rest = &word[at..];
            let parts = self.lexicon.number_words.iter().filter(|w| {
                w.word.len() >= 3
                    && (w.kind == NumberKind::Cardinal || w.kind == NumberKind::Article && w.value == 1)
                    && starts(rest, w.word)
            });
            // "hundert" and not "hunderteins" at once: the longest that still fits.
            let part = parts
                .filter_map(|w| Some((w.word.len(), number.and(w.value, joined)?)))
                .max_by_key(|&(length, _)| length);
            if let Some((length, sum)) = part {
                (at, joined, number) = (at + length, true, sum);
            } else if let Some(joint) =
                self.lexicon.numbers.joints.iter().find(|joint| number.words > 0 && starts(rest, joint))
            {
                at += joint.len();
            } else {
                return None;
            }
        }
        (number.words > 1).then_some(number)
    }
}

/// What may stand between the letters of a number word: "quatre-vingt", "п'ять".
const INSIDE: [char; 4] = ['-', '\u{2011}', '\'', '’'];

fn joins_before(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(is_letter)
}

/// No number word has so many bytes.
const LONGEST: usize = 64;

/// The start of a text, longer than any number word with its hyphens: keeps the search linear on hostile text.
fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

/// The length of the word that a text begins with, and what is joined to it: its first letters are so many.
fn whole(text: &str, first: usize) -> usize {
    let near = near(text);
    if first <= near.len() && !text[first..].starts_with(INSIDE) {
        return first;
    }
    let whole = length(near, |c| is_letter(c) || INSIDE.contains(&c));
    near[..whole].trim_end_matches(INSIDE).len()
}

/// The beginnings of the number words of a language, as a set that may say of others, too, that it has them: most words
/// are no numbers, and are told by their first letters.
struct Beginnings([u64; 64]);

impl Beginnings {
    fn of(lexicon: &'static Lexicon) -> &'static Self {
        static ALL: OnceLock<Vec<OnceLock<Beginnings>>> = OnceLock::new();
        let all = ALL.get_or_init(|| lexicon::all().iter().map(|_| OnceLock::new()).collect());
        all[lexicon::place(lexicon)].get_or_init(|| {
            let mut bits = [0; 64];
            for word in lexicon.number_words {
                let place = Self::place(word.word);
                bits[place / 64] |= 1 << (place % 64);
            }
            Self(bits)
        })
    }

    /// The place of a word: by its first three bytes in lower case, or all where it has fewer.
    fn place(word: &str) -> usize {
        let (mut first, mut bytes) = (0u32, 0);
        let mut buffer = [0; 4];
        for c in word.chars() {
            let mut add = |c: char| {
                for &byte in c.encode_utf8(&mut buffer).as_bytes() {
                    if bytes < 3 {
                        first = first << 8 | u32::from(byte);
                        bytes += 1;
                    }
                }
            };
            match small(c) {
                Some(c) => plain(c).into_iter().for_each(&mut add),
                None => c.to_lowercase().filter_map(plain).for_each(&mut add),
            }
            if bytes == 3 {
                break;
            }
        }
        (first.wrapping_mul(0x9e37_79b1) >> 20) as usize
    }

    fn may_hold(&self, word: &str) -> bool {
        let place = Self::place(word);
        self.0[place / 64] >> (place % 64) & 1 == 1
    }
}

/// Whether a word demands a number of another language.
fn counts(word: &NumberWord) -> bool {
    word.kind == NumberKind::Cardinal
}

/// The number word that a text is, cardinals first; one whose letters stand for nothing is none.
fn find_word(
    (lexicon, beginnings): (&'static Lexicon, &Beginnings),
    text: &str,
) -> Option<&'static NumberWord> {
    if !beginnings.may_hold(text) {
        return None;
    }
    let words = lexicon.number_words;
    let mut buffer = [0; LONGEST];
    let lower = lowered(text, &mut buffer)?;
    let first = words.partition_point(|w| w.word.as_bytes() < lower);
    let equal = words[first..].iter().take_while(|w| w.word.as_bytes() == lower);
    equal.min_by_key(|w| w.kind).filter(|w| w.kind < NumberKind::Prefix)
}

/// A word in lower case, as bytes; `None` where it is longer than any number word.
fn lowered<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b [u8]> {
    let mut end = 0;
    for c in word.chars().flat_map(char::to_lowercase).filter_map(plain) {
        let room = buffer.get_mut(end..end + c.len_utf8())?;
        end += c.encode_utf8(room).len();
    }
    Some(&buffer[..end])
}

/// What a small letter is in a number word; `None` where it is left out.
fn plain(c: char) -> Option<char> {
    match c {
        '’' | '\u{2bc}' => Some('\''),
        // What is left of the dotted capital of Turkish, and the vowel marks of Arabic.
        '\u{307}' | '\u{64b}'..='\u{652}' => None,
        c => Some(c),
    }
}

fn equal(lower: &str, word: &str) -> bool {
    lower.chars().eq(word.chars().flat_map(char::to_lowercase))
}

fn starts(text: &str, lower: &str) -> bool {
    text.get(..lower.len()).is_some_and(|start| equal(lower, start))
}

fn length(text: &str, of: impl Fn(char) -> bool) -> usize {
    text.find(|c| !of(c)).unwrap_or(text.len())
}

/// Reads Chinese and Japanese: runs of the characters that count.
fn ideographs(text: &str, lexicon: &'static Lexicon, found: &mut Vec<Spelled>) {
    let counts = |w: &&NumberWord| matches!(w.kind, NumberKind::Cardinal | NumberKind::Article);
    let single = |w: &NumberWord| {
        let first = w.word.chars().next()?;
        (is_wide(first) && w.word.len() == first.len_utf8()).then_some((first, w.value))
    };
    // The first that the lexicon has of each.
    let mut values: Vec<(char, u64)> =
        lexicon.number_words.iter().filter(counts).filter_map(single).collect();
    values.put_in_order_by_key(|value| value.0);
    values.dedup_by_key(|value| value.0);
    let least = values.first().map_or(char::MAX, |value| value.0);
    let value = |c: char| {
        let at = if c < least { None } else { values.binary_search_by_key(&c, |value| value.0).ok() };
        at.map(|at| values[at].1)
    };
    let nothing: Vec<(&str, usize)> = lexicon
        .number_words
        .iter()
        .filter(|w| w.kind == NumberKind::Nothing)
        .map(|w| (w.word, w.word.find(|c| value(c).is_some()).unwrap_or(0)))
        .collect();
    let (mut at, mut behind) = (0, 0);
    while let Some(c) = text[at..].chars().next() {
        if value(c).is_none() {
            at += c.len_utf8();
            continue;
        }
        let trap = nothing.iter().find(|(word, before)| {
            at.checked_sub(*before).is_some_and(|start| {
                start >= behind && text.get(start..).is_some_and(|rest| rest.starts_with(word))
            })
        });
        if let Some((word, before)) = trap {
            at += word.len() - before;
            // "百分之三十" is a number behind a word.
            behind = at;
            continue;
        }
        let run = length(&text[at..], |c| value(c).is_some());
        let before = &text[..at];
        let rest = &text[at + run..];
        let read = positional(&text[at..at + run], value).or_else(|| {
            let mut values = text[at..at + run].chars().filter_map(value);
            values.try_fold(Sum::default(), |sum, value| match value {
                // "三十五", "十五": a ten takes what stands before it, as a hundred does.
                10 => ten(sum),
                value => sum.and(value, false),
            })
        });
        let starts = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
        let dated = starts(lexicon.dates.after_month) || starts(lexicon.dates.after_day);
        let nth = lexicon.numbers.nth.iter().any(|nth| before.ends_with(nth));
        if let Some(sum) = read {
            found.push(Spelled {
                text: Span::new(at as u32, (at + run) as u32),
                value: sum.value(),
                counts: !(dated || nth || sum.is_bare() || sum.words == 1 && sum.value() == 100),
            });
        }
        at += run;
        behind = at;
    }
}

/// "十" behind a number below ten.
fn ten(mut sum: Sum) -> Option<Sum> {
    let ones = sum.current % 10;
    if sum.current % 100 >= 10 {
        return None;
    }
    sum.current += if ones == 0 { 10 } else { ones * 9 };
    sum.words += 1;
    Some(sum)
}

/// Digits one after the other, as in a year: "二〇一九".
fn positional(run: &str, value: impl Fn(char) -> Option<u64>) -> Option<Sum> {
    let mut all = run.chars().filter_map(&value);
    let count = run.chars().count();
    if !(4..=9).contains(&count) || !all.clone().all(|digit| digit < 10) {
        return None;
    }
    let current = all.try_fold(0u64, |sum, digit| Some(sum * 10 + digit))?;
    Some(Sum { current, words: count as u32, ..Sum::default() })
}

#[cfg(test)]
mod tests {
    use crate::checker::index;

    fn read(tag: &str, text: &str) -> Vec<(u64, bool)> {
        let indexed = index("", &format!("{tag}/page.md"), text.as_bytes());
        indexed.facts[0].spelled.iter().map(|spelled| (spelled.value, spelled.counts)).collect()
    }

    #[test]
    fn numbers_in_words_have_the_value_of_their_digits() {
        for (tag, text, value) in [
            ("en", "Use thirty-six plates.", 36),
            ("en", "Two hundred and fifty plates are clean.", 250),
            ("en", "The shop sold three million two hundred thousand loaves.", 3_200_000),
            ("de", "Es gibt zweiundvierzig Teller.", 42),
            ("de", "Es gibt dreihundertfünfzigtausend Teller.", 350_000),
            ("fr", "Il y a quatre-vingt-dix-sept assiettes.", 97),
            ("fr", "Il y a soixante et onze assiettes.", 71),
            ("fr", "Il y a quatre-vingt-douze assiettes.", 92),
            ("es", "Hay treinta y cinco platos.", 35),
            ("es", "Hay dos mil millones de platos.", 2_000_000_000),
            ("it", "Ci sono ventiquattro piatti.", 24),
            ("pt-BR", "São cento e vinte e três pratos.", 123),
            ("ru", "В шкафу двадцать пять тарелок.", 25),
            ("ja", "皿は三百五十枚です。", 350),
            ("ja", "皿は三億枚です。", 300_000_000),
            ("zh-CN", "共有二十五个盘子。", 25),
            ("zh-TW", "共有三萬五千個盤子。", 35_000),
            ("ko", "접시가 다섯 개 있습니다.", 5),
        ] {
            let found = read(tag, text);
            assert!(found.contains(&(value, true)), "{text} {found:?}");
        }
    }

    #[test]
    fn words_that_only_look_like_numbers_count_nothing() {
        for (tag, text) in [
            ("zh-CN", "这十分重要，万一出错就重试。"),
            ("ja", "十分に待ちます。"),
            ("en", "The second plate is one of the hundreds."),
            ("zh-CN", "第三个盘子在三月出售。"),
            ("ko", "네트워크의 세부 정보입니다."),
        ] {
            let found = read(tag, text);
            assert!(found.iter().all(|(_, counts)| !counts), "{text} {found:?}");
        }
    }

    #[test]
    fn two_numbers_in_words_stay_two() {
        assert_eq!(read("en", "two three-litre pots"), [(2, true), (3, true)]);
    }
}
