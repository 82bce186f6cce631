//! Learning: aligned pages teach how words of one language are rendered in another.
//!
//! A [`Memory`] is a bitext: the segment pairs of aligned pages with how often each was seen. It holds
//! nothing but whole numbers, so that memories add up: learning from two sets of pages gives what
//! learning from both at once gives. [`Knowledge`] is what follows from a bitext: for each word, pair of
//! words and named term the features of the other language that render it, how often one of them is there,
//! and how often one is there without it. [`evidence`] holds a segment pair against that.

pub mod evidence;
pub mod format;
pub mod memory;
pub mod renderings;
mod run;
pub mod terms;
mod tmx;
pub mod tokens;

pub use evidence::{Evidence, Sign};
pub use format::MemoryError;
pub use memory::{Bitext, Memory, Place, Sorted};
pub use renderings::Knowledge;
pub use run::{LEAST_PAIRS, Learned, Learning, Lessons, Origin, Wanted};

/// A bitext and what it teaches.
#[derive(Debug)]
pub struct Lesson<'m> {
    /// The bitext, in order.
    pub bitext: Sorted<'m>,
    /// What it teaches.
    pub knowledge: Knowledge,
}

impl Lesson<'_> {
    /// How a term is usually rendered, in words, with a segment that shows it.
    #[must_use]
    pub fn usual(&self, sign: &Sign) -> String {
        let direction = if sign.added { &self.knowledge.back } else { &self.knowledge.forth };
        let Some(rendering) = direction.rendering(sign.term) else { return String::new() };
        format!(
            "Of {} sentences with it, {} have one of its usual renderings.",
            rendering.count, rendering.covered
        )
    }
}
