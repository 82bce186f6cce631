//! What speaks against a bead by what pages taught: counted once, for the rules about learned terms.

use super::stretch;
use crate::align::{Alignment, Bead};
use crate::facts::Rendition;
use crate::learning::evidence::{Evidence, Scales};
use crate::learning::{Lesson, tokens};

/// A bead and what speaks against it.
#[derive(Clone, Debug, PartialEq)]
pub struct Suspicion {
    /// The bead.
    pub bead: Bead,
    /// What speaks against it.
    pub evidence: Evidence,
}

/// Weighs the beads; those without any sign are left out.
pub(super) fn suspect(
    source: Rendition<'_>,
    target: Rendition<'_>,
    alignment: &Alignment,
    lesson: &Lesson<'_>,
) -> Vec<Suspicion> {
    let mut scales = Scales::default();
    let (mut from, mut to) = (Vec::new(), Vec::new());
    let mut suspicions = Vec::new();
    for bead in alignment.beads.iter().filter(|bead| bead.is_pair()) {
        let (in_source, in_target) = (stretch(source, bead.source), stretch(target, bead.target));
        if source.document.text(in_source) == target.document.text(in_target) {
            continue;
        }
        from.clear();
        tokens::cut(source, in_source, &mut from);
        to.clear();
        tokens::cut(target, in_target, &mut to);
        let evidence = scales.weigh(&lesson.knowledge, &from, &to);
        if !evidence.signs.is_empty() {
            suspicions.push(Suspicion { bead: *bead, evidence });
        }
    }
    suspicions
}
