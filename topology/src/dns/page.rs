//! Records in the tables and sentences of a page, in whatever language: known by what they hold, not by
//! the words around it.

use super::super::Snippet;
use super::super::model::{Deployment, FaultKind, Located, Place, RecordData};
use super::word::{Word, WordKind, words};
use super::{name, push, read_number};
use crate::localized::{self, Number};
use unisono::message;
use unisono::order::InOrder as _;
use unisono::source::Span;

unisono::message::wordings! {
    TORN: "value-localized/name", "the name {is} is torn apart";
    WRITE_PLAIN: "value-localized/help/name", "Write it without blanks and with plain dots.";
}

/// What "port" is called, as far as it is not simply "port"; lower case.
const PORTS: &[&str] = &[
    "port",
    "ports",
    "puerto",
    "porta",
    "porto",
    "порт",
    "порта",
    "порту",
    "ポート",
    "포트",
    "端口",
    "連接埠",
    "埠",
];

/// Characters of the longest of them.
const LONGEST_PORT: usize = 8;

/// Reads the records in lines of Markdown or HTML.
pub(super) fn read(snippet: Snippet<'_>, lines: &[Span], deployment: &mut Deployment) {
    let text = snippet.text;
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let words = &text[line.range()];
        if is_row(words) {
            row(&cells(text, line), line, snippet, deployment);
            at += 1;
            continue;
        }
        if let Some(end) = html_row(text, lines, at) {
            let whole = line.union(lines[end]);
            row(&html_cells(text, whole), whole, snippet, deployment);
            at = end + 1;
            continue;
        }
        // A paragraph goes on to a blank line or a line of another kind.
        at += 1;
        while at < lines.len()
            && !text[lines[at].range()].trim().is_empty()
            && !is_row(&text[lines[at].range()])
            && !starts_item(&text[lines[at].range()])
            && text[lines[at - 1].end as usize..lines[at].start as usize].matches('\n').count() == 1
            && html_row(text, lines, at).is_none()
        {
            at += 1;
        }
        paragraph(line.union(lines[at - 1]), snippet, deployment);
    }
}

fn is_row(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && line.len() > 1 || line.matches(" | ").count() > 1
}

fn starts_item(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['-', '*', '#', '>']) || line.starts_with("1.")
}

/// The cells of a Markdown row.
fn cells(text: &str, line: Span) -> Vec<Span> {
    let mut cells = Vec::new();
    let mut start = line.start;
    let bytes = text.as_bytes();
    for at in line.start..line.end {
        if bytes[at as usize] == b'|' && (at == 0 || bytes[at as usize - 1] != b'\\') {
            cells.push(Span::new(start, at));
            start = at + 1;
        }
    }
    cells.push(Span::new(start, line.end));
    cells
}

/// The line where the HTML row that begins in a line ends.
fn html_row(text: &str, lines: &[Span], at: usize) -> Option<usize> {
    const MOST: usize = 64;
    let has = |line: Span, tag: &str| {
        let words = &text[line.range()];
        words.len() >= tag.len()
            && words.as_bytes().windows(tag.len()).any(|window| window.eq_ignore_ascii_case(tag.as_bytes()))
    };
    if !has(lines[at], "<tr") {
        return None;
    }
    let end = lines[at..].iter().take(MOST).position(|line| has(*line, "</tr"))?;
    Some(at + end)
}

/// The cells of HTML rows; one line may hold several rows, which are then one.
fn html_cells(text: &str, whole: Span) -> Vec<Span> {
    let mut cells = Vec::new();
    let mut start = whole.start as usize;
    let end = whole.end as usize;
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'<', &bytes[start..end]).map(|at| whole.start as usize + at) {
        let tag = text[at + 1..end].trim_start_matches('/');
        let is_cell = ["td", "th", "tr"].iter().any(|name| {
            tag.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(name))
                && !tag[2..].starts_with(|c: char| c.is_ascii_alphanumeric())
        });
        if is_cell {
            cells.push(Span::new(start as u32, at as u32));
            start = at + memchr::memchr(b'>', &bytes[at..end]).map_or(0, |close| close + 1);
        }
    }
    cells.push(Span::new(start as u32, end as u32));
    cells.retain(|cell| !cell.is_empty());
    cells
}

/// A name that a record can stand at: no placeholder in it.
fn is_real(word: &Word) -> bool {
    !word.text.contains('<') && word.text.matches('.').count() > 1
}

