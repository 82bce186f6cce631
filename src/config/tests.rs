use super::*;
#[cfg(feature = "communications")]
use crate::facts::Domains;
use crate::language::Locale;
use crate::learning::Learning;

const RULES: [&str; 3] = ["number-changed", "product-name-case", "version-changed"];

fn read(text: &str) -> Result<Config, ConfigError> {
    parse_with("unisono.yaml", text, &RULES)
}

fn fails(text: &str) -> String {
    read(text).expect_err("the file is wrong").to_string()
}

#[test]
fn every_key_is_read() {
    let config = read(
        "# ours\nsource: en-us\ntemplates:\n  - \"docs/{locale}/x.md\"\n\
         glossaries: [terms.csv, more.tbx]\npacks: [ours.yaml]\nmemory: [docs.memory]\nlearning: off\n\
         rules:\n  number-changed: error\n  product-name-case: off\nfail-on: warning\n",
    )
    .expect("the file is right");
    assert_eq!(config.options.source.as_ref().map(Locale::as_str), Some("en-US"));
    assert_eq!(config.options.templates, ["docs/{locale}/x.md"]);
    assert_eq!(config.glossaries, ["terms.csv", "more.tbx"]);
    assert_eq!(config.packs, ["ours.yaml"]);
    assert_eq!((config.memory, config.options.learning), (vec!["docs.memory".to_owned()], Learning::Off));
    let rules: Vec<_> = config.options.rules.into_iter().collect();
    assert_eq!(rules, [("number-changed".into(), Some(Severity::Error)), ("product-name-case".into(), None)]);
    assert_eq!(config.fail_on, Some(FailOn::Severity(Severity::Warning)));
}

#[cfg(feature = "communications")]
#[test]
fn domains_are_read_and_a_misspelt_one_is_told() {
    let domains = |text: &str| read(text).expect("the file is right").options.domains.map(Domains::ids);
    assert_eq!(domains("domains: [communications]\n"), Some(vec!["communications"]));
    assert_eq!(domains("domains: []\n"), Some(Vec::new()));
    assert_eq!(domains("source: en\n"), None);
    assert!(fails("domains: [comunications]\n").contains("did you mean \"communications\"?"));
}

#[test]
fn what_is_kept_and_how_languages_are_heard_is_read() {
    let options = read(
        "keep:\n  terms: [Night Desk]\n  sentences: [\"Copyright *\"]\n  pages: [\"blog/*\"]\nlanguages:\n  ca: note\n  it: off\n",
    )
    .expect("the file is right")
    .options;
    assert_eq!(options.keep.terms, ["Night Desk"]);
    assert_eq!(options.keep.sentences, ["Copyright *"]);
    assert_eq!(options.keep.pages, ["blog/*"]);
    let languages: Vec<_> = options.languages.iter().map(|(own, most)| (own.as_str(), *most)).collect();
    assert_eq!(languages, [("ca", Some(Severity::Note)), ("it", None)]);
    assert_eq!(
        fails("keep: {page: [a]}"),
        "unisono.yaml:1:8: unknown kind of what is kept \"page\": did you mean \"pages\"?"
    );
    assert_eq!(
        fails("languages: {catalan!: note}"),
        "unisono.yaml:1:13: languages: \"catalan!\" is no locale: expected one such as ca"
    );
    assert_eq!(
        fails("languages: {ca: quiet}"),
        "unisono.yaml:1:17: unknown severity \"quiet\": expected error, warning, note or off"
    );
}

#[test]
fn folders_of_one_language_are_read() {
    let config = read("source: en\nsource-root: site/docs\nroots:\n  ja: ../ja/docs\n").expect("it is right");
    let roots: Vec<_> = config
        .roots
        .iter()
        .map(|(own, folder)| (own.as_ref().map(Locale::as_str), folder.as_str()))
        .collect();
    assert_eq!(roots, [(None, "site/docs"), (Some("ja"), "../ja/docs")]);
    assert_eq!(
        fails("roots: {japanese!: a}"),
        "unisono.yaml:1:9: roots: \"japanese!\" is no locale: expected one such as ja"
    );
}

#[test]
fn an_empty_file_changes_nothing() {
    for text in ["", "\u{feff}", "# nothing\n", "---\n", "rules:\ntemplates:\n"] {
        let config = read(text).expect("the file is right");
        assert!(config.options.source.is_none() && config.options.rules.is_empty(), "{text:?}");
        assert!(config.options.templates.is_empty() && config.fail_on.is_none(), "{text:?}");
    }
}

#[test]
fn an_unknown_key_or_rule_names_the_nearest() {
    assert_eq!(fails("sorce: en"), "unisono.yaml:1:1: unknown key \"sorce\": did you mean \"source\"?");
    assert_eq!(
        fails("# é\nfail_on: note"),
        "unisono.yaml:2:1: unknown key \"fail_on\": did you mean \"fail-on\"?"
    );
    assert_eq!(
        fails("rules:\n  numbers-changed: off"),
        "unisono.yaml:2:3: unknown rule \"numbers-changed\": did you mean \"number-changed\"?"
    );
    assert_eq!(
        fails("colour: yes"),
        "unisono.yaml:1:1: unknown key \"colour\": expected baseline, domains, fail-on, glossaries, keep, languages, learning, memory, min-confidence, overrides, packs, redirects, require-reason, roots, rules, source, source-root or templates"
    );
}

