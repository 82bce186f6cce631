//! Reading real pages against the built-in packs, cell by cell, and swapping one word in pages of our own.
#![cfg(feature = "communications")]
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "tests read files and say what they find"
)]

mod shared;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use unisono::language::Locale;
use unisono::{Checker, Options, Report};

const OF_2019: [&str; 10] =
    ["X19-01", "X19-02", "X19-03", "X19-04", "X19-05a", "X19-05b", "X19-05c", "X19-06", "X19-07", "X19-08"];
/// On the page about access policies and certificates of 2013; some are shared with 2019.
const OF_POLICIES: [&str; 14] = [
    "X13-10", "X13-28", "X13-29.1", "X19-09", "X19-10", "X19-11", "X19-12", "X19-15.2", "X19-15.3",
    "X19-15.4", "X19-15.5", "X19-15.6", "X19-15.7", "X19-15.8",
];
const OF_2013: [&str; 12] = [
    "X13-01", "X13-02", "X13-03", "X13-05", "X13-06", "X13-07", "X13-08.1", "X13-08.2", "X13-08.3",
    "X13-08.4", "X13-08.5", "X13-08.6",
];

fn check(options: Options, pages: &[(String, Vec<u8>)]) -> Report {
    let mut checker = Checker::new(options);
    for (path, bytes) in pages {
        checker.add("", path, bytes);
    }
    checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it")
}

fn source(tag: &str) -> Options {
    Options::default().with_source(Locale::parse(tag))
}

/// Pages of a folder, by their paths below it.
fn pages_below(folder: &Path, keep: impl Fn(&str) -> bool) -> Vec<(String, Vec<u8>)> {
    let below =
        |file: &Path| file.strip_prefix(folder).expect("it is below").to_string_lossy().replace('\\', "/");
    let files = shared::files_below(folder).into_iter().map(|file| (below(&file), file));
    files.filter(|(path, _)| keep(path)).map(|(path, file)| (path, fs::read(file).expect("a page"))).collect()
}

/// The verdict of each place: by (pack's title, claim, locale, path).
fn cells(report: &Report) -> BTreeMap<(String, String, String, String), String> {
    let matrix = &report.matrix;
    let mut cells = BTreeMap::new();
    for row in &matrix.rows {
        for (version, claim) in matrix.versions.iter().zip(&row.claims) {
            let Some(claim) = claim else { continue };
            for (locale, cell) in version.locales.iter().zip(&claim.cells) {
                for place in cell.iter().flat_map(|cell| &cell.places) {
                    let key = (version.title.clone(), claim.id.clone(), locale.clone(), place.path.clone());
                    cells.insert(key, place.verdict.to_owned());
                }
            }
        }
    }
    cells
}

/// Compares cells with what the pages say: `stated` for each of the claims and locales but for the
/// exceptions. Gives how many there are, and those that disagree.
fn disagreements(
    found: &BTreeMap<(String, String, String, String), String>,
    claims: &[&str],
    locales: &[&str],
    exceptions: &[(&str, &str, &str)],
) -> (usize, Vec<String>) {
    let mut wrong = Vec::new();
    let mut truth: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for claim in claims {
        for locale in locales {
            truth.insert((claim, locale), "stated");
        }
    }
    for (claim, locale, verdict) in exceptions {
        assert!(truth.insert((claim, locale), verdict).is_some(), "{claim} {locale} is among the cells");
    }
    for ((_, claim, locale, path), verdict) in found {
        match truth.remove(&(claim.as_str(), locale.as_str())) {
            Some(said) if said == verdict => {}
            said => wrong.push(format!("{claim} {locale} {path}: {verdict}, and the page says {said:?}")),
        }
    }
    let count = claims.len() * locales.len();
    wrong.extend(
        truth.into_iter().map(|((claim, locale), said)| format!("{claim} {locale}: no cell, {said}")),
    );
    (count, wrong)
}

