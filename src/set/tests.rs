mod layouts;

use super::*;
use crate::document::{Block, BlockKind, Document, FrontMatterEntry, Side};
use crate::source::Span;
use proptest::prelude::*;

/// A page with just what set forming looks at.
struct Sketch {
    root: &'static str,
    path: &'static str,
    front_matter: &'static [(&'static str, &'static str)],
    anchor: &'static str,
    text: &'static str,
    locale: &'static str,
    /// The language of the source hidden in it.
    hidden: &'static str,
}

const EMPTY: Sketch =
    Sketch { root: "", path: "", front_matter: &[], anchor: "", text: "A page", locale: "", hidden: "" };

fn document(sketch: &Sketch, side: Side, locale: &str) -> Document {
    let locale = Locale::parse(locale);
    let mut document = Document { side, locale: locale.clone(), own_locale: locale, ..Document::default() };
    document.plain = format!("{}\n", sketch.text);
    let text = Span::new(0, u32::try_from(sketch.text.len()).expect("short"));
    if !sketch.anchor.is_empty() {
        document.strings.push(sketch.anchor.to_owned());
    }
    let anchor = (!sketch.anchor.is_empty()).then_some(0);
    let kind = BlockKind::Heading { level: 1 };
    document.blocks.push(Block {
        kind,
        container: None,
        text,
        source: text,
        sentences: (0, 0),
        marks: (0, 0),
        anchor,
        wrapper_title: false,
    });
    let entry = |(key, value): &(&str, &str)| FrontMatterEntry {
        key: (*key).to_owned(),
        value: (*value).to_owned(),
        key_source: Span::default(),
        value_source: Span::default(),
    };
    document.front_matter.entries = sketch.front_matter.iter().map(entry).collect();
    document
}

fn page(sketch: &Sketch) -> Page {
    let side = if sketch.hidden.is_empty() { Side::Whole } else { Side::Translation };
    let mut documents = vec![document(sketch, side, sketch.locale)];
    if !sketch.hidden.is_empty() {
        documents.push(document(sketch, Side::Source, sketch.hidden));
    }
    let slash = if sketch.root.is_empty() { "" } else { "/" };
    let path = format!("{}{slash}{}", sketch.root, sketch.path);
    Page {
        path,
        root: sketch.root.to_owned(),
        text: String::new(),
        documents,
        faults: Vec::new(),
        catalogue: None,
        recorded: Vec::new(),
    }
}

/// What comes of pages, in lines: the sets with their members, then the unmatched.
fn formed(sketches: &[Sketch], source: &str, templates: &[&str]) -> Vec<String> {
    let mut pages: Vec<Page> = sketches.iter().map(page).collect();
    let templates: Vec<String> = templates.iter().map(|text| (*text).to_owned()).collect();
    let layout = Layout { source: Locale::parse(source), templates, ..Layout::default() };
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    let lines = described(&pages, &form(&pages, &layout));
    pages.reverse();
    assert_eq!(described(&pages, &form(&pages, &layout)), lines, "the order of pages shows");
    lines
}

fn described(pages: &[Page], sets: &Sets) -> Vec<String> {
    let mut lines = Vec::new();
    for set in &sets.sets {
        let member = |index: usize| {
            let member = &set.members[index];
            let page = &pages[member.document.page as usize];
            let hidden = if page.documents[member.document.document as usize].side == Side::Source {
                "/hidden"
            } else {
                ""
            };
            format!("{}{hidden}", member.locale)
        };
        let members: Vec<String> = (0..set.members.len()).map(member).collect();
        let reference = match set.reference {
            Reference::Source(index) => format!("source {}", member(index)),
            Reference::SideBySide(index) => format!("hidden {}", member(index)),
            Reference::Consensus => "consensus".to_owned(),
            Reference::Alone => "alone".to_owned(),
        };
        lines.push(format!("{}: {} ({reference})", set.id, members.join(" ")));
    }
    for (page, _) in &sets.unmatched {
        lines.push(format!("unmatched {}", pages[*page as usize].path));
    }
    lines
}

/// Pages of these paths and languages.
fn paths(pages: &[(&'static str, &'static str)]) -> Vec<Sketch> {
    pages.iter().map(|(path, locale)| Sketch { path, locale, ..EMPTY }).collect()
}

