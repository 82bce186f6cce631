//! What the build says of a lexicon with a mistake in it: file and line come from `build.rs`, line
//! and message from here.

#[path = "../build/cues.rs"]
#[allow(dead_code, reason = "only the errors matter here")]
mod cues;
#[path = "../build/domain.rs"]
#[allow(dead_code, reason = "only the errors matter here")]
mod domain;
#[path = "../build/language.rs"]
#[allow(dead_code, reason = "only the errors matter here")]
mod language;
#[path = "../build/products.rs"]
#[allow(dead_code, reason = "only the errors matter here")]
mod products;
#[path = "../build/terms.rs"]
#[allow(dead_code, reason = "only the errors matter here")]
mod terms;
#[path = "../build/weights.rs"]
#[allow(dead_code, reason = "only the errors matter here")]
mod weights;
#[path = "../build/words.rs"]
mod words;
#[path = "../src/yaml/mod.rs"]
#[allow(dead_code, reason = "lexicons need a part of it")]
mod yaml;

const WHOLE: &str =
    "english-name: Test\nscript: Latn\ncommon-words: [a]\nnumbers: {decimal: \".\", group: []}\ndates: {}\n";

fn fault<T>(result: yaml::Result<T>) -> String {
    result.map_or_else(|fault| format!("{}: {}", fault.line, fault.message), |_| "no fault".to_owned())
}

fn lexicon(text: &str) -> String {
    let added = domain::Added::default();
    let read = |concepts| yaml::read(text).and_then(|root| language::read("xx", &root, &concepts, &added));
    fault(concepts().and_then(read))
}

/// The concept that there is.
fn concepts() -> yaml::Result<cues::Concepts> {
    let root = yaml::read("only: {class: only, name: only}")?;
    let mut concepts = cues::Concepts::default();
    concepts.name(&root)?;
    cues::concepts(&root, &mut concepts)?;
    Ok(concepts)
}

fn catalogue(text: &str) -> String {
    let mut products = products::Products::default();
    fault(yaml::read(text).and_then(|root| products::read(&root, &["de".to_owned()], &mut products)))
}

fn of_domain(text: &str) -> String {
    let tags = ["de".to_owned()];
    let read = || {
        let root = yaml::read(text)?;
        let (mut concepts, mut products) = (concepts()?, products::Products::default());
        domain::Domains::name(&root, &tags, &mut concepts, &mut products)?;
        let ids = products.ids();
        domain::Domains::default().read("test", &root, &tags, &mut concepts, &ids)
    };
    fault(read())
}

#[test]
fn a_mistake_in_a_domain_is_named_with_its_line() {
    const NAMED: &str = "name: tests\nspeaks-of: [x]\nproducts:\n  x: {name: X}\n";
    for (more, expected) in [
        ("concepts:\n  only: {class: role, name: only}", "6: \"only\" stands twice"),
        ("concepts:\n  edge: {class: rule, name: edge}", "6: \"rule\" is no class"),
        ("words:\n  fr: {only: [x]}", "6: there is no lexicon \"fr\""),
        ("words:\n  de: {edge: [x]}", "6: \"edge\" is no concept of lexicon/concepts.yaml or of a domain"),
        ("loanwords:\n  de: [X]", "6: \"X\" has to be in lower case"),
        ("speeks-of: [x]", "5: \"speeks-of\" is not known here"),
    ] {
        let fault = of_domain(&format!("{NAMED}{more}\n"));
        assert!(fault.starts_with(expected), "{more:?} gives {fault}");
    }
    assert_eq!(of_domain("name: tests\nspeaks-of: [z]\n"), "2: there is no product \"z\"");
    assert_eq!(of_domain(NAMED), "no fault");
}

#[test]
fn a_lexicon_of_the_required_fields_is_enough() {
    assert_eq!(lexicon(WHOLE), "no fault");
}

