//! A deployment for people at a terminal: what it holds, which claims hold or break, what is found.

use crate::report::{ClaimSummary, Counts, PoolSummary, TopologyReport};
use crate::rules::Broken;
use std::fmt::Write as _;
use unisono::document::Page;
use unisono::finding::Severity;
use unisono::order::{OrderedMap, OrderedSet};
use unisono::report::text::{Canvas, Ink, Style, counted, render_finding, severity_name, tame};
use unisono::report::{Report, ReportedFinding};

/// More of anything than this is counted instead of listed.
const LISTED: usize = 40;

/// What is found in the topologies, then the deployment.
pub(crate) fn text(
    report: &Report,
    (topology, broken): (&TopologyReport, &[Broken]),
    pages: &[Page],
    style: &Style,
) -> String {
    let mut out = Canvas { text: String::new(), color: style.color() };
    for finding in findings(report, topology) {
        render_finding(&mut out, finding, pages, style);
        let of_it = broken
            .iter()
            .find(|broken| broken.rule == finding.rule && broken.message.id() == finding.message_id);
        let claims = of_it.map_or(&[][..], |broken| &broken.claims);
        if let Some(claim) = topology.claims.iter().find(|claim| claims.contains(&claim.id)) {
            out.text.push_str("  = guidance: ");
            let _ = writeln!(out.text, "{} ({})", wording(claim), claim.id);
        }
        out.text.push('\n');
    }
    deployment(&mut out, topology);
    let mut found = false;
    let counts = [
        (topology.errors, Severity::Error),
        (topology.warnings, Severity::Warning),
        (topology.notes, Severity::Note),
    ];
    for (count, severity) in counts.into_iter().filter(|(count, _)| *count > 0) {
        if std::mem::replace(&mut found, true) {
            out.text.push_str(", ");
        }
        out.ink(Ink::of(severity), &counted(count as usize, severity_name(severity)));
    }
    if !found {
        out.ink(Ink::Good, "no findings");
    }
    out.text.push('\n');
    out.text
}

/// The same as JSON: the report's `topology`, with the findings of the topologies as `findings`.
pub(crate) fn json(report: &Report, topology: &TopologyReport) -> String {
    #[derive(serde::Serialize)]
    struct Only<'a> {
        version: u32,
        topology: &'a TopologyReport,
        findings: Vec<&'a ReportedFinding>,
    }
    let only = Only { version: report.version, topology, findings: findings(report, topology).collect() };
    unisono::report::json::pretty(&only)
}

/// The findings in topologies.
fn findings<'r>(
    report: &'r Report,
    topology: &'r TopologyReport,
) -> impl Iterator<Item = &'r ReportedFinding> {
    let paths: OrderedSet<&str> = topology.files.iter().map(String::as_str).collect();
    report.findings.iter().filter(move |finding| paths.contains(finding.path.as_str()))
}

/// What a deployment holds, and which claims hold or break.
pub(crate) fn deployment(out: &mut Canvas, topology: &TopologyReport) {
    out.ink(Ink::Strong, "Deployment");
    let _ = writeln!(out.text, "  {}", holds(&topology.counts));
    let mut sites: OrderedMap<&str, Vec<&PoolSummary>> = OrderedMap::new();
    for pool in &topology.pools {
        sites.entry(pool.site.as_deref().unwrap_or_default()).or_default().push(pool);
    }
    let longest = topology.pools.iter().map(|pool| pool.fqdn.len()).max().unwrap_or(0).min(48);
    let mut listed = 0;
    for (site, pools) in sites {
        if listed >= LISTED {
            break;
        }
        let branch = topology.sites.iter().any(|known| known.name == site && known.branch);
        let name = if site.is_empty() { "no site known" } else { site };
        let _ = writeln!(out.text, "  {}{}", tame(name), if branch { " (branch)" } else { "" });
        for pool in pools {
            listed += 1;
            if listed > LISTED {
                break;
            }
            render_pool(out, pool, longest);
        }
    }
    if topology.pools.len() > LISTED {
        let _ = writeln!(
            out.text,
            "  and {} more (the JSON lists them all)",
            counted(topology.pools.len() - LISTED, "pool")
        );
    }
    for route in topology.routes.iter().take(LISTED) {
        let kind = if route.kind == "xmpp" { "XMPP federation route" } else { "federation route" };
        let site = if route.site.is_empty() { String::new() } else { format!(" of {}", tame(&route.site)) };
        let _ = writeln!(out.text, "  {kind}{site}: {}", tame(&route.target));
    }
    for partner in topology.partners.iter().take(LISTED) {
        let dialback = if partner.dialback { "on" } else { "off" };
        let _ = writeln!(
            out.text,
            "  XMPP partner {}: {}, TLS {}, SASL {}, dialback {dialback} ({})",
            tame(&partner.domain),
            tame(&partner.partner_type),
            tame(&partner.tls),
            tame(&partner.sasl),
            partner.negotiation
        );
    }
    for record in topology.records.iter().take(LISTED) {
        let port = record.port.map(|port| format!(" {port}")).unwrap_or_default();
        let target =
            record.target.as_deref().map(|target| format!(" → {}", tame(target))).unwrap_or_default();
        let _ = writeln!(out.text, "  {} {}{port}{target}", tame(&record.name), record.kind);
    }
    out.text.push('\n');
    render_claims(out, topology);
}

