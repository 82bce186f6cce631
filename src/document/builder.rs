//! Lays a document's visible text end to end while remembering where each stretch comes from.
//!
//! The readers of Markdown, HTML and front matter all write through a [`Builder`]; it alone keeps the
//! promises of [`Document`]: runs in order of `plain`, no white space at the ends of a prose
//! block, no empty paragraphs, marks inside their block.

use super::overlay::{Inline, InlineKind};
use super::{
    Block, BlockKind, Container, ContainerId, ContainerKind, Document, Mark, MarkKind, Run, StringId,
};
use crate::source::{Span, whole};

/// Writes a [`Document`].
pub(super) struct Builder<'t> {
    /// The text that source offsets refer to.
    text: &'t str,
    /// Inline directives, in order; where text is to be copied from one, it is read as what it means.
    inline: &'t [Inline],
    pub(super) document: Document,
    /// Places in `plain` where a new sentence begins whatever stands there, ascending.
    pub(super) boundaries: Vec<u32>,
    open: Vec<ContainerId>,
    block: Option<OpenBlock>,
    /// Marks of the open block that are not closed yet.
    open_marks: Vec<u32>,
    /// An anchor that stood alone, waiting for the block it points to.
    anchor: Option<StringId>,
}

struct OpenBlock {
    kind: BlockKind,
    wrapper_title: bool,
    source_start: u32,
    source_end: u32,
    text_start: u32,
    first_mark: u32,
    first_boundary: usize,
    first_run: usize,
}

impl<'t> Builder<'t> {
    pub(super) fn new(text: &'t str, inline: &'t [Inline]) -> Self {
        let mut document = Document::default();
        document.plain.reserve(text.len() * 3 / 4);
        Self {
            text,
            inline,
            document,
            boundaries: Vec::new(),
            open: Vec::new(),
            block: None,
            open_marks: Vec::new(),
            anchor: None,
        }
    }

