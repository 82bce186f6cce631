//! What a page says of its own identity, whatever its path.

use super::edition::Edition;
use crate::document::{BlockKind, Page};

/// Keys of front matter whose value all languages of a document share: the asset of MTPS (TechNet
/// and MSDN), Hugo's translation key.
const SHARED_KEYS: [&str; 3] = ["ms:assetid", "ms.assetid", "translationKey"];

/// Anchors that any page may have.
const COMMON_ANCHORS: [&str; 14] = [
    "about",
    "appendix",
    "before-you-begin",
    "background",
    "faq",
    "feedback",
    "introduction",
    "next-steps",
    "overview",
    "prerequisites",
    "see-also",
    "summary",
    "top",
    "welcome",
];

/// The language-neutral names of a page's document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// An id given to the document ("b8d2b4b9-…"), lower case.
    pub shared: Option<String>,
    /// The anchor of the first heading, lower case.
    pub anchor: Option<String>,
}

impl Identity {
    pub fn of(page: &Page) -> Self {
        let front_matter = page.documents.first().map(|document| &document.front_matter);
        let shared = front_matter.and_then(|front_matter| {
            SHARED_KEYS.iter().find_map(|key| front_matter.get(key)).map(|id| id.trim().to_lowercase())
        });
        Self { shared: shared.filter(|id| !id.is_empty()), anchor: anchor(page) }
    }

    pub fn is_empty(&self) -> bool {
        self.shared.is_none() && self.anchor.is_none()
    }

    /// For people and ids: the anchor reads better than an asset's number.
    pub fn name(&self) -> Option<&str> {
        self.anchor.as_deref().or(self.shared.as_deref())
    }
}

/// The anchor in or before the first heading. (Anchors made from the text of a heading are not kept
/// by the parser: they differ between languages.)
fn anchor(page: &Page) -> Option<String> {
    page.documents.iter().find_map(|document| {
        let heading =
            document.blocks.iter().position(|block| matches!(block.kind, BlockKind::Heading { .. }))?;
        let named = document.blocks[..=heading].iter().rev().find_map(|block| block.anchor)?;
        let anchor = document.string(named).trim().to_lowercase();
        (!anchor.is_empty() && !COMMON_ANCHORS.contains(&anchor.as_str())).then_some(anchor)
    })
}

/// The id of a document known by name and edition: "moving-mailboxes@exchange-server-2013".
pub fn id(name: &str, edition: Option<&Edition>) -> String {
    match edition.map(Edition::slug).filter(|slug| !slug.is_empty()) {
        Some(slug) => format!("{name}@{slug}"),
        None => name.to_owned(),
    }
}
