//! Literate cases: pages and what is found in them, in Markdown; their format is described in `CONTRIBUTING.md`.
//!
//! `UNISONO_CASE=text` runs only the cases whose name holds the text; `UNISONO_BLESS=1` writes what
//! was found into the files. Every run leaves the full reports of all cases in `target/tmp`, and
//! `tests/cases.mjs` holds the npm package to the same bytes.
#![allow(clippy::disallowed_methods, reason = "tests read files")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use unisono::document::Page;
use unisono::finding::Severity;
use unisono::glossary::Glossary;
use unisono::report::text::Style;
use unisono::report::{ReportedFinding, Summary};
use unisono::{Checker, Options, Report, config, report};

/// Longer underlined texts are cut in the middle, counted in characters.
const LONGEST_QUOTE: usize = 60;

/// One heading's pages and what is expected of them.
#[derive(Default)]
struct Case {
    name: String,
    options: String,
    glossaries: Vec<(String, String)>,
    pages: Vec<CasePage>,
    topologies: Vec<CasePage>,
    packs: Vec<String>,
    findings: Option<Expected>,
    sets: Option<Expected>,
}

struct CasePage {
    root: String,
    path: String,
    bytes: Vec<u8>,
}

/// The lines of a block and where they stand in the file, from 0.
struct Expected {
    lines: Vec<String>,
    first: usize,
}

/// The files with cases in a folder, ordered by path. What a domain tells is passed over where no domain is built in.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder of cases can be read")
        .map(|entry| entry.expect("the folder of cases can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .filter(|path| !path.ends_with("communications.md") || !unisono::guidance::built_in().is_empty())
        .collect();
    files.sort();
    files
}

/// The cases of a file: a section with pages is a case.
fn read_cases(file: &str, text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut case = Case::default();
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        if line.starts_with('#') {
            cases.push(std::mem::take(&mut case));
            case.name = format!("{file}: {}", line.trim_start_matches('#').trim());
            continue;
        }
        let fence = line.len() - line.trim_start_matches('`').len();
        if fence < 3 {
            continue;
        }
        let first = at;
        let closes = |line: &str| line.len() >= fence && line.bytes().all(|byte| byte == b'`');
        while at < lines.len() && !closes(lines[at]) {
            at += 1;
        }
        assert!(at < lines.len(), "{}: the block at line {first} is not closed", case.name);
        let block = &lines[first..at];
        at += 1;
        let words: Vec<&str> = line[fence..].split_whitespace().collect();
        let value = |key: &str| words.iter().find_map(|word| word.strip_prefix(key)?.strip_prefix('='));
        let expected = || Expected { lines: block.iter().map(|line| (*line).to_owned()).collect(), first };
        match words.first() {
            Some(&"options") => case.options = block.join("\n"),
            Some(&"findings") => case.findings = Some(expected()),
            Some(&"sets") => case.sets = Some(expected()),
            Some(&"packs") => {
                let names = block.iter().flat_map(|line| line.split_whitespace());
                case.packs = names.map(str::to_owned).collect();
            }
            _ => {
                if let Some(path) = value("topology") {
                    let bytes = bytes(block, &words);
                    case.topologies.push(CasePage { root: String::new(), path: path.to_owned(), bytes });
                }
                if let Some(name) = value("glossary") {
                    case.glossaries.push((name.to_owned(), block.join("\n")));
                }
                if let Some(path) = value("path") {
                    let root = value("root").unwrap_or_default().to_owned();
                    case.pages.push(CasePage { root, path: path.to_owned(), bytes: bytes(block, &words) });
                }
            }
        }
    }
    cases.push(case);
    cases.retain(|case| !case.pages.is_empty() || !case.topologies.is_empty());
    cases
}

/// The bytes of a page: `crlf` and `bom` as named, `escaped` reads `\xFF` as a byte.
fn bytes(block: &[&str], words: &[&str]) -> Vec<u8> {
    let mut out = Vec::new();
    if words.contains(&"bom") {
        out.extend("\u{feff}".bytes());
    }
    let line_end: &[u8] = if words.contains(&"crlf") { b"\r\n" } else { b"\n" };
    for line in block {
        if words.contains(&"escaped") {
            let mut parts = line.split("\\x");
            out.extend(parts.next().unwrap_or_default().bytes());
            for part in parts {
                let byte = part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
                out.push(byte.unwrap_or_else(|| panic!("\\x wants two hexadecimal digits: {line}")));
                out.extend(part[2..].bytes());
            }
        } else {
            out.extend(line.bytes());
        }
        out.extend(line_end);
    }
    out
}

