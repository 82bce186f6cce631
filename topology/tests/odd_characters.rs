//! What must hold whatever characters stand in a page: no-break and full-width spaces, marks without a
//! letter, digits of other scripts, text from right to left, line ends of every kind. They are put into the
//! literate cases, the sentence pairs and pages of nothing but markup, anywhere.
#![allow(clippy::disallowed_methods, reason = "tests read files")]

use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use unisono::extension::Section;
use unisono::glossary::Glossary;
use unisono::report::Range;
use unisono::report::text::Style;
use unisono::source::Span;
use unisono::source::position::Position;
use unisono::{Checker, Options, Report, report};

/// A document set, and what belongs to it.
#[derive(Clone, Debug, Default)]
struct Given {
    /// Path and text.
    pages: Vec<(String, String)>,
    topologies: Vec<(String, String)>,
    glossaries: Vec<(String, String)>,
}

/// The files below a folder of the tests, in order.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

/// The literate cases; see `tests/literate/mod.rs`.
fn cases(file: &Path, into: &mut Vec<Given>) {
    let text = std::fs::read_to_string(file).expect("cases are UTF-8");
    let mut lines = text.lines();
    let mut given = Given::default();
    while let Some(line) = lines.next() {
        if line.starts_with('#') {
            into.push(std::mem::take(&mut given));
        }
        let fence = line.len() - line.trim_start_matches('`').len();
        if fence < 3 {
            continue;
        }
        let closes = |line: &&str| !(line.len() >= fence && line.bytes().all(|byte| byte == b'`'));
        let block = lines.by_ref().take_while(closes).fold(String::new(), |block, line| block + line + "\n");
        let value = |key: &str| {
            let word = line.split_whitespace().find_map(|word| word.strip_prefix(key));
            word.map(|value| (value.to_owned(), block.clone()))
        };
        given.pages.extend(value("path="));
        given.topologies.extend(value("topology="));
        given.glossaries.extend(value("glossary="));
    }
    into.push(given);
}

/// The sentence pairs of a language; see `tests/meaning.rs`.
fn pairs(file: &Path, into: &mut Vec<Given>) {
    let tag = file.file_stem().expect("a name").to_string_lossy().into_owned();
    let text = std::fs::read_to_string(file).expect("pairs are UTF-8");
    let unquoted = |line: &str| line.trim_matches('"').replace("\\\"", "\"");
    let mut source = String::new();
    for line in text.lines() {
        if let Some(line) = line.strip_prefix("- source: ") {
            source = unquoted(line);
        } else if let Some(line) = line.strip_prefix("  target: ") {
            let page = |text: &str| format!("# XMPP\n\n{text}\n");
            let pages = vec![
                ("en/page.md".to_owned(), page(&source)),
                (format!("{tag}/page.md"), page(&unquoted(line))),
            ];
            into.push(Given { pages, ..Given::default() });
        }
    }
}

/// All sets that are known, those of cases first.
static GIVEN: LazyLock<(Vec<Given>, Vec<Given>)> = LazyLock::new(|| {
    let (mut all, mut sentences) = (Vec::new(), Vec::new());
    files("../tests/cases").iter().chain(&files("tests/cases")).for_each(|file| cases(file, &mut all));
    all.retain(|given| !given.pages.is_empty() || !given.topologies.is_empty());
    files("../tests/meaning").iter().for_each(|file| pairs(file, &mut sentences));
    assert!(all.len() > 100 && sentences.len() > 300, "{} cases, {} pairs", all.len(), sentences.len());
    (all, sentences)
});

