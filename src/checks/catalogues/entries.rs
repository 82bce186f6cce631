//! Entries of catalogues that readers do not see in their language: told once a catalogue, with all their places.

use crate::checks::{Draft, Rule, Sink};
use crate::source::Span;

/// Tells of some entries, each by its place: how many there are, and each of them.
pub(super) fn tell(
    rule: &'static Rule,
    entries: &[Span],
    message: String,
    one: &str,
    help: &str,
    sink: &mut Sink,
) {
    let Some((first, others)) = entries.split_first() else { return };
    let mut draft = Draft::of_page(rule, message, *first).help(help).fact("entries");
    let others = others.iter().map(|place| Draft::of_page(rule, one.to_owned(), *place).fact("entry"));
    draft.folded = others.collect();
    sink.push(draft);
}

/// "3 of 12 entries are", "the only entry is".
pub(super) fn how_many(count: usize, all: u32) -> String {
    match (count, all) {
        (_, 1) => "the only entry is".to_owned(),
        (1, _) => format!("1 of {all} entries is"),
        _ => format!("{count} of {all} entries are"),
    }
}
