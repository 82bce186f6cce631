//! The matrix as text, Markdown and HTML: of pages of one's own, in two versions.

use std::ops::ControlFlow;
use unisono::language::Locale;
use unisono::report::matrix::{Matrix, html, markdown, text};
use unisono::{Checker, Options};

fn matrix() -> Matrix {
    let mut checker = Checker::new(Options { source: Locale::parse("en"), ..Options::default() });
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

#[test]
fn two_versions_stand_side_by_side_with_what_changed_between_them() {
    let matrix = matrix();
    let shown = text::render(&matrix);
    let lines: Vec<Vec<&str>> = shown.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[0].join(" "), "Lync Server 2013 Skype for Business Server 2019");
    assert_eq!(lines[1], ["de", "en", "de", "en"]);
    assert_eq!(lines[2].join(" "), "X13-06 ✓ ✓ X19-06 ✗ ✓ differs in polarity, strength, version");
    assert!(shown.contains("  de contradicted de/new.md:3 Nur, wenn"), "{shown}");
    assert_eq!(matrix.counts(), [3, 0, 0, 1]);
}

#[test]
fn markdown_and_html_escape_what_pages_say() {
    let matrix = matrix();
    let shown = markdown::render(&matrix);
    assert!(shown.contains("| ✗ | ✓ | polarity, strength, version |"), "{shown}");
    assert!(shown.contains(r"\<so\>"), "{shown}");
    let shown = html::render(&matrix);
    assert!(shown.contains("<th colspan=\"3\" scope=\"colgroup\">Lync Server 2013</th>"), "{shown}");
    assert!(shown.contains("&amp; &lt;so&gt;") && !shown.contains("<so>"), "{shown}");
}

#[test]
fn where_no_pack_applies_the_matrix_says_so() {
    let empty = Matrix::default();
    for shown in [text::render(&empty), markdown::render(&empty), html::render(&empty)] {
        assert!(shown.contains("No page was held against a guidance pack."));
    }
}
