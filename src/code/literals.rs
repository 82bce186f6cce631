//! String literals: values for machines, texts for people, and the code in them.

use super::tokens::{LONGEST, Reader, Token, TokenKind, hole, read};
use super::{Syntax, words};
use crate::source::Span;

/// Whether a literal holds markup: `Drawing <Rack />`, `<img src="" alt="A rack">`. Around a tag, and in it, stands text for
/// people; a lone `<name>` is a placeholder.
fn holds_tag(inner: &str) -> bool {
    let opens = |at: usize| {
        let tag = &inner[at + 1..];
        tag.starts_with(|c: char| c.is_ascii_alphabetic())
            && tag.find('>').is_some_and(|end| tag[..end].contains('='))
    };
    inner.contains("</") || inner.contains("/>") || inner.find('<').is_some_and(opens)
}

/// How many quotation marks a literal holds that are none of a text within it.
fn quotes(inner: &str) -> usize {
    inner.match_indices('"').filter(|(at, _)| !inner[..*at].ends_with('\\')).count()
}

impl<'a> Reader<'a> {
    /// A literal, if one begins here and is closed.
    pub(super) fn literal(&mut self, open: char) -> bool {
        let (start, rest) = (self.at, self.rest());
        let before = self.text[..start].chars().next_back();
        if matches!(open, '\'' | '’' | '»' | '”') && before.is_some_and(char::is_alphanumeric) {
            return false;
        }
        let length = open.len_utf8();
        for triple in ["\"\"\"", "'''"] {
            if rest.starts_with(triple) {
                let end = memchr::memmem::find(&rest.as_bytes()[3..], triple.as_bytes())
                    .map_or(rest.len(), |at| at + 6);
                self.at += end;
                self.push(TokenKind::Literal, start, start + end);
                return true;
            }
        }
        let close = match open {
            '“' | '„' => '”',
            '«' => '»',
            '»' => '«',
            '‘' => '’',
            open => open,
        };
        let many = open == '`' && self.syntax.slashes;
        let mut escaped = false;
        let mut end = None;
        for (at, c) in rest.char_indices().skip(1) {
            if !many && (c == '\n' || at > LONGEST) {
                break;
            }
            let closes = c == close || c == '“' && open == '„' || c == '»' && open == '»';
            // An apostrophe inside a word closes nothing in "'Alice's Todos'" but there is no other way to read code.
            if closes && !escaped {
                end = Some((at, c.len_utf8()));
                break;
            }
            escaped = c == '\\' && !escaped;
        }
        let Some((at, closing)) = end else { return false };
        let inner = &rest[length..at];
        self.at += at + closing;
        self.contents(inner, start + length, self.at);
        true
    }

    /// The contents of a literal: a value, or a text with code in it.
    pub(super) fn contents(&mut self, inner: &'a str, start: usize, behind: usize) {
        if inner.trim().is_empty() {
            return;
        }
        let keyed = self.text[behind..].starts_with(':') && !inner.contains(char::is_whitespace);
        let before = self.text[..start].trim_end_matches(['"', '\'', '`', ' ', '(', '“']);
        let imported = ["from", "import", "require"].iter().any(|word| before.ends_with(word));
        let single = !inner.trim().contains(char::is_whitespace);
        // A line break at the end of a text makes no value of it.
        let said = inner.trim_end_matches("\\n");
        let hole = single && (words::is_hole(inner) || words::is_named(inner))
            || inner.starts_with("{{")
                && inner.ends_with("}}")
                && hole(inner, true, Syntax { shell: true, ..self.syntax }) == Some(inner.len());
        let interpolated = inner.contains("${") || inner.contains("{{");
        // Whose address it is belongs to the example.
        let address = !self.syntax.shell
            && inner.contains('@')
            && inner.split('@').all(|part| !part.is_empty() && !part.contains(['/', ':']));
        let technical = single && !address && !inner.ends_with(' ') && words::is_technical(said)
            || !single && inner.is_ascii() && !holds_tag(inner) && !words::is_said(said);
        let end = start + inner.len();
        if hole {
            self.push(TokenKind::Hole, start, end);
        } else if self.syntax.shell && (inner.contains("{{") || !single && quotes(inner) > 1) {
            // A command with placeholders or literals, in quotes.
            self.inner(inner, start);
        } else if keyed || imported || technical && !interpolated {
            self.push(TokenKind::Value, start, end);
        } else {
            self.push(TokenKind::Literal, start, end);
            if interpolated {
                self.interpolations(inner, start);
            }
        }
    }

    /// The names in `${…}` and `{{…}}` of a literal.
    pub(super) fn interpolations(&mut self, inner: &str, start: usize) {
        const MOST: usize = 32;
        let mut at = 0;
        for _ in 0..MOST {
            let Some(open) = inner[at..].find("${").or_else(|| inner[at..].find("{{")) else { break };
            let from = at + open + 2;
            let to = inner[from..].find('}').map_or(inner.len(), |close| from + close);
            self.inner(&inner[from..to], start + from);
            at = to;
        }
    }

    /// Reads code inside a literal.
    pub(super) fn inner(&mut self, inner: &str, start: usize) {
        let syntax = Syntax {
            lines: false,
            prompts: false,
            tags: false,
            markup: false,
            hash: false,
            slashes: false,
            ..self.syntax
        };
        let row = read(inner, syntax);
        let moved = |span: Span| Span::new(span.start + start as u32, span.end + start as u32);
        self.row
            .tokens
            .extend(row.tokens.into_iter().map(|token| Token { span: moved(token.span), ..token }));
    }
}
