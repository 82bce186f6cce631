//! What stands in Markdown pages without being CommonMark: alert labels, `:::` directives, MDX.
//!
//! One pass over the lines finds these and notes them; in a copy of the text of the same length they
//! are painted over with filler that leaves the structure around them as it is (spaces for what
//! is a line of its own, letters for what stands inside a line). The Markdown parser reads the
//! copy, so every offset it reports is one of the page.

use super::directives;
use crate::language::lexicon;
use crate::source::Span;
use std::borrow::Cow;

/// The painted-over text, and what was found.
#[derive(Debug)]
pub(super) struct Overlay<'t> {
    /// As long as the page's text.
    pub(super) text: Cow<'t, str>,
    /// Alert labels, in order.
    pub(super) alerts: Vec<Alert>,
    /// Directives that are lines of their own, in order.
    pub(super) lines: Vec<Line>,
    /// Directives inside lines, in order.
    pub(super) inline: Vec<Inline>,
}

/// The label of a `> [!NOTE]` alert, alone on its line.
#[derive(Debug)]
pub(super) struct Alert {
    /// The label with its brackets.
    pub(super) span: Span,
    /// Upper case; a translated label is the kind that it stands for. Empty where the label is no
    /// alert at all (`[!div class="…"]`).
    pub(super) kind: String,
}

/// A directive that is a line of its own.
#[derive(Debug)]
pub(super) struct Line {
    /// From the colons to the end of the line's content.
    pub(super) span: Span,
    /// How many colons.
    pub(super) colons: u32,
    /// What it does.
    pub(super) kind: LineKind,
}

/// What a [`Line`] does.
#[derive(Debug)]
pub(super) enum LineKind {
    /// Opens an alert (`:::note Title`): its kind, upper case; its label; its title, maybe empty.
    Alert {
        /// Upper case.
        kind: String,
        /// The name as written.
        label: Span,
        /// Maybe empty.
        title: Span,
    },
    /// Opens some other block (`:::details Title`).
    Open {
        /// Maybe empty.
        title: Span,
    },
    /// Closes the innermost open block.
    Close,
}

/// A directive inside a line.
#[derive(Debug)]
pub(super) struct Inline {
    /// With its colons.
    pub(super) span: Span,
    /// Its visible text, maybe empty.
    pub(super) text: Span,
    /// What it is.
    pub(super) kind: InlineKind,
}

/// What an [`Inline`] is.
#[derive(Clone, Copy, Debug)]
pub(super) enum InlineKind {
    /// An image and its destination.
    Image(Span),
    /// A link and its destination.
    Link(Span),
    /// Text that is not to be translated.
    NoLoc,
    /// Nothing that is seen.
    Hidden,
}

/// Looks for all of it from byte `from` of `text` on.
pub(super) fn scan(text: &str, from: usize) -> Overlay<'_> {
    let mut scan = Scan {
        text,
        painted: None,
        fence: None,
        overlay: Overlay {
            text: Cow::Borrowed(text),
            alerts: Vec::new(),
            lines: Vec::new(),
            inline: Vec::new(),
        },
    };
    let body = &text.as_bytes()[from..];
    let wanted = memchr::memmem::find(body, b"[!").is_some() || memchr::memmem::find(body, b":::").is_some();
    if wanted {
        let mut start = from;
        while start < text.len() {
            let end =
                memchr::memchr2(b'\n', b'\r', &text.as_bytes()[start..]).map_or(text.len(), |at| start + at);
            scan.line(start, end);
            start = end + 1;
        }
    }
    if let Some(painted) = scan.painted {
        // Whole lines or whole directives are replaced by ASCII, so this stays UTF-8.
        scan.overlay.text = Cow::Owned(String::from_utf8(painted).unwrap_or_else(|_| text.to_owned()));
    }
    scan.overlay
}

struct Scan<'t> {
    text: &'t str,
    painted: Option<Vec<u8>>,
    fence: Option<Fence>,
    overlay: Overlay<'t>,
}

/// An open fenced code block.
struct Fence {
    mark: u8,
    length: usize,
    /// How many `>` stand before it.
    quotes: usize,
}

