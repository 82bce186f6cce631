//! Lines, columns and offsets, as people and editors count them.

use serde::{Deserialize, Serialize};

/// A place for people and editors. Lines and columns start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in units of the chosen encoding; a byte-order mark is not counted.
    pub column: u32,
    /// Offset from the start of the text, from 0, in units of the chosen encoding; a byte-order
    /// mark is counted.
    pub offset: u32,
}

/// The units in which columns and offsets are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PositionEncoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16: what JavaScript and most editors count.
    #[default]
    Utf16,
    /// Code points.
    Utf32,
}

/// Distance in bytes between two stored counts: a look-up scans less than this.
const STEP: usize = 128;

/// Finds the [`Position`] of any byte of a text. Building it reads the text once; a look-up is a
/// binary search over the lines and a scan of some hundred bytes at most, however long the line.
#[derive(Debug)]
pub struct LineIndex<'t> {
    text: &'t str,
    encoding: PositionEncoding,
    /// First byte of each line.
    lines: Vec<u32>,
    /// Units before byte `i * STEP` (or before the character that byte is inside of); empty where
    /// a unit is a byte.
    counts: Vec<u32>,
}

impl<'t> LineIndex<'t> {
    /// An index that counts UTF-16 units.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self::with_encoding(text, PositionEncoding::Utf16)
    }

    /// An index that counts in the given units.
    #[must_use]
    pub fn with_encoding(text: &'t str, encoding: PositionEncoding) -> Self {
        let bytes = text.as_bytes();
        let mut lines = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            // The \n of a \r\n ends the line, its \r does not.
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                lines.push(at as u32 + 1);
            }
        }
        let mut counts = Vec::new();
        if encoding != PositionEncoding::Utf8 && !text.is_ascii() {
            counts.reserve(text.len() / STEP + 1);
            let (mut units, mut from) = (0, 0);
            for mark in (0..=text.len()).step_by(STEP) {
                let to = text.floor_char_boundary(mark);
                units += units_in(&text[from..to], encoding);
                from = to;
                counts.push(units);
            }
        }
        Self { text, encoding, lines, counts }
    }

    /// The line of a byte, from 1.
    #[must_use]
    pub fn line(&self, byte: u32) -> u32 {
        self.lines.partition_point(|&start| start <= byte) as u32
    }

    /// The place of a byte. An offset inside a character means its start, one past the end the end.
    #[must_use]
    pub fn position(&self, byte: u32) -> Position {
        let byte = self.text.floor_char_boundary(byte as usize);
        let line = self.lines.partition_point(|start| *start as usize <= byte) - 1;
        let offset = self.units_before(byte);
        let mut line_start = self.lines[line] as usize;
        if line == 0 && self.text.starts_with('\u{feff}') {
            line_start = '\u{feff}'.len_utf8().min(byte);
        }
        let column = offset - self.units_before(line_start) + 1;
        Position { line: line as u32 + 1, column, offset }
    }

    /// The bytes of a line (numbered from 1) without its line end; empty past the last line.
    #[must_use]
    pub fn line_span(&self, line: u32) -> super::Span {
        let end = self.text.len() as u32;
        let Some(&start) = line.checked_sub(1).and_then(|line| self.lines.get(line as usize)) else {
            return super::Span::new(end, end);
        };
        let next = self.lines.get(line as usize).copied().unwrap_or(end);
        let content = self.text[start as usize..next as usize].trim_end_matches(['\n', '\r']);
        super::Span::new(start, start + content.len() as u32)
    }

    /// How many lines the text has; 1 for an empty text.
    #[must_use]
    pub fn line_count(&self) -> u32 {
        self.lines.len() as u32
    }

    fn units_before(&self, byte: usize) -> u32 {
        match self.counts.get(byte / STEP) {
            None => byte as u32,
            Some(count) => {
                let from = self.text.floor_char_boundary(byte / STEP * STEP);
                count + units_in(&self.text[from..byte], self.encoding)
            }
        }
    }
}

