//! Links inside a page: whether they lead to a heading, and to the one that answers the source's.

use super::{Comparison, Draft, Rule, Sink};
use crate::document::{BlockId, BlockKind, Document, Mark, MarkKind};
use crate::facts::{Rendition, features};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Where a fragment leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// To a name that the page gives.
    Named,
    /// To a heading, by its text; `None` where several have it, or where a slug tells none.
    Heading(Option<BlockId>),
}

/// The headings of a page by what sites make of their texts.
struct Headings {
    /// The names that the page gives, in lower case.
    names: BTreeSet<String>,
    /// By letters and digits, in lower case.
    exact: BTreeMap<String, Option<BlockId>>,
    /// By what is left of them without accents.
    bare: BTreeMap<String, Option<BlockId>>,
    /// By their ASCII letters and digits.
    ascii: BTreeMap<String, Option<BlockId>>,
    /// Whether one has nothing in ASCII: some sites number these.
    numbered: bool,
}

impl Headings {
    fn of(document: &Document) -> Self {
        let mut headings = Self {
            names: document.anchors.iter().map(|name| name.to_lowercase()).collect(),
            exact: BTreeMap::new(),
            bare: BTreeMap::new(),
            ascii: BTreeMap::new(),
            numbered: false,
        };
        let blocks = document.blocks.iter().zip(0..);
        for (block, id) in
            blocks.filter(|(b, _)| matches!(b.kind, BlockKind::Heading { .. } | BlockKind::Title))
        {
            let text = document.text(block.text);
            let keys = [exact(text), features::bare(text), ascii(text)];
            headings.numbered |= keys[2].len() < 2;
            let maps = [&mut headings.exact, &mut headings.bare, &mut headings.ascii];
            for (map, key) in maps.into_iter().zip(keys).filter(|(_, key)| !key.is_empty()) {
                map.entry(key).and_modify(|known| *known = None).or_insert(Some(id));
            }
        }
        headings
    }

    /// Where a fragment leads to; `None` for nowhere.
    fn find(&self, fragment: &str) -> Option<Place> {
        if self.names.contains(&fragment.to_lowercase()) {
            return Some(Place::Named);
        }
        let counted = fragment.rsplit_once(['-', '_']).filter(|(_, n)| n.bytes().all(|b| b.is_ascii_digit()));
        if self.numbered && counted.is_some_and(|(stem, _)| ascii(stem).is_empty()) {
            return Some(Place::Heading(None));
        }
        let of = |text: &str| {
            let found = self.exact.get(&exact(text)).or_else(|| self.bare.get(&features::bare(text)));
            found.or_else(|| self.ascii.get(text).filter(|_| text.len() > 2)).copied()
        };
        of(fragment)
            .or_else(|| of(&ascii(fragment)).filter(|_| fragment.is_ascii()))
            .or_else(|| counted.and_then(|(stem, _)| of(stem)).map(|_| None))
            .map(Place::Heading)
    }
}

fn exact(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn ascii(text: &str) -> String {
    text.bytes().filter(u8::is_ascii_alphanumeric).map(|b| char::from(b.to_ascii_lowercase())).collect()
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
            let [fragment, of_source] = [written, was].map(|text| super::destination::unescaped(text));
            // Where the source's own leads nowhere that is seen, the site makes names in a way of its own.
            let Some(from) = there.find(&of_source) else { continue };
            let answer = match from {
                Place::Heading(Some(heading)) => answer_of(pair, heading),
                _ => None,
            };
            let message = match here.find(&fragment) {
                None if lost.contains(&*of_source) => continue,
                None => format!(
                    "the link leads to #{fragment}, which this page has not: the source's leads to #{of_source}"
                ),
                Some(Place::Heading(Some(heading)))
                    if answer.is_some_and(|answer| answer != heading && told(pair, heading)) =>
                {
                    format!(
                        "the link leads to another heading, #{fragment}: the source's leads to #{of_source}"
                    )
                }
                Some(_) => continue,
            };
            let text = answer
                .map(|block| pair.target.document.text(pair.target.document.blocks[block as usize].text));
            let [sentence, source_sentence] =
                [(pair.target, mark), (pair.source, old)].map(|(of, mark)| sentence(of, mark));
            sink.push(
                Draft::new(rule, message, pair.target, mark.text, sentence)
                    .from_source(pair, old.text, source_sentence)
                    .help(text.map(|text| format!("Link to the heading “{text}”.")).unwrap_or_default())
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

/// The sentence around a mark, else its block.
fn sentence(rendition: Rendition<'_>, mark: &Mark) -> Span {
    let document = rendition.document;
    let at = document.sentences.partition_point(|sentence| sentence.text.end <= mark.text.start);
    match document.sentences.get(at) {
        Some(sentence) if sentence.text.start <= mark.text.start => sentence.text,
        _ => mark.text,
    }
}
