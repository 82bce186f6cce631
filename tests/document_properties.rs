//! What holds for every page, whatever stands in it: no panic, places within the page, everything in
//! order, the same result twice, and time that grows with length and no faster.

use proptest::prelude::*;
use std::time::{Duration, Instant};
use unisono::document::{BlockKind, Document, Page, read};
use unisono::source::Span;
use unisono::source::position::{LineIndex, PositionEncoding};

/// Pieces of which nasty pages are made.
const PIECES: &[&str] = &[
    "---\n",
    "title: ",
    "description: 'It''s\n  here. And there.'\n",
    "lang: de\n",
    "key: [a, b\n",
    "x: |\n  one\n  two\n",
    "\"q\\u00e9\\n\"",
    "\u{feff}",
    "\r\n",
    "\n",
    "\n\n",
    "\r",
    " ",
    "    ",
    "\t",
    "# ",
    "## Überschrift {#id}\n",
    "- ",
    "1. ",
    "2) ",
    "- [ ] ",
    "> ",
    "> [!NOTE]\n",
    "> [!REMARQUE]\n",
    "> [!div class=\"x\"]\n",
    "!!! note \"Ein Titel\"\n",
    "!!! tip\n    ",
    "??? tip \"\"\n",
    "=== \"Ein Ö\"\n",
    "        ",
    "<Tab>\n",
    "  <Tab>\n",
    "</Tab>\n",
    "<li>\n",
    "import Tab from './tab'\n\n",
    "Wort\n: ",
    "## Ö {/*id*/}\n",
    "<ruby>漢<rt>",
    "</rt>",
    "</ruby>",
    "+++\n",
    "title = \"Ein \\u00e9\"\n",
    "tags = ['ö', \"\"\"b\n",
    ":::note Titel\n",
    ":::\n",
    "::::tip\n",
    ":::image source=\"a.png\" alt-text=\"Bild *x*\":::",
    ":::no-loc text=\"Lync\":::",
    ":::zone pivot=\"a\"\n",
    "`",
    "``",
    "`code`",
    "```\n",
    "```js\n",
    "~~~\n",
    "**",
    "*",
    "_",
    "** bold**",
    "[",
    "](x.md)",
    "[a][r]",
    "\n[r]: /u\n",
    "![alt](i.png)",
    "[^1]",
    "\n[^1]: Fußnote.\n",
    "| a | b |\n",
    "|---|---|\n",
    "|",
    "<br/>",
    "<br>",
    "<div>\n",
    "</div>\n",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</tr>",
    "</table>\n",
    "<ul><li>",
    "</li></ul>",
    "<pre><code class=\"language-c\">",
    "</code></pre>",
    "<p>",
    "</p>",
    "<a name=\"x\"></a>",
    "<a href=\"u\">",
    "</a>",
    "<img src=i alt='Ein &amp; Bild'>",
    "<b>",
    "</b>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<Name>",
    "<Tabs>\n",
    "</Tabs>\n",
    "<Tab v={1}>",
    "{/* c */}",
    "{x}",
    "import A from 'a'\n",
    "export const a = {\n",
    "&amp;",
    "&nbsp;",
    "&#x41;",
    "&bogus;",
    "\\*",
    "\\",
    "z. B. ",
    "5.0",
    "Satz eins. Satz zwei! Drei? ",
    "一つ目。二つ目！",
    "「引用。」と言う。",
    "Это предложение. И это.",
    "e.g. this",
    "...",
    "…",
    "。",
    "<span data-ttu-id=\"1\">Ziel.</span><span class=\"sxs-lookup\"><span data-stu-id=\"1\">Source.</span></span>",
    "<span data-ttu-id=\"2\">",
    "<span class=\"sxs-lookup\">",
    "<span data-stu-id=\"2\">",
    "<span>",
    "</span>",
    "😀",
    "é",
    "\u{2028}",
    "\u{a0}",
    "[!INCLUDE [x](y.md)]",
    "<https://e.org>",
    "http://e.org/a.b?c=d",
    "[x]: <",
    "***",
    "===\n",
];

