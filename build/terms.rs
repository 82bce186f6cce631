//! The schema of `lexicon/terms/*.yaml`: technical terms in families, whose members get confused with each other, and names
//! of a kind, which get exchanged for any other name.

use crate::words::lower_case;
use crate::yaml::fields::Fields;
use crate::yaml::{Fault, Node, Result};
use std::collections::BTreeMap;

/// Where the ids of technical terms are apart from those of other concepts.
const PREFIX: &str = "term/";

/// A file as read.
pub struct Terms {
    /// Its terms.
    pub members: Vec<Member>,
    /// Which of them, and of those in other files, are confused with each other, by their ids.
    pub families: Vec<Vec<(String, usize)>>,
    /// The kind of names that it holds ("country"), where it holds names.
    pub names: Option<String>,
    /// Whether its terms are units, which stand behind numbers.
    pub units: bool,
    /// By language, forms that look like those of a member and state nothing.
    pub traps: BTreeMap<String, Vec<String>>,
}

/// A technical term.
pub struct Member {
    /// Its id.
    pub id: String,
    /// How messages call it.
    pub name: String,
    /// By language, the forms by which it is said.
    pub forms: BTreeMap<String, Vec<String>>,
}

/// The fields of a file that are no members.
const FAMILIES: &str = "families";
const NAMES: &str = "names";
const UNITS: &str = "units";
const TRAPS: &str = "traps";
const TESTS: &str = "tests";

/// Reads a file; `tags` are the languages with a lexicon.
pub fn read(root: &Node, tags: &[String]) -> Result<Terms> {
    let mut terms = Terms {
        members: Vec::new(),
        families: Vec::new(),
        names: None,
        units: false,
        traps: BTreeMap::new(),
    };
    for entry in root.entries("a mapping of terms")? {
        match entry.key.as_str() {
            TRAPS => terms.traps = by_language(&entry.value, tags)?,
            FAMILIES => terms.families = families(&entry.value)?,
            UNITS => terms.units = entry.value.text("\"true\"")? == "true",
            NAMES => terms.names = Some(entry.value.text("the kind of names")?.to_owned()),
            TESTS => tests(&entry.value, tags)?,
            id => {
                if !id.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
                    return Err(Fault::new(entry.line, format!("\"{id}\" has to be in kebab-case")));
                }
                let forms = by_language(&entry.value, tags)?;
                terms.members.push(Member { id: id_of(id), name: id.replace('-', " "), forms });
            }
        }
    }
    if let Some(kind) = &terms.names {
        for member in &mut terms.members {
            // "country-south-africa" is called so that no city and no language is called like it.
            if let Some(own) = member.name.strip_prefix(kind.as_str()) {
                member.name = own.trim_start().to_owned();
            }
        }
    } else if terms.families.is_empty() {
        let all = terms.members.iter().map(|member| (member.id.clone(), root.line));
        terms.families.push(all.collect());
    }
    Ok(terms)
}

/// The id of the concept that a term is.
pub fn id_of(name: &str) -> String {
    format!("{PREFIX}{name}")
}

fn families(node: &Node) -> Result<Vec<Vec<(String, usize)>>> {
    let mut all = Vec::new();
    for family in node.list("families")? {
        let members = family.list("terms that are confused with each other")?;
        if members.len() < 2 {
            return Err(Fault::new(family.line, "a family has two members at least"));
        }
        let named = members.iter().map(|member| Ok((id_of(member.text("a term")?), member.line)));
        all.push(named.collect::<Result<Vec<_>>>()?);
    }
    Ok(all)
}

/// The terms that are confused with each, all files taken together; the id of one that no file has, and its line, where a
/// family names it.
pub fn confused(files: &[Terms]) -> std::result::Result<BTreeMap<&str, Vec<&str>>, (String, usize)> {
    let known = |id: &str| files.iter().any(|terms| terms.members.iter().any(|member| member.id == id));
    let mut all: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for family in files.iter().flat_map(|terms| &terms.families) {
        for (one, line) in family {
            if !known(one) {
                return Err((one.trim_start_matches(PREFIX).to_owned(), *line));
            }
            let others = all.entry(one).or_default();
            for (other, _) in family {
                if other != one && !others.contains(&other.as_str()) {
                    others.push(other);
                }
            }
        }
    }
    Ok(all)
}

fn by_language(node: &Node, tags: &[String]) -> Result<BTreeMap<String, Vec<String>>> {
    let mut all = BTreeMap::new();
    for entry in node.entries("a mapping of languages to forms")? {
        if !tags.contains(&entry.key) {
            return Err(Fault::new(entry.line, format!("there is no lexicon \"{}\"", entry.key)));
        }
        let mut forms: Vec<String> = Vec::new();
        for item in entry.value.list("forms")? {
            let form = item.text("a form")?;
            if let Some(wrong) = lower_case(form) {
                return Err(Fault::new(item.line, format!("\"{form}\" {wrong}")));
            }
            if forms.iter().any(|other| other == form) {
                return Err(Fault::new(item.line, format!("\"{form}\" stands here twice")));
            }
            forms.push(form.to_owned());
        }
        all.insert(entry.key.clone(), forms);
    }
    Ok(all)
}

/// Looks whether the tests can be read; `tests/terms.rs` runs them.
fn tests(node: &Node, tags: &[String]) -> Result<()> {
    for test in node.list("sentences with their renderings")? {
        let mut fields = Fields::of(test, "source, locale, right and wrong")?;
        let locale = fields.required("locale", "the language of the renderings")?;
        if !tags.iter().any(|tag| Some(tag.as_str()) == locale.text("a language").ok()) {
            return Err(Fault::new(locale.line, "there is no such lexicon"));
        }
        fields.required("source", "a sentence in English")?.text("a sentence")?;
        fields.required("right", "its rendering")?.text("a sentence")?;
        fields.required("wrong", "a rendering in which a term became another")?.text("a sentence")?;
        fields.done()?;
    }
    Ok(())
}
