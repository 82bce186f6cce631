//! Indented bodies, brought to the level of what holds them: `!!! note`, `=== "Tab"`, `<TabItem>`, `<li>`.
//!
//! The tools that make sites read what is indented below such a line as if it were not, and fences in tags as fences;
//! CommonMark takes the one for code and the other for text of the HTML. Where a page has such bodies, it is read from
//! a copy in which they stand as CommonMark wants them, and [`OffsetMap`] leads back. The line that opens an indented
//! body becomes a `:::` line of so many colons as nobody writes ([`directives::COLONS`]), and one like it ends it.
//! What stands in a quote is read like a page of its own.

use super::directives;
use super::html;
use super::lead::{Opener, fence_at, indentation, marker, quotes};
use super::markup::{Token, Tokens};
use super::mdx::{self, Effort};
use super::offsets::OffsetMap;
use crate::order::OrderedMap;
use crate::source::Span;

/// Nobody nests deeper.
const MAX_DEPTH: usize = 64;

/// Nobody quotes deeper.
const MAX_QUOTES: usize = 16;

/// How many bytes of a line of tags are looked at for the end of one tag.
const TAG_REACH: usize = 2_000;

/// The page without the indentation of wrapped bodies, and the way back; `None` where it has none.
pub(super) fn unindented(text: &str, body: usize, mdx: bool) -> Option<(String, OffsetMap)> {
    if !is_wanted(&text.as_bytes()[body..]) {
        return None;
    }
    let mut reader = Reader {
        text,
        out: Copy { page: text, text: String::new(), map: OffsetMap::default(), from: 0, to: body },
        mdx,
        levels: Vec::new(),
        bodies: 0,
        state: State::Markdown,
        after_blank: true,
        in_html: false,
        last_closed: OrderedMap::new(),
        effort: Effort::default(),
        quoted: Vec::new(),
    };
    let mut start = body;
    while start < text.len() {
        let end = line_end(text, start);
        reader.line(start, end);
        start = end;
    }
    reader.leave_quotes(0, text.len());
    reader.out.finish()
}

/// Whether a page may hold wrapped bodies.
fn is_wanted(body: &[u8]) -> bool {
    let holds = |wanted: &[u8]| memchr::memmem::find(body, wanted).is_some();
    let tag = |at: usize| body.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
    holds(b"!!!") || holds(b"???") || holds(b"===") || memchr::memchr_iter(b'<', body).any(tag)
}

/// One past the end of the line that byte `start` is in, its line feed included.
fn line_end(text: &str, start: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |found| start + found + 1)
}

/// A copy of the page, made from the first place on where it differs.
struct Copy<'t> {
    page: &'t str,
    text: String,
    map: OffsetMap,
    /// What is to be copied next.
    from: usize,
    to: usize,
}

impl Copy<'_> {
    /// Copies a stretch of the page.
    fn copy(&mut self, from: usize, to: usize) {
        if from != self.to {
            self.flush();
            self.from = from;
        }
        self.to = to.max(from);
    }

    /// Adds what the page does not hold at byte `at`.
    fn insert(&mut self, added: &str, at: usize) {
        self.flush();
        self.map.replaced(self.text.len() as u32, Span::new(at as u32, at as u32));
        self.text.push_str(added);
    }

    fn flush(&mut self) {
        if self.from < self.to {
            self.map.copied(self.text.len() as u32, self.from as u32);
            self.text.push_str(&self.page[self.from..self.to]);
        }
        self.from = self.to;
    }

    fn finish(mut self) -> Option<(String, OffsetMap)> {
        let changed = !self.text.is_empty() || self.from > 0 || self.to < self.page.len();
        self.flush();
        changed.then_some((self.text, self.map))
    }
}

/// What holds the lines that come.
struct Level<'t> {
    kind: LevelKind<'t>,
    /// The column at which the line that opened it starts, in the page.
    opened: usize,
    /// The column of its content in the page; `None` before the line that tells.
    raw: Option<usize>,
    /// The column of its content in the copy.
    out: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LevelKind<'t> {
    /// An item of a list, or a footnote.
    Item,
    /// The body of `!!! note`.
    Body,
    /// What stands between a tag and its end; whether all in it is Markdown, whatever its indentation.
    Tag { name: &'t str, markdown: bool },
}

