//! Why pages are in no set, and what the user could write so that they are.

use super::layout::{Entry, Placement};
use super::path::{self, LOCALE};
use super::template::Template;
use super::{DocumentSet, Layout, Reference};
use crate::document::Page;
use crate::language::Locale;
use crate::order::{OrderedMap, OrderedSet};

const NO_NAME: &str = "nothing says which document it is: no page of its path stands in another language, and \
                       neither its front matter nor its first heading names the document";

/// Says of pages that no path joins why that is.
pub struct Reasons<'a> {
    keys: OrderedSet<(usize, &'a str)>,
    /// By root and folder: the key of a source outside the locales that stands there.
    neighbours: OrderedMap<(usize, &'a str), &'a str>,
    /// The files that catalogues refer to, each with the first catalogue that does.
    in_catalogues: OrderedMap<&'a str, &'a str>,
}

impl<'a> Reasons<'a> {
    pub fn new(entries: &[Entry<'a>], placed: &'a [Option<Placement>]) -> Self {
        let (mut keys, mut neighbours) = (OrderedSet::new(), OrderedMap::new());
        for (entry, placement) in entries.iter().zip(placed) {
            let Some(placement) = placement else { continue };
            keys.insert((entry.root, placement.key.as_str()));
            if placement.locale.is_none() && placement.key.contains(LOCALE) {
                neighbours.entry((entry.root, folder(entry.path))).or_insert(placement.key.as_str());
            }
        }
        let mut in_catalogues = OrderedMap::new();
        for entry in entries {
            for file in entry.page.catalogue.iter().flat_map(|catalogue| &catalogue.sources) {
                in_catalogues.entry(file.as_str()).or_insert(entry.path);
            }
        }
        Self { keys, neighbours, in_catalogues }
    }

    /// Why a page is in no set.
    pub fn of(&self, entry: &Entry<'_>) -> String {
        if let Some((name, key)) = self.misnamed(entry) {
            return format!(
                "\"{name}\" stands where {key} has the locale, and names no language that is known"
            );
        }
        if let Some(catalogue) = self.catalogue_of(&entry.page.path) {
            return format!("its sentences are translated in catalogues, such as {catalogue}");
        }
        let mut above = Some(folder(entry.path));
        while let Some(inner) = above {
            if let Some(key) = self.neighbours.get(&(entry.root, inner)) {
                return match folder(key) {
                    folder if folder.contains(LOCALE) => {
                        format!("no language has it; its neighbours are translated in {folder}")
                    }
                    _ => format!("no language has it; its neighbours are translated, such as {key}"),
                };
            }
            above = (!inner.is_empty()).then(|| folder(inner.trim_end_matches('/')));
        }
        NO_NAME.to_owned()
    }

    /// The first catalogue that refers to a page.
    fn catalogue_of(&self, path: &str) -> Option<&'a str> {
        if self.in_catalogues.is_empty() {
            return None;
        }
        let starts = [0].into_iter().chain(path.match_indices('/').map(|(slash, _)| slash + 1));
        starts.filter_map(|start| self.in_catalogues.get(&path[start..])).next().copied()
    }

    /// The name in a path that stands where others have a locale, and the key of those.
    fn misnamed<'p>(&self, entry: &Entry<'p>) -> Option<(&'p str, String)> {
        let path = entry.path;
        let mut start = 0;
        for component in path.split('/') {
            let is_file = start + component.len() == path.len();
            let name = if is_file {
                let stem = component.rfind('.').map_or(component, |dot| &component[..dot]);
                stem.rfind('.').map(|dot| (start + dot + 1, &stem[dot + 1..]))
            } else {
                Some((start, component))
            };
            if let Some((at, name)) = name.filter(|(_, name)| Locale::parse(name).is_some()) {
                let (before, after) = (&path[..at], &path[at + name.len()..]);
                if self.keys.contains(&(entry.root, format!("{before}{LOCALE}{after}").as_str())) {
                    // All that stand in one folder are told together.
                    let place = if is_file { after } else { "/" };
                    return Some((name, format!("{before}{LOCALE}{place}")));
                }
            }
            start += component.len() + 1;
        }
        None
    }
}

/// The folder of a path, with its slash; empty at the root.
fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..=slash])
}

