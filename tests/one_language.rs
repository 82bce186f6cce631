//! What holds for many pages of a language is told once, whichever of them comes first.

#![allow(clippy::unwrap_used, reason = "tests may fail where they stand")]

use std::ops::ControlFlow;
use unisono::dismiss::baseline::Baseline;
use unisono::report::{Report, ReportedFinding};
use unisono::{Checker, Options};

const SOURCE: &str = "# Racks\n\nPut the rack into the oven before you close the door.\n\nThe bread has to be turned \
                      after a while.\n\nOpen the door when all of it is brown.\n";
const DONE: &str = "# Roste\n\nSchieben Sie den Rost in den Ofen, bevor Sie die Tür schließen.\n\nDas Brot muss nach \
                    einer Weile gewendet werden.\n\nÖffnen Sie die Tür, wenn alles braun ist.\n";

/// A page of which one sentence was left, that of every page another.
fn begun() -> String {
    DONE.replace(
        "Das Brot muss nach einer Weile gewendet werden.",
        "The bread has to be turned after a while.",
    )
}

/// Pages of a site, so many of each German text; the sources are told apart by a name.
fn checker(texts: &[(&str, usize)], expand: bool) -> Checker {
    let mut checker = Checker::new(Options::default().with_expand(expand));
    let all = texts.iter().flat_map(|(text, count)| std::iter::repeat_n(*text, *count));
    for (at, text) in (0_u8..).zip(all) {
        let name = String::from_utf8(vec![b'A' + at / 8, b'a' + at % 8, b'k', b'o']).unwrap();
        let of_page = |text: &str| text.replace("bread", &format!("bread of {name}"));
        checker.add("", &format!("en/page-{at:02}.md"), of_page(SOURCE).as_bytes());
        checker.add("", &format!("de/page-{at:02}.md"), of_page(text).as_bytes());
    }
    checker
}

fn run(checker: &mut Checker) -> Report {
    checker.check(&mut |_| ControlFlow::Continue(())).unwrap()
}

fn of<'r>(report: &'r Report, rule: &str) -> Vec<&'r ReportedFinding> {
    report.findings.iter().filter(|finding| finding.rule == rule).collect()
}

#[test]
fn a_language_of_which_many_pages_are_left_is_one_finding_with_its_pages() {
    let begun = begun();
    let report = run(&mut checker(&[(DONE, 11), (SOURCE, 6), (&begun, 5)], false));
    let told = of(&report, "page-untranslated");
    let [told] = told[..] else { panic!("{told:?}") };
    assert_eq!(told.message, "11 of the 22 pages in German are still in English, or parts of them are");
    assert_eq!((told.path.as_str(), told.severity), ("de/page-11.md", unisono::Severity::Warning));
    let pages: Vec<&str> = told.folded.iter().take(11).map(|folded| folded.path.as_str()).collect();
    let all: Vec<String> = (11..22).map(|at| format!("de/page-{at:02}.md")).collect();
    assert_eq!(pages, all, "pages first, then what each shows");
    assert!(told.folded.len() > 11);
    assert_eq!(of(&report, "untranslated").len(), 0);
    let expanded = run(&mut checker(&[(DONE, 11), (SOURCE, 6), (&begun, 5)], true));
    assert_eq!(of(&expanded, "page-untranslated").len(), 6);
    assert!(of(&expanded, "untranslated").len() >= 5);
}

#[test]
fn a_few_pages_that_are_left_are_told_by_themselves() {
    let begun = begun();
    let report = run(&mut checker(&[(DONE, 20), (SOURCE, 4), (&begun, 5)], false));
    assert_eq!(of(&report, "page-untranslated").len(), 4, "too few");
    assert_eq!(of(&report, "untranslated").len(), 5);
    let report = run(&mut checker(&[(DONE, 11), (SOURCE, 10)], false));
    assert_eq!(of(&report, "page-untranslated").len(), 10, "less than half of all");
}

#[test]
fn one_sentence_that_is_left_on_all_pages_is_no_state_of_the_language() {
    let (begun, footer) = (
        begun(),
        DONE.replace("Öffnen Sie die Tür, wenn alles braun ist.", "Open the door when all of it is brown."),
    );
    let report = run(&mut checker(&[(&footer, 20), (&begun, 8)], false));
    assert_eq!(of(&report, "page-untranslated").len(), 0);
    let places: Vec<usize> = of(&report, "untranslated").iter().map(|one| one.folded.len()).collect();
    assert_eq!(places.iter().filter(|places| **places == 19).count(), 1, "{places:?}");
    assert_eq!(places.len(), 9, "{places:?}");
}

#[test]
fn a_language_is_the_same_finding_when_its_first_page_is_translated() {
    let of_language = |done| {
        let report = run(&mut checker(&[(DONE, done), (SOURCE, 30 - done)], false));
        of(&report, "page-untranslated")[0].fingerprint.clone()
    };
    assert_eq!(of_language(5), of_language(6));
}

