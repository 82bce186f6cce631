//! The schema of `lexicon/concepts.yaml` and of the cues in `lexicon/<tag>.yaml`, and the Rust they become.

use crate::terms::{self, Terms};
use crate::weights::Evidence;
use crate::words::lower_case;
use crate::yaml::fields::Fields;
use crate::yaml::{Fault, Node, Result};
use std::collections::BTreeMap;
use std::fmt::Write;

const CLASSES: [(&str, &str); 15] = [
    ("polarity", "Polarity"),
    ("soft", "Soft"),
    ("strength", "Strength"),
    ("only", "Only"),
    ("condition", "Condition"),
    ("alternative", "Alternative"),
    ("order", "Order"),
    ("status", "Status"),
    ("opposite", "Opposite"),
    ("role", "Role"),
    ("bound", "Bound"),
    ("word", "Word"),
    ("guide", "Guide"),
    ("term", "Term"),
    ("name", "Name"),
];

/// What a concept may do in a sentence, in the order of the bits of `Concept::traits`; what each means
/// says `src/language/traits.rs`.
const TRAITS: [&str; 31] = [
    "advises",
    "conditional",
    "denies",
    "denies-softly",
    "done",
    "echoes",
    "either",
    "ends-in-time",
    "excepts",
    "excludes",
    "final",
    "follows",
    "forbids",
    "frees",
    "gives-examples",
    "joins",
    "leads-away",
    "limits",
    "limits-softly",
    "measures",
    "must-be-told",
    "negative",
    "obliges",
    "partial",
    "permits",
    "server",
    "server-at-large",
    "stands-for-not",
    "steady",
    "takes-up",
    "turns",
];

/// The concepts of all files, ordered by id.
#[derive(Default)]
pub struct Concepts {
    /// Their ids; a concept's number is its place here.
    pub ids: Vec<String>,
    /// The entries of the table, by id.
    rust: BTreeMap<String, String>,
    /// How much each tells of whether two sentences are one.
    pub evidence: Evidence,
    /// The concepts of each family, and those of each action, by id.
    families: BTreeMap<String, String>,
    actions: BTreeMap<String, String>,
}

impl Concepts {
    /// The number of a concept.
    pub fn number(&self, id: &str, line: usize) -> Result<u16> {
        let at = self.ids.binary_search_by(|other| other.as_str().cmp(id));
        at.map(|at| at as u16).map_err(|_| {
            Fault::new(line, format!("\"{id}\" is no concept of lexicon/concepts.yaml or of a domain"))
        })
    }

    /// The entries of the table, as Rust.
    pub fn rust(&self) -> String {
        self.rust.values().map(String::as_str).collect()
    }

    /// Takes the names of the concepts of a file, so that those of all files may name each other.
    pub fn name(&mut self, root: &Node) -> Result<()> {
        for entry in root.entries("a mapping of concepts")? {
            match self.ids.binary_search(&entry.key) {
                Ok(_) => return Err(Fault::new(entry.line, format!("\"{}\" stands twice", entry.key))),
                Err(at) => self.ids.insert(at, entry.key.clone()),
            }
            let fields = entry.value.entries("class and name of the concept")?;
            for (key, groups) in [("family", &mut self.families), ("action", &mut self.actions)] {
                if let Some(group) = fields.iter().find(|field| field.key == key) {
                    groups.insert(entry.key.clone(), group.value.text("a name")?.to_owned());
                }
            }
        }
        Ok(())
    }

    /// Takes the names of the technical terms.
    pub fn name_terms(&mut self, files: &[Terms]) -> std::result::Result<(), String> {
        for term in files.iter().flat_map(|file| &file.members) {
            match self.ids.binary_search(&term.id) {
                Ok(_) => return Err(format!("lexicon/terms: \"{}\" stands twice", term.id)),
                Err(at) => self.ids.insert(at, term.id.clone()),
            }
        }
        Ok(())
    }

    /// The concepts that share a group with another one, or that have another one than it.
    fn grouped(&self, groups: &BTreeMap<String, String>, own: &str, same: bool) -> Vec<u16> {
        let Some(group) = groups.get(own) else { return Vec::new() };
        let others = groups.iter().filter(|(other, name)| *other != own && (*name == group) == same);
        others.filter_map(|(other, _)| self.ids.binary_search(other).ok()).map(|at| at as u16).collect()
    }
}

/// What most concepts are worth where sentences are held against claims.
const USUAL_WEIGHT: u8 = 25;

