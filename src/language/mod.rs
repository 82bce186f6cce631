//! Languages: locales, recognition, and what the lexicons know.

mod class;
pub mod detect;
mod letter;
pub mod lexicon;
pub mod locale;
pub mod traits;
pub mod words;

pub use letter::{is_letter, is_letter_or_digit, small};
pub use locale::Locale;
