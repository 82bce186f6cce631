//! Sentence pairs in ten languages: defects that their rule must flag, and rewrites that mean the same
//! and must stay silent. The floors keep what the lexicons have reached.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "tests read files and print their figures"
)]

#[path = "../src/yaml/mod.rs"]
#[allow(dead_code, reason = "the pairs need a part of it")]
mod yaml;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use unisono::checks::rule;
use unisono::language::Locale;
use unisono::{Checker, Options, Severity};

struct Comparison {
    source: String,
    target: String,
    rule: String,
}

/// The pairs of each language, by its tag.
fn pairs() -> BTreeMap<String, Vec<Comparison>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/meaning");
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(&folder).expect("the pairs are there") {
        let path = entry.expect("an entry").path();
        let tag = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("the pairs are UTF-8");
        let fail =
            |fault: yaml::Fault| -> ! { panic!("{}:{}: {}", path.display(), fault.line, fault.message) };
        let root = yaml::read(&text).unwrap_or_else(|fault| fail(fault));
        let list = root.list("pairs").unwrap_or_else(|fault| fail(fault));
        let read = |node: &yaml::Node| -> yaml::Result<Comparison> {
            let entries = node.entries("source, target and rule")?;
            let field = |key: &str| {
                let entry = entries.iter().find(|entry| entry.key == key);
                entry.map_or_else(
                    || Err(yaml::Fault::new(node.line, format!("\"{key}\" is missing"))),
                    |entry| entry.value.text("a text").map(str::to_owned),
                )
            };
            Ok(Comparison { source: field("source")?, target: field("target")?, rule: field("rule")? })
        };
        all.insert(tag, list.iter().map(|node| read(node).unwrap_or_else(|fault| fail(fault))).collect());
    }
    all
}

/// The rules that speak about a pair at error or warning; those that are notes by nature count, too, where
/// `notes` asks for them.
fn loud(tag: &str, pair: &Comparison, notes: bool) -> Vec<&'static str> {
    let mut checker = Checker::new(Options::default().with_source(Locale::parse("en")));
    // One sentence a page: harder than real pages, which tell how long a translation should be.
    let page = |text: &str| format!("# XMPP\n\n{text}\n");
    checker.add("", "en/page.md", page(&pair.source).as_bytes());
    checker.add("", &format!("{tag}/page.md"), page(&pair.target).as_bytes());
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
    let by_nature = |name| rule(name).is_some_and(|rule| rule.severity == Severity::Note);
    let heard = report.findings.iter().filter(|f| f.severity > Severity::Note || notes && by_nature(f.rule));
    heard.map(|f| f.rule).collect()
}

/// Of all defects, the share that must be flagged by the right rule; of all rewrites, the share that must
/// stay silent; and the least of either in any language.
const FLOORS: [(f64, f64); 2] = [(0.90, 0.80), (0.90, 0.80)];

#[test]
fn meaning_that_changed_is_flagged_and_meaning_that_did_not_is_left_alone() {
    let mut wrong = Vec::new();
    let (mut totals, mut worst) = ([(0, 0); 2], [1.0_f64; 2]);
    let all = pairs();
    assert!(all.len() >= 10 && all.values().map(Vec::len).sum::<usize>() >= 300);
    for (tag, pairs) in &all {
        let mut counts = [(0, 0); 2];
        for pair in pairs {
            let rewrite = pair.rule == "none";
            let found = loud(tag, pair, !rewrite);
            let right = if rewrite { found.is_empty() } else { found.contains(&pair.rule.as_str()) };
            let count = &mut counts[usize::from(rewrite)];
            count.0 += usize::from(right);
            count.1 += 1;
            if !right {
                wrong.push(format!("{tag} {}: {found:?}\n   {}\n   {}", pair.rule, pair.source, pair.target));
            }
        }
        assert!(counts[1].1 >= 15, "{tag} has fewer than 15 rewrites");
        println!(
            "{tag:6} defects {} of {}, rewrites silent {} of {}",
            counts[0].0, counts[0].1, counts[1].0, counts[1].1
        );
        for kind in 0..2 {
            totals[kind].0 += counts[kind].0;
            totals[kind].1 += counts[kind].1;
            worst[kind] = worst[kind].min(counts[kind].0 as f64 / counts[kind].1 as f64);
        }
    }
    for kind in 0..2 {
        let share = totals[kind].0 as f64 / totals[kind].1 as f64;
        println!("{} of {}: {:.1} %", totals[kind].0, totals[kind].1, 100.0 * share);
        let (least, least_anywhere) = FLOORS[kind];
        assert!(
            share >= least && worst[kind] >= least_anywhere,
            "{share} {}\n{}",
            worst[kind],
            wrong.join("\n")
        );
    }
    if std::env::var_os("UNISONO_SHOW").is_some() {
        println!("{}", wrong.join("\n"));
    }
}
