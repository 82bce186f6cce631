//! The PowerShell of real pages, where the shared material is at hand: how much of it is read without a
//! fault, and that its translations are read as well or reported.
//!
//! A block counts as PowerShell where its fence says so. It is read where every token found its place:
//! no fault is left.

mod shared;

use std::collections::BTreeMap;
use std::path::Path;
use unisono::document::{self, BlockKind, Document};
use unisono::topology::powershell;

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
