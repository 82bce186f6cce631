//! Topologies read whole: exports real and made up, described forms, hostile input.

mod shared;

use std::ops::ControlFlow;
use unisono::checker::{Checker, Options};
use unisono::report::Report;
use unisono::topology::report::{Counts, PoolSummary, TopologyReport};
use unisono::topology::rules::Pack;

/// The report on some files, under packs (none: those of the versions found).
fn check(files: &[(&str, &[u8])], packs: &[&str]) -> Report {
    let deployment_packs = packs.iter().map(|pack| Pack::parse(pack).expect("a pack")).collect();
    let mut checker = Checker::new(Options { deployment_packs, ..Options::default() });
    for (path, bytes) in files {
        checker.add_topology("", path, bytes);
    }
    checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it")
}

fn topology(report: &Report) -> &TopologyReport {
    report.topology.as_ref().expect("a topology was given")
}

fn found(report: &Report) -> Vec<String> {
    report
        .findings
        .iter()
        .map(|finding| {
            let start = finding.range.start;
            format!("{}:{}:{} {}: {}", finding.path, start.line, start.column, finding.rule, finding.message)
        })
        .collect()
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test reads files")]
fn a_real_file_of_topology_builder_is_read_whole_and_nothing_false_is_found() {
    let Some(folder) = shared::folder("topology") else { return };
    let bytes = std::fs::read(folder.join("contoso-2015.tbxml")).expect("the file is readable");
    let report = check(&[("contoso.tbxml", &bytes)], &["2015"]);
    assert_eq!(found(&report), [""; 0]);
    let topology = topology(&report);
    let text = String::from_utf8(bytes).expect("UTF-8");
    let count = |needle: &str| text.matches(needle).count() as u32;
    let read = topology.counts;
    let whole = Counts { sites: 1, pools: 6, machines: 11, services: 15, ports: 64, ..Counts::default() };
    assert_eq!(read, whole);
    let elements = ["<CentralSite ", "<Cluster ", "<Machine ", "<Service ", "<Port "].map(count);
    // A machine without attributes is written "<Machine />", and its blank is counted too.
    assert_eq!(elements, [read.sites, read.pools, read.machines, read.services, read.ports]);
    let with = |has: fn(&PoolSummary) -> bool| -> Vec<&str> {
        topology.pools.iter().filter(|pool| has(pool)).map(|pool| pool.fqdn.as_str()).collect()
    };
    assert_eq!(with(|pool| pool.xmpp_proxy), ["edgepool.contoso.com"]);
    assert_eq!(with(|pool| pool.xmpp_gateway), ["frontendpool.contoso.com"]);
    assert!(topology.pools.iter().all(|pool| pool.version == Some(2015)));
    assert!(topology.claims.iter().all(|claim| claim.status == "holds"));
}

/// An example of `examples/topologies`, judged.
#[allow(clippy::disallowed_methods, reason = "a test reads files")]
fn example(name: &str) -> (Report, String) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/topologies").join(name);
    let bytes = std::fs::read(path).expect("the example is readable");
    let mut checker = Checker::new(Options::default());
    checker.add_topology("", name, &bytes);
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
    let svg = checker.topology_svg().expect("a topology was given");
    (report, svg)
}

/// The boxes of a picture: class, left, top, right, bottom, tooltip.
fn boxes(svg: &str) -> Vec<(String, [u32; 4], String)> {
    let document = roxmltree::Document::parse(svg).expect("the picture is XML");
    let groups = document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "g")));
    groups
        .map(|group| {
            let child = |name: &str| {
                group.children().find(|node| node.tag_name().name() == name).expect("a group has it")
            };
            let side = |name: &str| -> u32 {
                child("rect").attribute(name).and_then(|value| value.parse().ok()).expect("a whole number")
            };
            let (x, y) = (side("x"), side("y"));
            let class = group.attribute("class").unwrap_or_default().to_owned();
            let title = child("title").text().unwrap_or_default().to_owned();
            (class, [x, y, x + side("width"), y + side("height")], title)
        })
        .collect()
}

fn holds(outer: &[u32; 4], inner: &[u32; 4]) -> bool {
    outer[0] < inner[0] && outer[1] < inner[1] && inner[2] < outer[2] && inner[3] < outer[3]
}

fn overlaps(a: &[u32; 4], b: &[u32; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// One box for each element, none over another unless it is inside.
fn assert_laid_out(report: &Report, svg: &str) {
    let boxes = boxes(svg);
    let count =
        |class: &str| boxes.iter().filter(|(of, ..)| of.split(' ').next() == Some(class)).count() as u32;
    let counts = topology(report).counts;
    assert_eq!(
        [count("site"), count("pool"), count("machine"), count("partner"), count("record")],
        [counts.sites, counts.pools, counts.machines, counts.partners, counts.records]
    );
    for (at, (class, one, title)) in boxes.iter().enumerate() {
        for (other_class, other, other_title) in &boxes[at + 1..] {
            let nested = holds(one, other) || holds(other, one);
            assert!(!overlaps(one, other) || nested, "{class} {title} overlaps {other_class} {other_title}");
            let same = class.split(' ').next() == other_class.split(' ').next();
            assert!(!(nested && same), "{class} {title} stands inside {other_title}");
        }
    }
    for (class, machine, title) in boxes.iter().filter(|(class, ..)| class == "machine") {
        let inside = boxes.iter().filter(|(of, pool, _)| of.starts_with("pool") && holds(pool, machine));
        assert_eq!(inside.count(), 1, "{class} {title} stands in its pool");
    }
}

#[test]
fn a_deployment_of_2013_is_drawn_and_nothing_is_marked() {
    let (report, svg) = example("lync-2013.yaml");
    assert_eq!(found(&report), [""; 0]);
    assert_laid_out(&report, &svg);
    assert!(!svg.contains('✗') && svg.contains("<title id=") && svg.contains("Nothing is broken."));
}

#[test]
fn coexistence_of_2015_and_2019_is_drawn_and_nothing_is_marked() {
    let (report, svg) = example("coexistence.yaml");
    assert_eq!(found(&report), [""; 0]);
    assert_laid_out(&report, &svg);
    assert!(!svg.contains('✗'));
    let holds: Vec<&str> = topology(&report).claims.iter().map(|claim| claim.id).collect();
    for claim in ["X19-02", "X19-03", "X19-04", "X19-05a", "X19-06", "X19-07", "X19-08", "X15-01"] {
        assert!(holds.contains(&claim), "{claim} of {holds:?}");
    }
}

#[test]
fn a_wrong_deployment_is_drawn_with_each_broken_claim_at_its_box() {
    let (report, svg) = example("wrong-2019.yaml");
    assert_laid_out(&report, &svg);
    let marked = |title: &str| {
        let line = svg
            .lines()
            .find(|line| line.starts_with("<g ") && line.contains(&format!("<title>{title}")))
            .expect("it is drawn");
        line.split("class=\"mark\"").nth(1).map(|mark| mark.contains('✗')).unwrap_or(false)
    };
    assert!(marked("edge2019.contoso.com") && marked("pool2019.contoso.com"));
    assert!(marked("fabrikam.com") && marked("gmail.com") && marked("_xmpp-server._tcp.contoso.com"));
    assert!(!marked("pool2015.contoso.com") && !marked("access2019.contoso.com"));
    for claim in topology(&report).claims.iter().filter(|claim| claim.status == "broken") {
        assert!(svg.contains(claim.id), "{} is in the picture", claim.id);
    }
}
