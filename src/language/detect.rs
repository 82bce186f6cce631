//! Recognises the language of a text by its script, its common words and its letters.
//!
//! What marks a language is data (`script`, `common-words`, `letters` of its lexicon); a language
//! without a lexicon is not recognised, and a text in it should come out as unclear rather than as
//! the nearest language known. Words that look like names of things (`Get-CsPool`, `e-mail`, `DNS`,
//! anything with digits) say nothing and are passed over. All arithmetic is in whole numbers, so
//! that every platform decides alike.

use super::lexicon::compiled::{LANGUAGES, LETTERS, WORDS, WORDS_IN_PRODUCTS};
use super::lexicon::{self, Lexicon, Script};
use super::{Locale, is_letter, is_letter_or_digit, small};
use crate::hash::Map;
use std::sync::OnceLock;

/// Whether a text is in the language it should be in.
#[derive(Clone, Copy, Debug)]
pub enum Verdict {
    /// It looks like the expected language.
    Expected,
    /// It looks like another language.
    Other(&'static Lexicon),
    /// It is too short, or too poor in words, to tell.
    Unclear,
}

/// What speaks for a word that only one language has; a word that several share speaks for each of
/// them with its share. Divisible by 1 to 6.
const WORD: u32 = 60;
/// The same for a letter. Letters stand inside words that are otherwise not known, and in names.
const LETTER: u32 = 20;

/// What a text shows of each language.
#[derive(Clone, Debug)]
pub struct Scores {
    /// By lexicon, in the order of [`lexicon::all`].
    points: [u32; LANGUAGES],
    /// Common words found, by lexicon.
    hits: [u32; LANGUAGES],
    /// Letters of the language found, those of a–z apart, by lexicon.
    letters: [u32; LANGUAGES],
    /// Ordinary words in Latin, Cyrillic or Arabic script.
    words: u32,
    /// Letters by script.
    latin: u32,
    /// Of them, those beyond a–z.
    accented: u32,
    cyrillic: u32,
    arabic: u32,
    kana: u32,
    hangul: u32,
    han: u32,
    /// Letters of any other script.
    other: u32,
}

/// Weighs what `text` shows of each language.
#[must_use]
pub fn scores(text: &str) -> Scores {
    let mut scores = Scores {
        points: [0; LANGUAGES],
        hits: [0; LANGUAGES],
        letters: [0; LANGUAGES],
        words: 0,
        latin: 0,
        accented: 0,
        cyrillic: 0,
        arabic: 0,
        kana: 0,
        hangul: 0,
        han: 0,
        other: 0,
    };
    let mut lowered = String::new();
    let mut before = "";
    for token in text.split(is_between) {
        let token = token.trim_matches(|c: char| !is_letter_or_digit(c));
        if token.is_empty() {
            continue;
        }
        scores.count_letters(token);
        if is_name_of_a_thing(token) || is_inside_a_product(std::mem::replace(&mut before, token), token) {
            continue;
        }
        for word in token.split(['\'', '’']).filter(|word| !word.is_empty()) {
            scores.count_word(word, &mut lowered);
        }
    }
    scores
}

/// The languages that have a common word, a bit for each.
fn languages_of(word: &str) -> Option<u32> {
    static KNOWN: OnceLock<Map<&str, u32>> = OnceLock::new();
    KNOWN.get_or_init(|| WORDS.iter().copied().collect()).get(word).copied()
}

/// The languages that have a letter beyond a–z, a bit for each.
fn languages_with(c: char) -> u32 {
    static KNOWN: OnceLock<Vec<u32>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let last = LETTERS.last().map_or(0, |&(c, _)| c as usize);
        let mut known = vec![0; last + 1];
        LETTERS.iter().for_each(|&(c, languages)| known[c as usize] = languages);
        known
    });
    known.get(c as usize).copied().unwrap_or(0)
}

/// Calls for each language of a set of bits, by its place in [`lexicon::all`].
fn each(mut languages: u32, mut call: impl FnMut(usize)) {
    while languages != 0 {
        call(languages.trailing_zeros() as usize);
        languages &= languages - 1;
    }
}

/// What parts words.
fn is_between(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | 'À'..='\u{5FF}' | '\u{3041}'..='\u{FDFF}' => false,
        _ => c.is_whitespace() || is_parting(c),
    }
}

/// What parts words beside white space. Hyphens, dots, slashes and the like do not: a word with one
/// inside is the name of a thing.
fn is_parting(c: char) -> bool {
    const MARKS: [char; 24] = [
        ',', ';', '!', '?', '(', ')', '[', ']', '{', '}', '"', '«', '»', '“', '”', '„', '…', '—', '–', '|',
        '*', '،', '؛', '؟',
    ];
    MARKS.contains(&c)
        || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}')
}

