//! The report from the outside: order, summary, fingerprints, JSON and text.

use unisono::Severity;
use unisono::document::{Document, Page, Side};
use unisono::finding::{Finding, Fix, Place, Related};
use unisono::language::Locale;
use unisono::report::text::Style;
use unisono::report::{self, Report};
use unisono::set::{DocumentRef, DocumentSet, Member, Reference, Sets};
use unisono::source::Span;
use unisono::source::position::PositionEncoding;

fn page(path: &str, text: &str, sides: &[Side]) -> Page {
    let documents = sides.iter().map(|&side| Document { side, ..Document::default() }).collect();
    Page {
        path: path.into(),
        root: String::new(),
        text: text.into(),
        documents,
        faults: Vec::new(),
        catalogue: None,
        recorded: Vec::new(),
    }
}

fn place(pages: &[Page], page: u32, sentence: &str, marked: &str) -> Place {
    let text = &pages[page as usize].text;
    let start = text.find(sentence).expect("the page holds the sentence");
    let inner = start + sentence.find(marked).expect("the sentence holds the place");
    let span = |start: usize, text: &str| Span::new(start as u32, (start + text.len()) as u32);
    Place { page, span: span(inner, marked), sentence: span(start, sentence) }
}

fn member(page: u32, document: u32, locale: &str) -> Member {
    let locale = Locale::parse(locale).expect("a locale");
    Member { document: DocumentRef { page, document }, locale }
}

fn set(title: &str, edition: Option<&str>, members: Vec<Member>, reference: Reference) -> DocumentSet {
    let edition = edition.map(str::to_owned);
    DocumentSet { id: "{locale}/ports.md".into(), title: title.into(), edition, members, reference }
}

fn finding(rule: &'static str, severity: Severity, message: &str, place: Place, locale: &str) -> Finding {
    Finding {
        rule,
        severity,
        message: message.into(),
        place,
        locale: locale.into(),
        related: Vec::new(),
        help: Vec::new(),
        fix: None,
        set: "{locale}/ports.md".into(),
        fact: "5269".into(),
        source_sentence: "Open port 5269.".into(),
        confidence: None,
        folded: Vec::new(),
    }
}

fn text(report: &Report, pages: &[Page]) -> String {
    report::text::render(report, pages, &Style::default())
}

/// Two pages, one finding of each severity.
fn sample() -> (Vec<Page>, Sets, Vec<Finding>) {
    let pages = vec![
        page(
            "docs/de/ports.md",
            "# Ports\r\n\r\nÖffnen Sie\r\n  Port 5296.\r\n\r\nStarten Sie lync Server neu.\r\n",
            &[Side::Whole],
        ),
        page(
            "docs/en/ports.md",
            "\u{feff}# Ports\n\nOpen port 5269.\n\nRestart Lync Server.\n\nKeep a log.\n",
            &[Side::Whole],
        ),
    ];
    let mut number = finding(
        "number-changed",
        Severity::Error,
        "port 5269 is missing: the source has it",
        place(&pages, 0, "Öffnen Sie\r\n  Port 5296.", "5296"),
        "de",
    );
    number.related.push(Related {
        place: place(&pages, 1, "Open port 5269.", "5269"),
        locale: "en".into(),
        message: "the source has it here".into(),
    });
    number.help = vec!["A reader who opens the wrong port cannot connect".into()];
    let name = place(&pages, 0, "Starten Sie lync Server neu.", "lync Server");
    let mut case =
        finding("product-name-case", Severity::Note, "the product is called Lync Server", name, "de");
    case.fix = Some(Fix::one("Write Lync Server".into(), name.span, "Lync Server".into()));
    let mut missing = finding(
        "sentence-missing",
        Severity::Warning,
        "a sentence of the source is missing",
        Place { span: Span::new(name.sentence.end, name.sentence.end), ..name },
        "de",
    );
    missing.related.push(Related {
        place: place(&pages, 1, "Keep a log.", "Keep a log."),
        locale: "en".into(),
        message: "this sentence".into(),
    });
    let members = vec![member(0, 0, "de"), member(1, 0, "en")];
    let sets = Sets {
        sets: vec![set("Ports", Some("Lync Server 2013"), members, Reference::Source(1))],
        ..Sets::default()
    };
    (pages, sets, vec![missing, case, number])
}

