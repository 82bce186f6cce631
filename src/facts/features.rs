//! Features: what a sentence and its rendering share whatever the language. Numbers, names and
//! code are the same on both sides; many words are cognates whose first letters agree once accents
//! are dropped and Cyrillic is transliterated (cognates as anchors: Simard, Foster and Isabelle
//! 1992; letter n-grams across scripts: Church 1993).

use super::{BlockFacts, Facts, Hasher, Key, WIDE, folded_key, is_wide};
use crate::code;
use crate::document::{Block, BlockKind, Document, MarkKind};
use crate::language::lexicon::{self, Class};
use crate::source::Span;

/// A feature of a sentence: its hash, the top bit set where it is a fact (a number, a name, code),
/// which a rendering must share, and clear where it is a word, which a rendering may share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feature(pub u32);

impl Feature {
    /// A feature of a fact.
    #[must_use]
    pub fn fact(key: Key, salt: u8) -> Self {
        let mixed = (key ^ u64::from(salt)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self((mixed >> 32) as u32 | 1 << 31)
    }
    /// A feature of how a block looks, which a rendering may share.
    #[must_use]
    fn outline(which: u64) -> Self {
        Self((which.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33) as u32)
    }
    /// Whether a rendering must share it.
    #[must_use]
    pub fn is_fact(self) -> bool {
        self.0 >> 31 == 1
    }
}

/// Adds what the sentences state through words: a rendering states the same, whatever its language.
pub(super) fn read_concepts(document: &Document, facts: &mut Facts) {
    if facts.cues.is_empty() {
        return;
    }
    let concepts = lexicon::concepts();
    let mut features = Vec::with_capacity(facts.features.len() + facts.cues.len());
    for (index, sentence) in document.sentences.iter().enumerate() {
        let (start, end) = facts.sentences[index].features;
        let first = features.len();
        features.extend_from_slice(&facts.features[start as usize..end as usize]);
        features.extend(facts.cues_in(sentence.text).iter().filter_map(|cue| {
            let telling = matches!(
                concepts[cue.concept as usize].class,
                Class::Role | Class::Opposite | Class::Word | Class::Status | Class::Order | Class::Only
            );
            telling.then(|| Feature::outline(1000 + u64::from(cue.concept)))
        }));
        let terms = facts.terms_in(sentence.text).iter();
        features.extend(terms.map(|term| Feature::outline(1000 + u64::from(term.concept))));
        features[first..].sort_unstable();
        facts.sentences[index].features = (first as u32, features.len() as u32);
    }
    facts.features = features;
}

/// Reads the features of all blocks, once those of the sentences are known.
pub(super) fn read_blocks(document: &Document, facts: &mut Facts) {
    facts.blocks.reserve(document.blocks.len());
    let mut own = Vec::new();
    for block in &document.blocks {
        let first = facts.block_features.len();
        let mut length = 0;
        own.clear();
        for sentence in &facts.sentences[block.sentences.0 as usize..block.sentences.1 as usize] {
            own.extend_from_slice(
                &facts.features[sentence.features.0 as usize..sentence.features.1 as usize],
            );
            length += sentence.length;
        }
        for mark in document.block_marks(block) {
            match mark.kind {
                MarkKind::Link { destination } => {
                    own.push(Feature::fact(folded_key(file_name(document.string(destination))), 6));
                }
                MarkKind::Image { destination } => {
                    own.push(Feature::fact(folded_key(file_name(document.string(destination))), 7));
                }
                _ => {}
            }
        }
        own.extend(outline(document, block));
        if block.kind == BlockKind::Paragraph && is_only_code(document, block) {
            read_words_of_code(document.text(block.text), &mut own);
        }
        if let Some(anchor) = block.anchor {
            own.push(Feature::fact(folded_key(document.string(anchor)), 8));
        }
        if let BlockKind::Code { language } = block.kind {
            let text = document.text(block.text);
            let letters = |c: char| if is_wide(c) { WIDE } else { u32::from(c.is_alphanumeric()) };
            length += text.chars().map(letters).sum::<u32>();
            read_code(language.map_or("", |language| document.string(language)), text, &mut own);
        }
        own.sort_unstable();
        own.dedup();
        facts.block_features.extend_from_slice(&own);
        facts.blocks.push(BlockFacts { features: (first as u32, facts.block_features.len() as u32), length });
    }
}

/// Adds what a sample and its translation share: by line what a machine reads of it, and its options by themselves.
/// What stands on a line for people is a line they may have translated.
fn read_code(label: &str, text: &str, own: &mut Vec<Feature>) {
    let row = code::read(text, code::Syntax::of(label, text));
    let mut tokens = row.tokens.iter().peekable();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let mut hasher = Hasher::default();
        let mut strong = false;
        while let Some(token) = tokens.next_if(|token| (token.span.start as usize) < end) {
            if token.kind.is_strong() {
                strong = true;
                hasher.bytes(&token.key.to_le_bytes());
            }
            if token.kind == code::TokenKind::Option {
                own.push(Feature::fact(token.key, 10));
            }
        }
        if strong {
            own.push(Feature::fact(hasher.key(), 9));
        } else if !line.trim().is_empty() {
            own.push(Feature::outline(folded_key(line.trim())));
        }
        start = end;
    }
}

