use super::*;

#[test]
fn the_indented_body_of_an_admonition_is_prose_and_its_line_structure() {
    let text = "Davor.\n\n!!! note \"Ein *Titel*\"\n    Der **Text** geht\n    weiter.\n\n    ```py\n    a = 1\n\n    b = 2\n    ```\n\n    - Punkt\n\nDanach.\n";
    let document = document(text);
    assert_eq!(
        outline(&document),
        [
            "p | Davor.",
            "NOTE p | Ein Titel",
            "NOTE p | Der Text geht weiter.",
            "NOTE code:py | a = 1\n\nb = 2\n",
            "NOTE ul li0 p | Punkt",
            "p | Danach."
        ]
    );
    assert_eq!(source_of(text, &document, "Titel"), "Titel");
    assert_eq!(source_of(text, &document, "Text geht weiter"), "Text** geht\n    weiter");
    assert_eq!(source_of(text, &document, "b = 2"), "b = 2");
    let titles: Vec<bool> = document.blocks.iter().map(|block| block.wrapper_title).collect();
    assert_eq!(titles, [false, true, false, false, false, false]);
    let alert = &document.containers[0];
    assert_eq!(&text[alert.source.range()], text[8..text.len() - 9].trim_end());
}

#[test]
fn bodies_nest_and_end_where_a_line_stands_further_left() {
    let text = "=== \"Linux\"\n\n    Eins.\n\n    ??? tip\n        Tief.\n        ```sh\n        ls\n    Zurück.\n=== \"Windows\"\n    Zwei.\n\n???+ danger \"\"\n    Drei.\nVier.\n";
    assert_eq!(
        outline(&document(text)),
        [
            "p | Linux",
            "p | Eins.",
            "TIP p | Tief.",
            "TIP code:sh | ls\n",
            "p | Zurück.",
            "p | Windows",
            "p | Zwei.",
            "DANGER p | Drei.",
            "p | Vier."
        ]
    );
}

#[test]
fn a_body_in_a_list_belongs_to_its_item_and_does_not_join_lists() {
    let text = "1. Eins\n\n    !!! note\n        Im Punkt.\n\n2. Zwei\n\n!!! tip\n    - a\n\n- b\n";
    assert_eq!(
        outline(&document(text)),
        [
            "ol1 li0 p | Eins",
            "ol1 li0 NOTE p | Im Punkt.",
            "ol1 li1 p | Zwei",
            "TIP ul li0 p | a",
            "ul li0 p | b"
        ]
    );
}

#[test]
fn what_only_looks_like_an_admonition_stays() {
    let text = "!!! Achtung, heute\n    geschlossen.\n\n!!! note\nOhne Körper.\n\n    !!! note\n        Code.\n\n```md\n!!! note\n    Code.\n```\n";
    assert_eq!(
        outline(&document(text)),
        [
            "p | !!! Achtung, heute geschlossen.",
            "p | !!! note Ohne Körper.",
            "code: | !!! note\n    Code.\n",
            "code:md | !!! note\n    Code.\n"
        ]
    );
}

#[test]
fn fences_in_components_are_fences_however_they_are_indented() {
    let text = "<Steps>\n  <Fragment slot=\"a\">\n    Tun Sie dies.\n\n    ```js\n    let a;\n\n    let b;\n    ```\n  </Fragment>\n  <TabItem value=\"x\">\n      ```sh\n      ls\n      ```\n\n      Und **dann**.\n  </TabItem>\n</Steps>\n\nDanach.\n";
    for name in ["page.md", "page.mdx"] {
        let page = read("", name, text.as_bytes(), None);
        assert_eq!(
            outline(&page.documents[0]),
            [
                "p | Tun Sie dies.",
                "code:js | let a;\n\nlet b;\n",
                "code:sh | ls\n",
                "p | Und dann.",
                "p | Danach."
            ],
            "{name}"
        );
        assert_eq!(source_of(text, &page.documents[0], "let b;"), "let b;");
    }
}

