//! What the path of a page says: its locale, and which document it is.
//!
//! A path is read below its root. Where a locale stands in it is a *slot*; putting `{locale}` there
//! gives the document's *key*, which the pages of one document share. Known layouts:
//!
//! | layout | example | key |
//! |---|---|---|
//! | folder | `de/guide/page.md` | `{locale}/guide/page.md` |
//! | folder with a stem | `docs.de-de/page.md`, `docs-de/page.md` | `docs.{locale}/page.md` |
//! | suffix | `page.de.md`, `page-de.md` | `page.{locale}.md` |
//! | file | `page/de.md` | `page/{locale}.md` |
//! | Docusaurus | `i18n/de/docusaurus-plugin-content-docs/current/page.md` | the same with `{locale}` |
//!
//! In all of them the source may stand outside, without a locale: `guide/page.md` beside
//! `de/guide/page.md`, `page.md` beside `page.de.md`, `docs/page.md` for Docusaurus. Those are the
//! [`counterparts`] of a key.

use crate::language::Locale;
use std::ops::Range;

/// What stands for the locale in keys and templates.
pub const LOCALE: &str = "{locale}";

/// How a locale stands in a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A whole folder, or the end of its name behind a dot (`de/`, `docs.de-de/`).
    Folder,
    /// The end of a file's name, behind a dot (`page.de.md`).
    Suffix,
    /// A whole file (`page/de.md`), as pages about the editor `vi` or the country code `de` are named, too.
    File,
    /// The end of a name, joined with `-` or `_` (`docs-de/`, `page_de.md`), as ordinary words are
    /// ("what-is").
    Joined,
    /// The start of a folder's name (`ja.site/`, `pt-br.docs/`), as that of other words may be
    /// ("en-route").
    Prefix,
}

/// A place in a path where a locale may stand.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The locale it would be.
    pub locale: Locale,
    /// How it stands there.
    pub form: Form,
    /// Whether the name is that of a country rather than of a locale (`jp`): see [`Locale::of_nickname`].
    pub nickname: bool,
    /// The same for all locales and pages that use this layout: what stands before it, and for
    /// file names what marks the suffix.
    pub name: String,
    /// Where, in the path.
    pub range: Range<usize>,
}

impl Slot {
    /// Whether its form alone makes a locale likely: that of a folder or a suffix.
    pub fn is_apart(&self) -> bool {
        !self.nickname && matches!(self.form, Form::Folder | Form::Suffix)
    }
}

/// All places in a path (below its root) where a locale may stand, outermost first.
pub fn slots(path: &str) -> Vec<Slot> {
    let mut slots = Vec::new();
    let mut start = 0;
    for component in path.split('/') {
        let end = start + component.len();
        let is_file = end == path.len();
        let stem = if is_file {
            component.rfind('.').filter(|dot| *dot > 0).unwrap_or(component.len())
        } else {
            component.len()
        };
        for Ending { at, locale, nickname } in locales_at_end(&component[..stem]) {
            let form = match (component[..at].chars().next_back(), is_file) {
                (None, true) => Form::File,
                (Some('.'), true) => Form::Suffix,
                (None | Some('.'), false) => Form::Folder,
                (Some(_), _) => Form::Joined,
            };
            let name = if is_file {
                // All pages of a folder share the slot of their suffixes, but not their stems.
                format!(
                    "{}*{}",
                    &path[..start],
                    component[..at].chars().next_back().map(String::from).unwrap_or_default()
                )
            } else {
                path[..start + at].to_owned()
            };
            slots.push(Slot { locale, form, nickname, name, range: start + at..start + stem });
        }
        if !is_file
            && slots.last().is_none_or(|slot| slot.range.start < start)
            && let Some((length, locale)) = locale_at_start(component)
        {
            let name = format!("{}^{}", &path[..start], &component[length..]);
            slots.push(Slot {
                locale,
                form: Form::Prefix,
                nickname: false,
                name,
                range: start..start + length,
            });
        }
        start = end + 1;
    }
    slots
}

/// The locale that the name of a folder starts with, the longest where there are several, and its length.
fn locale_at_start(name: &str) -> Option<(usize, Locale)> {
    let ends: Vec<usize> = name.match_indices(['.', '-', '_']).map(|(at, _)| at).take(3).collect();
    ends.into_iter().rev().find_map(|end| Some((end, Locale::parse(&name[..end]).filter(Locale::is_known)?)))
}

/// A locale that a name is or ends with.
struct Ending {
    /// Where in the name it starts.
    at: usize,
    locale: Locale,
    nickname: bool,
}

/// What locale a name is or ends with, as a locale and as the name of a country.
fn locales_at_end(name: &str) -> impl Iterator<Item = Ending> {
    let dot = name.rfind('.').map_or(0, |dot| dot + 1);
    let known = |at: usize| {
        let locale = Locale::parse(&name[at..]).filter(Locale::is_known);
        locale.map(|locale| Ending { at, locale, nickname: false })
    };
    let nicknamed =
        |at: usize| Locale::of_nickname(&name[at..]).map(|locale| Ending { at, locale, nickname: true });
    // The longest end that is a locale: "page-zh-cn" ends with zh-CN, not with "cn".
    let joined: Vec<usize> = if dot > 0 || known(0).is_some() {
        Vec::new()
    } else {
        name.match_indices(['-', '_']).map(|(at, _)| at + 1).collect()
    };
    let starts = || [dot].into_iter().chain(joined.iter().skip(joined.len().saturating_sub(3)).copied());
    let first = starts().find_map(known);
    // A region of a locale is no country: "zh-cn" is not "cn".
    let second = starts()
        .find_map(nicknamed)
        .filter(|second| first.as_ref().is_none_or(|first| first.at == second.at));
    first.into_iter().chain(second)
}

