//! The picture of a deployment, over all topologies of the examples and the cases: nothing crosses what is written, and
//! the picture is as large as what is in it. `UNISONO_PICTURES=DIR` leaves the pictures in a folder, to be looked at.

#![allow(clippy::disallowed_methods, reason = "tests read files")]

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "../../tests/literate/mod.rs"]
mod literate;
#[path = "../../tests/shared/mod.rs"]
mod shared;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::Path;
use unisono::checker::{Checker, Options};
use unisono::report::Report;

const SVG: &str = "http://www.w3.org/2000/svg";
/// Blank around everything.
const MARGIN: f64 = 20.0;

fn check(name: &str, text: &[u8]) -> Report {
    let mut checker = Checker::new(Options::default());
    checker.add_topology("", name, text);
    checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it")
}

/// A deployment with many of everything, and names from short to long.
fn large() -> String {
    let mut text = "sites:\n".to_owned();
    for site in 0..7 {
        let _ = writeln!(
            text,
            "  - {{name: Site{site}, federationRoute: edge{}.contoso.com, xmppFederationRoute: edge{}.contoso.com}}",
            site % 3,
            (site + 1) % 3
        );
    }
    text.push_str("pools:\n");
    for pool in 0..25 {
        let long = "a-rather-long-name-of-a-pool-".repeat(pool % 4);
        let machines: Vec<String> =
            (0..pool % 9).map(|at| format!("m{pool}-{at}.{long}contoso.com")).collect();
        let (name, role) = match pool {
            0..=3 => (format!("edge{pool}.contoso.com"), "{role: EdgeServer, xmppProxy: true}"),
            4..=14 => (
                format!("{long}pool{pool}.contoso.com"),
                "{role: Registrar, xmppGateway: true}, UserServices",
            ),
            _ => (
                format!("{long}sql{pool}.contoso.com"),
                "UserStore, MonitoringStore, ArchivingStore, ApplicationStore",
            ),
        };
        let site = if pool % 8 == 7 { String::new() } else { format!("site: Site{}, ", pool % 7) };
        let _ = writeln!(
            text,
            "  - {{fqdn: {name}, {site}version: 2015, machines: [{}], roles: [{role}]}}",
            machines.join(", ")
        );
    }
    text.push_str("partners:\n");
    for partner in 0..9 {
        let _ = writeln!(text, "  - {{domain: partner{partner}.example, type: PublicVerified}}");
    }
    text.push_str("dns:\n");
    for record in 0..30 {
        let target = record % 5;
        let _ = writeln!(
            text,
            "  - {{name: _xmpp-server._tcp.d{record}.example, type: SRV, priority: 0, weight: 0, port: 5269, target: \
             edge{target}.contoso.com}}"
        );
    }
    text
}

/// All that is drawn in the tests, by name.
fn pictures() -> Vec<(String, String)> {
    unisono_topology::install();
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut reports: Vec<(String, Report)> = literate::reports(&project.join("tests/cases"));
    for path in shared::files_below(&project.join("../examples/topologies"))
        .into_iter()
        .chain(shared::files_below(&project.join("tests/exports")))
        .chain(shared::folder("topology").map(|folder| folder.join("contoso-2015.tbxml")))
    {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).expect("a file name");
        let bytes = std::fs::read(&path).expect("it is readable");
        reports.push((name.clone(), check(&name, &bytes)));
    }
    reports.push(("a large one".to_owned(), check("large.yaml", large().as_bytes())));
    reports.push(("none".to_owned(), check("none.yaml", b"pools: []\n")));
    let pictures: Vec<(String, String)> = reports
        .into_iter()
        .filter_map(|(name, report)| Some((name, unisono_topology::section(&report)?.svg())))
        .collect();
    if let Some(folder) = std::env::var_os("UNISONO_PICTURES") {
        for (name, svg) in &pictures {
            let name: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
            std::fs::write(Path::new(&folder).join(format!("{name}.svg")), svg).expect("it can be written");
        }
    }
    assert!(pictures.len() > 150, "{} pictures", pictures.len());
    pictures
}

