//! A page read as a document: blocks, sentences, marks, and where each stands in the source.
//!
//! The visible text of all blocks is laid end to end in one string, [`Document::plain`], without
//! markup, with entities resolved and soft line breaks as spaces; blocks are separated by `'\n'`,
//! which stands nowhere else but inside code blocks. A line break that the reader sees (`<br>`, two
//! spaces at the end of a line, a `<p>` inside a table cell) is a space too, and a sentence always
//! ends there. Prose has no white space at its ends.
//!
//! What no reader sees is not in `plain`: comments, scripts, MDX code and component tags, the labels of
//! alerts and the lines that open or close wrappers (but their titles are paragraphs), the readings of characters
//! in `<ruby>`. Images stand there
//! with their alt text; `[!INCLUDE …]` and videos are links without text. A tag that is not HTML,
//! `<Server name>`, is a placeholder and stays, unless the page is MDX.
//!
//! Everything later (sentences, facts, alignment) works on spans of `plain`;
//! [`Document::source_span`] leads back to the bytes of the page.

mod anchors;
mod builder;
mod catalogue;
mod directives;
mod front_matter;
mod html;
mod lead;
mod markdown;
mod markup;
mod mdx;
mod offsets;
mod output;
mod overlay;
mod paint;
mod parts;
mod read;
mod recorded;
mod scalar;
mod sentences;
mod side_by_side;
mod templates;
#[cfg(test)]
mod tests;
mod toml;
mod unindent;

pub(crate) use front_matter::WORDINGS;
pub use read::{file, read, read_as};

use crate::interned;
use crate::language::Locale;
use crate::message::Message;
use crate::source::{Span, Stretches};
use serde::{Deserialize, Serialize};

/// One page as given: its text and the documents found in it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Page {
    /// Path as shown in findings, with `/` between its parts.
    pub path: String,
    /// The root the page was given under ("" when none); `path` starts with it.
    pub root: String,
    /// The whole text, byte-order mark included; empty where it could not be read. Not written down with the rest.
    #[serde(skip)]
    pub text: String,
    /// One document, or two for a side-by-side page or a catalogue (first the translation, then the
    /// source hidden in it); none where the text could not be read, or for a template of catalogues.
    pub documents: Vec<Document>,
    /// What is wrong with the page itself, found while reading it.
    pub faults: Vec<PageFault>,
    /// What a catalogue holds, where the page is one.
    pub catalogue: Option<Catalogue>,
    /// What the page records of the source that it was translated from.
    pub recorded: Vec<Recorded>,
}

/// What a page records of the source that it was translated from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Which of its names it records.
    pub kind: RecordedKind,
    /// The key of the front matter, or the label in a comment.
    pub key: String,
    /// The name, in hexadecimal.
    pub value: String,
    /// Where it stands, in the page.
    pub source: Span,
}

/// Which name of its source a page records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordedKind {
    /// The SHA-1 of its text.
    Hash,
    /// A commit of its repository.
    Commit,
}

/// What a catalogue of gettext holds besides its documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// How many entries it has, those without a translation among them; obsolete ones are not counted.
    pub entries: u32,
    /// The entries that are marked as fuzzy, each by the first line of its source, in bytes of the page.
    pub fuzzy: Vec<Span>,
    /// The entries without a translation, likewise.
    pub untranslated: Vec<Span>,
    /// The files that entries refer to, sorted, each once, without leading `./` and `../`.
    pub sources: Vec<String>,
}

impl Page {
    /// Its path below its root.
    #[must_use]
    pub fn below_root(&self) -> &str {
        self.path.strip_prefix(self.root.as_str()).unwrap_or(&self.path).trim_start_matches('/')
    }
}

/// A fault of the page itself, found while reading it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageFault {
    /// Which rule reports it.
    pub kind: PageFaultKind,
    /// Where, in bytes of the page as given (for an undecodable page, of its raw bytes).
    pub span: Span,
    /// What is wrong, in a sentence without its full stop.
    pub message: Message,
}

