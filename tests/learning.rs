//! Learning from pages: memories that add up, what a run learns by itself, and that little data does no harm.

mod shared;

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;
use unisono::language::Locale;
use unisono::learning::{LEAST_PAIRS, Learning, Memory, Origin};
use unisono::report::text::Style;
use unisono::{Checker, Options, Report, Severity, report};

type GivenPage = (String, Vec<u8>);

fn checker(learning: Learning, pages: &[GivenPage]) -> Checker {
    let source = Locale::parse("en-US");
    let mut checker = Checker::new(Options::default().with_source(source).with_learning(learning));
    pages.iter().for_each(|(path, bytes)| checker.add("docs", path, bytes));
    checker
}

fn check(checker: &mut Checker) -> Report {
    checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it")
}

/// Pages in two languages with `count` different sentences, rendered word by word; in each the noun, the
/// verb and a number differ.
fn pages(count: usize) -> Vec<GivenPage> {
    const NOUNS: [(&str, &str); 8] = [
        ("server", "Server"),
        ("gateway", "Gateway"),
        ("user", "Benutzer"),
        ("partner", "Partner"),
        ("certificate", "Zertifikat"),
        ("policy", "Richtlinie"),
        ("route", "Route"),
        ("record", "Eintrag"),
    ];
    const VERBS: [(&str, &str); 5] = [
        ("restart", "neu starten"),
        ("remove", "entfernen"),
        ("create", "erstellen"),
        ("export", "exportieren"),
        ("disable", "deaktivieren"),
    ];
    let mut pages = Vec::new();
    for page in 0..count.div_ceil(50) {
        let (mut english, mut german) = (format!("# Page {page}\n\n"), format!("# Seite {page}\n\n"));
        for at in page * 50..((page + 1) * 50).min(count) {
            let ((noun, german_noun), (verb, german_verb)) = (NOUNS[at % 8], VERBS[at / 8 % 5]);
            english += &format!("Now {verb} the {noun} in row {at}.\n\n");
            german += &format!("Jetzt {german_noun} in Zeile {at} {german_verb}.\n\n");
        }
        pages.push((format!("en-US/{page}.md"), english.into_bytes()));
        pages.push((format!("de-DE/{page}.md"), german.into_bytes()));
    }
    pages
}

#[test]
fn memories_of_parts_add_up_to_the_memory_of_all() {
    let all = pages(400);
    let bytes = |pages: &[GivenPage]| checker(Learning::On, pages).learn().to_bytes();
    let (one, two) = all.split_at(6);
    for (one, two) in [(one, two), (two, one)] {
        let mut sum = Memory::from_bytes("one", &bytes(one)).expect("it was written by us");
        sum.add(&Memory::from_bytes("two", &bytes(two)).expect("it was written by us"));
        assert_eq!(sum.to_bytes(), bytes(&all));
        let mut going_on = checker(Learning::On, two);
        going_on.remember_bytes("one", &bytes(one)).expect("it was written by us");
        assert_eq!(going_on.learn().to_bytes(), bytes(&all));
    }
    let backwards: Vec<GivenPage> = all.iter().rev().cloned().collect();
    assert_eq!(bytes(&backwards), bytes(&all));
}

#[test]
fn a_run_learns_from_its_own_pages_where_they_are_enough() {
    let learned = |learning, pages: &[GivenPage]| {
        let learned = check(&mut checker(learning, pages)).summary.learned;
        let of = |one: &unisono::learning::Learned| (one.source.clone(), one.target.clone(), one.from);
        (
            learned.iter().map(of).collect::<Vec<_>>(),
            learned.iter().map(|one| one.pairs as usize).sum::<usize>(),
        )
    };
    let is = |from| vec![("en-US".to_owned(), "de-DE".to_owned(), from)];
    let (from, pairs) = learned(Learning::On, &pages(LEAST_PAIRS));
    assert_eq!(from, is(Origin::Run));
    assert!(pairs >= LEAST_PAIRS, "{pairs}");
    let (from, pairs) = learned(Learning::On, &pages(LEAST_PAIRS / 2));
    assert_eq!(from, is(Origin::Off));
    assert!((LEAST_PAIRS / 2..LEAST_PAIRS).contains(&pairs), "{pairs}");
    assert_eq!(learned(Learning::Off, &pages(LEAST_PAIRS)), (is(Origin::Off), 0));
}