#[derive(Clone, Copy, Debug)]
struct Rect {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Rect {
    fn overlaps(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn holds(self, other: Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }
}

type Element<'a> = roxmltree::Node<'a, 'a>;

fn number(element: Element<'_>, name: &str) -> f64 {
    element.attribute(name).and_then(|value| value.parse().ok()).expect("a number")
}

/// The words of a label, without what is only shown when they are pointed at.
fn words(label: Element<'_>) -> String {
    let title = |node: &Element<'_>| node.ancestors().any(|node| node.has_tag_name((SVG, "title")));
    label.descendants().filter(|node| node.is_text() && !title(node)).filter_map(|node| node.text()).collect()
}

/// Where a label stands, in a wide font.
fn label_rect(label: Element<'_>) -> Rect {
    let (letter, wide) = match label.attribute("class").unwrap_or_default().split(' ').next() {
        Some("strong") if label.parent().and_then(|node| node.attribute("class")) == Some("machine") => {
            (7.0, 12.0)
        }
        Some("strong") => (8.0, 13.0),
        Some("mark") => (7.6, 12.0),
        _ => (6.7, 12.0),
    };
    let width: f64 = words(label).chars().map(|c| if c >= '\u{2e80}' { wide } else { letter }).sum();
    let (x, y) = (number(label, "x"), number(label, "y"));
    Rect { left: x, top: y - 11.0, right: x + width, bottom: y + 3.0 }
}

fn box_rect(group: Element<'_>) -> Rect {
    let rect = group.children().find(|node| node.has_tag_name((SVG, "rect"))).expect("a box");
    let (x, y) = (number(rect, "x"), number(rect, "y"));
    Rect { left: x, top: y, right: x + number(rect, "width"), bottom: y + number(rect, "height") }
}

/// The corners of an arrow.
fn corners(line: Element<'_>) -> Vec<(f64, f64)> {
    let path = line.attribute("d").expect("a path").trim_start_matches('M');
    let point = |point: &str| {
        let (x, y) = point.split_once(' ').expect("two numbers");
        (x.parse().expect("a number"), y.parse().expect("a number"))
    };
    path.split('L').map(point).collect()
}

fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.01
}

/// Each stretch of an arrow, with the room of its stroke, and of its head.
fn stretches(line: Element<'_>) -> Vec<Rect> {
    let corners = corners(line);
    let mut stretches: Vec<Rect> = Vec::new();
    for pair in corners.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        assert!(is_same(a.0, b.0) || is_same(a.1, b.1), "{a:?} to {b:?} runs aslant");
        stretches.push(Rect {
            left: a.0.min(b.0) - 1.0,
            top: a.1.min(b.1) - 1.0,
            right: a.0.max(b.0) + 1.0,
            bottom: a.1.max(b.1) + 1.0,
        });
    }
    if line.has_attribute("marker-end") {
        let (x, y) = corners[corners.len() - 1];
        assert!(is_same(corners[corners.len() - 2].0, x), "an arrow enters its box from above");
        stretches.push(Rect { left: x - 4.5, top: y - 9.0, right: x + 4.5, bottom: y });
    }
    stretches
}

/// What a picture is made of.
struct Parts<'a> {
    root: Element<'a>,
    groups: Vec<Element<'a>>,
    labels: Vec<Element<'a>>,
    lines: Vec<Element<'a>>,
}

impl<'a> Parts<'a> {
    fn of(document: &'a roxmltree::Document<'a>) -> Self {
        let all =
            |name: &'static str| document.descendants().filter(move |node| node.has_tag_name((SVG, name)));
        let is_line =
            |node: &Element<'_>| node.attribute("class").is_some_and(|class| class.starts_with("line"));
        Self {
            root: document.root_element(),
            groups: all("g").collect(),
            labels: all("text").collect(),
            lines: all("path").filter(is_line).collect(),
        }
    }
}

