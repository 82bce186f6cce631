//! Anchors: what only one of a long run has on either side (a number, a name, a piece of code, a link), and so tells where
//! it is answered. They cut a long run into short ones.
//!
//! What stands twice in a long run often stands once in a short one, so that each piece is cut again until nothing is left
//! to cut it by (the idea of patience diff, Cohen 2008). Two facts in a row stand once where each alone stands often.

use super::path::Stretch;
use crate::facts::Feature;
use crate::hash::Hasher;

/// Cells of a table small enough to fill.
pub const SMALL: u64 = 1_000;
/// How often a run is cut, at most.
const DEEPEST: u8 = 12;
/// What counts for an answer: a fact, another feature, all facts of an item where it has several, and the facts of two
/// items that follow each other.
const FACT: f64 = 1.0;
const OTHER: f64 = 0.5;
const FACTS: f64 = 1.5;
const IN_A_ROW: f64 = 2.0;
/// How much more than for the next best answer has to count for one.
const MARGIN: f64 = 0.5;
/// An anchor worth 1 is none if without it so many more items have an answer.
const ASTRAY: f64 = 6.0;

/// Two stretches that answer each other as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Of the first sequence.
    pub source: Stretch,
    /// Of the second sequence.
    pub target: Stretch,
}

impl Piece {
    /// How many pairs of items there are.
    pub fn cells(self) -> u64 {
        u64::from(self.source.1 - self.source.0) * u64::from(self.target.1 - self.target.0)
    }
}

/// The features of an item of one of two sequences (0 the first, 1 the second), sorted.
pub type Features<'f, 'd> = &'f dyn Fn(usize, u32) -> &'d [Feature];

/// Cuts two sequences into pieces, in order, by what only one item of each side has. Anchors are pieces of one item on
/// each side. `fits` says whether two items can answer each other.
pub fn cut(whole: Piece, features: Features<'_, '_>, fits: &mut dyn FnMut(u32, u32) -> bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut open = vec![(whole, 0)];
    while let Some((piece, depth)) = open.pop() {
        if piece.cells() <= SMALL || depth == DEEPEST {
            pieces.push(piece);
            continue;
        }
        let anchors = anchors(piece, features, fits);
        if anchors.is_empty() {
            pieces.push(piece);
            continue;
        }
        let first = open.len();
        let mut from = (piece.source.0, piece.target.0);
        for (s, t) in anchors {
            open.push((Piece { source: (from.0, s), target: (from.1, t) }, depth + 1));
            open.push((Piece { source: (s, s + 1), target: (t, t + 1) }, DEEPEST));
            from = (s + 1, t + 1);
        }
        open.push((Piece { source: (from.0, piece.source.1), target: (from.1, piece.target.1) }, depth + 1));
        open[first..].reverse();
    }
    pieces
}

/// A key, the side, and the item that bears it.
type Posting = (u64, bool, u32);

/// The anchors of a piece, in order.
fn anchors(
    piece: Piece,
    features: Features<'_, '_>,
    fits: &mut dyn FnMut(u32, u32) -> bool,
) -> Vec<(u32, u32)> {
    let mut postings: Vec<Posting> = Vec::new();
    // Items whose facts a key holds besides: the second of two in a row.
    for (side, range) in [(false, piece.source), (true, piece.target)] {
        let mut before: Option<u64> = None;
        for item in range.0..range.1 {
            let mut last = None;
            let (mut facts, mut count) = (Hasher::default(), 0);
            for &feature in features(usize::from(side), item) {
                if last.replace(feature) == Some(feature) {
                    continue;
                }
                postings.push((u64::from(feature.0), side, item));
                if feature.is_fact() {
                    facts.number(feature.0);
                    count += 1;
                }
            }
            if count == 0 {
                continue;
            }
            // The low half tells features from these.
            let facts = facts.key() | 1 << 63;
            if count > 1 {
                postings.push((facts & !(1 << 62), side, item));
            }
            if let Some(before) = before.replace(facts) {
                let mut both = Hasher::default();
                both.bytes(&before.to_le_bytes());
                both.bytes(&facts.to_le_bytes());
                postings.push((both.key() | 3 << 62, side, item));
            }
        }
    }
    postings.sort_unstable();
    let mut votes: Vec<(u32, u32, f64)> = Vec::new();
    for group in postings.chunk_by(|a, b| a.0 == b.0) {
        let &[(key, false, s), (_, true, t)] = group else { continue };
        let worth = match (key >> 62, u32::try_from(key)) {
            (_, Ok(feature)) if Feature(feature).is_fact() => FACT,
            (_, Ok(_)) => OTHER,
            (2, _) => FACTS,
            _ => IN_A_ROW,
        };
        votes.push((s, t, worth));
    }
    let mut sure = mutual(votes, piece);
    sure.retain(|&(s, t, _)| fits(s, t));
    let chain = heaviest_chain(&sure, piece.target);
    without_stray(&chain, piece)
}