fn page_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        20 => prop::sample::select(PIECES).prop_map(str::to_owned),
        2 => "\\PC{0,6}",
        1 => "[a-z]{1,8}[.!?]? ?",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Pieces of which nasty catalogues are made, beside strings with pieces of pages in them.
const LINES: &[&str] = &[
    "\n",
    "\r\n",
    "\"",
    "msgid ",
    "msgid_plural ",
    "msgstr ",
    "msgstr[1] \"%d\"\n",
    "msgstr[99] \"x\"\n",
    "msgctxt \"menu\"\n",
    "#, fuzzy, c-format\n",
    "#: a.rst:3 \u{2068}b c.md\u{2069}:4\n",
    "#: ü.md:x :docstring of a:1\n",
    "#. type: Title ##\n",
    "#. type: Fenced code block (sh)\n",
    "#~ msgid \"old\"\n",
    "\"a \\303\\244 \\x41\\x \\\"b\\\" \\\\ \\t \\ü\"\n",
    "\"`Text <to>`_ :py:func:`~a` `x`:sub: :a`b` ``c\"\n",
    "\"`name' and 1. x\"\n",
];

/// A page as a string of a catalogue.
fn quoted(text: &str) -> String {
    format!("\"{}\"\n", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n\"\n\""))
}

fn catalogue_text() -> impl Strategy<Value = String> {
    let short = || prop::collection::vec(prop::sample::select(PIECES), 0..6);
    let string = short().prop_map(|pieces| quoted(&pieces.concat()));
    let entry = (short(), short()).prop_map(|(source, target)| {
        format!("\nmsgid {}msgstr {}", quoted(&source.concat()), quoted(&target.concat()))
    });
    let piece = prop_oneof![
        3 => prop::sample::select(LINES).prop_map(str::to_owned),
        1 => string,
        3 => entry,
    ];
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

fn read_text(name: &str, text: &str) -> Page {
    read("root", name, text.as_bytes(), None)
}

fn check_span(text: &str, span: Span, what: &str) {
    assert!(span.start <= span.end && span.end as usize <= text.len(), "{what}: {span:?} out of bounds");
    let whole = text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize);
    assert!(whole, "{what}: {span:?} cuts a character");
}

fn check_document(page: &Page, document: &Document) {
    let (text, plain) = (page.text.as_str(), document.plain.as_str());
    let mut end = 0;
    for run in &document.runs {
        check_span(plain, run.plain, "run in plain");
        check_span(text, run.source, "run in the page");
        assert!(run.plain.start >= end && !run.plain.is_empty(), "runs ascend: {run:?}");
        end = run.plain.end;
        if run.plain.len() == run.source.len() {
            let (read, written) = (document.text(run.plain), &text[run.source.range()]);
            // A line end or a tab is read as a space.
            let same = read
                .bytes()
                .zip(written.bytes())
                .all(|(r, w)| r == w || r == b' ' && w.is_ascii_whitespace());
            assert!(same, "equal lengths are verbatim: {read:?} from {written:?}");
        }
    }
    for (id, container) in document.containers.iter().enumerate() {
        check_span(text, container.source, "container");
        if let Some(parent) = container.parent {
            assert!((parent as usize) < id, "parents precede children");
            let outer = document.containers[parent as usize].source;
            assert!(outer.contains(container.source), "{outer:?} holds {:?}", container.source);
        }
    }
    let (mut end, mut sentence, mut mark) = (0, 0, 0);
    for (id, block) in document.blocks.iter().enumerate() {
        check_span(plain, block.text, "block in plain");
        check_span(text, block.source, "block in the page");
        assert!(block.text.start >= end, "blocks ascend");
        if let Some(id) = block.container {
            let outer = document.containers[id as usize].source;
            assert!(outer.contains(block.source), "{outer:?} holds {:?}", block.source);
        }
        end = block.text.end + 1;
        assert_eq!(plain.as_bytes()[block.text.end as usize], b'\n', "a block is followed by a line end");
        let shown = document.text(block.text);
        let prose = !matches!(block.kind, BlockKind::Code { .. });
        assert!(!prose || (!shown.contains('\n') && shown.trim() == shown), "prose is trimmed: {shown:?}");
        assert_eq!((block.sentences.0, block.marks.0), (sentence, mark), "ranges meet");
        (sentence, mark) = (block.sentences.1, block.marks.1);
        let mut place = block.text.start;
        for sentence in document.block_sentences(block) {
            check_span(plain, sentence.text, "sentence");
            assert!(block.text.contains(sentence.text) && sentence.text.start >= place, "sentences ascend");
            let shown = document.text(sentence.text);
            assert!(!shown.is_empty() && shown.trim() == shown, "sentences are trimmed: {shown:?}");
            assert_eq!(sentence.block as usize, id);
            check_span(text, document.source_span(sentence.text), "sentence in the page");
            check_span(text, document.sentence_source(sentence), "sentence with its markup");
            // Nothing of the block is lost between its sentences.
            assert!(document.text(Span::new(place, sentence.text.start)).trim().is_empty());
            place = sentence.text.end;
        }
        assert!(
            !prose || document.text(Span::new(place, block.text.end)).trim().is_empty(),
            "no text is lost"
        );
        let mut start = block.text.start;
        for mark in document.block_marks(block) {
            check_span(plain, mark.text, "mark");
            check_span(text, mark.source, "mark in the page");
            assert!(block.text.contains(mark.text), "marks lie in their block");
            assert!(mark.text.start >= start, "marks ascend");
            assert!(block.source.contains(mark.source), "{:?} holds {:?}", block.source, mark.source);
            start = mark.text.start;
        }
    }
    assert_eq!((sentence as usize, mark as usize), (document.sentences.len(), document.marks.len()));
    for entry in &document.front_matter.entries {
        check_span(text, entry.key_source, "key");
        check_span(text, entry.value_source, "value");
    }
    check_span(text, document.front_matter.source, "front matter");
}

