//! What aligned sentences state through words: counted once, for all rules that compare it.

use super::stretch;
use crate::align::{Alignment, Bead};
use crate::facts::Cue;
use crate::language::lexicon::{self, Class, Trait, traits};
use crate::order::InOrder as _;
use crate::rendition::Rendition;
use crate::source::Span;

/// How often the sentences of a bead state something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Index into [`lexicon::concepts`].
    pub concept: u16,
    /// In the reference.
    pub source: u8,
    /// In the translation.
    pub target: u8,
}

/// What the sentences of a bead state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The bead.
    pub bead: Bead,
    /// What either side states, ordered by concept.
    pub counts: Vec<Count>,
    /// Its technical terms, ordered by concept.
    pub terms: Vec<Count>,
}

impl Statement {
    /// How often a concept is stated: in the reference, in the translation.
    #[must_use]
    pub fn count(&self, concept: u16) -> (u8, u8) {
        let of = |counts: &[Count]| {
            let at = counts.binary_search_by_key(&concept, |count| count.concept).ok()?;
            Some((counts[at].source, counts[at].target))
        };
        of(&self.counts).or_else(|| of(&self.terms)).unwrap_or_default()
    }

    /// All that is stated through words: concepts and technical terms.
    pub fn words(&self) -> impl Iterator<Item = &Count> {
        self.counts.iter().chain(&self.terms)
    }

    /// Counts what a bead states.
    fn of(source: Rendition<'_>, target: Rendition<'_>, bead: Bead) -> Self {
        let (from, to) = (stretch(source, bead.source), stretch(target, bead.target));
        let (of_source, of_target) = (source.facts.cues_in(from), target.facts.cues_in(to));
        let mut counts = counted(of_source, of_target);
        let terms = counted(source.facts.terms_in(from), target.facts.terms_in(to));
        for count in counts.iter_mut().filter(|count| traits(count.concept).has(Trait::Denies)) {
            count.source = count.source.saturating_sub(repeated(source, of_source)).max(count.source.min(1));
            count.target = count.target.saturating_sub(repeated(target, of_target)).max(count.target.min(1));
        }
        Self { bead, counts, terms }
    }

    /// How often what has a trait is stated: in the reference, in the translation.
    #[must_use]
    pub fn sum(&self, one: Trait) -> (u32, u32) {
        let own = self.counts.iter().filter(|count| traits(count.concept).has(one));
        own.fold((0, 0), |sum, count| (sum.0 + u32::from(count.source), sum.1 + u32::from(count.target)))
    }

    /// Whether the translation states more of what has a trait.
    #[must_use]
    pub fn more_in_target(&self, wanted: Trait) -> bool {
        self.counts.iter().any(|count| traits(count.concept).has(wanted) && count.target > count.source)
    }
}

/// How often the cues of either side state each concept, ordered by concept.
fn counted(of_source: &[Cue], of_target: &[Cue]) -> Vec<Count> {
    let mut all: Vec<(u16, bool)> = Vec::with_capacity(of_source.len() + of_target.len());
    all.extend(meant(of_source, of_target).map(|concept| (concept, false)));
    all.extend(meant(of_target, of_source).map(|concept| (concept, true)));
    turn(&mut all, of_source, of_target);
    all.put_in_order();
    let grouped = all.chunk_by(|a, b| a.0 == b.0).map(|group| {
        let target = group.iter().filter(|count| count.1).count();
        Count {
            concept: group[0].0,
            source: (group.len() - target).min(255) as u8,
            target: target.min(255) as u8,
        }
    });
    grouped.collect()
}

/// Counts what the beads state; nothing where the words of one of the languages are not known.
pub(super) fn state(source: Rendition<'_>, target: Rendition<'_>, alignment: &Alignment) -> Vec<Statement> {
    if !source.facts.words || !target.facts.words {
        return Vec::new();
    }
    let mut statements = Vec::new();
    for bead in alignment.beads.iter().filter(|bead| bead.is_pair()) {
        let (from, to) = (stretch(source, bead.source), stretch(target, bead.target));
        // What was copied states the same, in whatever language.
        if source.document.text(from) == target.document.text(to) {
            continue;
        }
        statements.push(Statement::of(source, target, *bead));
    }
    statements
}

/// How many negations only repeat the one before them in their clause: "no … ningún", "ничего не".
fn repeated(rendition: Rendition<'_>, cues: &[Cue]) -> u8 {
    /// Bytes between the two, at most.
    const NEAR: u32 = 60;
    let concepts = lexicon::concepts();
    let mut before: Option<(Span, bool)> = None;
    let mut again: u8 = 0;
    for group in cues.chunk_by(|a, b| a.text == b.text) {
        let states = |one: Trait| group.iter().any(|cue| traits(cue.concept).has(one));
        let (place, repeats) = (group[0].text, states(Trait::Echoes));
        if states(Trait::Denies) {
            let joined = before.is_some_and(|(last, repeated)| {
                let near = last.end <= place.start && place.start - last.end <= NEAR;
                // "Neither this, nor that" goes on behind its commas.
                let ends: &[char] = if repeats && repeated {
                    &[';', ':', '.', ')', '\n']
                } else {
                    &[',', ';', ':', '.', '(', ')', '\n']
                };
                (repeats || repeated)
                    && near
                    && !rendition.document.text(Span::new(last.end, place.start)).contains(ends)
            });
            again = again.saturating_add(u8::from(joined));
            before = Some((place, repeats));
        } else if group.iter().any(|cue| concepts[cue.concept as usize].class == Class::Condition) {
            before = None;
        }
    }
    again
}

