//! What the other languages of a set do with the same sentence of the source.
//!
//! Where several translators, who did not know of each other, say the same thing otherwise than the source,
//! it is the source that says it in a way of its own, or a form that no lexicon knows. What one language alone
//! does is likelier a slip.

use super::{Comparison, Sign};
use crate::hash::Map;

/// What languages may share: the first sentence of the source, the kind and what is lost and new.
type Matter = (u32, u8, Option<u16>, Option<u16>);

/// Adds to the divergences of each pair what the other pairs of its set do. The pairs have
/// one source; each language counts once.
pub fn agree(pairs: &mut [Comparison<'_>]) {
    if pairs.len() < 2 {
        return;
    }
    let mut sharing: Map<Matter, u32> = Map::default();
    let mut rendered: Map<u32, u32> = Map::default();
    for pair in pairs.iter() {
        for statement in &pair.statements {
            *rendered.entry(statement.bead.source.0).or_default() += 1;
        }
        for divergence in &pair.divergences {
            *sharing.entry(matter(pair, divergence)).or_default() += 1;
        }
    }
    for pair in pairs.iter_mut() {
        let mut divergences = std::mem::take(&mut pair.divergences);
        for divergence in &mut divergences {
            let matter = matter(pair, divergence);
            let others = rendered.get(&matter.0).map_or(0, |count| count - 1);
            let same = sharing.get(&matter).map_or(0, |count| count - 1);
            if others >= 2 {
                divergence.signs.set(match (same, others) {
                    (0, _) => Sign::OthersNone,
                    (same, others) if same * 2 >= others => Sign::OthersMost,
                    _ => Sign::OthersSome,
                });
            }
        }
        pair.divergences = divergences;
    }
}

fn matter(pair: &Comparison<'_>, divergence: &super::Divergence) -> Matter {
    let source = pair.statements[divergence.at as usize].bead.source.0;
    (source, divergence.kind as u8, divergence.lost, divergence.gained)
}
