//! The built-in packs: looked through by the schema that reads users' packs, then laid down without
//! comments and cases.

use crate::pack::Pack;
use crate::schema::{self, Vocabulary};
use crate::yaml::{Node, Result, Value};

/// What packs may name.
pub struct Words<'a> {
    pub concepts: &'a [String],
    pub products: &'a [String],
}

impl Vocabulary for Words<'_> {
    fn concept(&self, id: &str) -> Option<u16> {
        self.concepts.iter().position(|known| known == id).map(|at| at as u16)
    }
    fn product(&self, id: &str) -> Option<u16> {
        self.products.iter().position(|known| known == id).map(|at| at as u16)
    }
    fn nearest(&self, _: &str) -> Vec<&'static str> {
        // Who builds has the list of concepts open.
        Vec::new()
    }
}

/// A pack that was looked through, and its text.
pub struct Compiled {
    pack: Pack,
    text: String,
}

pub fn compile(root: &Node, words: &Words<'_>) -> Result<Compiled> {
    let pack = schema::read(root, words)?;
    let mut text = String::new();
    lay_down(root, &mut text);
    Ok(Compiled { pack, text })
}

/// Whether the claims that packs name are there.
pub fn check_names(packs: &[Compiled]) -> std::result::Result<(), String> {
    let known = |id: &str| packs.iter().any(|other| other.pack.claims.iter().any(|claim| claim.id == id));
    for Compiled { pack, .. } in packs {
        if let Some(id) = pack.shares.iter().find(|id| !known(id)) {
            return Err(format!(
                "packs/{}.yaml: shares names \"{id}\", which is no claim of any pack",
                pack.id
            ));
        }
        for claim in &pack.claims {
            let named = [&claim.mirrors, &claim.excludes, &claim.disputes];
            if let Some(id) = named.into_iter().flatten().find(|id| !known(id)) {
                let line = claim.line;
                return Err(format!(
                    "packs/{}.yaml:{line}: {} names \"{id}\", which is no claim",
                    pack.id, claim.id
                ));
            }
        }
    }
    Ok(())
}

pub fn rust(packs: &[Compiled]) -> String {
    let texts: Vec<&str> = packs.iter().map(|pack| pack.text.as_str()).collect();
    format!("pub static PACKS: &[&str] = &{texts:#?};\n")
}

/// Writes a node as flow YAML.
fn lay_down(node: &Node, text: &mut String) {
    match &node.value {
        Value::Scalar(scalar) => text.push_str(&format!("{scalar:?}")),
        Value::Sequence(items) => {
            text.push('[');
            for item in items {
                lay_down(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Mapping(entries) => {
            text.push('{');
            for entry in entries.iter().filter(|entry| entry.key != "cases") {
                text.push_str(&format!("{:?}: ", entry.key));
                lay_down(&entry.value, text);
                text.push(',');
            }
            text.push('}');
        }
    }
}
