//! `:::` directives: Docusaurus admonitions (`:::note Title`), the containers of VitePress and Pandoc,
//! and the extensions of Microsoft Learn (`:::image …:::`, `:::no-loc …:::`, `:::zone …`).

use super::overlay::{Inline, InlineKind, Line, LineKind, alert_kind};
use crate::source::Span;

/// Longest inline directive, in bytes; keeps the search for its end from becoming quadratic.
const REACH: usize = 1_500;

/// A line of more colons than this stands for one that opens or ends an indented body; see
/// [`unindent`](super::unindent).
pub(super) const COLONS: usize = 64;

/// What a line that starts with `:::` is.
pub(super) enum Found {
    /// A directive that opens or closes something.
    Line(Line),
    /// A directive without prose (`:::row:::`, `:::zone pivot="…"`).
    Ignored(Span),
    /// A directive that stands inside a paragraph (`:::image …:::`).
    Inline,
}

/// Names of admonitions.
const ALERTS: [&str; 11] = [
    "note",
    "tip",
    "info",
    "warning",
    "danger",
    "caution",
    "important",
    "success",
    "hint",
    "attention",
    "error",
];

/// Learn's directives that open something which has no prose of its own and is closed by its own
/// `…-end` line.
const LAYOUT: [&str; 9] = ["row", "column", "zone", "moniker", "tabs", "tab", "lang", "form", "details-end"];

/// Reads the line `start..end`, whose content starts with `:::`.
pub(super) fn line(text: &str, start: usize, end: usize) -> Found {
    let content = text[start..end].trim_end();
    let span = Span::new(start as u32, (start + content.len()) as u32);
    let colons = content.bytes().take_while(|b| *b == b':').count();
    let rest = &content[colons..];
    let name = name_of(rest.trim_start());
    if rest.trim().is_empty() {
        return Found::Line(Line { span, colons: colons as u32, kind: LineKind::Close });
    }
    if is_inline(name) && colons <= COLONS {
        return Found::Inline;
    }
    let base = name.strip_suffix("-end").unwrap_or(name);
    if colons > COLONS {
        let name_start = start + colons;
        let label = Span::new(name_start as u32, (name_start + name.len()) as u32);
        let title = rest[name.len()..].trim();
        let title = Span::new(span.end - title.len() as u32, span.end);
        return Found::Line(Line { span, colons: colons as u32, kind: opened(name, label, title) });
    }
    if base.len() < name.len()
        || LAYOUT.iter().any(|layout| layout.eq_ignore_ascii_case(base))
        || rest.ends_with(":::")
    {
        return Found::Ignored(span);
    }
    let name_start = start + colons + (rest.len() - rest.trim_start().len());
    let label = Span::new(name_start as u32, (name_start + name.len()) as u32);
    let title = title_of(text, name_start + name.len(), start + content.len());
    Found::Line(Line { span, colons: colons as u32, kind: opened(name, label, title) })
}

/// Whether a name is that of an alert, in any language.
pub(super) fn is_alert(name: &str) -> bool {
    let known = ALERTS.iter().any(|alert| alert.eq_ignore_ascii_case(name));
    known || alert_kind(name) != name.to_uppercase()
}

/// What a line opens that names `name`, with a title.
pub(super) fn opened(name: &str, label: Span, title: Span) -> LineKind {
    if name.is_empty() || !is_alert(name) {
        return LineKind::Open { title };
    }
    let kind = alert_kind(name);
    LineKind::Alert { translated: !kind.eq_ignore_ascii_case(name), kind, label, title }
}

fn name_of(rest: &str) -> &str {
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
    &rest[..end]
}

