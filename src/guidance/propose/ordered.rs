//! Numbered steps, and the order that they stand in.
//!
//! What a numbered step tells its reader to do is a claim, whether it says "must" or not, where the steps around it make
//! a procedure: they stand in one order in every language. That is looked at as a check does it later: the steps are found
//! by what they say.

use super::{Original, Proposed};
use crate::align::steps::{Step, steps};
use crate::document::{BlockKind, Document};
use crate::guidance::apply::Guidance;
use crate::guidance::matter::Matter;
use crate::guidance::pack::{Claim, Pack};
use crate::rendition::Rendition;

/// A sentence of the source that begins a numbered step, and what answers it.
#[derive(Clone, Debug)]
pub(super) struct Numbered {
    /// Which of the originals, and which of its lists.
    pub(super) list: (usize, u32),
    /// From 1.
    pub(super) number: u32,
    pub(super) sentence: u32,
    /// By the number of the translation: its sentences, half-open.
    pub(super) answers: Vec<(usize, (u32, u32))>,
}

/// The fewest steps of a procedure.
const FEWEST: usize = 2;

/// The sentences that begin numbered steps: the list of each, and its number there from 1.
pub(super) fn numbered(document: &Document) -> Vec<(u32, (u32, u32))> {
    let mut found = Vec::new();
    for Step { list, index, blocks, .. } in steps(document) {
        let first = &document.blocks[blocks.0 as usize];
        if first.kind == BlockKind::Paragraph && first.sentences.0 < first.sentences.1 {
            found.push((first.sentences.0, (list, index + 1)));
        }
    }
    found
}

/// Makes procedures of the claims that are numbered steps; `pack` is what they read as. What stands in another order
/// somewhere is told.
pub(super) fn order(proposed: &mut [Proposed], pack: &Pack, originals: &[Original<'_>]) -> Vec<String> {
    let guidance = Guidance::new(vec![pack.clone()], Vec::new(), false);
    let mut lists: Vec<((usize, u32), Vec<usize>)> = Vec::new();
    for (at, own) in proposed.iter().enumerate() {
        let Some(step) = &own.step else { continue };
        match lists.iter_mut().find(|list| list.0 == step.list) {
            Some(list) => list.1.push(at),
            None => lists.push((step.list, vec![at])),
        }
    }
    let mut notes = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for ((original, _), mut of_it) in lists {
        let original = &originals[original];
        let name = name(original, &names);
        // A step that is found at another is told by more than its words.
        loop {
            let claims = claims(proposed, pack, &of_it, &name);
            let found = places(original.source, &guidance, &claims);
            let own = |at: usize| proposed[at].step.as_ref().map(|step| step.sentence);
            let before = of_it.len();
            let mut found = found.into_iter();
            of_it.retain(|at| found.next().flatten().is_some_and(|place| Some(place) == own(*at)));
            if of_it.len() == before || of_it.len() < FEWEST {
                break;
            }
        }
        if of_it.len() < FEWEST {
            continue;
        }
        let steps: Vec<&Numbered> = of_it.iter().filter_map(|at| proposed[*at].step.as_ref()).collect();
        let claims = claims(proposed, pack, &of_it, &name);
        let is_otherwise = |at: usize, translation: Rendition<'_>| {
            let answers: Vec<u32> = steps
                .iter()
                .filter_map(|step| step.answers.iter().find(|answer| answer.0 == at))
                .map(|answer| answer.1.0)
                .collect();
            let found = places(translation, &guidance, &claims);
            let so =
                is_numbered_so(translation.document, &answers) && is_ascending(found.into_iter().flatten());
            // A page without any of the steps says nothing of their order.
            !so && !answers.is_empty()
        };
        let otherwise = original
            .translations
            .iter()
            .enumerate()
            .filter(|(at, translation)| is_otherwise(*at, **translation));
        let otherwise: Vec<&str> = otherwise.map(|(_, translation)| translation.locale.as_str()).collect();
        if !otherwise.is_empty() {
            let place = &proposed[of_it[0]].place;
            notes.push(format!("{place}: not so in {}", otherwise.join(", ")));
            continue;
        }
        for at in of_it {
            let number = proposed[at].step.as_ref().map_or(0, |step| step.number);
            proposed[at].claim.procedure = Some((name.clone(), number));
        }
        names.push(name);
    }
    notes
}

/// Takes procedures away of which one step is left, whatever became of the others.
pub(super) fn leave_no_single_step(proposed: &mut [Proposed]) {
    for at in 0..proposed.len() {
        let name = |own: &Proposed| own.claim.procedure.as_ref().map(|step| step.0.clone());
        let own = name(&proposed[at]);
        if own.is_some() && proposed.iter().filter(|other| name(other) == own).count() < FEWEST {
            proposed[at].claim.procedure = None;
        }
    }
}

/// The claims of a list as steps of a procedure.
fn claims(proposed: &[Proposed], pack: &Pack, of_it: &[usize], name: &str) -> Vec<Claim> {
    let step = |at: &usize| {
        let number = proposed[*at].step.as_ref()?.number;
        Some(Claim { procedure: Some((name.to_owned(), number)), ..pack.claims.get(*at)?.clone() })
    };
    of_it.iter().filter_map(step).collect()
}

/// The sentence that speaks of each step of a procedure in a document.
fn places(document: Rendition<'_>, guidance: &Guidance, claims: &[Claim]) -> Vec<Option<u32>> {
    let (verbs, words) = guidance.terms();
    let claims: Vec<&Claim> = claims.iter().collect();
    let Some(matter) = Matter::of(document, (verbs, words), true) else { return Vec::new() };
    let found = matter.find_all(&claims, false);
    found.into_iter().map(|found| found.map(|found| found.sentences.0)).collect()
}

fn is_ascending(mut places: impl Iterator<Item = u32>) -> bool {
    let mut last = None;
    places.all(|place| last.replace(place).is_none_or(|last| last < place))
}

/// Whether sentences stand in steps of one list, each in a later one.
fn is_numbered_so(document: &Document, sentences: &[u32]) -> bool {
    let steps = steps(document);
    let step = |sentence: &u32| {
        let block = document.sentences.get(*sentence as usize)?.block;
        steps.iter().rev().find(|step| step.blocks.0 <= block && block < step.blocks.1)
    };
    let own: Vec<&Step> = sentences.iter().filter_map(step).collect();
    own.len() == sentences.len()
        && own.windows(2).all(|two| two[0].list == two[1].list)
        && is_ascending(own.iter().map(|step| step.index))
}

/// A name for the procedure of a page, in kebab-case.
fn name(original: &Original<'_>, taken: &[String]) -> String {
    let file = original.source.path.rsplit('/').next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let parts = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let plain = parts.chain(["steps"]).collect::<Vec<_>>().join("-");
    let numbered = (2..).map(|count| format!("{plain}-{count}"));
    std::iter::once(plain.clone()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or(plain)
}
