//! YAML, and JSON, which is YAML: the tree of a text, in which every value knows its line and its bytes.
//!
//! It is one reader for whatever is looked at as a tree: what the project itself is made of, what teams write, and the files
//! of other programs. A [`Dialect`] says how much of YAML is used there. Front matter as a whole is no tree: it is flattened,
//! however deep it is nested, by the parser's events, and shares the places.

use saphyr_parser::{Event, Parser, ScalarStyle};
use std::fmt;

pub mod fields;
pub(crate) mod places;

use places::Places;

/// How deep values may stand in each other: trees are walked by calls within calls.
const DEPTH: usize = 64;

/// What is wrong with a text, and where.
#[derive(Debug)]
pub struct Fault {
    /// The line, from 1; 0 where it is not known.
    pub line: usize,
    /// The byte, where the text cannot be read as a tree.
    pub at: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl Fault {
    /// A fault in what a tree says.
    #[must_use]
    pub fn new(line: usize, message: impl Into<String>) -> Self {
        Self { line, at: None, message: message.into() }
    }

    /// The same, at a byte.
    #[must_use]
    fn at(self, at: usize) -> Self {
        Self { at: Some(at), ..self }
    }
}

/// What is read, or what is wrong.
pub type Result<T> = std::result::Result<T, Fault>;

/// A value.
#[derive(Debug)]
pub struct Node {
    /// Its line, from 1.
    pub line: usize,
    /// Its first byte.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// Whether it stands in quotation marks or in a block of its own: then it is text for certain.
    pub quoted: bool,
    /// What it is.
    pub value: Value,
}

/// What a value is.
#[derive(Debug)]
pub enum Value {
    /// A text, a number, a truth value, or nothing.
    Scalar(String),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys with values.
    Mapping(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug)]
pub struct Entry {
    /// The line of the key, from 1.
    pub line: usize,
    /// Its first byte.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// The key.
    pub key: String,
    /// The value.
    pub value: Node,
}

/// How much of YAML a text may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// What lexicons and packs use: each key once, no anchors, aliases and tags, and no unquoted word that other YAML readers
    /// take for a boolean or null ("no", "null").
    Strict,
    /// What people write: nothing is made of tags, and an alias is a fault.
    Written,
    /// What other programs read: an alias is an empty text, so is a key that is no text, and only the first document counts.
    Foreign,
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Scalar(text) => write!(f, "\"{text}\""),
            Value::Sequence(_) => f.write_str("a list"),
            Value::Mapping(_) => f.write_str("a mapping"),
        }
    }
}

