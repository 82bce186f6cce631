use crate::checks::{Check, Draft, Rule, Sink};
use crate::document::Side;
use crate::finding::Severity;
use crate::rendition::Rendition;
use crate::set::DocumentSet;
use crate::source::Span;

/// Two pages are the same document in the same language.
pub static RULE: Rule = Rule {
    name: "duplicate-page",
    severity: Severity::Warning,
    mqm: "design-and-markup/layout",
    summary: "two pages are the same document in the same language",
    explanation: "Which of the two a reader finds is chance. Both are checked. Two editions of one topic, for different \
        versions of a product, are two documents.",
    examples: &[],
    absorbs: &[],
    checks: &[Check::Set(check)],
};

fn check(set: &DocumentSet, members: &[Rendition<'_>], sink: &mut Sink) {
    let _ = set;
    let Some((last, before)) = members.split_last() else { return };
    // The last of the members is the one asked about; any earlier page of its locale is its twin.
    if last.document.side == Side::Source {
        return;
    }
    let twin = before
        .iter()
        .find(|m| m.locale == last.locale && m.id.page != last.id.page && m.document.side != Side::Source);
    if let Some(twin) = twin {
        let first = |r: &Rendition<'_>| r.document.blocks.first().map_or(Span::default(), |b| b.text);
        let place = first(last);
        let mut draft = Draft::new(
            &RULE,
            format!("{} is the same document in {}", twin.path, last.locale),
            *last,
            place,
            place,
        )
        .help("Keep one of the two, or tell their editions apart in the front matter.")
        .fact(last.locale.as_str());
        draft.source_message = "the other page";
        sink.push(draft);
    }
}
