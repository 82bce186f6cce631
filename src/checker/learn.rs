//! What a run learns from its pages, and what it was taught before.

use super::Checker;
use super::members::{Aligned, alignments, compared, pairs, references};
use super::shelf::Shelf;
use crate::align;
use crate::compare::{Comparison, Rates, weight};
use crate::failure;
use crate::glossary::Finders;
use crate::learning::{Learning, Lessons, Memory, MemoryError, Wanted};
use crate::set::{DocumentSet, Sets};

impl Checker {
    /// Takes in what was learned before; several memories add up.
    pub fn remember(&mut self, memory: &Memory) {
        self.plan = None;
        self.memory.add(memory);
    }

    /// Reads what was learned before: a memory, or a translation memory as TMX; several add up. `name` is
    /// for messages.
    ///
    /// # Errors
    /// What cannot be read; the checker is as before.
    pub fn remember_bytes(&mut self, name: &str, bytes: &[u8]) -> Result<(), MemoryError> {
        let memory = Memory::read(name, bytes, self.options.source.as_ref())?;
        self.remember(&memory);
        Ok(())
    }

    /// What was learned before.
    #[must_use]
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// What the pages teach (how the segments of each reference are rendered in its translations), added to
    /// what was learned before.
    pub fn learn(&mut self) -> Memory {
        let sets = self.form_sets();
        let finders = Finders::new(&self.options.glossaries);
        let shelf = self.shelf(&finders);
        let mut memory = self.memory.clone();
        for set in &sets.sets {
            let terms = shelf.terms(set);
            let members = shelf.members(set, &terms);
            for (_, from, target) in references(set, &members) {
                let alignment = align::align(from, target);
                let page = &self.pages[target.id.page as usize];
                memory.learn(from, target, &alignment, page);
            }
        }
        memory
    }

    /// Compares all sets and shows each, with the path of each page, to `see`: for measuring, and for fitting weights.
    pub fn observe(&mut self, see: &mut dyn FnMut(&DocumentSet, &[Comparison<'_>])) {
        let sets = self.form_sets();
        let finders = Finders::new(&self.options.glossaries);
        let shelf = self.shelf(&finders);
        let (lessons, mut rates) = (Lessons::default(), Rates::default());
        // What the run shows of its forms has to be known first.
        for counting in [true, false] {
            for set in &sets.sets {
                let terms = shelf.terms(set);
                let members = shelf.members(set, &terms);
                let alignments = alignments(set, &members, Aligned::new());
                let mut pairs: Vec<Comparison<'_>> =
                    compared(set, &members, &alignments, &lessons).into_values().collect();
                if counting {
                    pairs.iter().for_each(|pair| rates.count(pair));
                    continue;
                }
                for divergence in pairs.iter_mut().flat_map(|pair| &mut pair.divergences) {
                    weight::weigh(divergence, &rates);
                }
                see(set, &pairs);
            }
        }
    }

    /// The language pairs that the sets compare.
    pub(super) fn wanted(&self, sets: &Sets) -> Wanted {
        let finders = Finders::new(&self.options.glossaries);
        let shelf = self.shelf(&finders);
        let mut wanted = Wanted::default();
        for set in &sets.sets {
            for (target, from) in pairs(set, |at| shelf.document(&set.members[at]).side) {
                let [from, target] = [from, target].map(|at| &set.members[at]);
                // Where lexicons read both sides there is little to learn.
                let read = [from, target].iter().all(|member| shelf.knows_words_of(member))
                    && self.options.learning == Learning::Auto;
                wanted.add(&from.locale, &target.locale, &self.memory, !read);
            }
        }
        wanted
    }
}

/// Aligns what there is to learn from in a set, and learns from it.
pub(super) fn align_set(shelf: &Shelf<'_>, set: &DocumentSet, wanted: &mut Wanted) -> Aligned {
    let terms = shelf.terms(set);
    let members = shelf.members(set, &terms);
    let mut aligned = Aligned::new();
    members.iter().for_each(|member| failure::where_asked("align", shelf.text(*member).as_bytes()));
    for (index, from, target) in references(set, &members) {
        if wanted.is_missing(from.locale, target.locale) {
            let alignment = align::align(from, target);
            wanted.run.learn(from, target, &alignment, &shelf.pages[target.id.page as usize]);
            aligned.insert(index, alignment);
        }
    }
    aligned
}
