//! HTML inside Markdown pages: what of it is text, and which blocks, containers and marks it makes.
//!
//! A page's HTML comes in pieces (blocks, and single tags inside Markdown) between which Markdown may
//! stand, so the open elements live as long as the page: see [`Html`].

use super::builder::Builder;
use super::markup::{Attributes, Fragment, Token, Tokens, entity, stands_alone};
use super::{BlockKind, ContainerId, ContainerKind, MarkKind};
use crate::source::Span;

/// Elements beyond this depth are read as if they were not there.
const MAX_DEPTH: usize = 200;

/// The elements that are open at some place of a page.
#[derive(Debug, Default)]
pub(super) struct Html {
    open: Vec<Open>,
    /// Whether the page is MDX: then unknown tags are components, else placeholders like `<Name>`.
    mdx: bool,
    /// Whether the reading of a character is open (`<rt>`), which is no text of the sentence.
    in_reading: bool,
}

#[derive(Debug)]
struct Open {
    element: Element,
    container: Option<ContainerId>,
    mark: Option<u32>,
    /// Items of a list, rows of a table, cells of a row, so far.
    count: u32,
    /// Columns of the widest row of a table, so far.
    columns: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Table,
    Row,
    Cell { header: bool },
    List { ordered: bool },
    Item,
    Heading(u8),
    Block,
    Pre,
    Quote,
    Code,
    Strong,
    Emphasis,
    Anchor,
    Image,
    Break,
    Hidden,
    Inline,
}

/// What the name of a tag means; `None` for names that are not HTML.
fn classify(name: &str) -> Option<Element> {
    let mut lower = [0u8; 12];
    let lower = lower.get_mut(..name.len())?;
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    Some(match &*lower {
        b"table" => Element::Table,
        b"tr" => Element::Row,
        b"td" => Element::Cell { header: false },
        b"th" => Element::Cell { header: true },
        b"ul" | b"menu" | b"dir" => Element::List { ordered: false },
        b"ol" => Element::List { ordered: true },
        b"li" => Element::Item,
        b"h1" => Element::Heading(1),
        b"h2" => Element::Heading(2),
        b"h3" => Element::Heading(3),
        b"h4" => Element::Heading(4),
        b"h5" => Element::Heading(5),
        b"h6" => Element::Heading(6),
        b"p" | b"div" | b"section" | b"article" | b"aside" | b"main" | b"header" | b"footer" | b"nav"
        | b"figure" | b"figcaption" | b"details" | b"summary" | b"dl" | b"dt" | b"dd" | b"center"
        | b"address" | b"caption" | b"thead" | b"tbody" | b"tfoot" | b"colgroup" | b"col" | b"hr"
        | b"html" | b"body" | b"form" | b"fieldset" | b"legend" | b"hgroup" | b"option" => Element::Block,
        b"pre" => Element::Pre,
        b"blockquote" => Element::Quote,
        b"code" | b"kbd" | b"samp" | b"tt" | b"var" => Element::Code,
        b"strong" | b"b" => Element::Strong,
        b"em" | b"i" | b"cite" | b"dfn" => Element::Emphasis,
        b"a" => Element::Anchor,
        b"img" => Element::Image,
        b"br" => Element::Break,
        b"rt" | b"rp" | b"script" | b"style" | b"template" | b"svg" | b"head" | b"noscript" | b"math"
        | b"textarea" => Element::Hidden,
        b"span" | b"sup" | b"sub" | b"u" | b"s" | b"small" | b"big" | b"font" | b"del" | b"ins"
        | b"strike" | b"mark" | b"abbr" | b"acronym" | b"q" | b"wbr" | b"nobr" | b"label" | b"input"
        | b"button" | b"select" | b"video" | b"audio" | b"source" | b"track" | b"iframe" | b"object"
        | b"embed" | b"param" | b"picture" | b"map" | b"area" | b"time" | b"data" | b"bdi" | b"bdo"
        | b"ruby" | b"meta" | b"link" | b"base" | b"meter" | b"progress" | b"output" | b"canvas"
        | b"dialog" | b"slot" | b"title" => Element::Inline,
        _ => return None,
    })
}

/// Whether a tag of this name is HTML.
pub(super) fn is_known(name: &str) -> bool {
    classify(name).is_some()
}

