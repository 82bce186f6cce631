//! Languages: locales, recognition, and what the lexicons know.

pub mod detect;
pub mod lexicon;
pub mod locale;
pub mod traits;

pub use locale::Locale;
