//! What the project knows of each language and of products, compiled from `lexicon/*.yaml` by
//! `build.rs`.
//!
//! Lists of words are sorted by their bytes and hold no word twice, so that
//! `list.binary_search(&word)` looks one up; lists of pairs are sorted by their first part.

pub use super::class::Class;
pub use super::traits::{Trait, Traits};
use super::words;
pub use super::words::Words;
use std::rc::Rc;
use std::sync::OnceLock;

/// The knowledge of one language.
#[derive(Debug)]
pub struct Lexicon {
    /// BCP 47 tag, as in the file's name.
    pub tag: &'static str,
    /// Its name in English.
    pub english_name: &'static str,
    /// How it is written.
    pub script: Script,
    /// How long its texts are, in hundredths of what they are in English, as
    /// [`crate::facts::SentenceFacts::length`] counts letters.
    pub length: u16,
    /// Words that mark a text as being of this language, lower case.
    pub common_words: &'static [&'static str],
    /// Abbreviations that end with a full stop and do not end a sentence, lower case ("z.b.").
    pub abbreviations: &'static [&'static str],
    /// How the language writes numbers.
    pub numbers: NumberFormat,
    /// How the language writes dates.
    pub dates: DateWords,
    /// Which words stand behind the clause that they govern.
    pub puts_last: PutsLast,
    /// What says which part a name, code or number plays.
    pub relations: Relations,
    /// Translated alert labels, upper case, and the kind they stand for ("REMARQUE" → "NOTE").
    pub alert_labels: &'static [(&'static str, &'static str)],
    /// Spelled-out numbers, lower case, all inflected forms; a word of several kinds stands there
    /// once for each.
    pub number_words: &'static [NumberWord],
    /// Latin-script words that are ordinary words of the language ("token" in Chinese), lower case.
    pub loanwords: &'static [&'static str],
    /// Common words that no other language has, sorted: one of them in a text of another language was left there.
    pub own_words: &'static [&'static str],
    /// Whether countries, peoples and languages are always written with a capital: "us" is then no country.
    pub names_have_capitals: bool,
    /// Whether all nouns are, so that a capital tells no name.
    pub nouns_have_capitals: bool,
    /// Words that are written with a capital and are no names by themselves ("the Ministry"), lower case.
    pub capitals: &'static [&'static str],
    /// Whether it lists what sentences state through words: [`Lexicon::words`] has forms.
    pub has_cues: bool,
    /// Texts and the language each is to be recognised as ("" for none); run as tests.
    #[cfg(test)]
    pub examples: &'static [(&'static str, &'static str)],
}

/// Scripts that recognition tells apart, by their names in ISO 15924.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Script {
    /// Latin.
    Latn,
    /// Cyrillic.
    Cyrl,
    /// Arabic.
    Arab,
    /// Japanese: kanji with kana.
    Jpan,
    /// Korean: hangul.
    Kore,
    /// Simplified Chinese.
    Hans,
    /// Traditional Chinese.
    Hant,
}

impl Lexicon {
    /// The forms of words and phrases with the concepts each states; a form without concepts is a trap,
    /// which keeps the forms inside it from speaking. Syntax: [`crate::facts::cue`].
    pub fn forms(&self) -> impl Iterator<Item = (&'static str, Rc<[u16]>)> {
        listed(self.words().cues)
    }

    /// The forms of technical terms, as [`forms`](Self::forms) gives those of cues.
    pub fn terms(&self) -> impl Iterator<Item = (&'static str, Rc<[u16]>)> {
        listed(self.words().terms)
    }

    /// What it lists of words, fetched at its first use.
    #[must_use]
    pub fn words(&self) -> &'static Words<'static> {
        words::of(self.tag)
    }

    /// What a number in digits is multiplied by where this word stands behind it: "2 million", "5k".
    #[must_use]
    pub fn unit(&self, word: &str) -> Option<u64> {
        let first = first_small(word)?;
        let lower = |other: &str| {
            other.starts_with(first) && other.chars().eq(word.chars().flat_map(char::to_lowercase))
        };
        let whole = |w: &&NumberWord| w.value >= 100 && w.kind == NumberKind::Cardinal && lower(w.word);
        self.numbers
            .units
            .iter()
            .find(|unit| lower(unit.0))
            .map(|unit| unit.1)
            .or_else(|| self.number_words.iter().find(whole).map(|w| w.value))
    }

