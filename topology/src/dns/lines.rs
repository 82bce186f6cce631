//! Lines of records: zone files, `dig`, `nslookup`.

use super::super::Snippet;
use super::super::model::{Deployment, FaultKind, Located, RecordData};
use super::word::{is_address, is_host};
use super::{name, push, read_number};
use crate::localized;
use unisono::source::Span;

unisono::message::wordings! {
    SRV_UNREADABLE: "topology-unreadable/srv", "this SRV record cannot be read";
    SRV_TAKES: "topology-unreadable/help/srv", "It takes a priority, a weight, a port and a host: SRV 0 0 5269 xmpp.contoso.com.";
}

/// A word of a line.
#[derive(Clone, Copy)]
struct Token<'t> {
    text: &'t str,
    span: Span,
}

fn tokens(text: &str, line: Span) -> Vec<Token<'_>> {
    let words = &text[line.range()];
    // A comment goes to the end of the line.
    let words = words.split(';').next().unwrap_or_default();
    // An item of a list begins with its mark.
    let item = words.trim_start();
    let item = ["- ", "* ", "+ ", "• "].iter().find_map(|mark| item.strip_prefix(mark)).unwrap_or(item);
    let mut at = line.start + (words.len() - item.len()) as u32;
    item.split([' ', '\t', '\r', '(', ')'])
        .filter_map(|word| {
            let start = at;
            at += word.len() as u32 + 1;
            (!word.is_empty())
                .then_some(Token { text: word, span: Span::new(start, start + word.len() as u32) })
        })
        .collect()
}

/// Whether a text holds lines of records.
#[must_use]
pub(crate) fn has_records(text: &str) -> bool {
    crate::powershell::lines(text).any(|line| {
        let tokens = tokens(text, line);
        data_at(&tokens).is_some() || service_below(&tokens) || unix_service(&tokens).is_some()
    })
}

fn is_class(word: &str) -> bool {
    word.eq_ignore_ascii_case("IN")
}

fn is_ttl(word: &str) -> bool {
    let digits = word.trim_end_matches(['s', 'm', 'h', 'd', 'w', 'S', 'M', 'H', 'D', 'W']);
    !digits.is_empty() && word.len() - digits.len() < 2 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a word can name the owner of a record in a zone file.
fn is_owner(word: &str) -> bool {
    let labels = word.trim_end_matches('.');
    word == "@"
        || !labels.is_empty()
            && labels.split('.').all(|label| {
                !label.is_empty()
                    && label.chars().all(|c| {
                        c.is_alphanumeric() || matches!(c, '\\' | '-' | '_' | '*' | '‑' | '－' | '＿')
                    })
            })
}

/// Where the type of a record stands in a line, and where its data begins; `None` where the line is no
/// record. Before the type stand at most an owner, a TTL and a class.
fn data_at(tokens: &[Token<'_>]) -> Option<usize> {
    let at = tokens.iter().take(4).position(|token| {
        ["SRV", "A", "AAAA", "CNAME"].iter().any(|kind| token.text.eq_ignore_ascii_case(kind))
    })?;
    // "a" is a word of prose more often than a type.
    if tokens[at].text == "a" {
        return None;
    }
    let mut owners = 0;
    for token in &tokens[..at] {
        if !is_class(token.text) && !is_ttl(token.text) {
            owners += usize::from(is_owner(token.text));
            if !is_owner(token.text) {
                return None;
            }
        }
    }
    let rest = &tokens[at + 1..];
    let good = match tokens[at].text.to_ascii_uppercase().as_str() {
        "SRV" => srv(rest).is_some(),
        "A" | "AAAA" => rest.len() == 1 && is_address(rest[0].text),
        _ => {
            rest.len() == 1
                && (is_host(rest[0].text) || rest[0].text == "@" || at > 1 && is_owner(rest[0].text))
        }
    };
    (owners <= 1 && good).then_some(at)
}

/// Priority, weight, port and host of an SRV record; the port may be torn: `5 269`.
fn srv<'t>(data: &[Token<'t>]) -> Option<([Span; 3], Token<'t>)> {
    let numbers = data.iter().take_while(|token| localized::number(token.text).is_some()).count();
    let host = data.get(numbers)?;
    if data.len() != numbers + 1 || !is_owner(host.text) {
        return None;
    }
    let port = match numbers {
        3 => data[2].span,
        4 => data[2].span.union(data[3].span),
        _ => return None,
    };
    Some(([data[0].span, data[1].span, port], *host))
}