impl<'t> Scan<'t> {
    fn line(&mut self, start: usize, end: usize) {
        let prefix = prefix(&self.text.as_bytes()[start..end]);
        let content = start + prefix.length;
        let line = &self.text[content..end];
        if self.in_fence(line, &prefix) {
            return;
        }
        if prefix.quotes > 0 && line.starts_with("[!") {
            self.alert(content, end);
        } else if line.starts_with(":::") {
            self.directive_line(content, end);
        } else if line.contains(":::") {
            self.directives_in(content, end);
        }
    }

    /// Follows fenced code; says whether the line belongs to one.
    fn in_fence(&mut self, line: &str, prefix: &Prefix) -> bool {
        let mark = line.bytes().next().filter(|b| matches!(b, b'`' | b'~'));
        let length = mark.map_or(0, |mark| line.bytes().take_while(|b| *b == mark).count());
        if let Some(fence) = &self.fence {
            if prefix.quotes < fence.quotes {
                self.fence = None;
            } else {
                if mark == Some(fence.mark) && length >= fence.length && line[length..].trim().is_empty() {
                    self.fence = None;
                }
                return true;
            }
        }
        if let Some(mark) = mark
            && length >= 3
            && (mark == b'~' || !line[length..].contains('`'))
        {
            self.fence = Some(Fence { mark, length, quotes: prefix.quotes });
            return true;
        }
        false
    }

    fn alert(&mut self, start: usize, end: usize) {
        let line = &self.text[start..end];
        let Some(close) = line.find(']').filter(|close| line[close + 1..].trim().is_empty()) else { return };
        let label = line[2..close].trim();
        let span = Span::new(start as u32, (start + close + 1) as u32);
        let is_word = !label.is_empty()
            && label.chars().count() <= 40
            && label.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\u{a0}' | '’' | '\''));
        let first = label.split_whitespace().next().unwrap_or_default();
        let no_prose = ["video", "div"].iter().any(|name| first.eq_ignore_ascii_case(name));
        if !is_word && !no_prose {
            return;
        }
        let kind = if no_prose { String::new() } else { alert_kind(label) };
        self.overlay.alerts.push(Alert { span, kind });
        self.paint(span, b' ');
    }

    fn directive_line(&mut self, start: usize, end: usize) {
        match directives::line(self.text, start, end) {
            directives::Found::Line(line) => {
                self.paint(line.span, b' ');
                self.overlay.lines.push(line);
            }
            directives::Found::Ignored(span) => self.paint(span, b' '),
            directives::Found::Inline => self.directives_in(start, end),
        }
    }

    fn directives_in(&mut self, start: usize, end: usize) {
        let mut from = start;
        while let Some(inline) = directives::inline(self.text, from, end) {
            from = inline.span.end as usize;
            self.paint(inline.span, b'x');
            self.overlay.inline.push(inline);
        }
    }

    fn paint(&mut self, span: Span, filler: u8) {
        let text = self.text;
        self.painted.get_or_insert_with(|| text.as_bytes().to_vec())[span.range()].fill(filler);
    }
}

/// The kind of alert that a label stands for, upper case.
pub(super) fn alert_kind(label: &str) -> String {
    let upper = label.to_uppercase();
    for lexicon in lexicon::all() {
        if let Some((_, kind)) = lexicon.alert_labels.iter().find(|(label, _)| *label == upper) {
            return (*kind).to_owned();
        }
    }
    upper
}

/// What containers put before a line's content.
struct Prefix {
    length: usize,
    quotes: usize,
}

/// Block quote and list markers at the start of a line.
fn prefix(line: &[u8]) -> Prefix {
    let mut at = 0;
    let mut quotes = 0;
    loop {
        while matches!(line.get(at), Some(b' ' | b'\t')) {
            at += 1;
        }
        let space_after = |at: usize| matches!(line.get(at + 1), Some(b' ' | b'\t'));
        match line.get(at) {
            Some(b'>') => {
                quotes += 1;
                at += 1;
            }
            Some(b'-' | b'*' | b'+') if space_after(at) => at += 1,
            Some(b'0'..=b'9') => {
                let digits = line[at..].iter().take_while(|b| b.is_ascii_digit()).count();
                let marker = at + digits;
                if digits <= 9 && matches!(line.get(marker), Some(b'.' | b')')) && space_after(marker) {
                    at = marker + 1;
                } else {
                    return Prefix { length: at, quotes };
                }
            }
            _ => return Prefix { length: at, quotes },
        }
    }
}
