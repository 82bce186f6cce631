//! Renditions: what stands for a document wherever documents are aligned and compared.

use crate::document::Document;
use crate::facts::Facts;
use crate::glossary::Terms;
use crate::language::Locale;
use crate::set::DocumentRef;

/// A document in one language with its facts: what the checks compare.
#[derive(Clone, Copy, Debug)]
pub struct Rendition<'a> {
    /// Which page and document it is.
    pub id: DocumentRef,
    /// Its path, for messages.
    pub path: &'a str,
    /// Its language.
    pub locale: &'a Locale,
    /// The document.
    pub document: &'a Document,
    /// Its facts.
    pub facts: &'a Facts,
    /// The terms of glossaries in it.
    pub terms: Terms<'a>,
}