/// The title after a directive's name: `[Title]`, or the rest of the line without `{attributes}`.
fn title_of(text: &str, start: usize, end: usize) -> Span {
    let rest = &text[start..end];
    let (from, to) = match (rest.strip_prefix('['), rest.find(']')) {
        (Some(_), Some(close)) => (1, close),
        _ => (0, rest.find('{').unwrap_or(rest.len())),
    };
    let title = &rest[from..to.max(from)];
    let leading = title.len() - title.trim_start().len();
    let at = start + from + leading;
    Span::new(at as u32, (at + title.trim().len()) as u32)
}

fn is_inline(name: &str) -> bool {
    ["image", "no-loc", "code", "icon", "video"].contains(&name)
}

/// The inline directive that starts at `start` and ends before `end`.
pub(super) fn inline(text: &str, start: usize, end: usize) -> Option<Inline> {
    let end = text.floor_char_boundary(end.min(start + REACH));
    let bytes = &text.as_bytes()[..end];
    if !bytes[start..].starts_with(b":::") {
        return None;
    }
    let open = start + 3;
    let name = name_of(&text[open..end]);
    if !is_inline(name) {
        return None;
    }
    let attributes = open + name.len();
    let close = attributes + memchr::memmem::find(&bytes[attributes..], b":::")?;
    let span = Span::new(start as u32, (close + 3) as u32);
    let attribute = |name: &str| attribute(text, attributes, close, name).unwrap_or_default();
    let (kind, shown) = match name {
        "image" => (InlineKind::Image(attribute("source")), attribute("alt-text")),
        "no-loc" => (InlineKind::NoLoc, attribute("text")),
        "code" | "video" => (InlineKind::Link(attribute("source")), Span::default()),
        _ => (InlineKind::Hidden, Span::default()),
    };
    Some(Inline { span, text: shown, kind })
}

/// Learn's `[!INCLUDE [label](file)]`, `[!code-js[label](file)]` and `[!VIDEO address]` at `start`: a
/// link without visible text.
pub(super) fn include(text: &str, start: usize, end: usize) -> Option<Inline> {
    let end = text.floor_char_boundary(end.min(start + REACH));
    let rest = text[start..end].strip_prefix("[!")?;
    let name = name_of(rest);
    let lower = name.to_ascii_lowercase();
    let from = start + 2 + name.len();
    if lower == "video" {
        let close = from + text[from..end].find(']')?;
        let address = text[from..close].trim();
        let at = close - text[from..close].trim_start().len();
        let span = Span::new(start as u32, close as u32 + 1);
        let to = Span::new(at as u32, (at + address.len()) as u32);
        return Some(Inline { span, text: Span::default(), kind: InlineKind::Link(to) });
    }
    if lower != "include" && lower != "code" && !lower.starts_with("code-") {
        return None;
    }
    let label = text[from..end].trim_start();
    label.strip_prefix('[')?;
    let open = from + text[from..end].find("](")? + 2;
    let close = open + text[open..end].find(')')?;
    let bracket = close + 1 + text[close + 1..end].find(']')?;
    if !text[close + 1..bracket].trim().is_empty() {
        return None;
    }
    let address = text[open..close].split_whitespace().next().unwrap_or_default();
    let at = open + (text[open..close].len() - text[open..close].trim_start().len());
    let span = Span::new(start as u32, bracket as u32 + 1);
    let to = Span::new(at as u32, (at + address.len()) as u32);
    Some(Inline { span, text: Span::default(), kind: InlineKind::Link(to) })
}

/// The value of `name="value"` in `from..to`.
fn attribute(text: &str, from: usize, to: usize, name: &str) -> Option<Span> {
    let mut at = from;
    while let Some(found) = text[at..to].find(name) {
        let start = at + found;
        let after = start + name.len();
        let free = text.as_bytes()[start - 1].is_ascii_whitespace();
        if let Some(value) = text[after..to].strip_prefix("=\"").filter(|_| free) {
            let length = value.find('"').unwrap_or(value.len());
            return Some(Span::new((after + 2) as u32, (after + 2 + length) as u32));
        }
        at = after;
    }
    None
}
