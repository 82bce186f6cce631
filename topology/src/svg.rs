//! The picture of a deployment, as SVG.
//!
//! Simple layered rows, from the outside in: partners, DNS, and for each site a column with its Edges,
//! its Front Ends and its other servers. A pool is a box with its machines inside. All figures are
//! whole pixels, so that the picture is the same everywhere. It needs no script and no font of its own,
//! follows the reader's light or dark scheme, and prints on white, made smaller where the paper is narrow.

mod layout;
mod marks;

pub use layout::{Layout, Node, NodeKind};

use super::model::{Deployment, Version};
use super::rules::{Subject, Verdicts};
use layout::Line;
use std::fmt::Write as _;
use unisono::report::text::counted;

/// Draws a deployment; what is broken is marked with the ids of the claims.
#[must_use]
pub fn render(deployment: &Deployment, subject: &Subject<'_>, verdicts: &Verdicts) -> String {
    let marks = marks::mark(deployment, verdicts);
    let layout = Layout::new(deployment, subject, &marks);
    let mut out = String::new();
    let (width, height) = (layout.width, layout.height);
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" aria-labelledby=\"topology-title topology-desc\" class=\"topology\">\n\
         <title id=\"topology-title\">{}</title>\n<desc id=\"topology-desc\">{}</desc>\n<style>{STYLE}</style>\n\
         <defs><marker id=\"topology-arrow\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"9\" markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" \
         orient=\"auto\"><path class=\"head\" d=\"M0 0L8 4L0 8z\"/></marker></defs>\n\
         <rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>\n",
        escape(&title(deployment)),
        escape(&description(deployment, subject, verdicts)),
    );
    let sites = || layout.nodes.iter().filter(|node| node.kind == NodeKind::Site);
    for node in sites() {
        draw_box(&mut out, node);
        out.push_str("</g>\n");
    }
    for Line { points, class, label } in &layout.lines {
        let path: Vec<String> = points.iter().map(|(x, y)| format!("{x} {y}")).collect();
        let _ = writeln!(
            out,
            "<path class=\"line {class}\" marker-end=\"url(#topology-arrow)\" d=\"M{}\"><title>{}</title></path>",
            path.join("L"),
            escape(label)
        );
    }
    for node in sites() {
        draw_text(&mut out, node);
        out.push('\n');
    }
    for node in layout.nodes.iter().filter(|node| node.kind != NodeKind::Site) {
        draw(&mut out, node);
    }
    for (at, text) in layout.notes.iter().enumerate() {
        let class = if at == 0 { "strong" } else { "broken" };
        let y = layout.notes_top + 20 * (at as u32 + 1);
        let _ = writeln!(
            out,
            "<text class=\"{class}\" x=\"{}\" y=\"{y}\">{}</text>",
            layout::MARGIN,
            escape(text)
        );
    }
    out.push_str("</svg>\n");
    out
}

fn draw(out: &mut String, node: &Node) {
    draw_box(out, node);
    draw_text(out, node);
    out.push_str("</g>\n");
}

fn draw_box(out: &mut String, node: &Node) {
    let broken = if node.claims.is_empty() { "" } else { " broken" };
    let class = node.class();
    let Node { x, y, width, height, .. } = *node;
    let _ = write!(
        out,
        "<g class=\"{class}{broken}\"><title>{}</title><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"6\"/>",
        escape(&node.full)
    );
}

fn draw_text(out: &mut String, node: &Node) {
    let site = node.kind == NodeKind::Site;
    let lines = node.text.iter().enumerate().map(|(at, line)| {
        let style = match at {
            _ if site && line.contains('✗') => "mark",
            0 => "strong",
            _ => "plain",
        };
        (style, line.clone())
    });
    let marks = node.marks().into_iter().map(|line| ("mark", line));
    // Lines may pass behind the words of a site.
    let halo = if site { " halo" } else { "" };
    for (at, (style, line)) in lines.chain(marks).enumerate() {
        let (x, y) = (node.x + 10, node.y + 19 + 17 * at as u32);
        let _ = write!(out, "<text class=\"{style}{halo}\" x=\"{x}\" y=\"{y}\">{}</text>", escape(&line));
    }
}

