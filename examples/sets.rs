//! Unisono as a library: says which pages below a folder are one document in several languages, without checking them.
//!
//! ```sh
//! cargo run --example sets -- examples/xmpp-migration [SOURCE] [all|json]
//! ```

use std::path::Path;
use std::{env, fs, io};
use unisono::language::Locale;
use unisono::report::text::Style;
use unisono::{Checker, Options};

fn main() -> io::Result<()> {
    let mut args = env::args().skip(1);
    let root = args.next().unwrap_or_else(|| "examples/xmpp-migration".to_owned());
    let source = args.next().and_then(|tag| Locale::parse(&tag));
    let form = args.next().unwrap_or_default();

    let mut checker = Checker::new(Options::default().with_source(source));
    add_below(Path::new(&root), &root, "", &mut checker)?;
    let overview = checker.sets();
    let text = if form == "json" { overview.json() } else { overview.text(&Style::default(), form == "all") };
    io::Write::write_all(&mut io::stdout(), text.as_bytes())
}

/// Adds the pages of a folder; `inner` is its path below the root.
fn add_below(folder: &Path, root: &str, inner: &str, checker: &mut Checker) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{inner}{name}");
        if entry.file_type()?.is_dir() {
            add_below(&entry.path(), root, &format!("{path}/"), checker)?;
        } else if [".md", ".mdx", ".txt"].iter().any(|end| name.ends_with(end)) {
            checker.add(root, &path, &fs::read(entry.path())?);
        } else if [".rst", ".adoc"].iter().any(|end| name.ends_with(end)) {
            checker.pass_over(&path);
        }
    }
    Ok(())
}
