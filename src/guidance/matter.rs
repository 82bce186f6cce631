//! Finding the sentence of a document that speaks of a claim's matter.

use super::judge::{Judgement, judge};
use super::pack::{Claim, Verdict};
use super::stretch::Stretch;
use crate::align::steps::{Step, steps};
use crate::document::{BlockKind, Document};
use crate::facts::cue::Words;
use crate::facts::{Cue, Rendition};
use crate::language::lexicon::{self, Lexicon, Trait};
use std::borrow::Cow;

/// A sentence found to speak of a claim.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its sentences, half-open.
    pub sentences: (u32, u32),
    /// How it reads.
    pub judgement: Judgement,
}

/// A document that claims are looked for in.
pub struct Matter<'a> {
    pub rendition: Rendition<'a>,
    pub lexicon: &'static Lexicon,
    verbs: &'a [u16],
    words: &'a Words,
    /// What the document states, where packs have words for its language: those of the lexicon and theirs.
    cues: Option<Vec<Cue>>,
    steps: Vec<Step>,
    /// Whether pages as a whole count: their topic, the lists that procedures stand in.
    whole: bool,
}

/// Thousandths of what a claim speaks of that a sentence has to have where it states the claim.
const ENOUGH: u32 = 600;
/// And where it does not: a sentence that says something else may be about something else.
const SURE: u32 = 800;

impl<'a> Matter<'a> {
    /// Where words of the language are known; `whole` is false for sentences by themselves.
    pub fn of(rendition: Rendition<'a>, (verbs, words): (&'a [u16], &'a Words), whole: bool) -> Option<Self> {
        let lexicon = lexicon::for_locale(rendition.locale).filter(|lexicon| !lexicon.cues.is_empty())?;
        let steps = if whole { steps(rendition.document) } else { Vec::new() };
        let own = words.find(rendition.document, &rendition.facts.facts, rendition.locale);
        let cues = (!own.is_empty()).then(|| {
            let mut cues = own;
            cues.extend_from_slice(&rendition.facts.cues);
            cues.sort_unstable();
            cues
        });
        Some(Self { rendition, lexicon, verbs, words, cues, steps, whole })
    }