#[derive(Clone, Copy)]
enum State {
    Markdown,
    /// Code between fences: mark, length, columns to take away, and the column of the fence in the copy.
    Fence {
        mark: u8,
        length: usize,
        strip: usize,
        out: usize,
    },
    Comment,
    /// In an element whose text is no Markdown, up to this end.
    Verbatim(&'static str),
    /// In a tag or a statement of several lines, up to this place.
    Until(usize),
}

/// A tag in a line.
struct Tag<'t> {
    name: &'t str,
    /// One past its `>`.
    end: usize,
    closes: bool,
    /// Whether it closes itself.
    empty: bool,
    component: bool,
}

/// A line that is read.
#[derive(Clone, Copy)]
struct Row<'t> {
    /// Where it starts, marks of quotes included.
    line: usize,
    /// Where it starts behind these.
    start: usize,
    /// One past its line feed.
    end: usize,
    /// The column of its first character.
    column: usize,
    /// Where that is.
    at: usize,
    /// From there on, without white space at the end.
    content: &'t str,
}

struct Reader<'t> {
    text: &'t str,
    out: Copy<'t>,
    mdx: bool,
    levels: Vec<Level<'t>>,
    /// How many of these are bodies.
    bodies: usize,
    state: State,
    after_blank: bool,
    /// Whether CommonMark takes a line that comes now for HTML.
    in_html: bool,
    /// Where tags of these names are closed for the last time.
    last_closed: OrderedMap<&'t str, usize>,
    effort: Effort,
    /// For each quote around the line what holds it, from the outermost on.
    quoted: Vec<(Vec<Level<'t>>, usize)>,
}

impl<'t> Reader<'t> {
    fn line(&mut self, line: usize, end: usize) {
        let start = line + self.quotes(line, end);
        let (column, indent) = indentation(&self.text.as_bytes()[start..end]);
        let at = start + indent;
        let row = Row { line, start, end, column, at, content: self.text[at..end].trim_end() };
        if let State::Until(until) = self.state {
            self.out.copy(line, end);
            if end >= until {
                self.state = State::Markdown;
                self.after_blank = true;
            }
            return;
        }
        if row.content.is_empty() {
            self.out.copy(line, end);
            (self.after_blank, self.in_html) = (true, false);
            return;
        }
        self.leave_bodies(column, line);
        match self.state {
            State::Fence { mark, length, strip, .. } => {
                self.copy_without(&row, strip);
                let marks = row.content.bytes().take_while(|b| *b == mark).count();
                if marks >= length && marks == row.content.len() {
                    self.state = State::Markdown;
                }
                self.after_blank = false;
            }
            State::Comment => {
                self.out.copy(line, end);
                if row.content.contains("-->") {
                    self.state = State::Markdown;
                }
            }
            State::Verbatim(close) => {
                self.out.copy(line, end);
                if holds_close(row.content, close) {
                    self.state = State::Markdown;
                }
            }
            State::Markdown | State::Until(_) => self.markdown_line(&row),
        }
    }

    /// Enters and leaves the quotes that a line asks for; gives the bytes that their marks take.
    fn quotes(&mut self, line: usize, end: usize) -> usize {
        let inside = self.quoted.len();
        // What stands open outside of a quote, such as a fence, is not ended by one.
        let open = !matches!(self.state, State::Markdown);
        let most = if open { inside } else { MAX_QUOTES };
        let (depth, length) = quotes(&self.text[line..end], most);
        if depth < inside {
            self.leave_quotes(depth, line);
        }
        for _ in inside..depth {
            let column = indentation(&self.text.as_bytes()[line..end]).0;
            self.leave_bodies(column, line);
            self.leave_items(column);
            let outer = (std::mem::take(&mut self.levels), std::mem::take(&mut self.bodies));
            self.quoted.push(outer);
            (self.after_blank, self.in_html) = (true, false);
        }
        length
    }

