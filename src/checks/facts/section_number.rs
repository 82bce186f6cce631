//! Numbers of sections: where a sentence refers to one by its number, the tool that makes the pages of another language may
//! leave it out, or count otherwise.

use crate::align::Bead;
use crate::compare::Comparison;
use crate::document::{Document, Mark, MarkKind};
use crate::facts::Fact;

/// Whether a number of the source stands in the label of a link to a heading, and the translation's sentence links to a
/// heading, too.
pub(super) fn is_of_a_section(pair: &Comparison<'_>, bead: &Bead, number: &Fact) -> bool {
    let (source, target) = (pair.source.document, pair.target.document);
    let sentence = pair.target_text(bead);
    let inside = |mark: &&Mark| sentence.start <= mark.text.start && mark.text.end <= sentence.end;
    source.marks_around(number.text).any(|mark| leads_to_a_heading(source, mark))
        && target.marks.iter().filter(inside).any(|mark| leads_to_a_heading(target, mark))
}

fn leads_to_a_heading(document: &Document, mark: &Mark) -> bool {
    match mark.kind {
        MarkKind::Link { destination } => {
            document.string(destination).split_once('#').is_some_and(|(_, fragment)| !fragment.is_empty())
        }
        _ => false,
    }
}