    /// The unit that a text begins with where words are written without spaces ("万人"), the longest, with its
    /// length in bytes.
    #[must_use]
    pub fn unit_at_start(&self, text: &str) -> Option<(u64, usize)> {
        let words = self.number_words.iter().filter(|w| w.value >= 100 && w.kind == NumberKind::Cardinal);
        let all = self.numbers.units.iter().copied().chain(words.map(|w| (w.word, w.value)));
        all.filter(|unit| text.starts_with(unit.0))
            .map(|(word, value)| (value, word.len()))
            .max_by_key(|&(_, length)| length)
    }

    /// The month that a word names, from 1.
    #[must_use]
    pub fn month(&self, word: &str) -> Option<u8> {
        let first = first_small(word)?;
        let named = |name: &&str| {
            name.starts_with(first) && name.chars().eq(word.chars().flat_map(char::to_lowercase))
        };
        let at = self.dates.months.iter().position(named)?;
        Some(self.dates.month_numbers[at])
    }

    /// Whether forms stand between the borders of words: not where endings and neighbours follow directly ("万人", "만명").
    #[must_use]
    pub fn is_spaced(&self) -> bool {
        self.script.is_spaced()
    }

    /// Whether a common word is this language's alone, whatever its case.
    #[must_use]
    pub fn has_alone(&self, word: &str) -> bool {
        self.own_words.binary_search(&word.to_lowercase().as_str()).is_ok()
    }

    /// Whether a word with a capital in the middle of a sentence can be told to be a name, which no list has.
    #[must_use]
    pub fn tells_names(&self) -> bool {
        !self.capitals.is_empty()
    }
}

impl Script {
    /// Whether forms stand between the borders of words.
    #[must_use]
    pub fn is_spaced(self) -> bool {
        !matches!(self, Self::Jpan | Self::Kore | Self::Hans | Self::Hant)
    }
}

/// The first letter of a word in lower case: most words are told from others by it.
fn first_small(word: &str) -> Option<char> {
    word.chars().next()?.to_lowercase().next()
}

/// The forms of a compiled list, with the concepts each states.
fn listed(lines: &'static str) -> impl Iterator<Item = (&'static str, Rc<[u16]>)> {
    lines.lines().flat_map(|line| {
        let (concepts, forms) = line.split_once('\t').unwrap_or((line, ""));
        let concepts: Rc<[u16]> = concepts.split(',').filter_map(|number| number.parse().ok()).collect();
        forms.split('\t').map(move |form| (form, concepts.clone()))
    })
}

/// How a language writes numbers.
#[derive(Clone, Copy, Debug)]
pub struct NumberFormat {
    /// Between the whole part and the fraction.
    pub decimal: char,
    /// What may stand between groups of three digits, spaces apart, which always may.
    pub group: &'static [char],
    /// What joins the parts of a number in words: "and" in "two hundred and five".
    pub joints: &'static [&'static str],
    /// What makes an ordinal of the number behind it: "第".
    pub nth: &'static [&'static str],
    /// What does so, written as one with the word behind it: "و" in "خمسة وعشرون".
    pub attached: &'static [&'static str],
    /// What makes tens of the word before it: "puluh" in "dua puluh".
    pub tens: &'static [&'static str],
    /// What adds ten to the word before it: "belas" in "dua belas".
    pub teens: &'static [&'static str],
    /// Whether ten and a small word behind it are one number: "on beş".
    pub behind_ten: bool,
    /// Whether the parts of a number in words are written as one word: "zweiundvierzig".
    pub solid: bool,
    /// Units that stand behind a number in digits and are no words by themselves ("k", "млн"), lower case. The
    /// cardinals from 100 on are units, too.
    pub units: &'static [(&'static str, u64)],
}

