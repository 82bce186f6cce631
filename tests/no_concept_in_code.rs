//! Which concept negates, limits or obliges is said in `lexicon/concepts.yaml`. Rules, the comparison and the
//! guidance ask for traits: no concept is named there in code.
#![allow(clippy::disallowed_methods, reason = "tests read files")]

use std::fs;
use std::path::Path;
use unisono::language::lexicon;

/// The Rust files below a folder, without those of tests.
fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("sources are UTF-8");
            // What stands behind `mod tests` is no rule.
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned();
            found.push((path.display().to_string(), code));
        }
    }
}

#[test]
fn no_concept_is_named_in_rules_comparison_and_guidance() {
    let mut files = Vec::new();
    for room in ["src/checks", "src/compare", "src/guidance"] {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(room), &mut files);
    }
    assert!(files.len() > 60, "{} files", files.len());
    let mut named = Vec::new();
    for (path, code) in &files {
        if code.contains("concept::") {
            named.push(format!("{path}: a constant of a concept"));
        }
        for concept in lexicon::concepts() {
            // As a value that concepts are looked up by or compared with. The fields of a pack have names of
            // their own ("only", "role"), which the schema of packs reads.
            for written in [format!("== \"{}\"", concept.id), format!("number(\"{}\")", concept.id)] {
                if code.contains(&written) {
                    named.push(format!("{path}: {written}"));
                }
            }
        }
    }
    assert!(named.is_empty(), "{}", named.join("\n"));
}
