//! The schema of a pack (`packs/*.yaml`, and whatever file a user writes): YAML to [`Pack`].
//!
//! `build.rs` reads the built-in packs with this very module, so that a mistake in one stops the build.

use super::pack::{Case, Claim, Group, Pack, Polarity, Selector, Strength, Verdict};
use crate::yaml::fields::Fields;
use crate::yaml::{Fault, Node, Result};

/// What a pack may name: the concepts and products of the lexicon.
pub trait Vocabulary {
    /// The number of a concept.
    fn concept(&self, id: &str) -> Option<u16>;
    /// The number of a product.
    fn product(&self, id: &str) -> Option<u16>;
}

/// Reads a pack.
///
/// # Errors
/// The first thing that is wrong, with its line and what is expected there.
pub fn read(root: &Node, vocabulary: &dyn Vocabulary) -> Result<Pack> {
    let mut fields = Fields::of(root, "a pack: its id, title and claims")?;
    let reader = Reader { vocabulary };
    let id = fields.required("pack", "the pack's id")?;
    let mut pack = Pack {
        id: kebab(id, "the pack's id")?.to_owned(),
        title: fields.required("title", "what the pack is about, for people")?.text("a title")?.to_owned(),
        ..Pack::default()
    };
    if let Some(edition) = fields.optional("edition") {
        pack.edition = Some(reader.version(edition)?);
    }
    pack.paths = texts(fields.optional("paths"), "parts of paths")?;
    pack.shares = texts(fields.optional("shares"), "ids of claims of other packs")?;
    let claims = fields.required("claims", "the claims, each under its id")?;
    for entry in claims.entries("claims, each under its id")? {
        pack.claims.push(reader.claim(&entry.key, entry.line, &entry.value)?);
    }
    fields.done()?;
    if pack.claims.is_empty() {
        return Err(Fault::new(claims.line, "a pack has at least one claim"));
    }
    Ok(pack)
}

struct Reader<'a> {
    vocabulary: &'a dyn Vocabulary,
}

const POLARITIES: [(&str, Polarity); 3] =
    [("affirmed", Polarity::Affirmed), ("denied", Polarity::Denied), ("both", Polarity::Both)];
const STRENGTHS: [(&str, Strength); 4] = [
    ("fact", Strength::Fact),
    ("may", Strength::May),
    ("should", Strength::Should),
    ("must", Strength::Must),
];
const VERDICTS: [(&str, Option<Verdict>); 4] = [
    ("states", Some(Verdict::Stated)),
    ("contradicts", Some(Verdict::Contradicted)),
    ("weakens", Some(Verdict::Weakened)),
    ("near", None),
];

