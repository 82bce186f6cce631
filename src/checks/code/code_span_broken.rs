use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::Comparison;
use crate::document::MarkKind;
use crate::finding::Severity;
use crate::message;
use crate::rendition::Rendition;
use crate::source::Span;

crate::message::wordings! {
    OPEN: "code-span-broken/open", "a backtick stands alone: the code that it begins or ends is no code";
    CLOSE: "code-span-broken/help", "Write a backtick on both sides of the code.";
}

/// A backtick of inline code was lost.
pub static RULE: Rule = Rule {
    name: "code-span-broken",
    severity: Severity::Warning,
    mqm: "design-and-markup/markup-tag",
    summary: "a backtick stands alone where the source has inline code",
    explanation: "Without the second backtick the first is shown to readers, and what follows is no code. A finding needs a \
        backtick in the visible text of the translation, none in that of the source's sentence, and more pieces of inline \
        code there than here.",
    examples: &[
        Example {
            source: "Set the `timer` key before you close the door.",
            locale: "pt-BR",
            target: "Defina a chave `timer antes de fechar a porta.",
            flags: &["`"],
        },
        Example {
            source: "Set the `timer` key before you close the door.",
            locale: "pt-BR",
            target: "Defina a chave `timer` antes de fechar a porta.",
            flags: &[],
        },
    ],
    absorbs: &["inline-code-changed", "identifier-changed"],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    if !pair.target.document.plain.contains('`') {
        return;
    }
    for bead in pair.alignment.beads.iter().filter(|bead| bead.is_pair()) {
        let (whole, from) = (pair.target_text(bead), pair.source_text(bead));
        let Some(place) = lone_backtick(pair.target, whole) else { continue };
        let pieces = |side: Rendition<'_>, sentences| side.facts.code_of(sentences).count();
        let fewer = pieces(pair.target, bead.target) < pieces(pair.source, bead.source);
        if !fewer || lone_backtick(pair.source, from).is_some() {
            continue;
        }
        sink.push(
            Draft::new(&RULE, message!(OPEN), pair.target, place, whole)
                .from_source(pair, from, from)
                .help(&CLOSE)
                .fact("`"),
        );
    }
}

/// The first backtick of some text that stands in no code.
fn lone_backtick(rendition: Rendition<'_>, text: Span) -> Option<Span> {
    let document = rendition.document;
    let mut shown = document.text(text).match_indices('`').map(|(at, _)| {
        let start = text.start + at as u32;
        Span::new(start, start + 1)
    });
    shown.find(|&place| !document.marks_around(place).any(|mark| mark.kind == MarkKind::Code))
}