#[test]
fn a_directive_in_a_cell_that_a_line_of_an_item_follows_stays_in_its_block() {
    let text = "- <tr>:::image source=\"a.png\" alt-text=\"Bild *x*\":::> [!NOTE]\n\t![alt](i.png)";
    let page = read_text("a.md", text);
    page.documents.iter().for_each(|document| check_document(&page, document));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_page_is_read_with_everything_in_bounds_and_in_order(text in page_text(), mdx in any::<bool>()) {
        let name = if mdx { "a.mdx" } else { "a.md" };
        let page = read_text(name, &text);
        prop_assert_eq!(&page.text, &text);
        for fault in &page.faults {
            check_span(&text, fault.span, "fault");
        }
        for document in &page.documents {
            check_document(&page, document);
        }
        prop_assert_eq!(format!("{page:?}"), format!("{:?}", read_text(name, &text)));
    }

    #[test]
    fn any_catalogue_is_read_with_as_many_parts_on_both_sides(text in catalogue_text()) {
        let page = read_text("a.po", &text);
        for document in &page.documents {
            check_document(&page, document);
            prop_assert!(document.parts.is_sorted());
        }
        let [translation, source] = &page.documents[..] else { panic!("two documents") };
        prop_assert_eq!(translation.parts.len(), source.parts.len());
        let catalogue = page.catalogue.as_ref().expect("it is one");
        for place in catalogue.fuzzy.iter().chain(&catalogue.untranslated) {
            check_span(&text, *place, "entry");
        }
    }

    #[test]
    fn any_bytes_give_documents_or_exactly_one_fault(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let page = read("", "a.md", &bytes, None);
        if page.documents.is_empty() {
            prop_assert_eq!(page.faults.len(), 1);
            prop_assert!(page.faults[0].span.end as usize <= bytes.len());
        } else {
            prop_assert_eq!(page.text.as_bytes(), &bytes[..]);
        }
    }

    #[test]
    fn positions_never_go_back(text in page_text()) {
        for encoding in [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32] {
            let index = LineIndex::with_encoding(&text, encoding);
            let mut last = index.position(0);
            for byte in 0..=text.len() as u32 {
                let here = index.position(byte);
                prop_assert!(here.line > last.line || (here.line == last.line && here.column >= last.column));
                prop_assert!(here.offset >= last.offset);
                last = here;
            }
        }
    }
}