/// How a language writes dates.
#[derive(Clone, Copy, Debug)]
pub struct DateWords {
    /// What marks the number before it as a year ("年", "года", "년"), lower case.
    pub after_year: &'static [&'static str],
    /// What marks the number after it as a year ("jahr"), lower case.
    pub before_year: &'static [&'static str],
    /// What marks the number before it as a month ("月", "월").
    pub after_month: &'static [&'static str],
    /// What marks the number before it as a day ("日", "일").
    pub after_day: &'static [&'static str],
    /// What stands between hours and minutes ("Uhr", "時").
    pub after_hour: &'static [&'static str],
    /// What stands behind minutes ("分").
    pub after_minute: &'static [&'static str],
    /// Hours that have a name ("noon"), lower case.
    pub hours: &'static [(&'static str, u64)],
    /// Names of months, lower case, all inflected forms.
    pub months: &'static [&'static str],
    /// Which month each of [`months`](Self::months) is, from 1.
    pub month_numbers: &'static [u8],
}

/// Which words a language puts behind the clause that they govern, where English puts them before.
#[derive(Clone, Copy, Debug, Default)]
pub struct PutsLast {
    /// Those of conditions, and the verb: "ドアが開いていれば".
    pub conditions: bool,
    /// Those of order in time: "移动用户之前".
    pub order: bool,
}

/// Which words the language of a locale puts last; none where it has no lexicon.
#[must_use]
pub fn puts_last(locale: &super::Locale) -> PutsLast {
    for_locale(locale).map(|lexicon| lexicon.puts_last).unwrap_or_default()
}

/// Words beside a name, code or number that say which part it plays, lower case.
#[derive(Clone, Copy, Debug)]
pub struct Relations {
    /// Whether they stand behind it ("`a`ではなく"), or before ("instead of `a`").
    pub behind: bool,
    /// What something else takes the place of: "instead of".
    pub instead_of: &'static [&'static str],
    /// Where something begins: "from".
    pub from: &'static [&'static str],
    /// Where something ends: "to".
    pub to: &'static [&'static str],
}

/// A spelled-out number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberWord {
    /// The word, lower case.
    pub word: &'static str,
    /// What it counts.
    pub value: u64,
    /// How it counts.
    pub kind: NumberKind,
}

/// How a [`NumberWord`] counts. A digit in another language may render any of them, but only a
/// cardinal demands one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NumberKind {
    /// "two".
    Cardinal,
    /// "second".
    Ordinal,
    /// "twice", "double".
    Multiple,
    /// "both", "pair", "dozen", "single".
    Group,
    /// An indefinite article or another word that seldom counts, but may be rendered by 1.
    Article,
    /// The beginning of a word that holds a number: "дву" of "двумерный", "mono". Where words have no spaces, the word.
    Prefix,
    /// None: a word that holds the letters of a number ("十分").
    Nothing,
}

/// A name under which a product goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProductName {
    /// The name, in its right case; where it has a [`tail`](Self::tail), what comes before the version.
    pub name: &'static str,
    /// What follows the version where the version stands inside the name: "Server" for "Office
    /// 2019 Server"; empty mostly. A name with a tail counts only with version and tail.
    pub tail: &'static str,
    /// The language it belongs to (a [`Lexicon::tag`]); empty for a name used in all.
    pub language: &'static str,
    /// Whether it is a right name; the others are seen in real pages, mean the product and say it badly.
    pub right: bool,
    /// Whether an ending may follow directly ("бизнес-сервер" + "ов").
    pub inflected: bool,
}

/// A product, compiled from `lexicon/products.yaml`.
#[derive(Debug)]
pub struct Product {
    /// Its id, kebab-case ("exchange-server").
    pub id: &'static str,
    /// Its names; the first is the one to show.
    pub names: &'static [ProductName],
    /// Whether a year after the name is its version.
    pub versioned_by_year: bool,
    /// Languages ([`Lexicon::tag`]) in which a name of one word is an ordinary word, too.
    pub ordinary_in: &'static [&'static str],
}

impl Product {
    /// Whether what is written for a name is that ordinary word of a language, and no name: it is all in small letters.
    #[must_use]
    pub fn is_ordinary(&self, written: &str, language: Option<&Lexicon>) -> bool {
        language.is_some_and(|language| self.ordinary_in.contains(&language.tag))
            && written.bytes().all(|byte| byte.is_ascii_lowercase())
    }