/// What the eleven pages of one build and the seeds say was read by a person, sentence by sentence; the
/// exceptions below are all that is not stated.
#[test]
fn the_matrix_agrees_with_what_real_pages_say() {
    let (Some(docs), Some(seeds)) = (shared::folder("corpus/docs"), shared::folder("seeds")) else { return };
    let page = "Skype/SfBServer2019/migration/migrating-xmpp-federation.md";
    let report = check(source("en-US"), &pages_below(&docs, |path| path.ends_with(page)));
    let locales =
        ["de-DE", "en-US", "es-ES", "fr-FR", "it-IT", "ja-JP", "ko-KR", "pt-BR", "ru-RU", "zh-CN", "zh-TW"];
    let exceptions = [
        // "No longer available and no longer available": what is deprecated is not told.
        ("X19-02", "fr-FR", "weakened"),
        ("X19-02", "ru-RU", "weakened"),
        // "As a proxy that runs on the Edge Server and on the gateway": the roles run together.
        ("X19-04", "it-IT", "missing"),
        // "The legacy server" for the legacy Edge Server.
        ("X19-04", "ru-RU", "missing"),
        ("X19-07", "ru-RU", "missing"),
        ("X19-08", "ru-RU", "missing"),
        // "Need not be moved".
        ("X19-05b", "ja-JP", "contradicted"),
        // "It is not advisable".
        ("X19-07", "it-IT", "weakened"),
    ];
    let (mut count, mut wrong) = disagreements(&cells(&report), &OF_2019, &locales, &exceptions);

    let report = check(Options::default(), &pages_below(&seeds, |_| true));
    let found = cells(&report);
    let of = |title: &str| found.clone().into_iter().filter(|(key, _)| key.0.contains(title)).collect();
    let russian = [
        ("X19-02", "ru-RU", "weakened"),
        ("X19-04", "ru-RU", "missing"),
        ("X19-07", "ru-RU", "missing"),
        ("X19-08", "ru-RU", "missing"),
    ];
    for (title, claims, locales, exceptions) in [
        ("2013", &OF_2013[..], &["de-DE"][..], &[][..]),
        ("2019", &OF_2019[..], &["de-DE", "pt-BR", "ru-RU", "zh-CN"][..], &russian[..]),
    ] {
        let (more, others) = disagreements(&of(title), claims, locales, exceptions);
        count += more;
        wrong.extend(others);
    }
    println!("{} of {count} cells agree; the others:\n{}", count - wrong.len(), wrong.join("\n"));
    assert!(wrong.len() * 20 <= count, "{wrong:#?}");
}

/// Known mistranslations of the 2019 page that reverse or drop one of its claims.
const REVERSED_OR_DROPPED: [&str; 16] = [
    "DEF-001", "DEF-002", "DEF-005", "DEF-006", "DEF-009", "DEF-010", "DEF-019", "DEF-020", "DEF-021",
    "DEF-022", "DEF-027", "DEF-028", "DEF-031", "DEF-043", "DEF-046", "DEF-166",
];

#[test]
fn claims_that_real_translations_reverse_or_drop_are_named_and_near_misses_are_not() {
    let Some(defects) = shared::folder("defects") else { return };
    let text = fs::read_to_string(defects.join("real.jsonl")).expect("the defects");
    let mut pages = Vec::new();
    let mut near = BTreeSet::new();
    for line in text.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let field = |name: &str| row[name].as_str().expect("a text").to_owned();
        let (id, locale) = (field("id"), field("lang"));
        let page = |body: String| format!("# XMPP\n\n{body}\n").into_bytes();
        pages.push((format!("en-US/{id}.md"), page(field("english"))));
        pages.push((format!("{locale}/{id}.md"), page(field("translation"))));
        if field("kind") == "acceptable" {
            near.insert(id);
        }
    }
    let report = check(source("en-US"), &pages);
    let claims = report.findings.iter().filter(|finding| finding.message.starts_with("X19-"));
    let mut named = BTreeSet::new();
    for finding in claims {
        let id = finding.path.rsplit(['/', '.']).nth(1).expect("a name").to_owned();
        assert!(!near.contains(&id), "a near miss: {}: {}", finding.path, finding.message);
        if matches!(finding.rule, "claim-contradicted" | "claim-missing") {
            named.insert(id);
        }
    }
    let missed: Vec<_> = REVERSED_OR_DROPPED.iter().filter(|id| !named.contains(**id)).collect();
    println!("missed of {}: {missed:?}", REVERSED_OR_DROPPED.len());
    assert!(missed.len() * 100 <= REVERSED_OR_DROPPED.len() * 15, "{missed:?}");
    assert_eq!(near.len(), 11);
}