/// How long it takes to read a page that many times.
fn time(name: &str, text: &str, times: u32) -> Duration {
    let start = Instant::now();
    for _ in 0..times {
        assert_eq!(read_text(name, text).text.len(), text.len());
    }
    start.elapsed()
}

/// Whether one long page takes far longer than sixteen pages of a sixteenth of its length: in quadratic
/// time it takes sixteen times as long. Both take equally long otherwise, so a busy machine
/// slows both alike; what it does not, does not show again.
fn is_slow(name: &str, short: &str, long: &str) -> bool {
    (0..4).all(|_| time(name, long, 1) > (time(name, short, 16) + Duration::from_millis(10)) * 5)
}

#[test]
fn reading_time_grows_with_length_and_no_faster() {
    let patterns = [
        "<a \">\" ",
        "<a ",
        "</a ",
        "<!-- ",
        "<b>",
        "</b>",
        "<td>",
        "<ul><li>",
        "<table><tr><td>",
        "<div>\n\n",
        "{",
        "{\"",
        "<A {",
        "<A b='",
        "export const a = {\n\n",
        "import {\n\n",
        "<Aa>\n",
        "!!! a\n  b\n",
        "!!! a \"b\"\n",
        "!!!a\n\n",
        "<Tab>\n  ",
        "<li>\n```\n",
        "a\n: b\n\n",
        "# a {/*b*/}",
        "<rt>",
        "- [^a]: \n",
        ":::note\n",
        ":::image ",
        ":::image a=\"",
        "[!INCLUDE [",
        "[!video ",
        "> [!NOTE]\n",
        "> > ",
        "a. ",
        "((a. b ",
        "... ",
        "!!! (",
        "(\u{3002}",
        "1. ",
        "`",
        "*a ",
        "_a*",
        "[a](",
        "![",
        "&amp",
        "&",
        "\\",
        "| a ",
        "|a|b|\n|-|-|\n",
        "- a\n",
        "\"\". ",
        "z. B. ",
        "<span data-ttu-id=\"1\">",
        "</span>",
        "<span data-stu-id='",
        "<span>a.",
        "a`b.` ",
        "[a?](b) c. ",
        "<script>",
        "<pre>a\n\n",
        "&#65;",
        " \n",
        "\r",
        "a  \n",
        "::: a\n",
        "``` \n",
        "<!--\n-->",
        "{/*",
        "<>",
    ];
    let mut slow = Vec::new();
    for pattern in patterns {
        // A pair makes the page side by side, so that the halves are laid out first.
        let head = if pattern.contains("span") {
            "<span data-ttu-id=1>a</span><span data-stu-id=1>b</span>"
        } else {
            ""
        };
        let repeated = |length: usize| head.to_owned() + &pattern.repeat(length / pattern.len());
        if is_slow("a.mdx", &repeated(3_000), &repeated(48_000)) {
            slow.push(pattern);
        }
    }
    for pattern in ["` ", "`a", "`` ", "`a' ", ":a:`b`", "a:", "\\\\ ", "`a <b>`_ ", "\"\n\"", "\\101", "\\"]
    {
        let repeated = |length: usize| {
            let string = pattern.repeat(length / pattern.len() / 2);
            format!("#: a.rst\nmsgid \"{string}\"\nmsgstr \"{string}\"\n")
        };
        if is_slow("a.po", &repeated(3_000), &repeated(48_000)) {
            slow.push(pattern);
        }
    }
    for pattern in
        ["msgid \"a\"\nmsgstr \"b\"\n", "#: a.md\n", "#, fuzzy\n", "msgstr[1] \"a\"\n", "\u{2068}a.b "]
    {
        let repeated = |length: usize| pattern.repeat(length / pattern.len());
        if is_slow("a.po", &repeated(3_000), &repeated(48_000)) {
            slow.push(pattern);
        }
    }
    assert!(slow.is_empty(), "slower than linear: {slow:?}");
}
