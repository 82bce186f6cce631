//! What is known of cmdlets (`cmdlets.yaml`).

use crate::words;
use crate::yaml::fields::Fields;
use crate::yaml::{Fault, Node, Result};

/// The table of a file, in Rust.
pub fn read(root: &Node) -> Result<String> {
    let mut fields = Fields::of(root, "what is known of cmdlets")?;
    let mut common = Fields::of(fields.required("common", "parameters of every cmdlet")?, "a mapping")?;
    let parameters = names(common.optional("parameters"))?;
    let switches = names(common.optional("switches"))?;
    common.done()?;
    let descriptive = names(fields.optional("descriptive"))?;
    let loose = names(fields.optional("switches"))?;
    let nouns = names(fields.optional("nouns"))?;
    let mut cmdlets = Vec::new();
    for entry in fields.required("cmdlets", "cmdlets with their parameters")?.entries("cmdlets")? {
        let Some((_, noun)) = entry.key.split_once('-') else {
            return Err(Fault::new(entry.line, format!("\"{}\" is no verb with a noun", entry.key)));
        };
        if nouns.binary_search_by_key(&noun.to_lowercase(), |known| known.to_lowercase()).is_err() {
            return Err(Fault::new(entry.line, format!("\"{noun}\" is missing in the list of nouns")));
        }
        let mut cmdlet = Fields::of(&entry.value, "parameters and switches")?;
        let parameters = names(cmdlet.optional("parameters"))?;
        let switches = names(cmdlet.optional("switches"))?;
        cmdlet.done()?;
        cmdlets.push((entry.key.to_lowercase(), &entry.key, parameters, switches));
    }
    fields.done()?;
    cmdlets.sort_unstable();
    let mut rust =
        String::from("/// Cmdlets with all their parameters, by name.\npub static CMDLETS: &[Cmdlet] = &[\n");
    for (_, name, parameters, switches) in cmdlets {
        rust.push_str(&format!(
            "    Cmdlet {{ name: {name:?}, parameters: &{parameters:?}, switches: &{switches:?} }},\n"
        ));
    }
    rust.push_str("];\n");
    for (name, words) in [
        ("COMMON_PARAMETERS", parameters),
        ("COMMON_SWITCHES", switches),
        ("DESCRIPTIVE", descriptive),
        ("LOOSE_SWITCHES", loose),
        ("NOUNS", nouns),
    ] {
        rust.push_str(&format!(
            "/// `{name}` of `cmdlets.yaml`, ordered without regard to case.\npub static {name}: &[&str] = &{words:?};\n"
        ));
    }
    Ok(rust)
}

/// Names, sorted without regard to case.
fn names(node: Option<&Node>) -> Result<Vec<String>> {
    let mut names = words::words(node, "names", words::any_case)?;
    names.sort_by_key(|name| name.to_lowercase());
    Ok(names)
}
