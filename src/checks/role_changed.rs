use super::word_missing::otherwise_equal;
use super::{Check, Example, Pair, Rule, Sink};
use crate::facts::cue;
use crate::finding::Severity;
use crate::language::lexicon::{self, Class, concept};

/// A server role or component is another.
pub static RULE: Rule = Rule {
    name: "role-changed",
    severity: Severity::Warning,
    summary: "a server role or component of the source is another one in the translation",
    explanation: "Edge Server, Front End Server, Mediation Server, Director and the like: a reader who changes the wrong \
        server breaks a deployment. A finding needs both: the role of the source is missing and another one is there \
        that the source does not name. A user who became an administrator, a partner or a client is a note unless \
        the sentences are equal in all other words that are known: who acts is often told in other words.",
    examples: &[
        Example {
            source: "Restart the Edge Server after the update.",
            locale: "de",
            target: "Starten Sie den Front-End-Server nach dem Update neu.",
            flags: &["Front-End-Server"],
        },
        Example {
            source: "Restart the Edge Server after the update.",
            locale: "de",
            target: "Starten Sie den Edgeserver nach dem Update neu.",
            flags: &[],
        },
    ],
    absorbs: &["role-missing"],
    checks: &[Check::Pair(check)],
};

/// Roles of servers, which are never each other's rendering.
const SERVERS: &[u16] = &[
    concept::ARCHIVING_SERVER,
    concept::BACK_END_SERVER,
    concept::CHAT_SERVER,
    concept::DIRECTOR,
    concept::DOMAIN_CONTROLLER,
    concept::EDGE_SERVER,
    concept::FRONT_END_SERVER,
    concept::GATEWAY,
    concept::MEDIATION_SERVER,
    concept::MONITORING_SERVER,
    concept::REVERSE_PROXY,
];

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    let concepts = lexicon::concepts();
    for (at, statement) in pair.statements.iter().enumerate() {
        for count in &statement.counts {
            let was = &concepts[count.concept as usize];
            if was.class != Class::Role
                || count.target >= count.source
                || !cue::knows(pair.target.locale, count.concept)
            {
                continue;
            }
            let server = SERVERS.contains(&count.concept);
            let instead = statement.counts.iter().find(|other| {
                other.concept != count.concept
                    && other.target > other.source
                    && concepts[other.concept as usize].class == Class::Role
                    && (server && SERVERS.contains(&other.concept)
                        || count.target == 0 && other.source == 0 && are_rivals(count.concept, other.concept))
            });
            let Some(is) = instead.map(|other| other.concept) else { continue };
            if pair.moved_nearby(at, count.concept)
                || pair.came_from_nearby(at, is)
                || pair.ruled_by_glossary(statement, count.concept)
            {
                continue;
            }
            let message = format!("{} became {}", was.name, concepts[is as usize].name);
            let draft = pair.became(&RULE, statement, count.concept, is, message);
            // Who acts is often told in other words ("customers", "delegates"), a server never.
            let sure = !PEOPLE.contains(&count.concept) || otherwise_equal(pair, statement, 0);
            sink.push(if sure { draft } else { draft.at(Severity::Note) });
        }
    }
}

/// Those who act.
const PEOPLE: &[u16] = &[concept::USER, concept::ADMINISTRATOR, concept::PARTNER, concept::CLIENT];

/// Components that stand in each other's place, beside the roles of servers.
fn are_rivals(a: u16, b: u16) -> bool {
    const RIVALS: &[&[u16]] = &[
        PEOPLE,
        &[concept::PROXY, concept::GATEWAY],
        &[concept::TOPOLOGY_BUILDER, concept::CONTROL_PANEL, concept::MANAGEMENT_SHELL],
    ];
    RIVALS.iter().any(|group| group.contains(&a) && group.contains(&b))
}
