//! Reading a translation against what its source tells.

use super::{Home, Quote, Reading, nothing, stretch};
use crate::compare::{Comparison, Statement};
use crate::guidance::heard::{Listener, Standing};
use crate::guidance::judge::{Judgement, Reason, judge};
use crate::guidance::matter::{Found, Matter};
use crate::guidance::pack::{Claim, Verdict};
use crate::guidance::stretch::Stretch;
use crate::guidance::told::Telling;
use crate::order::InOrder as _;
use crate::source::Span;

impl<'a> Reading<'a> {
    /// Reads a translation, aligned with its reference.
    pub fn pair(&mut self, pair: &Comparison<'_>, listener: &mut dyn Listener) {
        let source = self.found(pair.source);
        if source.iter().all(Option::is_none) && !self.called.contains(&true) {
            return;
        }
        let Some(matter) = Matter::of(pair.target, self.guidance.terms(), true) else { return };
        let homes = self.homes(pair.source, &source);
        let mut places: Vec<Option<Found>> = vec![None; self.asked.len()];
        for at in 0..self.asked.len() {
            let claim = self.asked[at].claim;
            let Some(from) = &source[at] else {
                if self.selected.certain && (self.called[at] || homes[at] == Home::Own) {
                    let own = matter.find(claim).filter(|own| !is_taken(pair, &source, at, own.sentences));
                    let judgement = own.as_ref().map_or_else(nothing, |own| own.judgement.clone());
                    let text = own.as_ref().and_then(|own| stretch(pair.target, own.sentences));
                    let listed = own.as_ref().is_some_and(|own| own.listed);
                    self.cell(at, pair.target, &judgement, (text, listed), None);
                }
                continue;
            };
            let faithful = from.judgement.verdict == Verdict::Stated;
            if !self.is_kept(at, &homes, &source) || (!faithful && !self.selected.certain) {
                continue;
            }
            // The actions that claims find in the sentence.
            let here = |other: &&Option<Found>| {
                other.as_ref().is_some_and(|other| other.sentences == from.sentences)
            };
            let alone = source.iter().filter(here).count() == 1;
            let mut verbs: Vec<u16> = self
                .asked
                .iter()
                .zip(&source)
                .filter(|(_, other)| here(other))
                .flat_map(|(asked, _)| asked.claim.action.iter().flatten().copied())
                .collect();
            verbs.put_in_order();
            let answer = Answer { pair, matter: &matter, claim, verbs: &verbs, alone };
            let taken = |sentences| is_taken(pair, &source, at, sentences);
            let mut read = answer.read(from, &taken);
            // What the source says in part only, nobody has to say in another part.
            if !faithful && read.text.is_some() && read.judgement.verdict == Verdict::Missing {
                read.judgement = from.judgement.clone();
            }
            let quote =
                stretch(pair.source, from.sentences).map(|text| Quote::of(pair.source, text, from.listed));
            self.cell(at, pair.target, &read.judgement, (read.text, read.listed), quote);
            if !faithful
                && read.judgement.verdict == from.judgement.verdict
                && let Some(cell) = self.cells.last_mut()
            {
                cell.follows = true;
            }
            // What was left untranslated, a rule of its own tells.
            if faithful && read.judgement.reason != Some(Reason::Untranslated) {
                let (text, gap) = (read.text, read.gap);
                let source = stretch(pair.source, from.sentences);
                self.tell(
                    pair.target,
                    Some((pair, source)),
                    at,
                    text,
                    gap,
                    read.judgement.clone(),
                    Standing::Expected,
                    listener,
                );
            }
            let listed = read.listed;
            places[at] =
                read.sentences.map(|sentences| Found { sentences, listed, judgement: read.judgement });
        }
        self.procedures(pair.target, Some(pair), &places, listener);
    }
}

/// Whether sentences of the translation answer a sentence of the source that tells another claim, and not this one:
/// a sentence answers for what it was made from.
fn is_taken(pair: &Comparison<'_>, source: &[Option<Found>], at: usize, sentences: (u32, u32)) -> bool {
    let holds = |bead: &&crate::align::Bead| bead.target.0 <= sentences.0 && sentences.0 < bead.target.1;
    let Some(bead) = pair.alignment.beads.iter().find(holds).filter(|bead| bead.is_pair()) else {
        return false;
    };
    let inside = |found: &Found| bead.source.0 <= found.sentences.0 && found.sentences.0 < bead.source.1;
    let own = source[at].as_ref().is_some_and(inside);
    !own && source.iter().flatten().any(inside)
}

/// What answers a sentence of the reference.
struct Answered {
    judgement: Judgement,
    sentences: Option<(u32, u32)>,
    text: Option<Span>,
    gap: Option<(Span, Span)>,
    /// Whether it is an item of a list, read with what introduces the list.
    listed: bool,
}

/// Looks for what answers the sentence that tells a claim.
struct Answer<'c, 'a> {
    pair: &'c Comparison<'a>,
    matter: &'c Matter<'a>,
    claim: &'c Claim,
    /// The actions of all claims that the sentence tells, sorted.
    verbs: &'c [u16],
    /// Whether it tells no other claim.
    alone: bool,
}