fn check(case: &Case, reversed: bool) -> (Checker, Report) {
    let config =
        config::parse("options", &case.options).unwrap_or_else(|error| panic!("{}: {error}", case.name));
    let mut checker = Checker::new(case.packs.iter().fold(config.options, Options::with_applied_pack));
    for (name, text) in &case.glossaries {
        let glossary = Glossary::read(name, text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
        checker.add_glossary(glossary);
    }
    let mut pages: Vec<&CasePage> = case.pages.iter().collect();
    let mut topologies: Vec<&CasePage> = case.topologies.iter().collect();
    if reversed {
        pages.reverse();
        topologies.reverse();
    }
    for topology in topologies {
        checker.add_topology(&topology.root, &topology.path, &topology.bytes);
    }
    for page in pages {
        checker.add(&page.root, &page.path, &page.bytes);
    }
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels the run");
    (checker, report)
}

fn finding_line(finding: &ReportedFinding, pages: &[Page]) -> String {
    let text = &pages[finding.place.page as usize].text;
    let marked = text.get(finding.place.span.range()).unwrap_or_default();
    let quoted = serde_json::to_string(&shorten(marked)).expect("a string");
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let start = finding.range.start;
    let ReportedFinding { path, rule, message, .. } = finding;
    format!("{path}:{}:{} {severity} {rule} {quoted} — {message}", start.line, start.column)
}

fn shorten(text: &str) -> String {
    let count = text.chars().count();
    if count <= LONGEST_QUOTE {
        return text.to_owned();
    }
    let head: String = text.chars().take(LONGEST_QUOTE - 20).collect();
    let tail: String = text.chars().skip(count - 19).collect();
    format!("{head}…{tail}")
}

fn set_lines(summary: &Summary) -> Vec<String> {
    let sets = summary.sets.iter().map(|set| {
        let mut line = format!("{}: {}", set.id, set.reference);
        if let Some(source) = &set.source {
            let _ = write!(line, " {source}");
        }
        for (at, document) in set.documents.iter().enumerate() {
            let separator = if at == 0 { ": " } else { ", " };
            let side = if document.side == "whole" { String::new() } else { format!(" {}", document.side) };
            let _ = write!(line, "{separator}{} {}{side}", document.locale, document.path);
        }
        line
    });
    let unmatched = summary.unmatched.iter().map(|page| format!("in no set: {}: {}", page.path, page.reason));
    sets.chain(unmatched).collect()
}

/// Lines of both, those that differ marked; without alignment, which short blocks do not need.
fn diff(expected: &[String], actual: &[String]) -> String {
    let mut out = String::new();
    for line in expected.iter().filter(|line| !actual.contains(line)) {
        let _ = writeln!(out, "  - {line}");
    }
    for line in actual {
        let _ = writeln!(out, "  {} {line}", if expected.contains(line) { ' ' } else { '+' });
    }
    out
}

/// Every case of a folder finds exactly what it says.
pub fn find_what_they_say(folder: &Path) {
    let only = std::env::var("UNISONO_CASE").unwrap_or_default();
    let bless = std::env::var_os("UNISONO_BLESS").is_some();
    let mut failures = String::new();
    let mut ran = 0;
    for path in files(folder) {
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).expect("a file name");
        let text = std::fs::read_to_string(&path).expect("a case file is UTF-8");
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        // From the end, so that what is written does not move what is still to be written.
        for case in read_cases(&file, &text).iter().rev().filter(|case| case.name.contains(&only)) {
            ran += 1;
            let (checker, report) = check(case, false);
            let found: Vec<String> =
                report.findings.iter().map(|finding| finding_line(finding, checker.pages())).collect();
            let Some(expected) = &case.findings else {
                let _ =
                    writeln!(failures, "{}: no block of findings. Found:\n{}", case.name, diff(&[], &found));
                continue;
            };
            let sets = set_lines(&report.summary);
            let mut blocks = vec![(expected, found)];
            blocks.extend(case.sets.as_ref().map(|expected| (expected, sets)));
            blocks.sort_by_key(|(expected, _)| std::cmp::Reverse(expected.first));
            for (expected, actual) in blocks {
                if expected.lines == actual {
                    continue;
                }
                if bless {
                    lines.splice(expected.first..expected.first + expected.lines.len(), actual);
                } else {
                    let _ = writeln!(failures, "{}\n{}", case.name, diff(&expected.lines, &actual));
                }
            }
        }
        if bless {
            std::fs::write(&path, lines.join("\n") + "\n").expect("a case file can be written");
        }
    }
    assert!(failures.is_empty(), "\n\n{failures}UNISONO_BLESS=1 accepts what was found.\n");
    assert!(ran > 0, "no case is named like {only:?}");
}

/// Every case of a folder, by its name, and its report.
#[allow(dead_code, reason = "each test uses a part of it")]
pub fn reports(folder: &Path) -> Vec<(String, Report)> {
    let cases = files(folder).into_iter().flat_map(|path| {
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).expect("a file name");
        let text = std::fs::read_to_string(&path).expect("a case file is UTF-8");
        read_cases(&file, &text)
    });
    cases.map(|case| (case.name.clone(), check(&case, false).1)).collect()
}

/// The order in which pages are added does not show; the reports are left as `left_as` for the package.
pub fn do_not_show_the_order_of_pages(folder: &Path, left_as: &Path) {
    let mut golden: BTreeMap<String, BTreeMap<&str, String>> = BTreeMap::new();
    for path in files(folder) {
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).expect("a file name");
        let text = std::fs::read_to_string(&path).expect("a case file is UTF-8");
        for case in read_cases(&file, &text) {
            let (checker, report) = check(&case, false);
            let rendering = |report: &Report, checker: &Checker| {
                let style = Style::default().with_color(true).with_width(100);
                BTreeMap::from([
                    ("json", report::json::render(report)),
                    ("text", report::text::render(report, checker.pages(), &style)),
                ])
            };
            let renderings = rendering(&report, &checker);
            let (other, reversed) = check(&case, true);
            assert_eq!(renderings, rendering(&reversed, &other), "{}: turned round", case.name);
            let earlier = golden.insert(case.name.clone(), renderings);
            assert!(earlier.is_none(), "{}: two cases of one name", case.name);
        }
    }
    let json = serde_json::to_string_pretty(&golden).expect("strings");
    std::fs::write(left_as, json).expect("target/tmp can be written");
}
