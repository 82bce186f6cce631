//! Samples of code, read as rows of tokens in whatever language they are written, and what differs between a
//! sample and its translation.
//!
//! A machine reads commands, options, names, keys and values: those are the same in every language. What people
//! read may be translated: text between tags, text attributes, comments, the contents of string literals, output,
//! and what a placeholder is called. The reader knows no grammar: it tells tokens apart by their form, and takes
//! for prose what looks like prose.

mod compare;
mod diff;
pub mod inline;
mod literals;
pub(crate) mod mentions;
pub mod prose;
mod syntax;
mod tags;
#[cfg(test)]
mod tests;
mod tokens;
pub mod worded;
mod words;

pub use compare::{Around, Divergence, DivergenceKind, compare, declares};
pub use syntax::Syntax;
pub use tokens::{Token, TokenKind, read};
pub use words::is_plain_text;
