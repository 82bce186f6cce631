//! Learning: aligned pages teach how words of one language are rendered in another.
//!
//! A [`Memory`] is a bitext: the segment pairs of aligned pages with how often each was seen. It holds
//! nothing but whole numbers, so that memories add up: learning from two sets of pages gives what
//! learning from both at once gives. [`Knowledge`] is what follows from a bitext: for each word, pair of
//! words and named term the features of the other language that render it, how often one of them is there,
//! and how often one is there without it. [`evidence`] holds a segment pair against that.
use crate::order::InOrder as _;

pub mod choices;
mod columns;
pub mod evidence;
pub mod format;
pub mod memory;
mod names;
mod ratios;
pub mod renderings;
mod rivals;
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

/// How a term is usually rendered, for people.
#[derive(Clone, Debug, PartialEq)]
pub struct Usual {
    /// Segments with the term.
    pub count: u32,
    /// Renderings as they are written, most usual first, with how many of the segments have each.
    pub renderings: Vec<(String, u32)>,
    /// A segment of the language of the renderings, and where it is found.
    pub example: (String, Place),
}

impl Lesson<'_> {
    /// The target segment of a pair, and where it was seen first.
    #[must_use]
    pub fn target(&self, pair: u32) -> Option<(String, &Place)> {
        let (_, target, seen) = self.bitext.pairs.get(pair as usize)?;
        Some((self.bitext.text(target), &seen.place))
    }

    /// How the term of a sign is usually rendered; `None` where its renderings cannot be shown.
    #[must_use]
    pub fn usual(&self, sign: &Sign) -> Option<Usual> {
        const MOST: usize = 3;
        let direction = if sign.added { &self.knowledge.back } else { &self.knowledge.forth };
        let rendering = direction.rendering(sign.term)?;
        let side = |pair: u32| {
            let (source, target, seen) = self.bitext.pairs.get(pair as usize)?;
            Some((if sign.added { source } else { target }, *seen))
        };
        let mut renderings: Vec<(String, u32)> = Vec::new();
        let mut tokens = Vec::new();
        for feature in rendering.features.iter().filter(|feature| !terms::is_concept(feature.key)).take(MOST)
        {
            self.bitext.tokens(side(feature.example)?.0, &mut tokens);
            if let Some(written) = terms::written(&tokens, feature.key) {
                renderings.push((written.to_lowercase(), feature.count));
            }
        }
        renderings.put_in_order_by_key(|rendering| std::cmp::Reverse(rendering.1));
        let first = rendering.features.first()?;
        let (segment, seen) = side(first.example)?;
        Some(Usual {
            count: rendering.count,
            renderings,
            example: (self.bitext.text(segment), seen.place.clone()),
        })
    }
}
