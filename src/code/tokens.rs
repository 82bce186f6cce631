//! The reader: a sample as a row of tokens. Comments and blanks are none; what is for people is one token, whatever
//! it says.

use super::tags::closed;
use super::{Syntax, words};
use crate::hash::{Hasher, Key};
use crate::order::OrderedSet;
use crate::source::Span;

/// Kinds of [`Token`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A name, a keyword, a bare word.
    Name,
    /// `--flag`, `-f`
    Option,
    /// A number, a version.
    Number,
    /// A literal for machines: a path, an address, a key.
    Value,
    /// A literal for people.
    Literal,
    /// What stands between tags, or a line of prose.
    Text,
    /// A placeholder for the reader to fill in.
    Hole,
    /// An operator.
    Mark,
    /// A bracket, a comma, an ellipsis: its loss alone says nothing.
    Trivia,
}

/// Something in a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where, in the sample.
    pub span: Span,
    /// Its text, folded.
    pub key: Key,
}

impl TokenKind {
    /// Whether a machine reads it and a reader types it.
    pub(crate) const fn is_strong(self) -> bool {
        matches!(self, Self::Name | Self::Option | Self::Number | Self::Value)
    }
}

/// A sample, read.
#[derive(Debug, Default)]
pub struct Row {
    /// What is compared, in order.
    pub tokens: Vec<Token>,
    /// What is for people: comments, literals, texts.
    pub prose: Vec<Span>,
}

/// Reads a sample.
#[must_use]
pub fn read(text: &str, syntax: Syntax) -> Row {
    let mut reader = Reader {
        text,
        syntax,
        at: 0,
        row: Row::default(),
        stack: vec![if syntax.markup { Mode::Text } else { Mode::Code { braces: 0 } }],
        closed: if syntax.tags { closed(text) } else { OrderedSet::new() },
        last_closing: memchr::memmem::rfind(text.as_bytes(), b"</")
            .max(memchr::memmem::rfind(text.as_bytes(), b"/>"))
            .unwrap_or(0),
        fresh_line: true,
        output: false,
    };
    while reader.at < text.len() {
        reader.step();
    }
    reader.row
}

/// Where the reader is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mode {
    /// In code, so many braces deep.
    Code { braces: u32 },
    /// Between tags.
    Text,
    /// In a tag, of this name.
    Tag { closing: bool, name: Span },
}

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) syntax: Syntax,
    pub(super) at: usize,
    pub(super) row: Row,
    pub(super) stack: Vec<Mode>,
    pub(super) closed: OrderedSet<&'a str>,
    /// Behind this no tag is closed.
    pub(super) last_closing: usize,
    pub(super) fresh_line: bool,
    /// Whether the line before was output.
    pub(super) output: bool,
}

/// A character as samples are compared: quotes, dashes and full-width forms are one.
fn folded(c: char) -> char {
    match c {
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' => '\'',
        '–' | '—' | '‑' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{a0}' => ' ',
        _ => c,
    }
}

fn key_of(text: &str) -> Key {
    let mut hasher = Hasher::default();
    for c in text.chars().map(folded).flat_map(char::to_lowercase) {
        let mut bytes = [0; 4];
        hasher.bytes(c.encode_utf8(&mut bytes).as_bytes());
    }
    hasher.key()
}

impl<'a> Reader<'a> {
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn push(&mut self, kind: TokenKind, start: usize, end: usize) {
        let key = match kind {
            TokenKind::Text | TokenKind::Hole => 0,
            _ => key_of(&self.text[start..end]),
        };
        let span = Span::new(start as u32, end as u32);
        if matches!(kind, TokenKind::Text | TokenKind::Literal) {
            self.row.prose.push(span);
        }
        // Several placeholders in a row are as good as one, and so are several texts.
        if let Some(last) = self.row.tokens.last_mut()
            && last.kind == kind
            && matches!(kind, TokenKind::Hole | TokenKind::Text)
        {
            last.span = last.span.union(span);
            return;
        }
        self.row.tokens.push(Token { kind, span, key });
    }