impl Answer<'_, '_> {
    fn read(&self, from: &Found, taken: &dyn Fn((u32, u32)) -> bool) -> Answered {
        let Self { pair, matter, claim, .. } = *self;
        let of = |sentence: u32| {
            let holds = |bead: &crate::align::Bead| bead.source.0 <= sentence && sentence < bead.source.1;
            pair.alignment.beads.iter().position(holds)
        };
        let (at, last) = (of(from.sentences.0), of(from.sentences.1 - 1));
        let bead = at.map(|at| {
            let mut bead = pair.alignment.beads[at];
            // What is told in two sentences is answered by what answers both.
            if let Some(next) = last.filter(|last| *last == at + 1).map(|last| pair.alignment.beads[last])
                && (next.target.0 == bead.target.1 || bead.target.0 == bead.target.1)
                && next.target.0 < next.target.1
            {
                bead.source.1 = next.source.1;
                bead.target = if bead.is_pair() { (bead.target.0, next.target.1) } else { next.target };
            }
            // What two sentences tell may be told by one that is aligned and one beside it that answers nothing.
            if from.sentences.1 - from.sentences.0 > 1 && bead.is_pair() {
                let alone = |other: &&crate::align::Bead| other.source.0 == other.source.1;
                let beads = pair.alignment.beads_of(bead.blocks);
                if let Some(before) = beads.iter().filter(alone).find(|other| other.target.1 == bead.target.0)
                {
                    bead.target.0 = before.target.0;
                }
                if let Some(behind) = beads.iter().filter(alone).find(|other| other.target.0 == bead.target.1)
                {
                    bead.target.1 = behind.target.1;
                }
            }
            bead
        });
        let target = bead.map_or((0, 0), |bead| bead.target);
        // An item is answered by an item, each with its introduction.
        let item = matter.item(target.0).filter(|_| from.listed && target.0 < target.1);
        let listed = item.is_some();
        let mut answered = match item.or_else(|| matter.stretch(target)) {
            Some(to) => {
                let left = at.is_some_and(|at| pair.left[at].is_left());
                let text = stretch(pair.target, target).unwrap_or(to.text);
                let judgement = if left {
                    untranslated(text)
                } else {
                    self.judge(from, bead.map_or((0, 0), |b| b.source), to)
                };
                Answered { text: Some(text), sentences: Some(target), gap: None, judgement, listed }
            }
            None => {
                let gap = pair.gap_after(bead.map_or(0, |bead| bead.blocks) + 1);
                Answered { judgement: nothing(), sentences: None, text: None, gap: Some(gap), listed }
            }
        };
        // A sentence that moved is still said.
        if answered.judgement.verdict == Verdict::Missing
            && answered.judgement.reason != Some(Reason::Untranslated)
            && let Some(found) = matter
                .find(claim)
                .filter(|found| found.judgement.verdict == Verdict::Stated && !taken(found.sentences))
                // What answers it was read, and does not say it.
                .filter(|found| found.sentences.1 <= target.0 || target.1 <= found.sentences.0)
        {
            answered = Answered {
                text: stretch(pair.target, found.sentences),
                sentences: Some(found.sentences),
                gap: None,
                listed: found.listed,
                judgement: found.judgement,
            };
        }
        answered
    }

    /// How the sentences that answer read.
    fn judge(&self, from: &Found, source: (u32, u32), to: Stretch<'_>) -> Judgement {
        let Self { pair, claim, verbs, alone, .. } = *self;
        let mut judgement = judge(claim, &to);
        let copied = stretch(pair.source, from.sentences)
            .is_some_and(|source| pair.source.document.text(source) == pair.target.document.text(to.text));
        if copied {
            judgement.verdict = Verdict::Stated;
            judgement.reason = None;
            return judgement;
        }
        let matter = Matter::of(pair.source, (verbs, self.matter.words()), true);
        let of_source = matter.as_ref().and_then(|matter| {
            if from.listed { matter.item(from.sentences.0) } else { matter.stretch(source) }
        });
        let Some(of_source) = of_source else {
            return judgement;
        };
        // A negation that only the translation has belongs to one of the claims, whatever verb stands next.
        if judgement.verdict == Verdict::Stated && to.denials() > of_source.denials() {
            judgement = judge(claim, &Stretch { verbs, ..to });
        }
        let statement = |one: &&Statement| one.bead.source == source && one.bead.target.0 < one.bead.target.1;
        let statement = pair.statements.iter().find(statement);
        let telling = Telling { from: of_source, to: Stretch { verbs, ..to }, statement, alone };
        if let Some((verdict, reason, place)) =
            telling.differs(claim).filter(|difference| difference.0 > judgement.verdict)
        {
            judgement = Judgement { verdict, reason: Some(reason), place, ..judgement };
        }
        judgement
    }
}

/// A sentence that nobody translated: its readers are not told.
fn untranslated(place: Span) -> Judgement {
    Judgement { reason: Some(Reason::Untranslated), place, ..nothing() }
}
