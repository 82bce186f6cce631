//! Document sets of real pages. Skipped, with a message, where the material is absent: it lies in
//! `../shared` beside the repository, or where `UNISONO_SHARED` says.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use unisono::document::{self, Page, Side};
use unisono::language::Locale;
use unisono::set::{self, DocumentSet, Layout, Reference};
use unisono::{Checker, Options};

fn material(part: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("UNISONO_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let folder = shared.join(part);
    if folder.is_dir() {
        return Some(folder);
    }
    #[allow(clippy::print_stderr, reason = "a skipped test has to say so")]
    {
        eprintln!("skipped: {} is absent", folder.display());
    }
    None
}

fn read(root: &Path) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let below = path.strip_prefix(root).unwrap().to_str().unwrap();
            let locale = set::locale_in_path(below);
            let bytes = std::fs::read(&path).unwrap();
            pages.push(document::read(root.to_str().unwrap(), below, &bytes, locale.as_ref()));
        }
    }
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    pages
}

fn locales(pages: &[Page], set: &DocumentSet) -> Vec<String> {
    let member = |member: &set::Member| {
        let side = pages[member.document.page as usize].documents[member.document.document as usize].side;
        format!("{}{}", member.locale, if side == Side::Source { " hidden" } else { "" })
    };
    set.members.iter().map(member).collect()
}

#[cfg(feature = "communications")]
fn by_edition<'a>(sets: &'a set::Sets, edition: &str) -> &'a DocumentSet {
    sets.sets.iter().find(|set| set.edition.as_deref() == Some(edition)).unwrap()
}

#[cfg(feature = "communications")]
#[test]
fn five_pages_of_one_topic_are_two_sets_by_their_editions() {
    let Some(seeds) = material("seeds") else { return };
    let pages = read(&seeds);
    let sets = set::form(&pages, &Layout::default());
    assert_eq!((sets.sets.len(), sets.unmatched.len()), (2, 0));
    let lync = by_edition(&sets, "Lync Server 2013");
    assert_eq!(locales(&pages, lync), ["de-DE", "en hidden"]);
    assert_eq!(lync.reference, Reference::SideBySide(1));
    let skype = by_edition(&sets, "Skype for Business Server 2019");
    assert_eq!(locales(&pages, skype), ["de-DE", "en hidden", "pt-BR", "ru-RU", "zh-CN"]);
    assert_eq!(skype.reference, Reference::SideBySide(1));
}

#[cfg(feature = "communications")]
#[test]
fn without_the_page_that_hides_the_source_the_languages_are_compared_by_consensus() {
    let Some(seeds) = material("seeds") else { return };
    let mut pages = read(&seeds);
    pages.retain(|page| page.documents[0].locale.as_ref().is_some_and(|locale| locale.language() != "zh"));
    let sets = set::form(&pages, &Layout::default());
    let skype = by_edition(&sets, "Skype for Business Server 2019");
    assert_eq!(locales(&pages, skype), ["de-DE", "pt-BR", "ru-RU"]);
    assert_eq!(skype.reference, Reference::Consensus);
}

#[test]
fn eleven_trees_of_a_site_are_sets_of_eleven() {
    let Some(docs) = material("corpus/docs") else { return };
    let pages = read(&docs);
    let source = Locale::parse("en-US").unwrap();
    let sets = set::form(&pages, &Layout { source: Some(source.clone()), ..Layout::default() });
    let mut shapes: BTreeMap<(usize, bool), usize> = BTreeMap::new();
    for set in &sets.sets {
        let is_source =
            matches!(set.reference, Reference::Source(index) if set.members[index].locale == source);
        *shapes.entry((set.members.len(), is_source)).or_default() += 1;
    }
    assert_eq!(shapes, BTreeMap::from([((11, true), 358)]));
    assert_eq!(sets.unmatched, []);
}

