//! The picture of a deployment, as SVG.
//!
//! Rows from the outside in: partners, DNS, sites; and in each site its Edges, its Front Ends and its other servers. A
//! pool is a box with its machines inside. Boxes are as large as what is in them, and the rows are broken so that the
//! picture is as large as it can be in a window. Arrows run beside the rows and between them, never over words. All
//! figures are whole pixels, so that the picture is the same everywhere. It needs no script and no font of its own,
//! follows the reader's light or dark scheme, and prints on white, made smaller where the paper is narrow.
//!
//! Below it stands what is broken, claim by claim; the ids of claims in the picture are links to that. `data-drawn` holds
//! the width and height of the picture without it, for a page that shows the claims in its own way.

mod boxes;
mod layout;
mod marks;
mod plan;
mod said;
mod ways;
mod words;

use super::model::{Deployment, Version};
use super::report::ClaimSummary;
use super::rules::{Subject, Verdicts};
use boxes::NodeKind;
use layout::{Arrow, Layout, MARGIN, Node};
use std::fmt::Write as _;
use unisono::report::text::counted;
use words::{Face, Line, width};

/// Below everything, between lines of small print.
const SMALL: u32 = 20;
/// The narrowest picture: what is written below it has to fit.
const NARROWEST: u32 = 240;
/// What is written below a picture has at least this room.
const READABLE: u32 = 640;

/// Draws a deployment. What is broken is marked with the ids of the claims, which lead to what `claims` have them say.
#[must_use]
pub fn render(
    deployment: &Deployment,
    subject: &Subject<'_>,
    verdicts: &Verdicts,
    claims: &[ClaimSummary],
) -> String {
    let marks = marks::mark(deployment, verdicts);
    let layout = Layout::new(deployment, subject, &marks);
    let tooltips = said::tooltips(verdicts, claims);
    let mut small = String::new();
    let (legend, drawn) = small_print(&mut small, &layout, &tooltips);
    let width = layout.width.max(legend).max(NARROWEST);
    let broken = !tooltips.is_empty();
    let full = if broken { width.max(READABLE) } else { width };
    let said = said::lines(verdicts, claims, full - 2 * MARGIN);
    let mut below = String::new();
    let height = if broken { said::write(&mut below, &said, drawn) + MARGIN } else { drawn };
    let mut out = String::new();
    // What holds links is no image: a reader of the screen would not come to them.
    let role = if broken { "graphics-document document" } else { "img" };
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {full} {height}\" width=\"{full}\" height=\"{height}\" \
         data-drawn=\"{width} {drawn}\" role=\"{role}\" aria-labelledby=\"topology-title topology-desc\" class=\"topology\">\n\
         <title id=\"topology-title\">{}</title>\n<desc id=\"topology-desc\">{}</desc>\n<style>{STYLE}</style>\n\
         <defs><marker id=\"topology-arrow\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"9\" markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" \
         orient=\"auto\"><path class=\"head\" d=\"M0 0L8 4L0 8z\"/></marker>\
         <marker id=\"topology-arrow-bad\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"9\" markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" \
         orient=\"auto\"><path class=\"head bad\" d=\"M0 0L8 4L0 8z\"/></marker></defs>\n\
         <rect class=\"paper\" width=\"{full}\" height=\"{height}\"/>\n",
        escape(&title(deployment)),
        escape(&description(deployment, subject, verdicts)),
    );
    let (sites, others): (Vec<&Node>, Vec<&Node>) =
        layout.nodes.iter().partition(|node| node.kind == NodeKind::Site);
    for node in &sites {
        draw(&mut out, node, &tooltips);
    }
    for Arrow { points, class, label } in &layout.arrows {
        let bad = if class.ends_with("bad") { "-bad" } else { "" };
        let path: Vec<String> = points.iter().map(|(x, y)| format!("{x} {y}")).collect();
        let _ = writeln!(
            out,
            "<path class=\"line {class}\" marker-end=\"url(#topology-arrow{bad})\" d=\"M{}\"><title>{}</title></path>",
            path.join("L"),
            escape(label)
        );
    }
    for node in others {
        draw(&mut out, node, &tooltips);
    }
    out.push_str(&small);
    out.push_str(&below);
    out.push_str("</svg>\n");
    out
}

