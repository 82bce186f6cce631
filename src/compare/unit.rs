//! Numbers and the units behind them: a number keeps its unit, or both become others that say the same ("half an hour",
//! "30 minutes").

use super::sign::{Sign, Signs, cue_of};
use super::{Comparison, Divergence, Kind, Side, Statement, stretch};
use crate::facts::{Cue, Fact, Number, Value};
use crate::language::lexicon::{self, Trait, traits};
use crate::rendition::Rendition;
use crate::source::Span;

/// Adds whether the units that a divergence is about stand behind one number, or behind two.
pub(super) fn signs(
    pair: &Comparison<'_>,
    statement: &Statement,
    divergence: &Divergence,
    signs: &mut Signs,
) {
    let is_unit = |concept: Option<u16>| concept.is_some_and(|one| traits(one).has(Trait::Measures));
    if divergence.kind != Kind::TermChanged || !is_unit(divergence.lost) || !is_unit(divergence.gained) {
        return;
    }
    let number = |concept: Option<u16>, side| {
        let term = cue_of(pair, &statement.bead, concept?, side)?.text;
        let (rendition, range) = pair.side(&statement.bead, side);
        let mut facts = rendition.facts.of_range(range).iter();
        facts.find(|fact| stands_before(rendition, fact, term)).and_then(number_of)
    };
    let both = (number(divergence.lost, Side::Source), number(divergence.gained, Side::Target));
    match both {
        (Some(was), Some(is)) if was.agrees(&is) => signs.set(Sign::OfSameNumber),
        (None, None) => {}
        _ => signs.set(Sign::OfOtherNumber),
    }
}

/// Whether a number that one side lacks was put in another unit there: "90 minutes", "uma hora e meia".
pub(super) fn is_converted(
    (own, of_own): (Rendition<'_>, (u32, u32)),
    fact: &Fact,
    (other, of_other): (Rendition<'_>, (u32, u32)),
) -> bool {
    let here = own.facts.terms_in(stretch(own, of_own));
    let there = other.facts.terms_in(stretch(other, of_other));
    let states = |terms: &[Cue], concept: u16| terms.iter().any(|term| term.concept == concept);
    here.iter().filter(|term| stands_before(own, fact, term.text)).any(|unit| {
        let others = lexicon::concepts()[unit.concept as usize].confused;
        let new =
            |&other: &u16| traits(other).has(Trait::Measures) && states(there, other) && !states(here, other);
        traits(unit.concept).has(Trait::Measures) && !states(there, unit.concept) && others.iter().any(new)
    })
}

fn number_of(fact: &Fact) -> Option<Number> {
    match fact.value {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

/// Whether a number stands right before a term.
fn stands_before(rendition: Rendition<'_>, fact: &Fact, term: Span) -> bool {
    const NEAR: u32 = 3;
    number_of(fact).is_some()
        && fact.text.end <= term.start
        && term.start - fact.text.end <= NEAR
        && rendition.document.text(Span::new(fact.text.end, term.start)).trim().is_empty()
}
