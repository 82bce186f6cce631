//! The elements of snippets, and which of them are the same in two languages.

use crate::localized;
use crate::powershell::{cmdlets, folded};
use unisono::source::Span;

/// Something in a snippet that a machine reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element<'a> {
    /// What it is.
    pub kind: ElementKind,
    /// Its text, without quotation marks.
    pub text: &'a str,
    /// Where, in the snippet, quotation marks included.
    pub span: Span,
    /// The parameter, key or attribute whose value it is; "" where there is none.
    pub of: &'a str,
    /// The command it belongs to; "" where there is none.
    pub command: &'a str,
}

/// Kinds of [`Element`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementKind {
    /// The name of a command, a tag.
    Name,
    /// A parameter, a key, an attribute.
    Parameter,
    /// A bare word: a number, a name.
    Word,
    /// A text in quotation marks.
    Text,
    /// A variable.
    Variable,
    /// An operator, a member.
    Operator,
    /// A bracket, a pipe, a separator.
    Mark,
}

impl ElementKind {
    /// Whether it is a value.
    #[must_use]
    pub const fn is_value(self) -> bool {
        matches!(self, Self::Word | Self::Text | Self::Variable)
    }

    /// Whether one kind may have become the other.
    pub(super) fn becomes(self, other: Self) -> bool {
        self == other || self.is_value() && other.is_value()
    }
}

impl Element<'_> {
    /// How much an equal pair tells: names tie two snippets together, brackets stand everywhere.
    pub(super) fn weight(&self) -> u32 {
        match self.kind {
            ElementKind::Name => 8,
            ElementKind::Parameter => 6,
            ElementKind::Word | ElementKind::Text | ElementKind::Variable => 4,
            ElementKind::Operator => 2,
            ElementKind::Mark => 1,
        }
    }
}

/// Whether two elements are the same to a machine, or differ only in what is for people.
pub(super) fn same(source: &Element<'_>, target: &Element<'_>) -> bool {
    use ElementKind as K;
    match (source.kind, target.kind) {
        (K::Text, K::Text) => is_prose(source) || alike(source.text.trim(), target.text.trim()),
        // A phrase that is one word in the other language.
        (K::Text, K::Word) if source.text.contains(char::is_whitespace) => {
            let word = target.text.chars().all(|c| !c.is_ascii() || c.is_ascii_alphabetic() || c == '-');
            is_prose(source) && word && !source.text.contains(target.text)
        }
        // Quotation marks around a single word are a matter of taste.
        (K::Text, K::Word) | (K::Word, K::Text) => {
            !source.text.contains(char::is_whitespace) && alike(source.text, target.text)
        }
        (K::Word, K::Word) => cmdlets::is_descriptive(source.of) || alike(source.text, target.text),
        (a, b) => a == b && alike(source.text, target.text),
    }
}

/// Whether two texts are alike but for case, white space, dashes and what stands in angle brackets.
fn alike(source: &str, target: &str) -> bool {
    let mut source = Skeleton { rest: source.chars() };
    let mut target = Skeleton { rest: target.chars() };
    loop {
        match (source.next(), target.next()) {
            (None, None) => return true,
            (a, b) if a == b => {}
            _ => return false,
        }
    }
}

/// The characters of a text as a machine compares them; a placeholder is one `<`.
struct Skeleton<'a> {
    rest: std::str::Chars<'a>,
}

impl Iterator for Skeleton<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let c = folded(self.rest.next()?);
        if c == '<'
            && let Some(end) = self.rest.as_str().find(|c| folded(c) == '>')
        {
            let behind = &self.rest.as_str()[end..];
            self.rest = behind.chars();
            self.rest.next();
            return Some('<');
        }
        if c.is_whitespace() {
            let behind = self.rest.as_str().trim_start();
            self.rest = behind.chars();
            return Some(' ');
        }
        Some(c.to_lowercase().next().unwrap_or(c))
    }
}