#[test]
fn a_mistake_in_a_lexicon_is_named_with_its_line() {
    for (more, expected) in [
        ("cues: {onyl: [a]}", "6: \"onyl\" is no concept of lexicon/concepts.yaml"),
        (
            "cues: {only: [Only]}",
            "6: \"Only\" has to be in lower case: texts are lowered before they are compared",
        ),
        ("traps: [\"…\"]", "6: \"…\" has no letter"),
        (
            "loanword: [a]",
            "6: \"loanword\" is not known here; known are: english-name, script, length, letters, common-words,",
        ),
        ("loanwords: [Server]", "6: \"Server\" has to be in lower case"),
        ("loanwords: [pool,\n  pool]", "7: \"pool\" stands twice in this list"),
        ("loanwords: pool", "6: expected a list of words, found \"pool\""),
        ("loanwords: [no]", "6: write 'no' in quotes"),
        ("loanwords: [&a x, *a]", "6: anchors, aliases and tags are not used here"),
        ("loanwords: [a", "not YAML"),
        ("letters: äöä", "6: 'ä' stands twice in these letters"),
        ("script: Latn", "6: \"script\" stands here a second time (first in line 2)"),
        ("capital-letters: verbs", "6: \"verbs\" have no capitals of their own: names or nouns have"),
        ("capitals: [Ministry]", "6: \"Ministry\" has to be in lower case"),
        ("length: 1.2", "6: \"1.2\" is no length from 50 to 200; English is 100"),
        ("abbreviations: [etc]", "6: \"etc\" has to end with its full stop"),
        ("alert-labels:\n  HINT: [TIPP]", "7: \"HINT\" is no kind of alert; kinds are NOTE, TIP,"),
        ("alert-labels:\n  TIP: [Tipp]", "7: \"Tipp\" has to be in upper case"),
        (
            "number-words:\n  cardinals: {}",
            "7: \"cardinals\" is no kind of number; kinds are cardinal, ordinal,",
        ),
        ("number-words:\n  cardinal:\n    two: [zwei]", "8: expected a number in digits, found \"two\""),
        (
            "number-words:\n  cardinal:\n    2: [zwei]\n    3: [zwei]",
            "9: \"zwei\" already stands for another cardinal",
        ),
        ("examples:\n  - text: Hallo", "7: \"language\" (the tag it is recognised as, or none) is missing"),
    ] {
        let fault = lexicon(&format!("{WHOLE}{more}\n"));
        assert!(fault.contains(expected), "{more:?} gives {fault}");
    }
    assert!(
        lexicon("english-name: Test\n").starts_with("1: \"script\""),
        "{}",
        lexicon("english-name: Test\n")
    );
    assert!(lexicon("").contains("empty"));
    assert!(lexicon(&WHOLE.replace("Latn", "Klingon")).starts_with("2: \"Klingon\" is no script"));
}

#[test]
fn a_mistake_in_the_products_is_named_with_its_line() {
    for (text, expected) in [
        ("products:\n  My Product: {name: X}", "2: \"My Product\" has to be in kebab-case"),
        ("products:\n  x: {names: [X]}", "2: \"name\" (its original name) is missing"),
        ("products:\n  x: {name: X, year: true}", "2: \"year\" is not known here"),
        ("products:\n  x: {name: X, year-is-version: maybe}", "2: expected true or false, found \"maybe\""),
        ("products:\n  x:\n    name: X\n    localized: {fr: [Z]}", "4: there is no lexicon \"fr\""),
        ("products:\n  x:\n    name: \"X {version}\"", "3: {version} has to stand inside a name"),
        ("products: {}\neditions:\n  - {key: a, value: b, product: c}", "3: there is no product \"c\""),
    ] {
        let fault = catalogue(text);
        assert!(fault.starts_with(expected), "{text:?} gives {fault}");
    }
    assert_eq!(catalogue("products:\n  x: {name: X, localized: {de: [\"Z*\"]}}"), "no fault");
}
