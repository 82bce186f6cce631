//! The matrix as text, Markdown and HTML: of pages of one's own, in two versions.

use std::ops::ControlFlow;
use unisono::language::Locale;
use unisono::report::matrix::{Matrix, html, markdown, text};
use unisono::{Checker, Options};

#[cfg(feature = "communications")]
fn matrix() -> Matrix {
    let mut checker = Checker::new(Options::default().with_source(Locale::parse("en")));
    for (path, page) in [
        (
            "en/old.md",
            "# XMPP in Lync Server 2013\n\nOnly if the XMPP partner is not configured in Lync Server 2013.\n",
        ),
        (
            "de/old.md",
            "# XMPP in Lync Server 2013\n\nNur, wenn der XMPP-Partner nicht in Lync Server 2013 konfiguriert ist.\n",
        ),
        (
            "en/new.md",
            "# XMPP in Skype for Business Server 2019\n\nOnly if the XMPP partner is configured in Lync Server 2013.\n",
        ),
        (
            "de/new.md",
            "# XMPP in Skype for Business Server 2019\n\nNur, wenn der XMPP-Partner nicht in Lync Server 2013 konfiguriert ist & <so>.\n",
        ),
    ] {
        checker.add("", path, page.as_bytes());
    }
    checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it").matrix
}

#[cfg(feature = "communications")]
#[test]
fn two_versions_stand_side_by_side_with_what_changed_between_them() {
    let matrix = matrix();
    let shown = text::render(&matrix);
    let lines: Vec<Vec<&str>> = shown.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(
        lines[0].join(" "),
        "2019 guidance: 1 of 2 languages differs (1 of 2 statements). 2013 guidance: consistent in 2 languages \
         (2 statements)."
    );
    assert_eq!(lines[2].join(" "), "Lync Server 2013 Skype for Business Server 2019");
    assert_eq!(lines[3], ["de", "en", "de", "en"]);
    assert_eq!(
        lines[4].join(" "),
        "X13-06 ✓ ✓ X19-06 ✗ ✓ XMPP goes on working only where its partner is configured in Skype for Business Server \
         2015 or Lync Server 2013. (by design differs in polarity, strength, version)"
    );
    assert!(shown.contains("  de contradicted: it is denied here de/new.md:3\n    Nur, wenn"), "{shown}");
    assert!(shown.contains("    en: Only if the XMPP partner is configured"), "{shown}");
    assert_eq!(matrix.counts(), [3, 0, 0, 1]);
}

#[cfg(feature = "communications")]
#[test]
fn markdown_and_html_escape_what_pages_say() {
    let matrix = matrix();
    let shown = markdown::render(&matrix);
    assert!(shown.contains("| ✗ | ✓ | polarity, strength, version |"), "{shown}");
    assert!(shown.contains(r"\<so\>"), "{shown}");
    let shown = html::render(&matrix);
    assert!(shown.contains("<h2>Lync Server 2013</h2>"), "{shown}");
    assert!(shown.contains("&amp; &lt;so&gt;") && !shown.contains("<so>"), "{shown}");
}

#[cfg(feature = "communications")]
#[test]
fn the_answer_names_the_claim_first_then_both_wordings_and_the_id_last() {
    let matrix = matrix();
    let answer = matrix.answer.expect("pages were held against a pack");
    let sentences: Vec<&str> = answer.differences.iter().map(|one| one.sentence.as_str()).collect();
    assert_eq!(
        sentences,
        [
            "XMPP goes on working only where its partner is configured in Skype for Business Server 2015 or Lync Server \
          2013 — German says otherwise: it is denied here (“Nur, wenn der XMPP-Partner nicht in Lync Server 2013 \
          konfiguriert ist & <so>.”); English “Only if the XMPP partner is configured in Lync Server 2013.” (X19-06)"
        ]
    );
    assert_eq!(answer.by_design.len(), 1);
    assert!(
        answer.by_design[0]
            .starts_with("Lync Server 2013: XMPP goes on working only where its partner is not")
    );
}

#[test]
fn where_no_pack_applies_the_matrix_says_so() {
    let empty = Matrix::default();
    for shown in [text::render(&empty), markdown::render(&empty), html::render(&empty)] {
        assert!(shown.contains("No page was held against a guidance pack."));
    }
}

#[test]
fn what_no_language_says_is_listed_apart_and_no_difference() {
    let pack = "pack: gate\ntitle: Gate 2\npaths: [gate]\nclaims:\n  G-1:\n    says: Move the users before the upgrade.\n    \
                subject: [user]\n    action: [move]\n    object: [before]\n    pages: [{path: gate}]\n  G-2:\n    says: The \
                server is no longer available.\n    subject: [server]\n    action: [unavailable]\n";
    let pack = unisono::guidance::parse("gate.yaml", pack).expect("the pack is right");
    let options = Options::default().with_source(Locale::parse("en")).with_pack(pack);
    let mut checker = Checker::new(options);
    checker.add("", "en/gate.md", b"The server is no longer available.\n");
    checker.add("", "de/gate.md", "Der Server ist nicht mehr verfügbar.\n".as_bytes());
    let matrix = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it").matrix;
    let answer = matrix.answer.as_ref().expect("pages were held against a pack");
    assert_eq!(answer.sentence, "Gate 2: consistent in 2 languages (2 statements; 1 more in none).");
    assert_eq!(answer.nowhere, ["Move the users before the upgrade (G-1)"]);
    assert!(answer.differences.is_empty());
    assert!(html::render(&matrix).contains("<h2>Said in no language</h2>\n<ul>\n<li>Move the users"));
}