#[test]
fn a_memory_comes_before_the_pages_of_the_run_and_serves_varieties_of_its_languages() {
    let taught = checker(Learning::On, &pages(300)).learn();
    for learning in [Learning::Auto, Learning::Off] {
        let mut checker = checker(learning, &pages(40));
        checker.remember(&taught);
        let report = check(&mut checker);
        let [learned] = &report.summary.learned[..] else { panic!("one pair of languages") };
        assert_eq!(learned.from, Origin::Memory);
        assert!(learned.pairs >= 300, "{}", learned.pairs);
        let text = report::text::render(&report, checker.pages(), &Style::default());
        assert!(text.contains(&format!(
            "words of de-DE learned from {} sentence pairs of a memory\n",
            learned.pairs
        )));
    }
    let renamed: Vec<GivenPage> =
        pages(40).into_iter().map(|(path, bytes)| (path.replace("de-DE", "de-AT"), bytes)).collect();
    let mut austrian = checker(Learning::On, &renamed);
    austrian.remember(&taught);
    let [learned] = &check(&mut austrian).summary.learned[..] else { panic!("one pair of languages") };
    assert_eq!((learned.target.as_str(), learned.from), ("de-AT", Origin::Memory));
}

#[test]
fn the_report_says_what_was_learned_whatever_the_order_of_pages() {
    let given = pages(LEAST_PAIRS);
    let backwards: Vec<GivenPage> = given.iter().rev().cloned().collect();
    let json = |pages: &[GivenPage]| report::json::render(&check(&mut checker(Learning::On, pages)));
    assert_eq!(json(&given), json(&backwards));
    let mut small = checker(Learning::On, &given[..8]);
    let report = check(&mut small);
    let text = report::text::render(&report, small.pages(), &Style::default());
    let pairs = report.summary.learned[0].pairs;
    let line = format!("learned checks are off for de-DE: only {pairs} sentence pairs here, and no memory (");
    assert!(text.contains(&line), "{text}");
    let mut told = checker(Learning::Off, &given);
    let report = check(&mut told);
    let text = report::text::render(&report, told.pages(), &Style::default());
    assert!(text.contains("learned checks are off for de-DE: no memory (unisono learn makes one)"), "{text}");
}

#[test]
fn a_translation_memory_is_remembered_as_a_memory_is() {
    let tmx = "<tmx version='1.4'><header srclang='en'/><body><tu><tuv xml:lang='en'><seg>Restart the server.</seg></tuv>\
        <tuv xml:lang='de'><seg>Starten Sie den Server neu.</seg></tuv></tu></body></tmx>";
    let mut checker = checker(Learning::On, &pages(40));
    checker.remember_bytes("our.tmx", tmx.as_bytes()).expect("the file is right");
    let error = checker.remember_bytes("page.md", b"# A page").expect_err("it is a page");
    assert!(error.to_string().starts_with("page.md: this is no memory"), "{error}");
    let [learned] = &check(&mut checker).summary.learned[..] else { panic!("one pair of languages") };
    assert_eq!((learned.pairs, learned.from), (1, Origin::Memory));
}

/// Pages of the corpus in all languages, by their path below the locale.
fn corpus_pages(corpus: &Path, names: &[String], locales: &[String]) -> Vec<GivenPage> {
    let mut pages = Vec::new();
    for name in names {
        for locale in locales {
            let path = format!("{locale}/{name}");
            if let Ok(bytes) = std::fs::read(corpus.join(&path)) {
                pages.push((path, bytes));
            }
        }
    }
    pages
}