#[test]
fn fences_in_html_are_fences_and_code_there_stays_code() {
    let text = "<ul>\n  <li>\n    Erst:\n    ```js\n    let a;\n\n    let b;\n    ```\n    Dann.\n  </li>\n</ul>\n\n<details>\n<summary>Mehr</summary>\n\n    code\n\n    ```py\n    x\n    ```\n\n</details>\n";
    assert_eq!(
        outline(&document(text)),
        [
            "ul li0 p | Erst:",
            "ul li0 code:js | let a;\n\nlet b;\n",
            "ul li0 p | Dann.",
            "p | Mehr",
            "code: | code\n",
            "code:py | x\n"
        ]
    );
}

#[test]
fn an_html_table_with_blank_lines_is_one_table() {
    let text = "<table>\n\n    <tr>\n\n        <td>Eins</td>\n\n        <td>\n          Zwei\n        </td>\n\n    </tr>\n\n    <tr>\n        <td>Drei</td>\n    </tr>\n\n</table>\n\nDanach.\n";
    assert_eq!(
        outline(&document(text)),
        ["table2x2 tr0 td0 | Eins", "table2x2 tr0 td1 | Zwei", "table2x2 tr1 td0 | Drei", "p | Danach."]
    );
}

#[test]
fn what_is_indented_in_mdx_is_no_code_and_lists_in_components_nest() {
    let text = "import Tab from './a'\n\n<Tab>\n    # Titel\n\n    - eins\n        - zwei\n\n        ```js\n        x\n        ```\n</Tab>\n\n[^1]: Eins.\n\n    Noch dazu.\n\nText [^1].\n";
    assert_eq!(
        outline(&document(text)),
        [
            "h1 | Titel",
            "ul li0 p | eins",
            "ul li0 ul li0 p | zwei",
            "ul li0 code:js | x\n",
            "note1 p | Eins.",
            "note1 p | Noch dazu.",
            "p | Text ."
        ]
    );
}

#[test]
fn lines_that_end_with_cr_lf_are_read_alike() {
    let text = "!!! note \"Ein Titel\"\r\n    Text.\r\n\r\n    ```py\r\n    a\r\n    ```\r\nDanach.\r\n";
    assert_eq!(
        outline(&document(text)),
        ["NOTE p | Ein Titel", "NOTE p | Text.", "NOTE code:py | a\n", "p | Danach."]
    );
}

#[test]
fn the_reading_of_a_character_is_no_text() {
    let text = "- Die <ruby>漢字<rp>(</rp><rt>かん`じ`</rt><rp>)</rp></ruby> hier.\n- <ruby>東<rt>とう</ruby>京 dort.\n\n<p><ruby>南<rp>(</rp><rt>みなみ</rt><rp>)</rp></ruby> da.</p>\n";
    assert_eq!(sentences(&document(text)), ["Die 漢字 hier.", "東京 dort.", "南 da."]);
}

#[test]
fn terms_and_their_definitions_are_blocks() {
    let text = "Anschluss\n:   Ein Ort, an dem **Daten** ankommen.\n\nPool\n: Eine Gruppe.\n\n: Noch eine.\n\nSatz\n: weiter.\n";
    assert_eq!(
        outline(&document(text)),
        [
            "p | Anschluss",
            "p | Ein Ort, an dem Daten ankommen.",
            "p | Pool",
            "p | Eine Gruppe.",
            "p | Noch eine.",
            "p | Satz",
            "p | weiter."
        ]
    );
    assert_eq!(
        sentences(&document("Dies ist\nein Satz\n: er geht weiter.\n")),
        ["Dies ist ein Satz : er geht weiter."]
    );
}

#[test]
fn ids_in_comments_at_the_end_of_a_heading_are_its_anchor() {
    let text = "# Titel {/*titel*/}\n\n## Zwei {/* #zwei */}\n\n## Drei {#drei}\n\nText {/*todo*/} hier.\n\n## Vier {/*kein Name*/}\n";
    assert_eq!(
        outline(&document(text)),
        ["h1 #titel | Titel", "h2 #zwei | Zwei", "h2 #drei | Drei", "p | Text  hier.", "h2 | Vier"]
    );
}

