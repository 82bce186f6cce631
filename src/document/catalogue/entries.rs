//! The entries of a PO file, each with its places.

use crate::source::Span;

/// An entry: what is said in the source's language, and in the translation's.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// From its first keyword to the end of its last string.
    pub(super) span: Span,
    /// Whether it is marked as fuzzy.
    pub(super) fuzzy: bool,
    /// Whether a context tells it from others; of the entry without text the header has none.
    pub(super) context: bool,
    /// What stands between the quotation marks of `msgid`, line by line, escapes and all.
    pub(super) source: Vec<Span>,
    /// The same of `msgid_plural`.
    pub(super) plural: Vec<Span>,
    /// The same of each `msgstr`, by the number of its plural form.
    pub(super) target: Vec<Vec<Span>>,
    /// What kind of text it is, as far as that is said (`#. type: Title ##`).
    pub(super) kind: Kind,
    /// The files that it refers to, without lines; in the text.
    pub(super) references: Vec<Span>,
    /// Whether it stands in the comments of a program (`module.py:docstring of f:1`).
    pub(super) docstring: bool,
}

/// What kind of text an entry holds, as po4a says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Prose, in the mark-up of its document.
    #[default]
    Prose,
    /// A heading, level 1 to 6, without its mark.
    Title(u8),
    /// A sample, without its fence; in the text, its language.
    Code(Span),
}

/// The part of an entry that the strings of a line belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    None,
    Source,
    Plural,
    Target(usize),
}

/// More plural forms than any language has.
const PLURALS: usize = 8;

/// Reads the entries of a PO file in order, the header among them, those that are obsolete not. A line that is
/// none of PO is passed over.
pub(super) fn read(text: &str) -> Vec<Entry> {
    let mut reader = Reader { entries: Vec::new(), entry: Entry::default(), field: Field::None };
    let mut start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    while start < text.len() {
        let end = memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |at| start + at);
        reader.line(text, start, end);
        start = end + 1;
    }
    reader.end_entry();
    reader.entries
}

struct Reader {
    entries: Vec<Entry>,
    /// The entry that is open.
    entry: Entry,
    field: Field,
}

impl Reader {
    fn line(&mut self, text: &str, start: usize, end: usize) {
        let line = text[start..end].trim();
        let at = start + (text[start..end].len() - text[start..end].trim_start().len());
        if line.is_empty() {
            self.end_entry();
        } else if let Some(comment) = line.strip_prefix('#') {
            if !self.entry.span.is_empty() {
                self.end_entry();
            }
            self.comment(comment, at + 1);
        } else if line.starts_with('"') {
            self.string(line, at);
        } else {
            self.keyword(line, at);
        }
    }

    fn keyword(&mut self, line: &str, at: usize) {
        let length = line.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(line.len());
        let (word, rest) = line.split_at(length);
        let begins = matches!(word, "msgctxt" | "msgid");
        if begins && !self.entry.target.is_empty() {
            self.end_entry();
        }
        self.field = match word {
            "msgid" => Field::Source,
            "msgid_plural" => Field::Plural,
            "msgstr" => Field::Target(0),
            _ => {
                self.entry.context |= word == "msgctxt";
                let number = word.strip_prefix("msgstr[").and_then(|rest| rest.strip_suffix(']'));
                let number = number.and_then(|number| number.parse().ok()).filter(|number| *number < PLURALS);
                number.map_or(Field::None, Field::Target)
            }
        };
        if let Field::Target(number) = self.field {
            let forms = self.entry.target.len().max(number + 1);
            self.entry.target.resize_with(forms, Vec::new);
        }
        if self.field != Field::None || begins {
            if self.entry.span.is_empty() {
                self.entry.span.start = at as u32;
            }
            self.entry.span.end = (at + line.len()) as u32;
        }
        let quoted = rest.trim_start();
        if quoted.starts_with('"') {
            self.string(quoted, at + line.len() - quoted.len());
        }
    }

