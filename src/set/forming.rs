//! Sorts pages into sets: by path, across roots, by what they say of themselves.

use super::edition::{Edition, Editions};
use super::identity::{self, Identity};
use super::layout::{self, Entry, Told};
use super::reasons::{self, Reasons};
use super::reference::{self, Candidate};
use super::roots::Roots;
use super::template::Templates;
use super::{DocumentRef, DocumentSet, Layout, Member, Reference, Sets};
use crate::document::{BlockKind, Document, Page, PageFaultKind, Side};
use crate::finding::PageId;
use crate::language::Locale;
use crate::order::{InOrder as _, OrderedMap, OrderedSet};

/// Pages that are one document.
#[derive(Debug)]
pub struct Group {
    pub id: String,
    pub edition: Option<Edition>,
    pub pages: Vec<Joined>,
}

/// A page in a group.
#[derive(Clone, Debug)]
pub struct Joined {
    /// Index into the entries.
    pub entry: usize,
    /// What its path or root says.
    pub locale: Option<Locale>,
    /// Whether it stands outside the locales.
    pub outside: bool,
}

pub fn form(pages: &[Page], layout: &Layout) -> Sets {
    let source = layout.source.as_ref();
    let (entries, ids, mut unmatched) = entries(pages, layout);
    let roots = Roots::new(&entries);
    let placed = layout::place(&entries, &Templates::new(&layout.templates), source);
    let outside = outside_languages(&entries, &placed, &roots);

    let mut groups: OrderedMap<(usize, &str), Vec<Joined>> = OrderedMap::new();
    let mut loose = Vec::new();
    for (entry, placement) in placed.iter().enumerate() {
        match placement {
            Some(placement) => {
                let joined =
                    Joined { entry, locale: placement.locale.clone(), outside: placement.locale.is_none() };
                groups.entry((entries[entry].root, &placement.key)).or_default().push(joined);
            }
            None => loose.push(entry),
        }
    }
    let (mut groups, alone): (Vec<Group>, Vec<Group>) = groups
        .into_iter()
        .map(|((_, key), pages)| Group { id: key.to_owned(), edition: None, pages })
        .partition(|group| group.pages.len() > 1);
    let loose = roots.join(&entries, loose, &mut groups);
    let editions = Editions::known();
    let left = join_identities(&entries, editions, alone, loose, &mut groups);
    let reasons = Reasons::new(&entries, &placed);
    unmatched.extend(left.into_iter().map(|entry| (ids[entry], reasons.of(&entries[entry]))));

    let hidden = hidden_language(pages);
    let mut sets: Vec<DocumentSet> = groups
        .into_iter()
        .map(|group| {
            finish(group, pages, &entries, &ids, &roots, &outside, editions, source, hidden.as_ref())
        })
        .collect();
    let page_path = |page: PageId| pages.get(page as usize).map_or(("", ""), |page| (&page.path, &page.root));
    sets.put_in_order_by(|a, b| {
        let paths = |set: &DocumentSet| -> Vec<(&str, &str)> {
            set.members.iter().map(|member| page_path(member.document.page)).collect()
        };
        a.id.cmp(&b.id).then_with(|| paths(a).cmp(&paths(b)))
    });
    unmatched.put_in_order_by(|a, b| page_path(a.0).cmp(&page_path(b.0)));
    let advice = reasons::advice(&entries, &sets, pages, layout);
    Sets { sets, unmatched, advice }
}

