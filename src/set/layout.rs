//! Places pages by their paths: which slots hold a locale, and which pages share a key.
//!
//! Two letters are a locale only where something speaks for it: `it/` may hold Italian pages or those of the IT
//! department, and `vi.md` a page about an editor. A slot is believed for its pages' languages and scripts, for its
//! regions (`de-de`), and for pages of the same path in other locales or without one; the name of a file has to have
//! more of that than the name of a folder.

use super::path::{self, Form, Slot};
use super::sources;
use super::template::Templates;
use crate::document::Page;
use crate::language::Locale;
use crate::order::{OrderedMap, OrderedSet};

/// Where a page belongs by its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The path with `{locale}` in it; the whole path where the root names the locale.
    pub key: String,
    /// The locale in the path; `None` for a source page that stands outside the locales.
    pub locale: Option<Locale>,
}

/// What the user says of a root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told<'a> {
    /// Its pages are in this locale.
    Locale(&'a Locale),
    /// Its pages are the source.
    Source,
}

/// A page and its path below its root.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    pub page: &'a Page,
    /// Number of the root among all roots; those that the user names are one.
    pub root: usize,
    pub path: &'a str,
    /// What the user says of its root.
    pub told: Option<Told<'a>>,
}

impl<'a> Entry<'a> {
    /// What the page says of its language, whatever its path.
    pub fn own(&self) -> Option<&'a Locale> {
        self.page.documents.first().and_then(|document| document.own_locale.as_ref())
    }

    fn script(&self) -> Option<&'static str> {
        self.page.documents.first().and_then(|document| document.script)
    }
}

/// What speaks for one locale in one slot, in pages.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    /// Written in its language, or in the script of it alone.
    agree: u32,
    /// Written in another.
    disagree: u32,
    /// That do not show it.
    silent: u32,
    /// With a name that not every folder has.
    named: u32,
    /// Of them, those that stand in another locale of the slot, too.
    shared: u32,
    /// Of them, those that stand outside the locales, too.
    outside: u32,
    /// All that stand in another locale or outside.
    mirrored: u32,
}

impl Tally {
    /// Whether its pages show its language.
    fn agrees(self) -> bool {
        self.agree > 0 && self.agree >= self.disagree
    }

    /// Whether its pages show no language, as far as most of them go.
    fn is_silent(self) -> bool {
        self.agree == 0 && self.disagree <= self.silent
    }
}

type SlotName<'a> = (usize, Form, &'a str);
/// A locale in a slot; the same name may be that of a locale and of a country.
type Reading<'a> = (&'a str, bool);

/// What is known of a slot.
#[derive(Default)]
struct Evidence<'a> {
    tallies: OrderedMap<Reading<'a>, Tally>,
    /// Whether one of its locales is one by its own pages.
    trusted: bool,
    /// How many languages it would hold.
    languages: usize,
    /// For names of files: pages that have such a name.
    pages: u32,
    /// For names of files: pages of the same folder that have none.
    others: u32,
    /// The language of most of those.
    language_of_others: Option<&'a Locale>,
}

/// Places each page, in the order given; `None` where its path says nothing. `source` is the language asked for.
pub fn place(
    entries: &[Entry<'_>],
    templates: &Templates,
    source: Option<&Locale>,
) -> Vec<Option<Placement>> {
    let mut placed: Vec<Option<Placement>> = entries
        .iter()
        .map(|entry| match entry.told {
            Some(Told::Locale(locale)) => {
                Some(Placement { key: below_root(entry.path, locale), locale: Some(locale.clone()) })
            }
            _ => {
                let (key, locale) = templates.read(entry.path)?;
                Some(Placement { key, locale })
            }
        })
        .collect();
    let slots: Vec<Vec<Slot>> = entries
        .iter()
        .zip(&placed)
        .map(|(entry, placed)| if placed.is_some() { Vec::new() } else { path::slots(entry.path) })
        .collect();
    let keys: Vec<Vec<String>> = entries
        .iter()
        .zip(&slots)
        .map(|(entry, slots)| slots.iter().map(|slot| path::key(entry.path, slot)).collect())
        .collect();
    let evidence = weigh(entries, &slots, &keys);
    for (at, (placement, entry)) in placed.iter_mut().zip(entries).enumerate() {
        if placement.is_none()
            && let Some(best) = best(&evidence, entry.root, &slots[at])
        {
            let (key, locale) = (keys[at][best].clone(), slots[at][best].locale.clone());
            *placement = Some(Placement { key, locale: Some(locale) });
        }
    }
    sources::join(entries, &mut placed, source);
    placed
}

/// The path of a page in a root of this locale, without the locale where the path says it again.
fn below_root(path: &str, locale: &Locale) -> String {
    let again =
        path::slots(path).into_iter().find(|slot| slot.is_apart() && slot.locale.same_language(locale));
    again
        .and_then(|slot| path::counterparts(&path::key(path, &slot)).into_iter().next())
        .unwrap_or_else(|| path.to_owned())
}

fn folder_of(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..slash + 1])
}

