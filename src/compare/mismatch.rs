//! Sentences whose translation says something else altogether.

use super::likeness::{against, length};
use super::{Comparison, Divergence, Kind, Sign, Signs, Statement, repeated};
use crate::language::detect::{Verdict, looks_like};
use crate::order::OrderedMap;

/// Adds the sentences that share next to nothing with their translation, and those whose translation stands a
/// second time on the page and fits better there.
pub(super) fn find(pair: &Comparison<'_>, found: &mut Vec<Divergence>) {
    let twins = repeated::twins(pair);
    let mut evidence = OrderedMap::new();
    let mut weigh = |at: usize| {
        let of = |at: usize| {
            let statement = &pair.statements[at];
            against(pair, statement, [None; 2]) + length(pair, statement)
        };
        *evidence.entry(at).or_insert_with(|| of(at))
    };
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
            o if o < LEAST + 3.0 => Sign::MismatchSlight,
            o if o < LEAST + 6.0 => Sign::MismatchLow,
            o if o < LEAST + 10.0 => Sign::MismatchMid,
            o if o < LEAST + 15.0 => Sign::MismatchHigh,
            _ => Sign::MismatchFull,
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
    statement.words().any(|count| count.source > 0)
        && words.take(WORDS).count() == WORDS
        && !matches!(looks_like(text, pair.source.locale), Verdict::Other(_))
}

/// The evidence from which on a sentence is looked at. One sentence in some hundreds is a wrong one (ln 400 = 6.0): how much
/// is needed, the weights say.
const LEAST: f64 = 4.0;

/// The evidence below which words that stand elsewhere, too, are left alone.
const UNSURE: f64 = -3.0;

/// How much better the same words have to fit elsewhere on the page.
const BETTER: f64 = 1.0;
