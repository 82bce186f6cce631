//! Forms the sets of a run, and reads pages again whose language the whole tree tells otherwise than their own paths did.

use super::Checker;
use super::shelf::KnownFacts;
use crate::document;
use crate::failure;
use crate::freshness::History;
use crate::language::Locale;
use crate::order::OrderedMap;
use crate::report::sets::Overview;
use crate::set::{self, Layout, Reference, Sets};

impl Checker {
    /// What is understood of the pages, without comparing them.
    pub fn sets(&mut self) -> Overview {
        let sets = self.form_sets();
        let documents = self.pages.len() - self.topologies;
        let mut overview = Overview::new(&self.pages[..documents], &sets);
        overview.summary.not_read.clone_from(&self.not_read);
        overview
    }

    /// Says that the pages of a root are in a locale, or, without one, that they are the source; see [`Layout::roots`].
    pub fn add_root(&mut self, root: &str, locale: impl Into<Option<Locale>>) {
        self.plan = None;
        self.options.roots.insert(root.trim_end_matches('/').to_owned(), locale.into());
    }

    /// Takes what the repository tells of the source of a page, by the page's path as it is shown in findings.
    pub fn add_history(&mut self, path: &str, history: History) {
        self.plan = None;
        self.histories.insert(path.to_owned(), history);
    }

    /// Notes that a file was passed over that looks like documentation, of a form that is not read.
    pub fn pass_over(&mut self, path: &str) {
        let name = path.rsplit('/').next().unwrap_or(path);
        let ending = name.rfind('.').map_or("", |dot| &name[dot..]).to_ascii_lowercase();
        *self.not_read.entry(ending).or_default() += 1;
    }

    /// The sets of the pages that were added.
    pub(super) fn form_sets(&mut self) -> Sets {
        self.sort();
        let documents = self.pages.len() - self.topologies;
        let layout = Layout {
            source: self.options.source.clone(),
            templates: self.options.templates.clone(),
            roots: self.options.roots.clone(),
        };
        let sets = set::form(&self.pages[..documents], &layout);
        for (page, locale) in self.misread(&sets) {
            let old = &self.pages[page];
            let path = old.path.strip_prefix(old.root.as_str()).unwrap_or(&old.path).trim_start_matches('/');
            let read = failure::caught(|| document::read_as(&old.root, path, old.text.as_bytes(), &locale));
            // Where that fails the page stays as it was read before.
            if let Ok(read) = read {
                self.name_domains(&read);
                (self.pages[page], self.facts[page]) = (read, KnownFacts::new());
            }
        }
        self.keep_to_domains();
        sets
    }

    /// Pages that were read in another language than the tree tells, and what it tells: `vi.md`, about the editor, that was
    /// read as Vietnamese, a page in a root that is named for no language, and a page of which so little is translated
    /// that it was taken for one in the language of its source.
    fn misread(&self, sets: &Sets) -> OrderedMap<usize, Locale> {
        let members = sets.sets.iter().flat_map(|set| set.members.iter().map(move |member| (set, member)));
        members
            .filter_map(|(set, member)| {
                let page = member.document.page as usize;
                let [document] = self.pages.get(page)?.documents.as_slice() else { return None };
                let read = document.locale.as_ref();
                if !member.locale.is_known() || read.is_some_and(|read| read.same_language(&member.locale)) {
                    return None;
                }
                let shown = document.own_locale.is_some() && document.own_locale == document.locale;
                // A copy of its source holds no word of its own language.
                let begun = || {
                    let Reference::Source(source) = set.reference else { return false };
                    let source = &set.members[source];
                    let of_source = read.is_some_and(|read| read.same_language(&source.locale));
                    of_source && self.pages[source.document.page as usize].text != self.pages[page].text
                };
                (!shown || begun()).then(|| (page, member.locale.clone()))
            })
            .collect()
    }
}
