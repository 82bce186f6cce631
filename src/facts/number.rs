//! Numbers as they are written in many languages.
//!
//! "1,000", "1.000" and "1 000" may be the same number; "1.000" may also be one. A number therefore
//! has up to two readings, and two numbers agree where they share one.

use super::{Hasher, Key};

/// A number written in digits.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// Key of the digits with grouping resolved.
    pub grouped: Key,
    /// Key with the last separator read as a decimal point; equal to `grouped` where unambiguous.
    pub decimal: Key,
    /// Its value where it is a whole number below 65,536 without grouping, else 0.
    pub small: u16,
    /// How many digits; 0 where it is told in words.
    pub digits: u16,
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.agrees(other)
    }
}
impl Eq for Number {}

impl Number {
    /// Whether the two can be the same number.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        self.grouped == other.grouped
            || self.decimal == other.decimal
            || self.grouped == other.decimal
            || self.decimal == other.grouped
    }

    /// Whether this is a decade ("the 70s") and the other its first year ("the 1970s").
    #[must_use]
    pub fn is_decade_of(&self, year: &Self) -> bool {
        self.digits == 2
            && year.digits == 4
            && self.small.is_multiple_of(10)
            && matches!(year.small, 1900..2100)
            && year.small % 100 == self.small
    }

    /// The number of a whole part and two decimals: "13.05".
    #[must_use]
    pub fn with_decimals(whole: u16, hundredths: u16) -> Self {
        let mut key = Digits::default();
        for digit in [whole / 10 % 10, whole % 10] {
            key.push(digit as u8);
        }
        key.point();
        key.push((hundredths / 10 % 10) as u8);
        key.push((hundredths % 10) as u8);
        key.number(4)
    }

    /// The number of a whole value.
    #[must_use]
    pub fn of(value: u64) -> Self {
        let mut key = Digits::default();
        let mut divisor = 10_000_000_000_000_000_000;
        let mut digits = 0;
        while divisor > 0 {
            key.push((value / divisor % 10) as u8);
            digits += u16::from(value >= divisor);
            divisor /= 10;
        }
        key.number(digits.max(1))
    }
}

/// A number of which parts are told by units ("1億2000万"), on its way: both readings of what is written in
/// digits ("1.000"), as whole numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    grouped: u64,
    decimal: u64,
}

impl Amount {
    /// The digits of a number times a factor; `None` where no whole number comes out ("1.55" × 10). Trailing
    /// zeros behind a point are nothing here: "1.50 million" is "1.5 million".
    #[must_use]
    pub fn of(written: &str, factor: u64) -> Option<Self> {
        let last = written.rfind(['.', ',', '\u{ff0e}', '\u{ff0c}']);
        let value = |text: &str| {
            text.chars().filter_map(digit).try_fold(0u64, |value, digit| {
                value.checked_mul(10).and_then(|value| value.checked_add(u64::from(digit)))
            })
        };
        let whole = value(written)?;
        let grouped = whole.checked_mul(factor)?;
        let Some(at) = last else { return Some(Self { grouped, decimal: grouped }) };
        let decimals = written[at..].chars().filter(|&c| digit(c).is_some()).count() as u32;
        let scale = 10u64.checked_pow(decimals)?;
        let decimal = u128::from(whole) * u128::from(factor);
        let decimal = (decimal % u128::from(scale) == 0).then_some(decimal / u128::from(scale));
        let decimal = decimal.and_then(|value| u64::try_from(value).ok());
        // "1.000 million" may be a thousand million; "2.5 million" is no 25 million.
        let thousands = decimals == 3;
        Some(Self {
            grouped: if thousands { grouped } else { decimal? },
            decimal: decimal.unwrap_or(grouped),
        })
    }

    /// Whether there is something of it, and less than a factor.
    #[must_use]
    pub fn is_below(self, factor: u64) -> bool {
        (1..factor).contains(&self.grouped)
    }

    /// The two together.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            grouped: self.grouped.checked_add(other.grouped)?,
            decimal: self.decimal.checked_add(other.decimal)?,
        })
    }

    /// The number.
    #[must_use]
    pub fn number(self) -> Number {
        Number { decimal: Number::of(self.decimal).grouped, ..Number::of(self.grouped) }
    }
}

/// What stands at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// A number of so many bytes.
    Number(Number, u32),
    /// A dotted version or address of so many bytes.
    Version(Key, u32),
}

/// The value of a decimal digit of the scripts in use.
#[must_use]
pub fn digit(c: char) -> Option<u8> {
    if c < '\u{660}' {
        return c.is_ascii_digit().then(|| c as u8 - b'0');
    }
    let at = ZEROS.partition_point(|&zero| zero <= c).checked_sub(1)?;
    u8::try_from(u32::from(c) - u32::from(ZEROS[at])).ok().filter(|&digit| digit < 10)
}

