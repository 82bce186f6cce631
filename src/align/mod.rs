//! Alignment: which block, and which sentence, of a translation renders which of the reference.
//!
//! Blocks first, then sentences inside aligned blocks, both by dynamic programming over length
//! (Gale and Church 1993) and shared features ([`crate::facts::features`]). Pairs of blocks that
//! share much and stand in the same order are fixed points; what lies between two of them is aligned
//! by itself, so that long pages cost no more than their longest stretch without one. Blocks that
//! were moved are joined afterwards.

mod anchors;
mod blocks;
mod gaps;
mod joins;
mod path;
mod score;
mod sections;
mod sentences;
pub mod steps;
mod swaps;

use crate::document::{BlockId, SentenceId};
use crate::rendition::Rendition;
pub use score::{ending, is_prose_in_code, length_cost};

/// A group of blocks that answer each other: 1-1, 1-2, 2-1, 1-0 or 0-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockBead {
    /// Blocks of the reference, half-open.
    pub source: (BlockId, BlockId),
    /// Blocks of the translation, half-open.
    pub target: (BlockId, BlockId),
    /// Whether they stand elsewhere in the translation.
    pub moved: bool,
}

/// A group of sentences that answer each other: 1-1, 1-2, 2-1, 1-0 or 0-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bead {
    /// Sentences of the reference, half-open.
    pub source: (SentenceId, SentenceId),
    /// Sentences of the translation, half-open.
    pub target: (SentenceId, SentenceId),
    /// Index of its blocks in [`Alignment::blocks`].
    pub blocks: u32,
}

impl Bead {
    /// Whether both sides have a sentence.
    #[must_use]
    pub fn is_pair(&self) -> bool {
        self.source.0 < self.source.1 && self.target.0 < self.target.1
    }
}

impl BlockBead {
    /// Whether both sides have a block.
    #[must_use]
    pub fn is_pair(&self) -> bool {
        self.source.0 < self.source.1 && self.target.0 < self.target.1
    }
}

/// How two documents answer each other.
#[derive(Debug, Default)]
pub struct Alignment {
    /// In order of the reference; blocks only the translation has stand where they follow.
    pub blocks: Vec<BlockBead>,
    /// Block bead by block bead, in order.
    pub beads: Vec<Bead>,
    /// The block bead of each block of the reference.
    pub of_source: Vec<u32>,
    /// The block bead of each block of the translation.
    pub of_target: Vec<u32>,
    /// The first bead of each block bead, and one past the last of all.
    pub first_bead: Vec<u32>,
    /// For each block bead how many there are up to the last before it that the translation shows in its place.
    shown: Vec<u32>,
}

impl Alignment {
    /// The last block bead before one that has blocks of the translation, in their place.
    #[must_use]
    pub fn shown_before(&self, blocks: u32) -> Option<&BlockBead> {
        let at = self.shown.get(blocks as usize).or(self.shown.last())?;
        at.checked_sub(1).map(|at| &self.blocks[at as usize])
    }

    /// The beads of a block bead.
    #[must_use]
    pub fn beads_of(&self, blocks: u32) -> &[Bead] {
        &self.beads[self.first_bead[blocks as usize] as usize..self.first_bead[blocks as usize + 1] as usize]
    }

    /// The block bead that holds a block of the reference.
    #[must_use]
    pub fn for_source(&self, block: BlockId) -> &BlockBead {
        &self.blocks[self.of_source[block as usize] as usize]
    }

    /// The block bead that holds a block of the translation.
    #[must_use]
    pub fn for_target(&self, block: BlockId) -> &BlockBead {
        &self.blocks[self.of_target[block as usize] as usize]
    }
}

/// Aligns a translation with its reference.
#[must_use]
pub fn align(source: Rendition<'_>, target: Rendition<'_>) -> Alignment {
    let scorer = score::Scorer::new(source, target);
    let blocks = blocks::align(&scorer);
    let mut alignment = Alignment {
        of_source: vec![0; source.document.blocks.len()],
        of_target: vec![0; target.document.blocks.len()],
        ..Alignment::default()
    };
    alignment.shown.push(0);
    for (index, bead) in blocks.iter().enumerate() {
        alignment.of_source[bead.source.0 as usize..bead.source.1 as usize].fill(index as u32);
        alignment.of_target[bead.target.0 as usize..bead.target.1 as usize].fill(index as u32);
        alignment.first_bead.push(alignment.beads.len() as u32);
        sentences::align(&scorer, bead, index as u32, &mut alignment.beads);
        let shown = bead.target.0 < bead.target.1 && !bead.moved;
        let last = if shown { index as u32 + 1 } else { alignment.shown[index] };
        alignment.shown.push(last);
    }
    alignment.first_bead.push(alignment.beads.len() as u32);
    alignment.blocks = blocks;
    alignment
}
