//! The tokens of a program, as far as reading what is written out needs them.

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name, a word of the language or a number.
    Word(String),
    /// A text that is written out.
    Text(String),
    /// What stands for something that is not written out: a template with holes, a regular expression.
    Value,
    /// A bracket, a comma, or whatever else is one character.
    Mark(char),
}

/// A token with its line, from 1.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    pub line: usize,
}

/// All tokens, comments aside.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut reader = Reader { rest: text, line: 1, tokens: Vec::new() };
    while reader.step() {}
    reader.tokens
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
    tokens: Vec<Token>,
}

impl Reader<'_> {
    /// Takes one token; whether there may be more.
    fn step(&mut self) -> bool {
        let Some(first) = self.rest.chars().next() else { return false };
        if first.is_whitespace() {
            self.skip(first.len_utf8());
        } else if self.rest.starts_with("//") {
            self.skip(self.rest.find('\n').unwrap_or(self.rest.len()));
        } else if self.rest.starts_with("/*") {
            self.skip(self.rest[2..].find("*/").map_or(self.rest.len(), |end| end + 4));
        } else if matches!(first, '"' | '\'' | '`') {
            self.text(first);
        } else if is_of_word(first) {
            let end = self.rest.find(|c| !is_of_word(c)).unwrap_or(self.rest.len());
            self.take(Kind::Word(self.rest[..end].to_owned()), end);
        } else if first == '/' && !self.stands_behind_value() {
            self.pattern();
        } else {
            self.take(Kind::Mark(first), first.len_utf8());
        }
        true
    }

    /// Passes over so many bytes.
    fn skip(&mut self, bytes: usize) {
        self.line += memchr::memchr_iter(b'\n', &self.rest.as_bytes()[..bytes]).count();
        self.rest = &self.rest[bytes..];
    }

    fn take(&mut self, kind: Kind, bytes: usize) {
        self.tokens.push(Token { kind, line: self.line });
        self.skip(bytes);
    }

    /// A text in quotation marks. One that is never closed ends with its line, a template with the file.
    fn text(&mut self, quote: char) {
        let (mut text, mut written_out) = (String::new(), true);
        let mut chars = self.rest.char_indices().skip(1).peekable();
        let end = loop {
            match chars.next() {
                None => break self.rest.len(),
                Some((at, c)) if c == quote => break at + c.len_utf8(),
                Some((at, '\n')) if quote != '`' => break at,
                Some((_, '$')) if quote == '`' && chars.peek().is_some_and(|next| next.1 == '{') => {
                    written_out = false
                }
                Some((_, '\\')) => match chars.next() {
                    Some((_, c @ ('\\' | '/' | '"' | '\'' | '`'))) => text.push(c),
                    Some((_, '\n')) => {}
                    // What is escaped otherwise stands in no address.
                    _ => written_out = false,
                },
                Some((_, c)) => text.push(c),
            }
        };
        self.take(if written_out { Kind::Text(text) } else { Kind::Value }, end);
    }

    /// A regular expression, up to the end of its line at most.
    fn pattern(&mut self) {
        let (mut escaped, mut in_class) = (false, false);
        let end = self.rest.char_indices().skip(1).find_map(|(at, c)| {
            let ends = !escaped && !in_class && c == '/';
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '[' => in_class = true,
                ']' => in_class = false,
                _ => {}
            }
            (ends || c == '\n').then_some(at + usize::from(ends))
        });
        self.take(Kind::Value, end.unwrap_or(self.rest.len()));
    }

    /// Whether a slash divides: behind a value. Behind anything else it begins a regular expression.
    fn stands_behind_value(&self) -> bool {
        match self.tokens.last().map(|token| &token.kind) {
            Some(Kind::Word(word)) => word != "return",
            Some(Kind::Text(_) | Kind::Value) => true,
            Some(Kind::Mark(mark)) => matches!(mark, ')' | ']' | '}' | '<'),
            None => false,
        }
    }
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}