#[test]
fn text_shows_both_sentences_with_their_places_underlined() {
    let (pages, sets, findings) = sample();
    let report = report::build(&pages, &sets, findings, PositionEncoding::Utf16);
    assert_eq!(
        text(&report, &pages),
        "\
docs/de/ports.md  3 findings

error number-changed: port 5269 is missing: the source has it
 --> docs/de/ports.md:4:8 (de)
4 | Öffnen Sie Port 5296.
  |                 ^^^^
 ::: docs/en/ports.md:3:11 (en)
3 | Open port 5269.
  |           ---- the source has it here
  = help: A reader who opens the wrong port cannot connect

note product-name-case: the product is called Lync Server
 --> docs/de/ports.md:6:13 (de)
6 | Starten Sie lync Server neu.
  |             ^^^^^^^^^^^
  = fix: Write Lync Server

warning sentence-missing: a sentence of the source is missing
 --> docs/de/ports.md:6:29 (de)
6 | Starten Sie lync Server neu.
  |                             ^
 ::: docs/en/ports.md:7:1 (en)
7 | Keep a log.
  | ----------- this sentence

Ports (Lync Server 2013)
  de: compared with en

2 pages in 1 document set, 2 languages, 0 sentences compared
1 error, 1 warning, 1 note
"
    );
}

#[test]
fn colours_are_used_only_when_asked_for() {
    let (pages, sets, findings) = sample();
    let report = report::build(&pages, &sets, findings, PositionEncoding::Utf16);
    let plain = text(&report, &pages);
    assert!(!plain.contains('\u{1b}'));
    let coloured = report::text::render(&report, &pages, &Style::default().with_color(true));
    assert!(coloured.contains("\u{1b}[1;31merror\u{1b}[0m \u{1b}[1mnumber-changed\u{1b}[0m: port 5269"));
    let mut stripped = String::new();
    for (at, part) in coloured.split('\u{1b}').enumerate() {
        stripped.push_str(if at == 0 {
            part
        } else {
            part.split_once('m').expect("an escape ends with m").1
        });
    }
    assert_eq!(stripped, plain);
}

#[test]
fn wide_characters_move_the_underline_by_two_columns() {
    let pages = vec![page("ja/ports.md", "ファイアウォールでポート 5296 を開きます。\n", &[Side::Whole])];
    let place = place(&pages, 0, "ファイアウォールでポート 5296 を開きます。", "5296");
    let findings = vec![finding("number-changed", Severity::Error, "port 5269 is missing", place, "ja")];
    let report = report::build(&pages, &Sets::default(), findings, PositionEncoding::Utf16);
    let text = text(&report, &pages);
    let lines: Vec<&str> = text.lines().skip(3).take(3).collect();
    assert_eq!(
        lines,
        [
            " --> ja/ports.md:1:14 (ja)",
            "1 | ファイアウォールでポート 5296 を開きます。",
            "  |                          ^^^^",
        ]
    );
}

#[test]
fn a_long_sentence_is_shown_around_the_place() {
    let sentence =
        format!("{}open port 5269{}", "so many words before it ".repeat(20), " and after it".repeat(20));
    let pages = vec![page("en/ports.md", &sentence, &[Side::Whole])];
    let place = place(&pages, 0, &sentence, "5269");
    let findings = vec![finding("number-changed", Severity::Error, "port 5269 is new", place, "en")];
    let report = report::build(&pages, &Sets::default(), findings, PositionEncoding::Utf16);
    let text = report::text::render(&report, &pages, &Style::default().with_color(false).with_width(64));
    let lines: Vec<&str> = text.lines().skip(4).take(2).collect();
    assert_eq!(
        lines,
        [
            "1 | …words before it open port 5269 and after it and after it…",
            "  |                            ^^^^",
        ]
    );
}

