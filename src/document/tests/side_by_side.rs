use super::*;
use crate::document::Side;

fn pair(id: &str, target: &str, source: &str) -> String {
    format!(
        "<span data-ttu-id=\"{id}\">{target}</span><span class=\"sxs-lookup\"><span data-stu-id=\"{id}\">{source}</span></span>"
    )
}

fn units(document: &Document) -> Vec<(&str, Option<&str>)> {
    document
        .sentences
        .iter()
        .map(|sentence| (document.text(sentence.text), sentence.unit.map(|id| document.string(id))))
        .collect()
}

#[test]
fn a_page_yields_the_translation_and_the_source() {
    let text = format!(
        "---\ntitle: Titel\nms.contentlocale: de-DE\n---\n# <a name=\"a\"></a>{}\n\n{} {}\n",
        pair("1", "Über uns", "About us"),
        pair("2", "Wir sind **hier**.", "We are **here**."),
        pair("3", "Kommen Sie", "Do come."),
    );
    let page = page(&text);
    assert_eq!(page.documents.len(), 2);
    let (target, source) = (&page.documents[0], &page.documents[1]);
    assert_eq!((target.side, source.side), (Side::Translation, Side::Source));
    assert_eq!(outline(target), ["title | Titel", "h1 #a | Über uns", "p | Wir sind hier. Kommen Sie"]);
    assert_eq!(outline(source), ["h1 #a | About us", "p | We are here. Do come."]);
    assert_eq!(
        units(target)[1..],
        [("Über uns", Some("1")), ("Wir sind hier.", Some("2")), ("Kommen Sie", Some("3"))]
    );
    assert_eq!(
        units(source),
        [("About us", Some("1")), ("We are here.", Some("2")), ("Do come.", Some("3"))]
    );
    assert_eq!(target.locale.as_ref().map(ToString::to_string).as_deref(), Some("de-DE"));
    assert_eq!(source.locale.as_ref().map(|locale| locale.language().to_owned()).as_deref(), Some("en"));
}

#[test]
fn both_halves_know_their_places_in_the_page() {
    let text = format!(
        "Davor. {} {}\n",
        pair("1", "Der **Knopf** ä.", "The **button** a."),
        pair("2", "Zwei.", "Two.")
    );
    let page = page(&text);
    let (target, source) = (&page.documents[0], &page.documents[1]);
    assert_eq!(source_of(&text, target, "Knopf"), "Knopf");
    assert_eq!(source_of(&text, target, "Zwei."), "Zwei.");
    assert_eq!(source_of(&text, source, "button"), "button");
    assert_eq!(source_of(&text, source, "Two."), "Two.");
    assert_eq!(&text[source.marks[0].source.range()], "**button**");
    for document in [target, source] {
        for run in document.runs.iter().filter(|run| run.plain.len() == run.source.len()) {
            assert_eq!(document.text(run.plain), &text[run.source.range()]);
        }
    }
}

#[test]
fn what_stands_outside_of_pairs_belongs_to_both() {
    let text = format!(
        "{}\n\n```\nGet-X\n```\n\n![Bild](a.png)\n\n- [{}](b.md)\n\n| {} |\n|---|\n| {} <br/> |\n",
        pair("1", "Ziel.", "Source."),
        pair("2", "Verweis", "Link"),
        pair("3", "Kopf", "Head"),
        pair("4", "Zelle", "Cell"),
    );
    let page = page(&text);
    let shape = |document: &Document| -> Vec<String> {
        outline(document).iter().map(|line| line.split(" | ").next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(shape(&page.documents[0]), shape(&page.documents[1]));
    assert_eq!(marks(&page.documents[0]), ["image Bild -> a.png", "link Verweis -> b.md"]);
    assert_eq!(marks(&page.documents[1]), ["image Bild -> a.png", "link Link -> b.md"]);
}

#[test]
fn a_unit_may_hold_several_sentences_and_its_borders_are_sentence_borders() {
    let text = format!("{}{}\n", pair("p1", "Eins. Zwei.", "One. Two."), pair("2", "noch etwas", "and more"));
    let page = page(&text);
    assert_eq!(
        units(&page.documents[0]),
        [("Eins.", Some("p1")), ("Zwei.", Some("p1")), ("noch etwas", Some("2"))]
    );
    assert_eq!(
        units(&page.documents[1]),
        [("One.", Some("p1")), ("Two.", Some("p1")), ("and more", Some("2"))]
    );
}

#[test]
fn pairs_in_html_blocks_are_read_too() {
    let text = format!(
        "> <OL>\n> <LI>\n> <P>{}</P></LI></OL><br>{}\n",
        pair("1", "Eins.", "One."),
        pair("2", "Zwei.", "Two.")
    );
    let page = page(&text);
    assert_eq!(outline(&page.documents[0]), ["quote ol1 li0 p | Eins.", "quote p | Zwei."]);
    assert_eq!(outline(&page.documents[1]), ["quote ol1 li0 p | One.", "quote p | Two."]);
    assert_eq!(source_of(&text, &page.documents[1], "Two."), "Two.");
}

#[test]
fn ordinary_spans_inside_a_unit_are_kept() {
    let text = pair("1", "Ein <span id=\"x\">Wort</span> hier.", "A <span id=\"x\">word</span> here.");
    let page = page(&text);
    assert_eq!(outline(&page.documents[0]), ["p #x | Ein Wort hier."]);
    assert_eq!(outline(&page.documents[1]), ["p #x | A word here."]);
}

#[test]
fn a_unit_that_is_not_closed_ends_where_the_next_begins() {
    let text = format!("<span data-ttu-id=\"0\">Offen. {}\n", pair("1", "Ziel.", "Source."));
    let page = page(&text);
    assert_eq!(units(&page.documents[0]), [("Offen.", Some("0")), ("Ziel.", Some("1"))]);
    assert_eq!(units(&page.documents[1]), [("Source.", Some("1"))]);
}

#[test]
fn a_page_with_one_half_alone_is_an_ordinary_page() {
    let page = page("<span data-ttu-id=\"1\">Nur Ziel.</span>\n");
    assert_eq!(page.documents.len(), 1);
    assert_eq!(page.documents[0].side, Side::Whole);
    assert_eq!(sentences(&page.documents[0]), ["Nur Ziel."]);
}