    /// Leaves all quotes but `depth` of them, with all in them, before byte `at`.
    fn leave_quotes(&mut self, depth: usize, at: usize) {
        while self.quoted.len() > depth {
            if !self.text[..at].ends_with('\n') && self.bodies > 0 {
                self.out.insert("\n", at);
            }
            self.leave_bodies(0, at);
            self.state = State::Markdown;
            if let Some((levels, bodies)) = self.quoted.pop() {
                (self.levels, self.bodies) = (levels, bodies);
            }
            (self.after_blank, self.in_html) = (true, false);
        }
    }

    /// The marks of the quotes that hold the line, for what is inserted there.
    fn marks(&self) -> String {
        "> ".repeat(self.quoted.len())
    }

    /// Copies a line without `strip` columns of its indentation.
    fn copy_without(&mut self, row: &Row<'t>, strip: usize) {
        self.out.copy(row.line, row.start);
        let (mut column, mut at) = (0, row.start);
        while column < strip && at < row.at {
            column += if self.text.as_bytes()[at] == b'\t' { 4 - column % 4 } else { 1 };
            at += 1;
        }
        self.out.copy(at, row.end);
    }

    fn markdown_line(&mut self, row: &Row<'t>) {
        let content = row.content;
        self.leave_items(row.column);
        let tags = if content.starts_with('<') { self.tags(row) } else { None };
        if let Some(first) = tags.as_ref().and_then(|(tags, _)| tags.first()).filter(|tag| tag.closes) {
            self.close_tag(first.name);
        }
        let fence = fence_at(content);
        let width = marker(content);
        let after_blank = std::mem::replace(&mut self.after_blank, false);
        let out =
            self.out_column(row.column, fence.is_some(), tags.is_some(), after_blank || width.is_some());
        let strip = row.column - out;
        if out > self.levels.last().map_or(0, |level| level.out) + 3 {
            // Indented code, or a paragraph that goes on.
            self.copy_without(row, strip);
            return;
        }
        if fence.is_some() && self.in_html {
            // Without a blank line the fence would be text of the HTML before it.
            self.out.insert(&format!("{}\n", self.marks()), row.line);
            self.in_html = false;
        }
        if let Some((mark, length)) = fence {
            self.state = State::Fence { mark, length, strip, out };
        } else if self.opens_body(row, strip, out) {
            return;
        } else if after_blank && row.column == 0 && mdx::is_module_line(content) {
            self.mdx = true;
            let until = mdx::module_end(self.text, row.start, &mut self.effort);
            if until > row.end {
                self.state = State::Until(until);
            }
        } else if let Some((tags, painted)) = tags {
            self.in_html |= !painted;
            self.after_blank = painted;
            let until = tags.last().map_or(0, |tag| tag.end);
            self.open_tags(&tags, row, out);
            if until > row.end {
                self.state = State::Until(until);
            }
        } else if content.starts_with("<!--") && !content.contains("-->") {
            self.state = State::Comment;
        } else if let Some(width) = width {
            let raw = Some(row.column + width);
            self.push(Level { kind: LevelKind::Item, opened: row.column, raw, out: out + width });
            if let Some((mark, length)) = content.get(width..).and_then(fence_at) {
                self.state = State::Fence { mark, length, strip, out: out + width };
            }
        }
        self.copy_without(row, strip);
    }

    /// Leaves the bodies of wrappers that a line at `column` does not belong to, with all in them.
    fn leave_bodies(&mut self, column: usize, start: usize) {
        if self.bodies == 0 {
            return;
        }
        let left = self.levels.iter_mut().position(|level| {
            let opened = level.opened;
            level.kind == LevelKind::Body
                && column < *level.raw.get_or_insert_with(|| column.clamp(opened + 2, opened + 4))
        });
        let Some(left) = left else { return };
        let quotes = self.marks();
        if let State::Fence { mark, length, out, .. } = self.state {
            let marks = char::from(mark).to_string().repeat(length);
            self.out.insert(&format!("{quotes}{}{marks}\n", " ".repeat(out)), start);
        }
        for level in self.levels.drain(left..).rev() {
            if level.kind == LevelKind::Body {
                let (margin, colons) = (" ".repeat(level.out), ":".repeat(directives::COLONS + self.bodies));
                self.out.insert(&format!("{quotes}\n{quotes}{margin}{colons}\n"), start);
                self.bodies -= 1;
            }
        }
        self.state = State::Markdown;
        (self.after_blank, self.in_html) = (true, false);
    }