#[test]
fn a_baseline_that_knows_all_pages_knows_the_language() {
    let known = |pages: usize| {
        let expanded = run(&mut checker(&[(DONE, 5), (SOURCE, 20)], true));
        let own = of(&expanded, "page-untranslated").into_iter().take(pages);
        let mut baseline = Baseline::default();
        let prints: Vec<String> = own.map(|finding| finding.fingerprint.clone()).collect();
        baseline.dismiss(&prints, "not yet", None).unwrap();
        let mut checker = checker(&[(DONE, 5), (SOURCE, 20)], false);
        checker.set_baseline(baseline);
        run(&mut checker)
    };
    let report = known(20);
    assert_eq!((of(&report, "page-untranslated").len(), report.dismissed.len()), (0, 1));
    assert_eq!(of(&known(19), "page-untranslated").len(), 1, "one of them is new");
}

/// A page with a section of its own about who translated it, each by others.
fn credited(at: usize) -> String {
    format!(
        "{DONE}\n## Zur Übersetzung\n\nÜbersetzt hat dies Person {at}.\n\nDie Lizenz ist die des Originals.\n"
    )
}

fn sections(pages: usize, credits: usize) -> Report {
    let mut checker = Checker::new(Options::default());
    for at in 0..pages {
        let german = if at < credits { credited(at) } else { DONE.to_owned() };
        let of_page = |text: &str| text.replace("door", &format!("door of oven {at}"));
        checker.add("", &format!("en/page-{at:02}.md"), of_page(SOURCE).as_bytes());
        checker.add("", &format!("de/page-{at:02}.md"), german.as_bytes());
    }
    run(&mut checker)
}

#[test]
fn a_section_that_a_language_has_on_many_pages_is_one_finding() {
    let places = |report: &Report| -> Vec<usize> {
        of(report, "section-added").iter().map(|finding| finding.folded.len()).collect()
    };
    assert_eq!(places(&sections(40, 10)), [9], "ten pages, a fifth of all");
    assert_eq!(places(&sections(60, 10)), [0; 10], "a few of many");
    assert_eq!(places(&sections(8, 4)), [3], "half of the pages");
    assert_eq!(places(&sections(12, 4)), [0; 4], "neither");
}

#[test]
fn a_section_that_a_language_has_on_many_pages_shows_no_other_edition() {
    let mut checker = Checker::new(Options::default());
    for at in 0..10 {
        let german = credited(at).replace("\n\nDas Brot", "\n\nDie Roste kosten extra.\n\nDas Brot");
        let german = match at {
            0 => german.replace("\n\nÖffnen Sie", "\n\nDie Farbe sieht man durch das Glas.\n\nÖffnen Sie"),
            _ => german,
        };
        checker.add("", &format!("en/page-{at:02}.md"), SOURCE.as_bytes());
        checker.add("", &format!("de/page-{at:02}.md"), german.as_bytes());
    }
    let report = run(&mut checker);
    assert_eq!(of(&report, "page-outdated").len(), 0, "two places beside it");
    assert_eq!(of(&report, "section-added").len(), 1);
}

#[test]
fn a_word_of_code_that_became_another_on_many_pages_is_one_finding() {
    let report = |pages: usize, port: fn(usize) -> String| {
        let mut checker = Checker::new(Options::default());
        for at in 0..pages {
            let sample =
                |text: &str, word: &str| format!("{text}\n```c\n[[{word}]] int bake{at}(int heat);\n```\n");
            checker.add("", &format!("en/page-{at:02}.md"), sample(SOURCE, "deprecated").as_bytes());
            checker.add("", &format!("de/page-{at:02}.md"), sample(DONE, &port(at)).as_bytes());
        }
        of(&run(&mut checker), "code-block-changed").iter().map(|f| f.folded.len()).collect::<Vec<_>>()
    };
    assert_eq!(report(3, |_| "veraltet".to_owned()), [2]);
    assert_eq!(report(2, |_| "veraltet".to_owned()), [0, 0]);
    assert_eq!(report(3, |at| format!("veraltet{at}")), [0, 0, 0]);
}

/// What is told of links on so many German pages that lead to places as the source names them.
fn links(pages: usize) -> usize {
    let mut checker = Checker::new(Options::default());
    for at in 0..pages {
        let (english, german) = (
            format!(
                "# Gate {at}\n\nOpen the gate as [said below](#open-gates).\n\n## Open gates\n\nTurn the key {at}.\n"
            ),
            format!(
                "# Tor {at}\n\nÖffnen Sie das Tor wie [unten](#open-gates).\n\n## Tore öffnen\n\nDrehen Sie den Schlüssel {at}.\n"
            ),
        );
        checker.add("", &format!("en/gate-{at}.md"), english.as_bytes());
        checker.add("", &format!("de/gate-{at}.md"), german.as_bytes());
    }
    of(&run(&mut checker), "link-changed").len()
}

#[test]
fn links_to_places_that_keep_the_names_of_the_source_on_many_pages_are_one_finding() {
    assert_eq!(links(12), 1);
    assert_eq!(links(3), 3);
}