fn render_pool(out: &mut Canvas, pool: &PoolSummary, longest: usize) {
    let product = pool.product.unwrap_or("version unknown");
    let mut what: Vec<&str> = pool.roles.iter().map(String::as_str).collect();
    if pool.xmpp_proxy {
        what.push("XMPP proxy");
    }
    if pool.xmpp_gateway {
        what.push("XMPP gateway");
    }
    let _ = write!(out.text, "    {:longest$}  {product}", tame(&pool.fqdn));
    if !what.is_empty() {
        let _ = write!(out.text, "  {}", tame(&what.join(", ")));
    }
    if pool.machines.len() > 1 {
        let _ = write!(out.text, "  {}", counted(pool.machines.len(), "machine"));
    }
    out.text.push('\n');
}

fn holds(counts: &Counts) -> String {
    let Counts {
        sites,
        pools,
        machines,
        services,
        ports,
        routes,
        partners,
        users,
        policies,
        certificates,
        records,
        commands,
    } = *counts;
    let named = [
        (sites, "site"),
        (pools, "pool"),
        (machines, "machine"),
        (services, "service"),
        (ports, "port"),
        (routes, "route"),
        (partners, "XMPP partner"),
        (users, "user"),
        (certificates, "certificate"),
        (records, "DNS record"),
        (commands, "command"),
    ];
    let mut parts: Vec<String> = named
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| counted(count as usize, noun))
        .collect();
    match policies {
        0 => {}
        1 => parts.push("1 policy".to_owned()),
        policies => parts.push(format!("{policies} policies")),
    }
    if parts.is_empty() { "nothing that could be read".to_owned() } else { parts.join(", ") }
}

fn render_claims(out: &mut Canvas, topology: &TopologyReport) {
    let packs = topology.guidance.join(" and ");
    out.ink(Ink::Strong, &format!("Claims of the guidance of {packs}"));
    out.text.push('\n');
    if topology.claims.is_empty() {
        out.text.push_str("  there is nothing to judge them by\n");
    }
    let longest = topology.claims.iter().map(|claim| claim.id.len()).max().unwrap_or(0);
    for status in ["broken", "holds"] {
        for claim in topology.claims.iter().filter(|claim| claim.status == status) {
            render_claim(out, claim, longest);
        }
    }
    out.text.push('\n');
}

/// What a claim says: in the words of a page that states it, else in those of the pack.
fn wording(claim: &ClaimSummary) -> String {
    let stated = claim.sentences.iter().find(|sentence| sentence.verdict == "stated");
    let text = stated.map(|sentence| sentence.text.as_str()).or(claim.says.as_deref()).unwrap_or_default();
    tame(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn render_claim(out: &mut Canvas, claim: &ClaimSummary, longest: usize) {
    let ink = if claim.status == "broken" { Ink::Error } else { Ink::Good };
    out.text.push_str("  ");
    out.ink(ink, &format!("{:6}", claim.status));
    let _ = writeln!(out.text, "  {:longest$}  {}", claim.id, claim.rules.join(", "));
    let broken = claim.status == "broken";
    if !broken || claim.sentences.is_empty() {
        let _ = writeln!(out.text, "          {}", wording(claim));
    }
    // What holds needs no proof; one sentence of each language is enough for what does not.
    let mut told = None;
    for sentence in claim.sentences.iter().filter(|_| broken) {
        if told == Some(&sentence.locale) {
            continue;
        }
        told = Some(&sentence.locale);
        let start = sentence.range.start;
        let (path, locale) = (tame(&sentence.path), tame(&sentence.locale));
        let but =
            if sentence.verdict == "stated" { String::new() } else { format!(", {}", sentence.verdict) };
        out.text.push_str("          ");
        out.ink(Ink::Faint, &format!("{path}:{}:{} ({locale}{but})", start.line, start.column));
        let text: Vec<&str> = sentence.text.split_whitespace().collect();
        let _ = writeln!(out.text, "\n          {}", tame(&text.join(" ")));
    }
}
