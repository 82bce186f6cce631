//! The tests inside `lexicon/terms/*.yaml`: a wrong rendering is flagged by `term-changed` or `name-changed`, the right one by
//! neither. And what holds for the forms of all lexicons.
#![allow(clippy::disallowed_methods, reason = "tests read files")]

#[path = "../src/yaml/mod.rs"]
#[allow(dead_code, reason = "the tests need a part of it")]
mod yaml;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;
use unisono::language::lexicon::{Class, Trait};
use unisono::language::{Locale, lexicon};
use unisono::{Checker, Options};

/// A sentence with a right rendering and a wrong one.
struct Test {
    place: String,
    source: String,
    locale: String,
    right: String,
    wrong: String,
}

/// The tests of all files.
fn tests() -> Vec<Test> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon/terms");
    let mut all = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("the terms are there") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("the terms are UTF-8");
        let mut read = || -> yaml::Result<()> {
            let root = yaml::read(&text)?;
            let listed = root.entries("terms")?.iter().find(|entry| entry.key == "tests");
            let listed = listed.map(|entry| entry.value.list("tests")).transpose()?.unwrap_or_default();
            assert!(!listed.is_empty(), "{} has no tests", path.display());
            for node in listed {
                let entries = node.entries("source, locale, right and wrong")?;
                let field = |key: &str| {
                    let entry = entries.iter().find(|entry| entry.key == key);
                    entry.map_or_else(
                        || Err(yaml::Fault::new(node.line, format!("\"{key}\" is missing"))),
                        |entry| entry.value.text("a text").map(str::to_owned),
                    )
                };
                all.push(Test {
                    place: format!("{}:{}", path.display(), node.line),
                    source: field("source")?,
                    locale: field("locale")?,
                    right: field("right")?,
                    wrong: field("wrong")?,
                });
            }
            Ok(())
        };
        read().unwrap_or_else(|fault| panic!("{}:{}: {}", path.display(), fault.line, fault.message));
    }
    all
}

/// Whether a rendering is flagged by a rule about terms and names, loudly or not.
fn flagged(test: &Test, rendering: &str) -> bool {
    let mut checker = Checker::new(Options::default().with_source(Locale::parse("en")));
    checker.add("", "en/page.md", format!("{}\n", test.source).as_bytes());
    checker.add("", &format!("{}/page.md", test.locale), format!("{rendering}\n").as_bytes());
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
    report.findings.iter().any(|finding| matches!(finding.rule, "term-changed" | "name-changed"))
}

#[test]
fn a_term_that_became_another_of_its_family_is_flagged_and_its_rendering_is_not() {
    let mut wrong = Vec::new();
    for test in tests() {
        if flagged(&test, &test.right) {
            wrong.push(format!("{}: flagged though it is right: {}", test.place, test.right));
        }
        if !flagged(&test, &test.wrong) {
            wrong.push(format!("{}: not flagged: {}", test.place, test.wrong));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_term_has_forms_in_english_and_in_most_languages() {
    let terms = lexicon::concepts().iter().enumerate().filter(|(_, concept)| !concept.confused.is_empty());
    let mut few = Vec::new();
    let mut all = 0;
    for (number, concept) in terms {
        let knows = |tag: &str| {
            Locale::parse(tag).is_some_and(|locale| unisono::facts::cue::knows(&locale, number as u16))
        };
        let languages = lexicon::all().iter().filter(|lexicon| knows(lexicon.tag)).count();
        all += 1;
        if !knows("en") || languages < 6 {
            few.push(concept.id);
        }
    }
    assert!(all > 400 && few.is_empty(), "{all} terms; few languages have {few:?}");
}

/// Whether one of the concepts that a form states is a negation.
fn of_denial(stated: &[u16]) -> bool {
    stated.iter().any(|&concept| lexicon::traits(concept).has(Trait::Denies))
}

#[test]
fn a_form_that_only_guidance_knows_hides_no_negation_that_stands_in_it() {
    // The longest form alone speaks: "ya no" must be a negation as well, or "no" in it is lost.
    let mut hidden = Vec::new();
    for lexicon in lexicon::all() {
        let denying: BTreeSet<_> =
            lexicon.forms().filter(|(_, stated)| of_denial(stated)).map(|(form, _)| form).collect();
        let denies = |form: &str| denying.contains(form);
        // A form that states nothing is a trap, which hides what stands in it on purpose.
        for (form, stated) in lexicon.forms().filter(|(_, stated)| !stated.is_empty()) {
            let guide = stated.iter().all(|&concept| lexicon::concept(concept).class == Class::Guide);
            let mut parts = form.split([' ', '…']).filter(|part| *part != form);
            if guide && parts.any(denies) {
                hidden.push(format!("{}: {form}", lexicon.tag));
            }
        }
    }
    assert!(hidden.is_empty(), "list them under the negation, too: {hidden:?}");
}

#[test]
fn a_form_of_a_negation_and_a_word_that_states_the_word_states_the_negation() {
    // "Non recommandé" under "recommended" alone would say the same as "recommandé".
    let mut hidden = Vec::new();
    for lexicon in lexicon::all() {
        let forms: BTreeMap<_, _> = lexicon.forms().collect();
        let denies = |form: &str| forms.get(form).is_some_and(|stated| of_denial(stated));
        for (form, stated) in lexicon.forms().filter(|(_, stated)| !of_denial(stated)) {
            let (negations, words): (Vec<&str>, Vec<&str>) = form.split(' ').partition(|word| denies(word));
            let word = words.join(" ");
            // A form that is listed with its ending left open covers those that are longer.
            let covered = |other: &str| {
                other == word
                    || other.strip_suffix('*').is_some_and(|stem| word.starts_with(stem) && stem.len() > 3)
            };
            let affirmed = |concept: &u16| {
                let own = lexicon::concept(*concept);
                matches!(own.class, Class::Opposite | Class::Status)
                    && !lexicon::traits(*concept).has(Trait::Negative)
                    && forms.iter().any(|(other, of)| of.contains(concept) && covered(other))
            };
            let open = |other: &str| other.strip_suffix('*').is_some_and(|stem| form.starts_with(stem));
            let denied = forms.iter().any(|(other, of)| of_denial(of) && open(other));
            // "Not … alone" limits.
            let limits = stated.iter().any(|&concept| lexicon::traits(concept).has(Trait::LimitsSoftly));
            // "Used or not used" says both.
            let both =
                |concept: &u16| lexicon::concept(*concept).against.iter().any(|other| stated.contains(other));
            let exempt = denied || limits || stated.iter().any(both);
            if negations.len() == 1 && !exempt && stated.iter().any(affirmed) {
                hidden.push(format!("{}: {form}", lexicon.tag));
            }
        }
    }
    assert!(hidden.is_empty(), "list them under the negation, too: {hidden:?}");
}