/// Whether an element is the reading of characters, or a bracket around it.
fn is_reading(name: &str) -> bool {
    name.eq_ignore_ascii_case("rt") || name.eq_ignore_ascii_case("rp")
}

/// Whether the end of `close` ends what is hidden in `open`.
fn ends_hidden(open: &str, close: &str) -> bool {
    close.eq_ignore_ascii_case(open) || is_reading(open) && close.eq_ignore_ascii_case("ruby")
}

/// Whether an element of this name holds blocks, over several lines, and is closed by a tag.
pub(super) fn holds_blocks(name: &str) -> bool {
    match classify(name) {
        Some(Element::Block) => !["p", "hr", "col", "option", "html", "body"].contains(&name),
        Some(
            Element::Table
            | Element::Row
            | Element::Cell { .. }
            | Element::List { .. }
            | Element::Item
            | Element::Quote,
        ) => true,
        _ => false,
    }
}

impl Html {
    pub(super) fn new(mdx: bool) -> Self {
        Self { open: Vec::new(), mdx, in_reading: false }
    }

    /// Whether text that comes now belongs to an HTML table cell, which Markdown paragraphs inside
    /// it do not end.
    pub(super) fn in_cell(&self, builder: &Builder<'_>) -> bool {
        matches!(builder.block_kind(), Some(BlockKind::Cell { .. }))
            && self.open.iter().rev().any(|open| matches!(open.element, Element::Cell { .. }))
    }

    /// Whether text that comes now is the reading of a character.
    pub(super) fn in_reading(&self) -> bool {
        self.in_reading
    }

    /// A reading that was not closed ends with its block.
    pub(super) fn end_reading(&mut self) {
        self.in_reading = false;
    }

    /// How many elements are open; see [`Html::leave`].
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Forgets elements that were opened inside a Markdown block that ends now.
    pub(super) fn leave(&mut self, depth: usize) {
        self.open.truncate(depth.max(self.structure_depth()));
    }

    fn structure_depth(&self) -> usize {
        self.open.iter().rposition(|open| open.container.is_some()).map_or(0, |at| at + 1)
    }

    /// Reads one block of HTML.
    pub(super) fn block(&mut self, builder: &mut Builder<'_>, fragment: &Fragment<'_>) {
        let mut hidden_until = None;
        for token in Tokens::new(fragment.text()) {
            if let Some(name) = hidden_until {
                if !matches!(&token, Token::Close { name: close, .. } if ends_hidden(name, close)) {
                    continue;
                }
                hidden_until = None;
                continue;
            }
            match token {
                Token::Text { start, end } => self.text(builder, fragment, start, end),
                Token::Comment => {}
                // What a component holds is no part of the words around it.
                Token::Break { start, end } => self.break_block(builder, fragment.span(start, end), false),
                Token::Open { name, start, end, .. } | Token::Close { name, start, end }
                    if self.mdx
                        && classify(name) == Some(Element::Inline)
                        && stands_alone(fragment.text(), name, start, end) =>
                {
                    self.break_block(builder, fragment.span(start, end), false);
                }
                Token::Close { name, start, end } => {
                    self.close_tag(builder, name, fragment.span(start, end), false);
                }
                Token::Open { name, start, end, attributes, empty } => {
                    if classify(name) == Some(Element::Hidden) {
                        hidden_until = Some(name).filter(|_| !empty);
                        continue;
                    }
                    let closed = || fragment.text()[end..].starts_with("</");
                    if classify(name).is_none() && self.is_placeholder(attributes, empty) && !closed() {
                        self.text(builder, fragment, start, end);
                    }
                    self.open_tag(builder, fragment, name, (start, end), attributes, false);
                }
            }
        }
        if !self.in_cell(builder) {
            builder.end_block();
            let depth = self.structure_depth();
            self.open.truncate(depth);
        }
    }

