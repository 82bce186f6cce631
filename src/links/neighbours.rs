//! What the pages of a run tell of the links of each other: which addresses lead on, and which headings stand on the page
//! that a link leads to.

use super::address::{Form, name};
use super::destination::links;
use super::told::{Gathered, Told};
use super::{Destination, Headings, Place, Redirects, Site, unescaped};
use crate::document::{BlockKind, Document, Page};
use crate::language::Locale;
use crate::order::{InOrder as _, OrderedMap};
use crate::set::{DocumentRef, DocumentSet, Reference};
use std::borrow::Cow;
use std::cell::OnceCell;

/// The entries of front matter by which a page names addresses that lead to it: Jekyll's, and Hugo's.
const FORMER: &[&str] = &["redirect_from", "aliases"];

/// What the pages of a run tell of the links of each other.
#[derive(Debug)]
pub struct Neighbours<'a> {
    redirects: Cow<'a, Redirects>,
    /// What is told of them where the pages are not there.
    told: Option<&'a Told>,
    pages: &'a [Page],
    /// The headings of each document of each page, made when they are first asked for.
    headings: Vec<Vec<OnceCell<Headings>>>,
    /// By the locale of translations.
    languages: OrderedMap<&'a str, Language<'a>>,
}

/// The translations into a language.
#[derive(Debug, Default)]
struct Language<'a> {
    pages: Vec<Translated<'a>>,
    /// Their places in `pages`, by the last part of their addresses.
    by_name: OrderedMap<String, Vec<usize>>,
    /// Whether its site makes names of headings in a way that is seen; counted when it is first asked for.
    seen: OnceCell<Seen>,
}

/// A page of the source and its translation.
#[derive(Debug)]
struct Translated<'a> {
    /// Its address: what both paths have in common.
    path: String,
    source: (DocumentRef, &'a Locale),
    target: (DocumentRef, &'a Locale),
}

/// Which of the names that links tell of are found.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// Of the source's links.
    source: Count,
    /// Of those of translations that do not repeat a name of the source.
    target: Count,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    all: u32,
    found: u32,
}

impl Count {
    fn add(&mut self, found: bool) {
        self.all += 1;
        self.found += u32::from(found);
    }

    fn most(self) -> bool {
        2 * self.found >= self.all
    }
}

/// Where a link of the source leads to, and what answers it.
#[derive(Debug)]
pub(crate) struct Answer<'n> {
    /// The place on the page of the source.
    pub(crate) source: Place,
    /// The headings of its translation.
    pub(crate) headings: &'n Headings,
    /// The heading of the translation that stands where the source's does, with its text, where both pages have as many of
    /// each level in the same order.
    pub(crate) text: Option<&'n str>,
}

impl<'a> Neighbours<'a> {
    /// What pages tell, beside the addresses that are known to lead on.
    #[must_use]
    pub fn new(redirects: &'a Redirects, pages: &'a [Page], sets: &'a [DocumentSet]) -> Self {
        let mut redirects = Cow::Borrowed(redirects);
        for page in pages {
            let Some(document) = page.documents.first() else { continue };
            for former in FORMER.iter().filter_map(|key| document.front_matter.get(key)) {
                // A word alone is another name of the page, as note books have them.
                for address in former.split(", ").filter(|address| address.contains('/')) {
                    redirects.to_mut().add(address, &format!("/{}", page.below_root()));
                }
            }
        }
        let headings =
            pages.iter().map(|page| page.documents.iter().map(|_| OnceCell::new()).collect()).collect();
        let mut languages: OrderedMap<&str, Language<'_>> = OrderedMap::new();
        for set in sets {
            let Reference::Source(reference) = set.reference else { continue };
            let Some(source) = set.members.get(reference) else { continue };
            for target in set.members.iter().filter(|member| member.locale != source.locale) {
                let path =
                    |of: DocumentRef| pages.get(of.page as usize).map_or("", |page| page.path.as_str());
                let paths = [path(target.document), path(source.document)];
                let address = Site::of(paths, [&target.locale, &source.locale], std::iter::empty()).address();
                let language = languages.entry(target.locale.as_str()).or_default();
                let place = language.pages.len();
                language.by_name.entry(name(&address).to_owned()).or_default().push(place);
                language.pages.push(Translated {
                    path: address,
                    source: (source.document, &source.locale),
                    target: (target.document, &target.locale),
                });
            }
        }
        Self { redirects, told: None, pages, headings, languages }
    }