/// `_xmpp-server._tcp.contoso.com  SRV service location:`, what `nslookup` prints above an SRV record.
fn service_below(tokens: &[Token<'_>]) -> bool {
    tokens.len() > 1
        && is_service(tokens[0].text)
        && tokens[1].text == "SRV"
        && tokens.last().is_some_and(|last| last.text.ends_with([':', '：']))
}

fn is_service(word: &str) -> bool {
    word.trim_start_matches('\\').starts_with('_') && (word.contains("._") || word.contains(".\\_"))
}

/// `_xmpp-server._tcp.contoso.com  service = 0 0 5269 xmpp.contoso.com.`: owner and data.
fn unix_service<'t, 'a>(tokens: &'a [Token<'t>]) -> Option<(Token<'t>, &'a [Token<'t>])> {
    let (owner, rest) = tokens.split_first()?;
    let equals = rest.iter().take(3).position(|token| token.text == "=")?;
    let data = &rest[equals + 1..];
    (is_service(owner.text) && srv(data).is_some()).then_some((*owner, data))
}

/// What was read of the lines so far.
struct State<'t> {
    origin: Option<&'t str>,
    owner: Option<Located<String>>,
    /// The SRV record of `nslookup` that the next `key = value` lines fill, and how many did.
    open: Option<(Located<String>, Span, Vec<Token<'t>>)>,
    /// The name in front of the addresses of `nslookup`, and of `dig +short`.
    host: Option<Located<String>>,
    /// The service that `dig +short` was asked for.
    asked: Option<Located<String>>,
}

/// Reads the records in lines; gives the lines that hold none.
pub(super) fn read(snippet: Snippet<'_>, lines: &[Span], deployment: &mut Deployment) -> Vec<Span> {
    let text = snippet.text;
    let mut left = Vec::new();
    let mut state = State { origin: None, owner: None, open: None, host: None, asked: None };
    let zone = lines.iter().any(|line| data_at(&tokens(text, *line)).is_some());
    for (at, line) in lines.iter().enumerate() {
        let tokens = tokens(text, *line);
        let Some(first) = tokens.first() else {
            if text[line.range()].trim().is_empty() {
                state.host = None;
            }
            continue;
        };
        if state.open.is_some() {
            if let Some(equals) = tokens.iter().position(|token| token.text == "=")
                && let Some(value) = tokens.get(equals + 1)
                && !is_host(first.text)
            {
                let torn = tokens.last().filter(|last| {
                    localized::number(value.text).is_some() && localized::number(last.text).is_some()
                });
                let span = torn.map_or(value.span, |last| value.span.union(last.span));
                if let Some((_, whole, values)) = &mut state.open {
                    *whole = whole.union(*line);
                    values.push(Token { text: &text[span.range()], span });
                }
                continue;
            }
            close(&mut state, snippet, deployment);
        }
        if is_server(&tokens, || lines.get(at + 1).map(|next| self::tokens(text, *next))) {
            // Whoever was asked is no record; its address stands in the next line.
            state.host = None;
        } else if let Some(asked) = asked_for(&tokens) {
            let asked = name(asked.text, asked.span, snippet);
            (state.host, state.asked) =
                if is_service(&asked.value) { (None, Some(asked)) } else { (Some(asked), None) };
        } else if let Some(owner) = state.asked.clone().filter(|_| srv(&tokens).is_some()) {
            service(owner, &tokens, *line, &state, snippet, deployment);
        } else if first.text.eq_ignore_ascii_case("$ORIGIN") {
            state.origin = tokens.get(1).map(|origin| origin.text.trim_end_matches('.'));
        } else if first.text.starts_with('$') && first.text.eq_ignore_ascii_case("$TTL") {
        } else if service_below(&tokens) {
            state.open = Some((name(first.text, first.span, snippet), *line, Vec::new()));
        } else if let Some((owner, data)) = unix_service(&tokens) {
            let owner = name(owner.text, owner.span, snippet);
            service(owner, data, *line, &state, snippet, deployment);
        } else if let Some(at) = data_at(&tokens) {
            record(&tokens, at, *line, &mut state, snippet, deployment);
        } else if !address(&tokens, *line, &mut state, snippet, deployment) {
            let damaged =
                zone && tokens.iter().take(4).any(|token| token.text == "SRV") && is_service(first.text);
            if damaged {
                deployment.fault(
                    FaultKind::Unreadable,
                    snippet.place(line.start as usize, line.end as usize),
                    &SRV_UNREADABLE,
                    &SRV_TAKES,
                );
            } else {
                left.push(*line);
            }
        }
    }
    close(&mut state, snippet, deployment);
    left
}

/// A name of a zone file in full.
fn full(word: &Token<'_>, state: &State<'_>, snippet: Snippet<'_>) -> Located<String> {
    let mut located = name(word.text, word.span, snippet);
    match state.origin {
        Some(origin) if word.text == "@" => origin.clone_into(&mut located.value),
        Some(origin) if !word.text.ends_with('.') => {
            located.value.push('.');
            located.value.push_str(origin);
        }
        _ => {}
    }
    located
}

/// A line of a zone file.
fn record(
    tokens: &[Token<'_>],
    at: usize,
    line: Span,
    state: &mut State<'_>,
    snippet: Snippet<'_>,
    deployment: &mut Deployment,
) {
    let named = tokens[..at].iter().find(|token| !is_class(token.text) && !is_ttl(token.text));
    if let Some(owner) = named {
        state.owner = Some(full(owner, state, snippet));
    }
    let Some(owner) = state.owner.clone() else { return };
    let data = &tokens[at + 1..];
    match tokens[at].text.to_ascii_uppercase().as_str() {
        "SRV" => service(owner, data, line, state, snippet, deployment),
        "CNAME" => {
            let host = data.first().map(|host| full(host, state, snippet));
            push(owner, RecordData::Alias(host), line, snippet, deployment);
        }
        _ => {
            let address = data.first().map(|address| name(address.text, address.span, snippet));
            push(owner, RecordData::Address(address), line, snippet, deployment);
        }
    }
}

fn service(
    owner: Located<String>,
    data: &[Token<'_>],
    line: Span,
    state: &State<'_>,
    snippet: Snippet<'_>,
    deployment: &mut Deployment,
) {
    let Some((numbers, host)) = srv(data) else { return };
    let [priority, weight, port] =
        numbers.map(|span| read_number(&snippet.text[span.range()], span, snippet, deployment));
    let target = Some(full(&host, state, snippet));
    push(owner, RecordData::Srv { priority, weight, port, target }, line, snippet, deployment);
}

/// Takes in the SRV record of `nslookup` whose lines have been read: priority, weight, port and host, in
/// this order whatever they are called.
fn close(state: &mut State<'_>, snippet: Snippet<'_>, deployment: &mut Deployment) {
    let Some((owner, whole, values)) = state.open.take() else { return };
    let mut number = |at: usize| {
        let value: &Token<'_> = values.get(at)?;
        read_number(value.text, value.span, snippet, deployment)
    };
    let (priority, weight, port) = (number(0), number(1), number(2));
    let target = values.get(3).map(|host| name(host.text, host.span, snippet));
    push(owner, RecordData::Srv { priority, weight, port, target }, whole, snippet, deployment);
}

/// Whether a line and the next one name the server that `nslookup` asked: `Server: …`, `Address: …`, in
/// any language but without the word for a record's own name.
fn is_server<'t>(tokens: &[Token<'t>], next: impl FnOnce() -> Option<Vec<Token<'t>>>) -> bool {
    let labelled = |tokens: &[Token<'_>]| tokens.len() == 2 && tokens[0].text.ends_with(':');
    labelled(tokens)
        && tokens[0].text != "Name:"
        && !is_service(tokens[1].text)
        && next().is_some_and(|next| {
            labelled(&next) && is_address(next[1].text.split('#').next().unwrap_or_default())
        })
}

/// The host or service that `dig +short` was asked for: its answer below says no name.
fn asked_for<'t>(tokens: &[Token<'t>]) -> Option<Token<'t>> {
    let has = |word: &str| tokens.iter().any(|token| token.text.eq_ignore_ascii_case(word));
    if !(has("dig") && has("+short")) {
        return None;
    }
    let named =
        |token: &&Token<'_>| is_service(token.text) || (token.text.contains('.') && is_host(token.text));
    tokens.iter().find(named).copied()
}

