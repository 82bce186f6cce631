//! What speaks against a bead by what pages taught, for the rules about learned terms.

use super::stretch;
use crate::align::{Alignment, Bead};
use crate::learning::choices::{Room, Use};
use crate::learning::evidence::{Evidence, Scales, Side};
use crate::learning::{Lesson, tokens};
use crate::rendition::Rendition;

/// A bead and what speaks against it.
#[derive(Clone, Debug, PartialEq)]
pub struct Suspicion {
    /// The bead.
    pub bead: Bead,
    /// What speaks against it.
    pub evidence: Evidence,
}

/// The evidence asked for, in nats, where nothing else reads the words of the translation.
const ENOUGH: f64 = 7.35;
/// The evidence asked for where a lexicon knows the words of both languages.
const ENOUGH_BESIDE_LEXICON: f64 = 8.5;

/// Whether lexicons read the words of both sides. Then more is asked of what is only learned: what the lexicons let
/// pass and the usual renderings do not is mostly said by another construction, as people found who read a
/// hundred such findings.
#[must_use]
fn beside_lexicons(source: Rendition<'_>, target: Rendition<'_>) -> bool {
    source.facts.words && target.facts.words
}

/// What was learned that speaks of a pair.
#[derive(Debug, Default)]
pub struct Weighed<'a> {
    /// What speaks against each bead; those against which too little does are left out.
    pub suspicions: Vec<Suspicion>,
    /// The terms that the set renders in several ways, with the bead that uses one of them.
    pub uses: Vec<(Bead, Use<'a>)>,
}

/// Weighs the beads.
pub(super) fn weigh<'a>(
    source: Rendition<'_>,
    target: Rendition<'_>,
    alignment: &Alignment,
    lesson: &'a Lesson<'a>,
) -> Weighed<'a> {
    let enough = if beside_lexicons(source, target) { ENOUGH_BESIDE_LEXICON } else { ENOUGH };
    let mut scales = Scales::default();
    let (mut from, mut to) = (Vec::new(), Vec::new());
    let (choices, mut room) = (&lesson.knowledge.choices, Room::default());
    let mut weighed = Weighed::default();
    for bead in alignment.beads.iter().filter(|bead| bead.is_pair()) {
        let (in_source, in_target) = (stretch(source, bead.source), stretch(target, bead.target));
        // What was copied is for other rules.
        if source.document.text(in_source) == target.document.text(in_target) {
            continue;
        }
        from.clear();
        tokens::cut(source, in_source, &mut from);
        to.clear();
        tokens::cut(target, in_target, &mut to);
        if choices.look(&from, &mut room) {
            let uses = choices.uses(&from, &to, &mut room);
            weighed.uses.extend(uses.into_iter().map(|used| (*bead, used)));
        }
        let from = Side { tokens: &from, cues: source.facts.cues_in(in_source) };
        let to = Side { tokens: &to, cues: target.facts.cues_in(in_target) };
        let evidence = scales.weigh(&lesson.knowledge, from, to);
        if evidence.sum() >= enough {
            weighed.suspicions.push(Suspicion { bead: *bead, evidence });
        }
    }
    weighed
}
