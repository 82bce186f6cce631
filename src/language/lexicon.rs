//! What the project knows of each language, compiled from `lexicon/*.yaml` by `build.rs`.

/// The knowledge of one language.
#[derive(Debug)]
pub struct Lexicon {
    /// BCP 47 tag, as in the file's name.
    pub tag: &'static str,
    /// Its name in English.
    pub english_name: &'static str,
    /// Words that mark a text as being of this language, lower case.
    pub common_words: &'static [&'static str],
    /// Abbreviations that end with a full stop and do not end a sentence, lower case ("z.b.").
    pub abbreviations: &'static [&'static str],
    /// What marks the number before it as a year ("年", "г.", "년").
    pub year_markers: &'static [&'static str],
    /// Names of months, lower case, all inflected forms.
    pub months: &'static [&'static str],
    /// Translated alert labels, upper case, and the kind they stand for ("REMARQUE" → "NOTE").
    pub alert_labels: &'static [(&'static str, &'static str)],
    /// Spelled-out numbers, lower case, all inflected forms, and their value.
    pub number_words: &'static [(&'static str, u32)],
    /// Latin-script words that are ordinary words of the language ("cmdlet" in Chinese), lower case.
    pub loanwords: &'static [&'static str],
}

/// A name under which a product goes.
#[derive(Debug)]
pub struct ProductName {
    /// The name, in its right case.
    pub name: &'static str,
    /// The language it belongs to; empty for the original name.
    pub language: &'static str,
}

/// A product, compiled from `lexicon/products.yaml`.
#[derive(Debug)]
pub struct Product {
    /// Its id, kebab-case ("skype-for-business-server").
    pub id: &'static str,
    /// Its names; the first is the one to show.
    pub names: &'static [ProductName],
    /// Whether a year after the name is its version.
    pub versioned_by_year: bool,
}

/// All lexicons, ordered by tag.
#[must_use]
pub fn all() -> &'static [Lexicon] {
    &[]
}

/// All products, ordered by id.
#[must_use]
pub fn products() -> &'static [Product] {
    &[]
}

/// The lexicon that serves a locale: its own (`pt-BR`), else one of its language.
#[must_use]
pub fn for_locale(locale: &super::Locale) -> Option<&'static Lexicon> {
    all()
        .iter()
        .find(|lexicon| lexicon.tag.eq_ignore_ascii_case(locale.as_str()))
        .or_else(|| all().iter().find(|lexicon| lexicon.tag.split('-').next() == Some(locale.language())))
}
