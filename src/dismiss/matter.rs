//! Reads what the front matter of a page dismisses in all of it:
//!
//! ```yaml
//! unisono:
//!   ignore:
//!     - product-name-case
//!     - rule: number-changed
//!       reason: the figures are those of the German market
//!       until: 2026-12-31
//! ```

use super::read::Reader;
use crate::nearest::nearest;
use crate::source::Span;
use saphyr_parser::{Event, Parser};

const HELP: &str = "Write it as unisono: {ignore: [{rule: number-changed, reason: why}]}.";

/// A node of YAML, as far as it is needed, with its place in the page.
enum Node {
    Scalar(String, Span),
    List(Vec<Node>, Span),
    Map(Vec<(String, Node)>, Span),
}

impl Node {
    fn span(&self) -> Span {
        match self {
            Self::Scalar(_, span) | Self::List(_, span) | Self::Map(_, span) => *span,
        }
    }
}

pub(super) fn read(reader: &mut Reader<'_>) {
    let page = reader.page;
    let Some(document) = page.documents.first() else { return };
    let Some(entry) = document.front_matter.entry("unisono") else { return };
    let key = entry.key_source;
    if page.text.trim_start_matches('\u{feff}').starts_with("+++") {
        return reader.fault(
            key,
            "front matter in TOML cannot say what is ignored",
            "Write <!-- unisono-ignore-file RULE: REASON --> below it.",
        );
    }
    let yaml = &page.text[key.start as usize..document.front_matter.source.end as usize];
    // The closing fence is another document.
    let yaml = yaml.rfind("\n---").or_else(|| yaml.rfind("\n...")).map_or(yaml, |end| &yaml[..=end]);
    // Broken YAML is told by front-matter-invalid.
    let Some(Node::Map(entries, _)) = Tree::new(yaml, key.start).parse() else { return };
    let Some((_, Node::Map(entries, _))) = entries.into_iter().next() else {
        return reader.fault(key, "unisono: needs ignore: and a list", HELP);
    };
    for (name, node) in entries {
        match (name.as_str(), node) {
            ("ignore", Node::List(items, _)) => items.into_iter().for_each(|item| one(reader, item)),
            ("ignore", node) => reader.fault(node.span(), "ignore: needs a list", HELP),
            (name, node) => {
                let message = format!("there is no unisono: {{{name}: …}}, only ignore");
                reader.fault(node.span(), &message, HELP);
            }
        }
    }
}

/// An entry of the list: the name of a rule, or a rule with a reason and a day.
fn one(reader: &mut Reader<'_>, item: Node) {
    let whole = reader.whole();
    let written = item.span();
    match item {
        Node::Scalar(text, span) => reader.ignore(span, &text, whole),
        Node::Map(entries, _) => {
            let (mut rule, mut reason, mut until) = (None, String::new(), None);
            for (name, node) in entries {
                match (name.as_str(), node) {
                    ("rule", Node::Scalar(text, _)) => rule = Some(text),
                    ("reason", Node::Scalar(text, _)) => reason = text,
                    ("until", Node::Scalar(text, _)) => until = Some(text),
                    (name, node) => {
                        let known = ["rule", "reason", "until"];
                        let meant = nearest(name, &known).unwrap_or("rule");
                        let message =
                            format!("{name}: cannot be read here: did you mean {meant}, with a text?");
                        return reader.fault(node.span(), &message, HELP);
                    }
                }
            }
            let rules: Vec<&str> = rule.as_deref().into_iter().collect();
            reader.named(written, &rules, &reason, until.as_deref(), whole);
        }
        Node::List(..) => reader.fault(written, "a list in the list of what is ignored", HELP),
    }
}

struct Tree<'t> {
    yaml: &'t str,
    /// Where it stands in the page.
    base: u32,
    /// The byte of each character: the parser counts those.
    bytes: Vec<u32>,
}

impl<'t> Tree<'t> {
    fn new(yaml: &'t str, base: u32) -> Self {
        Self { yaml, base, bytes: yaml.char_indices().map(|(byte, _)| byte as u32).collect() }
    }

    /// The first node; `None` for broken YAML.
    fn parse(&self) -> Option<Node> {
        // What is open: a list, or a map with the key whose value comes next.
        let mut open: Vec<(Node, Option<String>)> = Vec::new();
        for event in Parser::new_from_str(self.yaml) {
            let (event, at) = event.ok()?;
            let span = self.span(at.start.index(), at.end.index());
            let done = match event {
                Event::MappingStart(..) => {
                    open.push((Node::Map(Vec::new(), span), None));
                    continue;
                }
                Event::SequenceStart(..) => {
                    open.push((Node::List(Vec::new(), span), None));
                    continue;
                }
                Event::MappingEnd | Event::SequenceEnd => match open.pop()?.0 {
                    Node::Map(entries, own) => {
                        let all = entries.iter().fold(own, |all, (_, node)| all.union(node.span()));
                        Node::Map(entries, all)
                    }
                    node => node,
                },
                Event::Scalar(text, ..) => {
                    if let Some((Node::Map(..), key @ None)) = open.last_mut() {
                        *key = Some(text.into_owned());
                        continue;
                    }
                    Node::Scalar(text.into_owned(), span)
                }
                Event::Alias(_) => return None,
                _ => continue,
            };
            match open.last_mut() {
                None => return Some(done),
                Some((Node::List(items, _), _)) => items.push(done),
                Some((Node::Map(entries, _), key)) => entries.push((key.take()?, done)),
                Some((Node::Scalar(..), _)) => return None,
            }
        }
        None
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let byte = |at: usize| self.bytes.get(at).map_or(self.yaml.len(), |byte| *byte as usize);
        let (start, end) = (byte(start), byte(end));
        let end = start + self.yaml.get(start..end).map_or(0, |text| text.trim_end().len());
        Span::new(self.base + start as u32, self.base + end as u32)
    }
}
