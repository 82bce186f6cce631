use crate::checks::{Check, Draft, Rule, Sink};
use crate::document::Side;
use crate::finding::Severity;
use crate::message;
use crate::rendition::Rendition;
use crate::set::DocumentSet;
use crate::source::Span;

crate::message::wordings! {
    TWIN: "duplicate-page/twin", "{path} is the same document in {locale}";
    KEEP: "duplicate-page/help", "Keep one of the two, or tell their editions apart in the front matter.";
    OTHER_PAGE: "related/other-page", "the other page";
}

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
    messages: WORDINGS,
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
        let draft = Draft::new(
            &RULE,
            message!(TWIN, path = twin.path, locale = last.locale.as_str()),
            *last,
            place,
            place,
        )
        .help(&KEEP)
        .fact(last.locale.as_str());
        sink.push(draft.shows(&OTHER_PAGE));
    }
}