    /// The name to show.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.names.first().map_or(self.id, |name| name.name)
    }
}

/// Something a sentence can state through words, compiled from `lexicon/concepts.yaml`.
#[derive(Clone, Copy, Debug)]
pub struct Concept {
    /// Its id, kebab-case ("edge-server").
    pub id: &'static str,
    /// What kind of statement it is.
    pub class: Class,
    /// How messages call it.
    pub name: &'static str,
    /// The concepts that a wrong translation puts in its place.
    pub against: &'static [u16],
    /// The other technical terms of its families, which get confused with it.
    pub confused: &'static [u16],
    /// The concepts by which another language may say the same.
    pub answered: &'static [u16],
    /// The same, but weaker.
    pub hinted: &'static [u16],
    /// What some languages say with the same word; counted as one with it.
    pub kin: &'static [u16],
    /// What denies it, for guidance packs.
    pub contrary: &'static [u16],
    /// The other actions that a heading may promise in its place.
    pub instead: &'static [u16],
    /// The kind of names that it is one of (countries, cities …), counted from 1; 0 for what is no name.
    pub names: u8,
    /// What it does in a sentence.
    pub traits: Traits,
    /// What it is worth where a sentence is held against the claims of a pack.
    pub weight: u8,
    /// What it tells of whether two sentences are one, in tenths of a nat: against it where only the
    /// source states it, for it where both do, against it where only the translation does.
    pub evidence: [u8; 3],
}

/// What a word of a front matter's key stands for: "v=EXCHG.150" in `mtps_version` is Exchange Server 2013.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EditionMark {
    /// Key of the front matter, lower case.
    pub key: &'static str,
    /// Its value, or what its value starts with where that ends with `*`.
    pub value: &'static str,
    /// Id of the product.
    pub product: &'static str,
    /// Its version ("2013"); empty where the mark tells only the product.
    pub version: &'static str,
}

pub(super) mod compiled {
    use super::{
        Class, Concept, DateWords, Domain, EditionMark, KindWeights, Lexicon, NumberFormat, NumberKind,
        NumberWord, Product, ProductName, PutsLast, Relations, Script, Traits,
    };
    include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
}

pub use compiled::concept;

/// Acronyms that are the same in every language, sorted.
#[must_use]
pub fn acronyms() -> &'static [&'static str] {
    compiled::ACRONYMS
}

/// What a field of products brings to the lexicons, from `domains/<id>.yaml`.
#[derive(Clone, Copy, Debug)]
pub struct Domain {
    /// Its id, as in the file's name.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// The concepts that only it has, ordered.
    pub concepts: &'static [u16],
    /// The products that tell that pages are about it: indices into [`products`].
    pub speaks_of: &'static [u16],
}

/// All domains that are compiled in, ordered by id.
#[must_use]
pub fn domains() -> &'static [Domain] {
    compiled::DOMAINS
}

/// All concepts; a concept's number is its place here.
#[must_use]
pub fn concepts() -> &'static [Concept] {
    compiled::CONCEPTS
}

/// The weights of a kind of divergence: its name (empty for all kinds), what it starts from, and its signs.
pub type KindWeights = (&'static str, i16, &'static [SignWeight]);

/// A sign and what it adds.
pub type SignWeight = (&'static str, i16);

/// The weights of signs, in hundredths of a nat: kind of divergence (empty for all), what it starts from, and what
/// each sign adds; from `lexicon/weights.yaml`.
#[must_use]
pub fn weights() -> &'static [KindWeights] {
    compiled::WEIGHTS
}

/// The key of a form's rate in [`Words::rate`]: language, concept and the hash of the form
/// ([`crate::facts::Cue::form`]; 0 for all forms of the concept).
#[must_use]
pub fn rate_key(tag: &str, concept: &str, form: u32) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    let bytes = tag.bytes().chain([0]).chain(concept.bytes()).chain(form.to_le_bytes());
    for byte in bytes {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash
}

/// What a concept does in a sentence.
#[must_use]
pub fn traits(concept: u16) -> Traits {
    self::concept(concept).traits
}

/// The first number of words that a guidance pack brings itself.
pub const OWN: u16 = 0x8000;
/// Among those, the bit of what is done, and no thing.
pub const OWN_ACTION: u16 = 0x4000;

