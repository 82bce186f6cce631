//! The report as JSON; its shape is described in `docs/json.md`.

use super::Report;

/// Pretty-printed JSON, `{version, summary, findings}`, with a line break at its end.
#[must_use]
pub fn render(report: &Report) -> String {
    let mut json = serde_json::to_string_pretty(report)
        .expect("structs of strings and numbers always serialise: no maps, nothing that fails");
    json.push('\n');
    json
}
