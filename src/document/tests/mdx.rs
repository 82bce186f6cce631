use super::*;

fn mdx(text: &str) -> Document {
    let mut page = read("", "page.mdx", text.as_bytes(), None);
    page.documents.remove(0)
}

#[test]
fn imports_and_exports_are_not_prose() {
    let text = "import Tabs from '@theme/Tabs';\nimport {\n  A,\n  B,\n} from \"b\";\n\nexport const x = {\n  a: 'Kein Satz.',\n\n  b: 2,\n};\n\n# Titel\n";
    assert_eq!(outline(&mdx(text)), ["h1 | Titel"]);
}

#[test]
fn a_page_that_imports_is_mdx_whatever_its_name() {
    let text = "---\ntitle: T\n---\n\nimport A from './a.mdx';\n\n<A x={1}>\n\nText {A.b} hier.\n\n</A>\n";
    let document = document(text);
    assert_eq!(outline(&document), ["title | T", "p | Text {A.b} hier."]);
    assert_eq!(marks(&document), ["no-loc {A.b}"]);
}

#[test]
fn a_sentence_about_importing_is_prose() {
    let text = "import the data from the file.\n\nexport all of it.\n";
    assert_eq!(sentences(&document(text)), ["import the data from the file.", "export all of it."]);
}

#[test]
fn what_stands_in_components_is_markdown() {
    let text = "<Tabs groupId=\"os\">\n<TabItem value=\"w\" label=\"Windows\">\n1. Eins\n2. Zwei\n</TabItem>\n  <TabItem value=\"l\">\n    Text **fett**.\n  </TabItem>\n</Tabs>\n\nEnde.\n";
    assert_eq!(outline(&mdx(text)), ["ol1 li0 p | Eins", "ol1 li1 p | Zwei", "p | Text fett.", "p | Ende."]);
    assert_eq!(outline(&document("<Steps>\n1. Eins\n</Steps>\n")), ["ol1 li0 p | Eins"]);
}

#[test]
fn a_tag_may_go_over_several_lines() {
    let text = "<Card\n  title=\"x > y\"\n  onClick={() => {\n    go({ a: 1 });\n  }}\n/>\n\nText.\n";
    assert_eq!(outline(&mdx(text)), ["p | Text."]);
}

#[test]
fn components_inside_a_line_leave_the_text_around_them() {
    assert_eq!(
        sentences(&mdx("Klicken Sie <Icon size={16} /> oder <Key v=\"a\">Strg</Key>.\n")),
        ["Klicken Sie  oder Strg."]
    );
}

#[test]
fn comments_are_dropped_and_may_name_a_heading() {
    let text = "## Titel {/* #mein-titel */}\n\n{/* nicht\nsichtbar */}\n\nText.\n";
    assert_eq!(outline(&mdx(text)), ["h2 #mein-titel | Titel", "p | Text."]);
}

#[test]
fn braces_in_markdown_stay_text() {
    assert_eq!(
        sentences(&document("Ersetzen Sie {Name} durch `{x}`.\n")),
        ["Ersetzen Sie {Name} durch {x}."]
    );
}

#[test]
fn a_component_behind_a_tab_is_no_text_whatever_its_letters() {
    for text in
        ["import { from '\n\n\t<L১>\n", "import a from 'b'\n\n\t<Tabs>\n", "- a\n\n\t\t\t<Lé x='1'/>\n"]
    {
        let document = document(text);
        assert!(!document.plain.contains('<'), "{text:?}: {:?}", document.plain);
    }
}

#[test]
fn a_component_in_a_cell_of_html_leaves_places_of_whole_characters() {
    let text = "import a from 'b'\n\n<table><tr><td>a\n<Lé১>\n</td></tr></table>\n";
    let document = document(text);
    assert_eq!(document.plain, "a\n");
    for run in &document.runs {
        assert!(text.get(run.source.range()).is_some(), "{run:?}");
    }
}
