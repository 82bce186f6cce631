use super::{Check, Draft, Pair, Rule, Sink};
use crate::finding::Severity;

/// A word of the source is not rendered.
pub static RULE: Rule = Rule {
    name: "term-missing",
    severity: Severity::Warning,
    summary: "a word of the source has none of its usual renderings",
    explanation: "Needs a memory, or a set large enough to learn from (see `unisono learn`). For each word and pair of \
        words of the source, the pages themselves show how it is usually rendered. Where none of these renderings is \
        there, and nothing else of the sentence was reworded, something was lost. Several weak signs in one sentence \
        add up to a strong one.",
    examples: &[],
    absorbs: &[],
    checks: &[Check::Pair(check)],
};

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    let Some(lesson) = pair.lesson else { return };
    for suspicion in pair.suspicions.iter().filter(|suspicion| suspicion.evidence.is_strong()) {
        let Some(sign) = suspicion.evidence.signs.first().filter(|sign| !sign.added) else { continue };
        let word = pair.source.document.text(sign.text);
        let whole = pair.target_text(&suspicion.bead);
        let draft = Draft::new(
            &RULE,
            format!("\"{word}\" is not rendered as it usually is"),
            pair.target,
            whole,
            whole,
        );
        sink.push(
            draft
                .from_source(pair, sign.text, pair.source_text(&suspicion.bead))
                .help(lesson.usual(sign))
                .fact(word.to_lowercase()),
        );
    }
}
