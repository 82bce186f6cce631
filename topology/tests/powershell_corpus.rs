//! The PowerShell of real pages, where the shared material is at hand: how much of it is read without a
//! fault, and that its translations are read as well or reported.
//!
//! A block counts as PowerShell where its fence says so. It is read where every token found its place:
//! no fault is left.

#[path = "../../tests/shared/mod.rs"]
mod shared;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use unisono::document::{self, BlockKind, Document};
use unisono::language::Locale;
use unisono::{Checker, Options};
use unisono_topology::compare::{Dialect, compare};
use unisono_topology::powershell;

/// The blocks fenced as PowerShell.
fn fenced(document: &Document) -> Vec<&str> {
    document
        .blocks
        .iter()
        .filter(|block| match block.kind {
            BlockKind::Code { language: Some(language) } => {
                document.string(language).eq_ignore_ascii_case("powershell")
            }
            _ => false,
        })
        .map(|block| document.text(block.text))
        .collect()
}

/// The pages of a locale, by their path below it.
fn pages(root: &Path) -> BTreeMap<String, Document> {
    let mut pages = BTreeMap::new();
    for file in shared::files_below(root) {
        let name = file.strip_prefix(root).expect("it is below").display().to_string();
        let bytes = std::fs::read(&file).expect("a page can be read");
        let page = document::read("", &name, &bytes, None);
        pages.insert(name, page.documents.into_iter().next().expect("a document"));
    }
    pages
}

#[test]
#[allow(clippy::print_stdout, reason = "the counts are what the test is run for")]
fn nearly_all_fenced_powershell_of_real_pages_is_read_without_a_fault() {
    let Some(docs) = shared::folder("corpus/docs") else { return };
    for locale in shared::entries(&docs) {
        let (mut blocks, mut read) = (0, 0);
        for (name, document) in &pages(&locale) {
            for text in fenced(document) {
                blocks += 1;
                let script = powershell::parse(text);
                read += usize::from(script.faults.is_empty());
                // Translations repeat the faults of their source.
                for fault in script.faults.iter().filter(|_| locale.ends_with("en-US")) {
                    let place = &text[fault.span.range()];
                    println!("{name}: {:?} {}", fault.kind, fault.kind.message(place));
                }
            }
        }
        let locale = locale.file_name().expect("a name").display().to_string();
        println!("{locale}: {read} of {blocks} blocks are read without a fault");
        assert!(read * 100 >= blocks * 95, "{locale}: {read} of {blocks}");
    }
}

/// The locales but the source's.
fn translations(docs: &Path) -> Vec<(String, PathBuf)> {
    let name = |path: &Path| path.file_name().expect("a name").display().to_string();
    shared::entries(docs)
        .into_iter()
        .map(|path| (name(&path), path))
        .filter(|(name, _)| name != "en-US")
        .collect()
}

#[test]
#[allow(clippy::print_stdout, reason = "the counts are what the test is run for")]
fn translated_powershell_is_read_or_reported() {
    let Some(docs) = shared::folder("corpus/docs") else { return };
    let english: BTreeMap<String, Document> =
        pages(&docs.join("en-US")).into_iter().filter(|(_, document)| !fenced(document).is_empty()).collect();
    for (locale, root) in translations(&docs) {
        let mut checker = Checker::new(Options::default().with_source(Locale::parse("en-US")));
        let (mut blocks, mut read) = (0, 0);
        // New faults of a page must be reported on it.
        let mut broken: BTreeMap<String, usize> = BTreeMap::new();
        for (name, source) in &english {
            let path = root.join(name);
            let Ok(bytes) = std::fs::read(&path) else { continue };
            let source_bytes = std::fs::read(docs.join("en-US").join(name)).expect("it was read before");
            checker.add("", &format!("en-US/{name}"), &source_bytes);
            checker.add("", &format!("{locale}/{name}"), &bytes);
            let page = document::read("", name, &bytes, None);
            let faulty = |document: &Document| {
                fenced(document).iter().filter(|text| !powershell::parse(text).faults.is_empty()).count()
            };
            let target = &page.documents[0];
            blocks += fenced(target).len();
            read += fenced(target).len() - faulty(target);
            if faulty(target) > faulty(source) {
                broken.insert(format!("{locale}/{name}"), faulty(target) - faulty(source));
            }
        }
        let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
        let changed: Vec<_> = report.findings.iter().filter(|f| f.rule == "snippet-changed").collect();
        println!(
            "{locale}: {read} of {blocks} blocks are read without a fault; {} snippet-changed",
            changed.len()
        );
        for finding in &changed {
            println!(
                "  {}:{} {:?} {}",
                finding.path, finding.range.start.line, finding.severity, finding.message
            );
        }
        for (path, count) in broken {
            let reported = changed.iter().filter(|finding| finding.path == path).count();
            assert!(reported >= count, "{path}: {count} broken, {reported} reported");
        }
        assert!(read * 100 >= blocks * 95, "{locale}: {read} of {blocks}");
    }
}

/// A way in which translation breaks a snippet, or rightly changes it.
type Change = fn(&str) -> Option<String>;

fn first(text: &str, wanted: impl Fn(&str) -> bool) -> Option<&str> {
    text.split([' ', '\n']).find(|word| wanted(word))
}

fn is_parameter(word: &str) -> bool {
    word.len() > 3
        && word.starts_with('-')
        && word[1..].starts_with(|c: char| c.is_ascii_uppercase())
        && word[1..].bytes().all(|b| b.is_ascii_alphanumeric())
}

fn is_cmdlet(word: &str) -> bool {
    word.split_once('-').is_some_and(|(verb, noun)| {
        verb.len() > 2
            && noun.starts_with("Cs")
            && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    })
}

