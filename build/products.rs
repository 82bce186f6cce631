//! The schema of `lexicon/products.yaml` and of the products of a domain, and the Rust it becomes.

use crate::words::{any_case, words};
use crate::yaml::fields::Fields;
use crate::yaml::{Fault, Node, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The products of all files.
#[derive(Default)]
pub struct Products {
    /// The body of each entry of the table, by id: a product's number is its place here.
    products: BTreeMap<String, String>,
    /// Key and value, product and version of the edition marks.
    marks: BTreeSet<[String; 4]>,
    /// All names.
    pub names: Vec<String>,
}

impl Products {
    /// All ids, in order.
    pub fn ids(&self) -> Vec<String> {
        self.products.keys().cloned().collect()
    }

    /// The tables of products and of edition marks.
    pub fn rust(&self) -> String {
        let mut rust = String::from("pub static PRODUCTS: &[Product] = &[\n");
        for (id, body) in &self.products {
            let _ = writeln!(rust, "    Product {{ id: {id:?}, {body} }},");
        }
        rust.push_str("];\npub static EDITION_MARKS: &[EditionMark] = &[\n");
        for [key, value, product, version] in &self.marks {
            let _ = writeln!(
                rust,
                "    EditionMark {{ key: {key:?}, value: {value:?}, product: {product:?}, version: {version:?} }},"
            );
        }
        rust.push_str("];\n");
        rust
    }

    /// Takes the products of a file. `tags` are the languages there are.
    pub fn add(&mut self, root: &Node, tags: &[String]) -> Result<()> {
        for entry in root.entries("a mapping of products")? {
            let known = entry.key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if !known {
                return Err(Fault::new(entry.line, format!("\"{}\" has to be in kebab-case", entry.key)));
            }
            let body = product(&entry.value, tags, &mut self.names)?;
            if self.products.insert(entry.key.clone(), body).is_some() {
                return Err(Fault::new(entry.line, format!("\"{}\" stands twice", entry.key)));
            }
        }
        Ok(())
    }

    /// Takes the edition marks of a file; its products have been taken.
    pub fn mark(&mut self, root: &Node) -> Result<()> {
        for item in root.list("edition marks")? {
            let mut fields = Fields::of(item, "key, value, product and version")?;
            let key = fields.required("key", "a key of front matter")?.text("a key")?;
            let value = fields.required("value", "its value")?.text("a value")?;
            let product_node = fields.required("product", "the id of a product")?;
            let product = product_node.text("an id")?;
            let version = fields
                .optional("version")
                .map(|node| node.text("a version"))
                .transpose()?
                .unwrap_or_default();
            fields.done()?;
            if !self.products.contains_key(product) {
                return Err(Fault::new(product_node.line, format!("there is no product \"{product}\"")));
            }
            self.marks.insert([&key.to_lowercase(), value, product, version].map(str::to_owned));
        }
        Ok(())
    }
}

/// Reads `products.yaml`.
pub fn read(root: &Node, tags: &[String], products: &mut Products) -> Result<()> {
    let mut fields = Fields::of(root, "products and editions")?;
    products.add(fields.required("products", "id and names of each product")?, tags)?;
    fields.optional("editions").map(|marks| products.mark(marks)).transpose()?;
    fields.done()
}

fn product(node: &Node, tags: &[String], all: &mut Vec<String>) -> Result<String> {
    let mut fields = Fields::of(node, "names of the product")?;
    let mut names: Vec<(String, usize)> = Vec::new();
    let mut name = |text: &str, line: usize, language: &str, right: bool| -> Result<()> {
        let (text, inflected) = match text.strip_suffix('*') {
            Some(stem) => (stem, true),
            None => (text, false),
        };
        let (name, tail) = match text.split_once("{version}") {
            Some((name, tail)) if !name.trim().is_empty() && !tail.trim().is_empty() => {
                (name.trim(), tail.trim())
            }
            Some(_) => {
                return Err(Fault::new(
                    line,
                    "{version} has to stand inside a name, with words on both sides",
                ));
            }
            None => (text, ""),
        };
        all.push(text.to_owned());
        names.push((
            format!("ProductName {{ name: {name:?}, tail: {tail:?}, language: {language:?}, right: {right}, inflected: {inflected} }}"),
            line,
        ));
        Ok(())
    };
    let first = fields.required("name", "its original name")?;
    name(first.text("a name")?, first.line, "", true)?;
    for (key, right) in [("also", true), ("loosely", false)] {
        for text in words(fields.optional(key), "names", any_case)? {
            name(&text, node.line, "", right)?;
        }
    }
    for (key, right) in [("localized", true), ("localized-loosely", false)] {
        let Some(node) = fields.optional(key) else { continue };
        for entry in node.entries("names by language")? {
            if !tags.contains(&entry.key) {
                return Err(Fault::new(entry.line, format!("there is no lexicon \"{}\"", entry.key)));
            }
            for text in words(Some(&entry.value), "names", any_case)? {
                name(&text, entry.line, &entry.key, right)?;
            }
        }
    }
    let year = fields.optional("year-is-version").map(Node::boolean).transpose()?.unwrap_or(false);
    let ordinary = fields.optional("ordinary-in");
    let line = ordinary.map_or(first.line, |node| node.line);
    let ordinary = words(ordinary, "tags of languages", any_case)?;
    if let Some(tag) = ordinary.iter().find(|tag| !tags.contains(*tag)) {
        return Err(Fault::new(line, format!("there is no lexicon {tag:?}")));
    }
    fields.done()?;
    let mut rust = String::from("names: &[");
    for (index, (name, line)) in names.iter().enumerate() {
        if names[..index].iter().any(|(other, _)| other == name) {
            return Err(Fault::new(*line, "a name of this product stands twice"));
        }
        let _ = write!(rust, "{name}, ");
    }
    let _ = write!(rust, "], versioned_by_year: {year}, ordinary_in: &{ordinary:?}");
    Ok(rust)
}
