//! HTML as a sequence of tags and text: tolerant of anything, keeping places.

use super::paint::BREAK;
use crate::source::{Span, whole};
use std::borrow::Cow;

/// A stretch of HTML, maybe gathered from several lines with something between them (the `>` of a
/// block quote).
pub(super) struct Fragment<'t> {
    text: Cow<'t, str>,
    /// The page as it is. The fragment is of the painted-over one, whose characters end elsewhere.
    page: &'t str,
    /// Where each piece starts, in `text` and in the page.
    pieces: Vec<(u32, u32)>,
}

impl<'t> Fragment<'t> {
    /// The stretch of `text` that `pieces` cover; they ascend. `page` is as long as `text`.
    pub(super) fn new(text: &'t str, page: &'t str, pieces: &[Span]) -> Self {
        let mut joined: Vec<Span> = Vec::with_capacity(1);
        for piece in pieces {
            match joined.last_mut() {
                Some(last) if last.end == piece.start => last.end = piece.end,
                _ => joined.push(*piece),
            }
        }
        match joined.as_slice() {
            [] => Self { text: Cow::Borrowed(""), page, pieces: vec![(0, 0)] },
            [one] => Self { text: Cow::Borrowed(&text[one.range()]), page, pieces: vec![(0, one.start)] },
            many => {
                let mut gathered = String::new();
                let mut pieces = Vec::with_capacity(many.len());
                for piece in many {
                    pieces.push((gathered.len() as u32, piece.start));
                    gathered.push_str(&text[piece.range()]);
                }
                Self { text: Cow::Owned(gathered), page, pieces }
            }
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    fn piece(&self, at: u32) -> usize {
        self.pieces.partition_point(|(start, _)| *start <= at).saturating_sub(1)
    }

    /// Where `start..end` of the fragment stands in the page, gaps included.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let place = |at: u32| {
            let (from, source) = self.pieces[self.piece(at)];
            source + (at - from)
        };
        let from = place(start as u32);
        if end <= start {
            let from = self.page.floor_char_boundary(from as usize) as u32;
            return Span::new(from, from);
        }
        whole(self.page, Span::new(from, place(end as u32 - 1) + 1))
    }

    /// Calls `each` with the places in the page of `start..end`, gaps left out.
    pub(super) fn for_each_piece(&self, start: usize, end: usize, mut each: impl FnMut(Span)) {
        let mut from = start;
        let mut piece = self.piece(start as u32);
        while from < end {
            let to = self.pieces.get(piece + 1).map_or(end, |(next, _)| (*next as usize).min(end));
            each(self.span(from, to));
            from = to;
            piece += 1;
        }
    }
}

/// Whether a tag with a capital, which is a component's, stands alone on its line.
pub(super) fn stands_alone(text: &str, name: &str, start: usize, end: usize) -> bool {
    let before = text[..start].trim_end_matches([' ', '\t']);
    let behind = text[end..].trim_start_matches([' ', '\t']);
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && (before.is_empty() || before.ends_with('\n'))
        && (behind.is_empty() || behind.starts_with(['\n', '\r']))
}

/// A tag or a stretch of text; places are those in the text that was cut.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    Text {
        start: usize,
        end: usize,
    },
    Open {
        name: &'t str,
        start: usize,
        end: usize,
        attributes: &'t str,
        empty: bool,
    },
    Close {
        name: &'t str,
        start: usize,
        end: usize,
    },
    /// A line of components' tags, painted over.
    Break {
        start: usize,
        end: usize,
    },
    Comment,
}

/// Cuts HTML into [`Token`]s.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// No comment is closed after this place; keeps a page of `<!--` linear.
    no_comment_end: bool,
    /// No `>` stands after this place; keeps a page of `</a` linear.
    no_tag_end: bool,
}

impl<'t> Tokens<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, at: 0, no_comment_end: false, no_tag_end: false }
    }

    fn find_tag_end(&mut self, start: usize) -> Option<usize> {
        if self.no_tag_end {
            return None;
        }
        let end = memchr::memchr(b'>', &self.text.as_bytes()[start..]).map(|at| start + at + 1);
        self.no_tag_end = end.is_none();
        end
    }

    /// The tag or comment at the `<` at `start`, and its end.
    fn tag(&mut self, start: usize) -> Option<(Token<'t>, usize)> {
        let rest = &self.text[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            if self.no_comment_end {
                return Some((Token::Comment, self.text.len()));
            }
            let end = memchr::memmem::find(comment.as_bytes(), b"-->").map(|at| start + 4 + at + 3);
            self.no_comment_end = end.is_none();
            return Some((Token::Comment, end.unwrap_or(self.text.len())));
        }
        let bytes = rest.as_bytes();
        match bytes.get(1)? {
            b'!' | b'?' => {
                let end = self.find_tag_end(start)?;
                let painted = rest.starts_with(BREAK);
                Some((if painted { Token::Break { start, end } } else { Token::Comment }, end))
            }
            b'/' => {
                let name = name_at(&rest[2..])?;
                let end = self.find_tag_end(start)?;
                Some((Token::Close { name, start, end }, end))
            }
            _ => {
                let name = name_at(&rest[1..])?;
                let attributes_start = 1 + name.len();
                let length = tag_length(&bytes[attributes_start..])?;
                let close = attributes_start + length;
                let attributes = &rest[attributes_start..close];
                let empty = attributes.ends_with('/');
                let end = start + close + 1;
                Some((Token::Open { name, start, end, attributes, empty }, end))
            }
        }
    }
}