    /// Reads one tag inside Markdown text. A processing instruction or a declaration is none, whatever stands in it.
    pub(super) fn inline(&mut self, builder: &mut Builder<'_>, fragment: &Fragment<'_>) {
        if fragment.text().starts_with("<?") || fragment.text().starts_with("<!") {
            return;
        }
        for token in Tokens::new(fragment.text()) {
            match token {
                Token::Text { start, end } => self.text(builder, fragment, start, end),
                Token::Comment | Token::Break { .. } => {}
                Token::Close { name, start, end } => {
                    self.in_reading &= !ends_hidden("rt", name) && !is_reading(name);
                    self.close_tag(builder, name, fragment.span(start, end), true);
                }
                Token::Open { name, start, end, attributes, empty } => {
                    if classify(name).is_some() {
                        self.in_reading |= is_reading(name) && !empty;
                        self.open_tag(builder, fragment, name, (start, end), attributes, true);
                        continue;
                    }
                    if self.is_placeholder(attributes, empty) {
                        self.text(builder, fragment, start, end);
                    }
                }
            }
        }
    }

    /// Whether an unknown tag, `<Server name>`, is a placeholder that nobody escaped: browsers drop it,
    /// but its author meant it to be text.
    fn is_placeholder(&self, attributes: &str, empty: bool) -> bool {
        !self.mdx && !empty && !attributes.contains('=')
    }

    fn text(&mut self, builder: &mut Builder<'_>, fragment: &Fragment<'_>, start: usize, end: usize) {
        if matches!(builder.block_kind(), Some(BlockKind::Code { .. })) {
            push_text(builder, fragment, start, end, true);
        } else if builder.block_kind().is_some() || !fragment.text()[start..end].trim().is_empty() {
            push_text(builder, fragment, start, end, false);
        }
    }

    /// Ends the paragraph that is open; a cell goes on after a line break.
    fn break_block(&self, builder: &mut Builder<'_>, source: Span, inline: bool) {
        if inline || self.in_cell(builder) {
            builder.hard_break(source);
        } else {
            builder.end_block();
        }
    }

    fn push(&mut self, element: Element, container: Option<ContainerId>, mark: Option<u32>) {
        if self.open.len() < MAX_DEPTH {
            self.open.push(Open { element, container, mark, count: 0, columns: 0 });
        }
    }

