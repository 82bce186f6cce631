use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::Comparison;
use crate::finding::Severity;
use crate::message;

crate::message::wordings! {
    FORBIDDEN_FOR: "glossary-term-forbidden/forbidden-for", "\"{is}\" is a forbidden term for \"{term}\"";
    FORBIDDEN: "glossary-term-forbidden/forbidden", "\"{is}\" is a forbidden term";
}

/// A term is used that the user's glossary forbids.
pub static RULE: Rule = Rule {
    name: "glossary-term-forbidden",
    severity: Severity::Warning,
    mqm: "terminology/inconsistent-with-terminology-resource",
    summary: "a term is used that your glossary forbids",
    explanation: "Speaks only where you give a glossary, and only where the source names what the forbidden term stands \
        for: the same word may be right for something else. An entry without a term in the language of the source forbids \
        its words everywhere. Endings count as in glossary-term-missing.",
    examples: &[
        Example {
            source: "Open the mailbox of the user.",
            locale: "de",
            target: "Öffnen Sie den Briefkasten des Benutzers.",
            flags: &["Briefkasten"],
        },
        Example {
            source: "Throw the letter into the letter box.",
            locale: "de",
            target: "Werfen Sie den Brief in den Briefkasten.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    for bead in pair.alignment.beads.iter().filter(|bead| bead.is_pair()) {
        let (from, to) = (pair.source_text(bead), pair.target_text(bead));
        if pair.target.terms.within(to).is_empty() {
            continue;
        }
        let used = pair.entries_used(bead);
        for wrong in pair.forbidden_terms(bead) {
            let written = pair.target.document.text(wrong.text);
            let named = used.iter().find(|one| one.same_entry(&wrong));
            let term = named.map(|one| pair.source.document.text(one.text));
            let message = match term {
                Some(term) => message!(FORBIDDEN_FOR, is = written, term),
                None => message!(FORBIDDEN, is = written),
            };
            let draft = Draft::new(&RULE, message, pair.target, wrong.text, to)
                .from_source(pair, named.map_or(from, |one| one.text), from)
                .help(pair.ruling(&wrong, term.unwrap_or_default()))
                .perhaps_help(pair.note(&wrong))
                .fact(written.to_lowercase());
            sink.push(draft);
        }
    }
}
