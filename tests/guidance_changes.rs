//! Changes made to claims, in nine languages: harmful ones, which the cell of the claim has to show, and harmless
//! rewrites, which must change no cell.
//!
//! `tests/guidance/changes/en.yaml` holds two source pages, the other files a right translation of both, each with its
//! changes: `was` stands in one of the pages once, `is` takes its place. `cell` is what the claim then reads as; where
//! readers may differ, `a | b`. What each change does was written down before anything was measured.
//! `UNISONO_SHOW=1 cargo test --test guidance_changes -- --nocapture` prints every change that is read otherwise.
#![cfg(feature = "communications")]
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "tests read files and print their figures"
)]

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use unisono::language::Locale;
use unisono::{Checker, Options, yaml};

/// The editions of the two pages.
const EDITIONS: [&str; 2] = ["2013", "2019"];

struct Change {
    /// Where it stands in its file.
    line: usize,
    claim: String,
    kind: String,
    was: String,
    is: String,
    /// What the cell may read; empty for a rewrite.
    cell: Vec<String>,
}

struct Language {
    pages: BTreeMap<String, String>,
    changes: Vec<Change>,
    /// By edition, the claims that each page states; of the source only.
    states: BTreeMap<String, Vec<String>>,
}

fn text(node: &yaml::Node) -> String {
    match &node.value {
        yaml::Value::Scalar(text) => text.clone(),
        other => panic!("line {}: expected a text, found {other}", node.line),
    }
}

fn change(node: &yaml::Node) -> yaml::Result<Change> {
    let mut change = Change {
        line: node.line,
        claim: String::new(),
        kind: String::new(),
        was: String::new(),
        is: String::new(),
        cell: Vec::new(),
    };
    for entry in node.entries("a change")? {
        let value = text(&entry.value);
        match entry.key.as_str() {
            "claim" => change.claim = value,
            "kind" => change.kind = value,
            "was" => change.was = value,
            "is" => change.is = value,
            "cell" => change.cell = value.split('|').map(|one| one.trim().to_owned()).collect(),
            other => panic!("line {}: {other} is no part of a change", entry.line),
        }
    }
    Ok(change)
}

fn languages() -> BTreeMap<String, Language> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guidance/changes");
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(&folder).expect("the changes are there") {
        let path = entry.expect("an entry").path();
        let tag = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let file = std::fs::read_to_string(&path).expect("the changes are UTF-8");
        let fail =
            |fault: yaml::Fault| -> ! { panic!("{}:{}: {}", path.display(), fault.line, fault.message) };
        let root = yaml::read(&file).unwrap_or_else(|fault| fail(fault));
        let mut language = Language { pages: BTreeMap::new(), changes: Vec::new(), states: BTreeMap::new() };
        for entry in root.entries("pages and changes").unwrap_or_else(|fault| fail(fault)) {
            match entry.key.as_str() {
                "harmful" | "harmless" => {
                    let list = entry.value.list("changes").unwrap_or_else(|fault| fail(fault));
                    let read = list.iter().map(|node| change(node).unwrap_or_else(|fault| fail(fault)));
                    language.changes.extend(read);
                }
                "states" => {
                    for edition in entry.value.entries("claims").unwrap_or_else(|fault| fail(fault)) {
                        let list = edition.value.list("ids").unwrap_or_else(|fault| fail(fault));
                        language.states.insert(edition.key.clone(), list.iter().map(text).collect());
                    }
                }
                edition => {
                    language.pages.insert(edition.to_owned(), text(&entry.value));
                }
            }
        }
        all.insert(tag, language);
    }
    all
}

/// The verdicts of all cells, by claim and locale.
fn cells(pages: &[(&str, &BTreeMap<String, String>)]) -> BTreeMap<(String, String), (&'static str, String)> {
    let mut checker = Checker::new(Options::default().with_source(Locale::parse("en")));
    for (locale, editions) in pages {
        for (edition, page) in *editions {
            checker.add("", &format!("{locale}/{edition}.md"), page.as_bytes());
        }
    }
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
    let matrix = &report.matrix;
    let mut cells = BTreeMap::new();
    for row in &matrix.rows {
        for (version, claim) in matrix.versions.iter().zip(&row.claims) {
            let Some(claim) = claim else { continue };
            for (locale, cell) in version.locales.iter().zip(&claim.cells) {
                if let Some(cell) = cell {
                    let why = cell.places.iter().map(|place| place.why.clone()).collect();
                    cells.insert((claim.id.clone(), locale.clone()), (cell.verdict, why));
                }
            }
        }
    }
    cells
}

