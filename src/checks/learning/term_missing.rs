use super::terms;
use crate::checks::{Check, Rule, Sink};
use crate::compare::Comparison;
use crate::finding::Severity;

crate::message::wordings! {
    MISSING: "term-missing/missing", "\"{word}\" is not rendered in any of the usual ways";
}

/// A word of the source is not rendered.
pub static RULE: Rule = Rule {
    name: "term-missing",
    severity: Severity::Note,
    mqm: "terminology/inconsistent-with-terminology-resource",
    summary: "a word of the source has none of its usual renderings",
    explanation: "Needs a memory, or a set large enough to learn from (see `unisono learn`). For each word and pair of \
        words of the source, the pages themselves show how it is usually rendered. Where none of these renderings is \
        there, and nothing else of the sentence was reworded, something was lost. Several weak signs in one sentence \
        add up to a strong one. What is only learned is a hint, and so a note: often the same is said by another \
        construction. What is learned of a negation, a limit, an obligation … speaks through the rule for it, as a \
        note, too.",
    examples: &[],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    for draft in terms::drafts(pair, false) {
        sink.push(draft);
    }
}
