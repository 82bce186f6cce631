//! Links inside a page: whether they lead to a heading, and to the one that answers the source's.

use crate::checks::telling::sentence_at;
use crate::checks::{Draft, Rule, Sink};
use crate::compare::Comparison;
use crate::document::{BlockId, BlockKind, Mark, MarkKind};
use crate::links::{Headings, Place, unescaped};
use crate::message;
use crate::rendition::Rendition;

crate::message::wordings! {
    NOWHERE: "link-changed/inside-nowhere", "the link leads to #{is}, which this page has not: the source's leads to #{was}"
        | "the link leads to #{is}, which this page has not: the others' leads to #{was}", Instead;
    AS_IN_SOURCE: "link-changed/inside-of-source", "the link leads to #{was}, a heading of the source: on this page no heading has that name"
        | "the link leads to #{was}, a heading of the others: on this page no heading has that name", Instead;
    ANOTHER: "link-changed/another-heading", "the link leads to another heading, #{is}: the source's leads to #{was}"
        | "the link leads to another heading, #{is}: the others' leads to #{was}", Instead;
    LINK_TO: "link-changed/help/heading-inside", "Link to the heading “{text}”.";
}

/// The links of some blocks that lead to a place in their own page, with where.
fn inside<'a>(rendition: Rendition<'a>, blocks: (BlockId, BlockId)) -> Vec<(&'a Mark, &'a str)> {
    let document = rendition.document;
    document.blocks[blocks.0 as usize..blocks.1 as usize]
        .iter()
        .flat_map(|block| document.block_marks(block))
        .filter_map(|mark| match mark.kind {
            MarkKind::Link { destination } => {
                let fragment = document.string(destination).trim().strip_prefix('#')?;
                // "#/route" and "#:~:text=" are no headings, "#top" is on every page.
                let plain = !fragment.is_empty()
                    && !fragment.contains(['/', '=', '?', '!'])
                    && !fragment.eq_ignore_ascii_case("top");
                plain.then_some((mark, fragment))
            }
            _ => None,
        })
        .collect()
}

/// Tells the links inside a page that lead nowhere, or to another heading than the source's.
pub(super) fn check(rule: &'static Rule, pair: &Comparison<'_>, sink: &mut Sink) {
    let every = (0, pair.target.document.blocks.len() as BlockId);
    if inside(pair.target, every).is_empty() {
        return;
    }
    let [here, there] = [pair.target, pair.source].map(|of| Headings::of(of.document));
    let lost = super::heading_id_changed::told(pair);
    for bead in pair.alignment.blocks.iter().filter(|bead| bead.is_pair()) {
        let ours = inside(pair.target, bead.target);
        let theirs = inside(pair.source, bead.source);
        for (nth, (mark, written)) in ours.iter().enumerate() {
            let same = theirs.iter().find(|(_, theirs)| theirs == written);
            let Some((old, was)) = same.or_else(|| theirs.get(nth).filter(|_| ours.len() == theirs.len()))
            else {
                continue;
            };
            let [fragment, of_source] = [written, was].map(|text| unescaped(text));
            // Where the source's own leads nowhere that is seen, the site makes names in a way of its own.
            let Some(from) = there.find(&of_source) else { continue };
            let answer = match from {
                Place::Heading(Some(heading)) => answer_of(pair, heading),
                _ => None,
            };
            let message = match here.find(&fragment) {
                None if lost.contains(&*of_source) => continue,
                None if fragment == of_source => message!(AS_IN_SOURCE, was = &*of_source),
                None => message!(NOWHERE, is = &*fragment, was = &*of_source),
                Some(Place::Heading(Some(heading)))
                    if answer.is_some_and(|answer| answer != heading && told(pair, heading)) =>
                {
                    message!(ANOTHER, is = &*fragment, was = &*of_source)
                }
                Some(_) => continue,
            };
            let text = answer
                .map(|block| pair.target.document.text(pair.target.document.blocks[block as usize].text));
            let [sentence, source_sentence] =
                [(pair.target, mark), (pair.source, old)].map(|(of, mark)| sentence_at(of, mark));
            sink.push(
                Draft::new(rule, message, pair.target, mark.text, sentence)
                    .from_source(pair, old.text, source_sentence)
                    .perhaps_help(text.map(|text| message!(LINK_TO, text)))
                    .fact(format!("#{of_source} → #{fragment}")),
            );
        }
    }
}

/// The heading that alone answers one of the source.
fn answer_of(pair: &Comparison<'_>, heading: BlockId) -> Option<BlockId> {
    let bead = pair.alignment.for_source(heading);
    let alone = bead.source.1 - bead.source.0 == 1 && bead.target.1 - bead.target.0 == 1;
    let block = pair.target.document.blocks.get(bead.target.0 as usize)?;
    (alone && matches!(block.kind, BlockKind::Heading { .. })).then_some(bead.target.0)
}

/// Whether a heading of the translation alone answers one of the source.
fn told(pair: &Comparison<'_>, heading: BlockId) -> bool {
    let bead = pair.alignment.for_target(heading);
    bead.source.1 - bead.source.0 == 1 && answer_of(pair, bead.source.0) == Some(heading)
}
