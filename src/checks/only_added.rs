use super::{Check, Example, Pair, Rule, Sink};
use crate::finding::Severity;
use crate::language::lexicon::concept;

/// "Only" is new.
pub static RULE: Rule = Rule {
    name: "only-added",
    severity: Severity::Warning,
    summary: "the translation limits something with \"only\", the source does not",
    explanation: "The mirror of only-missing. Limiting words of the source (just, single, until, unless, limit, rather \
        than), and a negation in it or in the sentence before, excuse it.",
    examples: &[
        Example {
            source: "You can use the gateway in the legacy pool.",
            locale: "de",
            target: "Sie können das Gateway ausschließlich im Legacypool verwenden.",
            flags: &["ausschließlich"],
        },
        Example {
            source: "You cannot use the gateway until the pool is ready.",
            locale: "de",
            target: "Sie können das Gateway nur verwenden, wenn der Pool bereit ist.",
            flags: &[],
        },
    ],
    absorbs: &[],
    checks: &[Check::Pair(check)],
};

/// Whether the sentence before says what is not: "it is not moved. It only changes its name."
fn denied_before(pair: &Pair<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &pair.statements[before]);
    before.is_some_and(|before| {
        before.bead.blocks == pair.statements[at].bead.blocks
            && before.source_has(&[concept::NOT, concept::NEVER, concept::ONLY])
    })
}

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    for (at, statement) in pair.statements.iter().enumerate() {
        let (source, target) = statement.count(concept::ONLY);
        let excused = || {
            statement.source_has(&[concept::ONLY_SOFT, concept::NOT, concept::UNTIL, concept::UNLESS])
                || pair.source_says(statement, concept::ONLY_HINT)
                || denied_before(pair, at)
        };
        if target > 0 && source == 0 && !excused() && !pair.came_from_nearby(at, concept::ONLY) {
            sink.push(pair.gained(
                &RULE,
                statement,
                concept::ONLY,
                "this is limited with \"only\": the source does not limit it".to_owned(),
            ));
        }
    }
}
