use super::{Check, Example, Pair, Rule, Sink, Statement};
use crate::finding::Severity;
use crate::language::lexicon::{self, concept};

/// A condition became another one.
pub static RULE: Rule = Rule {
    name: "condition-changed",
    severity: Severity::Note,
    summary: "\"if\" became \"unless\", \"when\" became \"until\", or the other way round",
    explanation: "A finding needs both: the word of the source is missing and the other one is there. A negation more or \
        less in the translation excuses it (\"unless\" is \"if not\"), and so does an \"only\" (\"not until\" is \"only \
        when\"). An \"only if\" that became \"if\" is only-missing. A note: of 14 findings read on real pages three were true.",
    examples: &[
        Example {
            source: "Restart the gateway if the certificate is new.",
            locale: "de",
            target: "Starten Sie das Gateway neu, es sei denn, das Zertifikat ist neu.",
            flags: &["es sei denn"],
        },
        Example {
            source: "Restart the gateway unless the certificate is new.",
            locale: "de",
            target: "Starten Sie das Gateway neu, wenn das Zertifikat nicht neu ist.",
            flags: &[],
        },
    ],
    absorbs: &["condition-missing"],
    checks: &[Check::Pair(check)],
};

/// What became what.
const SWAPS: &[(&[u16], u16)] = &[
    (&[concept::IF], concept::UNLESS),
    (&[concept::UNLESS], concept::IF),
    (&[concept::UNTIL], concept::WHEN),
    (&[concept::WHEN, concept::IF], concept::UNTIL),
];

/// What tells a condition the other way round.
const TURNS: &[u16] = &[concept::NOT, concept::ONLY, concept::NOT_UNTIL];

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    for (at, statement) in pair.statements.iter().enumerate() {
        // "Before" tells a limit in time, too.
        if TURNS.iter().any(|&turn| differs(statement, turn)) || statement.source_has(&[concept::BEFORE]) {
            continue;
        }
        for &(was, is) in SWAPS {
            let gone = was.iter().any(|&c| statement.count(c).0 > 0)
                && was.iter().all(|&c| statement.count(c).1 == 0);
            let Some(&lost) = was.iter().find(|&&c| statement.count(c).0 > 0) else { continue };
            let new = matches!(statement.count(is), (0, 1..));
            if !gone || !new || pair.moved_nearby(at, lost) || pair.came_from_nearby(at, is) {
                continue;
            }
            let concepts = lexicon::concepts();
            let message =
                format!("\"{}\" became \"{}\"", concepts[lost as usize].name, concepts[is as usize].name);
            sink.push(pair.became(&RULE, statement, lost, is, message));
            break;
        }
    }
}

fn differs(statement: &Statement, concept: u16) -> bool {
    let (source, target) = statement.count(concept);
    source != target
}
