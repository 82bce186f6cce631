//! What opens and has to be closed: brackets, strings, hashtables; and variables, which may hold one.

use super::character::{folded, is_space, likeness};
use super::parse::Reader;
use super::syntax::{FaultKind, Pipeline, Value, ValueKind};
use super::transcript;
use unisono::source::Span;

/// Brackets within brackets that are followed.
const DEEPEST: u32 = 40;

impl Reader<'_> {
    /// Whether a square bracket here is part of a value (`[int]$x`, `[sqlpool.contoso.com]`) and not of a
    /// syntax diagram.
    pub(super) fn casts(&self) -> bool {
        let behind = self.rest().chars().nth(1).map(folded);
        !matches!(behind, Some('-' | '[' | '<' | ',' | '{'))
    }

    pub(super) fn variable(&mut self) -> Value {
        let start = self.at;
        self.take_like('$');
        match self.peek() {
            Some('(') => {
                let inner = self.group(')');
                return Value { span: self.span(start), kind: ValueKind::Group(inner) };
            }
            Some('{') => {
                let length = self.rest().find(['}', '\n']).map_or(self.rest().len(), |at| at + 1);
                self.at += length;
            }
            Some('$' | '?' | '^') => {
                self.bump();
            }
            Some(c) if c.is_alphanumeric() || c == '_' => {
                self.name();
                // "$env:temp", but not "$a::b".
                if self.peek() == Some(':') && self.second().is_some_and(|c| c.is_alphanumeric() || c == '_')
                {
                    self.bump();
                    self.name();
                }
            }
            _ => self.fault(FaultKind::Unexpected, self.span(start)),
        }
        Value { span: self.span(start), kind: ValueKind::Variable }
    }

    pub(super) fn at_sign(&mut self) -> Value {
        let start = self.at;
        self.take_like('@');
        match self.peek_folded() {
            Some('(') => {
                let inner = self.group(')');
                Value { span: self.span(start), kind: ValueKind::Group(inner) }
            }
            Some('{') => self.hashtable(start),
            Some(quote @ ('"' | '\'')) if self.is_last_of_line() => self.here_string(start, quote),
            Some(c) if c.is_alphabetic() || c == '_' => {
                self.name();
                Value { span: self.span(start), kind: ValueKind::Splat }
            }
            _ => {
                self.fault(FaultKind::Unexpected, self.span(start));
                Value { span: self.span(start), kind: ValueKind::Bare }
            }
        }
    }

    pub(super) fn here_string(&mut self, start: usize, quote: char) -> Value {
        self.bump();
        self.line_break();
        let inner = self.at;
        let mut at = inner;
        for line in self.text[inner..].split_inclusive('\n') {
            let trimmed = line.trim_start_matches([' ', '\t']);
            let mut chars = trimmed.chars();
            if chars.next().map(folded) == Some(quote) && chars.next().map(folded) == Some('@') {
                self.at = at + line.len() - chars.as_str().len();
                return Value {
                    span: self.span(start),
                    kind: ValueKind::Quoted(Span::new(inner as u32, at as u32)),
                };
            }
            at += line.len();
        }
        self.at = self.text.len();
        self.fault(FaultKind::OpenQuote, Span::new(start as u32, inner as u32));
        Value { span: self.span(start), kind: ValueKind::Quoted(self.span(inner)) }
    }

    pub(super) fn hashtable(&mut self, start: usize) -> Value {
        let open = self.span(start);
        self.take_like('{');
        let mut entries = Vec::new();
        if !self.enter(open) {
            return Value { span: self.span(start), kind: ValueKind::Hashtable(entries) };
        }
        let outer = std::mem::take(&mut self.brackets);
        loop {
            self.blank();
            let here = self.at;
            match self.peek_folded() {
                None => {
                    self.fault(FaultKind::OpenBracket, open);
                    break;
                }
                Some('}') => {
                    self.take_like('}');
                    break;
                }
                Some(';' | ',') => {
                    self.bump();
                    continue;
                }
                Some(')') => {
                    self.fault(FaultKind::OpenBracket, open);
                    break;
                }
                _ => {}
            }
            let key = self.key();
            self.space();
            let mut values = Vec::new();
            if self.take_like('=') {
                self.blank();
                if !matches!(self.peek_folded(), None | Some('}' | ';')) {
                    values.push(self.pipeline());
                }
            } else {
                self.fault(FaultKind::Unexpected, key.span);
            }
            entries.push((key, values));
            if self.at == here {
                self.bump();
            }
        }
        self.brackets = outer;
        self.depth -= 1;
        Value { span: self.span(start), kind: ValueKind::Hashtable(entries) }
    }

    /// The key of a hashtable: up to `=`.
    pub(super) fn key(&mut self) -> Value {
        let start = self.at;
        match self.peek_folded() {
            Some('"' | '\'') => self.quoted(),
            Some('$') => self.variable(),
            _ => {
                while let Some(c) = self.peek() {
                    if is_space(c) || matches!(folded(c), '=' | '}' | ';' | '\n' | '\r' | ')') {
                        break;
                    }
                    self.bump();
                }
                Value { span: self.span(start), kind: ValueKind::Bare }
            }
        }
    }

    /// Goes one bracket deeper, unless that is too deep.
    pub(super) fn enter(&mut self, open: Span) -> bool {
        if self.depth >= DEEPEST {
            self.fault(FaultKind::TooDeep, open);
            return false;
        }
        self.depth += 1;
        true
    }

    /// Reads what stands in round or curly brackets, from the opening one.
    pub(super) fn group(&mut self, closing: char) -> Vec<Pipeline> {
        let start = self.at;
        let opening = if closing == ')' { '(' } else { '{' };
        self.take_like(opening);
        let open = self.span(start);
        if !self.enter(open) {
            return Vec::new();
        }
        let outer = std::mem::take(&mut self.brackets);
        let inner = self.pipelines(Some(closing));
        self.brackets = outer;
        self.depth -= 1;
        if !self.take_like(closing) {
            self.fault(FaultKind::OpenBracket, open);
        }
        inner
    }

    /// The length of a type that holds brackets of its own: `[string[]]`, `[Dictionary[string, int]]`.
    fn nested_type(&self) -> Option<usize> {
        let rest = self.rest();
        let name = rest.strip_prefix('[')?;
        let of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_');
        let inner = name.trim_start_matches(of_name);
        if inner.len() == name.len() || !inner.starts_with('[') {
            return None;
        }
        let mut depth = 0;
        for (at, c) in rest.char_indices() {
            match c {
                '[' => depth += 1,
                ']' if depth == 1 => return Some(at + 1),
                ']' => depth -= 1,
                c if of_name(c) || matches!(c, ',' | ' ') => {}
                _ => return None,
            }
        }
        None
    }

    /// Reads what stands in square brackets: a type, an index, a part of a syntax diagram.
    pub(super) fn bracket(&mut self) -> Value {
        let start = self.at;
        if let Some(length) = self.nested_type() {
            self.at += length;
            return Value { span: self.span(start), kind: ValueKind::Bracket(Vec::new()) };
        }
        self.take_like('[');
        let open = self.span(start);
        let mut arguments = Vec::new();
        if !self.enter(open) {
            return Value { span: open, kind: ValueKind::Bracket(arguments) };
        }
        self.brackets += 1;
        loop {
            self.arguments(None, &mut arguments);
            let here = self.at;
            match self.peek_folded() {
                Some('|') => {
                    self.take_like('|');
                }
                Some('\n' | '\r') if self.rest().trim_start().starts_with(['-', ']', '[']) => {
                    self.blank();
                }
                Some(']') => {
                    self.take_like(']');
                    break;
                }
                _ => {
                    self.fault(FaultKind::OpenBracket, open);
                    break;
                }
            }
            if self.at == here {
                break;
            }
        }
        self.brackets -= 1;
        self.depth -= 1;
        Value { span: self.span(start), kind: ValueKind::Bracket(arguments) }
    }

    /// Reads a string, from its opening quotation mark.
    pub(super) fn quoted(&mut self) -> Value {
        let start = self.at;
        let quote = self.peek_folded().unwrap_or('"');
        let foreign = self.peek().and_then(likeness).is_some_and(|like| !like.accepted);
        self.take_like(quote);
        let inner = self.at;
        let last = self.last_quotes[usize::from(quote == '\'')];
        loop {
            let here = self.at;
            let Some(c) = self.peek() else {
                return self.open_string(start, inner);
            };
            match c {
                '`' if quote == '"' => {
                    self.bump();
                    self.bump();
                }
                '$' if quote == '"' && self.rest().starts_with("$(") && self.depth < DEEPEST => {
                    self.bump();
                    self.group(')');
                }
                '\n' | '\r' => {
                    self.line_break();
                    // A string that no mark closes ends with its line, and so does one that would swallow
                    // the next command.
                    if foreign || here > last || transcript::begins_command(line_of(self.rest())) {
                        self.at = here;
                        return self.open_string(start, inner);
                    }
                }
                c if folded(c) == quote && likeness(c).is_none_or(|like| like.accepted || foreign) => {
                    self.bump();
                    // A mark written twice is one inside the string; beside a typographic one it is not.
                    if self.peek() == Some(c) && c.is_ascii() && self.at > inner + 1 {
                        self.bump();
                        continue;
                    }
                    let inner = Span::new(inner as u32, here as u32);
                    return Value { span: self.span(start), kind: ValueKind::Quoted(inner) };
                }
                _ => {
                    self.bump();
                }
            }
        }
    }

    /// A string that is not closed: it is taken to end with its line.
    pub(super) fn open_string(&mut self, start: usize, inner: usize) -> Value {
        self.fault(FaultKind::OpenQuote, self.span(start));
        Value { span: self.span(start), kind: ValueKind::Quoted(self.span(inner)) }
    }
}

fn line_of(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
}
