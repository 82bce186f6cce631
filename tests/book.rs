//! A site that has its pages twice, one by one and all in a book, is told of each matter once.

#![allow(clippy::unwrap_used, reason = "tests may fail where they stand")]

use std::ops::ControlFlow;
use unisono::{Checker, Options};

const PAGES: [(&str, &str); 4] = [
    (
        "Open the lower door of the oven before you put the second rack with the bread into it, after 15 minutes.",
        "Öffnen Sie die untere Tür des Ofens, bevor Sie den zweiten Rost mit dem Brot hineinschieben, nach 25 Minuten.",
    ),
    (
        "Set the clock of the oven to the time at which the first loaf has to be taken out of the oven again.",
        "Stellen Sie die Uhr des Ofens auf die Zeit, zu der der erste Laib wieder aus dem Ofen genommen werden muss.",
    ),
    (
        "Let the flour rest in the large bowl at the window until the yeast has risen to the edge of the bowl.",
        "Lassen Sie das Mehl in der großen Schüssel am Fenster ruhen, bis die Hefe an den Rand der Schüssel gestiegen ist.",
    ),
    (
        "Clean the racks of the oven with warm water as soon as the last loaf of the day has left the bakery.",
        "Reinigen Sie die Roste des Ofens mit warmem Wasser, sobald der letzte Laib des Tages die Bäckerei verlassen hat.",
    ),
];

fn places(book: bool) -> Vec<(String, usize)> {
    let mut checker = Checker::new(Options::default());
    let (mut en, mut de) = (String::from("# The book\n"), String::from("# Das Buch\n"));
    for (at, (source, target)) in PAGES.iter().enumerate() {
        checker.add("", &format!("en/page-{at}.md"), format!("# Page {at}\n\n{source}\n").as_bytes());
        checker.add("", &format!("de/page-{at}.md"), format!("# Seite {at}\n\n{target}\n").as_bytes());
        en += &format!("\n## Page {at}\n\n{source}\n");
        de += &format!("\n## Seite {at}\n\n{target}\n");
    }
    if book {
        checker.add("", "en/the-book.md", en.as_bytes());
        checker.add("", "de/the-book.md", de.as_bytes());
    }
    let report = checker.check(&mut |_| ControlFlow::Continue(())).unwrap();
    let told = report.findings.iter().filter(|finding| finding.rule == "number-changed");
    told.map(|finding| (finding.path.clone(), finding.folded.len())).collect()
}

#[test]
fn what_a_page_and_the_book_of_all_pages_have_in_common_is_one_finding_with_two_places() {
    assert_eq!(places(false), [("de/page-0.md".to_owned(), 0)]);
    assert_eq!(places(true), [("de/page-0.md".to_owned(), 1)]);
}
