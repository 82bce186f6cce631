//! DNS records: zone files and what `dig` prints, `nslookup`, `Resolve-DnsName`, tables and prose of pages.

pub(crate) mod lines;
pub(crate) mod page;
#[cfg(test)]
mod tests;
mod word;

use super::Snippet;
use super::localized::{self, Number};
use super::model::{Deployment, FaultKind, Located, Place, Record, RecordData};
use super::powershell::output::{Object, objects};
pub(super) use lines::has_records;
use unisono::message;
use unisono::source::Span;
unisono::message::wordings! {
    NO_RECORD: "topology-unreadable/record", "a service is named here, but no record can be read";
    RECORD_NEEDS: "topology-unreadable/help/record", "A record needs its name and what it points to, in one line, table row or sentence.";
    LOCALIZED: "value-localized/record-number", "a number is written \"{text}\", in the way of a language";
    WRITE: "value-localized/help/number", "Write {value}.";
}

pub(super) use word::names_service;

/// Whether a text holds DNS records: lines of them, or the name of a service (`_xmpp-server._tcp`) in a
/// table or in prose.
#[must_use]
pub(super) fn recognises(text: &str) -> bool {
    has_records(text) || names_service(text)
}

/// Reads records.
pub(super) fn read(snippet: Snippet<'_>, deployment: &mut Deployment) {
    let spans: Vec<Span> = super::powershell::lines(snippet.text).collect();
    let before = deployment.records.len();
    read_lines(snippet, &spans, deployment);
    if deployment.records.len() == before {
        let end = snippet.text.trim_end().lines().next().map_or(0, str::len);
        deployment.fault(FaultKind::Unreadable, snippet.place(0, end), &NO_RECORD, &RECORD_NEEDS);
    }
}

/// Reads lines of a page: records, tables and sentences.
pub(super) fn read_lines(snippet: Snippet<'_>, spans: &[Span], deployment: &mut Deployment) {
    let left = read_printed(snippet, spans, deployment);
    page::read(snippet, &left, deployment);
}

/// Reads lines that a command printed, or a zone file; gives those that hold no record.
pub(super) fn read_printed(snippet: Snippet<'_>, spans: &[Span], deployment: &mut Deployment) -> Vec<Span> {
    let left = lines::read(snippet, spans, deployment);
    let mut taken: Vec<Span> = Vec::new();
    for object in objects(snippet.text, &left) {
        if read_object(&object, snippet, deployment) {
            taken.extend(object.iter().map(|(_, _, span)| *span));
        }
    }
    taken.sort_unstable();
    let first = |line: &Span| taken.partition_point(|span| span.end <= line.start);
    left.into_iter().filter(|line| taken.get(first(line)).is_none_or(|span| span.start >= line.end)).collect()
}

/// Reads a record that `Resolve-DnsName` printed: its name, type and what it points to.
fn read_object(object: &Object<'_>, snippet: Snippet<'_>, deployment: &mut Deployment) -> bool {
    let get = |names: &[&str]| {
        object.iter().find(|(name, value, _)| {
            !value.is_empty() && names.iter().any(|known| known.eq_ignore_ascii_case(name))
        })
    };
    let (Some((_, owner, at)), Some((_, kind, _))) = (get(&["Name"]), get(&["Type", "QueryType"])) else {
        return false;
    };
    let located = |names: &[&str]| get(names).map(|(_, value, span)| name(value, *span, snippet));
    let mut number = |names: &[&str]| {
        let (_, value, span) = get(names)?;
        read_number(value, *span, snippet, deployment)
    };
    let data = match kind.to_ascii_uppercase().as_str() {
        "SRV" => RecordData::Srv {
            priority: number(&["Priority"]),
            weight: number(&["Weight"]),
            port: number(&["Port"]),
            target: located(&["NameTarget", "Target"]),
        },
        "A" | "AAAA" => RecordData::Address(located(&["IPAddress", "IP4Address", "IP6Address", "Address"])),
        "CNAME" => RecordData::Alias(located(&["NameHost", "NameTarget"])),
        _ => return false,
    };
    let whole = object.iter().fold(*at, |whole, (_, _, span)| whole.union(*span));
    let owner = name(owner, *at, snippet);
    push(owner, data, whole, snippet, deployment);
    true
}

/// A name without its final dot and without the backslashes of Markdown.
fn name(text: &str, span: Span, snippet: Snippet<'_>) -> Located<String> {
    Located::new(text.trim_end_matches('.').replace('\\', ""), Place { source: snippet.source, span })
}

/// A number; one in the way of a language leaves a fault.
fn read_number(
    text: &str,
    span: Span,
    snippet: Snippet<'_>,
    deployment: &mut Deployment,
) -> Option<Located<u32>> {
    let place = Place { source: snippet.source, span };
    match localized::number(text)? {
        Number::Plain(value) => Some(Located::new(value, place)),
        Number::Localized(value) => {
            deployment.fault(FaultKind::Localized, place, message!(LOCALIZED, text), message!(WRITE, value));
            Some(Located::new(value, place))
        }
    }
}

/// Takes a record in; a name with characters that no name has leaves a fault.
fn push(
    owner: Located<String>,
    data: RecordData,
    whole: Span,
    snippet: Snippet<'_>,
    deployment: &mut Deployment,
) {
    let range = |of: &Located<String>| (of.place.span.start as usize, of.place.span.end as usize);
    localized::check_name("the name of a record", &owner.value, range(&owner), snippet, deployment);
    if let RecordData::Srv { target: Some(host), .. } | RecordData::Alias(Some(host)) = &data {
        localized::check_name("the host of a record", &host.value, range(host), snippet, deployment);
    }
    let place = Place { source: snippet.source, span: whole };
    deployment.records.push(Record { owner, data, place });
}