#[test]
fn folders_of_locales_hold_one_document_each() {
    let pages = paths(&[
        ("docs/en-US/a/b.md", "en"),
        ("docs/de-de/a/b.md", "de"),
        ("docs/pt_BR/a/b.md", "pt"),
        ("docs/en-US/c.md", "en"),
        ("docs/de-de/c.md", "de"),
    ]);
    assert_eq!(
        formed(&pages, "", &[]),
        [
            "docs/{locale}/a/b.md: de-DE en-US pt-BR (source en-US)",
            "docs/{locale}/c.md: de-DE en-US (source en-US)"
        ]
    );
}

#[test]
fn the_path_goes_before_the_language_of_the_text() {
    let pages =
        paths(&[("en-us/a.md", "en"), ("de-de/a.md", "en"), ("de-de/b.md", "de"), ("en-us/b.md", "en")]);
    assert_eq!(
        formed(&pages, "", &[]),
        ["{locale}/a.md: de-DE en-US (source en-US)", "{locale}/b.md: de-DE en-US (source en-US)"]
    );
}

#[test]
fn a_suffix_names_the_locale_and_the_page_without_one_is_the_source() {
    let pages = paths(&[
        ("a/page.de.md", "de"),
        ("a/page.md", "es"),
        ("a/page.en.md", "en"),
        ("README-zh_CN.md", "zh-Hans"),
        ("README.md", "en"),
    ]);
    assert_eq!(
        formed(&pages, "", &[]),
        ["README-{locale}.md: en zh-CN (source en)", "a/page.{locale}.md: de en es (source es)"]
    );
}

#[test]
fn files_may_be_named_by_their_locale() {
    let pages = paths(&[("guide/de.md", ""), ("guide/en.md", ""), ("other/en.md", "")]);
    assert_eq!(
        formed(&pages, "", &[]),
        ["guide/{locale}.md: de en (source en)", "other/{locale}.md: en (alone)"]
    );
}

#[test]
fn docusaurus_keeps_the_source_elsewhere() {
    let pages = paths(&[
        ("docs/a/intro.md", "en"),
        ("i18n/de/docusaurus-plugin-content-docs/current/a/intro.md", "de"),
        ("i18n/fr/docusaurus-plugin-content-docs/current/a/intro.md", "fr"),
        ("versioned_docs/version-1.0/intro.md", "en"),
        ("i18n/fr/docusaurus-plugin-content-docs/version-1.0/intro.md", "fr"),
        ("community/team.md", "en"),
        ("i18n/fr/docusaurus-plugin-content-docs-community/current/team.md", "fr"),
        ("blog/post.md", "en"),
        ("i18n/fr/docusaurus-plugin-content-blog/post.md", "fr"),
    ]);
    assert_eq!(
        formed(&pages, "", &[]),
        [
            "i18n/{locale}/docusaurus-plugin-content-blog/post.md: en fr (source en)",
            "i18n/{locale}/docusaurus-plugin-content-docs-community/current/team.md: en fr (source en)",
            "i18n/{locale}/docusaurus-plugin-content-docs/current/a/intro.md: de en fr (source en)",
            "i18n/{locale}/docusaurus-plugin-content-docs/version-1.0/intro.md: en fr (source en)",
        ]
    );
}

#[test]
fn starlight_keeps_the_source_beside_the_locales() {
    let pages = paths(&[
        ("src/content/docs/guide/a.md", "ja"),
        ("src/content/docs/de/guide/a.md", "de"),
        ("src/content/docs/en/guide/a.md", "en"),
        ("src/content/docs/guide/only-here.md", "ja"),
    ]);
    assert_eq!(
        formed(&pages, "", &[]),
        [
            "src/content/docs/{locale}/guide/a.md: de en ja (source ja)",
            "unmatched src/content/docs/guide/only-here.md"
        ]
    );
}

#[test]
fn folders_that_only_look_like_locales_are_none() {
    let pages = paths(&[
        ("docs/it/setup.md", "en"),
        ("docs/hr/payroll.md", "en"),
        ("docs/what-is.md", "en"),
        ("de/it/setup.md", "de"),
        ("en/it/setup.md", "en"),
        ("de/cs/make-it.md", "de"),
        ("en/cs/make-it.md", "en"),
    ]);
    assert_eq!(
        formed(&pages, "", &[]),
        [
            "{locale}/cs/make-it.md: de en (source en)",
            "{locale}/it/setup.md: de en (source en)",
            "unmatched docs/hr/payroll.md",
            "unmatched docs/it/setup.md",
            "unmatched docs/what-is.md"
        ]
    );
}