#[test]
fn one_tree_a_root_is_joined_across_roots() {
    let Some(docs) = material("corpus/docs") else { return };
    let mut pages = read(&docs.join("fr-FR"));
    pages.extend(read(&docs.join("ko-KR")));
    let sets = set::form(&pages, &Layout::default());
    assert_eq!((sets.sets.len(), sets.unmatched.len()), (358, 0));
    assert!(
        sets.sets
            .iter()
            .all(|set| locales(&pages, set) == ["fr-FR", "ko-KR"] && set.reference == Reference::Consensus)
    );
}

#[test]
fn a_tree_in_one_language_is_no_set_of_duplicates() {
    let Some(docs) = material("corpus/docs") else { return };
    let pages = read(&docs.join("de-DE"));
    let sets = set::form(&pages, &Layout::default());
    assert_eq!((sets.sets.len(), sets.unmatched.len()), (358, 0));
    assert!(sets.sets.iter().all(|set| set.members.len() == 1 && set.reference == Reference::Alone));
}

#[test]
fn side_by_side_pages_share_the_source_hidden_in_one_of_them() {
    let Some(pages) = material("corpus/side-by-side") else { return };
    let pages = read(&pages);
    let sets = set::form(&pages, &Layout::default());
    for set in &sets.sets {
        let hidden = locales(&pages, set).iter().filter(|locale| locale.ends_with("hidden")).count();
        assert_eq!((set.members.len(), hidden), (11, 1), "{}", set.id);
        assert!(matches!(set.reference, Reference::SideBySide(_)), "{}", set.id);
    }
    assert_eq!(sets.sets.len(), 9);
}

#[test]
fn the_root_of_the_source_is_not_in_the_language_that_another_root_is_named_for() {
    let mut checker = Checker::new(Options::default().with_source(Locale::parse("en")));
    checker.add_root("ja.site/src", Locale::parse("ja"));
    checker.add_root("site/src", None);
    checker.add("site/src", "it/ports.md", b"Open port 5269.\n");
    checker.add("ja.site/src", "it/ports.mdx", "ポート 5269 を開きます。\n".as_bytes());
    let summary = checker.sets().summary;
    let locales: Vec<_> = summary.sets[0].documents.iter().map(|one| one.locale.as_str()).collect();
    assert_eq!((summary.sets[0].source.as_deref(), locales), (Some("en"), vec!["en", "ja"]));
}

#[test]
fn folders_that_hold_one_language_each_answer_each_other_by_the_paths_below_them() {
    let mut checker = Checker::new(Options::default().with_source(Locale::parse("en")));
    checker.add_root("site/src/content", Locale::parse("en").expect("it is a locale"));
    checker.add_root("../ja.site/src/content", Locale::parse("ja").expect("it is a locale"));
    checker.add("site/src/content", "it/vi.md", b"# Editors\n\nOpen port 5269 in the editor.\n");
    checker.add(
        "../ja.site/src/content",
        "it/vi.mdx",
        "# エディター\n\nエディターでポート 5296 を開きます。\n".as_bytes(),
    );
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
    let sets: Vec<_> = report.summary.sets.iter().map(|set| (set.id.as_str(), set.documents.len())).collect();
    assert_eq!(sets, [("it/vi.md", 2)]);
    let found: Vec<_> = report.findings.iter().map(|found| (found.path.as_str(), found.rule)).collect();
    assert_eq!(found, [("../ja.site/src/content/it/vi.mdx", "number-changed")]);
}

#[test]
fn pages_that_are_kept_are_named_by_their_paths_below_the_root() {
    let options = Options::default().with_source(Locale::parse("en")).with_kept_page("de/blog/*");
    let mut checker = Checker::new(options);
    let text = "The oven was ready before the bakers were.\n\nThey ate the bread while it was still warm.\n";
    for path in ["en/blog/first.md", "de/blog/first.md", "en/guide/first.md", "de/guide/first.md"] {
        checker.add("site/docs", path, text.as_bytes());
    }
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
    let found: Vec<_> = report.findings.iter().map(|found| (found.path.as_str(), found.rule)).collect();
    assert_eq!(found, [("site/docs/de/guide/first.md", "page-untranslated")]);
}