/// Reads the concepts of a file; all files have been named.
pub fn concepts(root: &Node, concepts: &mut Concepts) -> Result<()> {
    for entry in root.entries("a mapping of concepts")? {
        let mut fields = Fields::of(&entry.value, "class and name of the concept")?;
        let class = fields.required("class", "which rule speaks")?;
        let written = class.text("a class")?;
        let class = CLASSES.iter().find(|known| known.0 == written).ok_or_else(|| {
            let known: Vec<&str> = CLASSES.iter().map(|known| known.0).collect();
            Fault::new(class.line, format!("\"{written}\" is no class; known are: {}", known.join(", ")))
        })?;
        let name = fields.required("name", "how messages call it")?.text("a name")?;
        let mut list = |key: &'static str| -> Result<Vec<u16>> {
            let items =
                fields.optional(key).map(|list| list.list("concepts")).transpose()?.unwrap_or_default();
            items.iter().map(|item| concepts.number(item.text("a concept")?, item.line)).collect()
        };
        let (mut against, answered, hinted) = (list("against")?, list("answered")?, list("hinted")?);
        let (kin, contrary) = (list("kin")?, list("contrary")?);
        let kindred = concepts.grouped(&concepts.families, &entry.key, true);
        against.extend(kindred.into_iter().filter(|other| !against.contains(other)).collect::<Vec<_>>());
        let instead = concepts.grouped(&concepts.actions, &entry.key, false);
        fields.optional("family");
        fields.optional("action");
        let mut traits: u32 = 0;
        if let Some(list) = fields.optional("traits") {
            for item in list.list("traits")? {
                let written = item.text("a trait")?;
                let bit = TRAITS.iter().position(|known| *known == written).ok_or_else(|| {
                    Fault::new(
                        item.line,
                        format!("\"{written}\" is no trait; known are: {}", TRAITS.join(", ")),
                    )
                })?;
                traits |= 1 << bit;
            }
        }
        let weight: u8 = match fields.optional("weight") {
            Some(node) => {
                let written = node.text("tenths of a nat")?;
                let number = written.parse().ok().filter(|tenths| *tenths <= 50);
                number.ok_or_else(|| Fault::new(node.line, format!("expected 0 to 50, found {written}")))?
            }
            None => USUAL_WEIGHT,
        };
        fields.done()?;
        let evidence = concepts.evidence.of(&entry.key);
        concepts.rust.insert(
            entry.key.clone(),
            format!(
                "    Concept {{ id: {:?}, class: Class::{}, name: {name:?}, against: &{against:?}, \
                 answered: &{answered:?}, hinted: &{hinted:?}, confused: &[], kin: &{kin:?}, contrary: &{contrary:?}, \
                 instead: &{instead:?}, names: 0, traits: Traits({traits}), weight: {weight}, evidence: {evidence:?} }},\n",
                entry.key, class.1
            ),
        );
    }
    Ok(())
}

