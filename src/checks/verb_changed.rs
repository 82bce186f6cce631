use super::{Check, Example, Pair, Rule, Sink, Statement};
use crate::document::BlockKind;
use crate::facts::cue;
use crate::finding::Severity;
use crate::language::lexicon::{self, concept};

/// A heading promises something else.
pub static RULE: Rule = Rule {
    name: "verb-changed",
    severity: Severity::Warning,
    summary: "a heading or title names another action (migrate and manage, plan and deploy)",
    explanation: "A reader who looks for \"Migrating …\" does not open a page called \"Managing …\". A finding needs both: \
        the action of the source is missing and another one is there that the source does not name. Actions that \
        languages render by one word (create and add, edit and change) are not told apart.",
    examples: &[
        Example {
            source: "# Migrating the gateway",
            locale: "de",
            target: "# Verwalten des Gateways",
            flags: &["Verwalten"],
        },
        Example {
            source: "# Migrating the gateway",
            locale: "de",
            target: "# Migration des Gateways",
            flags: &[],
        },
    ],
    absorbs: &[],
    checks: &[Check::Pair(check)],
};

/// Actions, in groups within which one may be rendered as another.
const ACTIONS: &[&[u16]] = &[
    &[concept::PLAN],
    &[concept::DEPLOY],
    &[concept::MANAGE],
    &[concept::MIGRATE],
    &[concept::TEST, concept::VERIFY],
    &[concept::REMOVE],
];

/// Whether a sentence is a heading, or a label of a few words that is written like one.
fn is_title(pair: &Pair<'_>, statement: &Statement) -> bool {
    const WORDS: usize = 10;
    let document = pair.source.document;
    let block = document.sentences[statement.bead.source.0 as usize].block;
    let heading =
        matches!(document.blocks[block as usize].kind, BlockKind::Heading { .. } | BlockKind::Title);
    let text = document.text(pair.source_text(&statement.bead)).trim_end();
    heading || !text.ends_with(['.', ':', '!', '?', ';', ',']) && text.split_whitespace().nth(WORDS).is_none()
}

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    for (at, statement) in pair.statements.iter().enumerate() {
        if !is_title(pair, statement) {
            continue;
        }
        let sides = |group: &&[u16]| {
            group.iter().map(|&c| statement.count(c)).fold((0, 0), |sum, n| (sum.0 + n.0, sum.1 + n.1))
        };
        let lost = ACTIONS.iter().find(|group| matches!(sides(group), (1.., 0)));
        let gained = ACTIONS.iter().find(|group| matches!(sides(group), (0, 1..)));
        let (Some(lost), Some(gained)) = (lost, gained) else { continue };
        let was = lost.iter().copied().find(|&c| statement.count(c).0 > 0).unwrap_or(lost[0]);
        let is = gained.iter().copied().find(|&c| statement.count(c).1 > 0).unwrap_or(gained[0]);
        if !cue::knows(pair.target.locale, was)
            || !cue::knows(pair.source.locale, is)
            || pair.moved_nearby(at, was)
        {
            continue;
        }
        let concepts = lexicon::concepts();
        let message =
            format!("\"{}\" became \"{}\"", concepts[was as usize].name, concepts[is as usize].name);
        sink.push(pair.became(&RULE, statement, was, is, message));
    }
}
