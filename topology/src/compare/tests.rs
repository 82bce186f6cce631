//! What is a difference between a snippet and its translation, and what is none.

use super::{Dialect, DifferenceKind, compare};

/// The differences in a short form: kind and place.
fn changes(dialect: Dialect, source: &str, target: &str) -> Vec<(&'static str, String)> {
    compare(dialect, source, target)
        .into_iter()
        .map(|difference| {
            let kind = match difference.kind {
                DifferenceKind::Became(..) => "became",
                DifferenceKind::Respelled(_) => "respelled",
                DifferenceKind::Unquoted(_) => "unquoted",
                DifferenceKind::Missing(_) => "missing",
                DifferenceKind::Added(_) => "added",
                DifferenceKind::Broken(_) => "broken",
                DifferenceKind::Mended(_) => "mended",
                DifferenceKind::Other => "other",
            };
            (kind, target[difference.target.range()].to_owned())
        })
        .collect()
}

#[test]
fn texts_for_people_may_be_translated_and_texts_for_machines_may_not() {
    for (of, was, is) in [
        ("-Identity", "Ken Myer", "Кен Майер"),
        ("-Identity", "Redmond call pickup", "Rufannahme in Redmond"),
        ("-Name", "Welcome2015", "Bienvenue2015"),
        ("-StartDate", "1/1/2018 12:00 AM", "01.01.2018 00:00"),
        ("-Prompt", "<text of the prompt>", "<текст запроса>"),
        ("-Title", "Edge", "Пограничный"),
    ] {
        let (was, is) = (format!("Set-CsX {of} \"{was}\""), format!("Set-CsX {of} \"{is}\""));
        assert_eq!(changes(Dialect::PowerShell, &was, &is), [], "{is}");
    }
    for (was, is) in [
        ("sip:kim@contoso.com", "sip:kim@contoso.de"),
        ("5061", "5.061"),
        ("Required", "Erforderlich"),
        ("msn.com, outlook.com", "msn.com, ausblick.com"),
        ("C:\\Program Files\\Logs", "C:\\Programme\\Protokolle"),
        ("$user.Name", "$benutzer.Name"),
        ("EdgeServer:edge01.contoso.com", "Edgeserver :edge01.contoso.com"),
        ("RedmondDialPlan", "PlanoRedmond"),
        ("+1 425 555 0100", "+1 425 555 0101"),
    ] {
        let (was, is) = (format!("Set-CsX -Identity \"{was}\""), format!("Set-CsX -Identity \"{is}\""));
        assert_eq!(changes(Dialect::PowerShell, &was, &is).len(), 1, "{is}");
    }
}

#[test]
fn one_cause_is_one_difference() {
    let source =
        "Get-CsUser -Filter {Enabled -eq $true} | Move-CsUser -Target pool01.contoso.com -Confirm:$false";
    for (from, to, kind, place) in [
        ("-Target", "-Ziel", "became", "-Ziel"),
        ("-Target", "- Target", "broken", "-"),
        ("$true", "$wahr", "became", "$wahr"),
        ("{Enabled -eq $true}", "{Aktiviert -eq $true}", "became", "Aktiviert"),
        (" -Confirm:$false", "", "missing", ""),
        ("pool01.contoso.com", "pool02.contoso.com", "became", "pool02.contoso.com"),
        ("Move-CsUser", "Move-CsUser -Force", "added", "-Force"),
        (" | ", " ", "missing", " "),
        ("-eq", "‑eq", "broken", "‑"),
    ] {
        let target = source.replace(from, to);
        let found = changes(Dialect::PowerShell, source, &target);
        assert_eq!(found.len(), 1, "{target}: {found:?}");
        assert_eq!((found[0].0, found[0].1.as_str()), (kind, place), "{target}");
    }
}

#[test]
fn numbers_written_the_way_of_a_language_are_respelled() {
    for is in ["5.269", "5 269", "5\u{a0}269", "5\u{202f}269", "５２６９", "5,269"] {
        let source = "Set-CsEdgeServer -XmppListeningPort 5269 -Force";
        let found = changes(Dialect::PowerShell, source, &source.replace("5269", is));
        assert_eq!(found, [("respelled", is.to_owned())]);
    }
}

