//! Code that translators put in words of their language: one finding for the language, where it is their way.

#![allow(clippy::unwrap_used, reason = "tests may fail where they stand")]

use std::ops::ControlFlow;
use unisono::report::{Report, ReportedFinding};
use unisono::{Checker, Options, Severity};

/// What the code of each page becomes, and what it is in the source.
const WORDS: [(&str, &str); 13] = [
    ("receta", "recipe"),
    ("rejilla", "rack"),
    ("horno", "oven"),
    ("puerta", "door"),
    ("harina", "flour"),
    ("levadura", "yeast"),
    ("bandeja", "tray"),
    ("reloj", "clock"),
    ("masa", "dough"),
    ("corteza", "crust"),
    ("cuchillo", "knife"),
    ("guante", "glove"),
    ("mesa", "table"),
];

fn run(pages: usize, expand: bool) -> Report {
    check(checker(pages, expand))
}

fn check(mut checker: Checker) -> Report {
    checker.check(&mut |_| ControlFlow::Continue(())).unwrap()
}

fn checker(pages: usize, expand: bool) -> Checker {
    let mut checker = Checker::new(Options::default().with_expand(expand));
    for (at, (is, was)) in WORDS.iter().enumerate().take(pages) {
        let source = format!(
            "# Page {at}\n\nGive the name as `{was}` before you call the program of the bakery.\n\nThe recipe says it, the \
             rack, the oven and the door have it, and flour, yeast and a tray are ready. A clock, dough with a crust, a \
             knife, a glove and a table are there.\n"
        );
        let target = format!(
            "# Página {at}\n\nIndique el nombre como `{is}` antes de llamar al programa de la panadería.\n\nLa receta lo dice, \
             la rejilla, el horno y la puerta lo tienen, y la harina, la levadura y una bandeja están listas. Hay un reloj, \
             masa con corteza, un cuchillo, un guante y una mesa.\n"
        );
        checker.add("", &format!("en/page-{at}.md"), source.as_bytes());
        checker.add("", &format!("es/page-{at}.md"), target.as_bytes());
    }
    checker
}

/// A page that names a file of its own twice, and what it is called in the translation each time.
fn with_file(pages: usize, names: [&str; 2]) -> Report {
    let mut checker = checker(pages, false);
    let source = "# Files\n\nWrite the list into `yourlist.txt` on the disk.\n\nThen give `yourlist.txt` to the program.\n";
    let target = format!(
        "# Archivos\n\nEscriba la lista en `{}.txt` en el disco.\n\nLuego entregue `{}.txt` al programa.\n",
        names[0], names[1]
    );
    checker.add("", "en/files.md", source.as_bytes());
    checker.add("", "es/files.md", target.as_bytes());
    check(checker)
}

fn of_code(report: &Report) -> Vec<&ReportedFinding> {
    report.findings.iter().filter(|finding| finding.rule == "inline-code-changed").collect()
}

#[test]
fn a_language_that_puts_code_in_its_own_words_is_one_finding_with_its_places() {
    let report = run(13, false);
    let told = of_code(&report);
    let [told] = told[..] else { panic!("{told:?}") };
    assert_eq!(
        told.message,
        "13 pieces of code on pages of this language are in its words, recipe for example: it became receta"
    );
    assert_eq!((told.severity, told.folded.len()), (Severity::Warning, 12));
    assert_eq!(of_code(&run(13, true)).len(), 13, "each by itself, where all are asked for");
}

#[test]
fn a_few_words_of_code_are_told_one_by_one() {
    let report = run(11, false);
    let told = of_code(&report);
    assert_eq!(told.len(), 11);
    assert_eq!(told[0].message, "the code recipe was put in words of this language: receta");
    assert_eq!(told[0].severity, Severity::Error);
}

