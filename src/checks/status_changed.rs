use super::opposite_term::swapped;
use super::{Check, Example, Pair, Rule, Sink};
use crate::facts::cue;
use crate::finding::Severity;
use crate::language::lexicon::{self, Class, concept};

/// The status of a feature is another.
pub static RULE: Rule = Rule {
    name: "status-changed",
    severity: Severity::Warning,
    summary: "\"deprecated\" became \"recommended\", or the other way round, or is lost",
    explanation: "A reader builds on what is on its way out. Other statuses are the business of other rules: \"not \
        supported\" that became \"supported\" is negation-missing, \"optional\" that became \"required\" is \
        obligation-changed. \"Supported\" that became \"deprecated\" is not flagged yet.",
    examples: &[
        Example {
            source: "The XMPP gateway is deprecated in this version.",
            locale: "de",
            target: "Das XMPP-Gateway wird in dieser Version empfohlen.",
            flags: &["empfohlen"],
        },
        Example {
            source: "The XMPP gateway is deprecated in this version.",
            locale: "de",
            target: "Das XMPP-Gateway ist in dieser Version veraltet.",
            flags: &[],
        },
    ],
    absorbs: &["negation-missing", "negation-added", "obligation-changed"],
    checks: &[Check::Pair(check)],
};

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    swapped(pair, Class::Status, &RULE, sink);
    for (at, statement) in pair.statements.iter().enumerate() {
        for &status in FINAL {
            let (source, target) = statement.count(status);
            let replaced = statement.more_in_target(lexicon::concepts()[status as usize].against);
            let known = cue::knows(pair.target.locale, status) && !replaced;
            if source > 0 && target == 0 && known && !pair.moved_nearby(at, status) {
                let name = lexicon::concepts()[status as usize].name;
                let message = format!("\"{name}\" is missing: the source says it");
                sink.push(pair.lost(&RULE, statement, status, message));
            }
        }
    }
}

/// What a reader must be told of a feature that is on its way out.
const FINAL: &[u16] = &[concept::DEPRECATED];
