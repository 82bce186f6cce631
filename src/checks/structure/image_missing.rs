use super::blocks::only_images;
use crate::checks::telling::blocks_text;
use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::compare::Comparison;
use crate::document::MarkKind;
use crate::finding::Severity;
use crate::message;
use crate::order::InOrder as _;
use crate::rendition::Rendition;
use crate::source::Span;

crate::message::wordings! {
    MISSING: "image-missing/missing", "the image {name} is missing: the source has it here"
        | "the image {name} is missing: the others have it here";
}

/// An image of the source is not in the translation.
pub static RULE: Rule = Rule {
    name: "image-missing",
    severity: Severity::Warning,
    mqm: "accuracy/omission",
    summary: "an image of the source is not in the translation",
    explanation: "Images are told by their file names. A localized image of another name counts as the same where it \
        stands in the same place.",
    examples: &[
        Example {
            source: "The picture shows the route.\n\n![The route](media/route.png)\n\nIt has two hops.",
            locale: "de",
            target: "Das Bild zeigt die Route.\n\nSie hat zwei Hops.",
            flags: &[""],
        },
        Example {
            source: "The picture shows the route.\n\n![The route](media/route.png)\n\nIt has two hops.",
            locale: "de",
            target: "Das Bild zeigt die Route.\n\n![Die Route](media/route-de.png)\n\nSie hat zwei Hops.",
            flags: &[],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

fn images<'a>(rendition: Rendition<'a>, blocks: (u32, u32)) -> impl Iterator<Item = (Span, &'a str)> {
    rendition.document.blocks[blocks.0 as usize..blocks.1 as usize]
        .iter()
        .flat_map(|block| rendition.document.block_marks(block))
        .filter_map(|mark| match mark.kind {
            MarkKind::Image { destination } => {
                Some((mark.text, file_name(rendition.document.string(destination))))
            }
            _ => None,
        })
}

fn file_name(destination: &str) -> &str {
    destination
        .split(['?', '#'])
        .next()
        .unwrap_or(destination)
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or(destination)
}

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    let all = (0, pair.target.document.blocks.len() as u32);
    let mut elsewhere: Vec<&str> = images(pair.target, all).map(|(_, name)| name).collect();
    elsewhere.put_in_order();
    for (index, bead) in pair.alignment.blocks.iter().enumerate() {
        if bead.source.0 == bead.source.1 {
            continue;
        }
        // What a whole missing block held is that block's finding.
        let holds_text = !blocks_text(pair.source, bead.source).is_empty()
            && bead.source != bead.target
            && pair.source.document.blocks[bead.source.0 as usize].sentences.0
                < pair.source.document.blocks[bead.source.1 as usize - 1].sentences.1;
        if !bead.is_pair() && holds_text && !only_images(pair.source, bead.source) {
            continue;
        }
        let count = images(pair.target, bead.target).count();
        for (nth, (place, name)) in images(pair.source, bead.source).enumerate() {
            if nth < count || elsewhere.binary_search(&name).is_ok() {
                continue;
            }
            let (gap, around) = pair.gap_after(index as u32 + u32::from(bead.is_pair()));
            sink.push(
                Draft::new(&RULE, message!(MISSING, name), pair.target, gap, around)
                    .from_source(pair, place, blocks_text(pair.source, bead.source))
                    .fact(name),
            );
        }
    }
}
