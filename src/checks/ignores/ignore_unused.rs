use crate::checks::Rule;
use crate::finding::Severity;

crate::message::wordings! {
    UNUSED: "ignore-unused/unused", "there is no {rule} here to ignore";
}

/// A comment dismisses nothing.
pub static RULE: Rule = Rule {
    name: "ignore-unused",
    severity: Severity::Warning,
    mqm: "custom/check",
    summary: "a page says that a rule is to be ignored where that rule finds nothing",
    explanation: "What it was written for is mended, or the comment stands elsewhere now. Left where it is, it would \
        hide the next mistake. It counts for the sentence or block behind it, for what stands between -start and -end, \
        or for the page; in a source page, for all translations of the place. Rules that are turned off are not asked \
        about, nor are pages that were not compared.",
    examples: &[],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[],
};
