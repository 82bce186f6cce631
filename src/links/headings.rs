//! The names and headings of a page that a fragment may lead to.

use crate::document::{BlockId, BlockKind, Document};
use crate::facts::features;
use crate::order::{OrderedMap, OrderedSet};
use serde::{Deserialize, Serialize};

/// Where a fragment leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Place {
    /// To a name that the page gives.
    Named,
    /// To a heading, by its text; `None` where several have it, or where a slug tells none.
    Heading(Option<BlockId>),
}

/// The headings of a page by what sites make of their texts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Headings {
    /// The names that the page gives, in lower case.
    names: OrderedSet<String>,
    /// By letters and digits, in lower case.
    exact: OrderedMap<String, Option<BlockId>>,
    /// By what is left of them without accents.
    bare: OrderedMap<String, Option<BlockId>>,
    /// By their ASCII letters and digits.
    ascii: OrderedMap<String, Option<BlockId>>,
    /// Whether one has nothing in ASCII: some sites number these.
    numbered: bool,
}

impl Headings {
    pub(crate) fn of(document: &Document) -> Self {
        let mut headings = Self {
            names: document.anchors.iter().map(|name| name.to_lowercase()).collect(),
            exact: OrderedMap::new(),
            bare: OrderedMap::new(),
            ascii: OrderedMap::new(),
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
                let only = (!map.contains_key(&key)).then_some(id);
                map.insert(key, only);
            }
        }
        headings
    }

    /// Where a fragment leads to; `None` for nowhere.
    pub(crate) fn find(&self, fragment: &str) -> Option<Place> {
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
