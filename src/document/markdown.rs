//! The body of a page: CommonMark with tables, footnotes, task lists, and HTML inside it.

use super::builder::Builder;
use super::directives;
use super::html::Html;
use super::markup::Fragment;
use super::overlay::{self, Line, LineKind, Overlay};
use super::{BlockKind, ContainerId, ContainerKind, Document, MarkKind};
use crate::source::{Span, whole};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// Prose from the front matter: its kind, its pieces (visible text and where it comes from), where
/// it stands.
pub(super) struct Prose {
    pub(super) kind: BlockKind,
    pub(super) pieces: Vec<(String, Span)>,
    pub(super) source: Span,
    /// Indices of pieces before which a sentence begins whatever stands there.
    pub(super) breaks: Vec<usize>,
}

/// Reads the body of `text` from byte `body` on, with `prose` before it. Gives the document without
/// sentences and the places in its plain text where sentences begin whatever stands there.
pub(super) fn read(text: &str, body: usize, prose: &[Prose], mdx: bool) -> (Document, Vec<u32>) {
    let overlay = overlay::scan(text, body, mdx);
    let mut builder = Builder::new(text, &overlay.inline);
    for prose in prose {
        builder.begin_block(prose.kind, prose.source);
        for (at, (text, source)) in prose.pieces.iter().enumerate() {
            if prose.breaks.contains(&at) {
                builder.hard_break(*source);
            }
            builder.push(text, *source);
        }
        builder.end_block();
    }
    let mut reader = Reader {
        builder,
        overlay: &overlay,
        body,
        html: Html::new(overlay.mdx),
        containers: Vec::new(),
        lists: Vec::new(),
        tables: Vec::new(),
        marks: Vec::new(),
        html_pieces: Vec::new(),
        in_code_block: false,
        paragraph_in_cell: false,
        image_line: None,
        braces_in_heading: false,
        html_depth: 0,
        next_alert: 0,
        next_line: 0,
        open_directives: Vec::new(),
    };
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    options.set(Options::ENABLE_DEFINITION_LIST, holds_definitions(&overlay.text[body..]));
    for (event, range) in Parser::new_ext(&overlay.text[body..], options).into_offset_iter() {
        let span = Span::new((body + range.start) as u32, (body + range.end) as u32);
        reader.event(event, span);
    }
    reader.directives_before(u32::MAX);
    let (mut document, boundaries) = reader.builder.finish();
    document.output = overlay.output.iter().filter(|span| !span.is_empty()).copied().collect();
    (document, boundaries)
}

struct Reader<'t> {
    builder: Builder<'t>,
    overlay: &'t Overlay<'t>,
    /// Where the body starts.
    body: usize,
    html: Html,
    /// Containers that Markdown opened.
    containers: Vec<ContainerId>,
    /// Items so far of the open lists.
    lists: Vec<u32>,
    /// The open tables (Markdown tables do not nest, but footnotes may hold them).
    tables: Vec<Table>,
    /// Inline marks that Markdown opened.
    marks: Vec<Option<u32>>,
    /// Lines of the HTML block being read.
    html_pieces: Vec<Span>,
    in_code_block: bool,
    /// The open paragraph continues an HTML table cell.
    paragraph_in_cell: bool,
    /// Where the text of an image ended that began its block, when nothing has followed yet.
    image_line: Option<usize>,
    /// The open heading ends with braces that are text.
    braces_in_heading: bool,
    /// How many HTML elements were open when the open Markdown block began.
    html_depth: usize,
    next_alert: usize,
    next_line: usize,
    /// Open `:::` blocks: colons, and the alert's container.
    open_directives: Vec<(u32, Option<ContainerId>)>,
}

