//! A tolerant reader of PowerShell. It reads what documentation holds: commands, but also syntax
//! diagrams (`[-Force]`, `<name>`), lines wrapped without a backtick, and what translation breaks.
//!
//! It never goes back: every step takes at least one character, so its time grows with the text.

use super::character::{folded, is_space, likeness};
use super::cmdlets;
use super::syntax::{Argument, Command, Fault, FaultKind, Pipeline, Script, Stage, Value, ValueKind};
use super::transcript;
use unisono::facts::identifier;
use unisono::order::InOrder as _;
use unisono::source::Span;

/// Reads a script.
#[must_use]
pub fn parse(text: &str) -> Script {
    let (typed, output) = transcript::typed(text);
    let last = |quote: char| typed.rfind(|c| folded(c) == quote).unwrap_or(0);
    let last_quotes = [last('"'), last('\'')];
    let mut reader = Reader {
        text: &typed,
        at: 0,
        depth: 0,
        brackets: 0,
        comment_end: Some(0),
        last_quotes,
        script: Script::default(),
    };
    let pipelines = reader.pipelines(None);
    let mut script = reader.script;
    script.pipelines = pipelines;
    script.output = output;
    script.faults.put_in_order_by_key(|fault| (fault.span, fault.kind));
    script
}

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) depth: u32,
    /// Square brackets of a syntax diagram around this place.
    pub(super) brackets: u32,
    /// Where the next `#>` is, as far as known: from there or before nothing need be searched again.
    pub(super) comment_end: Option<usize>,
    /// Where the last mark of each kind is, double and single: a string that begins there is not closed.
    pub(super) last_quotes: [usize; 2],
    pub(super) script: Script,
}

impl<'a> Reader<'a> {
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    pub(super) fn span(&self, start: usize) -> Span {
        Span::new(start as u32, self.at as u32)
    }

    pub(super) fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    pub(super) fn fault(&mut self, kind: FaultKind, span: Span) {
        self.script.faults.push(Fault { kind, span });
    }

    /// Takes a character that stands for `is`; what only looks like it is a fault.
    pub(super) fn take_like(&mut self, is: char) -> bool {
        let Some(c) = self.peek().filter(|c| folded(*c) == is) else { return false };
        let start = self.at;
        self.bump();
        if likeness(c).is_some_and(|likeness| !likeness.accepted) {
            self.fault(FaultKind::Foreign(is), self.span(start));
        }
        true
    }

    pub(super) fn peek_folded(&self) -> Option<char> {
        self.peek().map(folded)
    }

    /// Skips white space within a line, joined lines and comments.
    pub(super) fn space(&mut self) {
        loop {
            let start = self.at;
            match self.peek() {
                Some(c) if is_space(c) => {
                    self.bump();
                }
                Some('`') if self.is_last_of_line() => {
                    self.bump();
                    self.line_break();
                }
                Some('#') => {
                    self.line_comment();
                    self.script.comments.push(self.span(start));
                }
                Some('<') if self.rest().starts_with("<#") => match self.end_of_comment() {
                    Some(end) => {
                        self.at = end;
                        self.script.comments.push(self.span(start));
                    }
                    None => return,
                },
                _ => return,
            }
        }
    }

    /// Skips white space, line breaks and comments.
    pub(super) fn blank(&mut self) {
        loop {
            self.space();
            if !self.line_break() {
                return;
            }
        }
    }

    /// Whether only white space stands between the character here and the end of its line.
    pub(super) fn is_last_of_line(&self) -> bool {
        let mut rest = self.rest().chars();
        rest.next();
        let behind = rest.as_str().trim_start_matches(is_space);
        behind.is_empty() || behind.starts_with(['\n', '\r'])
    }