/// The pairs that are each other's best by far, with what counts for them, ordered by source.
fn mutual(mut votes: Vec<(u32, u32, f64)>, piece: Piece) -> Vec<(u32, u32, f64)> {
    votes.sort_unstable_by_key(|vote| (vote.0, vote.1));
    votes.dedup_by(|next, kept| {
        let same = (next.0, next.1) == (kept.0, kept.1);
        if same {
            kept.2 += next.2;
        }
        same
    });
    // The best of each item, and the next best.
    let size = |range: Stretch| vec![(0.0, 0.0); (range.1 - range.0) as usize];
    let mut best = [size(piece.source), size(piece.target)];
    for &(s, t, worth) in &votes {
        for (side, at) in [(0, s - piece.source.0), (1, t - piece.target.0)] {
            let best: &mut (f64, f64) = &mut best[side][at as usize];
            if worth > best.0 {
                *best = (worth, best.0);
            } else if worth > best.1 {
                best.1 = worth;
            }
        }
    }
    votes.retain(|&(s, t, worth)| {
        let of = [best[0][(s - piece.source.0) as usize], best[1][(t - piece.target.0) as usize]];
        of.iter().all(|best| worth >= best.0 && worth - best.1 >= MARGIN)
    });
    votes
}

/// The heaviest subsequence of pairs (ordered by source) whose targets rise, in n log n: a Fenwick tree of prefix maxima
/// over the targets.
pub fn heaviest_chain(pairs: &[(u32, u32, f64)], targets: Stretch) -> Vec<(u32, u32, f64)> {
    let targets_count = (targets.1 - targets.0) as usize;
    let mut tree: Vec<(f64, usize)> = vec![(0.0, usize::MAX); targets_count + 1];
    let mut before = vec![usize::MAX; pairs.len()];
    let mut last = (0.0, usize::MAX);
    for (index, &(_, target, weight)) in pairs.iter().enumerate() {
        let target = (target - targets.0) as usize;
        let mut best = (0.0, usize::MAX);
        let mut at = target; // targets below this one
        while at > 0 {
            if tree[at].0 > best.0 {
                best = tree[at];
            }
            at &= at - 1;
        }
        before[index] = best.1;
        let own = (best.0 + weight, index);
        if own.0 > last.0 {
            last = own;
        }
        let mut at = target + 1;
        while at <= targets_count {
            if own.0 > tree[at].0 {
                tree[at] = own;
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut chain = Vec::new();
    let mut at = last.1;
    while at != usize::MAX {
        chain.push(pairs[at]);
        at = before[at];
    }
    chain.reverse();
    chain
}

/// A chain without the anchors that lead astray: what stands alone far off the way from the one before to the one behind,
/// such as a number that became another which stands elsewhere too.
fn without_stray(chain: &[(u32, u32, f64)], piece: Piece) -> Vec<(u32, u32)> {
    // How many items have no answer on the way from one place to another.
    let lost = |from: (u32, u32), to: (u32, u32)| f64::from((to.0 - from.0).abs_diff(to.1 - from.1));
    let mut kept: Vec<(u32, u32)> = Vec::with_capacity(chain.len());
    for (at, &(s, t, worth)) in chain.iter().enumerate() {
        let from = kept.last().map_or((piece.source.0, piece.target.0), |&(s, t)| (s + 1, t + 1));
        let to = chain.get(at + 1).map_or((piece.source.1, piece.target.1), |next| (next.0, next.1));
        let detour = lost(from, (s, t)) + lost((s + 1, t + 1), to) - lost(from, to);
        if detour < ASTRAY * worth {
            kept.push((s, t));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pieces of two sequences of facts, an item each; 0 is an item without any.
    fn pieces(source: &[u32], target: &[u32]) -> Vec<Piece> {
        let facts = |items: &[u32]| -> Vec<Vec<Feature>> {
            items
                .iter()
                .map(|&fact| (fact > 0).then_some(Feature(fact | 1 << 31)).into_iter().collect())
                .collect()
        };
        let sides = [facts(source), facts(target)];
        let whole = Piece { source: (0, source.len() as u32), target: (0, target.len() as u32) };
        cut(whole, &|side, item| &sides[side][item as usize], &mut |_, _| true)
    }

    #[test]
    fn what_stands_once_on_either_side_cuts_a_run_and_all_of_it_is_in_the_pieces() {
        let source: Vec<u32> = (1..=200).collect();
        let mut target = source.clone();
        target.drain(50..90);
        let pieces = pieces(&source, &target);
        let (mut s, mut t) = (0, 0);
        for piece in &pieces {
            assert_eq!((piece.source.0, piece.target.0), (s, t));
            (s, t) = (piece.source.1, piece.target.1);
        }
        assert_eq!((s, t), (200, 160));
        assert!(pieces.contains(&Piece { source: (50, 90), target: (50, 50) }), "{pieces:?}");
    }

    #[test]
    fn facts_in_a_row_tell_apart_what_stands_often() {
        // Each of the numbers stands nine times, no two in a row twice.
        let source: Vec<u32> = (1..10).flat_map(|by| (0..23).map(move |at| 1 + at * by % 23)).collect();
        let mut target = source.clone();
        target.remove(100);
        assert!(pieces(&source, &target).iter().all(|piece| piece.cells() <= SMALL));
    }

    #[test]
    fn an_anchor_far_off_the_way_is_none() {
        let mut source: Vec<u32> = vec![0; 400];
        let mut target = source.clone();
        (source[100], target[100]) = (1, 1);
        (source[150], target[250]) = (2, 2);
        (source[300], target[300]) = (3, 3);
        let pieces = pieces(&source, &target);
        let pair = |s, t| Piece { source: (s, s + 1), target: (t, t + 1) };
        assert!(pieces.contains(&pair(100, 100)) && pieces.contains(&pair(300, 300)), "{pieces:?}");
        assert!(!pieces.contains(&pair(150, 250)), "{pieces:?}");
    }
}
