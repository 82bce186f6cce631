use super::destination::{Destination, Kinship};
use super::{Check, Draft, Example, Pair, Rule, Sink, blocks_text};
use crate::document::{Mark, MarkKind};
use crate::facts::{Rendition, code};
use crate::finding::Severity;
use crate::language::Locale;
use std::collections::BTreeMap;

/// A link leads elsewhere, or is lost.
pub static RULE: Rule = Rule {
    name: "link-changed",
    severity: Severity::Error,
    summary: "a link leads elsewhere than in the source, or is lost",
    explanation: "The locale in an address may differ (/en-us/ and /de-de/, page.de.md), and so may the fragment, which \
        often repeats a translated heading, and what only dresses the page (?view=…); the page it leads to may not. \
        An id that redirects (an old library's GUID, a short link) does not tell where it leads: against an address \
        of another form it is a note. Two addresses on different hosts that end in the same name of an article are \
        taken for one. Two addresses that changed places are told where a link's text stayed the same, or where sentence \
        answers sentence.",
    examples: &[
        Example {
            source: "See [Configure the gateway](configure-gateway.md) for the next step.",
            locale: "de",
            target: "Weitere Schritte finden Sie unter [Konfigurieren des Gateways](configure-proxy.md).",
            flags: &["Konfigurieren des Gateways"],
        },
        Example {
            source: "See [Ports](https://learn.contoso.com/en-us/ports#list) for the list.",
            locale: "de",
            target: "Die Liste finden Sie unter [Ports](https://learn.contoso.com/de-de/ports#liste).",
            flags: &[],
        },
        Example {
            source: "For the steps, see [Update a gateway](../deploy/update-a-gateway.md) and [Remove a gateway](../deploy/remove-a-gateway.md).",
            locale: "fr",
            target: "Pour connaître la procédure, voir [Mettre à jour une passerelle](https://docs.contoso.com/deploy/update-a-gateway) et [Supprimer une passerelle](../deploy/replace-a-gateway.md).",
            flags: &["Supprimer une passerelle"],
        },
    ],
    absorbs: &[],
    checks: &[Check::Pair(check)],
};

struct Link<'a> {
    mark: &'a Mark,
    destination: &'a str,
    leads: Destination,
}

fn links<'a>(rendition: Rendition<'a>, blocks: (u32, u32), locales: [&Locale; 2]) -> Vec<Link<'a>> {
    rendition.document.blocks[blocks.0 as usize..blocks.1 as usize]
        .iter()
        .flat_map(|block| rendition.document.block_marks(block))
        .filter_map(|mark| match mark.kind {
            MarkKind::Link { destination } => {
                let destination = rendition.document.string(destination);
                // A fragment alone leads to a heading of the same page.
                (!destination.starts_with('#') && !destination.is_empty()).then(|| Link {
                    mark,
                    destination,
                    leads: Destination::of(destination, locales),
                })
            }
            _ => None,
        })
        .collect()
}

fn check(pair: &Pair<'_>, sink: &mut Sink) {
    let locales = [pair.source.locale, pair.target.locale];
    let mut found: Vec<(u32, Vec<Link<'_>>, Vec<Link<'_>>)> = Vec::new();
    let mut added_nearby: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (index, bead) in pair.alignment.blocks.iter().enumerate() {
        if bead.target.0 == bead.target.1 {
            continue;
        }
        let mut target = links(pair.target, bead.target, locales);
        if bead.source.0 == bead.source.1 {
            for link in target {
                added_nearby.entry(link.leads.neutral).or_default().push(index as u32);
            }
            continue;
        }
        let mut source = links(pair.source, bead.source, locales);
        let equal: [fn(&Destination, &Destination) -> bool; 2] =
            [Destination::is, |new, old| new.kinship(old) == Kinship::Same];
        for equal in equal {
            source.retain(|old| match target.iter().position(|new| equal(&new.leads, &old.leads)) {
                Some(at) => {
                    target.remove(at);
                    false
                }
                None => true,
            });
        }
        for link in &target {
            added_nearby.entry(link.leads.neutral.clone()).or_default().push(index as u32);
        }
        if source.is_empty() && target.is_empty() {
            addresses_changed_places(pair, index as u32, locales, sink);
        }
        if !source.is_empty() || !target.is_empty() {
            found.push((index as u32, source, target));
        }
    }
    for (index, source, target) in found {
        let bead = &pair.alignment.blocks[index as usize];
        let sentence = blocks_text(pair.target, bead.target);
        let source_sentence = blocks_text(pair.source, bead.source);
        let mut target = target.into_iter();
        for old in source {
            if let Some(new) = target.next() {
                let untold = new.leads.kinship(&old.leads) == Kinship::Untold;
                let (is, was) = (new.destination, old.destination);
                sink.push(
                    Draft::new(
                        &RULE,
                        if untold {
                            format!(
                                "the link has the address {is}: the source's leads to {was}, perhaps the same"
                            )
                        } else {
                            format!("the link leads to {is}: the source's leads to {was}")
                        },
                        pair.target,
                        new.mark.text,
                        sentence_of(pair.target, new.mark, sentence),
                    )
                    .from_source(pair, old.mark.text, sentence_of(pair.source, old.mark, source_sentence))
                    .help(format!("Link to {was}."))
                    .at(if untold { Severity::Note } else { RULE.severity })
                    .fact(old.leads.neutral),
                );
                continue;
            }
            let moved = added_nearby
                .get(&old.leads.neutral)
                .is_some_and(|places| places.iter().any(|at| at.abs_diff(index) <= 3));
            let repeated = blocks_hold(pair.target, bead.target, &old.leads, locales);
            if !moved && !repeated {
                sink.push(
                    Draft::new(
                        &RULE,
                        format!("the link to {} is missing: the source has it", old.destination),
                        pair.target,
                        sentence,
                        sentence,
                    )
                    .from_source(pair, old.mark.text, sentence_of(pair.source, old.mark, source_sentence))
                    .at(Severity::Warning)
                    .fact(old.leads.neutral),
                );
            }
        }
        for new in target {
            if !blocks_hold(pair.source, bead.source, &new.leads, locales) {
                sink.push(
                    Draft::new(
                        &RULE,
                        format!("the link to {} is not in the source", new.destination),
                        pair.target,
                        new.mark.text,
                        sentence_of(pair.target, new.mark, sentence),
                    )
                    .from_source(pair, source_sentence, source_sentence)
                    .at(Severity::Note)
                    .fact(new.leads.neutral),
                );
            }
        }
    }
}