/// Which rule reports a [`PageFault`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PageFaultKind {
    /// `encoding-invalid`
    Encoding,
    /// `front-matter-invalid`
    FrontMatter,
    /// `check-failed`
    Failed,
}

/// The role a document plays in a side-by-side page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Side {
    /// An ordinary page: the whole page is this document.
    #[default]
    Whole,
    /// The visible, translated half of a side-by-side page.
    Translation,
    /// The source-language half hidden in a side-by-side page.
    Source,
}

/// A document: what one page says in one language.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Document {
    /// Which half of a side-by-side page this is.
    pub side: Side,
    /// The language, as far as the page itself tells (front matter, or script and common words);
    /// set forming may replace it by what the path says.
    pub locale: Option<Locale>,
    /// What its front matter or its text alone say of the language, whatever the path seems to name.
    pub own_locale: Option<Locale>,
    /// The script that carries its text, where there is enough of it: `Latn`, `Grek`.
    #[serde(deserialize_with = "interned::read_optional")]
    pub script: Option<interned::Name>,
    /// Visible text of all blocks, in order, each followed by `'\n'`.
    pub plain: String,
    /// Where stretches of `plain` come from, in order of `plain`.
    pub runs: Vec<Run>,
    /// Lists, items, tables, alerts and the like, in document order; a parent precedes its children.
    pub containers: Vec<Container>,
    /// Leaf blocks in document order; the title and description of the front matter come first.
    pub blocks: Vec<Block>,
    /// Sentences in document order.
    pub sentences: Vec<Sentence>,
    /// Inline marks in order of `text.start` (outer before inner).
    pub marks: Vec<Mark>,
    /// Their texts, by number; see [`Document::marks_around`].
    pub marked: Stretches,
    /// Link and image destinations, named anchors and code languages that `Mark`s and `Block`s point to.
    pub strings: Vec<String>,
    /// Front matter.
    pub front_matter: FrontMatter,
    /// All names that the page gives to places in it, sorted, each once.
    pub anchors: Vec<String>,
    /// What a program says, shown in a component of its own (`<ConsoleBlock>`): in the page, in order.
    pub output: Vec<Span>,
    /// Where the document is laid together of parts that answer those of the page's other document one by
    /// one, as the entries of a catalogue do: the first block of each.
    pub parts: Vec<BlockId>,
}

/// A stretch of `plain` and the bytes of the page it comes from. Where both lengths are equal the
/// stretch is verbatim and maps byte by byte; otherwise (an entity, an escape) only as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// In `plain`.
    pub plain: Span,
    /// In the page.
    pub source: Span,
}

/// Index into [`Document::strings`].
pub type StringId = u32;
/// Index into [`Document::containers`].
pub type ContainerId = u32;
/// Index into [`Document::blocks`].
pub type BlockId = u32;
/// Index into [`Document::sentences`].
pub type SentenceId = u32;

/// Something that holds blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Container {
    /// What it is.
    pub kind: ContainerKind,
    /// What holds it.
    pub parent: Option<ContainerId>,
    /// Where, in the page.
    pub source: Span,
}

/// Kinds of [`Container`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ContainerKind {
    /// A list; `ordered` with the number of its first item.
    List {
        /// Number of the first item of an ordered list; `None` for bullets.
        ordered: Option<u32>,
    },
    /// An item; `index` from 0 within its list.
    Item {
        /// From 0 within its list.
        index: u32,
    },
    /// A block quote.
    Quote,
    /// `> [!NOTE]` and its kin, or `:::note`; `kind` is upper case ("NOTE"), as written otherwise.
    Alert {
        /// Index of the kind's name in [`Document::strings`], upper case.
        kind: StringId,
        /// The label as written, in the page.
        label: Span,
        /// Whether the label is translated (`[!REMARQUE]`): such an alert is shown as a plain quote.
        translated: bool,
    },
    /// A table, Markdown or HTML.
    Table {
        /// Columns of the widest row.
        columns: u32,
        /// Rows, the header counted.
        rows: u32,
    },
    /// A row of a table; `index` from 0, the header counted.
    Row {
        /// From 0.
        index: u32,
    },
    /// A footnote definition; its label in [`Document::strings`].
    Footnote {
        /// Index of the label in [`Document::strings`].
        label: StringId,
    },
}

