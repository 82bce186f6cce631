//! How words are spelled, compared across alphabets and the habits of languages: "Schumacher" and "Шумахер" are one name,
//! "Zürich" and "Zurich" are, and so are "Moskau" and "Moscow".

use super::features::folded;

/// A word in the letters of ASCII, and its consonants by what they sound like.
#[derive(Clone, Debug)]
pub(crate) struct Spelling {
    letters: String,
    bones: String,
}

/// Letters of which two names need fewer to be one: "Ian" and "Иан".
const SHORT: usize = 5;

impl Spelling {
    /// The spelling of a word.
    pub(crate) fn of(word: &str) -> Self {
        let letters = folded(word);
        let mut bones = String::with_capacity(letters.len());
        for letter in letters.chars() {
            let Some(sound) = sound(letter) else { continue };
            if !bones.ends_with(sound) {
                bones.push(sound);
            }
        }
        Self { letters, bones }
    }

    /// Whether two words may well be one name, in another language, with an ending, or as a part of a longer word. It is
    /// asked to find that a name is *not* there, so it says yes rather too often.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let (a, b) = (self.letters.as_str(), other.letters.as_str());
        let (least, most) = (a.len().min(b.len()), a.len().max(b.len()));
        if least < 3 {
            return a == b;
        }
        let shared = a.bytes().zip(b.bytes()).take_while(|(one, other)| one == other).count();
        let begins_alike = shared >= 4 || shared == 3 && least <= SHORT;
        // "Munich" and "Münchner": the longer may have an ending that the shorter has not.
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        let ended = least >= SHORT && strsim::levenshtein(short, &long[..least]) * 20 <= least * 7;
        let within = least >= 4 && (a.contains(b) || b.contains(a));
        begins_alike
            || ended
            || within
            || strsim::levenshtein(a, b) * 10 <= most * 4
            || self.sounds_like(other)
    }

    /// Whether the consonants of two words sound alike, and both begin so.
    fn sounds_like(&self, other: &Self) -> bool {
        const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];
        let (a, b) = (self.bones.as_str(), other.bones.as_str());
        let most = a.len().max(b.len());
        let begins =
            a.get(..1) == b.get(..1) || self.letters.starts_with(VOWELS) || other.letters.starts_with(VOWELS);
        let shared = a.bytes().zip(b.bytes()).take_while(|(one, other)| one == other).count();
        a.len() >= 2 && !b.is_empty() && (shared >= 4 || begins && strsim::levenshtein(a, b) * 10 <= most * 3)
    }
}

/// What a consonant sounds like, roughly: the languages write most of them in several ways ("ch", "sch", "sh", "š", "ш"), and
/// make others of those that they lack.
fn sound(letter: char) -> Option<char> {
    Some(match letter {
        'b' | 'p' => 'b',
        'v' | 'f' | 'w' => 'v',
        'd' | 't' => 't',
        'g' | 'k' | 'c' | 'q' | 'x' | 'h' | 'j' | 's' | 'z' => 'k',
        'l' | 'r' | 'm' | 'n' => letter,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> bool {
        Spelling::of(a).is_like(&Spelling::of(b))
    }

    #[test]
    fn a_name_is_known_in_another_alphabet_with_endings_and_accents() {
        for (a, b) in [
            ("Schumacher", "Шумахера"),
            ("Zürich", "Zurich"),
            ("Washingtoner", "Washington"),
            ("Moscow", "Московском"),
            ("Kislov", "Кислов"),
            ("Łódź", "Lodz"),
            ("Münchner", "Munich"),
            ("Гидрометцентр", "Hydrometeorological"),
        ] {
            assert!(alike(a, b), "{a} {b}");
        }
    }

    #[test]
    fn names_of_others_are_not_alike() {
        for (a, b) in
            [("Brooks", "Poltava"), ("Putin", "Rudnicki"), ("Lausanne", "Berlin"), ("Путин", "Obama")]
        {
            assert!(!alike(a, b), "{a} {b}");
        }
    }
}
