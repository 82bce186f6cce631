//! Putting rows in order, and maps and sets that are in order, in little code.
//!
//! The sorts of the standard library are quick, and are compiled anew for each type that is sorted: five kilobytes of
//! WebAssembly each, of which there were 700 in the engine that people download. Here one sort puts numbers in order, for all
//! types, and what is compiled for each only compares two and exchanges two. It takes twice as long, which does not
//! show where a row is put in order once for a set, a page or a report. Where it is done for every sentence, or for rows
//! of plain numbers, the standard library's is right.
//!
//! The same holds for maps and sets that go by the order of their keys: [`OrderedMap`] and [`OrderedSet`] do the work of
//! `BTreeMap` and `BTreeSet` by code that is compiled once and asks what two keys are to each other.
//!
//! ```
//! use unisono::order::InOrder;
//!
//! let mut ports = vec![(5269, "server"), (443, "web"), (5222, "client")];
//! ports.put_in_order_by_key(|(port, _)| *port);
//! assert_eq!(ports[0], (443, "web"));
//! ```

mod map;
mod places;
mod set;
#[cfg(test)]
mod tests;

pub use map::OrderedMap;
pub use set::OrderedSet;

use std::cmp::Ordering;

/// Rows that can be put in order. What is equal stays as it stands.
pub trait InOrder {
    /// What is in the row.
    type Item;

    /// By what two of them are to each other.
    fn put_in_order_by(&mut self, compare: impl FnMut(&Self::Item, &Self::Item) -> Ordering);

    /// By a key of each.
    fn put_in_order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&Self::Item) -> K) {
        self.put_in_order_by(|one, other| key(one).cmp(&key(other)));
    }

    /// By themselves.
    fn put_in_order(&mut self)
    where
        Self::Item: Ord,
    {
        self.put_in_order_by(Self::Item::cmp);
    }
}

impl<T> InOrder for [T] {
    type Item = T;

    fn put_in_order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let row = &*self;
        for (one, other) in exchanges(row.len(), &mut |one, other| compare(&row[one], &row[other])) {
            self.swap(one, other);
        }
    }
}

/// What is to be exchanged with what, one after the other, so that a row is in order.
fn exchanges(length: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    let mut wanted: Vec<usize> = (0..length).collect();
    wanted.sort_by(|&one, &other| compare(one, other));
    exchanges_for(wanted)
}

/// The same where it is known which one each place wants.
fn exchanges_for(mut wanted: Vec<usize>) -> Vec<(usize, usize)> {
    let mut exchanges = Vec::new();
    for start in 0..wanted.len() {
        // Each place takes what it wants, and leaves its own to the place that it took from.
        let mut place = start;
        while wanted[place] != start {
            let from = std::mem::replace(&mut wanted[place], place);
            exchanges.push((place, from));
            place = from;
        }
        wanted[place] = place;
    }
    exchanges
}
