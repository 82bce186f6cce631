//! How much says that two sentences are each other's rendering: the words that both state, their facts, their lengths.

use super::{Comparison, Divergence, Sign, Signs, Statement, loss};
use crate::align::length_cost;
use crate::facts::{IdentifierKind, Value};
use crate::language::lexicon::{self, Class};

/// The evidence against two sentences being one, in nats: the logarithm of how much likelier what is
/// seen is of two sentences picked at random than of a sentence and its rendering (a sum of likelihood
/// ratios, as in Good 1950), over what they state and their facts. What a divergence says of them is left out.
pub(super) fn against(pair: &Comparison<'_>, statement: &Statement, except: [Option<u16>; 2]) -> f64 {
    let mut evidence = 0.0;
    if let Some((in_source, in_target)) = pair.known() {
        for count in statement.words() {
            let at = count.concept as usize;
            if !in_source[at] || !in_target[at] || except.contains(&Some(count.concept)) {
                continue;
            }
            let [missing, shared, added] =
                lexicon::concepts()[at].evidence.map(|tenths| f64::from(tenths) / 10.0);
            // What a slip of the translator takes away or adds says nothing against the rest of the sentence.
            let slips = matches!(
                lexicon::concepts()[at].class,
                Class::Polarity
                    | Class::Strength
                    | Class::Only
                    | Class::Condition
                    | Class::Order
                    | Class::Alternative
            );
            evidence += match (count.source > 0, count.target > 0) {
                (true, true) => -shared,
                _ if slips => 0.0,
                (true, false) => missing,
                _ => added,
            };
        }
    }
    let source = pair.source.facts.of_range(statement.bead.source);
    let target = pair.target.facts.of_range(statement.bead.target);
    const MOST: usize = 64;
    for (facts, others, lack) in [(source, target, 2.0), (target, source, 1.0)] {
        for fact in facts.iter().take(MOST) {
            let same = others.iter().take(MOST).any(|other| match (fact.value, other.value) {
                (Value::Product { product: a, .. }, Value::Product { product: b, .. }) => a == b,
                (a, b) => a == b,
            });
            let weight = match fact.value {
                Value::Product { .. } | Value::Identifier { kind: IdentifierKind::Acronym, .. } => 0.4,
                _ => 1.0,
            };
            evidence += weight * if same { -1.5 } else { lack };
        }
    }
    evidence
}

/// The same by their lengths: two sentences picked at random differ by a cost of about 2.5.
pub(super) fn length(pair: &Comparison<'_>, statement: &Statement) -> f64 {
    let (expected, got) = loss::bead_lengths(pair, &statement.bead);
    (length_cost(expected, got) - 2.5).clamp(-1.5, 4.0)
}

/// How literally a sentence is rendered, what a divergence says of it aside.
pub(super) fn signs(
    pair: &Comparison<'_>,
    statement: &Statement,
    divergence: &Divergence,
    signs: &mut Signs,
) {
    let Some((in_source, in_target)) = pair.known() else { return };
    let own = [divergence.lost, divergence.gained];
    let (mut shared, mut lost, mut more) = (0u32, 0u32, 0u32);
    for count in statement.words() {
        let at = count.concept as usize;
        let content = matches!(
            lexicon::concepts()[at].class,
            Class::Word
                | Class::Role
                | Class::Opposite
                | Class::Status
                | Class::Bound
                | Class::Term
                | Class::Name
        );
        if !content || own.contains(&Some(count.concept)) || !in_source[at] || !in_target[at] {
            continue;
        }
        match (count.source > 0, count.target > 0) {
            (true, true) => shared += 1,
            (true, false) => lost += 1,
            _ => more += 1,
        }
    }
    signs.set(match (shared, lost) {
        (0, 0) => Sign::LiteralUnknown,
        (0, _) => Sign::LiteralNone,
        (_, 0) if shared >= 2 => Sign::LiteralAll,
        _ if shared < lost => Sign::LiteralLow,
        _ => Sign::LiteralMost,
    });
    signs.set_if(Sign::SaysMore, more >= 2);
    signs.set(match against(pair, statement, own) {
        e if e < -12.0 => Sign::LikeVeryMuch,
        e if e < -6.0 => Sign::LikeMuch,
        e if e < -2.0 => Sign::LikeSome,
        e if e < 2.0 => Sign::LikeUnsure,
        e if e < 6.0 => Sign::LikeLittle,
        _ => Sign::LikeNothing,
    });
}