    /// What is told of pages that are not there.
    pub(crate) fn told(redirects: &'a Redirects, told: &'a Told) -> Self {
        let (headings, languages) = (Vec::new(), OrderedMap::new());
        Self { redirects: Cow::Borrowed(redirects), told: Some(told), pages: &[], headings, languages }
    }

    /// What comparing a set needs of other pages; `pairs` are the places of its translations, each with that of what it
    /// is held against.
    pub(crate) fn of_set(&self, set: &DocumentSet, pairs: impl Iterator<Item = (usize, usize)>) -> Told {
        let mut gathered = Gathered::default();
        for (target, source) in pairs {
            let [target, source] = [target, source].map(|at| &set.members[at]);
            let Some(document) = self.document(source.document) else { continue };
            let written = || links(document).filter(|written| names_a_place(written));
            if written().next().is_none() {
                continue;
            }
            let paths = [target, source].map(|of| self.pages[of.document.page as usize].path.as_str());
            let locales = [&target.locale, &source.locale];
            let site = Site::of_pages(paths, locales, document, Some(&self.redirects));
            for leads in written().map(|written| Destination::of(written, &site)) {
                if let Some((page, answer)) = self.find(&target.locale, &leads) {
                    gathered.take(&target.locale, &leads, page, &answer);
                }
            }
        }
        gathered.told(|locale| self.languages.get(locale).map_or((false, false), |of| self.most_seen(of)))
    }

    /// What leads on.
    #[must_use]
    pub fn redirects(&self) -> &Redirects {
        &self.redirects
    }

    /// Whether most names that the links of a language's pages and of their sources tell of are found: of the source's,
    /// and of those that only the translations write. A site that makes names in a way of its own is not understood.
    pub(crate) fn is_seen(&self, locale: &Locale) -> (bool, bool) {
        match self.told {
            Some(told) => told.is_seen(locale),
            None => self.languages.get(locale.as_str()).map_or((false, false), |of| self.most_seen(of)),
        }
    }

    fn most_seen(&self, language: &Language<'a>) -> (bool, bool) {
        let seen = language.seen.get_or_init(|| self.count(language));
        (seen.source.most(), seen.target.most())
    }

    fn count(&self, language: &Language<'a>) -> Seen {
        let mut seen = Seen::default();
        for page in &language.pages {
            let locales = [page.target.1, page.source.1];
            let [target, source] = [page.target.0, page.source.0];
            let [Some(there), Some(here)] = [source, target].map(|of| self.document(of)) else { continue };
            // Most pages have no link to a place on another.
            if ![there, here].into_iter().any(|document| links(document).any(names_a_place)) {
                continue;
            }
            let paths = [target, source].map(|of| self.pages[of.page as usize].path.as_str());
            let site = Site::of(paths, locales, std::iter::empty()).with(Some(&self.redirects));
            for leads in beside(there, &site) {
                let mut found = language.places(&leads).map(|place| place.source.0).peekable();
                if found.peek().is_some() {
                    seen.source.add(found.any(|of| self.has(of, &leads.fragment)));
                }
            }
            for leads in beside(here, &site) {
                let found: Vec<&Translated<'_>> = language.places(&leads).collect();
                if !found.is_empty() && !found.iter().any(|place| self.has(place.source.0, &leads.fragment)) {
                    seen.target.add(found.iter().any(|place| self.has(place.target.0, &leads.fragment)));
                }
            }
        }
        seen
    }

