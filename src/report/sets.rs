//! What was understood of a tree of pages: its languages, its document sets, and what is in none, without what was found
//! in them.

use super::text::Style;
use super::text::{Canvas, Ink, counted, render_asides};
use super::{SetSummary, Summary, assemble, excerpt::tame};
use crate::document::{Catalogue, Page, Side};
use crate::order::{InOrder as _, OrderedMap, OrderedSet};
use crate::set::Sets;
use crate::source::Span;
use serde::Serialize;
use std::fmt::Write as _;

/// More sets than this are summed up by their layouts, unless all are asked for.
const LISTED_SETS: usize = 40;
/// More layouts than this are counted.
const LISTED_LAYOUTS: usize = 16;
/// More pages in no set than this are counted, for each reason.
const LISTED_PAGES: usize = 5;

/// The sets of some pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// As in a report; nothing is compared, so nothing is found.
    pub summary: Summary,
    /// The languages, by locale.
    pub languages: Vec<Coverage>,
}

/// How much of the sources a language has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Coverage {
    /// The locale.
    pub locale: String,
    /// Its pages in sets.
    pub pages: u32,
    /// Sets of which it is the source.
    pub source_of: u32,
    /// Sets in which it is compared with a source.
    pub translated: u32,
    /// Sets that have a source in another language, those of one page only among them.
    pub sources: u32,
    /// Sets without a source that have a page in this language.
    pub without_source: u32,
    /// The entries of its catalogues of gettext, where it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entries: Option<Entries>,
}

/// How much of some catalogues is translated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entries {
    /// Entries that are translated.
    pub translated: u32,
    /// Entries that are marked as fuzzy: readers see the source.
    pub fuzzy: u32,
    /// Entries without a translation.
    pub untranslated: u32,
}

impl Entries {
    fn add(&mut self, catalogue: &Catalogue) {
        let count = |entries: &[Span]| u32::try_from(entries.len()).unwrap_or(u32::MAX);
        let (fuzzy, untranslated) = (count(&catalogue.fuzzy), count(&catalogue.untranslated));
        self.fuzzy += fuzzy;
        self.untranslated += untranslated;
        self.translated += catalogue.entries.saturating_sub(fuzzy.saturating_add(untranslated));
    }
}

/// The overview as plain objects; mirrors `SetsOverview` in `npm/types.ts`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shape<'a> {
    version: u32,
    pages: u32,
    languages: &'a [Coverage],
    sets: Vec<SetShape<'a>>,
    unmatched: Vec<PageShape<'a>>,
    not_read: &'a OrderedMap<String, u32>,
    advice: &'a [String],
}

#[derive(Serialize)]
struct SetShape<'a> {
    id: &'a str,
    title: &'a str,
    reference: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    documents: Vec<DocumentShape<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DocumentShape<'a> {
    path: &'a str,
    locale: &'a str,
    side: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_commit: Option<&'a str>,
}

#[derive(Serialize)]
struct PageShape<'a> {
    path: &'a str,
    reason: &'a str,
}

impl Overview {
    /// What sets say of the pages that they were formed from.
    #[must_use]
    pub fn new(pages: &[Page], sets: &Sets) -> Self {
        let summary = assemble::summarise(pages, sets, &[]);
        let source = main_source(&summary);
        let mut languages: OrderedMap<&str, Coverage> = OrderedMap::new();
        let mut sources: OrderedMap<&str, u32> = OrderedMap::new();
        for set in &summary.sets {
            // A page of the source that has no translation yet is one that the others lack.
            let alone = set.documents.first().map(|document| document.locale.as_str());
            let own = set.source.as_deref().or(alone.filter(|_| set.reference == "alone"));
            let own = own.filter(|own| set.source.is_some() || Some(*own) == source);
            if let Some(own) = own {
                *sources.entry(own).or_default() += 1;
            }
            let locales: OrderedSet<&str> =
                set.documents.iter().map(|document| document.locale.as_str()).collect();
            for locale in locales {
                let coverage = languages.entry(locale).or_default();
                *match own {
                    Some(own) if own == locale => &mut coverage.source_of,
                    Some(_) => &mut coverage.translated,
                    None => &mut coverage.without_source,
                } += 1;
            }
            for document in &set.documents {
                languages.entry(&document.locale).or_default().pages += 1;
            }
        }
        let mut entries: OrderedMap<String, Entries> = OrderedMap::new();
        for member in sets.sets.iter().flat_map(|set| &set.members) {
            let page = pages.get(member.document.page as usize);
            if let Some(catalogue) = page.and_then(|page| page.catalogue.as_ref())
                && assemble::side(pages, member) == Side::Translation
            {
                entries.entry(member.locale.to_string()).or_default().add(catalogue);
            }
        }
        let all: u32 = sources.values().sum();
        let languages = languages.into_iter().map(|(locale, coverage)| Coverage {
            locale: locale.to_owned(),
            sources: all - sources.get(locale).copied().unwrap_or(0),
            entries: entries.get(locale).copied(),
            ..coverage
        });
        let languages = languages.collect();
        Self { summary, languages }
    }