/// The locales of the corpus, and the paths of its English pages.
fn contents(corpus: &Path) -> (Vec<String>, Vec<String>) {
    let below = |path: &Path, folder: &Path| {
        let path = path.strip_prefix(folder).expect("it lies below").to_str().expect("the name is UTF-8");
        path.replace('\\', "/")
    };
    let locales = shared::entries(corpus).iter().map(|entry| below(entry, corpus)).collect();
    let english = corpus.join("en-US");
    let names = shared::files_below(&english).iter().map(|file| below(file, &english)).collect();
    (locales, names)
}

#[test]
fn a_memory_of_real_pages_is_small_and_adds_up() {
    let Some(corpus) = shared::folder("corpus/docs") else { return };
    let (_, names) = contents(&corpus);
    let locales = ["en-US", "ja-JP"].map(str::to_owned);
    let (one, two) = names.split_at(names.len() / 3);
    let learn = |names: &[String]| checker(Learning::Auto, &corpus_pages(&corpus, names, &locales)).learn();
    let all = learn(&names).to_bytes();
    assert!(all.len() < 1_500_000, "{} bytes", all.len());
    let mut sum = Memory::from_bytes("two", &learn(two).to_bytes()).expect("it was written by us");
    sum.add(&learn(one));
    assert!(sum.to_bytes() == all, "learning from parts gives another memory");
}

#[test]
fn what_is_only_learned_is_a_note_whether_a_lexicon_reads_the_translation_or_not() {
    let german = Locale::parse("de-DE").expect("it is a locale");
    let mut given = pages(LEAST_PAIRS);
    let (mut english, mut translated) = (String::new(), String::new());
    for row in 0..1200 {
        let (modal, german_modal) = [("must", "muss"), ("can", "kann")][row % 2];
        let (who, german_who) =
            [("user", "Benutzer"), ("partner", "Partner"), ("server", "Server")][row / 2 % 3];
        english += &format!("The {who} {modal} export row {row}.\n\n");
        translated += &format!("Der {german_who} {german_modal} Zeile {row} exportieren.\n\n");
    }
    // "hat … zu" obliges, too.
    english += "The user must export the last row.\n";
    translated += "Der Benutzer hat die letzte Zeile zu exportieren.\n";
    given.push(("en-US/obligations.md".into(), english.into_bytes()));
    given.push(("de-DE/obligations.md".into(), translated.into_bytes()));
    let options = Options::default().with_source(Locale::parse("en-US")).with_learning(Learning::On);
    for options in [options.clone(), options.without_lexicon_of(german)] {
        let mut checker = Checker::new(options);
        given.iter().for_each(|(path, bytes)| checker.add("docs", path, bytes));
        let findings = check(&mut checker).findings;
        let found: Vec<_> = findings
            .iter()
            .filter(|found| found.message.contains("usual ways"))
            .map(|f| f.severity)
            .collect();
        assert_eq!(found, [Severity::Note], "{findings:?}");
    }
}

#[test]
fn little_data_does_no_harm() {
    let Some(corpus) = shared::folder("corpus/docs") else { return };
    let (locales, names) = contents(&corpus);
    let mut dice: u64 = 20_261_120;
    for _ in 0..5 {
        let mut drawn = BTreeSet::new();
        while drawn.len() < 20 {
            // Lehmer 1951, with Park and Miller's constants.
            dice = dice * 48_271 % 0x7fff_ffff;
            drawn.insert(names[dice as usize % names.len()].clone());
        }
        let pages = corpus_pages(&corpus, &Vec::from_iter(drawn), &locales);
        let loud = |learning| {
            let findings = check(&mut checker(learning, &pages)).findings;
            let loud = findings.into_iter().filter(|finding| finding.severity != Severity::Note);
            loud.map(|finding| (finding.path, finding.range.start, finding.rule)).collect::<BTreeSet<_>>()
        };
        let (with, without) = (loud(Learning::On), loud(Learning::Off));
        let extra: Vec<_> = with.difference(&without).collect();
        assert!(extra.is_empty(), "{extra:?}");
    }
}
