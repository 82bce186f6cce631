//! Joins the keys of a tree that are one document: those that differ in the ending of the file, the sources that stand
//! outside the locales, and sources and translations that are laid out differently.

use super::layout::{Entry, Placement, Told};
use super::path::{self, LOCALE};
use crate::language::Locale;
use crate::order::{InOrder as _, OrderedMap, OrderedSet};
use std::borrow::Cow;

/// A path with the ending that all Markdown has: `page.mdx` answers `page.md`.
pub fn plain(path: &str) -> Cow<'_, str> {
    let ends = |ending: &str| {
        let at = path.len().checked_sub(ending.len())?;
        path.get(at..).filter(|end| end.eq_ignore_ascii_case(ending)).map(|_| at)
    };
    match ends(".mdx").or_else(|| ends(".markdown")) {
        Some(at) => Cow::Owned(format!("{}.md", &path[..at])),
        None => Cow::Borrowed(path),
    }
}

/// The keys of a run, and which of them were joined.
struct Keys {
    /// Root and key, ordered.
    names: Vec<(usize, String)>,
    leaders: Vec<usize>,
    /// By leader: the locales of its pages.
    locales: Vec<OrderedSet<Locale>>,
    /// By leader: whether a page outside the locales belongs to it.
    sourced: Vec<bool>,
    pages: Vec<usize>,
}

