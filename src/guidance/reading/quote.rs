//! What pages say of claims, as readers see it.

use crate::document::Document;
use crate::finding::PageId;
use crate::guidance::listed::introduction;
use crate::language::Locale;
use crate::rendition::Rendition;
use crate::source::Span;
use serde::{Deserialize, Serialize};

/// What the source says of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The page.
    pub page: PageId,
    /// Its language.
    pub locale: Locale,
    /// Where, in bytes of the page.
    pub sentence: Span,
    /// The sentence as readers see it.
    pub said: String,
}

impl Quote {
    pub(super) fn of(rendition: Rendition<'_>, text: Span, listed: bool) -> Self {
        Self {
            page: rendition.id.page,
            locale: rendition.locale.clone(),
            sentence: rendition.document.source_span(text),
            said: said_in(rendition.document, text, listed),
        }
    }
}

/// A stretch of visible text in one line.
pub fn said(document: &Document, text: Span) -> String {
    document.text(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same, of an item of a list with what introduces it.
pub(super) fn said_in(document: &Document, text: Span, listed: bool) -> String {
    let at = document.sentences.partition_point(|sentence| sentence.text.start < text.start) as u32;
    match introduction(document, at).filter(|_| listed) {
        Some(intro) => {
            format!("{} {}", said(document, document.sentences[intro as usize].text), said(document, text))
        }
        None => said(document, text),
    }
}
