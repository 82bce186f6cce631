//! Real pages, where the shared material is at hand: that they are read without faults, and that the
//! two halves of a side-by-side page have one structure.

use std::path::{Path, PathBuf};
use unisono::document::{BlockKind, Document, Page, Side, read};

/// The shared material, or `None` with a message.
#[allow(clippy::print_stderr)] // A skipped test says so.
fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let path = std::env::var_os("UNISONO_SHARED").map_or(beside, PathBuf::from);
    if path.join("seeds").is_dir() {
        return Some(path);
    }
    eprintln!("skipped: no shared material at {} (set UNISONO_SHARED)", path.display());
    None
}

/// The pages below a folder, in order; every `step`th of them.
fn pages(folder: &Path, step: usize) -> Vec<(String, Page)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder can be listed") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
        .iter()
        .step_by(step)
        .map(|file| {
            let name = file.display().to_string();
            let page = read("", &name, &std::fs::read(file).expect("the page can be read"), None);
            (name, page)
        })
        .collect()
}

/// Kind and container depth of all body blocks.
fn shape(document: &Document) -> Vec<(BlockKind, usize)> {
    document
        .blocks
        .iter()
        .filter(|block| {
            !matches!(block.kind, BlockKind::Title | BlockKind::Description | BlockKind::Code { .. })
        })
        .map(|block| (block.kind, document.ancestors(block).count()))
        .collect()
}

#[test]
fn real_pages_are_read_without_faults() {
    let Some(shared) = shared() else { return };
    for (folder, step) in [("seeds", 1), ("corpus/lync-2013", 1), ("corpus/docs", 12)] {
        for (name, page) in pages(&shared.join(folder), step) {
            assert_eq!(page.faults, [], "{name}");
            let document = &page.documents[0];
            assert!(!document.sentences.is_empty() && document.locale.is_some(), "{name}");
            assert!(
                document.blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading { .. })),
                "{name}"
            );
        }
    }
}

#[test]
fn both_halves_of_a_side_by_side_page_have_one_structure_and_the_same_units() {
    let Some(shared) = shared() else { return };
    let (mut units, mut all) = (0, 0);
    for (name, page) in pages(&shared.join("corpus/side-by-side"), 1) {
        let [target, source] = page.documents.as_slice() else { panic!("{name}: two documents") };
        assert_eq!((target.side, source.side), (Side::Translation, Side::Source), "{name}");
        assert_eq!(shape(target), shape(source), "{name}");
        // A unit that holds nothing to read (an image without alt text, say) has no sentence.
        let written = page.text.matches("data-ttu-id=").count();
        let ids = |document: &Document| {
            let mut ids: Vec<String> = document
                .sentences
                .iter()
                .filter_map(|sentence| sentence.unit.map(|id| document.string(id).to_owned()))
                .collect();
            ids.dedup();
            ids
        };
        assert_eq!(ids(target), ids(source), "{name}");
        units += ids(target).len();
        all += written;
    }
    assert!(units * 100 >= all * 99, "{units} of {all} units have sentences");
}
