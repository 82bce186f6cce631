use crate::checks::{Check, Draft, Rule, Sink};
use crate::document::{Page, PageFaultKind};
use crate::finding::Severity;

crate::message::wordings! {
    SAVE: "encoding-invalid/help", "Save the page as UTF-8.";
}

/// The bytes of a page are not UTF-8 text.
pub static RULE: Rule = Rule {
    name: "encoding-invalid",
    severity: Severity::Error,
    mqm: "linguistic-conventions/character-encoding",
    summary: "the bytes of a page are not UTF-8 text",
    explanation: "A page in UTF-16, with a NUL byte or with broken UTF-8 cannot be read without guessing; nothing else is checked on it.",
    examples: &[],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Page(check)],
};

fn check(page: &Page, sink: &mut Sink) {
    for fault in page.faults.iter().filter(|fault| fault.kind == PageFaultKind::Encoding) {
        sink.push(Draft::of_page(&RULE, fault.message.clone(), fault.span).help(&SAVE));
    }
}