    /// Where a link of the source leads to on another page, and what answers that in a language; `None` where it leads to
    /// no page of the run, to several, or to no place of it that is seen.
    pub(crate) fn answer(&self, locale: &Locale, leads: &Destination) -> Option<Answer<'_>> {
        match self.told {
            Some(told) => told.answer(locale, leads),
            None => self.find(locale, leads).map(|(_, answer)| answer),
        }
    }

    /// The same, with the page of the language.
    fn find(&self, locale: &Locale, leads: &Destination) -> Option<(DocumentRef, Answer<'_>)> {
        let language = self.languages.get(locale.as_str())?;
        let fragment = unescaped(&leads.fragment);
        let mut found = language
            .places(leads)
            .filter_map(|place| Some((place, self.headings(place.source.0)?.find(&fragment)?)));
        let ((place, source), None) = (found.next()?, found.next()) else { return None };
        let headings = self.headings(place.target.0)?;
        let text = match source {
            Place::Heading(Some(block)) => self.opposite(place, block),
            _ => None,
        };
        Some((place.target.0, Answer { source, headings, text }))
    }

    /// The text of the heading that stands where one of the source does.
    fn opposite(&self, place: &Translated<'_>, block: u32) -> Option<&'a str> {
        let [source, target] = [self.document(place.source.0)?, self.document(place.target.0)?];
        let headings = |document: &'a Document| {
            let blocks = document.blocks.iter().zip(0u32..);
            blocks.filter(|(block, _)| matches!(block.kind, BlockKind::Heading { .. }))
        };
        let levels = |document| headings(document).map(|(block, _)| block.kind);
        let nth = headings(source).position(|(_, id)| id == block)?;
        let (answer, _) = headings(target).nth(nth)?;
        levels(source).eq(levels(target)).then(|| target.text(answer.text))
    }

    fn has(&self, of: DocumentRef, fragment: &str) -> bool {
        self.headings(of).is_some_and(|headings| headings.find(&unescaped(fragment)).is_some())
    }

    fn document(&self, of: DocumentRef) -> Option<&'a Document> {
        self.pages.get(of.page as usize)?.documents.get(of.document as usize)
    }

    fn headings(&self, of: DocumentRef) -> Option<&Headings> {
        let document = self.document(of)?;
        let made = self.headings.get(of.page as usize)?.get(of.document as usize)?;
        Some(made.get_or_init(|| Headings::of(document)))
    }
}

impl<'a> Language<'a> {
    /// The pages that an address may lead to.
    fn places<'n>(&'n self, leads: &'n Destination) -> impl Iterator<Item = &'n Translated<'a>> {
        let ways = [Some(&leads.path), leads.as_folder.as_ref()];
        let named = ways.into_iter().flatten().map(String::as_str).filter(|path| !path.is_empty());
        let mut places: Vec<usize> = named
            .flat_map(|path| {
                let known = self.by_name.get(name(path)).map_or(&[][..], Vec::as_slice);
                known.iter().copied().filter(move |place| {
                    let own = &self.pages[*place].path;
                    let below = || own.strip_suffix(path).is_some_and(|before| before.ends_with('/'));
                    own == path || leads.form == Form::Root && below()
                })
            })
            .collect();
        places.put_in_order();
        places.dedup();
        places.into_iter().map(|place| &self.pages[place])
    }
}

/// The links of a document that name a place on another page of its site.
fn beside(document: &Document, site: &Site<'_>) -> Vec<Destination> {
    links(document)
        .filter(|written| names_a_place(written))
        .map(|written| Destination::of(written, site))
        .filter(|leads| leads.form != Form::Remote)
        .collect()
}

/// Whether an address names a place on another page. "#/route" and "#:~:text=" are no headings, "#top" is on every page.
pub(crate) fn names_a_place(written: &str) -> bool {
    let Some((page, fragment)) = written.trim().split_once('#') else { return false };
    !page.is_empty()
        && !fragment.is_empty()
        && !fragment.contains(['/', '=', '?', '!'])
        && !fragment.eq_ignore_ascii_case("top")
}