/// The pages to sort, in an order of their own, with their ids; and those that cannot be read.
#[allow(clippy::type_complexity, reason = "three parts of one thing, taken apart at once")]
fn entries<'a>(
    pages: &'a [Page],
    layout: &'a Layout,
) -> (Vec<Entry<'a>>, Vec<PageId>, Vec<(PageId, String)>) {
    let roots: OrderedSet<&str> = pages.iter().map(|page| page.root.as_str()).collect();
    // Those that the user names are one site.
    let told: OrderedMap<&str, Told<'_>> = layout
        .roots
        .iter()
        .map(|(root, locale)| (root.as_str(), locale.as_ref().map_or(Told::Source, Told::Locale)))
        .collect();
    let roots: OrderedMap<&str, usize> = roots
        .into_iter()
        .zip(1..)
        .map(|(root, index)| (root, if told.contains_key(root) { 0 } else { index }))
        .collect();
    let mut unmatched = Vec::new();
    let mut order: Vec<(&Page, PageId)> = Vec::with_capacity(pages.len());
    for (page, id) in pages.iter().zip(0..) {
        if page.documents.is_empty() && page.catalogue.is_some() {
            unmatched.push((id, TEMPLATE.to_owned()));
        } else if page.documents.is_empty() {
            let failed = page.faults.iter().any(|fault| fault.kind == PageFaultKind::Failed);
            let could = if failed { "read" } else { "decoded" };
            unmatched.push((id, format!("it could not be {could}, so there is nothing to compare")));
        } else {
            order.push((page, id));
        }
    }
    order.put_in_order_by(|(a, _), (b, _)| (&a.root, &a.path).cmp(&(&b.root, &b.path)));
    let entry = |page: &'a Page| {
        let root = page.root.as_str();
        Entry { page, root: roots[root], path: page.below_root(), told: told.get(root).copied() }
    };
    (
        order.iter().map(|(page, _)| entry(page)).collect(),
        order.iter().map(|(_, id)| *id).collect(),
        unmatched,
    )
}

/// Why a `.pot` is in no set.
const TEMPLATE: &str = "it is a template of catalogues, which holds no translations";

/// BCP 47 for a language that nobody knows.
pub const UNDETERMINED: &str = "und";

pub fn undetermined() -> Locale {
    Locale::parse(UNDETERMINED).expect("it has the form of a locale")
}

/// What the page itself says of its locale.
pub fn locale_of(page: &Page) -> Option<&Locale> {
    page.documents.first().and_then(|document| document.own_locale.as_ref())
}

