use super::opposite_term::swapped;
use super::{Check, Example, Pair, Rule, Sink};
use crate::finding::Severity;
use crate::language::lexicon::Class;

/// The order in time is turned round.
pub static RULE: Rule = Rule {
    name: "order-changed",
    severity: Severity::Warning,
    summary: "\"before\" became \"after\", \"first\" became \"last\", or the other way round",
    explanation: "A finding needs both: the word of the source is missing and its opposite is there.",
    examples: &[
        Example {
            source: "Stop the service before you remove the pool.",
            locale: "de",
            target: "Beenden Sie den Dienst, nachdem Sie den Pool entfernt haben.",
            flags: &["nachdem"],
        },
        Example {
            source: "Stop the service before you remove the pool.",
            locale: "de",
            target: "Beenden Sie den Dienst, bevor Sie den Pool entfernen.",
            flags: &[],
        },
    ],
    absorbs: &[],
    checks: &[Check::Pair(check)],
};

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    swapped(pair, Class::Order, &RULE, sink);
}