struct Table {
    id: ContainerId,
    rows: u32,
    columns: u32,
    column: u32,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, read: Span) {
        let span = whole(self.builder.text(), read);
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(_) | Event::Code(_) if self.html.in_reading() => {}
            Event::Text(text) => self.text(&text, read),
            Event::Code(text) => self.code(&text, span),
            Event::Html(_) => self.html_pieces.push(read),
            Event::InlineHtml(_) => {
                let fragment = Fragment::new(&self.overlay.text, self.builder.text(), &[read]);
                self.html.inline(&mut self.builder, &fragment);
            }
            Event::SoftBreak => {
                if self.image_line == Some(self.builder.len()) {
                    // The image stood in a line of its own: its text is no part of what follows.
                    self.builder.hard_break(span);
                } else {
                    self.builder.push_space(span);
                }
            }
            Event::HardBreak => self.builder.hard_break(span),
            Event::Rule => {
                self.directives_before(span.start);
                self.builder.end_block();
            }
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Emphasis => self.open_mark(Some(MarkKind::Emphasis), span),
            Tag::Strong => self.open_mark(Some(MarkKind::Strong), span),
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => self.open_mark(None, span),
            Tag::Link { dest_url, .. } => {
                let destination = self.builder.string(&dest_url);
                self.open_mark(Some(MarkKind::Link { destination }), span);
            }
            Tag::Image { dest_url, .. } => {
                let destination = self.builder.string(&dest_url);
                self.open_mark(Some(MarkKind::Image { destination }), span);
            }
            block => {
                self.directives_before(span.start);
                self.start_block(block, span);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'_>, span: Span) {
        self.html.end_reading();
        if !matches!(tag, Tag::HtmlBlock) {
            self.html_depth = self.html.depth();
        }
        match tag {
            Tag::Paragraph => {
                if self.html.in_cell(&self.builder) {
                    self.paragraph_in_cell = true;
                    // The space between them stands for nothing of the paragraph.
                    self.builder.hard_break(Span::new(span.start, span.start));
                } else {
                    self.builder.begin_block(BlockKind::Paragraph, span);
                }
            }
            Tag::Heading { level, id, classes, attrs } => {
                // `{name}` without `#` or `.` is a placeholder rather than an attribute.
                self.braces_in_heading = id.is_none() && classes.is_empty() && !attrs.is_empty();
                self.builder.begin_block(BlockKind::Heading { level: level as u8 }, span);
                if let Some(id) = id {
                    self.builder.set_anchor(&id);
                }
            }
            // MDX has no indented code: what is indented there is what stands in a component.
            Tag::CodeBlock(CodeBlockKind::Indented) if self.overlay.mdx => {
                self.builder.begin_block(BlockKind::Paragraph, span);
            }
            Tag::CodeBlock(kind) => {
                self.builder.begin_block(BlockKind::Code { language: None }, span);
                self.in_code_block = true;
                if let CodeBlockKind::Fenced(info) = kind {
                    let name =
                        info.split([' ', ',', '{', '\t']).find(|word| !word.is_empty()).unwrap_or_default();
                    if !name.is_empty() {
                        let id = self.builder.string(&name.to_lowercase());
                        self.builder.set_code_language(id);
                    }
                }
            }
            Tag::HtmlBlock => {
                self.html_pieces.clear();
            }
            Tag::BlockQuote(_) => {
                let kind = self.quote_kind(span);
                self.open_container(kind, span);
            }
            Tag::List(first) => {
                let ordered = first.map(|first| u32::try_from(first).unwrap_or(u32::MAX));
                self.lists.push(0);
                self.open_container(ContainerKind::List { ordered }, span);
            }
            Tag::Item => {
                let index = self.lists.last().copied().unwrap_or(0);
                if let Some(count) = self.lists.last_mut() {
                    *count += 1;
                }
                self.open_container(ContainerKind::Item { index }, span);
            }
            Tag::FootnoteDefinition(label) => {
                let label = self.builder.string(&label);
                self.open_container(ContainerKind::Footnote { label }, span);
            }
            Tag::Table(alignments) => {
                let columns = alignments.len() as u32;
                let id = self.open_container(ContainerKind::Table { columns, rows: 0 }, span);
                self.tables.push(Table { id, rows: 0, columns, column: 0 });
            }
            Tag::TableHead | Tag::TableRow => {
                let Some(table) = self.tables.last_mut() else { return };
                let index = table.rows;
                table.rows += 1;
                table.column = 0;
                let kind = ContainerKind::Table { columns: table.columns, rows: table.rows };
                self.builder.document.containers[table.id as usize].kind = kind;
                self.open_container(ContainerKind::Row { index }, span);
            }
            Tag::DefinitionListTitle => self.builder.begin_block(BlockKind::Paragraph, span),
            Tag::DefinitionListDefinition => self.builder.end_block(),
            Tag::TableCell => {
                let Some(table) = self.tables.last_mut() else { return };
                let column = table.column;
                table.column += 1;
                let header = table.rows == 1;
                let (left, inner) = trimmed(self.builder.text(), span);
                self.builder.begin_block(BlockKind::Cell { column, header }, Span::new(left, left + inner));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => {
                if let Some(mark) = self.marks.pop().flatten() {
                    let leads = self.builder.leads(mark);
                    self.builder.close_mark(mark, span.end);
                    self.image_line = (tag == TagEnd::Image && leads).then(|| self.builder.len());
                }
            }
            TagEnd::Paragraph => {
                if self.paragraph_in_cell {
                    self.paragraph_in_cell = false;
                } else {
                    self.builder.end_block();
                }
                self.html.leave(self.html_depth);
            }
            TagEnd::Heading(_) | TagEnd::TableCell => {
                if std::mem::take(&mut self.braces_in_heading) {
                    self.push_braces(span);
                }
                self.builder.end_block();
                self.html.leave(self.html_depth);
            }
            TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => self.builder.end_block(),
            TagEnd::CodeBlock => {
                self.in_code_block = false;
                self.skip_directives(span.end);
                self.builder.end_block();
            }
            TagEnd::HtmlBlock => {
                let fragment = Fragment::new(&self.overlay.text, self.builder.text(), &self.html_pieces);
                self.html.block(&mut self.builder, &fragment);
                if self.overlay.is_blanked(span.start) {
                    // The line of a directive, painted over.
                    self.directives_before(span.end);
                } else {
                    self.skip_directives(span.end);
                }
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.close_container();
            }
            TagEnd::Table => {
                self.tables.pop();
                self.close_container();
            }
            TagEnd::BlockQuote(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::TableHead
            | TagEnd::TableRow => self.close_container(),
            _ => {}
        }
    }

    fn open_container(&mut self, kind: ContainerKind, span: Span) -> ContainerId {
        let id = self.builder.open_container(kind, span);
        self.containers.push(id);
        id
    }

    fn close_container(&mut self) {
        if let Some(id) = self.containers.pop() {
            self.builder.close_container(id, None);
        }
    }

    fn open_mark(&mut self, kind: Option<MarkKind>, span: Span) {
        let mark = kind.map(|kind| self.builder.open_mark(kind, span));
        self.marks.push(mark);
    }

    fn text(&mut self, text: &str, span: Span) {
        let painted = &self.overlay.text;
        if text.len() as u32 == span.len() && text.as_bytes() == &painted.as_bytes()[span.range()] {
            if self.in_code_block {
                let text = self.builder.text();
                let span = whole(text, span);
                self.builder.push(&text[span.range()], span);
            } else if self.overlay.is_blanked(span.start) {
                // What lies over a line of MDX or of a directive was read as text: nobody sees that line.
            } else if text.ends_with('\n') {
                self.builder.push_source(Span::new(span.start, span.start + text.trim_end().len() as u32));
                self.builder.push_space(Span::new(span.end - 1, span.end));
            } else {
                self.builder.push_source(span);
            }
        } else {
            self.builder.push(text, span);
        }
    }

    /// Appends the `{…}` at the end of a heading, which the parser took for attributes.
    fn push_braces(&mut self, heading: Span) {
        let written = &self.builder.text()[heading.range()];
        if let (Some(open), Some(close)) = (written.rfind('{'), written.rfind('}'))
            && open < close
        {
            let span = Span::new(heading.start + open as u32, heading.start + close as u32 + 1);
            self.builder.push_space(Span::new(span.start, span.start));
            self.builder.push_source(span);
        }
    }

    /// A code span: its text without backticks, line ends as spaces.
    fn code(&mut self, text: &str, span: Span) {
        let source = self.builder.text();
        let written = &source[span.range()];
        let mark = self.builder.open_mark(MarkKind::Code, span);
        let ticks = written.bytes().take_while(|b| *b == b'`').count();
        let start = span.start + ticks as u32;
        let inner = source.get(start as usize..(span.end as usize).saturating_sub(ticks)).unwrap_or_default();
        // One space on each side belongs to the markup when there is one on both.
        let pad = u32::from(inner.len() as u32 == text.len() as u32 + 2 && inner.starts_with(' '));
        let start = start + pad;
        let end = start + text.len() as u32;
        let stretch = Span::new(start, end);
        let verbatim = source.get(stretch.range()).is_some_and(|s| same_line(s, text));
        if verbatim {
            self.builder.push(&source[stretch.range()], stretch);
        } else {
            let inner_start = span.start + ticks as u32;
            self.builder.push(text, Span::new(inner_start, inner_start + inner.len() as u32));
        }
        self.builder.close_mark(mark, span.end);
    }

    /// Whether a block quote is an alert.
    fn quote_kind(&mut self, span: Span) -> ContainerKind {
        let text = self.builder.text();
        while let Some(alert) = self.overlay.alerts.get(self.next_alert) {
            if alert.span.start >= span.end {
                break;
            }
            if alert.span.start < span.start {
                self.next_alert += 1;
                continue;
            }
            let before = &text[span.start as usize..alert.span.start as usize];
            let first = before.bytes().all(|b| matches!(b, b'>' | b' ' | b'\t'));
            // A quote in a quote: the label belongs to the innermost.
            let innermost = before.bytes().filter(|b| *b == b'>').count() == 1;
            if !first || !innermost {
                break;
            }
            self.next_alert += 1;
            if alert.kind.is_empty() {
                break;
            }
            let kind = self.builder.string(&alert.kind);
            let label = text[alert.span.range()].trim_start_matches("[!").trim_end_matches([']', '-', '+']);
            let translated = !label.trim().eq_ignore_ascii_case(&alert.kind);
            return ContainerKind::Alert { kind, label: alert.span, translated };
        }
        ContainerKind::Quote
    }

    /// Carries out the `:::` lines that stand before `at`.
    fn directives_before(&mut self, at: u32) {
        while let Some(line) = self.overlay.lines.get(self.next_line).filter(|line| line.span.start < at) {
            self.next_line += 1;
            self.directive(line);
        }
    }

    /// Passes over `:::` lines that stood in code after all (in `<pre>`, or indented).
    fn skip_directives(&mut self, end: u32) {
        while self.overlay.lines.get(self.next_line).is_some_and(|line| line.span.start < end) {
            self.next_line += 1;
        }
    }

    fn directive(&mut self, line: &Line) {
        let title = match &line.kind {
            LineKind::Close => {
                let matching = self.open_directives.iter().rposition(|(colons, _)| *colons == line.colons);
                let Some(at) = matching.or(self.open_directives.len().checked_sub(1)) else { return };
                // What ends an indented body is not written in the page.
                let end = (line.colons as usize <= directives::COLONS).then_some(line.span.end);
                for (_, container) in self.open_directives.drain(at..).rev() {
                    if let Some(id) = container {
                        self.builder.close_container(id, end);
                    }
                }
                return;
            }
            LineKind::Alert { kind, label, translated, title } => {
                let kind = self.builder.string(kind);
                let alert = ContainerKind::Alert { kind, label: *label, translated: *translated };
                let container = self.builder.open_container(alert, line.span);
                self.open_directives.push((line.colons, Some(container)));
                *title
            }
            LineKind::Open { title } => {
                self.open_directives.push((line.colons, None));
                *title
            }
        };
        // Beyond this depth nobody nests; the bound keeps the search for the opener constant.
        if self.open_directives.len() > 64 {
            self.open_directives.remove(0);
        }
        if !title.is_empty() && title.start as usize >= self.body {
            self.builder.begin_block(BlockKind::Paragraph, title);
            self.builder.set_wrapper_title();
            self.title(title);
            self.builder.end_block();
        }
    }

    /// Reads the title of a wrapper: a line of Markdown, in which nothing but what stands inside a line is special.
    fn title(&mut self, title: Span) {
        let text = self.builder.text();
        let mut events =
            Parser::new_ext(&text[title.range()], Options::ENABLE_STRIKETHROUGH).into_offset_iter();
        if !matches!(events.next(), Some((Event::Start(Tag::Paragraph), _))) {
            return self.builder.push_source(title);
        }
        for (event, range) in events {
            let span = Span::new(title.start + range.start as u32, title.start + range.end as u32);
            match event {
                Event::Text(_) => self.builder.push_source(span),
                Event::Code(code) => self.code(&code, span),
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
                | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {
                    self.event(event, span);
                }
                Event::Start(_) | Event::End(TagEnd::Paragraph) => {}
                _ => self.builder.push_source(span),
            }
        }
    }
}

/// Whether a text has a list of definitions: a line of one term, and below it one that starts with a colon. A colon at
/// the start of a line may as well be one that a paragraph wraps to.
fn holds_definitions(text: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), b"\n:").any(|at| {
        let defines = text[at + 2..].starts_with([' ', '\t']);
        let mut before = text[..at].rsplit('\n').map(str::trim);
        let term = before.next().filter(|_| defines).unwrap_or_default();
        let is_term = !term.is_empty()
            && !term.starts_with(['#', '|', '>', ':', '-', '*', '+', '`', '<'])
            && !term.ends_with(['.', ':', ';', ',', '!', '?', '。', '：', '！', '？']);
        is_term && before.next().is_none_or(str::is_empty)
    })
}

/// Whether two texts are equal when line ends are read as spaces.
fn same_line(written: &str, read: &str) -> bool {
    written.len() == read.len() && written.bytes().zip(read.bytes()).all(|(w, r)| w == r)
}

/// Where the content of a span starts, and how long it is.
fn trimmed(text: &str, span: Span) -> (u32, u32) {
    let content = &text[span.range()];
    let inner = content.trim();
    let left = content.len() - content.trim_start().len();
    (span.start + left as u32, inner.len() as u32)
}
