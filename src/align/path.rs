//! Dynamic programming over beads 1-1, 2-1, 1-2, 1-0 and 0-1: the best path through two sequences.

use super::anchors::{self, Features, Piece};
use super::score::Score;

/// What the beads cost beside the score of what they join.
#[derive(Clone, Copy, Debug)]
pub struct Costs {
    /// One of the first sequence without an answer (1-0).
    pub missing: Score,
    /// One of the second sequence without an answer (0-1).
    pub added: Score,
    /// Two of the first that answer one (2-1).
    pub merged: Score,
    /// Two of the second that answer one (1-2).
    pub split: Score,
}

/// Cells of a piece without an [anchor](anchors) above which only a band around its diagonal is filled. Shorter sequences
/// need no anchors, mostly.
pub const FULL: u64 = 90_000;
/// How many cells a piece may have that is much longer on one side: nobody knows where its band would lie.
const UNEVEN: u64 = 20 * FULL;
const BAND: u32 = 80;
/// How far beyond an anchor the path may go: two sentences may have become one there.
const SLACK: u32 = 3;

/// A half-open range of one of the sequences.
pub type Stretch = (u32, u32);

/// The best path through sequences of `n` and `m`, as pairs of stretches in order. `score` says how
/// well two stretches (of one or two each) answer each other, `None` where they cannot; `features` are those of each item,
/// by which sequences are cut that make more than `most` cells.
pub fn best(
    (n, m): (u32, u32),
    costs: Costs,
    (features, most): (Features<'_, '_>, u64),
    mut score: impl FnMut(Stretch, Stretch) -> Option<Score>,
) -> Vec<(Stretch, Stretch)> {
    if n == 0 || m == 0 {
        return (0..n).map(|i| ((i, i + 1), (0, 0))).chain((0..m).map(|j| ((0, 0), (j, j + 1)))).collect();
    }
    let whole = Piece { source: (0, n), target: (0, m) };
    let table = if whole.cells() <= most {
        Table::new(n, m, &[whole])
    } else {
        let mut fits = |s, t| score((s, s + 1), (t, t + 1)).is_some_and(|score| score > 0.0);
        Table::new(n, m, &anchors::cut(whole, features, &mut fits))
    };
    table.path(costs, score)
}

/// The cells that are filled: of each row (so many items of the first sequence) a range of columns. Both ends rise with
/// the rows.
struct Table {
    rows: Vec<(u32, u32)>,
}

impl Table {
    /// A table of `n` and `m` items whose cells are those of the pieces, which follow each other, and a few around them.
    fn new(n: u32, m: u32, pieces: &[Piece]) -> Self {
        let mut rows = vec![(m, 0); n as usize + 1];
        let mut fill = |first: u32, last: u32, from: u32, to: u32| {
            for row in &mut rows[first as usize..=last as usize] {
                *row = (row.0.min(from), row.1.max(to));
            }
        };
        for piece in pieces {
            let ((top, bottom), (left, right)) = (piece.source, piece.target);
            let (height, width) = (bottom - top, right - left);
            let cells = piece.cells();
            if cells <= FULL || cells <= UNEVEN && height.abs_diff(width) > BAND {
                let (from, to) = (left.saturating_sub(SLACK), (right + SLACK).min(m));
                fill(top.saturating_sub(SLACK), (bottom + SLACK).min(n), from, to);
                continue;
            }
            let band = BAND + width / height;
            for row in 0..=height {
                let middle = left + (u64::from(row) * u64::from(width) / u64::from(height)) as u32;
                fill(top + row, top + row, middle.saturating_sub(band).max(left), (middle + band).min(right));
            }
        }
        Self { rows }
    }

