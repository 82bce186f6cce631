//! Translation memories as TMX 1.4 (LISA OSCAR, 2005), read as segment pairs to learn from.
//!
//! Of each unit the segment in the source language is paired with that in each other language. Native code
//! (`bpt`, `ept`, `it`, `ph`, `ut`) is left out with the sub-flows in it, which are no part of the sentence;
//! `hi` only marks text, which stays. Entities that a file declares are not expanded, and nothing recurses.

use super::format::MemoryError;
use super::memory::{Memory, Place};
use super::tokens;
use crate::document::{Block, BlockKind, Document, Run, Sentence};
use crate::facts::Facts;
use crate::glossary::Terms;
use crate::language::Locale;
use crate::order::OrderedMap;
use crate::rendition::Rendition;
use crate::set::DocumentRef;
use crate::source::Span;
use crate::source::decode::decode_any;
use roxmltree::{Node, ParsingOptions, TextPos};
use std::sync::Arc;

/// The longest file, in bytes: the tree of its elements takes several times as much.
const MOST_BYTES: usize = 256 << 20;
/// The most elements and texts.
const MOST_NODES: u32 = 20_000_000;
/// Elements whose content is code of the native format.
const CODE: [&str; 5] = ["bpt", "ept", "it", "ph", "ut"];

