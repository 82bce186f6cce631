use super::entries;
use crate::checks::{Check, Rule, Sink};
use crate::document::Page;
use crate::finding::Severity;
use crate::message;

crate::message::wordings! {
    FUZZY: "entry-fuzzy/entries", "{entries} fuzzy: readers see the source there until somebody looks at the translation";
    ONE: "entry-fuzzy/entry", "this entry is fuzzy";
    MEND: "entry-fuzzy/help", "Mend the translation of each and take its mark off.";
}

/// Entries of a catalogue are marked as fuzzy.
pub static RULE: Rule = Rule {
    name: "entry-fuzzy",
    severity: Severity::Note,
    mqm: "accuracy/mistranslation",
    summary: "entries of a gettext catalogue are marked as fuzzy",
    explanation: "A tool found their translations for a source that was like theirs, or has seen the source change since. \
        Until somebody looks at them and takes the mark off, readers see the source there, so they are not compared. One \
        finding a catalogue, with the places of all; `--expand` tells each by itself.",
    examples: &[],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Page(check)],
};

fn check(page: &Page, sink: &mut Sink) {
    let Some(catalogue) = &page.catalogue else { return };
    let message = message!(FUZZY, entries = entries::how_many(catalogue.fuzzy.len(), catalogue.entries));
    entries::tell(&RULE, &catalogue.fuzzy, message, (&ONE, Some(&MEND)), sink);
}