#[test]
fn sites_in_folders_of_locales_are_read_by_their_own_folders() {
    let pages = paths(&[
        ("out/de-DE/en-US/a.md", "en"),
        ("out/de-DE/de-DE/a.md", "de"),
        ("out/fr-FR/en-US/a.md", "en"),
        ("out/fr-FR/fr-FR/a.md", "fr"),
    ]);
    assert_eq!(
        formed(&pages, "", &[]),
        [
            "out/de-DE/{locale}/a.md: de-DE en-US (source en-US)",
            "out/fr-FR/{locale}/a.md: en-US fr-FR (source en-US)"
        ]
    );
}

#[test]
fn an_untranslated_page_in_a_locale_s_folder_is_still_that_locale_s() {
    let pages = paths(&[("a.md", "en"), ("b.md", "en"), ("de/a.md", "en"), ("de/b.md", "en")]);
    assert_eq!(
        formed(&pages, "", &[]),
        ["{locale}/a.md: de en (source en)", "{locale}/b.md: de en (source en)"]
    );
}

#[test]
fn a_template_of_the_user_goes_first() {
    let pages = paths(&[("de/strings/en/page.md", "en"), ("de/strings/fr/page.md", "fr")]);
    assert_eq!(
        formed(&pages, "fr", &["de/strings/{locale}/**"]),
        ["de/strings/{locale}/page.md: en fr (source fr)"]
    );
}

fn rooted(root: &'static str, path: &'static str, locale: &'static str) -> Sketch {
    Sketch { root, path, locale, ..EMPTY }
}

#[test]
fn one_tree_a_repository_is_joined_by_the_names_of_the_roots() {
    let pages = [
        rooted("/x/docs.en-us", "a/b.md", "en"),
        rooted("/y/docs.de-de", "a/b.md", "de"),
        rooted("/y/other.de-de", "a/b.md", "de"),
    ];
    assert_eq!(
        formed(&pages, "", &[]),
        ["a/b.md: de-DE en-US (source en-US)", "unmatched /y/other.de-de/a/b.md"]
    );
}

#[test]
fn one_tree_a_repository_is_joined_by_what_the_pages_say() {
    let pages =
        [rooted("first", "a.md", "en-US"), rooted("second", "a.md", "fr-FR"), rooted("third", "a.md", "")];
    assert_eq!(formed(&pages[..2], "", &[]), ["a.md: en-US fr-FR (source en-US)"]);
    assert_eq!(formed(&pages, "", &[]).len(), 3, "nobody knows what the third is");
}

#[test]
fn two_versions_of_a_site_are_not_joined() {
    let pages = [rooted("v1", "a.md", "en"), rooted("v2", "a.md", "en")];
    assert_eq!(formed(&pages, "", &[]), ["unmatched v1/a.md", "unmatched v2/a.md"]);
}

#[test]
fn roots_with_locales_inside_stay_apart() {
    let pages = [
        rooted("out/de-DE", "en-US/a.md", "en"),
        rooted("out/de-DE", "de-DE/a.md", "de"),
        rooted("out/fr-FR", "en-US/a.md", "en"),
        rooted("out/fr-FR", "fr-FR/a.md", "fr"),
    ];
    assert_eq!(
        formed(&pages, "en-us", &[]),
        ["{locale}/a.md: de-DE en-US (source en-US)", "{locale}/a.md: en-US fr-FR (source en-US)"]
    );
}

/// Pages in the manner of the Microsoft docs, flat in one folder.
fn flat(
    path: &'static str,
    locale: &'static str,
    anchor: &'static str,
    front_matter: &'static [(&'static str, &'static str)],
    hidden: &'static str,
) -> Sketch {
    Sketch { path, locale, anchor, front_matter, hidden, ..EMPTY }
}

const OF_2013: &[(&str, &str)] = &[("mtps_version", "v=EXCHG.150")];
const OF_2010: &[(&str, &str)] = &[("mtps_version", "v=EXCHG.140")];

#[test]
fn anchor_and_edition_join_pages_without_a_locale_in_their_path() {
    let pages = [
        flat("1.txt", "de-DE", "moving-gateways", OF_2013, "en"),
        flat("2.txt", "fr-FR", "moving-gateways", OF_2013, ""),
        flat("3.txt", "de-DE", "moving-gateways", OF_2010, ""),
        flat("4.txt", "ru-RU", "moving-gateways", OF_2010, ""),
        flat("5.txt", "ja-JP", "other-topic", OF_2010, ""),
        flat("6.txt", "ja-JP", "", &[], ""),
    ];
    assert_eq!(
        formed(&pages, "", &[]),
        [
            "moving-gateways@exchange-server-2010: de-DE ru-RU (consensus)",
            "moving-gateways@exchange-server-2013: de-DE en/hidden fr-FR (hidden en/hidden)",
            "other-topic@exchange-server-2010: ja-JP (alone)",
            "unmatched 6.txt"
        ]
    );
}

