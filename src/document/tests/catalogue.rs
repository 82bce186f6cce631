//! Catalogues of gettext.

use super::super::{Document, Page, Side, read};
use super::outline;
use crate::language::Locale;

fn catalogue(text: &str) -> Page {
    read("", "po/x.po", text.as_bytes(), None)
}

/// The outline of the translation and of its source.
fn outlines(text: &str) -> [Vec<String>; 2] {
    let page = catalogue(text);
    assert_eq!(page.documents.iter().map(|d| d.side).collect::<Vec<_>>(), [Side::Translation, Side::Source]);
    [outline(&page.documents[0]), outline(&page.documents[1])]
}

/// What a stretch of the translation's text comes from in the page.
fn origin<'p>(page: &'p Page, document: &Document, text: &str) -> &'p str {
    let start = document.plain.find(text).expect("it is there") as u32;
    let span = crate::source::Span::new(start, start + text.len() as u32);
    &page.text[document.source_span(span).range()]
}

#[test]
fn entries_are_parts_of_two_documents() {
    let page = catalogue(
        "msgid \"\"\nmsgstr \"\"\n\"Language: pt_BR\\n\"\n\n#: a.md:1\nmsgid \"One.\"\nmsgstr \"Um.\"\n\n\
         msgid \"Two.\\n\"\n\"\\n\"\n\"Three.\"\nmsgstr \"Dois.\\n\"\n\"\\n\"\n\"Três.\"\n",
    );
    assert_eq!(outline(&page.documents[0]), ["p | Um.", "p | Dois.", "p | Três."]);
    assert_eq!(outline(&page.documents[1]), ["p | One.", "p | Two.", "p | Three."]);
    assert_eq!(page.documents[0].parts, [0, 1]);
    assert_eq!(page.documents[0].locale, Locale::parse("pt-BR"));
    assert_eq!(page.documents[1].locale, Locale::parse("en"));
}

#[test]
fn what_is_open_in_one_entry_takes_nothing_from_the_next() {
    let [translation, source] = outlines(
        "msgid \"```sh\\nls\"\nmsgstr \"```sh\\nls\"\n\nmsgid \"<!-- One\"\nmsgstr \"<!-- Eins\"\n\n\
         msgid \"Two\"\nmsgstr \"Zwei\"\n",
    );
    assert_eq!(translation.last().map(String::as_str), Some("p | Zwei"));
    assert_eq!(source.last().map(String::as_str), Some("p | Two"));
}

#[test]
fn fuzzy_untranslated_and_obsolete_entries_are_in_no_document() {
    let page = catalogue(
        "#, fuzzy\nmsgid \"\"\nmsgstr \"Language: de\\n\"\n\n#, c-format, fuzzy\nmsgid \"One\"\nmsgstr \"Eins\"\n\n\
         msgid \"Two\"\nmsgstr \"\"\n\n#, fuzzy\n#~ msgid \"Old\"\n#~ msgstr \"Alt\"\nmsgid \"Three\"\nmsgstr \"Drei\"\n",
    );
    assert_eq!(outline(&page.documents[0]), ["p | Drei"]);
    let catalogue = page.catalogue.expect("it is one");
    let marked = |places: &[crate::source::Span]| {
        places.iter().map(|place| &page.text[place.range()]).collect::<Vec<_>>().concat()
    };
    assert_eq!(catalogue.entries, 3);
    assert_eq!((marked(&catalogue.fuzzy).as_str(), marked(&catalogue.untranslated).as_str()), ("One", "Two"));
}

#[test]
fn places_lead_through_escapes_and_broken_lines() {
    let page =
        catalogue("msgid \"a\"\nmsgstr \"\"\n\"Er sagt \\\"Port \"\n\"5269\\\" und \\303\\274bt.\\tEnde\"\n");
    let document = &page.documents[0];
    assert_eq!(document.plain, "Er sagt \"Port 5269\" und übt.\tEnde\n");
    assert_eq!(origin(&page, document, "Port 5269"), "Port \"\n\"5269");
    assert_eq!(origin(&page, document, "ü"), "\\303\\274");
    assert_eq!(origin(&page, document, "bt."), "bt.");
}