/// Whether a paragraph is nothing but code: a command by itself.
fn is_only_code(document: &Document, block: &Block) -> bool {
    let letters = |span: Span| document.text(span).chars().filter(|c| c.is_alphanumeric()).count();
    let marks = document.block_marks(block).iter().filter(|mark| mark.kind == MarkKind::Code);
    let coded: usize = marks.map(|mark| letters(mark.text)).sum();
    coded > 0 && coded >= letters(block.text)
}

/// Adds what a machine reads of a command, word by word: a command in another edition shares most of it.
fn read_words_of_code(text: &str, own: &mut Vec<Feature>) {
    let row = code::read(text, code::Syntax::of("", text));
    own.extend(
        row.tokens.iter().filter(|token| token.kind.is_strong()).map(|token| Feature::outline(token.key)),
    );
}

/// What shows of a block without reading it: that it introduces something, asks, has brackets, and
/// how many labels it has.
fn outline<'a>(document: &'a Document, block: &'a Block) -> impl Iterator<Item = Feature> + 'a {
    let text = document.text(block.text).trim_end();
    let labels = document.block_marks(block).iter().filter(|m| m.kind == MarkKind::Strong).count().min(6);
    let shows = [
        text.ends_with([':', '：']).then_some(100),
        text.ends_with(['?', '？']).then_some(101),
        text.contains(['(', '（']).then_some(102),
        (labels > 0).then_some(110 + labels as u64),
    ];
    shows.into_iter().flatten().map(Feature::outline)
}

/// A key of what a link leads to, the same whatever folder a language has it in.
#[must_use]
pub fn file_key(destination: &str) -> Key {
    folded_key(file_name(destination))
}

/// The last part of a path or address, fragment dropped: folders differ between languages.
fn file_name(destination: &str) -> &str {
    let path = destination.split(['#', '?']).next().unwrap_or(destination);
    let path = path.trim_end_matches('/');
    match path.rsplit(['/', '\\']).next() {
        Some(name) if !name.is_empty() => name,
        _ => destination,
    }
}

/// Letters of a word that count.
const PREFIX: u32 = 5;

/// The feature of a word: its first letters, folded. `None` for words too short to tell anything.
#[must_use]
pub fn word(word: &str) -> Option<Feature> {
    let mut hasher = Hasher::default();
    let mut letters = 0;
    for c in word.chars() {
        for folded in fold(c) {
            if folded == 0 {
                break;
            }
            if letters < PREFIX {
                hasher.byte(folded);
            }
            letters += 1;
        }
        if letters >= PREFIX {
            break;
        }
    }
    (letters >= 4).then(|| Feature((hasher.key() >> 32) as u32 & !(1 << 31)))
}

/// Whether two words are the same once accents are dropped and Cyrillic is transliterated.
#[must_use]
pub fn sounds_like(a: &str, b: &str) -> bool {
    let letters = |word: &str| -> Vec<u8> {
        word.chars()
            .flat_map(|c| if c.eq_ignore_ascii_case(&'x') { *b"ks\0\0" } else { fold(c) })
            .filter(|&letter| letter != 0)
            .collect()
    };
    let (a, b) = (letters(a), letters(b));
    !a.is_empty() && a == b
}

/// A text as slugs of headings differ: its letters without accents and its digits, nothing between them.
#[must_use]
pub(crate) fn bare(text: &str) -> String {
    let letters = |c: char| if c.is_ascii_digit() { [c as u8, 0, 0, 0] } else { fold(unaccented(c)) };
    text.chars().flat_map(letters).filter(|&letter| letter != 0).map(char::from).collect()
}

/// A word in lower-case ASCII; what is written in neither Latin nor Cyrillic vanishes.
#[must_use]
pub(crate) fn folded(word: &str) -> String {
    let letters = word.chars().flat_map(|c| fold(unaccented(c)));
    letters.filter(|&letter| letter != 0).map(char::from).collect()
}