#[test]
fn editions_are_told_by_the_text_where_front_matter_names_the_product_only() {
    const PRODUCT: &[(&str, &str)] = &[("ms.prod", "sharepoint-server-itpro")];
    let page = |path, locale, text| Sketch { text, ..flat(path, locale, "moving-gateways", PRODUCT, "") };
    let pages = [
        page("1.txt", "de", "SharePoint Server 2019, nicht SharePoint Server 2016: SharePoint Server 2019"),
        page("2.txt", "ru", "SharePoint Server 2019 и Exchange Server 2013"),
        page("3.txt", "ko", "SharePoint 서버 2016, SharePoint Server 2016"),
        page("4.txt", "fr", "Une page qui ne dit rien"),
    ];
    let sets = formed(&pages, "", &[]);
    assert_eq!(
        sets,
        [
            "moving-gateways@sharepoint-server: fr (alone)",
            "moving-gateways@sharepoint-server-2016: ko (alone)",
            "moving-gateways@sharepoint-server-2019: de ru (consensus)"
        ]
    );
}

#[test]
fn a_page_without_an_edition_joins_the_only_one_there_is() {
    let pages = [
        flat("1.txt", "de", "moving-gateways", OF_2013, ""),
        flat("2.txt", "fr", "moving-gateways", &[], ""),
    ];
    assert_eq!(formed(&pages, "", &[]), ["moving-gateways@exchange-server-2013: de fr (consensus)"]);
}

#[test]
fn two_pages_of_one_locale_both_stay() {
    let pages = [
        flat("1.txt", "de", "moving-gateways", OF_2013, ""),
        flat("2.txt", "de", "moving-gateways", OF_2013, ""),
        flat("3.txt", "fr", "moving-gateways", OF_2013, ""),
    ];
    assert_eq!(formed(&pages, "", &[]), ["moving-gateways@exchange-server-2013: de de fr (consensus)"]);
}

#[test]
fn an_anchor_that_any_page_may_have_joins_nothing() {
    let pages = [
        flat("1.txt", "de", "overview", &[], ""),
        flat("2.txt", "fr", "overview", &[], ""),
        flat("3.txt", "en", "how-it-works", &[], ""),
        flat("4.txt", "en", "how-it-works", &[], ""),
    ];
    assert_eq!(
        formed(&pages, "", &[]),
        ["how-it-works: en (alone)", "how-it-works: en (alone)", "unmatched 1.txt", "unmatched 2.txt"]
    );
}

#[test]
fn ids_in_front_matter_join_pages_whose_file_names_are_translated() {
    const ID: &[(&str, &str)] = &[("ms:assetid", "B8D2")];
    let pages = [
        Sketch { front_matter: ID, ..rooted("", "de/gateways-verschieben.md", "de") },
        Sketch { front_matter: ID, ..rooted("", "en/moving-gateways.md", "en") },
    ];
    assert_eq!(formed(&pages, "", &[]), ["b8d2: de en (source en)"]);
}

#[test]
fn an_id_copied_within_one_language_joins_nothing() {
    const ID: &[(&str, &str)] = &[("ms.assetid", "b8d2")];
    let copied = |path| flat(path, "de", "", ID, "");
    let pages = [copied("de/a.md"), copied("de/b.md")];
    assert_eq!(formed(&pages, "", &[]), ["{locale}/a.md: de (alone)", "{locale}/b.md: de (alone)"]);
}

#[test]
fn a_real_source_page_makes_the_hidden_one_superfluous() {
    let pages = [
        flat("de/a.md", "de", "", &[], "en"),
        flat("fr/a.md", "fr", "", &[], "en"),
        flat("en/a.md", "en", "", &[], ""),
    ];
    assert_eq!(formed(&pages, "", &[]), ["{locale}/a.md: de en fr (source en)"]);
    assert_eq!(formed(&pages, "en-US", &[]), ["{locale}/a.md: de en fr (source en)"]);
    assert_eq!(formed(&pages[..2], "en-US", &[]), ["{locale}/a.md: de en/hidden fr (hidden en/hidden)"]);
}

#[test]
fn the_locale_asked_for_goes_before_english() {
    let pages = paths(&[("de/a.md", "de"), ("en/a.md", "en"), ("fr-FR/a.md", "fr"), ("fr-CA/a.md", "fr")]);
    for (source, reference) in
        [("de-AT", "de"), ("fr-CA", "fr-CA"), ("FR", "fr-CA"), ("ja", "en"), ("", "en")]
    {
        assert_eq!(
            formed(&pages, source, &[]),
            [format!("{{locale}}/a.md: de en fr-CA fr-FR (source {reference})")]
        );
    }
}

