use super::{Check, Example, Pair, Rule, Sink, Statement};
use crate::finding::Severity;
use crate::language::lexicon::concept;

/// An obligation became a permission, a prohibition became "need not", or the like.
pub static RULE: Rule = Rule {
    name: "obligation-changed",
    severity: Severity::Warning,
    summary: "an obligation became a permission, or a prohibition became \"need not\"",
    explanation: "An obligation may be rendered by an imperative or an adjective, and \"must\" by \"should\" where a \
        language has one word for both; but not by \"can\" or \"need not\". Also flagged: \"need not\" that became \"must \
        not\", \"optional\" that became \"must\", and \"should not\" that became \"cannot\". A permission that became an obligation is not flagged.",
    examples: &[
        Example {
            source: "You must configure the gateway before you continue.",
            locale: "de",
            target: "Sie können das Gateway konfigurieren, bevor Sie fortfahren.",
            flags: &["können"],
        },
        Example {
            source: "You must configure the gateway before you continue.",
            locale: "de",
            target: "Konfigurieren Sie das Gateway, bevor Sie fortfahren.",
            flags: &[],
        },
        Example {
            source: "You must not restart the server during the upgrade.",
            locale: "de",
            target: "Sie müssen den Server während des Upgrades nicht neu starten.",
            flags: &["müssen den Server während des Upgrades nicht"],
        },
        Example {
            source: "The address should not be reachable from outside.",
            locale: "ko",
            target: "이 주소는 외부에서 연결할 수 없습니다.",
            flags: &["수 없"],
        },
    ],
    absorbs: &["negation-added", "negation-missing"],
    checks: &[Check::Pair(check)],
};

/// How often an obligation is stated, in the reference and in the translation: a language may have one
/// word for "must" and "should", which then counts for both.
fn strength(statement: &Statement) -> (u8, u8) {
    let (must, should) = (statement.count(concept::MUST), statement.count(concept::SHOULD));
    (must.0.max(should.0), must.1.max(should.1))
}

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    for (at, statement) in pair.statements.iter().enumerate() {
        let (must, may) = (statement.count(concept::MUST), statement.count(concept::MAY));
        let (need_not, must_not) = (statement.count(concept::NEED_NOT), statement.count(concept::MUST_NOT));
        // A prohibition became "need not".
        if must_not.0 > 0 && need_not.0 == 0 && need_not.1 > 0 && must_not.1 == 0 {
            sink.push(pair.became(
                &RULE,
                statement,
                concept::MUST_NOT,
                concept::NEED_NOT,
                "the source forbids this: here it is only not necessary".to_owned(),
            ));
            continue;
        }
        // "Need not" became an obligation or a prohibition.
        if need_not.0 > 0 && must_not.0 == 0 && need_not.1 == 0 && must_not.1 > 0 {
            sink.push(pair.became(
                &RULE,
                statement,
                concept::NEED_NOT,
                concept::MUST_NOT,
                "the source says this is not necessary: here it is forbidden".to_owned(),
            ));
            continue;
        }
        // "Should not" became "cannot": what is advised against, and may happen, seems ruled out. (Some languages
        // forbid with "cannot", too: "must not" may be told so.)
        let (advised, unable) = (statement.count(concept::ADVISED_AGAINST), statement.count(concept::UNABLE));
        if advised.0 > 0 && unable.0 == 0 && unable.1 > 0 && must_not.1 <= unable.1 && advised.1 == 0 {
            let message = "the source advises against this: here it is not possible".to_owned();
            sink.push(pair.became(&RULE, statement, concept::ADVISED_AGAINST, concept::UNABLE, message));
            continue;
        }
        let strong = strength(statement);
        let optional = statement.count(concept::OPTIONAL);
        if optional.0 > 0 && optional.1 == 0 && strong.0 == 0 && strong.1 > 0 {
            let message = "the source says this is optional: here it is required".to_owned();
            sink.push(pair.became(&RULE, statement, concept::OPTIONAL, concept::MUST, message));
            continue;
        }
        if strong.0 == 0 || need_not.0 > 0 {
            continue;
        }
        // Where the source negates something else, "not … must" may be two clauses: "if you do not …, you must".
        let negation = statement.count(concept::NOT);
        let weaker = if need_not.1 > 0 && must_not.1 == 0 && negation.1 > negation.0 {
            Some(concept::NEED_NOT)
        } else {
            (may.1 > may.0).then_some(concept::MAY)
        };
        let lost = strong.1 < strong.0;
        if let (true, Some(weaker)) = (lost, weaker) {
            if pair.near(at).any(|near| strength(near).1 > strength(near).0) {
                continue;
            }
            let was = if must.0 > 0 { concept::MUST } else { concept::SHOULD };
            let (was_said, is_said) = (
                if must.0 > 0 { "must" } else { "should" },
                if weaker == concept::MAY { "can" } else { "need not" },
            );
            sink.push(pair.became(
                &RULE,
                statement,
                was,
                weaker,
                format!("the source says \"{was_said}\": here it is \"{is_said}\""),
            ));
        }
    }
}
