//! Catalogues of gettext, `.po`: mdBook, Sphinx, po4a and Weblate keep the translation of documentation in them, each
//! segment of the source beside its translation.
//!
//! A catalogue gives two documents, as a side-by-side page does: the translations and, hidden beside them, what they
//! translate. Each entry is a [part](Document::parts) of both, read as a small page of its own, so that entries answer
//! each other whatever stands in them. What is fuzzy or not translated is in neither: readers see the source there.
//!
//! The entries are read here and not by a crate: those there are (`polib`, `poreader`, `ferrocat-po` …) give strings
//! that are unescaped and joined, without saying where in the file they stand, and a report needs exactly that.

mod entries;
mod half;
mod roles;

use super::offsets::OffsetMap;
use super::{Catalogue, Document, markdown};
use crate::language::Locale;
use crate::order::{InOrder as _, OrderedSet};
use crate::source::Span;
use entries::{Entry, Kind};
use half::{Edit, Half, Raw};

/// A catalogue as it was read.
#[derive(Debug)]
pub(super) struct Bilingual {
    /// What it holds.
    pub(super) catalogue: Catalogue,
    /// The language that its header names.
    pub(super) language: Option<Locale>,
    /// What is translated.
    pub(super) source: Laid,
    /// The translations.
    pub(super) translation: Laid,
}

/// One language of a catalogue.
#[derive(Debug, Default)]
pub(super) struct Laid {
    /// Without sentences; its places are those of the text that was laid out.
    pub(super) document: Document,
    /// Where in its plain text sentences begin whatever stands there.
    pub(super) boundaries: Vec<u32>,
    /// Leads from the text to the page.
    pub(super) map: OffsetMap,
}

/// Whether a path is that of a catalogue: of a template, `.pot`, or of one with translations, `.po`.
pub(super) fn is_template(path: &str) -> Option<bool> {
    let ending = &path[path.rfind('.')?..];
    match () {
        () if ending.eq_ignore_ascii_case(".pot") => Some(true),
        () if ending.eq_ignore_ascii_case(".po") => Some(false),
        () => None,
    }
}

/// Reads a catalogue.
pub(super) fn read(text: &str) -> Bilingual {
    let mut entries = entries::read(text);
    let header = entries.first().filter(|entry| entry.source.is_empty() && !entry.context);
    let header = header.and_then(|entry| entry.target.first());
    let header = header.map(|lines| Raw::read(text, lines).text).unwrap_or_default();
    let field = |name: &str| {
        header.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.trim().eq_ignore_ascii_case(name).then_some(value.trim())
        })
    };
    // `ca@valencia`: gettext writes a variant of a language behind it.
    let tag = |value: &str| Locale::parse(value.split(['@', '.']).next().unwrap_or(value));
    let language = field("Language").and_then(tag).filter(Locale::is_known);
    let by_sphinx = field("Generated-By").is_some_and(|by| by.starts_with("Babel"));

    entries.retain(|entry| !entry.source.is_empty());
    let mut catalogue = Catalogue { entries: entries.len() as u32, ..Catalogue::default() };
    let files: OrderedSet<&str> = entries
        .iter()
        .flat_map(|entry| &entry.references)
        .map(|file| text[file.range()].trim_start_matches("./").trim_start_matches("../"))
        .collect();
    catalogue.sources = files.into_iter().map(str::to_owned).collect();
    let mut sides = Sides::default();
    for entry in &entries {
        if entry.target.iter().all(Vec::is_empty) {
            catalogue.untranslated.push(entry.source[0]);
        } else if entry.fuzzy {
            catalogue.fuzzy.push(entry.source[0]);
        } else {
            sides.entry(text, entry, by_sphinx);
        }
    }
    let [source, translation] = sides.halves.map(|(half, laid)| Laid { map: half.map, ..laid });
    Bilingual { catalogue, language, source, translation }
}

/// The source and the translation as they are laid out, entry by entry.
#[derive(Default)]
struct Sides {
    halves: [(Half, Laid); 2],
}

