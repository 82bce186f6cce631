//! In what order rows are that stand as they came: what an ordered map knows of its rows, whatever they hold.

use std::cmp::Ordering;

/// How many numbers a chunk holds at most; a full one is halved.
const CHUNK: usize = if cfg!(test) { 8 } else { 512 };

/// The numbers of rows, in the order of their keys.
///
/// Rows that stand in order need none: as long as keys come in order, this is empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// None of them is empty.
    chunks: Vec<Vec<u32>>,
}

/// A place in the order: in which chunk, and which one of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    chunk: usize,
    at: usize,
}

impl Places {
    pub(super) const fn new() -> Self {
        Self { chunks: Vec::new() }
    }

    /// Where a row is, and its number, or where it would be put. It is told what a row is to what is looked for.
    pub(super) fn find(
        &self,
        rows: usize,
        compare: &mut dyn FnMut(usize) -> Ordering,
    ) -> Result<(Place, usize), Place> {
        if self.chunks.is_empty() {
            return match search(rows, compare) {
                Ok(at) => Ok((Place { chunk: 0, at }, at)),
                Err(at) => Err(Place { chunk: 0, at }),
            };
        }
        // The last chunk that does not begin behind it. What is before all is put into the first one.
        let first = |chunk: usize| self.chunks[chunk][0] as usize;
        let chunk = match search(self.chunks.len(), &mut |chunk| compare(first(chunk))) {
            Ok(chunk) => return Ok((Place { chunk, at: 0 }, first(chunk))),
            Err(behind) => behind.saturating_sub(1),
        };
        let numbers = &self.chunks[chunk];
        match search(numbers.len(), &mut |at| compare(numbers[at] as usize)) {
            Ok(at) => Ok((Place { chunk, at }, numbers[at] as usize)),
            Err(at) => Err(Place { chunk, at }),
        }
    }

    /// The same where what is looked for is probably behind all.
    pub(super) fn find_to_put(
        &self,
        rows: usize,
        compare: &mut dyn FnMut(usize) -> Ordering,
    ) -> Result<(Place, usize), Place> {
        let (end, last) = match self.chunks.last() {
            Some(last) => {
                (Place { chunk: self.chunks.len() - 1, at: last.len() }, last[last.len() - 1] as usize)
            }
            None if rows == 0 => return Err(Place::default()),
            None => (Place { chunk: 0, at: rows }, rows - 1),
        };
        match compare(last) {
            Ordering::Less => Err(end),
            Ordering::Equal => Ok((Place { at: end.at - 1, ..end }, last)),
            Ordering::Greater => self.find(rows, compare),
        }
    }

    /// Writes down that a row is put behind all `rows` that there are, and where it is in the order.
    pub(super) fn put(&mut self, place: Place, rows: usize) {
        if self.chunks.is_empty() {
            if place.at == rows {
                return;
            }
            self.write_down(rows);
            return self.put(Place { chunk: place.at / CHUNK, at: place.at % CHUNK }, rows);
        }
        let Place { chunk, at } = place;
        let numbers = &mut self.chunks[chunk];
        numbers.insert(at, rows as u32);
        if numbers.len() > CHUNK {
            let half = numbers.split_off(CHUNK / 2);
            self.chunks.insert(chunk + 1, half);
        }
    }

    /// Takes a row out whose number the last row gets, which stands at `last`.
    pub(super) fn take(&mut self, place: Place, last: Place, rows: usize) {
        let [place, last] = if self.chunks.is_empty() {
            self.write_down(rows);
            [place, last].map(|Place { at, .. }| Place { chunk: at / CHUNK, at: at % CHUNK })
        } else {
            [place, last]
        };
        self.chunks[last.chunk][last.at] = self.chunks[place.chunk][place.at];
        self.chunks[place.chunk].remove(place.at);
        if self.chunks[place.chunk].is_empty() {
            self.chunks.remove(place.chunk);
        }
    }

    /// Has numbers for rows that stand in order.
    fn write_down(&mut self, rows: usize) {
        let numbers: Vec<u32> = (0..rows as u32).collect();
        self.chunks = numbers.chunks(CHUNK).map(<[u32]>::to_vec).collect();
    }

    /// What is to be exchanged with what, one after the other, so that the rows stand in order; they do then.
    pub(super) fn settle(&mut self) -> Vec<(usize, usize)> {
        let chunks = std::mem::take(&mut self.chunks);
        super::exchanges_for(chunks.iter().flatten().map(|number| *number as usize).collect())
    }

    /// The row that is in order behind those that were met.
    pub(super) fn next(&self, met: &mut Place) -> usize {
        let Place { chunk, at } = *met;
        met.at += 1;
        let Some(numbers) = self.chunks.get(chunk) else { return at };
        if met.at == numbers.len() {
            *met = Place { chunk: chunk + 1, at: 0 };
        }
        numbers[at] as usize
    }

    /// The number of the first row, or of the last.
    pub(super) fn end(&self, rows: usize, last: bool) -> Option<usize> {
        let number = match last {
            false => self.chunks.first().and_then(|numbers| numbers.first()),
            true => self.chunks.last().and_then(|numbers| numbers.last()),
        };
        match number {
            Some(number) => Some(*number as usize),
            None => rows.checked_sub(1).map(|end| if last { end } else { 0 }),
        }
    }
}

/// Where something is among so many that are in order, or would be.
fn search(length: usize, compare: &mut dyn FnMut(usize) -> Ordering) -> Result<usize, usize> {
    let (mut start, mut end) = (0, length);
    while start < end {
        let middle = start.midpoint(end);
        match compare(middle) {
            Ordering::Less => start = middle + 1,
            Ordering::Equal => return Ok(middle),
            Ordering::Greater => end = middle,
        }
    }
    Err(start)
}