    #[allow(clippy::too_many_lines)] // One arm for each kind of element; splitting would scatter the table.
    fn open_tag(
        &mut self,
        builder: &mut Builder<'_>,
        fragment: &Fragment<'_>,
        name: &str,
        (start, end): (usize, usize),
        attributes: &str,
        inline: bool,
    ) {
        let Some(element) = classify(name) else { return };
        let span = fragment.span(start, end);
        let attribute = |wanted: &str| {
            Attributes::new(fragment.text(), attributes)
                .find(|attribute| attribute.name.eq_ignore_ascii_case(wanted))
        };
        match element {
            Element::Break => builder.hard_break(span),
            Element::Inline | Element::Hidden => {}
            Element::Code if matches!(builder.block_kind(), Some(BlockKind::Code { .. })) => {
                if let Some(class) = attribute("class") {
                    set_language(builder, class.value);
                }
            }
            Element::Code | Element::Strong | Element::Emphasis => {
                let kind = match element {
                    Element::Code => MarkKind::Code,
                    Element::Strong => MarkKind::Strong,
                    _ => MarkKind::Emphasis,
                };
                let mark = builder.open_mark(kind, span);
                self.push(element, None, Some(mark));
            }
            Element::Anchor => {
                let mark = attribute("href").map(|href| {
                    let destination = builder.string(&unescaped(href.value));
                    builder.open_mark(MarkKind::Link { destination }, span)
                });
                self.push(element, None, mark);
            }
            Element::Image => {
                let source = attribute("src").map(|src| unescaped(src.value)).unwrap_or_default();
                let destination = builder.string(&source);
                let mark = builder.open_mark(MarkKind::Image { destination }, span);
                if let Some(alt) = attribute("alt") {
                    push_text(builder, fragment, alt.start, alt.start + alt.value.len(), false);
                }
                builder.close_mark(mark, span.end);
            }
            Element::Block => self.break_block(builder, span, inline),
            Element::Heading(level) => {
                self.break_block(builder, span, inline);
                if !inline && !self.in_cell(builder) {
                    builder.begin_block(BlockKind::Heading { level }, span);
                }
            }
            Element::Pre => {
                if inline {
                    builder.hard_break(span);
                    return;
                }
                builder.begin_block(BlockKind::Code { language: None }, span);
                for wanted in ["class", "lang"] {
                    if let Some(value) = attribute(wanted) {
                        set_language(builder, value.value);
                    }
                }
                self.push(element, None, None);
            }
            Element::Quote
            | Element::List { .. }
            | Element::Item
            | Element::Table
            | Element::Row
            | Element::Cell { .. }
                if inline =>
            {
                builder.hard_break(span);
            }
            Element::Quote => {
                let container = builder.open_container(ContainerKind::Quote, span);
                self.push(element, Some(container), None);
            }
            Element::List { ordered } => {
                let first = attribute("start").and_then(|start| start.value.parse().ok()).unwrap_or(1);
                let kind = ContainerKind::List { ordered: ordered.then_some(first) };
                let container = builder.open_container(kind, span);
                self.push(element, Some(container), None);
            }
            Element::Item => {
                let list = self.enter(builder, span.start, |element| matches!(element, Element::List { .. }));
                let Some(list) = list else {
                    builder.end_block();
                    return;
                };
                let index = self.open[list].count;
                self.open[list].count += 1;
                let container = builder.open_container(ContainerKind::Item { index }, span);
                self.push(element, Some(container), None);
            }
            Element::Table => {
                let container = builder.open_container(ContainerKind::Table { columns: 0, rows: 0 }, span);
                self.push(element, Some(container), None);
            }
            Element::Row => self.open_row(builder, span),
            Element::Cell { header } => {
                let is_row = |element: &Element| *element == Element::Row;
                if self.enter(builder, span.start, is_row).is_none() {
                    self.open_row(builder, span);
                }
                let Some(row) = self.enter(builder, span.start, is_row) else {
                    builder.end_block();
                    return;
                };
                let column = self.open[row].count;
                self.open[row].count += 1;
                if let Some(table) =
                    self.open[..row].iter_mut().rev().find(|open| open.element == Element::Table)
                {
                    table.columns = table.columns.max(column + 1);
                    let kind = ContainerKind::Table { columns: table.columns, rows: table.count };
                    if let Some(id) = table.container {
                        builder.document.containers[id as usize].kind = kind;
                    }
                }
                builder.begin_block(BlockKind::Cell { column, header }, span);
                self.push(element, None, None);
            }
        }
        for wanted in ["name", "id"] {
            let named = element == Element::Anchor || wanted == "id";
            if let Some(value) = attribute(wanted).filter(|_| named && element != Element::Image) {
                builder.set_anchor(&unescaped(value.value));
            }
        }
    }

    fn open_row(&mut self, builder: &mut Builder<'_>, span: Span) {
        let Some(table) = self.enter(builder, span.start, |element| *element == Element::Table) else {
            return;
        };
        let index = self.open[table].count;
        self.open[table].count += 1;
        if let Some(id) = self.open[table].container {
            let kind = ContainerKind::Table { columns: self.open[table].columns, rows: index + 1 };
            builder.document.containers[id as usize].kind = kind;
        }
        let container = builder.open_container(ContainerKind::Row { index }, span);
        self.push(Element::Row, Some(container), None);
    }

    /// Closes what is open inside the innermost element that `wanted` accepts, and gives its place
    /// among the open elements. Elements of an outer list or table are not reached into.
    fn enter(
        &mut self,
        builder: &mut Builder<'_>,
        at: u32,
        wanted: impl Fn(&Element) -> bool,
    ) -> Option<usize> {
        self.forget_closed(builder);
        let found = self.open.iter().rposition(|open| {
            wanted(&open.element)
                || matches!(open.element, Element::Table | Element::List { .. } | Element::Quote)
        })?;
        if !wanted(&self.open[found].element) {
            return None;
        }
        self.close_above(builder, found + 1, at);
        Some(found)
    }

    /// Drops elements whose container ended with the Markdown around it.
    fn forget_closed(&mut self, builder: &Builder<'_>) {
        while let Some(at) = self.open.iter().rposition(|open| open.container.is_some()) {
            let open = self.open[at].container.is_some_and(|id| builder.is_open(id));
            if open {
                return;
            }
            self.open.truncate(at);
        }
    }

    fn close_above(&mut self, builder: &mut Builder<'_>, depth: usize, at: u32) {
        while self.open.len() > depth {
            if let Some(open) = self.open.pop() {
                close(builder, &open, at);
            }
        }
    }

