//! Tags, and what stands between them: text for people, with code in braces.

use super::tokens::{Mode, Reader, Token, TokenKind, near, read};
use super::{Syntax, words};
use crate::order::OrderedSet;
use crate::source::Span;

/// Attributes whose value a machine reads, a plain word or not.
const FOR_MACHINES: &[&str] = &[
    "action",
    "as",
    "charset",
    "class",
    "className",
    "classname",
    "for",
    "href",
    "htmlFor",
    "id",
    "key",
    "method",
    "name",
    "rel",
    "role",
    "src",
    "style",
    "target",
    "type",
    "v-bind",
    "v-if",
    "v-model",
    "xmlns",
];

/// Elements without an end.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// The names of all closing tags.
pub(super) fn closed(text: &str) -> OrderedSet<&str> {
    memchr::memmem::find_iter(text.as_bytes(), b"</").map(|at| tag_name(&text[at + 2..])).collect()
}

/// The name at the start of what stands behind `<`.
pub(super) fn tag_name(rest: &str) -> &str {
    let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':')));
    &rest[..end.unwrap_or(rest.len())]
}

impl<'a> Reader<'a> {
    pub(super) fn between_tags(&mut self) {
        if self.skip_blank() || self.skip_comment(false) {
            return;
        }
        let rest = self.rest();
        let brace = |rest: &str| {
            rest.starts_with("{{") || self.syntax.braces && rest.starts_with('{') || rest.starts_with("{%")
        };
        if brace(rest) {
            self.at += 1;
            self.stack.push(Mode::Code { braces: 0 });
            return;
        }
        if rest.starts_with('<')
            && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '>' | '!' | '?'))
        {
            self.tag();
            return;
        }
        let (start, first) = (self.at, rest.chars().next().map_or(1, char::len_utf8));
        let mut end = rest.len();
        for (at, c) in rest.char_indices().skip(1) {
            let tag = c == '<'
                && rest[at + 1..]
                    .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '>' | '!'));
            if tag || c == '{' && brace(&rest[at..]) {
                end = at;
                break;
            }
        }
        let inner = rest[..end.max(first)].trim_end();
        self.at += end.max(first);
        self.push(TokenKind::Text, start, start + inner.len());
    }

    /// Enters a tag.
    pub(super) fn tag(&mut self) {
        let start = self.at;
        let rest = self.rest();
        let closing = rest.starts_with("</");
        let begin = start + 1 + usize::from(closing);
        let name = tag_name(&self.text[begin..]);
        let end = begin + name.len();
        // "<your-name>": never closed, and no element.
        let open = !closing && !name.is_empty() && !self.closed.contains(name) && !VOID.contains(&name);
        if let Some(close) = near(rest).find('>').filter(|_| open)
            && !rest[..close].contains(['=', '{', '/', '"'])
        {
            self.push(TokenKind::Hole, start, start + close + 1);
            self.at += close + 1;
            return;
        }
        self.at = end;
        if !name.is_empty() && !closing {
            self.push(TokenKind::Name, begin, end);
        }
        self.stack.push(Mode::Tag { closing, name: Span::new(begin as u32, end as u32) });
    }

    pub(super) fn in_tag(&mut self, closing: bool, name: Span) {
        if self.skip_blank() || self.skip_comment(self.syntax.braces) {
            return;
        }
        let (start, rest) = (self.at, self.rest());
        if rest.starts_with('>') {
            self.at += 1;
            self.stack.pop();
            let element = &self.text[name.range()];
            if closing {
                if self.stack.len() > 1 && matches!(self.stack.last(), Some(Mode::Text)) {
                    self.stack.pop();
                }
            } else if matches!(element, "script" | "style") {
                self.raw(element);
            } else if !VOID.contains(&element) && !element.starts_with(['!', '?']) {
                self.stack.push(Mode::Text);
            }
            return;
        }
        if rest.starts_with("/>") || rest.starts_with("?>") {
            self.at += 2;
            self.stack.pop();
            return;
        }
        match rest.chars().next() {
            Some('{') => {
                self.at += 1;
                self.stack.push(Mode::Code { braces: 0 });
            }
            Some(quote @ ('"' | '\'')) => {
                let end = rest[1..].find(quote).map_or(rest.len(), |at| at + 2);
                let inner = rest[1..].get(..end.saturating_sub(2)).unwrap_or_default();
                let attribute = self.attribute();
                let code = attribute.starts_with(['@', ':', '#'])
                    || attribute.starts_with("v-")
                    || attribute.starts_with("on");
                // A component may have a "name" of its own.
                let component = self.text[name.range()].starts_with(|c: char| c.is_uppercase());
                let for_machines = FOR_MACHINES.contains(&attribute)
                    && !(component
                        && matches!(attribute, "name" | "role" | "for" | "as" | "action" | "target"));
                let prose = inner.contains(char::is_whitespace) && words::is_prose(inner);
                let kind = if words::is_technical(inner) && !prose && !inner.contains(char::is_whitespace)
                    || (code || for_machines) && !inner.is_empty()
                {
                    TokenKind::Value
                } else {
                    TokenKind::Literal
                };
                self.at += end;
                // What is bound to an attribute is code.
                if code && !inner.is_empty() && !attribute.starts_with("on") {
                    self.inner(inner, start + 1);
                    return;
                }
                // The language of a page is that of the translation.
                if matches!(attribute, "lang" | "xml:lang" | "hreflang" | "dir") {
                    self.row.tokens.pop();
                    return;
                }
                self.push(
                    kind,
                    start + usize::from(!inner.is_empty()),
                    start + if inner.is_empty() { end } else { 1 + inner.len() },
                );
            }
            Some('=') => self.at += 1,
            Some(c) if c.is_alphanumeric() || matches!(c, '_' | '@' | ':' | '#' | '$') => {
                let stops = |c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/' | '{' | '"');
                let first = c.len_utf8();
                let end = rest[first..].find(stops).map_or(rest.len(), |at| first + at);
                self.at += end;
                self.push(TokenKind::Name, start, start + end);
            }
            Some(c) => self.at += c.len_utf8(),
            None => self.at = self.text.len(),
        }
    }

    /// The attribute whose value stands here.
    pub(super) fn attribute(&self) -> &'a str {
        let before = self.text[..self.at].trim_end();
        let Some(before) = before.strip_suffix('=') else { return "" };
        match self.row.tokens.last() {
            Some(last)
                if last.kind == TokenKind::Name && last.span.end as usize == before.trim_end().len() =>
            {
                &self.text[last.span.range()]
            }
            _ => "",
        }
    }

    /// The contents of an element that holds code.
    pub(super) fn raw(&mut self, element: &str) {
        let rest = self.rest();
        let end = format!("</{element}");
        let length = memchr::memmem::find(rest.as_bytes(), end.as_bytes()).unwrap_or(rest.len());
        let inner = Syntax::of(if element == "style" { "css" } else { "js" }, "");
        let row = read(&rest[..length], Syntax { tags: false, ..inner });
        let base = self.at as u32;
        let moved = |span: Span| Span::new(span.start + base, span.end + base);
        self.row
            .tokens
            .extend(row.tokens.into_iter().map(|token| Token { span: moved(token.span), ..token }));
        self.row.prose.extend(row.prose.into_iter().map(moved));
        self.at += length;
        self.stack.push(Mode::Text);
    }

    pub(super) fn begins_tag(&self, rest: &str) -> bool {
        let behind = &rest[1..];
        let named = behind.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!')
            || behind.starts_with('>');
        let touches =
            self.text[..self.at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']' | '_'));
        named && !touches && (self.at <= self.last_closing || tag_name(behind).contains('-'))
    }
}
