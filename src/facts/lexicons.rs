//! Languages whose words are known and are not to be read all the same.

use crate::language::Locale;

/// A choice of lexicons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Lexicons {
    /// None.
    #[default]
    None,
    /// Those that serve these locales.
    Of(Vec<Locale>),
    /// All.
    All,
}

impl Lexicons {
    /// Whether the one that serves a locale is among them.
    #[must_use]
    pub fn hold(&self, locale: &Locale) -> bool {
        match self {
            Self::None => false,
            Self::Of(locales) => locales.iter().any(|other| other.same_language(locale)),
            Self::All => true,
        }
    }
}