    fn step(&mut self) {
        match self.stack.last().copied().unwrap_or(Mode::Code { braces: 0 }) {
            Mode::Text => self.between_tags(),
            Mode::Tag { closing, name } => self.in_tag(closing, name),
            Mode::Code { braces } => self.in_code(braces),
        }
    }

    pub(super) fn skip_blank(&mut self) -> bool {
        let Some(c) = self.rest().chars().next() else { return true };
        let blank = c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{ad}');
        if blank {
            self.fresh_line |= c == '\n';
            self.at += c.len_utf8();
        }
        blank
    }

    /// Skips a comment, if one begins here.
    pub(super) fn skip_comment(&mut self, in_code: bool) -> bool {
        let rest = self.rest();
        let fresh = self.at == 0
            || self.text[..self.at]
                .ends_with(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | ';' | ','));
        let until = |end: &str| {
            memchr::memmem::find(rest.as_bytes(), end.as_bytes()).map_or(rest.len(), |at| at + end.len())
        };
        let line = || rest.find('\n').unwrap_or(rest.len());
        let length = if rest.starts_with("<!--") {
            until("-->")
        } else if rest.starts_with("<%--") {
            until("--%>")
        } else if rest.starts_with("{{/*") || rest.starts_with("{{- /*") {
            until("}}")
        } else if rest.starts_with("{{!--") {
            until("--}}")
        } else if rest.starts_with("{#") && near(rest).contains("#}") && !self.syntax.braces {
            until("#}")
        } else if !in_code {
            return false;
        } else if rest.starts_with("/*")
            && !self.syntax.hash | self.syntax.slashes
            && !rest.starts_with("/*/")
        {
            2 + rest[2..].find("*/").map_or(rest.len() - 2, |at| at + 2)
        } else if self.syntax.slashes && rest.starts_with("//") && fresh
            || self.syntax.hash && rest.starts_with('#') && fresh && !rest.starts_with("#[")
            || self.syntax.dashes
                && rest.starts_with("--")
                && fresh
                && rest[2..].starts_with([' ', '\n', '\r'])
            || self.syntax.semicolon && rest.starts_with(';') && fresh
            || self.syntax.shell && fresh && (rest.starts_with("REM ") || rest.starts_with(":: "))
            || self.syntax.basic && begins_in_basic(rest, fresh)
        {
            line()
        } else {
            return false;
        };
        self.row.prose.push(Span::new(self.at as u32, (self.at + length) as u32));
        self.at += length;
        true
    }

    fn in_code(&mut self, braces: u32) {
        if self.fresh_line && self.line() {
            return;
        }
        if self.skip_blank() || self.skip_comment(true) {
            return;
        }
        let (start, rest) = (self.at, self.rest());
        let Some(c) = rest.chars().next() else { return };
        if c == '}' && braces == 0 && self.stack.len() > 1 {
            self.at += 1;
            self.stack.pop();
            return;
        }
        if c == '<' && self.syntax.tags && self.begins_tag(rest) {
            self.tag();
            return;
        }
        let fresh = start == 0 || self.text[..start].ends_with(char::is_whitespace);
        if let Some(length) = hole(rest, fresh, self.syntax) {
            self.at += length;
            self.push(TokenKind::Hole, start, start + length);
            return;
        }
        // The lines by which MkDocs takes in a file.
        if let Some(length) =
            ["{!>", "{!", "{*"].iter().find(|mark| rest.starts_with(**mark)).map(|mark| mark.len())
            && near(rest).contains(['!', '*'])
            && near(rest).trim_end().ends_with('}')
        {
            self.at += length;
            self.push(TokenKind::Trivia, start, start + length);
            return;
        }
        match folded(c) {
            '{' | '}' => {
                if let Some(Mode::Code { braces }) = self.stack.last_mut() {
                    *braces = if c == '{' { *braces + 1 } else { braces.saturating_sub(1) };
                }
                self.trivia(c);
            }
            '"' | '\'' | '`' if self.literal(c) => {}
            '-' if self.option() => {}
            f if is_word(f)
                || f == '$'
                || f == '@'
                || matches!(f, '/' | '~' | '.' | '%' | '\\') && self.syntax.shell =>
            {
                self.word()
            }
            '(' | ')' | '[' | ']' | ',' | ';' | '"' | '\'' | '`' | ':' | '\\' | '…' => self.trivia(c),
            '.' => {
                let dots = rest.bytes().take_while(|b| *b == b'.').count().max(c.len_utf8());
                self.at += dots;
                self.push(TokenKind::Trivia, start, start + dots);
            }
            _ => {
                let mut end = rest
                    .find(|c: char| {
                        !matches!(
                            c,
                            '=' | '<' | '>' | '!' | '&' | '|' | '+' | '*' | '/' | '%' | '^' | '?' | '-' | '~'
                        )
                    })
                    .unwrap_or(rest.len());
                if self.syntax.tags
                    && let Some(tag) = rest[..end].find('<').filter(|at| *at > 0)
                {
                    end = tag;
                }
                // "HOST=<name of the host>"
                let open = rest[..end].find('<').filter(|at| *at > 0);
                if let Some(open) = open.filter(|at| hole(&rest[*at..], false, self.syntax).is_some()) {
                    end = open;
                }
                let end = end.max(c.len_utf8());
                self.at += end;
                self.push(TokenKind::Mark, start, start + end);
            }
        }
    }

    fn trivia(&mut self, c: char) {
        let start = self.at;
        self.at += c.len_utf8();
        // An empty pair of quotes or braces is nothing; neither is a blank string in braces.
        self.push(TokenKind::Trivia, start, self.at);
    }

    /// A line that is prose, or output, from some place on; says whether it moved.
    fn line(&mut self) -> bool {
        self.fresh_line = false;
        let (start, rest) = (self.at, self.rest());
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        if line.trim().is_empty() {
            return false;
        }
        let begin = line.len() - line.trim_start().len();
        let end = start + line.trim_end().len();
        if self.syntax.prompts {
            if let Some(length) =
                words::prompt(line).filter(|_| !line.trim_start().starts_with("> ") || !self.output)
            {
                self.output = false;
                self.at += length;
                return true;
            }
            let goes_on = self.text[..start].trim_end().ends_with(['\\', '`', '^']) && !self.output;
            if !goes_on {
                self.output = !line.trim_start().starts_with('#');
                self.text_to(start + begin, end);
                return true;
            }
            return false;
        }
        if self.syntax.prose {
            self.text_to(start + begin, end);
            return true;
        }
        let commented = self.syntax.hash && line.trim_start().starts_with('#')
            || self.syntax.slashes && opens_comment(line);
        if self.syntax.lines
            && self.stack.len() == 1
            && !commented
            && let Some(from) = words::prose_from(line, self.syntax)
            && !is_in_placeholder(line, from)
        {
            if from <= begin {
                self.text_to(start + begin, end);
                return true;
            }
            // The code before it is read by itself.
            let head = Syntax { lines: false, prompts: false, ..self.syntax };
            let row = read(&self.text[start..start + from], head);
            let moved = |span: Span| Span::new(span.start + start as u32, span.end + start as u32);
            self.row
                .tokens
                .extend(row.tokens.into_iter().map(|token| Token { span: moved(token.span), ..token }));
            self.row.prose.extend(row.prose.into_iter().map(moved));
            self.text_to(start + from, end);
            return true;
        }
        false
    }

    fn text_to(&mut self, start: usize, end: usize) {
        self.at = end;
        self.push(TokenKind::Text, start, end.max(start));
    }

    /// An option, if one begins here.
    fn option(&mut self) -> bool {
        let (start, rest) = (self.at, self.rest());
        let fresh = start == 0
            || self.text[..start].ends_with(|c: char| {
                c.is_whitespace() || matches!(c, '[' | '(' | '|' | '"' | '\'' | '`' | ',')
            });
        let dashes = rest.len() - rest.trim_start_matches(['-', '–', '—']).len();
        let name = &rest[dashes..];
        if !fresh || !self.syntax.shell || !name.starts_with(|c: char| c.is_alphanumeric()) {
            return false;
        }
        let end = name
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '?')))
            .unwrap_or(name.len());
        let name = name[..end].trim_end_matches(['.', '-', '?']);
        let length = dashes + name.len();
        self.at += length;
        self.push(TokenKind::Option, start, start + length);
        true
    }

    fn word(&mut self) {
        let (start, rest) = (self.at, self.rest());
        let shell = self.syntax.shell;
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let number = rest.starts_with(|c: char| c.is_ascii_digit());
        let mut end = rest.len();
        let mut url = false;
        let mut chars = rest.char_indices().skip(1).peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, c)| *c);
            let c = folded(c);
            url |= rest[at..].starts_with("://");
            let joins = matches!(c, '.' if number || shell || url)
                || shell
                    && matches!(c, '-' | '/' | ':' | '@' | '~' | '\\' | '%' | '+' | '*')
                    && !(c == ':' && next.is_some_and(|n| n == '{'))
                || url && matches!(c, '/' | ':' | '?' | '&' | '=' | '#' | '-' | '%' | '+' | '~' | '@');
            let inside = is_word(c)
                || c == '$' && !shell
                || joins
                    && next.is_some_and(|n| {
                        is_word(folded(n)) || matches!(n, '/' | '.' | '~' | '*') && (shell || url)
                    });
            if !inside {
                end = at;
                break;
            }
        }
        let end = end.max(first) + extras(&rest[end.max(first)..], shell && self.syntax.lines);
        let word = &rest[..end];
        self.at += end;
        let variable = || word.strip_prefix('$').is_some_and(words::is_own_variable);
        let operand = || words::is_operand(word) && self.operand(start, end);
        let kind = if words::is_hole(word) || shell && (variable() || operand() || self.is_filled_in(start)) {
            TokenKind::Hole
        } else if number {
            TokenKind::Number
        } else if word.chars().any(is_word) {
            TokenKind::Name
        } else if word.chars().all(|c| c == '.') {
            TokenKind::Trivia
        } else {
            TokenKind::Mark
        };
        self.push(kind, start, start + end);
    }

    /// Whether what stands here is given to an option inside of a placeholder: `{{--since=commit}}`.
    fn is_filled_in(&self, start: usize) -> bool {
        let reach = self.text.floor_char_boundary(start.saturating_sub(NEAR));
        let before = &self.text[reach..start];
        before.ends_with('=') && before.rfind("{{").is_some_and(|open| !before[open..].contains("}}"))
    }

    /// Whether a word in capitals stands behind a command on its line, and is not assigned to.
    fn operand(&self, start: usize, length: usize) -> bool {
        // Far from the start of its line nothing is told by it.
        let reach = start.saturating_sub(REACH);
        let line = memchr::memrchr(b'\n', &self.text.as_bytes()[reach..start]).map(|at| reach + at + 1);
        let Some(line) = line.or((reach == 0).then_some(0)) else { return false };
        let before = self.text[line..start].trim_start();
        before.starts_with(|c: char| c.is_ascii_lowercase())
            && !before.contains(['(', '=', ':'])
            && !self.text[start + length..].starts_with(['=', '(', ':'])
    }
}

