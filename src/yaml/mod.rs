//! A YAML file as a tree in which every value knows its line.

use saphyr_parser::{Event, Parser, ScalarStyle};
use std::fmt;

pub mod fields;

/// What is wrong with a file, and where.
pub struct Fault {
    pub line: usize,
    pub message: String,
}

impl Fault {
    pub fn new(line: usize, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

pub type Result<T> = std::result::Result<T, Fault>;

pub struct Node {
    pub line: usize,
    pub value: Value,
}

pub enum Value {
    Scalar(String),
    Sequence(Vec<Node>),
    Mapping(Vec<Entry>),
}

pub struct Entry {
    pub line: usize,
    pub key: String,
    pub value: Node,
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
    /// The text of a scalar; `what` says what is expected ("a word").
    pub fn text(&self, what: &str) -> Result<&str> {
        match &self.value {
            Value::Scalar(text) if !text.is_empty() && text.trim() == text => Ok(text),
            Value::Scalar(text) if text.is_empty() => {
                Err(Fault::new(self.line, format!("{what} is missing here")))
            }
            other => Err(Fault::new(self.line, format!("expected {what}, found {other}"))),
        }
    }

    pub fn boolean(&self) -> Result<bool> {
        match self.text("true or false")? {
            "true" => Ok(true),
            "false" => Ok(false),
            other => Err(Fault::new(self.line, format!("expected true or false, found \"{other}\""))),
        }
    }

    pub fn list(&self, what: &str) -> Result<&[Node]> {
        match &self.value {
            Value::Sequence(items) => Ok(items),
            other => Err(Fault::new(self.line, format!("expected a list of {what}, found {other}"))),
        }
    }

    pub fn entries(&self, what: &str) -> Result<&[Entry]> {
        match &self.value {
            Value::Mapping(entries) => Ok(entries),
            other => Err(Fault::new(self.line, format!("expected {what}, found {other}"))),
        }
    }
}

/// Reads a file of one document. Anchors, aliases and tags are not wanted, and neither
/// is an unquoted word that other YAML readers take for a boolean or null ("no", "null").
pub fn read(text: &str) -> Result<Node> {
    let mut events = Parser::new_from_str(text);
    let mut next = || match events.next() {
        Some(Ok((event, span))) => Ok((event, span.start.line())),
        Some(Err(error)) => Err(Fault::new(error.marker().line(), format!("not YAML: {}", error.info()))),
        None => Err(Fault::new(0, "the file ends too early")),
    };
    loop {
        let (event, line) = next()?;
        match event {
            Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
            Event::StreamEnd => return Err(Fault::new(line, "the file is empty")),
            event => return node(event, line, &mut next),
        }
    }
}

fn node<'a>(
    event: Event<'a>,
    line: usize,
    next: &mut impl FnMut() -> Result<(Event<'a>, usize)>,
) -> Result<Node> {
    let value = match event {
        Event::Scalar(text, style, 0, None) => {
            let plain = matches!(style, ScalarStyle::Plain);
            if plain
                && matches!(&*text.to_lowercase(), "no" | "yes" | "on" | "off" | "y" | "n" | "null" | "~")
            {
                return Err(Fault::new(
                    line,
                    format!("write '{text}' in quotes: bare, YAML readers differ about it"),
                ));
            }
            Value::Scalar(text.into_owned())
        }
        Event::SequenceStart(0, None) => {
            let mut items = Vec::new();
            loop {
                match next()? {
                    (Event::SequenceEnd, _) => break Value::Sequence(items),
                    (event, line) => items.push(node(event, line, next)?),
                }
            }
        }
        Event::MappingStart(0, None) => {
            let mut entries: Vec<Entry> = Vec::new();
            loop {
                let (event, line) = next()?;
                if matches!(event, Event::MappingEnd) {
                    break Value::Mapping(entries);
                }
                let key = node(event, line, next)?.text("a key")?.to_owned();
                if let Some(before) = entries.iter().find(|entry| entry.key == key) {
                    return Err(Fault::new(
                        line,
                        format!("\"{key}\" stands here a second time (first in line {})", before.line),
                    ));
                }
                let (event, value_line) = next()?;
                entries.push(Entry { line, key, value: node(event, value_line, next)? });
            }
        }
        _ => return Err(Fault::new(line, "anchors, aliases and tags are not used here")),
    };
    Ok(Node { line, value })
}
