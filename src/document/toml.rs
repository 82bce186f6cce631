//! Front matter in TOML, between two `+++` lines at the start of a page, and the like of it in Elixir, from `%{` to a `}`
//! with `---` below it.
//!
//! Keys, strings and lists of the first level are read; a table is one entry with all its values. What is neither is
//! passed over: the tools that make sites say more about it than could be said here.

use super::front_matter::{self, Head, Lines};
use super::{FrontMatterEntry, scalar};
use crate::source::Span;
use saphyr_parser::ScalarStyle;

/// How front matter is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Toml,
    Elixir,
}

impl Form {
    /// The form that the first line of a page opens.
    pub(super) fn opened(line: &str) -> Option<Self> {
        match line {
            "+++" => Some(Self::Toml),
            "%{" => Some(Self::Elixir),
            _ => None,
        }
    }

    /// The line that closes it; what follows in `lines` is the body.
    fn close(self, lines: &mut Lines<'_>) -> Option<Span> {
        let text = lines.text;
        let mut is = |wanted: &str, within: usize| {
            lines.by_ref().take(within).find(|line| text[line.range()].trim_end() == wanted)
        };
        match self {
            Self::Toml => is("+++", usize::MAX),
            Self::Elixir => is("}", usize::MAX).and_then(|_| is("---", 2)),
        }
    }

    fn separator(self) -> char {
        if self == Self::Toml { '=' } else { ':' }
    }
}

/// Reads the front matter whose first line ends before `start`; `None` where it is not closed.
pub(super) fn read(text: &str, form: Form, opening: usize, start: usize) -> Option<Head> {
    let mut lines = Lines { text, at: start };
    let close = form.close(&mut lines)?;
    let mut head = Head { body: lines.at, ..Head::default() };
    head.matter.source = Span::new(opening as u32, close.end);
    let end = close.start as usize;
    let mut in_table = false;
    let mut at = start;
    while at < end {
        let line = Lines { text: &text[..end], at }.next().unwrap_or_default();
        let next = next_line(text, line.end as usize).min(end);
        let content = text[line.range()].trim();
        let from = line.start as usize + (line.len() as usize - text[line.range()].trim_start().len());
        if let Some(name) = content.strip_prefix('[') {
            let name = name.trim_start_matches('[').split(']').next().unwrap_or_default().trim();
            let place = Span::new(from as u32, (from + content.len()) as u32);
            head.matter.entries.push(front_matter::entry(name.to_owned(), place));
            in_table = true;
        } else if let Some(equals) = content.find(form.separator()).filter(|_| !content.starts_with('#')) {
            let key = content[..equals].trim();
            let value_at = from + equals + 1;
            let value_at = value_at
                + (text[value_at..end].len() - text[value_at..end].trim_start_matches([' ', '\t']).len());
            let value = Value::at(text, value_at, end);
            at = next_line(text, value.source.end as usize).min(end).max(next);
            if in_table {
                if let Some(table) = head.matter.entries.last_mut() {
                    add(table, &value);
                }
                continue;
            }
            let place = Span::new(from as u32, (from + key.len()) as u32);
            let mut entry = front_matter::entry(key.trim_matches(['"', '\'']).to_owned(), place);
            add(&mut entry, &value);
            if let Some(style) = value.style
                && let Some(kind) = front_matter::kind_of(&entry.key, &value.text)
            {
                let (pieces, breaks) =
                    scalar::pieces(&value.text, &text[value.quoted.range()], value.quoted.start, style);
                head.prose.push(super::markdown::Prose { kind, pieces, source: value.source, breaks });
            }
            head.matter.entries.push(entry);
            continue;
        }
        at = next.max(at + 1);
    }
    head.prose = front_matter::in_order(head.prose);
    Some(head)
}

/// Where the line after byte `at` starts.
fn next_line(text: &str, at: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |found| at + found + 1)
}

/// Adds a value to an entry.
fn add(entry: &mut FrontMatterEntry, value: &Value) {
    if entry.value_source.is_empty() {
        entry.value_source = value.source;
    } else {
        entry.value.push_str(", ");
        entry.value_source = entry.value_source.union(value.source);
    }
    entry.value.push_str(&value.text);
}

