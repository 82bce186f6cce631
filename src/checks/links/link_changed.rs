use super::advice::advice;
use super::{beside, inside};
use crate::align::{BlockBead, length_cost};
use crate::checks::telling::blocks_text;
use crate::checks::{Check, Draft, Example, Rule, Sink};
use crate::code::inline;
use crate::compare::{Comparison, loss};
use crate::document::{BlockKind, Mark, MarkKind};
use crate::facts::Feature;
use crate::finding::Severity;
use crate::links::{Destination, Kinship, Neighbours, Site, Written};
use crate::message;
use crate::message::Message;
use crate::order::{OrderedMap, OrderedSet};
use crate::rendition::Rendition;
use crate::source::Span;

crate::message::wordings! {
    TORN: "link-changed/torn", "the link to {was} is torn: its text and its address stand apart";
    MISSING: "link-changed/missing", "the link to {was} is missing: the source has it"
        | "the link to {was} is missing: the others have it", Missing;
    MANY_MISSING: "link-changed/many-missing", "{count} links are missing, the first to {was}: the source has them"
        | "{count} links are missing, the first to {was}: the others have them", Instead;
    ADDED: "link-changed/added", "the link to {is} is not in the source"
        | "the link to {is} is not in the others";
    UNTOLD: "link-changed/untold", "the link has the address {is}: the source's leads to {was}, perhaps the same"
        | "the link has the address {is}: the others' leads to {was}, perhaps the same", Instead;
    MOVED: "link-changed/moved", "the link moved: it leads to {is}, the source's leads to {was}"
        | "the link moved: it leads to {is}, the others' leads to {was}";
    SECTION: "link-changed/section", "the link leads to another section, {is}: the source's leads to {was}"
        | "the link leads to another section, {is}: the others' leads to {was}", Instead;
    TORN_ADDRESS: "link-changed/torn-address", "the link has the torn address {is}: the source's leads to {was}"
        | "the link has the torn address {is}: the others' leads to {was}", Instead;
    ELSEWHERE: "link-changed/elsewhere", "the link leads to {is}: the source's leads to {was}"
        | "the link leads to {is}: the others' leads to {was}", Instead;
    PLACES: "link-changed/help/changed-places", "The addresses changed places.";
}

/// A link leads elsewhere, or is lost.
pub static RULE: Rule = Rule {
    name: "link-changed",
    severity: Severity::Error,
    mqm: "design-and-markup/link-cross-reference",
    summary: "a link leads elsewhere than in the source, or is lost",
    explanation: "Addresses are compared as sites resolve them: from the page they stand on or from the root of the site, with \
        or without host, `.md`, `.html`, `index` and the last slash, with a locale anywhere in host or path (/en-us/ \
        and /de-de/, fr.contoso.com, page.de.md) or none, without what only dresses the page (?view=…). An address \
        that leads on (`redirects:` in unisono.yaml, `redirect_from` or `aliases` of a page) is the one to which it \
        leads. An article of a wiki in the page's own language is the same under its own title. The page it leads to \
        may not differ, nor may a version in its address, nor a number in its fragment; otherwise a fragment on \
        another page often repeats a translated heading. A link inside the page (#list) has to lead to a heading or \
        name that the page has, and to the one that answers the source's. One to a place on another page that is \
        checked (ports.md#list) has to lead to a heading or name of that page in the translation's language, where \
        the source's does on its own; that is a note where the other page is not built as its source is. A site that \
        makes names in a way of its own is left alone; so are names that it counts anew in each language \
        (part-333.html, part-320.html) or makes of what links say. A page that stands elsewhere under its name (a \
        renamed owner of a repository, a new host) has moved: that is a note. So is an id that redirects (an old \
        library's GUID, a short link) against an address of another form: it does not tell where it leads. Two \
        addresses that changed places are told where a link's text stayed the same, or where sentence answers \
        sentence. A link is lost where the sentence that had it is there; where the whole sentence is missing, that \
        is another finding.",
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
        Example {
            source: "The list is in the [ports guide](https://github.com/contoso/gate/blob/main/ports.md).",
            locale: "fr",
            target: "La liste se trouve dans le [guide des ports](https://github.com/fabrikam/gate/blob/main/ports.md).",
            flags: &["guide des ports"],
        },
        Example {
            source: "See [memoization](https://en.wikipedia.org/wiki/Memoization) and the [site](https://contoso.com).",
            locale: "fr",
            target: "Voir la [mémoïsation](https://fr.wikipedia.org/wiki/M%C3%A9mo%C3%AFsation) et le [site](https://fr.contoso.com/).",
            flags: &[],
        },
        Example {
            source: "# Ports\n\nThe ports stand in [the list](#port-list).\n\n## Port list\n\nPort 5269 is open.",
            locale: "de",
            target: "# Ports\n\nDie Ports stehen in [der Liste](#port-list).\n\n## Liste der Ports\n\nPort 5269 ist offen.",
            flags: &["der Liste"],
        },
        Example {
            source: "# Ports\n\nThe ports stand in [the list](#port-list).\n\n## Port list\n\nPort 5269 is open.",
            locale: "de",
            target: "# Ports\n\nDie Ports stehen in [der Liste](#liste-der-ports).\n\n## Liste der Ports\n\nPort 5269 ist offen.",
            flags: &[],
        },
        Example {
            source: "Read the [ports guide](https://contoso.com/guide/ports) before you start.",
            locale: "zh-CN",
            target: "开始之前，请阅读[端口指南](https：//contoso.com/guide/ports)。",
            flags: &["端口指南"],
        },
    ],
    absorbs: &[],
    messages: WORDINGS,
    checks: &[Check::Pair(check)],
};

