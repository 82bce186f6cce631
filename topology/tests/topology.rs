//! Topologies read whole: exports real and made up, described forms, hostile input.

#![allow(clippy::disallowed_methods, reason = "tests read files")]

#[path = "../../tests/shared/mod.rs"]
mod shared;

use std::fmt::Write as _;
use std::ops::ControlFlow;
use unisono::checker::{Checker, Options};
use unisono::report::Report;
use unisono_topology::report::{Counts, PoolSummary, TopologyReport};

/// The report on some files, under packs (none: those of the versions found).
fn check(files: &[(&str, &[u8])], packs: &[&str]) -> Report {
    unisono_topology::install();
    let options = packs.iter().fold(Options::default(), |options, pack| options.with_applied_pack(*pack));
    let mut checker = Checker::new(options);
    for (path, bytes) in files {
        checker.add_topology("", path, bytes);
    }
    checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it")
}

fn topology(report: &Report) -> &TopologyReport {
    &unisono_topology::section(report).expect("a topology was given").report
}

fn picture(report: &Report) -> String {
    unisono_topology::section(report).expect("a topology was given").svg()
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
fn a_real_file_of_topology_builder_is_read_whole_and_nothing_false_is_found() {
    let Some(folder) = shared::folder("topology") else { return };
    let bytes = std::fs::read(folder.join("contoso-2015.tbxml")).expect("the file is readable");
    let report = check(&[("contoso.tbxml", &bytes)], &["skype-for-business-server-2015"]);
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
fn example(name: &str) -> (Report, String) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/topologies").join(name);
    let bytes = std::fs::read(path).expect("the example is readable");
    let report = check(&[(name, &bytes)], &[]);
    let svg = picture(&report);
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

#[test]
fn a_broken_negotiation_names_its_claim_also_beside_servers_of_2019_alone() {
    let script =
        b"New-CsXmppAllowedPartner gmail.com -TlsNegotiation Optional -SaslNegotiation NotSupported \
        -SupportDialbackNegotiation $false\nMove-CsUser anna@contoso.com -Target pool2019.contoso.com\n";
    let report = check(&[("change.ps1", script)], &[]);
    let topology = topology(&report);
    assert_eq!(topology.packs, ["skype-for-business-server-2019"]);
    let broken: Vec<&str> =
        topology.claims.iter().filter(|claim| claim.status == "broken").map(|claim| claim.id).collect();
    assert_eq!(broken, ["X13-18.2"], "{:?}", found(&report));
}

/// A small export: a pool in two sites, one with the gateway port.
const EXPORT: &str = r#"<?xml version="1.0" encoding="utf-16"?>
<t:Topology xmlns:t="urn:schema:Microsoft.Rtc.Management.Deploy.Topology.2008">
  <t:InternalDomains DefaultDomain="contoso.com"><t:InternalDomain Name="contoso.com" /></t:InternalDomains>
  <t:Sites>
    <t:CentralSite SiteId="1"><t:Name>Zürich</t:Name><t:Unheard Of="this" /></t:CentralSite>
  </t:Sites>
  <t:Clusters>
    <t:Cluster Fqdn="edge.contoso.com"><t:ClusterId SiteId="1" Number="1" />
      <t:Machine OrdinalInCluster="1" Fqdn="edge1.contoso.com" />
      <t:Machine OrdinalInCluster="2" Fqdn="edge2.contoso.com" />
    </t:Cluster>
    <t:Cluster Fqdn="sql.contoso.com"><t:ClusterId SiteId="1" Number="2" />
      <t:Machine OrdinalInCluster="1" Fqdn="sql.contoso.com" />
    </t:Cluster>
  </t:Clusters>
  <t:SqlInstances><t:SqlInstance><t:SqlInstanceId Name="rtc"><t:ClusterId SiteId="1" Number="2" /></t:SqlInstanceId></t:SqlInstance></t:SqlInstances>
  <t:Services>
    <t:Service RoleVersion="2" ServiceVersion="8">
      <t:ServiceId SiteId="1" RoleName="EdgeServer" Instance="1" />
      <t:DependsOn><t:Dependency Usage="Default"><t:ServiceId SiteId="1" RoleName="UserStore" Instance="2" /></t:Dependency></t:DependsOn>
      <t:InstalledOn><t:ClusterId SiteId="1" Number="1" /></t:InstalledOn>
      <s:Ports xmlns:s="urn:schema:Microsoft.Rtc.Management.Deploy.ServiceRoles.2008">
        <s:Port Owner="urn:component:XmppFederationProxy" Usage="XmppServer" InterfaceSide="External" Port="5269" Protocol="Tls" />
      </s:Ports>
    </t:Service>
    <t:Service RoleVersion="1" ServiceVersion="8">
      <t:ServiceId SiteId="1" RoleName="UserStore" Instance="2" />
      <t:InstalledOn><t:SqlInstanceId Name="rtc"><t:ClusterId SiteId="1" Number="2" /></t:SqlInstanceId></t:InstalledOn>
    </t:Service>
  </t:Services>
</t:Topology>
"#;

fn counts_of_export() -> Counts {
    Counts { sites: 1, pools: 2, machines: 3, services: 2, ports: 1, ..Counts::default() }
}

const PROXY: &str =
    "xmpp-proxy-on-2019-edge: the 2019 Edge edge.contoso.com has the XMPP proxy, which 2019 does not have";
const ALONE: &str = "xmpp-without-coexistence: there is the XMPP proxy on edge.contoso.com, and every server is of \
                     2019: no legacy version coexists";

#[test]
fn an_export_is_read_by_local_names_whatever_its_prefixes() {
    let report = check(&[("export.xml", EXPORT.as_bytes())], &[]);
    assert_eq!(topology(&report).counts, counts_of_export());
    assert_eq!(topology(&report).sites[0].name, "Zürich");
    assert_eq!(topology(&report).pools[1].roles, ["UserStore"]);
    assert_eq!(found(&report), [format!("export.xml:23:9 {PROXY}"), format!("export.xml:23:9 {ALONE}")]);
}

#[test]
fn an_export_in_utf_16_is_read_as_the_same_text() {
    let plain = check(&[("export.xml", EXPORT.as_bytes())], &[]);
    for (mark, unit) in
        [([0xFF, 0xFE], u16::to_le_bytes as fn(u16) -> [u8; 2]), ([0xFE, 0xFF], u16::to_be_bytes)]
    {
        let bytes: Vec<u8> = mark.into_iter().chain(EXPORT.encode_utf16().flat_map(unit)).collect();
        let wide = check(&[("export.xml", &bytes)], &[]);
        assert_eq!((found(&wide), topology(&wide)), (found(&plain), topology(&plain)));
    }
    let report = check(&[("export.xml", b"\xff\xfe<\0T\0o")], &[]);
    assert_eq!(report.findings[0].rule, "encoding-invalid");
}

#[test]
fn the_command_that_printed_an_export_may_stand_before_it() {
    let text = format!("PS C:\\> Get-CsTopology -AsXml\n{EXPORT}\nPS C:\\>\n");
    let report = check(&[("session.txt", text.as_bytes())], &[]);
    assert_eq!(topology(&report).counts, counts_of_export());
    assert!(found(&report)[0].starts_with("session.txt:24:9 "), "{:?}", found(&report));
}

#[test]
fn json_is_read_with_tabs_and_escapes() {
    let text = "{\n\t\"pools\": [\n\t\t{\t\"fqdn\": \"edge\\u002econtoso.com\", \"version\": 8,\n\t\t\"roles\": [{\"role\": \
                \"EdgeServer\", \"xmppProxy\": true}] }\n\t]\n}\n";
    let report = check(&[("deployment.json", text.as_bytes())], &[]);
    assert_eq!(
        found(&report),
        [format!("deployment.json:4:49 {PROXY}"), format!("deployment.json:4:49 {ALONE}")]
    );
}

#[test]
fn files_are_one_deployment_in_whatever_order_they_come() {
    let pools =
        ("servers.yaml", "pools: [{fqdn: pool.contoso.com, version: 2019, roles: [FrontEnd]}]".as_bytes());
    let users = (
        "users.json",
        br#"{"users": [{"identity": "a@contoso.com", "pool": "POOL.contoso.com.", "xmpp": true}]}"#
            .as_slice(),
    );
    let one = check(&[pools, users], &["skype-for-business-server-2019"]);
    let other = check(&[users, pools], &["skype-for-business-server-2019"]);
    assert_eq!(one, other);
    assert!(found(&one).iter().any(|line| line.contains("xmpp-user-on-2019-pool")), "{:?}", found(&one));
}

#[test]
fn a_rule_that_is_turned_off_finds_nothing_and_pages_keep_their_findings() {
    let mut checker = Checker::new(Options::default().with_rule("xmpp-proxy-on-2019-edge", None));
    checker.add_topology("", "export.xml", EXPORT.as_bytes());
    checker.add("", "en/page.md", "Open port 5269.\n".as_bytes());
    checker.add("", "de/page.md", "Öffnen Sie Port 5296.\n".as_bytes());
    let report = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
    let rules: Vec<&str> = report.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["number-changed", "xmpp-without-coexistence"]);
    assert_eq!((report.summary.pages, report.summary.errors, topology(&report).errors), (2, 2, 1));
    let again = checker.check(&mut |_| ControlFlow::Continue(())).expect("nothing cancels it");
    assert_eq!(report, again);
}

#[test]
fn a_text_cut_anywhere_or_with_a_byte_changed_is_read_without_panic_and_the_same_twice() {
    let yaml = "pools:\n  - fqdn: edge.contoso.com # é\n    version: 2015\n    roles: [{role: EdgeServer, ports: \
                [{owner: XmppFederationProxy, port: 5269}]}]\nusers:\n  - {identity: \"ä@contoso.com\", pool: x}\n";
    let json = r#"{"dns": [{"name": "_xmpp-server._tcp.contoso.com", "type": "SRV", "port": "5.269", "target": "é"}]}"#;
    let zone = "_xmpp-server._tcp.contoso.com. 3600 IN SRV 0 0 5269 xmpp.contoso.com.\n";
    for text in [EXPORT, yaml, json, zone] {
        let bytes = text.as_bytes();
        let step = (bytes.len() / 25).max(1);
        for at in (0..=bytes.len()).step_by(step) {
            let mut changed = bytes.to_vec();
            if let Some(byte) = changed.get_mut(at) {
                *byte = b"<>\"'{}[]:&#\n\t 0\xc3"[at % 16];
            }
            for variant in [&bytes[..at], &bytes[at..], &changed] {
                let files: &[(&str, &[u8])] = &[("file", variant)];
                assert_eq!(check(files, &["2013", "2019"]), check(files, &["2013", "2019"]));
            }
        }
    }
}

#[test]
fn a_large_deployment_takes_no_more_than_its_share_of_time() {
    let pools = |count: usize| {
        let mut text = String::from("pools:\n");
        for at in 0..count {
            let _ = writeln!(
                text,
                "  - {{fqdn: p{at}.contoso.com, site: s{}, version: 2019, machines: [m{at}], roles: [FrontEnd, EdgeServer]}}",
                at % 50
            );
        }
        text.push_str("users:\n");
        for at in 0..count {
            let _ =
                writeln!(text, "  - {{identity: u{at}@contoso.com, pool: p{at}.contoso.com, xmpp: true}}");
        }
        text
    };
    let time = |count: usize| {
        let text = pools(count);
        let start = std::time::Instant::now();
        let report = check(&[("d.yaml", text.as_bytes())], &[]);
        assert_eq!(topology(&report).counts.pools as usize, count);
        assert!(picture(&report).len() > count * 100);
        start.elapsed().as_secs_f64()
    };
    let (small, large) = (time(300), time(2400));
    assert!(large < small * 8.0 * 3.0 + 0.5, "{small} s for 300 pools, {large} s for 2400");
}

/// A made-up export in the shape of `Get-CsTopology -AsXml` of Skype for Business Server 2019.
fn exported() -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports/tailspin-2019.xml");
    std::fs::read_to_string(path).expect("the export is readable")
}

