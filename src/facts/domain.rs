//! Which domains a text is about: fields of products that bring words of their own.
//!
//! Outside their field these words are ordinary ones: to a writer of web pages "edge" is no server, and 控制台 no
//! Control Panel. So they count only in a run whose pages name one of the domain's products.

use super::{product, scan};
use crate::document::Document;
use crate::language::lexicon;
use serde::{Deserialize, Serialize};

/// A choice of domains: a bit for each, in the order of [`lexicon::domains`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domains(u32);

impl Domains {
    /// None of them.
    pub const NONE: Self = Self(0);
    /// All of them.
    pub const ALL: Self = Self(u32::MAX);

    /// That of an id; `None` where there is no such domain.
    #[must_use]
    pub fn of_id(id: &str) -> Option<Self> {
        let at = lexicon::domains().iter().position(|domain| domain.id == id)?;
        Some(Self(1 << at))
    }

    /// Their ids.
    #[must_use]
    pub fn ids(self) -> Vec<&'static str> {
        let domains = lexicon::domains().iter().enumerate();
        domains.filter(|(at, _)| self.0 >> at & 1 == 1).map(|(_, domain)| domain.id).collect()
    }

    /// Those whose products a document names.
    #[must_use]
    pub fn named_in(document: &Document) -> Self {
        let mut named = Self::NONE;
        for mention in product::find(document, &scan::link_edges(document)) {
            for (at, domain) in lexicon::domains().iter().enumerate() {
                if domain.speaks_of.contains(&mention.product) {
                    named.0 |= 1 << at;
                }
            }
        }
        named
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of the other are among them; what goes beyond the domains that there are does not count.
    #[must_use]
    pub fn hold(self, other: Self) -> bool {
        let known = (1u32 << lexicon::domains().len()) - 1;
        other.0 & known & !self.0 == 0
    }

    /// Whether a concept counts: one of theirs, or one of no domain.
    #[must_use]
    pub fn hold_concept(self, concept: u16) -> bool {
        let mut domains = lexicon::domains().iter().enumerate();
        domains.all(|(at, domain)| self.0 >> at & 1 == 1 || domain.concepts.binary_search(&concept).is_err())
    }
}

impl Default for Domains {
    fn default() -> Self {
        Self::ALL
    }
}
