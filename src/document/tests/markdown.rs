use super::*;

#[test]
fn headings_paragraphs_and_lists_keep_their_structure() {
    let text =
        "# Einrichten\n\nErst *lesen*.\n\n1. Eins\n2. Zwei\n   - Unter\n   - Noch\n3. Drei\n\n* Punkt\n";
    assert_eq!(
        outline(&document(text)),
        [
            "h1 | Einrichten",
            "p | Erst lesen.",
            "ol1 li0 p | Eins",
            "ol1 li1 p | Zwei",
            "ol1 li1 ul li0 p | Unter",
            "ol1 li1 ul li1 p | Noch",
            "ol1 li2 p | Drei",
            "ul li0 p | Punkt",
        ]
    );
}

#[test]
fn a_list_that_starts_elsewhere_says_so() {
    assert_eq!(outline(&document("4. Vier\n5. Fünf\n")), ["ol4 li0 p | Vier", "ol4 li1 p | Fünf"]);
}

#[test]
fn soft_line_breaks_are_spaces_and_keep_their_place() {
    let text = "Ein Satz über\nzwei Zeilen.\n";
    let document = document(text);
    assert_eq!(sentences(&document), ["Ein Satz über zwei Zeilen."]);
    assert_eq!(source_of(text, &document, "über zwei"), "über\nzwei");
}

#[test]
fn visible_line_breaks_end_sentences() {
    assert_eq!(sentences(&document("eins<br/>zwei  \ndrei\\\nvier\n")), ["eins", "zwei", "drei", "vier"]);
}

#[test]
fn entities_and_escapes_map_to_what_was_written() {
    let text = "Fish &amp; chips, 5 \\* 3 &#x2013; ok\n";
    let document = document(text);
    assert_eq!(document.plain, "Fish & chips, 5 * 3 – ok\n");
    assert_eq!(source_of(text, &document, "&"), "&amp;");
    assert_eq!(source_of(text, &document, "Fish & chips"), "Fish &amp; chips");
    assert_eq!(source_of(text, &document, "–"), "&#x2013;");
    assert_eq!(source_of(text, &document, "* 3"), "* 3");
}

#[test]
fn marks_hold_code_labels_links_and_images() {
    let text = "Click **New** and run `Get-Pool -All` ([help](a.md#x), ![icon](i.png)) or <https://e.org>.\n";
    let document = document(text);
    assert_eq!(
        marks(&document),
        [
            "strong New",
            "code Get-Pool -All",
            "link help -> a.md#x",
            "image icon -> i.png",
            "link https://e.org -> https://e.org",
        ]
    );
    let sources: Vec<&str> = document.marks.iter().map(|mark| &text[mark.source.range()]).collect();
    assert_eq!(sources[..3], ["**New**", "`Get-Pool -All`", "[help](a.md#x)"]);
}

#[test]
fn nested_marks_come_outer_first() {
    let document = document("See [the **bold `code`**](x).\n");
    assert_eq!(marks(&document), ["link the bold code -> x", "strong bold code", "code code"]);
}

#[test]
fn code_spans_lose_their_padding_and_keep_their_place() {
    for (text, shown, written) in [
        ("Run `` a`b `` now\n", "a`b", "a`b"),
        ("Run `a b` now\n", "a b", "a b"),
        ("> Run `a\n> b` now\n", "a b", "a\n> b"),
        ("|x|\n|-|\n|`a\\|b`|\n", "a|b", "a\\|b"),
    ] {
        let document = document(text);
        assert_eq!(marks(&document), [format!("code {shown}")], "{text}");
        assert_eq!(source_of(text, &document, shown), written, "{text}");
    }
}

#[test]
fn reference_links_are_resolved() {
    let document =
        document("See [one][a], [two] and [three][missing].\n\n[a]: /x?y=1&amp;z=2 \"T\"\n[two]: <b c>\n");
    assert_eq!(marks(&document), ["link one -> /x?y=1&z=2", "link two -> b c"]);
    assert_eq!(sentences(&document), ["See one, two and [three][missing]."]);
}

#[test]
fn tables_know_their_shape() {
    let text = "| Port | Zweck |\n|---|:-:|\n| 5269 | SMTP <br/> Server |\n| 443 | |\n";
    let document = document(text);
    assert_eq!(
        outline(&document),
        [
            "table2x3 tr0 th0 | Port",
            "table2x3 tr0 th1 | Zweck",
            "table2x3 tr1 td0 | 5269",
            "table2x3 tr1 td1 | SMTP Server",
            "table2x3 tr2 td0 | 443",
            "table2x3 tr2 td1 | ",
        ]
    );
    assert_eq!(sentences(&document), ["Port", "Zweck", "5269", "SMTP", "Server", "443"]);
}

#[test]
fn code_blocks_keep_lines_and_language_and_have_no_sentences() {
    let text = "```Bash copy\nGet-A\n  Get-B\n```\n\n    indented\n\n- ```js\n  x();\n  ```\n";
    let document = document(text);
    assert_eq!(
        outline(&document),
        ["code:bash | Get-A\n  Get-B\n", "code: | indented\n", "ul li0 code:js | x();\n"]
    );
    assert!(document.sentences.is_empty());
    assert_eq!(source_of(text, &document, "Get-B"), "Get-B");
}