#[test]
fn tabs_of_commands_in_a_step_are_samples_of_that_step() {
    let text = "<Steps>\n1. Starten Sie.\n\n   <PackageManagerTabs>\n     <Fragment slot=\"npm\">\n     ```shell\n     # neu\n     npm create\n     ```\n     </Fragment>\n     <Fragment slot=\"pnpm\">\n       ```shell\n       pnpm create\n       ```\n     </Fragment>\n   </PackageManagerTabs>\n\n   Dann weiter.\n\n2. Fertig:\n\n    <FileTree>\n    - src/\n      - pages/\n    </FileTree>\n</Steps>\n\n<Tabs>\n<TabItem value=\"a\" label=\"A\">\n\n:::tip[Gut zu wissen]\n```js\nx\n```\n:::\n\n</TabItem>\n</Tabs>\n";
    let page = read("", "page.mdx", text.as_bytes(), None);
    assert_eq!(
        outline(&page.documents[0]),
        [
            "ol1 li0 p | Starten Sie.",
            "ol1 li0 code:shell | # neu\nnpm create\n",
            "ol1 li0 code:shell | pnpm create\n",
            "ol1 li0 p | Dann weiter.",
            "ol1 li1 p | Fertig:",
            "ol1 li1 ul li0 p | src/",
            "ol1 li1 ul li0 ul li0 p | pages/",
            "TIP p | Gut zu wissen",
            "TIP code:js | x\n"
        ]
    );
}

#[test]
fn elements_that_stand_open_and_text_of_scripts_move_nothing() {
    let text = "<div>\n\n    code\n\n<p>Text\n\n    code\n\n<script>\n  if (a) {\n    <li>\n  }\n\n    ```\n</script>\n\n    code\n";
    let document = document(text);
    assert_eq!(outline(&document), ["code: | code\n", "p | Text", "code: | code\n", "code: | code\n"]);
}

#[test]
fn wrappers_in_quotes_are_read_like_others() {
    let text = "> !!! note \"Ein Titel\"\n>     Im Zitat.\n>\n>     ```sh\n>     ls\n>     ```\n>\n> Danach.\n\nWeiter.\n";
    let read = document(text);
    assert_eq!(
        outline(&read),
        [
            "quote NOTE p | Ein Titel",
            "quote NOTE p | Im Zitat.",
            "quote NOTE code:sh | ls\n",
            "quote p | Danach.",
            "p | Weiter."
        ]
    );
    assert_eq!(source_of(text, &read, "Im Zitat"), "Im Zitat");
    for (text, wanted) in [
        (
            "> :::tip Titel\n> A.\n> :::\n>\n> B.\n",
            ["quote TIP p | Titel", "quote TIP p | A.", "quote p | B."].as_slice(),
        ),
        ("> /// note | Ein Titel\n> A.\n> ///\n", &["quote NOTE p | Ein Titel", "quote NOTE p | A."]),
        (
            "> <Tabs>\n>   <TabItem>\n>     ```sh\n>     ls\n>     ```\n>   </TabItem>\n> </Tabs>\n>\n> B.\n",
            &["quote code:sh | ls\n", "quote p | B."],
        ),
        ("> {% if x %}\n> A.\n> {% endif %}\n", &["quote p | A."]),
        (
            "> > === \"Linux\"\n> >     A.\n> B.\n",
            &["quote quote p | Linux", "quote quote p | A.", "quote p | B."],
        ),
        ("> !!! note\n>     A.\nB.\n", &["quote NOTE p | A.", "p | B."]),
        ("!!! note\n    > A.\n    > B.\n", &["NOTE quote p | A. B."]),
        ("```\n> !!! note\n>     A.\n```\n", &["code: | > !!! note\n>     A.\n"]),
    ] {
        assert_eq!(outline(&document(text)), wanted, "{text}");
    }
}

#[test]
fn the_title_of_a_directive_is_a_line_of_markdown() {
    let text = ":::note[The `timer` key of *ovens*]\nText.\n:::\n\n:::tip 1. Open\nText.\n:::\n\n:::tip A `loose end\nText.\n:::\n";
    let document = document(text);
    assert_eq!(
        outline(&document),
        [
            "NOTE p | The timer key of ovens",
            "NOTE p | Text.",
            "TIP p | 1. Open",
            "TIP p | Text.",
            "TIP p | A `loose end",
            "TIP p | Text."
        ]
    );
    assert_eq!(source_of(text, &document, "timer"), "timer");
    assert!(
        document.marks.iter().any(|mark| mark.kind == MarkKind::Code && document.text(mark.text) == "timer")
    );
}
