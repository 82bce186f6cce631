//! Sentences that answer another one than that beside them: examples of formulas and lists of codes, of which a page has
//! others, or in another order, than its source.

use crate::align::Bead;
use crate::compare::Comparison;
use crate::hash::{Hasher, Key, Map};

/// The numbers of the sentences of the source that the one beside them does not answer, gathered when they are first asked
/// for.
pub(super) struct Mispaired<'p, 'a> {
    pair: &'p Comparison<'a>,
    open: Option<Map<Key, ()>>,
}

impl<'p, 'a> Mispaired<'p, 'a> {
    pub(super) fn new(pair: &'p Comparison<'a>) -> Self {
        Self { pair, open: None }
    }

    /// Whether all numbers of the translation's sentence stand, in their order, in another sentence of the source that lacks
    /// its answer, too.
    pub(super) fn is_another(&mut self, bead: &Bead) -> bool {
        let pair = self.pair;
        let was = numbers(pair.source.document.text(pair.source_text(bead)));
        let is = numbers(pair.target.document.text(pair.target_text(bead)));
        is.filter(|_| was != is)
            .is_some_and(|is| self.open.get_or_insert_with(|| gather(pair)).contains_key(&is))
    }
}

/// A key of the numbers of a sentence, where they tell it: two or more, or one that it begins with.
fn numbers(text: &str) -> Option<Key> {
    let text = text.trim_start();
    let mut hasher = Hasher::default();
    let mut count = 0;
    for run in text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()) {
        hasher.bytes(run.as_bytes());
        hasher.byte(b' ');
        count += 1;
    }
    (count >= 2 || count == 1 && text.starts_with(|c: char| c.is_ascii_digit())).then(|| hasher.key())
}

/// The numbers of the sentences of the source whose facts differ from those beside them, or beside which none stands.
fn gather(pair: &Comparison<'_>) -> Map<Key, ()> {
    let place = |bead: &Bead| (bead.blocks, bead.source.0);
    let differs = |bead: &Bead| {
        pair.differences.binary_search_by_key(&place(bead), |difference| place(&difference.bead)).is_ok()
    };
    let document = pair.source.document;
    let mut answered = vec![false; document.sentences.len()];
    for bead in pair.alignment.beads.iter().filter(|bead| bead.is_pair() && !differs(bead)) {
        answered[bead.source.0 as usize..bead.source.1 as usize].fill(true);
    }
    let open = document.sentences.iter().zip(answered).filter(|(_, answered)| !answered);
    open.filter_map(|(sentence, _)| Some((numbers(document.text(sentence.text))?, ()))).collect()
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn two_numbers_tell_a_sentence_and_one_that_it_begins_with_does() {
        assert_eq!(numbers("=SUM(3;4) gives 7"), numbers("=SUMA(3, 4) da 7."));
        assert_ne!(numbers("=SUM(3;4) gives 7"), numbers("=SUM(3;4) gives 8"));
        assert!(numbers("17 The oven is hot").is_some());
        assert!(numbers("Wait 5 minutes.").is_none());
    }
}