impl Reader<'_> {
    fn claim(&self, id: &str, line: usize, node: &Node) -> Result<Claim> {
        if id.contains(char::is_whitespace) {
            return Err(Fault::new(line, format!("\"{id}\" is no id: write it without spaces")));
        }
        let mut fields = Fields::of(node, "what the claim says and speaks of")?;
        let says = fields.required("says", "the claim in a sentence, for people")?;
        let mut claim = Claim {
            id: id.to_owned(),
            line: line as u32,
            says: says.text("the claim in a sentence")?.to_owned(),
            origin: optional_text(fields.optional("from"), "where the claim comes from")?,
            subject: self.groups(fields.optional("subject"))?,
            action: self.groups(Some(fields.required("action", "what is done, or is the case")?))?,
            object: self.groups(fields.optional("object"))?,
            role: self.groups(fields.optional("role"))?,
            names: texts(fields.optional("names"), "names that no translation touches")?,
            topic: texts(fields.optional("topic"), "names that a heading of the page holds")?,
            ..Claim::default()
        };
        if claim.action.is_empty() {
            return Err(Fault::new(node.line, "\"action\" needs at least one concept"));
        }
        if let Some(versions) = fields.optional("version") {
            for version in versions.list("products with their versions")? {
                claim.versions.push(self.version(version)?);
            }
        }
        if let Some(polarity) = fields.optional("polarity") {
            claim.polarity = choice(polarity, &POLARITIES)?;
        }
        if let Some(strength) = fields.optional("strength") {
            claim.strength = choice(strength, &STRENGTHS)?;
        }
        claim.only = fields.optional("only").map(Node::boolean).transpose()?.unwrap_or(false);
        claim.condition = self.groups(fields.optional("condition"))?;
        if let Some(node) = fields.optional("procedure") {
            let name = kebab(node, "the procedure's name")?.to_owned();
            let order = fields.required("order", "its place in the procedure, from 1")?;
            let place = order.text("a number from 1")?.parse().ok().filter(|place| *place > 0);
            let place = place.ok_or_else(|| {
                Fault::new(order.line, format!("expected a number from 1, found {}", order.value))
            })?;
            claim.procedure = Some((name, place));
        } else if let Some(order) = fields.optional("order") {
            return Err(Fault::new(order.line, "\"order\" goes with \"procedure\", which is missing"));
        }
        if let Some(severity) = fields.optional("severity") {
            claim.severity =
                Some(choice(severity, &[("error", "error"), ("warning", "warning"), ("note", "note")])?);
        }
        claim.mirrors = texts(fields.optional("mirrors"), "ids of claims")?;
        claim.excludes = texts(fields.optional("excludes"), "ids of claims")?;
        claim.disputes = texts(fields.optional("disputes"), "ids of claims")?;
        if let Some(selectors) = fields.optional("pages") {
            for selector in selectors.list("pages, each by path, asset or anchor")? {
                claim.on.push(page(selector)?);
            }
        }
        if let Some(cases) = fields.optional("cases") {
            claim.cases = sentences(cases)?;
        }
        fields.done()?;
        Ok(claim)
    }

    /// A list of concepts; `a | b` is one that either states.
    fn groups(&self, node: Option<&Node>) -> Result<Vec<Group>> {
        let Some(node) = node else { return Ok(Vec::new()) };
        let mut groups = Vec::new();
        for item in node.list("concepts")? {
            let mut group = Vec::new();
            for id in item.text("a concept")?.split('|').map(str::trim) {
                let concept = self.vocabulary.concept(id).ok_or_else(|| {
                    let message = format!("\"{id}\" is no concept of lexicon/concepts.yaml");
                    Fault::new(item.line, message)
                })?;
                group.push(concept);
            }
            groups.push(group);
        }
        Ok(groups)
    }

    /// A product with its year: "windows-server 2019".
    fn version(&self, node: &Node) -> Result<(u16, u16)> {
        let text = node.text("a product with its version, such as windows-server 2019")?;
        let wrong = || {
            let message = format!("\"{text}\" is no product with its version, such as windows-server 2019");
            Fault::new(node.line, message)
        };
        let (product, year) = text.rsplit_once(' ').ok_or_else(wrong)?;
        let year = year.parse().ok().filter(|year| (1990..2100).contains(year)).ok_or_else(wrong)?;
        let product = self.vocabulary.product(product.trim()).ok_or_else(|| {
            Fault::new(node.line, format!("\"{product}\" is no product of lexicon/products.yaml"))
        })?;
        Ok((product, year))
    }
}

/// Sentences that show a claim, by language and by what they do to it.
fn sentences(node: &Node) -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    for language in node.entries("sentences by language")? {
        for kind in language.value.entries("states, contradicts, weakens or near, each with sentences")? {
            let known = VERDICTS.iter().find(|known| known.0 == kind.key).ok_or_else(|| {
                let message = format!(
                    "\"{}\" is not known here: expected states, contradicts, weakens or near",
                    kind.key
                );
                Fault::new(kind.line, message)
            })?;
            for sentence in kind.value.list("sentences")? {
                cases.push(Case {
                    locale: language.key.clone(),
                    verdict: known.1,
                    sentence: sentence.text("a sentence")?.to_owned(),
                    line: sentence.line as u32,
                });
            }
        }
    }
    Ok(cases)
}

fn page(node: &Node) -> Result<Selector> {
    let mut fields = Fields::of(node, "a page, by path, asset or anchor")?;
    let selector = Selector {
        path: optional_text(fields.optional("path"), "a part of the page's path")?,
        asset: optional_text(fields.optional("asset"), "the asset id in its front matter")?,
        anchor: optional_text(fields.optional("anchor"), "a named anchor in it")?,
    };
    fields.done()?;
    if selector == Selector::default() {
        return Err(Fault::new(node.line, "expected path, asset or anchor"));
    }
    Ok(selector)
}

fn choice<T: Copy>(node: &Node, known: &[(&str, T)]) -> Result<T> {
    let names: Vec<&str> = known.iter().map(|choice| choice.0).collect();
    let expected = format!("one of {}", names.join(", "));
    let text = node.text(&expected)?;
    known
        .iter()
        .find(|choice| choice.0 == text)
        .map(|choice| choice.1)
        .ok_or_else(|| Fault::new(node.line, format!("expected {expected}, found \"{text}\"")))
}

fn texts(node: Option<&Node>, what: &str) -> Result<Vec<String>> {
    let Some(node) = node else { return Ok(Vec::new()) };
    node.list(what)?.iter().map(|item| item.text(what).map(str::to_owned)).collect()
}

fn optional_text(node: Option<&Node>, what: &str) -> Result<String> {
    node.map_or_else(|| Ok(String::new()), |node| node.text(what).map(str::to_owned))
}

fn kebab<'n>(node: &'n Node, what: &str) -> Result<&'n str> {
    let text = node.text(what)?;
    let known = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if text.bytes().all(known) {
        return Ok(text);
    }
    Err(Fault::new(node.line, format!("\"{text}\" has to be in kebab-case")))
}
