//! Numbers and labels written the way of a language instead of the machine's: `5.269`, `５２６９`,
//! `–Identity`, `КСМПП`. A machine that is given them fails, or does something else.

use super::Snippet;
use super::model::{Deployment, FaultKind, Located};
use unisono::message;

/// A number as a text gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// Plain digits.
    Plain(u32),
    /// Digits of another script, or with marks between their groups.
    Localized(u32),
}

/// Reads a whole number, however it is written; `None` where the text is none.
#[must_use]
pub fn number(text: &str) -> Option<Number> {
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().map(Number::Plain);
    }
    let mut value: u32 = 0;
    let mut group = 0;
    let mut groups = 0;
    for c in text.chars() {
        if let Some(digit) = digit(c) {
            value = value.checked_mul(10)?.checked_add(digit)?;
            group += 1;
        } else if is_separator(c) && group > 0 && (groups == 0 || group == 3) {
            groups += 1;
            group = 0;
        } else {
            return None;
        }
    }
    (group > 0 && (groups == 0 || group == 3)).then_some(Number::Localized(value))
}

/// The value of a digit of any script that the corpus of the web writes ports in.
fn digit(c: char) -> Option<u32> {
    const ZEROS: [char; 5] = ['0', '\u{660}', '\u{6f0}', '\u{966}', '\u{ff10}'];
    ZEROS.iter().find_map(|zero| (c as u32).checked_sub(*zero as u32).filter(|value| *value < 10))
}

/// Marks that languages put between groups of three digits.
fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | ' ' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '，' | '．' | '٬')
}

/// The first character of a host name, address or quoted value that no machine expects there:
/// full-width forms, typographic dashes, blanks that are none, ideographic stops.
#[must_use]
pub fn misplaced(text: &str) -> Option<char> {
    text.chars().find(|c| {
        matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{200b}'..='\u{200f}' | '\u{2010}'..='\u{2015}'
            | '\u{2212}' | '\u{3000}'..='\u{3002}' | '\u{ff01}'..='\u{ffee}' | '\u{feff}')
    })
}

/// The first character of a label of the machine (a role, a protocol) that is not ASCII.
#[must_use]
pub fn foreign(text: &str) -> Option<char> {
    text.chars().find(|c| !c.is_ascii())
}

unisono::message::wordings! {
    LOCALIZED: "value-localized/number", "{what} is written \"{text}\", in the way of a language";
    WRITE: "value-localized/help/number", "Write {value}.";
    NO_NUMBER: "topology-unreadable/number", "{what} is \"{text}\", which is no number";
    FOREIGN: "value-localized/character", "{what} is written \"{text}\": \"{character}\" is not a character of its name";
    AS_KNOWN: "value-localized/help/character", "Write the name as the product knows it; it is the same in every language.";
    NO_PLACE: "value-localized/code", "{what} is written \"{text}\": {code} has no place in it";
    PLAIN: "value-localized/help/code", "Use plain letters, digits, dots and hyphens.";
}

/// Reads a number of the text at `start`; one that is localized, or none at all, leaves a fault.
pub(super) fn read_number(
    what: &str,
    text: &str,
    (start, end): (usize, usize),
    snippet: Snippet<'_>,
    deployment: &mut Deployment,
) -> Option<Located<u32>> {
    let place = snippet.place(start, end);
    match number(text) {
        Some(Number::Plain(value)) => Some(Located::new(value, place)),
        Some(Number::Localized(value)) => {
            deployment.fault(
                FaultKind::Localized,
                place,
                message!(LOCALIZED, what, text),
                message!(WRITE, value),
            );
            Some(Located::new(value, place))
        }
        None => {
            deployment.fault(FaultKind::Unreadable, place, message!(NO_NUMBER, what, text), "");
            None
        }
    }
}

/// Leaves a fault where a label of the machine holds a character that is not ASCII.
pub(super) fn check_label(
    what: &str,
    text: &str,
    (start, end): (usize, usize),
    snippet: Snippet<'_>,
    deployment: &mut Deployment,
) {
    if let Some(c) = foreign(text) {
        deployment.fault(
            FaultKind::Localized,
            snippet.place(start, end),
            message!(FOREIGN, what, text, character = c),
            &AS_KNOWN,
        );
    }
}

/// Leaves a fault where a host name or address holds a typographic character.
pub(super) fn check_name(
    what: &str,
    text: &str,
    (start, end): (usize, usize),
    snippet: Snippet<'_>,
    deployment: &mut Deployment,
) {
    if let Some(c) = misplaced(text) {
        deployment.fault(
            FaultKind::Localized,
            snippet.place(start, end),
            message!(NO_PLACE, what, text, code = format!("U+{:04X}", c as u32)),
            &PLAIN,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_however_they_are_written() {
        assert_eq!(number("5269"), Some(Number::Plain(5269)));
        for text in ["5.269", "5 269", "5,269", "5\u{202f}269", "５２６９", "5’269", "٥٢٦٩"] {
            assert_eq!(number(text), Some(Number::Localized(5269)), "{text}");
        }
        for text in ["", "5269a", "5.26", "5..269", ".5", "99999999999", "5.269.", "-1"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