/// The length of the ASCII digits that a text begins with.
pub(super) fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The zeros of the scripts in use, in order, ASCII aside; their other digits follow each (Unicode, Nd).
const ZEROS: [char; 20] = [
    '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}',
    '\u{c66}', '\u{ce6}', '\u{d66}', '\u{de6}', '\u{e50}', '\u{ed0}', '\u{f20}', '\u{1040}', '\u{17e0}',
    '\u{1810}', '\u{ff10}',
];

/// Digits on their way to a key: leading zeros dropped.
#[derive(Clone, Copy, Default)]
struct Digits {
    hasher: Hasher,
    count: u16,
    value: u32,
    wide: bool,
}

impl Digits {
    fn push(&mut self, digit: u8) {
        if digit == 0 && self.count == 0 {
            return;
        }
        self.hasher.byte(b'0' + digit);
        self.count += 1;
        self.value = self.value.saturating_mul(10).saturating_add(u32::from(digit));
    }
    fn point(&mut self) {
        self.hasher.byte(b'.');
        self.count = self.count.max(1);
        self.wide = true;
    }
    fn number(self, digits: u16) -> Number {
        let key = self.hasher.key();
        let small = if self.wide { 0 } else { u16::try_from(self.value).unwrap_or(0) };
        Number { grouped: key, decimal: key, small, digits }
    }
}

/// A time of day at the start of a text ("1:00", "13:45", "1 p.m."), as minutes of a half day: "1:00 PM" and
/// "13:00" are the same. Gives it with its length in bytes.
#[must_use]
pub fn time(text: &str) -> Option<(u16, u32)> {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        bytes[from.min(bytes.len())..].iter().take(3).take_while(|b| b.is_ascii_digit()).count()
    };
    let hours = digits(0);
    if (1..=2).contains(&hours) && is_meridiem(&text[hours..]) {
        let hour: u16 = text[..hours].parse().ok()?;
        return (hour <= 12).then_some((hour % 12 * 60, hours as u32));
    }
    if !(1..=2).contains(&hours) || bytes.get(hours) != Some(&b':') || digits(hours + 1) != 2 {
        return None;
    }
    let hour: u16 = text[..hours].parse().ok()?;
    let minute: u16 = text[hours + 1..hours + 3].parse().ok()?;
    let seconds = bytes.get(hours + 3) == Some(&b':') && digits(hours + 4) == 2;
    let length = if seconds { hours + 6 } else { hours + 3 };
    (hour <= 24 && minute < 60).then_some((hour % 12 * 60 + minute, length as u32))
}

/// Whether a text begins with the half of the day: " p.m.", " PM", "pm". Small letters behind a space may be a word: German
/// "Schritt 2 am Ende".
fn is_meridiem(text: &str) -> bool {
    let word = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let halves: &[&str] = if word.len() == text.len() {
        &["a.m.", "p.m.", "AM", "PM", "am", "pm"]
    } else {
        &["a.m.", "p.m.", "AM", "PM"]
    };
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric());
    halves.iter().any(|half| word.strip_prefix(half).is_some_and(ends))
}

const GROUPS: usize = 8;