/// Pieces of pages of nothing but markup.
const MARKUP: &[&str] = &[
    "import { from '\n",
    "import A from './a'\n",
    "export const a = {\n",
    "}\n",
    "## A {/*x*/}\n",
    "!!! note \"A b\"\n    ",
    "??? tip\n    a\n",
    "=== \"A\"\n",
    "        ",
    "<li>\n",
    "</li>\n",
    "  <Tab>\n",
    "</Tab>\n",
    "A\n: ",
    "<ruby>a<rt>",
    "</rt></ruby>",
    "+++\ntitle = \"A \\u00e9 b\"\ntags = [\"a\", 'b', \n1]\n[x]\ny = \"\"\"a\nb\"\"\"\n+++\n",
    "{/* x */}",
    "{/*#x*/}",
    "{x}",
    "{x\n y}",
    "<L>\n",
    "<L x={1}>",
    "<L x='1'/>\n",
    "</L>\n",
    "<>",
    "</>",
    ":::note Title\n",
    ":::\n",
    "::: tip\n",
    ":::image source=\"a.png\" alt-text=\"A *b*\":::",
    ":::no-loc text=\"Lync\":::",
    ":::row:::\n",
    "[!INCLUDE [x](y.md)]",
    "[!VIDEO https://contoso.com]",
    "> [!NOTE]\n> ",
    "> ",
    "- ",
    "1. ",
    "# ",
    "## A {#b}\n",
    "## A {b}\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "| ",
    "```powershell\nGet-CsUser -Identity \"a\" | Set-CsUser + -Enabled $true\n```\n",
    "```\n",
    "`a {x}\nb`",
    "`",
    "**a**",
    "[a](b.md)",
    "![a](b.png)",
    "<table><tr><td>a\n",
    "</td></tr></table>\n",
    "<pre>\n",
    "</pre>\n",
    "<img alt=\"a b\" src=c>",
    "<b>",
    "<a name=\"x\"></a>",
    "<!-- c -->",
    "<!--",
    "&amp;",
    "&#x41;",
    "---\ntitle: A\ndescription: \"A \\u00e9 b\"\n---\n",
    "<span data-ttu-id=\"1\">A.</span><span class=\"sxs-lookup\"><span data-stu-id=\"1\">B.</span></span>",
    "The oven opens only for bakers. ",
    "Der Ofen darf nicht 5 Minuten offen bleiben. ",
    "\n",
    "\n\n",
    "\n\n",
    "\t",
    "    ",
    " ",
];

/// Characters that are more than a byte, or are not what they look like.
const ODD: &[&str] = &[
    "\u{a0}",
    "\u{202f}",
    "\u{3000}",
    "\u{2003}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{ad}",
    "\u{301}",
    "\u{327}",
    "\u{64b}",
    "\u{200f}",
    "\u{202e}",
    "\u{2067}",
    "\u{2028}",
    "\u{85}",
    "১",
    "٣",
    "५",
    "３",
    "𝟗",
    "②",
    "½",
    "ß",
    "İ",
    "ſ",
    "K",
    "ﬁ",
    "é",
    "א",
    "ا",
    "ア",
    "ｱ",
    "한",
    "漢",
    "，",
    "。",
    "．",
    "：",
    "－",
    "＋",
    "＝",
    "＜",
    "＞",
    "｛",
    "｜",
    "＿",
    "／",
    "…",
    "–",
    "“",
    "«",
    "「",
    "»",
    "😀",
    "👩‍🚀",
    "🇩🇪",
    "\r",
    "\r\n",
    "\t",
    "\u{b}",
    "\u{c}",
];