/// Whether a comment of Basic begins here: with an apostrophe wherever it stands, or with the word `REM`.
fn begins_in_basic(rest: &str, fresh: bool) -> bool {
    let word = || rest.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("rem"));
    let ends = || !rest[3..].starts_with(is_word);
    rest.starts_with(|c| folded(c) == '\'') || fresh && word() && ends()
}

/// Whether a line opens a comment that a later line closes.
fn opens_comment(line: &str) -> bool {
    let begins = |at: &usize| *at == 0 || line[..*at].ends_with(char::is_whitespace);
    let openings = memchr::memmem::find_iter(line.as_bytes(), b"/*");
    openings.filter(begins).last().is_some_and(|at| !line[at + 2..].contains("*/"))
}

/// The length of what is asked for beyond a package, where a command names both: `oven[all]`. It is a part of the name, in
/// quotation marks or without.
fn extras(rest: &str, command: bool) -> usize {
    let Some(inner) = rest.strip_prefix('[').filter(|_| command) else { return 0 };
    let named = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | ',');
    let length = inner.find(|c: char| !named(c)).unwrap_or(inner.len());
    let behind = inner[length..].strip_prefix(']');
    let ends = |rest: &str| !rest.starts_with(|c: char| is_word(c) || matches!(c, '[' | '('));
    if length > 0 && behind.is_some_and(ends) { length + 2 } else { 0 }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
        || c == '_'
        || !c.is_ascii() && !c.is_whitespace() && ('\u{300}'..='\u{1fff}').contains(&c)
}

