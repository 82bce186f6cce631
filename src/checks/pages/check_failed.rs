use crate::checks::{Check, Draft, Rule, Sink};
use crate::document::{Page, PageFaultKind};
use crate::finding::Severity;
use crate::message;
use crate::source::Span;

crate::message::wordings! {
    PAGE: "check-failed/page", "Unisono failed over this page, which is left out";
    SET: "check-failed/set", "Unisono failed over this document set, which is not checked: {pages}";
    REPORT_PAGE: "check-failed/help/page", "This is a mistake of Unisono, and not of the pages. Please report it, with the page: {reason}";
    REPORT_SET: "check-failed/help/set", "This is a mistake of Unisono, and not of the pages. Please report it, with these pages: {reason}";
}

/// The engine failed over a page or a set.
pub static RULE: Rule = Rule {
    name: "check-failed",
    severity: Severity::Error,
    mqm: "custom/check",
    summary: "Unisono failed over a page or a document set, which was not checked",
    explanation: "A mistake of Unisono itself, or memory or stack that ran out. What it failed over is left out, and all other sets are checked as ever: a page that could not be read stands in no set; of a set that could not be compared, nothing else is said. The finding stands at the first page of the set and names them all.",
    examples: &[],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Page(check)],
};

fn check(page: &Page, sink: &mut Sink) {
    for fault in page.faults.iter().filter(|fault| fault.kind == PageFaultKind::Failed) {
        let help = message!(REPORT_PAGE, reason = fault.message.clone());
        sink.push(Draft::of_page(&RULE, &PAGE, Span::default()).help(help));
    }
}

/// Says that a set was not checked; `paths` are those of its pages.
pub(crate) fn of_set(paths: &[&str], reason: &str) -> Draft {
    let message = message!(SET, pages = paths.to_vec());
    Draft::of_page(&RULE, message, Span::default()).help(message!(REPORT_SET, reason))
}