/// A leaf block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// What holds it.
    pub container: Option<ContainerId>,
    /// Its text in `plain`, without the separating newline; may be empty.
    pub text: Span,
    /// Where, in the page.
    pub source: Span,
    /// Its sentences.
    pub sentences: (SentenceId, SentenceId),
    /// Its marks (start, end) in [`Document::marks`].
    pub marks: (u32, u32),
    /// Name of the first anchor in it, or alone before it: explicit (`<a name="…">`, `id="…"`,
    /// `{#…}`), never derived from its text.
    pub anchor: Option<StringId>,
    /// Whether it is the title in the line that opens an alert, a tab or another wrapper (`:::note Title`,
    /// `=== "Tab"`). Where none is written sites put the name of the kind there, so it has no answer in many languages.
    pub wrapper_title: bool,
}

/// Kinds of leaf [`Block`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlockKind {
    /// `title` of the front matter.
    Title,
    /// `description` of the front matter.
    Description,
    /// A heading, level 1 to 6.
    Heading {
        /// 1 to 6.
        level: u8,
    },
    /// A paragraph, also the text of a tight list item or of an HTML block.
    Paragraph,
    /// A table cell.
    Cell {
        /// Column from 0.
        column: u32,
        /// Whether it stands in the header row.
        header: bool,
    },
    /// A code block; no sentences.
    Code {
        /// Index of the language in [`Document::strings`], lower case.
        language: Option<StringId>,
    },
}

/// A sentence of prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// In `plain`, without surrounding white space.
    pub text: Span,
    /// Its block.
    pub block: BlockId,
    /// `data-ttu-id` / `data-stu-id` of a side-by-side page, in [`Document::strings`].
    pub unit: Option<StringId>,
}

/// Inline markup over a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// In `plain`; empty for an image without alt text.
    pub text: Span,
    /// In the page, markup included.
    pub source: Span,
}

/// Kinds of [`Mark`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MarkKind {
    /// `` `code` `` or `<code>`.
    Code,
    /// Bold: a label of the user interface, mostly.
    Strong,
    /// Emphasis.
    Emphasis,
    /// A link.
    Link {
        /// Index of its destination in [`Document::strings`], as written, entities resolved.
        destination: StringId,
    },
    /// An image; its text is the alt text.
    Image {
        /// Index of its destination in [`Document::strings`].
        destination: StringId,
    },
    /// Text that is not to be translated (`:::no-loc text="…":::`).
    NoLoc,
}

/// Front matter of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrontMatter {
    /// Top-level entries in order.
    pub entries: Vec<FrontMatterEntry>,
    /// Where, in the page, with both fences; empty where there is none.
    pub source: Span,
}

/// A top-level entry of the front matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrontMatterEntry {
    /// Key as written.
    pub key: String,
    /// Scalars resolved; the scalars of a sequence or mapping joined by `", "`.
    pub value: String,
    /// Key, in the page.
    pub key_source: Span,
    /// Value, in the page, quotes included; empty for no value.
    pub value_source: Span,
}

impl FrontMatter {
    /// The value of `key`, compared without regard to case.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.entry(key).map(|entry| entry.value.as_str())
    }
    /// The entry of `key`, compared without regard to case.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&FrontMatterEntry> {
        self.entries.iter().find(|entry| entry.key.eq_ignore_ascii_case(key))
    }
}

