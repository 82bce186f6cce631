use super::blocks::is_prose_as_code;
use crate::align::{Bead, BlockBead};
use crate::checks::telling::{blocks_text, excerpt};
use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::code::mentions::contains_folded;
use crate::compare::{Comparison, loss};
use crate::facts::Value;
use crate::finding::Severity;
use crate::message;
use crate::source::Span;

crate::message::wordings! {
    MISSING: "sentence-missing/missing", "a sentence is missing: \"{text}\"";
    TRANSLATE: "sentence-missing/help", "Translate the sentence, or join it with a neighbour so that nothing is lost.";
}

/// A sentence of the source is not in the translation.
pub static RULE: Rule = Rule {
    name: "sentence-missing",
    severity: Severity::Warning,
    mqm: "accuracy/omission",
    summary: "a sentence of the source has no answer in the translation",
    explanation: "A translation may join two sentences or split one. A sentence is missing where nothing answers it \
        and its neighbours are no longer for it, nor say what it says (a number, a label, a role) beyond their own; \
        where one may tell it too (it was cut into more sentences than its source, or has a clause more and is hardly \
        too short), where one no shorter that only \
        the translation has stands beside it, or one of its length close by has no answer either, and on a page that \
        has its source's blocks but joins or splits one sentence in fourteen, it is a note at most. A whole \
        paragraph without an answer is block-missing, a whole step step-missing.",
    examples: &[
        Example {
            source: "Open the console on the server. Stop the old gateway service first. Then remove the pool from the topology.",
            locale: "de",
            target: "Öffnen Sie die Konsole auf dem Server. Entfernen Sie dann den Pool aus der Topologie.",
            flags: &[""],
        },
        Example {
            source: "Open the console. Then remove the pool from the topology.",
            locale: "de",
            target: "Öffnen Sie die Konsole, und entfernen Sie dann den Pool aus der Topologie.",
            flags: &[],
        },
        Example {
            source: "The name field holds the name of the pool. You can change it to a name that tells the location.",
            locale: "ru",
            target: "В поле имени, которое содержит имя пула, можно указать имя с расположением.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

/// How sure it has to be that no neighbour tells a sentence: one that names something that is lost with it, and any, and one
/// that may be another clause of its neighbour.
const NAMED: f64 = 0.7;
const SURE: f64 = 1.0;
const JOINED: f64 = 1.5;

/// Whether a sentence names a thing (code, a name, a number, a version) that the translation of its paragraph has not.
fn names_what_is_lost(pair: &Comparison<'_>, bead: &Bead, blocks: &BlockBead) -> bool {
    let document = pair.target.document;
    let answer = document.text(blocks_text(pair.target, blocks.target));
    pair.source.facts.of_range(bead.source).iter().any(|fact| {
        let told = match fact.value {
            Value::Code(_) | Value::Identifier { .. } | Value::Version(_) => true,
            Value::Number(number) => number.digits > 0,
            Value::Time(_) | Value::Product { .. } => false,
        };
        told && !contains_folded(answer, pair.source.document.text(fact.text))
    })
}

/// Whether the translation of the sentence before, or of the one behind a first one, has more clauses than that has: a
/// sentence is joined with the one that it follows.
fn has_another_clause(pair: &Comparison<'_>, beads: &[Bead], at: usize) -> bool {
    let borders =
        |text: &str| text.matches([',', ';', '(', '–', '—', '，', '、', '；', '（', '،', '؛']).count();
    loss::neighbours(beads, at).next().is_some_and(|near| {
        let (source, target) = (pair.source_text(&beads[near]), pair.target_text(&beads[near]));
        borders(pair.target.document.text(target)) > borders(pair.source.document.text(source))
    })
}

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    let freely = loss::is_cut_freely(pair);
    for (index, blocks) in pair.alignment.blocks.iter().enumerate() {
        if !blocks.is_pair() || is_prose_as_code(pair, blocks) {
            continue;
        }
        let mut last = pair.target.document.blocks[blocks.target.0 as usize].sentences.0;
        let beads = pair.alignment.beads_of(index as u32);
        for (at, bead) in beads.iter().enumerate() {
            if bead.target.0 < bead.target.1 {
                last = bead.target.1;
                continue;
            }
            let sentence = pair.source_text(bead);
            let length = f64::from(pair.source.facts.sentences[bead.source.0 as usize].length);
            // A label, a number or a lone name is no sentence, nor is the title of an alert.
            let block = pair.source.document.sentences[bead.source.0 as usize].block;
            if length < 6.0 || pair.source.document.blocks[block as usize].wrapper_title {
                continue;
            }
            let sure = loss::told_by_no_neighbour(pair, beads, at, length * pair.ratio, false);
            if sure < -0.5 || loss::stands_nearby(pair, index as u32, bead.source, false) {
                continue;
            }
            // Where a neighbour was cut into more sentences, one of them may be the answer.
            let cut = loss::neighbours(beads, at).any(|near| {
                let Bead { source, target, .. } = beads[near];
                target.1 - target.0 > source.1 - source.0
            });
            let asked = match names_what_is_lost(pair, bead, blocks) {
                true => NAMED,
                false if has_another_clause(pair, beads, at) => JOINED,
                false => SURE,
            };
            // Beside one that only the translation has, and that is no shorter, it became something else, mostly.
            let sides = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            let opposite = sides.filter_map(|side| beads.get(side)).any(|bead| {
                bead.source.0 == bead.source.1
                    && pair.target.facts.letters(bead.target) >= length * pair.ratio
            });
            let perhaps =
                freely || cut || opposite || loss::may_stand_nearby(pair, index as u32, bead.source);
            let severity = if sure < asked || perhaps { Severity::Note } else { RULE.severity };
            let first = pair.target.document.blocks[blocks.target.0 as usize].sentences.0;
            let (place, around) = if last > first {
                let before = pair.target.document.sentences[last as usize - 1].text;
                (Span::new(before.end, before.end), before)
            } else {
                let block = &pair.target.document.blocks[blocks.target.0 as usize];
                let around =
                    pair.target.document.block_sentences(block).first().map_or(block.text, |s| s.text);
                (Span::new(around.start, around.start), around)
            };
            let said = excerpt(pair.source.document.text(sentence));
            sink.push(
                Draft::new(&RULE, message!(MISSING, text = said), pair.target, place, around)
                    .from_source(pair, sentence, sentence)
                    .at(severity)
                    .help(&TRANSLATE)
                    .fact(""),
            );
        }
    }
}