/// The letter under the marks of Vietnamese, Yoruba and others that [`fold`] does not know; others stay.
fn unaccented(c: char) -> char {
    match c.to_lowercase().next().unwrap_or(c) {
        'đ' | 'ḍ' => 'd',
        'ĩ' | 'ǐ' | '\u{1ec8}'..='\u{1ecb}' => 'i',
        'ũ' | 'ư' | 'ǔ' | '\u{1ee4}'..='\u{1ef1}' => 'u',
        'ơ' | 'ǒ' | '\u{1ecc}'..='\u{1ee3}' => 'o',
        'ǎ' | '\u{1ea0}'..='\u{1eb7}' => 'a',
        '\u{1eb8}'..='\u{1ec7}' => 'e',
        '\u{1ef2}'..='\u{1ef9}' => 'y',
        'ğ' | 'ĝ' | 'ġ' | 'ǧ' => 'g',
        'ş' | 'ș' | 'ŝ' | '\u{1e60}'..='\u{1e69}' => 's',
        'ţ' | 'ț' => 't',
        'ḥ' | 'ħ' => 'h',
        'ḿ' | 'ṁ' | 'ṃ' => 'm',
        'ǹ' | 'ņ' | 'ṅ' | 'ṇ' => 'n',
        other => other,
    }
}

/// A letter in lower-case ASCII, as one to four letters (zero-terminated); other characters vanish.
#[must_use]
fn fold(c: char) -> [u8; 4] {
    let one = |b: u8| [b, 0, 0, 0];
    if c.is_ascii() {
        let c = c.to_ascii_lowercase() as u8;
        // "k" and hard "c" answer each other across languages, as do "z" and "s", "y" and "i".
        return match c {
            b'c' => one(b'k'),
            b'z' => one(b's'),
            b'y' => one(b'i'),
            b'a'..=b'z' => one(c),
            _ => [0; 4],
        };
    }
    let lower = c.to_lowercase().next().unwrap_or(c);
    match lower {
        'à'..='å' | 'ā' | 'ă' | 'ą' => one(b'a'),
        'æ' => *b"ae\0\0",
        'ç' | 'ć' | 'č' => one(b'k'),
        'è'..='ë' | 'ē' | 'ę' | 'ě' => one(b'e'),
        'ì'..='ï' | 'ī' | 'ı' => one(b'i'),
        'ñ' | 'ń' | 'ň' => one(b'n'),
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => one(b'o'),
        'œ' => *b"oe\0\0",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => one(b'u'),
        'ý' | 'ÿ' => one(b'i'),
        'ß' => *b"ss\0\0",
        'ś' | 'š' | 'ź' | 'ž' | 'ż' => one(b's'),
        'ł' => one(b'l'),
        'ř' => one(b'r'),
        'ť' => one(b't'),
        'а' => one(b'a'),
        'б' => one(b'b'),
        'в' => one(b'v'),
        'г' | 'ґ' => one(b'g'),
        'д' => one(b'd'),
        'е' | 'ё' | 'э' | 'є' => one(b'e'),
        'ж' => one(b'j'),
        'з' => one(b's'),
        'и' | 'й' | 'ы' | 'і' | 'ї' => one(b'i'),
        'к' => one(b'k'),
        'л' => one(b'l'),
        'м' => one(b'm'),
        'н' => one(b'n'),
        'о' => one(b'o'),
        'п' => one(b'p'),
        'р' => one(b'r'),
        'с' => one(b's'),
        'т' => one(b't'),
        'у' => one(b'u'),
        'ф' => one(b'f'),
        'х' => one(b'h'),
        'ц' => one(b'k'),
        'ч' => *b"kh\0\0",
        'ш' | 'щ' => *b"sh\0\0",
        'ю' => *b"iu\0\0",
        'я' => *b"ia\0\0",
        _ => [0; 4],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cognates_share_their_feature_across_scripts() {
        for (a, b) in [
            ("configuration", "Konfiguration"),
            ("policy", "POLICY"),
            ("server", "сервер"),
            ("topology", "топология"),
            ("certificate", "сертификат"),
            ("migration", "migración"),
        ] {
            let shared = word(a) == word(b);
            assert_eq!(shared, !matches!(a, "certificate"), "{a} {b}");
        }
    }

    #[test]
    fn a_transliterated_acronym_sounds_like_its_original_and_a_translated_one_does_not() {
        assert!(sounds_like("SMTP", "СМТП"));
        assert!(!sounds_like("PSTN", "ТСОП"));
    }

    #[test]
    fn a_slug_without_accents_is_the_bare_text_of_its_heading() {
        for (slug, heading) in [("hieu-nang", "Hiệu năng"), ("isesi", "Iṣesí"), ("creation-2", "Création 2")]
        {
            assert_eq!(bare(slug), bare(heading));
        }
    }

    #[test]
    fn short_words_tell_nothing() {
        assert_eq!(word("the"), None);
    }
}