/// The same addresses, but behind each other's words: a text that stayed as it is leads to another's address, or two
/// sentences that hold one link each have the other's.
fn addresses_changed_places(pair: &Pair<'_>, index: u32, locales: [&Locale; 2], sink: &mut Sink) {
    let bead = &pair.alignment.blocks[index as usize];
    const MOST: usize = 12;
    let source = links(pair.source, bead.source, locales);
    let target = links(pair.target, bead.target, locales);
    if !(2..=MOST).contains(&source.len()) || source.len() != target.len() {
        return;
    }
    let apart = |a: &Link<'_>, b: &Link<'_>| a.leads.kinship(&b.leads) == Kinship::Other;
    let text =
        |rendition: Rendition<'_>, link: &Link<'_>| code::key(rendition.document.text(link.mark.text), false);
    let sentences = |old: &Link<'_>, new: &Link<'_>| {
        pair.alignment.beads_of(index).iter().any(|bead| {
            bead.source.1 - bead.source.0 == 1
                && bead.target.1 - bead.target.0 == 1
                && pair.source_text(bead).contains(old.mark.text)
                && pair.target_text(bead).contains(new.mark.text)
        })
    };
    let alone = |all: &[Link<'_>], link: &Link<'_>, rendition: Rendition<'_>, blocks: (u32, u32)| {
        let whole = blocks_text(rendition, blocks);
        let of = |link: &Link<'_>| sentence_of(rendition, link.mark, whole);
        all.iter().filter(|other| of(other) == of(link)).count() == 1
    };
    for old in &source {
        let key = text(pair.source, old);
        let same_text = |new: &&Link<'_>| key.is_some() && text(pair.target, new) == key;
        let single = source.iter().filter(|other| text(pair.source, other) == key).count() == 1
            && target.iter().filter(same_text).count() == 1;
        let by_text = target.iter().find(same_text).filter(|_| single);
        let by_sentence = || {
            let lonely = alone(&source, old, pair.source, bead.source);
            target
                .iter()
                .find(|new| lonely && alone(&target, new, pair.target, bead.target) && sentences(old, new))
        };
        let answer = by_text.or_else(by_sentence).filter(|new| apart(old, new));
        // Its own address stands behind other words, which do not have it in the source.
        let Some(new) = answer.filter(|_| target.iter().any(|other| !apart(old, other))) else { continue };
        sink.push(
            Draft::new(
                &RULE,
                format!("the link leads to {}: the source's leads to {}", new.destination, old.destination),
                pair.target,
                new.mark.text,
                sentence_of(pair.target, new.mark, blocks_text(pair.target, bead.target)),
            )
            .from_source(
                pair,
                old.mark.text,
                sentence_of(pair.source, old.mark, blocks_text(pair.source, bead.source)),
            )
            .help(format!("Link to {}: the addresses changed places.", old.destination))
            .fact(old.leads.neutral.clone()),
        );
        return;
    }
}

fn blocks_hold(
    rendition: Rendition<'_>,
    blocks: (u32, u32),
    leads: &Destination,
    locales: [&Locale; 2],
) -> bool {
    links(rendition, blocks, locales).iter().any(|link| link.leads.is(leads))
}

/// The sentence around a mark, else the whole text given.
fn sentence_of(rendition: Rendition<'_>, mark: &Mark, whole: crate::source::Span) -> crate::source::Span {
    let sentences = &rendition.document.sentences;
    let at = sentences.partition_point(|s| s.text.end <= mark.text.start);
    match sentences.get(at) {
        Some(sentence) if sentence.text.start <= mark.text.start && whole.contains(sentence.text) => {
            sentence.text
        }
        _ => whole,
    }
}
