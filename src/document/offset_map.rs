//! The way back from a page that was laid out anew (one half of a side-by-side page, indented bodies
//! brought to the level of their wrapper) to the page as it is.

use super::{ContainerKind, Document, Run};
use crate::source::Span;

/// Leads from a text that was copied in pieces to the page.
#[derive(Debug, Default)]
pub(super) struct OffsetMap {
    /// Where each stretch starts; ascending in both texts.
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    /// In the copy.
    from: u32,
    /// In the page.
    page: u32,
    /// Whether the stretch stands in the copy alone: all of it is the place `page`.
    inserted: bool,
}

impl OffsetMap {
    /// The copy goes on at byte `from` with the page from byte `page` on.
    pub(super) fn copied(&mut self, from: usize, page: usize) {
        let (from, page) = (from as u32, page as u32);
        let goes_on =
            self.pieces.last().is_some_and(|last| !last.inserted && last.page + (from - last.from) == page);
        if !goes_on {
            self.pieces.push(Piece { from, page, inserted: false });
        }
    }

    /// From byte `from` on the copy holds what the page does not, at its byte `page`.
    pub(super) fn inserted(&mut self, from: usize, page: usize) {
        self.pieces.push(Piece { from: from as u32, page: page as u32, inserted: true });
    }

    /// Makes the places of a document read from the copy places of the page.
    pub(super) fn map_back(&self, document: &mut Document) {
        for container in &mut document.containers {
            container.source = self.span(container.source);
            if let ContainerKind::Alert { label, .. } = &mut container.kind {
                *label = self.span(*label);
            }
        }
        for block in &mut document.blocks {
            block.source = self.span(block.source);
        }
        for mark in &mut document.marks {
            mark.source = self.span(mark.source);
        }
        let mut runs = Vec::with_capacity(document.runs.len() + 16);
        for run in &document.runs {
            self.run(*run, &mut runs);
        }
        document.runs = runs;
    }

    fn piece(&self, at: u32) -> usize {
        self.pieces.partition_point(|piece| piece.from <= at).saturating_sub(1)
    }

    fn at(&self, at: u32) -> u32 {
        match self.pieces.get(self.piece(at)) {
            Some(piece) if piece.inserted => piece.page,
            Some(piece) => piece.page + (at - piece.from),
            None => at,
        }
    }

    /// The end of what ends with the byte before `end`.
    fn end(&self, end: u32) -> u32 {
        let last = end - 1;
        match self.pieces.get(self.piece(last)) {
            Some(piece) if piece.inserted => piece.page,
            _ => self.at(last) + 1,
        }
    }

    fn span(&self, span: Span) -> Span {
        let start = self.at(span.start);
        let end = if span.is_empty() { start } else { self.end(span.end) };
        Span::new(start, end.max(start))
    }

    /// Cuts a verbatim run where something was left out inside it.
    fn run(&self, run: Run, out: &mut Vec<Run>) {
        if run.plain.len() != run.source.len() {
            out.push(Run { plain: run.plain, source: self.span(run.source) });
            return;
        }
        let mut piece = self.piece(run.source.start);
        let mut from = run.source.start;
        while from < run.source.end {
            let to = self.pieces.get(piece + 1).map_or(run.source.end, |next| next.from.min(run.source.end));
            if from < to {
                let plain = run.plain.start + (from - run.source.start);
                out.push(Run {
                    plain: Span::new(plain, plain + (to - from)),
                    source: self.span(Span::new(from, to)),
                });
            }
            from = to;
            piece += 1;
        }
    }
}