const PACK_2019: &[&str] = &["skype-for-business-server-2019"];
const EXPORTED: Counts = Counts {
    sites: 2,
    pools: 8,
    machines: 11,
    services: 16,
    ports: 22,
    routes: 1,
    partners: 0,
    users: 0,
    policies: 0,
    certificates: 0,
    records: 0,
    commands: 0,
};

#[test]
fn an_export_of_2019_is_read_whole_and_nothing_false_is_found() {
    let text = exported();
    for packs in [PACK_2019, &[]] {
        let report = check(&[("export.xml", text.as_bytes())], packs);
        assert_eq!(found(&report), [""; 0]);
        let held = topology(&report);
        assert_eq!(held.counts, EXPORTED);
        assert_eq!(held.packs, PACK_2019);
        assert_eq!(held.domains, ["tailspin.example", "tailspin.test"]);
        assert!(held.pools.iter().all(|pool| pool.version == Some(2019) && !pool.xmpp_proxy));
        let site = |fqdn: &str| {
            let pool = held.pools.iter().find(|pool| pool.fqdn == fqdn).expect("the pool is there");
            (pool.site.as_deref().unwrap_or_default().to_owned(), pool.machines.len())
        };
        assert_eq!(site("fe.tailspin.example"), ("Lübeck & Umland".to_owned(), 3));
        assert_eq!(site("sba.tailspin.example"), ("Travemünde".to_owned(), 1));
        assert_eq!(held.routes[0].target, "edge.tailspin.example");
        assert!(held.claims.iter().all(|claim| claim.status == "holds"));
    }
}