#[test]
fn pages_of_2013_state_its_claims_and_are_told_as_guidance_of_2013_under_the_pack_of_2019() {
    let Some(folder) = shared::folder("corpus/lync-2013") else { return };
    let pages = pages_below(&folder, |path| path.ends_with("migrating-xmpp-federation.md"));
    let locales = ["es-ES", "fr-FR", "pt-BR"];
    let report = check(Options::default(), &pages);
    let (count, wrong) = disagreements(&cells(&report), &OF_2013, &locales, &[]);
    assert_eq!((count, wrong), (36, Vec::new()));
    let about = |finding: &&unisono::report::ReportedFinding| {
        finding.rule.starts_with("claim-") || finding.rule == "procedure-reordered"
    };
    let told: Vec<_> = report.findings.iter().filter(about).collect();
    assert!(told.is_empty(), "{told:#?}");

    let report = check(Options::default().with_applied_pack("skype-for-business-server-2019"), &pages);
    for locale in locales {
        let of_locale: Vec<_> = report.findings.iter().filter(|finding| finding.locale == locale).collect();
        let contradicted: Vec<&str> =
            of_locale.iter().filter(|f| f.rule == "claim-contradicted").map(|f| f.message.as_str()).collect();
        assert!(
            matches!(contradicted[..], [one] if one.starts_with("X19-06 is contradicted")),
            "{contradicted:?}"
        );
        let mut others: BTreeSet<&str> = OF_2013.into_iter().collect();
        others.remove("X13-06");
        for finding in of_locale.iter().filter(|f| f.rule == "claim-of-another-version") {
            let id =
                finding.message.strip_prefix("this is guidance for Lync Server 2013 (").expect("it says so");
            assert!(others.remove(id.trim_end_matches(')')), "{}", finding.message);
        }
        assert!(others.is_empty(), "{locale}: {others:?}");
    }
}

/// What the three pages say was read by a person, sentence by sentence, before anything was measured.
#[test]
fn the_pages_about_policies_of_2013_state_its_claims_and_the_eight_steps() {
    let Some(folder) = shared::folder("corpus/lync-2013") else { return };
    let pages = pages_below(&folder, |path| path.contains("access-policies-and-certificates"));
    let report = check(Options::default(), &pages);
    let (count, wrong) = disagreements(&cells(&report), &OF_POLICIES, &["es-ES", "fr-FR", "pt-BR"], &[]);
    assert_eq!((count, wrong), (42, Vec::new()));
}

/// A language, and the two sentences that one word parts: possible only when the partner is configured, and
/// only when it is not.
const PARTNER: [(&str, &str, &str); 11] = [
    (
        "en",
        "This works only if the XMPP partner is configured in Lync Server 2013.",
        "This works only if the XMPP partner is not configured in Lync Server 2013.",
    ),
    (
        "de",
        "Das gelingt nur, wenn der XMPP-Partner in Lync Server 2013 konfiguriert ist.",
        "Das gelingt nur, wenn der XMPP-Partner in Lync Server 2013 nicht konfiguriert ist.",
    ),
    (
        "es",
        "Esto funciona solo si el socio XMPP está configurado en Lync Server 2013.",
        "Esto funciona solo si el socio XMPP no está configurado en Lync Server 2013.",
    ),
    (
        "fr",
        "Cela ne fonctionne que si le partenaire XMPP est configuré dans Lync Server 2013.",
        "Cela ne fonctionne que si le partenaire XMPP n’est pas configuré dans Lync Server 2013.",
    ),
    (
        "it",
        "Funziona solo se il partner XMPP è configurato in Lync Server 2013.",
        "Funziona solo se il partner XMPP non è configurato in Lync Server 2013.",
    ),
    (
        "ja",
        "これは、XMPP パートナーが Lync Server 2013 で構成されている場合にのみ機能します。",
        "これは、XMPP パートナーが Lync Server 2013 で構成されていない場合にのみ機能します。",
    ),
    (
        "ko",
        "이 방법은 XMPP 파트너가 Lync Server 2013에 구성된 경우에만 작동합니다.",
        "이 방법은 XMPP 파트너가 Lync Server 2013에 구성되지 않은 경우에만 작동합니다.",
    ),
    (
        "pt-BR",
        "Isso só funciona se o parceiro XMPP estiver configurado no Lync Server 2013.",
        "Isso só funciona se o parceiro XMPP não estiver configurado no Lync Server 2013.",
    ),
    (
        "ru",
        "Это работает, только если партнер XMPP настроен в Lync Server 2013.",
        "Это работает, только если партнер XMPP не настроен в Lync Server 2013.",
    ),
    (
        "zh-CN",
        "仅当 XMPP 合作伙伴已在 Lync Server 2013 中配置时，此方法才有效。",
        "仅当 XMPP 合作伙伴未在 Lync Server 2013 中配置时，此方法才有效。",
    ),
    (
        "zh-TW",
        "只有當 XMPP 合作夥伴已在 Lync Server 2013 中設定時，此方法才有效。",
        "只有當 XMPP 合作夥伴未在 Lync Server 2013 中設定時，此方法才有效。",
    ),
];