/// By root: the language of most sources that stand outside the locales. Pages of few words do not tell theirs.
fn outside_languages(
    entries: &[Entry<'_>],
    placed: &[Option<layout::Placement>],
    roots: &Roots,
) -> OrderedMap<usize, Locale> {
    let mut counts: OrderedMap<usize, OrderedMap<&Locale, usize>> = OrderedMap::new();
    for (entry, placement) in entries.iter().zip(placed) {
        let outside = match placement {
            Some(placement) => placement.locale.is_none(),
            None => roots.is_source(entry.root),
        };
        if outside && let Some(own) = entry.own() {
            *counts.entry(entry.root).or_default().entry(own).or_default() += 1;
        }
    }
    let most = counts.into_iter().filter_map(|(root, languages)| {
        let (most, _) =
            languages.into_iter().max_by_key(|(locale, count)| (*count, std::cmp::Reverse(*locale)))?;
        Some((root, most.clone()))
    });
    most.collect()
}

/// A page that no path joins to another.
struct Single {
    joined: Joined,
    /// The key of its path, where that holds a locale.
    key: Option<String>,
    root: usize,
    identity: Identity,
    edition: Option<Edition>,
}

/// Joins pages by what they say of themselves, makes sets of those that stay alone but have a name,
/// and gives back the others.
fn join_identities(
    entries: &[Entry<'_>],
    editions: &Editions,
    alone: Vec<Group>,
    loose: Vec<usize>,
    groups: &mut Vec<Group>,
) -> Vec<usize> {
    let single = |joined: Joined, key: Option<String>| {
        let entry = &entries[joined.entry];
        let identity = Identity::of(entry.page);
        let edition = if identity.is_empty() { None } else { editions.of(entry.page) };
        Single { joined, key, root: entry.root, identity, edition }
    };
    let by_path = alone.into_iter().flat_map(|group| {
        let id = group.id;
        group.pages.into_iter().map(move |joined| (joined, Some(id.clone())))
    });
    let by_nothing = loose.into_iter().map(|entry| (Joined { entry, locale: None, outside: false }, None));
    let mut singles: Vec<Single> =
        by_path.chain(by_nothing).map(|(joined, key)| single(joined, key)).collect();
    singles.put_in_order_by_key(|single| single.joined.entry);
    lend_editions(&mut singles);

    let mut parents: Vec<usize> = (0..singles.len()).collect();
    let mut by_shared: OrderedMap<(usize, &str, Option<&Edition>), Vec<usize>> = OrderedMap::new();
    let mut by_anchor: OrderedMap<(usize, &str, Option<&Edition>), Vec<usize>> = OrderedMap::new();
    for (index, single) in singles.iter().enumerate() {
        let edition = single.edition.as_ref();
        if let Some(shared) = &single.identity.shared {
            by_shared.entry((single.root, shared, edition)).or_default().push(index);
        }
        if let Some(anchor) = &single.identity.anchor {
            by_anchor.entry((single.root, anchor, edition)).or_default().push(index);
        }
    }
    for members in by_shared.values() {
        if in_several_languages(&singles, members, entries) {
            join(&mut parents, members);
        }
    }
    for members in by_anchor.values() {
        if in_several_languages(&singles, members, entries) && proves_one_document(&singles, members) {
            join(&mut parents, members);
        }
    }

    let mut joined: OrderedMap<usize, Vec<usize>> = OrderedMap::new();
    for index in 0..singles.len() {
        joined.entry(find(&mut parents, index)).or_default().push(index);
    }
    let mut left = Vec::new();
    for members in joined.into_values() {
        let first = &singles[members[0]];
        let page = entries[first.joined.entry].page;
        let id = if members.len() > 1 {
            let names = members.iter().filter_map(|index| singles[*index].identity.name());
            most_common(names).map(|name| identity::id(name, first.edition.as_ref()))
        } else if let Some(key) = &first.key {
            Some(key.clone())
        } else {
            let name = first.identity.name().map(|name| identity::id(name, first.edition.as_ref()));
            // The half hidden in a side-by-side page is another language already.
            name.or_else(|| (page.documents.len() > 1).then(|| entries[first.joined.entry].path.to_owned()))
        };
        match id {
            Some(id) => {
                let edition = first.edition.clone();
                let pages = members.iter().map(|index| singles[*index].joined.clone()).collect();
                groups.push(Group { id, edition, pages });
            }
            None => left.push(first.joined.entry),
        }
    }
    left
}

/// A page that mentions no edition belongs to the only edition of its topic.
fn lend_editions(singles: &mut [Single]) {
    let mut known: OrderedMap<(usize, &str), OrderedSet<&Edition>> = OrderedMap::new();
    for single in singles.iter() {
        for name in [&single.identity.shared, &single.identity.anchor].into_iter().flatten() {
            known.entry((single.root, name)).or_default().extend(&single.edition);
        }
    }
    let lent: Vec<Option<Edition>> = singles
        .iter()
        .map(|single| {
            let name = single.identity.shared.as_ref().or(single.identity.anchor.as_ref())?;
            let editions = known.get(&(single.root, name.as_str()))?;
            (editions.len() == 1).then(|| editions.first().map(|edition| (*edition).clone())).flatten()
        })
        .collect();
    for (single, lent) in singles.iter_mut().zip(lent) {
        single.edition = single.edition.take().or(lent);
    }
}

/// Whether pages that share a name can be one document: not where all are in one language (front
/// matter is copied from page to page, with its id), nor where so many are in each that the name must
/// be one that any page may have.
fn in_several_languages(singles: &[Single], members: &[usize], entries: &[Entry<'_>]) -> bool {
    let languages: OrderedSet<&str> = members
        .iter()
        .map(|index| &singles[*index].joined)
        .map(|joined| joined.locale.as_ref().or(locale_of(entries[joined.entry].page)))
        .map(|locale| locale.map_or(UNDETERMINED, Locale::as_str))
        .collect();
    languages.len() > 1 && members.len() <= 2 * languages.len()
}

/// Whether an anchor proves pages to be one document. It does not where their ids differ; and one of
/// a single word is no proof against different paths.
fn proves_one_document(singles: &[Single], members: &[usize]) -> bool {
    let members = || members.iter().map(|index| &singles[*index]);
    let ids: OrderedSet<&str> = members().filter_map(|single| single.identity.shared.as_deref()).collect();
    let single_word =
        |single: &Single| single.identity.anchor.as_ref().is_some_and(|anchor| !anchor.contains(['-', '_']));
    ids.len() <= 1 && !members().any(|single| single.key.is_some() && single_word(single))
}

/// Joins all of `members` (union-find, halving paths).
fn join(parents: &mut [usize], members: &[usize]) {
    for pair in members.windows(2) {
        let (a, b) = (find(parents, pair[0]), find(parents, pair[1]));
        // The smaller index leads, so that the order of joining does not show.
        parents[a.max(b)] = a.min(b);
    }
}

fn find(parents: &mut [usize], mut index: usize) -> usize {
    while parents[index] != index {
        parents[index] = parents[parents[index]];
        index = parents[index];
    }
    index
}

/// The most common text, the smallest of equals.
fn most_common<'a>(texts: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut counts: OrderedMap<&str, usize> = OrderedMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(text, count)| (*count, std::cmp::Reverse(*text))).map(|(text, _)| text)
}

/// The language of the sources hidden in side-by-side pages: that of most.
fn hidden_language(pages: &[Page]) -> Option<Locale> {
    let hidden =
        pages.iter().flat_map(|page| &page.documents).filter(|document| document.side == Side::Source);
    most_common(hidden.filter_map(|document| document.locale.as_ref().map(Locale::as_str)))
        .and_then(Locale::parse)
}

#[allow(clippy::too_many_arguments, reason = "one step of form, with all that form knows")]
fn finish(
    group: Group,
    pages: &[Page],
    entries: &[Entry<'_>],
    ids: &[PageId],
    roots: &Roots,
    outside: &OrderedMap<usize, Locale>,
    editions: &Editions,
    source: Option<&Locale>,
    hidden: Option<&Locale>,
) -> DocumentSet {
    let mut candidates = Vec::new();
    for joined in &group.pages {
        let entry = &entries[joined.entry];
        for (document, number) in entry.page.documents.iter().zip(0..) {
            let of_root = roots.locale(entry.root);
            let own = match document.side {
                Side::Source => document.locale.as_ref(),
                _ => document.own_locale.as_ref(),
            };
            let locale = match document.side {
                Side::Source => own.or(hidden).cloned().or_else(Locale::english),
                // A root named `de-DE` says more than words that say `de`.
                _ => joined
                    .locale
                    .as_ref()
                    .or(of_root.filter(|root| {
                        own.is_none_or(|own| own.same_language(root) && own.region().is_none())
                    }))
                    .or(own)
                    .or(source.or(outside.get(&entry.root)).filter(|_| joined.outside))
                    .cloned(),
            };
            let member = Member {
                document: DocumentRef { page: ids[joined.entry], document: number },
                locale: locale.unwrap_or_else(undetermined),
            };
            let catalogue = entry.page.catalogue.is_some();
            candidates.push(Candidate { member, side: document.side, outside: joined.outside, catalogue });
        }
    }
    let (members, reference) = reference::choose(candidates, pages, source, hidden);
    let document = |member: &Member| {
        let page = &pages[member.document.page as usize];
        (page, &page.documents[member.document.document as usize])
    };
    let shown = match reference {
        Reference::Source(index) | Reference::SideBySide(index) => members.get(index),
        Reference::Consensus | Reference::Alone => members.first(),
    }
    .map(document);
    let title = shown.and_then(|(_, document)| title(document)).unwrap_or_else(|| group.id.clone());
    let edition = group.edition.or_else(|| editions.of(shown?.0)).map(|edition| edition.to_string());
    DocumentSet { id: group.id, title, edition: edition.filter(|text| !text.is_empty()), members, reference }
}

/// The title of a document, else its first heading. The source hidden in a side-by-side page has no
/// title of its own: the front matter around it is the translation's.
fn title(document: &Document) -> Option<String> {
    let text = |wanted: fn(&BlockKind) -> bool| {
        let block = document.blocks.iter().find(|block| wanted(&block.kind))?;
        let text = document.text(block.text).trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let heading = || text(|kind| matches!(kind, BlockKind::Heading { .. }));
    match document.side {
        Side::Source => heading(),
        _ => text(|kind| matches!(kind, BlockKind::Title)).or_else(heading),
    }
}