    /// Leaves items and tags that a line at `column` stands outside of.
    fn leave_items(&mut self, column: usize) {
        while let Some(level) = self.levels.last() {
            let stays = match level.kind {
                LevelKind::Item => level.raw.is_none_or(|raw| column >= raw),
                LevelKind::Tag { .. } => column >= level.opened,
                LevelKind::Body => true,
            };
            if stays {
                break;
            }
            self.levels.pop();
        }
    }

    fn push(&mut self, level: Level<'t>) {
        if self.levels.len() < MAX_DEPTH {
            self.levels.push(level);
        }
    }

    /// The column in the copy of a line at `column`. `begins` where it begins a block.
    fn out_column(&mut self, column: usize, fence: bool, tags: bool, begins: bool) -> usize {
        let mut markdown = self.mdx;
        let (mut out, base) = match self.levels.last_mut() {
            None => (column, 0),
            Some(level) => {
                // In HTML, what is indented may be code, but not what is code by its fence, or HTML itself.
                let is_moved = match level.kind {
                    LevelKind::Tag { markdown, .. } => markdown || self.mdx || fence || tags,
                    LevelKind::Item | LevelKind::Body => true,
                };
                let raw = match level.raw {
                    None if is_moved => *level.raw.insert(column.max(level.opened)),
                    None => level.opened,
                    Some(_) if !is_moved => level.opened,
                    Some(raw) => raw,
                };
                let least = level.out.min(column);
                (column.saturating_sub(raw.saturating_sub(level.out)).max(least), least)
            }
        };
        if out > base + 3 && (begins || fence) {
            markdown |= self.levels.iter().any(
                |level| matches!(level.kind, LevelKind::Tag { markdown, .. } if markdown || fence || tags),
            );
            if markdown {
                out = base;
            }
        }
        out
    }

