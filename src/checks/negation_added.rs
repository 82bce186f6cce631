use super::{Check, Example, Pair, Rule, Sink};
use crate::finding::Severity;
use crate::language::lexicon::concept;

/// The translation negates what the source states.
pub static RULE: Rule = Rule {
    name: "negation-added",
    severity: Severity::Warning,
    summary: "the translation negates, the source does not",
    explanation: "The mirror of negation-missing. A language may negate where the source has a negative word \
        (\"unassigned\", \"without\", \"only when\"): that is no finding.",
    examples: &[
        Example {
            source: "You can use the gateway after the migration.",
            locale: "de",
            target: "Sie können das Gateway nach der Migration nicht verwenden.",
            flags: &["nicht"],
        },
        Example {
            source: "The number is unassigned.",
            locale: "de",
            target: "Die Nummer ist nicht zugewiesen.",
            flags: &[],
        },
    ],
    absorbs: &[],
    checks: &[Check::Pair(check)],
};

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    for (at, statement) in pair.statements.iter().enumerate() {
        let (source, target) = statement.count(concept::NOT);
        if target <= source
            || pair.came_from_nearby(at, concept::NOT)
            || pair.alone_nearby(statement, pair.source, &[concept::NOT, concept::NOT_SOFT])
        {
            continue;
        }
        // What the source says by a negative word, a status or "only", a language may say by a negation.
        let soft = statement.count(concept::NOT_SOFT);
        // Two denials are none: "does not prevent" allows.
        let excused = soft.0.saturating_add(soft.1) >= target - source && soft.0.max(soft.1) > 0
            // "Until it starts" and "before it starts" are "as long as it does not start" in other languages.
            || statement.source_has(&[concept::UNTIL, concept::UNLESS, concept::BEFORE])
            || statement.more_in_source(&[
                concept::NEED_NOT,
                concept::UNSUPPORTED,
                concept::UNAVAILABLE,
                concept::DEPRECATED,
                concept::NEVER,
                concept::NONE,
                concept::ONLY,
                concept::ONLY_SOFT,
                concept::OPTIONAL,
                concept::DISABLE,
                concept::INVALID,
                concept::INACTIVE,
                concept::FAILURE,
                concept::DIFFERENT,
                concept::BLOCK,
                concept::EXCLUDE,
                concept::REJECT,
                concept::STOP,
                concept::HIDE,
                concept::OFFLINE,
            ]);
        if !excused {
            let message = "this is negated: the source does not negate it".to_owned();
            let draft = pair.gained(&RULE, statement, concept::NOT, message);
            // A sentence more has a negation of its own.
            let bead = &statement.bead;
            let more = bead.target.1 - bead.target.0 > bead.source.1 - bead.source.0;
            sink.push(if source > 0 || more || statement.has_nothing_in_common() {
                draft.at(Severity::Note)
            } else {
                draft
            });
        }
    }
}
