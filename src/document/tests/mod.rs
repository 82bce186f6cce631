//! What readers make of pages, feature by feature.

mod catalogue;
mod directives;
mod front_matter;
mod html;
mod markdown;
mod mdx;
mod places;
mod sentences;
mod side_by_side;
mod templates;
mod wrappers;

use super::{Block, BlockKind, ContainerKind, Document, MarkKind, Page, read};
use crate::source::Span;

/// Reads a Markdown page.
fn page(text: &str) -> Page {
    read("", "page.md", text.as_bytes(), None)
}

/// The only document of a Markdown page.
fn document(text: &str) -> Document {
    let mut page = page(text);
    assert_eq!(page.documents.len(), 1, "one document");
    page.documents.remove(0)
}

/// One line a block: what holds it, outermost first, its kind, `#anchor`, and its text.
fn outline(document: &Document) -> Vec<String> {
    document.blocks.iter().map(|block| describe(document, block)).collect()
}

fn describe(document: &Document, block: &Block) -> String {
    let mut parts: Vec<String> = document
        .ancestors(block)
        .map(|(_, container)| match container.kind {
            ContainerKind::List { ordered: None } => "ul".to_owned(),
            ContainerKind::List { ordered: Some(first) } => format!("ol{first}"),
            ContainerKind::Item { index } => format!("li{index}"),
            ContainerKind::Quote => "quote".to_owned(),
            ContainerKind::Alert { kind, .. } => document.string(kind).to_owned(),
            ContainerKind::Table { columns, rows } => format!("table{columns}x{rows}"),
            ContainerKind::Row { index } => format!("tr{index}"),
            ContainerKind::Footnote { label } => format!("note{}", document.string(label)),
        })
        .collect();
    parts.reverse();
    parts.push(match block.kind {
        BlockKind::Title => "title".to_owned(),
        BlockKind::Description => "description".to_owned(),
        BlockKind::Heading { level } => format!("h{level}"),
        BlockKind::Paragraph => "p".to_owned(),
        BlockKind::Cell { column, header: true } => format!("th{column}"),
        BlockKind::Cell { column, header: false } => format!("td{column}"),
        BlockKind::Code { language } => format!("code:{}", language.map_or("", |id| document.string(id))),
    });
    if let Some(anchor) = block.anchor {
        parts.push(format!("#{}", document.string(anchor)));
    }
    format!("{} | {}", parts.join(" "), document.text(block.text))
}

/// The sentences of all blocks.
fn sentences(document: &Document) -> Vec<&str> {
    document.sentences.iter().map(|sentence| document.text(sentence.text)).collect()
}

/// Kind, text and destination of all marks.
fn marks(document: &Document) -> Vec<String> {
    document
        .marks
        .iter()
        .map(|mark| {
            let text = document.text(mark.text);
            match mark.kind {
                MarkKind::Code => format!("code {text}"),
                MarkKind::Strong => format!("strong {text}"),
                MarkKind::Emphasis => format!("emphasis {text}"),
                MarkKind::Link { destination } => format!("link {text} -> {}", document.string(destination)),
                MarkKind::Image { destination } => {
                    format!("image {text} -> {}", document.string(destination))
                }
                MarkKind::NoLoc => format!("no-loc {text}"),
            }
        })
        .collect()
}

/// Where the only occurrence of `shown` in the plain text comes from.
fn source_of<'t>(text: &'t str, document: &Document, shown: &str) -> &'t str {
    let at = document.plain.find(shown).expect("it is shown") as u32;
    &text[document.source_span(Span::new(at, at + shown.len() as u32)).range()]
}
