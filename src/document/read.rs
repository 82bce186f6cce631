//! From the bytes of a page to its documents.

use super::front_matter::{self, Head};
use super::side_by_side::{self, Half};
use super::{Block, BlockKind, Catalogue, Document, FrontMatter, Page, PageFault, PageFaultKind, Side};
use super::{anchors, catalogue, markdown, recorded, sentences, unindent};
use crate::language::Locale;
use crate::language::detect::{self, Verdict};
use crate::source::{Span, decode};
use std::borrow::Cow;

/// Reads a page. `root` is the folder the user named ("" for none), `path` the page's path below it;
/// `path_locale` the locale that the path seems to name. A page that cannot be decoded has no documents
/// and one fault.
#[must_use]
pub fn read(root: &str, path: &str, bytes: &[u8], path_locale: Option<&Locale>) -> Page {
    read_told(root, path, bytes, path_locale, false)
}

/// Like [`read`], for a page of which it is known, from all the pages around it, what it is meant to be in: it is read
/// so though most of it may still be in another language.
#[must_use]
pub fn read_as(root: &str, path: &str, bytes: &[u8], locale: &Locale) -> Page {
    read_told(root, path, bytes, Some(locale), true)
}

fn read_told(root: &str, path: &str, bytes: &[u8], path_locale: Option<&Locale>, sure: bool) -> Page {
    let root = root.trim_end_matches('/');
    let shown = if root.is_empty() { path.to_owned() } else { format!("{root}/{path}") };
    let mut page = Page {
        path: shown,
        root: root.to_owned(),
        text: String::new(),
        documents: Vec::new(),
        faults: Vec::new(),
        catalogue: None,
        recorded: Vec::new(),
    };
    let text = match decode::decode(bytes) {
        Ok(text) => text,
        Err(fault) => {
            let end = fault.offset.saturating_add(1).min(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
            let span = Span::new(fault.offset, end.max(fault.offset));
            page.faults.push(PageFault { kind: PageFaultKind::Encoding, span, message: fault.message() });
            return page;
        }
    };
    if let Some(template) = catalogue::is_template(path) {
        if template {
            page.catalogue = Some(Catalogue::default());
        } else {
            let read = catalogue::read(text);
            let told = Told { matter: read.language, path: path_locale, sure };
            let of_source = told_of_source(&read.source);
            page.documents = vec![
                laid(read.translation, Side::Translation, &told),
                laid(read.source, Side::Source, &of_source),
            ];
            page.catalogue = Some(read.catalogue);
        }
        text.clone_into(&mut page.text);
        return page;
    }
    let head = front_matter::read(text);
    let mdx = path.len() >= 4 && path.as_bytes()[path.len() - 4..].eq_ignore_ascii_case(b".mdx");
    let told = Told { matter: locale_in(&head.matter), path: path_locale, sure };
    page.documents = match side_by_side::halves(text, head.body) {
        None => vec![whole(text, &head, &told, mdx)],
        Some((translation, source)) => vec![
            half(&translation, &head, Side::Translation, &told, mdx),
            half(&source, &without_prose(&head), Side::Source, &Told::default(), mdx),
        ],
    };
    page.recorded = recorded::read(text, &head.matter);
    page.faults.extend(head.faults);
    text.clone_into(&mut page.text);
    page
}

/// A file that is given beside the pages, as a page without documents: its text, or the fault that there is none. It may
/// be UTF-16, as exports often are; its places are those of the same text in UTF-8.
#[must_use]
pub fn file(root: &str, path: &str, bytes: &[u8]) -> Page {
    let root = root.trim_end_matches('/');
    let (text, faults) = match decode::decode_any(bytes) {
        Ok(text) => (text.into_owned(), Vec::new()),
        Err(fault) => {
            let span = Span::new(fault.offset, fault.offset.saturating_add(1));
            (String::new(), vec![PageFault { kind: PageFaultKind::Encoding, span, message: fault.message() }])
        }
    };
    Page {
        path: if root.is_empty() { path.to_owned() } else { format!("{root}/{path}") },
        root: root.to_owned(),
        text,
        documents: Vec::new(),
        faults,
        catalogue: None,
        recorded: Vec::new(),
    }
}

/// The locale that the front matter names.
fn locale_in(matter: &FrontMatter) -> Option<Locale> {
    ["ms.contentlocale", "lang", "locale", "language"]
        .iter()
        .find_map(|key| matter.get(key).and_then(|value| Locale::parse(value.trim())))
        .filter(Locale::is_known)
}

/// What is said about the locale of a page.
#[derive(Default)]
struct Told<'a> {
    /// By its front matter.
    matter: Option<Locale>,
    /// By its path, which may be mistaken: `it/` holds Italian, or pages of the IT department.
    path: Option<&'a Locale>,
    /// Whether the path is not mistaken: the tree around it says the same.
    sure: bool,
}

