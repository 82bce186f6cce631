//! What stands in Markdown pages without being CommonMark: alert labels, `:::` directives, MDX.
//!
//! One pass over the lines finds these and notes them; in a copy of the text of the same length they
//! are painted over with filler that leaves the structure around them as it is (spaces for what
//! is a line of its own, letters for what stands inside a line). The Markdown parser reads the
//! copy, so every offset it reports is one of the page.

use super::directives;
use super::lead::{Prefix, prefix};
use super::mdx::{self, Effort};
use super::output;
use super::paint::{BREAK, FENCE, Filler, painted};
use super::templates;
use crate::language::lexicon;
use crate::order::OrderedMap;
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
    /// What is painted over as a line of its own, in order.
    blanked: Vec<Span>,
    /// Whether the page is MDX.
    pub(super) mdx: bool,
    /// What stands in components that show what a program says, in order.
    pub(super) output: Vec<Span>,
}

impl Overlay<'_> {
    /// Whether a byte of the page belongs to what is painted over as a line of its own.
    pub(super) fn is_blanked(&self, at: u32) -> bool {
        let next = self.blanked.partition_point(|span| span.end <= at);
        self.blanked.get(next).is_some_and(|span| span.start <= at)
    }
}

/// The label of a `> [!NOTE]` alert, alone on its line or before a title.
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
        /// Whether the name is a translation of the kind's.
        translated: bool,
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
    /// The name of the place where it stands.
    Anchor,
    /// Nothing that is seen.
    Hidden,
}

/// Looks for all of it from byte `from` of `text` on. `mdx` where the page's name says that it is MDX;
/// a page that imports something is MDX too.
pub(super) fn scan(text: &str, from: usize, mdx: bool) -> Overlay<'_> {
    let mut scan = Scan {
        text,
        painted: Vec::new(),
        holds_comment: memchr::memmem::find(&text.as_bytes()[from..], b"<!--").is_some(),
        fence: None,
        in_comment: false,
        after_blank: true,
        closed: OrderedMap::new(),
        effort: Effort::default(),
        inline: mdx || holds_inline(&text.as_bytes()[from..]),
        overlay: Overlay {
            text: Cow::Borrowed(text),
            alerts: Vec::new(),
            lines: Vec::new(),
            inline: Vec::new(),
            blanked: Vec::new(),
            output: Vec::new(),
            mdx,
        },
    };
    if mdx || is_wanted(&text.as_bytes()[from..]) {
        let mut start = from;
        while start < text.len() {
            let end = line_end(text, start);
            let read = scan.line(start, end).max(end);
            start = line_end(text, read) + 1;
        }
    }
    if !scan.painted.is_empty() {
        scan.overlay.text = Cow::Owned(painted(text, &scan.painted));
    }
    scan.overlay
}

/// Where the line that byte `at` is in ends.
fn line_end(text: &str, at: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |found| at + found)
}

/// Whether a page may hold anything of this at all.
fn is_wanted(body: &[u8]) -> bool {
    let holds = |wanted: &[u8]| memchr::memmem::find(body, wanted).is_some();
    holds(b"[!")
        || holds(b"import ")
        || holds_tag(body)
        || holds_inline(body)
        || holds(b"{%")
        || holds(b"{{")
        || holds(b"={")
        || holds(b"{!")
        || holds(b"8<")
        || holds(b"{:")
        || holds(b"{ .")
        || holds(b"{ #")
        || holds(b"///")
}

/// Whether a page may hold a component's tag.
fn holds_tag(body: &[u8]) -> bool {
    memchr::memchr_iter(b'<', body).any(|at| {
        let next = body.get(at + 1).filter(|next| **next != b'/').or_else(|| body.get(at + 2));
        next.is_some_and(|next| next.is_ascii_uppercase() || *next == b'>')
    })
}

/// Whether a page that is not MDX may hold anything inside its lines.
fn holds_inline(body: &[u8]) -> bool {
    let holds = |wanted: &[u8]| memchr::memmem::find(body, wanted).is_some();
    let is_include = |at: usize| matches!(body.get(at + 2), Some(b'i' | b'I' | b'c' | b'C' | b'v' | b'V'));
    holds(b":::") || holds(b"{/*") || holds(b"{:") || memchr::memmem::find_iter(body, b"[!").any(is_include)
}

