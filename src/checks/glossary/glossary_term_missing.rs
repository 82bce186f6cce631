use super::terms::quoted;
use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::Comparison;
use crate::finding::Severity;
use crate::message;

crate::message::wordings! {
    MISSING: "glossary-term-missing/missing", "\"{term}\" is not rendered {right}, as the glossary says";
    NONE_HERE: "glossary-term-missing/help", "None is in this sentence.";
}

/// A term is not rendered as the user's glossary says.
pub static RULE: Rule = Rule {
    name: "glossary-term-missing",
    severity: Severity::Warning,
    mqm: "terminology/inconsistent-with-terminology-resource",
    summary: "a term is not rendered as your glossary says",
    explanation: "Speaks only where you give a glossary. A term counts with the endings of its language, in the plural and \
        in other cases; where the glossary has several terms for a language, each is right. Terms in code and in names \
        need no rendering, nor do those inside a longer term of the glossary. A forbidden term in its place is \
        glossary-term-forbidden.",
    examples: &[
        Example {
            source: "Move the users to the night shift pool.",
            locale: "de",
            target: "Verschieben Sie die Benutzer in den vorderen Pool.",
            flags: &["Verschieben Sie die Benutzer in den vorderen Pool."],
        },
        Example {
            source: "Move the users to the night shift pools.",
            locale: "de",
            target: "Verschieben Sie die Benutzer in die Nachtpools.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    let beads = &pair.alignment.beads;
    for (at, bead) in beads.iter().enumerate().filter(|(_, bead)| bead.is_pair()) {
        let (from, to) = (pair.source_text(bead), pair.target_text(bead));
        if pair.source.terms.within(from).is_empty()
            || pair.source.document.text(from) == pair.target.document.text(to)
        {
            continue;
        }
        let forbidden = pair.forbidden_terms(bead);
        for used in pair.entries_used(bead) {
            let right = quoted(pair.entry(&used).1.right(pair.target.locale));
            let near =
                [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|near| beads.get(near));
            let moved =
                near.filter(|near| near.blocks == bead.blocks).any(|near| pair.has_right_term(near, &used));
            if right.is_none()
                || pair.has_right_term(bead, &used)
                || forbidden.iter().any(|one| one.same_entry(&used))
                || moved
            {
                continue;
            }
            let term = pair.source.document.text(used.text);
            let Some(right) = right else { continue };
            let message = message!(MISSING, term, right);
            let draft = Draft::new(&RULE, message, pair.target, to, to)
                .from_source(pair, used.text, from)
                .help(pair.ruling(&used, term))
                .perhaps_help(pair.note(&used))
                .help(&NONE_HERE)
                .fact(term.to_lowercase());
            sink.push(draft);
        }
    }
}