#[test]
fn roles_of_restructured_text_are_read_as_markdown() {
    let marks = |entry: &str| {
        let page = catalogue(entry);
        let document = &page.documents[0];
        let marks = document.marks.iter().map(|mark| format!("{:?} {}", mark.kind, document.text(mark.text)));
        (document.plain.trim().to_owned(), marks.collect::<Vec<_>>(), document.strings.clone())
    };
    let entry = |text: &str| format!("#: ../../a.rst:3\nmsgid \"x\"\nmsgstr \"{text}\"\n");
    let (plain, code, _) = marks(&entry("Aufruf von :py:func:`a.b` und ``c``, `d`:samp:."));
    assert_eq!(plain, "Aufruf von a.b und c, d.");
    assert_eq!(code, ["Code a.b", "Code c", "Code d"]);
    let (plain, links, to) = marks(&entry("Siehe :ref:`hier <here>` und `dort <https://x.org/>`__."));
    assert_eq!((plain.as_str(), links.len()), ("Siehe hier und dort.", 2));
    assert_eq!(to, ["here", "https://x.org/"]);
    let (plain, none, _) = marks(&entry("Mit :guilabel:`Öffnen`, `Titel`_ und `Wort` in\\\\ :term:`Netz`."));
    assert_eq!((plain.as_str(), none.len()), ("Mit Öffnen, Titel und Wort inNetz.", 0));
    // Markdown has no roles.
    let (plain, code, _) = marks("#: a.md:3\nmsgid \"x\"\nmsgstr \"Aufruf von :py:func:`a.b`\"\n");
    assert_eq!((plain.as_str(), code.len()), ("Aufruf von :py:func:a.b", 1));
}

#[test]
fn po4a_says_what_kind_of_text_an_entry_is() {
    let [translation, _] = outlines(
        "#. type: Title ##\nmsgid \"One\"\nmsgstr \"Eins\"\n\n#. type: Title ===\nmsgid \"Two\"\nmsgstr \"Zwei\"\n\n\
         #. type: Fenced code block (sh)\nmsgid \"ls\\n\"\nmsgstr \"ls -l\\n\"\n",
    );
    assert_eq!(translation, ["h2 | Eins", "h3 | Zwei", "code:sh | ls -l\n"]);
}

#[test]
fn a_sentence_is_no_item_of_a_list_where_its_source_is_none() {
    let [translation, _] = outlines("msgid \"It came on January 1.\"\nmsgstr \"1. Januar war der Tag.\"\n");
    assert_eq!(translation, ["p | 1. Januar war der Tag."]);
    let [translation, _] = outlines("msgid \"1. Start it.\"\nmsgstr \"1. Starten.\"\n");
    assert_eq!(translation, ["ol1 li0 p | Starten."]);
}

#[test]
fn quotation_marks_of_old_are_no_code() {
    let [translation, source] = outlines(
        "msgid \"The file `%s' is `new'.\"\nmsgstr \"Die Datei »%s« ist »neu«.\"\n\n\
         msgid \"Run `it's` and `'a'`.\"\nmsgstr \"`it's` und `'a'`.\"\n",
    );
    assert_eq!(source, ["p | The file `%s' is `new'.", "p | Run it's and 'a'."]);
    assert_eq!(translation[1], "p | it's und 'a'.");
}

#[test]
fn of_plural_forms_the_last_answers_the_plural() {
    let [translation, source] = outlines(
        "msgid \"%d day\"\nmsgid_plural \"%d days\"\nmsgstr[0] \"%d день\"\nmsgstr[1] \"%d дня\"\nmsgstr[2] \"%d дней\"\n",
    );
    assert_eq!((translation, source), (vec!["p | %d дней".to_owned()], vec!["p | %d days".to_owned()]));
}
