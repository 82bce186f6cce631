//! Named terms that a set renders in several ways: told once, with counts, and only where it is one term and
//! two renderings.

use std::ops::ControlFlow;
use unisono::config;
use unisono::language::Locale;
use unisono::learning::Learning;
use unisono::report::ReportedFinding;
use unisono::{Checker, Options, Severity};

type GivenPage = (String, String);

/// English sentences with their German renderings, in pages of 20 with names that begin with `name`.
fn pages(name: &str, pairs: &[(String, String)]) -> Vec<GivenPage> {
    let page = |(at, pairs): (usize, &[(String, String)])| {
        let text = |side: fn(&(String, String)) -> &String| {
            pairs.iter().map(|pair| format!("{}\n\n", side(pair))).collect::<String>()
        };
        let path = |locale: &str| format!("{locale}/{name}-{at:02}.md");
        [(path("en-US"), text(|pair| &pair.0)), (path("de-DE"), text(|pair| &pair.1))]
    };
    pairs.chunks(20).enumerate().flat_map(page).collect()
}

/// Sentences about `term` that differ otherwise; those from `from` on have `rare` for `usual`.
fn sentences(count: usize, from: usize, term: &str, usual: &str, rare: &str) -> Vec<(String, String)> {
    const VERBS: [(&str, &str); 7] = [
        ("restart", "neu starten"),
        ("replace", "ersetzen"),
        ("inspect", "prüfen"),
        ("export", "exportieren"),
        ("document", "dokumentieren"),
        ("update", "aktualisieren"),
        ("copy", "kopieren"),
    ];
    const NOUNS: [(&str, &str); 5] = [
        ("before the summer", "vor dem Sommer"),
        ("without a license", "ohne Lizenz"),
        ("for the tenant", "für den Mandanten"),
        ("in the afternoon", "am Nachmittag"),
        ("with a colleague", "mit einer Kollegin"),
    ];
    (0..count)
        .map(|at| {
            let ((verb, german_verb), (noun, german_noun)) = (VERBS[at % 7], NOUNS[at % 5]);
            let rendering = if at < from { usual } else { rare };
            (
                format!("They {verb} the {term} {noun} of row {at}."),
                format!("Sie {rendering} {german_noun} in Zeile {at} {german_verb}."),
            )
        })
        .collect()
}

/// Sentences without named terms.
fn others(count: usize) -> Vec<(String, String)> {
    sentences(count, count, "picture", "das Bild", "")
}

fn checker(settings: &str, pages: &[GivenPage]) -> Checker {
    let options = config::parse("unisono.yaml", settings).expect("the settings are right").options;
    let mut checker = Checker::new(options.with_source(Locale::parse("en-US")));
    pages.iter().for_each(|(path, text)| checker.add("docs", path, text.as_bytes()));
    checker
}

fn found(checker: &mut Checker) -> Vec<ReportedFinding> {
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
    report.findings.into_iter().filter(|finding| finding.rule == "term-inconsistent").collect()
}

/// What is told of pages that learned from other pages.
fn told(taught: &[GivenPage], checked: &[GivenPage]) -> Vec<ReportedFinding> {
    let mut checker = checker("", checked);
    checker.remember(&self::checker("", taught).learn());
    found(&mut checker)
}

/// A set in which the Edge Server is an "Edgeserver" 48 times and a "Perimeterrechner" 12 times.
fn inconsistent() -> Vec<GivenPage> {
    let mut all = pages("b", &sentences(60, 48, "Edge Server", "den Edgeserver", "den Perimeterrechner"));
    all.extend(pages("a", &others(300)));
    all
}

#[test]
fn a_term_rendered_in_two_ways_is_told_once_with_its_counts() {
    let pages = inconsistent();
    let found = told(&pages, &pages);
    let [finding] = &found[..] else { panic!("one finding, not {found:#?}") };
    assert_eq!(
        finding.message,
        "\"Edge Server\" is rendered in two ways: \"Edgeserver\" in 48, \"Perimeterrechner\" in 12 sentences"
    );
    assert_eq!(finding.severity, Severity::Note);
    // Two pages of 20 say "Edgeserver", the third has eight of them before the first that does not.
    assert_eq!((finding.path.as_str(), finding.range.start.line), ("docs/de-DE/b-02.md", 17));
    assert!(
        finding.help.contains("Sie den Edgeserver vor dem Sommer in Zeile 0 neu starten."),
        "{}",
        finding.help
    );
    assert!(finding.help.contains("(docs/de-DE/b-02.md:17)"), "{}", finding.help);
}

#[test]
fn a_run_that_learns_from_its_own_pages_tells_it_too() {
    let mut pages = inconsistent();
    pages.extend(self::pages("c", &others(2200)));
    let told = |pages: &[GivenPage]| {
        found(&mut checker("learning: on", pages))
            .into_iter()
            .map(|one| (one.path, one.message))
            .collect::<Vec<_>>()
    };
    let backwards: Vec<GivenPage> = pages.iter().rev().cloned().collect();
    assert_eq!(told(&pages).len(), 1);
    assert_eq!(told(&pages), told(&backwards));
    assert_eq!(found(&mut checker("learning: off", &pages)), []);
}