struct Scan<'t> {
    text: &'t str,
    /// What is painted over, in order.
    painted: Vec<(Span, Filler)>,
    holds_comment: bool,
    fence: Option<Fence>,
    in_comment: bool,
    /// Whether a line that starts here starts a paragraph.
    after_blank: bool,
    /// Whether a tag of this name is closed anywhere in the page.
    closed: OrderedMap<&'t str, bool>,
    effort: Effort,
    /// Whether anything inside lines is to be looked for.
    inline: bool,
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
    /// Reads the line `start..end`; gives the end of what it painted, which may lie in a later line.
    fn line(&mut self, start: usize, end: usize) -> usize {
        let prefix = prefix(&self.text.as_bytes()[start..end]);
        let content = start + prefix.length;
        let line = &self.text[content..end];
        if self.in_comment || self.in_fence(line, &prefix) {
            self.after_blank = false;
            self.in_comment = self.in_comment && !line.contains("-->");
            return end;
        }
        let after_blank = std::mem::replace(&mut self.after_blank, line.trim().is_empty());
        if self.holds_comment
            && let Some(comment) = line.rfind("<!--")
        {
            self.in_comment = !line[comment..].contains("-->");
        }
        if prefix.quotes > 0
            && line.starts_with("[!")
            && let Some(label_end) = self.alert(content, end)
        {
            return if self.inline { self.constructs_in(label_end, end) } else { end };
        }
        if line.starts_with(":::") {
            return self.directive_line(content, end);
        }
        if let Some(read) = self.template_line(content, end, after_blank) {
            self.after_blank = true;
            return read;
        }
        if after_blank && content == start && mdx::is_module_line(line) && !self.is_tired() {
            self.overlay.mdx = true;
            self.inline = true;
            let module_end = mdx::module_end(self.text, start, &mut self.effort);
            self.paint(Span::new(start as u32, module_end.max(end) as u32), Filler::Space);
            self.after_blank = true;
            return module_end.max(end);
        }
        if let Some(tags_end) = self.component_line(content, end) {
            self.after_blank = true;
            return tags_end;
        }
        let indented = indent(&self.text.as_bytes()[..content]) >= 4;
        if line.starts_with('<') && !indented && line.contains("={") && !self.is_tired() {
            let values = mdx::attribute_expressions(self.text, content, end, &mut self.effort);
            if !values.is_empty() {
                values.into_iter().for_each(|value| self.paint(value, Filler::Letter));
                return end;
            }
        }
        if self.inline { self.constructs_in(content, end) } else { end }
    }

    /// Paints over a line of a template or of a block between slashes; gives the end of what it painted.
    fn template_line(&mut self, start: usize, end: usize, after_blank: bool) -> Option<usize> {
        let text = self.text;
        let line = &text[start..end];
        if !line.starts_with(['{', '/', '-', ';']) || indent(&text.as_bytes()[..start]) >= 4 {
            return None;
        }
        if let Some(line) = templates::slashes(text, start, end) {
            self.paint(line.span, Filler::Space);
            self.overlay.lines.push(line);
            return Some(end);
        }
        let next = text[end..].strip_prefix('\r').unwrap_or(&text[end..]);
        let next = next.strip_prefix('\n').unwrap_or(next);
        let next = next[..line_end(next, 0)].trim();
        if let Some(code) = templates::code(text, start, end) {
            return Some(self.code(&code));
        }
        let is_alone = after_blank && next.is_empty();
        if let Some(block_end) = templates::snippet_block(text, start, end) {
            self.paint(Span::new(start as u32, block_end as u32), Filler::Space);
            return Some(block_end);
        }
        // A blank line between the rows of a table would end it.
        let is_structure = templates::is_snippet(line)
            || templates::is_attributes(line, self.overlay.mdx)
            || templates::is_tags(line) && !next.starts_with('|')
            || is_alone && templates::is_value(line, self.overlay.mdx);
        if is_structure {
            self.paint(Span::new(start as u32, end as u32), Filler::Space);
        }
        is_structure.then_some(end)
    }

    /// Makes fences of the lines around code; gives the end of the second.
    fn code(&mut self, code: &templates::Code) -> usize {
        let (opened, language, closed) = (code.opened, code.language, code.closed);
        if language.start >= opened.start + FENCE.len() as u32 && !language.is_empty() {
            self.paint(Span::new(opened.start, language.start), Filler::Fence);
            self.paint(Span::new(language.end, opened.end), Filler::Space);
        } else {
            self.paint(opened, Filler::Fence);
        }
        self.paint(closed, Filler::Fence);
        closed.end as usize
    }

    /// Paints over a line that holds nothing but tags of components; gives its end.
    fn component_line(&mut self, start: usize, end: usize) -> Option<usize> {
        let mut at = start;
        while self.text.as_bytes().get(at) == Some(&b'<') && at < end.max(at) {
            let component = self.component(at)?;
            if !component.certain && !self.overlay.mdx && !self.is_closed(component.name) {
                return None;
            }
            output::note(&mut self.overlay.output, self.text, start, &component);
            at = component.end;
            at += self.text[at..].bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
            if matches!(self.text.as_bytes().get(at), None | Some(b'\n' | b'\r')) {
                self.paint(Span::new(start as u32, at as u32), self.tag_filler(start, at));
                return Some(at);
            }
        }
        None
    }

    fn component(&mut self, start: usize) -> Option<mdx::Component<'t>> {
        if self.is_tired() { None } else { mdx::component(self.text, start, &mut self.effort) }
    }

    /// Whether so much was looked for in vain that the rest of the page is left alone.
    fn is_tired(&self) -> bool {
        self.effort.0 > 16 * self.text.len() + 100_000
    }

    fn is_closed(&mut self, name: &'t str) -> bool {
        // Hardly any page has more components than this; the bound keeps the search linear.
        if self.closed.len() > 40 && !self.closed.contains_key(name) {
            return false;
        }
        let text = self.text;
        *self.closed.entry(name).or_insert_with(|| text.contains(&format!("</{name}")))
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

    /// Reads an alert's label, behind which a title may stand (`[!NOTE] Title`); gives its end where it is one.
    fn alert(&mut self, start: usize, end: usize) -> Option<usize> {
        let line = &self.text[start..end];
        let close = line.find(']')?;
        let label = line[2..close].trim();
        // Whether it can be folded.
        let fold = line[close + 1..].starts_with(['-', '+']);
        let label_end = start + close + 1 + usize::from(fold);
        let span = Span::new(start as u32, label_end as u32);
        let is_word = !label.is_empty()
            && label.chars().count() <= 40
            && label.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\u{a0}' | '’' | '\''));
        let layout = label.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("div "));
        let title = self.text[label_end..end].trim();
        let titled = !title.is_empty();
        // A sentence behind the label is the text of a quote that shows it.
        let is_title = !layout && !title.ends_with(['.', '。', '!', '！']) && directives::is_alert(label);
        if !is_word && !layout || titled && !is_title {
            return None;
        }
        let kind = if layout { String::new() } else { alert_kind(label) };
        self.overlay.alerts.push(Alert { span, kind });
        if titled {
            self.overlay.inline.push(Inline { span, text: Span::default(), kind: InlineKind::Hidden });
            self.paint(span, Filler::Letter);
        } else {
            self.paint(span, Filler::Space);
        }
        Some(label_end)
    }

    fn directive_line(&mut self, start: usize, end: usize) -> usize {
        match directives::line(self.text, start, end) {
            directives::Found::Line(line) => {
                let wraps_indented = line.colons as usize > directives::COLONS;
                let filler = if wraps_indented { self.tag_filler(start, end) } else { Filler::Space };
                self.paint(line.span, filler);
                self.overlay.lines.push(line);
            }
            directives::Found::Ignored(span) => self.paint(span, Filler::Space),
            directives::Found::Inline => return self.constructs_in(start, end),
        }
        self.after_blank = true;
        end
    }

    /// Looks for what stands inside a line, outside code; gives the end of the last of it.
    fn constructs_in(&mut self, start: usize, end: usize) -> usize {
        let text = self.text;
        let bytes = text.as_bytes();
        let (mut at, mut end) = (start, end);
        while let Some(found) =
            bytes[at..end].iter().position(|b| matches!(b, b':' | b'[' | b'{' | b'<' | b'`' | b'\\'))
        {
            let here = at + found;
            let inline = match bytes[here] {
                b'\\' => {
                    at = (here + 2).min(end);
                    continue;
                }
                b'`' => {
                    at = code_end(bytes, here, end);
                    continue;
                }
                b':' => directives::inline(text, here, end),
                b'[' => directives::include(text, here, end),
                b'{' => self.expression(here),
                _ => self.component_tag(here),
            };
            let Some(inline) = inline else {
                at = here + 1;
                continue;
            };
            at = inline.span.end as usize;
            if at > end {
                // It ended in a later line, whose rest may hold more.
                end = line_end(text, at);
            }
            self.paint(inline.span, Filler::Letter);
            self.overlay.inline.push(inline);
        }
        end
    }

    fn expression(&mut self, start: usize) -> Option<Inline> {
        let text = self.text;
        if let Some(end) = templates::attributes_end(text, start).filter(|_| !self.overlay.mdx) {
            let span = Span::new(start as u32, end as u32);
            return Some(Inline { span, text: Span::default(), kind: InlineKind::Hidden });
        }
        let comment = text[start..].starts_with("{/*");
        if !comment
            && (!self.overlay.mdx || text[start..].starts_with("{#") || text[start..].starts_with("{."))
        {
            return None;
        }
        if self.is_tired() {
            return None;
        }
        let end = mdx::expression_end(text, start, &mut self.effort)?;
        let span = Span::new(start as u32, end as u32);
        let one_line = !text[start..end].contains(['\n', '\r']);
        if !comment && one_line {
            return Some(Inline { span, text: span, kind: InlineKind::NoLoc });
        }
        if !comment {
            return Some(Inline { span, text: Span::default(), kind: InlineKind::Hidden });
        }
        let inner = &text[start + 3..end.max(start + 6) - 3];
        let written = inner.trim();
        // Without a `#` it is a comment, but at the end of a heading.
        let name = written.strip_prefix('#').or_else(|| self.ends_heading(start, end).then_some(written));
        let Some(name) = name.filter(|name| !name.contains(char::is_whitespace)) else {
            return Some(Inline { span, text: Span::default(), kind: InlineKind::Hidden });
        };
        let leading = inner.len() - inner.trim_start().len() + (written.len() - name.len());
        let at = (start + 3 + leading) as u32;
        Some(Inline { span, text: Span::new(at, at + name.len() as u32), kind: InlineKind::Anchor })
    }

    /// Whether `start..end` is the end of a heading's line.
    fn ends_heading(&self, start: usize, end: usize) -> bool {
        let after = self.text[end..].trim_start_matches([' ', '\t']);
        if !after.is_empty() && !after.starts_with(['\n', '\r']) {
            return false;
        }
        let before = &self.text.as_bytes()[..start];
        let line = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |at| at + 1);
        before[line + prefix(&before[line..]).length..].starts_with(b"#")
    }

    /// A component's tag inside a line, where Markdown would not take it for HTML.
    fn component_tag(&mut self, start: usize) -> Option<Inline> {
        let component = self.component(start)?;
        if !component.foreign || !component.certain || !self.overlay.mdx {
            return None;
        }
        let span = Span::new(start as u32, component.end as u32);
        Some(Inline { span, text: Span::default(), kind: InlineKind::Hidden })
    }

    /// What to paint over a line of tags: the shortest thing that ends a list and a paragraph and is
    /// nothing itself, unless that would be read as indented code.
    fn tag_filler(&self, start: usize, end: usize) -> Filler {
        if indent(&self.text.as_bytes()[..start]) < 4 && end - start >= BREAK.len() {
            Filler::Break
        } else {
            Filler::Space
        }
    }

    fn paint(&mut self, span: Span, filler: Filler) {
        if !matches!(filler, Filler::Letter) {
            self.overlay.blanked.push(span);
        }
        self.painted.push((span, filler));
    }
}

/// How many columns of white space end a line so far; a tab goes to the next multiple of four.
fn indent(before: &[u8]) -> usize {
    let line = memchr::memrchr2(b'\n', b'\r', before).map_or(before, |end| &before[end + 1..]);
    let (mut column, mut content) = (0, 0);
    for byte in line {
        column += if *byte == b'\t' { 4 - column % 4 } else { 1 };
        if !matches!(byte, b' ' | b'\t') {
            content = column;
        }
    }
    column - content
}

/// Where a code span that starts with the backtick at `start` ends; right after its backticks where it
/// is not closed in this line.
fn code_end(bytes: &[u8], start: usize, end: usize) -> usize {
    let run = |at: usize| bytes[at..end].iter().take_while(|b| **b == b'`').count();
    let length = run(start);
    let mut at = start + length;
    while let Some(found) = memchr::memchr(b'`', &bytes[at..end]) {
        let here = at + found;
        let other = run(here);
        if other == length {
            return here + other;
        }
        at = here + other;
    }
    start + length
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