/// Whether a common word stands in the name of a product: "for" after "Tools".
fn is_inside_a_product(before: &str, token: &str) -> bool {
    WORDS_IN_PRODUCTS.iter().any(|(first, second)| before.eq_ignore_ascii_case(first) && token == *second)
}

/// Whether a token is a name rather than a word: it holds a digit, punctuation or an inner capital,
/// or is written in capitals throughout.
fn is_name_of_a_thing(token: &str) -> bool {
    let mut letters = 0;
    let mut later_capitals = false;
    for (index, c) in token.chars().enumerate() {
        if !(is_letter(c) || matches!(c, '\'' | '’')) {
            return true;
        }
        letters += 1;
        later_capitals |= index > 0 && c.is_uppercase();
    }
    // "L'Edge" is an article before a name.
    letters > 1 && later_capitals && !token.contains(['\'', '’'])
}

impl Scores {
    fn count_word(&mut self, word: &str, lowered: &mut String) {
        let Some(first) = word.chars().next() else { return };
        if !(is_latin(first) || is_cyrillic(first) || is_arabic(first)) {
            return;
        }
        self.words += 1;
        lowered.clear();
        // The dotted capital of Turkish leaves a dot of its own, and Arabic is written with vowel marks and without.
        for c in word.chars() {
            match small(c) {
                Some('\u{307}' | '\u{64b}'..='\u{652}') => {}
                Some(small) => lowered.push(small),
                None => lowered.extend(c.to_lowercase().filter(|&c| c != '\u{307}')),
            }
        }
        if let Some(languages) = languages_of(lowered) {
            self.give(languages, WORD / languages.count_ones());
            each(languages, |language| self.hits[language] += 1);
        }
    }

    fn count_letters(&mut self, token: &str) {
        for c in token.chars() {
            match c {
                'a'..='z' | 'A'..='Z' => self.latin += 1,
                _ if !is_letter(c) => {}
                _ => {
                    if is_latin(c) {
                        self.latin += 1;
                        self.accented += 1;
                    } else {
                        *match c {
                            _ if is_cyrillic(c) => &mut self.cyrillic,
                            _ if is_arabic(c) => &mut self.arabic,
                            '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}' => {
                                &mut self.kana
                            }
                            '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7A3}' => {
                                &mut self.hangul
                            }
                            '\u{3400}'..='\u{4DBF}'
                            | '\u{4E00}'..='\u{9FFF}'
                            | '\u{20000}'..='\u{2FFFF}'
                            | '々' => &mut self.han,
                            _ => &mut self.other,
                        } += 1;
                    }
                    let languages = languages_with(c);
                    if languages != 0 {
                        // Most of a Cyrillic text are letters that its languages share: they tell none.
                        if !is_cyrillic(c) || languages.count_ones() == 1 {
                            self.give(languages, LETTER / languages.count_ones());
                        }
                        each(languages, |language| self.letters[language] += 1);
                    }
                }
            }
        }
    }

    fn give(&mut self, languages: u32, points: u32) {
        each(languages, |language| {
            self.points[language] = self.points[language].saturating_add(points);
        });
    }

    /// The script that carries the text. A syllable or ideograph weighs as much as three letters,
    /// and a quarter of the text suffices for a script that is not Latin: names stay Latin in
    /// every language, but an English text holds no kana.
    fn carrier(&self) -> Option<Carrier> {
        let east = self.kana + self.hangul + self.han;
        let total = 3 * east + self.latin + self.cyrillic + self.arabic + self.other;
        let carries = |weight: u32| weight > 0 && 4 * weight >= total;
        if carries(self.other) {
            None
        } else if carries(3 * east) {
            // A product's name in another script does not make the text another language's.
            if self.hangul > self.kana + self.han {
                Some(Carrier::Korean)
            } else if 12 * self.kana >= east {
                Some(Carrier::Japanese)
            } else {
                Some(Carrier::Han)
            }
        } else if carries(self.cyrillic) {
            Some(Carrier::Alphabet(Script::Cyrl))
        } else if carries(self.arabic) {
            Some(Carrier::Alphabet(Script::Arab))
        } else {
            (self.latin > 0).then_some(Carrier::Alphabet(Script::Latn))
        }
    }

