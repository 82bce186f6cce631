use super::{Check, Draft, Example, Pair, Rule, Sink, Statement};
use crate::finding::Severity;
use crate::language::lexicon::concept;

/// A negation of the source is not in the translation.
pub static RULE: Rule = Rule {
    name: "negation-missing",
    severity: Severity::Warning,
    summary: "the source negates, the translation does not",
    explanation: "A prohibition becomes a permission, \"is not supported\" becomes \"is supported\". Negative words \
        (without, fails, lacks) count as negation where a language prefers them; \"not only\" and \"whether or not\" do \
        not negate, and \"otherwise\" answers \"if not\". Where one of several negations is lost, the finding is a note \
        unless the translation says \"can\" instead.",
    examples: &[
        Example {
            source: "Users should not be moved to the new pool.",
            locale: "de",
            target: "Benutzer sollten in den neuen Pool verschoben werden.",
            flags: &["Benutzer sollten in den neuen Pool verschoben werden."],
        },
        Example {
            source: "Users should not be moved to the new pool.",
            locale: "de",
            target: "Benutzer sollten nicht in den neuen Pool verschoben werden.",
            flags: &[],
        },
        Example {
            source: "The service does not start without a certificate.",
            locale: "de",
            target: "Ohne Zertifikat startet der Dienst nicht.",
            flags: &[],
        },
    ],
    absorbs: &[],
    checks: &[Check::Pair(check)],
};

/// "Not … until" told as "only once": the negation goes with the "until".
fn said_until(statement: &Statement) -> bool {
    const ONCE: &[u16] = &[
        concept::ONLY,
        concept::ONLY_SOFT,
        concept::AFTER,
        concept::WHEN,
        concept::IF,
        concept::MUST,
        concept::FIRST,
    ];
    statement.more_in_source(&[concept::UNTIL]) && statement.more_in_target(ONCE)
        || statement.source_has(&[concept::UNTIL, concept::UNLESS, concept::BEFORE])
            && statement.target_has(&[concept::NOT_UNTIL])
}

/// Whether the translation denies by a word that is no "not": "unless", "unavailable". A "not" that says it, too
/// ("wenn nicht"), was counted.
fn denied_otherwise(pair: &Pair<'_>, statement: &Statement) -> bool {
    const DENIALS: &[u16] = &[
        concept::NEED_NOT,
        concept::UNSUPPORTED,
        concept::UNAVAILABLE,
        concept::UNLESS,
        concept::UNTIL,
        concept::NEVER,
        concept::NONE,
        concept::WITHOUT,
    ];
    let cues = pair.target.facts.cues_in(pair.target_text(&statement.bead));
    let negates = |text| cues.iter().any(|cue| cue.concept == concept::NOT && cue.text == text);
    cues.iter().any(|cue| {
        DENIALS.contains(&cue.concept) && statement.more_in_target(&[cue.concept]) && !negates(cue.text)
    })
}

/// Whether a word that denies by itself ("inutile", "verboten") answers one of the source that goes with
/// a "not", where the translation has no "not" at all.
fn denied_in_a_word(statement: &Statement) -> bool {
    const DENIALS: &[u16] = &[
        concept::NEED_NOT,
        concept::MUST_NOT,
        concept::UNSUPPORTED,
        concept::UNAVAILABLE,
        concept::INVALID,
        concept::INACTIVE,
    ];
    statement.count(concept::NOT) == (1, 0)
        && DENIALS.iter().any(|&denial| {
            let (source, target) = statement.count(denial);
            source > 0 && target >= source
        })
}

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    for (at, statement) in pair.statements.iter().enumerate() {
        let (source, target) = statement.count(concept::NOT);
        if source <= target
            || pair.moved_nearby(at, concept::NOT)
            || pair.alone_nearby(statement, pair.target, &[concept::NOT])
        {
            continue;
        }
        // A language may deny in other ways: by a negative word the source has not, by a status.
        let soft = statement.count(concept::NOT_SOFT);
        let excused = soft.1 > soft.0
            || denied_otherwise(pair, statement)
            || pair.denied_by_opposite(statement)
            || said_until(statement)
            // "If it is not" after "if it is" is "otherwise".
            || statement.more_in_target(&[concept::OTHERWISE]) && statement.source_has(&[concept::IF])
            || denied_in_a_word(statement)
            || pair.stands_as_it_was(statement, concept::NOT);
        if excused {
            continue;
        }
        let message = "the source negates this: the translation does not".to_owned();
        let draft: Draft = pair.lost(&RULE, statement, concept::NOT, message);
        // "Only … when" says what "not … until" says; one of several negations may be told by another word, but
        // hardly where the translation says "can" instead.
        let only = statement.more_in_target(&[concept::ONLY]);
        let told = target > 0 && !statement.more_in_target(&[concept::MAY]);
        sink.push(if only || told || statement.has_nothing_in_common() {
            draft.at(Severity::Note)
        } else {
            draft
        });
    }
}
