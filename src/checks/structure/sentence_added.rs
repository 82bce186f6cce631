use crate::align::Bead;
use crate::checks::telling::{blocks_text, excerpt};
use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::{Comparison, loss};
use crate::finding::Severity;
use crate::language::lexicon::{Trait, traits};
use crate::message;

crate::message::wordings! {
    ADDED: "sentence-added/added", "a sentence is not in the source: \"{text}\""
        | "a sentence is not in the others: \"{text}\"";
}

/// A sentence of the translation is not in the source.
pub static RULE: Rule = Rule {
    name: "sentence-added",
    severity: Severity::Warning,
    mqm: "accuracy/addition",
    summary: "a sentence of the translation has no answer in the source",
    explanation: "The mirror of sentence-missing: the paragraph has more sentences than the source's and is longer by \
        about one. What only splits a sentence, or says what its neighbour leaves out of the source, is a note at most; and \
        where a neighbour in the source has several clauses, only one that is much too long for it is more than a \
        note.",
    examples: &[
        Example {
            source: "Open the console on the server. Then remove the pool from the topology.",
            locale: "de",
            target: "Öffnen Sie die Konsole auf dem Server. Beenden Sie zuerst den alten Gatewaydienst. Entfernen Sie dann den Pool aus der Topologie.",
            flags: &["Beenden Sie zuerst den alten Gatewaydienst."],
        },
        Example {
            source: "Open the console and remove the pool from the topology.",
            locale: "de",
            target: "Öffnen Sie die Konsole. Entfernen Sie den Pool aus der Topologie.",
            flags: &[],
        },
        Example {
            source: "Add the logo of your organization; add links to the legal information of the meeting.",
            locale: "ko",
            target: "조직의 로고를 추가합니다. 모임의 법적 정보에 대한 링크를 추가합니다.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

/// How sure it has to be that a neighbour does not tell it: where no neighbour of the source has clauses of which
/// a translation may make sentences, and where one has. Cutting is common, adding is rare.
const UNSURE: f64 = 1.7;
const SURE: f64 = 4.0;

/// Whether a neighbour of the source has several clauses.
fn may_be_cut(pair: &Comparison<'_>, beads: &[Bead], at: usize) -> bool {
    loss::neighbours(beads, at).any(|near| {
        let text = pair.source_text(&beads[near]);
        pair.source.document.text(text).contains([',', ';', ':', '(', '–', '—', '，', '、', '،', '؛'])
            || pair.source.facts.cues_in(text).iter().any(|cue| traits(cue.concept).has(Trait::Joins))
    })
}

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    for (index, blocks) in pair.alignment.blocks.iter().enumerate() {
        if !blocks.is_pair() {
            continue;
        }
        let beads = pair.alignment.beads_of(index as u32);
        for (at, bead) in beads.iter().enumerate() {
            if bead.source.0 < bead.source.1 {
                continue;
            }
            let sentence = pair.target_text(bead);
            let length = f64::from(pair.target.facts.sentences[bead.target.0 as usize].length);
            // A remark in brackets that the splitter set apart is no sentence, nor is the title of an alert.
            let block = pair.target.document.sentences[bead.target.0 as usize].block;
            if length < 12.0 || pair.target.document.blocks[block as usize].wrapper_title {
                continue;
            }
            let sure = loss::told_by_no_neighbour(pair, beads, at, length, true);
            if sure < 0.0 || loss::stands_nearby(pair, index as u32, bead.target, true) {
                continue;
            }
            // What is left of a torn image is no sentence: image-missing speaks of it.
            let text = pair.target.document.text(sentence);
            let bare = text.trim_matches(['(', ')']);
            if bare.contains('/') && !bare.contains(char::is_whitespace) {
                continue;
            }
            // What was copied is the source's, wherever alignment put it.
            let (first, last) = (beads[0].source.0, beads[beads.len() - 1].source.1);
            let around = &pair.source.document.sentences[first as usize..last.max(first) as usize];
            if around.iter().any(|source| pair.source.document.text(source.text) == text) {
                continue;
            }
            let asked = if may_be_cut(pair, beads, at) { SURE } else { UNSURE };
            let severity = if sure < asked { Severity::Note } else { RULE.severity };
            let said = excerpt(text);
            // Where the source would say it: behind what the sentence before it renders.
            let before = beads[..at].iter().rev().find(|b| b.source.0 < b.source.1);
            let near = before.map_or(blocks_text(pair.source, blocks.source), |b| pair.source_text(b));
            let gap = if before.is_some() { near.end } else { near.start };
            let gap = crate::source::Span::new(gap, gap);
            sink.push(
                Draft::new(&RULE, message!(ADDED, text = said), pair.target, sentence, sentence)
                    .from_source(pair, gap, near)
                    .at(severity)
                    .fact(text),
            );
        }
    }
}