    /// The two best among the languages of a script, best first, with their index.
    fn best(&self, script: Script) -> Option<((usize, u32), u32)> {
        let mut best: Option<(usize, u32)> = None;
        let mut second = 0;
        for (index, _) in lexicon::all().iter().enumerate().filter(|(_, lexicon)| lexicon.script == script) {
            let points = self.points[index];
            match best {
                Some((_, most)) if points <= most => second = second.max(points),
                _ => {
                    second = best.map_or(0, |(_, most)| most);
                    best = Some((index, points));
                }
            }
        }
        best.map(|best| (best, second))
    }

    /// Whether nothing else is known that is written in this script.
    fn only_one_of(&self, script: Script) -> bool {
        lexicon::all().iter().filter(|lexicon| lexicon.script == script).count() == 1
    }

    /// The language, where it is clear.
    fn winner(&self) -> Option<&'static Lexicon> {
        let by_script = |script| lexicon::all().iter().find(|lexicon| lexicon.script == script);
        match self.carrier()? {
            Carrier::Korean => by_script(Script::Kore),
            Carrier::Japanese => by_script(Script::Jpan),
            Carrier::Han => {
                let points = |script| self.best(script).map_or(0, |((_, points), _)| points);
                let (simplified, traditional) = (points(Script::Hans), points(Script::Hant));
                // A short line of kanji may be Japanese, which shares most of the traditional forms
                // and some of the simplified ones.
                let enough = if self.han >= 12 { LETTER } else { 3 * LETTER };
                if simplified >= enough && simplified > 3 * traditional {
                    by_script(Script::Hans)
                } else if traditional >= enough && traditional > 3 * simplified && self.han >= 12 {
                    by_script(Script::Hant)
                } else {
                    None
                }
            }
            Carrier::Alphabet(script) => {
                let ((index, points), second) = self.best(script)?;
                let lexicon = &lexicon::all()[index];
                // Function words make up a third and more of a language's text, but a tenth of a
                // neighbour's.
                let dense = 5 * self.hits[index] >= self.words;
                let letters = match script {
                    Script::Cyrl => self.cyrillic,
                    Script::Arab => self.arabic,
                    _ => self.accented,
                };
                let foreign = letters - self.letters[index].min(letters);
                if 12 * foreign > self.words {
                    return None;
                }
                if self.only_one_of(script) {
                    return (points >= 2 * WORD).then_some(lexicon);
                }
                // Relatives share their short words: a lead of two words of one's own counts, too.
                let ahead = points > 2 * second || (points >= second + 2 * WORD && 4 * points > 5 * second);
                (dense && self.words >= 3 && points >= 2 * WORD && ahead).then_some(lexicon)
            }
        }
    }
}

/// What carries a text.
enum Carrier {
    Korean,
    Japanese,
    Han,
    Alphabet(Script),
}

/// The language of `text`, where it is clear: `pt` rather than `pt-BR`, as the words do not tell the
/// region, but `zh-Hans` or `zh-Hant`.
#[must_use]
pub fn detect(text: &str) -> Option<Locale> {
    scores(text).language()
}

impl Scores {
    /// The language of the text; see [`detect`].
    #[must_use]
    pub fn language(&self) -> Option<Locale> {
        let lexicon = self.winner()?;
        let language = lexicon.tag.split('-').next().unwrap_or(lexicon.tag);
        match lexicon.script {
            Script::Hans => Locale::parse("zh-Hans"),
            Script::Hant => Locale::parse("zh-Hant"),
            _ => Locale::parse(language),
        }
    }

    /// Whether the text is in the language of `expected`; see [`looks_like`].
    #[must_use]
    pub fn look_like(&self, expected: &Locale) -> Verdict {
        let Some(winner) = self.winner() else { return Verdict::Unclear };
        if lexicon::serves(winner, expected) {
            return Verdict::Expected;
        }
        // Nothing can speak for a language that has no lexicon, so its neighbours have to be surer.
        let known = lexicon::all().iter().any(|lexicon| lexicon::serves(lexicon, expected));
        let sure = match self.carrier() {
            Some(Carrier::Alphabet(script)) => {
                let hits = self.best(script).map_or(0, |((index, _), _)| self.hits[index]);
                !self.only_one_of(script) && 5 * hits >= 2 * self.words
            }
            _ => true,
        };
        if known || sure { Verdict::Other(winner) } else { Verdict::Unclear }
    }
}

/// Letters below which a text shows no script.
const ENOUGH_LETTERS: u32 = 24;