#[test]
fn a_page_cannot_steer_the_terminal() {
    let pages = vec![page("en/\u{1b}[2Jports.md", "Open\tport \u{1b}[31m5269\u{1b}[0m.\n", &[Side::Whole])];
    let place = place(&pages, 0, "Open\tport \u{1b}[31m5269\u{1b}[0m.", "5269");
    let message = "port \u{1b}]0;5269\u{7} is new";
    let findings = vec![finding("number-changed", Severity::Error, message, place, "en")];
    let report = report::build(&pages, &Sets::default(), findings, PositionEncoding::Utf16);
    let text = text(&report, &pages);
    assert!(!text.contains(['\u{1b}', '\u{7}', '\t']), "{text:?}");
    let lines: Vec<&str> = text.lines().skip(4).take(2).collect();
    assert_eq!(lines, ["1 | Open port ␛[31m5269␛[0m.", "  |                ^^^^"]);
}

#[test]
fn an_undecodable_page_is_reported_by_its_byte() {
    let pages = vec![page("en/ports.md", "", &[])];
    let place = Place { page: 0, span: Span::new(120, 121), sentence: Span::default() };
    let findings = vec![finding("encoding-invalid", Severity::Error, "the page is not UTF-8", place, "")];
    let report = report::build(&pages, &Sets::default(), findings, PositionEncoding::Utf16);
    assert!(text(&report, &pages).contains(
        "\
error encoding-invalid: the page is not UTF-8
 --> en/ports.md, byte 120

"
    ));
    assert_eq!(report.findings[0].range.start.offset, 120);
}

#[test]
fn each_kind_of_reference_is_named() {
    let pages = vec![
        page("de.md", "x", &[Side::Translation, Side::Source]),
        page("pt-BR.md", "x", &[Side::Whole]),
        page("ru-RU.md", "x", &[Side::Whole]),
        page("notes.md", "x", &[Side::Whole]),
    ];
    let side_by_side = vec![member(0, 0, "de"), member(0, 1, "xx-XX"), member(1, 0, "pt-BR")];
    let sets = Sets {
        sets: vec![
            set("One", None, side_by_side, Reference::SideBySide(1)),
            set("Two", None, vec![member(1, 0, "pt-BR"), member(2, 0, "ru-RU")], Reference::Consensus),
            set("Three", None, vec![member(2, 0, "ru-RU")], Reference::Alone),
        ],
        unmatched: vec![(3, "no language is recognised".into())],
        ..Sets::default()
    };
    let report = report::build(&pages, &sets, Vec::new(), PositionEncoding::Utf16);
    assert_eq!(
        text(&report, &pages),
        "\
One
  de, pt-BR: compared with the side-by-side xx-XX inside de.md

Two
  compared by consensus of pt-BR, ru-RU: no source document

Three
  ru-RU: one document only, nothing to compare it with

1 page in no set
  notes.md: no language is recognised

4 pages in 3 document sets, 4 languages, 0 sentences compared
no findings
"
    );
}

#[test]
fn many_sets_are_summed_up() {
    let pages = vec![page("de.md", "x", &[Side::Whole]), page("en.md", "x", &[Side::Whole])];
    let members = || vec![member(0, 0, "de"), member(1, 0, "en")];
    let mut sets: Vec<DocumentSet> =
        (0..20).map(|_| set("Ports", None, members(), Reference::Source(1))).collect();
    sets.push(set("Ports", None, members(), Reference::Consensus));
    let sets = Sets { sets, ..Sets::default() };
    let report = report::build(&pages, &sets, Vec::new(), PositionEncoding::Utf16);
    assert_eq!(
        text(&report, &pages),
        "\
1 document set compared by consensus: no source document
20 document sets compared with en

  de  21 documents, 0 findings
  en  21 documents, 0 findings

2 pages in 21 document sets, 2 languages, 0 sentences compared
no findings
"
    );
}

#[test]
fn json_has_version_summary_and_findings() {
    let (pages, sets, findings) = sample();
    let report = report::build(&pages, &sets, findings, PositionEncoding::Utf16);
    let json: serde_json::Value = serde_json::from_str(&report::json::render(&report)).expect("JSON");
    let keys: Vec<&String> = json.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["findings", "matrix", "summary", "version"]);
    assert_eq!(json["version"], 1);
    assert_eq!(json["summary"]["sets"][0]["documents"][0]["findings"], 3);
    let first = &json["findings"][0];
    assert_eq!(first["rule"], "number-changed");
    assert_eq!(first["severity"], "error");
    assert_eq!(first["range"]["start"], serde_json::json!({"line": 4, "column": 8, "offset": 30}));
    assert_eq!(first["related"][0]["path"], "docs/en/ports.md");
    assert!(first.get("fix").is_none() && first.get("place").is_none());
    assert_eq!(json["findings"][1]["fix"]["replacement"], "Lync Server");
}

