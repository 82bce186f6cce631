use crate::checks::{Check, Draft, Rule, Sink};
use crate::document::{Page, PageFaultKind};
use crate::finding::Severity;
use crate::source::Span;

/// The engine failed over a page or a set.
pub static RULE: Rule = Rule {
    name: "check-failed",
    severity: Severity::Error,
    mqm: "custom/check",
    summary: "Unisono failed over a page or a document set, which was not checked",
    explanation: "A mistake of Unisono itself, or memory or stack that ran out. What it failed over is left out, and all other sets are checked as ever: a page that could not be read stands in no set; of a set that could not be compared, nothing else is said. The finding stands at the first page of the set and names them all.",
    examples: &[],
    absorbs: &[],
    checks: &[Check::Page(check)],
};

fn check(page: &Page, sink: &mut Sink) {
    for fault in page.faults.iter().filter(|fault| fault.kind == PageFaultKind::Failed) {
        let message = "Unisono failed over this page, which is left out".to_owned();
        sink.push(draft(message, "with the page", &fault.message));
    }
}

/// Says that a set was not checked; `paths` are those of its pages.
pub(crate) fn of_set(paths: &[&str], reason: &str) -> Draft {
    let pages = paths.join(", ");
    draft(
        format!("Unisono failed over this document set, which is not checked: {pages}"),
        "with these pages",
        reason,
    )
}

fn draft(message: String, with: &str, reason: &str) -> Draft {
    Draft::of_page(&RULE, message, Span::default()).help(format!(
        "This is a mistake of Unisono, and not of the pages. Please report it, {with}: {reason}"
    ))
}
