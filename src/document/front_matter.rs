//! Front matter: the YAML between two `---` lines at the start of a page; for other forms see [`toml`].

use super::markdown::Prose;
use super::{BlockKind, FrontMatter, FrontMatterEntry, PageFault, PageFaultKind};
use super::{scalar, toml};
use crate::message;
use crate::message::Message;
use crate::order::InOrder as _;
use crate::source::Span;
use crate::yaml::places::Places;
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

/// What stands before the body.
#[derive(Default)]
pub(super) struct Head {
    pub(super) matter: FrontMatter,
    /// Title and description, as prose.
    pub(super) prose: Vec<Prose>,
    /// First byte of the body.
    pub(super) body: usize,
    pub(super) faults: Vec<PageFault>,
}

/// Reads the front matter of a page.
pub(super) fn read(text: &str) -> Head {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let without = Head { body: start, ..Head::default() };
    let mut lines = Lines { text, at: start };
    let first = lines.next().map_or("", |line| text[line.range()].trim_end());
    if let Some(form) = toml::Form::opened(first) {
        return toml::read(text, form, start, lines.at).unwrap_or(without);
    }
    if first != "---" {
        return without;
    }
    let yaml_start = lines.at;
    let close = lines.find(|line| matches!(text[line.range()].trim_end(), "---" | "..."));
    let Some(close) = close else {
        return unclosed(text, start, yaml_start).unwrap_or(without);
    };
    let yaml = Span::new(yaml_start as u32, close.start);
    let mut head = Head { body: lines.at, ..Head::default() };
    head.matter.source = Span::new(start as u32, close.end);
    match entries(text, yaml) {
        Ok(Some((entries, prose))) => {
            head.matter.entries = entries;
            head.prose = prose;
        }
        // Two rules with text between them, which is no front matter.
        Ok(None) => return without,
        Err(error) => {
            let at = yaml.start + Places::new(&text[yaml.range()]).byte(error.marker().index()) as u32;
            let at = cause(text, yaml, at, &error);
            let message = advice(text, yaml, at, &error);
            head.faults.push(fault(text, yaml, at, message));
            (head.matter.entries, head.prose) = salvage(text, yaml);
        }
    }
    head
}

crate::message::wordings! {
    NEVER_CLOSED: "front-matter-invalid/never-closed", "the front matter is opened here and never closed; add a line with --- after its last entry";
    COLON: "front-matter-invalid/colon", "the value holds a colon followed by a space, which YAML reads as another entry; put the value in quotes";
    START: "front-matter-invalid/start", "a value cannot start with {character}; put it in quotes";
    QUOTE: "front-matter-invalid/quotation-mark", "a quotation mark is opened here and the value is not ended by its like; close it, or double it inside the value";
    BRACKET: "front-matter-invalid/bracket", "a bracket is opened and not closed; close it, or put the value in quotes";
    TAB: "front-matter-invalid/tab", "a tab stands where YAML wants spaces; indent with spaces";
    NO_ENTRY: "front-matter-invalid/no-entry", "this line is no entry; write it as key: value, or indent it to continue the line before";
    INVALID: "front-matter-invalid/invalid", "the front matter is not valid YAML ({fault}); mend this line, or put its value in quotes";
}

/// A `---` at the start and no second one: front matter that was never closed, where an entry
/// follows at once; otherwise a rule.
fn unclosed(text: &str, start: usize, yaml_start: usize) -> Option<Head> {
    let mut end = yaml_start;
    let mut lines = Lines { text, at: yaml_start };
    while let Some(line) = lines.next() {
        let content = &text[line.range()];
        let belongs = key_of(content).is_some() || content.starts_with("- ") || content.starts_with("  ");
        if !belongs || content.trim().is_empty() || (end == yaml_start && key_of(content).is_none()) {
            break;
        }
        end = lines.at;
    }
    if end == yaml_start {
        return None;
    }
    let yaml = Span::new(yaml_start as u32, end as u32);
    let (entries, prose) = salvage(text, yaml);
    let first = Span::new(start as u32, start as u32 + 3);
    Some(Head {
        matter: FrontMatter { entries, source: Span::new(start as u32, end as u32) },
        prose,
        body: end,
        faults: vec![PageFault {
            kind: PageFaultKind::FrontMatter,
            span: first,
            message: message!(NEVER_CLOSED),
        }],
    })
}