#[test]
fn findings_are_ordered_by_place_whatever_order_they_come_in() {
    let (pages, sets, findings) = sample();
    let mut turned = findings.clone();
    turned.reverse();
    let report = report::build(&pages, &sets, findings, PositionEncoding::Utf16);
    assert_eq!(report, report::build(&pages, &sets, turned, PositionEncoding::Utf16));
    let rules: Vec<&str> = report.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["number-changed", "product-name-case", "sentence-missing"]);
}

#[test]
fn equal_findings_are_numbered_and_edits_elsewhere_leave_fingerprints_alone() {
    let fingerprints = |text: &str, message: &str| -> Vec<String> {
        let pages = vec![page("en/ports.md", text, &[Side::Whole])];
        let findings: Vec<Finding> = text
            .match_indices("5269")
            .zip([Severity::Error, Severity::Note])
            .map(|((at, _), severity)| {
                let span = Span::new(at as u32, at as u32 + 4);
                let place = Place { page: 0, span, sentence: span };
                finding("number-changed", severity, message, place, "en")
            })
            .collect();
        let report = report::build(&pages, &Sets::default(), findings, PositionEncoding::Utf8);
        report.findings.into_iter().map(|finding| finding.fingerprint).collect()
    };
    let before = fingerprints("5269 and 5269", "port 5269 is new");
    let after = fingerprints("Many\n\nnew lines, then 5269\nand 5269", "a new port: 5269");
    assert_eq!(before.len(), 2);
    assert_eq!(before, after);
    assert_ne!(before[0], before[1]);
}

#[test]
fn a_cell_is_shown_with_its_row() {
    let text = "# Ports\n\n| Verwendung | Port |\n|---|---|\n| Partner | 5296 |\n";
    let pages = vec![unisono::document::read("", "de/ports.md", text.as_bytes(), None)];
    let findings = vec![finding(
        "number-changed",
        Severity::Error,
        "5269 became 5296",
        place(&pages, 0, "5296", "5296"),
        "de",
    )];
    let report = report::build(&pages, &Sets::default(), findings, PositionEncoding::Utf16);
    let shown = self::text(&report, &pages);
    let lines: Vec<&str> = shown.lines().skip(4).take(2).collect();
    assert_eq!(lines, ["5 | | Partner | 5296 |", "  |             ^^^^"]);
}

#[test]
fn a_line_of_code_is_shown_alone() {
    let text = "Run:\n\n```powershell\nStop-CsWindowsService\nSet-CsPool -Port 5296\n```\n";
    let pages = vec![unisono::document::read("", "en/ports.md", text.as_bytes(), None)];
    let whole = "Stop-CsWindowsService\nSet-CsPool -Port 5296";
    let findings = vec![finding(
        "code-block-changed",
        Severity::Error,
        "code differs",
        place(&pages, 0, whole, "5296"),
        "en",
    )];
    let report = report::build(&pages, &Sets::default(), findings, PositionEncoding::Utf16);
    let shown = self::text(&report, &pages);
    let lines: Vec<&str> = shown.lines().skip(4).take(2).collect();
    assert_eq!(lines, ["5 | Set-CsPool -Port 5296", "  |                  ^^^^"]);
}

#[test]
fn what_a_second_place_shows_goes_below_it_where_it_does_not_fit_beside() {
    let (pages, sets, findings) = sample();
    let report = report::build(&pages, &sets, findings, PositionEncoding::Utf16);
    let text = report::text::render(&report, &pages, &Style::default().with_color(false).with_width(24));
    assert!(text.contains("3 | Open port 5269.\n  |           ----\n  | the source has it here\n"), "{text}");
}

#[test]
fn help_that_repeats_the_fix_is_said_once() {
    let (pages, sets, mut findings) = sample();
    for finding in &mut findings {
        finding.help = vec!["Write Lync Server.".into()];
    }
    let report = report::build(&pages, &sets, findings, PositionEncoding::Utf16);
    assert!(!text(&report, &pages).contains("= fix:"));
}