#[test]
fn without_a_source_the_languages_are_compared_by_consensus() {
    let pages = paths(&[("de/a.md", "de"), ("fr/a.md", "fr")]);
    assert_eq!(formed(&pages, "", &[]), ["{locale}/a.md: de fr (consensus)"]);
}

#[test]
fn a_page_that_could_not_be_decoded_is_listed() {
    let mut pages: Vec<Page> = paths(&[("de/a.md", "de"), ("en/a.md", "en")]).iter().map(page).collect();
    pages[0].documents.clear();
    assert_eq!(
        described(&pages, &form(&pages, &Layout::default())),
        ["{locale}/a.md: en (alone)", "unmatched de/a.md"]
    );
}

#[test]
fn the_path_alone_hints_at_a_locale() {
    for (path, locale) in [
        ("de/it/page.md", Some("de")),
        ("docs.zh-tw/page.md", Some("zh-TW")),
        ("page.pt-br.md", Some("pt-BR")),
        ("docs/what-is.md", None),
        ("docs/page.md", None),
    ] {
        assert_eq!(locale_in_path(path).map(|locale| locale.to_string()).as_deref(), locale, "{path}");
    }
}

#[test]
fn four_thousand_pages_form_their_sets() {
    let locales = ["de", "en", "es", "fr", "it", "ja", "ko", "pt", "ru", "zh-CN", "zh-TW"];
    let mut pages = Vec::new();
    for number in 0..400 {
        for locale in locales {
            let mut made = page(&Sketch { locale, ..EMPTY });
            made.path = format!("{locale}/folder-{}/page-{number}.md", number % 20);
            pages.push(made);
        }
    }
    let sets = form(&pages, &Layout::default());
    assert_eq!((sets.sets.len(), sets.unmatched.len()), (400, 0));
    assert!(sets.sets.iter().all(|set| set.members.len() == locales.len()));
}

proptest! {
    #[test]
    fn any_pages_are_each_in_one_place_whatever_their_order(
        seeds in proptest::collection::vec(
            ("(de|en-US|zh_hant|it|i18n|docs\\.fr-fr|a-b-de|[a-z.{}_-]{0,9}|é日)(/(ja|current|x|\\.|[a-z.-]{0,6})){0,3}(/|\\.)(md|de\\.md|fr-ca)?",
             "(|de|en|ja|zh-Hans)", "(|de-de|r/fr|docs\\.it)", any::<bool>(), "(|a-topic|overview)"), 0..14),
        source in "(|en|de|zh-TW)",
        template in "(\\*\\*/)?[a-z*/.{}]{0,5}(\\{locale\\})?(/\\*\\*|\\.md)?",
    ) {
        let mut pages: Vec<Page> = Vec::new();
        for (path, locale, root, hidden, anchor) in &seeds {
            let mut made = page(&Sketch { hidden: if *hidden { "en" } else { "" }, ..EMPTY });
            made.documents[0].locale = Locale::parse(locale);
            made.documents[0].own_locale = Locale::parse(locale);
            if !anchor.is_empty() {
                made.documents[0].strings.push(anchor.clone());
                made.documents[0].blocks[0].anchor = Some(0);
            }
            made.root.clone_from(root);
            made.path = if root.is_empty() { path.clone() } else { format!("{root}/{path}") };
            if pages.iter().all(|page| page.path != made.path) {
                pages.push(made);
            }
        }
        let layout = Layout { source: Locale::parse(&source), templates: vec![template], ..Layout::default() };
        pages.sort_by(|a, b| a.path.cmp(&b.path));
        let sets = form(&pages, &layout);
        let mut places = vec![0; pages.len()];
        for set in &sets.sets {
            prop_assert!(!set.members.is_empty());
            for member in set.members.iter().filter(|member| member.document.document == 0) {
                places[member.document.page as usize] += 1;
            }
            if let Reference::Source(index) | Reference::SideBySide(index) = set.reference {
                prop_assert!(index < set.members.len());
            }
        }
        for (page, _) in &sets.unmatched {
            places[*page as usize] += 1;
        }
        prop_assert!(places.iter().all(|count| *count == 1), "{places:?}");
        let lines = described(&pages, &sets);
        pages.reverse();
        prop_assert_eq!(described(&pages, &form(&pages, &layout)), lines);
    }
}
