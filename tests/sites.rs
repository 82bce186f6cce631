//! Small sites, one for each layout that documentation tools have: what is understood of each without configuration, or
//! with the line that `docs/sets.md` has, and the one difference that is planted in it.
//!
//! Beside a site lies what is expected of it: the command line in its first line, its output, and the findings.
//! `UNISONO_BLESS=1` writes what was found: read the difference before you keep it.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read files, and may fail where they stand"
)]

use std::fmt::Write as _;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use unisono::language::Locale;
use unisono::report::text::Style;
use unisono::{Checker, Options, config};

mod shared;

/// What a command line and the configuration of a site say.
struct Asked {
    options: Options,
    /// Folders to read, and, for roots that are named, their locale.
    folders: Vec<String>,
}

fn asked(site: &Path, line: &str) -> Asked {
    let mut options = Options::default();
    let mut folders = Vec::new();
    let file = site.join("unisono.yaml");
    if file.exists() {
        let config = config::parse("unisono.yaml", &fs::read_to_string(file).unwrap()).unwrap();
        options = config.options;
        for (locale, folder) in config.roots {
            options = options.with_root(folder.as_str(), locale);
            folders.push(folder);
        }
    }
    let mut words = line.split(' ').filter(|word| !word.is_empty()).skip(2);
    while let Some(word) = words.next() {
        match word {
            "--source" => options = options.with_source(Locale::parse(words.next().unwrap())),
            "--source-root" => {
                folders.push(words.next().unwrap().to_owned());
                options = options.with_root(folders.last().unwrap().as_str(), None);
            }
            "--root" => {
                let (locale, folder) = words.next().unwrap().split_once('=').unwrap();
                options = options.with_root(folder, Locale::parse(locale));
                folders.push(folder.to_owned());
            }
            folder => folders.push(folder.trim_start_matches('.').to_owned()),
        }
    }
    Asked { options, folders }
}

/// What comes of a site, as the file beside it holds it.
fn found(site: &Path, line: &str) -> String {
    let Asked { options, folders } = asked(site, line);
    let mut checker = Checker::new(options);
    for root in &folders {
        let folder = site.join(root);
        for file in shared::files_below(&folder) {
            let path = file.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
            match file.extension().and_then(|ending| ending.to_str()) {
                Some("md" | "mdx" | "po" | "pot") => checker.add(root, &path, &fs::read(&file).unwrap()),
                Some("rst" | "adoc") => checker.pass_over(&path),
                _ => {}
            }
        }
    }
    let mut text = format!("{line}\n\n{}\n", checker.sets().text(&Style::default(), false));
    let report = checker.check(&mut |_| ControlFlow::Continue(())).unwrap();
    for finding in &report.findings {
        let (path, line) = (&finding.path, finding.range.start.line);
        writeln!(text, "{path}:{line} {} — {}", finding.rule, finding.message).unwrap();
    }
    text
}

#[test]
fn each_layout_is_understood() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let sites: Vec<PathBuf> = shared::entries(&folder).into_iter().filter(|entry| entry.is_dir()).collect();
    assert!(sites.len() > 15, "the sites are there");
    let mut wrong = Vec::new();
    for site in sites {
        let file = site.with_extension("txt");
        let expected = fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
        let line = expected.lines().next().unwrap();
        let found = found(&site, line);
        if found == expected {
            continue;
        }
        if std::env::var_os("UNISONO_BLESS").is_some() {
            fs::write(&file, &found).unwrap();
        }
        wrong.push(format!("{}\n--- expected\n{expected}\n--- found\n{found}", site.display()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