/// Reads the number at the start of `text`, which must begin with a digit. A space may group digits in
/// any language: the tables of one are copied into the others.
#[must_use]
pub fn read(text: &str) -> Option<Written> {
    // Groups of digits: (start, end, count of digits), and the separator before each.
    let mut groups = [(0u32, 0u32, 0u16); GROUPS];
    let mut separators = ['\0'; GROUPS];
    let mut count = 0;
    let mut chars = text.char_indices().peekable();
    loop {
        let start = chars.peek().map_or(text.len(), |&(at, _)| at);
        let mut digits = 0u16;
        let mut full_width = false;
        while let Some(&(_, c)) = chars.peek() {
            if digit(c).is_none() {
                break;
            }
            full_width = !c.is_ascii();
            digits = digits.saturating_add(1);
            chars.next();
        }
        let end = chars.peek().map_or(text.len(), |&(at, _)| at);
        if digits == 0 {
            break;
        }
        groups[count] = (start as u32, end as u32, digits);
        count += 1;
        if count == GROUPS {
            break;
        }
        let Some(&(_, separator)) = chars.peek() else { break };
        let groups_by_space = matches!(separator, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
        if !groups_by_space && !matches!(separator, '.' | ',' | '\'' | '’' | '\u{ff0e}' | '\u{ff0c}') {
            break;
        }
        chars.next();
        let mut ahead = chars.clone();
        let mut next_digits = 0;
        while ahead.next_if(|&(_, c)| digit(c).is_some()).is_some() {
            next_digits += 1;
        }
        let fits = match separator {
            // Between ASCII digits the wide comma groups thousands or separates two numbers: "2013，2016".
            '\u{ff0c}' => full_width && next_digits > 0 || digits <= 3 && next_digits == 3,
            '.' | ',' | '\u{ff0e}' => next_digits > 0,
            _ => next_digits == 3 && digits <= 3 && separators[1..count].iter().all(|&s| s == separator),
        };
        if !fits {
            break;
        }
        separators[count] = match separator {
            '\u{ff0e}' => '.',
            '\u{ff0c}' => ',',
            '.' | ',' => separator,
            _ => ' ',
        };
    }
    let groups = &groups[..count];
    let separators = &separators[..count];
    let (first, rest) = groups.split_first()?;
    let whole = |groups: &[(u32, u32, u16)]| {
        let mut digits = Digits::default();
        let mut written = 0;
        for &(start, end, n) in groups {
            text[start as usize..end as usize].chars().filter_map(digit).for_each(|d| digits.push(d));
            written += n;
        }
        (digits, written)
    };
    let alone = |end: u32| {
        let (digits, written) = whole(std::slice::from_ref(first));
        debug_assert_eq!(end, first.1);
        Some(Written::Number(digits.number(written), end))
    };
    if rest.is_empty() {
        return alone(first.1);
    }
    let dots = separators[1..].iter().all(|&s| s == '.');
    let same = separators[1..].iter().all(|&s| s == separators[1]);
    let in_threes = |groups: &[(u32, u32, u16)]| groups.iter().all(|g| g.2 == 3);
    let end = groups[count - 1].1;
    if same && in_threes(rest) && first.2 <= 3 {
        let (digits, written) = whole(groups);
        let mut number = digits.number(written);
        if count == 2 && separators[1] != ' ' {
            // "1.000": a thousand, or one with three decimals.
            number.decimal = decimal(text, groups).grouped;
        }
        if count > 2 || separators[1] == ' ' {
            number.small = u16::try_from(digits.value).unwrap_or(0);
        }
        return Some(Written::Number(number, end));
    }
    if dots && count >= 3 {
        // "15.10.2012" is a date: its numbers are read one by one.
        let year = |g: &(u32, u32, u16)| g.2 == 4;
        if count == 3 && (year(&groups[2]) || year(first)) {
            return alone(first.1);
        }
        let mut hasher = Hasher::default();
        for c in text[..end as usize].chars() {
            hasher.byte(digit(c).map_or(b'.', |digit| b'0' + digit));
        }
        return Some(Written::Version(hasher.key(), end));
    }
    // Points before commas: "0.05,1.5,100" and "3.45,2" are lists, parted by the commas.
    if separators[1] == '.'
        && let Some(comma) = separators.iter().position(|&s| s == ',')
        && !in_thousands(groups, separators)
    {
        return read(&text[..groups[comma - 1].1 as usize]);
    }
    if count == 2 {
        // "07.2015": a month and its year.
        let last = &text[groups[1].0 as usize..groups[1].1 as usize];
        if separators[1] == '.'
            && groups[1].2 == 4
            && first.2 <= 2
            && (last.starts_with("19") || last.starts_with("20"))
        {
            return alone(first.1);
        }
        return Some(Written::Number(decimal(text, groups), end));
    }
    // "1,234.5": grouping, then a decimal point.
    if in_thousands(groups, separators) {
        let (mut digits, mut written) = whole(&groups[..count - 1]);
        digits.point();
        let (start, end, n) = groups[count - 1];
        text[start as usize..end as usize].chars().filter_map(digit).for_each(|d| digits.push(d));
        written += n;
        return Some(Written::Number(digits.number(written), end));
    }
    alone(first.1)
}

/// Whether groups are thousands, parted by one separator, and decimals behind another: "1,234.5".
fn in_thousands(groups: &[(u32, u32, u16)], separators: &[char]) -> bool {
    let last = groups.len() - 1;
    last >= 2
        && groups[0].2 <= 3
        && groups[1..last].iter().all(|group| group.2 == 3)
        && separators[1..last].iter().all(|&s| s == separators[1] && s != separators[last])
}

/// The length of a date that points divide, at the start of a text: "15.10.1582", "1904.01.01". Its numbers are read one by
/// one, so that "10.1582" is none.
#[must_use]
pub fn date(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut lengths = [0; 3];
    let mut at = 0;
    for (part, length) in lengths.iter_mut().enumerate() {
        if part > 0 {
            at += usize::from(*bytes.get(at)? == b'.');
        }
        *length = bytes[at..].iter().take(5).take_while(|b| b.is_ascii_digit()).count();
        at += *length;
    }
    let goes_on = bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
    let is_date = matches!(lengths, [1 | 2, 1 | 2, 4] | [4, 1 | 2, 1 | 2]);
    (is_date && !goes_on).then_some(at)
}

/// The two groups read as a whole number and its decimals; trailing zeros count ("5.0" is no "5").
fn decimal(text: &str, groups: &[(u32, u32, u16)]) -> Number {
    let mut digits = Digits::default();
    let mut written = 0;
    for (i, &(start, end, n)) in groups.iter().enumerate() {
        if i > 0 {
            digits.point();
        }
        text[start as usize..end as usize].chars().filter_map(digit).for_each(|d| digits.push(d));
        written += n;
    }
    digits.number(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        match read(text) {
            Some(Written::Number(number, length)) => {
                assert_eq!(length as usize, text.len(), "{text}");
                number
            }
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn digit_grouping_does_not_change_a_number() {
        for (a, b) in [
            ("50,000", "50.000"),
            ("50,000", "50 000"),
            ("5269", "5 269"),
            ("5269", "5\u{202f}269"),
            ("1,234,567", "1.234.567"),
            ("2019", "２０１９"),
            ("05", "5"),
            ("1,234.5", "1.234,5"),
            ("2.5", "2,5"),
            ("５０，０００", "50,000"),
        ] {
            assert!(number(a).agrees(&number(b)), "{a} and {b}");
        }
    }

    #[test]
    fn different_numbers_disagree() {
        for (a, b) in [("5269", "5296"), ("1.5", "15"), ("5.0", "50"), ("50,000", "5,000"), ("10", "100")] {
            assert!(!number(a).agrees(&number(b)), "{a} and {b}");
        }
    }

    #[test]
    fn a_wide_comma_separates_narrow_numbers() {
        assert!(matches!(read("2013，2016"), Some(Written::Number(_, 4))));
    }

    #[test]
    fn a_version_of_three_parts_is_no_number() {
        assert!(matches!(read("6.0.9319.0"), Some(Written::Version(_, 10))));
        assert!(matches!(read("10.0.0.1"), Some(Written::Version(_, 8))));
    }

    #[test]
    fn a_date_gives_its_numbers_one_by_one() {
        assert!(matches!(read("15.10.2012"), Some(Written::Number(n, 2)) if n.small == 15));
    }

    #[test]
    fn a_number_and_its_unit_of_thousands_are_one() {
        let product = |written, factor| Amount::of(written, factor).map(Amount::number);
        for (written, factor, whole) in [
            ("2", 1_000_000, "2,000,000"),
            ("2.5", 1000, "2,500"),
            ("417,6", 10_000, "4176000"),
            ("1.000", 1_000_000, "1,000,000,000"),
            ("1.000", 1_000_000, "1,000,000"),
        ] {
            assert!(product(written, factor).is_some_and(|n| n.agrees(&number(whole))), "{written}");
        }
        assert!(!product("2.5", 1000).is_some_and(|n| n.agrees(&number("25,000"))));
        assert!(product("1.55", 10).is_none());
    }

    #[test]
    fn digits_of_every_script_are_digits() {
        for text in ["২৫", "٢٥", "۲۵", "२५", "๒๕", "２５"] {
            assert!(number(text).agrees(&number("25")), "{text}");
        }
        assert_eq!(digit('\u{66a}'), None);
    }

    #[test]
    fn a_list_of_numbers_gives_its_first() {
        assert!(matches!(read("1,2,3"), Some(Written::Number(n, 1)) if n.small == 1));
    }

    #[test]
    fn a_list_of_numbers_with_points_is_parted_by_its_commas() {
        let length = |text| match read(text) {
            Some(Written::Number(_, length)) => length,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!([length("3.45,2"), length("0.05,1.5,100"), length("12.5,7,8")], [4, 4, 4]);
        assert!(number("1.234,5").agrees(&number("1234.5")));
    }

    #[test]
    fn a_date_with_points_has_three_parts_and_one_of_them_is_a_year() {
        assert_eq!(["15.10.1582", "1904.01.01 x", "30.12.1899)"].map(date), [Some(10); 3]);
        assert_eq!(["10.1582", "1.2.3", "15.10.1582.7", "10.0.0.1", "1.10.15820"].map(date), [None; 5]);
    }

    #[test]
    fn a_full_stop_after_a_number_is_not_part_of_it() {
        assert!(matches!(read("2019."), Some(Written::Number(_, 4))));
        assert!(matches!(read("443, then"), Some(Written::Number(_, 3))));
    }

    #[test]
    fn a_time_is_the_same_in_both_ways_of_counting_hours() {
        assert_eq!(time("1:00 PM"), Some((60, 4)));
        assert_eq!(time("13:00"), Some((60, 5)));
        assert_eq!(time("12:30:05").map(|t| t.1), Some(8));
        assert_eq!(time("16:9"), None);
        assert_eq!(time("25:00"), None);
    }

    #[test]
    fn a_small_value_agrees_with_its_digits() {
        assert!(Number::of(12).agrees(&number("12")));
        assert!(Number::of(1000).agrees(&number("1,000")));
    }
}