    /// Reads a line that opens an indented body; says whether it is one.
    fn opens_body(&mut self, row: &Row<'t>, strip: usize, out: usize) -> bool {
        let Some(opener) = Opener::of(row.content) else { return false };
        let known = !opener.title.1.is_empty() && opener.name.1 != "tab";
        let depth = self.quoted.len();
        let within = |line: &'t str| {
            let (own, length) = quotes(line, depth);
            (own == depth).then(|| &line[length..])
        };
        let mut lines = self.text[row.end..].lines().map_while(within);
        let next = lines.find(|line| !line.trim().is_empty()).unwrap_or_default();
        let has_body = indentation(next.as_bytes()).0 >= row.column + 2;
        if !has_body && !known || self.levels.len() >= MAX_DEPTH {
            return false;
        }
        self.bodies += 1;
        self.copy_without(&Row { end: row.at, ..*row }, strip);
        let tab = if opener.name.0 == usize::MAX { "tab" } else { "" };
        self.out.insert(&format!("{}{tab}", ":".repeat(directives::COLONS + self.bodies)), row.at);
        if tab.is_empty() {
            self.out.copy(row.at + opener.name.0, row.at + opener.name.0 + opener.name.1.len());
        }
        if !opener.title.1.is_empty() {
            self.out.insert(" ", row.at + opener.title.0);
            self.out.copy(row.at + opener.title.0, row.at + opener.title.0 + opener.title.1.len());
        }
        self.out.copy(row.at + row.content.len(), row.end);
        self.levels.push(Level { kind: LevelKind::Body, opened: row.column, raw: None, out });
        (self.after_blank, self.in_html) = (true, false);
        true
    }

    /// The tags of a line that starts with one, and whether it holds nothing but tags of components, which are painted
    /// over later.
    fn tags(&mut self, row: &Row<'t>) -> Option<(Vec<Tag<'t>>, bool)> {
        let mut tags: Vec<Tag<'t>> = Vec::new();
        let (mut at, end) = (row.at, row.at + row.content.len());
        let mut painted = true;
        while at < end {
            let rest = &self.text[at..end];
            let blank = rest.len() - rest.trim_start().len();
            if blank > 0 {
                at += blank;
            } else if !rest.starts_with('<') {
                painted = false;
                at += memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
            } else if let Some(tag) = self.tag(at) {
                at = tag.end;
                painted &= tag.component;
                tags.push(tag);
            } else if tags.is_empty() {
                return None;
            } else {
                painted = false;
                at += 1;
            }
        }
        Some((tags, painted))
    }

    /// The tag at the `<` at `start`: of a component, or of HTML.
    fn tag(&mut self, start: usize) -> Option<Tag<'t>> {
        if self.effort.0 > 16 * self.text.len() + 100_000 {
            return None;
        }
        let closes = self.text[start..].starts_with("</");
        if let Some(component) = mdx::component(self.text, start, &mut self.effort) {
            let empty = self.text[..component.end].ends_with("/>");
            return Some(Tag { name: component.name, end: component.end, closes, empty, component: true });
        }
        let window = self.text.floor_char_boundary((start + TAG_REACH).min(self.text.len()));
        match Tokens::new(&self.text[start..window]).next()? {
            Token::Open { name, end, empty, .. } if html::is_known(name) => {
                Some(Tag { name, end: start + end, closes, empty, component: false })
            }
            Token::Close { name, end, .. } if html::is_known(name) => {
                Some(Tag { name, end: start + end, closes, empty: false, component: false })
            }
            _ => None,
        }
    }

    /// Ends the innermost element of a name that is open in the innermost body.
    fn close_tag(&mut self, name: &str) {
        let found = self.levels.iter().rposition(|level| match level.kind {
            LevelKind::Tag { name: open, .. } => open.eq_ignore_ascii_case(name),
            LevelKind::Body => true,
            LevelKind::Item => false,
        });
        if let Some(found) = found.filter(|at| self.levels[*at].kind != LevelKind::Body) {
            self.levels.truncate(found);
        }
    }

    /// Opens a level for each tag of a line that is closed in a later one.
    fn open_tags(&mut self, tags: &[Tag<'t>], row: &Row<'t>, out: usize) {
        // What comes up to the end of such an element is its text.
        let mut inside = None;
        for (nth, tag) in tags.iter().enumerate() {
            if let Some(close) = inside {
                inside = Some(close).filter(|_| !tag.closes || verbatim(tag.name) != Some(close));
            } else if tag.closes {
                if nth > 0 {
                    self.close_tag(tag.name);
                }
            } else if let Some(close) = verbatim(tag.name).filter(|_| !tag.empty) {
                inside = Some(close);
            } else if !tag.empty && (tag.component || html::holds_blocks(tag.name)) && self.is_closed(tag) {
                let kind = LevelKind::Tag { name: tag.name, markdown: tag.component };
                self.push(Level { kind, opened: row.column, raw: None, out });
            }
        }
        if let Some(close) = inside {
            self.state = State::Verbatim(close);
        }
    }

    /// Whether a tag of this name is closed after `tag`.
    fn is_closed(&mut self, tag: &Tag<'t>) -> bool {
        // Hardly any page has tags of more names than this; the bound keeps the search linear.
        if self.last_closed.len() > 40 && !self.last_closed.contains_key(tag.name) {
            return false;
        }
        let text = self.text;
        let find = || text.rfind(&format!("</{}", tag.name)).unwrap_or(0);
        *self.last_closed.entry(tag.name).or_insert_with(find) >= tag.end
    }
}

/// The end of an element whose text is no Markdown.
fn verbatim(name: &str) -> Option<&'static str> {
    ["</pre", "</script", "</style", "</textarea", "</svg"]
        .into_iter()
        .find(|close| close[2..].eq_ignore_ascii_case(name))
}

fn holds_close(content: &str, close: &str) -> bool {
    memchr::memmem::find_iter(content.as_bytes(), b"</").any(|at| {
        content.as_bytes().get(at..at + close.len()).is_some_and(|b| b.eq_ignore_ascii_case(close.as_bytes()))
    })
}