#[test]
fn a_source_that_is_broken_and_a_translation_that_is_not_are_one_note() {
    let source = "Get-CsUser -Identity &quot;kim&quot; | Out-Null";
    let target = "Get-CsUser -Identity \"kim\" | Out-Null";
    let found = changes(Dialect::PowerShell, source, target);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "mended");
}

#[test]
fn attributes_keys_and_records_are_compared_and_comments_are_not() {
    let cases = [
        (
            Dialect::Markup,
            "<!-- a --><Port Owner=\"urn:x\" Port=\"5269\"/>",
            "<!-- b --><Port Owner=\"urn:x\" Port=\"5269\"/>",
            0,
        ),
        (
            Dialect::Markup,
            "<Site Name=\"North site\"><Name>North America</Name></Site>",
            "<Site Name=\"Standort Nord\"><Name>Nordamerika</Name></Site>",
            0,
        ),
        (Dialect::Markup, "<Port Usage=\"XmppServer\"/>", "<Port Usage=\"XmppСервер\"/>", 1),
        (Dialect::Markup, "<Cluster Fqdn=\"a.contoso.com\"/>", "<Gruppe Fqdn=\"a.contoso.com\"/>", 1),
        (
            Dialect::Json,
            "{\"port\": 5269, \"note\": \"the proxy port\"}",
            "{\"port\": 5269, \"note\": \"der Port des Proxys\"}",
            0,
        ),
        (Dialect::Json, "{\"port\": 5269}", "{\"Anschluss\": 5269}", 1),
        (Dialect::Json, "{\"xmpp\": true}", "{\"xmpp\": wahr}", 1),
        (Dialect::Yaml, "pool: a.contoso.com # first\n", "pool: a.contoso.com # erster\n", 0),
        (Dialect::Yaml, "pool: a.contoso.com\n", "pool: b.contoso.com\n", 1),
        (
            Dialect::Dns,
            "; mail\n_xmpp-server._tcp 3600 IN SRV 0 0 5269 xmpp\n",
            "; Post\n_xmpp-server._tcp 3600 IN SRV 0 0 5269 xmpp\n",
            0,
        ),
        (
            Dialect::Dns,
            "_xmpp-server._tcp IN SRV 0 0 5269 xmpp\n",
            "_xmpp-server._tcp IN SRV 0 0 5 269 xmpp\n",
            1,
        ),
    ];
    for (dialect, source, target, count) in cases {
        let found = changes(dialect, source, target);
        assert_eq!(found.len(), count, "{target}: {found:?}");
    }
}

#[test]
fn long_snippets_that_differ_everywhere_are_compared_in_one_go() {
    let source = "Set-CsUser -Identity kim -Enabled $true\n".repeat(3_000);
    let target = "Grant-CsPolicy \"a\" $x－\n".repeat(3_000);
    assert!(!compare(Dialect::PowerShell, &source, &target).is_empty());
    let (source, target) = ("\" ( ".repeat(20_000), "' ) { ".repeat(20_000));
    for dialect in [Dialect::PowerShell, Dialect::Dns, Dialect::Json, Dialect::Markup, Dialect::Yaml] {
        let found = compare(dialect, &source, &target);
        assert!(found.iter().all(|difference| difference.target.end as usize <= target.len()));
    }
}

proptest::proptest! {
    #[test]
    fn no_pair_of_texts_makes_the_comparison_panic_or_point_outside(
        source in "([-$@{}()\\[\\]'\"|;,<>=# \n:]|Get-CsUser|-Identity|5269|[a-zé－]){0,30}",
        target in "([-$@{}()\\[\\]'\"|;,<>=# \n:]|Get-CsUser|-Identity|5269|[a-zé－]){0,30}"
    ) {
        for dialect in [Dialect::PowerShell, Dialect::Dns, Dialect::Json, Dialect::Markup, Dialect::Yaml] {
            for difference in compare(dialect, &source, &target) {
                let _ = &source[difference.source.range()];
                let _ = &target[difference.target.range()];
            }
            proptest::prop_assert!(compare(dialect, &source, &source).is_empty());
        }
    }
}
