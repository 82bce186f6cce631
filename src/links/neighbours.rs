//! What the pages of a run tell of the links of each other.

use super::Redirects;
use crate::document::Page;

/// The entries of front matter by which a page names addresses that lead to it: Jekyll's, and Hugo's.
const FORMER: &[&str] = &["redirect_from", "aliases"];

/// What the pages of a run tell of the links of each other.
#[derive(Debug)]
pub struct Neighbours {
    redirects: Redirects,
}

impl Neighbours {
    /// What pages tell, beside the addresses that are known to lead on.
    #[must_use]
    pub fn new(redirects: &Redirects, pages: &[Page]) -> Self {
        let mut redirects = redirects.clone();
        for page in pages {
            let Some(document) = page.documents.first() else { continue };
            for former in FORMER.iter().filter_map(|key| document.front_matter.get(key)) {
                // A word alone is another name of the page, as note books have them.
                for address in former.split(", ").filter(|address| address.contains('/')) {
                    redirects.add(address, &format!("/{}", page.below_root()));
                }
            }
        }
        Self { redirects }
    }

    /// What leads on.
    #[must_use]
    pub fn redirects(&self) -> &Redirects {
        &self.redirects
    }
}