    /// As JSON, with a line break at its end.
    #[must_use]
    pub fn json(&self) -> String {
        let summary = &self.summary;
        let sets = summary.sets.iter().map(|set| SetShape {
            id: &set.id,
            title: &set.title,
            reference: set.reference,
            source: set.source.as_deref(),
            documents: set
                .documents
                .iter()
                .map(|one| DocumentShape {
                    path: &one.path,
                    locale: &one.locale,
                    side: one.side,
                    source_commit: one.source_commit.as_deref(),
                })
                .collect(),
        });
        let unmatched =
            summary.unmatched.iter().map(|page| PageShape { path: &page.path, reason: &page.reason });
        let shape = Shape {
            version: 1,
            pages: summary.pages,
            languages: &self.languages,
            sets: sets.collect(),
            unmatched: unmatched.collect(),
            not_read: &summary.not_read,
            advice: &summary.advice,
        };
        crate::report::json::pretty(&shape)
    }

    /// For people; `all` lists every set and every page, however many there are.
    #[must_use]
    pub fn text(&self, style: &Style, all: bool) -> String {
        let mut out = Canvas { text: String::new(), color: style.color };
        let summary = &self.summary;
        let joined = summary.pages as usize - summary.unmatched.len().min(summary.pages as usize);
        let head = format!(
            "{}: {} in {}, {} in no set",
            counted(summary.pages as usize, "page"),
            counted(joined, "page"),
            counted(summary.sets.len(), "document set"),
            summary.unmatched.len()
        );
        out.ink(Ink::Strong, &head);
        out.text.push_str("\n\n");
        self.render_languages(&mut out);
        if !summary.sets.is_empty() {
            if all || summary.sets.len() <= LISTED_SETS {
                render_sets(&mut out, &summary.sets);
            } else {
                render_layouts(&mut out, &summary.sets);
            }
        }
        self.render_unmatched(&mut out, if all { usize::MAX } else { LISTED_PAGES });
        render_asides(&mut out, summary);
        while out.text.ends_with("\n\n") {
            out.text.pop();
        }
        out.text
    }

    fn render_languages(&self, out: &mut Canvas) {
        if self.languages.is_empty() {
            return;
        }
        let longest = self.languages.iter().map(|language| language.locale.len()).max().unwrap_or(0);
        for language in &self.languages {
            let mut parts = Vec::new();
            if language.source_of > 0 {
                parts.push(format!("source of {}", counted(language.source_of as usize, "set")));
            }
            if language.translated > 0 || (language.source_of == 0 && language.sources > 0) {
                let share = language.translated * 100 / language.sources.max(1);
                parts.push(format!("{} of {} ({share} %)", language.translated, language.sources));
            }
            if language.without_source > 0 {
                parts.push(format!("{} without a source", language.without_source));
            }
            if let Some(entries) = &language.entries {
                let all = entries.translated + entries.fuzzy + entries.untranslated;
                parts.push(format!(
                    "{} of {} translated, {} fuzzy, {} not",
                    entries.translated,
                    counted_entries(all),
                    entries.fuzzy,
                    entries.untranslated
                ));
            }
            let locale = &language.locale;
            let pages = counted(language.pages as usize, "page");
            let _ = writeln!(out.text, "  {locale:<longest$}  {pages}: {}", parts.join(", "));
        }
        out.text.push('\n');
    }

