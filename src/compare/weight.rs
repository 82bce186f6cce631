//! Weights: how much each sign is worth, and how far each form of a lexicon can be trusted.
//!
//! A sign adds the logarithm of how much likelier it is beside a true finding than beside a false one, as in
//! record linkage (Fellegi and Sunter 1969); the sum is the logarithm of the odds that a finding is true. The
//! weights are fitted together (a logistic regression that shrinks the weights of each kind towards those of all
//! kinds), to findings of real pages that people have read: `npm run fit`, [docs/scoring.md]. They stand in
//! `lexicon/weights.yaml`, in hundredths of a nat; what is measured of forms in `lexicon/rates.tsv`.

use super::{Divergence, Kind, Rates, Sign, Signs};
use crate::facts::Cue;
use crate::finding::Severity;
use crate::language::Locale;
use crate::language::lexicon::{self, Lexicon};
use std::sync::OnceLock;

/// The confidence from which a finding is an error.
pub const ERROR: u8 = 90;
/// The confidence from which a finding is a warning.
pub const WARNING: u8 = 80;
/// The confidence from which a divergence is told at all, as a note.
pub const NOTE: u8 = 50;

/// Whether a confidence is that of a warning at least.
#[must_use]
pub const fn is_loud(confidence: u8) -> bool {
    confidence >= WARNING
}

/// The severity that a confidence stands for, capped; `None` where it is too low to be told.
#[must_use]
pub fn severity(confidence: u8, cap: Severity) -> Option<Severity> {
    let own = match confidence {
        ERROR.. => Severity::Error,
        WARNING.. => Severity::Warning,
        NOTE.. => Severity::Note,
        _ => return None,
    };
    Some(own.min(cap))
}

/// The weights of a kind.
struct Weights {
    intercept: i32,
    signs: [i32; Sign::ALL.len()],
    /// What two signs add where both are there.
    pairs: Vec<(Sign, Sign, &'static str, i32)>,
}

impl Weights {
    /// What the signs of a divergence add, sign by sign and pair by pair.
    fn pieces(&self, signs: Signs) -> impl Iterator<Item = (&'static str, i32)> + '_ {
        let alone = signs.iter().map(|sign| (sign.name(), self.signs[sign as usize]));
        let both = self.pairs.iter().filter(move |pair| signs.has(pair.0) && signs.has(pair.1));
        alone.chain(both.map(|&(_, _, name, weight)| (name, weight)))
    }

    fn sum(&self, signs: Signs) -> i32 {
        self.pieces(signs).map(|piece| piece.1).sum()
    }
}

/// The weights by kind, in the order of [`Kind::ALL`].
fn weights() -> &'static [Weights] {
    static WEIGHTS: OnceLock<Vec<Weights>> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        let of = |kind: Kind| {
            let own =
                lexicon::weights().iter().filter(|(name, _, _)| *name == kind.name() || name.is_empty());
            let mut weights = Weights { intercept: 0, signs: [0; Sign::ALL.len()], pairs: Vec::new() };
            let named = |name: &str| Sign::ALL.iter().find(|sign| sign.name() == name).copied();
            for (_, intercept, signs) in own {
                weights.intercept += i32::from(*intercept);
                for &(name, weight) in *signs {
                    let weight = i32::from(weight);
                    if let Some((one, other)) = name.split_once(" + ") {
                        let pair = named(one).zip(named(other));
                        weights.pairs.extend(pair.map(|(one, other)| (one, other, name, weight)));
                    } else if let Some(sign) = named(name) {
                        weights.signs[sign as usize] += weight;
                    }
                }
            }
            weights
        };
        Kind::ALL.iter().map(|&kind| of(kind)).collect()
    })
}

/// Adds what the run shows of the forms of a divergence to its signs, and weighs it.
pub fn weigh(divergence: &mut Divergence, rates: &Rates) {
    let (lost, gained) = divergence.forms;
    rates.signs(lost, gained, &mut divergence.signs);
    let weights = &weights()[divergence.kind as usize];
    divergence.score = weights.intercept + weights.sum(divergence.signs);
    divergence.confidence = probability(divergence.score);
}