impl Told<'_> {
    /// Sets the locale of a document: what front matter says, or the path where the text does not speak
    /// against it or the tree bears it out, or else the text; and apart from it what the page says without its path.
    fn tell(&self, document: &mut Document) {
        let (own, locale, script) = {
            let text = prose(document);
            let scores = self.matter.is_none().then(|| detect::scores(&text));
            let own = self.matter.clone().or_else(|| scores.as_ref()?.language());
            let by_path = self.path.filter(|path| {
                let speaks_against =
                    |scores: &detect::Scores| matches!(scores.look_like(path), Verdict::Other(_));
                self.sure || scores.as_ref().is_some_and(|scores| !speaks_against(scores))
            });
            (own.clone(), by_path.cloned().or(own), detect::script(&text))
        };
        (document.own_locale, document.locale, document.script) = (own, locale, script);
    }
}

/// The text of a document without its blocks of code, whose language is that of the program. A page of
/// nothing but code is told by it all the same.
fn prose(document: &Document) -> Cow<'_, str> {
    fn is_code(block: &Block) -> bool {
        matches!(block.kind, BlockKind::Code { .. })
    }
    if !document.blocks.iter().any(is_code) || document.blocks.iter().all(is_code) {
        return Cow::Borrowed(&document.plain);
    }
    let mut text = String::with_capacity(document.plain.len());
    for block in document.blocks.iter().filter(|block| !is_code(block)) {
        text.push_str(document.text(block.text));
        text.push('\n');
    }
    Cow::Owned(text)
}

fn without_prose(head: &Head) -> Head {
    Head { matter: head.matter.clone(), prose: Vec::new(), body: head.body, faults: Vec::new() }
}

fn whole(text: &str, head: &Head, told: &Told<'_>, mdx: bool) -> Document {
    let unindented = unindent::unindented(text, head.body, mdx);
    let laid_out = unindented.as_ref().map_or(text, |(copy, _)| copy.as_str());
    let (mut document, boundaries) = markdown::read(laid_out, head.body, &head.prose, mdx);
    document.front_matter = head.matter.clone();
    document.anchors = anchors::find(text);
    told.tell(&mut document);
    let locale = document.locale.clone();
    sentences::split(&mut document, locale.as_ref(), &boundaries, &[]);
    if let Some((_, map)) = &unindented {
        map.map_back(&mut document);
    }
    document
}

fn half(half: &Half, head: &Head, side: Side, told: &Told<'_>, mdx: bool) -> Document {
    let (mut document, mut boundaries) = markdown::read(&half.text, head.body, &head.prose, mdx);
    document.side = side;
    document.anchors = anchors::find(&half.text);
    document.front_matter = head.matter.clone();
    tell_side(&mut document, told);
    let units = half.units(&mut document, &mut boundaries);
    let locale = document.locale.clone();
    sentences::split(&mut document, locale.as_ref(), &boundaries, &units);
    half.map_back(&mut document);
    document
}

/// One language of a catalogue.
fn laid(laid: catalogue::Laid, side: Side, told: &Told<'_>) -> Document {
    let catalogue::Laid { mut document, boundaries, map } = laid;
    document.side = side;
    tell_side(&mut document, told);
    let locale = document.locale.clone();
    sentences::split(&mut document, locale.as_ref(), &boundaries, &[]);
    map.map_back(&mut document);
    document
}

/// The least text by which the source of a catalogue is believed to be in another language than English, in bytes.
const TELLING: usize = 4000;

/// What is said about the language of what a catalogue translates: gettext takes it for English.
fn told_of_source(source: &catalogue::Laid) -> Told<'static> {
    let text = &source.document.plain;
    let english = is_latin(text) && text.len() < TELLING;
    Told { matter: english.then(Locale::english).flatten(), path: None, sure: false }
}

/// Sets the locale of a document that shares its page with another.
fn tell_side(document: &mut Document, told: &Told<'_>) {
    told.tell(document);
    if document.locale.is_none() && document.side == Side::Source && is_latin(&document.plain) {
        // What was translated from is English unless something says otherwise.
        document.locale = Locale::english();
    }
}

/// Whether nearly all of a text is ASCII.
fn is_latin(text: &str) -> bool {
    let other = text.bytes().filter(|b| !b.is_ascii()).count();
    other * 20 <= text.len()
}
