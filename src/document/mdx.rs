//! MDX in Markdown pages: `import` and `export` lines, JSX components, `{expressions}`.
//!
//! Nothing of it is prose. Only its extent matters here, so code is not parsed but skipped: quotes and
//! brackets are balanced, no more.

use super::html;
use crate::source::Span;

/// How far a construct may reach before it is taken for something else, in bytes.
const REACH: usize = 20_000;

/// How many bytes were looked at in vain. What is not closed is looked for again from every place
/// after it; the caller stops looking before that becomes more than linear.
#[derive(Debug, Default)]
pub(super) struct Effort(pub(super) usize);

/// Whether a line, at the start of a paragraph, is an `import` or `export` of MDX.
pub(super) fn is_module_line(line: &str) -> bool {
    let line = line.trim_end();
    if let Some(rest) = line.strip_prefix("import ") {
        let rest = rest.trim_start();
        let ends_quoted = line.trim_end_matches(';').ends_with(['\'', '"']);
        let bare = rest.starts_with(['\'', '"']);
        return ends_quoted && (bare || rest.contains(" from '") || rest.contains(" from \"")) || rest == "{";
    }
    let Some(rest) = line.strip_prefix("export ") else { return false };
    let word = rest.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    match word {
        "const" | "let" | "var" => rest.contains('='),
        "function" | "async" | "class" => rest.contains('{'),
        "default" => true,
        "" => rest.starts_with(['{', '*']),
        _ => false,
    }
}

/// The end of the statement that starts at `start`: the first blank line at which its brackets
/// are balanced.
pub(super) fn module_end(text: &str, start: usize, effort: &mut Effort) -> usize {
    let bytes = &text.as_bytes()[..text.len().min(start + REACH)];
    let mut depth = 0i32;
    let mut first_blank = None;
    let mut at = start;
    while at < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found);
        let line = &bytes[at..end];
        if line.iter().all(u8::is_ascii_whitespace) {
            if depth <= 0 {
                return at;
            }
            first_blank = first_blank.or(Some(at));
        }
        for byte in line {
            match byte {
                b'{' | b'(' | b'[' => depth += 1,
                b'}' | b')' | b']' => depth -= 1,
                _ => {}
            }
        }
        at = end + 1;
    }
    if depth <= 0 && bytes.len() == text.len() {
        return text.len();
    }
    effort.0 += bytes.len() - start;
    first_blank.unwrap_or_else(|| text.floor_char_boundary(bytes.len()))
}

/// A component's tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Component<'t> {
    pub(super) name: &'t str,
    /// One past its `>`.
    pub(super) end: usize,
    /// Whether it can be nothing but JSX: it closes a component, closes itself, or has attributes.
    pub(super) certain: bool,
    /// Whether Markdown does not take it for HTML: it has `{…}` in it, or no name.
    pub(super) foreign: bool,
}

/// The component's tag at the `<` at `start`: `<Tabs>`, `</Tabs.Item>`, `<Foo bar={…} />`, `<>`.
pub(super) fn component<'t>(text: &'t str, start: usize, effort: &mut Effort) -> Option<Component<'t>> {
    let bytes = text.as_bytes();
    let closes = bytes.get(start + 1) == Some(&b'/');
    let from = start + 1 + usize::from(closes);
    let length =
        bytes[from..].iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_')).count();
    let name = &text[from..from + length];
    if name.is_empty() {
        return (bytes.get(from) == Some(&b'>')).then_some(Component {
            name,
            end: from + 1,
            certain: true,
            foreign: true,
        });
    }
    if !name.as_bytes()[0].is_ascii_uppercase() && !name.contains('.') || html::is_known(name) {
        return None;
    }
    attributes_end(text, from + length, closes, effort).map(|(end, certain, foreign)| Component {
        name,
        end,
        certain,
        foreign,
    })
}

/// The `{…}` that the HTML tag at the `<` at `start` has for values of attributes, `style={{…}}`: JSX that Markdown does not
/// take for HTML. Only of a tag that ends before `end`.
pub(super) fn attribute_expressions(text: &str, start: usize, end: usize, effort: &mut Effort) -> Vec<Span> {
    let bytes = &text.as_bytes()[..end];
    let mut found = Vec::new();
    let mut at = start + 1;
    while at < end {
        match bytes[at] {
            b'>' => return found,
            b'<' => break,
            quote @ (b'"' | b'\'') => match memchr::memchr(quote, &bytes[at + 1..]) {
                Some(close) => at += 2 + close,
                None => break,
            },
            b'{' if bytes[at - 1] == b'=' => match expression_end(text, at, effort) {
                Some(close) if close <= end => {
                    found.push(Span::new(at as u32, close as u32));
                    at = close;
                }
                _ => break,
            },
            _ => at += 1,
        }
    }
    effort.0 += at - start;
    Vec::new()
}

/// The end of a tag whose attributes start at `from`; whether it is certain to be a component, and
/// whether it is foreign to HTML.
fn attributes_end(text: &str, from: usize, closes: bool, effort: &mut Effort) -> Option<(usize, bool, bool)> {
    let bytes = text.as_bytes();
    let limit = text.len().min(from + REACH);
    let mut at = from;
    let mut certain = closes;
    let mut foreign = false;
    while at < limit {
        match bytes[at] {
            b'>' => {
                certain |= bytes[at - 1] == b'/';
                return Some((at + 1, certain, foreign));
            }
            b'=' => {
                certain = true;
                at += 1;
            }
            b'<' => break,
            quote @ (b'"' | b'\'') => match memchr::memchr(quote, &bytes[at + 1..limit]) {
                Some(close) => at += 2 + close,
                None => at = limit,
            },
            b'{' => {
                foreign = true;
                at = expression_end(text, at, effort).unwrap_or(limit);
            }
            b'\n' => {
                foreign = true;
                at += 1;
            }
            _ => at += 1,
        }
    }
    effort.0 += at - from;
    None
}

/// One past the `}` that closes the `{` at `start`; strings are skipped.
pub(super) fn expression_end(text: &str, start: usize, effort: &mut Effort) -> Option<usize> {
    let bytes = &text.as_bytes()[..text.len().min(start + REACH)];
    if bytes[start..].starts_with(b"{/*") {
        let end = memchr::memmem::find(&bytes[start..], b"*/}").map(|at| start + at + 3);
        effort.0 += if end.is_none() { bytes.len() - start } else { 0 };
        return end;
    }
    let mut depth = 0;
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            quote @ (b'"' | b'`') => match memchr::memchr(quote, &bytes[at + 1..]) {
                Some(close) => at += 1 + close,
                None => at = bytes.len(),
            },
            // A blank line ends the paragraph, and with it whatever this was.
            b'\n' if bytes[at + 1..].starts_with(b"\n") || bytes[at + 1..].starts_with(b"\r\n") => break,
            _ => {}
        }
        at += 1;
    }
    effort.0 += at - start;
    None
}