/// The tag name at the start of `text`.
fn name_at(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    if !bytes.first()?.is_ascii_alphabetic() {
        return None;
    }
    let end = bytes
        .iter()
        .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b':' | b'_')))
        .unwrap_or(bytes.len());
    Some(&text[..end])
}

/// Length up to the `>` that ends a tag, quoted values skipped; where a quote is never closed, up to
/// the first `>`. `None` where the tag has no end or another one starts first: so no byte is
/// looked at by more than a few tags.
fn tag_length(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let here = at + bytes[at..].iter().position(|b| matches!(b, b'>' | b'"' | b'\'' | b'<'))?;
        match bytes[here] {
            b'>' => return Some(here),
            b'<' => return None,
            quote => match memchr::memchr(quote, &bytes[here + 1..]) {
                Some(close) => at = here + 1 + close + 1,
                None => return memchr::memchr(b'>', &bytes[here..]).map(|end| here + end),
            },
        }
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        let mut search = start;
        while let Some(found) = memchr::memchr(b'<', &self.text.as_bytes()[search..]) {
            let here = search + found;
            if here > start {
                // Text first; the tag, if it is one, comes with the next call.
                let next = self.text.as_bytes().get(here + 1);
                if !next.is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?')) {
                    search = here + 1;
                    continue;
                }
                self.at = here;
                return Some(Token::Text { start, end: here });
            }
            if let Some((token, end)) = self.tag(here) {
                self.at = end;
                return Some(token);
            }
            search = here + 1;
        }
        self.at = self.text.len();
        Some(Token::Text { start, end: self.text.len() })
    }
}

/// One attribute of a tag.
pub(super) struct Attribute<'t> {
    pub(super) name: &'t str,
    /// As written, without quotes.
    pub(super) value: &'t str,
    /// Where the value starts, in the text that holds the tag.
    pub(super) start: usize,
}

/// The attributes of a tag.
pub(super) struct Attributes<'t> {
    text: &'t str,
    at: usize,
    offset: usize,
}

impl<'t> Attributes<'t> {
    /// `attributes` is a part of `text`.
    pub(super) fn new(text: &str, attributes: &'t str) -> Self {
        let offset = (attributes.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        Self { text: attributes, at: 0, offset }
    }
}

impl<'t> Iterator for Attributes<'t> {
    type Item = Attribute<'t>;

    fn next(&mut self) -> Option<Attribute<'t>> {
        let bytes = self.text.as_bytes();
        let skip =
            |at: usize, accept: fn(u8) -> bool| at + bytes[at..].iter().take_while(|b| accept(**b)).count();
        let start = skip(self.at, |b| b.is_ascii_whitespace() || matches!(b, b'/' | b'"' | b'\'' | b'='));
        let end = skip(start, |b| !b.is_ascii_whitespace() && !matches!(b, b'=' | b'/' | b'"' | b'\''));
        if start == end {
            return None;
        }
        let name = &self.text[start..end];
        let mut at = skip(end, |b| b.is_ascii_whitespace());
        if bytes.get(at) != Some(&b'=') {
            self.at = end;
            return Some(Attribute { name, value: "", start: self.offset + end });
        }
        at = skip(at + 1, |b| b.is_ascii_whitespace());
        let (from, to, next) = match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => {
                let length = memchr::memchr(*quote, &bytes[at + 1..]).unwrap_or(bytes.len() - at - 1);
                (at + 1, at + 1 + length, (at + length + 2).min(bytes.len()))
            }
            _ => {
                let to = skip(at, |b| !b.is_ascii_whitespace());
                (at, to, to)
            }
        };
        self.at = next;
        Some(Attribute { name, value: &self.text[from..to], start: self.offset + from })
    }
}

/// The entity at the start of `text` (which starts with `&`): what it stands for, and its length.
pub(super) fn entity(text: &str) -> Option<(String, usize)> {
    let window = &text.as_bytes()[..text.len().min(40)];
    let length = memchr::memchr(b';', window)? + 1;
    let written = &text[..length];
    if written[1..].contains(|c: char| !c.is_ascii_alphanumeric() && c != '#' && c != ';') {
        return None;
    }
    // The Markdown parser has the table of names.
    match pulldown_cmark::Parser::new(written).nth(1) {
        Some(pulldown_cmark::Event::Text(resolved)) if *resolved != *written => {
            Some((resolved.into_string(), length))
        }
        _ => None,
    }
}
