//! Finding the sentence of a document that speaks of a claim's matter.

use super::judge::{Judgement, judge};
use super::listed::{Listed, listed};
use super::pack::{Claim, Group, Verdict};
use super::rivals::{is_followed, is_order};
use super::stretch::Stretch;
use crate::align::steps::{Step, steps};
use crate::document::{BlockKind, Document};
use crate::facts::Cue;
use crate::facts::cue::Words;
use crate::language::lexicon::{self, Lexicon, Trait};
use crate::order::InOrder as _;
use crate::rendition::Rendition;
use std::borrow::Cow;
use std::cell::OnceCell;

/// A sentence found to speak of a claim.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its sentences, half-open.
    pub sentences: (u32, u32),
    /// Whether it is an item of a list, and says it together with what introduces the list.
    pub listed: bool,
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
    /// The items of lists with their introductions, once somebody asked for them.
    lists: OnceCell<Vec<Listed>>,
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
        let lexicon = lexicon::for_locale(rendition.locale).filter(|lexicon| lexicon.has_cues)?;
        let steps = if whole { steps(rendition.document) } else { Vec::new() };
        let own = words.find(rendition.document, &rendition.facts.facts, rendition.locale);
        let cues = (!own.is_empty()).then(|| {
            let mut cues = own;
            cues.extend_from_slice(&rendition.facts.cues);
            cues.put_in_order();
            cues
        });
        Some(Self { rendition, lexicon, verbs, words, cues, steps, lists: OnceCell::new(), whole })
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

    fn lists(&self) -> &[Listed] {
        let cues = self.cues.as_deref().unwrap_or(&self.rendition.facts.cues);
        self.lists.get_or_init(|| listed(self.rendition, cues))
    }

    /// An item of a list with its introduction, by the sentence that it holds.
    pub fn item(&self, sentence: u32) -> Option<Stretch<'_>> {
        let at = self.lists().binary_search_by_key(&sentence, |listed| listed.item).ok()?;
        let Listed { text, left, cues, facts, .. } = &self.lists()[at];
        let (rendition, lexicon) = (self.rendition, self.lexicon);
        let terms = (self.verbs, self.words);
        Some(Stretch::new(rendition, lexicon, terms, (*text, *left), cues, facts))
    }

    /// What speaks of a claim.
    pub fn told(&self, found: &Found) -> Option<Stretch<'_>> {
        if found.listed { self.item(found.sentences.0) } else { self.stretch(found.sentences) }
    }

    /// The sentences that speak of each claim, in the order of the claims. Steps of a procedure count only
    /// where at least half of the procedure stands in one list.
    pub fn find_all(&self, claims: &[&Claim], in_two: bool) -> Vec<Option<Found>> {
        let mut found: Vec<Option<Found>> = claims.iter().map(|claim| self.find_with(claim, SURE)).collect();
        let mut taken: Vec<(u32, u32)> = found.iter().flatten().map(|found| found.sentences).collect();
        taken.put_in_order();
        for (found, claim) in found.iter_mut().zip(claims).filter(|(found, _)| in_two && found.is_none()) {
            *found = self.find_in_two(claim, &taken);
        }
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
        self.find_with(claim, SURE).or_else(|| self.find_in_two(claim, &[]))
    }

    /// The sentence that comes nearest to a claim, on the page where it has to stand.
    pub fn find_nearest(&self, claim: &Claim) -> Option<Found> {
        self.find_with(claim, ENOUGH)
    }

    /// Whether the document holds the names of a claim, and is about its topic.
    fn may_hold(&self, claim: &Claim) -> bool {
        has_all(&self.rendition.document.plain, &claim.names) && (!self.whole || self.is_about(&claim.topic))
    }

    fn find_with(&self, claim: &Claim, sure: u32) -> Option<Found> {
        let document = self.rendition.document;
        if !self.may_hold(claim) {
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
                best = Some(Found { sentences: (at, at + 1), listed: false, judgement });
            }
        }
        if best.as_ref().is_none_or(|best| best.judgement.verdict != Verdict::Stated) {
            best = self.find_listed(claim).or(best);
        }
        if let Some(found) = best.as_mut().filter(|found| !found.listed) {
            self.take_next(claim, found);
        }
        best
    }

    /// Takes in the sentence behind one that states a claim, where that tells the order which the claim holds: "Move the
    /// users. Only then …".
    fn take_next(&self, claim: &Claim, found: &mut Found) {
        let two = (found.sentences.0, found.sentences.0 + 2);
        let ordered = self.stretch(two).filter(|stretch| {
            let lost = |group: &&Group| is_order(group) && stretch.says(group).is_none();
            let sentences = &self.rendition.document.sentences;
            claim.subject.iter().chain(&claim.object).any(|group| lost(&group))
                && sentences[two.0 as usize].block == sentences[two.0 as usize + 1].block
                && is_followed(claim, stretch)
        });
        if let Some(judgement) = ordered.map(|stretch| judge(claim, &stretch))
            && (judgement.verdict, found.judgement.verdict) == (Verdict::Stated, Verdict::Stated)
        {
            *found = Found { sentences: two, listed: false, judgement };
        }
    }

    /// The item of a list that speaks of a claim together with what introduces the list.
    fn find_listed(&self, claim: &Claim) -> Option<Found> {
        let rank = |judgement: &Judgement| (judgement.verdict == Verdict::Stated, judgement.coverage);
        let items = self.lists().iter().filter_map(|listed| {
            let stretch = self.item(listed.item)?;
            if claim.procedure.is_some() || !claim.names.iter().all(|name| stretch.names(name)) {
                return None;
            }
            let judgement = judge(claim, &stretch);
            let sentences = (listed.item, listed.item + 1);
            speaks_of(claim, &stretch, &judgement, SURE).then_some(Found {
                sentences,
                listed: true,
                judgement,
            })
        });
        items.reduce(|best, next| if rank(&next.judgement) > rank(&best.judgement) { next } else { best })
    }

    /// Two sentences of a paragraph that state a claim together, all of it: neither does by itself. Sentences that are
    /// taken, sorted, speak of other claims.
    fn find_in_two(&self, claim: &Claim, taken: &[(u32, u32)]) -> Option<Found> {
        /// In thousandths.
        const ALL: u32 = 1000;
        let document = self.rendition.document;
        if !self.may_hold(claim) {
            return None;
        }
        document.sentences.windows(2).enumerate().find_map(|(at, two)| {
            let fits = two[0].block == two[1].block
                && claim.procedure.is_none()
                && (!self.whole || self.fits(document, two[0].block, claim));
            let first = at as u32;
            let sentences = (first, first + 2);
            if !fits || !has_all(document.text(two[0].text.union(two[1].text)), &claim.names) {
                return None;
            }
            let stretch = self.stretch(sentences)?;
            // What is done has to be done in a sentence of this claim.
            let done = claim.action.iter().filter_map(|action| stretch.says(action));
            let of_another = |cue: &Cue| {
                let second = cue.text.start >= two[1].text.start;
                let own = first + u32::from(second);
                taken.binary_search(&(own, own + 1)).is_ok()
            };
            if done.into_iter().any(of_another) {
                return None;
            }
            let judgement = judge(claim, &stretch);
            let all = judgement.verdict == Verdict::Stated && judgement.coverage >= ALL && judgement.whole;
            all.then_some(Found { sentences, listed: false, judgement })
        })
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
