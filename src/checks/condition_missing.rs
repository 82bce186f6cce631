use super::clause::{Kept, closed_by, opened_by};
use super::{Check, Example, Pair, Rule, Sink, Statement, loss};
use crate::align::length_cost;
use crate::finding::Severity;
use crate::language::lexicon::concept;

/// A condition is lost.
pub static RULE: Rule = Rule {
    name: "condition-missing",
    severity: Severity::Warning,
    summary: "the source states a condition, the translation does not",
    explanation: "An \"if\" or \"unless\" that is lost makes a rule of an exception. Languages state conditions in many \
        ways; the finding is a note unless the translation is also shorter by about a clause, has none of the words that \
        the condition speaks of, or says \"and\" instead. \"Whether\" and \"see if\" state no condition; \"if you want \
        to\" is also told as a purpose, \"only if\" as what must be.",
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
        let kept = least_kept(pair, statement, lost);
        // A clause none of whose words the translation has is not told by a neighbour's "when" either.
        let dropped = kept.gone > 0 && kept.stands == 0;
        let elsewhere = if dropped { &conditions[..] } else { &all[..] };
        if elsewhere.iter().any(|&c| pair.moved_nearby(at, c)) {
            continue;
        }
        let total =
            all.into_iter().map(|c| statement.count(c)).fold((0, 0), |sum, n| (sum.0 + n.0, sum.1 + n.1));
        let (expected, got) = loss::bead_lengths(pair, &statement.bead);
        let cost = length_cost(expected, got);
        let shorter = got < expected && cost > 0.8;
        let much_shorter = got < 0.8 * expected && cost > 1.2;
        let loud = if total.1 >= total.0 {
            // Other words may state a condition, too ("bei", "zum"): then the whole clause must be gone.
            let stated = conditions.into_iter().any(|c| statement.count(c).1 > 0);
            if stated || !dropped || !(much_shorter || shorter && kept.gone > 1) {
                continue;
            }
            true
        } else if dropped {
            got < expected
        } else {
            // "Only if it is set" is also "it must be set, so that"; and a clause all of whose words stand is told
            // otherwise ("of users who" for "if users"), unless it became a statement ("… and …").
            let needed = statement.more_in_source(&[concept::ONLY])
                && statement.more_in_target(&[concept::MUST, concept::REQUIRED, concept::NOT_UNTIL]);
            let stands = kept.stands > 1 && kept.gone == 0;
            let joined = total.1 == 0 && statement.more_in_target(&[concept::AND]);
            joined || shorter && !needed && !stands
        };
        let word = pair.said_in_source(statement, lost);
        let message = format!("the condition is missing: the source says \"{word}\"");
        let draft = pair.lost(&RULE, statement, lost, message);
        sink.push(if loud { draft } else { draft.at(Severity::Note) });
    }
}

/// What the translation has of the condition of the reference that it has least of: in Japanese and Korean it
/// stands before its word.
fn least_kept(pair: &Pair<'_>, statement: &Statement, lost: u16) -> Kept {
    let sentences = statement.bead.source;
    let last = matches!(pair.source.locale.language(), "ja" | "ko");
    let clause = |word| {
        if last { closed_by(pair.source, sentences, word) } else { opened_by(pair.source, sentences, word) }
    };
    let cues = pair.source.facts.cues_in(pair.source_text(&statement.bead)).iter();
    cues.filter(|cue| cue.concept == lost)
        .map(|cue| pair.kept_of(statement, clause(cue.text)))
        .max_by_key(|kept| (kept.stands == 0, kept.gone))
        .unwrap_or_default()
}