impl Node {
    /// Whether nothing stands there: `null`, `~`, or a key without a value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.quoted
            && matches!(&self.value, Value::Scalar(text) if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// The text of a scalar; `what` says what is expected ("a word").
    ///
    /// # Errors
    ///
    /// It is no text, or an empty one, or has blanks around it.
    pub fn text(&self, what: &str) -> Result<&str> {
        match &self.value {
            Value::Scalar(text) if !text.is_empty() && text.trim() == text => Ok(text),
            Value::Scalar(text) if text.is_empty() => {
                Err(Fault::new(self.line, format!("{what} is missing here")))
            }
            other => Err(Fault::new(self.line, format!("expected {what}, found {other}"))),
        }
    }

    /// A truth value.
    ///
    /// # Errors
    ///
    /// It is neither `true` nor `false`.
    pub fn boolean(&self) -> Result<bool> {
        match self.text("true or false")? {
            "true" => Ok(true),
            "false" => Ok(false),
            other => Err(Fault::new(self.line, format!("expected true or false, found \"{other}\""))),
        }
    }

    /// The values of a list; `what` says of what ("words").
    ///
    /// # Errors
    ///
    /// It is no list.
    pub fn list(&self, what: &str) -> Result<&[Node]> {
        match &self.value {
            Value::Sequence(items) => Ok(items),
            other => Err(Fault::new(self.line, format!("expected a list of {what}, found {other}"))),
        }
    }

    /// The keys and values of a mapping; `what` says what is expected.
    ///
    /// # Errors
    ///
    /// It is no mapping.
    pub fn entries(&self, what: &str) -> Result<&[Entry]> {
        match &self.value {
            Value::Mapping(entries) => Ok(entries),
            other => Err(Fault::new(self.line, format!("expected {what}, found {other}"))),
        }
    }
}

/// Reads a file of one document, strictly.
///
/// # Errors
///
/// It is no YAML, is empty, or uses what [`Dialect::Strict`] does without.
pub fn read(text: &str) -> Result<Node> {
    tree(text, Dialect::Strict)?.ok_or_else(|| Fault::new(text.lines().count().max(1), "the file is empty"))
}

/// Reads a text as a tree; `None` where nothing stands in it.
///
/// # Errors
///
/// It is no YAML, is nested too deep, or uses what its dialect does without.
pub fn tree(text: &str, dialect: Dialect) -> Result<Option<Node>> {
    let bare = text.trim_start_matches('\u{feff}');
    let base = text.len() - bare.len();
    let mut builder =
        Builder { text: bare, base, dialect, places: Places::new(bare), open: Vec::new(), root: None };
    for event in Parser::new_from_str(bare) {
        let (event, span) = event.map_err(|error| {
            let mark = error.marker();
            let message = match dialect {
                Dialect::Strict => format!("not YAML: {}", error.info()),
                Dialect::Written | Dialect::Foreign => error.info().to_owned(),
            };
            Fault::new(mark.line(), message).at(base + builder.places.byte(mark.index()))
        })?;
        let (start, end) = builder.places.range(&span);
        builder.take(event, Stretch { line: span.start.line(), start, end })?;
        if builder.root.is_some() && dialect == Dialect::Foreign {
            break;
        }
    }
    Ok(builder.root)
}

/// Where an event stands, in the text that the parser is given.
#[derive(Clone, Copy)]
struct Stretch {
    line: usize,
    start: usize,
    end: usize,
}

struct Key {
    line: usize,
    start: usize,
    end: usize,
    text: String,
}

impl Key {
    /// A value that stands where a key has to be, behind these entries.
    fn of(node: Node, entries: &[Entry], dialect: Dialect) -> Result<Self> {
        let (line, start, end) = (node.line, node.start, node.end);
        let text = match (node.value, dialect) {
            (Value::Scalar(text), Dialect::Written | Dialect::Foreign) => text,
            (_, Dialect::Foreign) => String::new(),
            (value, _) => Node { value, ..node }.text("a key").map_err(|fault| fault.at(start))?.to_owned(),
        };
        match entries.iter().find(|entry| dialect == Dialect::Strict && entry.key == text) {
            Some(Entry { line: first, .. }) => {
                let message = format!("\"{text}\" stands here a second time (first in line {first})");
                Err(Fault::new(line, message).at(start))
            }
            None => Ok(Self { line, start, end, text }),
        }
    }
}

/// What is being filled, from where on; of a mapping the key whose value comes next, too.
enum Open {
    Sequence(Stretch, Vec<Node>),
    Mapping(Stretch, Vec<Entry>, Option<Key>),
}

struct Builder<'t> {
    text: &'t str,
    /// Bytes of a byte-order mark, which the parser is not shown.
    base: usize,
    dialect: Dialect,
    places: Places<'t>,
    open: Vec<Open>,
    root: Option<Node>,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, at: Stretch) -> Result<()> {
        let strict = self.dialect == Dialect::Strict;
        let marked = |anchor: usize, tagged: bool| strict && (anchor > 0 || tagged);
        let done = match event {
            Event::Scalar(_, _, anchor, tag) if marked(anchor, tag.is_some()) => return Err(self.marks(at)),
            Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag)
                if marked(anchor, tag.is_some()) =>
            {
                return Err(self.marks(at));
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if self.open.len() == DEPTH => {
                return Err(self.fault(at, "it is nested too deep"));
            }
            Event::SequenceStart(..) => {
                self.open.push(Open::Sequence(at, Vec::new()));
                return Ok(());
            }
            Event::MappingStart(..) => {
                self.open.push(Open::Mapping(at, Vec::new(), None));
                return Ok(());
            }
            Event::Scalar(text, style, ..) => self.scalar(text.into_owned(), style, at)?,
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(open) => self.ended(open, at),
                None => return Err(self.fault(at, "it ends what never began")),
            },
            Event::Alias(_) if strict => return Err(self.marks(at)),
            Event::Alias(_) if self.dialect == Dialect::Written => {
                return Err(self.fault(at, "an alias (*name) is not read: write the value out"));
            }
            Event::Alias(_) => self.node(at, at.end, false, Value::Scalar(String::new())),
            Event::DocumentStart(_) if self.root.is_some() => {
                return Err(self.fault(at, "a second YAML document is not read"));
            }
            _ => return Ok(()),
        };
        self.put(done)
    }

    /// Puts a value where it belongs: into what is open, as a key of it, or in the place of the whole.
    fn put(&mut self, done: Node) -> Result<()> {
        let dialect = self.dialect;
        match self.open.last_mut() {
            None => self.root = Some(done),
            Some(Open::Sequence(_, items)) => items.push(done),
            Some(Open::Mapping(_, entries, key)) => match key.take() {
                Some(Key { line, start, end, text }) => {
                    entries.push(Entry { line, start, end, key: text, value: done });
                }
                None => *key = Some(Key::of(done, entries, dialect)?),
            },
        }
        Ok(())
    }

    fn scalar(&self, text: String, style: ScalarStyle, at: Stretch) -> Result<Node> {
        let bare = style == ScalarStyle::Plain;
        if bare
            && self.dialect == Dialect::Strict
            && matches!(text.to_lowercase().as_str(), "no" | "yes" | "on" | "off" | "y" | "n" | "null" | "~")
        {
            let message = format!("write '{text}' in quotes: bare, YAML readers differ about it");
            return Err(self.fault(at, &message));
        }
        // The parser ends an empty scalar, and one in a block, where the next thing starts.
        let most = if bare { at.end.min(self.plain_end(at.start, &text)) } else { at.end };
        let end = at.start + self.text[at.start..most].trim_end().len();
        Ok(self.node(at, end, !bare, Value::Scalar(text)))
    }

    /// Where a plain scalar that starts at a byte ends: its lines are folded, so only what is no white space stands in the
    /// text as in its value.
    fn plain_end(&self, start: usize, value: &str) -> usize {
        let solid = |c: &char| !c.is_whitespace();
        let Some(last) = value.chars().filter(solid).count().checked_sub(1) else { return start };
        let mut chars = self.text[start..].char_indices().filter(|(_, c)| solid(c));
        chars.nth(last).map_or(self.text.len(), |(at, c)| start + at + c.len_utf8())
    }

    /// A list or a mapping, with its end: behind its bracket, or where the last of what it holds ends.
    fn ended(&self, open: Open, at: Stretch) -> Node {
        let (begun, last, value) = match open {
            Open::Sequence(begun, items) => {
                (begun, items.last().map(|item| item.end), Value::Sequence(items))
            }
            Open::Mapping(begun, entries, _) => {
                (begun, entries.last().map(|entry| entry.value.end.max(entry.end)), Value::Mapping(entries))
            }
        };
        let bracket = at.end > at.start && self.text[at.start..].starts_with([']', '}']);
        let last = last.map_or(begun.end, |end| end - self.base);
        self.node(begun, if bracket { at.end } else { last }, false, value)
    }

    fn node(&self, at: Stretch, end: usize, quoted: bool, value: Value) -> Node {
        Node { line: at.line, start: self.base + at.start, end: self.base + end.max(at.start), quoted, value }
    }

    fn marks(&self, at: Stretch) -> Fault {
        self.fault(at, "anchors, aliases and tags are not used here")
    }

    fn fault(&self, at: Stretch, message: &str) -> Fault {
        Fault::new(at.line, message).at(self.base + at.start)
    }
}