fn units_in(text: &str, encoding: PositionEncoding) -> u32 {
    /// The highest bit of each of eight bytes.
    const HIGH: u64 = 0x8080_8080_8080_8080;
    if encoding == PositionEncoding::Utf8 {
        return text.len() as u32;
    }
    // Every character has one byte that is no continuation (10……); those of four bytes (1111….) are two units. Eight bytes
    // at once: what is shifted shows the lower bits of each byte in the place of its highest.
    let (wide, rest) = text.as_bytes().as_chunks::<8>();
    let rest_of = std::array::from_fn(|at| rest.get(at).copied().unwrap_or(0));
    let (mut within, mut pairs) = (0, 0);
    for bytes in wide.iter().chain([&rest_of]) {
        let bits = u64::from_le_bytes(*bytes);
        within += (bits & !(bits << 1) & HIGH).count_ones();
        pairs += (bits & bits << 1 & bits << 2 & bits << 3 & HIGH).count_ones();
    }
    let characters = text.len() as u32 - within;
    if encoding == PositionEncoding::Utf16 { characters + pairs } else { characters }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_counted_as_characters_say() {
        let text = "a ß😀x — 文字 \u{10ffff}é, plain and plain again, and 終わり🙂";
        let ends = (0..=text.len()).filter(|&at| text.is_char_boundary(at));
        for text in ends.map(|end| &text[..end]) {
            assert_eq!(units_in(text, PositionEncoding::Utf16) as usize, text.encode_utf16().count());
            assert_eq!(units_in(text, PositionEncoding::Utf32) as usize, text.chars().count());
        }
    }

    fn at(text: &str, encoding: PositionEncoding, byte: u32) -> (u32, u32, u32) {
        let p = LineIndex::with_encoding(text, encoding).position(byte);
        (p.line, p.column, p.offset)
    }

    #[test]
    fn columns_and_offsets_are_counted_in_the_chosen_units() {
        let text = "a\nß😀x";
        let x = text.find('x').expect("there") as u32;
        assert_eq!(at(text, PositionEncoding::Utf8, x), (2, 7, 8));
        assert_eq!(at(text, PositionEncoding::Utf16, x), (2, 4, 5));
        assert_eq!(at(text, PositionEncoding::Utf32, x), (2, 3, 4));
    }

    #[test]
    fn a_byte_order_mark_counts_in_the_offset_and_not_in_the_column() {
        let text = "\u{feff}ab\nc";
        assert_eq!(at(text, PositionEncoding::Utf16, 0), (1, 1, 0));
        assert_eq!(at(text, PositionEncoding::Utf16, 3), (1, 1, 1));
        assert_eq!(at(text, PositionEncoding::Utf16, 4), (1, 2, 2));
        assert_eq!(at(text, PositionEncoding::Utf8, 4), (1, 2, 4));
        assert_eq!(at(text, PositionEncoding::Utf16, 6), (2, 1, 4));
    }

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        let text = "a\r\nb\rc\nd";
        let lines: Vec<_> = (0..8).map(|b| at(text, PositionEncoding::Utf16, b).0).collect();
        assert_eq!(lines, [1, 1, 1, 2, 2, 3, 3, 4]);
        let index = LineIndex::new(text);
        assert_eq!(index.line_count(), 4);
        let contents: Vec<_> = (1..=5).map(|line| &text[index.line_span(line).range()]).collect();
        assert_eq!(contents, ["a", "b", "c", "d", ""]);
    }

    #[test]
    fn an_offset_inside_a_character_means_its_start_and_past_the_end_the_end() {
        assert_eq!(at("é!", PositionEncoding::Utf16, 1), (1, 1, 0));
        assert_eq!(at("é!", PositionEncoding::Utf16, 99), (1, 3, 2));
        assert_eq!(at("", PositionEncoding::Utf16, 0), (1, 1, 0));
    }

    #[test]
    fn long_lines_agree_with_plain_counting() {
        let text = "x\n".to_owned() + &"añ日😀b".repeat(700) + "\r\n" + &"ß".repeat(900);
        for encoding in [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32] {
            let index = LineIndex::with_encoding(&text, encoding);
            let (mut line, mut column, mut offset) = (1, 1, 0);
            for (byte, c) in text.char_indices() {
                assert_eq!(index.position(byte as u32), Position { line, column, offset });
                let units = match encoding {
                    PositionEncoding::Utf8 => c.len_utf8(),
                    PositionEncoding::Utf16 => c.len_utf16(),
                    PositionEncoding::Utf32 => 1,
                } as u32;
                offset += units;
                column += units;
                if c == '\n' {
                    line += 1;
                    column = 1;
                }
            }
        }
    }
}
