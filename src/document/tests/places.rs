use super::*;

#[test]
fn an_empty_stretch_at_the_end_of_a_block_stays_in_it() {
    let page = read("", "page.md", b"1. **One.**\n2. Two.\n", None);
    let document = &page.documents[0];
    let end = document.blocks[0].text.end;
    let at = document.source_span(Span::new(end, end)).start as usize;
    assert_eq!(&page.text[..at], "1. **One.");
    let start = document.blocks[1].text.start;
    let at = document.source_span(Span::new(start, start)).start as usize;
    assert_eq!(&page.text[at..], "Two.\n");
}

#[test]
fn a_sentence_has_the_markup_of_its_own_words() {
    let text = "Davor. **Erst** dies `x`. Dann [das](a.md).\n";
    let document = document(text);
    let written: Vec<&str> =
        document.sentences.iter().map(|sentence| &text[document.sentence_source(sentence).range()]).collect();
    assert_eq!(written, ["Davor.", "**Erst** dies `x`.", "Dann [das](a.md)."]);
}
