//! From a text that was laid out of stretches of a page back to the page: a half of a side-by-side page, indented
//! bodies brought to the level of their wrapper, the translations of a catalogue.

use super::{ContainerKind, Document, Run};
use crate::source::Span;

/// Leads from a laid-out text to the page.
#[derive(Debug, Default)]
pub(super) struct OffsetMap {
    /// Ascending in the laid-out text.
    pieces: Vec<Piece>,
}

/// A stretch of the laid-out text, up to the next one.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it starts in the laid-out text.
    at: u32,
    /// What it comes from in the page; of a copied stretch only the start counts.
    page: Span,
    /// Whether it stands there as it is. What does not is one with the bytes it comes from.
    copied: bool,
}

impl OffsetMap {
    /// From `at` on the laid-out text is that of the page from `page` on.
    pub(super) fn copied(&mut self, at: u32, page: u32) {
        self.pieces.push(Piece { at, page: Span::new(page, page), copied: true });
    }

    /// From `at` on stands something else for a stretch of the page: the character that an escape writes.
    pub(super) fn replaced(&mut self, at: u32, page: Span) {
        self.pieces.push(Piece { at, page, copied: false });
    }

    /// Takes over how the stretch `range` of another laid-out text leads to the page, as it stands here from `at` on.
    pub(super) fn take(&mut self, other: &Self, range: Span, at: u32) {
        if range.is_empty() {
            return;
        }
        let first = other.piece(range.start);
        for piece in other.pieces.get(first..).unwrap_or_default() {
            if piece.at >= range.end {
                break;
            }
            let skipped = range.start.saturating_sub(piece.at);
            let at = at + (piece.at + skipped - range.start);
            let page = if piece.copied { piece.page.start + skipped } else { piece.page.start };
            self.pieces.push(Piece {
                at,
                page: Span::new(page, piece.page.end.max(page)),
                copied: piece.copied,
            });
        }
    }

    fn piece(&self, at: u32) -> usize {
        self.pieces.partition_point(|piece| piece.at <= at).saturating_sub(1)
    }

    /// Where the byte at `at` comes from.
    fn byte(&self, at: u32) -> Span {
        match self.pieces.get(self.piece(at)) {
            Some(piece) if piece.copied => {
                let start = piece.page.start + (at - piece.at);
                Span::new(start, start + 1)
            }
            Some(piece) => piece.page,
            None => Span::new(at, at + 1),
        }
    }

    /// The stretch of the page that a stretch of the laid-out text comes from.
    pub(super) fn span(&self, span: Span) -> Span {
        let start = self.byte(span.start).start;
        let end = if span.is_empty() { start } else { self.byte(span.end - 1).end };
        Span::new(start, end.max(start))
    }

    /// Cuts a verbatim run where something was left out or put in inside it.
    fn run(&self, run: Run, out: &mut Vec<Run>) {
        if run.plain.len() != run.source.len() {
            out.push(Run { plain: run.plain, source: self.span(run.source) });
            return;
        }
        let mut piece = self.piece(run.source.start);
        let mut from = run.source.start;
        while from < run.source.end {
            let to = self.pieces.get(piece + 1).map_or(run.source.end, |next| next.at.min(run.source.end));
            if from < to {
                let start = run.plain.start + (from - run.source.start);
                let plain = Span::new(start, start + (to - from));
                let source = self.span(Span::new(from, to));
                let copied = self.pieces.get(piece).is_none_or(|piece| piece.copied);
                if copied || plain.len() != source.len() {
                    out.push(Run { plain, source });
                } else {
                    // Equal lengths promise a byte-by-byte mapping, and there is none.
                    out.push(Run { plain, source: Span::new(source.start, source.start) });
                }
            }
            from = to;
            piece += 1;
        }
    }

    /// Makes the places of a document read from the laid-out text places of the page.
    pub(super) fn map_back(&self, document: &mut Document) {
        for id in 0..document.containers.len() {
            let parent = document.containers[id].parent;
            let outer =
                parent.and_then(|parent| document.containers.get(parent as usize)).map(|outer| outer.source);
            let container = &mut document.containers[id];
            container.source = inside(self.span(container.source), outer);
            if let ContainerKind::Alert { label, .. } = &mut container.kind {
                *label = self.span(*label);
            }
        }
        for block in &mut document.blocks {
            let outer = block.container.and_then(|container| document.containers.get(container as usize));
            block.source = inside(self.span(block.source), outer.map(|outer| outer.source));
            for mark in &mut document.marks[block.marks.0 as usize..block.marks.1 as usize] {
                mark.source = inside(self.span(mark.source), Some(block.source));
            }
        }
        for output in &mut document.output {
            *output = self.span(*output);
        }
        let mut runs = Vec::with_capacity(document.runs.len());
        for run in &document.runs {
            self.run(*run, &mut runs);
        }
        document.runs = runs;
    }
}

/// A stretch kept within what holds it: an empty one at the border of two stretches of the page may stand at either.
fn inside(span: Span, outer: Option<Span>) -> Span {
    let Some(outer) = outer else { return span };
    Span::new(span.start.clamp(outer.start, outer.end), span.end.clamp(outer.start, outer.end))
}
