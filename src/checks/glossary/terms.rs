//! Terms of glossaries in aligned sentences: what both rules about them ask.

use crate::align::Bead;
use crate::compare::{Comparison, stretch};
use crate::glossary::{Entry, Glossary, Mention};
use crate::message;
use crate::message::Message;
use crate::source::Span;

crate::message::wordings! {
    FORBIDS: "glossary/forbids", "{file}, line {line}, forbids it.";
    RENDERS: "glossary/renders", "{file}, line {line}, renders \"{term}\" as {right}.";
    TERM: "glossary/term", "\"{term}\"";
    OR: "list/or", "{most} or {last}";
}

/// The glossary that the examples of the rules about terms go by, named `glossary.csv`.
pub const EXAMPLE: &str = "en,de,de:forbidden,fr\n\
    night shift pool,Nachtpool|Nachtschichtpool,Pool der Nacht,pool de nuit\n\
    mailbox,Postfach,Briefkasten,boîte aux lettres\n";

/// The glossary that the examples of a rule go by, where it needs one.
#[must_use]
pub fn example_glossary(rule: &str) -> Option<&'static str> {
    rule.starts_with("glossary-").then_some(EXAMPLE)
}

impl Comparison<'_> {
    /// The entries that the reference uses in a bead, each with its first use.
    pub(super) fn entries_used(&self, bead: &Bead) -> Vec<Mention> {
        let mentions = self.source.terms.within(stretch(self.source, bead.source));
        let mut used: Vec<Mention> = Vec::new();
        for mention in mentions.iter().filter(|mention| !mention.loose) {
            if !used.iter().any(|other| other.same_entry(mention)) {
                used.push(*mention);
            }
        }
        used
    }

    /// Whether the translation has a right term for an entry in a bead.
    pub(super) fn has_right_term(&self, bead: &Bead, of: &Mention) -> bool {
        let mentions = self.target.terms.within(stretch(self.target, bead.target));
        mentions.iter().any(|mention| mention.same_entry(of) && !mention.forbidden)
    }

    /// The forbidden terms in the translation of a bead that stand for something the reference names
    /// there, or that stand in the glossary without a term of the reference's language.
    pub(super) fn forbidden_terms(&self, bead: &Bead) -> Vec<Mention> {
        let in_source = self.source.terms.within(stretch(self.source, bead.source));
        let in_target = self.target.terms.within(stretch(self.target, bead.target));
        let named = |one: &Mention| in_source.iter().any(|other| other.same_entry(one));
        let meant =
            |one: &Mention| named(one) || self.entry(one).1.terms_of(self.source.locale).next().is_none();
        // The word may be right for something else that the sentence names.
        let excused = |one: &Mention| {
            in_target.iter().any(|other| other.text == one.text && !other.forbidden && named(other))
        };
        let forbidden =
            in_target.iter().filter(|one| one.forbidden && !one.loose && meant(one) && !excused(one));
        forbidden.copied().collect()
    }

    /// Whether a glossary says how words of the reference are rendered.
    pub(in crate::checks) fn stands_in_glossary(&self, bead: &Bead, words: Span) -> bool {
        let mentions = self.source.terms.within(stretch(self.source, bead.source));
        let rules = |one: &Mention| self.entry(one).1.right(self.target.locale).next().is_some();
        mentions.iter().any(|one| !one.loose && one.text.overlaps(words) && rules(one))
    }

    /// The glossary and entry of a use.
    pub(super) fn entry(&self, mention: &Mention) -> (&Glossary, &Entry) {
        self.target.terms.entry(mention)
    }

    /// What the glossary says of an entry: "glossary.csv, line 2, renders …".
    pub(super) fn ruling(&self, mention: &Mention, term: &str) -> Message {
        let (glossary, entry) = self.entry(mention);
        let (file, line) = (&glossary.name, entry.line);
        match quoted(entry.right(self.target.locale)) {
            Some(right) => message!(RENDERS, file, line, term, right),
            None => message!(FORBIDS, file, line),
        }
    }

    /// The note of an entry.
    pub(super) fn note(&self, mention: &Mention) -> Option<Message> {
        let note = &self.entry(mention).1.note;
        (!note.is_empty()).then(|| Message::plain(note))
    }
}

/// "“a”, “b” or “c”", stars left out; `None` where there are none.
pub(super) fn quoted<'a>(terms: impl Iterator<Item = &'a str>) -> Option<Message> {
    let mut terms: Vec<Message> = terms.map(|term| message!(TERM, term = term.replace('*', "…"))).collect();
    let last = terms.pop()?;
    Some(if terms.is_empty() { last } else { message!(OR, most = terms, last) })
}
