use super::{Check, Count, Example, Pair, Rule, Sink, Statement};
use crate::facts::cue;
use crate::finding::Severity;
use crate::language::lexicon::{self, Class, concept};

/// A word that the sentence turns on is lost.
pub static RULE: Rule = Rule {
    name: "word-missing",
    severity: Severity::Warning,
    summary: "a component or a step that the source names is not named in an otherwise equal sentence",
    explanation: "\"Moved to a new pool\" that became \"moved to a new\", \"must not be migrated\" that became \"must not\". \
        Only words that nearly always have one rendering count (pool, gateway, proxy, certificate, policy, database, \
        coexistence, migration, legacy …), and only where the translation has renderings for all the other words of \
        the source. Roles of servers are role-missing.",
    examples: &[
        Example {
            source: "Assign a policy to each user of the new site.",
            locale: "de",
            target: "Weisen Sie jedem Benutzer des neuen Standorts eine zu.",
            flags: &["Weisen Sie jedem Benutzer des neuen Standorts eine zu."],
        },
        Example {
            source: "Assign a policy to each user of the new site.",
            locale: "de",
            target: "Weisen Sie jedem Benutzer des neuen Standorts eine Clientrichtlinie zu.",
            flags: &[],
        },
    ],
    absorbs: &[],
    checks: &[Check::Pair(check)],
};

/// Words that are rendered alike nearly everywhere, each lost in one of a hundred sentences at most.
const WORDS: &[u16] = &[
    concept::CERTIFICATE,
    concept::COEXIST,
    concept::DATABASE,
    concept::DIAL_PLAN,
    concept::DOMAIN_CONTROLLER,
    concept::ENCRYPTION,
    concept::FEDERATION,
    concept::FIREWALL,
    concept::GATEWAY,
    concept::LEGACY,
    concept::LOAD_BALANCER,
    concept::MIGRATE,
    concept::PARTNER,
    concept::PASSWORD,
    concept::POLICY,
    concept::POOL,
    concept::PROXY,
    concept::QUEUE,
    concept::REVERSE_PROXY,
    concept::TOPOLOGY,
    concept::TRUNK,
];

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    for (at, statement) in pair.statements.iter().enumerate() {
        let Some(lost) =
            statement.counts.iter().find(|count| is_lost(count) && WORDS.contains(&count.concept))
        else {
            continue;
        };
        let known = cue::knows(pair.target.locale, lost.concept);
        if !known
            || !otherwise_equal(pair, statement, 2)
            || pair.moved_nearby(at, lost.concept)
            || pair.left_as_it_was(statement, lost.concept)
        {
            continue;
        }
        let name = lexicon::concepts()[lost.concept as usize].name;
        let message = format!("\"{name}\" is missing: the source says it");
        sink.push(pair.lost(&RULE, statement, lost.concept, message));
    }
}

fn is_lost(count: &Count) -> bool {
    count.source > 0 && count.target == 0
}

/// Whether the two sentences state the same in so many words at least, and differ in one only.
pub(super) fn otherwise_equal(pair: &Pair<'_>, statement: &Statement, least: usize) -> bool {
    let concepts = lexicon::concepts();
    let (mut shared, mut lost, mut gained) = (0, 0, 0);
    for count in &statement.counts {
        let class = concepts[count.concept as usize].class;
        if !matches!(class, Class::Word | Class::Role | Class::Opposite)
            || !cue::knows(pair.target.locale, count.concept)
            // "Migrate" is also "move".
            || count.concept == concept::MOVE
        {
            continue;
        }
        shared += usize::from(count.source > 0 && count.target > 0);
        lost += usize::from(is_lost(count));
        gained += usize::from(count.source == 0 && count.concept != concept::MIGRATE);
    }
    shared >= least && lost == 1 && gained <= 1
}
