//! The stretches in which two rows differ: Myers' algorithm, given up where too much differs.

use std::ops::Range;

/// How many insertions and removals are looked for at most.
const MOST: usize = 600;

/// A stretch of either row without an equal.
pub(super) type Gap = (Range<usize>, Range<usize>);

/// The gaps between two rows, in order; `None` where more than [`MOST`] elements differ.
pub(super) fn gaps(n: usize, m: usize, same: impl Fn(usize, usize) -> bool) -> Option<Vec<Gap>> {
    let front = (0..n.min(m)).take_while(|&at| same(at, at)).count();
    let back = (0..n.min(m) - front).take_while(|&at| same(n - 1 - at, m - 1 - at)).count();
    let (rows, columns) = (n - front - back, m - front - back);
    if rows == 0 && columns == 0 {
        return Some(Vec::new());
    }
    if rows == 0 || columns == 0 {
        return Some(vec![(front..front + rows, front..front + columns)]);
    }
    let matched = matched(rows, columns, |a, b| same(front + a, front + b))?;
    let mut gaps = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (a, b) in matched.into_iter().chain([(rows, columns)]) {
        if i < a || j < b {
            gaps.push((front + i..front + a, front + j..front + b));
        }
        (i, j) = (a + 1, b + 1);
    }
    Some(gaps)
}

/// The pairs of equals of a shortest edit, in order.
fn matched(n: usize, m: usize, same: impl Fn(usize, usize) -> bool) -> Option<Vec<(usize, usize)>> {
    let most = MOST.min(n + m);
    // Furthest places by diagonal, shifted by `most + 1`.
    let shift = most as isize + 1;
    let mut furthest = vec![0_usize; 2 * most + 3];
    let mut trace: Vec<Vec<u32>> = Vec::new();
    let reaches = |furthest: &[usize], d: isize, k: isize| -> usize {
        let at = (k + shift) as usize;
        if k == -d || k != d && furthest[at - 1] < furthest[at + 1] {
            furthest[at + 1]
        } else {
            furthest[at - 1] + 1
        }
    };
    for d in 0..=most as isize {
        trace.push(
            ((shift - d - 1)..=(shift + d + 1))
                .map(|at| furthest.get(at as usize).copied().unwrap_or(0) as u32)
                .collect(),
        );
        for k in (-d..=d).step_by(2) {
            let mut x = if d == 0 { 0 } else { reaches(&furthest, d, k) };
            let Some(mut y) = x.checked_add_signed(-k) else { continue };
            while x < n && y < m && same(x, y) {
                x += 1;
                y += 1;
            }
            furthest[(k + shift) as usize] = x;
            if x >= n && y >= m {
                return Some(walk_back(&trace, n, m));
            }
        }
    }
    None
}

/// Follows the trace of furthest places back to the start.
fn walk_back(trace: &[Vec<u32>], n: usize, m: usize) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut x, mut y) = (n as isize, m as isize);
    for d in (0..trace.len() as isize).rev() {
        let row = &trace[d as usize];
        // The row holds the diagonals -d-1 … d+1.
        let at = |k: isize| row.get((k + d + 1) as usize).copied().unwrap_or(0) as isize;
        let k = x - y;
        let (before_x, before_y) = if d == 0 {
            (0, 0)
        } else {
            let down = k == -d || k != d && at(k - 1) < at(k + 1);
            let before = if down { k + 1 } else { k - 1 };
            (at(before), at(before) - before)
        };
        while x > before_x && y > before_y && x > 0 && y > 0 {
            x -= 1;
            y -= 1;
            pairs.push((x as usize, y as usize));
        }
        (x, y) = (before_x, before_y);
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use super::gaps;

    fn of(a: &str, b: &str) -> Option<Vec<super::Gap>> {
        let (a, b) = (a.as_bytes(), b.as_bytes());
        gaps(a.len(), b.len(), |i, j| a[i] == b[j])
    }

    #[test]
    fn gaps_are_what_a_shortest_edit_leaves() {
        assert_eq!(of("abcdef", "abcdef"), Some(vec![]));
        assert_eq!(of("abcdef", "abxdef"), Some(vec![(2..3, 2..3)]));
        assert_eq!(of("abcdef", "abdef"), Some(vec![(2..3, 2..2)]));
        assert_eq!(of("", "ab"), Some(vec![(0..0, 0..2)]));
        assert_eq!(of("xay", "zaw"), Some(vec![(0..1, 0..1), (2..3, 2..3)]));
        assert_eq!(of(&"a".repeat(2_000), &"b".repeat(2_000)), None);
    }

    proptest::proptest! {
        #[test]
        fn what_stands_between_gaps_is_equal(a in "[abc]{0,40}", b in "[abc]{0,40}") {
            let found = of(&a, &b).expect("rows of 40 are short enough");
            let (mut i, mut j) = (0, 0);
            for (was, is) in found.iter().cloned().chain([(a.len()..a.len(), b.len()..b.len())]) {
                proptest::prop_assert_eq!(&a[i..was.start], &b[j..is.start]);
                (i, j) = (was.end, is.end);
            }
        }
    }
}
