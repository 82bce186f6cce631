//! Names that only look like locales, sources elsewhere, and roots that the user names.

use super::*;

#[test]
fn names_of_pages_are_no_locales_unless_the_tree_says_so() {
    let pages = paths(&[
        ("pages/common/vi.md", "en"),
        ("pages/common/id.md", ""),
        ("pages/common/eu-readelf.md", "en"),
        ("pages/common/kubecon-eu-25.md", "en"),
        ("pages/common/az-storage.md", "en"),
        ("pages/common/git.md", "en"),
        ("pages/common/tar.md", "en"),
        ("pages.de/common/vi.md", "de"),
        ("pages.de/common/id.md", ""),
        ("pages.de/common/eu-readelf.md", "de"),
        ("pages.de/common/git.md", "de"),
        ("pages.de/common/az-storage.md", "de"),
    ]);
    assert_eq!(
        formed(&pages, "", &[]),
        [
            "pages.{locale}/common/az-storage.md: de en (source en)",
            "pages.{locale}/common/eu-readelf.md: de en (source en)",
            "pages.{locale}/common/git.md: de en (source en)",
            "pages.{locale}/common/id.md: de en (source en)",
            "pages.{locale}/common/vi.md: de en (source en)",
            "unmatched pages/common/kubecon-eu-25.md",
            "unmatched pages/common/tar.md",
        ]
    );
}

#[test]
fn a_file_named_by_its_locale_is_believed_for_its_language() {
    let pages = paths(&[
        ("guide/README.md", "en"),
        ("guide/de.md", "de"),
        ("guide/fr.md", "fr"),
        ("guide/nl.md", ""),
        ("tools/it.md", "en"),
        ("tools/cs.md", "en"),
        ("tools/make.md", "en"),
    ]);
    assert_eq!(
        formed(&pages, "", &[]),
        [
            "guide/{locale}.md: de fr nl (consensus)",
            "unmatched guide/README.md",
            "unmatched tools/cs.md",
            "unmatched tools/it.md",
            "unmatched tools/make.md"
        ]
    );
}

#[test]
fn a_suffix_that_the_pages_speak_against_is_a_name() {
    let pages =
        paths(&[("program.cs.md", "en"), ("program.md", "en"), ("start.de.md", "de"), ("start.md", "en")]);
    assert_eq!(formed(&pages[..2], "", &[]), ["unmatched program.cs.md", "unmatched program.md"]);
    assert_eq!(formed(&pages[2..], "", &[]), ["start.{locale}.md: de en (source en)"]);
}

#[test]
fn names_of_countries_are_locales_where_the_pages_say_so() {
    let pages = paths(&[
        ("docs/cn/a.md", "zh-Hans"),
        ("docs/jp/a.md", "ja"),
        ("docs/br/a.md", "pt"),
        ("docs/se/a.md", ""),
        ("docs/us/a.md", "en"),
        ("README.md", "en"),
        ("README-cn.md", "zh-Hans"),
        ("README_JP.md", "ja"),
        ("notes/us/rules.md", "de"),
    ]);
    assert_eq!(
        formed(&pages, "", &[]),
        [
            "README-{locale}.md: en ja zh-CN (source en)",
            "docs/{locale}/a.md: en-US ja pt-BR sv zh-CN (source en-US)",
            "unmatched notes/us/rules.md"
        ]
    );
}

#[test]
fn the_ending_of_a_file_does_not_part_languages() {
    let pages = paths(&[
        ("docs/a.mdx", "en"),
        ("docs/ja/a.md", "ja"),
        ("docs/ko/a.mdx", "ko"),
        ("docs/both.md", "en"),
        ("docs/both.mdx", "en"),
        ("docs/ja/both.md", "ja"),
        ("docs/ja/both.mdx", "ja"),
    ]);
    assert_eq!(
        formed(&pages, "", &[]),
        [
            "docs/{locale}/a.md: en ja ko (source en)",
            "docs/{locale}/both.md: en ja (source en)",
            "docs/{locale}/both.mdx: en ja (source en)",
        ]
    );
}

#[test]
fn one_source_has_translations_in_several_places() {
    let pages = paths(&[
        ("README.md", "en"),
        ("README.ja.md", "ja"),
        ("i18n/de/README.md", "de"),
        ("docs/x.md", "en"),
        ("docs/ja/x.md", "ja"),
        ("i18n/ko/docs/x.md", "ko"),
        ("i18n/ko/docs/y.md", "ko"),
        ("docs/y.md", "en"),
    ]);
    assert_eq!(
        formed(&pages, "", &[]),
        [
            "README.{locale}.md: de en ja (source en)",
            "docs/{locale}/x.md: en ja ko (source en)",
            "i18n/{locale}/docs/y.md: en ko (source en)",
        ]
    );
}

#[test]
fn sources_that_are_laid_out_otherwise_are_found_by_the_paths_of_most_pages() {
    let pages = paths(&[
        ("manual/guide/a.md", "en"),
        ("manual/guide/b.md", "en"),
        ("manual/index.md", "en"),
        ("old/guide/b.md", "en"),
        ("crowdin/out/de/guide/a.md", "de"),
        ("crowdin/out/de/guide/b.md", "de"),
        ("crowdin/out/de/index.md", "de"),
        ("crowdin/out/fr/guide/b.md", "fr"),
    ]);
    assert_eq!(
        formed(&pages, "", &[]),
        [
            "crowdin/out/{locale}/guide/a.md: de en (source en)",
            "crowdin/out/{locale}/guide/b.md: de en fr (source en)",
            "crowdin/out/{locale}/index.md: de en (source en)",
            "unmatched old/guide/b.md",
        ]
    );
}

