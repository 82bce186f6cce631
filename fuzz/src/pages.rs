//! Readers of pages: what is given is the pages of one set, the source first.

use crate::run::{File, Target, assert_pages, assert_sound, pieces};
use std::collections::BTreeSet;
use unisono::language::Locale;
use unisono::learning::Learning;
use unisono::{Checker, Options};

/// The targets of this file.
pub const TARGETS: &[Target] = &[
    ("markdown", markdown),
    ("mdx", mdx),
    ("front_matter", front_matter),
    ("side_by_side", side_by_side),
    ("wrappers", markdown),
    ("catalogue", catalogue),
    ("ignores", ignores),
    ("changed", changed),
    ("paths", paths),
];

const LANGUAGES: [&str; 4] = ["en", "de", "ja", "fr"];

/// Pages in as many languages as there are pieces; a lonely one is its own translation.
fn set<'b>(bytes: &'b [u8], name: &str) -> Vec<File<'b>> {
    let mut pieces = pieces(bytes);
    if let [only] = pieces[..] {
        pieces.push(only);
    }
    LANGUAGES.iter().zip(pieces).map(|(language, piece)| (format!("{language}/{name}"), piece)).collect()
}

/// Pages in Markdown.
pub fn markdown(bytes: &[u8]) {
    assert_pages(&set(bytes, "page.md"), &Options::default());
}

/// Pages in MDX.
pub fn mdx(bytes: &[u8]) {
    assert_pages(&set(bytes, "page.mdx"), &Options::default());
}

/// What stands between the lines that enclose front matter, YAML and TOML.
pub fn front_matter(bytes: &[u8]) {
    let within = |fence: &str| {
        let page = |piece: &&[u8]| {
            let end = format!("\n{fence}\n# Ports\n\nOpen port 5269.\n");
            [fence.as_bytes(), b"\n", piece, end.as_bytes()].concat()
        };
        pieces(bytes).iter().map(page).collect::<Vec<_>>().join(&b"\n%%\n"[..])
    };
    markdown(&within("---"));
    markdown(&within("+++"));
}

/// Pages that carry their source beside each sentence, read by themselves and beside the source's own page.
pub fn side_by_side(bytes: &[u8]) {
    let pages = set(bytes, "page.md");
    assert_pages(&pages, &Options::default());
    assert_pages(&pages[1..], &Options::default());
}

/// Catalogues of gettext: each piece is one, beside a page that they may have come from.
pub fn catalogue(bytes: &[u8]) {
    let mut files: Vec<File<'_>> = vec![("docs/ports.md".to_owned(), b"# Ports\n\nOpen port 5269.\n")];
    let languages = ["de", "ja", "fr", "pt_BR"];
    let paths = languages.iter().map(|language| format!("locale/{language}/LC_MESSAGES/ports.po"));
    files.extend(paths.zip(pieces(bytes)));
    assert_pages(&files, &Options::default());
}

/// Comments and front matter that set findings aside, with a calendar and reasons asked for.
pub fn ignores(bytes: &[u8]) {
    let options = Options::default().with_today("2026-06-30").with_required_reason(true);
    assert_pages(&set(bytes, "page.md"), &options);
    assert_pages(&set(bytes, "page.mdx"), &options);
}

/// A source and its translation, and what they were before a change. With learning on, for good measure.
pub fn changed(bytes: &[u8]) {
    let pieces = pieces(bytes);
    let piece = |at: usize| pieces.get(at).copied();
    let [source, target] = [piece(0), piece(1).or(piece(0))].map(Option::unwrap_or_default);
    let pages = [("en/page.md".to_owned(), source), ("de/page.md".to_owned(), target)];
    assert_sound(&pages, &[], &|| {
        let mut checker = Checker::new(Options::default().with_learning(Learning::On));
        checker.changed("en/page.md", piece(2));
        checker.changed("de/page.md", piece(3));
        checker
    });
}

/// Each line is the path of a page, and the last one a template of paths.
pub fn paths(bytes: &[u8]) {
    const TEXTS: [&str; 3] = [
        "# Ports\n\nOpen port 5269 on the server.\n",
        "# Ports\n\nÖffnen Sie Port 5296 auf dem Server.\n",
        "# ポート\n\nサーバーでポート 5269 を開きます。\n",
    ];
    let text = String::from_utf8_lossy(bytes);
    let lines: BTreeSet<&str> = text.lines().filter(|line| !line.is_empty()).take(24).collect();
    let pages: Vec<File<'_>> = lines
        .iter()
        .zip(TEXTS.iter().cycle())
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes()))
        .collect();
    let english = Options::default().with_source(Locale::parse("en"));
    let templated = text.lines().last().into_iter().fold(english, Options::with_template);
    for options in [Options::default(), templated] {
        assert_pages(&pages, &options);
    }
}
