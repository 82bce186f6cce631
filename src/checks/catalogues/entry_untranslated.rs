use super::entries;
use crate::checks::{Check, Rule, Sink};
use crate::document::Page;
use crate::finding::Severity;
use crate::message;

crate::message::wordings! {
    UNTRANSLATED: "entry-untranslated/entries", "{entries} not translated: readers see the source there";
    ONE: "entry-untranslated/entry", "this entry is not translated";
}

/// Entries of a catalogue have no translation.
pub static RULE: Rule = Rule {
    name: "entry-untranslated",
    severity: Severity::Note,
    mqm: "accuracy/untranslated",
    summary: "entries of a gettext catalogue have no translation",
    explanation: "Readers see the source there. One finding a catalogue, with the places of all; `--expand` tells each by \
        itself.",
    examples: &[],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Page(check)],
};

fn check(page: &Page, sink: &mut Sink) {
    let Some(catalogue) = &page.catalogue else { return };
    let entries = entries::how_many(catalogue.untranslated.len(), catalogue.entries);
    entries::tell(&RULE, &catalogue.untranslated, message!(UNTRANSLATED, entries), (&ONE, None), sink);
}