impl Memory {
    /// Reads a TMX file, UTF-8 or UTF-16 with a byte-order mark. `source` is the source language, which
    /// else the file tells; `name` is for messages and for the places of the segments.
    ///
    /// # Errors
    /// The first thing that is wrong, with its line and column.
    pub fn from_tmx(name: &str, bytes: &[u8], source: Option<&Locale>) -> Result<Self, MemoryError> {
        let error = |place, message| MemoryError { file: name.to_owned(), place, message };
        if bytes.len() > MOST_BYTES {
            let (is, most) = (bytes.len() >> 20, MOST_BYTES >> 20);
            return Err(error(
                None,
                format!(
                    "the file is {is} MB long, and no more than {most} MB are read: split it, all parts can be given"
                ),
            ));
        }
        let text = decode_any(bytes).map_err(|fault| {
            let line = bytes[..fault.offset as usize].iter().filter(|byte| **byte == b'\n').count();
            error(Some((line as u32 + 1, 1)), fault.of_file().text())
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        read(name, text, source).map_err(|(at, message)| error(Some((at.row, at.col)), message))
    }
}

/// Where something is wrong, and what.
type Fault = (TextPos, String);

fn read(name: &str, text: &str, source: Option<&Locale>) -> Result<Memory, Fault> {
    if let Some(at) = memchr::memmem::find(text.as_bytes(), b"<!ENTITY") {
        let row = 1 + text[..at].matches('\n').count() as u32;
        let col = 1 + text[..at].chars().rev().take_while(|c| *c != '\n').count() as u32;
        let message = "the file declares an entity, and those are not expanded: write the characters instead";
        return Err((TextPos::new(row, col), message.to_owned()));
    }
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = roxmltree::Document::parse_with_options(text, options)
        .map_err(|error| (error.pos(), format!("the XML is broken: {error}")))?;
    let root = document.root_element();
    let at = |node: Node<'_, '_>| document.text_pos_at(node.range().start);
    if root.tag_name().name() != "tmx" {
        let found = root.tag_name().name();
        return Err((at(root), format!("this is no TMX: it begins with <{found}>, and TMX with <tmx>")));
    }
    let of_file = root
        .children()
        .find(|node| node.has_tag_name("header"))
        .and_then(|header| header.attribute("srclang"));
    let mut units = Units::default();
    let mut line = 1;
    let mut counted = 0;
    for unit in root.descendants().filter(|node| is(*node, "tu")) {
        let mut segments = Vec::new();
        for variant in unit.children().filter(|node| is(*node, "tuv")) {
            let tag = variant.attributes().find(|attribute| attribute.name() == "lang");
            let tag = tag.map(|attribute| attribute.value()).ok_or_else(|| {
                (at(variant), "the language is missing: write xml:lang=\"en\", or whichever it is".to_owned())
            })?;
            let locale = Locale::parse(tag).ok_or_else(|| {
                (at(variant), format!("xml:lang {tag:?} is no locale: write one such as en or pt-BR"))
            })?;
            let Some(segment) = variant.children().find(|node| is(*node, "seg")) else { continue };
            let start = segment.range().start;
            line += text[counted..start].matches('\n').count() as u32;
            counted = start;
            segments.push((locale, content(segment), line));
        }
        let srclang = unit.attribute("srclang").or(of_file);
        let of_unit = match (source, srclang) {
            (Some(source), _) => source.clone(),
            (None, None | Some("*all*")) => {
                let message =
                    "the file does not say which language is the source: name it, such as --source en-US";
                return Err((at(unit), message.to_owned()));
            }
            (None, Some(tag)) => Locale::parse(tag).ok_or_else(|| {
                (at(unit), format!("srclang {tag:?} is no locale: name the source, such as --source en-US"))
            })?,
        };
        units.take(of_unit, &segments);
    }
    if units.pairs.is_empty() {
        let source = source.map(Locale::as_str).or(of_file).unwrap_or("the source language");
        let message =
            format!("there is nothing to learn: no <tu> has a <tuv> in {source} and one in another language");
        return Err((at(root), message));
    }
    Ok(units.memory(name))
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.tag_name().name() == name
}

/// The text of a segment, without native code, its blanks made single.
fn content(segment: Node<'_, '_>) -> String {
    let mut text = String::new();
    let mut code_end = 0;
    for node in segment.descendants() {
        let span = node.range();
        if span.start < code_end {
            continue;
        }
        if CODE.contains(&node.tag_name().name()) {
            code_end = span.end;
        } else if node.is_text() {
            text.push_str(node.text().unwrap_or_default());
        }
    }
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// The segment pairs of a file. All segments of a language make one document, each a paragraph of one
/// sentence, so that they are read as pages are.
#[derive(Default)]
struct Units {
    documents: OrderedMap<Locale, Document>,
    pairs: Vec<Comparison>,
}

struct Comparison {
    source: (Locale, Span),
    target: (Locale, Span),
    /// Of the target.
    line: u32,
}

impl Units {
    /// Takes the segments of a unit, each with its locale and line.
    fn take(&mut self, source: Locale, segments: &[(Locale, String, u32)]) {
        let exact = segments.iter().position(|(locale, ..)| *locale == source);
        let from = exact.or_else(|| segments.iter().position(|(locale, ..)| locale.same_language(&source)));
        let Some(from) = from else { return };
        let text = &segments[from].1;
        let targets = || {
            // What was copied teaches nothing.
            segments.iter().filter(|(locale, other, _)| {
                !locale.same_language(&source) && !other.is_empty() && other != text
            })
        };
        if text.is_empty() || targets().next().is_none() {
            return;
        }
        let in_source = self.push(&source, text);
        for (locale, text, line) in targets() {
            let in_target = self.push(locale, text);
            self.pairs.push(Comparison {
                source: (source.clone(), in_source),
                target: (locale.clone(), in_target),
                line: *line,
            });
        }
    }

    fn push(&mut self, locale: &Locale, text: &str) -> Span {
        let document = self.documents.entry(locale.clone()).or_default();
        let span = Span::new(document.plain.len() as u32, (document.plain.len() + text.len()) as u32);
        document.plain.push_str(text);
        document.plain.push('\n');
        document.runs.push(Run { plain: span, source: span });
        let (block, sentence) = (document.blocks.len() as u32, document.sentences.len() as u32);
        document.sentences.push(Sentence { text: span, block, unit: None });
        document.blocks.push(Block {
            kind: BlockKind::Paragraph,
            container: None,
            text: span,
            source: span,
            sentences: (sentence, sentence + 1),
            marks: (0, 0),
            anchor: None,
            wrapper_title: false,
        });
        span
    }

    fn memory(&self, name: &str) -> Memory {
        let facts: OrderedMap<&Locale, Facts> = self
            .documents
            .iter()
            .map(|(locale, document)| (locale, Facts::read_without_words(document)))
            .collect();
        let rendition = |locale: &'_ Locale| {
            let (locale, document) = self.documents.get_key_value(locale)?;
            Some(Rendition {
                id: DocumentRef { page: 0, document: 0 },
                path: name,
                locale,
                document,
                facts: facts.get(locale)?,
                terms: Terms { glossaries: &[], mentions: &[] },
            })
        };
        let path: Arc<str> = name.into();
        let mut memory = Memory::default();
        let (mut from, mut to) = (Vec::new(), Vec::new());
        for Comparison { source, target, line } in &self.pairs {
            let (Some(one), Some(other)) = (rendition(&source.0), rendition(&target.0)) else { continue };
            from.clear();
            tokens::cut(one, source.1, &mut from);
            to.clear();
            tokens::cut(other, target.1, &mut to);
            let bitext = memory.bitexts.entry((source.0.clone(), target.0.clone())).or_default();
            bitext.learn(&from, &to, || Place { path: Arc::clone(&path), line: *line });
        }
        memory
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file(body: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">\n\
             <header srclang=\"EN-us\" segtype=\"sentence\"/>\n<body>\n{body}\n</body>\n</tmx>"
        )
    }

    fn unit(tuvs: &[(&str, &str)]) -> String {
        let tuv = |(lang, text): &(&str, &str)| format!("<tuv xml:lang=\"{lang}\"><seg>{text}</seg></tuv>");
        format!("<tu>{}</tu>", tuvs.iter().map(tuv).collect::<String>())
    }

    /// "en-US>de-DE 7: source | target", segment pair by segment pair.
    fn pairs(memory: &Memory) -> Vec<String> {
        let mut shown = Vec::new();
        for ((source, target), bitext) in &memory.bitexts {
            let bitext = bitext.sorted();
            for (from, to, seen) in &bitext.pairs {
                let (from, to, times) = (bitext.text(from), bitext.text(to), seen.count);
                shown.push(format!("{source}>{target} {}x{times}: {from} | {to}", seen.place.line));
            }
        }
        shown
    }

    fn read(text: &str) -> Vec<String> {
        pairs(&Memory::from_tmx("our.tmx", text.as_bytes(), None).expect("the file is right"))
    }

    fn fails(text: &str) -> String {
        Memory::from_tmx("our.tmx", text.as_bytes(), None).expect_err("the file is wrong").to_string()
    }

    #[test]
    fn each_language_of_a_unit_is_paired_with_the_source() {
        let text = file(&format!(
            "{}\n{}\n{}\n{}",
            unit(&[
                ("de-DE", "Starten Sie den Pool neu."),
                ("en-US", "Restart the pool."),
                ("ja", "プールを再起動します。")
            ]),
            unit(&[("en-us", "Restart the pool."), ("de-de", "Starten Sie den Pool neu.")]),
            unit(&[("fr-FR", "Sans source."), ("de-DE", "Ohne Quelle.")]),
            unit(&[("en-US", "Pool"), ("de-DE", "Pool"), ("ja", "")]),
        ));
        assert_eq!(
            read(&text),
            [
                "en-US>de-DE 6x2: Restart the pool. | Starten Sie den Pool neu.",
                "en-US>ja 6x1: Restart the pool. | プールを再起動します。"
            ]
        );
    }

    #[test]
    fn native_code_goes_and_marked_text_stays() {
        let text = file(&unit(&[
            (
                "en-US",
                "Click <bpt i=\"1\">&lt;b></bpt><hi type=\"x\">Next\n  &amp; </hi>wait<ept i=\"1\">&lt;/b></ept>\
                 <ph x=\"1\">&lt;img alt=\"<sub>a picture</sub>\"></ph><it pos=\"begin\">&lt;i></it>, please.",
            ),
            ("de-DE", "Bitte auf <![CDATA[Weiter &]]> warten."),
        ]));
        assert_eq!(read(&text), ["en-US>de-DE 7x1: Click Next & wait, please. | Bitte auf Weiter & warten."]);
    }

    #[test]
    fn the_source_that_is_named_comes_before_that_of_the_file() {
        let text = file(&unit(&[("en", "A pool."), ("de", "Ein Pool."), ("fr", "Un pool.")]));
        let german = Locale::parse("de-AT").expect("a locale");
        let memory = Memory::from_tmx("our.tmx", text.as_bytes(), Some(&german)).expect("the file is right");
        assert_eq!(
            pairs(&memory),
            ["de-AT>en 6x1: Ein Pool. | A pool.", "de-AT>fr 6x1: Ein Pool. | Un pool."]
        );
    }

    #[test]
    fn utf_16_is_read_as_utf_8_is() {
        let text = file(&unit(&[("en-US", "Straße"), ("ja-JP", "道路")]));
        let little: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [little, big, format!("\u{feff}{text}").into_bytes()] {
            let memory = Memory::from_tmx("our.tmx", &bytes, None).expect("the file is right");
            assert_eq!(pairs(&memory), ["en-US>ja-JP 6x1: Straße | 道路"]);
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (text, expected) in [
            (file("<tu><tuv></tu>"), "our.tmx:6:10: the XML is broken: "),
            ("<tbx/>".to_owned(), "our.tmx:1:1: this is no TMX: it begins with <tbx>, and TMX with <tmx>"),
            (file("<tu><tuv><seg>a</seg></tuv></tu>"), "our.tmx:6:5: the language is missing"),
            (file(&unit(&[("English", "a")])), "our.tmx:6:5: xml:lang \"English\" is no locale"),
            (
                file(&unit(&[("de", "a"), ("fr", "b")])),
                "our.tmx:3:1: there is nothing to learn: no <tu> has a <tuv> in EN-us",
            ),
            (
                file("<tu/>").replace("EN-us", "*all*"),
                "our.tmx:6:1: the file does not say which language is the source",
            ),
            (
                "<!DOCTYPE tmx [\n <!ENTITY a \"aaaa\">]><tmx>&a;</tmx>".to_owned(),
                "our.tmx:2:2: the file declares an entity",
            ),
        ] {
            assert!(fails(&text).starts_with(expected), "{}", fails(&text));
        }
        let error = Memory::from_tmx("our.tmx", b"<tmx>\n\xff", None).expect_err("it is not UTF-8");
        assert!(error.to_string().starts_with("our.tmx:2:1: byte 6 (0xFF)"), "{error}");
    }

    #[test]
    fn deep_nesting_costs_no_stack() {
        let deep = format!("{}x{}", "<hi>".repeat(100_000), "</hi>".repeat(100_000));
        assert_eq!(read(&file(&unit(&[("en-US", &deep), ("de", "y")]))), ["en-US>de 6x1: x | y"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(parts in prop::collection::vec(prop::sample::select(vec![
            "<tmx>", "</tmx>", "<tu>", "</tu>", "<tuv xml:lang='en'>", "<tuv lang='de'>", "</tuv>", "<seg>", "</seg>",
            "<ph>", "</ph>", "<header srclang='en'/>", "2019", " Visio é", "&lt;", "&x;", "<", "<!--", "-->",
        ]), 0..30)) {
            let text = parts.concat();
            if let Ok(memory) = Memory::from_tmx("our.tmx", text.as_bytes(), None) {
                prop_assert!(!memory.bitexts.is_empty());
            }
        }
    }
}
