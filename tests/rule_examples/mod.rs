//! The examples that rules carry.

use std::ops::ControlFlow;
use unisono::checks::{Example, Rule, example_glossary, example_packs, example_taught};
use unisono::glossary::Glossary;
use unisono::guidance;
use unisono::language::Locale;
use unisono::{Checker, Options};

/// What a rule underlines in an example, in the translation mostly.
fn underlined(rule: &Rule, example: &Example) -> Vec<String> {
    let mut checker = Checker::new(Options::default().with_source(Locale::parse("en")));
    if let Some(glossary) = example_glossary(rule.name) {
        checker.add_glossary(
            Glossary::read("glossary.csv", glossary.as_bytes()).expect("the glossary is right"),
        );
    }
    if let Some(taught) = example_taught(rule.name) {
        checker.remember_bytes("examples.tmx", taught.tmx().as_bytes()).expect("the memory is right");
    }
    for pack in example_packs(rule.name) {
        checker.add_pack(guidance::parse("pack.yaml", pack).expect("the pack is right"));
    }
    checker.add("", "en/page.md", example.source.as_bytes());
    checker.add("", &format!("{}/page.md", example.locale), example.target.as_bytes());
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
    let [source, target]: [Vec<u16>; 2] =
        [example.source, example.target].map(|text| text.encode_utf16().collect());
    report
        .findings
        .iter()
        .filter(|finding| finding.rule == rule.name)
        .map(|finding| {
            let text = if finding.locale == "en" { &source } else { &target };
            let range = finding.range.start.offset as usize..finding.range.end.offset as usize;
            String::from_utf16_lossy(&text[range])
        })
        .collect()
}

/// Every rule flags what its examples say, and nothing else.
pub fn flag_what_they_say(rules: impl IntoIterator<Item = &'static Rule>) {
    let mut wrong = Vec::new();
    for rule in rules {
        for example in rule.examples {
            let found = underlined(rule, example);
            if found != example.flags {
                wrong.push(format!(
                    "{} in {:?}: flags {found:?}, not {:?}",
                    rule.name, example.target, example.flags
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