    fn close_tag(&mut self, builder: &mut Builder<'_>, name: &str, span: Span, inline: bool) {
        let Some(element) = classify(name) else { return };
        match element {
            Element::Break => builder.hard_break(span),
            Element::Inline | Element::Hidden | Element::Image => {}
            Element::Block => {
                builder.extend_block(span.start);
                self.break_block(builder, span, inline);
            }
            Element::Heading(_) => {
                builder.extend_block(span.end);
                self.break_block(builder, span, inline);
            }
            _ => {
                self.forget_closed(builder);
                let same = |open: &Open| match (open.element, element) {
                    (Element::Cell { .. }, Element::Cell { .. }) => true,
                    (open, wanted) => open == wanted,
                };
                // Marks are looked for within their block, structure within its table or list.
                let barrier = |open: &Open| {
                    if matches!(
                        element,
                        Element::Code | Element::Strong | Element::Emphasis | Element::Anchor
                    ) {
                        open.container.is_some()
                    } else {
                        open.element == Element::Table && element != Element::Table
                    }
                };
                let found = self.open.iter().rposition(|open| same(open) || barrier(open));
                match found.filter(|at| same(&self.open[*at])) {
                    Some(at) => {
                        if inline && self.open[at].container.is_some() {
                            builder.hard_break(span);
                        }
                        self.close_above(builder, at, span.end);
                    }
                    None if inline && self.is_structure(element) => {
                        builder.hard_break(span);
                    }
                    None => {}
                }
            }
        }
    }

    #[allow(clippy::unused_self)]
    fn is_structure(&self, element: Element) -> bool {
        !matches!(element, Element::Code | Element::Strong | Element::Emphasis | Element::Anchor)
    }
}

fn close(builder: &mut Builder<'_>, open: &Open, at: u32) {
    if let Some(mark) = open.mark {
        builder.close_mark(mark, at);
    }
    if let Some(container) = open.container {
        builder.close_container(container, Some(at));
    }
    let block = builder.block_kind();
    let ends = match open.element {
        Element::Cell { .. } => matches!(block, Some(BlockKind::Cell { .. })),
        Element::Pre => matches!(block, Some(BlockKind::Code { .. })),
        _ => false,
    };
    if ends {
        builder.extend_block(at);
        builder.end_block();
    }
}

/// Sets the language of the open code block from a class name (`language-js`, `lang-js`, `js`).
fn set_language(builder: &mut Builder<'_>, class: &str) {
    let name = class.split_whitespace().next().unwrap_or_default();
    let name = name.strip_prefix("language-").or_else(|| name.strip_prefix("lang-")).unwrap_or(name);
    if !name.is_empty() {
        let id = builder.string(&name.to_lowercase());
        builder.set_code_language(id);
    }
}

/// A value with its entities resolved.
fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(rest) {
            Some((text, length)) => {
                out.push_str(&text);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Appends HTML text: entities resolved; white space collapsed unless it is to be kept.
fn push_text(builder: &mut Builder<'_>, fragment: &Fragment<'_>, start: usize, end: usize, keep_space: bool) {
    let bytes = &fragment.text().as_bytes()[..end];
    let (mut from, mut at) = (start, start);
    let flush = |builder: &mut Builder<'_>, from: usize, to: usize| {
        if from < to {
            fragment.for_each_piece(from, to, |span| builder.push_source(span));
        }
    };
    while at < end {
        match bytes[at] {
            b'&' => {
                let Some((text, length)) = entity(&fragment.text()[at..end]) else {
                    at += 1;
                    continue;
                };
                flush(builder, from, at);
                builder.push(&text, fragment.span(at, at + length));
                at += length;
                from = at;
            }
            b' ' | b'\t' | b'\n' | b'\r' if !keep_space => {
                let length = bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
                // A single space stays in the verbatim run unless it would follow another.
                if length == 1 && bytes[at] == b' ' && from < at {
                    at += 1;
                    continue;
                }
                flush(builder, from, at);
                builder.push_space(fragment.span(at, at + length.max(1)));
                at += length.max(1);
                from = at;
            }
            _ => at += 1,
        }
    }
    flush(builder, from, end);
}
