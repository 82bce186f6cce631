//! A run over pages, and what must hold for it.

use std::fmt::Debug;
use std::ops::ControlFlow;
use unisono::document::Page;
use unisono::learning::Memory;
use unisono::report::formats::{self, FORMATS};
use unisono::report::text::Style;
use unisono::report::{Range, ReportedFinding};
use unisono::source::Span;
use unisono::source::position::Position;
use unisono::{Checker, Options, Report, fix, report};

/// A reader, by its name, and the property that is tried on it.
pub type Target = (&'static str, fn(&[u8]));

/// A file: its path, and what it holds.
pub type File<'b> = (String, &'b [u8]);

/// A line that stands between the files of one input.
const BETWEEN: &[u8] = b"\n%%\n";

/// The files of an input, at most four of them.
pub fn pieces(bytes: &[u8]) -> Vec<&[u8]> {
    let mut pieces = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(BETWEEN.len()).position(|window| window == BETWEEN)
        && pieces.len() < 3
    {
        pieces.push(&rest[..at]);
        rest = &rest[at + BETWEEN.len()..];
    }
    pieces.push(rest);
    pieces
}

/// Whether an input asks the engine to fail, as pages can with debug assertions (see CONTRIBUTING.md).
pub fn asks_to_fail(bytes: &[u8]) -> bool {
    const ASKS: &[u8] = b"unisono-test:";
    bytes.windows(ASKS.len()).any(|window| window == ASKS)
}

/// A run ends, all places that it tells of are in their pages, and it tells the same again when everything is given in
/// the opposite order. `checker` makes a checker that has all but the pages and topologies.
pub fn assert_sound(pages: &[File<'_>], topologies: &[File<'_>], checker: &dyn Fn() -> Checker) {
    if pages.iter().chain(topologies).any(|(_, bytes)| asks_to_fail(bytes)) {
        return;
    }
    let (mut first, mut second) = (checker(), checker());
    pages.iter().for_each(|(path, bytes)| first.add("", path, bytes));
    topologies.iter().for_each(|(path, bytes)| first.add_topology("", path, bytes));
    topologies.iter().rev().for_each(|(path, bytes)| second.add_topology("", path, bytes));
    pages.iter().rev().for_each(|(path, bytes)| second.add("", path, bytes));
    let report = check(&mut first);
    let again = report::json::render(&check(&mut second));
    assert!(report::json::render(&report) == again, "another order of the pages gives another report");
    let findings = report.findings.iter().chain(&report.dismissed);
    findings.for_each(|finding| assert_finding(finding, first.pages()));
    first.pages().iter().for_each(assert_page);
    assert_shown(&mut first, &report);
}

/// [`assert_sound`] for pages alone.
pub fn assert_pages(pages: &[File<'_>], options: &Options) {
    assert_sound(pages, &[], &|| Checker::new(options.clone()));
}

/// The report of a run.
pub fn check(checker: &mut Checker) -> Report {
    checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels the run")
}

/// A report can be shown, in one form for each input, and so can what a host asks for beside it.
fn assert_shown(checker: &mut Checker, report: &Report) {
    let style = Style::default().with_color(true).with_width(60);
    let bytes: usize = checker.pages().iter().map(|page| page.text.len()).sum();
    // What a format cannot hold it says itself.
    let _ = formats::render(FORMATS[bytes % FORMATS.len()], report, checker.pages(), &style, None);
    if let Some(topology) = &report.topology {
        for format in ["json", "text", "svg"] {
            topology.alone(format, report, checker.pages(), &style);
        }
    }
    for page in fix::pages(report, checker.pages(), true) {
        assert!(page.fixes == 0 || !page.diff.is_empty(), "fixes without a difference: {page:?}");
    }
    for set in 0..report.summary.sets.len() {
        checker.aligned(set, report);
    }
    assert!(!checker.sets().json().is_empty());
    Memory::from_bytes("learned", &checker.learn().to_bytes()).expect("what is learned can be read");
}

/// A stretch of a text begins and ends between characters of it.
pub fn assert_whole(text: &str, span: Span, what: &dyn Debug) {
    let (start, end) = (span.start as usize, span.end as usize);
    assert!(start <= end && end <= text.len(), "{span:?} is outside of {} bytes: {what:?}", text.len());
    let whole = text.is_char_boundary(start) && text.is_char_boundary(end);
    assert!(whole, "{span:?} cuts a character: {what:?}");
}

/// Lines, columns and offsets that people see are in the page, too.
fn assert_range(text: &str, range: Range, what: &dyn Debug) {
    for Position { line, column, offset, .. } in [range.start, range.end] {
        assert!(line >= 1 && column >= 1, "lines and columns begin with 1: {what:?}");
        let mut units = 0;
        let whole = text.chars().any(|c| {
            let here = units == offset;
            units += c.len_utf16() as u32;
            here
        });
        assert!(whole || units == offset, "offset {offset} is between no characters: {what:?}");
    }
    assert!(range.start.offset <= range.end.offset, "a place ends before it begins: {what:?}");
}

fn assert_finding(finding: &ReportedFinding, pages: &[Page]) {
    // A panic is caught, and told as this.
    assert!(finding.rule != "check-failed", "{finding:?}");
    assert!(!finding.message.is_empty() && !finding.fingerprint.is_empty(), "{finding:?}");
    let text = |page: u32| pages[page as usize].text.as_str();
    let own = text(finding.place.page);
    if own.is_empty() {
        // What cannot be decoded has no text; its places are bytes of what was given.
        return;
    }
    assert_whole(own, finding.place.span, finding);
    assert_whole(own, finding.place.sentence, finding);
    assert_range(own, finding.range, finding);
    assert_range(own, finding.sentence, finding);
    for related in &finding.related {
        let text = text(related.place.page);
        assert_whole(text, related.place.span, finding);
        assert_whole(text, related.place.sentence, finding);
        assert_range(text, related.range, finding);
    }
    if let Some(fix) = &finding.fix {
        for span in &finding.edit_spans {
            assert_whole(own, *span, finding);
        }
        assert_range(own, fix.range, finding);
    }
}

/// All places of a page, and of the documents in it.
fn assert_page(page: &Page) {
    let text = page.text.as_str();
    if text.is_empty() {
        return;
    }
    page.faults.iter().for_each(|fault| assert_whole(text, fault.span, fault));
    page.recorded.iter().for_each(|recorded| assert_whole(text, recorded.source, recorded));
    if let Some(catalogue) = &page.catalogue {
        let entries = catalogue.fuzzy.iter().chain(&catalogue.untranslated);
        entries.for_each(|span| assert_whole(text, *span, catalogue));
    }
    for document in &page.documents {
        let plain = document.plain.as_str();
        for run in &document.runs {
            assert_whole(plain, run.plain, run);
            assert_whole(text, run.source, run);
        }
        for container in &document.containers {
            assert_whole(text, container.source, container);
        }
        for block in &document.blocks {
            assert_whole(plain, block.text, block);
            assert_whole(text, block.source, block);
        }
        for mark in &document.marks {
            assert_whole(plain, mark.text, mark);
            assert_whole(text, mark.source, mark);
        }
        for sentence in &document.sentences {
            assert_whole(plain, sentence.text, sentence);
            assert_whole(text, document.sentence_source(sentence), sentence);
        }
        document.output.iter().for_each(|span| assert_whole(text, *span, &"output"));
    }
}
