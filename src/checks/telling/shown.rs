//! What findings show of a page.

use crate::document::{BlockId, Mark};
use crate::rendition::Rendition;
use crate::source::Span;

/// The visible text of a range of blocks.
pub(in crate::checks) fn blocks_text(rendition: Rendition<'_>, (first, last): (BlockId, BlockId)) -> Span {
    if first >= last {
        return Span::default();
    }
    let blocks = &rendition.document.blocks;
    Span::new(blocks[first as usize].text.start, blocks[last as usize - 1].text.end)
}

/// The sentence around a mark, else the mark.
pub(in crate::checks) fn sentence_at(rendition: Rendition<'_>, mark: &Mark) -> Span {
    let document = rendition.document;
    let at = document.sentences.partition_point(|sentence| sentence.text.end <= mark.text.start);
    match document.sentences.get(at) {
        Some(sentence) if sentence.text.start <= mark.text.start => sentence.text,
        _ => mark.text,
    }
}

/// The beginning of a text, for a message.
pub(in crate::checks) fn excerpt(text: &str) -> String {
    const MOST: usize = 70;
    let mut chars = text.trim().chars();
    let mut short: String =
        chars.by_ref().take(MOST).map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    if chars.next().is_some() {
        let cut = short.rfind(' ').filter(|&at| at > MOST / 2).unwrap_or(short.len());
        short.truncate(cut);
        short.push('…');
    }
    short
}
