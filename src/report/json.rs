//! The report as JSON; its shape is described in `docs/json.md`.

use super::{FoldedFinding, Report, ReportedFinding};
use serde::Serialize;

/// Pretty-printed JSON, `{version, summary, findings}`, with a line break at its end.
#[must_use]
pub fn render(report: &Report) -> String {
    pretty(report)
}

/// A value as JSON for people too: each member in a line of its own, indented, and a line break at the end.
///
/// There is one way by which values become JSON, and it writes no blanks: each further one is compiled for every type
/// that a report is made of. So the blanks are put in afterwards.
#[must_use]
pub fn pretty(value: &impl Serialize) -> String {
    let compact = serde_json::to_string(value).expect("texts, numbers and maps by texts always serialise");
    let mut json = indented(&compact);
    json.push('\n');
    json
}

/// JSON without blanks, with them.
fn indented(compact: &str) -> String {
    let mut out = String::with_capacity(compact.len() + compact.len() / 2);
    let mut depth = 0;
    let mut rest = compact;
    let stops = |byte: u8| matches!(byte, b'"' | b'{' | b'[' | b'}' | b']' | b',' | b':');
    while let Some(at) = rest.bytes().position(stops) {
        let behind = at + 1;
        let sign = rest.as_bytes()[at];
        let empty = rest[behind..].starts_with(['}', ']']);
        if matches!(sign, b'}' | b']') {
            depth -= 1;
            out.push_str(&rest[..at]);
            break_line(&mut out, depth);
            out.push_str(&rest[at..behind]);
            rest = &rest[behind..];
            continue;
        }
        let end = match sign {
            b'"' => behind + end_of_text(&rest[behind..]),
            b'{' | b'[' if empty => behind + 1,
            _ => behind,
        };
        out.push_str(&rest[..end]);
        rest = &rest[end..];
        match sign {
            b'{' | b'[' if !empty => {
                depth += 1;
                break_line(&mut out, depth);
            }
            b',' => break_line(&mut out, depth),
            b':' => out.push(' '),
            _ => {}
        }
    }
    out.push_str(rest);
    out
}

fn break_line(out: &mut String, depth: usize) {
    const BLANKS: &str = "\n                                ";
    let wanted = 1 + 2 * depth;
    out.push_str(&BLANKS[..wanted.min(BLANKS.len())]);
    (BLANKS.len()..wanted).for_each(|_| out.push(' '));
}

/// Where a text ends, behind its quotation mark.
fn end_of_text(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}

/// JSON Lines, each with its `kind`: the findings, then what is folded into them, what is set aside, and at last the
/// summary.
#[must_use]
pub fn lines(report: &Report) -> String {
    let mut out = findings(&report.findings);
    for finding in &report.findings {
        for folded in &finding.folded {
            push(&mut out, "folded", &FoldedInto { into: &finding.fingerprint, folded });
        }
    }
    for finding in &report.dismissed {
        push(&mut out, "dismissed", finding);
    }
    push(&mut out, "summary", &report.summary);
    out
}

/// A line for each finding, without what is folded into it.
#[must_use]
pub fn findings(findings: &[ReportedFinding]) -> String {
    let mut out = String::new();
    for finding in findings {
        match finding.folded.is_empty() {
            true => push(&mut out, "finding", finding),
            false => push(&mut out, "finding", &ReportedFinding { folded: Vec::new(), ..finding.clone() }),
        }
    }
    out
}

/// What is folded, and into which finding.
#[derive(Serialize)]
struct FoldedInto<'r> {
    into: &'r str,
    #[serde(flatten)]
    folded: &'r FoldedFinding,
}

#[derive(Serialize)]
struct Line<'r, T> {
    kind: &'static str,
    #[serde(flatten)]
    what: &'r T,
}

fn push<T: Serialize>(out: &mut String, kind: &'static str, what: &T) {
    let json = serde_json::to_string(&Line { kind, what });
    out.push_str(&json.expect("structs of strings and numbers always serialise"));
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::pretty;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "[\"\\\\{}\\[\\],: aé\n]{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::btree_map("[\"\\\\a:]{0,3}", inner, 0..5)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn json_is_laid_out_as_serde_lays_it_out(value in values()) {
            let expected = serde_json::to_string_pretty(&value).expect("it is plain data");
            prop_assert_eq!(pretty(&value), format!("{expected}\n"));
        }
    }

    #[test]
    fn what_is_empty_stays_in_its_line() {
        assert_eq!(pretty(&json!({"a": [], "b": {}})), "{\n  \"a\": [],\n  \"b\": {}\n}\n");
    }
}
