//! What the pages of a run tell of the links of one set: all that comparing it needs of the other pages, where it is
//! compared elsewhere.

use super::address::Form;
use super::neighbours::Answer;
use super::{Destination, Headings, Place};
use crate::language::Locale;
use crate::order::OrderedMap;
use crate::set::DocumentRef;
use serde::{Deserialize, Serialize};

/// What is told of the links of a set.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Told {
    /// By the locale of translations; see [`super::Neighbours::is_seen`].
    seen: OrderedMap<String, (bool, bool)>,
    /// Of the pages that links lead to.
    headings: Vec<Headings>,
    answers: OrderedMap<Asked, Found>,
}

/// What is asked: where a link leads to in a language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Asked {
    locale: String,
    path: String,
    as_folder: Option<String>,
    from_root: bool,
    fragment: String,
}

impl Asked {
    fn of(locale: &Locale, leads: &Destination) -> Self {
        Self {
            locale: locale.to_string(),
            path: leads.path.clone(),
            as_folder: leads.as_folder.clone(),
            from_root: leads.form == Form::Root,
            fragment: leads.fragment.clone(),
        }
    }
}

/// What answers it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Found {
    source: Place,
    /// Its place in [`Told::headings`].
    headings: u32,
    text: Option<String>,
}

impl Told {
    /// Whether the names of headings in a language are seen.
    pub(super) fn is_seen(&self, locale: &Locale) -> (bool, bool) {
        self.seen.get(locale.as_str()).copied().unwrap_or_default()
    }

    /// Where a link leads to, and what answers that in a language.
    pub(super) fn answer(&self, locale: &Locale, leads: &Destination) -> Option<Answer<'_>> {
        let found = self.answers.get(&Asked::of(locale, leads))?;
        let headings = self.headings.get(found.headings as usize)?;
        Some(Answer { source: found.source, headings, text: found.text.as_deref() })
    }
}

/// Gathers what is told.
#[derive(Default)]
pub(super) struct Gathered {
    told: Told,
    /// Where the headings of a page are.
    places: OrderedMap<DocumentRef, u32>,
}

impl Gathered {
    /// Takes what answers a link, which leads to this page.
    pub(super) fn take(
        &mut self,
        locale: &Locale,
        leads: &Destination,
        page: DocumentRef,
        answer: &Answer<'_>,
    ) {
        let headings = &mut self.told.headings;
        let at = *self.places.entry(page).or_insert_with(|| {
            headings.push(answer.headings.clone());
            headings.len() as u32 - 1
        });
        let found = Found { source: answer.source, headings: at, text: answer.text.map(str::to_owned) };
        self.told.answers.insert(Asked::of(locale, leads), found);
    }

    /// What is told; `seen` tells whether the names of headings in a language are.
    pub(super) fn told(mut self, seen: impl Fn(&str) -> (bool, bool)) -> Told {
        let locales = self.told.answers.keys().map(|asked| asked.locale.clone());
        self.told.seen = locales.map(|locale| (locale.clone(), seen(&locale))).collect();
        self.told
    }
}
