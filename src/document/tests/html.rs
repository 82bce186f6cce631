use super::*;

#[test]
fn html_blocks_become_blocks() {
    let text = "<h2 id=\"x\">Titel</h2>\n<p>Ein <b>fetter</b>\n  Satz.</p><p>Noch einer.</p>\n<hr>\n";
    assert_eq!(outline(&document(text)), ["h2 #x | Titel", "p | Ein fetter Satz.", "p | Noch einer."]);
    assert_eq!(marks(&document(text)), ["strong fetter"]);
}

#[test]
fn html_lists_nest_and_need_no_end_tags() {
    let text = "<ol start=3><li>eins<li>zwei<ul><li>unter</li></ul></li></ol>\n";
    assert_eq!(
        outline(&document(text)),
        ["ol3 li0 p | eins", "ol3 li1 p | zwei", "ol3 li1 ul li0 p | unter"]
    );
}

#[test]
fn html_tables_know_their_shape() {
    let text = "<table>\n<thead><tr><th>A</th><th>B</th></tr></thead>\n<tbody>\n<tr><td>1</td><td><p>eins</p><p>zwei</p></td></tr>\n\
                <tr><td></td><td>x<br>y</td><td>z</td>\n</table>\n";
    let document = document(text);
    assert_eq!(
        outline(&document),
        [
            "table3x3 tr0 th0 | A",
            "table3x3 tr0 th1 | B",
            "table3x3 tr1 td0 | 1",
            "table3x3 tr1 td1 | eins zwei",
            "table3x3 tr2 td0 | ",
            "table3x3 tr2 td1 | x y",
            "table3x3 tr2 td2 | z",
        ]
    );
    assert_eq!(sentences(&document), ["A", "B", "1", "eins", "zwei", "x", "y", "z"]);
}

#[test]
fn markdown_inside_html_is_read_as_commonmark_says() {
    let text = "<div class=\"note\">\n\n## **Titel**\n\nText mit `code`.\n\n</div>\n\n<table><tr><td>\n\nEin *Wort*.\n\nZwei.\n\n</td></tr></table>\n\nDanach.\n";
    assert_eq!(
        outline(&document(text)),
        ["h2 | Titel", "p | Text mit code.", "table1x1 tr0 td0 | Ein Wort. Zwei.", "p | Danach."]
    );
}

#[test]
fn pre_is_code_with_its_language_and_entities_resolved() {
    let text = "<pre><code class=\"language-xml\">&lt;a&gt;\n  &lt;b/&gt;\n</code></pre>\n";
    assert_eq!(outline(&document(text)), ["code:xml | <a>\n  <b/>\n"]);
}

#[test]
fn scripts_styles_and_comments_are_not_shown() {
    let text = "<script>\nvar a = \"<p>nein</p>\";\n</script>\n\n<style>p { x: y }</style>\n\n<!-- nein\n\nnein -->\n\nJa <!-- nein --> doch.\n";
    let document = document(text);
    assert_eq!(document.plain.replace("  ", " "), "Ja doch.\n");
}

#[test]
fn links_images_and_code_in_html_are_marks() {
    let text = "<p><a href=\"a.md?x=1&amp;y=2\">Hilfe</a> <img src='i.png' alt=\"Ein &quot;Bild&quot;\"/> <code>x</code></p>\n";
    let document = document(text);
    assert_eq!(marks(&document), ["link Hilfe -> a.md?x=1&y=2", "image Ein \"Bild\" -> i.png", "code x"]);
    assert_eq!(source_of(text, &document, "\"Bild\""), "&quot;Bild&quot;");
}

#[test]
fn inline_html_in_markdown_makes_the_same_marks() {
    let document = document("Drücken Sie <kbd>Strg</kbd> + <b>F</b>, siehe <a href=\"b.md\">dort</a>.\n");
    assert_eq!(marks(&document), ["code Strg", "strong F", "link dort -> b.md"]);
}

#[test]
fn html_in_a_block_quote_is_read_across_its_lines() {
    let text = "> <P>\n> Ein <b\n> >fetter</b> Satz\n> hier.</P>\n";
    let document = document(text);
    assert_eq!(outline(&document), ["quote p | Ein fetter Satz hier."]);
    assert_eq!(source_of(text, &document, "Satz hier"), "Satz\n> hier");
}

#[test]
fn lists_in_a_markdown_cell_separate_sentences() {
    let text = "| A |\n|---|\n| <ul><li>eins</li><li>zwei</li></ul> |\n";
    let document = document(text);
    assert_eq!(outline(&document), ["table1x2 tr0 th0 | A", "table1x2 tr1 td0 | eins zwei"]);
    assert_eq!(sentences(&document), ["A", "eins", "zwei"]);
}

#[test]
fn placeholders_in_angle_brackets_stay_text() {
    let document = document("Geben Sie autodiscover.<sipdomain> ein, dann <Server name>.\n");
    assert_eq!(sentences(&document), ["Geben Sie autodiscover.<sipdomain> ein, dann <Server name>."]);
}

#[test]
fn tags_that_are_not_closed_end_with_their_block() {
    let document = document("Ein <b>fetter <a href=\"x\">Anfang.\n\nDanach <i>auch.\n");
    assert_eq!(marks(&document), ["strong fetter Anfang.", "link Anfang. -> x", "emphasis auch."]);
}

#[test]
fn a_list_item_that_ends_ends_the_html_in_it() {
    let text = "- <table><tr><td>in\n- zwei\n\nDanach.\n";
    assert_eq!(outline(&document(text)), ["ul li0 table1x1 tr0 td0 | in", "ul li1 p | zwei", "p | Danach."]);
}

#[test]
fn a_processing_instruction_in_a_line_is_no_text_whatever_stands_in_it() {
    let document = document("One <?note a </b>\nb ?>two.\n");
    assert_eq!(sentences(&document), ["One two."]);
}

#[test]
fn a_placeholder_over_two_lines_is_text_in_one() {
    let document = document("Write to <Server\nname> first.\n");
    assert_eq!(sentences(&document), ["Write to <Server name> first."]);
}

#[test]
fn a_component_alone_on_its_line_parts_what_stands_before_and_behind_it() {
    let text = "import B from './b'\n\n<div>\n  <Button kind=\"hot\">\n    <span>Ofen öffnen</span>\n  </Button>\n  <span>oder</span>\n  <Button>\n    Tür <Link>schließen</Link>\n  </Button>\n</div>\n";
    let blocks = ["p | Ofen öffnen", "p | oder", "p | Tür schließen"];
    assert_eq!(outline(&document(text)), blocks);
    assert_eq!(outline(&document(&text.replace("Button", "Knob"))), blocks);
}

#[test]
fn an_unknown_element_that_is_closed_at_once_is_no_text() {
    assert_eq!(outline(&document("<div><toc></toc></div>\n\nA.\n")), ["p | A."]);
    assert_eq!(outline(&document("<div>Nimm <Servername> hier.</div>\n")), ["p | Nimm <Servername> hier."]);
}