fn title(deployment: &Deployment) -> String {
    let machines: usize = deployment.pools.iter().map(|pool| pool.machines.len()).sum();
    format!(
        "Topology: {}, {}, {}, {}",
        counted(deployment.sites.len(), "site"),
        counted(deployment.pools.len(), "pool"),
        counted(machines, "machine"),
        counted(deployment.partners.len(), "XMPP partner")
    )
}

/// The picture in words, for those who do not see it.
fn description(deployment: &Deployment, subject: &Subject<'_>, verdicts: &Verdicts) -> String {
    let mut out = String::new();
    for (at, pool) in deployment.pools.iter().enumerate() {
        let product = subject.version_of_pool(at).and_then(Version::name).unwrap_or("of an unknown version");
        let site = pool.site.map(|site| format!(" in {}", deployment.sites[site].name)).unwrap_or_default();
        let _ = write!(out, "{}{site}: {product}. ", pool.fqdn);
    }
    for route in &deployment.routes {
        let kind = if route.kind == super::model::RouteKind::Xmpp { "XMPP federation" } else { "Federation" };
        let _ = write!(out, "{kind} goes through {}. ", subject.route_name(route));
    }
    for partner in &deployment.partners {
        let _ = write!(out, "XMPP partner {}. ", partner.domain);
    }
    if verdicts.broken.is_empty() {
        out.push_str("Nothing is broken.");
    }
    for broken in &verdicts.broken {
        let claims = if broken.claims.is_empty() { broken.rule.to_owned() } else { broken.claims.join(", ") };
        let _ = write!(out, "Broken: {claims}: {}. ", broken.message.text());
    }
    out.truncate(out.trim_end().len());
    out
}

/// Text for XML, without the characters that it cannot hold.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// Colours tell versions apart and are never alone: the box names its version, a broken one its claims.
const STYLE: &str = "\
.topology{--paper:#fff;--ink:#1b1f24;--faint:#57606a;--line:#6e7781;--box:#f6f8fa;--site:#eef1f4;--bad:#b3261e;\
--v2010:#8c6d1f;--v2013:#1a5fb4;--v2015:#16756b;--v2019:#7a3ea1;font:13px system-ui,sans-serif}\
@media (prefers-color-scheme:dark){.topology{--paper:#14171a;--ink:#e6e8ea;--faint:#a3abb3;--line:#8b949e;--box:#21262b;\
--site:#1b2024;--bad:#ff8a80;--v2010:#d9b85c;--v2013:#79b0ff;--v2015:#5fd0c2;--v2019:#cf9bf0}}\
@media print{.topology{max-width:100%;height:auto;--paper:#fff;--ink:#000;--faint:#333;--line:#444;--box:#fff;--site:#fff;--bad:#a00;\
--v2010:#8c6d1f;--v2013:#1a5fb4;--v2015:#16756b;--v2019:#7a3ea1}}\
.topology text{fill:var(--ink)}.topology .plain{fill:var(--faint);font-size:12px}.topology .strong{font-weight:600}\
.topology .mark,.topology text.broken{fill:var(--bad);font-weight:600;font-size:12px}\
.topology .halo{paint-order:stroke;stroke:var(--site);stroke-width:5px;stroke-linejoin:round}\
.topology .paper{fill:var(--paper)}.topology rect{stroke-width:1.5}\
.topology g>rect{fill:var(--box);stroke:var(--line)}.topology .site>rect{fill:var(--site);stroke:var(--line);stroke-dasharray:5 4}\
.topology .machine>rect{fill:var(--paper);stroke:var(--line);stroke-width:1}\
.topology .machine .strong{font-weight:400;font-size:12px}\
.topology .v2010>rect{stroke:var(--v2010)}.topology .v2013>rect{stroke:var(--v2013)}\
.topology .v2015>rect{stroke:var(--v2015)}.topology .v2019>rect{stroke:var(--v2019)}\
.topology .broken>rect{stroke:var(--bad);stroke-width:3}\
.topology .line{stroke:var(--line);stroke-width:1.5;fill:none}.topology .xmpp{stroke-dasharray:6 3}\
.topology .line.bad{stroke:var(--bad);stroke-width:2.5}.topology .head{fill:var(--line)}";