#[test]
fn an_export_is_read_however_a_shell_wrote_it() {
    let text = exported();
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let declared =
        format!("\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n{}", text.replace('\n', "\r\n"));
    let printed = format!("PS C:\\Users\\lena> Get-CsTopology -AsXml\n\n{text}\n\nPS C:\\Users\\lena> ");
    let one_line: String = text.lines().map(str::trim).collect();
    let prefixed = text
        .replace("<", "<t:")
        .replace("<t:/", "</t:")
        .replace("<Topology xmlns=", "<Topology xmlns:t=")
        .replace("<t:Topology xmlns=", "<t:Topology xmlns:t=");
    let scripted = format!(
        "<# Sets the laboratory up. #>\nparam([string]$Domain = 'tailspin.example')\n$topology = @'\n{text}'@\n$topology | \
         Out-File t.xml\nPublish-CsTopology -FileName t.xml\nif (1 -gt 0) {{ Enable-CsTopology }} # </done>\n"
    );
    let assigned = format!("$xml = \"{}\"\nPublish-CsTopology -FileName t.xml\n", text.replace('"', "`\""));
    let variable = scripted
        .replace("fe1.tailspin.example", "$($First).$Domain")
        .replace("@'", "@\"")
        .replace("'@", "\"@");
    for (how, bytes) in [
        ("UTF-16", utf16.as_slice()),
        ("declared", declared.as_bytes()),
        ("printed", printed.as_bytes()),
        ("one line", one_line.as_bytes()),
        ("prefixed", prefixed.as_bytes()),
        ("scripted", scripted.as_bytes()),
        ("assigned", assigned.as_bytes()),
        ("variable", variable.as_bytes()),
        ("wrapped at 80", wrapped(&text, 80).as_bytes()),
        ("wrapped at 119", wrapped(&text, 119).as_bytes()),
    ] {
        for name in ["export.xml", "export.txt", "setup.ps1"] {
            let report = check(&[(name, bytes)], PACK_2019);
            assert_eq!(found(&report), [""; 0], "{how} as {name}");
            let counts = topology(&report).counts;
            assert_eq!(counts, EXPORTED, "{how} as {name}");
        }
    }
}

