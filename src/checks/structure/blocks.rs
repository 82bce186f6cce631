//! What the rules of this room ask of a block.

use crate::align::BlockBead;
use crate::compare::Comparison;
use crate::document::{BlockKind, MarkKind};
use crate::language::is_letter_or_digit;
use crate::message::Wording;
use crate::rendition::Rendition;

crate::message::wordings! {
    TITLE: "block/title", "title";
    DESCRIPTION: "block/description", "description";
    HEADING: "block/heading", "heading";
    PARAGRAPH: "block/paragraph", "paragraph";
    CELL: "block/cell", "cell";
    CODE: "block/code", "code block";
}

/// What to call a block.
pub(super) fn noun(kind: BlockKind) -> &'static Wording {
    match kind {
        BlockKind::Title => &TITLE,
        BlockKind::Description => &DESCRIPTION,
        BlockKind::Heading { .. } => &HEADING,
        BlockKind::Paragraph => &PARAGRAPH,
        BlockKind::Cell { .. } => &CELL,
        BlockKind::Code { .. } => &CODE,
    }
}

/// Whether a block says anything that could be missed.
pub(super) fn says_something(rendition: Rendition<'_>, block: u32) -> bool {
    let document = rendition.document;
    let kind = document.blocks[block as usize].kind;
    // Front matter is optional; what is in it is compared where both sides have it.
    if matches!(kind, BlockKind::Title | BlockKind::Description) {
        return false;
    }
    // Sites put the name of the kind where no title is written.
    if document.blocks[block as usize].wrapper_title {
        return false;
    }
    let least = if matches!(kind, BlockKind::Cell { .. }) { 1 } else { 3 };
    let letters =
        document.text(document.blocks[block as usize].text).chars().filter(|c| is_letter_or_digit(*c));
    letters.take(least).count() == least && !only_images(rendition, (block, block + 1))
}

/// Whether a paragraph is answered by a code block.
pub(super) fn is_prose_as_code(pair: &Comparison<'_>, bead: &BlockBead) -> bool {
    let code = |r: Rendition<'_>, block: u32| {
        matches!(r.document.blocks[block as usize].kind, BlockKind::Code { .. })
    };
    bead.is_pair() && !code(pair.source, bead.source.0) && code(pair.target, bead.target.0)
}

/// Whether a block that one side alone has stands close by on the other, word by word, as a sample where it is prose, or the
/// other way round: output that a page shows in a block of its own, or a list whose items are the lines of a sample. `index`
/// is its group; `mirrored` for the translation's.
pub(super) fn stands_as_sample(pair: &Comparison<'_>, index: usize, mirrored: bool) -> bool {
    const REACH: usize = 8;
    let groups = &pair.alignment.blocks;
    let blocks = |bead: &BlockBead, of_target: bool| {
        let (rendition, (from, to)) =
            if of_target { (pair.target, bead.target) } else { (pair.source, bead.source) };
        rendition.document.blocks[from as usize..to as usize].iter().map(move |block| {
            (matches!(block.kind, BlockKind::Code { .. }), rendition.document.text(block.text))
        })
    };
    let mut own = blocks(&groups[index], mirrored);
    let (Some((code, text)), None) = (own.next(), own.next()) else { return false };
    let near = &groups[index.saturating_sub(REACH)..(index + REACH + 1).min(groups.len())];
    let alone = near.iter().filter(|bead| !bead.is_pair());
    let others: Vec<&str> = alone
        .flat_map(|bead| blocks(bead, !mirrored))
        .filter_map(|(other, said)| (other != code).then_some(said))
        .collect();
    let same = |a: &str, b: &str| a.split_whitespace().eq(b.split_whitespace());
    let is_line = |line: &str| others.iter().any(|item| same(item, line));
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    others.iter().any(|said| same(said, text) || !code && said.lines().any(|line| same(line, text)))
        || code && lines.clone().next().is_some() && lines.all(is_line)
}

/// Whether the blocks hold no text beside their images' alternative texts.
pub(super) fn only_images(rendition: Rendition<'_>, blocks: (u32, u32)) -> bool {
    let document = rendition.document;
    document.blocks[blocks.0 as usize..blocks.1 as usize].iter().all(|block| {
        let mut images = document
            .block_marks(block)
            .iter()
            .filter(|m| matches!(m.kind, MarkKind::Image { .. }))
            .peekable();
        if images.peek().is_none() {
            return false;
        }
        let alternative: u32 = images.map(|m| m.text.len()).sum();
        let text = document.text(block.text).trim().len() as u32;
        text <= alternative + 4
    })
}
