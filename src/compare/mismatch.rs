//! Sentences whose translation says something else altogether.

use super::{Comparison, Divergence, Kind, Sign, Signs, Statement, loss, repeated};
use crate::align::length_cost;
use crate::facts::{IdentifierKind, Value, cue};
use crate::language::detect::{Verdict, looks_like};
use crate::language::lexicon;
use crate::rendition::Rendition;
use std::collections::BTreeMap;

/// The evidence against two sentences being one, in nats: the logarithm of how much likelier what is
/// seen is of two sentences picked at random than of a sentence and its rendering (a sum of likelihood
/// ratios, as in Good 1950), over what they state, their facts and their lengths.
fn against(pair: &Comparison<'_>, statement: &Statement) -> f64 {
    let concepts = lexicon::concepts();
    let mut evidence = 0.0;
    for count in &statement.counts {
        let known = |r: Rendition<'_>| cue::knows(r.locale, count.concept);
        if !known(pair.source) || !known(pair.target) {
            continue;
        }
        let [missing, shared, added] =
            concepts[count.concept as usize].evidence.map(|tenths| f64::from(tenths) / 10.0);
        evidence += match (count.source > 0, count.target > 0) {
            (true, true) => -shared,
            (true, false) => missing,
            _ => added,
        };
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
    let (expected, got) = loss::bead_lengths(pair, &statement.bead);
    // Two sentences picked at random differ in length by a cost of about 2.5.
    evidence + (length_cost(expected, got) - 2.5).clamp(-1.5, 4.0)
}

/// Adds the sentences that share next to nothing with their translation, and those whose translation stands a
/// second time on the page and fits better there.
pub(super) fn find(pair: &Comparison<'_>, found: &mut Vec<Divergence>) {
    let twins = repeated::twins(pair);
    let mut evidence = BTreeMap::new();
    let mut weigh = |at: usize| *evidence.entry(at).or_insert_with(|| against(pair, &pair.statements[at]));
    for (at, statement) in pair.statements.iter().enumerate() {
        let own = weigh(at);
        // What stands elsewhere on the page as the translation of another sentence, and fits better there.
        let misplaced = twins[at].filter(|&twin| own >= UNSURE && own - weigh(twin) >= BETTER);
        if own < LEAST && misplaced.is_none() || !readable(pair, statement) {
            continue;
        }
        let mut signs = Signs::default();
        signs.set(match own {
            o if o < LEAST => Sign::MismatchNone,
            o if o < LEAST + 2.5 => Sign::MismatchSlight,
            o if o < LEAST + 5.5 => Sign::MismatchLow,
            o if o < LEAST + 9.5 => Sign::MismatchMid,
            _ => Sign::MismatchHigh,
        });
        found.push(Divergence {
            at: at as u32,
            kind: if misplaced.is_some() { Kind::SentenceRepeated } else { Kind::SentenceMismatch },
            lost: None,
            gained: None,
            forms: (None, None),
            signs,
            score: 0,
            confidence: 0,
            explains: Default::default(),
        });
    }
}

/// Whether the source's sentence can be judged: a few words at least, some of them known, and in the
/// language of the source.
fn readable(pair: &Comparison<'_>, statement: &Statement) -> bool {
    const WORDS: usize = 3;
    let text = pair.source.document.text(pair.source_text(&statement.bead));
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    statement.counts.iter().any(|count| count.source > 0)
        && words.take(WORDS).count() == WORDS
        && !matches!(looks_like(text, pair.source.locale), Verdict::Other(_))
}

/// The evidence from which on a sentence is looked at: one sentence in some hundreds is a wrong one (ln 400 = 6.0).
/// How much more is needed, the weights say.
const LEAST: f64 = 7.0;

/// The evidence below which words that stand elsewhere, too, are left alone.
const UNSURE: f64 = -3.0;

/// How much better the same words have to fit elsewhere on the page.
const BETTER: f64 = 1.0;