/// The key of a page whose locale stands in `slot`.
pub fn key(path: &str, slot: &Slot) -> String {
    let mut key = format!("{}{LOCALE}{}", &path[..slot.range.start], &path[slot.range.end..]);
    // `de/page.de.md`: the file says it again.
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    if slot.range.end < name {
        let again = slots(&path[name..]).into_iter().find(|again| again.form == Form::Suffix);
        if let Some(again) = again.filter(|again| again.locale == slot.locale) {
            let tail = path.len() - name;
            let at = key.len() - tail;
            key.replace_range(at + again.range.start..at + again.range.end, LOCALE);
        }
    }
    key
}

/// Folders whose children are locales and that have the source outside.
const TRANSLATION_FOLDERS: [&str; 10] = [
    "_i18n",
    "i18n",
    "l10n",
    "lang",
    "langs",
    "languages",
    "locale",
    "locales",
    "translated",
    "translations",
];

/// Where the source of a key may stand without a locale, likeliest first.
pub fn counterparts(key: &str) -> Vec<String> {
    let Some(at) = key.find(LOCALE) else { return Vec::new() };
    let (before, after) = (&key[..at], &key[at + LOCALE.len()..]);
    let mut found = Vec::new();
    let Some(rest) = after.strip_prefix('/').filter(|_| before.is_empty() || before.ends_with('/')) else {
        // A stem or a suffix: `docs.{locale}/page.md` is `docs/page.md`, and `page-{locale}.md` is `page.md`.
        let stem = before.trim_end_matches(['.', '-', '_']);
        if stem.len() < before.len() && !stem.is_empty() && !stem.ends_with('/') {
            found.push(format!("{stem}{after}").replace(&format!(".{LOCALE}"), ""));
        } else if stem.len() == before.len() && after.starts_with(['.', '-', '_']) && after.contains('/') {
            // `{locale}.site/page.md` is `site/page.md`.
            found.push(format!("{before}{}", after.trim_start_matches(['.', '-', '_'])));
        }
        return found;
    };
    let rest = rest.replace(&format!(".{LOCALE}"), "");
    found.push(format!("{before}{rest}"));
    let mut folders = before.trim_end_matches('/').rsplitn(2, '/');
    if folders.next().is_some_and(|folder| TRANSLATION_FOLDERS.contains(&folder)) {
        let base = folders.next().map(|base| format!("{base}/")).unwrap_or_default();
        found.extend(docusaurus(&base, &rest));
        found.push(format!("{base}{rest}"));
        found.push(format!("{base}docs/{rest}"));
    }
    found
}

/// The source of `i18n/{locale}/docusaurus-plugin-content-…/rest`, as Docusaurus lays it out.
fn docusaurus(base: &str, rest: &str) -> Option<String> {
    let (plugin, rest) = rest.strip_prefix("docusaurus-plugin-content-")?.split_once('/')?;
    let (kind, id) = plugin.split_once('-').map_or((plugin, None), |(kind, id)| (kind, Some(id)));
    Some(match kind {
        "docs" => match rest.split_once('/')? {
            ("current", rest) => format!("{base}{}/{rest}", id.unwrap_or("docs")),
            (version, rest) => {
                let folder = id
                    .map(|id| format!("{id}_versioned_docs"))
                    .unwrap_or_else(|| "versioned_docs".to_owned());
                format!("{base}{folder}/{version}/{rest}")
            }
        },
        "blog" => format!("{base}{}/{rest}", id.unwrap_or("blog")),
        "pages" => format!("{base}src/pages/{rest}"),
        _ => return None,
    })
}

/// Whether the page of a path is one that every folder has, so that its name proves nothing.
pub fn is_index(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name);
    ["index", "readme", "_index", "toc", "overview"].iter().any(|index| stem.eq_ignore_ascii_case(index))
}

/// What a path ends with that tells its page from most others: the name of the file, and with its folder where every
/// folder has one of that name. `None` where there is no folder.
pub fn telling_name(path: &str) -> Option<&str> {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    if !is_index(path) {
        return Some(&path[name..]);
    }
    let folder = path[..name].strip_suffix('/')?;
    Some(&path[folder.rfind('/').map_or(0, |slash| slash + 1)..])
}

/// What the last locale in the path of a root says: the locale, and the root's name without it
/// (`docs.{locale}`), which the roots of one site share. Folders above the stem do not count, as
/// the repositories of one site need not lie side by side; those below do.
pub fn root_locale(root: &str) -> Option<(Locale, String)> {
    let root = root.trim_end_matches('/');
    // A root is a folder: without the slash its last part would be read as a file name.
    let folder = format!("{root}/");
    let slot = slots(&folder).into_iter().rev().find(|slot| {
        let rest = &root[slot.range.end..];
        let parted = slot.form == Form::Folder || (slot.form == Form::Prefix && rest.starts_with('.'));
        !slot.nickname && (parted || slot.locale.region().is_some())
    })?;
    let start = root[..slot.range.start].rfind('/').map_or(0, |slash| slash + 1);
    Some((
        slot.locale.clone(),
        format!("{}{LOCALE}{}", &root[start..slot.range.start], &root[slot.range.end..]),
    ))
}

/// The length of the longest run of whole names that two paths end with.
pub fn common_tail(one: &str, other: &str) -> usize {
    let mut length = 0;
    for (a, b) in one.rsplit('/').zip(other.rsplit('/')) {
        if a != b {
            break;
        }
        length += a.len() + 1;
    }
    length.saturating_sub(1).min(one.len()).min(other.len())
}