struct Link<'a> {
    mark: &'a Mark,
    destination: &'a str,
    leads: Destination,
}

impl Link<'_> {
    /// What stays of its text in every language, where it has one.
    fn key(&self, rendition: Rendition<'_>) -> Option<u64> {
        let text = rendition.document.text(self.mark.text).trim();
        (!text.is_empty()).then(|| inline::key(text))
    }
}

/// The destinations of all links of a range of blocks.
fn destinations<'a>(
    rendition: Rendition<'a>,
    blocks: (u32, u32),
) -> impl Iterator<Item = (&'a Mark, &'a str)> {
    rendition.document.blocks[blocks.0 as usize..blocks.1 as usize]
        .iter()
        .flat_map(move |block| rendition.document.block_marks(block))
        .filter_map(move |mark| match mark.kind {
            MarkKind::Link { destination } => Some((mark, rendition.document.string(destination))),
            _ => None,
        })
        // A fragment alone leads to a heading of the same page.
        .filter(|(_, destination)| !destination.starts_with('#') && !destination.is_empty())
}

fn links<'a>(rendition: Rendition<'a>, blocks: (u32, u32), site: &Site<'_>) -> Vec<Link<'a>> {
    destinations(rendition, blocks)
        .map(|(mark, destination)| Link { mark, destination, leads: Destination::of(destination, site) })
        .collect()
}

/// A block in which more links than these have no answer is another block; looking for each among all of them would
/// take long, too.
const MOST_OPEN: usize = 400;

/// The links of a bead that have no answer.
struct Open<'a> {
    bead: u32,
    source: Vec<Link<'a>>,
    target: Vec<Link<'a>>,
    /// Whether others of the bead have one.
    answered: bool,
}

fn check(pair: &Comparison<'_>, sink: &mut Sink) {
    inside::check(&RULE, pair, sink);
    let (paths, locales) = ([pair.target.path, pair.source.path], [pair.target.locale, pair.source.locale]);
    let site =
        Site::of_pages(paths, locales, pair.source.document, pair.neighbours.map(Neighbours::redirects));
    beside::check(&RULE, pair, &site, sink);
    let mut found: Vec<Open<'_>> = Vec::new();
    let mut added_nearby: OrderedMap<String, Vec<u32>> = OrderedMap::new();
    for (bead, index) in pair.alignment.blocks.iter().zip(0u32..) {
        if bead.target.0 == bead.target.1 {
            continue;
        }
        let mut target = links(pair.target, bead.target, &site);
        if bead.source.0 == bead.source.1 {
            for link in target {
                added_nearby.entry(link.leads.neutral).or_default().push(index);
            }
            continue;
        }
        let mut source = links(pair.source, bead.source, &site);
        let all = source.len();
        cancel_equal(&mut source, &mut target);
        if source.len() + target.len() <= MOST_OPEN {
            let equal: [fn(&Destination, &Destination) -> bool; 2] = [
                |new, old| new.neutral == old.neutral && new.kinship(old) == Kinship::Same,
                |new, old| new.kinship(old) == Kinship::Same,
            ];
            for equal in equal {
                source.retain(|old| match target.iter().position(|new| equal(&new.leads, &old.leads)) {
                    Some(at) => {
                        target.remove(at);
                        false
                    }
                    None => true,
                });
            }
        }
        for link in &target {
            added_nearby.entry(link.leads.neutral.clone()).or_default().push(index);
        }
        if source.is_empty() && target.is_empty() {
            addresses_changed_places(pair, index, &site, sink);
        } else if source.len() + target.len() <= MOST_OPEN {
            let answered = source.len() < all;
            found.push(Open { bead: index, source, target, answered });
        }
    }
    for open in found {
        tell(pair, open, &added_nearby, &site, sink);
    }
}

