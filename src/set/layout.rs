//! Places pages by their paths: which slots hold a locale, and which pages share a key.
//!
//! Two letters are a locale only where something speaks for it: `it/` may hold Italian pages or
//! those of the IT department. A slot is believed for its pages' languages, for its regions
//! (`de-de`), and for pages of the same path in other locales or without one.

use super::path::{self, Form, Slot};
use super::template::Template;
use crate::document::Page;
use crate::language::Locale;
use std::collections::{BTreeMap, BTreeSet};

/// Where a page belongs by its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The path with `{locale}` in it.
    pub key: String,
    /// The locale in the path; `None` for a source page that stands outside the locales.
    pub locale: Option<Locale>,
}

/// A page and its path below its root.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    pub page: &'a Page,
    /// Number of the root among all roots.
    pub root: usize,
    pub path: &'a str,
}

/// What speaks for one locale in one slot, in pages.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    /// Written in its language.
    agree: u32,
    /// Written in another.
    disagree: u32,
    /// With a name that not every folder has.
    named: u32,
    /// Of them, those that stand in another locale of the slot, too.
    shared: u32,
    /// Of them, those that stand outside the locales, too.
    outside: u32,
}

type SlotName<'a> = (usize, Form, &'a str);

/// What is known of a slot.
#[derive(Default)]
struct Evidence<'a> {
    tallies: BTreeMap<&'a str, Tally>,
    trusted: bool,
    /// Whether it is the name of a file in a folder most of whose files are no locales: `vi.md` is about the editor.
    crowded: bool,
}

/// Places each page, in the order given; `None` where its path says nothing.
pub fn place(entries: &[Entry<'_>], templates: &[Template]) -> Vec<Option<Placement>> {
    let by_template: Vec<Option<Placement>> = entries
        .iter()
        .map(|entry| templates.iter().find_map(|template| template.read(entry.path)))
        .map(|read| read.map(|(locale, key)| Placement { key, locale: Some(locale) }))
        .collect();
    let slots: Vec<Vec<Slot>> = entries
        .iter()
        .zip(&by_template)
        .map(|(entry, placed)| if placed.is_some() { Vec::new() } else { path::slots(entry.path) })
        .collect();
    let evidence = weigh(entries, &slots);
    let mut placed: Vec<Option<Placement>> = by_template
        .into_iter()
        .zip(entries.iter().zip(&slots))
        .map(|(by_template, (entry, slots))| {
            by_template.or_else(|| {
                let slot = best(&evidence, entry.root, slots)?;
                Some(Placement { key: path::key(entry.path, slot), locale: Some(slot.locale.clone()) })
            })
        })
        .collect();
    place_sources(entries, &mut placed);
    placed
}

fn weigh<'a>(entries: &[Entry<'_>], slots: &'a [Vec<Slot>]) -> BTreeMap<SlotName<'a>, Evidence<'a>> {
    let paths: BTreeSet<(usize, &str)> = entries.iter().map(|entry| (entry.root, entry.path)).collect();
    let mut locales: BTreeMap<(usize, String), BTreeSet<&str>> = BTreeMap::new();
    for (entry, slots) in entries.iter().zip(slots) {
        for slot in slots {
            locales
                .entry((entry.root, path::key(entry.path, slot)))
                .or_default()
                .insert(slot.locale.as_str());
        }
    }
    let mut evidence: BTreeMap<SlotName<'a>, Evidence<'a>> = BTreeMap::new();
    for (entry, slots) in entries.iter().zip(slots) {
        let language = entry.page.documents.first().and_then(|document| document.locale.as_ref());
        for slot in slots {
            let of_slot = evidence.entry((entry.root, slot.form, &slot.name)).or_default();
            let tally = of_slot.tallies.entry(slot.locale.as_str()).or_default();
            match language {
                Some(language) if language.same_language(&slot.locale) => tally.agree += 1,
                Some(_) => tally.disagree += 1,
                None => {}
            }
            if path::is_index(entry.path) {
                continue;
            }
            let key = path::key(entry.path, slot);
            let outside = path::counterparts(&key);
            tally.named += 1;
            tally.outside +=
                u32::from(outside.iter().any(|path| paths.contains(&(entry.root, path.as_str()))));
            tally.shared +=
                u32::from(locales.get(&(entry.root, key)).is_some_and(|locales| locales.len() > 1));
        }
    }
    let mut files: BTreeMap<(usize, &str), u32> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| !path::is_index(entry.path)) {
        *files.entry((entry.root, path::folder(entry.path))).or_default() += 1;
    }
    for (&(root, _, name), slot) in &mut evidence {
        let folder = path::folder_of_names(name);
        let all = folder.and_then(|folder| files.get(&(root, folder))).copied().unwrap_or(0);
        let named: u32 = slot.tallies.values().map(|tally| tally.named).sum();
        slot.crowded = folder.is_some() && 2 * named < all;
        slot.trusted = slot.tallies.iter().any(|(locale, tally)| speaks_for_itself(locale, *tally));
    }
    evidence
}

