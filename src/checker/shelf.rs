//! The pages of a run with what is known of each by itself.

use super::Lexicons;
use crate::document::{Document, Page};
use crate::extension::{self, Snippets};
use crate::facts::{Domains, Facts, cue};
use crate::glossary::{self, Finders, Mention};
use crate::rendition::Rendition;
use crate::run::Options;
use crate::set::{self, DocumentSet};
use std::cell::OnceCell;
use std::rc::Rc;

/// The facts of the documents of a page, read when they are first asked for.
pub(super) type KnownFacts = OnceCell<Vec<Facts>>;

/// Pages, their facts, and what tells how they are read.
#[derive(Clone, Copy)]
pub(super) struct Shelf<'a> {
    pub(super) options: &'a Options,
    pub(super) pages: &'a [Page],
    pub(super) facts: &'a [KnownFacts],
    pub(super) domains: Domains,
    pub(super) finders: &'a Finders<'a>,
}

impl<'a> Shelf<'a> {
    /// The terms of glossaries in each member of a set.
    pub(super) fn terms(&self, set: &DocumentSet) -> Vec<Vec<Mention>> {
        let terms = |member: &set::Member| {
            self.finders.find(&member.locale, self.document(member), self.facts(member))
        };
        set.members.iter().map(terms).collect()
    }

    /// The members of a set.
    pub(super) fn members<'s>(&self, set: &'s DocumentSet, terms: &'s [Vec<Mention>]) -> Vec<Rendition<'s>>
    where
        'a: 's,
    {
        let member = |(member, mentions): (&'s set::Member, &'s Vec<Mention>)| Rendition {
            id: member.document,
            path: &self.pages[member.document.page as usize].path,
            locale: &member.locale,
            document: self.document(member),
            facts: self.facts(member),
            terms: glossary::Terms { glossaries: &self.options.glossaries, mentions },
        };
        set.members.iter().zip(terms).map(member).collect()
    }

    pub(super) fn document(&self, member: &set::Member) -> &'a Document {
        &self.pages[member.document.page as usize].documents[member.document.document as usize]
    }

    fn facts(&self, member: &set::Member) -> &'a Facts {
        let page = member.document.page as usize;
        let read = |document| facts_of(&self.options.without_lexicon, self.domains, document);
        let facts = self.facts[page].get_or_init(|| self.pages[page].documents.iter().map(read).collect());
        &facts[member.document.document as usize]
    }

    /// Whether the words of a member's language are known.
    pub(super) fn knows_words_of(&self, member: &set::Member) -> bool {
        let locale = self.document(member).locale.as_ref();
        locale.is_some_and(|locale| !self.options.without_lexicon.hold(locale) && cue::are_known(locale))
    }

    pub(super) fn text(&self, member: Rendition<'_>) -> &'a str {
        &self.pages[member.id.page as usize].text
    }

    /// What the snippets of a member show, held against the guidance of its version.
    pub(super) fn snippets(&self, member: &set::Member, packs: &[&str]) -> Option<Rc<dyn Snippets>> {
        let page = member.document.page;
        let (text, document) = (&self.pages[page as usize].text, self.document(member));
        let extension = extension::installed().filter(|extension| extension.may_show(text, document))?;
        extension.reader().snippets(page, text, document, packs)
    }
}

/// Reads the facts of a document, without the words that some lexicons know.
pub(super) fn facts_of(without: &Lexicons, domains: Domains, document: &Document) -> Facts {
    match &document.locale {
        Some(locale) if without.hold(locale) => Facts::read_without_words(document),
        _ => Facts::read_for(document, domains),
    }
}
