use crate::changed::Changes;
use crate::checks::{Draft, Rule};
use crate::compare::Comparison;
use crate::finding::Severity;
use crate::order::OrderedSet;

crate::message::wordings! {
    NOT_FOLLOWED: "change-not-followed/not-followed", "the source of this sentence was changed, and the sentence was not";
    BRING: "change-not-followed/help", "Bring it up to its source, or confirm that it still says the same.";
}

/// A sentence of the source has changed, and its translation has not.
pub static RULE: Rule = Rule {
    name: "change-not-followed",
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    summary: "a sentence of the source was changed, and its translation was not",
    explanation: "Only with --changed-from, which tells what a change touched. Each language that was left as it was has \
        a finding of its own. Where another finding says what is wrong with that sentence now, this one is silent; so it \
        is of pages that are new, and of sentences without an answer, which have rules of their own. A sentence that was \
        wrapped anew or moved has not changed.",
    examples: &[],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[],
};

/// The findings of a pair of pages.
pub(crate) fn drafts(pair: &Comparison<'_>, changes: &Changes) -> Vec<Draft> {
    let (from, to) = (pair.source.id.page, pair.target.id.page);
    if from == to || !changes.touches(from) || changes.is_new(from) || changes.is_new(to) {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    let mut told = OrderedSet::new();
    for bead in &pair.alignment.beads {
        if bead.source.0 == bead.source.1 || bead.target.0 == bead.target.1 {
            continue;
        }
        let (source, target) = (pair.source_text(bead), pair.target_text(bead));
        let [old, own] = [pair.source.document.source_span(source), pair.target.document.source_span(target)];
        if !changes.touches_place(from, old) || changes.touches_place(to, own) || !told.insert(own) {
            continue;
        }
        drafts.push(
            Draft::new(&RULE, &NOT_FOLLOWED, pair.target, target, target)
                .from_source(pair, source, source)
                .help(&BRING),
        );
    }
    drafts
}
