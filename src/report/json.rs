//! The report as JSON; its shape is described in `docs/json.md`.

use super::{FoldedFinding, Report, ReportedFinding};
use serde::Serialize;

/// Pretty-printed JSON, `{version, summary, findings}`, with a line break at its end.
#[must_use]
pub fn render(report: &Report) -> String {
    let mut json = serde_json::to_string_pretty(report)
        .expect("structs of strings and numbers always serialise: no maps, nothing that fails");
    json.push('\n');
    json
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