    /// Takes a string, from its quotation mark on.
    fn string(&mut self, quoted: &str, at: usize) {
        let close = quoted.rfind('"').filter(|close| *close > 0).unwrap_or(quoted.len());
        let inner = Span::new((at + 1) as u32, (at + close.max(1)) as u32);
        let entry = &mut self.entry;
        let lines = match self.field {
            Field::None => return,
            Field::Source => &mut entry.source,
            Field::Plural => &mut entry.plural,
            Field::Target(number) => &mut entry.target[number],
        };
        if !inner.is_empty() {
            lines.push(inner);
        }
        entry.span.end = (at + quoted.len()) as u32;
    }

    fn comment(&mut self, comment: &str, at: usize) {
        let (kind, rest) = match comment.chars().next() {
            Some(kind @ (',' | '=' | ':' | '.')) => (kind, &comment[1..]),
            Some('~') => {
                // What is said of an obsolete entry is obsolete, too.
                self.entry = Entry::default();
                return;
            }
            // What was said before, and what translators say to each other.
            _ => return,
        };
        let at = at + 1;
        let entry = &mut self.entry;
        match kind {
            ':' => {
                entry.docstring |= rest.contains(":docstring of ");
                references(rest, at, &mut entry.references);
            }
            '.' => {
                let trimmed = rest.trim_start();
                if let Some(kind) = trimmed.strip_prefix("type:") {
                    entry.kind = kind_of(kind, at + rest.len() - kind.len());
                }
            }
            _ => entry.fuzzy |= rest.split(',').any(|flag| flag.trim() == "fuzzy"),
        }
    }

    fn end_entry(&mut self) {
        let entry = std::mem::take(&mut self.entry);
        if !entry.span.is_empty() {
            self.entries.push(entry);
        }
        self.field = Field::None;
    }
}

/// Notes the files of a line of references: `src/intro.md:12 src/start.md:3`. A name with blanks in it stands between
/// isolating marks.
fn references(line: &str, at: usize, out: &mut Vec<Span>) {
    const OPEN: char = '\u{2068}';
    const CLOSE: char = '\u{2069}';
    let mut from = 0;
    while from < line.len() {
        let rest = &line[from..];
        let word = rest.trim_start();
        let start = from + rest.len() - word.len();
        let (start, length) = match word.strip_prefix(OPEN) {
            Some(inner) => (start + OPEN.len_utf8(), inner.find(CLOSE).unwrap_or(inner.len())),
            None => (start, word.find(char::is_whitespace).unwrap_or(word.len())),
        };
        let name = &line[start..start + length];
        let file = match name.rsplit_once(':') {
            Some((file, number)) if number.bytes().all(|b| b.is_ascii_digit()) => file,
            _ => name,
        };
        if file.contains('.') {
            out.push(Span::new((at + start) as u32, (at + start + file.len()) as u32));
        }
        from = start + length;
        // The closing mark and the line behind it.
        from += line[from..].find(char::is_whitespace).unwrap_or(line.len() - from);
    }
}

/// What po4a calls an entry: `Title ##` (Markdown), `Title ==` (AsciiDoc), `Fenced code block (sh)`.
fn kind_of(written: &str, at: usize) -> Kind {
    let name = written.trim();
    if let Some(mark) = name.strip_prefix("Title").map(str::trim) {
        let level = match mark.as_bytes() {
            [b'#' | b'=', ..] => mark.len().min(6),
            [b'-', ..] => 2,
            _ => 1,
        };
        return Kind::Title(level as u8);
    }
    let start = at + written.len() - written.trim_start().len();
    match name.strip_prefix("Fenced code block") {
        Some(rest) => {
            let language =
                rest.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or("");
            let start = start + name.len() - language.len() - usize::from(!language.is_empty());
            Kind::Code(Span::new(start as u32, (start + language.len()) as u32))
        }
        None if name.starts_with("delimited block -") => Kind::Code(Span::default()),
        None => Kind::Prose,
    }
}