/// Takes away, one for one, the links that are written for the same place in both lists.
fn cancel_equal(source: &mut Vec<Link<'_>>, target: &mut Vec<Link<'_>>) {
    let mut open: OrderedMap<(String, String, bool), (u32, u32)> = OrderedMap::new();
    let key = |link: &Link<'_>| (link.leads.neutral.clone(), link.leads.fragment.clone(), link.leads.broken);
    for link in target.iter() {
        open.entry(key(link)).or_default().0 += 1;
    }
    source.retain(|link| match open.get_mut(&key(link)) {
        Some((left, taken)) if *left > 0 => {
            *left -= 1;
            *taken += 1;
            false
        }
        _ => true,
    });
    target.retain(|link| match open.get_mut(&key(link)) {
        Some((_, taken)) if *taken > 0 => {
            *taken -= 1;
            false
        }
        _ => true,
    });
}

/// Tells the links of a bead that have no answer.
fn tell(
    pair: &Comparison<'_>,
    open: Open<'_>,
    added_nearby: &OrderedMap<String, Vec<u32>>,
    site: &Site<'_>,
    sink: &mut Sink,
) {
    let Open { bead: index, mut source, mut target, answered } = open;
    let bead = &pair.alignment.blocks[index as usize];
    let sure = answers(pair, bead);
    // What leads to the same page in another way is no other link's answer.
    let mut pairs: Vec<(Link<'_>, Link<'_>, Kinship)> = Vec::new();
    source = take(source, |old| {
        let kin = |new: &Link<'_>| new.leads.kinship(&old.leads);
        let at = target.iter().position(|new| kin(new) == Kinship::Section);
        let at = at.or_else(|| target.iter().position(|new| matches!(kin(new), Kinship::Moved { .. })))?;
        Some(target.remove(at))
    })
    .fold_into(&mut pairs);
    for by in [Answer::Text, Answer::Sentence, Answer::Order] {
        source = take(source, |old| {
            let at = target.iter().position(|new| by.joins(pair, index, old, new))?;
            Some(target.remove(at))
        })
        .fold_into(&mut pairs);
    }
    let others = pairs.iter().filter(|pair| pair.2 == Kinship::Other && !pair.1.leads.broken).count();
    // A row of nothing but links of which none leads where it did belongs to another thing: another talk, another tool.
    let row = is_row_of_links(pair.target, bead.target);
    let replaced = !answered && (others > 2 || others > 1 && row) || row && is_of_another_section(pair, bead);
    let mut told = OrderedSet::new();
    for (old, new, kinship) in pairs {
        if new.leads.is_named_as(&old.leads, texts(pair, (&old, &new))) {
            continue;
        }
        let draft = changed(pair, bead, (&old, &new), &kinship, site);
        // One owner that was renamed is told once in a block.
        if told.insert(draft.fact.clone()) {
            sink.push(if sure && !replaced { draft } else { draft.at(Severity::Note) });
        }
    }
    let held = [links(pair.target, bead.target, site), links(pair.source, bead.source, site)];
    let lost: Vec<Link<'_>> = source
        .into_iter()
        .filter(|old| {
            let moved = added_nearby
                .get(&old.leads.neutral)
                .is_some_and(|places| places.iter().any(|at| at.abs_diff(index) <= 3));
            !moved && !held[0].iter().any(|link| link.leads.is(&old.leads)) && is_lost(pair, index, old)
        })
        .collect();
    let sentence = blocks_text(pair.target, bead.target);
    let source_sentence = blocks_text(pair.source, bead.source);
    if let Some(old) = lost.first() {
        let torn = Written::of(pair.target.document.text(sentence), old.destination) == Written::Torn;
        let message = match lost.len() {
            1 if torn => {
                message!(TORN, was = old.destination)
            }
            1 => message!(MISSING, was = old.destination),
            count => message!(MANY_MISSING, count, was = old.destination),
        };
        sink.push(
            Draft::new(&RULE, message, pair.target, sentence, sentence)
                .from_source(pair, old.mark.text, sentence_of(pair.source, old.mark, source_sentence))
                .at(if torn { RULE.severity } else { Severity::Warning })
                .fact(old.leads.neutral.clone()),
        );
    }
    for new in target {
        if !held[1].iter().any(|link| link.leads.is(&new.leads)) {
            sink.push(
                Draft::new(
                    &RULE,
                    message!(ADDED, is = new.destination),
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

/// Links of a source, some with the links that answer them.
struct Taken<'a> {
    left: Vec<Link<'a>>,
    pairs: Vec<(Link<'a>, Link<'a>, Kinship)>,
}

impl<'a> Taken<'a> {
    /// Moves the pairs behind others; gives what is left.
    fn fold_into(mut self, pairs: &mut Vec<(Link<'a>, Link<'a>, Kinship)>) -> Vec<Link<'a>> {
        pairs.append(&mut self.pairs);
        self.left
    }
}

/// Joins each link with what `answer` finds for it.
fn take<'a>(source: Vec<Link<'a>>, mut answer: impl FnMut(&Link<'a>) -> Option<Link<'a>>) -> Taken<'a> {
    let mut taken = Taken { left: Vec::new(), pairs: Vec::new() };
    for old in source {
        match answer(&old) {
            Some(new) => {
                let kinship = new.leads.kinship(&old.leads);
                taken.pairs.push((old, new, kinship));
            }
            None => taken.left.push(old),
        }
    }
    taken
}

/// By what a link without its address is known for the answer of another.
#[derive(Clone, Copy)]
enum Answer {
    /// Its text stayed the same.
    Text,
    /// Their sentences answer each other.
    Sentence,
    /// Both stand in blocks that do.
    Order,
}

impl Answer {
    fn joins(self, pair: &Comparison<'_>, bead: u32, old: &Link<'_>, new: &Link<'_>) -> bool {
        match self {
            Self::Text => {
                let key = old.key(pair.source);
                key.is_some() && key == new.key(pair.target)
            }
            Self::Sentence => pair.alignment.beads_of(bead).iter().any(|bead| {
                bead.is_pair()
                    && pair.source_text(bead).contains(old.mark.text)
                    && pair.target_text(bead).contains(new.mark.text)
            }),
            Self::Order => true,
        }
    }
}

/// The finding about a link that leads elsewhere.
fn changed(
    pair: &Comparison<'_>,
    bead: &BlockBead,
    (old, new): (&Link<'_>, &Link<'_>),
    kinship: &Kinship,
    site: &Site<'_>,
) -> Draft {
    let (is, was) = (shown(new.destination), shown(old.destination));
    let message = match kinship {
        Kinship::Untold => message!(UNTOLD, is = &is, was = &was),
        Kinship::Moved { .. } => message!(MOVED, is = &is, was = &was),
        Kinship::Section => message!(SECTION, is = &is, was = &was),
        _ if new.leads.broken && !old.leads.broken => message!(TORN_ADDRESS, is = &is, was = &was),
        _ => message!(ELSEWHERE, is = &is, was = &was),
    };
    let fact = match kinship {
        Kinship::Moved { from, to } => format!("{to} → {from}"),
        _ => format!("{} → {}", old.leads.neutral, new.leads.neutral),
    };
    let severity = match kinship {
        Kinship::Untold | Kinship::Moved { .. } => Severity::Note,
        _ => RULE.severity,
    };
    let counted = new.leads.counted(&old.leads, texts(pair, (old, new)));
    let draft = at_links(pair, bead, (old, new), message).help(advice(&was, &is, site)).at(severity);
    Draft { counted, ..draft.fact(fact) }
}

/// What the links of the translation and of the source say.
fn texts<'t>(pair: &Comparison<'t>, (old, new): (&Link<'_>, &Link<'_>)) -> [&'t str; 2] {
    [(pair.target, new), (pair.source, old)].map(|(of, link)| of.document.text(link.mark.text))
}

/// A finding at a link of the translation, with the link of the source that it answers.
fn at_links(
    pair: &Comparison<'_>,
    bead: &BlockBead,
    (old, new): (&Link<'_>, &Link<'_>),
    message: Message,
) -> Draft {
    let sentence = sentence_of(pair.target, new.mark, blocks_text(pair.target, bead.target));
    let from = sentence_of(pair.source, old.mark, blocks_text(pair.source, bead.source));
    Draft::new(&RULE, message, pair.target, new.mark.text, sentence).from_source(pair, old.mark.text, from)
}

/// A destination for a message: on one line.
fn shown(destination: &str) -> String {
    destination.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two groups of blocks stand under headings close by that do not answer each other, and so speak of two things.
fn is_of_another_section(pair: &Comparison<'_>, bead: &BlockBead) -> bool {
    const CLOSE: usize = 6;
    let heading = |rendition: Rendition<'_>, first: u32| {
        let blocks = rendition.document.blocks[..first as usize].iter().rev().take(CLOSE);
        let above = blocks.take_while(|block| block.kind != BlockKind::Title);
        (above.zip(1..))
            .find(|(block, _)| matches!(block.kind, BlockKind::Heading { .. }))
            .map(|(_, up)| first - up)
    };
    match (heading(pair.source, bead.source.0), heading(pair.target, bead.target.0)) {
        (Some(source), Some(target)) => {
            pair.alignment.of_source[source as usize] != pair.alignment.of_target[target as usize]
        }
        _ => false,
    }
}

/// Whether nothing stands between the links of some blocks but punctuation.
fn is_row_of_links(rendition: Rendition<'_>, blocks: (u32, u32)) -> bool {
    let letters = |span: Span| rendition.document.text(span).chars().filter(|c| c.is_alphanumeric()).count();
    let linked: usize = destinations(rendition, blocks).map(|(mark, _)| letters(mark.text)).sum();
    letters(blocks_text(rendition, blocks)) <= linked
}

/// Whether two groups of blocks share what a text and its translation share, so that a link in one answers a link
/// in the other.
fn answers(pair: &Comparison<'_>, bead: &BlockBead) -> bool {
    let features = |rendition: Rendition<'_>, (first, last): (u32, u32)| -> OrderedSet<Feature> {
        (first..last).flat_map(|block| rendition.facts.block_features_of(block)).copied().collect()
    };
    let (source, target) = (features(pair.source, bead.source), features(pair.target, bead.target));
    if source.intersection(&target).next().is_some() {
        return true;
    }
    // Texts of many names and words that share none are two texts.
    const MANY: usize = 4;
    if source.len() >= MANY && target.len() >= MANY {
        return false;
    }
    let letters = |rendition: Rendition<'_>, (first, last): (u32, u32)| -> f64 {
        (first..last).map(|block| f64::from(rendition.facts.blocks[block as usize].length)).sum()
    };
    fits(letters(pair.source, bead.source) * pair.ratio, letters(pair.target, bead.target))
}