    /// The best path through the cells. Cells beside them count as out of reach.
    fn path(
        &self,
        costs: Costs,
        mut score: impl FnMut(Stretch, Stretch) -> Option<Score>,
    ) -> Vec<(Stretch, Stretch)> {
        const STEPS: [(u32, u32); 5] = [(1, 1), (2, 1), (1, 2), (1, 0), (0, 1)];
        let priors = [0.0, costs.merged, costs.split, costs.missing, costs.added];
        // Of each cell the step that led to it; of the last three rows what the way to each cell is worth.
        let mut starts = Vec::with_capacity(self.rows.len());
        let mut steps: Vec<u8> = Vec::new();
        let mut worth: [Vec<Score>; 3] = Default::default();
        for (i, &(from, to)) in (0..).zip(&self.rows) {
            starts.push(steps.len());
            worth.rotate_right(1);
            worth[0].clear();
            for j in from..=to {
                let mut best = (if i == 0 && j == 0 { 0.0 } else { Score::NEG_INFINITY }, u8::MAX);
                for (step, (&(di, dj), prior)) in (0..).zip(STEPS.iter().zip(priors)) {
                    if i < di || j < dj {
                        continue;
                    }
                    let row = self.rows[(i - di) as usize].0;
                    let before = (j - dj).checked_sub(row);
                    let before = before.and_then(|at| worth[di as usize].get(at as usize)).copied();
                    let Some(before) = before.filter(|&before| before > Score::NEG_INFINITY) else {
                        continue;
                    };
                    let joined = if di == 0 || dj == 0 { Some(0.0) } else { score((i - di, i), (j - dj, j)) };
                    if let Some(joined) = joined {
                        let total = before + prior + joined;
                        if total > best.0 {
                            best = (total, step);
                        }
                    }
                }
                worth[0].push(best.0);
                steps.push(best.1);
            }
        }
        let (n, m) = (self.rows.len() as u32 - 1, self.rows.last().map_or(0, |row| row.1));
        let mut beads = Vec::with_capacity(n.max(m) as usize);
        let (mut i, mut j) = (n, m);
        while i > 0 || j > 0 {
            let step = (j.checked_sub(self.rows[i as usize].0))
                .and_then(|at| steps.get(starts[i as usize] + at as usize));
            let Some(&(di, dj)) = step.and_then(|&step| STEPS.get(usize::from(step))) else {
                // Out of reach: what is left stands alone.
                beads.extend((0..j).rev().map(|j| ((0, 0), (j, j + 1))));
                beads.extend((0..i).rev().map(|i| ((i, i + 1), (0, 0))));
                break;
            };
            beads.push(((i - di, i), (j - dj, j)));
            (i, j) = (i - di, j - dj);
        }
        beads.reverse();
        beads
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COSTS: Costs = Costs { missing: -2.0, added: -2.0, merged: -3.0, split: -3.0 };

    #[test]
    fn equal_items_are_joined_and_the_rest_is_left_alone() {
        let (a, b) = ([1, 2, 3, 4], [1, 3, 4, 5]);
        let beads = best((4, 4), COSTS, (&|_, _| &[], FULL), |s, t| {
            let same = s.1 - s.0 == 1 && t.1 - t.0 == 1 && a[s.0 as usize] == b[t.0 as usize];
            Some(if same { 5.0 } else { -9.0 })
        });
        let pairs: Vec<_> =
            beads.iter().filter(|(s, t)| s.0 < s.1 && t.0 < t.1).map(|(s, t)| (s.0, t.0)).collect();
        assert_eq!(pairs, [(0, 0), (2, 1), (3, 2)]);
        assert_eq!(beads.len(), 5);
    }

    #[test]
    fn every_item_stands_in_exactly_one_bead_even_in_a_band() {
        for (n, m) in [(3, 900), (900, 3), (700, 650), (0, 4), (4, 0)] {
            let beads = best((n, m), COSTS, (&|_, _| &[], FULL), |s, t| {
                Some(if s.0 % 7 == t.0 % 7 { 1.0 } else { -1.0 })
            });
            for (side, count) in [(0, n), (1, m)] {
                let mut next = 0;
                for bead in &beads {
                    let stretch = if side == 0 { bead.0 } else { bead.1 };
                    if stretch.0 < stretch.1 {
                        assert_eq!(stretch.0, next);
                        next = stretch.1;
                    }
                }
                assert_eq!(next, count);
            }
        }
    }
}
