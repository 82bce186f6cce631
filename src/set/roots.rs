//! Roots that are one site, a locale each, as their names or their pages say.

use super::forming::{Group, Joined, UNDETERMINED, locale_of, undetermined};
use super::layout::Entry;
use super::path::{self, LOCALE};
use super::sources;
use crate::language::Locale;
use crate::order::{InOrder as _, OrderedMap};
use std::borrow::Cow;

/// What the names of the roots say.
pub struct Roots {
    /// By root: the locale in its name, and the name without it.
    named: Vec<Option<(Locale, String)>>,
    /// By root: the name without a locale of others, which it has itself: `site/docs` beside `ja.site/docs`.
    sources: Vec<Option<String>>,
}

impl Roots {
    pub fn new(entries: &[Entry<'_>]) -> Self {
        let count = entries.iter().map(|entry| entry.root + 1).max().unwrap_or(0);
        let mut agree = vec![(0_u32, 0_u32); count];
        let mut named: Vec<Option<(Locale, String)>> = vec![None; count];
        // What the user says of a root is not to be read from its name.
        for entry in entries.iter().filter(|entry| entry.told.is_none()) {
            let name = named[entry.root].get_or_insert_with(|| {
                path::root_locale(&entry.page.root).unwrap_or((undetermined(), String::new()))
            });
            match locale_of(entry.page) {
                Some(locale) if locale.same_language(&name.0) => agree[entry.root].0 += 1,
                Some(_) => agree[entry.root].1 += 1,
                None => {}
            }
        }
        // A root's name is not believed against its pages: /srv/it/docs may be the IT department's.
        for (name, (agree, disagree)) in named.iter_mut().zip(agree) {
            if name.as_ref().is_some_and(|(locale, _)| locale.as_str() == UNDETERMINED) || disagree > agree {
                *name = None;
            }
        }
        let mut names: OrderedMap<String, &str> =
            named.iter().flatten().map(|(_, name)| (without_locale(name), name.as_str())).collect();
        names.remove("");
        let mut sources = vec![None; count];
        for entry in entries.iter().filter(|entry| entry.told.is_none() && named[entry.root].is_none()) {
            let root = entry.page.root.trim_end_matches('/');
            let family = root
                .match_indices('/')
                .map(|(slash, _)| slash + 1)
                .chain([0])
                .find_map(|start| names.get(&root[start..]));
            sources[entry.root] = family.map(|family| (*family).to_owned());
        }
        Self { named, sources }
    }

    /// The locale in the name of a root.
    pub fn locale(&self, root: usize) -> Option<&Locale> {
        self.named[root].as_ref().map(|(locale, _)| locale)
    }

    /// Whether a root has the name that others have beside a locale.
    pub fn is_source(&self, root: usize) -> bool {
        self.sources[root].is_some()
    }

    fn family(&self, root: usize) -> &str {
        self.named[root]
            .as_ref()
            .map(|(_, name)| name)
            .or(self.sources[root].as_ref())
            .map_or("", String::as_str)
    }

    /// Joins pages of the same path in roots that hold a locale each. Gives back the other pages.
    pub fn join(&self, entries: &[Entry<'_>], loose: Vec<usize>, groups: &mut Vec<Group>) -> Vec<usize> {
        let mut families: OrderedMap<(&str, Cow<'_, str>), Vec<usize>> = OrderedMap::new();
        for entry in &loose {
            let family = self.family(entries[*entry].root);
            families.entry((family, sources::plain(entries[*entry].path))).or_default().push(*entry);
        }
        let mut left = Vec::new();
        for ((family, _), members) in families {
            let locales: Vec<Option<&Locale>> = members
                .iter()
                .map(|entry| {
                    let root = entries[*entry].root;
                    self.locale(root)
                        .or_else(|| locale_of(entries[*entry].page).filter(|_| !self.is_source(root)))
                })
                .collect();
            // Without names to go by, the languages have to differ: v1/ and v2/ of one site do not belong together.
            let few = members.len() <= MANY_LOCALES;
            let sources = members.iter().filter(|entry| self.is_source(entries[**entry].root)).count();
            let distinct = few
                && sources <= 1
                && locales.iter().enumerate().all(|(index, locale)| {
                    self.is_source(entries[members[index]].root)
                        || locale.is_some_and(|locale| {
                            locales[..index].iter().flatten().all(|other| {
                                if family.is_empty() {
                                    !other.same_language(locale)
                                } else {
                                    *other != locale
                                }
                            })
                        })
                });
            if members.len() > 1 && distinct {
                let pages = members.iter().zip(&locales).map(|(entry, locale)| Joined {
                    entry: *entry,
                    locale: locale.cloned(),
                    outside: self.is_source(entries[*entry].root),
                });
                let id = entries[members[0]].path.to_owned();
                groups.push(Group { id, edition: None, pages: pages.collect() });
            } else {
                left.extend(members);
            }
        }
        left.put_in_order();
        left
    }
}

/// The name of a root without its locale and what parts it from the rest.
fn without_locale(name: &str) -> String {
    let Some((before, after)) = name.split_once(LOCALE) else { return name.to_owned() };
    match before.strip_suffix(['.', '-', '_']) {
        Some(stem) => format!("{stem}{after}"),
        None => format!("{before}{}", after.trim_start_matches(['.', '-', '_'])),
    }
}

/// More roots of one path than there are locales are no site in so many languages.
const MANY_LOCALES: usize = 256;