/// A negation that the other side may say in a word of its own ("no importa" for "no matter") is one where the other
/// side has a negation more, and that word where it has not.
fn turn(all: &mut Vec<(u16, bool)>, of_source: &[Cue], of_target: &[Cue]) {
    for (own, others, target) in [(of_source, of_target, false), (of_target, of_source, true)] {
        for negation in own.chunk_by(|a, b| a.text == b.text).filter(|group| turns(group, others)) {
            let Some(cue) = negation.iter().find(|cue| traits(cue.concept).has(Trait::Denies)) else {
                continue;
            };
            let count = |side: bool| {
                all.iter().filter(|&&(concept, of)| concept == cue.concept && of == side).count()
            };
            if count(target) < count(!target) {
                all.push((cue.concept, target));
            }
        }
    }
}

/// Whether a form is both a negation and a word in place of one, and the other side has such a word; or says by a negation
/// what the other side has a word for that needs none: "not the same" beside "different".
fn turns(group: &[Cue], others: &[Cue]) -> bool {
    let has = |cues: &[Cue], wanted: Trait| cues.iter().any(|cue| traits(cue.concept).has(wanted));
    let bare = |concept: u16| {
        let mut there = others.chunk_by(|a, b| a.text == b.text);
        there.any(|other| !has(other, Trait::Denies) && other.iter().any(|cue| cue.concept == concept))
    };
    has(group, Trait::Denies)
        && (has(group, Trait::StandsForNot) && has(others, Trait::StandsForNot)
            || group.iter().any(|cue| traits(cue.concept).has(Trait::Negative) && bare(cue.concept)))
}

/// What the cues of one side state, given the other side: a word with several meanings means those that
/// the other side states too, where it states any that no other word of this side answers already; and a negation with its word ("does not include") means
/// the negation and the opposite of what the lexicon says ("not" and "include", instead of "exclude") where
/// the other side states that opposite, so that the two halves are compared one by one.
fn meant<'a>(cues: &'a [Cue], others: &'a [Cue]) -> impl Iterator<Item = u16> + 'a {
    let concepts = lexicon::concepts();
    let stated = move |concept: u16| others.iter().any(|other| other.concept == concept);
    // What governs a clause governs one: "durante" that answers "during" leaves none for the "when" in "após".
    let left = move |concept: u16| {
        if !matches!(concepts[concept as usize].class, Class::Condition | Class::Order) {
            return stated(concept);
        }
        let plainly = cues.chunk_by(|a, b| a.text == b.text);
        let plainly = plainly.filter(|group| group.len() == 1 && group[0].concept == concept).count();
        others.iter().filter(|other| other.concept == concept).count() > plainly
    };
    cues.chunk_by(|a, b| a.text == b.text).flat_map(move |group| {
        let plain = |cue: &Cue| {
            !matches!(
                concepts[cue.concept as usize].class,
                Class::Polarity | Class::Soft | Class::Strength | Class::Guide
            ) || traits(cue.concept).has(Trait::StandsForNot)
        };
        let answered = group.len() > 1 && group.iter().any(|cue| plain(cue) && left(cue.concept));
        // "Does not apply" beside "applies": the word is the same, the negation is not answered by it.
        let denied =
            answered && !group.iter().any(|cue| plain(cue) && left(cue.concept) && !affirms(cue.concept));
        let turned = turns(group, others);
        let kept = move |cue: &&Cue| {
            if turned && traits(cue.concept).has(Trait::Denies) {
                return false;
            }
            // "Erst" is "until", and tells that a "not … until" was told the other way round; "andernfalls" is "if",
            // and tells that an "if not" was.
            let own_traits = traits(cue.concept);
            let turns = own_traits.has(Trait::EndsInTime) || own_traits.has(Trait::TakesUp);
            // "An earlier version" beside "version 4 or later": the version is answered, the bound is not.
            let own = &concepts[cue.concept as usize];
            let bounds = own.class == Class::Bound && own.against.iter().any(|&other| stated(other));
            // "Enable" that is answered as such permits nothing.
            let says = left(cue.concept) && !own_traits.has(Trait::Permits);
            !answered || says || turns || bounds || denied && own_traits.has(Trait::Denies)
        };
        let negates = group.iter().any(|cue| traits(cue.concept).has(Trait::Denies));
        let halved = move |concept: u16| {
            let whole = !negates || concepts[concept as usize].class != Class::Opposite || stated(concept);
            let opposite = || {
                let against = concepts[concept as usize].against.iter().copied();
                against.filter(|&other| stated(other)).find(|&other| affirms(other) && !affirms(concept))
            };
            if whole { concept } else { opposite().unwrap_or(concept) }
        };
        group.iter().filter(kept).map(move |cue| halved(cue.concept))
    })
}

/// The sentences without a partner around a pair, of the beads of one block: the next few only.
pub(super) fn beside<'a>(beads: &'a [Bead], pair: &Bead) -> impl Iterator<Item = &'a Bead> {
    const FEW: usize = 3;
    let at = beads.partition_point(|b| (b.source.0, b.target.0) < (pair.source.0, pair.target.0));
    beads[at.saturating_sub(FEW)..(at + FEW + 1).min(beads.len())].iter().filter(|bead| !bead.is_pair())
}

/// Whether a concept says something that a negation beside it turns round: "valid", and not "invalid", "if"
/// or "only".
pub(super) fn affirms(concept: u16) -> bool {
    let concept = &lexicon::concepts()[concept as usize];
    matches!(concept.class, Class::Opposite | Class::Status | Class::Role | Class::Word)
        && !concept.traits.has(Trait::Negative)
}
