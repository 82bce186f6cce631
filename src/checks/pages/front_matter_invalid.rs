use crate::checks::{Check, Draft, Rule, Sink};
use crate::document::{Page, PageFaultKind};
use crate::finding::Severity;

crate::message::wordings! {
    MEND: "front-matter-invalid/help", "Mend the front matter.";
}

/// The front matter of a page is not valid YAML.
pub static RULE: Rule = Rule {
    name: "front-matter-invalid",
    severity: Severity::Error,
    mqm: "design-and-markup/markup-tag",
    summary: "the front matter of a page is not valid YAML",
    explanation: "The site builder will refuse or misread the page. The body is checked all the same.",
    examples: &[],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Page(check)],
};

fn check(page: &Page, sink: &mut Sink) {
    for fault in page.faults.iter().filter(|fault| fault.kind == PageFaultKind::FrontMatter) {
        sink.push(Draft::of_page(&RULE, fault.message.clone(), fault.span).help(&MEND));
    }
}
