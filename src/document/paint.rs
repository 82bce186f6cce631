//! What is painted over keeps its length, so that every offset stays that of the page.

use crate::source::Span;

/// What something is painted over with.
#[derive(Clone, Copy, Debug)]
pub(super) enum Filler {
    /// Spaces: a blank line.
    Space,
    /// Letters: a word.
    Letter,
    /// An empty HTML block.
    Break,
    /// The line that opens or closes code.
    Fence,
}

/// So many tildes as nobody writes in code.
pub(super) const FENCE: &str = "~~~~~~~";

/// An empty HTML block that ends in its line.
pub(super) const BREAK: &str = "<??>";

/// `text` with the stretches in `painted`, which ascend, replaced by filler of the same length.
pub(super) fn painted(text: &str, painted: &[(Span, Filler)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (span, filler) in painted {
        out.push_str(&text[from..span.start as usize]);
        let (start, filler) = match filler {
            Filler::Space => ("", ' '),
            Filler::Letter => ("", 'x'),
            Filler::Break => (BREAK, ' '),
            Filler::Fence => (FENCE, ' '),
        };
        out.push_str(start);
        out.extend(std::iter::repeat_n(filler, span.len() as usize - start.len()));
        from = span.end as usize;
    }
    out.push_str(&text[from..]);
    out
}