    /// Takes one line break, and the white space that a backtick may have before it.
    pub(super) fn line_break(&mut self) -> bool {
        let behind = self.rest().trim_start_matches(is_space);
        let length = match behind.as_bytes() {
            [b'\r', b'\n', ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            _ => return false,
        };
        self.at = self.text.len() - behind.len() + length;
        true
    }

    pub(super) fn line_comment(&mut self) {
        let length = self.rest().find(['\n', '\r']).unwrap_or(self.rest().len());
        self.at += length;
    }

    /// The end of the block comment that begins here; `None` where `<#` begins a placeholder.
    pub(super) fn end_of_comment(&mut self) -> Option<usize> {
        let from = self.at + 2;
        if self.comment_end? < from {
            self.comment_end =
                memchr::memmem::find(self.text.as_bytes().get(from..)?, b"#>").map(|at| from + at);
        }
        self.comment_end.map(|end| end + 2)
    }

    /// Reads pipelines up to a closing bracket or the end.
    pub(super) fn pipelines(&mut self, closing: Option<char>) -> Vec<Pipeline> {
        let mut pipelines = Vec::new();
        loop {
            self.blank();
            let start = self.at;
            match self.peek_folded() {
                None => return pipelines,
                Some(c) if Some(c) == closing => return pipelines,
                Some(';') => {
                    self.take_like(';');
                }
                Some(')' | '}' | ']') => {
                    // Whoever opened another bracket around this one will take it.
                    if closing.is_some() && self.depth > 1 {
                        return pipelines;
                    }
                    self.bump();
                    self.fault(FaultKind::StrayBracket, self.span(start));
                }
                Some(_) => {
                    let pipeline = self.pipeline();
                    if self.at == start {
                        self.bump();
                        self.fault(FaultKind::Unexpected, self.span(start));
                    } else {
                        pipelines.push(pipeline);
                    }
                }
            }
        }
    }

    pub(super) fn pipeline(&mut self) -> Pipeline {
        let start = self.at;
        let mut stages = Vec::new();
        let mut assigned = None;
        loop {
            let before = self.at;
            if self.peek_folded() == Some('|') {
                // A pipe that nothing runs into.
                self.take_like('|');
                self.fault(FaultKind::NothingJoined, self.span(before));
            } else if let Some(stage) = self.stage() {
                stages.push(stage);
            }
            self.space();
            if stages.len() == 1 && assigned.is_none() && self.assignment() {
                if let Some(Stage::Expression(target)) = stages.pop() {
                    assigned = Some(target);
                }
                self.blank();
                continue;
            }
            if !self.pipe(!stages.is_empty()) {
                break;
            }
            self.blank();
            if matches!(self.peek_folded(), None | Some(')' | '}' | ';')) {
                let end = self.span(self.at);
                self.fault(FaultKind::NothingJoined, end);
                break;
            }
        }
        let end = self.text[start..self.at].trim_end().len();
        Pipeline { span: Span::new(start as u32, (start + end) as u32), assigned, stages }
    }

    /// Takes `=` or `+=`, where what stands before can be assigned to.
    pub(super) fn assignment(&mut self) -> bool {
        let rest = self.rest();
        let length = match rest.as_bytes() {
            [b'+' | b'-' | b'*' | b'/' | b'%', b'=', ..] => 2,
            [b'=', ..] => 1,
            _ if rest.starts_with('＝') => {
                self.take_like('=');
                return true;
            }
            _ => return false,
        };
        self.at += length;
        true
    }

    /// Takes what joins two stages: `|`, also at the start of the next line; `||` and `&&`.
    pub(super) fn pipe(&mut self, after_stage: bool) -> bool {
        if self.rest().starts_with("&&") || self.rest().starts_with("||") {
            self.at += 2;
            return true;
        }
        if self.peek_folded() == Some('|') {
            return self.take_like('|');
        }
        if after_stage && matches!(self.peek(), Some('\n' | '\r')) {
            let next = self.rest().trim_start();
            if next.starts_with('|') {
                self.at = self.text.len() - next.len() + 1;
                return true;
            }
        }
        false
    }

    pub(super) fn stage(&mut self) -> Option<Stage> {
        let start = self.at;
        let c = self.peek()?;
        match folded(c) {
            '&' | '.' if self.second().is_some_and(is_space) || c == '&' => {
                if self.entity() {
                    return Some(Stage::Expression(Value { span: self.span(start), kind: ValueKind::Bare }));
                }
                self.bump();
                self.space();
                let name = self.at;
                self.operand(false);
                let name = self.span(name);
                Some(Stage::Command(self.command(start, name)))
            }
            '$' | '"' | '\'' | '@' | '(' | '{' | '[' | '<' | '!' | '+' | ',' | '0'..='9' => {
                Some(Stage::Expression(self.expression()))
            }
            '-' if self.dash_begins_name()
                || self.second().is_some_and(|c| matches!(c, '0'..='9' | '(' | '$' | '[')) =>
            {
                Some(Stage::Expression(self.expression()))
            }
            _ => {
                let span = self.word();
                if span.is_empty() {
                    return None;
                }
                Some(Stage::Command(self.command(start, span)))
            }
        }
    }

    /// Whether a dash stands directly before a letter.
    pub(super) fn dash_begins_name(&self) -> bool {
        let mut chars = self.rest().chars();
        chars.next().is_some_and(|c| folded(c) == '-')
            && chars.next().is_some_and(|c| c.is_alphabetic() || matches!(c, '_' | '?'))
    }

    /// Reads the arguments of a command whose name was read.
    pub(super) fn command(&mut self, start: usize, name: Span) -> Command {
        let text = self.text;
        let mut arguments = Vec::new();
        loop {
            self.arguments(Some(&text[name.range()]), &mut arguments);
            if !self.wrapped() {
                break;
            }
        }
        let end = self.text[start..self.at].trim_end().len();
        Command { span: Span::new(start as u32, (start + end) as u32), name, arguments }
    }

    /// Goes on to the next line where that begins with a parameter: documentation wraps commands.
    pub(super) fn wrapped(&mut self) -> bool {
        if !matches!(self.peek(), Some('\n' | '\r')) {
            return false;
        }
        let next = self.rest().trim_start_matches(|c: char| is_space(c) || matches!(c, '\n' | '\r'));
        let breaks = self.rest()[..self.rest().len() - next.len()].matches('\n').count();
        let mut chars = next.chars();
        let parameter = match (chars.next(), chars.next()) {
            (Some(dash), Some(c)) => {
                folded(dash) == '-' && c.is_alphabetic() || dash == '[' && folded(c) == '-'
            }
            _ => false,
        };
        // An operator at the start of a line ("-not $x") is no parameter.
        let operator = next.trim_start_matches(|c| folded(c) == '-').starts_with("not ");
        if breaks != 1 || !parameter || operator {
            return false;
        }
        let at = self.text.len() - next.len();
        self.at = at;
        let length = next.split(|c: char| c.is_whitespace() || c == ':').next().map_or(1, str::len);
        if self.brackets == 0 {
            self.fault(FaultKind::NotContinued, Span::new(at as u32, (at + length) as u32));
        }
        true
    }

    pub(super) fn arguments(&mut self, command: Option<&str>, arguments: &mut Vec<Argument>) {
        loop {
            self.space();
            let start = self.at;
            let Some(c) = self.peek() else { return };
            match folded(c) {
                '\n' | '\r' | ';' | '|' | ')' | '}' => return,
                ']' if self.brackets > 0 => return,
                ']' => {
                    self.bump();
                    self.fault(FaultKind::StrayBracket, self.span(start));
                }
                '&' if self.rest().starts_with("&&") => return,
                '&' => {
                    if !self.entity() {
                        self.bump();
                    }
                }
                ',' => {
                    // A syntax diagram may begin an option with one: `[,<more>]`.
                    self.take_like(',');
                    if self.brackets == 0 {
                        self.fault(FaultKind::NothingJoined, self.span(start));
                    }
                }
                '-' if self.rest().starts_with("--%") => {
                    self.line_comment();
                    let value = Value { span: self.span(start), kind: ValueKind::Bare };
                    arguments.push(self.argument(None, Some(value)));
                }
                '-' if self.dash_begins_name() => {
                    let argument = self.parameter(command);
                    arguments.push(argument);
                }
                '-' if self.second().is_none_or(|c| c.is_whitespace()) => {
                    // "- Identity": as good as always a torn parameter.
                    self.bump();
                    self.fault(FaultKind::LoneDash, self.span(start));
                }
                '-' if self.second() == Some('[') => {
                    self.bump();
                }
                '>' => {
                    self.bump();
                    if self.peek() == Some('>') {
                        self.bump();
                    }
                    if self.rest().starts_with("&1") {
                        self.at += 2;
                    }
                    arguments.push(
                        self.argument(
                            None,
                            Some(Value { span: self.span(start), kind: ValueKind::Operator }),
                        ),
                    );
                }
                _ => {
                    if let Some(value) = self.values() {
                        arguments.push(self.argument(None, Some(value)));
                    }
                }
            }
            if self.at == start {
                self.bump();
                self.fault(FaultKind::Unexpected, self.span(start));
            }
        }
    }

    pub(super) fn argument(&self, parameter: Option<Span>, value: Option<Value>) -> Argument {
        Argument { parameter, value, optional: self.brackets > 0 }
    }

    /// Reads `-Name`, `-Name value` or `-Name:value`.
    pub(super) fn parameter(&mut self, command: Option<&str>) -> Argument {
        let start = self.at;
        self.take_like('-');
        while let Some(c) = self.peek() {
            let of_name = c.is_alphanumeric() && likeness(c).is_none()
                || matches!(c, '_' | '-' | '?' | '\u{2010}' | '\u{2011}' | '\u{ad}');
            if !of_name && !('\u{ff10}'..='\u{ff5a}').contains(&c) {
                break;
            }
            self.bump();
        }
        let name = self.span(start);
        let attached = self.peek_folded() == Some(':');
        if attached {
            self.take_like(':');
        }
        let text = self.text;
        let spoken = text[name.range()].trim_start_matches(|c| folded(c) == '-');
        if !attached && cmdlets::is_switch(command.unwrap_or_default(), spoken) {
            return self.argument(Some(name), None);
        }
        self.space();
        let value = match self.peek_folded() {
            None | Some('\n' | '\r' | ';' | '|' | ')' | '}' | ']' | ',' | '>') => None,
            Some('-') if self.dash_begins_name() || self.second().is_none_or(char::is_whitespace) => None,
            Some('-') if self.second() == Some('[') => None,
            Some('[') if !self.casts() => None,
            Some('&') => None,
            _ => self.values(),
        };
        self.argument(Some(name), value)
    }
}

/// Whether a text is PowerShell by what it says: a prompt, a cmdlet, a variable that is assigned.
pub(crate) fn looks_like(text: &str) -> bool {
    const LINES: usize = 40;
    let (typed, _) = transcript::typed(text);
    typed.lines().filter(|line| !line.trim().is_empty()).take(LINES).any(|line| {
        let line = line.trim_start();
        let word = line
            .split(|c: char| c.is_whitespace() || matches!(c, '|' | ';' | '('))
            .next()
            .unwrap_or_default();
        identifier::is_verb_noun(word)
            || word.eq_ignore_ascii_case("dnscmd")
            || line.strip_prefix('$').is_some_and(|rest| {
                let behind = rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
                behind.len() < rest.len() && behind.trim_start().starts_with('=')
            })
    })
}