/// Whether two equal elements are written with the same dashes and digits.
pub(super) fn spelled_alike(source: &Element<'_>, target: &Element<'_>) -> bool {
    let kinds = [ElementKind::Name, ElementKind::Parameter, ElementKind::Word, ElementKind::Operator];
    let compared = kinds.contains(&source.kind) || source.kind == ElementKind::Text && !is_prose(source);
    !compared
        || !source.text.is_ascii()
        || target.text.is_ascii()
        || source.text.contains('<')
        || cmdlets::is_descriptive(source.of)
}

/// Whether a quoted text is for people. A text is for the machine where each of its words is: a number,
/// a host name, an address, a path, a name with humps.
fn is_prose(element: &Element<'_>) -> bool {
    let text = element.text.trim();
    if text.is_empty() {
        return false;
    }
    let placeholder = text.starts_with('<') && text.ends_with('>');
    if placeholder || cmdlets::is_descriptive(element.of) && !text.contains("://") {
        return true;
    }
    let single = !text.contains(char::is_whitespace);
    let is_path = text.get(1..3) == Some(":\\")
        || text.starts_with("\\\\")
        || text.contains("://") && (single || !is_sentence(text));
    let options = || text.match_indices(" -").any(|(at, _)| !text[at + 2..].starts_with([' ', '-']));
    let is_filter = options() || text.starts_with('$');
    !is_path
        && !is_filter
        && !text
            .split_whitespace()
            .map(|word| word.trim_matches([',', ';']))
            .all(|word| word.is_empty() || is_technical(word))
}

/// Whether there are two words or more that are for people.
fn is_sentence(text: &str) -> bool {
    text.split_whitespace().filter(|word| word.len() > 1 && !is_technical(word)).count() > 1
}

/// Whether a word is for machines.
fn is_technical(word: &str) -> bool {
    if localized::number(word).is_some() {
        return true;
    }
    let date = word.split(['/', '.', '-']).count() == 3
        && word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'/' | b'.' | b'-'));
    let time = word.contains(':') && word.bytes().all(|b| b.is_ascii_digit() || b == b':');
    if date || time {
        return false;
    }
    let inner = word.trim_end_matches(['.', ':', '!', '?', '…']);
    let joined = inner.contains(['.', '_', '\\', '@', ':', '=', '*', '%', '/', '$', '+', ',', ';']);
    let digits = word.bytes().any(|b| b.is_ascii_digit());
    let humped =
        word.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    const FIXED: &[&str] = &[
        "false",
        "federated",
        "global",
        "notsupported",
        "optional",
        "publicunverified",
        "publicverified",
        "required",
        "true",
    ];
    joined || digits || humped || FIXED.iter().any(|fixed| fixed.eq_ignore_ascii_case(word))
}

/// How many elements at the start of `row` are one element of the reference, torn apart or written with
/// other characters: `5 269`, `５２６９`, `- Identity`, a text without its quotation marks.
pub(super) fn torn(old: &Element<'_>, row: &[Element<'_>]) -> Option<usize> {
    const MOST: usize = 8;
    if old.kind == ElementKind::Mark || old.text.is_empty() {
        return None;
    }
    let counted = old.text.bytes().all(|b| b.is_ascii_digit());
    let plain = |text: &str, out: &mut String| {
        for c in text.chars().map(folded) {
            let grouping = counted && matches!(c, '.' | ',' | '\'' | '’');
            if !c.is_whitespace() && !grouping && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '"') {
                out.extend(c.to_lowercase());
            }
        }
    };
    let mut wanted = String::new();
    plain(old.text, &mut wanted);
    let mut seen = String::new();
    for (at, element) in row.iter().take(MOST).enumerate() {
        plain(element.text, &mut seen);
        if seen == wanted {
            return Some(at + 1);
        }
        if seen.len() >= wanted.len() {
            return None;
        }
    }
    None
}
