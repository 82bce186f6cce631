//! Glossaries as TBX-Basic (ISO 30042), of 2008 (`martif`) and of 2019 (`tbx`, styles DCA and DCT).
//!
//! Elements go by their local names, so that the prefixes of the DCT style and files that are not
//! quite valid are read as well. What is taken: the terms of each language, their administrative
//! status, and notes.

use super::{Entry, Fault, Term, checked};
use crate::language::Locale;
use crate::order::InOrder as _;
use roxmltree::{Document, Node, ParsingOptions};

pub(super) fn read(text: &str) -> Result<Vec<Entry>, Fault> {
    // Parsing starts behind a byte-order mark; places count from its start.
    let skip = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let text = &text[skip..];
    entries(text).map_err(|fault| Fault::new(fault.at + skip, fault.message))
}

fn entries(text: &str) -> Result<Vec<Entry>, Fault> {
    // TBX of 2008 names its document type, which nothing is taken from.
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| Fault::new(offset(text, error.pos()), format!("the XML is broken: {error}")))?;
    let root = document.root_element();
    if !matches!(root.tag_name().name(), "martif" | "tbx") {
        let message = format!(
            "this is no TBX: it begins with <{}>, and TBX with <tbx> or <martif>; glossaries are read from TBX and CSV",
            root.tag_name().name()
        );
        return Err(Fault::new(root.range().start, message));
    }
    let mut entries = Vec::new();
    let mut line = 1;
    let mut counted = 0;
    for node in root.descendants().filter(|node| is(*node, &["termEntry", "conceptEntry"])) {
        let at = node.range().start;
        line += text[counted..at].matches('\n').count() as u32;
        counted = at;
        let entry = entry(node, line)?;
        if !entry.terms.is_empty() {
            entries.push(entry);
        }
    }
    if entries.is_empty() {
        let message = "there are no terms in it: they stand in <conceptEntry> or <termEntry>";
        return Err(Fault::new(root.range().start, message));
    }
    Ok(entries)
}

fn entry(node: Node<'_, '_>, line: u32) -> Result<Entry, Fault> {
    let mut terms = Vec::new();
    for section in node.descendants().filter(|node| is(*node, &["langSec", "langSet"])) {
        let tag = section.attributes().find(|attribute| attribute.name() == "lang");
        let tag = tag.map(|attribute| attribute.value()).ok_or_else(|| {
            Fault::new(
                section.range().start,
                "the language is missing: write xml:lang=\"en\", or whichever it is",
            )
        })?;
        let locale = Locale::parse(tag).ok_or_else(|| {
            Fault::new(
                section.range().start,
                format!("xml:lang {tag:?} is no locale: write one such as en or pt-BR"),
            )
        })?;
        let mut ranked: Vec<(u8, Term)> = Vec::new();
        for one in section.descendants().filter(|node| is(*node, &["tig", "ntig", "termSec"])) {
            let Some(term) = one.descendants().find(|node| is(*node, &["term"])) else { continue };
            let text = content(term);
            if text.trim().is_empty() {
                continue;
            }
            let text = checked(&text).map_err(|message| Fault::new(term.range().start, message))?;
            let rank = match status(one).as_str() {
                "preferredTerm" => 0,
                "deprecatedTerm" | "supersededTerm" => 2,
                _ => 1,
            };
            ranked.push((rank, Term { locale: locale.clone(), text, forbidden: rank == 2 }));
        }
        ranked.put_in_order_by_key(|(rank, _)| *rank);
        terms.extend(ranked.into_iter().map(|(_, term)| term));
    }
    let note = node.descendants().find(|node| is(*node, &["note"])).map(content).unwrap_or_default();
    let note = note.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Entry { line, note, terms })
}

/// The administrative status of a term ("deprecatedTerm"); empty where it has none.
fn status(term: Node<'_, '_>) -> String {
    const NAMES: &[&str] = &["administrativeStatus", "normativeAuthorization"];
    let states = |node: &Node<'_, '_>| {
        is(*node, NAMES)
            || is(*node, &["termNote"]) && node.attribute("type").is_some_and(|of| NAMES.contains(&of))
    };
    let text = term.descendants().find(states).map(content).unwrap_or_default();
    text.trim().trim_end_matches("-admn-sts").to_owned()
}

fn is(node: Node<'_, '_>, names: &[&str]) -> bool {
    node.is_element() && names.contains(&node.tag_name().name())
}

