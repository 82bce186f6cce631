//! The schema of `lexicon/products.yaml`, and the Rust it becomes.

use crate::words::{any_case, words};
use crate::yaml::fields::Fields;
use crate::yaml::{Fault, Node, Result};
use std::fmt::Write;

/// `products.yaml` as Rust.
pub struct Products {
    /// The entries of the table of products.
    pub products: String,
    /// The entries of the table of edition marks.
    pub marks: String,
    /// All names.
    pub names: Vec<String>,
    /// All ids, in order: a product's number is its place here.
    pub ids: Vec<String>,
}

/// Reads `products.yaml`. `tags` are the languages there are.
pub fn read(root: &Node, tags: &[String]) -> Result<Products> {
    let mut fields = Fields::of(root, "products and editions")?;
    let mut products = Vec::new();
    let mut all = Vec::new();
    for entry in
        fields.required("products", "id and names of each product")?.entries("a mapping of products")?
    {
        let known = entry.key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !known {
            return Err(Fault::new(entry.line, format!("\"{}\" has to be in kebab-case", entry.key)));
        }
        products.push((entry.key.as_str(), product(&entry.value, tags, &mut all)?));
    }
    products.sort_unstable();
    let marks = edition_marks(fields.optional("editions"), &products)?;
    fields.done()?;
    let mut rust = String::new();
    let ids = products.iter().map(|product| product.0.to_owned()).collect();
    for (id, body) in products {
        let _ = writeln!(rust, "    Product {{ id: {id:?}, {body} }},");
    }
    Ok(Products { products: rust, marks, names: all, ids })
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
    fields.done()?;
    let mut rust = String::from("names: &[");
    for (index, (name, line)) in names.iter().enumerate() {
        if names[..index].iter().any(|(other, _)| other == name) {
            return Err(Fault::new(*line, "a name of this product stands twice"));
        }
        let _ = write!(rust, "{name}, ");
    }
    let _ = write!(rust, "], versioned_by_year: {year}");
    Ok(rust)
}

fn edition_marks(node: Option<&Node>, products: &[(&str, String)]) -> Result<String> {
    let mut marks = Vec::new();
    for item in node.map(|node| node.list("edition marks")).transpose()?.unwrap_or_default() {
        let mut fields = Fields::of(item, "key, value, product and version")?;
        let key = fields.required("key", "a key of front matter")?.text("a key")?;
        let value = fields.required("value", "its value")?.text("a value")?;
        let product_node = fields.required("product", "the id of a product")?;
        let product = product_node.text("an id")?;
        let version =
            fields.optional("version").map(|node| node.text("a version")).transpose()?.unwrap_or_default();
        fields.done()?;
        if !products.iter().any(|(id, _)| *id == product) {
            return Err(Fault::new(product_node.line, format!("there is no product \"{product}\"")));
        }
        marks.push((key.to_lowercase(), value, product, version));
    }
    marks.sort_unstable();
    let mut rust = String::new();
    for (key, value, product, version) in marks {
        let _ = writeln!(
            rust,
            "    EditionMark {{ key: {key:?}, value: {value:?}, product: {product:?}, version: {version:?} }},"
        );
    }
    Ok(rust)
}
