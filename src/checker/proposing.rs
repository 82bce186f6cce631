//! Makes a guidance pack out of the pages that were added.

use super::Checker;
use super::members::reference_of;
use crate::document::Side;
use crate::facts::Rendition;
use crate::guidance::{self, Original, PackError, Proposal};
use crate::set::DocumentSet;

impl Checker {
    /// Proposes a guidance pack of this id: what the source of each set tells its readers to do, and how the other
    /// languages say it. Without a source the English page takes its place, or else the first.
    ///
    /// # Errors
    /// Where the id is not in kebab-case.
    pub fn propose_pack(&mut self, id: &str) -> Result<Proposal, PackError> {
        let sets = self.form_sets();
        let mut title = None;
        let originals: Vec<Original<'_>> = sets
            .sets
            .iter()
            .filter_map(|set| {
                let original = self.original(set)?;
                title.get_or_insert(set.title.as_str());
                Some(original)
            })
            .collect();
        guidance::propose(id, title.unwrap_or(id), &originals)
    }

    fn original<'a>(&'a self, set: &'a DocumentSet) -> Option<Original<'a>> {
        let members: Vec<Rendition<'a>> = set.members.iter().map(|member| self.rendition(member)).collect();
        let english = || members.iter().position(|member| member.locale.language() == "en");
        let source = *members.get(reference_of(set).or_else(english).unwrap_or(0))?;
        let is_translation = |member: &&Rendition<'_>| {
            member.document.side != Side::Source && !member.locale.same_language(source.locale)
        };
        let translations: Vec<Rendition<'a>> = members.iter().filter(is_translation).copied().collect();
        let texts = std::iter::once(&source).chain(&translations).map(|member| self.text(*member)).collect();
        Some(Original { source, translations, texts, edition: set.edition.as_deref(), set: &set.id })
    }
}
