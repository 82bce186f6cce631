//! The rules of the core: their order, and their examples, run as tests.

mod rule_examples;

use unisono::checks::{RULES, rule};

#[test]
fn every_rule_flags_what_its_examples_say_and_nothing_else() {
    rule_examples::flag_what_they_say(RULES.iter().copied());
}

#[test]
fn rules_are_ordered_by_name_and_absorb_only_rules_that_exist() {
    assert!(RULES.is_sorted_by_key(|rule| rule.name));
    for known in RULES {
        for absorbed in known.absorbs {
            assert!(rule(absorbed).is_some(), "{} absorbs {absorbed}", known.name);
        }
    }
}

#[test]
fn every_rule_has_a_category_of_mqm() {
    const DIMENSIONS: [&str; 6] = [
        "accuracy",
        "custom",
        "design-and-markup",
        "linguistic-conventions",
        "locale-conventions",
        "terminology",
    ];
    for known in RULES {
        let (dimension, kind) = known.mqm.split_once('/').expect("a dimension and a kind");
        assert!(DIMENSIONS.contains(&dimension) && !kind.is_empty(), "{}: {}", known.name, known.mqm);
    }
}
