//! Where each character of a YAML scalar's value stands in the page.

use crate::source::Span;
use saphyr_parser::ScalarStyle;

/// Cuts `value` into pieces with their places, given the scalar as `written` (quotes included) from
/// byte `base` of the page on. Line ends in the value are read as spaces; the indices of the
/// pieces after them are given as second result.
pub(super) fn pieces(
    value: &str,
    written: &str,
    base: u32,
    style: ScalarStyle,
) -> (Vec<(String, Span)>, Vec<usize>) {
    let mut aligner =
        Aligner { value, written, base, style, v: 0, w: 0, pieces: Vec::new(), breaks: Vec::new() };
    if matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted) {
        aligner.w = 1.min(written.len());
        aligner.written = written.strip_suffix(['"', '\'']).filter(|_| written.len() > 1).unwrap_or(written);
    }
    while aligner.v < value.len() && aligner.w < aligner.written.len() {
        aligner.step();
    }
    (aligner.pieces, aligner.breaks)
}

struct Aligner<'t> {
    value: &'t str,
    written: &'t str,
    base: u32,
    style: ScalarStyle,
    v: usize,
    w: usize,
    pieces: Vec<(String, Span)>,
    breaks: Vec<usize>,
}

impl Aligner<'_> {
    fn step(&mut self) {
        let special = |b: u8| match b {
            b'\\' => self.style == ScalarStyle::DoubleQuoted,
            b'\'' => self.style == ScalarStyle::SingleQuoted,
            b'\n' | b'\r' => true,
            _ => false,
        };
        let same = self.value.as_bytes()[self.v..]
            .iter()
            .zip(&self.written.as_bytes()[self.w..])
            .take_while(|(v, w)| v == w && !special(**w))
            .count();
        let same = self.value[self.v..].floor_char_boundary(same);
        if same > 0 && self.written.is_char_boundary(self.w + same) {
            // Blanks before a line end are not part of the value that folding gives.
            self.push(same, same);
            return;
        }
        let value = &self.value[self.v..];
        let written = &self.written[self.w..];
        let space = written.len() - written.trim_start().len();
        if space > 0 {
            let in_value = value.len() - value.trim_start().len();
            if in_value == 0 {
                self.w += space;
                return;
            }
            let line_end = value[..in_value].contains('\n');
            self.push_text(" ", in_value, space);
            if line_end {
                self.breaks.push(self.pieces.len());
            }
            return;
        }
        if self.style == ScalarStyle::SingleQuoted && written.starts_with("''") {
            self.push(1, 2);
        } else if self.style == ScalarStyle::DoubleQuoted && written.starts_with('\\') {
            self.escape();
        } else if value.starts_with(char::is_whitespace) {
            // A space that folding made has been given with the white space before it.
            self.v += value.len() - value.trim_start().len();
        } else {
            // Not expected; the rest is mapped as a whole.
            self.push(value.len(), written.len());
        }
    }

    fn escape(&mut self) {
        let written = &self.written[self.w..];
        let mut chars = written.chars();
        chars.next();
        let length = match chars.next() {
            Some('x') => 4,
            Some('u') => 6,
            Some('U') => 10,
            Some('\n' | '\r') => {
                // An escaped line end stands for nothing.
                self.w += 1;
                let rest = &self.written[self.w..];
                self.w += rest.len() - rest.trim_start().len();
                return;
            }
            Some(other) => 1 + other.len_utf8(),
            None => 1,
        };
        let length = written.floor_char_boundary(length.min(written.len()));
        let first = self.value[self.v..].chars().next();
        let value = first.map_or(1, char::len_utf8);
        if first.is_some_and(char::is_whitespace) {
            self.push_text(" ", value, length);
            if first == Some('\n') {
                self.breaks.push(self.pieces.len());
            }
        } else {
            self.push(value, length);
        }
    }

    fn push(&mut self, value: usize, written: usize) {
        let text = self.value[self.v..self.v + value].to_owned();
        let text = if text.contains('\n') { text.replace('\n', " ") } else { text };
        self.push_text(&text, value, written);
    }

    fn push_text(&mut self, text: &str, value: usize, written: usize) {
        let start = self.base + self.w as u32;
        self.pieces.push((text.to_owned(), Span::new(start, start + written as u32)));
        self.v += value;
        self.w += written;
    }
}
