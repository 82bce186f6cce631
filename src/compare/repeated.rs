//! Sentences of a translation that repeat another sentence of the page where the source does not.

use super::{Comparison, Statement};
use crate::order::InOrder as _;

/// By statement, the one whose translation has the same words while its source says something else; the
/// nearest before, else the nearest behind it.
#[must_use]
pub(super) fn twins(pair: &Comparison<'_>) -> Vec<Option<usize>> {
    let words = |statement: &Statement| pair.target.document.text(pair.target_text(&statement.bead)).trim();
    let mut order: Vec<usize> = (0..pair.statements.len()).collect();
    order.put_in_order_by_key(|&at| (words(&pair.statements[at]), at));
    let mut twins = vec![None; pair.statements.len()];
    for same in order.chunk_by(|&a, &b| words(&pair.statements[a]) == words(&pair.statements[b])) {
        for near in same.windows(2) {
            let (before, behind) = (near[0], near[1]);
            if !told_alike(pair, &pair.statements[before], &pair.statements[behind]) {
                twins[behind] = Some(before);
                twins[before].get_or_insert(behind);
            }
        }
    }
    twins
}

/// Whether the source says nearly the same in both places: most words of the shorter one are in the other.
fn told_alike(pair: &Comparison<'_>, one: &Statement, other: &Statement) -> bool {
    const MOST: usize = 64;
    let words = |statement: &Statement| -> Vec<String> {
        let text = pair.source.document.text(pair.source_text(&statement.bead));
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut words: Vec<String> = words.take(MOST).map(stem).collect();
        words.put_in_order();
        words.dedup();
        words
    };
    let (one, other) = (words(one), words(other));
    let shared = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
    shared * 3 >= one.len().max(other.len()) * 2
}

/// The beginning of a word, in lower case: "enable" and "enabling" are one.
fn stem(word: &str) -> String {
    const LETTERS: usize = 5;
    word.chars().take(LETTERS).flat_map(char::to_lowercase).collect()
}
