//! What must hold for any pages, tried on many small ones.

use proptest::prelude::*;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use unisono::report::text::Style;
use unisono::report::{Range, ReportedFinding};
use unisono::source::position::Position;
use unisono::{Checker, Options, Report, report};

const LOCALES: [&str; 4] = ["en-US", "de-DE", "ja-JP", "pt-BR"];

/// A page: where it lies and what it holds.
type GivenPage = (String, Vec<u8>);

/// A block that several languages may share, with facts that may differ.
fn block(shapes: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let number = prop_oneof![Just("5269"), Just("5296"), Just("2013"), Just("2019"), Just("443")];
    let sentence = prop_oneof![
        Just("Open port N on the Edge Server."),
        Just("Öffnen Sie Port N auf dem Edgeserver."),
        Just("エッジ サーバーでポート N を開きます。"),
        Just("Run `Get-CsPool -Port N`. Then **wait**. See [more](https://contoso.com/en-us/N)."),
        Just("Lync Server N is deprecated; use skype for business Server N."),
        Just("N 年 8 月発売。\u{feff}\u{202e}e\u{301}😀 &amp; &#x4e; \\* <b>N</b> <!-- N -->"),
    ];
    (sentence, number, shapes).prop_map(|(sentence, number, shape)| {
        let text = sentence.replace('N', number);
        match shape {
            0 => format!("## <a name=\"part\"></a>{text}"),
            1 => format!("1. {text}\n2. {text}\n\n   {text}\n3. {text}"),
            2 => format!("- {text}\n  - {text}"),
            3 => format!("> [!NOTE]\n> {text}"),
            4 => format!("| A | B |\n|---|---|\n| {text} | {number} |"),
            5 => format!("```powershell\nSet-CsPool -Port {number} # {text}\n```"),
            6 => format!("![{text}](media/{number}.png)"),
            7 => format!("<table><tr><td>{text}</td><td>{number}</table>"),
            8 => format!("::: warning\n{text}\n:::"),
            9 => format!("{text}\n{text}\r\n{text}"),
            10 => format!("---\ntitle: {text}\nms.prod: \"{number}"),
            11 => format!("import X from './x';\n\n<X a={{{number}}}>{text}"),
            12 => text,
            _ => format!(
                "<span data-ttu-id=\"a-{number}\">{text}</span><span class=\"sxs-lookup\">\
                 <span data-stu-id=\"a-{number}\">Open port {number}.</span></span>"
            ),
        }
    })
}

/// Shapes of [`block`]; the last is a side-by-side one.
const SHAPES: usize = 14;

fn page(shapes: usize) -> impl Strategy<Value = Vec<u8>> {
    let front_matter = prop_oneof![
        Just(""),
        Just("---\ntitle: Ports\ndescription: Open port 5269.\nms.contentlocale: de-DE\n---\n"),
        Just("\u{feff}---\r\ntitle: 'Ports\r\n---\r\n"),
    ];
    prop_oneof![
        9 => (front_matter, prop::collection::vec(block(0..shapes), 0..6))
            .prop_map(|(front, blocks)| format!("{front}{}\n", blocks.join("\n\n")).into_bytes()),
        1 => "\\PC{0,60}".prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 0..40),
    ]
}

fn pages() -> impl Strategy<Value = Vec<GivenPage>> {
    prop::collection::vec((0..LOCALES.len(), 0..3_usize, page(SHAPES)), 1..6).prop_map(|pages| {
        let mut seen = BTreeSet::new();
        let path = |locale: usize, name: usize| match name {
            0 => format!("docs/{}/page.md", LOCALES[locale]),
            1 => format!("page.{}.md", LOCALES[locale]),
            _ => format!("{locale}.txt"),
        };
        pages
            .into_iter()
            .map(|(locale, name, bytes)| (path(locale, name), bytes))
            .filter(|(path, _)| seen.insert(path.clone()))
            .collect()
    })
}

fn check<'a>(pages: impl IntoIterator<Item = &'a GivenPage>) -> (Checker, Report) {
    let mut checker = Checker::new(Options::default());
    for (path, bytes) in pages {
        checker.add("", path, bytes);
    }
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels the run");
    (checker, report)
}

/// Line, column and UTF-16 offset of each end of a range, found again by reading the page.
fn assert_in_page(range: Range, text: &str) -> Result<(), TestCaseError> {
    let units: Vec<u16> = text.encode_utf16().collect();
    for Position { line, column, offset, .. } in [range.start, range.end] {
        prop_assert!(line >= 1 && column >= 1);
        prop_assert!(offset as usize <= units.len(), "{range:?} is outside {text:?}");
        let before = String::from_utf16(&units[..offset as usize]);
        prop_assert!(before.is_ok(), "{range:?} cuts a character of {text:?}");
    }
    prop_assert!(range.start.offset <= range.end.offset);
    Ok(())
}

fn assert_sound(finding: &ReportedFinding, checker: &Checker) -> Result<(), TestCaseError> {
    prop_assert!(!finding.message.is_empty() && !finding.rule.is_empty());
    // A panic is caught, and told as this.
    prop_assert!(finding.rule != "check-failed", "{finding:?}");
    let text = |page: u32| checker.pages()[page as usize].text.as_str();
    let page = text(finding.place.page);
    if page.is_empty() {
        return Ok(());
    }
    assert_in_page(finding.range, page)?;
    assert_in_page(finding.sentence, page)?;
    for related in &finding.related {
        assert_in_page(related.range, text(related.place.page))?;
        assert_in_page(related.sentence, text(related.place.page))?;
    }
    if let Some(fix) = &finding.fix {
        assert_in_page(fix.range, page)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_pages_give_a_sound_report_twice_and_in_any_order(pages in pages()) {
        let (checker, report) = check(&pages);
        for finding in &report.findings {
            assert_sound(finding, &checker)?;
        }
        let fingerprints: BTreeSet<&str> =
            report.findings.iter().map(|finding| finding.fingerprint.as_str()).collect();
        prop_assert_eq!(fingerprints.len(), report.findings.len(), "fingerprints tell findings apart");
        let summary = &report.summary;
        prop_assert_eq!(summary.pages as usize, pages.len());
        prop_assert_eq!(
            (summary.errors + summary.warnings + summary.notes) as usize,
            report.findings.len()
        );
        let listed: BTreeSet<&str> = summary
            .sets
            .iter()
            .flat_map(|set| set.documents.iter().map(|document| document.path.as_str()))
            .chain(summary.unmatched.iter().map(|page| page.path.as_str()))
            .collect();
        for (path, _) in &pages {
            prop_assert!(listed.contains(path.as_str()), "{} is dropped", path);
        }

        let (again, second) = check(pages.iter().rev());
        prop_assert_eq!(report::json::render(&report), report::json::render(&second));
        let style = Style::default().with_color(true).with_width(60);
        prop_assert_eq!(
            report::text::render(&report, checker.pages(), &style),
            report::text::render(&second, again.pages(), &style)
        );
    }

    #[test]
    fn a_page_and_its_copy_do_not_differ(page in page(SHAPES - 1)) {
        let given = |path: &str| (path.to_owned(), page.clone());
        let (_, report) = check(&[given("docs/en-US/page.md"), given("docs/en-GB/page.md")]);
        let compared = ["-missing", "-added", "-changed", "-reordered"];
        for finding in &report.findings {
            prop_assert!(!compared.iter().any(|kind| finding.rule.ends_with(kind)), "{finding:?}");
        }
    }
}