/// What is known of all slots; `keys` are those of the pages by each of their slots.
fn weigh<'a>(
    entries: &'a [Entry<'_>],
    slots: &'a [Vec<Slot>],
    keys: &[Vec<String>],
) -> OrderedMap<SlotName<'a>, Evidence<'a>> {
    let paths: OrderedSet<(usize, &str)> = entries.iter().map(|entry| (entry.root, entry.path)).collect();
    let mut locales: OrderedMap<(usize, &str), OrderedSet<&str>> = OrderedMap::new();
    for (entry, (slots, keys)) in entries.iter().zip(slots.iter().zip(keys)) {
        for (slot, key) in slots.iter().zip(keys).filter(|(slot, _)| !slot.nickname) {
            locales.entry((entry.root, key)).or_default().insert(slot.locale.as_str());
        }
    }
    let mut evidence: OrderedMap<SlotName<'a>, Evidence<'a>> = OrderedMap::new();
    for (entry, (slots, keys)) in entries.iter().zip(slots.iter().zip(keys)) {
        for (slot, key) in slots.iter().zip(keys) {
            let of_slot = evidence.entry((entry.root, slot.form, &slot.name)).or_default();
            of_slot.pages += u32::from(!slot.nickname);
            let tally = of_slot.tallies.entry((slot.locale.as_str(), slot.nickname)).or_default();
            *match speaks_for(entry, &slot.locale) {
                Some(true) => &mut tally.agree,
                Some(false) => &mut tally.disagree,
                None => &mut tally.silent,
            } += 1;
            let outside =
                path::counterparts(key).iter().any(|path| paths.contains(&(entry.root, path.as_str())));
            let others = usize::from(!slot.nickname);
            let shared =
                locales.get(&(entry.root, key.as_str())).is_some_and(|locales| locales.len() > others);
            tally.mirrored += u32::from(outside || shared);
            if !path::is_index(entry.path) {
                tally.named += 1;
                tally.outside += u32::from(outside);
                tally.shared += u32::from(shared);
            }
        }
    }
    look_around(entries, slots, &mut evidence);
    let mut trusted_forms = OrderedSet::new();
    for ((root, form, _), slot) in evidence.iter_mut() {
        let by_itself = |((locale, nickname), tally): (&Reading<'_>, &Tally)| {
            tally.agrees() || (!nickname && locale.contains('-') && tally.agree + tally.disagree == 0)
        };
        slot.trusted = slot.tallies.iter().any(by_itself);
        let languages: OrderedSet<&str> =
            slot.tallies.keys().map(|(locale, _)| locale.split('-').next().unwrap_or(locale)).collect();
        slot.languages = languages.len();
        if slot.trusted {
            trusted_forms.insert((*root, *form));
        }
    }
    // A suffix is a habit of the whole tree, not of a folder.
    for ((root, form, _), slot) in evidence.iter_mut() {
        slot.trusted |= *form == Form::Suffix && trusted_forms.contains(&(*root, *form));
    }
    evidence
}

/// The pages of a folder whose names are no locales.
#[derive(Default)]
struct Others<'a> {
    pages: u32,
    languages: OrderedMap<&'a Locale, u32>,
}