impl Keys {
    fn new(entries: &[Entry<'_>], placed: &[Option<Placement>]) -> Self {
        let mut found: OrderedMap<(usize, &str), (OrderedSet<Locale>, usize, bool)> = OrderedMap::new();
        for (entry, placement) in entries.iter().zip(placed) {
            let Some(placement) = placement else { continue };
            let (locales, pages, outside) = found.entry((entry.root, &placement.key)).or_default();
            locales.extend(placement.locale.clone());
            *pages += 1;
            *outside |= placement.locale.is_none();
        }
        let names = found.keys().map(|(root, key)| (*root, (*key).to_owned())).collect();
        let leaders = (0..found.len()).collect();
        let pages = found.values().map(|(_, pages, _)| *pages).collect();
        let sourced = found.values().map(|(_, _, outside)| *outside).collect();
        let locales = found.into_values().map(|(locales, ..)| locales).collect();
        Self { names, leaders, locales, sourced, pages }
    }

    fn index(&self, root: usize, key: &str) -> Option<usize> {
        self.names.binary_search_by(|(other, name)| (other, name.as_str()).cmp(&(&root, key))).ok()
    }

    fn leader(&mut self, mut index: usize) -> usize {
        while self.leaders[index] != index {
            self.leaders[index] = self.leaders[self.leaders[index]];
            index = self.leaders[index];
        }
        index
    }

    /// Joins two keys under the first, unless both have a page in one locale, or two sources: those are two documents.
    fn join(&mut self, leader: usize, other: usize) {
        let (leader, other) = (self.leader(leader), self.leader(other));
        let both = self.sourced[leader] && self.sourced[other];
        if leader == other || both || !self.locales[leader].is_disjoint(&self.locales[other]) {
            return;
        }
        self.leaders[other] = leader;
        let locales = std::mem::take(&mut self.locales[other]);
        self.locales[leader].extend(locales);
        self.sourced[leader] |= self.sourced[other];
    }
}

/// Gives every page of one document the same key, and a key to the sources that stand outside the locales.
pub fn join(entries: &[Entry<'_>], placed: &mut [Option<Placement>], source: Option<&Locale>) {
    let mut keys = Keys::new(entries, placed);
    join_endings(&mut keys);
    let mut outside: Vec<Option<usize>> = vec![None; entries.len()];
    join_outside(entries, placed, &mut keys, &mut outside);
    join_elsewhere(entries, placed, &mut keys, &mut outside, source);
    for (index, (entry, placement)) in entries.iter().zip(placed.iter_mut()).enumerate() {
        let key = match placement {
            Some(placement) => keys.index(entry.root, &placement.key),
            None => outside[index],
        };
        let key = key.map(|key| keys.leader(key)).map(|leader| keys.names[leader].1.clone());
        match (placement.as_mut(), key) {
            (Some(placement), Some(key)) => placement.key = key,
            (None, Some(key)) => *placement = Some(Placement { key, locale: None }),
            (None, None) if entry.told == Some(Told::Source) => {
                *placement = Some(Placement { key: entry.path.to_owned(), locale: None });
            }
            _ => {}
        }
    }
}

/// Joins keys that differ in the ending of the file.
fn join_endings(keys: &mut Keys) {
    let mut alike: OrderedMap<(usize, Cow<'_, str>), Vec<usize>> = OrderedMap::new();
    let names = std::mem::take(&mut keys.names);
    for (index, (root, name)) in names.iter().enumerate() {
        alike.entry((*root, plain(name))).or_default().push(index);
    }
    for mut alike in alike.into_values().filter(|alike| alike.len() > 1) {
        alike.put_in_order_by_key(|index| (std::cmp::Reverse(keys.pages[*index]), *index));
        for other in &alike[1..] {
            keys.join(alike[0], *other);
        }
    }
    keys.names = names;
}

/// Finds the sources that stand outside the locales, where layouts have them.
fn join_outside(
    entries: &[Entry<'_>],
    placed: &[Option<Placement>],
    keys: &mut Keys,
    outside: &mut [Option<usize>],
) {
    // By root and path: how likely the place is, and the key.
    let mut claims: OrderedMap<(usize, String), Vec<(usize, usize)>> = OrderedMap::new();
    for (index, (root, key)) in keys.names.iter().enumerate() {
        let places = if key.contains(LOCALE) { path::counterparts(key) } else { vec![key.clone()] };
        for (rank, path) in places.into_iter().enumerate() {
            claims.entry((*root, plain(&path).into_owned())).or_default().push((rank, index));
        }
    }
    for claims in claims.values_mut() {
        claims.put_in_order();
    }
    let ending = |path: &str| path.rsplit('.').next().map(str::to_owned);
    // Of `page.md` and `page.mdx` the one with the ending of the translations is their source.
    for exact in [true, false] {
        for (index, entry) in entries.iter().enumerate() {
            if placed[index].is_some() || outside[index].is_some() {
                continue;
            }
            let Some(claims) = claims.get(&(entry.root, plain(entry.path).into_owned())) else { continue };
            let fits = |keys: &Keys, key: usize| !exact || ending(&keys.names[key].1) == ending(entry.path);
            let mut first: Option<usize> = None;
            for (_, key) in claims {
                let leader = keys.leader(*key);
                match first {
                    Some(first) => keys.join(first, leader),
                    None if fits(keys, *key) && (exact || !keys.sourced[leader]) => {
                        first = Some(leader);
                        keys.sourced[leader] = true;
                    }
                    None => {}
                }
            }
            outside[index] = first;
        }
    }
}

/// How many pages of one file name are looked at.
const NAMESAKES: usize = 16;

/// Where `before{locale}/` holds translations and the sources stand: what the rest of a path starts with there, and
/// what its source's path starts with instead.
type Mapping = (String, String);

/// Joins translations with sources that are laid out differently: where a folder of locales has no sources, most of its
/// pages tell by their paths where these stand (`translations/{locale}/guide/page.md`, `manual/guide/page.md`).
fn join_elsewhere(
    entries: &[Entry<'_>],
    placed: &[Option<Placement>],
    keys: &mut Keys,
    outside: &mut [Option<usize>],
    source: Option<&Locale>,
) {
    let language = source.map_or("en", Locale::language);
    let is_source = |keys: &Keys, leader: usize| {
        keys.sourced[leader] || keys.locales[leader].iter().any(|locale| locale.language() == language)
    };
    // By root and what stands before the locale: its keys, and how many have a source.
    let mut families: OrderedMap<(usize, String), (Vec<usize>, usize)> = OrderedMap::new();
    for index in 0..keys.names.len() {
        let leader = keys.leader(index);
        let (root, key) = &keys.names[index];
        let Some((before, _)) = key.split_once(&format!("{LOCALE}/")[..]) else { continue };
        let family = families.entry((*root, before.to_owned())).or_default();
        family.0.push(index);
        family.1 += usize::from(is_source(keys, leader));
    }
    families.retain(|_, (members, sourced)| 5 * *sourced < members.len());
    if families.is_empty() {
        return;
    }
    let mut namesakes: OrderedMap<(usize, String), Vec<usize>> = OrderedMap::new();
    let mut at: OrderedMap<(usize, Cow<'_, str>), usize> = OrderedMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let locale = placed[index].as_ref().map(|placement| placement.locale.as_ref());
        let may_be = match locale {
            None => true,
            Some(locale) => locale.is_none_or(|locale| locale.language() == language),
        };
        if may_be {
            at.entry((entry.root, plain(entry.path))).or_insert(index);
            if let Some(name) = path::telling_name(entry.path) {
                namesakes.entry((entry.root, plain(name).into_owned())).or_default().push(index);
            }
        }
    }
    for ((root, before), (members, _)) in families {
        let rests: Vec<String> = members
            .iter()
            .map(|index| plain(&keys.names[*index].1[before.len() + LOCALE.len() + 1..]).into_owned())
            .collect();
        let Some((from, to)) = mapping(entries, root, &before, &rests, &namesakes) else { continue };
        for (member, rest) in members.iter().zip(&rests) {
            let Some(tail) = rest.strip_prefix(&from) else { continue };
            let Some(found) = at.get(&(root, Cow::Owned(format!("{to}{tail}")))) else { continue };
            let leader = keys.leader(*member);
            let own = placed[*found].as_ref().and_then(|placement| keys.index(root, &placement.key));
            match own.or(outside[*found]) {
                Some(key) => keys.join(leader, key),
                None if !keys.sourced[leader] => {
                    keys.sourced[leader] = true;
                    outside[*found] = Some(leader);
                }
                None => {}
            }
        }
    }
}

/// How the paths of most pages of a folder of locales lead to their sources.
fn mapping(
    entries: &[Entry<'_>],
    root: usize,
    before: &str,
    rests: &[String],
    namesakes: &OrderedMap<(usize, String), Vec<usize>>,
) -> Option<Mapping> {
    let mut votes: OrderedMap<Mapping, usize> = OrderedMap::new();
    let mut voters = 0;
    for rest in rests {
        let Some(name) = path::telling_name(rest) else { continue };
        voters += 1;
        let Some(found) = namesakes.get(&(root, name.to_owned())) else { continue };
        let foreign = found.iter().map(|index| entries[*index].path);
        let mut own: OrderedSet<Mapping> = OrderedSet::new();
        for found in foreign.filter(|path| before.is_empty() || !path.starts_with(before)).take(NAMESAKES) {
            let found = plain(found);
            let tail = path::common_tail(rest, &found);
            own.insert((rest[..rest.len() - tail].to_owned(), found[..found.len() - tail].to_owned()));
        }
        for mapping in own {
            *votes.entry(mapping).or_default() += 1;
        }
    }
    let (mapping, most) =
        votes.into_iter().max_by_key(|(mapping, votes)| (*votes, std::cmp::Reverse(mapping.clone())))?;
    (2 * most >= voters && (most > 1 || voters == 1)).then_some(mapping)
}
