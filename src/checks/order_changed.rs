use super::clause::{governed_by, puts_last};
use super::{Check, Example, Pair, Rule, Sink, Statement, stretch};
use crate::facts::{Cue, Rendition};
use crate::finding::Severity;
use crate::language::lexicon::{self, concept};

/// The order in time is turned round.
pub static RULE: Rule = Rule {
    name: "order-changed",
    severity: Severity::Warning,
    summary: "\"before\" became \"after\", \"first\" became \"last\", or the other way round",
    explanation: "A finding needs both: the word of the source is missing and its opposite is there. \"Stop it before you \
        remove it\" is also \"remove it after you have stopped it\": the words of the clause tell which is said. \"Then\", \
        \"next\" and \"following\" turn nothing round.",
    examples: &[
        Example {
            source: "Stop the service before you remove the pool.",
            locale: "de",
            target: "Beenden Sie den Dienst, nachdem Sie den Pool entfernt haben.",
            flags: &["nachdem"],
        },
        Example {
            source: "Stop the service before you remove the pool.",
            locale: "de",
            target: "Beenden Sie den Dienst, bevor Sie den Pool entfernen.",
            flags: &[],
        },
        Example {
            source: "Stop the service before you remove the pool.",
            locale: "de",
            target: "Entfernen Sie den Pool, nachdem Sie den Dienst beendet haben.",
            flags: &[],
        },
    ],
    absorbs: &[],
    checks: &[Check::Pair(check)],
};

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    let concepts = lexicon::concepts();
    for (at, statement) in pair.statements.iter().enumerate() {
        for &(was, is) in TURNS {
            let (lost, gained) = (statement.count(was), statement.count(is));
            // A source that has both words says which is which by more than one word.
            let turned = lost.0 > lost.1 && gained.1 > 0 && gained.0 == 0;
            if !turned || pair.moved_nearby(at, was) || pair.came_from_nearby(at, is) {
                continue;
            }
            let Some(loud) = is_turned(pair, statement, was, is) else { continue };
            let message =
                format!("\"{}\" became \"{}\"", concepts[was as usize].name, concepts[is as usize].name);
            let draft = pair.became(&RULE, statement, was, is, message);
            sink.push(if loud { draft } else { draft.at(Severity::Note) });
        }
    }
}

/// Words that a clause may have beyond those of the reference, at most: any rendering has some.
const STRANGE: usize = 2;

/// What becomes what.
const TURNS: &[(u16, u16)] = &[
    (concept::BEFORE, concept::AFTER),
    (concept::AFTER, concept::BEFORE),
    (concept::FIRST, concept::LAST),
    (concept::LAST, concept::FIRST),
];

/// Whether the order is turned round: surely (`true`), perhaps (`false`), or not at all. "Stop it before you
/// remove it" is also "remove it after you have stopped it": what the new word governs tells which of them is said.
fn is_turned(pair: &Pair<'_>, statement: &Statement, was: u16, is: u16) -> Option<bool> {
    if matches!(was, concept::FIRST | concept::LAST) {
        return Some(true);
    }
    let bead = &statement.bead;
    let first = |rendition: Rendition<'_>, range, governs: u16, loose: u16| {
        let cues = rendition.facts.cues_in(stretch(rendition, range));
        let only_follows =
            |cue: &Cue| cues.iter().any(|other| other.text == cue.text && other.concept == loose);
        cues.iter().find(|cue| cue.concept == governs && !only_follows(cue)).map(|cue| cue.text)
    };
    // "Then", "next" and "following" name no step that comes first.
    let word = first(pair.target, bead.target, is, concept::NEXT)?;
    let there = first(pair.source, bead.source, was, concept::NEXT)?;
    let clause = governed_by(pair.source, bead.source, there);
    let told = governed_by(pair.target, bead.target, word);
    let (same, other, strange) = pair.words_of(bead, clause, told);
    if other > same {
        return None;
    }
    // Where a language puts these words last, a sentence is told from its other end more often than not; and what
    // speaks of other things is no rendering.
    Some(same > other || strange <= STRANGE && !puts_last(pair.target))
}
