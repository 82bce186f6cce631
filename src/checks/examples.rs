//! The examples that the rules carry, run as tests.

use super::{Example, RULES, Rule, example_glossary, example_taught};
use crate::glossary::Glossary;
use crate::language::Locale;
use crate::{Checker, Options};
use std::ops::ControlFlow;

/// What a rule underlines in an example, in the translation mostly.
fn underlined(rule: &Rule, example: &Example) -> Vec<String> {
    let mut checker = Checker::new(Options { source: Locale::parse("en"), ..Options::default() });
    if let Some(glossary) = example_glossary(rule.name) {
        checker.add_glossary(
            Glossary::read("glossary.csv", glossary.as_bytes()).expect("the glossary is right"),
        );
    }
    if let Some(taught) = example_taught(rule.name) {
        checker.remember_bytes("examples.tmx", taught.tmx().as_bytes()).expect("the memory is right");
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

#[test]
fn every_rule_flags_what_its_examples_say_and_nothing_else() {
    let mut wrong = Vec::new();
    for rule in RULES {
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

#[test]
fn rules_are_ordered_by_name_and_absorb_only_rules_that_exist() {
    assert!(RULES.is_sorted_by_key(|rule| rule.name));
    for rule in RULES {
        for absorbed in rule.absorbs {
            assert!(super::rule(absorbed).is_some(), "{} absorbs {absorbed}", rule.name);
        }
    }
}