/// Reads the record in the cells of a row.
fn row(cells: &[Span], whole: Span, snippet: Snippet<'_>, deployment: &mut Deployment) {
    let read: Vec<Vec<Word>> = cells.iter().map(|cell| words(snippet.text, *cell)).collect();
    let of_kind = |cell: &[Word], kind: WordKind| {
        cell.iter().filter(|word| word.kind == kind).cloned().collect::<Vec<_>>()
    };
    if let Some(at) = read.iter().position(|cell| cell.iter().any(|word| word.kind == WordKind::Service)) {
        let services = of_kind(&read[at], WordKind::Service);
        let Some(owner) = services.iter().rev().find(|word| is_real(word)).or(services.last()) else {
            return;
        };
        // What it points to stands in a cell of its own behind it, or in the same one.
        let domain = domain_of(&owner.text);
        let host = read[at + 1..].iter().chain([&read[at]]).find_map(|cell| {
            cell.iter().rev().find(|word| {
                word.kind == WordKind::Host
                    && !word.text.contains('<')
                    && !word.text.eq_ignore_ascii_case(domain)
            })
        });
        let flat: Vec<&Word> = read.iter().flatten().collect();
        let bare = read.iter().find_map(|cell| numbers_only(cell));
        let [priority, weight, port] = match bare {
            Some(numbers) => numbers,
            None => [None, None, port_among(&flat, snippet.text)],
        };
        if !is_real(owner) && port.is_none() {
            return;
        }
        service(owner, [priority, weight, port], host, whole, snippet, deployment);
        return;
    }
    let Some(at) = read.iter().position(
        |cell| matches!(cell.as_slice(), [only] if only.kind == WordKind::Type && only.text != "SRV"),
    ) else {
        return;
    };
    let kind = read[at][0].text.as_str();
    // The name stands beside the type: before it where that comes last.
    let owner_at = if at + 1 < read.len() { at + 1 } else { at.saturating_sub(1) };
    let owners: Vec<Word> = of_kind(&read[owner_at], WordKind::Host).into_iter().filter(is_real).collect();
    let behind: Vec<&Word> = read[owner_at + 1..].iter().flatten().collect();
    let addresses: Vec<&&Word> = behind.iter().filter(|word| word.kind == WordKind::Address).collect();
    let hosts: Vec<&&Word> = behind.iter().filter(|word| word.kind == WordKind::Host).collect();
    let alias = kind == "CNAME" || kind.contains("CNAME") && addresses.is_empty();
    for owner in owners {
        let owner = name(&owner.text, owner.span, snippet);
        let one = |words: &[&&Word]| words.first().map(|word| name(&word.text, word.span, snippet));
        let data = if alias { RecordData::Alias(one(&hosts)) } else { RecordData::Address(one(&addresses)) };
        push(owner, data, whole, snippet, deployment);
    }
}

/// The numbers of a cell that holds nothing else but them and a protocol: port, or priority, weight and
/// port.
fn numbers_only(cell: &[Word]) -> Option<[Option<&Word>; 3]> {
    let numbers: Vec<&Word> = cell.iter().filter(|word| word.kind == WordKind::Number).collect();
    let others = cell.iter().filter(|word| word.kind != WordKind::Number);
    let plain = others
        .into_iter()
        .all(|word| is_port_word(&word.text) || matches!(word.text.as_str(), "TCP" | "TLS" | "MTLS" | "UDP"));
    match numbers.as_slice() {
        [port] if plain && is_port(port) => Some([None, None, Some(port)]),
        [priority, weight, port] if plain && is_port(port) => {
            Some([Some(priority), Some(weight), Some(port)])
        }
        _ => None,
    }
}

fn value(word: &Word) -> u32 {
    match localized::number(&word.text) {
        Some(Number::Plain(value) | Number::Localized(value)) => value,
        None => 0,
    }
}

fn is_port(word: &Word) -> bool {
    (1..=65_535).contains(&value(word))
}

fn is_port_word(word: &str) -> bool {
    PORTS.contains(&word.to_lowercase().as_str())
}

