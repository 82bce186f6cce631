use super::{Check, Example, Pair, Rule, Sink, loss};
use crate::align::length_cost;
use crate::finding::Severity;
use crate::language::lexicon::concept;

/// A condition is lost.
pub static RULE: Rule = Rule {
    name: "condition-missing",
    severity: Severity::Warning,
    summary: "the source states a condition, the translation does not",
    explanation: "An \"if\" or \"unless\" that is lost makes a rule of an exception. Languages state conditions in many \
        ways; the finding is a note unless the translation is also shorter by about a clause.",
    examples: &[
        Example {
            source: "If the partner is not configured, the gateway rejects all messages of the federated domain.",
            locale: "de",
            target: "Das Gateway lehnt alle Nachrichten der Verbunddomäne ab.",
            flags: &["Das Gateway lehnt alle Nachrichten der Verbunddomäne ab."],
        },
        Example {
            source: "If the partner is not configured, the gateway rejects all messages.",
            locale: "de",
            target: "Ist der Partner nicht konfiguriert, lehnt das Gateway alle Nachrichten ab.",
            flags: &[],
        },
    ],
    absorbs: &["negation-missing"],
    checks: &[Check::Pair(check)],
};

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    for (at, statement) in pair.statements.iter().enumerate() {
        let all = [concept::IF, concept::WHEN, concept::UNLESS, concept::UNTIL];
        let conditions = [concept::IF, concept::UNLESS];
        let Some(lost) = conditions.into_iter().find(|&c| statement.more_in_source(&[c])) else { continue };
        if all.into_iter().any(|c| pair.moved_nearby(at, c)) {
            continue;
        }
        let total =
            all.into_iter().map(|c| statement.count(c)).fold((0, 0), |sum, n| (sum.0 + n.0, sum.1 + n.1));
        let (expected, got) = loss::bead_lengths(pair, &statement.bead);
        let cost = length_cost(expected, got);
        let shorter = got < expected && cost > 0.8;
        // A clause that is gone shows in the length, whatever other words may still state a condition.
        let much_shorter = got < 0.8 * expected && cost > 1.2 && statement.count(lost).1 == 0;
        if total.1 >= total.0 && !much_shorter {
            continue;
        }
        let word = pair.said_in_source(statement, lost);
        let message = format!("the condition is missing: the source says \"{word}\"");
        let draft = pair.lost(&RULE, statement, lost, message);
        sink.push(if shorter { draft } else { draft.at(Severity::Note) });
    }
}