#[test]
fn the_settings_turn_it_off_or_make_it_louder() {
    let pages = inconsistent();
    let memory = checker("", &pages).learn();
    let severities = |settings: &str| {
        let mut checker = checker(settings, &pages);
        checker.remember(&memory);
        found(&mut checker).iter().map(|finding| finding.severity).collect::<Vec<_>>()
    };
    assert_eq!(severities("rules: {term-inconsistent: error}"), [Severity::Error]);
    assert_eq!(severities("rules: {term-inconsistent: off}"), []);
}

#[test]
fn it_keeps_its_fingerprint_where_another_page_comes_first() {
    let pages = inconsistent();
    let mut more = pages.clone();
    more.push(("en-US/a-first.md".into(), "They praise the Edge Server.\n".into()));
    more.push(("de-DE/a-first.md".into(), "Sie loben den Perimeterrechner.\n".into()));
    let [one, two] = [told(&pages, &pages), told(&pages, &more)];
    assert_eq!((one.len(), two.len()), (1, 1));
    assert_eq!(two[0].path, "docs/de-DE/a-first.md");
    assert_eq!(one[0].fingerprint, two[0].fingerprint);
}

#[test]
fn a_memory_is_silent_where_no_page_uses_the_rarer_rendering() {
    let usual = pages("z", &sentences(20, 20, "Edge Server", "den Edgeserver", ""));
    assert_eq!(told(&inconsistent(), &usual), []);
}

#[test]
fn nine_sentences_are_not_enough() {
    let mut pages = pages("b", &sentences(60, 51, "Edge Server", "den Edgeserver", "den Perimeterrechner"));
    pages.extend(self::pages("a", &others(300)));
    assert_eq!(told(&pages, &pages), []);
}

#[test]
fn forms_of_a_word_and_its_compounds_are_one_rendering() {
    for (usual, rare) in
        [("den Wählplan", "die Wählpläne"), ("den Plan", "den Wählplan"), ("den Plan", "den Plan-Eintrag")]
    {
        let mut pages = pages("b", &sentences(60, 40, "Dial Plan", usual, rare));
        pages.extend(self::pages("a", &others(300)));
        assert_eq!(told(&pages, &pages), [], "{usual}, {rare}");
    }
}

#[test]
fn renderings_that_stand_together_are_one() {
    let both = "den Edgeserver (Perimeterrechner)";
    let mut pages = pages("b", &sentences(60, 40, "Edge Server", both, "den Edgeserver"));
    pages.extend(self::pages("a", &others(300)));
    assert_eq!(told(&pages, &pages), []);
}

#[test]
fn a_rendering_that_goes_with_the_words_beside_it_is_another_term() {
    let mut pairs = sentences(60, 60, "Control Panel", "die Verwaltungskonsole", "");
    pairs.extend(sentences(30, 30, "Windows Control Panel", "die Systemsteuerung von Windows", ""));
    let mut pages = pages("b", &pairs);
    pages.extend(self::pages("a", &others(400)));
    assert_eq!(told(&pages, &pages), []);
}

#[test]
fn a_word_that_another_word_of_the_sentence_explains_is_no_rendering() {
    // Where the sentence speaks of the router, too, the Edge Server is only "ihn".
    let beside = |(source, target): (String, String)| {
        (
            source.replace(" of row", " beside the router of row"),
            target.replace(" in Zeile", " neben dem Verteiler in Zeile"),
        )
    };
    let mut pairs = sentences(60, 60, "Edge Server", "den Edgeserver", "");
    pairs.extend(sentences(20, 20, "Edge Server", "ihn", "").into_iter().map(beside));
    pairs.extend(sentences(40, 40, "router", "den Verteiler", ""));
    let mut pages = pages("b", &pairs);
    pages.extend(self::pages("a", &others(400)));
    assert_eq!(told(&pages, &pages), []);
}

#[test]
fn what_was_copied_with_the_word_beside_it_is_a_longer_name() {
    let mut pairs = sentences(60, 60, "Edge Server", "den Perimeterrechner", "");
    for name in ["Wizard", "Console", "Viewer", "Planner", "Monitor"] {
        let name = format!("Edge Server {name}");
        pairs.extend(sentences(3, 3, &name, &format!("den {name}"), ""));
    }
    let mut pages = pages("b", &pairs);
    pages.extend(self::pages("a", &others(300)));
    assert_eq!(told(&pages, &pages), []);
}

#[test]
fn a_named_term_needs_no_lexicon() {
    let mut pages = pages("b", &sentences(60, 40, "Blue Harbor", "den Blauhafen", "das Dock"));
    pages.extend(self::pages("a", &others(300)));
    let memory = checker("", &pages).learn();
    let options = Options::default().with_source(Locale::parse("en-US")).without_lexicons();
    let mut checker = Checker::new(options.with_learning(Learning::Off));
    pages.iter().for_each(|(path, text)| checker.add("docs", path, text.as_bytes()));
    checker.remember(&memory);
    let messages: Vec<String> = found(&mut checker).into_iter().map(|finding| finding.message).collect();
    assert_eq!(
        messages,
        ["\"Blue Harbor\" is rendered in two ways: \"Blauhafen\" in 40, \"Dock\" in 20 sentences"]
    );
}