/// What stands under the boxes: what the lines are, what is not drawn, and what is broken that has no box. Gives how wide
/// and high the picture is with it.
fn small_print(out: &mut String, layout: &Layout, tooltips: &Tooltips) -> (u32, u32) {
    let (mut x, mut y, mut right) = (MARGIN, layout.height, 0);
    for (class, name) in [("xmpp", "XMPP"), ("route", "SIP federation"), ("dns", "DNS")] {
        if layout.arrows.iter().any(|arrow| arrow.class.split(' ').next() == Some(class)) {
            let _ = writeln!(
                out,
                "<path class=\"line {class}\" d=\"M{x} {}L{} {}\"/><text class=\"plain\" x=\"{}\" y=\"{}\">{name}</text>",
                y + 6,
                x + 30,
                y + 6,
                x + 37,
                y + 10
            );
            x += 37 + width(name, Face::Plain) + 24;
            right = x;
        }
    }
    if right > 0 {
        y += SMALL;
    }
    let mut note = |line: &Line, y: u32| {
        out.push_str(&words_of(line, MARGIN, y + 10, tooltips));
        out.push('\n');
        right = right.max(2 * MARGIN + line.width());
    };
    if layout.left > 0 {
        let text = format!("{} not drawn", counted(layout.left, "more DNS record"));
        note(&Line::new(Face::Plain, text), y);
        y += SMALL;
    }
    if !layout.elsewhere.is_empty() {
        note(&Line::new(Face::Strong, "Broken elsewhere"), y);
        y += SMALL;
        let room = layout.width.max(READABLE) - 2 * MARGIN;
        for line in words::list("✗ ", &layout.elsewhere, true, Face::Mark, room) {
            note(&line, y);
            y += SMALL;
        }
    }
    (right, if y == layout.height { y } else { y + MARGIN / 2 })
}

/// What each broken claim says.
type Tooltips = [(&'static str, String)];

fn draw(out: &mut String, node: &Node, tooltips: &Tooltips) {
    let Node { x, y, width, height, text_x, .. } = *node;
    let _ = write!(
        out,
        "<g class=\"{}\"><title>{}</title><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"6\"/>",
        node.class(),
        escape(&node.full)
    );
    for (at, line) in node.lines.iter().enumerate() {
        let y = if node.kind == NodeKind::Machine { y + 16 } else { node.baseline(at) };
        out.push_str(&words_of(line, text_x, y, tooltips));
    }
    out.push_str("</g>\n");
}

/// A line; the ids of broken claims in it are links.
fn words_of(line: &Line, x: u32, y: u32, tooltips: &Tooltips) -> String {
    let mut out = format!("<text class=\"{}\" x=\"{x}\" y=\"{y}\">", line.face.class());
    for (text, claim) in &line.pieces {
        match tooltips.iter().find(|own| *claim && own.0 == text) {
            Some((_, says)) => {
                let id = escape(text);
                let _ = write!(out, "<a href=\"#claim-{id}\"><title>{}</title>{id}</a>", escape(says));
            }
            None => out.push_str(&escape(text)),
        }
    }
    out.push_str("</text>");
    out
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
.topology a{cursor:pointer;text-decoration:underline}.topology a:is(:hover,:focus-visible){fill:var(--ink)}\
.topology .quoted{font-size:12px;font-style:italic}.topology .said:target{text-decoration:underline}\
.topology .paper{fill:var(--paper)}.topology rect{stroke-width:1.5}\
.topology g>rect{fill:var(--box);stroke:var(--line)}.topology .site>rect{fill:var(--site);stroke:var(--line);stroke-dasharray:5 4}\
.topology .machine>rect{fill:var(--paper);stroke:var(--line);stroke-width:1}\
.topology .machine .strong{font-weight:400;font-size:12px}\
.topology .v2010>rect{stroke:var(--v2010)}.topology .v2013>rect{stroke:var(--v2013)}\
.topology .v2015>rect{stroke:var(--v2015)}.topology .v2019>rect{stroke:var(--v2019)}\
.topology .broken>rect{stroke:var(--bad);stroke-width:3}\
.topology .line{stroke:var(--line);stroke-width:1.5;fill:none}.topology .xmpp{stroke-dasharray:6 3}\
.topology .dns{stroke-dasharray:2 3}\
.topology .line.bad{stroke:var(--bad);stroke-width:2.5}.topology .head{fill:var(--line)}.topology .head.bad{fill:var(--bad)}";
