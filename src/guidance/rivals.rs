//! What stands in the place of something that a claim holds, read without a source.

use super::judge::Reason;
use super::pack::{Claim, Verdict};
use super::stretch::{NEAR, Stretch, has_any};
use crate::facts::Cue;
use crate::language::lexicon::{self, Class, Trait};
use crate::source::Span;

/// What is said in the place of something that a claim is about: the other order, a part of all, the new in the
/// place of the old, and parts that changed places.
pub(super) fn rivals(claim: &Claim, stretch: &Stretch<'_>) -> Option<(Verdict, Reason, Span)> {
    if let Some((pair, place)) = exchanged(&claim.together, stretch) {
        return Some((Verdict::Contradicted, Reason::Exchanged(pair[0], pair[1]), place));
    }
    let lost = claim.subject.iter().chain(&claim.object).filter(|group| !is_told(claim, stretch, group));
    lost.filter(|group| stretch.knows(group)).find_map(|group| {
        // "Start. Only then move the users": they should have been moved before.
        if is_order(group)
            && let Some(next) = next_in_order(stretch)
        {
            return Some((Verdict::Contradicted, Reason::Order(group[0], next.concept), next.text));
        }
        let (was, rival) = group.iter().find_map(|&was| {
            let cue = stretch.cues.iter().find(|cue| opposed(was, cue.concept))?;
            Some((was, cue))
        })?;
        match lexicon::concept(rival.concept).class {
            Class::Order if follows_action(claim, stretch, rival) => None,
            Class::Order => Some((Verdict::Contradicted, Reason::Order(was, rival.concept), rival.text)),
            _ if has_any(rival, &[Trait::Partial]) => {
                Some((Verdict::Weakened, Reason::Part(rival.concept), rival.text))
            }
            Class::Opposite => Some((Verdict::Missing, Reason::Replaced(was, rival.concept), rival.text)),
            _ => None,
        }
    })
}

/// Whether a word of order stands right behind the claim's own action, as in Japanese and Korean: "after moving
/// them, do this" is "before this, move them".
pub(super) fn follows_action(claim: &Claim, stretch: &Stretch<'_>, order: &Cue) -> bool {
    if next_in_order(stretch).is_some_and(|next| next.text == order.text) {
        return is_followed(claim, stretch);
    }
    lexicon::puts_last(stretch.rendition.locale).conditions
        && claim.action.iter().filter_map(|action| stretch.says(action)).any(|verb| {
            (verb.text.end <= order.text.start && order.text.start - verb.text.end <= NEAR)
                || verb.text.overlaps(order.text)
        })
}

/// Whether concepts tell an order in time.
pub(super) fn is_order(group: &[u16]) -> bool {
    group.iter().any(|&concept| lexicon::concept(concept).class == Class::Order)
}

/// Whether something of a claim stands there. What a second sentence begins with tells the order of the two, whatever
/// it states by itself.
pub(super) fn is_told(claim: &Claim, stretch: &Stretch<'_>, group: &[u16]) -> bool {
    let Some(next) = next_in_order(stretch).filter(|_| is_order(group)) else {
        return stretch.says(group).is_some();
    };
    is_followed(claim, stretch)
        || stretch.cues.iter().any(|cue| group.contains(&cue.concept) && cue.text != next.text)
}

/// The word of order that the second of two sentences begins with: "Only then …".
fn next_in_order<'a>(stretch: &Stretch<'a>) -> Option<&'a Cue> {
    /// Bytes of what may stand before it: "only".
    const BEGINNING: u32 = 16;
    let second = stretch.second()?;
    let orders = |cue: &&Cue| is_order(&[cue.concept]) || has_any(cue, &[Trait::Follows]);
    let begins = |cue: &&Cue| second <= cue.text.start && cue.text.start <= second + BEGINNING;
    stretch.cues.iter().filter(orders).find(begins)
}

/// Whether what the claim says is done in the first of two sentences, and the second tells what comes next.
pub(super) fn is_followed(claim: &Claim, stretch: &Stretch<'_>) -> bool {
    let first = |verb: &Cue| stretch.second().is_some_and(|second| verb.text.start < second);
    next_in_order(stretch).is_some()
        && claim.action.iter().all(|action| stretch.says(action).is_some_and(first))
}

/// Whether the contrary of a word of order, or of "all", stands in its place.
pub(super) fn is_turned(group: &[u16], stretch: &Stretch<'_>) -> bool {
    let turns =
        |cue: &Cue| lexicon::concept(cue.concept).class == Class::Order || has_any(cue, &[Trait::Partial]);
    stretch.cues.iter().any(|cue| turns(cue) && group.iter().any(|&was| opposed(was, cue.concept)))
}

/// Whether one of two concepts is what a wrong translation puts in the place of the other.
pub(super) fn opposed(one: u16, other: u16) -> bool {
    lexicon::concept(one).against.contains(&other) || lexicon::concept(other).against.contains(&one)
}

/// The first of pairs that belong together and no longer stand together. Told only where each thing of them is
/// named once and in pairs: what stands "respectively" is not taken apart.
fn exchanged(together: &[[u16; 2]], stretch: &Stretch<'_>) -> Option<([u16; 2], Span)> {
    let mut order: Vec<&Cue> = Vec::with_capacity(together.len() * 2);
    for cue in stretch.cues {
        let known = order.iter().any(|other| other.concept == cue.concept);
        if !known && together.iter().flatten().any(|concept| *concept == cue.concept) {
            order.push(cue);
        }
    }
    if order.len() != together.len() * 2 {
        return None;
    }
    let side = |cue: &Cue, at: usize| together.iter().any(|pair| pair[at] == cue.concept);
    let mut torn = None;
    for two in order.chunks_exact(2) {
        let (thing, place) = match two {
            [a, b] if side(a, 0) && side(b, 1) => (a, b),
            [a, b] if side(a, 1) && side(b, 0) => (b, a),
            _ => return None,
        };
        let pair = together.iter().find(|pair| pair[0] == thing.concept)?;
        if pair[1] != place.concept {
            torn = torn.or(Some((*pair, thing.text.union(place.text))));
        }
    }
    torn
}
