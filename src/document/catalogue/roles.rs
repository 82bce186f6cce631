//! The inline mark-up of reStructuredText, as the catalogues of Sphinx hold it, turned into Markdown: both say code,
//! links and emphasis, and what is read of one is read of the other.

use super::half::Edit;

/// Roles whose text is read, and so translated; the others name something.
const TEXT_ROLES: [&str; 16] = [
    "abbr",
    "dfn",
    "emphasis",
    "guilabel",
    "index",
    "kbd",
    "menuselection",
    "strong",
    "sub",
    "subscript",
    "sup",
    "superscript",
    "t",
    "term",
    "title",
    "title-reference",
];

/// What has to be put otherwise, in order.
pub(super) fn edits(text: &str, out: &mut Vec<Edit>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    // Where one mark is not closed, no later one is.
    let mut closes = true;
    while let Some(found) = memchr::memchr2(b'`', b'\\', &bytes[at..]) {
        let open = at + found;
        if bytes[open] == b'\\' {
            // An escaped blank is nothing: it parts a mark from the word beside it.
            if bytes.get(open + 1) == Some(&b' ') {
                out.push(Edit::new(open, open + 2, ""));
            }
            at = (open + 2).min(text.len());
            while !text.is_char_boundary(at) {
                at += 1;
            }
            continue;
        }
        if bytes.get(open + 1) == Some(&b'`') {
            // A literal is code in Markdown, too.
            at = open + 2 + text[open + 2..].find("``").map_or(0, |close| close + 2);
            while bytes.get(at) == Some(&b'`') {
                at += 1;
            }
            continue;
        }
        let close = if closes { closing(bytes, open + 1) } else { None };
        closes = close.is_some();
        at = close.map_or(open + 1, |close| interpreted(text, open, close, out));
    }
}

/// The backtick that ends what begins at `from`: one alone, with no blank before it.
fn closing(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let close = at + memchr::memchr(b'`', bytes.get(at..)?)?;
        let run = bytes[close..].iter().take_while(|byte| **byte == b'`').count();
        if run == 1 && close > from && !bytes[close - 1].is_ascii_whitespace() {
            return Some(close);
        }
        at = close + run;
    }
}

/// Turns interpreted text between two backticks, and gives where it ends with all that belongs to it.
fn interpreted(text: &str, open: usize, close: usize, out: &mut Vec<Edit>) -> usize {
    let inner = &text[open + 1..close];
    let (start, before) = role_before(text, open);
    let rest = &text[close + 1..];
    let after = role_after(rest);
    let underscores = rest.len() - rest.trim_start_matches('_').len();
    let end = match after {
        Some(role) => close + 1 + role.len() + 2,
        None if before.is_none() => close + 1 + underscores.min(2),
        None => close + 1,
    };
    // "text <target>"
    let target = inner.strip_suffix('>').and_then(|inner| inner.rfind('<'));
    let label = target.map_or("", |target| inner[..target].trim_end());
    if let Some(target) = target.filter(|_| !label.is_empty()) {
        let destination = open + 1 + target;
        out.push(Edit::new(start, open + 1, "["));
        out.push(Edit::new(open + 1 + label.len(), destination, "]("));
        out.push(Edit::new(close, end, ")"));
    } else if before.or(after).is_some_and(|role| !TEXT_ROLES.contains(&name(role))) {
        out.push(Edit::new(start, open, ""));
        out.push(Edit::new(close + 1, end, ""));
    } else {
        out.push(Edit::new(start, open + 1, ""));
        out.push(Edit::new(close, end, ""));
    }
    end
}

/// The name of a role without its domain: `func` in `py:func`.
fn name(role: &str) -> &str {
    role.rsplit(':').next().unwrap_or(role)
}

fn is_of_role(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'+' | b':')
}

/// The role that stands before a backtick, and where it starts: at the backtick where there is none.
fn role_before(text: &str, open: usize) -> (usize, Option<&str>) {
    let before = &text.as_bytes()[..open];
    let length = before.iter().rev().take_while(|byte| is_of_role(**byte)).count();
    let start = open - length;
    let role = text[start..open].find(':').map(|colon| start + colon);
    let role = role.and_then(|start| {
        let name = text[start..open].strip_prefix(':')?.strip_suffix(':')?;
        (!name.is_empty()).then_some((start, name))
    });
    role.map_or((open, None), |(start, name)| (start, Some(name)))
}

/// The role that stands behind a backtick.
fn role_after(rest: &str) -> Option<&str> {
    let inner = rest.strip_prefix(':')?;
    let name = &inner[..inner.find(':')?];
    (!name.is_empty() && name.bytes().all(is_of_role)).then_some(name)
}