impl Sides {
    /// Adds what an entry says in both languages: of one with plural forms the last, which has the number in it, and
    /// the singular where the languages have the same two forms.
    fn entry(&mut self, page: &str, entry: &Entry, by_sphinx: bool) {
        if entry.plural.is_empty() {
            self.pair(page, entry, [&entry.source, &entry.target[0]], by_sphinx);
            return;
        }
        if let [singular, _] = &entry.target[..] {
            self.pair(page, entry, [&entry.source, singular], by_sphinx);
        }
        if let Some(plural) = entry.target.last() {
            self.pair(page, entry, [&entry.plural, plural], by_sphinx);
        }
    }

    fn pair(&mut self, page: &str, entry: &Entry, lines: [&Vec<Span>; 2], by_sphinx: bool) {
        if lines.iter().any(|lines| lines.is_empty()) {
            return;
        }
        let ends = |ending: &str| entry.references.iter().any(|file| page[file.range()].ends_with(ending));
        let restructured = entry.docstring || ends(".rst") || (by_sphinx && ends(".txt"));
        let raw = lines.map(|lines| Raw::read(page, lines));
        let marks = [0, 1].map(|side| list_mark(&raw[side].text));
        for (side, raw) in raw.iter().enumerate() {
            let mut edits = Vec::new();
            let end = raw.text.len();
            match entry.kind {
                Kind::Title(level) => {
                    edits.push(Edit::new(0, 0, format!("{} ", "#".repeat(usize::from(level)))));
                }
                Kind::Code(language) => {
                    let longest = raw.text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
                    let fence = "`".repeat(longest.max(2) + 1);
                    edits.push(Edit::new(0, 0, format!("{fence}{}\n", &page[language.range()])));
                    let line_end = if raw.text.ends_with('\n') { "" } else { "\n" };
                    edits.push(Edit::new(end, end, format!("{line_end}{fence}")));
                }
                Kind::Prose => {
                    // A sentence that begins like an item of a list ("1. Januar") is one where the other is one, too.
                    if let (Some(mark), None) = (marks[side], marks[1 - side]) {
                        edits.push(Edit::new(mark, mark, "\\"));
                    }
                }
            }
            match entry.kind {
                Kind::Code(_) => {}
                _ if restructured => roles::edits(&raw.text, &mut edits),
                _ => old_quotes(&raw.text, &mut edits),
            }
            edits.put_in_order_by_key(Edit::start);
            let (half, laid) = &mut self.halves[side];
            let place = half.push(raw, &edits);
            let (part, boundaries) = markdown::read(&half.text[place.range()], 0, &[], false);
            let boundaries = laid.document.append(part, place.start, &boundaries);
            laid.boundaries.extend(boundaries);
        }
    }
}

/// Keeps quotation marks of old (`` `name' ``) from being read as the beginning of code.
fn old_quotes(text: &str, edits: &mut Vec<Edit>) {
    let mut at = 0;
    while let Some(open) = text[at..].find('`').map(|open| at + open) {
        let rest = &text[open + 1..];
        let next = rest.find('`').unwrap_or(rest.len());
        let quote = rest[..next].find('\'').filter(|quote| {
            let after = rest[quote + 1..].chars().next();
            *quote > 0 && after.is_none_or(|after| !after.is_alphanumeric() && after != '`')
        });
        at = match quote {
            // A word or two, and not what stands in code ("`don't`").
            Some(length) if !rest.starts_with('`') && rest[..length].split(' ').count() < 4 => {
                edits.push(Edit::new(open, open, "\\"));
                open + 1 + length + 1
            }
            // On to what stands behind the code.
            _ => {
                let marks = 1 + rest.len() - rest.trim_start_matches('`').len();
                let close = text[open + marks..].find(&text[open..open + marks]);
                close.map_or(text.len(), |close| open + 2 * marks + close)
            }
        };
    }
}

/// Where the mark stands by which Markdown would read a text as an item, a heading or a quotation.
fn list_mark(text: &str) -> Option<usize> {
    let start = text.len() - text.trim_start_matches(' ').len();
    let rest = &text[start..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let hashes = rest.bytes().take_while(|byte| *byte == b'#').count();
    let (mark, after) = match rest.as_bytes().get(digits)? {
        b'.' | b')' if digits > 0 => (digits, digits + 1),
        b'-' | b'+' | b'*' if digits == 0 => (0, 1),
        b'#' if digits == 0 => (0, hashes),
        b'>' if digits == 0 => return Some(start),
        _ => return None,
    };
    rest[after..].starts_with(' ').then_some(start + mark)
}
