use super::{Check, Example, Pair, Rule, Sink, Statement};
use crate::finding::Severity;
use crate::language::lexicon::concept;

/// "And" became "or", or the other way round.
pub static RULE: Rule = Rule {
    name: "alternative-changed",
    severity: Severity::Note,
    summary: "\"or\" became \"and\", or the other way round",
    explanation: "\"Delete the pool or the site\" and \"delete the pool and the site\" are two orders. A finding needs \
        both: one word fewer of the one and one more of the other. Sentences that negate or permit are left alone: there \
        languages differ in which of the two they use (\"neither … nor\", \"you can use A or B\"). A note: of 45 findings \
        read on real pages ten were true.",
    examples: &[
        Example {
            source: "Restart the gateway or the proxy.",
            locale: "de",
            target: "Starten Sie das Gateway und den Proxy neu.",
            flags: &["und"],
        },
        Example {
            source: "Restart the gateway or the proxy.",
            locale: "de",
            target: "Starten Sie das Gateway oder den Proxy neu.",
            flags: &[],
        },
        Example {
            source: "The gateway does not support IPv6 or NAT.",
            locale: "de",
            target: "IPv6 und NAT werden vom Gateway nicht unterstützt.",
            flags: &[],
        },
    ],
    absorbs: &[],
    checks: &[Check::Pair(check)],
};

/// Words beside which "and" and "or" are rendered by each other.
const LOOSE: &[u16] = &[concept::NOT, concept::MAY, concept::UNLESS, concept::NONE, concept::NEVER];

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    for statement in &pair.statements {
        let (was, is) = match swapped(statement) {
            Some(true) => (concept::OR, concept::AND),
            Some(false) => (concept::AND, concept::OR),
            None => continue,
        };
        if statement.source_has(LOOSE) || statement.target_has(LOOSE) {
            continue;
        }
        let (was_said, is_said) = if was == concept::OR { ("or", "and") } else { ("and", "or") };
        let message = format!("the source says \"{was_said}\": here it is \"{is_said}\"");
        sink.push(pair.became(&RULE, statement, was, is, message));
    }
}

/// Whether "or" became "and" (`true`) or "and" became "or" (`false`).
fn swapped(statement: &Statement) -> Option<bool> {
    let (and, or) = (statement.count(concept::AND), statement.count(concept::OR));
    if or.0 == or.1 + 1 && and.1 == and.0 + 1 {
        Some(true)
    } else if and.0 == and.1 + 1 && or.1 == or.0 + 1 {
        Some(false)
    } else {
        None
    }
}