#[test]
fn a_name_that_is_replaced_throughout_a_page_is_one_of_its_words_where_that_is_the_way_of_the_language() {
    assert_eq!(of_code(&with_file(13, ["zorrapo", "zorrapo"])).len(), 1);
    assert_eq!(of_code(&with_file(13, ["zorrapo", "yourlist"])).len(), 2, "in one place alone it is a slip");
    assert_eq!(
        of_code(&with_file(0, ["zorrapo", "zorrapo"])).len(),
        1,
        "and by itself it is told as what it is"
    );
    let alone = with_file(0, ["zorrapo", "zorrapo"]);
    assert_eq!(of_code(&alone)[0].message, "the code yourlist.txt became zorrapo.txt");
}

/// The severities of what is told of code on a page and its translation.
fn told_of(source: &str, target: &str) -> Vec<Severity> {
    let mut checker = Checker::new(Options::default());
    checker.add("", "en/names.md", source.as_bytes());
    checker.add("", "es/names.md", target.as_bytes());
    let report = check(checker);
    let of_code = report.findings.iter().filter(|finding| finding.rule.contains("code"));
    of_code.map(|finding| finding.severity).collect()
}

const NAMES: &str = "# Names\n\nThe door is called `oven_door` in the recipe of the oven.\n\n```sh\nopen oven_door now\n```\n";

#[test]
fn the_name_of_an_example_that_a_page_renames_wherever_it_stands_is_a_note() {
    let target = "# Nombres\n\nLa puerta se llama `puerta_horno` en la receta del horno.\n\n```sh\nopen puerta_horno now\n```\n";
    let told = told_of(NAMES, target);
    assert!(!told.is_empty() && told.iter().all(|severity| *severity == Severity::Note), "{told:?}");
}

#[test]
fn a_name_of_several_words_with_dashes_is_one() {
    let page = |name: &str, text: &str| {
        format!(
            "# Doors\n\n{text}\n\n```sh\noven new {name} --from front.txt\n```\n\n```\n{name}/\n└── front.txt\n```\n"
        )
    };
    let source = page("front-door", "The front door of the oven is the one that opens.");
    let target = page("puerta-delantera", "La puerta delantera del horno es la que se abre.");
    let told = told_of(&source, &target);
    assert!(told.iter().all(|severity| *severity == Severity::Note), "{told:?}");
}

#[test]
fn a_name_that_is_renamed_in_one_place_alone_is_an_error() {
    let target = "# Nombres\n\nLa puerta se llama `puerta_horno` en la receta del horno.\n\n```sh\nopen oven_door now\n```\n";
    assert_eq!(told_of(NAMES, target), [Severity::Error]);
    let target = "# Nombres\n\nLa puerta se llama `perta_hrno` en la receta del horno.\n\n```sh\nopen perta_hrno now\n```\n";
    assert!(told_of(NAMES, target).contains(&Severity::Error), "a slip is no word of the language");
}

#[test]
fn an_id_or_a_file_in_quotation_marks_may_be_in_words_of_the_language() {
    let page =
        |id: &str, text: &str| format!("# Doors\n\n{text}\n\n```html\n<Door id=\"{id}\" level=2>\n```\n");
    let source = page("front-door", "The front door of the oven is the one that opens.");
    let target = page("puerta-delantera", "La puerta delantera del horno es la que se abre.");
    assert!(told_of(&source, &target).iter().all(|severity| *severity == Severity::Note));
    let target = page("front-dor", "La puerta delantera del horno es la que se abre.");
    assert_eq!(told_of(&source, &target), [Severity::Error]);
}

#[test]
fn a_name_that_a_sample_declares_may_be_in_words_of_the_language() {
    let page = |name: &str, text: &str| {
        format!("# Doors\n\n{text}\n\n```js\nclass {name} extends Part {{\n  open() {{}}\n}}\n```\n")
    };
    let source = page("FrontDoor", "The front door of the oven is the one that opens.");
    let target = page("PuertaDelantera", "La puerta delantera del horno es la que se abre.");
    assert!(told_of(&source, &target).iter().all(|severity| *severity == Severity::Note));
    let target = target.replace("Part ", "Parte ");
    assert_eq!(
        told_of(&source, &target),
        [Severity::Error],
        "what the sample takes from elsewhere is no name of its own"
    );
}
