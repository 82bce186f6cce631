//! Side-by-side pages: every sentence twice, as
//! `<span data-ttu-id=X>target</span><span class="sxs-lookup"><span data-stu-id=X>source</span></span>`.
//!
//! Each half is laid out as the page that would hold it alone: the other half and the spans
//! themselves are left out, all else belongs to both. So Markdown reads each half as it would read
//! an ordinary page, and [`OffsetMap`] leads from there back to the page as it is.

use super::markup::{Attributes, Token, Tokens};
use super::offsets::OffsetMap;
use super::sentences::Unit;
use super::{Document, Run};
use crate::order::InOrder as _;
use crate::source::Span;

/// One half of a side-by-side page.
#[derive(Debug, Default)]
pub(super) struct Half {
    /// The page as this half alone would be.
    pub(super) text: String,
    map: OffsetMap,
    /// The units, in order: where in `text`, and their id.
    units: Vec<(Span, String)>,
    /// The unit that is open.
    open: Option<(u32, String)>,
}

/// What a `<span>` of a page is.
#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Target,
    Lookup,
    Source,
    Other,
}

/// The translation and the source of a side-by-side page; `None` where the page is none. The
/// front matter, all before `body`, is in both.
pub(super) fn halves(text: &str, body: usize) -> Option<(Half, Half)> {
    memchr::memmem::find(&text.as_bytes()[body..], b"data-stu-id")?;
    memchr::memmem::find(&text.as_bytes()[body..], b"data-ttu-id")?;
    let mut target = Half::default();
    let mut source = Half::default();
    // All that is open inside a unit or a look-up; empty outside.
    let mut open: Vec<Kind> = Vec::new();
    let mut copied = 0;
    for token in Tokens::new(&text[body..]) {
        let (start, end) = match &token {
            Token::Open { start, end, .. } | Token::Close { start, end, .. } => (body + start, body + end),
            Token::Text { .. } | Token::Comment | Token::Break { .. } => continue,
        };
        let kind = match token {
            Token::Open { name, attributes, .. } if name.eq_ignore_ascii_case("span") => {
                let (kind, id) = kind_of(&text[body..], attributes);
                if kind == Kind::Other && open.is_empty() {
                    continue;
                }
                copy(text, &open, copied, start, &mut target, &mut source);
                if kind == Kind::Target {
                    // A unit never stands in another; what is still open was not closed.
                    open.clear();
                    source.close_unit();
                }
                match kind {
                    Kind::Target => target.open_unit(id),
                    Kind::Source => source.open_unit(id),
                    Kind::Lookup | Kind::Other => {}
                }
                open.push(kind);
                open.last()
            }
            Token::Close { name, .. } if name.eq_ignore_ascii_case("span") && !open.is_empty() => {
                copy(text, &open, copied, start, &mut target, &mut source);
                match open.pop() {
                    Some(Kind::Target) => target.close_unit(),
                    Some(Kind::Source) => source.close_unit(),
                    Some(Kind::Other) => {
                        // An ordinary span inside a unit: its markup is kept with its text.
                        copied = start;
                        continue;
                    }
                    _ => {}
                }
                None
            }
            _ => continue,
        };
        copied = if kind == Some(&Kind::Other) { start } else { end };
    }
    copy(text, &[], copied, text.len(), &mut target, &mut source);
    target.close_unit();
    source.close_unit();
    (!target.units.is_empty() && !source.units.is_empty()).then_some((target, source))
}

fn kind_of<'t>(text: &str, attributes: &'t str) -> (Kind, &'t str) {
    for attribute in Attributes::new(text, attributes) {
        match attribute.name {
            "data-ttu-id" => return (Kind::Target, attribute.value),
            "data-stu-id" => return (Kind::Source, attribute.value),
            "class" if attribute.value == "sxs-lookup" => return (Kind::Lookup, ""),
            _ => {}
        }
    }
    (Kind::Other, "")
}

fn copy(text: &str, open: &[Kind], from: usize, to: usize, target: &mut Half, source: &mut Half) {
    if from >= to {
        return;
    }
    let hidden = open.iter().any(|kind| matches!(kind, Kind::Lookup | Kind::Source));
    let shown = open.first().is_none_or(|kind| *kind == Kind::Target) && !hidden;
    if shown {
        target.copy(text, from, to);
    }
    if hidden || open.is_empty() {
        source.copy(text, from, to);
    }
}

impl Half {
    fn copy(&mut self, text: &str, from: usize, to: usize) {
        self.map.copied(self.text.len() as u32, from as u32);
        self.text.push_str(&text[from..to]);
    }

    fn open_unit(&mut self, id: &str) {
        self.close_unit();
        self.open = Some((self.text.len() as u32, id.to_owned()));
    }

    fn close_unit(&mut self) {
        if let Some((start, id)) = self.open.take() {
            let end = self.text.len() as u32;
            if start < end {
                self.units.push((Span::new(start, end), id));
            }
        }
    }

    /// The units as stretches of the document's plain text; their borders, which are borders of
    /// sentences, are added to `boundaries`. The document is the one read from this half's text.
    pub(super) fn units(&self, document: &mut Document, boundaries: &mut Vec<u32>) -> Vec<Unit> {
        let body = document
            .blocks
            .iter()
            .find(|block| !matches!(block.kind, super::BlockKind::Title | super::BlockKind::Description));
        let Some(first) = body.map(|block| block.text.start) else { return Vec::new() };
        let runs = &document.runs[document.runs.partition_point(|run| run.plain.start < first)..];
        let mut units = Vec::with_capacity(self.units.len());
        let mut ids = Vec::with_capacity(self.units.len());
        for (span, id) in &self.units {
            let text = Span::new(plain_place(runs, span.start), plain_place(runs, span.end));
            if text.start >= text.end {
                continue;
            }
            boundaries.extend([text.start, text.end]);
            units.push(Unit { text, id: (document.strings.len() + ids.len()) as u32 });
            ids.push(id.clone());
        }
        document.strings.append(&mut ids);
        boundaries.put_in_order();
        boundaries.dedup();
        units
    }

    /// Makes the places of a document read from this half's text places of the page.
    pub(super) fn map_back(&self, document: &mut Document) {
        self.map.map_back(document);
    }
}

/// Where the character from byte `source` of the page on is in `plain`; where it is not seen, the
/// next one that is.
fn plain_place(runs: &[Run], source: u32) -> u32 {
    let next = runs.partition_point(|run| run.source.end <= source);
    let Some(run) = runs.get(next) else { return runs.last().map_or(0, |run| run.plain.end) };
    if run.source.start >= source {
        run.plain.start
    } else if run.plain.len() == run.source.len() {
        run.plain.start + (source - run.source.start)
    } else {
        run.plain.end
    }
}
