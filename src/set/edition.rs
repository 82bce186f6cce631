//! Editions: the product and version that a page is about.
//!
//! Two editions of one topic ("Moving mailboxes" for Exchange Server 2013 and for Exchange
//! Server 2019) are two documents. Front matter tells them apart (`mtps_version`,
//! `ms.prod`, `monikerRange`: the marks of `lexicon/products.yaml`), else what the page mentions most.

use crate::document::{BlockKind, Document, Page};
use crate::language::lexicon::{self, Product};
use crate::order::OrderedMap;
use crate::search::Search;
use std::fmt;
use std::sync::LazyLock;

/// A product in a version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edition {
    /// Its id in the lexicon; empty where only a moniker is known.
    product: &'static str,
    /// "2013", "2007 R2", or a moniker range as written; empty where unknown.
    version: String,
}

impl Edition {
    /// In ids: "exchange-server-2013".
    pub fn slug(&self) -> String {
        let version = self.version.trim().to_lowercase().replace(' ', "-");
        if self.product.is_empty() {
            version
        } else if version.is_empty() {
            self.product.to_owned()
        } else {
            format!("{}-{version}", self.product)
        }
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = lexicon::product(self.product).map_or(self.product, Product::name);
        write!(
            f,
            "{name}{}{}",
            if name.is_empty() || self.version.is_empty() { "" } else { " " },
            self.version
        )
    }
}

/// Finds editions; made once for a run.
pub struct Editions {
    names: Vec<Named>,
    automaton: Option<Search>,
}

/// What a name means, by what follows its version: "Office 2019" is what people work with, and with
/// "Server" behind it what serves them.
struct Named {
    whole: Option<&'static str>,
    tails: Vec<(&'static str, &'static str)>,
}

/// What a mention in a title or heading counts.
const HEADING: u32 = 3;
/// A product counted less often than this is only mentioned.
const ENOUGH: u32 = 2;

/// To make the automaton takes longer than to form the sets of a small site.
static KNOWN: LazyLock<Editions> = LazyLock::new(Editions::new);

impl Editions {
    /// The editions of all products that are known.
    pub fn known() -> &'static Self {
        &KNOWN
    }

    fn new() -> Self {
        let mut by_name: OrderedMap<String, Named> = OrderedMap::new();
        for product in lexicon::products().iter().filter(|product| product.versioned_by_year) {
            for name in product.names {
                let key = name.name.to_ascii_lowercase();
                let named = by_name.entry(key).or_insert(Named { whole: None, tails: Vec::new() });
                if name.tail.is_empty() {
                    named.whole.get_or_insert(product.id);
                } else {
                    named.tails.push((name.tail, product.id));
                }
            }
        }
        let automaton = Search::for_longest(&by_name.keys().map(String::as_str).collect::<Vec<_>>());
        let names = by_name.into_values().collect();
        // Without the automaton only front matter tells editions; the names are too few for it to fail.
        Self { names, automaton }
    }

    /// The edition of a page, where it tells one.
    pub fn of(&self, page: &Page) -> Option<Edition> {
        let document = page.documents.first()?;
        let mut product = None;
        for mark in lexicon::edition_marks() {
            if document.front_matter.get(mark.key).is_some_and(|value| fits(value.trim(), mark.value)) {
                if !mark.version.is_empty() {
                    return Some(Edition { product: mark.product, version: mark.version.to_owned() });
                }
                product.get_or_insert(mark.product);
            }
        }
        let mentions = self.mentions(page);
        let most = mentions
            .into_iter()
            .filter(|((id, _), count)| *count >= ENOUGH && product.is_none_or(|product| product == *id))
            .max_by_key(|((_, version), count)| (*count, *version));
        if let Some(((product, version), _)) = most {
            return Some(Edition { product, version: version.to_owned() });
        }
        let moniker =
            document.front_matter.get("monikerRange").map(str::trim).filter(|text| !text.is_empty());
        match (product, moniker) {
            (Some(product), _) => Some(Edition { product, version: String::new() }),
            (None, Some(moniker)) => Some(Edition { product: "", version: moniker.to_owned() }),
            (None, None) => None,
        }
    }

    /// How often each product with each version stands in a page.
    fn mentions<'a>(&self, page: &'a Page) -> OrderedMap<(&'static str, &'a str), u32> {
        let mut counts = OrderedMap::new();
        let Some(automaton) = &self.automaton else { return counts };
        for document in &page.documents {
            let text = document.plain.as_str();
            for found in automaton.longest_in(text) {
                if text[..found.start()].ends_with(|c: char| c.is_ascii_alphanumeric()) {
                    continue;
                }
                let Some((version, rest)) = version_at(&text[found.end()..]) else { continue };
                let named = &self.names[found.pattern().as_usize()];
                let torn =
                    named.tails.iter().find(|(tail, _)| rest.starts_with(tail)).map(|(_, product)| *product);
                if let Some(product) = torn.or(named.whole) {
                    *counts.entry((product, version)).or_insert(0) += weight(document, found.start());
                }
            }
        }
        counts
    }
}

/// Whether a value of front matter has a mark; one that ends with `*` is compared by its start.
fn fits(value: &str, mark: &str) -> bool {
    match mark.strip_suffix('*') {
        Some(start) => value.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)),
        None => value.eq_ignore_ascii_case(mark),
    }
}

/// The year, with "R2" where that follows, that a text starts with, and what stands behind it.
fn version_at(text: &str) -> Option<(&str, &str)> {
    let begin = text.trim_start_matches([' ', '\u{A0}', '-']);
    let skipped = text.len() - begin.len();
    let digits = begin.bytes().take_while(u8::is_ascii_digit).count();
    if skipped > 3 || digits != 4 || !(begin.starts_with("20") || begin.starts_with("19")) {
        return None;
    }
    let length = if begin[digits..].starts_with(" R2") { digits + " R2".len() } else { digits };
    Some((&begin[..length], begin[length..].trim_start_matches([' ', '\u{A0}', '-'])))
}

/// What a mention at `at` in `plain` counts.
fn weight(document: &Document, at: usize) -> u32 {
    let after = document.blocks.partition_point(|block| block.text.start as usize <= at);
    match after.checked_sub(1).map(|index| document.blocks[index].kind) {
        Some(BlockKind::Title | BlockKind::Heading { .. }) => HEADING,
        _ => 1,
    }
}
