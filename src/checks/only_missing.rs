use super::{Check, Example, Pair, Rule, Sink};
use crate::finding::Severity;
use crate::language::lexicon::concept;

/// "Only" is lost.
pub static RULE: Rule = Rule {
    name: "only-missing",
    severity: Severity::Warning,
    summary: "the source limits something with \"only\", the translation does not",
    explanation: "\"Possible only when\" is a condition, \"possible when\" an example. Other limiting words of the \
        translation's language (\"erst\", \"ne … que\", \"しか … ない\") count.",
    examples: &[
        Example {
            source: "This is possible only when the partner is configured.",
            locale: "de",
            target: "Dies ist möglich, wenn der Partner konfiguriert ist.",
            flags: &["Dies ist möglich, wenn der Partner konfiguriert ist."],
        },
        Example {
            source: "This is possible only when the partner is configured.",
            locale: "de",
            target: "Dies ist nur möglich, wenn der Partner konfiguriert ist.",
            flags: &[],
        },
    ],
    absorbs: &[],
    checks: &[Check::Pair(check)],
};

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    for (at, statement) in pair.statements.iter().enumerate() {
        let (source, target) = statement.count(concept::ONLY);
        let excused = statement.more_in_target(&[concept::ONLY_SOFT, concept::UNTIL, concept::UNLESS]);
        if source <= target
            || excused
            || pair.moved_nearby(at, concept::ONLY)
            || pair.left_as_a_name(statement, concept::ONLY)
        {
            continue;
        }
        sink.push(pair.lost(
            &RULE,
            statement,
            concept::ONLY,
            "\"only\" is missing: the source limits this".to_owned(),
        ));
    }
}
