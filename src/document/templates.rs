//! Lines of templates in pages: Liquid and Jinja (`{% if x %}`, `{{ table }}`), Hugo (`{{< note >}}`), a
//! value of MDX alone on its line (`{Example}`), and the block lines of MkDocs (`/// note | Title`).
//!
//! They say what is put together there and are never prose themselves.

use super::directives;
use super::overlay::{Line, LineKind};
use crate::source::Span;

/// Whether a line holds nothing but tags that steer a template: `{% … %}`, `{{< … >}}`, `{{% … %}}`, or
/// takes in a file: `{! ports.md !}`.
pub(super) fn is_tags(line: &str) -> bool {
    let mut rest = line.trim();
    let mut any = false;
    while !rest.is_empty() {
        let close = match rest.as_bytes() {
            [b'{', b'{', b'<', ..] => ">}}",
            [b'{', b'{', b'%', ..] => "%}}",
            [b'{', b'%', ..] => "%}",
            [b'{', b'!', ..] => "!}",
            _ => return false,
        };
        let Some(end) = rest.find(close) else { return false };
        rest = rest[end + close.len()..].trim_start();
        any = true;
    }
    any
}

/// Whether a line takes in a file, or marks a part of one that others take in: `--8<-- "ports.md"`, `--8<-- [start:ports]`.
pub(super) fn is_snippet(line: &str) -> bool {
    let marked = line.trim().trim_start_matches(';');
    let cut = marked.trim_start_matches('-');
    let Some(behind) = cut.strip_prefix("8<").filter(|_| cut.len() < marked.len()) else { return false };
    let rest = behind.trim_start_matches('-');
    rest.len() < behind.len() && (rest.is_empty() || rest.trim_start().starts_with(['"', '\'', '[']))
}

/// Where a block ends that takes in files, if the line `start..end` opens one: names of files, one a line, between two
/// lines `--8<--`.
pub(super) fn snippet_block(text: &str, start: usize, end: usize) -> Option<usize> {
    /// Nobody takes in more files at once.
    const MOST: usize = 64;
    let fence = text[start..end].trim();
    if !is_snippet(fence) || !fence.ends_with('-') {
        return None;
    }
    let mut at = end;
    for _ in 0..MOST {
        let rest = text[at..].strip_prefix('\r').unwrap_or(&text[at..]);
        let line = rest.strip_prefix('\n')?;
        let from = text.len() - line.len();
        at = from + line.find(['\n', '\r']).unwrap_or(line.len());
        let line = text[from..at].trim();
        if line == fence {
            return Some(at);
        }
        let is_name = !line.contains(char::is_whitespace) && line.contains(['.', '/', ':']);
        if !line.is_empty() && !is_name {
            return None;
        }
    }
    None
}

/// Whether a line is one value that a template puts in: `{{ … }}`, and in MDX `{Name}`.
pub(super) fn is_value(line: &str, mdx: bool) -> bool {
    let line = line.trim();
    if let Some(inner) = line.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")) {
        return !inner.contains(['{', '}']);
    }
    let name = line.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).filter(|_| mdx);
    name.is_some_and(|name| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.'))
    })
}

/// The line `start..end` of MkDocs that opens or closes a block: `/// note | Title`, `///`.
pub(super) fn slashes(text: &str, start: usize, end: usize) -> Option<Line> {
    let content = text[start..end].trim_end();
    let count = content.bytes().take_while(|b| *b == b'/').count();
    if count < 3 {
        return None;
    }
    let span = Span::new(start as u32, (start + content.len()) as u32);
    let colons = count as u32;
    if content.len() == count {
        return Some(Line { span, colons, kind: LineKind::Close });
    }
    let written = content[count..].strip_prefix(' ')?;
    let name = written.split(['|', ' ']).next().filter(|name| !name.is_empty())?;
    let rest = written[name.len()..].trim_start();
    let is_name = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if !is_name || !(rest.is_empty() || rest.starts_with('|')) {
        return None;
    }
    let quoted = rest.strip_prefix('|').unwrap_or_default().trim();
    // Older pages write titles in quotation marks, as `!!!` wants them.
    let title = quoted.strip_prefix('"').and_then(|title| title.strip_suffix('"')).unwrap_or(quoted);
    let at = start + content.len() - (quoted.len() + title.len()) / 2;
    let title = Span::new(at as u32, (at + title.len()) as u32);
    let at = (start + count + 1) as u32;
    let label = Span::new(at, at + name.len() as u32);
    let mut kind = directives::opened(name, label, title);
    if let LineKind::Alert { title, .. } = &mut kind
        && !quoted.contains(char::is_whitespace)
    {
        // A single word is the name of the kind in the page's language ("Tipp"), which others leave to the site.
        *title = Span::default();
    }
    Some(Line { span, colons, kind })
}
