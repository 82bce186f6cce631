//! One language of a catalogue, laid out as text with a way back to the page.

use crate::document::offsets::OffsetMap;
use crate::source::Span;
use std::borrow::Cow;

/// One language of a catalogue.
#[derive(Debug, Default)]
pub(super) struct Half {
    /// The texts of all entries, end to end.
    pub(super) text: String,
    pub(super) map: OffsetMap,
}

/// Something that is put otherwise than it stands in a string: a range of it, and what stands there instead.
#[derive(Debug)]
pub(super) struct Edit {
    range: Span,
    with: Cow<'static, str>,
}

impl Edit {
    pub(super) fn new(start: usize, end: usize, with: impl Into<Cow<'static, str>>) -> Self {
        Self { range: Span::new(start as u32, end as u32), with: with.into() }
    }

    pub(super) fn start(&self) -> u32 {
        self.range.start
    }
}

/// The text of a string, without escapes.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub(super) text: String,
    map: OffsetMap,
}

impl Raw {
    /// Joins the lines of a string of `page` and resolves its escapes.
    pub(super) fn read(page: &str, lines: &[Span]) -> Self {
        let mut raw = Self::default();
        for line in lines {
            let written = &page[line.range()];
            let mut from = 0;
            while from < written.len() {
                let rest = &written[from..];
                let place = line.start + from as u32;
                match memchr::memchr(b'\\', rest.as_bytes()) {
                    Some(0) => from += raw.escape(rest, place),
                    until => {
                        let length = until.unwrap_or(rest.len());
                        raw.map.copied(raw.text.len() as u32, place);
                        raw.text.push_str(&rest[..length]);
                        from += length;
                    }
                }
            }
        }
        raw
    }

    /// Resolves the escape that `rest` starts with, and gives its length. What is none stays as it is.
    fn escape(&mut self, rest: &str, place: u32) -> usize {
        let here = self.text.len() as u32;
        let Some(kind) = rest[1..].chars().next() else {
            self.map.copied(here, place);
            self.text.push('\\');
            return 1;
        };
        let control = match kind {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'a' | 'b' | 'f' | 'v' => ' ',
            '0'..='7' | 'x' => return self.bytes(rest, place),
            _ => {
                // `\"` and `\\`: the character stands there.
                self.map.copied(here, place + 1);
                self.text.push(kind);
                return 1 + kind.len_utf8();
            }
        };
        self.map.replaced(here, Span::new(place, place + 2));
        self.text.push(control);
        2
    }

    /// A run of escapes that write bytes by number, in UTF-8.
    fn bytes(&mut self, rest: &str, place: u32) -> usize {
        let mut bytes = Vec::new();
        let mut length = 0;
        while let Some((byte, read)) = numbered(&rest.as_bytes()[length..]) {
            bytes.push(byte);
            length += read;
        }
        let here = self.text.len() as u32;
        if length == 0 {
            self.map.copied(here, place);
            self.text.push('\\');
            return 1;
        }
        self.map.replaced(here, Span::new(place, place + length as u32));
        self.text.extend(String::from_utf8_lossy(&bytes).chars().filter(|c| *c != '\0'));
        length
    }
}

/// The byte that an escape with a number writes, and how long the escape is.
fn numbered(rest: &[u8]) -> Option<(u8, usize)> {
    let rest = rest.strip_prefix(b"\\")?;
    let (digits, radix, marks) = match rest.first()? {
        b'x' => (&rest[1..], 16, 2),
        _ => (rest, 8, 1),
    };
    let most = if radix == 16 { 2 } else { 3 };
    let digit = |byte: &u8| char::from(*byte).to_digit(radix);
    let count = digits.iter().take(most).take_while(|byte| digit(byte).is_some()).count();
    let value = digits[..count].iter().filter_map(digit).fold(0_u32, |value, digit| value * radix + digit);
    (count > 0).then(|| ((value & 0xff) as u8, marks + count))
}

impl Half {
    /// Appends a text with its edits, which ascend; gives where it stands.
    pub(super) fn push(&mut self, raw: &Raw, edits: &[Edit]) -> Span {
        let start = self.text.len() as u32;
        let mut from = 0;
        for Edit { range, with } in edits {
            if range.start < from {
                continue;
            }
            self.copy(raw, Span::new(from, range.start));
            if !with.is_empty() {
                self.map.replaced(self.text.len() as u32, raw.map.span(*range));
                self.text.push_str(with);
            }
            from = range.end;
        }
        self.copy(raw, Span::new(from, raw.text.len() as u32));
        Span::new(start, self.text.len() as u32)
    }

    fn copy(&mut self, raw: &Raw, range: Span) {
        if let Some(text) = raw.text.get(range.start as usize..range.end as usize) {
            self.map.take(&raw.map, range, self.text.len() as u32);
            self.text.push_str(text);
        }
    }
}
