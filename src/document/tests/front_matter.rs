use super::*;
use crate::document::PageFaultKind;

fn values(document: &Document) -> Vec<(&str, &str)> {
    document.front_matter.entries.iter().map(|entry| (entry.key.as_str(), entry.value.as_str())).collect()
}

#[test]
fn entries_have_keys_values_and_places() {
    let text = "---\ntitle: Füße\nms:assetid: a-b\nms.date: 07/23/2014\nkeys:\n- a\n- b\nflow: [c, 'd']\nmap:\n  x: 1\nempty:\n---\nText\n";
    let document = document(text);
    assert_eq!(
        values(&document),
        [
            ("title", "Füße"),
            ("ms:assetid", "a-b"),
            ("ms.date", "07/23/2014"),
            ("keys", "a, b"),
            ("flow", "c, d"),
            ("map", "x, 1"),
            ("empty", ""),
        ]
    );
    let written = |key: &str| {
        let entry = document.front_matter.entry(key).expect("it is there");
        (&text[entry.key_source.range()], &text[entry.value_source.range()])
    };
    assert_eq!(written("TITLE"), ("title", "Füße"));
    assert_eq!(written("keys"), ("keys", "a\n- b"));
    assert_eq!(written("flow"), ("flow", "c, 'd'"));
    assert_eq!(&text[document.front_matter.source.range()], text.strip_suffix("\nText\n").expect("the end"));
}

#[test]
fn title_and_description_come_first_with_exact_places() {
    let text = "---\ndescription: 'Das geht''s an. Und \"das\".'\ntitle: \"Gr\\u00fc\\u00dfe & \\\"mehr\\\"\"\n---\n# Kopf\n";
    let document = document(text);
    assert_eq!(
        outline(&document),
        ["title | Grüße & \"mehr\"", "description | Das geht's an. Und \"das\".", "h1 | Kopf"]
    );
    assert_eq!(source_of(text, &document, "geht's"), "geht''s");
    assert_eq!(source_of(text, &document, "Und"), "Und");
    assert_eq!(source_of(text, &document, "Grüße"), "Gr\\u00fc\\u00dfe");
    assert_eq!(source_of(text, &document, "mehr"), "mehr");
}

#[test]
fn scalars_over_several_lines_map_each_word() {
    for (text, sentences_wanted) in [
        ("---\ndescription: Eins ist\n  hier. Zwei\n  da.\n---\n", vec!["Eins ist hier.", "Zwei da."]),
        (
            "---\ndescription: >-\n  Eins ist\n  hier. Zwei\n\n  da.\n---\n",
            vec!["Eins ist hier.", "Zwei", "da."],
        ),
        ("---\ndescription: |\n  Eins ist\n  hier. Zwei da.\n---\n", vec!["Eins ist", "hier.", "Zwei da."]),
        ("---\ndescription: \"Eins ist\n  hier. Zwei \\\n  da.\"\n---\n", vec!["Eins ist hier.", "Zwei da."]),
    ] {
        let document = document(text);
        assert_eq!(sentences(&document), sentences_wanted, "{text}");
        for word in ["Eins", "ist", "hier", "Zwei", "da"] {
            assert_eq!(source_of(text, &document, word), word, "{text}");
        }
    }
}

#[test]
fn a_byte_order_mark_and_crlf_are_accepted() {
    let text =
        "\u{feff}---\r\ntitle: Füße\r\ndescription: 'Ä.\r\n  Ö.'\r\nlang: de-de\r\n---\r\n\r\nText.\r\n";
    let document = document(text);
    assert_eq!(outline(&document), ["title | Füße", "description | Ä. Ö.", "p | Text."]);
    assert_eq!(source_of(text, &document, "Füße"), "Füße");
    assert_eq!(source_of(text, &document, "Ö"), "Ö");
    assert_eq!(document.locale.as_ref().map(ToString::to_string).as_deref(), Some("de-DE"));
}

#[test]
fn the_front_matter_names_the_locale_before_the_path_does() {
    let french = crate::language::Locale::parse("fr").expect("a locale");
    let locale = |text: &str| read("", "a.md", text.as_bytes(), Some(&french)).documents[0].locale.clone();
    assert_eq!(locale("---\nlang: de\n---\n"), crate::language::Locale::parse("de"));
    assert_eq!(locale("---\ntitle: x\n---\n"), Some(french.clone()));
}

