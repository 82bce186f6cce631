//! Where the parser's counts of characters stand in bytes.

use saphyr_parser::Span;

/// Turns indices of characters, which hardly ever go back, into bytes.
pub struct Places<'t> {
    text: &'t str,
    ascii: bool,
    byte: usize,
    index: usize,
}

impl<'t> Places<'t> {
    /// The places of a text that the parser is given.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, ascii: text.is_ascii(), byte: 0, index: 0 }
    }

    /// The byte of a character; the end of the text where there are not so many.
    pub fn byte(&mut self, index: usize) -> usize {
        if self.ascii {
            return index.min(self.text.len());
        }
        if index >= self.index {
            let mut rest = self.text[self.byte..].chars();
            for _ in self.index..index {
                if rest.next().is_none() {
                    break;
                }
                self.index += 1;
            }
            self.byte = self.text.len() - rest.as_str().len();
        } else {
            let mut before = self.text[..self.byte].chars();
            for _ in index..self.index {
                before.next_back();
            }
            self.index = index;
            self.byte = before.as_str().len();
        }
        self.byte
    }

    /// The first byte of what the parser read, and the byte behind it.
    pub fn range(&mut self, span: &Span) -> (usize, usize) {
        let start = self.byte(span.start.index());
        (start, self.byte(span.end.index()).max(start))
    }
}
