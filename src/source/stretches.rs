//! Of many stretches of a text, those that touch a place.

use super::Span;
use serde::{Deserialize, Serialize};

/// Stretches of a text, ordered so that those around a place are found without looking at the others.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Stretches {
    /// Each with its number; wider ones first where several begin together.
    spans: Vec<(Span, u32)>,
    /// For each the nearest before it that reaches beyond its beginning, counted from 1; 0 for none.
    outer: Vec<u32>,
}

impl Stretches {
    /// Takes stretches in any order; their numbers are their places among those given.
    #[must_use]
    pub fn new(spans: impl Iterator<Item = Span>) -> Self {
        let mut spans: Vec<(Span, u32)> = spans.zip(0..).collect();
        spans.sort_unstable_by_key(|&(span, number)| (span.start, std::cmp::Reverse(span.end), number));
        let mut outer = Vec::with_capacity(spans.len());
        // Those that reach on, the nearest last.
        let mut open: Vec<u32> = Vec::new();
        for (at, (span, _)) in (1..).zip(&spans) {
            while open.last().is_some_and(|&last| spans[last as usize - 1].0.end < span.start) {
                open.pop();
            }
            outer.push(open.last().copied().unwrap_or(0));
            open.push(at);
        }
        Self { spans, outer }
    }

    /// The numbers of the stretches that share a byte with a place, or border on it.
    pub fn touching(&self, place: Span) -> impl Iterator<Item = u32> {
        let first = self.spans.partition_point(|(span, _)| span.start < place.start);
        let inside = self.spans[first..].iter().take_while(move |(span, _)| span.start <= place.end);
        inside.map(|&(_, number)| number).chain(self.around(first, place.start))
    }

    /// The numbers of the stretches that hold a place, the innermost first.
    pub fn holding(&self, place: Span) -> impl Iterator<Item = u32> {
        let first = self.spans.partition_point(|(span, _)| span.start <= place.start);
        self.around(first, place.end)
    }

    /// Of the first so many stretches those that reach a place, the nearest first.
    fn around(&self, first: usize, place: u32) -> impl Iterator<Item = u32> {
        let mut next = first;
        std::iter::from_fn(move || {
            loop {
                let (span, number) = self.spans.get(next.checked_sub(1)?)?;
                next = self.outer[next - 1] as usize;
                if span.end >= place {
                    return Some(*number);
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_is_what_looking_at_all_finds() {
        // Nested, side by side, crossing, empty and equal ones.
        let mut seed = 1_u32;
        let mut below = |n: u32| {
            seed = (u64::from(seed) * 48_271 % 0x7fff_ffff) as u32;
            seed / 7 % n
        };
        for _ in 0..200 {
            let spans: Vec<Span> = (0..30)
                .map(|_| {
                    let start = below(60);
                    Span::new(start, start + below(12))
                })
                .collect();
            let stretches = Stretches::new(spans.iter().copied());
            for start in 0..72 {
                for length in [0, 1, 5] {
                    let place = Span::new(start, start + length);
                    let all = |keep: &dyn Fn(Span) -> bool| -> Vec<u32> {
                        (0..).zip(&spans).filter(|(_, span)| keep(**span)).map(|(at, _)| at).collect()
                    };
                    let mut touching: Vec<u32> = stretches.touching(place).collect();
                    touching.sort_unstable();
                    assert_eq!(
                        touching,
                        all(&|span| span.start <= place.end && place.start <= span.end),
                        "{place:?} {spans:?}"
                    );
                    let mut holding: Vec<u32> = stretches.holding(place).collect();
                    holding.sort_unstable();
                    assert_eq!(holding, all(&|span| span.contains(place)), "{place:?} {spans:?}");
                }
            }
        }
    }
}
