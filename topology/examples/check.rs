//! Unisono as a library: checks the pages below a folder and prints the report as JSON.
//!
//! ```sh
//! cargo run --package unisono-topology --example check -- examples/xmpp-migration en-US [MEMORY...]
//! ```
//!
//! The crate does no I/O: reading the files is the caller's part.

use std::ops::ControlFlow;
use std::path::Path;
use std::{env, fs, io};
use unisono::language::Locale;
use unisono::{Checker, Options, report};

fn main() -> io::Result<()> {
    unisono_topology::install();
    let mut args = env::args().skip(1);
    let root = args.next().unwrap_or_else(|| "examples/xmpp-migration".to_owned());
    let source = args.next().and_then(|tag| Locale::parse(&tag));

    let mut checker = Checker::new(Options::default().with_source(source));
    for file in args {
        checker.remember_bytes(&file, &fs::read(&file)?).map_err(io::Error::other)?;
    }
    add_below(Path::new(&root), &root, "", &mut checker)?;
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
    io::Write::write_all(&mut io::stdout(), report::json::render(&report).as_bytes())
}

/// Adds the pages of a folder; `inner` is its path below the root.
fn add_below(folder: &Path, root: &str, inner: &str, checker: &mut Checker) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{inner}{name}");
        if entry.file_type()?.is_dir() {
            add_below(&entry.path(), root, &format!("{path}/"), checker)?;
        } else if [".md", ".mdx", ".txt", ".po", ".pot"].iter().any(|end| name.ends_with(end)) {
            checker.add(root, &path, &fs::read(entry.path())?);
        }
    }
    Ok(())
}
