//! What shows that a page renders another edition of its source, and what follows from that.

use crate::align::BlockBead;
use crate::checks::telling::blocks_text;
use crate::compare::{Comparison, loss};
use crate::document::BlockKind;
use crate::order::InOrder as _;
use crate::rendition::Rendition;
use crate::source::Span;

/// What a page of another edition shows.
pub(in crate::checks) const SIGNS: &[&str] = &[
    "block-missing",
    "block-added",
    "section-missing",
    "section-added",
    "sentence-missing",
    "sentence-added",
    "step-missing",
    "step-added",
    "image-missing",
    "table-shape-changed",
];

/// Samples: another one shows another edition, a wrong word in one does not.
pub(in crate::checks) const SAMPLES: &[&str] =
    &["code-block-changed", "inline-code-changed", "snippet-changed"];

/// What may be found there besides, because something else stands opposite.
pub(in crate::checks) const FOLLOWS: &[&str] = &[
    "sentence-mismatch",
    "steps-reordered",
    "heading-id-changed",
    "heading-level-changed",
    "alert-kind-changed",
];

/// The blocks of a page that only stand opposite one of the source, in bytes, in order.
pub(super) fn opposite(pair: &Comparison<'_>) -> Vec<Span> {
    let stands_opposite = |bead: &&BlockBead| bead.is_pair() && !loss::answers(pair, bead);
    let place = |bead: &BlockBead| pair.target.document.source_span(blocks_text(pair.target, bead.target));
    let mut within: Vec<Span> = pair.alignment.blocks.iter().filter(stands_opposite).map(place).collect();
    within.put_in_order();
    within
}

/// How much a page and its source say, in bytes.
pub(super) fn bytes(pair: &Comparison<'_>) -> u32 {
    let whole = pair.source.document.plain.len() + pair.target.document.plain.len();
    u32::try_from(whole).unwrap_or(u32::MAX)
}

/// The titles of a page and of its source: the first heading, or the first block with text.
pub(in crate::checks) fn heads(pair: &Comparison<'_>) -> (Span, Span) {
    let head = |r: Rendition<'_>| {
        let blocks = &r.document.blocks;
        let body = |kind| !matches!(kind, BlockKind::Title | BlockKind::Description | BlockKind::Code { .. });
        let heading = blocks.iter().take(3).find(|b| matches!(b.kind, BlockKind::Heading { .. }));
        let first = || blocks.iter().find(|b| body(b.kind) && !b.text.is_empty());
        heading.or_else(first).or(blocks.first()).map_or(Span::default(), |block| block.text)
    };
    (head(pair.target), head(pair.source))
}