#[test]
fn a_wrong_value_says_what_is_expected() {
    assert_eq!(
        fails("rules: {number-changed: fatal}"),
        "unisono.yaml:1:25: unknown severity \"fatal\": expected error, warning, note or off"
    );
    assert_eq!(
        fails("fail-on: nevr"),
        "unisono.yaml:1:10: unknown severity to fail on \"nevr\": did you mean \"never\"?"
    );
    assert_eq!(fails("source: [en]"), "unisono.yaml:1:9: source: expected a locale such as en-US");
    assert_eq!(
        fails("source: English"),
        "unisono.yaml:1:9: \"English\" is no locale: expected one such as en-US"
    );
    assert_eq!(
        fails("templates:\n  - docs/page.md"),
        "unisono.yaml:2:5: \"docs/page.md\" does not say where the locale stands: write {locale}"
    );
    assert_eq!(
        fails("rules: off"),
        "unisono.yaml:1:8: rules: expected names of rules, each with error, warning, note or off"
    );
    assert_eq!(
        fails("learning: never"),
        "unisono.yaml:1:11: unknown choice \"never\": expected auto, on or off"
    );
    assert_eq!(fails("glossaries: a.csv"), "unisono.yaml:1:13: glossaries: expected a list of files");
    assert_eq!(fails("- source"), "unisono.yaml:1:1: expected settings, such as: source: en-US");
}

#[test]
fn a_key_set_twice_is_an_error() {
    assert_eq!(fails("source: en\nsource: de"), "unisono.yaml:2:1: \"source\" is set twice");
}

#[test]
fn broken_yaml_is_located() {
    let error = read("source: en\ntemplates: [\"a\n").expect_err("the file is broken");
    assert!(error.message.starts_with("the YAML is broken: "), "{error}");
    assert!(error.line >= 2, "{error}");
}

#[test]
fn settings_of_some_pages_are_read() {
    let config = read(
        "overrides:\n  - paths: [\"blog/*\"]\n    rules: {number-changed: off}\n  - paths: [a.md]\n    min-confidence: 90\nbaseline: known.json\nrequire-reason: true\n",
    )
    .expect("the file is right");
    let [blog, page] = &config.options.overrides[..] else { panic!("there are two") };
    assert_eq!(
        (&blog.paths[..], blog.rules.get("number-changed")),
        (&["blog/*".to_owned()][..], Some(&None))
    );
    assert_eq!((page.paths[0].as_str(), page.min_confidence), ("a.md", Some(90)));
    assert_eq!((config.baseline.as_deref(), config.options.require_reason), (Some("known.json"), true));
    assert_eq!(
        config.lines,
        [("overrides".to_owned(), 1), ("baseline".to_owned(), 6), ("require-reason".to_owned(), 7)]
    );
    assert_eq!(
        fails("overrides: [{rules: {number-changed: off}}]"),
        "unisono.yaml:1:13: overrides: paths is missing: which pages are these settings for?"
    );
    assert_eq!(
        fails("overrides: [{path: [a]}]"),
        "unisono.yaml:1:14: unknown setting of some pages \"path\": did you mean \"paths\"?"
    );
}

#[test]
fn redirects_are_a_map_or_the_files_of_the_site_or_both() {
    let given = |text: &str| {
        let config = read(text).expect("the file is right");
        let map: Vec<_> =
            config.options.redirects.given().iter().map(|(from, to)| format!("{from} {to}")).collect();
        (config.redirects, map)
    };
    let files = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(given("redirects: mkdocs.yml\n"), (files(&["mkdocs.yml"]), files(&[])));
    assert_eq!(given("redirects:\n  /old: /new\n"), (files(&[]), files(&["/old /new"])));
    assert_eq!(
        given("redirects: [_redirects, {/old: /new}]\n"),
        (files(&["_redirects"]), files(&["/old /new"]))
    );
    assert_eq!(given("redirects:\nsource: en\n"), (files(&[]), files(&[])));
    assert_eq!(
        fails("redirects: {/old: [/new]}"),
        "unisono.yaml:1:19: /old: expected the address that it leads to"
    );
    assert!(fails("redirects: [[a]]").contains("expected a map from old addresses to new ones"));
}

#[test]
fn json_is_read_like_yaml() {
    let config = read("{\n  \"source\": \"en-us\",\n  \"rules\": {\"number-changed\": \"off\"}\n}\n")
        .expect("it is right");
    assert_eq!(config.options.source.as_ref().map(Locale::as_str), Some("en-US"));
    assert_eq!(config.options.rules.get("number-changed"), Some(&None));
}

#[test]
fn the_schema_and_the_list_of_settings_name_every_setting_in_order() {
    let names = settings::SETTINGS.map(|setting| setting.name);
    assert!(names.is_sorted());
    let schema: serde_json::Value = serde_json::from_str(&settings::schema()).expect("it is JSON");
    let properties = schema["properties"].as_object().expect("it has properties");
    assert!(properties.keys().eq(names), "{properties:?}");
    let shown = settings::in_force(&read("source: en\nfail-on: note\n").expect("it is right"));
    let of = |name: &str| shown.iter().find(|own| own.name == name).map(|own| (own.value.as_str(), own.line));
    assert_eq!(of("source"), Some(("\"en\"", Some(1))));
    assert_eq!(of("fail-on"), Some(("\"note\"", Some(2))));
    assert_eq!(of("learning"), Some(("\"auto\"", None)));
    assert_eq!(of("glossaries"), Some(("", None)));
}
