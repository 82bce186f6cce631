//! Where the shared material is: pages of a real documentation set, which the project does not carry.
//! Tests that need it say so and pass where it is absent.
#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "tests read files and say what they skip"
)]

use std::path::{Path, PathBuf};

/// A folder of the shared material: below `UNISONO_SHARED`, or `../shared` beside the project.
pub fn folder(name: &str) -> Option<PathBuf> {
    // Members of the workspace look beside the whole of it, too.
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = own.ancestors().find(|folder| folder.join("Cargo.lock").is_file()).unwrap_or(own);
    let root = std::env::var_os("UNISONO_SHARED").map_or_else(|| project.join("../shared"), PathBuf::from);
    let folder = root.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {name} of the shared material is not here");
    None
}

/// The entries of a folder, ordered by name.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder is readable")
        .map(|e| e.expect("an entry").path())
        .collect();
    entries.sort();
    entries
}

/// All files below a folder, ordered by path.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().flat_map(|e| if e.is_dir() { files_below(&e) } else { vec![e] }).collect()
}
