//! Code that a translation put in words of its language: a name that an example makes up (`my_rack`, `mi_rejilla`), what a
//! placeholder is called, a term that is set like code, the labels of a screen.

/// What a piece of code is made of.
#[derive(PartialEq, Eq)]
enum Piece<'c> {
    /// Words, with nothing but blanks and joints between them: `NameOfRack`, `name-of-rack`, `name of rack`.
    Words(Vec<&'c str>),
    /// A number, a mark, or an option with its mark.
    Fixed(&'c str),
}

/// Whether two pieces of code are the same but for words, and most of those that the second has instead are words of its
/// language, as `is_own` tells. Numbers, marks and options have to be the same, in the same order.
pub fn is_worded_anew(source: &str, target: &str, is_own: &dyn Fn(&str) -> bool) -> bool {
    let (was, is) = (pieces(source), pieces(target));
    if was.len() != is.len() {
        return false;
    }
    let (mut anew, mut own) = (0, 0);
    for pair in was.iter().zip(&is) {
        match pair {
            (Piece::Words(old), Piece::Words(new)) => {
                let kept = |word: &&&str| old.iter().any(|other| other.eq_ignore_ascii_case(word));
                for word in new.iter().filter(|word| !kept(word)) {
                    anew += 1;
                    own += usize::from(is_own(word));
                }
            }
            (old, new) if old == new => {}
            _ => return false,
        }
    }
    own > 0 && 2 * own >= anew
}

fn pieces(code: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(c) = code[at..].chars().next() {
        let rest = &code[at..];
        let length = if c.is_alphabetic() {
            let word = word_length(rest);
            match pieces.last_mut() {
                Some(Piece::Words(words)) => words.push(&rest[..word]),
                _ => pieces.push(Piece::Words(vec![&rest[..word]])),
            }
            word
        } else if c.is_whitespace() || matches!(c, '_' | '\'' | '’') {
            c.len_utf8()
        } else if c == '-' {
            let begins = !code[..at].ends_with(char::is_alphanumeric);
            let option = rest.find(|c: char| c != '-' && !c.is_alphanumeric()).unwrap_or(rest.len());
            if begins && rest[..option].contains(char::is_alphabetic) {
                pieces.push(Piece::Fixed(&rest[..option]));
                option
            } else {
                1
            }
        } else if c.is_numeric() {
            let number = rest.find(|c: char| !c.is_numeric()).unwrap_or(rest.len());
            pieces.push(Piece::Fixed(&rest[..number]));
            number
        } else {
            pieces.push(Piece::Fixed(&rest[..c.len_utf8()]));
            c.len_utf8()
        };
        at += length;
    }
    pieces
}

/// How long the word is that a text begins with: to what is no letter, or to the next hump.
fn word_length(text: &str) -> usize {
    let mut small = false;
    for (at, c) in text.char_indices() {
        if !c.is_alphabetic() || small && c.is_uppercase() {
            return at;
        }
        small = c.is_lowercase();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::is_worded_anew;

    fn spanish(word: &str) -> bool {
        let words = ["mi", "rejilla", "nombre", "de", "la", "receta", "calor", "horno", "cerrado"];
        words.contains(&word.to_lowercase().as_str())
    }

    fn worded(source: &str, target: &str) -> bool {
        is_worded_anew(source, target, &spanish)
    }

    #[test]
    fn names_and_labels_may_be_in_words_of_the_language() {
        assert!(worded("rack", "rejilla"));
        assert!(worded("my_rack", "mi_rejilla"));
        assert!(worded("RecipeName", "NombreDeLaReceta"));
        assert!(worded("?or(rack1, rack2)", "?or(rejilla1, rejilla2)"));
        assert!(worded("recipe-name", "nombre de la receta"));
        assert!(worded("% The rack\noven: closed 5", "% La rejilla\noven: cerrado 5"));
    }

    #[test]
    fn options_numbers_marks_and_words_of_no_language_are_others() {
        assert!(!worded("oven --heat", "oven --calor"));
        assert!(!worded("rack1", "rejilla2"));
        assert!(!worded("rack(", "rejilla"));
        assert!(!worded("rack", "rakc"));
        assert!(!worded("oven", "oven"));
    }
}