/// Whether a text can be the translation of one, by its length.
fn fits(expected: f64, got: f64) -> bool {
    const MOST: f64 = 5.0;
    length_cost(expected, got) <= MOST
}

/// Whether the sentence that has a link in the source is there without it, and without its address.
fn is_lost(pair: &Comparison<'_>, index: u32, old: &Link<'_>) -> bool {
    let blocks = &pair.alignment.blocks[index as usize];
    match Written::of(pair.target.document.text(blocks_text(pair.target, blocks.target)), old.destination) {
        Written::InWords => return false,
        Written::Torn => return true,
        Written::Nowhere => {}
    }
    let beads = pair.alignment.beads_of(index);
    let Some(bead) = beads.iter().find(|bead| pair.source_text(bead).contains(old.mark.text)) else {
        return answers(pair, blocks);
    };
    if !bead.is_pair() {
        return false;
    }
    let text = pair.source.document.text(old.mark.text).trim().to_lowercase();
    if text.len() >= 4 && pair.target.document.text(pair.target_text(bead)).to_lowercase().contains(&text) {
        return true;
    }
    let features = |rendition: Rendition<'_>, (first, last): (u32, u32)| -> OrderedSet<Feature> {
        (first..last).flat_map(|sentence| rendition.facts.features_of(sentence)).copied().collect()
    };
    let (source, target) = (features(pair.source, bead.source), features(pair.target, bead.target));
    let shared =
        |facts: bool| source.intersection(&target).filter(|shared| shared.is_fact() == facts).count();
    let facts = |of: &OrderedSet<Feature>| of.iter().filter(|feature| feature.is_fact()).count();
    let most = facts(&source).max(facts(&target));
    const MANY: usize = 2;
    let few = source.len() < MANY || target.len() < MANY;
    let alike = if most > 0 { shared(true) * 2 >= most } else { few || shared(false) > 0 };
    let (expected, got) = loss::bead_lengths(pair, bead);
    alike && fits(expected, got)
}

