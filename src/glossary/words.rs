//! Words of glossaries and how they are inflected: without a dictionary, by the endings of a language.
//!
//! A word of a term is cut down to its stem by taking off the longest of the endings that a language
//! puts on names; a word of a text is the same word where it is the stem with any of the language's
//! endings. That lets more pass than grammar does, on purpose: a finding that is wrong costs more than
//! one that is missing. Accents are left aside, so that "Vorgang" is found in "Vorgänge" and "conexión"
//! in "conexiones".

use crate::language::Locale;

/// How a language inflects.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inflection {
    /// What is taken off a word of a term, longest first.
    strip: &'static [&'static str],
    /// What may follow a stem; `None` for any ending of at most [`ANY`] letters.
    endings: Option<&'static [&'static str]>,
    /// Whether words are joined into longer ones ("Poolname").
    compounds: bool,
}

/// Letters of the shortest stem that something is taken off for.
const STEM: usize = 3;
/// Letters of the shortest stem that is looked for inside longer words, where the language joins words and
/// elsewhere ("téléconférence", "пользовательский").
const PART: usize = 4;
const DERIVED: usize = 6;
/// Letters of the longest ending where the endings of a language are not known.
const ANY: usize = 4;

const ENGLISH: Inflection = Inflection { strip: &["s"], endings: Some(&["s", "es"]), compounds: false };
const GERMAN: Inflection = Inflection {
    strip: &["en", "em", "er", "es", "e", "n"],
    endings: Some(&["e", "en", "em", "er", "ern", "es", "n", "ns", "s", "se", "sen", "ses", "nen"]),
    compounds: true,
};
const DUTCH: Inflection =
    Inflection { strip: &["en", "e"], endings: Some(&["e", "en", "s", "n", "es", "er"]), compounds: true };
const FRENCH: Inflection = Inflection {
    strip: &["es", "al", "s", "e"],
    endings: Some(&["s", "x", "e", "es", "al", "aux", "ale", "ales", "le", "les", "ne", "nes", "te", "tes"]),
    compounds: false,
};
const SPANISH: Inflection = Inflection {
    strip: &["os", "as", "es", "o", "a", "e", "z", "s"],
    endings: Some(&["s", "es", "o", "a", "os", "as", "e", "z", "ces"]),
    compounds: false,
};
const ITALIAN: Inflection = Inflection {
    strip: &["io", "o", "a", "e", "i"],
    endings: Some(&["o", "a", "e", "i", "io", "ii", "ia", "ie", "he", "hi"]),
    compounds: false,
};
const PORTUGUESE: Inflection = Inflection {
    strip: &["oes", "ao", "os", "as", "es", "o", "a", "e", "l", "m", "s"],
    endings: Some(&["s", "es", "o", "a", "os", "as", "e", "l", "is", "m", "ns", "ao", "oes", "aos", "aes"]),
    compounds: false,
};
const RUSSIAN: Inflection = Inflection {
    strip: &[
        "ого", "его", "ому", "ему", "ыми", "ими", "ями", "ами", "ый", "ий", "ой", "ая", "яя", "ое", "ее",
        "ые", "ие", "ия", "а", "я", "о", "е", "ы", "и", "у", "ю", "ь", "й",
    ],
    endings: Some(&[
        "а", "я", "о", "е", "ы", "и", "у", "ю", "ь", "й", "ой", "ей", "ом", "ем", "ым", "им", "ам", "ям",
        "ами", "ями", "ах", "ях", "ов", "ев", "ий", "ый", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его",
        "ому", "ему", "ую", "юю", "ых", "их", "ыми", "ими", "ою", "ею", "ия", "ии", "ию", "ием", "ией",
        "иям", "иями", "иях", "ью",
    ]),
    compounds: false,
};
/// Endings are not known: a vowel at the end may change, and letters may follow.
const OTHER: Inflection =
    Inflection { strip: &["a", "e", "i", "o", "u", "y"], endings: None, compounds: false };

/// Languages that join words, besides those with endings of their own here.
const JOINING: &[&str] = &["da", "et", "fi", "hu", "is", "nb", "nn", "no", "sv"];
/// Languages written without spaces between words, and Korean, whose particles follow directly.
const WITHOUT_BORDERS: &[&str] = &["ja", "km", "ko", "lo", "my", "th", "zh"];

impl Inflection {
    /// How the language of a locale inflects.
    pub(super) fn of(locale: &Locale) -> Self {
        match locale.language() {
            "en" => ENGLISH,
            "de" => GERMAN,
            "nl" => DUTCH,
            "fr" => FRENCH,
            "es" | "ca" | "gl" => SPANISH,
            "it" => ITALIAN,
            "pt" => PORTUGUESE,
            "ru" => RUSSIAN,
            other => Self { compounds: JOINING.contains(&other), ..OTHER },
        }
    }

    /// Whether a stem is long enough to be looked for inside longer words.
    pub(super) fn is_part(&self, stem: &str) -> bool {
        stem.chars().count() >= if self.compounds { PART } else { DERIVED }
    }