/// How far a placeholder, a literal in quotes and a line reach, in bytes, at most.
const NEAR: usize = 200;
pub(super) const LONGEST: usize = 1_000;
const REACH: usize = 400;

/// What follows on the same line, not too far.
pub(super) fn near(rest: &str) -> &str {
    let end = rest.floor_char_boundary(NEAR);
    let line = &rest[..end];
    &line[..line.find('\n').unwrap_or(end)]
}

/// Whether the words of a line from some place on are those of a placeholder: `HOST=<the name of the host>`.
fn is_in_placeholder(line: &str, from: usize) -> bool {
    let given = line.trim().split_once('=').is_some_and(|(name, value)| {
        !name.contains(char::is_whitespace)
            && value.starts_with('<')
            && value.find('>') == Some(value.len() - 1)
    });
    let opened = line[..from].rfind('<').is_some_and(|open| !line[open..from].contains('>'));
    given || opened && line[from..].contains('>')
}

/// The length of a placeholder in brackets: `<your name>`, `{{path/to/file}}`, `[NAME]`.
pub(super) fn hole(rest: &str, fresh: bool, syntax: Syntax) -> Option<usize> {
    if !rest.starts_with(['{', '<', '[']) {
        return None;
    }
    let line = near(rest);
    if line.starts_with("{{") && syntax.shell {
        let inner = &line[2..line.find("}}")?];
        let named = inner
            .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '~' | '*' | '"' | '\''))
            || inner.starts_with("./");
        // "{{id|file_name}}", "{{en|fr|...}}": one of them; "{{on|off}}" are values.
        let values = inner.contains('|') && !inner.contains(['_', '/', ' ', '@']) && !inner.contains("...");
        // "{{key=value}}", "{{https://contoso.com/?id=4}}": a setting or an address of the reader's own.
        let own = |(name, value): (&str, &str)| {
            !value.is_empty() && (name.contains("://") || name.chars().all(|c| is_word(c) || c == '-'))
        };
        let fits = !inner.contains(['(', '[', '$'])
            && inner.split_once('=').is_none_or(own)
            && !inner.contains("|-")
            && !values;
        return (named && fits && !inner.is_empty()).then_some(inner.len() + 4);
    }
    if line.starts_with('<') && !syntax.tags {
        let inner = &line[1..line.find('>')?];
        let named = inner.starts_with(|c: char| c.is_alphanumeric() || c == '$');
        // "<tipo (type)>": the name that the source has, beside its own.
        let glossed = || inner.strip_suffix(')').and_then(|inner| inner.split_once(" ("));
        let (named_so, gloss) = glossed().unwrap_or((inner, ""));
        let fits = inner.len() <= 60
            && ![named_so, gloss].iter().any(|part| part.contains(['=', '(', ')', ';', '{', '<', '"']));
        // Elsewhere it may be a parameter of a type: "Map<Key>".
        let behind = rest[inner.len() + 2..].starts_with(|c: char| c.is_alphanumeric() || c == '(');
        let code = !syntax.shell
            && (inner.contains([',', ':', '&']) || behind || !fresh && !inner.contains([' ', '-', '_']));
        return (named && fits && !code).then_some(inner.len() + 2);
    }
    if line.starts_with('[') && syntax.shell {
        const LONG: usize = 120;
        let inner = &line[1..line.find(']')?];
        let several = inner.contains(' ') || !inner.is_ascii();
        let mark = |c: char| {
            matches!(c, ' ' | '.' | '_' | '-' | ',') || several && matches!(c, '(' | ')' | '|' | '/')
        };
        let fits = inner.chars().all(|c| c.is_alphabetic() || mark(c) || !c.is_ascii());
        let named = inner.starts_with(char::is_alphabetic) || inner == "...";
        return (fits && named && (fresh || several) && inner.len() <= LONG).then_some(inner.len() + 2);
    }
    None
}
