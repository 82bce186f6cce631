//! A set side by side: which sentences stand in one row, what they state, and where findings point.

use std::ops::ControlFlow;
use unisono::Checker;
use unisono::checker::Options;
use unisono::report::aligned::{AlignedRow, AlignedSet};

/// The rows of the first set of some pages.
fn rows_of(pages: &[(&str, &str)]) -> AlignedSet {
    let mut checker = Checker::new(Options::default());
    for (path, text) in pages {
        checker.add("", path, text.as_bytes());
    }
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nobody cancels");
    let set = checker.aligned(0, &report).expect("there is a set");
    assert!(checker.aligned(report.summary.sets.len(), &report).is_none());
    set
}

/// The texts of a row, column by column.
fn texts(row: &AlignedRow) -> Vec<String> {
    let joined = |cell: &Vec<_>| {
        let texts: Vec<&str> = cell
            .iter()
            .map(|sentence: &unisono::report::aligned::AlignedSentence| sentence.text.as_str())
            .collect();
        texts.join(" ")
    };
    row.cells.iter().map(joined).collect()
}

const ENGLISH: &str = "# Ports\n\nOpen port 5269 on the server. It must not be shared.\n\nRestart the service.\n\n```\nRestart-Service\n```\n";

#[test]
fn sentences_that_answer_each_other_stand_in_one_row_in_all_languages() {
    let set = rows_of(&[
        ("en/ports.md", ENGLISH),
        (
            "de/ports.md",
            "# Ports\n\nÖffnen Sie Port 5296 auf dem Server. Er darf nicht geteilt werden.\n\nStarten Sie den Dienst neu.\n\n```\nRestart-Service\n```\n",
        ),
        (
            "fr/ports.md",
            "# Ports\n\nOuvrez le port 5269 sur le serveur. Il ne doit pas être partagé.\n\nRedémarrez le service.\n\n```\nRestart-Service\n```\n",
        ),
    ]);
    let reference = &set.documents[set.reference as usize];
    assert_eq!(reference.locale, "en");
    let rows: Vec<Vec<String>> = set.rows.iter().map(texts).collect();
    assert_eq!(rows.len(), 5, "{rows:#?}");
    let column = |locale: &str| set.documents.iter().position(|document| document.locale == locale);
    let (de, fr) = (column("de").expect("German"), column("fr").expect("French"));
    assert_eq!(rows[1][de], "Öffnen Sie Port 5296 auf dem Server.");
    assert_eq!(rows[1][fr], "Ouvrez le port 5269 sur le serveur.");
    assert_eq!(rows[3][de], "Starten Sie den Dienst neu.");
    assert_eq!(set.rows[4].kind, "code");
    assert_eq!(rows[4][fr].trim(), "Restart-Service");
}

#[test]
fn what_a_sentence_states_is_marked_where_it_stands() {
    let set = rows_of(&[
        ("en/ports.md", ENGLISH),
        ("de/ports.md", "# Ports\n\nÖffnen Sie Port 5269 auf dem Server. Er darf nicht geteilt werden.\n"),
    ]);
    let column = set.documents.iter().position(|document| document.locale == "de").expect("German");
    let marked = |row: usize| -> Vec<(&str, String)> {
        let sentence = &set.rows[row].cells[column][0];
        let units: Vec<u16> = sentence.text.encode_utf16().collect();
        let text =
            |start: u32, end: u32| String::from_utf16(&units[start as usize..end as usize]).expect("whole");
        sentence.marks.iter().map(|mark| (mark.kind, text(mark.start, mark.end))).collect()
    };
    assert!(marked(1).contains(&("number", "5269".to_owned())), "{:?}", marked(1));
    assert!(marked(2).iter().any(|(kind, _)| *kind == "strength" || *kind == "polarity"), "{:?}", marked(2));
}

#[test]
fn a_finding_points_into_the_visible_text() {
    let set = rows_of(&[
        ("en/ports.md", ENGLISH),
        (
            "de/ports.md",
            "# Ports\n\nÖffnen Sie **Port 5296** auf dem Server. Er darf nicht geteilt werden.\n\nStarten Sie den Dienst neu.\n",
        ),
    ]);
    let column = set.documents.iter().position(|document| document.locale == "de").expect("German");
    let sentence = &set.rows[1].cells[column][0];
    assert_eq!(sentence.text, "Öffnen Sie Port 5296 auf dem Server.");
    let place = &sentence.findings[0];
    let units: Vec<u16> = sentence.text.encode_utf16().collect();
    assert_eq!(String::from_utf16_lossy(&units[place.start as usize..place.end as usize]), "5296");
}

#[test]
fn what_only_a_translation_has_stands_in_a_row_of_its_own() {
    let set = rows_of(&[
        ("en/ports.md", "# Ports\n\nOpen port 5269 on the server.\n\nRestart the service.\n"),
        (
            "de/ports.md",
            "# Ports\n\nÖffnen Sie Port 5269 auf dem Server.\n\nFragen Sie vorher den Betriebsrat der Firma Contoso.\n\nStarten Sie den Dienst neu.\n",
        ),
    ]);
    let alone: Vec<&AlignedRow> =
        set.rows.iter().filter(|row| row.cells[set.reference as usize].is_empty()).collect();
    assert_eq!(alone.len(), 1);
    assert!(texts(alone[0]).concat().starts_with("Fragen Sie"));
}

#[test]
fn a_page_that_carries_its_source_is_laid_beside_the_reference() {
    let unit = |id: &str, text: &str, source: &str| {
        format!(
            "<span data-ttu-id=\"{id}\">{text}<span class=\"sxs-lookup\"><span data-stu-id=\"{id}\">{source}</span></span></span>"
        )
    };
    let page = |first: &str, second: &str| {
        format!(
            "# Ports\n\n{} {}\n",
            unit("1-101", first, "Open port 5269 on the server."),
            unit("1-102", second, "Restart the service.")
        )
    };
    let set = rows_of(&[
        ("de/ports.md", &page("Öffnen Sie Port 5269 auf dem Server.", "Starten Sie den Dienst neu.")),
        ("fr/ports.md", &page("Ouvrez le port 5269 sur le serveur.", "Redémarrez le service.")),
    ]);
    let row = set.rows.iter().map(texts).find(|texts| texts.iter().any(|text| text.contains("Öffnen Sie")));
    let row = row.expect("a row");
    assert!(row.iter().any(|text| text.contains("Ouvrez")), "{row:?}");
    assert!(row.iter().any(|text| text.contains("Open port")), "{row:?}");
}