/// Looks at every picture; gives the name and the parts.
fn each(look: impl Fn(&str, &Parts<'_>)) {
    for (name, svg) in pictures() {
        let document = roxmltree::Document::parse(&svg).expect("the picture is XML");
        look(&name, &Parts::of(&document));
    }
}

#[test]
fn no_arrow_passes_through_a_label_or_a_box() {
    each(|name, parts| {
        for line in &parts.lines {
            for stretch in stretches(*line) {
                for label in &parts.labels {
                    let crossed = stretch.overlaps(label_rect(*label));
                    assert!(
                        !crossed,
                        "{name}: {} crosses {:?}",
                        line.attribute("d").unwrap_or_default(),
                        words(*label)
                    );
                }
                let boxes = parts.groups.iter().filter(|group| group.attribute("class") != Some("site"));
                for group in boxes {
                    let inner = box_rect(*group);
                    let (top, bottom) = (inner.top + 1.5, inner.bottom - 1.5);
                    let crossed = stretch.overlaps(Rect { top, bottom, ..inner });
                    assert!(
                        !crossed,
                        "{name}: {} crosses {inner:?}",
                        line.attribute("d").unwrap_or_default()
                    );
                }
            }
        }
    });
}

#[test]
fn no_label_is_over_another_or_leaves_its_box() {
    each(|name, parts| {
        let rects: Vec<Rect> = parts.labels.iter().map(|label| label_rect(*label)).collect();
        for (at, label) in parts.labels.iter().enumerate() {
            for other in at + 1..rects.len() {
                let over = rects[at].overlaps(rects[other]);
                assert!(!over, "{name}: {:?} is over {:?}", words(*label), words(parts.labels[other]));
            }
            if let Some(group) = label.parent().filter(|parent| parent.has_tag_name((SVG, "g"))) {
                let own = box_rect(group);
                assert!(
                    own.holds(rects[at]),
                    "{name}: {:?} at {:?} leaves {own:?}",
                    words(*label),
                    rects[at]
                );
            }
        }
    });
}

#[test]
fn boxes_are_over_each_other_only_where_one_stands_inside() {
    each(|name, parts| {
        let boxes: Vec<(&str, Rect)> = parts
            .groups
            .iter()
            .map(|group| (group.attribute("class").unwrap_or_default(), box_rect(*group)))
            .collect();
        for (at, (class, one)) in boxes.iter().enumerate() {
            for (other_class, other) in &boxes[at + 1..] {
                let nested = (one.holds(*other) || other.holds(*one)) && class != other_class;
                assert!(!one.overlaps(*other) || nested, "{name}: {class} {one:?}, {other_class} {other:?}");
            }
        }
    });
}

#[test]
fn the_picture_is_as_large_as_what_is_in_it_and_no_strip_or_panorama() {
    each(|name, parts| {
        let (width, height) = (number(parts.root, "width"), number(parts.root, "height"));
        let drawn: Vec<f64> = parts
            .root
            .attribute("data-drawn")
            .expect("its own size")
            .split(' ')
            .map(|number| number.parse().expect("a number"))
            .collect();
        let boxes = parts.groups.iter().map(|group| box_rect(*group));
        let labels = parts.labels.iter().map(|label| label_rect(*label));
        let all: Vec<Rect> = boxes.chain(labels).collect();
        let right = all.iter().map(|rect| rect.right).fold(0.0, f64::max);
        let bottom = all.iter().map(|rect| rect.bottom).fold(0.0, f64::max);
        assert!(right <= width && bottom <= height, "{name}: {right} of {width}, {bottom} of {height}");
        assert!(bottom > height - 2.0 * MARGIN || all.is_empty(), "{name}: {bottom} of {height}");
        assert!(drawn[0] <= width && drawn[1] <= height, "{name}");
        // Blank on the right is no more than the margin, but in the smallest pictures.
        let own = parts.groups.iter().map(|group| box_rect(*group).right).fold(0.0, f64::max);
        assert!(own + MARGIN >= drawn[0] || drawn[0] <= 560.0, "{name}: {own} of {}", drawn[0]);
        let many = parts.groups.len() > 8;
        let shape = drawn[0] / drawn[1];
        assert!(!many || (0.5..2.6).contains(&shape), "{name}: {} by {}", drawn[0], drawn[1]);
    });
}

#[test]
fn every_broken_claim_is_a_link_to_what_it_says() {
    let mut linked: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, svg) in pictures() {
        let document = roxmltree::Document::parse(&svg).expect("the picture is XML");
        let ids: BTreeSet<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
        let links = document.descendants().filter(|node| node.has_tag_name((SVG, "a")));
        let mut targets: BTreeSet<String> = BTreeSet::new();
        for link in links {
            let target = link.attribute("href").and_then(|href| href.strip_prefix('#')).expect("a fragment");
            assert!(ids.contains(target), "{name}: {target} of {ids:?}");
            targets.insert(target.to_owned());
        }
        let broken = ids.iter().filter(|id| id.starts_with("claim-"));
        assert!(broken.clone().all(|id| targets.contains(*id)), "{name}: {ids:?} of {targets:?}");
        assert_eq!(targets.is_empty(), document.root_element().attribute("role") == Some("img"), "{name}");
        assert!(!words(document.root_element()).contains('✗') || !targets.is_empty(), "{name}");
        linked.insert(name, targets);
    }
    assert!(linked["wrong-2019.yaml"].len() == 11, "{:?}", linked["wrong-2019.yaml"]);
}
