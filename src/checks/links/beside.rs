//! Links to places on other pages of the run: whether the page in the translation's language has them.

use crate::checks::telling::sentence_at;
use crate::checks::{Draft, Rule, Sink};
use crate::compare::Comparison;
use crate::document::{Mark, MarkKind};
use crate::finding::Severity;
use crate::links::{Destination, Form, Kinship, Place, Site, names_a_place, unescaped};
use crate::message;
use crate::rendition::Rendition;

crate::message::wordings! {
    NOWHERE: "link-changed/beside-nowhere", "the link leads to {is}, which that page has not in this language: the source's leads to #{was}"
        | "the link leads to {is}, which that page has not in this language: the others' leads to #{was}", Instead;
    LINK_TO: "link-changed/help/heading-beside", "Link to the heading “{text}” there.";
}

/// A link that names a place on another page.
struct Link<'a> {
    mark: &'a Mark,
    written: &'a str,
    leads: Destination,
}

fn links<'a>(rendition: Rendition<'a>, (first, last): (u32, u32), site: &Site<'_>) -> Vec<Link<'a>> {
    let document = rendition.document;
    document.blocks[first as usize..last as usize]
        .iter()
        .flat_map(|block| document.block_marks(block))
        .filter_map(|mark| match mark.kind {
            MarkKind::Link { destination } => Some((mark, document.string(destination))),
            _ => None,
        })
        .filter(|(_, written)| names_a_place(written))
        .map(|(mark, written)| Link { mark, written, leads: Destination::of(written, site) })
        .collect()
}

/// A block with more such links than these is not looked into: each is held against all of the other side.
const MOST: usize = 400;

/// Tells the links to a place that the page they lead to has not, in the language of the translation.
pub(super) fn check(rule: &'static Rule, pair: &Comparison<'_>, site: &Site<'_>, sink: &mut Sink) {
    let Some(neighbours) = pair.neighbours else { return };
    for bead in pair.alignment.blocks.iter().filter(|bead| bead.is_pair()) {
        let ours = links(pair.target, bead.target, site);
        let theirs = links(pair.source, bead.source, site);
        if ours.is_empty() || ours.len() + theirs.len() > MOST {
            continue;
        }
        for new in ours {
            // The page of another host may be the source's.
            if new.leads.form == Form::Remote && !new.leads.own {
                continue;
            }
            let same = |old: &&Link<'_>| new.leads.kinship(&old.leads) == Kinship::Same;
            let repeated = theirs.iter().filter(same).find(|old| old.leads.fragment == new.leads.fragment);
            let Some(old) = repeated.or_else(|| theirs.iter().find(same)) else { continue };
            // Where the source's own leads nowhere that is seen, the translation is not at fault.
            let Some(answer) = neighbours.answer(pair.target.locale, &old.leads) else { continue };
            let [fragment, of_source] = [&new, old].map(|link| unescaped(&link.leads.fragment));
            // A name that the source's page writes itself and the other lost is told on that page.
            let lost = answer.source == Place::Named && repeated.is_some();
            if lost || answer.headings.find(&fragment).is_some() {
                continue;
            }
            let (source_is_seen, target_is_seen) = neighbours.is_seen(pair.target.locale);
            if !source_is_seen || repeated.is_none() && !target_is_seen {
                continue;
            }
            let message = message!(NOWHERE, is = new.written, was = &*of_source);
            let [sentence, source_sentence] =
                [(pair.target, new.mark), (pair.source, old.mark)].map(|(of, mark)| sentence_at(of, mark));
            let help = answer.text.map(|text| message!(LINK_TO, text));
            // Where the other page is not built as its source is, it may be behind, and this link right.
            let severity = if answer.text.is_some() { rule.severity } else { Severity::Note };
            sink.push(
                Draft::new(rule, message, pair.target, new.mark.text, sentence)
                    .from_source(pair, old.mark.text, source_sentence)
                    .perhaps_help(help)
                    .at(severity)
                    .fact(format!("#{of_source} → #{fragment}")),
            );
        }
    }
}