/// A concept by its number. A word of a pack stands for itself: a thing, or something that is done.
#[must_use]
pub fn concept(number: u16) -> &'static Concept {
    const fn of_pack(class: Class) -> Concept {
        Concept {
            id: "",
            class,
            name: "",
            against: &[],
            answered: &[],
            hinted: &[],
            confused: &[],
            kin: &[],
            contrary: &[],
            instead: &[],
            names: 0,
            traits: Traits(0),
            weight: 25,
            evidence: [8, 25, 3],
        }
    }
    static THING: Concept = of_pack(Class::Role);
    static ACTION: Concept = of_pack(Class::Guide);
    let other = if number & OWN_ACTION == 0 { &THING } else { &ACTION };
    concepts().get(number as usize).unwrap_or(other)
}

/// All lexicons, ordered by tag.
#[must_use]
pub fn all() -> &'static [Lexicon] {
    compiled::LEXICONS
}

/// All products, ordered by id.
#[must_use]
pub fn products() -> &'static [Product] {
    compiled::PRODUCTS
}

/// The product of an id.
#[must_use]
pub fn product(id: &str) -> Option<&'static Product> {
    let products = products();
    products.binary_search_by(|product| product.id.cmp(id)).ok().map(|index| &products[index])
}

/// What front matter says about the edition, ordered by key and value.
#[must_use]
pub fn edition_marks() -> &'static [EditionMark] {
    compiled::EDITION_MARKS
}

/// Letters of a translation to expect for each of its source, as [`crate::facts::SentenceFacts::length`]
/// counts them.
#[must_use]
pub fn length_ratio(source: &super::Locale, target: &super::Locale) -> f64 {
    let length = |locale| for_locale(locale).map_or(100, |lexicon| lexicon.length);
    f64::from(length(target)) / f64::from(length(source))
}

/// The lexicon that serves a locale: its own (`pt-BR`), that of its script (`zh-TW` for `zh-Hant`),
/// else one of its language.
#[must_use]
pub fn for_locale(locale: &super::Locale) -> Option<&'static Lexicon> {
    let language = packed(locale.as_str());
    let same = || own_locales().iter().zip(all()).filter(|(own, _)| own.0 == language);
    let (_, first) = same().next()?;
    // Only of languages in two scripts there are several.
    if same().nth(1).is_none() {
        return Some(first);
    }
    let exact = same().find(|(_, lexicon)| lexicon.tag == locale.as_str());
    let own = || same().find(|(own, _)| own.1.same_language(locale));
    Some(exact.or_else(own).map_or(first, |(_, lexicon)| lexicon))
}

/// The lexicon of English: programs speak it on pages of all languages.
#[must_use]
pub fn english() -> Option<&'static Lexicon> {
    static ENGLISH: OnceLock<Option<&'static Lexicon>> = OnceLock::new();
    *ENGLISH.get_or_init(|| all().iter().find(|lexicon| lexicon.tag == "en"))
}

/// The place of a lexicon in [`all`].
#[must_use]
pub fn place(lexicon: &'static Lexicon) -> usize {
    all().iter().position(|other| std::ptr::eq(other, lexicon)).unwrap_or_default()
}

/// Whether a lexicon is of the language of a locale.
#[must_use]
pub fn serves(lexicon: &'static Lexicon, locale: &super::Locale) -> bool {
    own_locales().get(place(lexicon)).is_some_and(|own| own.1.same_language(locale))
}

/// The languages and locales of the lexicons, in their order.
fn own_locales() -> &'static [(u32, super::Locale)] {
    static OWN: OnceLock<Vec<(u32, super::Locale)>> = OnceLock::new();
    OWN.get_or_init(|| {
        let own = |lexicon: &Lexicon| Some((packed(lexicon.tag), super::Locale::parse(lexicon.tag)?));
        all().iter().filter_map(own).collect()
    })
}

/// The language of a tag, two or three letters, as a number: quicker to compare than text.
fn packed(tag: &str) -> u32 {
    tag.bytes().take_while(|&byte| byte != b'-').fold(0, |packed, byte| packed << 8 | u32::from(byte))
}
