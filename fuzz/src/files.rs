//! Readers of what is given beside pages: settings, packs, glossaries, memories, baselines, redirects. What they refuse
//! has a message with a place in the file; what they take is used for a small set of pages.

use crate::run::{File, Target, assert_sound};
use unisono::config::{self, settings};
use unisono::dismiss::baseline::Baseline;
use unisono::glossary::Glossary;
use unisono::guidance;
use unisono::language::Locale;
use unisono::learning::Memory;
use unisono::links::Redirects;
use unisono::{Checker, Options};

/// The targets of this file.
pub const TARGETS: &[Target] = &[
    ("config_yaml", config),
    ("config_json", config),
    ("pack", pack),
    ("glossary_csv", glossary),
    ("glossary_tbx", glossary),
    ("memory", memory),
    ("memory_tmx", memory_tmx),
    ("baseline", baseline),
    ("redirects", redirects),
];

/// Pages on which all that is given beside them can show.
fn assert_used(checker: &dyn Fn() -> Checker) {
    let page = |path: &str, text: &'static str| -> File<'static> { (path.to_owned(), text.as_bytes()) };
    let pages = [
        page(
            "docs/en/ports.md",
            "# Ports\n\nOpen port 5269 on the Edge Server. The gateway must not be closed.\n\nSee [old](/old/ports#open).\n",
        ),
        page(
            "docs/de/ports.md",
            "# Ports\n\nÖffnen Sie Port 5296 auf dem Edgeserver. Das Gateway darf geschlossen werden.\n\nSiehe [neu](/new/ports#open).\n",
        ),
        page("docs/ja/ports.md", "# ポート\n\nエッジ サーバーでポート 5269 を開きます。\n"),
    ];
    assert_sound(&pages, &[], checker);
}

fn assert_line(line: u32, column: u32, text: &str) {
    // The place of what is missing at the end may be the line behind the last.
    let lines = text.split(['\n', '\r']).count() as u32 + 1;
    assert!(line >= 1 && line <= lines && column >= 1, "{line}:{column} is outside of {lines} lines");
}

/// Settings in YAML or JSON.
pub fn config(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match config::parse("unisono.yaml", &text) {
        Ok(config) => {
            let shown = format!("{:?}", settings::in_force(&config));
            let again = config::parse("unisono.yaml", &text).expect("it was read before");
            assert_eq!(shown, format!("{:?}", settings::in_force(&again)));
            assert_used(&|| Checker::new(config.options.clone()));
        }
        Err(error) => assert_line(error.line, error.column, &text),
    }
}

/// A guidance pack: its claims, and its cases.
pub fn pack(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match guidance::parse("pack.yaml", &text) {
        Ok(pack) => {
            let cases = guidance::run_cases(&pack).render("pack.yaml");
            assert_eq!(cases, guidance::run_cases(&pack).render("pack.yaml"));
            let options = Options::default().with_applied_pack(pack.id.clone()).with_pack(pack.clone());
            assert_used(&|| Checker::new(options.clone()));
        }
        Err(error) => assert_line(error.line, 1, &text),
    }
}

/// A glossary in CSV or TBX.
pub fn glossary(bytes: &[u8]) {
    match Glossary::read("terms", bytes) {
        Ok(glossary) => {
            assert_eq!(Glossary::read("terms", bytes).as_ref(), Ok(&glossary));
            let options = Options::default().with_glossary(glossary);
            assert_used(&|| Checker::new(options.clone()));
        }
        Err(error) => assert_line(error.line, error.column, &String::from_utf8_lossy(bytes)),
    }
}

/// A memory as Unisono writes it. Its checksum is made right for half of the tries: else nothing would be read behind it.
pub fn memory(bytes: &[u8]) {
    assert_memory(bytes);
    let sum = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    assert_memory(&[bytes, &sum.to_le_bytes()].concat());
}

fn assert_memory(bytes: &[u8]) {
    let Ok(memory) = Memory::from_bytes("m", bytes) else { return };
    assert_remembered(&memory);
}

/// A translation memory in TMX, in the encodings it may have.
pub fn memory_tmx(bytes: &[u8]) {
    for source in [None, Locale::parse("en")] {
        match Memory::read("m.tmx", bytes, source.as_ref()) {
            Ok(memory) => assert_remembered(&memory),
            Err(error) => {
                if let (Some((line, column)), Ok(text)) = (error.place, std::str::from_utf8(bytes)) {
                    assert_line(line, column, text);
                }
            }
        }
    }
}

/// A memory is read as it was written, and can be used.
fn assert_remembered(memory: &Memory) {
    let written = memory.to_bytes();
    let again = Memory::from_bytes("m", &written).expect("what is written can be read");
    assert!(again.to_bytes() == written, "what is read is what was written");
    assert_used(&|| {
        let mut checker = Checker::new(Options::default());
        checker.remember(memory);
        checker
    });
}

/// Findings that are known.
pub fn baseline(bytes: &[u8]) {
    let Ok(baseline) = Baseline::read("known.json", bytes) else { return };
    let written = baseline.to_text();
    let again = Baseline::read("known.json", written.as_bytes()).expect("what is written can be read");
    assert_eq!(again.to_text(), written);
    assert_used(&|| {
        let mut checker = Checker::new(Options::default().with_today("2026-06-30"));
        checker.set_baseline(baseline.clone());
        checker.set_missing(baseline.pages().into_iter().map(str::to_owned));
        checker
    });
}

/// A file in which a site keeps its redirects, under each name that says how it is read.
pub fn redirects(bytes: &[u8]) {
    for name in ["_redirects", "redirects.yaml", "docusaurus.config.js"] {
        if Redirects::default().add_file(name, bytes).is_ok() {
            assert_used(&|| {
                let mut checker = Checker::new(Options::default());
                checker.add_redirects(name, bytes).expect("it was read before");
                checker
            });
        }
    }
}