impl Document {
    /// A stretch of the visible text.
    #[must_use]
    pub fn text(&self, plain: Span) -> &str {
        &self.plain[plain.range()]
    }

    /// The line of a block around a place in it; the whole block where that line is empty.
    #[must_use]
    pub fn line_around(&self, place: Span, block: Span) -> Span {
        let text = self.text(block);
        let (start, end) = ((place.start - block.start) as usize, (place.end - block.start) as usize);
        let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let to = text[end..].find('\n').map_or(text.len(), |at| end + at);
        let line = Span::new(block.start + from as u32, block.start + to as u32);
        if line.is_empty() { block } else { line }
    }

    /// One of the [`Document::strings`].
    #[must_use]
    pub fn string(&self, id: StringId) -> &str {
        &self.strings[id as usize]
    }

    /// The bytes of the page from which a stretch of `plain` comes: the smallest span that holds
    /// them all, markup between them included. An empty stretch is the place behind the text before
    /// it: at the end of a block it does not slip into the next one.
    #[must_use]
    pub fn source_span(&self, plain: Span) -> Span {
        let first = self.runs.partition_point(|run| run.plain.end <= plain.start);
        if plain.is_empty()
            && let Some(before) = first.checked_sub(1).map(|before| &self.runs[before])
            && before.plain.end == plain.start
        {
            return Span::new(before.source.end, before.source.end);
        }
        let Some(run) = self.runs.get(first) else {
            let end = self.runs.last().map_or(0, |run| run.source.end);
            return Span::new(end, end);
        };
        let verbatim = |run: &Run| run.plain.len() == run.source.len();
        let start = if verbatim(run) {
            run.source.start + plain.start.saturating_sub(run.plain.start)
        } else {
            run.source.start
        };
        if plain.is_empty() {
            return Span::new(start, start);
        }
        let last = self.runs.partition_point(|run| run.plain.start < plain.end);
        let run = &self.runs[last.max(first + 1) - 1];
        let end = if verbatim(run) && plain.end < run.plain.end {
            run.source.start + plain.end.saturating_sub(run.plain.start)
        } else {
            run.source.end
        };
        Span::new(start, end.max(start))
    }

    /// The bytes of the page that make up a sentence, with the markup of what begins or ends it: the
    /// asterisks of a bold word at its start belong to it, which [`Document::source_span`] leaves out.
    #[must_use]
    pub fn sentence_source(&self, sentence: &Sentence) -> Span {
        let mut source = self.source_span(sentence.text);
        let marks = self.block_marks(&self.blocks[sentence.block as usize]);
        let first = marks.partition_point(|mark| mark.text.start < sentence.text.start);
        for mark in marks[first..].iter().take_while(|mark| mark.text.start < sentence.text.end) {
            if !mark.text.is_empty() && sentence.text.contains(mark.text) {
                source = source.union(mark.source);
            }
        }
        source
    }

    /// The sentences of a block.
    #[must_use]
    pub fn block_sentences(&self, block: &Block) -> &[Sentence] {
        &self.sentences[block.sentences.0 as usize..block.sentences.1 as usize]
    }

    /// The marks of a block.
    #[must_use]
    pub fn block_marks(&self, block: &Block) -> &[Mark] {
        &self.marks[block.marks.0 as usize..block.marks.1 as usize]
    }

    /// The marks whose text holds a place, the innermost first.
    pub fn marks_around(&self, place: Span) -> impl Iterator<Item = &Mark> {
        self.marked.holding(place).map(|mark| &self.marks[mark as usize])
    }

    /// The containers around a block, innermost first.
    pub fn ancestors(&self, block: &Block) -> impl Iterator<Item = (ContainerId, &Container)> {
        let mut next = block.container;
        std::iter::from_fn(move || {
            let id = next?;
            let container = &self.containers[id as usize];
            next = container.parent;
            Some((id, container))
        })
    }
}