/// The script that carries a text, where it has letters enough: one that is not Latin where a quarter of
/// them is of it, as names stay Latin in every language. Chinese characters alone are `Hani`.
#[must_use]
pub fn script(text: &str) -> Option<&'static str> {
    let mut counts = [0_u32; SCRIPTS.len()];
    let mut latin = 0;
    // Most letters are of the script of the one before.
    let mut last = 0;
    for c in text.chars().filter(|c| is_letter(*c)) {
        let of = |script: usize| SCRIPTS[script].1.iter().any(|(from, to)| (*from..=*to).contains(&c));
        // Greek is the first that is not Latin.
        let script = match c {
            ..'\u{370}' => None,
            _ if of(last) => Some(last),
            _ => (0..SCRIPTS.len()).find(|&script| of(script)),
        };
        match script {
            Some(script) => {
                counts[script] += 1;
                last = script;
            }
            None => latin += u32::from(is_latin(c)),
        }
    }
    let total: u32 = latin + counts.iter().sum::<u32>();
    let kana = counts[KANA] > 0 && 12 * counts[KANA] >= counts[KANA] + counts[HAN];
    if kana {
        counts[KANA] += std::mem::take(&mut counts[HAN]);
    }
    let (most, count) =
        counts.iter().enumerate().max_by_key(|(index, count)| (**count, std::cmp::Reverse(*index)))?;
    match () {
        () if 4 * count >= total && *count >= ENOUGH_LETTERS / 4 => Some(SCRIPTS[most].0),
        () if latin >= ENOUGH_LETTERS => Some("Latn"),
        () => None,
    }
}

/// Scripts other than Latin, and the characters of each; see [`script`].
const SCRIPTS: [(&str, &[(char, char)]); 24] = [
    ("Jpan", &[('\u{3041}', '\u{30FF}'), ('\u{31F0}', '\u{31FF}'), ('\u{FF66}', '\u{FF9F}')]),
    ("Hani", &[('\u{3400}', '\u{4DBF}'), ('\u{4E00}', '\u{9FFF}'), ('\u{20000}', '\u{2FFFF}')]),
    ("Kore", &[('\u{1100}', '\u{11FF}'), ('\u{3130}', '\u{318F}'), ('\u{AC00}', '\u{D7A3}')]),
    ("Cyrl", &[('\u{400}', '\u{52F}')]),
    ("Grek", &[('\u{370}', '\u{3FF}'), ('\u{1F00}', '\u{1FFF}')]),
    (
        "Arab",
        &[('\u{600}', '\u{6FF}'), ('\u{750}', '\u{77F}'), ('\u{8A0}', '\u{8FF}'), ('\u{FB50}', '\u{FDFF}')],
    ),
    ("Hebr", &[('\u{590}', '\u{5FF}')]),
    ("Deva", &[('\u{900}', '\u{97F}')]),
    ("Beng", &[('\u{980}', '\u{9FF}')]),
    ("Guru", &[('\u{A00}', '\u{A7F}')]),
    ("Gujr", &[('\u{A80}', '\u{AFF}')]),
    ("Orya", &[('\u{B00}', '\u{B7F}')]),
    ("Taml", &[('\u{B80}', '\u{BFF}')]),
    ("Telu", &[('\u{C00}', '\u{C7F}')]),
    ("Knda", &[('\u{C80}', '\u{CFF}')]),
    ("Mlym", &[('\u{D00}', '\u{D7F}')]),
    ("Sinh", &[('\u{D80}', '\u{DFF}')]),
    ("Thai", &[('\u{E00}', '\u{E7F}')]),
    ("Laoo", &[('\u{E80}', '\u{EFF}')]),
    ("Mymr", &[('\u{1000}', '\u{109F}')]),
    ("Geor", &[('\u{10A0}', '\u{10FF}')]),
    ("Ethi", &[('\u{1200}', '\u{137F}')]),
    ("Khmr", &[('\u{1780}', '\u{17FF}')]),
    ("Armn", &[('\u{530}', '\u{58F}')]),
];
const KANA: usize = 0;
const HAN: usize = 1;

