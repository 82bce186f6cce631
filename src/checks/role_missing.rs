use super::{Check, Example, Pair, Rule, Sink};
use crate::facts::cue;
use crate::finding::Severity;
use crate::language::lexicon::{self, concept};

/// A server role of the source is not named in the translation.
pub static RULE: Rule = Rule {
    name: "role-missing",
    severity: Severity::Warning,
    summary: "a server role that the source names is not named in the translation",
    explanation: "\"The legacy Edge Server\" that became \"the legacy server\" may be any server. Only roles of servers \
        count, and only where the translation names the role nowhere in the sentence; where it names it less often \
        and says only \"server\" instead, that is a note. Another role in its place is role-changed.",
    examples: &[
        Example {
            source: "Do not migrate the legacy Edge Server to the new version.",
            locale: "de",
            target: "Migrieren Sie den älteren Server nicht zur neuen Version.",
            flags: &["Migrieren Sie den älteren Server nicht zur neuen Version."],
        },
        Example {
            source: "Do not migrate the legacy Edge Server to the new version.",
            locale: "de",
            target: "Migrieren Sie den älteren Edgeserver nicht zur neuen Version.",
            flags: &[],
        },
    ],
    absorbs: &[],
    checks: &[Check::Pair(check)],
};

/// Roles whose names are names of servers and nothing else.
const SERVERS: &[u16] = &[
    concept::BACK_END_SERVER,
    concept::DIRECTOR,
    concept::EDGE_SERVER,
    concept::FRONT_END_SERVER,
    concept::MEDIATION_SERVER,
];

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    for (at, statement) in pair.statements.iter().enumerate() {
        // "The legacy server" for "the legacy Edge Server", though another Edge Server is named, too.
        let (servers, more) = statement.count(concept::SERVER);
        for count in statement.counts.iter().filter(|count| {
            count.source > 0 && (count.target == 0 || count.target < count.source && more > servers)
        }) {
            let named = SERVERS.contains(&count.concept) && cue::knows(pair.target.locale, count.concept);
            if !named
                || pair.moved_nearby(at, count.concept)
                || pair.left_as_it_was(statement, count.concept)
                || pair.ruled_by_glossary(statement, count.concept)
            {
                continue;
            }
            let name = lexicon::concepts()[count.concept as usize].name;
            let message = format!("{name} is not named: the source names it");
            let draft = pair.lost(&RULE, statement, count.concept, message);
            // Named once, it may be "this server" or "the pool or server" the second time.
            sink.push(if count.target > 0 { draft.at(Severity::Note) } else { draft });
        }
    }
}