/// A value.
struct Value {
    /// Escapes resolved; the items of a list joined by ", ".
    text: String,
    /// In the page, with its quotes.
    source: Span,
    /// The same with one quote at each end, where it is a string.
    quoted: Span,
    /// How a string is quoted.
    style: Option<ScalarStyle>,
}

impl Value {
    /// The value at byte `at`, before byte `end`.
    fn at(text: &str, at: usize, end: usize) -> Self {
        let rest = &text[at..end];
        if let Some(length) = string(rest) {
            let (text, marks, style) = content(&rest[..length]);
            let source = Span::new(at as u32, (at + length) as u32);
            // Of three quotes the outer two are left out.
            let cut = marks as u32 - 1;
            let quoted = Span::new(source.start + cut, (source.end - cut).max(source.start + cut));
            return Self { text, source, quoted, style: Some(style) };
        }
        let (mut depth, mut length) = (0i32, 0);
        let mut items: Vec<String> = Vec::new();
        let mut word = 0;
        let bytes = rest.as_bytes();
        while length < bytes.len() {
            let is_end = matches!(
                bytes[length],
                b'[' | b']' | b'{' | b'}' | b',' | b'#' | b'\n' | b'\r' | b'"' | b'\''
            );
            if is_end {
                let written = rest[word..length].trim();
                // In a table of one line only the values count.
                let written = written.rsplit('=').next().unwrap_or_default().trim();
                if !written.is_empty() {
                    items.push(written.to_owned());
                }
                word = length + 1;
            }
            match bytes[length] {
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth -= 1,
                b'#' | b'\n' | b'\r' if depth <= 0 => break,
                b'#' => length = next_line(rest, length) - 1,
                b'"' | b'\'' => {
                    let quoted = string(&rest[length..]).unwrap_or(1);
                    items.push(content(&rest[length..length + quoted]).0);
                    length += quoted - 1;
                    word = length + 1;
                }
                _ => {}
            }
            length += 1;
            word = word.max(if is_end { length } else { 0 });
        }
        let length = length.min(rest.len());
        let last = rest.get(word..length).unwrap_or_default().trim();
        items.extend((!last.is_empty()).then(|| last.to_owned()));
        let source = Span::new(at as u32, (at + rest[..length].trim_end().len()) as u32);
        Self { text: items.join(", "), source, quoted: source, style: None }
    }
}

/// The length of the string at the start of `text`, with its quotes; `None` where there is none, or it is not closed.
fn string(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let three = if quote == '"' { "\"\"\"" } else { "'''" };
    let mark = if text.starts_with(three) { three } else { &three[..1] };
    let bytes = text.as_bytes();
    let mut at = mark.len();
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == '"' => at += 1,
            b'\n' if mark.len() == 1 => return None,
            _ if bytes[at..].starts_with(mark.as_bytes()) => return Some(at + mark.len()),
            _ => {}
        }
        at += 1;
    }
    None
}

/// What a string says, how many marks it has at each end, and how it is quoted.
fn content(written: &str) -> (String, usize, ScalarStyle) {
    let mark = written.as_bytes().first().copied().unwrap_or(b'"');
    let marks = if written.len() >= 6 && written.as_bytes()[..3] == [mark; 3] { 3 } else { 1 };
    let inner = written.get(marks..written.len().saturating_sub(marks)).unwrap_or_default();
    let style = if mark == b'"' { ScalarStyle::DoubleQuoted } else { ScalarStyle::SingleQuoted };
    if mark != b'"' || !inner.contains('\\') {
        return (inner.to_owned(), marks, style);
    }
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match rest.next() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('r' | 'b' | 'f') | None => {}
            Some(long @ ('u' | 'U')) => {
                let code: String = rest.by_ref().take(if long == 'u' { 4 } else { 8 }).collect();
                text.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
            }
            Some(other) => text.push(other),
        }
    }
    (text, marks, style)
}