/// Whether a locale in a slot is one by its own pages.
fn speaks_for_itself(locale: &str, tally: Tally) -> bool {
    if tally.agree > 0 || tally.disagree > 0 {
        tally.agree >= tally.disagree && tally.agree > 0
    } else {
        locale.contains('-')
    }
}

/// The slot to read a path by: of those believed the one with the fewest pages in another language
/// (`out/de-DE/en-US/page.md` is English, if `out/de-DE/` holds a site of its own), else the outermost.
fn best<'s>(
    evidence: &BTreeMap<SlotName<'_>, Evidence<'_>>,
    root: usize,
    slots: &'s [Slot],
) -> Option<&'s Slot> {
    let mut best: Option<(&Slot, u64, u64)> = None;
    for slot in slots.iter().filter(|slot| believed(evidence, root, slot)) {
        let tally = tally(evidence, root, slot);
        let (wrong, all) = (u64::from(tally.disagree), u64::from(tally.agree + tally.disagree).max(1));
        if best.is_none_or(|(_, best_wrong, best_all)| wrong * best_all < best_wrong * all) {
            best = Some((slot, wrong, all));
        }
    }
    best.map(|(slot, ..)| slot)
}

fn tally(evidence: &BTreeMap<SlotName<'_>, Evidence<'_>>, root: usize, slot: &Slot) -> Tally {
    let of_slot = evidence.get(&(root, slot.form, slot.name.as_str()));
    of_slot.and_then(|of_slot| of_slot.tallies.get(slot.locale.as_str())).copied().unwrap_or_default()
}

fn believed(evidence: &BTreeMap<SlotName<'_>, Evidence<'_>>, root: usize, slot: &Slot) -> bool {
    let Some(of_slot) = evidence.get(&(root, slot.form, slot.name.as_str())) else { return false };
    let tally = tally(evidence, root, slot);
    if of_slot.crowded {
        return false;
    }
    let own = speaks_for_itself(slot.locale.as_str(), tally);
    if slot.form == Form::Joined {
        // "what-is", "make-it": only the pages' language tells.
        return own && tally.agree > 0;
    }
    let regional = slot.locale.as_str().contains('-');
    let most_outside = tally.outside > 0 && 2 * tally.outside >= tally.named;
    let unclear = tally.agree == 0 && tally.disagree == 0;
    own || most_outside || if of_slot.trusted { regional || unclear || tally.shared > 0 } else { unclear }
}

/// Finds the sources that stand outside the locales of the pages placed so far.
fn place_sources(entries: &[Entry<'_>], placed: &mut [Option<Placement>]) {
    // By root and path: how likely the place is, and the key.
    let mut outside: BTreeMap<(usize, String), (usize, &str)> = BTreeMap::new();
    for (entry, placement) in entries.iter().zip(placed.iter()) {
        let Some(placement) = placement else { continue };
        for (rank, path) in path::counterparts(&placement.key).into_iter().enumerate() {
            let found = (rank, placement.key.as_str());
            outside.entry((entry.root, path)).and_modify(|best| *best = found.min(*best)).or_insert(found);
        }
    }
    let sources: Vec<Option<Placement>> = entries
        .iter()
        .zip(placed.iter())
        .map(|(entry, placement)| {
            if placement.is_some() {
                return None;
            }
            let (_, key) = outside.get(&(entry.root, entry.path.to_owned()))?;
            Some(Placement { key: (*key).to_owned(), locale: None })
        })
        .collect();
    for (placement, source) in placed.iter_mut().zip(sources) {
        if source.is_some() {
            *placement = source;
        }
    }
}