/// Looks at what else stands in the folders of files that are named as locales are.
fn look_around<'a>(
    entries: &'a [Entry<'_>],
    slots: &'a [Vec<Slot>],
    evidence: &mut OrderedMap<SlotName<'a>, Evidence<'a>>,
) {
    let mut others: OrderedMap<(usize, &str), Others<'a>> = OrderedMap::new();
    for (entry, slots) in entries.iter().zip(slots) {
        let is_named = slots.iter().any(|slot| slot.form == Form::File && !slot.nickname);
        if !is_named && !path::is_index(entry.path) {
            let others = others.entry((entry.root, folder_of(entry.path))).or_default();
            others.pages += 1;
            if let Some(own) = entry.own() {
                *others.languages.entry(own).or_default() += 1;
            }
        }
    }
    for ((root, form, name), slot) in evidence.iter_mut() {
        if *form == Form::File
            && let Some(Others { pages, languages }) = others.get(&(*root, name.trim_end_matches('*')))
        {
            slot.others = *pages;
            slot.language_of_others =
                languages.iter().max_by_key(|(_, count)| **count).map(|(language, _)| *language);
        }
    }
}

/// Whether a page shows that it is in a language, or that it is not.
fn speaks_for(entry: &Entry<'_>, locale: &Locale) -> Option<bool> {
    if let Some(own) = entry.own() {
        return Some(own.same_language(locale));
    }
    let script = entry.script()?;
    match locale.is_written_in(script)? {
        // Many languages are written in Latin letters.
        true => (script != "Latn").then_some(true),
        false => Some(false),
    }
}

/// The place of the slot to read a path by: of those believed the one with the fewest pages in another language
/// (`out/de-DE/en-US/page.md` is English, if `out/de-DE/` holds a site of its own), else the outermost.
fn best(evidence: &OrderedMap<SlotName<'_>, Evidence<'_>>, root: usize, slots: &[Slot]) -> Option<usize> {
    let mut best: Option<(usize, u64, u64)> = None;
    for (at, slot) in slots.iter().enumerate() {
        let Some(of_slot) = evidence.get(&(root, slot.form, slot.name.as_str())) else { continue };
        let reading = (slot.locale.as_str(), slot.nickname);
        let tally = of_slot.tallies.get(&reading).copied().unwrap_or_default();
        if !believed(of_slot, tally, slot) {
            continue;
        }
        let (wrong, all) = (u64::from(tally.disagree), u64::from(tally.agree + tally.disagree).max(1));
        if best.is_none_or(|(_, best_wrong, best_all)| wrong * best_all < best_wrong * all) {
            best = Some((at, wrong, all));
        }
    }
    best.map(|(at, ..)| at)
}

/// Whether a slot holds the locale that its name would be.
fn believed(of_slot: &Evidence<'_>, tally: Tally, slot: &Slot) -> bool {
    let (own, silent) = (tally.agrees(), tally.is_silent());
    let regional = slot.locale.as_str().contains('-') && !slot.nickname;
    let most_outside = tally.outside > 0 && 2 * tally.outside >= tally.named;
    if slot.form == Form::File {
        let several = of_slot.languages > 1 && of_slot.pages >= of_slot.others;
        let apart = of_slot.language_of_others.is_some_and(|others| !others.same_language(&slot.locale));
        return match () {
            () if own => of_slot.others == 0 || several || apart,
            () if slot.nickname => false,
            () if silent => of_slot.others == 0 || (several && (of_slot.trusted || of_slot.others <= 1)),
            () => several && of_slot.trusted,
        };
    }
    if slot.nickname {
        return own || (silent && of_slot.trusted && tally.mirrored > 0);
    }
    match slot.form {
        // "what-is", "make-it": the pages' language tells, or that of the same page in other locales.
        Form::Prefix => tally.mirrored > 0 && (own || (silent && of_slot.trusted)),
        Form::Joined => own || (silent && of_slot.trusted && tally.mirrored > 0),
        // "program.cs.md": pages of the same name are not enough where they are in one language.
        Form::Suffix => {
            own || if silent {
                regional || of_slot.trusted || tally.mirrored > 0
            } else {
                of_slot.trusted && tally.mirrored > 0
            }
        }
        Form::Folder | Form::File => {
            let certain = of_slot.trusted || silent || tally.outside > 1;
            own || (most_outside && certain)
                || if of_slot.trusted {
                    regional || silent || tally.shared > 0
                } else {
                    silent && (regional || tally.mirrored > 0)
                }
        }
    }
}