type Entries = (Vec<FrontMatterEntry>, Vec<Prose>);

/// The top-level entries; `None` where the YAML is no mapping.
fn entries(text: &str, yaml: Span) -> Result<Option<Entries>, ScanError> {
    let source = &text[yaml.range()];
    let mut places = Places::new(source);
    let mut entries: Vec<FrontMatterEntry> = Vec::new();
    let mut prose = Vec::new();
    // Nesting below the document: 1 inside the top mapping.
    let mut depth = 0;
    let mut is_mapping = false;
    let mut expects_key = true;
    for event in Parser::new_from_str(source) {
        let (event, span) = event?;
        let (start, end) = places.range(&span);
        let here = Span::new(yaml.start + start as u32, yaml.start + end as u32);
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                if depth == 0 {
                    is_mapping = matches!(event, Event::MappingStart(..));
                }
                if depth == 1 && expects_key {
                    // A collection as key: keep the order of keys and values, keep no name.
                    entries.push(entry(String::new(), here));
                }
                depth += 1;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                depth -= 1;
                if depth == 1 {
                    expects_key = !expects_key;
                }
            }
            Event::Scalar(value, style, ..) if depth >= 1 && is_mapping => {
                let here = trimmed(text, here);
                if depth == 1 && expects_key {
                    entries.push(entry(value.into_owned(), here));
                    expects_key = false;
                    continue;
                }
                let Some(last) = entries.last_mut().filter(|_| depth > 1 && !expects_key || depth == 1)
                else {
                    continue;
                };
                if last.value_source.is_empty() {
                    last.value_source = here;
                } else {
                    last.value.push_str(", ");
                    last.value_source = last.value_source.union(here);
                }
                last.value.push_str(&value);
                if depth == 1 {
                    expects_key = true;
                    prose.extend(prose_of(text, &last.key, &value, style, here));
                }
            }
            Event::Alias(_) if depth == 1 => expects_key = !expects_key,
            _ => {}
        }
    }
    let empty = source.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    entries.retain(|entry| !entry.key.is_empty());
    Ok((is_mapping || empty).then_some((entries, in_order(prose))))
}

pub(super) fn entry(key: String, key_source: Span) -> FrontMatterEntry {
    let value_source = Span::new(key_source.end, key_source.end);
    FrontMatterEntry { key, value: String::new(), key_source, value_source }
}

/// The title first, then the description, whatever their order; of twins the first.
pub(super) fn in_order(mut prose: Vec<Prose>) -> Vec<Prose> {
    prose.put_in_order_by_key(|prose| prose.kind == BlockKind::Description);
    prose.dedup_by_key(|prose| prose.kind);
    prose
}

/// What block the value of a key makes, where it is prose.
pub(super) fn kind_of(key: &str, value: &str) -> Option<BlockKind> {
    let kind = if key.eq_ignore_ascii_case("title") {
        BlockKind::Title
    } else if key.eq_ignore_ascii_case("description") {
        BlockKind::Description
    } else {
        return None;
    };
    (!value.trim().is_empty()).then_some(kind)
}

fn prose_of(text: &str, key: &str, value: &str, style: ScalarStyle, source: Span) -> Option<Prose> {
    let kind = kind_of(key, value)?;
    let (pieces, breaks) = scalar::pieces(value, &text[source.range()], source.start, style);
    Some(Prose { kind, pieces, source, breaks })
}

fn trimmed(text: &str, span: Span) -> Span {
    let kept = text[span.range()].trim_end().len() as u32;
    Span::new(span.start, span.start + kept)
}

