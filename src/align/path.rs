//! Dynamic programming over beads 1-1, 2-1, 1-2, 1-0 and 0-1: the best path through two sequences.

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

/// Cells of the table above which only a band around the diagonal is filled: long stretches without
/// a fixed point are tables or lists whose rows answer each other.
const FULL: usize = 90_000;
const BAND: usize = 80;

/// A half-open range of one of the sequences.
pub type Stretch = (u32, u32);

/// The best path through sequences of `n` and `m`, as pairs of stretches in order. `score` says how
/// well two stretches (of one or two each) answer each other, `None` where they cannot.
pub fn best(
    n: u32,
    m: u32,
    costs: Costs,
    mut score: impl FnMut(Stretch, Stretch) -> Option<Score>,
) -> Vec<(Stretch, Stretch)> {
    if n == 0 || m == 0 {
        return (0..n).map(|i| ((i, i + 1), (0, 0))).chain((0..m).map(|j| ((0, 0), (j, j + 1)))).collect();
    }
    let (rows, columns) = (n as usize + 1, m as usize + 1);
    let full = rows * columns <= FULL;
    let band = if full { columns } else { BAND + columns / rows };
    let first_column = |i: usize| if full { 0 } else { (i * columns / rows).saturating_sub(band) };
    let width = if full { columns } else { 2 * band + 1 };
    let cell = |i: usize, j: usize| {
        let first = first_column(i);
        (j >= first && j < first + width).then(|| i * width + j - first)
    };
    let mut table: Vec<(Score, u8, u8)> = vec![(Score::NEG_INFINITY, 0, 0); rows * width];
    table[0].0 = 0.0;
    for i in 0..rows {
        let first = first_column(i);
        for j in first..(first + width).min(columns) {
            if i == 0 && j == 0 {
                continue;
            }
            let mut best = (Score::NEG_INFINITY, 0, 0);
            for (di, dj, prior) in [
                (1, 1, 0.0),
                (2, 1, costs.merged),
                (1, 2, costs.split),
                (1, 0, costs.missing),
                (0, 1, costs.added),
            ] {
                if i < di || j < dj {
                    continue;
                }
                let Some(from) = cell(i - di, j - dj).map(|at| table[at].0) else { continue };
                if from == Score::NEG_INFINITY {
                    continue;
                }
                let joined = if di == 0 || dj == 0 {
                    Some(0.0)
                } else {
                    score(((i - di) as u32, i as u32), ((j - dj) as u32, j as u32))
                };
                if let Some(joined) = joined {
                    let total = from + prior + joined;
                    if total > best.0 {
                        best = (total, di as u8, dj as u8);
                    }
                }
            }
            table[i * width + j - first] = best;
        }
    }
    let mut beads = Vec::with_capacity(rows.max(columns));
    let (mut i, mut j) = (n, m);
    while i > 0 || j > 0 {
        let (di, dj) = cell(i as usize, j as usize).map_or((0, 0), |at| (table[at].1, table[at].2));
        if di == 0 && dj == 0 {
            // Out of the band: what is left stands alone.
            beads.extend((0..j).rev().map(|j| ((0, 0), (j, j + 1))));
            beads.extend((0..i).rev().map(|i| ((i, i + 1), (0, 0))));
            break;
        }
        let (from_i, from_j) = (i - u32::from(di), j - u32::from(dj));
        beads.push(((from_i, i), (from_j, j)));
        (i, j) = (from_i, from_j);
    }
    beads.reverse();
    beads
}

#[cfg(test)]
mod tests {
    use super::*;

    const COSTS: Costs = Costs { missing: -2.0, added: -2.0, merged: -3.0, split: -3.0 };

    #[test]
    fn equal_items_are_joined_and_the_rest_is_left_alone() {
        let (a, b) = ([1, 2, 3, 4], [1, 3, 4, 5]);
        let beads = best(4, 4, COSTS, |s, t| {
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
            let beads = best(n, m, COSTS, |s, t| Some(if s.0 % 7 == t.0 % 7 { 1.0 } else { -1.0 }));
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