/// Whether a divergence may be told at all, were its forms as sure as can be: what may not need not be written out.
#[must_use]
pub fn may_be_told(divergence: &Divergence) -> bool {
    let weights = &weights()[divergence.kind as usize];
    let best = weights.sum(divergence.signs);
    // Where slips count for a form, and not against it, the best case is with them.
    let alone =
        Sign::ALL.iter().filter(|sign| sign.is_of_run()).map(|&sign| weights.signs[sign as usize].max(0));
    let pairs = weights.pairs.iter().filter(|pair| pair.0.is_of_run() || pair.1.is_of_run());
    let slips = alone.sum::<i32>() + pairs.map(|pair| pair.3.max(0)).sum::<i32>();
    probability(weights.intercept + best + slips) >= NOTE
}

/// What each sign of a divergence adds, in hundredths of a nat, and what its kind starts from.
pub fn pieces(divergence: &Divergence) -> (i32, Vec<(&'static str, i32)>) {
    let weights = &weights()[divergence.kind as usize];
    (weights.intercept, weights.pieces(divergence.signs).filter(|piece| piece.1 != 0).collect())
}

/// The probability that hundredths of log-odds stand for, in hundredths.
fn probability(score: i32) -> u8 {
    let odds = libm::exp(f64::from(score) / 100.0);
    libm::round(100.0 * odds / (1.0 + odds)).clamp(0.0, 100.0) as u8
}

/// How often, in thousandths, a cue of this form is not answered by the other language though both say the same.
/// Measured form by form; what is not measured is as its concept is.
#[must_use]
pub fn unanswered(own: &Locale, other: &Locale, cue: &Cue) -> u32 {
    const UNKNOWN: u32 = 100;
    let Some(lexicon) = lexicon::for_locale(own) else { return UNKNOWN };
    let own =
        rate(lexicon, cue.concept, cue.form).or_else(|| rate(lexicon, cue.concept, 0)).unwrap_or(UNKNOWN);
    let factor = lexicon::for_locale(other)
        .and_then(|other| rate_in(lexicon.tag, other, cue.concept))
        .unwrap_or(FACTOR_ONE);
    (own * factor / FACTOR_ONE).min(1000)
}

/// What a factor of one is written as.
const FACTOR_ONE: u32 = 100;

/// The rate of a form; of a concept in a language for form 0.
fn rate(lexicon: &Lexicon, concept: u16, form: u32) -> Option<u32> {
    look_up(lexicon, lexicon::rate_key(lexicon.tag, lexicon::concepts()[concept as usize].id, form))
}

/// By what a language's rate of a concept is multiplied beside another language, whose words hold it.
fn rate_in(tag: &str, other: &Lexicon, concept: u16) -> Option<u32> {
    let pair = format!("{tag}>{}", other.tag);
    look_up(other, lexicon::rate_key(&pair, lexicon::concepts()[concept as usize].id, 0))
}

fn look_up(lexicon: &Lexicon, key: u32) -> Option<u32> {
    lexicon.words().rate(key).map(u32::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_that_of_a_sign_or_of_two() {
        let known = |name: &str| Sign::ALL.iter().any(|sign| sign.name() == name);
        for (kind, _, signs) in lexicon::weights() {
            assert!(
                kind.is_empty() || Kind::ALL.iter().any(|known| known.name() == *kind),
                "{kind}: no such kind"
            );
            for (name, _) in *signs {
                assert!(name.split(" + ").all(known), "{kind}: there is no sign {name}");
            }
        }
    }

    #[test]
    fn two_signs_may_weigh_more_or_less_than_each_alone() {
        let (kind, name) = Kind::ALL
            .iter()
            .zip(weights())
            .find_map(|(kind, weights)| Some((*kind, weights.pairs.first()?.2)))
            .expect("the fit has pairs");
        let (one, other) = name.split_once(" + ").expect("it is a pair");
        let of = |names: &[&str]| {
            let mut signs = Signs::default();
            names.iter().for_each(|name| {
                signs.set(*Sign::ALL.iter().find(|sign| sign.name() == *name).expect("a sign"));
            });
            weights()[kind as usize].sum(signs)
        };
        assert_ne!(of(&[one, other]), of(&[one]) + of(&[other]));
    }
}