fn is_number(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

/// Puts something else in the place of the first word of a kind.
fn swap(text: &str, wanted: fn(&str) -> bool, other: impl Fn(&str) -> String) -> Option<String> {
    let word = first(text, wanted)?;
    let at = word.as_ptr() as usize - text.as_ptr() as usize;
    Some(format!("{}{}{}", &text[..at], other(word), &text[at + word.len()..]))
}

const DEFECTS: &[(&str, Change)] = &[
    ("a translated parameter", |t| swap(t, is_parameter, |_| "-Identität".to_owned())),
    ("a dropped parameter", |t| swap(t, is_parameter, |_| String::new())),
    ("a full-width dash", |t| swap(t, is_parameter, |w| format!("－{}", &w[1..]))),
    ("an en dash", |t| swap(t, is_parameter, |w| format!("–{}", &w[1..]))),
    ("a torn parameter", |t| swap(t, is_parameter, |w| format!("- {}", &w[1..]))),
    ("a translated cmdlet", |t| swap(t, is_cmdlet, |w| w.replacen('-', "-Льзователь", 1))),
    ("another verb", |t| swap(t, is_cmdlet, |w| format!("Reset{}", &w[w.find('-').unwrap_or(0)..]))),
    ("a torn cmdlet", |t| swap(t, is_cmdlet, |w| w.replacen('-', " - ", 1))),
    ("a port with a point", |t| swap(t, is_number, |w| format!("{}.{}", &w[..1], &w[1..]))),
    ("a port with a narrow space", |t| swap(t, is_number, |w| format!("{}\u{202f}{}", &w[..1], &w[1..]))),
    ("another port", |t| swap(t, is_number, |w| format!("{}9", &w[..3]))),
    ("a dropped quotation mark", |t| t.contains('"').then(|| t.replacen('"', "", 1))),
    ("guillemets", |t| (t.matches('"').count() > 1).then(|| t.replacen('"', "« ", 1).replacen('"', " »", 1))),
    ("a translated variable", |t| t.contains("$true").then(|| t.replacen("$true", "$wahr", 1))),
    ("another value", |t| t.contains("$true").then(|| t.replacen("$true", "$false", 1))),
    ("a full-width pipe", |t| t.contains(" | ").then(|| t.replacen(" | ", " ｜ ", 1))),
    ("another host", |t| t.contains(".contoso.com").then(|| t.replacen(".contoso.com", ".contoso.de", 1))),
    ("a dropped line", |t| {
        t.trim()
            .split_once('\n')
            .filter(|(a, b)| a.contains('-') && b.contains('-'))
            .map(|(_, rest)| rest.to_owned())
    }),
];

const RIGHT: &[(&str, Change)] = &[
    ("a comment", |t| (!t.contains('`')).then(|| format!("# Ein Kommentar\n{}", t.trim_end()))),
    ("white space", |t| Some(format!("   {}  \n", t.trim()))),
    ("a description", |t| {
        t.contains("-Description \"").then(|| {
            let at = t.find("-Description \"").map_or(0, |at| at + 14);
            let end = t[at..].find('"').map_or(t.len(), |end| at + end);
            format!("{}Größe und Ort{}", &t[..at], &t[end..])
        })
    }),
    ("a placeholder", |t| {
        let at = t.find('<')? + 1;
        let end = at + t[at..].find('>')?;
        (!t[at..end].contains('#')).then(|| format!("{}プレースホルダー{}", &t[..at], &t[end..]))
    }),
    ("case", |t| t.contains("$true").then(|| t.replacen("$true", "$True", 1))),
    ("typographic quotation marks", |t| {
        (t.matches('"').count() == 2).then(|| t.replacen('"', "“", 1).replacen('"', "”", 1))
    }),
];

#[test]
#[allow(clippy::print_stdout, reason = "the counts are what the test is run for")]
fn what_breaks_a_snippet_is_found_and_what_may_change_is_not() {
    let Some(docs) = shared::folder("corpus/docs") else { return };
    let pages = pages(&docs.join("en-US"));
    let texts: Vec<&str> =
        pages.values().flat_map(fenced).filter(|text| powershell::parse(text).faults.is_empty()).collect();
    let (mut all, mut found_all, mut single) = (0, 0, 0);
    for (name, change) in DEFECTS {
        let (mut tried, mut found) = (0, 0);
        // Not in comments and placeholders, where nothing is broken.
        for text in texts.iter().filter(|text| !text.contains(['#', '<'])) {
            let Some(changed) = change(text) else { continue };
            tried += 1;
            let differences = compare(Dialect::PowerShell, text, &changed);
            found += usize::from(!differences.is_empty());
            single += usize::from(differences.len() == 1);
            if differences.len() != 1 {
                println!("  {name}: {} in {changed}", differences.len());
            }
        }
        println!("{name}: {found} of {tried} found");
        all += tried;
        found_all += found;
    }
    println!("{found_all} of {all} defects found, {single} of them by one finding");
    assert!(found_all * 1000 >= all * 995, "{found_all} of {all}");
    assert!(single * 100 >= all * 95, "{single} of {all}");
    for (name, change) in RIGHT {
        let changes: Vec<(&str, String)> =
            texts.iter().filter_map(|text| Some((*text, change(text)?))).collect();
        let wrong = changes.iter().filter(|(was, is)| !compare(Dialect::PowerShell, was, is).is_empty());
        let wrong: Vec<&str> = wrong.map(|(_, is)| is.as_str()).collect();
        println!("{name}: {} of {} reported", wrong.len(), changes.len());
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    }
}