/// The text of an element and of those inside it.
fn content(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

/// The byte of a row and column, both from 1; columns count characters.
fn offset(text: &str, at: roxmltree::TextPos) -> usize {
    let line = text.split_inclusive('\n').take(at.row as usize - 1).map(str::len).sum::<usize>();
    let rest = &text[line.min(text.len())..];
    line + rest.char_indices().nth(at.col as usize - 1).map_or(rest.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use crate::glossary::Glossary;

    fn entries(text: &str) -> Vec<String> {
        let glossary = Glossary::read("terms.tbx", text.as_bytes()).expect("the file is right");
        let entry = |entry: &crate::glossary::Entry| {
            let shown = entry.terms.iter().map(|term| {
                format!("{}{}={}", term.locale.as_str(), if term.forbidden { "!" } else { "" }, term.text)
            });
            format!("{} {} [{}]", entry.line, shown.collect::<Vec<_>>().join(" / "), entry.note)
        };
        glossary.entries.iter().map(entry).collect()
    }

    fn fails(text: &str) -> String {
        Glossary::read("terms.tbx", text.as_bytes()).expect_err("the file is wrong").to_string()
    }

    const EXPECTED: &str = "4 en=night shift pool / de=Night-Shift-Pool / de=Night-Shift-Serverpool / de!=Pool nachts [Never by its position.]";

    #[test]
    fn tbx_of_2008_is_read() {
        let text = "\u{feff}<?xml version='1.0'?>\n<!DOCTYPE martif SYSTEM \"TBXcoreStructV02.dtd\">\n\
            <martif type=\"TBX-Basic\" xml:lang=\"en\"><text><body>\n<termEntry id=\"c1\">\
            <note>Never by\n its position.</note>\
            <langSet xml:lang=\"en\"><tig><term>night shift pool</term></tig></langSet>\
            <langSet xml:lang=\"de\"><tig><term>Pool nachts</term>\
            <termNote type=\"administrativeStatus\">deprecatedTerm-admn-sts</termNote></tig>\
            <ntig><termGrp><term>Night-Shift-Serverpool</term></termGrp></ntig>\
            <tig><term><hi>Night-Shift</hi>-Pool</term>\
            <termNote type=\"administrativeStatus\">preferredTerm-admn-sts</termNote></tig></langSet>\
            </termEntry></body></text></martif>";
        assert_eq!(entries(text), [EXPECTED]);
    }

    #[test]
    fn both_styles_of_tbx_of_2019_are_read() {
        let page = |status: fn(&str) -> String| {
            format!(
                "<?xml version='1.0'?>\n<tbx type=\"TBX-Basic\" style=\"x\" xml:lang=\"en\" \
                 xmlns=\"urn:iso:std:iso:30042:ed-2\" xmlns:basic=\"http://www.tbxinfo.net/ns/basic\">\n<text><body>\n\
                 <conceptEntry id=\"c1\"><langSec xml:lang=\"en\"><termSec><term>night shift pool</term></termSec></langSec>\
                 <langSec xml:lang=\"de\"><termSec><term>Pool nachts</term>{}<note>Never by its position.</note></termSec>\
                 <termSec><term>Night-Shift-Serverpool</term>{}</termSec><termSec><term>Night-Shift-Pool</term>{}</termSec>\
                 </langSec></conceptEntry></body></text></tbx>",
                status("supersededTerm-admn-sts"),
                status("admittedTerm-admn-sts"),
                status("preferredTerm-admn-sts"),
            )
        };
        let dca = page(|status| format!("<termNote type=\"administrativeStatus\">{status}</termNote>"));
        let dct = page(|status| format!("<basic:administrativeStatus>{status}</basic:administrativeStatus>"));
        assert_eq!(entries(&dca), [EXPECTED]);
        assert_eq!(entries(&dct), [EXPECTED]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        assert!(
            fails("<tbx>\n<a></b></tbx>").starts_with("terms.tbx:2:"),
            "{}",
            fails("<tbx>\n<a></b></tbx>")
        );
        assert!(fails("<html/>").starts_with("terms.tbx:1:1: this is no TBX: it begins with <html>"));
        assert!(fails("<tbx/>").starts_with("terms.tbx:1:1: there are no terms in it"));
        let section = |attribute: &str| {
            format!(
                "<tbx>\n<conceptEntry><langSec{attribute}><termSec><term>x</term></termSec></langSec></conceptEntry></tbx>"
            )
        };
        assert!(fails(&section("")).starts_with("terms.tbx:2:15: the language is missing"));
        assert!(
            fails(&section(" xml:lang='English'"))
                .starts_with("terms.tbx:2:15: xml:lang \"English\" is no locale")
        );
    }
}