/// As a console breaks it: at a column, wherever that is.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let characters: Vec<char> = line.chars().collect();
        for part in characters.chunks(width) {
            out.extend(part);
            out.push('\n');
        }
    }
    out
}

#[test]
fn what_is_wrong_in_an_export_that_a_console_wrapped_stands_in_its_own_line() {
    let text = exported().replace(
        "<Port Owner=\"urn:component:MediaRelay\"",
        "<Port Owner=\"urn:component:XmppFederationProxy\" Usage=\"XmppServer\" InterfaceSide=\"External\" \
         InterfaceNumber=\"1\" Port=\"5269\" Protocol=\"Tls\" /><Port Owner=\"urn:component:MediaRelay\"",
    );
    let wrapped = wrapped(&text, 80);
    let report = check(&[("export.txt", wrapped.as_bytes())], PACK_2019);
    let [proxy, ..] = report.findings.as_slice() else { panic!("{:?}", found(&report)) };
    assert_eq!(proxy.rule, "xmpp-proxy-on-2019-edge");
    let line = wrapped.lines().nth(proxy.range.start.line as usize - 1).expect("a line");
    assert!(line.contains("<Port Owner=\"urn:component:XmppFeder"), "{line}");
}

#[test]
fn two_exports_of_one_deployment_are_one() {
    let text = exported();
    let later = text.replace("6f0e2d54", "aaaaaaaa").replace("Instance=\"4\"", "Instance=\"9\"");
    let report = check(&[("a.xml", text.as_bytes()), ("b.xml", later.as_bytes())], PACK_2019);
    assert_eq!(found(&report), [""; 0]);
    assert_eq!(topology(&report).counts, EXPORTED);
    // A description of the same servers adds what the export does not tell.
    let more = "pools:\n  - {fqdn: EDGE.tailspin.example, site: Lübeck & Umland, roles: [{role: EdgeServer, xmppProxy: true}]}\n";
    for name in ["a.yaml", "z.yaml"] {
        let report = check(&[("b.xml", text.as_bytes()), (name, more.as_bytes())], PACK_2019);
        assert_eq!(topology(&report).counts, EXPORTED, "{name}");
    }
    let report = check(&[("a.xml", text.as_bytes()), ("b.yaml", more.as_bytes())], PACK_2019);
    assert!(
        found(&report).iter().any(|line| line.contains("xmpp-proxy-on-2019-edge")),
        "{:?}",
        found(&report)
    );
}

