//! JSON and YAML as one tree whose nodes know where they stand.
//!
//! JSON is read as the YAML it is, after a check that it is JSON.

use super::model::FaultKind;
use super::{Deployment, Kind, Snippet};
use saphyr_parser::{Event, Parser, ScalarStyle};

/// The deepest nesting that is read; the described form needs 7.
const DEPTH: usize = 24;
/// The longest text, in bytes.
const BYTES: usize = 16 << 20;

/// A value.
#[derive(Debug)]
pub(super) struct Node {
    pub value: Value,
    /// Bytes of the text.
    pub start: usize,
    pub end: usize,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Value {
    /// Nothing: `null`, `~`, or a key without value.
    Empty,
    /// Text, a number or a truth value; `quoted` says that it is text for certain.
    Scalar {
        text: String,
        quoted: bool,
    },
    List(Vec<Node>),
    Map(Vec<(Key, Node)>),
}

/// A key of a map.
#[derive(Debug)]
pub(super) struct Key {
    pub text: String,
    pub start: usize,
    pub end: usize,
}

/// Parses a text; where that fails, leaves a fault and gives `None`.
pub(super) fn parse(snippet: Snippet<'_>, kind: Kind, deployment: &mut Deployment) -> Option<Node> {
    let mut fail = |start: usize, end: usize, message: String, help: &str| {
        deployment.fault(FaultKind::Unreadable, snippet.place(start, end), message, help);
        None
    };
    let text = snippet.text;
    if text.len() > BYTES {
        let message =
            format!("the file is {} MB long; no more than {} MB are read", text.len() >> 20, BYTES >> 20);
        return fail(0, 0, message, "Describe one deployment in one file.");
    }
    let bom = text.len() - text.trim_start_matches('\u{feff}').len();
    let text = &text[bom..];
    if kind == Kind::Json
        && let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(text)
    {
        let line = memchr::memchr_iter(b'\n', text.as_bytes())
            .nth(error.line().saturating_sub(2))
            .filter(|_| error.line() > 1)
            .map_or(0, |end| end + 1);
        let at = text.floor_char_boundary(line + error.column().saturating_sub(1));
        return fail(bom + at, bom + at, format!("the JSON is broken: {error}"), "");
    }
    match (Builder { events: Parser::new_from_str(text), bytes: Bytes::new(text), bom }).document() {
        Ok(node) => node,
        Err(Broken { at, message }) => {
            let name = if kind == Kind::Json { "JSON" } else { "YAML" };
            fail(at, at, format!("the {name} cannot be read: {message}"), "")
        }
    }
}

struct Broken {
    at: usize,
    message: String,
}

/// Where the parser's character counts stand in bytes; it asks in ascending order, mostly.
struct Bytes<'t> {
    text: &'t str,
    /// Byte offsets of every 256th character; empty where every character is a byte.
    steps: Vec<usize>,
}

impl<'t> Bytes<'t> {
    const STEP: usize = 256;

    fn new(text: &'t str) -> Self {
        let steps = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(Self::STEP).map(|(byte, _)| byte).collect()
        };
        Self { text, steps }
    }

    fn of(&self, characters: usize) -> usize {
        if self.steps.is_empty() {
            return characters.min(self.text.len());
        }
        let Some(from) = self.steps.get(characters / Self::STEP) else { return self.text.len() };
        let within = characters % Self::STEP;
        self.text[*from..].char_indices().nth(within).map_or(self.text.len(), |(byte, _)| from + byte)
    }
}

impl Bytes<'_> {
    /// Where a plain scalar that starts at a byte ends: its lines are folded, so only what is no white space
    /// stands in the text as in its value.
    fn plain_end(&self, start: usize, value: &str) -> usize {
        let solid = |c: &char| !c.is_whitespace();
        let Some(last) = value.chars().filter(solid).count().checked_sub(1) else { return start };
        let mut chars = self.text[start..].char_indices().filter(|(_, c)| solid(c));
        chars.nth(last).map_or(self.text.len(), |(at, c)| start + at + c.len_utf8())
    }
}

struct Builder<'t> {
    events: Parser<'t, saphyr_parser::StrInput<'t>>,
    bytes: Bytes<'t>,
    /// Bytes of a byte-order mark, which the parser is not shown.
    bom: usize,
}

/// A collection that is being filled.
enum Open {
    List(Vec<Node>, usize),
    Map(Vec<(Key, Node)>, Option<Key>, usize),
}

impl Builder<'_> {
    fn document(&mut self) -> Result<Option<Node>, Broken> {
        let mut open: Vec<Open> = Vec::new();
        let mut root = None;
        while let Some(event) = self.events.next_event() {
            let (event, span) = event.map_err(|error| Broken {
                at: self.bom + self.bytes.of(error.marker().index()),
                message: error.info().to_owned(),
            })?;
            let start = self.bom + self.bytes.of(span.start.index());
            let mut end = self.bom + self.bytes.of(span.end.index());
            let broken = |message: &str| Err(Broken { at: start, message: message.to_owned() });
            let done = match event {
                Event::SequenceStart(..) | Event::MappingStart(..) if open.len() == DEPTH => {
                    return broken("it is nested too deep for a deployment");
                }
                Event::SequenceStart(..) => {
                    open.push(Open::List(Vec::new(), start));
                    continue;
                }
                Event::MappingStart(..) => {
                    open.push(Open::Map(Vec::new(), None, start));
                    continue;
                }
                Event::Scalar(text, style, ..) => {
                    let quoted = style != ScalarStyle::Plain;
                    // The parser ends a block scalar, or an empty one, where the next thing starts.
                    if !quoted {
                        end = end.min(self.bom + self.bytes.plain_end(start - self.bom, &text));
                    }
                    if let Some(Open::Map(_, key @ None, _)) = open.last_mut() {
                        *key = Some(Key { text: text.into_owned(), start, end });
                        continue;
                    }
                    let empty = !quoted && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL");
                    let value =
                        if empty { Value::Empty } else { Value::Scalar { text: text.into_owned(), quoted } };
                    Node { value, start, end }
                }
                Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                    Some(Open::List(nodes, start)) => Node { value: Value::List(nodes), start, end },
                    Some(Open::Map(pairs, _, start)) => Node { value: Value::Map(pairs), start, end },
                    None => return broken("it ends what never began"),
                },
                Event::Alias(..) => return broken("an alias (*name) is not read: write the value out"),
                Event::DocumentStart(..) if root.is_some() => {
                    return broken("a second YAML document is not read: one file describes one deployment");
                }
                _ => continue,
            };
            match open.last_mut() {
                Some(Open::List(nodes, _)) => nodes.push(done),
                Some(Open::Map(pairs, key, _)) => match key.take() {
                    Some(key) => pairs.push((key, done)),
                    None => return broken("a key must be text"),
                },
                None => root = Some(done),
            }
        }
        Ok(root)
    }
}
