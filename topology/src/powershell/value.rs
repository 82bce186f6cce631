//! Words, values and expressions: what stands between the brackets of a script.

use super::character::{folded, is_space, likeness};
use super::parse::Reader;
use super::syntax::{FaultKind, Value, ValueKind};
use unisono::source::Span;

/// How far the end of a `<placeholder>` may be.
const LONGEST_PLACEHOLDER: usize = 200;

impl Reader<'_> {
    /// Reads a value, or several with commas between them.
    pub(super) fn values(&mut self) -> Option<Value> {
        let start = self.at;
        let mut values = vec![self.argument_value()?];
        loop {
            let at = self.at;
            self.space();
            if self.peek_folded() != Some(',') {
                self.at = at;
                break;
            }
            let comma = self.at;
            self.take_like(',');
            let joint = self.span(comma);
            self.blank();
            match self.argument_value() {
                Some(value) => values.push(value),
                None => {
                    if self.brackets == 0 {
                        self.fault(FaultKind::NothingJoined, joint);
                    }
                    break;
                }
            }
        }
        if values.len() == 1 {
            return values.pop();
        }
        let end = values.last().map_or(self.at as u32, |value| value.span.end);
        Some(Value { span: Span::new(start as u32, end), kind: ValueKind::Array(values) })
    }

    /// Reads one value among the arguments of a command.
    pub(super) fn argument_value(&mut self) -> Option<Value> {
        let start = self.at;
        match self.peek_folded()? {
            '\n' | '\r' | ';' | '|' | ')' | '}' | ',' => None,
            ']' if self.brackets > 0 => None,
            '-' if self.dash_begins_name() => None,
            '$' | '"' | '\'' | '@' | '(' | '{' | '[' => {
                let value = self.operand(false);
                // "$pool.contoso.com", "$a/b": a word goes on behind a variable.
                if matches!(value.kind, ValueKind::Variable) && self.word_goes_on() {
                    self.word();
                    return Some(Value { span: self.span(start), kind: ValueKind::Bare });
                }
                Some(value)
            }
            _ => {
                let span = self.word();
                let kind = if self.text[span.range()].contains(['<', '〈', '＜']) {
                    ValueKind::Placeholder
                } else {
                    ValueKind::Bare
                };
                (!span.is_empty()).then_some(Value { span, kind })
            }
        }
    }

    pub(super) fn word_goes_on(&self) -> bool {
        self.peek()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '\\' | '@' | '_' | '-' | ':' | '$'))
    }

    /// Takes a bare word with the placeholders, quoted parts and sub-expressions in it.
    pub(super) fn word(&mut self) -> Span {
        let start = self.at;
        while let Some(c) = self.peek() {
            match c {
                c if is_space(c) || matches!(c, '\n' | '\r' | ';' | '|' | ',' | ')' | '(' | '{' | '}') => {
                    break;
                }
                ']' if self.brackets > 0 => break,
                '[' if !self.casts() => break,
                '&' if self.rest().starts_with("&&") => break,
                '&' => {
                    if !self.entity() {
                        self.bump();
                    }
                }
                '`' => {
                    if self.is_last_of_line() {
                        break;
                    }
                    self.bump();
                    self.bump();
                }
                '<' => match self.placeholder() {
                    Some(length) => self.at += length,
                    None if self.at > start => break,
                    None => {
                        self.bump();
                        self.fault(FaultKind::Unexpected, self.span(start));
                    }
                },
                '>' => break,
                '$' if self.rest().starts_with("$(") => {
                    self.bump();
                    self.group(')');
                }
                '"' | '\'' if self.at > start => {
                    self.quoted();
                }
                _ => {
                    let at = self.at;
                    match likeness(c) {
                        Some(like)
                            if !like.accepted
                                && matches!(like.is, ',' | ';' | '|' | '(' | ')' | '{' | '}') =>
                        {
                            break;
                        }
                        Some(like) if !like.accepted && !c.is_alphanumeric() => {
                            self.bump();
                            self.fault(FaultKind::Foreign(like.is), self.span(at));
                        }
                        _ => {
                            self.bump();
                        }
                    }
                }
            }
        }
        self.span(start)
    }

    /// The length of the `<placeholder>` that begins here.
    pub(super) fn placeholder(&self) -> Option<usize> {
        let rest = self.rest().as_bytes();
        let rest = &rest[..rest.len().min(LONGEST_PLACEHOLDER)];
        let end = rest.iter().position(|b| matches!(b, b'>' | b'\n'))?;
        (rest[end] == b'>').then_some(end + 1)
    }

    /// Takes `&quot;` and its kin, as a fault.
    pub(super) fn entity(&mut self) -> bool {
        let rest = self.rest().as_bytes();
        let name = &rest[1.min(rest.len())..rest.len().min(10)];
        let Some(end) = name.iter().position(|b| *b == b';') else { return false };
        let known = matches!(&name[..end], b"quot" | b"amp" | b"lt" | b"gt" | b"nbsp" | b"apos")
            || name.first() == Some(&b'#');
        if known {
            let start = self.at;
            self.at += end + 2;
            self.fault(FaultKind::Entity, self.span(start));
        }
        known
    }

    /// Reads operands and operators in a row.
    pub(super) fn expression(&mut self) -> Value {
        let start = self.at;
        let mut parts: Vec<Value> = Vec::new();
        let mut wants_operand = true;
        loop {
            let at = self.at;
            self.space();
            let Some(c) = self.peek() else { break };
            let here = self.at;
            match folded(c) {
                '\n' | '\r' if wants_operand && !parts.is_empty() => {
                    self.blank();
                    if self.peek().is_none() {
                        break;
                    }
                    continue;
                }
                '\n' | '\r' | ';' | '|' | ')' | '}' => break,
                ']' if self.brackets > 0 || self.depth > 0 => break,
                '=' if !self.rest().starts_with("==") => break,
                '+' | '*' | '/' | '%' if self.rest()[c.len_utf8()..].starts_with('=') => break,
                '-' if self.rest()[c.len_utf8()..].starts_with('=') => break,
                '&' if self.rest().starts_with("&&") => break,
                '&' => {
                    if !self.entity() {
                        self.bump();
                        self.fault(FaultKind::Unexpected, self.span(here));
                    }
                    wants_operand = false;
                    continue;
                }
                '-' if self.dash_begins_name() => {
                    self.take_like('-');
                    while self.peek().is_some_and(char::is_alphanumeric) {
                        self.bump();
                    }
                    parts.push(Value { span: self.span(here), kind: ValueKind::Operator });
                    wants_operand = true;
                    continue;
                }
                '+' | '-' | '*' | '/' | '%' | '!' | ',' | '=' | '>' | '?' | ':' => {
                    self.take_like(folded(c));
                    while self.peek().is_some_and(|c| matches!(c, '+' | '-' | '=' | '>')) {
                        self.bump();
                    }
                    // "$i++" is complete.
                    let counted = matches!(&self.text[here..self.at], "++" | "--") && !wants_operand;
                    parts.push(Value { span: self.span(here), kind: ValueKind::Operator });
                    wants_operand = !counted;
                    continue;
                }
                '.' if self.rest().starts_with("..") => {
                    self.at += 2;
                    parts.push(Value { span: self.span(here), kind: ValueKind::Operator });
                    wants_operand = true;
                    continue;
                }
                _ => {}
            }
            if !wants_operand {
                // "foreach ($x in $y)" and type casts ("[int]$x") have no operator between operands.
                let last = parts.last().map(|value| &value.kind);
                let joins = matches!(last, Some(ValueKind::Bracket(_) | ValueKind::Bare))
                    || self.rest().starts_with("in ")
                    || matches!(last, Some(ValueKind::Placeholder))
                    || matches!(c, '<' | '[' | '{');
                if !joins {
                    let word = self.operand(true);
                    self.fault(FaultKind::Unexpected, word.span);
                    if self.at == here {
                        self.bump();
                    }
                    parts.push(word);
                    continue;
                }
            }
            let operand = self.operand(true);
            if self.at == here {
                self.at = at;
                break;
            }
            parts.push(operand);
            wants_operand = false;
        }
        if wants_operand
            && let Some(last) = parts.last()
            && matches!(last.kind, ValueKind::Operator)
        {
            let span = last.span;
            self.fault(FaultKind::NothingJoined, span);
        }
        if parts.len() == 1
            && let Some(only) = parts.pop()
        {
            return only;
        }
        let end = parts.last().map_or(start as u32, |part| part.span.end);
        Value { span: Span::new(start as u32, end), kind: ValueKind::Expression(parts) }
    }

    /// Reads one operand with the members, indices and calls behind it.
    pub(super) fn operand(&mut self, in_expression: bool) -> Value {
        let start = self.at;
        let first = self.primary(in_expression);
        let mut parts = vec![first];
        loop {
            let here = self.at;
            match self.peek() {
                Some('.')
                    if self
                        .second()
                        .is_some_and(|c| c.is_alphabetic() || matches!(c, '_' | '"' | '\'' | '$')) =>
                {
                    self.bump();
                    if matches!(self.peek(), Some('"' | '\'')) {
                        self.quoted();
                    } else {
                        self.name();
                    }
                    parts.push(Value { span: self.span(here), kind: ValueKind::Operator });
                }
                Some(':') if self.rest().starts_with("::") => {
                    self.at += 2;
                    self.name();
                    parts.push(Value { span: self.span(here), kind: ValueKind::Operator });
                }
                Some('(')
                    if parts.len() > 1
                        && matches!(parts.last().map(|p| &p.kind), Some(ValueKind::Operator)) =>
                {
                    let inner = self.group(')');
                    parts.push(Value { span: self.span(here), kind: ValueKind::Group(inner) });
                }
                Some('[')
                    if self.casts()
                        && !matches!(parts[0].kind, ValueKind::Quoted(_) | ValueKind::Bracket(_)) =>
                {
                    parts.push(self.bracket());
                }
                _ => break,
            }
            if self.at == here {
                break;
            }
        }
        if parts.len() == 1
            && let Some(only) = parts.pop()
        {
            return only;
        }
        Value { span: self.span(start), kind: ValueKind::Expression(parts) }
    }

    pub(super) fn name(&mut self) {
        while self
            .peek()
            .is_some_and(|c| (c.is_alphanumeric() && likeness(c).is_none()) || matches!(c, '_' | '$'))
        {
            self.bump();
        }
    }

    pub(super) fn primary(&mut self, in_expression: bool) -> Value {
        let start = self.at;
        let Some(c) = self.peek() else {
            return Value { span: self.span(start), kind: ValueKind::Bare };
        };
        match folded(c) {
            '$' => self.variable(),
            '"' | '\'' => self.quoted(),
            '@' => self.at_sign(),
            '(' => {
                let inner = self.group(')');
                Value { span: self.span(start), kind: ValueKind::Group(inner) }
            }
            '{' => {
                let inner = self.group('}');
                Value { span: self.span(start), kind: ValueKind::Block(inner) }
            }
            '[' => self.bracket(),
            _ => {
                let span = if in_expression && c.is_ascii_digit() { self.number() } else { self.word() };
                let kind = if self.text[span.range()].contains('<') {
                    ValueKind::Placeholder
                } else {
                    ValueKind::Bare
                };
                Value { span, kind }
            }
        }
    }

    pub(super) fn number(&mut self) -> Span {
        let start = self.at;
        while let Some(c) = self.peek() {
            // "1..5" is a range.
            if !(c.is_alphanumeric() || c == '.' && !self.rest().starts_with("..")) {
                break;
            }
            self.bump();
        }
        self.span(start)
    }
}