/// The same addresses, but behind each other's words: a text that stayed as it is leads to another's address, or two
/// sentences that hold one link each have the other's.
fn addresses_changed_places(pair: &Comparison<'_>, index: u32, site: &Site<'_>, sink: &mut Sink) {
    let bead = &pair.alignment.blocks[index as usize];
    const MOST: usize = 12;
    let source = links(pair.source, bead.source, site);
    let target = links(pair.target, bead.target, site);
    if !(2..=MOST).contains(&source.len()) || source.len() != target.len() {
        return;
    }
    let apart = |a: &Link<'_>, b: &Link<'_>| a.leads.kinship(&b.leads) == Kinship::Other;
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
    let turned = source.iter().zip(&target).any(|(old, new)| apart(old, new));
    // Whether the text behind which the old address stands now stood before the new one.
    let crossed = |old: &Link<'_>, new: &Link<'_>| {
        let behind = target.iter().find(|other| !apart(old, other)).and_then(|other| other.key(pair.target));
        let before = source.iter().find(|other| !apart(other, new)).and_then(|other| other.key(pair.source));
        behind.is_some() && behind == before
    };
    // Nobody translates code: that it is the same on both sides is no chance.
    let blocks = &pair.source.document.blocks[bead.source.0 as usize..bead.source.1 as usize];
    let in_code = |link: &Link<'_>| {
        let mut marks = blocks.iter().flat_map(|block| pair.source.document.block_marks(block));
        marks.any(|mark| mark.kind == MarkKind::Code && link.mark.text.contains(mark.text))
    };
    for old in &source {
        let key = old.key(pair.source);
        let same_text = |new: &&Link<'_>| key.is_some() && new.key(pair.target) == key;
        let single = source.iter().filter(|other| other.key(pair.source) == key).count() == 1
            && target.iter().filter(same_text).count() == 1;
        // Where the addresses kept their order, one text that looks the same is chance.
        let by_text = target
            .iter()
            .find(same_text)
            .filter(|new| single && (turned || crossed(old, new) || in_code(old)));
        let by_sentence = || {
            let lonely = alone(&source, old, pair.source, bead.source);
            target
                .iter()
                .find(|new| lonely && alone(&target, new, pair.target, bead.target) && sentences(old, new))
        };
        let answer = by_text.or_else(by_sentence).filter(|new| apart(old, new));
        // Its own address stands behind other words, which do not have it in the source.
        let Some(new) = answer.filter(|_| target.iter().any(|other| !apart(old, other))) else { continue };
        let message = message!(ELSEWHERE, is = new.destination, was = old.destination);
        sink.push(
            at_links(pair, bead, (old, new), message)
                .help(&PLACES)
                .fact(format!("{} → {}", old.leads.neutral, new.leads.neutral)),
        );
        return;
    }
}

/// The sentence around a mark, else the whole text given.
fn sentence_of(rendition: Rendition<'_>, mark: &Mark, whole: Span) -> Span {
    let sentences = &rendition.document.sentences;
    let at = sentences.partition_point(|s| s.text.end <= mark.text.start);
    match sentences.get(at) {
        Some(sentence) if sentence.text.start <= mark.text.start && whole.contains(sentence.text) => {
            sentence.text
        }
        _ => whole,
    }
}