#[test]
fn swapping_configured_and_not_configured_changes_one_cell_and_raises_one_finding() {
    let mut wrong = Vec::new();
    for (edition, claim, as_it_is) in
        [("Skype for Business Server 2019", "X19-06", true), ("Lync Server 2013", "X13-06", false)]
    {
        let pages = |swapped: Option<&str>| -> Vec<(String, Vec<u8>)> {
            PARTNER
                .iter()
                .map(|(locale, with, without)| {
                    let said = if as_it_is == (swapped != Some(*locale)) { with } else { without };
                    (format!("{locale}/page.md"), format!("# XMPP: {edition}\n\n{said}\n").into_bytes())
                })
                .collect()
        };
        for (locale, ..) in PARTNER {
            // English takes its turn as a translation.
            let from = if locale == "en" { "de" } else { "en" };
            let (before, after) =
                (check(source(from), &pages(None)), check(source(from), &pages(Some(locale))));
            let (was, is) = (cells(&before), cells(&after));
            let changed: Vec<_> = is.iter().filter(|(key, verdict)| was.get(*key) != Some(verdict)).collect();
            let one = matches!(changed[..], [(key, verdict)]
                if key.1 == claim && key.2 == locale && verdict == "contradicted" && was.len() == is.len());
            let told = |report: &Report| -> BTreeSet<(String, &'static str, String)> {
                let findings = report.findings.iter();
                findings.map(|f| (f.path.clone(), f.rule, f.message.clone())).collect()
            };
            let (told_before, told_after) = (told(&before), told(&after));
            let new: Vec<_> = told_after.difference(&told_before).collect();
            let named = matches!(new[..], [(path, "claim-contradicted", message)]
                if path.starts_with(locale) && message.starts_with(claim));
            if !(one && named) || was.len() != PARTNER.len() {
                wrong.push(format!(
                    "{edition} {locale}: cells {changed:?} of {}, findings {new:?}",
                    was.len()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The English itself: sentences that contradict the guidance of their own version.
#[test]
fn an_english_page_that_carries_rules_of_another_version_is_told_so() {
    let page = "# Federation routes with XMPP in Skype for Business Server 2019\n\n\
        Once an Edge Server of Skype for Business Server 2019 routes XMPP federation, users of the old version cannot \
        communicate with the partner until all users are moved.\n\n\
        All users must be moved to your Skype for Business Server 2019 deployment first.\n\n\
        Users of XMPP can be moved to a Skype for Business Server 2019 pool.\n";
    let german = "# Verbundrouten mit XMPP in Skype for Business Server 2019\n\n\
        Sobald ein Edgeserver von Skype for Business Server 2019 den XMPP-Verbund leitet, können Benutzer der alten \
        Version nicht mit dem Partner kommunizieren, bis alle Benutzer verschoben sind.\n\n\
        Zuerst müssen alle Benutzer in Ihre Skype for Business Server 2019-Bereitstellung verschoben werden.\n\n\
        XMPP-Benutzer können in einen Skype for Business Server 2019-Pool verschoben werden.\n";
    let pages = [("en/page.md", page), ("de/page.md", german)];
    let pages = pages.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let report = check(source("en"), &pages);
    let told: Vec<(&str, u32, &str)> = report
        .findings
        .iter()
        .filter(|finding| finding.rule.contains("claim") || finding.rule.contains("pack"))
        .map(|finding| (finding.path.as_str(), finding.range.start.line, finding.rule))
        .collect();
    let on = |line| ("en/page.md", line, "source-contradicts-pack");
    assert_eq!(told, [on(3), on(5), on(7)]);
}