/// The port among words: the number beside the word for it, or the only one that is no year.
fn port_among<'w>(words: &[&'w Word], text: &str) -> Option<&'w Word> {
    let beside = |at: usize| {
        let before = at.checked_sub(1).is_some_and(|before| is_port_word(&words[before].text));
        let after = words.get(at + 1).is_some_and(|after| is_port_word(&after.text));
        // In scripts without blanks the word for it is no word of its own: "ポート5269".
        let start = words[at].span.start as usize;
        let tail: Vec<char> = text[..start].trim_end().chars().rev().take(LONGEST_PORT).collect();
        let tail: String = tail.into_iter().rev().flat_map(char::to_lowercase).collect();
        before || after || PORTS.iter().any(|port| !port.is_ascii() && tail.ends_with(port))
    };
    let numbers = || (0..words.len()).filter(|at| words[*at].kind == WordKind::Number && is_port(words[*at]));
    if let Some(at) = numbers().find(|at| beside(*at)) {
        return Some(words[at]);
    }
    let mut likely = numbers().filter(|at| {
        let value = value(words[*at]);
        value >= 100 && !(1990..=2035).contains(&value)
    });
    let only = likely.next()?;
    likely.next().is_none().then(|| words[only])
}

/// The domain of a service: what stands behind its two labels.
fn domain_of(service: &str) -> &str {
    let mut rest = service;
    while let Some(label) = rest.strip_prefix('_') {
        rest = label.split_once('.').map_or("", |(_, rest)| rest);
    }
    rest
}

fn service(
    owner: &Word,
    numbers: [Option<&Word>; 3],
    host: Option<&Word>,
    whole: Span,
    snippet: Snippet<'_>,
    deployment: &mut Deployment,
) {
    let [priority, weight, port] = numbers.map(|word| {
        let word = word?;
        read_number(&word.text, word.span, snippet, deployment)
    });
    let target: Option<Located<String>> = host.map(|host| name(&host.text, host.span, snippet));
    if owner.torn {
        deployment.fault(
            FaultKind::Localized,
            Place { source: snippet.source, span: owner.span },
            message!(TORN, is = &owner.text),
            &WRITE_PLAIN,
        );
    }
    let owner = name(&owner.text, owner.span, snippet);
    push(owner, RecordData::Srv { priority, weight, port, target }, whole, snippet, deployment);
}

/// Reads the records in a paragraph: one for each sentence that names a service.
fn paragraph(whole: Span, snippet: Snippet<'_>, deployment: &mut Deployment) {
    // Most paragraphs name none.
    if !super::word::names_service(&snippet.text[whole.range()]) {
        return;
    }
    for sentence in sentences(snippet.text, whole) {
        let words = words(snippet.text, sentence);
        let mut services: Vec<&Word> = words.iter().filter(|word| word.kind == WordKind::Service).collect();
        services.put_in_order_by(|a, b| (&a.text, a.span).cmp(&(&b.text, b.span)));
        services.dedup_by(|a, b| a.text == b.text);
        services.put_in_order_by_key(|word| word.span);
        let real: Vec<&Word> = services.iter().copied().filter(|word| is_real(word)).collect();
        let owners = if real.is_empty() { services } else { real };
        let flat: Vec<&Word> = words.iter().collect();
        let port = port_among(&flat, snippet.text).filter(|_| owners.len() == 1);
        let mut hosts: Vec<&Word> =
            words.iter().filter(|word| word.kind == WordKind::Host && !word.text.contains('<')).collect();
        hosts.put_in_order_by(|a, b| a.text.cmp(&b.text));
        hosts.dedup_by(|a, b| a.text.eq_ignore_ascii_case(&b.text));
        for owner in &owners {
            let domain = domain_of(&owner.text);
            let mut hosts = hosts.iter().copied().filter(|host| !host.text.eq_ignore_ascii_case(domain));
            let host = hosts.next().filter(|_| hosts.next().is_none());
            // A service that is only mentioned is no record.
            if port.is_some() || host.is_some() && is_real(owner) {
                service(owner, [None, None, port], host, sentence, snippet, deployment);
            }
        }
    }
}

/// The sentences of a paragraph: up to a full stop with a blank behind it, or one of an ideographic script.
fn sentences(text: &str, whole: Span) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = whole.start;
    let words = &text[whole.range()];
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let ends = match c {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' => chars.peek().is_none_or(|(_, next)| next.is_whitespace()),
            _ => false,
        };
        if ends {
            let end = whole.start + (at + c.len_utf8()) as u32;
            sentences.push(Span::new(start, end));
            start = end;
        }
    }
    if start < whole.end {
        sentences.push(Span::new(start, whole.end));
    }
    sentences
}
