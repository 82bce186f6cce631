//! Whether what turns a sentence into its contrary adds up to the same on both sides, whatever says it: two negations are
//! none, "unless" is "if not", and a negation beside the opposite of a word leaves what it says.

use super::sign::{Sign, Signs, cue_of};
use super::statement::{Count, affirms};
use super::{Comparison, Divergence, Kind, Side, Statement, stretch};
use crate::facts::Cue;
use crate::language::lexicon::{self, Class, Trait, traits};

/// Adds what turns a divergence.
pub(super) fn signs(statement: &Statement, divergence: &Divergence, signs: &mut Signs) {
    let excepts = |concept: Option<u16>| concept.is_some_and(|concept| traits(concept).has(Trait::Excepts));
    let exception = excepts(divergence.lost) || excepts(divergence.gained);
    let concepts = lexicon::concepts();
    let of_opposite = |concept: u16| concepts[concept as usize].class == Class::Opposite;
    let turned = divergence.kind != Kind::ObligationChanged || divergence.gained.is_some_and(of_opposite);
    match divergence.kind {
        Kind::NegationMissing | Kind::NegationAdded => {
            let even = is_even(statement);
            let alone = turns(statement).is_multiple_of(2);
            signs.set_if(Sign::TurnedEvenly, even && alone && is_told_otherwise(statement));
            signs.set_if(Sign::TurnedByOpposite, even && !alone);
        }
        Kind::OnlyMissing | Kind::OnlyAdded => {
            signs.set_if(Sign::TurnedEvenly, turns(statement) > 0 && is_even(statement));
        }
        Kind::ConditionMissing | Kind::ConditionChanged if exception => {
            // "Otherwise" takes the condition up, denied.
            let even = is_even(statement) || statement.more_in_target(Trait::TakesUp);
            signs.set(if even { Sign::TurnedEvenly } else { Sign::TurnedOnce });
        }
        Kind::OppositeTerm | Kind::BoundChanged | Kind::ObligationChanged if turned => {
            signs.set_if(Sign::TurnedByOpposite, !turns(statement).is_multiple_of(2) && is_even(statement));
        }
        // "All but the last" is not "the first": only a negation turns an order.
        Kind::OrderChanged => {
            let denied = !differences(statement, Trait::Denies).is_multiple_of(2);
            signs.set_if(Sign::TurnedByOpposite, denied && is_even(statement));
        }
        _ => {}
    }
}

/// How many of the words that deny are parts of the terms that a divergence is about: in "not signed" for "unsigned"
/// the "not" denies nothing else.
pub(super) fn denials_within(pair: &Comparison<'_>, divergence: &Divergence) -> (u32, u32) {
    if divergence.kind != Kind::TermChanged {
        return (0, 0);
    }
    let bead = &pair.statements[divergence.at as usize].bead;
    let within = |concept: Option<u16>, side| {
        let term = concept.and_then(|concept| cue_of(pair, bead, concept, side));
        term.map_or(0, |term| {
            let (rendition, range) = pair.side(bead, side);
            let cues = rendition.facts.cues_in(stretch(rendition, range)).iter();
            let touches = |cue: &&Cue| cue.text.start < term.text.end && term.text.start < cue.text.end;
            cues.filter(touches).filter(|cue| traits(cue.concept).has(Trait::Denies)).count() as u32
        })
    };
    (within(divergence.lost, Side::Source), within(divergence.gained, Side::Target))
}

/// Whether one side says by a negation what the other says by the opposite: "not the same" and "different".
pub(super) fn negation_turns(statement: &Statement, was: u16, is: u16) -> bool {
    let (source, target) = statement.sum(Trait::Denies);
    let until = statement.sum(Trait::EndsInTime).1 > 0;
    // "Disabled" is such a word itself.
    let soft = statement.sum(Trait::DeniesSoftly).0.saturating_sub(u32::from(!affirms(was)));
    affirms(was) != affirms(is) && (source > target && !until || target > source + soft)
}

/// How much oftener one side is turned round than the other.
fn turns(statement: &Statement) -> u32 {
    differences(statement, Trait::Turns)
}

/// How much oftener one side states what has a trait than the other.
fn differences(statement: &Statement, one: Trait) -> u32 {
    let (source, target) = statement.sum(one);
    source.abs_diff(target)
}

/// Whether something besides negations differs that two of them may stand for, or that turns as they do: what must be is what
/// cannot be without; two clauses that are denied both are denied twice.
fn is_told_otherwise(statement: &Statement) -> bool {
    let asks = [Trait::Obliges, Trait::Limits, Trait::Conditional, Trait::Excludes, Trait::Excepts];
    let differs = |count: &&Count| count.source != count.target;
    statement.counts.iter().filter(differs).any(|count| {
        let own = traits(count.concept);
        own.has(Trait::Turns) && !own.has(Trait::Denies) || asks.iter().any(|&one| own.has(one))
    })
}

/// Whether what turns the two sentences adds up to the same, the words that became their opposites counted in.
fn is_even(statement: &Statement) -> bool {
    let gained = |other: u16| {
        let (source, target) = statement.count(other);
        target > source
    };
    let concepts = lexicon::concepts();
    // "None" beside "all" is the negation itself.
    let excludes = |concept: u16| traits(concept).has(Trait::Excludes);
    let exchanged = statement.counts.iter().filter(|count| count.source > count.target).filter(|count| {
        let concept = &concepts[count.concept as usize];
        let turned = |other: u16| {
            // "Not before" is "only after"; "can" is "nothing keeps you from it".
            matches!(concept.class, Class::Opposite | Class::Status | Class::Bound | Class::Order)
                || concepts[other as usize].class == Class::Opposite
        };
        !excludes(count.concept)
            && concept.against.iter().any(|&other| !excludes(other) && turned(other) && gained(other))
    });
    (turns(statement) + exchanged.count() as u32).is_multiple_of(2)
}
