//! Snippets of XML, JSON, YAML and DNS records as rows of elements.

use super::Dialect;
use super::element::{Element, ElementKind};
use unisono::code;
use unisono::source::Span;

/// The elements of a snippet; comments are none.
pub(super) fn elements(dialect: Dialect, text: &str) -> Vec<Element<'_>> {
    let mut row = Row { text, at: 0, elements: Vec::new(), of: "", tag: dialect != Dialect::Markup };
    while let Some(c) = row.text[row.at..].chars().next() {
        row.take(dialect, c);
    }
    row.elements
}

struct Row<'a> {
    text: &'a str,
    at: usize,
    elements: Vec<Element<'a>>,
    /// The key or attribute in front of a value.
    of: &'a str,
    /// Inside a tag; always where there are none.
    tag: bool,
}

impl<'a> Row<'a> {
    fn push(&mut self, kind: ElementKind, start: usize, inner: std::ops::Range<usize>) {
        if inner.is_empty() && kind == ElementKind::Word {
            return;
        }
        self.elements.push(Element {
            kind,
            text: &self.text[inner],
            span: Span::new(start as u32, self.at as u32),
            of: self.of,
            command: "",
        });
    }

    fn take(&mut self, dialect: Dialect, c: char) {
        let start = self.at;
        let rest = &self.text[start..];
        if c.is_whitespace() || c == '\u{feff}' {
            self.at += c.len_utf8();
            return;
        }
        if let Some(length) = comment(dialect, &self.text[..start], rest) {
            self.at += length;
            return;
        }
        if dialect == Dialect::Markup && !self.tag {
            if c == '<' {
                self.tag = true;
                self.at += 1;
                let name = self.run(|c| !c.is_whitespace() && !matches!(c, '>' | '='));
                self.push(ElementKind::Name, start, name);
            } else {
                // What stands between tags is a text.
                let inner = self.run(|c| c != '<');
                let trimmed = self.text[inner.clone()].trim_end().len();
                self.push(ElementKind::Text, start, inner.start..inner.start + trimmed);
            }
            return;
        }
        if dialect == Dialect::Yaml && self.scalar() {
            return;
        }
        match c {
            '"' | '\'' | '“' | '”' | '„' | '«' | '＂' | '「' => self.quoted(c),
            '>' if dialect == Dialect::Markup => {
                self.at += 1;
                self.tag = false;
                self.of = "";
            }
            '{' | '}' | '[' | ']' | ',' | ':' | '=' | '(' | ')' if dialect != Dialect::Dns => {
                self.at += 1;
                self.push(ElementKind::Mark, start, start..start + 1);
                if matches!(c, ':' | '=') {
                    self.key();
                } else {
                    self.of = "";
                }
            }
            _ => {
                let stops: &[char] = match dialect {
                    Dialect::Markup => &['=', '>', '"'],
                    Dialect::Json => &[',', ':', '{', '}', '[', ']', '"'],
                    Dialect::Yaml => &[',', '{', '}', '[', ']', '"'],
                    _ => &['"', ';'],
                };
                let mut inner = self.run(|c| !c.is_whitespace() && !stops.contains(&c));
                if inner.is_empty() {
                    self.at += c.len_utf8();
                    return;
                }
                // `key: value`, `<key>:`; but not `sip:kim@contoso.com`.
                if dialect == Dialect::Yaml && self.text[inner.clone()].ends_with(':') {
                    inner.end -= 1;
                    self.at -= 1;
                }
                self.push(ElementKind::Word, start, inner);
            }
        }
    }

    /// A value or a line of several words is a text.
    fn scalar(&mut self) -> bool {
        let before = self.text[..self.at].trim_end_matches([' ', '\t']);
        let item = before.strip_suffix('-').is_some_and(|before| {
            before.trim_end_matches([' ', '\t', '-']).ends_with('\n') || before.trim().is_empty()
        });
        if !(before.is_empty() || before.ends_with(['\n', ':']) || item) {
            return false;
        }
        let rest = &self.text[self.at..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let line = line[..memchr::memmem::find(line.as_bytes(), b" #").unwrap_or(line.len())].trim_end();
        // A key of some words is a key, a sentence that ends in a colon is none.
        const KEY: usize = 4;
        let valued = before.ends_with(':');
        let key =
            !valued && line.contains(": ") || line.ends_with(':') && line.split_whitespace().count() < KEY;
        let hole = line.starts_with('<') && line.ends_with('>') && line.len() > 2;
        let marks = !hole
            && line.starts_with(['"', '\'', '{', '[', '&', '*', '|', '>', '-', '#', '<', '!', '$'])
            || line.contains("{{");
        if key || marks || !hole && !code::is_plain_text(line) {
            return false;
        }
        let start = self.at;
        self.at += line.len();
        self.push(ElementKind::Text, start, start..start + line.len());
        true
    }

    /// What stood before a colon or equals sign was a key.
    fn key(&mut self) {
        let at = self.elements.len().checked_sub(2);
        if let Some(key) = at.and_then(|at| self.elements.get_mut(at))
            && matches!(key.kind, ElementKind::Word | ElementKind::Text)
        {
            key.kind = ElementKind::Parameter;
            key.of = "";
            self.of = key.text;
        }
    }

    fn run(&mut self, inside: impl Fn(char) -> bool) -> std::ops::Range<usize> {
        let start = self.at;
        let rest = &self.text[start..];
        self.at += rest.find(|c| !inside(c)).unwrap_or(rest.len());
        start..self.at
    }

    fn quoted(&mut self, open: char) {
        let start = self.at;
        self.at += open.len_utf8();
        let inner = self.at;
        let close = match open {
            '“' | '„' => '”',
            '«' => '»',
            '「' => '」',
            open => open,
        };
        let mut escaped = false;
        for (at, c) in self.text[inner..].char_indices() {
            if c == '\n' {
                // A string that its line does not close.
                self.at = inner + at;
                self.push(ElementKind::Text, start, inner..inner + at);
                return;
            }
            if c == close && !escaped {
                self.at = inner + at + c.len_utf8();
                self.push(ElementKind::Text, start, inner..inner + at);
                return;
            }
            escaped = c == '\\' && !escaped;
        }
        self.at = self.text.len();
        self.push(ElementKind::Text, start, inner..self.at);
    }
}

/// The length of the comment that begins here.
fn comment(dialect: Dialect, before: &str, rest: &str) -> Option<usize> {
    let line = || rest.find('\n').unwrap_or(rest.len());
    let fresh = before.is_empty() || before.ends_with(char::is_whitespace);
    // A comment of a template.
    if dialect != Dialect::PowerShell && (rest.starts_with("{{/*") || rest.starts_with("{{- /*")) {
        return Some(memchr::memmem::find(rest.as_bytes(), b"}}").map_or(rest.len(), |at| at + 2));
    }
    match dialect {
        Dialect::Markup => rest
            .starts_with("<!--")
            .then(|| memchr::memmem::find(rest.as_bytes(), b"-->").map_or(rest.len(), |at| at + 3)),
        Dialect::Json => rest.starts_with("//").then(line),
        Dialect::Yaml => (rest.starts_with('#') && fresh).then(line),
        Dialect::Dns => (rest.starts_with(';') || rest.starts_with('#') && fresh).then(line),
        Dialect::PowerShell => None,
    }
}