/// What is done to a text.
#[derive(Clone, Debug)]
enum Change {
    /// Puts something in front of a character.
    Put(Index, &'static str),
    /// Puts something in the place of a space.
    Space(Index, &'static str),
    /// Puts something in the place of all spaces.
    Spaces(&'static str),
    /// Takes an ASCII character for its full-width form.
    Wide(Index),
    /// Takes all digits for those of another script, by their zero.
    Digits(char),
    /// Ends lines otherwise.
    Lines(&'static str),
    /// Takes characters out.
    Cut(Index, usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        6 => (any::<Index>(), select(ODD)).prop_map(|(at, odd)| Change::Put(at, odd)),
        6 => (any::<Index>(), select(ODD)).prop_map(|(at, odd)| Change::Space(at, odd)),
        3 => any::<Index>().prop_map(Change::Wide),
        2 => (any::<Index>(), 1..9_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        1 => select(&["\u{a0}", "\u{3000}", "\t", "  ", ""][..]).prop_map(Change::Spaces),
        1 => select(&['०', '٠', '০', '０'][..]).prop_map(Change::Digits),
        1 => select(&["\r\n", "\r", "\n\n", " \n"][..]).prop_map(Change::Lines),
    ]
}

fn wide(c: char) -> char {
    if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c) } else { c }
}

fn changed(text: &str, change: &Change) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    match change {
        Change::Put(at, odd) => {
            let at = at.index(chars.len() + 1);
            chars.splice(at..at, odd.chars());
        }
        Change::Space(at, odd) => {
            let spaces: Vec<usize> = (0..chars.len()).filter(|&at| chars[at] == ' ').collect();
            if !spaces.is_empty() {
                let at = spaces[at.index(spaces.len())];
                chars.splice(at..=at, odd.chars());
            }
        }
        Change::Spaces(odd) => return text.replace(' ', odd),
        Change::Wide(at) if !chars.is_empty() => {
            let at = at.index(chars.len());
            chars[at] = wide(chars[at]);
        }
        Change::Wide(_) => {}
        Change::Digits(zero) => {
            let other = |digit: u32| char::from_u32(u32::from(*zero) + digit);
            chars.iter_mut().for_each(|c| *c = c.to_digit(10).and_then(other).unwrap_or(*c));
        }
        Change::Lines(end) => return text.replace('\n', end),
        Change::Cut(at, length) => {
            let at = at.index(chars.len() + 1);
            chars.drain(at..(at + length).min(chars.len()));
        }
    }
    chars.into_iter().collect()
}

/// Changes, each with the text it is made to.
fn changes() -> impl Strategy<Value = Vec<(Index, Change)>> {
    prop::collection::vec((any::<Index>(), change()), 0..5)
}

fn with(mut given: Given, changes: &[(Index, Change)]) -> Given {
    for (at, change) in changes {
        let mut texts: Vec<&mut (String, String)> =
            given.pages.iter_mut().chain(&mut given.topologies).collect();
        let at = at.index(texts.len());
        texts[at].1 = changed(&texts[at].1, change);
    }
    given
}

fn markup() -> impl Strategy<Value = Given> {
    let text = prop::collection::vec(select(MARKUP), 0..14).prop_map(|pieces| pieces.concat());
    let name = select(&["page.md", "page.mdx"][..]);
    (name, text.clone(), text).prop_map(|(name, source, target)| Given {
        pages: vec![(format!("en/{name}"), source), (format!("de/{name}"), target)],
        ..Given::default()
    })
}

fn check(given: &Given, reversed: bool) -> (Checker, Report, String) {
    unisono_topology::install();
    let mut checker = Checker::new(Options::default().with_topology_picture(true));
    for (name, text) in &given.glossaries {
        checker.add_glossary(Glossary::read(name, text.as_bytes()).expect("the glossary is as it was"));
    }
    let mut pages: Vec<_> = given.pages.iter().collect();
    if reversed {
        pages.reverse();
    }
    for (path, text) in pages {
        checker.add("", path, text.as_bytes());
    }
    for (path, text) in &given.topologies {
        checker.add_topology("", path, text.as_bytes());
    }
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels the run");
    let style = Style::default().with_color(true).with_width(60);
    let mut all = report::json::render(&report);
    let _ = write!(all, "{}", report::text::render(&report, checker.pages(), &style));
    let section = unisono_topology::section(&report);
    all.extend(section.and_then(|section| section.alone("text", &report, checker.pages(), &style)));
    all.push_str(&report::matrix::html::render(&report.matrix));
    let _ = write!(all, "{:?}", checker.learn().to_bytes());
    (checker, report, all)
}

fn assert_whole(text: &str, span: Span, what: &dyn std::fmt::Debug) -> Result<(), TestCaseError> {
    prop_assert!(
        span.start <= span.end && span.end as usize <= text.len(),
        "{span:?} out of bounds: {what:?}"
    );
    let whole = text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize);
    prop_assert!(whole, "{span:?} cuts a character: {what:?}");
    Ok(())
}

fn assert_in_page(text: &str, range: Range, what: &dyn std::fmt::Debug) -> Result<(), TestCaseError> {
    let units: Vec<u16> = text.encode_utf16().collect();
    for Position { line, column, offset, .. } in [range.start, range.end] {
        prop_assert!(line >= 1 && column >= 1 && offset as usize <= units.len(), "out of bounds: {what:?}");
        let before = String::from_utf16(&units[..offset as usize]);
        prop_assert!(before.is_ok(), "a place inside a character: {what:?}");
    }
    prop_assert!(range.start.offset <= range.end.offset, "{what:?}");
    Ok(())
}

/// What holds for any set: the run ends, every place is one of whole characters in its page, and the same
/// pages give the same report in whatever order.
fn assert_sound(given: &Given) -> Result<(), TestCaseError> {
    let (checker, report, rendered) = check(given, false);
    for page in checker.pages() {
        for document in &page.documents {
            let plain = document.plain.as_str();
            for run in &document.runs {
                assert_whole(plain, run.plain, run)?;
                assert_whole(&page.text, run.source, run)?;
            }
            for block in &document.blocks {
                assert_whole(plain, block.text, block)?;
                assert_whole(&page.text, block.source, block)?;
            }
            for container in &document.containers {
                assert_whole(&page.text, container.source, container)?;
            }
            for mark in &document.marks {
                assert_whole(plain, mark.text, mark)?;
                assert_whole(&page.text, mark.source, mark)?;
            }
            for sentence in &document.sentences {
                assert_whole(plain, sentence.text, sentence)?;
                assert_whole(&page.text, document.sentence_source(sentence), sentence)?;
            }
        }
    }
    for finding in &report.findings {
        // A panic is caught, and told as this.
        prop_assert!(finding.rule != "check-failed", "{finding:?}");
        let text = |page: u32| checker.pages()[page as usize].text.as_str();
        let own = text(finding.place.page);
        assert_whole(own, finding.place.span, finding)?;
        assert_in_page(own, finding.range, finding)?;
        assert_in_page(own, finding.sentence, finding)?;
        for related in &finding.related {
            assert_whole(text(related.place.page), related.place.span, finding)?;
            assert_in_page(text(related.place.page), related.range, finding)?;
        }
        if let Some(fix) = &finding.fix {
            assert_in_page(own, fix.range, finding)?;
        }
    }
    prop_assert_eq!(&rendered, &check(given, true).2, "the order of the pages shows");
    Ok(())
}

/// A set of an English page and a German one.
fn two(name: &str, source: &str, target: &str) -> Given {
    let page = |locale: &str, text: &str| (format!("{locale}/{name}"), text.to_owned());
    Given { pages: vec![page("en", source), page("de", target)], ..Given::default() }
}

#[track_caller]
fn ends(given: &Given) {
    assert_sound(given).unwrap_or_else(|problem| panic!("{given:?}: {problem}"));
}

#[test]
fn any_space_before_a_word_that_the_translation_lost_ends_no_run() {
    for space in ["\u{a0}", "\u{3000}", "\u{202f}", "\u{2028}"] {
        let target = "# XMPP\n\nDer Ofen öffnet für Bäcker.\n";
        ends(&two("page.md", &format!("# XMPP\n\nThe oven{space}opens only for bakers.\n"), target));
        ends(&two("page.md", &format!("# XMPP\n\nThe oven opens{space}only for bakers.\n"), target));
    }
}

#[test]
fn a_component_behind_a_tab_ends_no_run() {
    for page in
        ["import { from '\n\n\t<L১>\n", "import a from 'b'\n\n\t<L১>\n", "- a\n\n\t<L১>\n\n\t\t<Lé x={1}/>"]
    {
        ends(&two("page.md", page, page));
        ends(&two("page.mdx", page, page));
    }
}

#[test]
fn full_width_operators_in_a_command_end_no_run() {
    for operator in
        ['＋', '＊', '／', '％', '＝', '＆', '－', '．', '｜', '；', '（', '［', '｛', '＠', '＄', '，']
    {
        let page = |text: &str| format!("# XMPP\n\n```powershell\n{text}\n```\n");
        let source = page("$a + 1 | Set-CsUser -Identity \"kim\"");
        for target in
            [format!("$a {operator} 1"), format!("$a{operator}= 1 | Get-CsUser {operator}Identity kim")]
        {
            ends(&two("page.md", &source, &page(&target)));
        }
    }
}

#[test]
fn a_value_over_several_lines_of_a_topology_ends_no_run() {
    for odd in ["\u{a0}", "٣", "é", "😀"] {
        let plan = format!("plan:\n  - deploy-pool\n  - move-users\n   [update-dns, certificate{odd}s]\n");
        let topologies = vec![("plan.yaml".to_owned(), plan)];
        ends(&Given { topologies, ..Given::default() });
    }
}

/// How many are tried: some, or as many as `PROPTEST_CASES` says.
fn some() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: some(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn odd_characters_in_a_case_end_no_run(at in any::<Index>(), changes in changes()) {
        let cases = &GIVEN.0;
        assert_sound(&with(cases[at.index(cases.len())].clone(), &changes))?;
    }

    #[test]
    fn odd_characters_in_a_sentence_end_no_run(at in any::<Index>(), changes in changes()) {
        let pairs = &GIVEN.1;
        assert_sound(&with(pairs[at.index(pairs.len())].clone(), &changes))?;
    }

    #[test]
    fn odd_characters_in_markup_end_no_run(given in markup(), changes in changes()) {
        assert_sound(&with(given, &changes))?;
    }
}
