//! Makes a guidance pack out of the pages that were added.

use super::Checker;
use super::members::reference_of;
use super::shelf::Shelf;
use crate::document::Side;
use crate::glossary::{Finders, Mention};
use crate::guidance::{self, Original, PackError, Proposal};
use crate::language::Locale;
use crate::rendition::Rendition;
use crate::set::DocumentSet;

impl Checker {
    /// Proposes a guidance pack of this id: what the source of each set tells its readers to do, and how the other
    /// languages say it. Without a source the English page takes its place, or else the first.
    ///
    /// # Errors
    /// Where the id is not in kebab-case.
    pub fn propose_pack(&mut self, id: &str) -> Result<Proposal, PackError> {
        let sets = self.form_sets();
        let finders = Finders::new(&self.options.glossaries);
        let shelf = self.shelf(&finders);
        let terms: Vec<Vec<Vec<Mention>>> = sets.sets.iter().map(|set| shelf.terms(set)).collect();
        let mut title = None;
        let originals: Vec<Original<'_>> = sets
            .sets
            .iter()
            .zip(&terms)
            .filter_map(|(set, terms)| {
                let original = original(&shelf, set, terms)?;
                title.get_or_insert(set.title.as_str());
                Some(original)
            })
            .collect();
        guidance::propose(id, title.unwrap_or(id), &originals)
    }
}

/// The source of a set, or what takes its place, with its translations; `terms` are those of its members.
fn original<'s>(shelf: &Shelf<'s>, set: &'s DocumentSet, terms: &'s [Vec<Mention>]) -> Option<Original<'s>> {
    let members = shelf.members(set, terms);
    let english = || {
        let english = Locale::english()?;
        members.iter().position(|member| english.same_language(member.locale))
    };
    let source = *members.get(reference_of(set).or_else(english).unwrap_or(0))?;
    let is_translation = |member: &&Rendition<'_>| {
        member.document.side != Side::Source && !member.locale.same_language(source.locale)
    };
    let translations: Vec<Rendition<'s>> = members.iter().filter(is_translation).copied().collect();
    let texts = std::iter::once(&source).chain(&translations).map(|member| shelf.text(*member)).collect();
    Some(Original { source, translations, texts, edition: set.edition.as_deref(), set: &set.id })
}
