//! Documents that are laid together of parts, each read by itself: what is left open in one of them (a fence, a tag)
//! takes nothing from the next.

use super::{BlockId, BlockKind, ContainerKind, Document, MarkKind};
use crate::source::Span;

impl Document {
    /// Appends a part that was read by itself, without sentences; `at` is where it stands in the text of the whole,
    /// `boundaries` are the places in its plain text where sentences begin. Gives them as places of the whole.
    pub(super) fn append(&mut self, part: Self, at: u32, boundaries: &[u32]) -> Vec<u32> {
        let first_block = self.blocks.len() as BlockId;
        let plain = self.plain.len() as u32;
        let strings = self.strings.len() as u32;
        let containers = self.containers.len() as u32;
        let marks = self.marks.len() as u32;
        let moved = |span: Span, by: u32| Span::new(span.start + by, span.end + by);

        self.parts.push(first_block);
        self.plain.push_str(&part.plain);
        self.runs.extend(part.runs.into_iter().map(|mut run| {
            (run.plain, run.source) = (moved(run.plain, plain), moved(run.source, at));
            run
        }));
        self.containers.extend(part.containers.into_iter().map(|mut container| {
            container.source = moved(container.source, at);
            container.parent = container.parent.map(|parent| parent + containers);
            match &mut container.kind {
                ContainerKind::Alert { kind, label, .. } => {
                    *kind += strings;
                    *label = moved(*label, at);
                }
                ContainerKind::Footnote { label } => *label += strings,
                ContainerKind::List { .. }
                | ContainerKind::Item { .. }
                | ContainerKind::Quote
                | ContainerKind::Table { .. }
                | ContainerKind::Row { .. } => {}
            }
            container
        }));
        self.blocks.extend(part.blocks.into_iter().map(|mut block| {
            (block.text, block.source) = (moved(block.text, plain), moved(block.source, at));
            block.container = block.container.map(|container| container + containers);
            block.marks = (block.marks.0 + marks, block.marks.1 + marks);
            block.anchor = block.anchor.map(|anchor| anchor + strings);
            if let BlockKind::Code { language: Some(language) } = &mut block.kind {
                *language += strings;
            }
            block
        }));
        self.marks.extend(part.marks.into_iter().map(|mut mark| {
            (mark.text, mark.source) = (moved(mark.text, plain), moved(mark.source, at));
            if let MarkKind::Link { destination } | MarkKind::Image { destination } = &mut mark.kind {
                *destination += strings;
            }
            mark
        }));
        self.strings.extend(part.strings);
        boundaries.iter().map(|boundary| boundary + plain).collect()
    }

    /// The blocks of each part, half-open; empty where the document is one piece.
    pub fn part_blocks(&self) -> impl Iterator<Item = (BlockId, BlockId)> {
        let ends = self.parts.iter().skip(1).copied().chain([self.blocks.len() as BlockId]);
        self.parts.iter().copied().zip(ends)
    }
}
