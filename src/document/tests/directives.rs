use super::*;

#[test]
fn an_admonition_is_an_alert_with_its_title_as_text() {
    let text = ":::note Ein Titel\n\nText.\n\n:::\n\nDanach.\n";
    assert_eq!(outline(&document(text)), ["NOTE p | Ein Titel", "NOTE p | Text.", "p | Danach."]);
}

#[test]
fn an_admonition_needs_no_blank_lines() {
    let text = "Davor.\n:::tip[Mein Titel]\nText.\n- Punkt\n:::\nDanach.\n";
    assert_eq!(
        outline(&document(text)),
        ["p | Davor.", "TIP p | Mein Titel", "TIP p | Text.", "TIP ul li0 p | Punkt", "p | Danach."]
    );
}

#[test]
fn admonitions_nest_by_their_colons() {
    let text = "::::warning\nA.\n\n:::note\nB.\n:::\n\nC.\n\n::::\n\nD.\n";
    assert_eq!(
        outline(&document(text)),
        ["WARNING p | A.", "WARNING NOTE p | B.", "WARNING p | C.", "p | D."]
    );
}

#[test]
fn an_admonition_in_a_list_item_ends_with_it() {
    let text = "1. Eins\n\n   :::danger\n   Achtung.\n\n2. Zwei\n";
    assert_eq!(
        outline(&document(text)),
        ["ol1 li0 p | Eins", "ol1 li0 DANGER p | Achtung.", "ol1 li1 p | Zwei"]
    );
}

#[test]
fn a_title_of_another_container_is_text_without_an_alert() {
    assert_eq!(outline(&document("::: details Mehr dazu\nText.\n:::\n")), ["p | Mehr dazu", "p | Text."]);
}

#[test]
fn directives_of_layout_have_no_prose() {
    let text = ":::row:::\n:::column span=\"2\":::\nLinks.\n:::column-end:::\n:::row-end:::\n\n::: zone pivot=\"a\"\n\nA.\n\n::: zone-end\n\n\
                :::moniker range=\">= x\"\n\nB.\n\n:::moniker-end\n";
    assert_eq!(outline(&document(text)), ["p | Links.", "p | A.", "p | B."]);
}

#[test]
fn an_image_directive_is_an_image() {
    let text = "Siehe :::image type=\"icon\" source=\"a/b.png\" alt-text=\"Ein *Symbol*\"::: hier.\n\n:::image source=\"c.png\" alt-text=\"\":::\n";
    let document = document(text);
    assert_eq!(outline(&document), ["p | Siehe Ein *Symbol* hier.", "p | "]);
    assert_eq!(marks(&document), ["image Ein *Symbol* -> a/b.png", "image  -> c.png"]);
    assert_eq!(source_of(text, &document, "Symbol"), "Symbol");
}

#[test]
fn no_loc_text_is_text_and_marked() {
    let text = "Öffnen Sie :::no-loc text=\"Contoso Server\"::: jetzt.\n";
    let document = document(text);
    assert_eq!(sentences(&document), ["Öffnen Sie Contoso Server jetzt."]);
    assert_eq!(marks(&document), ["no-loc Contoso Server"]);
    assert_eq!(source_of(text, &document, "Contoso Server"), "Contoso Server");
}

#[test]
fn includes_and_videos_are_links_without_text() {
    let document = document(
        "[!INCLUDE [sfbo](../inc/a.md)]\n\n> [!VIDEO https://e.org/v]\n\nText [!INCLUDE[x](b.md)] hier.\n",
    );
    assert_eq!(marks(&document), ["link  -> ../inc/a.md", "link  -> https://e.org/v", "link  -> b.md"]);
    assert_eq!(sentences(&document), ["Text  hier."]);
}

#[test]
fn directives_in_code_are_code() {
    let text = "```md\n:::note\n```\n\nSchreiben Sie `:::image source=\"x\":::` so.\n";
    let document = document(text);
    assert_eq!(outline(&document), ["code:md | :::note\n", "p | Schreiben Sie :::image source=\"x\"::: so."]);
}

#[test]
fn the_title_behind_the_label_of_an_alert_is_its_text() {
    assert_eq!(
        outline(&document(
            "> [!IMPORTANT] Hilfe *gesucht*\n>\n> Ein Satz.\n\n> [!tip]- Mehr\n> Noch einer.\n"
        )),
        ["IMPORTANT p | Hilfe gesucht", "IMPORTANT p | Ein Satz.", "TIP p | Mehr Noch einer."]
    );
    assert_eq!(outline(&document("> [!Ofen] ist ein Wort.\n")), ["quote p | [!Ofen] ist ein Wort."]);
}
