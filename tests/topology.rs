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
