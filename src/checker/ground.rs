//! Comparing one set: what the comparison of each rests on, and what comes of it.

use super::consensus;
use super::members::{
    Aligned, age_checks, alignments, compared, document_checks, pair_checks, reference_of, set_checks,
    source_of,
};
use super::outcome::{OfMember, Outcome};
use super::shelf::Shelf;
use crate::changed::Changes;
use crate::checks::Sink;
use crate::checks::freshness::change_not_followed;
use crate::compare::Comparison;
use crate::document::Side;
use crate::failure;
use crate::freshness::{Age, Hashes, Histories};
use crate::guidance::{Guidance, Reading};
use crate::learning::Lessons;
use crate::links::Neighbours;
use crate::set::{DocumentSet, Reference};

/// What comparing a set rests on, beside its members.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) shelf: Shelf<'a>,
    pub(super) guidance: &'a Guidance,
    pub(super) lessons: &'a Lessons<'a>,
    pub(super) hashes: &'a Hashes,
    pub(super) histories: &'a Histories,
    pub(super) neighbours: &'a Neighbours<'a>,
    pub(super) changes: Option<&'a Changes>,
}

impl Ground<'_> {
    /// Compares the members of a set. What comes of it knows nothing of the rest of the run.
    pub(super) fn compare(&self, set: &DocumentSet, aligned: Aligned) -> Outcome {
        let terms = self.shelf.terms(set);
        let members = self.shelf.members(set, &terms);
        let texts = members.iter().map(|member| self.shelf.text(*member));
        texts.for_each(|text| failure::where_asked("compare", text.as_bytes()));
        let reference = reference_of(set);
        let mut reading = Reading::new(self.guidance, set, &members);
        let editions: Vec<String> = reading.packs().into_iter().map(str::to_owned).collect();
        let alignments = alignments(set, &members, aligned);
        let mut pairs = compared(set, &members, &alignments, self.lessons);
        pairs.values_mut().for_each(|pair| pair.neighbours = Some(self.neighbours));
        let packs: Vec<&str> = editions.iter().map(String::as_str).collect();
        let mut outcome = Outcome::default();
        for (index, target) in members.iter().enumerate() {
            let is_source = reference.is_some_and(|r| index == r || members[r].locale == target.locale);
            if target.document.side == Side::Source {
                continue;
            }
            let mut sink = Sink::default();
            set_checks(set, &members[..=index], &mut sink);
            let mut source = None;
            let (mut agreed, mut followed) = (Vec::new(), Vec::new());
            if !is_source {
                document_checks(*target, &mut sink);
                if let Some(pair) = pairs.get(&index) {
                    outcome.rates.count(pair);
                    pair_checks(pair, &mut sink);
                    if let Some(age) = self.age(pair) {
                        age_checks(pair, &age, &mut sink);
                    }
                    if let Some(changes) = self.changes {
                        followed = change_not_followed::drafts(pair, changes);
                    }
                    reading.pair(pair, &mut sink);
                    let side = |at: usize| members[at].document.side;
                    source = reference.map(|at| source_of(set, side, at, index));
                } else if set.reference == Reference::Consensus {
                    let page = &self.shelf.pages[target.id.page as usize];
                    consensus::check(&members, index, &self.shelf.options.rules_of(page), set, &mut agreed);
                }
                if reference.is_none() {
                    reading.alone(*target, set.reference, &mut sink);
                }
            } else if reference == Some(index) {
                reading.reference(*target, &mut sink);
            }
            let (member, source) = (index as u32, source.map(|at| at as u32));
            let snippets = self.shelf.snippets(&set.members[index], &packs).is_some_and(|own| own.tell());
            outcome.members.push(OfMember { member, source, sink, snippets, agreed, followed });
        }
        outcome.cells = reading.cells;
        outcome.editions = editions;
        outcome
    }

    /// What is known of the age of a translation against a page of its own.
    fn age(&self, pair: &Comparison<'_>) -> Option<Age<'_>> {
        let id = pair.target.id.page;
        let [page, source] = [id, pair.source.id.page].map(|page| &self.shelf.pages[page as usize]);
        let hash = self.hashes.stale(id, page);
        let history = self.histories.get(&page.path).filter(|_| !self.hashes.fresh(id, page));
        (pair.source.id.page != id && (hash.is_some() || history.is_some())).then_some(Age {
            page,
            source,
            hash,
            history,
        })
    }
}