#[test]
fn exports_that_disagree_on_a_version_are_not_one_deployment() {
    let text = exported();
    let earlier = text.replacen("ServiceVersion=\"8\"", "ServiceVersion=\"7\"", 1);
    let report = check(&[("a.xml", text.as_bytes()), ("b.xml", earlier.as_bytes())], PACK_2019);
    let found = found(&report);
    assert!(
        matches!(found.as_slice(), [one] if one.starts_with("b.xml:") && one.contains("topology-inconsistent")),
        "{found:?}"
    );
}

#[test]
fn services_and_pools_that_a_command_printed_join_what_an_export_tells() {
    let printed = "PS C:\\> Get-CsPool -Identity edge.tailspin.example\n\n\
        Identity       : edge.tailspin.example\n\
        Services       : {EdgeServer:edge.tailspin.example}\n\
        Computers      : {edge1.tailspin.example, edge2.tailspin.example}\n\
        Fqdn           : edge.tailspin.example\n\
        Site           : Site:Lübeck & Umland\n\n\
        PS C:\\> Get-CsService -EdgeServer\n\n\
        ServiceId      : 1-EdgeServer-4\n\
        SiteId         : Site:Lübeck & Umland\n\
        PoolFqdn       : edge.tailspin.example\n\
        Version        : 8\n\
        Role           : EdgeServer\n";
    let report = check(&[("session.txt", printed.as_bytes())], &[]);
    assert_eq!(found(&report), [""; 0]);
    let held = topology(&report);
    assert_eq!(
        (held.counts.sites, held.counts.pools, held.counts.machines, held.counts.services),
        (1, 1, 2, 1)
    );
    assert_eq!(held.packs, PACK_2019);
    let both = check(&[("a.xml", exported().as_bytes()), ("session.txt", printed.as_bytes())], PACK_2019);
    assert_eq!(found(&both), [""; 0]);
    assert_eq!(topology(&both).counts, Counts { commands: 2, ..EXPORTED });
}
