use super::meaning::{Statement, affirms};
use super::{Check, Example, Pair, Rule, Sink};
use crate::finding::Severity;
use crate::language::lexicon::{self, Class, concept};

/// A word became its opposite.
pub static RULE: Rule = Rule {
    name: "opposite-term",
    severity: Severity::Warning,
    summary: "a word of the source became its opposite (enable and disable, internal and external …)",
    explanation: "A finding needs both: the translation states the word of the source less often than the source does, \
        and its opposite more often. A negation and its word count as the opposite: \"not enabled\" may become \
        \"disabled\".",
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
        Example {
            source: "Users who do not have voice enabled are skipped.",
            locale: "de",
            target: "Benutzer, bei denen VoIP deaktiviert ist, werden übersprungen.",
            flags: &[],
        },
    ],
    absorbs: &[],
    checks: &[Check::Pair(check)],
};

/// Whether one side says by a negation what the other says by the opposite: "not the same" and "different".
/// The negation is then on one side only, and neither the one that "not … until" loses in "only … then" nor
/// the one by which another language says "non-" or "without".
fn negated(statement: &Statement, was: u16, is: u16) -> bool {
    let (source, target) = statement.count(concept::NOT);
    let until = statement.count(concept::NOT_UNTIL).1 > 0;
    // "Disabled" is such a word itself.
    let soft = statement.count(concept::NOT_SOFT).0.saturating_sub(u8::from(!affirms(was)));
    affirms(was) != affirms(is) && (source > target && !until || target > source.saturating_add(soft))
}

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
            if class == Class::Opposite && negated(statement, count.concept, is)
                || statement.more_in_target(&[concept::ONLY]) && affirms(is) && !affirms(count.concept)
                || pair.left_as_a_word(statement, count.concept)
                || pair.moved_nearby(at, count.concept)
                || pair.came_from_nearby(at, is)
            {
                continue;
            }
            let message = format!("\"{}\" became \"{}\"", was.name, concepts[is as usize].name);
            sink.push(pair.became(rule, statement, count.concept, is, message));
        }
    }
}