/// Whether a text (a sentence, say) is in the language of `expected`. Errs on the side of
/// [`Verdict::Unclear`].
#[must_use]
pub fn looks_like(text: &str, expected: &Locale) -> Verdict {
    scores(text).look_like(expected)
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{AA}' | '\u{BA}' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{FF21}'..='\u{FF5A}')
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}')
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_that_carries_a_text_is_told() {
        for (text, expected) in [
            ("Η προδιαγραφή Conventional Commits είναι μια σύμβαση", Some("Grek")),
            ("サービスを再起動し、ログを確認します。", Some("Jpan")),
            ("请先关闭旧的网关，然后移动用户", Some("Hani")),
            ("Restart the service and look at the log file.", Some("Latn")),
            ("Команда git commit", Some("Cyrl")),
            ("ls -l", None),
            ("", None),
        ] {
            assert_eq!(script(text), expected, "{text}");
        }
    }

    #[test]
    fn the_examples_of_the_lexicons_are_recognised() {
        let (mut seen, mut wrong) = (0, Vec::new());
        for lexicon in lexicon::all() {
            for (text, language) in lexicon.examples {
                let found = detect(text).map(|locale| locale.as_str().to_owned()).unwrap_or_default();
                if found != *language {
                    wrong.push(format!("{}: {text} is taken for {found:?}: {:?}", lexicon.tag, scores(text)));
                }
                seen += 1;
            }
        }
        assert!(seen >= 20 && wrong.is_empty(), "{}", wrong.join("\n"));
    }

    fn locale(tag: &str) -> Locale {
        Locale::parse(tag).expect(tag)
    }

    fn verdict(text: &str, expected: &str) -> String {
        match looks_like(text, &locale(expected)) {
            Verdict::Expected => "expected".to_owned(),
            Verdict::Other(lexicon) => lexicon.tag.to_owned(),
            Verdict::Unclear => "unclear".to_owned(),
        }
    }

    #[test]
    fn an_english_sentence_in_a_translation_is_seen() {
        let text = "Before you begin, make sure that the new certificate is installed on all of the servers.";
        for expected in
            ["de-DE", "fr", "es-419", "it-IT", "pt-PT", "ru-RU", "ja-JP", "ko-KR", "zh-CN", "zh-Hant", "nl"]
        {
            assert_eq!(verdict(text, expected), "en", "{expected}");
        }
        assert_eq!(verdict(text, "en-GB"), "expected");
    }

    #[test]
    fn names_and_short_labels_are_unclear() {
        for text in [
            "System Center Operations Manager 2019",
            "Edge Server",
            "DNS",
            "Get-CsPool -Identity pool01",
            "OK",
            "",
            "→ 42",
        ] {
            assert_eq!(verdict(text, "de"), "unclear", "{text}");
        }
    }

    #[test]
    fn a_sentence_full_of_latin_names_keeps_its_language() {
        assert_eq!(verdict("Contoso Edge Server と Exchange Server Online を更新します。", "ja"), "expected");
        assert_eq!(verdict("请在 Exchange Server 2019 Mailbox Server 上运行该命令。", "zh-CN"), "expected");
        assert_eq!(verdict("Откройте панель управления Exchange Server.", "ru"), "expected");
    }

    #[test]
    fn simplified_and_traditional_chinese_are_told_apart() {
        assert_eq!(verdict("請先關閉舊的閘道，再將使用者移至新的集區。", "zh-CN"), "zh-TW");
        assert_eq!(verdict("请先关闭旧的网关，然后将用户移动到新池。", "zh-TW"), "zh-CN");
        assert_eq!(verdict("请先关闭旧的网关，然后将用户移动到新池。", "zh-Hans"), "expected");
    }

    #[test]
    fn kanji_alone_are_no_proof_of_chinese() {
        assert_eq!(verdict("証明書更新手順", "ja"), "unclear");
        assert_eq!(verdict("利用者登録", "zh-CN"), "unclear");
    }

    #[test]
    fn languages_without_a_lexicon_are_not_taken_for_their_neighbours() {
        for text in [
            "Flyt brugerne til den nye pulje, før du slukker for den gamle.",
            "Flytta användarna till den nya poolen innan du stänger av den gamla.",
            "Premjestite korisnike u novi skup prije gašenja starog.",
            "Mută utilizatorii în noul grup înainte de a opri vechiul server.",
            "Siirrä käyttäjät uuteen varantoon ennen vanhan sammuttamista.",
        ] {
            assert_eq!(detect(text), None, "{text} {:?}", scores(text));
        }
    }

    #[test]
    fn other_scripts_are_unclear() {
        for text in [
            "کاربران را به گروه جدید منتقل کنید.",
            "העבר את המשתמשים למאגר החדש.",
            "Μετακινήστε τους χρήστες.",
        ] {
            assert_eq!(detect(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_weighed_without_a_panic(text in "(\\PC|[a-zäéß' ]|[а-я ]|[ぁ-ん一-龥가-힣]|the|de |и ){0,60}") {
            let found = detect(&text);
            if let Some(found) = &found {
                proptest::prop_assert!(matches!(looks_like(&text, found), Verdict::Expected), "{text}");
            }
            proptest::prop_assert_eq!(detect(&text), found);
        }
    }
}