/// What can be read line by line from front matter that is no valid YAML.
fn salvage(text: &str, yaml: Span) -> Entries {
    let mut entries: Vec<FrontMatterEntry> = Vec::new();
    let mut prose = Vec::new();
    let lines = Lines { text: &text[..yaml.end as usize], at: yaml.start as usize };
    for line in lines {
        let content = text[line.range()].trim_end();
        let Some(key_length) = key_of(content) else {
            if let (Some(item), Some(last)) = (content.trim_start().strip_prefix("- "), entries.last_mut()) {
                let end = line.start + content.len() as u32;
                let source = Span::new(end - item.len() as u32, end);
                if last.value_source.is_empty() {
                    last.value_source = source;
                } else {
                    last.value.push_str(", ");
                    last.value_source = last.value_source.union(source);
                }
                last.value.push_str(item.trim());
            }
            continue;
        };
        let after = &content[key_length + 1..];
        let leading = after.len() - after.trim_start().len();
        let written = after.trim_start();
        let start = line.start + (key_length + 1 + leading) as u32;
        let source = Span::new(start, start + written.len() as u32);
        let quote = written.bytes().next().filter(|b| matches!(b, b'\'' | b'"'));
        let unquoted = match quote {
            Some(quote) if written.len() > 1 && written.as_bytes()[written.len() - 1] == quote => {
                &written[1..written.len() - 1]
            }
            Some(_) => &written[1..],
            None => written,
        };
        let key = content[..key_length].trim_matches(['"', '\'']);
        let mut new = entry(key.to_owned(), Span::new(line.start, line.start + key_length as u32));
        new.value = unquoted.to_owned();
        new.value_source = source;
        // Read as it stands: escapes are not worth resolving in what is broken anyway.
        let inner = source.start + u32::from(quote.is_some());
        let inner = Span::new(inner, inner + unquoted.len() as u32);
        prose.extend(prose_of(text, key, unquoted, ScalarStyle::Plain, inner));
        entries.push(new);
    }
    (entries, in_order(prose))
}

/// Length of the key of a line `key: value` that is not indented.
fn key_of(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    if first.is_whitespace() || matches!(first, '-' | '#' | '[' | '{' | '>' | '|' | '*' | '&' | '`') {
        return None;
    }
    let mut at = 0;
    loop {
        at += memchr::memchr(b':', &line.as_bytes()[at..])?;
        let after = line.as_bytes().get(at + 1);
        if after.is_none_or(u8::is_ascii_whitespace) {
            return Some(at).filter(|at| *at > 0 && !line[..*at].contains(' '));
        }
        at += 1;
    }
}

fn fault(text: &str, yaml: Span, at: u32, message: Message) -> PageFault {
    let mut lines = Lines { text: &text[..yaml.end as usize], at: yaml.start as usize };
    let mut span = Span::new(yaml.start, yaml.start);
    for line in &mut lines {
        if line.start > at {
            break;
        }
        span = line;
    }
    PageFault { kind: PageFaultKind::FrontMatter, span, message }
}

/// Where the cause of an error stands that was noticed at `at`: a bracket that is not closed is noticed
/// lines later.
fn cause(text: &str, yaml: Span, at: u32, error: &ScanError) -> u32 {
    if !is_bracket(error) {
        return at;
    }
    let mut lines = Lines { text: &text[..yaml.end as usize], at: yaml.start as usize };
    let mut opened = at;
    for line in lines.by_ref().take_while(|line| line.start <= at) {
        let content = &text[line.range()];
        let value = key_of(content).map_or("", |key| content[key + 1..].trim_start());
        if value.starts_with(['[', '{']) {
            opened = line.start;
        }
    }
    opened
}

fn is_bracket(error: &ScanError) -> bool {
    error.info().contains("flow") || error.info().contains("illegal placement of ':'")
}

/// What is wrong, and what to do about it.
fn advice(text: &str, yaml: Span, at: u32, error: &ScanError) -> Message {
    let info = error.info();
    let place = text[at.min(yaml.end) as usize..yaml.end as usize].chars().next();
    if info.contains("mapping values are not allowed") {
        message!(COLON)
    } else if info.contains("unexpected character")
        && let Some(place) = place
    {
        message!(START, character = place.to_string())
    } else if info.contains("quoted scalar") {
        message!(QUOTE)
    } else if is_bracket(error) {
        message!(BRACKET)
    } else if info.contains("tab") {
        message!(TAB)
    } else if info.contains("simple key") || info.contains("expected ':'") {
        message!(NO_ENTRY)
    } else {
        message!(INVALID, fault = info)
    }
}

/// Lines of a text from some byte on, without their line ends.
pub(super) struct Lines<'t> {
    pub(super) text: &'t str,
    /// Where the next line starts.
    pub(super) at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let bytes = self.text.as_bytes();
        if self.at >= bytes.len() {
            return None;
        }
        let start = self.at;
        let end = memchr::memchr2(b'\n', b'\r', &bytes[start..]).map_or(bytes.len(), |at| start + at);
        let crlf = bytes[end..].starts_with(b"\r\n");
        self.at = (end + 1 + usize::from(crlf)).min(bytes.len());
        Some(Span::new(start as u32, end as u32))
    }
}
