//! The report as JSON; its shape is described in `docs/json.md`.

use super::Report;
use serde::Serialize;

/// Pretty-printed JSON, `{version, summary, findings}`, with a line break at its end.
#[must_use]
pub fn render(report: &Report) -> String {
    let mut json = serde_json::to_string_pretty(report)
        .expect("structs of strings and numbers always serialise: no maps, nothing that fails");
    json.push('\n');
    json
}

/// JSON Lines: a line with `kind` for each finding, for each that is set aside, and at last for the summary.
#[must_use]
pub fn lines(report: &Report) -> String {
    let mut out = String::new();
    let findings = report.findings.iter().map(|finding| Line { kind: "finding", what: finding });
    let dismissed = report.dismissed.iter().map(|finding| Line { kind: "dismissed", what: finding });
    for line in findings.chain(dismissed) {
        push(&mut out, &line);
    }
    push(&mut out, &Line { kind: "summary", what: &report.summary });
    out
}

#[derive(Serialize)]
struct Line<'r, T> {
    kind: &'static str,
    #[serde(flatten)]
    what: &'r T,
}

fn push<T: Serialize>(out: &mut String, line: &Line<'_, T>) {
    let json = serde_json::to_string(line);
    out.push_str(&json.expect("structs of strings and numbers always serialise"));
    out.push('\n');
}
