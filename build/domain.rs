//! The schema of `domains/<name>.yaml`: what a field of products brings to the lexicons.

use crate::cues::{self, Concepts, Forms};
use crate::products::Products;
use crate::words::{any_case, lower_case, words};
use crate::yaml::fields::Fields;
use crate::yaml::{Fault, Node, Result};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What domains bring to the lexicon of a language.
#[derive(Default)]
pub struct Added {
    pub forms: Forms,
    pub loanwords: Vec<String>,
}

/// What all domains bring.
#[derive(Default)]
pub struct Domains {
    /// By the tag of the language.
    pub added: BTreeMap<String, Added>,
    /// Names of the packs that belong to a domain.
    pub packs: Vec<String>,
    /// The entries of the table of domains.
    rust: String,
}

impl Domains {
    /// The table of domains.
    pub fn rust(&self) -> String {
        format!("pub static DOMAINS: &[Domain] = &[\n{}];\n", self.rust)
    }

    /// Takes the concepts and products of a domain.
    pub fn name(
        root: &Node,
        tags: &[String],
        concepts: &mut Concepts,
        products: &mut Products,
    ) -> Result<()> {
        let mut fields = Fields::of(root, "what a domain brings")?;
        fields.optional("concepts").map(|node| concepts.name(node)).transpose()?;
        fields.optional("products").map(|node| products.add(node, tags)).transpose()?;
        fields.optional("editions").map(|node| products.mark(node)).transpose()?;
        Ok(())
    }

    /// Takes all else; the concepts and products of all files are known.
    pub fn read(
        &mut self,
        id: &str,
        root: &Node,
        tags: &[String],
        concepts: &mut Concepts,
        products: &[String],
    ) -> Result<()> {
        let mut fields = Fields::of(root, "what a domain brings")?;
        let name = fields.required("name", "what the domain is called")?.text("a name")?.to_owned();
        let mut own: Vec<u16> = Vec::new();
        if let Some(node) = fields.optional("concepts") {
            cues::concepts(node, concepts)?;
            for entry in node.entries("a mapping of concepts")? {
                own.push(concepts.number(&entry.key, entry.line)?);
            }
        }
        own.sort_unstable();
        let mut speaks_of = Vec::new();
        for item in
            fields.required("speaks-of", "the products that tell the domain")?.list("ids of products")?
        {
            let id = item.text("an id")?;
            let known = products.iter().position(|known| known == id);
            speaks_of
                .push(known.ok_or_else(|| Fault::new(item.line, format!("there is no product \"{id}\"")))?);
        }
        for (key, forms) in [("words", true), ("loanwords", false)] {
            let Some(node) = fields.optional(key) else { continue };
            for entry in node.entries("a mapping of languages")? {
                if !tags.contains(&entry.key) {
                    return Err(Fault::new(entry.line, format!("there is no lexicon \"{}\"", entry.key)));
                }
                let added = self.added.entry(entry.key.clone()).or_default();
                if forms {
                    for (form, more) in cues::forms(&entry.value, concepts)? {
                        added.forms.entry(form).or_default().extend(more);
                    }
                } else {
                    added.loanwords.extend(words(Some(&entry.value), "words", lower_case)?);
                }
            }
        }
        self.packs.extend(words(fields.optional("packs"), "names of packs", any_case)?);
        // These were taken when the domain was named.
        fields.optional("products");
        fields.optional("editions");
        fields.done()?;
        let _ = writeln!(
            self.rust,
            "    Domain {{ id: {id:?}, name: {name:?}, concepts: &{own:?}, speaks_of: &{speaks_of:?} }},"
        );
        Ok(())
    }
}
