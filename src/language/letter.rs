//! What is asked of every character of every page: whether it is a letter, and which small letter is its own.

/// As [`char::is_alphabetic`], without a look into its tables for the letters that most texts are made of.
#[must_use]
#[inline]
pub fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphabetic(),
        'À'..='ÿ' => !matches!(c, '×' | '÷'),
        'А'..='я' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='\u{9FFF}' | '가'..='힣' => true,
        '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{3004}' | '\u{FF00}'..='\u{FF20}' => false,
        _ => c.is_alphabetic(),
    }
}

/// As [`char::is_alphanumeric`], as quick as [`is_letter`].
#[must_use]
#[inline]
pub fn is_letter_or_digit(c: char) -> bool {
    is_letter(c) || c.is_numeric()
}

/// As [`char::to_lowercase`], without a look into its tables for the characters that most texts are made of; `None` where
/// several characters come of one.
#[must_use]
#[inline]
pub fn small(c: char) -> Option<char> {
    match c {
        '\0'..='\x7F' => Some(c.to_ascii_lowercase()),
        'ß'..='ö' | 'ø'..='ÿ' | 'а'..='я' | '\u{2E80}'..='\u{A63F}' | '가'..='힣' => Some(c),
        'А'..='Я' => char::from_u32(c as u32 + 32),
        _ => {
            let mut small = c.to_lowercase();
            small.next().filter(|_| small.next().is_none())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_letter, is_letter_or_digit, small};

    #[test]
    fn every_character_has_the_small_letter_that_the_standard_says() {
        for c in '\0'..=char::MAX {
            let all: Vec<char> = c.to_lowercase().collect();
            assert_eq!(small(c), (all.len() == 1).then(|| all[0]), "{c:?}");
        }
    }

    #[test]
    fn every_character_is_a_letter_where_the_standard_says_so() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_letter_or_digit(c), c.is_alphanumeric(), "{c:?}");
        }
    }
}