/// The other lines of `nslookup`: `xmpp.contoso.com  internet address = 192.0.2.10`, `Name: …` with
/// `Address: …` below, `… canonical name = …`.
fn address(
    tokens: &[Token<'_>],
    line: Span,
    state: &mut State<'_>,
    snippet: Snippet<'_>,
    deployment: &mut Deployment,
) -> bool {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    let equals = tokens.len() > 2 && tokens[tokens.len() - 2].text == "=";
    if equals && is_host(first.text) {
        let owner = name(first.text, first.span, snippet);
        let value = Some(name(last.text, last.span, snippet));
        if is_address(last.text) {
            push(owner, RecordData::Address(value), line, snippet, deployment);
            return true;
        }
        if is_host(last.text) {
            push(owner, RecordData::Alias(value), line, snippet, deployment);
            return true;
        }
    }
    if tokens.len() == 2 && first.text == "Name:" && is_host(last.text) {
        state.host = Some(name(last.text, last.span, snippet));
        return true;
    }
    let labelled = tokens.len() == 2 && matches!(first.text, "Address:" | "Addresses:") || tokens.len() == 1;
    if labelled
        && is_address(last.text)
        && let Some(owner) = state.host.clone()
    {
        let value = Some(name(last.text, last.span, snippet));
        push(owner, RecordData::Address(value), line, snippet, deployment);
        return true;
    }
    false
}
