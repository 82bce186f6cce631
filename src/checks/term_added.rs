use super::{Check, Draft, Pair, Rule, Sink};
use crate::finding::Severity;

/// A word of the translation answers nothing.
pub static RULE: Rule = Rule {
    name: "term-added",
    severity: Severity::Warning,
    summary: "a word of the translation answers nothing in the source",
    explanation: "The mirror of `term-missing`: a word of the translation is there, and none of the words it usually \
        renders is in the source's sentence.",
    examples: &[],
    absorbs: &[],
    checks: &[Check::Pair(check)],
};

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    let Some(lesson) = pair.lesson else { return };
    for suspicion in pair.suspicions.iter().filter(|suspicion| suspicion.evidence.is_strong()) {
        let Some(sign) = suspicion.evidence.signs.first().filter(|sign| sign.added) else { continue };
        let word = pair.target.document.text(sign.text);
        let from = pair.source_text(&suspicion.bead);
        let message = format!("\"{word}\" has none of the words in the source that it usually renders");
        sink.push(
            Draft::new(&RULE, message, pair.target, sign.text, pair.target_text(&suspicion.bead))
                .from_source(pair, from, from)
                .help(lesson.usual(sign))
                .fact(word.to_lowercase()),
        );
    }
}
