//! Source text: the bytes of a page, decoded once, with positions.
//!
//! Everywhere inside the crate a place is a [`Span`]: a half-open range of **bytes** in the page as
//! it was given, byte-order mark included. Lines, columns and UTF-16 offsets exist only at the edge
//! (see [`position`]).

pub mod decode;
pub mod position;
mod stretches;

pub(crate) use decode::WORDINGS;
pub use stretches::Stretches;

use serde::{Deserialize, Serialize};

/// A half-open range of bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of `start..end`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }
    /// The span as a `usize` range, to slice with.
    #[must_use]
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }
    /// Whether the span holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }
    /// Whether the two spans share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
    /// Whether `other` lies within this span.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
    /// The smallest span that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// A span of `text` without half characters: those that it cuts belong to it.
pub(crate) fn whole(text: &str, span: Span) -> Span {
    let end = text.ceil_char_boundary(span.end as usize) as u32;
    Span::new(text.floor_char_boundary(span.start as usize) as u32, end)
}