#[test]
fn footnotes_are_blocks_of_their_own() {
    let document = document("Text[^1].\n\n[^1]: Die Note.\n");
    assert_eq!(outline(&document), ["p | Text.", "note1 p | Die Note."]);
}

#[test]
fn task_lists_leave_their_boxes_out() {
    assert_eq!(outline(&document("- [x] getan\n- [ ] offen\n")), ["ul li0 p | getan", "ul li1 p | offen"]);
}

#[test]
fn alerts_are_recognised_by_their_label_in_any_case_and_language() {
    let text = "> [!NOTE]\n> Eins.\n\n> [!Important] \n>Zwei.\n\n>  [!REMARQUE]\n> Trois.\n\n> [!Foo]\n> Four.\n\n> Quote.\n";
    assert_eq!(
        outline(&document(text)),
        ["NOTE p | Eins.", "IMPORTANT p | Zwei.", "NOTE p | Trois.", "FOO p | Four.", "quote p | Quote."]
    );
}

#[test]
fn an_alert_knows_where_its_label_stands() {
    let text = "- Punkt\n\n  > [!Tip]\n  > Hilfe.\n";
    let document = document(text);
    assert_eq!(outline(&document), ["ul li0 p | Punkt", "ul li0 TIP p | Hilfe."]);
    let labels: Vec<&str> = document
        .containers
        .iter()
        .filter_map(|container| match container.kind {
            ContainerKind::Alert { label, .. } => Some(&text[label.range()]),
            _ => None,
        })
        .collect();
    assert_eq!(labels, ["[!Tip]"]);
}

#[test]
fn a_label_with_text_after_it_or_in_code_is_no_alert() {
    assert_eq!(outline(&document("> [!NOTE] Text.\n")), ["quote p | [!NOTE] Text."]);
    assert_eq!(outline(&document("```\n> [!NOTE]\n```\n")), ["code: | > [!NOTE]\n"]);
}

#[test]
fn emphasis_that_is_not_closed_stays_text_and_splits_nothing() {
    let text = "Wählen Sie ** Speichern** aus. Klicken Sie auf **OK **und dann weiter.\n";
    let document = document(text);
    assert_eq!(
        sentences(&document),
        ["Wählen Sie ** Speichern** aus.", "Klicken Sie auf **OK **und dann weiter."]
    );
}

#[test]
fn anchors_name_the_block_they_stand_in_or_before() {
    let text = "# <a name=\"top\"></a>Titel\n\n<a id=\"next\"></a>\n\nAbsatz.\n\n## Zwei {#two .x}\n\n### Drei {foo}\n";
    assert_eq!(
        outline(&document(text)),
        ["h1 #top | Titel", "p #next | Absatz.", "h2 #two | Zwei", "h3 | Drei {foo}"]
    );
}

#[test]
fn an_image_in_a_line_of_its_own_is_a_sentence_of_its_own() {
    let document = document("![Ein Bild](a.png)\nText danach. ![Symbol](b.png) Klicken.\n");
    assert_eq!(sentences(&document), ["Ein Bild", "Text danach.", "Symbol Klicken."]);
}

#[test]
fn an_image_without_alt_text_is_still_a_block() {
    let document = document("![](a.png)\n");
    assert_eq!(
        (outline(&document), marks(&document)),
        (vec!["p | ".to_owned()], vec!["image  -> a.png".to_owned()])
    );
    assert!(document.sentences.is_empty());
}

#[test]
fn a_byte_order_mark_and_crlf_change_nothing_but_places() {
    let text = "\u{feff}# Titel\r\n\r\nZeile eins\r\nund zwei. Ende.\r\n\r\n- a\r\n- b\r\n";
    let document = document(text);
    assert_eq!(
        outline(&document),
        ["h1 | Titel", "p | Zeile eins und zwei. Ende.", "ul li0 p | a", "ul li1 p | b"]
    );
    assert_eq!(source_of(text, &document, "eins und"), "eins\r\nund");
    assert_eq!(document.blocks[0].source, Span::new(3, 10));
}

#[test]
fn blocks_and_containers_end_where_their_text_ends() {
    let text = "> [!NOTE]\n> Text.\n\n\n1. eins\n\n   zwei\n\n\nEnde.\n";
    let document = document(text);
    let written = |span: Span| &text[span.range()];
    assert_eq!(written(document.containers[0].source), "> [!NOTE]\n> Text.");
    assert_eq!(written(document.containers[1].source), "1. eins\n\n   zwei");
    assert_eq!(written(document.blocks[0].source), "Text.");
}

#[test]
fn the_path_is_joined_with_its_root() {
    let page = read("docs/de/", "a/b.md", b"Text\n", None);
    assert_eq!((page.root.as_str(), page.path.as_str()), ("docs/de", "docs/de/a/b.md"));
    assert_eq!(read("", "b.md", b"", None).path, "b.md");
}

#[test]
fn a_page_in_another_encoding_is_one_fault_with_its_offset() {
    let page = read("", "a.md", b"Stra\xDFe", None);
    assert!(page.documents.is_empty() && page.text.is_empty());
    assert_eq!(page.faults.len(), 1);
    assert_eq!(page.faults[0].kind, crate::document::PageFaultKind::Encoding);
    assert_eq!(page.faults[0].span, Span::new(4, 5));
}