    /// The stems of a folded word: the word, and what is left without its ending.
    pub(super) fn stems(&self, word: &str) -> Vec<String> {
        let mut stems = vec![word.to_owned()];
        let mut add = |stem: String| {
            if stem.chars().count() >= STEM && !stems.contains(&stem) {
                stems.push(stem);
            }
        };
        let cut = self.strip.iter().find_map(|ending| word.strip_suffix(ending));
        if let Some(stem) = cut.filter(|stem| stem.chars().count() >= STEM) {
            add(stem.to_owned());
        }
        if let Some(stem) = word.strip_suffix('y') {
            add(format!("{stem}ie"));
        }
        // Fleeting vowels: список, списка; конец, конца.
        for (ending, without) in [("ок", "к"), ("ек", "к"), ("ец", "ц")] {
            if let Some(stem) = word.strip_suffix(ending) {
                add(format!("{stem}{without}"));
            }
        }
        stems
    }

    /// The stems that a word of a text may have: it without each ending that it has, itself first.
    pub(super) fn cuts<'w>(&self, word: &'w str) -> impl Iterator<Item = &'w str> {
        let known = self.endings.unwrap_or_default();
        let any = if self.endings.is_none() { ANY } else { 0 };
        let listed = known.iter().filter_map(move |ending| word.strip_suffix(ending));
        let shorter = word.char_indices().rev().take(any).map(move |(at, _)| &word[..at]);
        std::iter::once(word).chain(listed).chain(shorter).filter(|stem| !stem.is_empty())
    }

    /// Whether a text's word is a stem with an ending.
    pub(super) fn continues(&self, stem: &str, word: &str) -> bool {
        word.strip_prefix(stem).is_some_and(|ending| match self.endings {
            _ if ending.is_empty() => true,
            Some(endings) => endings.contains(&ending),
            None => ending.chars().count() <= ANY,
        })
    }
}

/// Whether words stand between spaces.
pub(super) fn has_borders(locale: &Locale) -> bool {
    !WITHOUT_BORDERS.contains(&locale.language())
}

/// Appends a character as it is compared: small, without accent, narrow.
pub(super) fn fold(c: char, out: &mut String) {
    let c = match c {
        // Full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    for c in c.to_lowercase() {
        match c {
            'ä' | 'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ą' | 'ă' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => out.push('e'),
            'ì' | 'í' | 'î' | 'ï' | 'ī' => out.push('i'),
            'ñ' | 'ń' | 'ň' => out.push('n'),
            'ö' | 'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ō' | 'ő' => out.push('o'),
            'ü' | 'ù' | 'ú' | 'û' | 'ū' | 'ů' | 'ű' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'ś' | 'š' => out.push('s'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            'ł' => out.push('l'),
            'ё' => out.push('е'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            // Accents written by themselves.
            '\u{300}'..='\u{36f}' => {}
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(word: &str) -> String {
        let mut out = String::new();
        word.chars().for_each(|c| fold(c, &mut out));
        out
    }

    fn same(tag: &str, term: &str, word: &str) -> bool {
        let inflection = Inflection::of(&Locale::parse(tag).expect("a locale"));
        let (term, word) = (folded(term), folded(word));
        inflection.stems(&term).iter().any(|stem| inflection.continues(stem, &word))
    }

    #[test]
    fn inflected_words_are_the_same_word() {
        for (tag, term, words) in [
            ("en", "proxy", "Proxy proxies"),
            ("en", "users", "user users"),
            ("de", "Vorgang", "Vorgang Vorgangs Vorgänge Vorgängen"),
            ("de", "interner", "interner internen internem interne internes"),
            ("de", "Richtlinie", "Richtlinie Richtlinien"),
            ("fr", "principal", "principal principaux principale"),
            ("fr", "serveur", "serveur serveurs"),
            ("es", "conexión", "conexión conexiones"),
            ("es", "externo", "externo externa externos externas"),
            ("it", "servizio", "servizio servizi"),
            ("it", "dialogo", "dialogo dialoghi"),
            ("pt-BR", "função", "função funções"),
            ("pt-BR", "local", "local locais"),
            ("ru", "политика", "политика политики политику политик политиками"),
            ("ru", "передний", "передний переднего передние"),
            ("ru", "список", "список списка спискам"),
            ("cs", "brána", "brána brány bránou"),
        ] {
            for word in words.split(' ') {
                assert!(same(tag, term, word), "{tag}: {term} in {word}");
            }
        }
    }

    #[test]
    fn other_words_are_not() {
        for (tag, term, word) in [
            ("en", "pool", "pooling"),
            ("de", "Pool", "Polen"),
            ("fr", "page", "pagination"),
            ("ru", "пул", "пульт"),
            ("it", "rete", "retrovia"),
        ] {
            assert!(!same(tag, term, word), "{tag}: {term} in {word}");
        }
    }
}