#[test]
fn regions_of_one_language_are_languages_of_their_own() {
    let pages = paths(&[
        ("en/a.md", "en"),
        ("pt-BR/a.md", "pt"),
        ("pt-PT/a.md", "pt"),
        ("zh_CN/a.md", "zh-Hans"),
        ("zh-hk/a.md", "zh-Hant"),
    ]);
    let set = |source| format!("{{locale}}/a.md: en pt-BR pt-PT zh-CN zh-HK (source {source})");
    for (asked, source) in
        [("", "en"), ("pt", "pt-BR"), ("pt-PT", "pt-PT"), ("zh-TW", "zh-HK"), ("zh", "zh-CN")]
    {
        assert_eq!(formed(&pages, asked, &[]), [set(source)], "{asked}");
    }
}

/// What comes of pages in roots that the user names.
fn rooted_so(roots: &[(&str, &str)], sketches: &[Sketch], templates: &[&str]) -> Vec<String> {
    let pages: Vec<Page> = sketches.iter().map(page).collect();
    let roots = roots.iter().map(|(root, locale)| ((*root).to_owned(), Locale::parse(locale))).collect();
    let templates = templates.iter().map(|text| (*text).to_owned()).collect();
    described(&pages, &form(&pages, &Layout { roots, templates, ..Layout::default() }))
}

#[test]
fn roots_that_the_user_names_are_one_site() {
    let pages = [
        rooted("site/src/content", "learn/a.md", "en"),
        rooted("site/src/content", "learn/only-here.md", "en"),
        rooted("../ja.site/content", "learn/a.mdx", ""),
        rooted("../ja.site/content", "vi.md", "ja"),
        rooted("site/src/content", "vi.md", ""),
        rooted("fr", "fr/learn/a.md", "fr"),
        rooted("elsewhere", "learn/a.md", "de"),
    ];
    let roots = [("site/src/content", ""), ("../ja.site/content", "ja"), ("fr", "fr")];
    assert_eq!(
        rooted_so(&roots, &pages, &[]),
        [
            "learn/a.md: en fr ja (source en)",
            "learn/only-here.md: en (alone)",
            "vi.md: en ja (source en)",
            "unmatched elsewhere/learn/a.md"
        ]
    );
}

#[test]
fn a_template_without_a_locale_names_the_source() {
    let pages = paths(&[("text/a.md", "de"), ("lang/fr/text/a.md", "fr"), ("lang/en/text/a.md", "en")]);
    let templates = ["text/**", "lang/{locale}/text/**"];
    assert_eq!(formed(&pages, "", &templates), ["lang/{locale}/text/a.md: de en fr (source de)"]);
}

#[test]
fn a_root_without_a_locale_is_the_source_of_those_that_have_its_name_with_one() {
    let pages = [
        rooted("w/site.example/docs", "a.md", "en"),
        rooted("w/site.example/docs", "b.mdx", ""),
        rooted("w/ja.site.example/docs", "a.md", "ja"),
        rooted("w/ja.site.example/docs", "b.md", "ja"),
        rooted("w/zh-hans.site.example/docs", "a.md", ""),
        rooted("w/other", "a.md", "en"),
    ];
    assert_eq!(
        formed(&pages, "", &[]),
        ["a.md: en ja zh-Hans (source en)", "b.md: en ja (source en)", "unmatched w/other/a.md"]
    );
}

#[test]
fn pages_that_are_all_named_index_are_told_by_their_folders() {
    let pages = paths(&[
        ("content/files/en-us/web/grid/index.md", "en"),
        ("content/files/en-us/web/flex/index.md", "en"),
        ("translated/files/fr/web/grid/index.md", "fr"),
        ("translated/files/fr/web/flex/index.md", "fr"),
        ("translated/files/ja/web/flex/index.md", "ja"),
    ]);
    assert_eq!(
        formed(&pages, "", &[]),
        [
            "translated/files/{locale}/web/flex/index.md: en-US fr ja (source en-US)",
            "translated/files/{locale}/web/grid/index.md: en-US fr (source en-US)"
        ]
    );
}

#[test]
fn a_page_that_is_called_like_a_locale_among_pages_that_are_not_is_a_page() {
    let names = ["vi", "az-disk", "eu-readelf", "tar", "cat", "id", "sed"];
    let pages: Vec<Page> = names
        .iter()
        .flat_map(|name| {
            let of = |folder: &str, locale: &'static str| {
                let path: &'static str = format!("{folder}/common/{name}.md").leak();
                page(&Sketch { path, locale, ..EMPTY })
            };
            [of("pages", "en"), of("pages.de", "de"), of("pages.ko", "ko")]
        })
        .collect();
    let sets = form(&pages, &Layout::default());
    assert_eq!(sets.sets.len(), names.len());
    for (set, name) in sets.sets.iter().zip(["az-disk", "cat", "eu-readelf", "id", "sed", "tar", "vi"]) {
        assert!(set.id.ends_with(&format!("/common/{name}.md")), "{}", set.id);
        let locales: Vec<&str> = set.members.iter().map(|member| member.locale.as_str()).collect();
        assert_eq!(locales, ["de", "en", "ko"], "{}", set.id);
    }
}