/// Reads the technical terms as concepts; all files have been named.
pub fn term_concepts(files: &[Terms], concepts: &mut Concepts) -> std::result::Result<(), String> {
    let unknown =
        |id: &str, line: usize| format!("lexicon/terms:{line}: \"{id}\" is no term of any file there");
    let confused = terms::confused(files).map_err(|(id, line)| unknown(&id, line))?;
    let mut kinds: Vec<&str> = files.iter().filter_map(|file| file.names.as_deref()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let measures = TRAITS.iter().position(|&one| one == "measures").unwrap_or_default();
    for (term, file) in files.iter().flat_map(|file| file.members.iter().map(move |term| (term, file))) {
        let kind = file.names.as_deref();
        let traits = u32::from(file.units) << measures;
        let number = kind.and_then(|kind| kinds.binary_search(&kind).ok()).map_or(0, |at| at + 1);
        let class = if kind.is_some() { "Name" } else { "Term" };
        let mut others: Vec<u16> = Vec::new();
        for other in confused.get(term.id.as_str()).into_iter().flatten() {
            others.push(concepts.number(other, 0).map_err(|fault| fault.message)?);
        }
        others.sort_unstable();
        let evidence = concepts.evidence.of(&term.id);
        concepts.rust.insert(
            term.id.clone(),
            format!(
                "    Concept {{ id: {:?}, class: Class::{class}, name: {:?}, against: &[], answered: &[], hinted: &[], \
                 confused: &{others:?}, kin: &[], contrary: &[], instead: &[], names: {number}, traits: Traits({traits}), weight: 0, evidence: {evidence:?} }},\n",
                term.id, term.name
            ),
        );
    }
    Ok(())
}

/// The constants by which code names concepts: `concept::NOT`.
pub fn constants(concepts: &Concepts) -> String {
    let mut rust = String::new();
    for (number, id) in concepts.ids.iter().enumerate().filter(|(_, id)| !id.contains('/')) {
        let name = id.to_uppercase().replace('-', "_");
        let _ = writeln!(rust, "    #[doc = \"`{id}`\"]\n    pub const {name}: u16 = {number};");
    }
    rust
}

/// What forms state: the concepts of each.
pub type Forms = BTreeMap<String, Vec<u16>>;

fn form(node: &Node) -> Result<String> {
    let text = node.text("a form")?;
    if let Some(wrong) = lower_case(text) {
        return Err(Fault::new(node.line, format!("\"{text}\" {wrong}")));
    }
    if !text.chars().any(char::is_alphanumeric) || text.contains('\t') {
        return Err(Fault::new(node.line, format!("\"{text}\" has no letter")));
    }
    Ok(text.to_owned())
}

/// Reads the forms of concepts.
pub fn forms(cues: &Node, concepts: &Concepts) -> Result<Forms> {
    forms_of(cues, |id, line| concepts.number(id, line))
}

/// Reads forms by what they state, which `number` finds by its id and line.
fn forms_of(cues: &Node, number: impl Fn(&str, usize) -> Result<u16>) -> Result<Forms> {
    let mut forms = Forms::new();
    for entry in cues.entries("a mapping of concepts to forms")? {
        let concept = number(&entry.key, entry.line)?;
        for item in entry.value.list("forms")? {
            let owners = forms.entry(form(item)?).or_default();
            if owners.contains(&concept) {
                return Err(Fault::new(item.line, format!("{} stands here twice", item.value)));
            }
            owners.push(concept);
        }
    }
    Ok(forms)
}

/// Reads the cues and traps of a lexicon as one text, with the forms that domains add; a trap states no concept.
pub fn cues(cues: Option<&Node>, traps: Option<&Node>, concepts: &Concepts, added: &Forms) -> Result<String> {
    let mut forms = cues.map(|cues| forms(cues, concepts)).transpose()?.unwrap_or_default();
    for (form, more) in added {
        let owners = forms.entry(form.clone()).or_default();
        let new: Vec<u16> = more.iter().copied().filter(|concept| !owners.contains(concept)).collect();
        owners.extend(new);
    }
    if let Some(traps) = traps {
        for item in traps.list("forms")? {
            forms.entry(form(item)?).or_default();
        }
    }
    Ok(listed(forms))
}

/// Reads the forms of technical terms that stand in the file of a language.
pub fn own_terms(terms: Option<&Node>, concepts: &Concepts) -> Result<Forms> {
    let number = |id: &str, line| match concepts.ids.binary_search(&terms::id_of(id)) {
        Ok(number) => Ok(number as u16),
        Err(_) => Err(Fault::new(line, format!("\"{id}\" is no term of a file in lexicon/terms"))),
    };
    Ok(terms.map(|terms| forms_of(terms, number)).transpose()?.unwrap_or_default())
}

/// The technical terms of a language and their traps, as one text like that of the cues; `own` stand in its own file.
pub fn terms(tag: &str, own: &Forms, files: &[Terms], concepts: &Concepts) -> String {
    let mut forms = own.clone();
    for file in files {
        for form in file.traps.get(tag).into_iter().flatten() {
            forms.entry(form.clone()).or_default();
        }
        for member in &file.members {
            let Ok(number) = concepts.ids.binary_search(&member.id) else { continue };
            for form in member.forms.get(tag).into_iter().flatten() {
                let owners = forms.entry(form.clone()).or_default();
                if !owners.contains(&(number as u16)) {
                    owners.push(number as u16);
                }
            }
        }
    }
    listed(forms)
}

/// One line for each set of concepts: their numbers, then the forms, tabs between. As a table of
/// references the forms would take twice the room.
fn listed(forms: BTreeMap<String, Vec<u16>>) -> String {
    let mut lines: BTreeMap<Vec<u16>, Vec<String>> = BTreeMap::new();
    for (form, mut owners) in forms {
        owners.sort_unstable();
        lines.entry(owners).or_default().push(form);
    }
    let mut text = String::new();
    for (owners, forms) in lines {
        let numbers: Vec<String> = owners.iter().map(u16::to_string).collect();
        let _ = writeln!(text, "{}\t{}", numbers.join(","), forms.join("\t"));
    }
    text
}