/// What the user could write where a run was not understood as it was meant, a line each.
pub fn advice(entries: &[Entry<'_>], sets: &[DocumentSet], pages: &[Page], layout: &Layout) -> Vec<String> {
    let mut advice = Vec::new();
    let languages: OrderedSet<&Locale> =
        sets.iter().flat_map(|set| &set.members).map(|member| &member.locale).collect();
    let found = |source: &Locale| languages.iter().any(|language| language.same_language(source));
    if let Some(source) = layout.source.as_ref().filter(|source| !found(source))
        && !languages.is_empty()
    {
        let names: Vec<&str> = languages.iter().take(LISTED).map(|language| language.as_str()).collect();
        let more = if languages.len() > LISTED { " …" } else { "" };
        advice.push(format!(
            "no page is in {source}, the source that was asked for (found: {}{more}): write --source with one of \
             these, or --source-root DIR for the folder of the {source} pages",
            names.join(", ")
        ));
    }
    for text in &layout.templates {
        let template = Template::new(text);
        if !entries.iter().any(|entry| template.takes(entry.path)) {
            advice.push(format!(
                "the template \"{text}\" fits no page: it is held against paths below the root, such as {}",
                entries.first().map_or("docs/en/page.md", |entry| entry.path)
            ));
        }
    }
    let joined = |set: &&DocumentSet| !matches!(set.reference, Reference::Alone);
    for (root, locale) in &layout.roots {
        let own = |set: &DocumentSet| {
            set.members
                .iter()
                .any(|member| pages.get(member.document.page as usize).is_some_and(|page| page.root == *root))
        };
        if locale.is_some() && !sets.iter().filter(joined).any(own) {
            advice.push(format!(
                "no page below {root} has the path of a page of the source: name the folders from which on their \
                 paths are the same"
            ));
        }
    }
    if advice.is_empty() && entries.len() > 1 && !sets.iter().any(|set| joined(&set)) {
        advice.push(match roots_of(entries, layout.source.as_ref()) {
            Some(roots) => format!("no page stands in two languages by its path, but these folders look alike: write {roots}"),
            None => "no page has a translation beside it: name the folders of the languages (--source-root docs --root \
                     de=../site.de/docs), or say in unisono.yaml where the locale stands in paths (templates: \
                     [\"content/{locale}/**\"])"
                .to_owned(),
        });
    }
    advice
}

/// How many languages are named.
const LISTED: usize = 12;
/// How many pages of one file name are looked at.
const NAMESAKES: usize = 16;

/// The folders that hold the same pages in several languages, as options of the command line.
fn roots_of(entries: &[Entry<'_>], source: Option<&Locale>) -> Option<String> {
    let language = source.map_or("en", Locale::language);
    let mut namesakes: OrderedMap<&str, Vec<&Entry<'_>>> = OrderedMap::new();
    for entry in entries {
        if let Some(name) = path::telling_name(entry.path) {
            namesakes.entry(name).or_default().push(entry);
        }
    }
    let mut votes: OrderedMap<(&str, &Locale, &str), usize> = OrderedMap::new();
    for same in namesakes.values().filter(|same| same.len() <= NAMESAKES) {
        for one in same.iter().filter(|one| one.own().is_some_and(|own| own.language() == language)) {
            for other in same {
                let Some(own) = other.own().filter(|own| own.language() != language) else { continue };
                let tail = path::common_tail(&one.page.path, &other.page.path);
                let start = |path: &str| path.len() - tail;
                let from = &one.page.path[..start(&one.page.path)];
                let to = &other.page.path[..start(&other.page.path)];
                *votes.entry((from, own, to)).or_default() += 1;
            }
        }
    }
    let ((from, ..), _) = votes.iter().max_by_key(|(key, votes)| (**votes, std::cmp::Reverse(**key)))?;
    let mut best: OrderedMap<&Locale, (usize, &str)> = OrderedMap::new();
    for ((_, locale, to), votes) in votes.iter().filter(|((other, ..), _)| other == from) {
        let most = best.entry(locale).or_default();
        if *votes > most.0 {
            *most = (*votes, to);
        }
    }
    let shown = |folder: &str| match folder.trim_end_matches('/') {
        "" => ".".to_owned(),
        folder => folder.to_owned(),
    };
    let roots: Vec<String> =
        best.iter().map(|(locale, (_, folder))| format!("--root {locale}={}", shown(folder))).collect();
    Some(format!("--source-root {} {}", shown(from), roots.join(" ")))
}
