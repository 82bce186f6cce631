//! A page whose sections are sorted by their headings stands in another order in each language: each section is compared
//! with its own rendering.

use std::ops::ControlFlow;
use unisono::{Checker, Locale, Options, Severity};

/// Heading and text of each section, in the order of English headings. Hardly any has a number or code that tells it apart.
const ENGLISH: [(&str, &str); 10] = [
    ("Add records", "Specifies whether the user can add records to the table."),
    ("Allow changes", "Determines if data can be changed in the form."),
    ("Allow deletions", "Determines if data can be deleted in the form."),
    ("Background", "Sets the color of the background. Click the button to open the dialog."),
    ("Border", "Sets the width of the border. The border is not shown when the field is empty."),
    ("Large step", "Specify how far the slider moves when you click beside it. Large steps are faster."),
    ("Password", "Choose whether files are encrypted before they are sent. You must enter a password."),
    ("Read only", "The field is shown, but users cannot edit it."),
    ("Small step", "Specify how far the slider moves when you click an arrow. Small steps are slower."),
    ("Timeout", "The connection is closed after 30 seconds. Do not enter 0 here."),
];

/// The same in German, by the places of the English ones, sorted by German headings.
const GERMAN: [(usize, &str, &str); 10] = [
    (1, "Änderungen zulassen", "Legt fest, ob Daten im Formular geändert werden können."),
    (0, "Datensätze hinzufügen", "Gibt an, ob der Benutzer der Tabelle Datensätze hinzufügen kann."),
    (
        5,
        "Großer Schritt",
        "Geben Sie an, wie weit der Regler rückt, wenn Sie daneben klicken. Große Schritte sind schneller.",
    ),
    (
        3,
        "Hintergrund",
        "Legt die Farbe des Hintergrunds fest. Klicken Sie auf die Schaltfläche, um das Dialogfeld zu öffnen.",
    ),
    (
        6,
        "Kennwort",
        "Wählen Sie aus, ob Dateien verschlüsselt werden, bevor sie gesendet werden. Sie müssen ein Kennwort eingeben.",
    ),
    (
        8,
        "Kleiner Schritt",
        "Geben Sie an, wie weit der Regler rückt, wenn Sie auf einen Pfeil klicken. Kleine Schritte sind langsamer.",
    ),
    (2, "Löschen zulassen", "Legt fest, ob Daten im Formular gelöscht werden können."),
    (7, "Nur lesen", "Das Feld wird angezeigt, aber Benutzer können es nicht bearbeiten."),
    (
        4,
        "Rahmen",
        "Legt die Breite des Rahmens fest. Der Rahmen wird nicht angezeigt, wenn das Feld leer ist.",
    ),
    (9, "Zeitlimit", "Die Verbindung wird nach 30 Sekunden geschlossen. Geben Sie hier nicht 0 ein."),
];

fn page<'t>(title: &str, sections: impl Iterator<Item = (&'t str, &'t str)>) -> String {
    sections.fold(format!("# {title}\n"), |page, (heading, text)| format!("{page}\n## {heading}\n\n{text}\n"))
}

/// What is told of the two pages at error and warning: the line and the rule.
fn told(german: &str) -> Vec<(u32, String)> {
    let mut checker = Checker::new(Options::default().with_source(Locale::parse("en")));
    let english = page("Settings", ENGLISH.into_iter());
    checker.add("", "en/settings.md", english.as_bytes());
    checker.add("", "de/settings.md", german.as_bytes());
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing stops it");
    let loud = report.findings.iter().filter(|finding| finding.severity != Severity::Note);
    loud.map(|finding| (finding.range.start.line, finding.rule.to_string())).collect()
}

fn german(order: impl Iterator<Item = usize>) -> String {
    page("Einstellungen", order.map(|at| (GERMAN[at].1, GERMAN[at].2)))
}

#[test]
fn sections_that_are_sorted_in_each_language_differ_in_nothing() {
    assert_eq!(told(&german(0..10)), []);
}

#[test]
fn in_the_order_of_the_source_they_differ_in_nothing_either() {
    let place = |english| GERMAN.iter().position(|section| section.0 == english).expect("each has one");
    assert_eq!(told(&german((0..10).map(place))), []);
}

#[test]
fn what_is_wrong_in_a_section_that_stands_elsewhere_is_told_there() {
    let sorted = german(0..10);
    let wrong = sorted
        .replace("Geben Sie hier nicht 0 ein", "Geben Sie hier 0 ein")
        .replace("30 Sekunden", "90 Sekunden");
    let line = 1 + wrong.lines().position(|line| line.contains("90 Sekunden")).expect("it is there") as u32;
    let found = told(&wrong);
    assert!(found.iter().all(|one| one.0 == line), "{found:?}");
    for rule in ["negation-missing", "number-changed"] {
        assert!(found.iter().any(|one| one.1 == rule), "{rule}: {found:?}");
    }
}