/// The pages with one change made.
fn changed(tag: &str, pages: &BTreeMap<String, String>, change: &Change) -> BTreeMap<String, String> {
    let count: usize = pages.values().map(|page| page.matches(&change.was).count()).sum();
    assert_eq!(count, 1, "{tag}.yaml:{}: {:?} stands in the pages once", change.line, change.was);
    pages.iter().map(|(edition, page)| (edition.clone(), page.replace(&change.was, &change.is))).collect()
}

#[test]
fn harmful_changes_show_in_the_cell_of_their_claim_and_harmless_ones_in_none() {
    let show = std::env::var_os("UNISONO_SHOW").is_some();
    let languages = languages();
    let source = &languages["en"];
    let (mut right, mut shown, mut harmful, mut moved, mut harmless) = (0, 0, 0, 0, 0);
    let mut beside = 0;
    let mut kinds: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let mut wrong = Vec::new();
    let (mut stated, mut expected) = (0, 0);
    for (tag, language) in &languages {
        // English is read with one translation beside it.
        let other = if tag == "en" { "de" } else { tag.as_str() };
        let pages = |own: &BTreeMap<String, String>| match tag.as_str() {
            "en" => cells(&[("en", own), (other, &languages[other].pages)]),
            _ => cells(&[("en", &source.pages), (other, own)]),
        };
        let before = pages(&language.pages);
        for claim in EDITIONS.iter().flat_map(|edition| &source.states[*edition]) {
            expected += 1;
            let verdict = before.get(&(claim.clone(), tag.clone())).map(|cell| cell.0);
            stated += usize::from(verdict == Some("stated"));
            if verdict != Some("stated") {
                wrong.push(format!(
                    "{tag}: {claim} as it is reads {:?}",
                    before.get(&(claim.clone(), tag.clone()))
                ));
            }
        }
        for change in &language.changes {
            let after = pages(&changed(tag, &language.pages, change));
            let place = format!("{tag}.yaml:{}", change.line);
            let differ = |(key, cell): &(&(String, String), &(&str, String))| {
                before.get(*key).map(|cell| cell.0) != Some(cell.0) && key.1 == *tag
            };
            let differing: Vec<String> = after
                .iter()
                .filter(differ)
                .map(|(key, cell)| format!("{} {} ({})", key.0, cell.0, cell.1))
                .collect();
            let lost: Vec<&String> = before
                .keys()
                .filter(|key| key.1 == *tag && !after.contains_key(*key))
                .map(|key| &key.0)
                .collect();
            if change.cell.is_empty() {
                harmless += 1;
                if !differing.is_empty() || !lost.is_empty() {
                    moved += 1;
                    wrong.push(format!("{place}: harmless, yet {differing:?} {lost:?}: {}", change.is));
                }
                continue;
            }
            harmful += 1;
            let verdict = after.get(&(change.claim.clone(), tag.clone())).map(|cell| cell.0);
            let fits = verdict.is_some_and(|verdict| change.cell.iter().any(|cell| cell == verdict));
            let seen = verdict.is_some_and(|verdict| verdict != "stated");
            right += usize::from(fits);
            shown += usize::from(seen);
            let others = differing.iter().filter(|one| !one.starts_with(&format!("{} ", change.claim)));
            let others: Vec<&String> = others.collect();
            beside += others.len();
            if show && !others.is_empty() {
                println!("{place}: {} ({}) and beside it {others:?}", change.claim, change.kind);
            }
            let count = kinds.entry(change.kind.as_str()).or_default();
            count[1] += 1;
            count[0] += usize::from(fits);
            if !fits {
                let wanted = change.cell.join(" or ");
                wrong.push(format!(
                    "{place}: {} ({}) reads {verdict:?}, not {wanted}; changed: {differing:?}: {}",
                    change.claim, change.kind, change.is
                ));
            }
        }
    }
    println!("{stated} of {expected} claims as they are read as stated");
    println!(
        "{right} of {harmful} harmful changes show with the right verdict, {shown} show, {beside} other cells changed"
    );
    println!("{moved} of {harmless} harmless changes change a verdict");
    for (kind, [right, of]) in &kinds {
        println!("  {kind}: {right} of {of}");
    }
    if show {
        println!("{}", wrong.join("\n"));
    }
    assert!(harmful >= 130 && harmless >= 60, "{harmful} and {harmless}");
    assert!(right * 100 >= harmful * 92, "{right} of {harmful}");
    assert!(moved <= 2, "{moved} of {harmless}");
    assert!(stated * 100 >= expected * 98, "{stated} of {expected}");
}
