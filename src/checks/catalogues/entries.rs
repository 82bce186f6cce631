//! Entries of catalogues that readers do not see in their language: told once a catalogue, with all their places.

use crate::checks::{Draft, Rule, Sink};
use crate::message;
use crate::message::{Message, Wording};
use crate::source::Span;

crate::message::wordings! {
    ONLY: "catalogue/only", "the only entry is";
    ONE_OF: "catalogue/one", "1 of {all} entries is";
    MANY_OF: "catalogue/many", "{count} of {all} entries are";
}

/// Tells of some entries, each by its place: how many there are, and each of them.
pub(super) fn tell(
    rule: &'static Rule,
    entries: &[Span],
    message: Message,
    (one, help): (&'static Wording, Option<&'static Wording>),
    sink: &mut Sink,
) {
    let Some((first, others)) = entries.split_first() else { return };
    let mut draft = Draft::of_page(rule, message, *first).perhaps_help(help.map(Message::of)).fact("entries");
    let others = others.iter().map(|place| Draft::of_page(rule, one, *place).fact("entry"));
    draft.folded = others.collect();
    sink.push(draft);
}

/// "3 of 12 entries are", "the only entry is".
pub(super) fn how_many(count: usize, all: u32) -> Message {
    match (count, all) {
        (_, 1) => message!(ONLY),
        (1, _) => message!(ONE_OF, all),
        _ => message!(MANY_OF, count, all),
    }
}
