use super::{Check, Example, Pair, Rule, Sink};
use crate::finding::Severity;
use crate::language::lexicon::{self, Class};

/// A word became its opposite.
pub static RULE: Rule = Rule {
    name: "opposite-term",
    severity: Severity::Warning,
    summary: "a word of the source became its opposite (enable and disable, internal and external …)",
    explanation: "A finding needs both: the translation states the word of the source less often than the source does, \
        and its opposite more often.",
    examples: &[
        Example {
            source: "Enable the policy for all users of the pool.",
            locale: "de",
            target: "Deaktivieren Sie die Richtlinie für alle Benutzer des Pools.",
            flags: &["Deaktivieren"],
        },
        Example {
            source: "Enable the policy for all users of the pool.",
            locale: "de",
            target: "Aktivieren Sie die Richtlinie für alle Benutzer des Pools.",
            flags: &[],
        },
    ],
    absorbs: &[],
    checks: &[Check::Pair(check)],
};

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    swapped(pair, Class::Opposite, &RULE, sink);
}

/// Reports concepts of a class that are stated less often than in the reference while one that speaks
/// against them is stated more often.
pub(super) fn swapped(pair: &Pair<'_>, class: Class, rule: &'static Rule, sink: &mut Sink) {
    let concepts = lexicon::concepts();
    for (at, statement) in pair.statements.iter().enumerate() {
        for count in &statement.counts {
            let was = &concepts[count.concept as usize];
            if was.class != class || count.target >= count.source {
                continue;
            }
            let instead = was.against.iter().copied().find(|&other| {
                let (source, target) = statement.count(other);
                target > source
            });
            let Some(is) = instead else { continue };
            if pair.moved_nearby(at, count.concept) || pair.came_from_nearby(at, is) {
                continue;
            }
            let message = format!("\"{}\" became \"{}\"", was.name, concepts[is as usize].name);
            sink.push(pair.became(rule, statement, count.concept, is, message));
        }
    }
}