    fn render_unmatched(&self, out: &mut Canvas, most: usize) {
        let mut reasons: OrderedMap<&str, Vec<&str>> = OrderedMap::new();
        for page in &self.summary.unmatched {
            reasons.entry(&page.reason).or_default().push(&page.path);
        }
        let mut reasons: Vec<(&str, Vec<&str>)> = reasons.into_iter().collect();
        reasons.put_in_order_by_key(|(_, pages)| std::cmp::Reverse(pages.len()));
        let shown = if most == usize::MAX { most } else { LISTED_LAYOUTS };
        for (reason, pages) in reasons.iter().take(shown) {
            out.ink(Ink::Strong, &format!("{} in no set", counted(pages.len(), "page")));
            let _ = writeln!(out.text, ": {}", tame(reason));
            for page in pages.iter().take(most) {
                let _ = writeln!(out.text, "  {}", tame(page));
            }
            if pages.len() > most {
                let _ = writeln!(out.text, "  and {} more", pages.len() - most);
            }
            out.text.push('\n');
        }
        if reasons.len() > shown {
            let rest: usize = reasons[shown..].iter().map(|(_, pages)| pages.len()).sum();
            let _ = writeln!(out.text, "and {} more in no set\n", counted(rest, "page"));
        }
    }
}

fn counted_entries(all: u32) -> String {
    if all == 1 { "1 entry".to_owned() } else { format!("{all} entries") }
}

/// The locale that most sets are compared with.
fn main_source(summary: &Summary) -> Option<&str> {
    let mut counts: OrderedMap<&str, usize> = OrderedMap::new();
    for source in summary.sets.iter().filter_map(|set| set.source.as_deref()) {
        *counts.entry(source).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(locale, count)| (*count, std::cmp::Reverse(*locale)))
        .map(|(locale, _)| locale)
}

/// "en → de, ja", "consensus of de, fr" or "de alone".
fn members(set: &SetSummary) -> String {
    let mut locales: Vec<&str> = set.documents.iter().map(|document| document.locale.as_str()).collect();
    if let Some(source) = set.source.as_deref()
        && let Some(at) = locales.iter().position(|locale| *locale == source)
    {
        locales.remove(at);
    }
    let others = locales.join(", ");
    match (set.source.as_deref(), set.reference) {
        (Some(source), "side-by-side") => format!("{source} (hidden) → {others}"),
        (Some(source), _) => format!("{source} → {others}"),
        (None, "consensus") => format!("consensus of {others}"),
        (None, _) => format!("{others} alone"),
    }
}

fn render_sets(out: &mut Canvas, sets: &[SetSummary]) {
    for set in sets {
        let _ = writeln!(out.text, "  {}: {}", tame(&set.id), members(set));
    }
    out.text.push('\n');
}

/// How the sets lie, where listing every one would hide that.
fn render_layouts(out: &mut Canvas, sets: &[SetSummary]) {
    let mut layouts: OrderedMap<String, usize> = OrderedMap::new();
    for set in sets {
        *layouts.entry(layout(&set.id)).or_default() += 1;
    }
    let mut layouts: Vec<(String, usize)> = layouts.into_iter().collect();
    layouts.put_in_order_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (layout, count) in layouts.iter().take(LISTED_LAYOUTS) {
        let _ = writeln!(out.text, "  {}: {}", tame(layout), counted(*count, "set"));
    }
    if layouts.len() > LISTED_LAYOUTS {
        let rest: usize = layouts[LISTED_LAYOUTS..].iter().map(|(_, count)| count).sum();
        let _ = writeln!(out.text, "  and {} laid out otherwise", counted(rest, "set"));
    }
    out.text.push_str("  (--all lists every one)\n\n");
}

/// The form of a set's path: what stands before the locale, or the ending behind it.
fn layout(id: &str) -> String {
    const LOCALE: &str = "{locale}";
    let Some(at) = id.find(LOCALE) else {
        return if id.contains('/') || id.contains('.') {
            "**".to_owned()
        } else {
            "by their ids".to_owned()
        };
    };
    let (before, after) = (&id[..at], &id[at + LOCALE.len()..]);
    match after.find('/') {
        Some(slash) => format!("{before}{LOCALE}{}/**", &after[..slash]),
        None => {
            let stem = before.rfind('/').map_or(before, |slash| &before[slash + 1..]);
            let mark = stem.chars().next_back().map(|mark| format!("*{mark}")).unwrap_or_default();
            format!("**/{mark}{LOCALE}{after}")
        }
    }
}