#[test]
fn broken_front_matter_is_one_fault_at_its_line_and_the_rest_is_read() {
    for (broken, line, advice) in [
        ("title: Server: einrichten", "title: Server: einrichten", "quotes"),
        ("title: `code` zuerst", "title: `code` zuerst", "cannot start with `"),
        ("title: 'offen", "title: 'offen", "close it"),
        ("tags: [a, b", "tags: [a, b", "bracket"),
        ("author: @me", "author: @me", "cannot start with @"),
    ] {
        let text = format!("---\nlang: de\n{broken}\nms.prod: sfb\n---\n\n# Kopf\n\nText.\n");
        let page = page(&text);
        assert_eq!(page.faults.len(), 1, "{broken}");
        let fault = &page.faults[0];
        assert_eq!(fault.kind, PageFaultKind::FrontMatter);
        assert!(fault.message.text().contains(advice), "{broken}: {}", fault.message.text());
        let written = &text[fault.span.range()];
        assert_eq!(written, line, "{broken}");
        let document = &page.documents[0];
        assert_eq!(document.front_matter.get("ms.prod"), Some("sfb"), "{broken}");
        assert_eq!(document.front_matter.get("lang"), Some("de"), "{broken}");
        assert!(outline(document).ends_with(&["h1 | Kopf".to_owned(), "p | Text.".to_owned()]));
    }
}

#[test]
fn a_title_in_broken_front_matter_is_still_prose() {
    let text = "---\ntitle: Server: einrichten\ndescription: \"Kurz. Gut.\"\n---\n";
    let page = page(text);
    assert_eq!(outline(&page.documents[0]), ["title | Server: einrichten", "description | Kurz. Gut."]);
    assert_eq!(source_of(text, &page.documents[0], "Gut"), "Gut");
}

#[test]
fn front_matter_that_is_never_closed_is_a_fault() {
    let text = "---\ntitle: Titel\nlang: de\n\nText.\n";
    let page = page(text);
    assert_eq!(page.faults.len(), 1);
    assert!(page.faults[0].message.text().contains("never closed"), "{}", page.faults[0].message.text());
    assert_eq!(outline(&page.documents[0]), ["title | Titel", "p | Text."]);
}

#[test]
fn a_rule_at_the_start_is_no_front_matter() {
    for text in ["---\n\nText.\n", "---\nText.\n\n---\nMehr.\n", "Text\n---\ntitle: x\n---\n"] {
        let page = page(text);
        assert!(page.faults.is_empty() && page.documents[0].front_matter.entries.is_empty(), "{text}");
        assert!(page.documents[0].plain.contains("Text"), "{text}");
    }
}

#[test]
fn empty_front_matter_is_fine() {
    let page = page("---\n# nur ein Kommentar\n---\nText.\n");
    assert!(page.faults.is_empty());
    assert_eq!(outline(&page.documents[0]), ["p | Text."]);
}

#[test]
fn toml_between_plus_signs_is_front_matter() {
    let text = "+++\ntitle = \"Der \\\"erste\\\" Titel\" # Kommentar\ndescription = '''\nZwei\nZeilen.'''\nweight = 10\ntags = [\n  \"a\", # x\n  'b',\n  3,\n]\n[menu.main]\nname = \"Erste\"\nweight = 2\n+++\n\nText.\n";
    let document = document(text);
    assert_eq!(
        outline(&document),
        ["title | Der \"erste\" Titel", "description | Zwei Zeilen.", "p | Text."]
    );
    let entries: Vec<(&str, &str)> =
        document.front_matter.entries.iter().map(|e| (e.key.as_str(), e.value.as_str())).collect();
    assert_eq!(
        entries,
        [
            ("title", "Der \"erste\" Titel"),
            ("description", "\nZwei\nZeilen."),
            ("weight", "10"),
            ("tags", "a, b, 3"),
            ("menu.main", "Erste, 2"),
        ]
    );
    assert_eq!(source_of(text, &document, "erste"), "erste");
    assert_eq!(
        &text[document.front_matter.entries[3].value_source.range()],
        "[\n  \"a\", # x\n  'b',\n  3,\n]"
    );
}

#[test]
fn plus_signs_that_nothing_closes_are_no_front_matter() {
    assert_eq!(outline(&document("+++\nText.\n")), ["p | +++ Text."]);
}

#[test]
fn a_map_of_elixir_is_front_matter() {
    let text = "%{\n  version: \"1.0.2\",\n  title: \"Öfen\",\n  excerpt: \"\"\"\n  Ein Satz. Und: noch einer.\n  \"\"\"\n}\n---\n\nText.\n";
    let document = document(text);
    assert_eq!(sentences(&document), ["Öfen", "Text."]);
    let keys: Vec<_> = document.front_matter.entries.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, ["version", "title", "excerpt"]);
    assert_eq!(document.front_matter.entries[0].value, "1.0.2");
    // Without the line below it is code that somebody wrote.
    assert!(super::document("%{\n  a: 1\n}\n\nText.\n").front_matter.entries.is_empty());
}
