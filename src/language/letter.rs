//! Whether a character is a letter, asked of every character of every page.

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

#[cfg(test)]
mod tests {
    use super::is_letter;

    #[test]
    fn every_character_is_a_letter_where_the_standard_says_so() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
        }
    }
}