    pub(super) const fn text(&self) -> &'t str {
        self.text
    }

    pub(super) fn string(&mut self, text: &str) -> StringId {
        self.document.strings.push(text.to_owned());
        self.document.strings.len() as StringId - 1
    }

    // Containers

    /// Opens a container inside the innermost open one.
    pub(super) fn open_container(&mut self, kind: ContainerKind, source: Span) -> ContainerId {
        self.end_block();
        let id = self.document.containers.len() as ContainerId;
        let source = self.trimmed(source);
        self.document.containers.push(Container { kind, parent: self.open.last().copied(), source });
        self.open.push(id);
        id
    }

    /// Closes a container and all that is still open inside it; nothing where it is closed already.
    pub(super) fn close_container(&mut self, id: ContainerId, source_end: Option<u32>) {
        // Ids ascend along the stack of open containers.
        let Ok(depth) = self.open.binary_search(&id) else { return };
        self.end_block();
        // What is inside lies inside: containers whose end was not written end with their content.
        let mut end = source_end.unwrap_or(0);
        for id in self.open[depth..].iter().rev() {
            let source = &mut self.document.containers[*id as usize].source;
            source.end = source.end.max(end);
            end = source.end;
        }
        if let Some(parent) = depth.checked_sub(1) {
            let source = &mut self.document.containers[self.open[parent] as usize].source;
            source.end = source.end.max(end);
        }
        self.open.truncate(depth);
    }

    pub(super) fn is_open(&self, id: ContainerId) -> bool {
        self.open.binary_search(&id).is_ok()
    }

    fn trimmed(&self, source: Span) -> Span {
        let kept = self.text[source.range()].trim_end().len() as u32;
        Span::new(source.start, source.start + kept)
    }

    // Blocks

    /// Begins a block; one that is still open ends first.
    pub(super) fn begin_block(&mut self, kind: BlockKind, source: Span) {
        self.end_block();
        let source = self.trimmed(source);
        self.block = Some(OpenBlock {
            kind,
            wrapper_title: false,
            source_start: source.start,
            source_end: source.end,
            text_start: self.document.plain.len() as u32,
            first_mark: self.document.marks.len() as u32,
            first_boundary: self.boundaries.len(),
            first_run: self.document.runs.len(),
        });
    }

    /// Begins a paragraph where no block is open.
    pub(super) fn ensure_block(&mut self, source: Span) {
        match &mut self.block {
            Some(block) => {
                // What an element holds may be read behind the text that follows it.
                block.source_start = block.source_start.min(source.start);
                block.source_end = block.source_end.max(source.end);
            }
            None => self.begin_block(BlockKind::Paragraph, source),
        }
    }

    pub(super) fn block_kind(&self) -> Option<BlockKind> {
        self.block.as_ref().map(|block| block.kind)
    }

    pub(super) fn set_code_language(&mut self, id: StringId) {
        if let Some(OpenBlock { kind: BlockKind::Code { language }, .. }) = &mut self.block {
            *language = Some(id);
        }
    }

    /// Says that the open block is the title of a wrapper.
    pub(super) fn set_wrapper_title(&mut self) {
        if let Some(block) = &mut self.block {
            block.wrapper_title = true;
        }
    }

    /// Extends the open block's place in the page.
    pub(super) fn extend_block(&mut self, source_end: u32) {
        if let Some(block) = &mut self.block {
            block.source_end = block.source_end.max(source_end);
        }
    }

    /// Ends the open block, if there is one.
    pub(super) fn end_block(&mut self) {
        let source_end = self.block.as_ref().map_or(0, |block| block.source_end);
        while let Some(mark) = self.open_marks.last() {
            self.close_mark(*mark, source_end);
        }
        let Some(block) = self.block.take() else { return };
        let prose = !matches!(block.kind, BlockKind::Code { .. });
        let document = &mut self.document;
        if prose {
            let kept = document.plain[block.text_start as usize..].trim_end().len();
            self.truncate(block.text_start + kept as u32, &block);
        }
        let document = &mut self.document;
        let end = document.plain.len() as u32;
        let marks = (block.first_mark, document.marks.len() as u32);
        let empty = end == block.text_start && marks.0 == marks.1;
        if empty && matches!(block.kind, BlockKind::Paragraph | BlockKind::Title | BlockKind::Description) {
            return;
        }
        let container = self.open.last().copied();
        if let Some(id) = container {
            let source = &mut document.containers[id as usize].source;
            source.end = source.end.max(block.source_end);
        }
        document.blocks.push(Block {
            kind: block.kind,
            container,
            text: Span::new(block.text_start, end),
            source: Span::new(block.source_start, block.source_end.max(block.source_start)),
            sentences: (0, 0),
            marks,
            anchor: self.anchor.take(),
            wrapper_title: block.wrapper_title,
        });
        document.plain.push('\n');
    }

    /// Cuts `plain` back to `end`, and all that points past it.
    fn truncate(&mut self, end: u32, block: &OpenBlock) {
        let document = &mut self.document;
        if document.plain.len() as u32 == end {
            return;
        }
        document.plain.truncate(end as usize);
        while document.runs.len() > block.first_run
            && document.runs.last().is_some_and(|run| run.plain.start >= end)
        {
            document.runs.pop();
        }
        if let Some(run) = document.runs.last_mut().filter(|run| run.plain.end > end) {
            if run.plain.len() == run.source.len() {
                run.source.end -= run.plain.end - end;
            }
            run.plain.end = end;
        }
        for mark in &mut document.marks[block.first_mark as usize..] {
            mark.text = Span::new(mark.text.start.min(end), mark.text.end.min(end));
        }
        while self.boundaries.len() > block.first_boundary && self.boundaries.last().is_some_and(|b| *b > end)
        {
            self.boundaries.pop();
        }
    }

    /// Names the open block, or else the next one. The first name stays.
    pub(super) fn set_anchor(&mut self, name: &str) {
        if self.anchor.is_none() && !name.is_empty() {
            self.anchor = Some(self.string(name));
        }
    }

    // Text

    /// Appends visible text to the open block (or to a new paragraph).
    pub(super) fn push(&mut self, text: &str, source: Span) {
        self.ensure_block(source);
        let (mut text, mut source) = (text, source);
        let verbatim =
            text.len() as u32 == source.len() && text.as_bytes() == &self.text.as_bytes()[source.range()];
        let here = self.document.plain.len() as u32;
        if let Some(block) = &self.block
            && (block.text_start == here || self.boundaries.last() == Some(&here))
            && !matches!(block.kind, BlockKind::Code { .. })
        {
            let kept = text.trim_start();
            if verbatim {
                source.start += (text.len() - kept.len()) as u32;
            }
            text = kept;
        }
        if text.is_empty() {
            return;
        }
        let plain =
            Span::new(self.document.plain.len() as u32, (self.document.plain.len() + text.len()) as u32);
        self.document.plain.push_str(text);
        if !verbatim && text.len() as u32 == source.len() {
            // Equal lengths promise a byte-by-byte mapping; keep that promise by giving the whole
            // source to the first character and nothing to the rest.
            let first = plain.start + text.chars().next().map_or(0, char::len_utf8) as u32;
            if first == plain.end {
                // A single character that only looks different (a line end read as a space).
                self.document.runs.push(Run { plain, source });
                return;
            }
            self.document.runs.push(Run { plain: Span::new(plain.start, first), source });
            self.document
                .runs
                .push(Run { plain: Span::new(first, plain.end), source: Span::new(source.end, source.end) });
            return;
        }
        let block_start = self.block.as_ref().map_or(0, |block| block.first_run);
        let joins = self.document.runs.len() > block_start;
        match self.document.runs.last_mut() {
            Some(last)
                if joins
                    && verbatim
                    && last.plain.len() == last.source.len()
                    && last.plain.end == plain.start
                    && last.source.end == source.start =>
            {
                last.plain.end = plain.end;
                last.source.end = source.end;
            }
            _ => self.document.runs.push(Run { plain, source }),
        }
    }

    /// Appends a stretch of the page as it stands; inline directives in it become marks.
    pub(super) fn push_source(&mut self, source: Span) {
        let (text, inline) = (self.text, self.inline);
        // The parser counts in the painted-over page, whose characters end elsewhere.
        let source = whole(text, source);
        let mut from = source.start;
        if !inline.is_empty() {
            let first = inline.partition_point(|note| note.span.end <= from);
            for note in inline[first..].iter().take_while(|note| note.span.start < source.end) {
                if from < note.span.start {
                    self.push(
                        &text[from as usize..note.span.start as usize],
                        Span::new(from, note.span.start),
                    );
                }
                // A stretch that begins inside a directive is its tail: it has been read already.
                if source.start <= note.span.start {
                    self.push_directive(note);
                }
                from = note.span.end.max(from);
            }
        }
        if from < source.end {
            self.push(&text[from as usize..source.end as usize], Span::new(from, source.end));
        }
    }

    fn push_directive(&mut self, note: &Inline) {
        let text = self.text;
        let kind = match note.kind {
            InlineKind::Hidden => {
                self.ensure_block(note.span);
                return;
            }
            InlineKind::Anchor => {
                self.ensure_block(note.span);
                self.set_anchor(&text[note.text.range()]);
                return;
            }
            InlineKind::NoLoc => MarkKind::NoLoc,
            InlineKind::Image(to) => MarkKind::Image { destination: self.string(&text[to.range()]) },
            InlineKind::Link(to) => MarkKind::Link { destination: self.string(&text[to.range()]) },
        };
        let mark = self.open_mark(kind, note.span);
        if !note.text.is_empty() {
            self.push(&text[note.text.range()], note.text);
        }
        self.close_mark(mark, note.span.end);
    }

    /// Appends a space unless the block is empty or ends with one.
    pub(super) fn push_space(&mut self, source: Span) {
        let Some(block) = &self.block else { return };
        let written = &self.document.plain[block.text_start as usize..];
        if !written.is_empty() && !written.ends_with(' ') {
            self.push(" ", source);
        }
    }

    /// A line break that the reader of the page sees: a space, and a new sentence after it.
    pub(super) fn hard_break(&mut self, source: Span) {
        self.push_space(source);
        if let Some(block) = &self.block {
            let here = self.document.plain.len() as u32;
            if here > block.text_start && self.boundaries.last() != Some(&here) {
                self.boundaries.push(here);
            }
        }
    }

    /// How much plain text there is.
    pub(super) fn len(&self) -> usize {
        self.document.plain.len()
    }

    // Marks

    /// Whether a mark begins at the start of the open block, or after a visible line break.
    pub(super) fn leads(&self, mark: u32) -> bool {
        let start = self.document.marks[mark as usize].text.start;
        self.block.as_ref().is_some_and(|block| block.text_start == start)
            || self.boundaries.last() == Some(&start)
    }

    /// Opens a mark at the end of the text so far.
    pub(super) fn open_mark(&mut self, kind: MarkKind, source: Span) -> u32 {
        self.ensure_block(source);
        let here = self.document.plain.len() as u32;
        let id = self.document.marks.len() as u32;
        self.document.marks.push(Mark { kind, text: Span::new(here, here), source });
        self.open_marks.push(id);
        id
    }

    /// Closes a mark; nothing where its block has ended.
    pub(super) fn close_mark(&mut self, id: u32, source_end: u32) {
        // Ids ascend along the stack of open marks.
        let Ok(at) = self.open_marks.binary_search(&id) else { return };
        self.open_marks.remove(at);
        let start = self.document.marks[id as usize].text.start;
        let end = self.document.plain.len() as u32;
        let text = &self.document.plain[start as usize..end as usize];
        let kept = text.trim_end();
        let (leading, kept) = (kept.len() - kept.trim_start().len(), kept.len());
        // A mark never starts after one that it holds.
        let latest = self.document.marks.get(id as usize + 1).map_or(end, |inner| inner.text.start);
        let from = (start + leading as u32).min(latest);
        let mark = &mut self.document.marks[id as usize];
        mark.text = Span::new(from, (start + kept as u32).max(from));
        mark.source.end = mark.source.end.max(source_end);
        self.extend_block(source_end);
    }

    /// The document, without sentences, and the places where sentences begin whatever stands there.
    pub(super) fn finish(mut self) -> (Document, Vec<u32>) {
        self.end_block();
        if let Some(outermost) = self.open.first() {
            self.close_container(*outermost, None);
        }
        (self.document, self.boundaries)
    }
}
