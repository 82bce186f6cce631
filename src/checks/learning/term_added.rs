use super::terms;
use crate::checks::{Check, Rule, Sink};
use crate::compare::Comparison;
use crate::finding::Severity;

crate::message::wordings! {
    ADDED: "term-added/added", "\"{word}\" has no word in the source that it usually renders"
        | "\"{word}\" has no word in the others that it usually renders";
}

/// A word of the translation answers nothing.
pub static RULE: Rule = Rule {
    name: "term-added",
    severity: Severity::Note,
    mqm: "terminology/inconsistent-with-terminology-resource",
    summary: "a word of the translation answers nothing in the source",
    explanation: "The mirror of `term-missing`: a word of the translation is there, and none of the words it usually \
        renders is in the source's sentence.",
    examples: &[],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    for draft in terms::drafts(pair, true) {
        sink.push(draft);
    }
}