    /// The words that packs bring along.
    pub fn words(&self) -> &'a Words {
        self.words
    }

    /// A range of its sentences.
    pub fn stretch(&self, sentences: (u32, u32)) -> Option<Stretch<'_>> {
        let cues = self.cues.as_deref().unwrap_or(&self.rendition.facts.cues);
        Stretch::of(self.rendition, self.lexicon, (self.verbs, self.words), cues, sentences)
    }

    /// The sentences that speak of each claim, in the order of the claims. Steps of a procedure count only
    /// where at least half of the procedure stands in one list.
    pub fn find_all(&self, claims: &[&Claim]) -> Vec<Option<Found>> {
        let mut found: Vec<Option<Found>> = claims.iter().map(|claim| self.find(claim)).collect();
        if !self.whole {
            return found;
        }
        let list = |found: &Found| self.list_of(found.sentences.0);
        let mut names: Vec<&str> =
            claims.iter().filter_map(|claim| claim.procedure.as_ref().map(|step| step.0.as_str())).collect();
        names.dedup();
        for name in names {
            let of_it: Vec<usize> = (0..claims.len())
                .filter(|&at| claims[at].procedure.as_ref().is_some_and(|step| step.0 == name))
                .collect();
            let lists: Vec<u32> = of_it.iter().filter_map(|&at| found[at].as_ref().and_then(list)).collect();
            let most = lists
                .iter()
                .max_by_key(|&&one| {
                    (lists.iter().filter(|&&other| other == one).count(), std::cmp::Reverse(one))
                })
                .copied()
                .filter(|&one| lists.iter().filter(|&&other| other == one).count() * 2 >= of_it.len());
            for at in of_it {
                let there = found[at].as_ref().and_then(list).is_some_and(|one| Some(one) == most);
                if !there {
                    found[at] = None;
                }
            }
        }
        found
    }

    /// The sentence that speaks of a claim: the one that has most of it.
    pub fn find(&self, claim: &Claim) -> Option<Found> {
        self.find_with(claim, SURE)
    }

    /// The sentence that comes nearest to a claim, on the page where it has to stand.
    pub fn find_nearest(&self, claim: &Claim) -> Option<Found> {
        self.find_with(claim, ENOUGH)
    }

    fn find_with(&self, claim: &Claim, sure: u32) -> Option<Found> {
        let document = self.rendition.document;
        if !has_all(&document.plain, &claim.names) || (self.whole && !self.is_about(&claim.topic)) {
            return None;
        }
        let mut best: Option<Found> = None;
        for (at, sentence) in document.sentences.iter().enumerate() {
            let at = at as u32;
            if self.whole && !self.fits(document, sentence.block, claim) {
                continue;
            }
            if !has_all(document.text(sentence.text), &claim.names) {
                continue;
            }
            let Some(stretch) = self.stretch((at, at + 1)) else { continue };
            let judgement = judge(claim, &stretch);
            if !speaks_of(claim, &stretch, &judgement, sure) {
                continue;
            }
            let rank = |judgement: &Judgement| {
                (judgement.coverage, judgement.verdict == Verdict::Stated, judgement.weight)
            };
            if best.as_ref().is_none_or(|other| rank(&judgement) > rank(&other.judgement)) {
                best = Some(Found { sentences: (at, at + 1), judgement });
            }
        }
        best
    }

    /// Whether a claim may stand in a block: what a page says stands in its body, and steps in lists.
    fn fits(&self, document: &Document, block: u32, claim: &Claim) -> bool {
        let kind = document.blocks[block as usize].kind;
        if matches!(kind, BlockKind::Title | BlockKind::Description | BlockKind::Heading { .. }) {
            return false;
        }
        claim.procedure.is_none() || self.step_of(block).is_some()
    }

    fn step_of(&self, block: u32) -> Option<&Step> {
        self.steps.iter().rev().find(|step| step.blocks.0 <= block && block < step.blocks.1)
    }

    fn list_of(&self, sentence: u32) -> Option<u32> {
        let block = self.rendition.document.sentences.get(sentence as usize)?.block;
        self.step_of(block).map(|step| step.list)
    }

    /// Whether the headings of the page name a topic.
    fn is_about(&self, topic: &[String]) -> bool {
        let document = self.rendition.document;
        topic.iter().all(|name| {
            document.blocks.iter().any(|block| {
                matches!(block.kind, BlockKind::Title | BlockKind::Heading { .. })
                    && contains(document.text(block.text), name)
            })
        })
    }
}

/// Whether a sentence read by itself is about a claim; `sure` is what it has to have of it where it does not state it.
fn speaks_of(claim: &Claim, stretch: &Stretch<'_>, judgement: &Judgement, sure: u32) -> bool {
    let limited = !claim.only || stretch.does_any(&[Trait::Limits, Trait::LimitsSoftly]);
    judgement.whole
        && match judgement.verdict {
            Verdict::Stated => judgement.coverage >= ENOUGH,
            // Without "only" a claim about what is the only case has to be told by its names.
            Verdict::Weakened => judgement.coverage >= sure && (limited || !claim.names.is_empty()),
            Verdict::Contradicted => judgement.coverage >= sure && limited,
            Verdict::Missing => false,
        }
}

fn has_all(text: &str, names: &[String]) -> bool {
    names.iter().all(|name| contains(text, name))
}

/// A text without no-break spaces, where a name with spaces is looked for.
pub(super) fn spaced<'t>(text: &'t str, name: &str) -> Cow<'t, str> {
    if name.contains(' ') && text.contains('\u{a0}') {
        Cow::Owned(text.replace('\u{a0}', " "))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a text holds a name, letters of any case.
fn contains(text: &str, name: &str) -> bool {
    let text = spaced(text, name);
    let (text, name) = (text.as_bytes(), name.as_bytes());
    let Some(first) = name.first() else { return true };
    let (lower, upper) = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
    memchr::memchr2_iter(lower, upper, text)
        .any(|at| text.get(at..at + name.len()).is_some_and(|window| window.eq_ignore_ascii_case(name)))
}
